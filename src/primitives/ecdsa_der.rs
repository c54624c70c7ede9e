//! ECDSA signatures in DER (SEC 1, C.5; X.690) and as fixed 64-byte r||s. Public data: not constant time.
//!
//! Strict: two positive INTEGERs of at most 32 significant bytes in their shortest form, in a
//! SEQUENCE with a one-byte length that ends where the input ends. Everything else is malformed.

use crate::arch::memory::zero_bytes;
use crate::constant_time::equal;
use crate::status::Status;
use crate::wipe::wipe;

/// Bytes in r||s.
pub const RAW_LENGTH: usize = 64;
/// Bytes in the longest encoding: both numbers 32 bytes with a leading zero.
pub const MAXIMUM_DER_LENGTH: usize = 72;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const HALF: usize = RAW_LENGTH / 2;

/// Writes the encoding of `raw` to the beginning of `der`; gives its length.
#[inline(never)]
pub fn encode(raw: &[u8; RAW_LENGTH], der: &mut [u8; MAXIMUM_DER_LENGTH]) -> usize {
    der[0] = SEQUENCE;
    let mut length = 2;
    for number in raw.chunks_exact(HALF) {
        let start = length + 2;
        put(der, length, INTEGER);
        length = start;
        // In the shortest form the top bit of the first byte is no sign, and nothing before that byte is left.
        let mut before = 0;
        for byte in number {
            if length != start || before != 0 || *byte >= 0x80 {
                length = put(der, length, before);
            }
            before = *byte;
        }
        length = put(der, length, before);
        put(der, start - 1, byte(length - start));
    }
    der[1] = byte(length - 2);
    length
}

/// Decodes `der` into `raw`, which is zeros if it is malformed.
///
/// The numbers are taken from where they should be. If `der` is what they are encoded to, it is well formed.
pub fn decode(der: &[u8], raw: &mut [u8; RAW_LENGTH]) -> Result<(), Status> {
    let length = der.get(3).copied().unwrap_or(0).into();
    let (r, s) = der.get(4..).and_then(|rest| rest.split_at_checked(length)).unwrap_or_default();
    let (left, right) = raw.split_at_mut(HALF);
    take(left, r);
    take(right, s.get(2..).unwrap_or_default());
    let mut again = zero_bytes();
    let length = encode(raw, &mut again);
    equal(again.get(..length).unwrap_or_default(), der).map_err(|_| {
        wipe(raw);
        Status::MALFORMED
    })
}

/// Writes a byte to a place; gives the next place.
fn put(der: &mut [u8; MAXIMUM_DER_LENGTH], place: usize, byte: u8) -> usize {
    der.get_mut(place).into_iter().for_each(|place| *place = byte);
    place + 1
}

/// The number in its last bytes, zeros before them.
#[inline(never)]
fn take(number: &mut [u8], digits: &[u8]) {
    let mut digits = digits.iter().rev();
    for place in number.iter_mut().rev() {
        *place = digits.next().copied().unwrap_or(0);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "lengths here are at most 72")]
fn byte(length: usize) -> u8 {
    length as u8
}
