//! The constants of the curve (SP 800-186, 3.2.1.3), in the Montgomery domain where they are
//! elements of the field. A test derives each from the standard's figures.

use crate::arch::flash::flash;
use crate::arch::p256::Words;

flash! {
    /// One, as an integer.
    pub static ONE: Words = [1, 0, 0, 0, 0, 0, 0, 0];

    /// R mod p: the field's one.
    pub static FIELD_ONE: Words =
        [0x0000_0001, 0x0000_0000, 0x0000_0000, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFE, 0x0000_0000];

    /// R^2 mod p: a Montgomery product with it brings an integer into the domain.
    pub static FIELD_R_SQUARED: Words =
        [0x0000_0003, 0x0000_0000, 0xFFFF_FFFF, 0xFFFF_FFFB, 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD, 0x0000_0004];

    /// R^2 mod n.
    #[cfg(feature = "fast")]
    pub static SCALAR_R_SQUARED: Words =
        [0xBE79_EEA2, 0x8324_4C95, 0x49BD_6FA6, 0x4699_799C, 0x2B6B_EC59, 0x2845_B239, 0xF3D9_5620, 0x66E1_2D94];

    /// The curve's b.
    pub static CURVE_B: Words =
        [0x29C4_BDDF, 0xD89C_DF62, 0x7884_3090, 0xACF0_05CD, 0xF721_2ED6, 0xE5A2_20AB, 0x0487_4834, 0xDC30_061D];

    /// The base point G.
    #[cfg(not(feature = "fast"))]
    pub static BASE: [Words; 2] = [
        [0x18A9_143C, 0x79E7_30D4, 0x5FED_B601, 0x75BA_95FC, 0x7762_2510, 0x79FB_732B, 0xA537_55C6, 0x1890_5F76],
        [0xCE95_560A, 0xDDF2_5357, 0xBA19_E45C, 0x8B4A_B8E4, 0xDD21_F325, 0xD2E8_8688, 0x2588_5D85, 0x8571_FF18],
    ];

    /// (p + 1) / 4: the power of a square that is its root.
    pub static SQUARE_ROOT: Words =
        [0x0000_0000, 0x0000_0000, 0x4000_0000, 0x0000_0000, 0x0000_0000, 0x4000_0000, 0xC000_0000, 0x3FFF_FFFF];
}
