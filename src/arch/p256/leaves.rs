//! The kernels in assembly to Rust: see the table in `super`.
//!
//! The pointers are to eight words each, `r` to words that may be written; `r` may be `a` or `b` unless it says not.

use super::Modulus;

unsafe extern "C" {
    /// r = a b / R mod m.
    #[link_name = "amisec_p256_montgomery_multiply"]
    pub fn montgomery_multiply(r: *mut u32, a: *const u32, b: *const u32, m: &Modulus);
    /// r = a + b mod m.
    #[link_name = "amisec_p256_modular_add"]
    pub fn modular_add(r: *mut u32, a: *const u32, b: *const u32, m: &Modulus);
    /// r = a - b mod m.
    #[link_name = "amisec_p256_modular_subtract"]
    pub fn modular_subtract(r: *mut u32, a: *const u32, b: *const u32, m: &Modulus);
}

#[cfg(feature = "fast")]
unsafe extern "C" {
    /// r = a b / R mod p.
    #[link_name = "amisec_p256_field_multiply"]
    pub fn field_multiply(r: *mut u32, a: *const u32, b: *const u32);
    /// r = a a / R mod p.
    #[link_name = "amisec_p256_field_square"]
    pub fn field_square(r: *mut u32, a: *const u32);
    /// r = a + b mod p.
    #[link_name = "amisec_p256_field_add"]
    pub fn field_add(r: *mut u32, a: *const u32, b: *const u32);
    /// r = a - b mod p.
    #[link_name = "amisec_p256_field_subtract"]
    pub fn field_subtract(r: *mut u32, a: *const u32, b: *const u32);
}

#[cfg(all(any(target_arch = "arm", target_arch = "riscv32"), feature = "fast"))]
unsafe extern "C" {
    /// r = 3 a / 2 mod p, for an r that is not a.
    #[link_name = "amisec_p256_field_three_halves"]
    pub fn field_three_halves(r: *mut u32, a: *const u32);
    /// r = a - 2 b mod p, for an r that is not b.
    #[link_name = "amisec_p256_field_subtract_twice"]
    pub fn field_subtract_twice(r: *mut u32, a: *const u32, b: *const u32);
}

#[cfg(all(any(target_arch = "avr", target_arch = "msp430"), feature = "fast"))]
unsafe extern "C" {
    /// r = a / 2 mod p.
    #[link_name = "amisec_p256_field_halve"]
    pub fn field_halve(r: *mut u32, a: *const u32);
}

#[cfg(all(target_arch = "arm", target_feature = "v7", feature = "fast"))]
unsafe extern "C" {
    /// 30 division steps from the low words of f and g: theta, and the matrix row by row.
    #[link_name = "amisec_p256_division_steps"]
    pub fn division_steps(theta: *mut u32, f: u32, g: u32, matrix: *mut u32);
}

#[cfg(all(target_arch = "arm", feature = "fast"))]
unsafe extern "C" {
    /// r (16 words) = entry `index` of the `count` entries of 16 words at `table`. Reads every entry.
    #[link_name = "amisec_p256_select"]
    pub fn select(r: *mut u32, table: *const u32, index: u32, count: usize);
}

#[cfg(all(target_arch = "avr", feature = "fast"))]
unsafe extern "C" {
    /// r (16 words) = entry `index` of the `count` (1 to 255) entries of 16 words at `table`. Reads
    /// every entry.
    #[link_name = "amisec_p256_select"]
    pub fn select(r: *mut u32, table: *const u32, index: u8, count: u8);
    /// The same for a table in the lower 64 KB of program memory, which `table` is an address of.
    #[link_name = "amisec_p256_select_flash"]
    pub fn select_flash(r: *mut u32, table: *const u32, index: u8, count: u8);
}

#[cfg(any(
    all(target_arch = "avr", feature = "fast"),
    all(target_arch = "arm", target_feature = "v7", not(target_feature = "dsp"))
))]
unsafe extern "C" {
    /// The 64-bit product of two words.
    #[link_name = "amisec_p256_wide"]
    pub safe fn wide(a: u32, b: u32) -> u64;
}

#[cfg(all(target_arch = "msp430", feature = "fast"))]
unsafe extern "C" {
    /// sum + the `count` products a b, modulo 2^64: its low 30 bits; sum becomes the rest. a is signed, b is not.
    #[link_name = "amisec_p256_column"]
    pub fn column(sum: *mut i64, a: *const u32, b: *const u32, count: u16) -> u32;
}
