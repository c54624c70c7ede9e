//! The primitives, each behind the narrowest interface that its users need.

pub mod aes;
pub mod aes_engine;
pub mod ecdsa_der;
pub mod ghash;
pub mod hash;
pub mod hmac;
pub mod p256;
pub mod sha256;
pub mod sha512;
