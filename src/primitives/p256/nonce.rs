//! The secret number of a signature from the key and the digest (RFC 6979, 3.2, and 3.6 for the
//! variant with additional data).

use super::load_scalar;
use super::words::{load, store, wipe};
use crate::arch::memory::{zero_bytes, zeros};
use crate::arch::p256::{N, modular_add_assign};
use crate::copy::copy;
use crate::primitives::hmac::HmacSha256Key;
use crate::wipe::wipe as wipe_bytes;

/// k = the first number in 1..n-1 that the generator gives for the private key and the digest modulo n.
/// `added_entropy` is appended to its seed; without it, the number is RFC 6979's deterministic one.
#[inline(never)]
pub fn generate(private: &[u8; 32], reduced: &[u8; 32], added_entropy: &[u8], k: &mut [u8; 32]) {
    let mut next = zero_bytes();
    let mut key = HmacSha256Key::new(&next);
    // V = 01 01 ... 01: of a loop that only writes, the compiler makes a call.
    wipe_bytes(k);
    k.iter_mut().for_each(|byte| *byte |= 1);
    // Steps d to g: k is the generator's V. Then step h, whose refusals repeat steps d and e without the seed.
    let mut round = 0u8;
    loop {
        let seed: [&[u8]; 5] = [k, &[u8::from(round == 1)], private, reduced, added_entropy];
        let parts = if round < 2 { seed.len() } else { 2 };
        key.tag(seed.get(..parts).unwrap_or_default(), &mut next);
        key.set(&next);
        advance(&key, k, &mut next);
        if round > 0 {
            advance(&key, k, &mut next);
            // Refused once in 2^32: the number is not used, and that it was refused is no secret.
            if is_scalar(k) {
                break;
            }
        }
        round = 2.min(round + 1);
    }
    wipe_bytes(&mut next);
}

/// k = the tag of k.
#[inline(never)]
fn advance(key: &HmacSha256Key, k: &mut [u8; 32], next: &mut [u8; 32]) {
    key.tag(&[k], next);
    copy(k, next);
}

// In frames of their own: the words would lie in the frame below which the hash has its own.

/// The digest modulo n.
#[inline(never)]
pub fn reduce(digest: &mut [u8; 32]) {
    let mut number = zeros();
    load(&mut number, digest);
    modular_add_assign(&mut number, &zeros(), &N);
    store(&number, digest);
}

/// Whether k is in 1..n-1.
#[inline(never)]
fn is_scalar(k: &[u8; 32]) -> bool {
    let mut number = zeros();
    let accepted = load_scalar(&mut number, k);
    wipe(&mut number);
    accepted
}
