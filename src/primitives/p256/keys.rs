//! Key generation.

use super::words::{increment, load, store, wipe};
use super::{PRIVATE_LENGTH, in_range};
use crate::arch::memory::zeros;
use crate::random::{CheckedBlocks, Random};
use crate::status::Status;

/// How many candidates a key generation tries.
pub const GENERATION_TRIES: usize = 8;

/// Generates a private key by testing candidates (FIPS 186-5, A.2.2): a candidate below n - 1 becomes a
/// key by adding one.
pub fn generate(random: &mut impl Random, private: &mut [u8; PRIVATE_LENGTH]) -> Result<(), Status> {
    let mut blocks = CheckedBlocks::new(random);
    for _ in 0..GENERATION_TRIES {
        blocks.next(private)?;
        let mut key = zeros();
        load(&mut key, private);
        increment(&mut key);
        let accepted = in_range(&key);
        store(&key, private);
        wipe(&mut key);
        if accepted {
            return Ok(());
        }
    }
    crate::wipe::wipe(private);
    Err(Status::RANDOM_FAILED)
}
