//! Verdicts that one fault does not turn: what compares a tag or a signature with the one that was given.
//!
//! Who holds the device can make its processor miss an instruction, once, at a moment of his choice. So a
//! verdict is reached twice, from two comparisons of the same data, and each step behind that needs both: the
//! status is AMISEC_NOT_AUTHENTIC changed to AMISEC_OK by two masks, and what is released passes two masks, one
//! after the other. There is no branch to miss. `ffi-tests/faults` misses each instruction in turn, and replaces
//! each one throughout: what is done twice is therefore not done by the same code.

use crate::arch::memory::mask_bytes;
use crate::arch::opaque::distinct;
use crate::status::Status;

/// Whether something is authentic. The status is in either case the one to answer with, OK included: whoever
/// passes it on does so without a decision.
pub type Answer = Result<Status, Status>;

/// What two comparisons found: a byte of ones each for authentic, else zero.
#[derive(Clone, Copy)]
pub struct Verdict([u8; 2]);

/// The fewest bytes that a comparison may find alike: an empty one would always succeed.
const FEWEST: usize = 4;
const MOST: usize = 255;

impl Verdict {
    /// Not authentic.
    pub const REFUSED: Verdict = Verdict([0; 2]);

    /// From two comparisons, each of which found zero for authentic.
    #[inline(always)]
    #[must_use]
    pub fn of(first: u8, second: u8) -> Self {
        Verdict([distinct(ones_if_zero(distinct(first))), distinct(ones_if_zero(distinct(second)))])
    }

    /// Compares a tag with one that was given, of 4 to 255 bytes. The time depends on the lengths only.
    ///
    /// That both lie in one place is refused, too: a missed instruction can make it so.
    #[inline(never)]
    #[must_use]
    pub fn of_tags(computed: &[u8], given: &[u8]) -> Self {
        let same_place = core::ptr::eq(computed.as_ptr(), given.as_ptr());
        let unequal = u8::from(
            same_place || computed.len() != given.len() || given.len() < FEWEST || given.len() > MOST,
        );
        let pairs = || computed.iter().zip(given);
        let first = pairs().fold(distinct(unequal), |seen, (left, right)| seen | (left ^ right));
        // What nobody has looked at is not equal: the bytes that are must be as many as were given.
        let equal = pairs().fold(distinct(0), |equal: u8, (left, right)| {
            equal.wrapping_add(ones_if_zero(distinct(left ^ right)) & 1)
        });
        let [given_length, ..] = given.len().to_le_bytes();
        Verdict::of(first, equal ^ given_length | unequal)
    }

    /// Authentic if both are.
    #[inline(always)]
    #[must_use]
    pub fn and(self, other: Verdict) -> Self {
        let (Verdict([a, b]), Verdict([c, d])) = (self, other);
        Verdict([distinct(a) & c, distinct(b) & d])
    }

    /// Zeroes what must not be used unless it is authentic. [`release`] does so again.
    #[inline(never)]
    pub fn release(self, output: &mut [u8]) {
        let Verdict([first, _]) = self;
        mask_bytes(output, first);
    }

    /// The status.
    #[inline(always)]
    #[must_use]
    pub fn status(self) -> Status {
        const CHANGE: [u8; 2] = (Status::NOT_AUTHENTIC.0 ^ Status::OK.0).to_le_bytes();
        let [low, high] = CHANGE.map(|change| {
            let Verdict([first, second]) = self;
            distinct(distinct(distinct(change) & first) & second)
        });
        Status(Status::NOT_AUTHENTIC.0 ^ u16::from_le_bytes([low, high]))
    }

    /// The status, as a result.
    #[inline(always)]
    pub fn answer(self) -> Answer {
        let status = self.status();
        let Verdict([first, _]) = self;
        if distinct(first) == 0 { Err(status) } else { Ok(status) }
    }
}

/// One more, for a loop that is checked to have run to its end: the optimizer cannot tell how often it came by.
#[inline(always)]
#[must_use]
pub fn counted(count: usize) -> usize {
    count.wrapping_add(distinct(1).into())
}

/// All ones for zero, else zero.
fn ones_if_zero(byte: u8) -> u8 {
    let [_, borrow] = u16::from(byte).wrapping_sub(1).to_le_bytes();
    borrow
}

/// Zeroes what must not be used unless the answer is OK, and passes the answer on: for whoever has called what calls
/// [`Verdict::release`], because that call may be what a fault misses.
#[inline(never)]
pub fn release(answer: Answer, output: &mut [u8]) -> Answer {
    let (Ok(status) | Err(status)) = answer;
    let [low, high] = (status.0 ^ Status::OK.0).to_be_bytes();
    let mask = distinct(ones_if_zero(distinct(low | high)));
    mask_bytes(output, mask);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_equal_tags_from_different_ones_in_every_bit() {
        let tag = [0x5A_u8; 16];
        assert_eq!(Verdict::of_tags(&tag, &{ tag }).answer(), Ok(Status::OK));
        for position in 0..tag.len() {
            for bit in 0..8 {
                let mut other = tag;
                other[position] ^= 1 << bit;
                assert_eq!(Verdict::of_tags(&tag, &other).answer(), Err(Status::NOT_AUTHENTIC));
            }
        }
    }

    #[test]
    fn refuses_tags_of_other_lengths_short_ones_and_one_in_its_own_place() {
        let tag = [0x5A_u8; 16];
        assert_eq!(Verdict::of_tags(&tag, &tag).answer(), Err(Status::NOT_AUTHENTIC));
        assert_eq!(Verdict::of_tags(&tag, &tag[1..]).answer(), Err(Status::NOT_AUTHENTIC));
        let other = tag;
        assert_eq!(Verdict::of_tags(&tag[..4], &other[..4]).answer(), Ok(Status::OK));
        assert_eq!(Verdict::of_tags(&tag[..3], &other[..3]).answer(), Err(Status::NOT_AUTHENTIC));
        assert_eq!(Verdict::of_tags(&tag[..0], &other[..0]).answer(), Err(Status::NOT_AUTHENTIC));
        assert_eq!(Verdict::of_tags(&[7; 256], &[7; 256]).answer(), Err(Status::NOT_AUTHENTIC));
    }

    #[test]
    fn two_verdicts_accept_together_only() {
        let (good, bad) = (Verdict::of(0, 0), [Verdict::REFUSED, Verdict::of(0, 1), Verdict::of(1, 0)]);
        assert_eq!(good.and(good).answer(), Ok(Status::OK));
        for bad in bad {
            assert_eq!(good.and(bad).status(), Status::NOT_AUTHENTIC);
            assert_eq!(bad.and(good).status(), Status::NOT_AUTHENTIC);
        }
    }

    #[test]
    fn takes_both_comparisons_to_accept_and_to_release() {
        for difference in 0..=u8::MAX {
            for (first, second) in [(difference, 0), (0, difference), (difference, difference)] {
                let verdict = Verdict::of(first, second);
                let mut output = [0x77; 21];
                let mut passed = output;
                verdict.release(&mut output);
                assert_eq!(output, [0x77 & ones_if_zero(first); 21]);
                assert_eq!(release(verdict.answer(), &mut passed), verdict.answer());
                if difference == 0 {
                    assert_eq!((verdict.status(), passed), (Status::OK, [0x77; 21]));
                } else {
                    assert_eq!((verdict.status(), passed), (Status::NOT_AUTHENTIC, [0; 21]));
                }
            }
        }
    }
}
