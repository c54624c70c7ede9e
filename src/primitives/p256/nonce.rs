//! The secret number of a signature from the key and the digest (RFC 6979, 3.2, and 3.6 for the
//! variant with additional data).

use super::load_scalar;
use super::words::{load, store, wipe};
use crate::arch::p256::{N, Words, modular_reduce};
use crate::primitives::hmac::HmacSha256Key;
use zeroize::Zeroize;

/// k = the first number in 1..n-1 that the generator gives for the private key and the digest.
/// `added_entropy` is appended to its seed; without it, the number is RFC 6979's deterministic one.
#[inline(never)]
pub fn generate(private: &[u8; 32], digest: &[u8; 32], added_entropy: &[u8], k: &mut [u8; 32]) {
    let mut next = [0; 32];
    let mut key = HmacSha256Key::new(&next);
    k.fill(1);
    for round in [0, 1] {
        seed(&mut key, &mut next, k, round, private, digest, added_entropy);
    }
    while !advance(&mut key, &mut next, k) {}
    next.zeroize();
}

/// The steps of `step`.
pub const STEPS: u32 = 3;

/// The same without added entropy in steps, for `step` from STEPS - 1 down to 0: whether k is the number. If it
/// is not after step 0, that is due again. `secret` is the generator's K in between.
#[inline(never)]
pub fn step(
    private: &[u8; 32], digest: &[u8; 32], k: &mut [u8; 32], secret: &mut [u8; 32], step: u32,
) -> bool {
    if step == STEPS - 1 {
        secret.fill(0);
        k.fill(1);
    }
    let mut key = HmacSha256Key::new(secret);
    match step {
        0 => advance(&mut key, secret, k),
        // The rounds 0 and 1.
        _ => {
            seed(&mut key, secret, k, u8::from(step == 1), private, digest, &[]);
            false
        }
    }
}

/// Steps d to g, once: k is the generator's V, `secret` becomes its K.
fn seed(
    key: &mut HmacSha256Key, secret: &mut [u8; 32], k: &mut [u8; 32], round: u8, private: &[u8; 32],
    digest: &[u8; 32], added_entropy: &[u8],
) {
    let mut reduced = [0; 32];
    reduce(digest, &mut reduced);
    key.tag(&[k, &[round], private, &reduced, added_entropy], secret);
    renew(key, secret, k);
}

/// Step h, once: whether k is in 1..n-1 now.
fn advance(key: &mut HmacSha256Key, secret: &mut [u8; 32], k: &mut [u8; 32]) -> bool {
    // A variable: of a literal the compiler makes a constant, which AVR copies to RAM.
    let zero = [0];
    replace(key, k);
    let found = is_scalar(k);
    if !found {
        // Once in 2^32: the refused number is not used, and that it was refused is no secret.
        key.tag(&[k, &zero], secret);
        renew(key, secret, k);
    }
    found
}

/// The generator takes `secret` as its K, and V anew.
fn renew(key: &mut HmacSha256Key, secret: &[u8; 32], k: &mut [u8; 32]) {
    key.set(secret);
    replace(key, k);
}

/// V = HMAC(K, V).
#[inline(never)]
fn replace(key: &HmacSha256Key, k: &mut [u8; 32]) {
    let mut next = [0; 32];
    key.tag(&[k], &mut next);
    *k = next;
    next.zeroize();
}

// In frames of their own: the words would lie in the frame below which the hash has its own.

/// The digest modulo n.
#[inline(never)]
fn reduce(digest: &[u8; 32], reduced: &mut [u8; 32]) {
    let mut number: Words = [0; 8];
    load(&mut number, digest);
    modular_reduce(&mut number, &N);
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
