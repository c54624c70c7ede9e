//! What a meter answers to a command: who it is, which command it means, what became of it.
//!
//! A COSE_Sign1 under the meter's private key, at most [`SIGNED_LENGTH`] bytes, or a COSE_Mac0 under a key that
//! it shares with the head-end, at most [`TAGGED_LENGTH`] (RFC 9052; ES256, HMAC 256/64); the payload is
//! described in `command.cddl`. Eight bytes of tag are enough where a head-end waits for one answer to one
//! command and who forges has few tries. A head-end compares meter, key id and sequence number with what it
//! waits for: an old acknowledgement is authentic still.

use super::cbor::{ARRAY, BYTES, Reader, UNSIGNED, Writer};
use super::command_content::Acknowledgement;
use super::cose::{self, Kind, SIGNATURE_LENGTH};
use crate::copy::copy;
use crate::primitives::hmac::HmacSha256;
use crate::primitives::p256::{PRIVATE_LENGTH, PUBLIC_LENGTH};
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::status::Status;
use crate::verdict::Verdict;
use crate::wipe::wipe;

/// Bytes in the longest acknowledgement under a private key.
pub const SIGNED_LENGTH: usize = START_LENGTH + 2 + SIGNATURE_LENGTH;
/// Bytes in the longest acknowledgement under a shared key.
pub const TAGGED_LENGTH: usize = START_LENGTH + 1 + TAG_LENGTH;

const TAG_LENGTH: usize = 8;
/// Two strings of 8 and 4 bytes, numbers of 32 and 16 bits.
const PAYLOAD_LENGTH: usize = 1 + 9 + 5 + 5 + 3;
/// Tag, array, headers, the head of the payload, and the payload.
const START_LENGTH: usize = 7 + 1 + PAYLOAD_LENGTH;
const NO_KEY_ID: [u8; 4] = [0; 4];

/// Refuses a result that does not fit.
pub fn check_sendable(content: &Acknowledgement) -> Result<(), Status> {
    if content.result > u16::MAX.into() { Err(Status::BAD_ARGUMENT) } else { Ok(()) }
}

/// Signs with a hedged nonce, verifies, and only then releases; gives the length. If this fails, `message`
/// is zeroed.
pub fn sign(
    private: &[u8; PRIVATE_LENGTH], public: &[u8; PUBLIC_LENGTH], content: &Acknowledgement, entropy: &[u8],
    message: &mut [u8; SIGNED_LENGTH],
) -> Result<usize, Status> {
    let length = write(content, Kind::Signed, message, SIGNATURE_LENGTH);
    let (payload, signature) = parts(message, length)?;
    let signed = cose::sign(private, public, Kind::Signed, NO_KEY_ID, payload, entropy, signature);
    if signed.is_err() {
        message.fill(0);
    }
    signed.map(|()| length)
}

/// Gives the content of an acknowledgement that the meter's private key signed, and the status.
pub fn verify(public: &[u8; PUBLIC_LENGTH], message: &[u8]) -> Result<(Acknowledgement, Status), Status> {
    let (content, payload, signature) = read(message, Kind::Signed)?;
    let mut signed = Verdict::REFUSED;
    cose::verify(public, Kind::Signed, NO_KEY_ID, payload, signature, &mut signed)?;
    let status = signed.answer()?;
    Ok((content, status))
}

/// Makes one under a shared key; gives the length.
pub fn tag(
    key: &[u8], content: &Acknowledgement, message: &mut [u8; TAGGED_LENGTH],
) -> Result<usize, Status> {
    let length = write(content, Kind::Tagged, message, TAG_LENGTH);
    let (payload, place) = parts::<TAG_LENGTH>(message, length)?;
    let mut whole = whole_tag(key, payload);
    copy(place, &whole);
    wipe(&mut whole);
    Ok(length)
}

/// Gives the content of an acknowledgement under a shared key, and the status.
pub fn check(key: &[u8], message: &[u8]) -> Result<(Acknowledgement, Status), Status> {
    let (content, payload, tag): (_, _, &[u8; TAG_LENGTH]) = read(message, Kind::Tagged)?;
    let mut whole = whole_tag(key, payload);
    let verdict = Verdict::of_tags(whole.get(..TAG_LENGTH).unwrap_or_default(), tag);
    wipe(&mut whole);
    verdict.answer().map(|status| (content, status))
}

/// Writes a message up to the signature or tag, which are zeros; gives the length of all.
#[inline(never)]
fn write(content: &Acknowledgement, kind: Kind, message: &mut [u8], authenticator: usize) -> usize {
    let mut measured = Writer::new(&mut []);
    write_payload(&mut measured, content);
    let mut writer = Writer::new(message);
    cose::write_start(&mut writer, kind, NO_KEY_ID);
    #[expect(clippy::cast_possible_truncation, reason = "at most 23")]
    writer.head(BYTES, measured.length() as u32);
    write_payload(&mut writer, content);
    #[expect(clippy::cast_possible_truncation, reason = "64 or 8")]
    writer.head(BYTES, authenticator as u32);
    writer.length().wrapping_add(authenticator)
}

#[inline(never)]
fn write_payload(writer: &mut Writer<'_>, content: &Acknowledgement) {
    writer.head(ARRAY, 4);
    writer.string(BYTES, &content.meter);
    writer.string(BYTES, &content.key_id);
    writer.head(UNSIGNED, content.sequence);
    writer.head(UNSIGNED, content.result);
}

/// The payload, and the place of the signature or tag, in a message of this length that was written.
fn parts<const LENGTH: usize>(
    message: &mut [u8], length: usize,
) -> Result<(&[u8], &mut [u8; LENGTH]), Status> {
    // From 24 bytes on, the head of a string is two.
    let head = if LENGTH < 24 { 1 } else { 2 };
    let (written, place) = message
        .get_mut(..length)
        .and_then(<[u8]>::split_last_chunk_mut::<LENGTH>)
        .ok_or(Status::BAD_LENGTH)?;
    let end = written.len().wrapping_sub(head);
    Ok((written.get(START_LENGTH - PAYLOAD_LENGTH..end).unwrap_or_default(), place))
}

/// A message taken apart into its content, the payload, and signature or tag: nothing is authentic yet.
fn read<const LENGTH: usize>(
    message: &[u8], kind: Kind,
) -> Result<(Acknowledgement, &[u8], &[u8; LENGTH]), Status> {
    let (_, mut reader) = cose::read_start(message, kind)?;
    let payload = reader.bytes();
    let authenticator = reader.bytes();
    reader.end()?;
    let mut reader = Reader::new(payload);
    let mut content = Acknowledgement::default();
    reader.expect(ARRAY, 4);
    reader.array(&mut content.meter);
    reader.array(&mut content.key_id);
    content.sequence = reader.number(UNSIGNED);
    content.result = reader.number(UNSIGNED);
    reader.end()?;
    check_sendable(&content).map_err(|_| Status::MALFORMED)?;
    Ok((content, payload, authenticator.try_into().map_err(|_| Status::MALFORMED)?))
}

fn whole_tag(key: &[u8], payload: &[u8]) -> [u8; DIGEST_LENGTH] {
    let mut start = [0; cose::MOST_AUTHENTICATED];
    let length = cose::write_authenticated(&mut start, Kind::Tagged, NO_KEY_ID, payload.len());
    let mut hmac = HmacSha256::zeroed();
    hmac.start(key);
    hmac.update(start.get(..length).unwrap_or_default());
    hmac.update(payload);
    let mut tag = [0; DIGEST_LENGTH];
    hmac.finish(&mut tag);
    tag
}
