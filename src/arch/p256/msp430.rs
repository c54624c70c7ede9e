//! The P-256 kernel of the MSP430. (Draft header, see below.)

use super::Modulus;

// The template strings of one global_asm! are one text: macros and constants of the earlier files
// are known in the later ones.
macro_rules! kernel {
    ($multiplier:literal, $rows:literal, $($fast:literal),+) => {
        #[cfg(feature = "fast")]
        core::arch::global_asm!(
            concat!(".set P256_MULTIPLIER, ", $multiplier),
            include_str!("msp430/common.s"),
            include_str!($rows),
            include_str!("msp430/montgomery.s"),
            include_str!("msp430/fast.s"),
            $(include_str!($fast),)+
            options(raw)
        );
        #[cfg(not(feature = "fast"))]
        core::arch::global_asm!(
            concat!(".set P256_MULTIPLIER, ", $multiplier),
            include_str!("msp430/common.s"),
            include_str!($rows),
            include_str!("msp430/montgomery.s"),
            options(raw)
        );
    };
}

cfg_select! {
    amisec_variant = "multiplier32" => {
        kernel!("0x0130", "msp430/rows32.s", "msp430/block32.s", "msp430/square.s");
    }
    amisec_variant = "multiplier32_f5" => {
        kernel!("0x04c0", "msp430/rows32.s", "msp430/block32.s", "msp430/square.s");
    }
    amisec_variant = "no_multiplier" => {
        kernel!("0", "msp430/rows_software.s", "msp430/block_software.s");
    }
    _ => {
        kernel!("0x0130", "msp430/rows16.s", "msp430/block16.s", "msp430/square.s");
    }
}

unsafe extern "C" {
    #[link_name = "amisec_p256_field_multiply"]
    pub fn field_multiply(r: *mut u32, a: *const u32, b: *const u32);
    #[link_name = "amisec_p256_field_square"]
    pub fn field_square(r: *mut u32, a: *const u32);
    #[link_name = "amisec_p256_field_add"]
    pub fn field_add(r: *mut u32, a: *const u32, b: *const u32);
    #[link_name = "amisec_p256_field_subtract"]
    pub fn field_subtract(r: *mut u32, a: *const u32, b: *const u32);
    #[link_name = "amisec_p256_modular_add"]
    pub fn modular_add(r: *mut u32, a: *const u32, b: *const u32, m: *const Modulus);
    #[link_name = "amisec_p256_modular_subtract"]
    pub fn modular_subtract(r: *mut u32, a: *const u32, b: *const u32, m: *const Modulus);
    #[link_name = "amisec_p256_montgomery_multiply"]
    pub fn montgomery_multiply(r: *mut u32, a: *const u32, b: *const u32, m: *const Modulus);
}
