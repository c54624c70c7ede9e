//! The compression function of SHA-256 (FIPS 180-4, 6.2.2), which an instruction set may bring a kernel
//! of its own for.
//!
//! Constant time: the same instructions on the same addresses whatever the state and the block hold.
//!
//! One file of this folder per instruction set, each with one function,
//! `compress(state: &mut State, block: &Block)`; in assembly it is called `amisec_sha256_compress`.
//! The block may have any alignment and is apart from the state.

pub mod portable;

cfg_select! {
    feature = "accelerated" => { mod accelerated; use accelerated as kernel; }
    all(target_arch = "arm", target_feature = "v7") => { mod thumb2; use thumb2 as kernel; }
    target_arch = "arm" => { mod m0; use m0 as kernel; }
    target_arch = "riscv32" => { mod rv32; use rv32 as kernel; }
    target_arch = "avr" => { mod avr; use avr as kernel; }
    target_arch = "msp430" => { mod msp430; use msp430 as kernel; }
    _ => { use portable as kernel; }
}

/// The chaining value between two blocks.
pub type State = [u32; 8];

/// 64 bytes of the padded message.
pub type Block = [u8; 64];

/// Takes one block of the padded message into the chaining value.
pub fn compress(state: &mut State, block: &Block) {
    kernel::compress(state, block);
}
