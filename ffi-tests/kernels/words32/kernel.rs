//! The kernel file of the target, alone in an archive.
#![no_std]

#[cfg(target_arch = "arm")]
#[path = "../../../src/arch/p256/m0.rs"]
mod kernel;

#[cfg(target_arch = "riscv32")]
#[path = "../../../src/arch/p256/rv32.rs"]
mod kernel;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
