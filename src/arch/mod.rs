//! Instruction-set kernels: the only place with assembly.

pub mod p256;
