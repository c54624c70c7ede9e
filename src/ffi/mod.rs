//! The C ABI: check pointers, call the core, write outputs, answer a status. No cryptography here.
//!
//! The comments on the functions are the C documentation; `include/amisec.h` is generated from
//! this folder. What holds for all of them stands on the header's first page.
#![expect(clippy::missing_safety_doc, reason = "the C documentation says what a caller must keep")]

mod aead;
mod arguments;
mod boundary;
mod call;
mod memory;
mod object;
mod p256_object;
mod random;
mod stack;

pub mod acknowledgement;
pub mod aes;
pub mod aes_engine;
#[cfg(amisec_bench)]
pub mod bench;
pub mod boot;
pub mod c1222;
pub mod cbc;
pub mod ccm;
pub mod ccm_star;
pub mod challenge;
pub mod cmac;
pub mod command;
pub mod command_encryption;
pub mod command_signer;
pub mod ctr;
pub mod dlms;
pub mod dlms_hls;
pub mod drbg;
pub mod eax_prime;
pub mod gcm;
pub mod gcm_stream;
pub mod general;
pub mod hkdf;
pub mod hmac_sha256;
pub mod hmac_sha384;
pub mod kdf;
pub mod key_pair;
pub mod key_wrap;
pub mod keys;
pub mod oms;
pub mod p256;
pub mod p256_ecdsa;
pub mod p256_steps;
pub mod p256_verifier;
pub mod report;
pub mod selftest;
pub mod sha256;
pub mod sha384;
pub mod sha512;
pub mod storage;
pub mod storage_counters;
