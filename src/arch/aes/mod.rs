//! The AES (FIPS 197) that each instruction set brings its own kernel for: the key schedule, the
//! cipher on two blocks at once and on one, and its inverse on one.
//!
//! Every function is constant time: it executes the same instructions on the same addresses
//! whatever key and blocks hold; only the length of the key shows. (A kernel for a core without cache
//! may look up tables in memory that answers every address in one time, and says where they lie.)
//!
//! # What a kernel offers
//! One file of this folder per instruction set. The schedule has four words a round key: 44, 52
//! or 60 for keys of 16, 24 or 32 bytes. What the words mean is the kernel's own business. A
//! kernel with nothing faster for one of these takes `portable`'s, if it keeps that schedule.
//! The profiles of an instruction set may differ in it: a key object is of the archive that set it up.
//!
//! | function | effect |
//! |---|---|
//! | `set_key(schedule, key)` | expands the key |
//! | `encrypt_pair(schedule, pair)` | encrypts two blocks that do not depend on each other |
//! | `encrypt_block(schedule, block)` | encrypts one |
//! | `decrypt_block(schedule, block)` | decrypts one |

pub mod portable;

cfg_select! {
    feature = "accelerated" => { mod accelerated; use accelerated as kernel; }
    all(target_arch = "arm", target_feature = "v7") => { mod leaves; mod thumb2; use leaves as kernel; }
    target_arch = "riscv32" => { mod leaves; mod rv32; use leaves as kernel; }
    target_arch = "arm" => { mod leaves; mod m0; use leaves as kernel; }
    target_arch = "avr" => { mod avr; use avr as kernel; }
    target_arch = "msp430" => { mod msp430; use msp430 as kernel; }
    _ => { use portable as kernel; }
}

/// A block.
pub type Block = [u8; 16];

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    kernel::set_key(schedule, key);
}

/// Encrypts two blocks in place that do not depend on each other.
pub fn encrypt_pair(schedule: &[u32], pair: &mut [Block; 2]) {
    kernel::encrypt_pair(schedule, pair);
}

/// Encrypts a block in place.
pub fn encrypt_block(schedule: &[u32], block: &mut Block) {
    kernel::encrypt_block(schedule, block);
}

/// Decrypts a block in place.
pub fn decrypt_block(schedule: &[u32], block: &mut Block) {
    kernel::decrypt_block(schedule, block);
}
