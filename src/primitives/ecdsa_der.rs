//! ECDSA signatures in DER (SEC 1, C.5; X.690) and as fixed 64-byte r||s. Public data: not constant time.
//!
//! Strict: two positive INTEGERs of at most 32 significant bytes in their shortest form, in a
//! SEQUENCE with a one-byte length that ends where the input ends. Everything else is malformed.

use crate::status::Status;

/// Bytes in r||s.
pub const RAW_LENGTH: usize = 64;
/// Bytes in the longest encoding: both numbers 32 bytes with a leading zero.
pub const MAXIMUM_DER_LENGTH: usize = 72;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const HALF: usize = RAW_LENGTH / 2;

/// Writes the encoding of `raw` to the start of `der` and gives its length.
pub fn encode(raw: &[u8; RAW_LENGTH], der: &mut [u8; MAXIMUM_DER_LENGTH]) -> usize {
    let (r, s) = raw.split_at(HALF);
    let content = integer_length(r) + integer_length(s);
    let mut writer = der.iter_mut();
    let mut put = |byte: u8| {
        if let Some(place) = writer.next() {
            *place = byte;
        }
    };
    put(SEQUENCE);
    put(byte(content));
    for number in [r, s] {
        put(INTEGER);
        put(byte(integer_length(number) - 2));
        let number = significant(number);
        if number.first().is_none_or(|first| *first >= 0x80) {
            put(0);
        }
        number.iter().copied().for_each(&mut put);
    }
    2 + content
}

/// Decodes `der` into `raw`, which is left untouched if it is malformed.
pub fn decode(der: &[u8], raw: &mut [u8; RAW_LENGTH]) -> Result<(), Status> {
    let (content, []) = element(der, SEQUENCE)? else { return Err(Status::MALFORMED) };
    let (r, rest) = element(content, INTEGER)?;
    let (s, []) = element(rest, INTEGER)? else { return Err(Status::MALFORMED) };
    let mut decoded = [0; RAW_LENGTH];
    let (left, right) = decoded.split_at_mut(HALF);
    positive(r, left)?;
    positive(s, right)?;
    *raw = decoded;
    Ok(())
}

/// Tag, length and value of an INTEGER: a zero byte keeps a set top bit from being a sign.
fn integer_length(number: &[u8]) -> usize {
    let number = significant(number);
    2 + number.len() + usize::from(number.first().is_none_or(|first| *first >= 0x80))
}

fn significant(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "lengths here are at most 72")]
fn byte(length: usize) -> u8 {
    length as u8
}

/// Splits an element with `tag` and a one-byte length off `input`: its value, and what follows it.
fn element(input: &[u8], tag: u8) -> Result<(&[u8], &[u8]), Status> {
    match input {
        [first, length @ 0..0x80, rest @ ..] if *first == tag => {
            rest.split_at_checked((*length).into()).ok_or(Status::MALFORMED)
        }
        _ => Err(Status::MALFORMED),
    }
}

/// Right-aligns a positive INTEGER's value in `number`.
fn positive(value: &[u8], number: &mut [u8]) -> Result<(), Status> {
    let digits = match value {
        [0, digits @ ..] if digits.first().is_some_and(|first| *first >= 0x80) => digits,
        // A zero is read as such: that r or s may not be zero is the verification's verdict.
        [0] => &[],
        [first, ..] if (1..0x80).contains(first) => value,
        _ => return Err(Status::MALFORMED),
    };
    let start = number.len().checked_sub(digits.len()).ok_or(Status::MALFORMED)?;
    let (zeros, place) = number.split_at_mut_checked(start).ok_or(Status::MALFORMED)?;
    zeros.fill(0);
    place.iter_mut().zip(digits).for_each(|(place, digit)| *place = *digit);
    Ok(())
}
