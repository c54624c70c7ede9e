//! Ways to use the primitives, generic over what carries them.

pub mod cbc;
pub mod ccm;
pub mod ctr;
pub mod hmac;
