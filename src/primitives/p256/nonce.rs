//! The secret number of a signature from the key and the digest (RFC 6979, 3.2, and 3.6 for the
//! variant with additional data).

use super::load_scalar;
use super::words::{load, store, wipe};
use crate::arch::p256::{N, Words, modular_add_assign};
use crate::primitives::hmac::HmacSha256Key;
use zeroize::Zeroize;

/// k = the first number in 1..n-1 that the generator gives for the private key and the digest.
/// `added_entropy` is appended to its seed; without it, the number is RFC 6979's deterministic one.
#[inline(never)]
pub fn generate(private: &[u8; 32], digest: &[u8; 32], added_entropy: &[u8], k: &mut [u8; 32]) {
    let mut next = [0; 32];
    let mut key = HmacSha256Key::new(&next);
    let mut reduced = [0; 32];
    // A variable: of a literal the compiler makes a constant, which AVR copies to RAM.
    let zero = [0];
    reduce(digest, &mut reduced);
    k.fill(1);
    // Steps d to g: k is the generator's V.
    for round in [0, 1] {
        key.tag(&[k, &[round], private, &reduced, added_entropy], &mut next);
        key.set(&next);
        key.tag(&[k], &mut next);
        *k = next;
    }
    loop {
        key.tag(&[k], &mut next);
        *k = next;
        if is_scalar(k) {
            break;
        }
        // Once in 2^32: the refused number is not used, and that it was refused is no secret.
        key.tag(&[k, &zero], &mut next);
        key.set(&next);
        key.tag(&[k], &mut next);
        *k = next;
    }
    next.zeroize();
}

// In frames of their own: the words would lie in the frame below which the hash has its own.

/// The digest modulo n.
#[inline(never)]
fn reduce(digest: &[u8; 32], reduced: &mut [u8; 32]) {
    let mut number: Words = [0; 8];
    load(&mut number, digest);
    modular_add_assign(&mut number, &[0; 8], &N);
    store(&number, reduced);
}

/// Whether k is in 1..n-1.
#[inline(never)]
fn is_scalar(k: &[u8; 32]) -> bool {
    let mut number: Words = [0; 8];
    let accepted = load_scalar(&mut number, k);
    wipe(&mut number);
    accepted
}
