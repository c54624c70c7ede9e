//! Ways to use the primitives, generic over what carries them.

pub mod cbc;
pub mod ccm;
pub mod cmac;
pub mod ctr;
pub mod eax_prime;
pub mod key_wrap;

pub use crate::primitives::hmac;
