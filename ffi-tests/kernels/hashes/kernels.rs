//! The hash kernels of a target and their portable twins, in an archive of their own.
#![no_std]
#![allow(dead_code)]
#![cfg_attr(any(target_arch = "avr", target_arch = "msp430"), feature(asm_experimental_arch))]

#[path = "../../../src/arch/sha256/mod.rs"]
mod sha256;

#[path = "../../../src/arch/ghash/mod.rs"]
mod ghash;

#[unsafe(no_mangle)]
extern "C" fn sha256_portable(state: &mut sha256::State, block: &sha256::Block) {
    sha256::portable::compress(state, block);
}

#[unsafe(no_mangle)]
extern "C" fn sha256_kernel(state: &mut sha256::State, block: &sha256::Block) {
    sha256::compress(state, block);
}

#[unsafe(no_mangle)]
extern "C" fn ghash_portable(accumulator: &mut ghash::Element, key: &ghash::Element) {
    ghash::portable::multiply(accumulator, key);
}

#[unsafe(no_mangle)]
extern "C" fn ghash_kernel(accumulator: &mut ghash::Element, key: &ghash::Element) {
    ghash::multiply(accumulator, key);
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
