//! The kernel file of the target, alone in an archive.
#![no_std]
#![allow(dead_code)]
#![feature(asm_experimental_arch)]

/// What the kernel takes from its parent module.
#[repr(C)]
pub struct Modulus {
    words: [u32; 8],
    negated_inverse: u32,
}

#[path = "../../../src/arch/p256/avr.rs"]
mod kernel;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
