//! The MSP430 kernels alone, for the differential tests beside this crate.
#![no_std]
#![feature(asm_experimental_arch)]

#[path = "../../../../../src/arch/p256/msp430.rs"]
mod msp430;

#[path = "."]
mod aes {
    pub type Block = [u8; 16];

    #[path = "../../../../../src/arch/aes/msp430.rs"]
    #[allow(dead_code, reason = "the test calls the leaves by their addresses")]
    mod kernel;
}

#[path = "."]
mod sha256 {
    pub type State = [u32; 8];
    pub type Block = [u8; 64];

    #[path = "../../../../../src/arch/sha256/msp430.rs"]
    #[allow(dead_code, reason = "the test calls the leaves by their addresses")]
    mod kernel;
}

#[path = "."]
mod ghash {
    pub type Element = [u32; 4];

    #[path = "../../../../../src/arch/ghash/msp430.rs"]
    #[allow(dead_code, reason = "the test calls the leaves by their addresses")]
    mod kernel;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
