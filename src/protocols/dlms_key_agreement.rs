//! DLMS/COSEM key agreement, suite 1 (IEC 62056-5-3; SP 800-56A C(1e, 1s) and C(0e, 2s)).
//!
//! Both schemes are one ECDH and one hash (SP 800-56C, one-step): they differ in whose keys meet and
//! in what the parties are called. The time depends on lengths only.

use crate::arch::flash::flash;
use crate::primitives::p256;
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;
use zeroize::Zeroize;

/// Bytes in a key that is agreed on.
pub const KEY_LENGTH: usize = 16;

/// What the key is for; the number is the sixth of the AlgorithmID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// AES-GCM-128: to protect APDUs.
    Gcm = 0,
    /// AES-WRAP-128: to wrap keys.
    Wrap = 2,
}

flash! {
    /// 2.16.756.5.8.3, then the algorithm.
    static ALGORITHM_ID: [u8; 5] = [0x60, 0x85, 0x74, 0x05, 0x08];
}
const ALGORITHM_ID_MODE: u8 = 0x03;

/// The two parties, as the KDF is told of them.
#[derive(Clone, Copy)]
pub struct Parties<'a> {
    /// PartyUInfo.
    pub u: &'a [u8],
    /// PartyVInfo.
    pub v: &'a [u8],
}

/// Agrees on a key.
pub fn agree(
    private: &[u8; 32], public: &[u8; 64], purpose: Purpose, parties: Parties<'_>, key: &mut [u8; KEY_LENGTH],
) -> Result<(), Status> {
    let mut shared = [0; 32];
    let agreed = p256::ecdh(private, public, &[], &mut shared);
    if agreed.is_ok() {
        derive(&shared, purpose, parties, key);
    }
    shared.zeroize();
    agreed
}

/// SP 800-56C, 4.1: one block of SHA-256 is more than the key.
fn derive(shared: &[u8; 32], purpose: Purpose, parties: Parties<'_>, key: &mut [u8; KEY_LENGTH]) {
    let mut hash = Sha256::zeroed();
    hash.start();
    // A variable: of a literal the compiler makes a constant, which AVR copies to RAM.
    let counter = [0, 0, 0, 1];
    hash.update(&counter);
    hash.update(shared);
    hash.update(&*ALGORITHM_ID.load());
    hash.update(&[ALGORITHM_ID_MODE, purpose as u8]);
    hash.update(parties.u);
    hash.update(parties.v);
    let mut digest = [0; DIGEST_LENGTH];
    hash.finish(&mut digest);
    for (place, byte) in key.iter_mut().zip(&digest) {
        *place = *byte;
    }
    digest.zeroize();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Green Book's example, as `dlms-cosem` and `gurux-dlms` reproduce it.
    #[test]
    fn derives_the_key_of_the_green_book() {
        let shared = [
            0x0D, 0x43, 0x85, 0xBA, 0x0D, 0xD7, 0x56, 0xCB, 0xCA, 0xB9, 0x88, 0x7E, 0xB5, 0x38, 0x39, 0x6E,
            0xE8, 0xF0, 0x90, 0xA1, 0x4C, 0x10, 0x79, 0xB4, 0x35, 0x9F, 0x11, 0x5B, 0x97, 0x7F, 0x46, 0x15,
        ];
        let parties = Parties { u: b"MMM\0\0\xBC\x61\x4E", v: b"MMM\0\0\0\0\x01" };
        let mut key = [0; KEY_LENGTH];
        derive(&shared, Purpose::Gcm, parties, &mut key);
        assert_eq!(
            key,
            [0x59, 0xA7, 0x1F, 0xD8, 0x1C, 0x92, 0x9A, 0x86, 0xA9, 0x94, 0x38, 0xDA, 0x17, 0xA6, 0x6C, 0x05]
        );
    }
}
