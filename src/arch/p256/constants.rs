//! The moduli, and the constants that programs load: all in flash.

use super::Words;
use crate::arch::flash::{Flash, Loaded, flash};

/// An odd modulus with its most significant bit set, and what Montgomery reduction needs of it. It
/// stands in flash: kernels of processors that read flash with instructions of its own read it with those.
#[repr(C)]
pub struct Modulus {
    words: Flash<Words>,
    negated_inverse: Flash<u32>,
}

impl Modulus {
    /// For statics in flash only.
    const unsafe fn new(words: Words, negated_inverse: u32) -> Self {
        // SAFETY: the caller's promise.
        let words = unsafe { Flash::new(words) };
        // SAFETY: the caller's promise.
        let negated_inverse = unsafe { Flash::new(negated_inverse) };
        Modulus { words, negated_inverse }
    }

    /// The modulus m.
    #[inline(always)]
    pub fn words(&self) -> Loaded<'_, Words> {
        self.words.load()
    }

    /// -1/m modulo 2^32.
    #[inline(always)]
    pub fn negated_inverse(&self) -> u32 {
        self.negated_inverse.get()
    }
}

flash! {
    /// p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the order of the field.
    in flash pub static P: Modulus = {
        let words = [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0, 0, 0, 1, 0xFFFF_FFFF];
        // SAFETY: this is a static in flash.
        unsafe { Modulus::new(words, 1) }
    };
}

flash! {
    /// n, the order of the base point.
    in flash pub static N: Modulus = {
        let words =
            [0xFC63_2551, 0xF3B9_CAC2, 0xA717_9E84, 0xBCE6_FAAD, 0xFFFF_FFFF, 0xFFFF_FFFF, 0, 0xFFFF_FFFF];
        // SAFETY: this is a static in flash.
        unsafe { Modulus::new(words, 0xEE00_BC4F) }
    };
}

/// What programs load: of [`CONSTANTS`].
pub const ONE: usize = 0;
/// R^2 mod p: a Montgomery product with it brings an integer into the domain.
pub const R_SQUARED: usize = 1;
/// The curve's b, in the domain.
pub const CURVE_B: usize = 2;
pub const CONSTANTS_LENGTH: usize = 3;

flash! {
    /// The integer one, R^2 mod p, and the curve's b in the Montgomery domain.
    pub static CONSTANTS: [Words; CONSTANTS_LENGTH] = [
        [1, 0, 0, 0, 0, 0, 0, 0],
        [0x0000_0003, 0x0000_0000, 0xFFFF_FFFF, 0xFFFF_FFFB, 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD, 0x0000_0004],
        [0x29C4_BDDF, 0xD89C_DF62, 0x7884_3090, 0xACF0_05CD, 0xF721_2ED6, 0xE5A2_20AB, 0x0487_4834, 0xDC30_061D],
    ];
}

/// R^2 mod p.
#[cfg(feature = "fast")]
pub fn r_squared() -> &'static Flash<Words> {
    // SAFETY: an index below the length.
    unsafe { constant(R_SQUARED) }
}

/// The constant with this index.
///
/// # Safety
/// The index is below `CONSTANTS_LENGTH`.
pub unsafe fn constant(index: usize) -> &'static Flash<Words> {
    let constant = CONSTANTS.as_ptr().cast::<Flash<Words>>().wrapping_add(index);
    // SAFETY: the caller's promise; `Flash` is transparent.
    unsafe { &*constant }
}
