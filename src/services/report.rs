//! Reports: readings and events, sealed under the meter's own key in as few bytes as are safe.
//!
//! | bytes | hold |
//! |---|---|
//! | 4 | the report's number, big-endian, from the transmit counter |
//! | any | the payload, encrypted with AES-128-CCM |
//! | 8 | the tag |
//!
//! Nonce (13 bytes): identity of the meter (8) || number (4) || 01, for reports. There is no associated
//! data. Who opens reports remembers which of the last 64 numbers came: radio loses, repeats and reorders,
//! and each number is opened once. The time depends on lengths and numbers only.

use crate::arch::halves;
use crate::arch::opaque::distinct;
use crate::copy::copy;
use crate::modes::ccm;
use crate::primitives::aes::BlockEncrypt;
use crate::status::Status;
use crate::storage::record::Storage;
use crate::storage::transmit_counter::TransmitCounter;
use crate::verdict::{Answer, Verdict, release};

/// Bytes in the identity of a meter.
pub const IDENTITY_LENGTH: usize = 8;
/// Bytes that a report has besides the payload.
pub const OVERHEAD: usize = NUMBER_LENGTH + TAG_LENGTH;

const NUMBER_LENGTH: usize = 4;
const TAG_LENGTH: usize = 8;
const NONCE_LENGTH: usize = IDENTITY_LENGTH + NUMBER_LENGTH + 1;
/// What the key is used for: the last byte of the nonce.
const REPORT: u8 = 1;

/// Whether a payload has a length that a nonce of 13 bytes leaves room for: below 65536.
pub fn check_length(payload: usize) -> Result<(), Status> {
    ccm::check_lengths(NONCE_LENGTH, 0, TAG_LENGTH, payload)
}

/// Seals a payload under the next number; `report` is longer by [`OVERHEAD`] and zero.
pub fn seal<C: BlockEncrypt>(
    cipher: &C, identity: &[u8; IDENTITY_LENGTH], counter: &mut TransmitCounter, storage: &mut impl Storage,
    payload: &[u8], report: &mut [u8],
) -> Result<(), Status> {
    let (head, rest) = report.split_first_chunk_mut().ok_or(Status::BAD_LENGTH)?;
    let (text, tag) = rest.split_last_chunk_mut::<TAG_LENGTH>().ok_or(Status::BAD_LENGTH)?;
    let number = counter.next(storage)?;
    *head = number.to_be_bytes();
    copy(text, payload);
    ccm::seal(cipher, &nonce(identity, head), &[], text, tag);
    Ok(())
}

/// Gives the payload of a report that is authentic and new; else `payload`, shorter by [`OVERHEAD`], is
/// zeroed.
pub fn open<C: BlockEncrypt>(
    cipher: &C, identity: &[u8; IDENTITY_LENGTH], window: &mut ReplayWindow, report: &[u8],
    payload: &mut [u8],
) -> Answer {
    let (head, rest) = report.split_first_chunk().ok_or(Status::BAD_LENGTH)?;
    let (text, tag) = rest.split_last_chunk::<TAG_LENGTH>().ok_or(Status::BAD_LENGTH)?;
    // Twice, before and behind: one missed instruction does not open a report that came before.
    let refused = u8::from(window.admit(u32::from_be_bytes(*head), distinct(0)).is_err());
    let new = Verdict::of(refused, refused);
    copy(payload, text);
    let opened = ccm::verify(cipher, &nonce(identity, head), &[], payload, tag);
    let accepted = opened.answer().and_then(|_| window.accept(u32::from_be_bytes(*head)));
    new.release(payload);
    release(accepted.and_then(|()| opened.and(new).answer()), payload)
}

fn nonce(identity: &[u8; IDENTITY_LENGTH], number: &[u8; NUMBER_LENGTH]) -> [u8; NONCE_LENGTH] {
    let mut nonce = [REPORT; NONCE_LENGTH];
    let (first, second) = nonce.split_at_mut(IDENTITY_LENGTH);
    copy(first, identity);
    copy(second, number);
    nonce
}

/// The highest number that came, and which of the 63 below it came, too: bit i is `highest - i`. Two
/// words, so that the alignment is that of a word.
#[repr(C)]
pub struct ReplayWindow {
    highest: u32,
    came: [u32; 2],
}

impl ReplayWindow {
    /// Numbers above `last` are new.
    #[must_use]
    pub fn starting_behind(last: u32) -> Self {
        ReplayWindow { highest: last, came: [u32::MAX; 2] }
    }

    /// Accepts the number of an authentic report once; one that is too old to tell is refused.
    pub fn accept(&mut self, number: u32) -> Result<(), Status> {
        self.admit(number, distinct(0))?;
        let mut came = halves::join(self.came);
        if number > self.highest {
            came = came.checked_shl(number - self.highest).unwrap_or(0) | 1;
            self.highest = number;
        } else {
            came |= 1_u64.checked_shl(self.highest - number).unwrap_or(0);
        }
        self.came = halves::split(came);
        Ok(())
    }

    /// Whether a number is new. `none` is zero.
    #[inline(never)]
    fn admit(&self, number: u32, none: u8) -> Result<(), Status> {
        if number == u32::MAX {
            return Err(Status::COUNTER_EXHAUSTED);
        }
        let came = self.highest.checked_sub(number).is_some_and(|behind| {
            1_u64.checked_shl(behind).is_none_or(|bit| halves::join(self.came) & bit != 0)
        });
        if came || none != 0 { Err(Status::REPLAYED) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against a set of all numbers that came: orders in which each of 300 numbers comes up to three times.
    #[test]
    fn a_window_accepts_each_number_once_and_loses_none_within_64() {
        let mut state = 1_u32;
        for _ in 0..200 {
            let mut window = ReplayWindow::starting_behind(0);
            let mut came = std::collections::BTreeSet::new();
            for step in 1..300_u32 {
                state = state.wrapping_mul(0x0019_660D).wrapping_add(0x3C6E_F35F);
                let number = (step + 5).saturating_sub((state >> 16) % 80).max(1);
                let highest = came.last().copied().unwrap_or(0);
                let too_old = number + 63 < highest;
                let expected = if came.contains(&number) || too_old { Err(Status::REPLAYED) } else { Ok(()) };
                assert_eq!(window.accept(number), expected, "{number} behind {highest}");
                if expected.is_ok() {
                    came.insert(number);
                }
            }
        }
    }

    #[test]
    fn a_window_begins_behind_the_last_and_ends_below_the_highest() {
        let mut window = ReplayWindow::starting_behind(100);
        for old in [0, 37, 99, 100] {
            assert_eq!(window.accept(old), Err(Status::REPLAYED));
        }
        assert_eq!(window.accept(102), Ok(()));
        assert_eq!(window.accept(101), Ok(()));
        assert_eq!(window.accept(u32::MAX), Err(Status::COUNTER_EXHAUSTED));
        assert_eq!(window.accept(u32::MAX - 1), Ok(()));
        assert_eq!(window.accept(103), Err(Status::REPLAYED));
        assert_eq!(window.accept(u32::MAX - 64), Ok(()));
        assert_eq!(window.accept(u32::MAX - 65), Err(Status::REPLAYED));
    }
}
