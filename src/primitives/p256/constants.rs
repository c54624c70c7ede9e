//! The constants of the curve (SP 800-186, 3.2.1.3), in the Montgomery domain where they are
//! elements of the field. A test derives each from the standard's figures.

use crate::arch::flash::flash;
use crate::arch::p256::Words;

flash! {
    /// R^2 mod n.
    #[cfg(feature = "fast")]
    pub static SCALAR_R_SQUARED: Words =
        [0xBE79_EEA2, 0x8324_4C95, 0x49BD_6FA6, 0x4699_799C, 0x2B6B_EC59, 0x2845_B239, 0xF3D9_5620, 0x66E1_2D94];

    /// The base point and its multiples by 3, 5 and 7: 8% of a verification for 192 bytes.
    #[cfg(not(feature = "fast"))]
    pub static BASE_MULTIPLES: [[Words; 2]; 4] = [
        [[0x18A9_143C, 0x79E7_30D4, 0x5FED_B601, 0x75BA_95FC, 0x7762_2510, 0x79FB_732B, 0xA537_55C6, 0x1890_5F76],
         [0xCE95_560A, 0xDDF2_5357, 0xBA19_E45C, 0x8B4A_B8E4, 0xDD21_F325, 0xD2E8_8688, 0x2588_5D85, 0x8571_FF18]],
        [[0x4EEB_C127, 0xFFAC_3F90, 0x087D_81FB, 0xB027_F84A, 0x87CB_BC98, 0x66AD_77DD, 0xB6FF_747E, 0x2693_6A3F],
         [0xC983_A7EB, 0xB04C_5C1F, 0x0861_FE1A, 0x583E_47AD, 0x1A2E_E98E, 0x7882_0831, 0xE587_CC07, 0xD5F0_6A29]],
        [[0xC45C_61F5, 0xBE1B_8AAE, 0x94B9_537D, 0x90EC_649A, 0xD076_C20C, 0x941C_B5AA, 0x8905_23C8, 0xC907_9605],
         [0xE7BA_4F10, 0xEB30_9B4A, 0xE5EB_882B, 0x73C5_68EF, 0x7E7A_1F68, 0x3540_A987, 0x2DD1_E916, 0x73A0_76BB]],
        [[0xA017_3B4F, 0x0746_354E, 0xD23C_00F7, 0x2BD2_0213, 0x0C23_BB08, 0xF43E_AAB5, 0xC312_3E03, 0x13BA_5119],
         [0x3F5B_9D4D, 0x2847_D030, 0x5DA6_7BDD, 0x6742_F2F2, 0x77C9_4195, 0xEF93_3BDC, 0x6E24_0867, 0xEAED_D915]],
    ];
}
