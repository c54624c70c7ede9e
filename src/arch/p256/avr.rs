use super::Modulus;
use core::arch::global_asm;

global_asm!(include_str!("avr/modular.s"), options(raw));
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("avr/small.s"), options(raw));
#[cfg(feature = "fast")]
global_asm!(include_str!("avr/fast.s"), include_str!("avr/select.s"), options(raw));

unsafe extern "C" {
    /// r = a b / 2^256 mod m.
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
    /// r = a b / 2^256 mod p.
    #[link_name = "amisec_p256_field_multiply"]
    pub fn field_multiply(r: *mut u32, a: *const u32, b: *const u32);
    /// r = a a / 2^256 mod p.
    #[link_name = "amisec_p256_field_square"]
    pub fn field_square(r: *mut u32, a: *const u32);
    /// r = a + b mod p.
    #[link_name = "amisec_p256_field_add"]
    pub fn field_add(r: *mut u32, a: *const u32, b: *const u32);
    /// r = a - b mod p.
    #[link_name = "amisec_p256_field_subtract"]
    pub fn field_subtract(r: *mut u32, a: *const u32, b: *const u32);
    /// r (16 words) = entry `index` of the `count` (1 to 255) entries of 16 words at `table`. Reads
    /// every entry.
    #[link_name = "amisec_p256_select"]
    pub fn select(r: *mut u32, table: *const u32, index: u8, count: u8);
    /// The same for a table in the lower 64 KB of program memory, which `table` is an address of.
    #[link_name = "amisec_p256_select_flash"]
    pub fn select_flash(r: *mut u32, table: *const u32, index: u8, count: u8);
}
