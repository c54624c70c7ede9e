//! The symmetric kernel files of the target, alone in an archive.
#![no_std]
#![allow(dead_code)]
#![feature(asm_experimental_arch)]

#[path = "."]
mod aes {
    pub type Block = [u8; 16];

    #[path = "../../../src/arch/aes/avr.rs"]
    mod kernel;
}

#[path = "."]
mod sha256 {
    pub type State = [u32; 8];
    pub type Block = [u8; 64];

    #[path = "../../../src/arch/sha256/avr.rs"]
    mod kernel;
}

#[path = "."]
mod ghash {
    pub type Element = [u32; 4];

    #[path = "../../../src/arch/ghash/avr.rs"]
    mod kernel;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
