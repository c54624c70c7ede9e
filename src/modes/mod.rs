//! Ways to use the primitives, generic over what carries them.

pub mod cbc;
pub mod ccm;
pub mod ccm_star;
pub mod cmac;
pub mod ctr;
pub mod drbg;
pub mod eax_prime;
pub mod gcm;
pub mod hkdf;
pub mod kdf;
pub mod key_wrap;
