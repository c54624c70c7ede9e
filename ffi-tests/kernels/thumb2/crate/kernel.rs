//! The kernel file of the target, alone in an archive.
#![no_std]

#[cfg(target_feature = "dsp")]
#[path = "../../../../src/arch/p256/m4.rs"]
mod kernel;

#[cfg(not(target_feature = "dsp"))]
#[path = "../../../../src/arch/p256/m3.rs"]
mod kernel;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
