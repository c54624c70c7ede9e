//! Instruction-set kernels: the only place with assembly.

pub mod aes;
pub mod flash;
pub mod p256;
