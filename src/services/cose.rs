//! COSE (RFC 9052, RFC 9053) of the few kinds that commands use: COSE_Sign1 with ES256, COSE_Mac0 with
//! HMAC 256/64, always tagged, always with the same headers.
//!
//! | | |
//! |---|---|
//! | tag | 18 or 17: the tools write it, and a message says what it is |
//! | protected | { 1: algorithm }, in a command also 4: key id of 4 bytes |
//! | unprotected | { }: nothing that is not authenticated |
//! | payload | bstr, see `command.cddl` |
//! | signature or tag | bstr of 64 or 8 bytes |
//!
//! What is authenticated besides headers and payload (`external_aad`) costs nothing on the wire and keeps
//! the uses of a key apart: "amisec1c" in commands, "amisec1a" in acknowledgements.

use super::cbor::{ARRAY, BYTES, Reader, TEXT, Writer};
use crate::arch::flash::flash;
use crate::primitives::p256;
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;
use crate::verdict::Verdict;

/// Bytes that name a key.
pub const KEY_ID_LENGTH: usize = 4;
/// Bytes that are authenticated before the payload, at most.
pub const MOST_AUTHENTICATED: usize = 34;
/// Bytes in a signature.
pub const SIGNATURE_LENGTH: usize = p256::SIGNATURE_LENGTH;

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A command: COSE_Sign1 with a key id.
    Command,
    /// An acknowledgement under the meter's private key: COSE_Sign1.
    Signed,
    /// An acknowledgement under a shared key: COSE_Mac0.
    Tagged,
}

flash! {
    static SIGNATURE1: [u8; 10] = *b"Signature1";
    static MAC0: [u8; 4] = *b"MAC0";
    static COMMANDS: [u8; 8] = *b"amisec1c";
    static ACKNOWLEDGEMENTS: [u8; 8] = *b"amisec1a";
    /// How a message of each kind starts: tag 18 or 17, array of 4, string of 9 or 3, map of 2 or 1; 1: -7 or 4;
    /// 4: string of 4, or map of 0.
    static STARTS: [[u8; 8]; 3] = [
        [0xD2, 0x84, 0x49, 0xA2, 0x01, 0x26, 0x04, 0x44],
        [0xD2, 0x84, 0x43, 0xA1, 0x01, 0x26, 0xA0, 0],
        [0xD1, 0x84, 0x43, 0xA1, 0x01, 0x04, 0xA0, 0],
    ];
}

/// Bytes before the payload, at most.
const MOST_START: usize = 13;

/// Tag, array and headers: everything before the payload, which has one form only.
struct Start {
    bytes: [u8; MOST_START],
    length: usize,
}

impl Start {
    #[inline(never)]
    fn new(kind: Kind, key_id: [u8; KEY_ID_LENGTH]) -> Self {
        let [a, b, c, d] = key_id;
        let [w, x, y, z, e, f, g, h] = STARTS.load().get(kind as usize).copied().unwrap_or_default();
        let length = if kind == Kind::Command { MOST_START } else { 7 };
        Start { bytes: [w, x, y, z, e, f, g, h, a, b, c, d, 0xA0], length }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// The protected header, with the head of its string.
    fn protected(&self) -> &[u8] {
        self.bytes.get(2..self.length.wrapping_sub(1)).unwrap_or_default()
    }
}

/// Reads up to the payload; gives the key id of a command, else what stands in its place.
pub fn read_start<'a>(message: &'a [u8], kind: Kind) -> Result<([u8; KEY_ID_LENGTH], Reader<'a>), Status> {
    let key_id = *message.get(8..12).and_then(<[u8]>::first_chunk).ok_or(Status::MALFORMED)?;
    let mut reader = Reader::new(message);
    reader.raw(Start::new(kind, key_id).bytes());
    Ok((key_id, reader))
}

/// Writes up to the payload.
pub fn write_start(writer: &mut Writer<'_>, kind: Kind, key_id: [u8; KEY_ID_LENGTH]) {
    writer.raw(Start::new(kind, key_id).bytes());
}

/// What is signed or tagged before the payload itself: the start of Sig_structure or MAC_structure (RFC
/// 9052, 4.4 and 6.3); gives its length.
pub fn write_authenticated(
    start: &mut [u8; MOST_AUTHENTICATED], kind: Kind, key_id: [u8; KEY_ID_LENGTH], payload_length: usize,
) -> usize {
    let mut writer = Writer::new(start);
    writer.head(ARRAY, 4);
    if kind == Kind::Tagged {
        writer.string(TEXT, &*MAC0.load());
    } else {
        writer.string(TEXT, &*SIGNATURE1.load());
    }
    writer.raw(Start::new(kind, key_id).protected());
    let purpose = if kind == Kind::Command { &COMMANDS } else { &ACKNOWLEDGEMENTS };
    writer.string(BYTES, &*purpose.load());
    #[expect(clippy::cast_possible_truncation, reason = "no message is that long")]
    writer.head(BYTES, payload_length as u32);
    writer.length()
}

/// Whether the signature of a COSE_Sign1 is authentic, to `verdict`, which is left alone if this fails: BAD_KEY if the
/// public key is none.
pub fn verify(
    public: &[u8; p256::PUBLIC_LENGTH], kind: Kind, key_id: [u8; KEY_ID_LENGTH], payload: &[u8],
    signature: &[u8; SIGNATURE_LENGTH], verdict: &mut Verdict,
) -> Result<(), Status> {
    let (mut digest, mut released) = ([0; DIGEST_LENGTH], [0; DIGEST_LENGTH]);
    hash(kind, key_id, payload, &mut digest);
    p256::verify_and_release(public, &digest, signature, &mut released)?;
    *verdict = Verdict::of_tags(&released, &digest);
    Ok(())
}

/// Signs for a COSE_Sign1 with a hedged nonce, and verifies before the signature is released: if this
/// fails, it is zeroed.
pub fn sign(
    private: &[u8; p256::PRIVATE_LENGTH], public: &[u8; p256::PUBLIC_LENGTH], kind: Kind,
    key_id: [u8; KEY_ID_LENGTH], payload: &[u8], entropy: &[u8], signature: &mut [u8; SIGNATURE_LENGTH],
) -> Result<(), Status> {
    let mut digest = [0; DIGEST_LENGTH];
    hash(kind, key_id, payload, &mut digest);
    let signed = p256::sign_digest(private, &digest, entropy, signature)
        .and_then(|()| p256::verify_digest(public, &digest, signature));
    if signed.is_err() {
        signature.fill(0);
    }
    signed.map(|_| ())
}

#[inline(never)]
fn hash(kind: Kind, key_id: [u8; KEY_ID_LENGTH], payload: &[u8], digest: &mut [u8; DIGEST_LENGTH]) {
    let mut start = [0; MOST_AUTHENTICATED];
    let length = write_authenticated(&mut start, kind, key_id, payload.len());
    let mut hash = Sha256::zeroed();
    hash.start();
    hash.update(start.get(..length).unwrap_or_default());
    hash.update(payload);
    hash.finish(digest);
}
