//! Every operation twice on the same input: through the C function, and by a direct call of the core.
//!
//! Shared by the bench `time` (criterion) and the program `instructions` (counted by valgrind), whose
//! gate is that the C ABI adds less than 2% at 1 KiB.
#![expect(clippy::multiple_unsafe_ops_per_block, reason = "set-up calls of C functions, one after the other")]

use amisec::ffi::{aes, cbc, ccm, ctr, general, hmac_sha256, p256, p256_ecdsa, sha256};
use amisec::modes;
use amisec::primitives::aes::{
    Aes, Aes128Schedule, Aes192Schedule, Aes256Schedule, BlockDecrypt, BlockEncrypt, set_key,
};
use amisec::primitives::{ecdsa_der, hmac, p256 as curve};
use amisec::random::Random;
use amisec::status::Status;
use core::ffi::c_void;
use std::hint::black_box;
use std::mem::MaybeUninit;

/// Bytes in the messages.
pub const MESSAGE_LENGTH: usize = 1024;

/// Inputs and objects of all operations, set up.
pub struct Bench {
    message: [u8; MESSAGE_LENGTH],
    output: [u8; MESSAGE_LENGTH],
    sealed: [[u8; MESSAGE_LENGTH]; 3],
    tags: [[u8; 8]; 3],
    key: [u8; 32],
    nonce: [u8; 13],
    aad: [u8; 16],
    tag: [u8; 32],
    aes128: (aes::Aes128Key, Aes128Schedule),
    aes192: (aes::Aes192Key, Aes192Schedule),
    aes256: (aes::Aes256Key, Aes256Schedule),
    private: (p256::P256PrivateKey, [u8; 32]),
    public: (p256::P256PublicKey, [u8; 64]),
    signature: [u8; 64],
    compressed: [u8; 33],
    der: Vec<u8>,
    counter: u8,
}

/// An object of the header before it is set up.
fn blank<T>() -> T {
    // SAFETY: the objects are arrays of words: every bit pattern is one.
    unsafe { MaybeUninit::zeroed().assume_init() }
}

fn good(status: Status) {
    assert_eq!(status, Status::OK);
}

fn schedule<const WORDS: usize>(key: &[u8]) -> [u32; WORDS] {
    let mut schedule = [0; WORDS];
    set_key(&mut schedule, key);
    schedule
}

/// Blocks that differ, from a counter: the checks of the random function are part of the cost.
unsafe extern "C" fn random(context: *mut c_void, output: *mut u8, length: usize) -> Status {
    // SAFETY: the benches pass their counter and the library its block.
    let (counter, block) =
        unsafe { (&mut *context.cast::<u8>(), std::slice::from_raw_parts_mut(output, length)) };
    Counting(counter).fill(block).map_or(Status::RANDOM_FAILED, |()| Status::OK)
}

struct Counting<'a>(&'a mut u8);

impl Random for Counting<'_> {
    fn fill(&mut self, output: &mut [u8]) -> Result<(), Status> {
        *self.0 = self.0.wrapping_add(1) | 1;
        output.fill(*self.0);
        Ok(())
    }
}

impl Default for Bench {
    fn default() -> Self {
        let key: [u8; 32] = core::array::from_fn(|position| 0x40 | position.to_le_bytes()[0]);
        let mut bench = Bench {
            message: core::array::from_fn(|position| position.to_le_bytes()[0].wrapping_mul(7)),
            output: [0; MESSAGE_LENGTH],
            sealed: [[0; MESSAGE_LENGTH]; 3],
            tags: [[0; 8]; 3],
            key,
            nonce: [7; 13],
            aad: [9; 16],
            tag: [0; 32],
            aes128: (blank(), schedule(&key[..16])),
            aes192: (blank(), schedule(&key[..24])),
            aes256: (blank(), schedule(&key)),
            private: (blank(), key),
            public: (blank(), [0; 64]),
            signature: [0; 64],
            compressed: [0; 33],
            der: vec![0; 72],
            counter: 0,
        };
        let mut length = 0;
        // SAFETY: the objects and buffers are what the header asks for.
        unsafe {
            good(aes::amisec_aes128_set_key(&mut bench.aes128.0, key.as_ptr()));
            good(aes::amisec_aes192_set_key(&mut bench.aes192.0, key.as_ptr()));
            good(aes::amisec_aes256_set_key(&mut bench.aes256.0, key.as_ptr()));
            good(p256::amisec_p256_private_key_from_bytes(&mut bench.private.0, key.as_ptr()));
            good(p256::amisec_p256_public_key_from_private(&mut bench.public.0, &bench.private.0));
            good(p256::amisec_p256_public_key_to_raw(&bench.public.0, bench.public.1.as_mut_ptr()));
            good(p256::amisec_p256_public_key_to_compressed(&bench.public.0, bench.compressed.as_mut_ptr()));
            good(p256_ecdsa::amisec_p256_sign_digest(
                &bench.private.0,
                key.as_ptr(),
                bench.signature.as_mut_ptr(),
            ));
            good(p256_ecdsa::amisec_p256_signature_to_der(
                bench.signature.as_ptr(),
                bench.der.as_mut_ptr(),
                72,
                &mut length,
            ));
            bench.der.truncate(length);
            for size in 0..3 {
                let parameters = bench.parameters(size);
                let (input, output) = (bench.message.as_ptr(), bench.sealed[size].as_mut_ptr());
                good(match size {
                    0 => ccm::amisec_aes128_ccm_seal(
                        &bench.aes128.0,
                        &parameters,
                        input,
                        MESSAGE_LENGTH,
                        output,
                    ),
                    1 => ccm::amisec_aes192_ccm_seal(
                        &bench.aes192.0,
                        &parameters,
                        input,
                        MESSAGE_LENGTH,
                        output,
                    ),
                    _ => ccm::amisec_aes256_ccm_seal(
                        &bench.aes256.0,
                        &parameters,
                        input,
                        MESSAGE_LENGTH,
                        output,
                    ),
                });
            }
        }
        bench
    }
}

impl Bench {
    fn parameters(&mut self, size: usize) -> ccm::CcmParameters {
        ccm::CcmParameters {
            nonce: self.nonce.as_ptr(),
            nonce_length: self.nonce.len(),
            aad: self.aad.as_ptr(),
            aad_length: self.aad.len(),
            tag: self.tags[size].as_mut_ptr(),
            tag_length: self.tags[size].len(),
        }
    }
}

/// One operation: its name, its two forms, and whether the gate holds for it.
pub struct Operation {
    /// What it does and on how much.
    pub name: &'static str,
    /// Through the C function.
    pub abi: fn(&mut Bench),
    /// By a call of the core.
    pub direct: fn(&mut Bench),
}

macro_rules! operations {
    ($($name:ident { abi: $abi:expr, direct: $direct:expr })*) => {
        $(
            /// One operation in both forms.
            pub mod $name {
                use super::*;
                /// Through the C function.
                #[inline(never)]
                pub fn abi(bench: &mut Bench) {
                    let call: fn(&mut Bench) = $abi;
                    call(black_box(bench));
                }
                /// By a call of the core.
                #[inline(never)]
                pub fn direct(bench: &mut Bench) {
                    let call: fn(&mut Bench) = $direct;
                    call(black_box(bench));
                }
            }
        )*
        /// All operations.
        pub const OPERATIONS: &[Operation] = &[$(Operation { name: stringify!($name), abi: $name::abi, direct: $name::direct }),*];
    };
}

/// Runs a C function on objects and buffers that are what the header asks for.
macro_rules! c {
    ($call:expr) => {{
        // SAFETY: the objects and buffers are what the header asks for.
        good(unsafe { $call })
    }};
}

fn seal<C: BlockEncrypt>(
    cipher: &C, bench_nonce: &[u8], aad: &[u8], message: &[u8], output: &mut [u8], tag: &mut [u8],
) {
    output.copy_from_slice(message);
    modes::ccm::seal(cipher, bench_nonce, aad, output, tag);
}

fn open<C: BlockEncrypt>(
    cipher: &C, bench_nonce: &[u8], aad: &[u8], message: &[u8], output: &mut [u8], tag: &[u8],
) {
    output.copy_from_slice(message);
    modes::ccm::open(cipher, bench_nonce, aad, output, tag).expect("sealed by the other form");
}

fn apply<C>(
    cipher: &C, iv: &[u8; 16], message: &[u8], output: &mut [u8], mode: impl Fn(&C, &[u8; 16], &mut [u8]),
) {
    output.copy_from_slice(message);
    mode(cipher, iv, output);
}

fn block_encrypt<C: BlockEncrypt>(cipher: &C, message: &[u8], output: &mut [u8]) {
    let mut block = amisec::primitives::aes::Block::try_from(&message[..16]).expect("16 bytes");
    cipher.encrypt_block(&mut block);
    output[..16].copy_from_slice(&block);
}

fn block_decrypt<C: BlockDecrypt>(cipher: &C, message: &[u8], output: &mut [u8]) {
    let mut block = amisec::primitives::aes::Block::try_from(&message[..16]).expect("16 bytes");
    cipher.decrypt_block(&mut block);
    output[..16].copy_from_slice(&block);
}

operations! {
    equal_1k {
        abi: |b| c!(general::amisec_equal(b.message.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH)),
        direct: |b| amisec::constant_time::equal(&b.message, &b.message).expect("equal")
    }
    sha256_1k {
        abi: |b| c!(sha256::amisec_sha256(b.message.as_ptr(), MESSAGE_LENGTH, b.tag.as_mut_ptr())),
        direct: |b| {
            let mut hash = amisec::primitives::sha256::Sha256::default();
            hash.update(&b.message);
            hash.finish(&mut b.tag);
        }
    }
    hmac_sha256_1k {
        abi: |b| c!(hmac_sha256::amisec_hmac_sha256(b.key.as_ptr(), 32, b.message.as_ptr(), MESSAGE_LENGTH, b.tag.as_mut_ptr())),
        direct: |b| {
            let mut hmac = hmac::HmacSha256::zeroed();
            hmac.start(&b.key);
            hmac.update(&b.message);
            hmac.finish(&mut b.tag);
        }
    }
    aes128_set_key {
        abi: |b| c!(aes::amisec_aes128_set_key(&mut b.aes128.0, b.key.as_ptr())),
        direct: |b| set_key(&mut b.aes128.1, &b.key[..16])
    }
    aes128_encrypt_block {
        abi: |b| c!(aes::amisec_aes128_encrypt_block(&b.aes128.0, b.message.as_ptr(), b.output.as_mut_ptr())),
        direct: |b| block_encrypt(&Aes::new(&b.aes128.1), &b.message, &mut b.output)
    }
    aes128_decrypt_block {
        abi: |b| c!(aes::amisec_aes128_decrypt_block(&b.aes128.0, b.message.as_ptr(), b.output.as_mut_ptr())),
        direct: |b| block_decrypt(&Aes::new(&b.aes128.1), &b.message, &mut b.output)
    }
    aes128_ctr_1k {
        abi: |b| c!(ctr::amisec_aes128_ctr(&b.aes128.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes128.1), &b.aad, &b.message, &mut b.output, modes::ctr::apply)
    }
    aes128_cbc_encrypt_1k {
        abi: |b| c!(cbc::amisec_aes128_cbc_encrypt(&b.aes128.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes128.1), &b.aad, &b.message, &mut b.output, modes::cbc::encrypt)
    }
    aes128_cbc_decrypt_1k {
        abi: |b| c!(cbc::amisec_aes128_cbc_decrypt(&b.aes128.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes128.1), &b.aad, &b.message, &mut b.output, modes::cbc::decrypt)
    }
    aes128_ccm_seal_1k {
        abi: |b| c!(ccm::amisec_aes128_ccm_seal(&b.aes128.0, &b.parameters(0), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| seal(&Aes::new(&b.aes128.1), &b.nonce, &b.aad, &b.message, &mut b.output, &mut b.tags[0])
    }
    aes128_ccm_open_1k {
        abi: |b| c!(ccm::amisec_aes128_ccm_open(&b.aes128.0, &b.parameters(0), b.sealed[0].as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| open(&Aes::new(&b.aes128.1), &b.nonce, &b.aad, &b.sealed[0], &mut b.output, &b.tags[0])
    }
    aes192_set_key {
        abi: |b| c!(aes::amisec_aes192_set_key(&mut b.aes192.0, b.key.as_ptr())),
        direct: |b| set_key(&mut b.aes192.1, &b.key[..24])
    }
    aes192_encrypt_block {
        abi: |b| c!(aes::amisec_aes192_encrypt_block(&b.aes192.0, b.message.as_ptr(), b.output.as_mut_ptr())),
        direct: |b| block_encrypt(&Aes::new(&b.aes192.1), &b.message, &mut b.output)
    }
    aes192_decrypt_block {
        abi: |b| c!(aes::amisec_aes192_decrypt_block(&b.aes192.0, b.message.as_ptr(), b.output.as_mut_ptr())),
        direct: |b| block_decrypt(&Aes::new(&b.aes192.1), &b.message, &mut b.output)
    }
    aes192_ctr_1k {
        abi: |b| c!(ctr::amisec_aes192_ctr(&b.aes192.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes192.1), &b.aad, &b.message, &mut b.output, modes::ctr::apply)
    }
    aes192_cbc_encrypt_1k {
        abi: |b| c!(cbc::amisec_aes192_cbc_encrypt(&b.aes192.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes192.1), &b.aad, &b.message, &mut b.output, modes::cbc::encrypt)
    }
    aes192_cbc_decrypt_1k {
        abi: |b| c!(cbc::amisec_aes192_cbc_decrypt(&b.aes192.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes192.1), &b.aad, &b.message, &mut b.output, modes::cbc::decrypt)
    }
    aes192_ccm_seal_1k {
        abi: |b| c!(ccm::amisec_aes192_ccm_seal(&b.aes192.0, &b.parameters(1), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| seal(&Aes::new(&b.aes192.1), &b.nonce, &b.aad, &b.message, &mut b.output, &mut b.tags[1])
    }
    aes192_ccm_open_1k {
        abi: |b| c!(ccm::amisec_aes192_ccm_open(&b.aes192.0, &b.parameters(1), b.sealed[1].as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| open(&Aes::new(&b.aes192.1), &b.nonce, &b.aad, &b.sealed[1], &mut b.output, &b.tags[1])
    }
    aes256_set_key {
        abi: |b| c!(aes::amisec_aes256_set_key(&mut b.aes256.0, b.key.as_ptr())),
        direct: |b| set_key(&mut b.aes256.1, &b.key[..32])
    }
    aes256_encrypt_block {
        abi: |b| c!(aes::amisec_aes256_encrypt_block(&b.aes256.0, b.message.as_ptr(), b.output.as_mut_ptr())),
        direct: |b| block_encrypt(&Aes::new(&b.aes256.1), &b.message, &mut b.output)
    }
    aes256_decrypt_block {
        abi: |b| c!(aes::amisec_aes256_decrypt_block(&b.aes256.0, b.message.as_ptr(), b.output.as_mut_ptr())),
        direct: |b| block_decrypt(&Aes::new(&b.aes256.1), &b.message, &mut b.output)
    }
    aes256_ctr_1k {
        abi: |b| c!(ctr::amisec_aes256_ctr(&b.aes256.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes256.1), &b.aad, &b.message, &mut b.output, modes::ctr::apply)
    }
    aes256_cbc_encrypt_1k {
        abi: |b| c!(cbc::amisec_aes256_cbc_encrypt(&b.aes256.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes256.1), &b.aad, &b.message, &mut b.output, modes::cbc::encrypt)
    }
    aes256_cbc_decrypt_1k {
        abi: |b| c!(cbc::amisec_aes256_cbc_decrypt(&b.aes256.0, b.aad.as_ptr(), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| apply(&Aes::new(&b.aes256.1), &b.aad, &b.message, &mut b.output, modes::cbc::decrypt)
    }
    aes256_ccm_seal_1k {
        abi: |b| c!(ccm::amisec_aes256_ccm_seal(&b.aes256.0, &b.parameters(2), b.message.as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| seal(&Aes::new(&b.aes256.1), &b.nonce, &b.aad, &b.message, &mut b.output, &mut b.tags[2])
    }
    aes256_ccm_open_1k {
        abi: |b| c!(ccm::amisec_aes256_ccm_open(&b.aes256.0, &b.parameters(2), b.sealed[2].as_ptr(), MESSAGE_LENGTH, b.output.as_mut_ptr())),
        direct: |b| open(&Aes::new(&b.aes256.1), &b.nonce, &b.aad, &b.sealed[2], &mut b.output, &b.tags[2])
    }
    p256_generate {
        abi: |b| c!(p256::amisec_p256_private_key_generate(&mut b.private.0, Some(random), (&raw mut b.counter).cast())),
        direct: |b| curve::generate(&mut Counting(&mut b.counter), &mut b.private.1).expect("a key")
    }
    p256_public_key {
        abi: |b| c!(p256::amisec_p256_public_key_from_private(&mut b.public.0, &b.private.0)),
        direct: |b| curve::public_key(&b.private.1, &mut b.public.1).expect("a key")
    }
    p256_from_raw {
        abi: |b| c!(p256::amisec_p256_public_key_from_raw(&mut b.public.0, b.public.1.as_ptr())),
        direct: |b| curve::check_public_key(&b.public.1).expect("a key")
    }
    p256_from_compressed {
        abi: |b| c!(p256::amisec_p256_public_key_from_compressed(&mut b.public.0, b.compressed.as_ptr())),
        direct: |b| curve::decompress(&b.compressed, &mut b.public.1).expect("a key")
    }
    p256_sign {
        abi: |b| c!(p256_ecdsa::amisec_p256_sign_digest(&b.private.0, b.key.as_ptr(), b.signature.as_mut_ptr())),
        direct: |b| curve::sign_digest(&b.private.1, &b.key, &[], &mut b.signature).expect("a signature")
    }
    p256_sign_hedged {
        abi: |b| c!(p256_ecdsa::amisec_p256_sign_digest_hedged(&b.private.0, b.key.as_ptr(), Some(random), (&raw mut b.counter).cast(), b.signature.as_mut_ptr())),
        direct: |b| curve::sign_digest(&b.private.1, &b.key, &[1; 32], &mut b.signature).expect("a signature")
    }
    p256_verify {
        abi: |b| c!(p256_ecdsa::amisec_p256_verify_digest(&b.public.0, b.key.as_ptr(), b.signature.as_ptr())),
        direct: |b| {
            curve::verify_digest(&b.public.1, &b.key, &b.signature).expect("a signature");
        }
    }
    p256_ecdh {
        abi: |b| c!(p256::amisec_p256_ecdh(&b.private.0, &b.public.0, b.tag.as_mut_ptr())),
        direct: |b| curve::ecdh(&b.private.1, &b.public.1, &[], &mut b.tag).expect("a secret")
    }
    p256_signature_to_der {
        abi: |b| {
            let mut length = 0;
            c!(p256_ecdsa::amisec_p256_signature_to_der(b.signature.as_ptr(), b.output.as_mut_ptr(), 72, &mut length))
        },
        direct: |b| {
            let mut der = [0; 72];
            ecdsa_der::encode(&b.signature, &mut der);
            black_box(&der);
        }
    }
    p256_signature_from_der {
        abi: |b| c!(p256_ecdsa::amisec_p256_signature_from_der(b.der.as_ptr(), b.der.len(), b.signature.as_mut_ptr())),
        direct: |b| ecdsa_der::decode(&b.der, &mut b.signature).expect("a signature")
    }
}
