//! The kernel file of the target, alone in an archive.
#![no_std]
#![feature(asm_experimental_arch)]

#[path = "../../../src/arch/p256/avr.rs"]
mod kernel;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
