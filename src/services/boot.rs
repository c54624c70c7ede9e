//! Secure boot and software validation: which MCUboot images a device accepts.
//!
//! An image is accepted if a trusted key that is not revoked signed it (ECDSA P-256 over SHA-256), its security
//! counter is not below the stored one, it is for this device, and what it depends on is installed. The numbers
//! that only rise are in [`super::boot_state`], the format is in [`super::boot_image`].
//!
//! A configuration is an image that is not bootable, and that names the identity of the device that it is for;
//! it has a record of its own. Public data: not constant time.

use super::boot_image::{Image, VERSION_LENGTH, Version};
use super::boot_state::{self, BootState};
use crate::arch::flash::flash;
use crate::constant_time::equal;
use crate::primitives::p256::{self, PUBLIC_LENGTH, SIGNATURE_LENGTH};
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;
use crate::storage::record::Storage;
use crate::verdict::{Answer, Verdict, release};

/// A trusted key, x || y.
pub type PublicKey = [u8; PUBLIC_LENGTH];

/// What a device trusts, and what it is.
pub struct Trust<'a> {
    /// Keys whose signatures count, the oldest first.
    pub keys: &'a [PublicKey],
    /// Serial number or address; empty if there is none.
    pub identity: &'a [u8],
    /// The versions of the images 0, 1, ... that are installed.
    pub installed: &'a [Version],
    /// Where the image lies.
    pub address: u32,
    /// Whether it has to be a configuration, else firmware.
    pub configuration: bool,
}

/// What a verified image says, as the C ABI has it in memory: offset and length of
/// the payload, security counter and first key (4 bytes each), version, digest. Bytes, to pass masks.
pub type Entry = [u8; 16 + VERSION_LENGTH + DIGEST_LENGTH];

/// Verifies an image that lies in memory, at the start of `image`; `entry` is zeros unless it is accepted.
pub fn verify(
    trust: &Trust<'_>, storage: &mut impl Storage, record: u16, image: &[u8], entry: &mut Entry,
) -> Answer {
    entry.fill(0);
    let state = BootState::load(storage, record)?;
    let mut parts = Image::new(state, u32::try_from(image.len()).unwrap_or(u32::MAX));
    parts.update(trust, image)?;
    let answer = parts.check(trust, entry);
    // Twice, from the memory again: a missed instruction reads zeros, and no image is below those.
    let again = BootState::load(storage, record).and_then(|state| parts.admit(&state));
    let refused = u8::from(again.is_err());
    Verdict::of(refused, refused).release(entry);
    release(answer.and_then(|status| again.map(|()| status)), entry)
}

/// The image of this entry works: none with a lower security counter, nor one by a key that it revokes, is
/// accepted from here on.
pub fn confirm(storage: &mut impl Storage, record: u16, entry: &Entry) -> Result<(), Status> {
    let word = |index| entry.as_chunks().0.get(index).map_or(0, |word| u32::from_ne_bytes(*word));
    boot_state::raise(storage, record, &BootState { counter: word(2), first_key: word(3) })
}

flash! {
    /// What stands before x || y in a SubjectPublicKeyInfo (RFC 5480): ecPublicKey, prime256v1, uncompressed.
    static KEY_INFO: [u8; 27] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
        0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];
}

impl Trust<'_> {
    /// The number of the key with this hash, unless it is revoked.
    pub(super) fn signer(&self, hash: &[u8], first: u32) -> Option<u32> {
        (0_u32..)
            .zip(self.keys)
            .find(|(number, key)| {
                let mut digest = [0; DIGEST_LENGTH];
                let mut info = Sha256::zeroed();
                info.start();
                info.update(&*KEY_INFO.load());
                info.update(*key);
                info.finish(&mut digest);
                *number >= first && equal(&digest, hash).is_ok()
            })
            .map(|(number, _)| number)
    }

    /// Releases the digest if the signature is that of a key.
    pub(super) fn verify(
        &self, signer: u32, digest: &[u8; DIGEST_LENGTH], signature: &[u8; SIGNATURE_LENGTH],
        released: &mut [u8; DIGEST_LENGTH],
    ) -> Answer {
        let key = usize::try_from(signer).ok().and_then(|number| self.keys.get(number));
        p256::verify_and_release(key.ok_or(Status::UNKNOWN_KEY)?, digest, signature, released)
    }

    /// Whether the image that a dependency names is installed, in its version or a later one.
    pub(super) fn meets(&self, dependency: &[u8]) -> bool {
        let installed = dependency.first().and_then(|number| self.installed.get(usize::from(*number)));
        let wanted = dependency.last_chunk::<VERSION_LENGTH>();
        installed.zip(wanted).is_some_and(|(installed, wanted)| order(installed) >= order(wanted))
    }
}

/// Major, minor and revision, then build.
fn order(version: &Version) -> (u32, u32) {
    let [major, minor, low, high, a, b, c, d] = *version;
    (u32::from_be_bytes([major, minor, high, low]), u32::from_le_bytes([a, b, c, d]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "tests may fail")]
mod tests;
