//! P-256 keys that are made here and never leave: in slots of their own kind.
//!
//! A signature is hedged, and verified before it is given out: a fault while it is made does not give the key away.
//! Constant time as in [`crate::primitives::p256`].

use super::keys::{self, Kind};
use crate::primitives::p256::{self, PRIVATE_LENGTH, PUBLIC_LENGTH, SIGNATURE_LENGTH};
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::random::{BLOCK_LENGTH, Random, draw};
use crate::status::Status;
use crate::storage::record::Storage;
use zeroize::Zeroize;

/// Makes a key: the first one of a slot that is not there yet, else one that is staged. `public` is zeros if
/// it fails.
pub fn generate(
    storage: &mut impl Storage, record: u16, epoch: u32, random: &mut impl Random,
    public: &mut [u8; PUBLIC_LENGTH],
) -> Result<(), Status> {
    let mut private = [0; PRIVATE_LENGTH];
    let result = p256::generate(random, &mut private)
        .and_then(|()| p256::public_key(&private, public))
        .and_then(|()| {
            if keys::exists(storage, record)? {
                keys::stage(storage, record, Kind::PRIVATE, epoch, &private)
            } else {
                keys::create(storage, record, Kind::PRIVATE, epoch, &private)
            }
        });
    private.zeroize();
    if result.is_err() {
        public.fill(0);
    }
    result
}

/// The public key of an epoch.
pub fn public_key(
    storage: &mut impl Storage, record: u16, epoch: u32, public: &mut [u8; PUBLIC_LENGTH],
) -> Result<(), Status> {
    with_private(storage, record, epoch, |private| p256::public_key(private, public))
}

/// Signs a digest with the key of an epoch; `signature` is zeros if it fails.
pub fn sign(
    storage: &mut impl Storage, record: u16, epoch: u32, digest: &[u8; DIGEST_LENGTH],
    random: &mut impl Random, signature: &mut [u8; SIGNATURE_LENGTH],
) -> Result<(), Status> {
    let mut entropy = [0; BLOCK_LENGTH];
    draw(random, &mut entropy)?;
    let result = with_private(storage, record, epoch, |private| {
        let mut public = [0; PUBLIC_LENGTH];
        p256::sign_digest(private, digest, &entropy, signature)?;
        p256::public_key(private, &mut public)?;
        p256::verify_digest(&public, digest, signature).map(drop)
    });
    entropy.zeroize();
    if result.is_err() {
        signature.fill(0);
    }
    result
}

fn with_private(
    storage: &mut impl Storage, record: u16, epoch: u32,
    operation: impl FnOnce(&[u8; PRIVATE_LENGTH]) -> Result<(), Status>,
) -> Result<(), Status> {
    let mut private = [0; PRIVATE_LENGTH];
    let result =
        keys::load(storage, record, Kind::PRIVATE, epoch, &mut private).and_then(|()| operation(&private));
    private.zeroize();
    result
}
