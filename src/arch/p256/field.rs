//! The field modulo p, from the leaves that a kernel has for it: the generic ones in `small`, and what is made of
//! others where a kernel has no shorter way.

#[cfg(feature = "fast")]
pub use super::kernel::{
    field_add as add, field_multiply as multiply, field_square as square, field_subtract as subtract,
};
#[cfg(not(feature = "fast"))]
pub use generic::{add, multiply, square, subtract};

cfg_select! {
    not(feature = "fast") => { pub use super::portable::field_halve as halve; }
    any(target_arch = "arm", target_arch = "riscv32") => {
        pub use super::kernel::{field_subtract_twice as subtract_twice, field_three_halves as three_halves};
    }
    _ => { pub use super::kernel::field_halve as halve; }
}

#[cfg(not(all(any(target_arch = "arm", target_arch = "riscv32"), feature = "fast")))]
pub use composed::{subtract_twice, three_halves};

#[cfg(not(feature = "fast"))]
mod generic {
    use super::super::{P, kernel};

    /// r = a b / R mod p.
    #[inline(always)]
    pub unsafe fn multiply(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::montgomery_multiply(r, a, b, &P) }
    }

    /// r = a a / R mod p.
    #[inline(always)]
    pub unsafe fn square(r: *mut u32, a: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::montgomery_multiply(r, a, a, &P) }
    }

    /// r = a + b mod p.
    #[inline(always)]
    pub unsafe fn add(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::modular_add(r, a, b, &P) }
    }

    /// r = a - b mod p.
    #[inline(always)]
    pub unsafe fn subtract(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::modular_subtract(r, a, b, &P) }
    }
}

#[cfg(not(all(any(target_arch = "arm", target_arch = "riscv32"), feature = "fast")))]
mod composed {
    use super::{add, halve, subtract};

    /// r = a - 2 b mod p, for an r that is not b.
    #[inline(always)]
    pub unsafe fn subtract_twice(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { subtract(r, a, b) };
        // SAFETY: the caller's promise.
        unsafe { subtract(r, r, b) }
    }

    /// r = 3 a / 2 mod p, for an r that is not a.
    #[inline(always)]
    pub unsafe fn three_halves(r: *mut u32, a: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { halve(r, a) };
        // SAFETY: the caller's promise.
        unsafe { add(r, r, a) }
    }
}
