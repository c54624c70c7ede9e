//! amisec: the cryptography that smart meters link.
#![no_std]

pub mod arch;
pub mod primitives;
pub mod status;
