//! HKDF with HMAC-SHA-256 (RFC 5869; SP 800-56C, two-step). The time depends on lengths only.

use crate::arch::memory::zero_bytes;
use crate::copy::copy;
use crate::primitives::hmac::{HmacSha256Key, TAG_LENGTH};
use crate::status::Status;
use zeroize::Zeroize;

/// Bytes in a pseudorandom key.
pub const KEY_LENGTH: usize = TAG_LENGTH;
/// Bytes in the longest output: 255 blocks (RFC 5869, 2.3).
pub const MAXIMUM_OUTPUT_LENGTH: usize = 255 * TAG_LENGTH;

/// Whether an output may have this length.
pub fn check_output_length(length: usize) -> Result<(), Status> {
    if (1..=MAXIMUM_OUTPUT_LENGTH).contains(&length) { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Concentrates the entropy of a secret into a key.
pub fn extract(salt: &[u8], secret: &[u8], key: &mut [u8; KEY_LENGTH]) {
    HmacSha256Key::new(salt).tag(&[secret], key);
}

/// Expands a key. The length of the output has been checked.
pub fn expand(key: &[u8], info: &[u8], output: &mut [u8]) {
    let key = HmacSha256Key::new(key);
    let (mut block, mut last) = (zero_bytes::<TAG_LENGTH>(), zero_bytes::<TAG_LENGTH>());
    let mut counter: u8 = 0;
    for part in output.chunks_mut(TAG_LENGTH) {
        counter = counter.wrapping_add(1);
        let before = if counter > 1 { &last[..] } else { &[] };
        key.tag(&[before, info, &[counter]], &mut block);
        copy(part, &block);
        last = block;
    }
    block.zeroize();
    last.zeroize();
}
