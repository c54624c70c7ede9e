//! DLMS/COSEM high-level security, the answers that hash or sign: mechanisms 6 (SHA-256) and 7 (ECDSA).
//!
//! Both hash what follows in this order, seen from the side that answers:
//!
//! | mechanism 6 | mechanism 7 |
//! |---|---|
//! | the secret | |
//! | its system title, the peer's | the same |
//! | the challenge that it received, the one that it sent | the same |

use crate::constant_time::equal;
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use zeroize::Zeroize;

/// Bytes in a system title.
pub const SYSTEM_TITLE_LENGTH: usize = 8;
/// Bytes in the shortest challenge.
pub const MINIMUM_CHALLENGE_LENGTH: usize = 8;
/// Bytes in the longest challenge.
pub const MAXIMUM_CHALLENGE_LENGTH: usize = 64;

/// Whether a challenge has a length that the standard allows.
pub fn check_length(challenge: usize) -> Result<(), Status> {
    if (MINIMUM_CHALLENGE_LENGTH..=MAXIMUM_CHALLENGE_LENGTH).contains(&challenge) {
        Ok(())
    } else {
        Err(Status::BAD_LENGTH)
    }
}

/// An association, seen from one side.
#[derive(Clone, Copy)]
pub struct Association<'a> {
    /// The system title of this side.
    pub own_title: &'a [u8; SYSTEM_TITLE_LENGTH],
    /// The system title of the other side.
    pub peer_title: &'a [u8; SYSTEM_TITLE_LENGTH],
    /// The challenge that came from the other side.
    pub received: &'a [u8],
    /// The challenge that this side sent.
    pub sent: &'a [u8],
}

impl Association<'_> {
    /// The same, seen from the other side. Its answer can only be this side's own, sent back, if both
    /// challenges are the same: then nothing is proved.
    pub fn from_the_peer(self) -> Result<Self, Status> {
        if equal(self.received, self.sent).is_ok() {
            return Err(Status::NOT_AUTHENTIC);
        }
        Ok(Association {
            own_title: self.peer_title,
            peer_title: self.own_title,
            received: self.sent,
            sent: self.received,
        })
    }

    /// Hashes what this side answers; the secret of mechanism 6 comes first, mechanism 7 has none.
    pub fn digest(self, secret: &[u8], digest: &mut [u8; DIGEST_LENGTH]) {
        let mut hash = Sha256::zeroed();
        hash.start();
        hash.update(secret);
        hash.update(self.own_title);
        hash.update(self.peer_title);
        hash.update(self.received);
        hash.update(self.sent);
        hash.finish(digest);
    }
}

/// Checks the other side's answer in mechanism 6.
pub fn check_digest(association: Association<'_>, secret: &[u8], answer: &[u8; DIGEST_LENGTH]) -> Answer {
    let mut expected = [0; DIGEST_LENGTH];
    association.from_the_peer()?.digest(secret, &mut expected);
    let verdict = Verdict::of_tags(&expected, answer);
    expected.zeroize();
    verdict.answer()
}
