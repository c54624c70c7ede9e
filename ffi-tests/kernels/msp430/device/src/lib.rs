//! The MSP430 kernel of P-256 alone, for the differential test beside this crate.
#![no_std]
#![feature(asm_experimental_arch)]

/// As the library declares it.
#[repr(C)]
pub struct Modulus {
    words: [u32; 8],
    negated_inverse: u32,
}

#[path = "../../../../../src/arch/p256/msp430.rs"]
#[allow(dead_code, reason = "the test calls the leaves by their addresses")]
mod msp430;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
