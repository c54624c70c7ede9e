//! Key derivation from a shared secret (SP 800-56C, one-step) and from a key (SP 800-108, counter mode).
//! The time depends on lengths only.

use crate::arch::memory::zero_bytes;
use crate::copy::copy;
use crate::modes::cmac::{self, CbcMac};
use crate::primitives::aes::{BLOCK_LENGTH, BlockEncrypt};
use crate::primitives::hash::{Algorithm, Hash};
use crate::primitives::hmac::HmacSha256Key;
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256Algorithm};
use crate::primitives::sha512::{SHA384_LENGTH, Sha384Algorithm};
use crate::status::Status;
use zeroize::Zeroize;

/// Whether an output may have this length: the counter of blocks has 32 bits, and blocks at least 16
/// bytes.
pub fn check_output_length(length: usize) -> Result<(), Status> {
    if length > 0 && u32::try_from(length).is_ok() { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// SP 800-56C, 4.1, with SHA-256: counter || secret || info is hashed for each block of the output.
pub fn one_step_sha256(secret: &[u8], info: &[u8], output: &mut [u8]) {
    one_step::<Sha256Algorithm, DIGEST_LENGTH>(secret, info, output);
}

/// The same with SHA-384.
pub fn one_step_sha384(secret: &[u8], info: &[u8], output: &mut [u8]) {
    one_step::<Sha384Algorithm, SHA384_LENGTH>(secret, info, output);
}

fn one_step<A: Algorithm, const LENGTH: usize>(secret: &[u8], info: &[u8], output: &mut [u8]) {
    blocks::<LENGTH>(output, |counter, block| {
        let mut hash = Hash::<A>::zeroed();
        hash.start();
        hash.update(counter);
        hash.update(secret);
        hash.update(info);
        hash.finish(block);
    });
}

/// SP 800-108, 4.1, with HMAC-SHA-256: counter || fixed input is authenticated for each block.
pub fn counter_hmac_sha256(key: &[u8], fixed: &[u8], output: &mut [u8]) {
    let key = HmacSha256Key::new(key);
    blocks::<DIGEST_LENGTH>(output, |counter, block| key.tag(&[counter, fixed], block));
}

/// SP 800-108, 4.1, with AES-CMAC.
pub fn counter_cmac<C: BlockEncrypt>(cipher: &C, fixed: &[u8], output: &mut [u8]) {
    blocks::<BLOCK_LENGTH>(output, |counter, block| {
        let mut mac = CbcMac::default();
        mac.update(cipher, counter);
        mac.update(cipher, fixed);
        cmac::finish(&mut mac, cipher, block);
    });
}

/// Fills `output` with blocks that follow from counters 1, 2, ...
fn blocks<const LENGTH: usize>(output: &mut [u8], mut make: impl FnMut(&[u8; 4], &mut [u8; LENGTH])) {
    let mut block = zero_bytes::<LENGTH>();
    let mut counter: u32 = 0;
    for part in output.chunks_mut(LENGTH) {
        counter = counter.wrapping_add(1);
        make(&counter.to_be_bytes(), &mut block);
        copy(part, &block);
    }
    block.zeroize();
}
