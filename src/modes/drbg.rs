//! HMAC_DRBG with SHA-256 (SP 800-90A, 10.1.2), seeded from raw noise that is tested as SP 800-90B asks.
//! The time depends on lengths only, and on whether a test failed.
//!
//! Each seed is the SHA-256 digest of noise that holds at least 320 bits of entropy by the caller's
//! claim: 64 more than the digest has bits, so that the seed has full entropy (SP 800-90B, 3.1.5.1.2;
//! SP 800-90C). No prediction resistance: a reseed is a call of its own.

use crate::arch::flash::flash;
use crate::arch::memory::zero_bytes;
use crate::constant_time::one_if_equal;
use crate::copy::copy;
use crate::primitives::hmac::HmacSha256Key;
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::random::{BLOCK_LENGTH, Random};
use crate::status::Status;
use zeroize::Zeroize;

/// Bytes in the longest request (SP 800-90A, table 2).
const MAXIMUM_REQUEST: u32 = 1 << 16;
/// Bits of entropy that the noise behind one seed holds.
const SEED_ENTROPY: usize = 320;
/// Samples of the start-up test (SP 800-90B, 4.3).
const STARTUP_SAMPLES: usize = 1024;
/// Samples of a window of the adaptive proportion test (SP 800-90B, 4.4.2: more than two values).
const WINDOW: u16 = 512;

flash! {
    /// For 1 to 8 bits of entropy a sample, with a false alarm in 2^20: how often a sample in a row is too
    /// often (SP 800-90B, 4.4.1: 1 + ceil(20 / H)), and how often the first one of a window in it (4.4.2: one
    /// more than the quantile of the binomial distribution).
    static CUTOFFS: [[u8; 3]; 8] =
        [[21, 1, 55], [11, 0, 177], [8, 0, 103], [6, 0, 62], [5, 0, 39], [5, 0, 25], [4, 0, 18], [4, 0, 13]];
}

/// Bytes from a seed: key and value of SP 800-90A, 10.1.2.1.
#[repr(C)]
pub struct Drbg {
    key: [u8; DIGEST_LENGTH],
    value: [u8; DIGEST_LENGTH],
    /// Requests since the last seed.
    requests: u32,
    tests: NoiseTests,
}

impl Drbg {
    /// Whether a byte of noise may be said to have so much entropy.
    pub fn check_entropy(bits: u8) -> Result<(), Status> {
        if (1..=8).contains(&bits) { Ok(()) } else { Err(Status::BAD_ARGUMENT) }
    }

    /// Whether so many bytes may be asked for at once.
    pub fn check_request(length: usize) -> Result<(), Status> {
        match u32::try_from(length) {
            Ok(length) if length <= MAXIMUM_REQUEST => Ok(()),
            _ => Err(Status::BAD_LENGTH),
        }
    }

    /// Seeds from a noise source that passes its start-up test. `bits` is the entropy that a byte of
    /// noise is sure to have: 1 to 8.
    pub fn instantiate<R: Random>(source: &mut R, bits: u8, personalization: &[u8]) -> Result<Self, Status> {
        let mut drbg = Drbg { key: [0; 32], value: [1; 32], requests: 0, tests: NoiseTests::new(bits) };
        let mut discarded = zero_bytes::<BLOCK_LENGTH>();
        for _ in 0..STARTUP_SAMPLES / BLOCK_LENGTH {
            drbg.tests.draw(source, &mut discarded)?;
        }
        discarded.zeroize();
        let (mut entropy, mut nonce) = (zero_bytes::<DIGEST_LENGTH>(), zero_bytes::<DIGEST_LENGTH>());
        drbg.tests.seed(source, &mut entropy)?;
        drbg.tests.seed(source, &mut nonce)?;
        drbg.update([&entropy, &nonce, personalization]);
        entropy.zeroize();
        nonce.zeroize();
        Ok(drbg)
    }

    /// Mixes in a new seed.
    pub fn reseed<R: Random>(&mut self, source: &mut R, additional: &[u8]) -> Result<(), Status> {
        let mut entropy = zero_bytes::<DIGEST_LENGTH>();
        self.tests.seed(source, &mut entropy)?;
        self.update([&entropy, additional, &[]]);
        entropy.zeroize();
        self.requests = 0;
        Ok(())
    }

    /// Fills `output`, at most 2^16 bytes, or says that a new seed is due.
    pub fn generate(&mut self, output: &mut [u8]) -> Result<(), Status> {
        let requests = self.requests.checked_add(1).ok_or(Status::COUNTER_EXHAUSTED)?;
        let key = HmacSha256Key::new(&self.key);
        for part in output.chunks_mut(DIGEST_LENGTH) {
            self.next_value(&key);
            copy(part, &self.value);
        }
        self.update([&[]; 3]);
        self.requests = requests;
        Ok(())
    }

    /// SP 800-90A, 10.1.2.2.
    fn update(&mut self, data: [&[u8]; 3]) {
        let [first, second, third] = data;
        let is_empty = data.iter().all(|part| part.is_empty());
        let mut key = HmacSha256Key::new(&self.key);
        for marker in 0..if is_empty { 1 } else { 2 } {
            key.tag(&[&self.value, &[marker], first, second, third], &mut self.key);
            key.set(&self.key);
            self.next_value(&key);
        }
    }

    fn next_value(&mut self, key: &HmacSha256Key) {
        let mut value = self.value;
        key.tag(&[&value], &mut self.value);
        value.zeroize();
    }
}

impl Drop for Drbg {
    fn drop(&mut self) {
        self.key.zeroize();
        self.value.zeroize();
    }
}

/// The continuous tests of a noise source (SP 800-90B, 4.4), which go on over all seeds. They compare
/// samples without a branch: noise is secret.
#[repr(C)]
struct NoiseTests {
    /// Bits of entropy a sample, 1 to 8.
    bits: u32,
    last: u8,
    first_of_window: u8,
    repeats: u16,
    /// Samples that the window has had, and how many of them were its first one.
    window: u16,
    occurrences: u16,
}

impl NoiseTests {
    fn new(bits: u8) -> Self {
        // The first sample opens a window.
        NoiseTests {
            bits: bits.into(),
            last: 0,
            first_of_window: 0,
            repeats: 0,
            window: WINDOW,
            occurrences: 0,
        }
    }

    /// The digest of enough noise for a seed.
    fn seed<R: Random>(&mut self, source: &mut R, seed: &mut [u8; DIGEST_LENGTH]) -> Result<(), Status> {
        let mut hash = Sha256::zeroed();
        hash.start();
        let mut noise = zero_bytes::<BLOCK_LENGTH>();
        let mut drawn = 0;
        while drawn < SEED_ENTROPY {
            self.draw(source, &mut noise)?;
            hash.update(&noise);
            drawn += BLOCK_LENGTH * (self.bits.max(1) as usize);
        }
        noise.zeroize();
        hash.finish(seed);
        Ok(())
    }

    /// Draws noise and tests it; if a test fails, none is handed out.
    fn draw<R: Random>(&mut self, source: &mut R, noise: &mut [u8; BLOCK_LENGTH]) -> Result<(), Status> {
        let [repeats, high, low] = CUTOFFS.at((self.bits as usize).wrapping_sub(1)).get();
        let (repeats, occurrences) = (u16::from(repeats), u16::from_be_bytes([high, low]));
        let mut alarm = source.fill(noise).is_err();
        for sample in noise.iter() {
            let same = one_if_equal(*sample, self.last);
            self.repeats = self.repeats.wrapping_mul(same).wrapping_add(1);
            self.last = *sample;
            if self.window == WINDOW {
                self.window = 0;
                self.occurrences = 0;
                self.first_of_window = *sample;
            }
            self.window = self.window.wrapping_add(1);
            let same = one_if_equal(*sample, self.first_of_window);
            self.occurrences = self.occurrences.wrapping_add(same);
            alarm |= (self.repeats >= repeats) | (self.occurrences >= occurrences);
        }
        if alarm {
            noise.zeroize();
            return Err(Status::RANDOM_FAILED);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
