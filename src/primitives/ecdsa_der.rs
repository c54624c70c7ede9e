//! ECDSA signatures in DER (SEC 1, C.5; X.690) and as fixed 64-byte r||s. Public data: not constant time.
//!
//! Strict: two positive INTEGERs of at most 32 significant bytes in their shortest form, in a
//! SEQUENCE with a one-byte length that ends where the input ends. Everything else is malformed.

use crate::constant_time::equal;
use crate::status::Status;

/// Bytes in r||s.
pub const RAW_LENGTH: usize = 64;
/// Bytes in the longest encoding: both numbers 32 bytes with a leading zero.
pub const MAXIMUM_DER_LENGTH: usize = 72;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const HALF: usize = RAW_LENGTH / 2;

/// How many bytes the encoding of `raw` has.
pub fn encoded_length(raw: &[u8; RAW_LENGTH]) -> usize {
    let (r, s) = raw.split_at(HALF);
    6 + integer_length(r) + integer_length(s)
}

/// Writes the encoding of `raw` to `der`, which has its length or more.
pub fn encode(raw: &[u8; RAW_LENGTH], der: &mut [u8]) {
    let mut writer = der.iter_mut();
    let mut put = |byte: u8| {
        if let Some(place) = writer.next() {
            *place = byte;
        }
    };
    put(SEQUENCE);
    put(byte(encoded_length(raw) - 2));
    for number in raw.chunks_exact(HALF) {
        let length = integer_length(number);
        put(INTEGER);
        put(byte(length));
        if length > HALF {
            put(0);
        }
        for (_, digit) in number.iter().enumerate().filter(|(index, _)| index + length >= HALF) {
            put(*digit);
        }
    }
}

/// Decodes `der` into `raw`, which is zeros if it is malformed.
///
/// The numbers are taken from where they should be. If `der` is what they are encoded to, it is well formed.
pub fn decode(der: &[u8], raw: &mut [u8; RAW_LENGTH]) -> Result<(), Status> {
    let [_, _, _, length, rest @ ..] = der else { return Err(Status::MALFORMED) };
    let (Some(r), Some(s)) = (rest.get(..usize::from(*length)), rest.get(usize::from(*length)..)) else {
        return Err(Status::MALFORMED);
    };
    raw.fill(0);
    let (left, right) = raw.split_at_mut(HALF);
    for (place, digit) in left.iter_mut().rev().zip(r.iter().rev()) {
        *place = *digit;
    }
    let digits = s.iter().skip(2);
    for (place, digit) in right.iter_mut().rev().zip(digits.rev()) {
        *place = *digit;
    }
    let mut again = [0; MAXIMUM_DER_LENGTH];
    encode(raw, &mut again);
    let encoding = again.get(..encoded_length(raw)).unwrap_or_default();
    equal(encoding, der).map_err(|_| {
        raw.fill(0);
        Status::MALFORMED
    })
}

/// Length of the value of an INTEGER: the shortest in which the top bit is no sign, and one at least.
fn integer_length(number: &[u8]) -> usize {
    let mut length = number.len() + 1;
    for byte in number {
        if *byte >= 0x80 {
            break;
        }
        length -= 1;
        if *byte != 0 {
            break;
        }
    }
    length.max(1)
}

#[expect(clippy::cast_possible_truncation, reason = "lengths here are at most 72")]
fn byte(length: usize) -> u8 {
    length as u8
}
