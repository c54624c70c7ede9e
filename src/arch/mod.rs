//! Instruction-set kernels: the only place with assembly.

pub mod aes;
pub mod flash;
pub mod ghash;
pub mod halves;
pub mod memory;
pub mod opaque;
pub mod p256;
pub mod sha256;
pub mod stack;
