//! Instruction-set kernels: the only place with assembly.
