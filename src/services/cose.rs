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

use super::cbor::{ARRAY, BYTES, MAP, NEGATIVE, Reader, TAG, TEXT, UNSIGNED, Writer};
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
}

impl Kind {
    fn tag(self) -> u32 {
        if self == Kind::Tagged { 17 } else { 18 }
    }

    /// The major type of the algorithm's number, and the number in it: -7 and 4.
    fn algorithm(self) -> (u8, u32) {
        if self == Kind::Tagged { (UNSIGNED, 4) } else { (NEGATIVE, 6) }
    }

    /// Pairs in the protected header, and the bytes that they take.
    fn header(self) -> (u32, u32) {
        if self == Kind::Command { (2, 9) } else { (1, 3) }
    }
}

/// Reads up to the payload; gives the key id of a command, else zeros.
pub fn read_start(reader: &mut Reader<'_>, kind: Kind) -> Result<[u8; KEY_ID_LENGTH], Status> {
    let ((pairs, bytes), (major, number)) = (kind.header(), kind.algorithm());
    reader.expect(TAG, kind.tag())?;
    reader.expect(ARRAY, 4)?;
    // The header lies in the string, and fills it exactly.
    reader.expect(BYTES, bytes)?;
    reader.expect(MAP, pairs)?;
    reader.expect(UNSIGNED, 1)?;
    reader.expect(major, number)?;
    let mut key_id = [0; KEY_ID_LENGTH];
    if kind == Kind::Command {
        reader.expect(UNSIGNED, 4)?;
        key_id = *reader.array()?;
    }
    reader.expect(MAP, 0)?;
    Ok(key_id)
}

/// Writes up to the payload.
pub fn write_start(writer: &mut Writer<'_>, kind: Kind, key_id: [u8; KEY_ID_LENGTH]) {
    writer.head(TAG, kind.tag());
    writer.head(ARRAY, 4);
    write_protected(writer, kind, key_id);
    writer.head(MAP, 0);
}

fn write_protected(writer: &mut Writer<'_>, kind: Kind, key_id: [u8; KEY_ID_LENGTH]) {
    let ((pairs, bytes), (major, number)) = (kind.header(), kind.algorithm());
    writer.head(BYTES, bytes);
    writer.head(MAP, pairs);
    writer.head(UNSIGNED, 1);
    writer.head(major, number);
    if kind == Kind::Command {
        writer.head(UNSIGNED, 4);
        writer.string(BYTES, &key_id);
    }
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
    write_protected(&mut writer, kind, key_id);
    let purpose = if kind == Kind::Command { &COMMANDS } else { &ACKNOWLEDGEMENTS };
    writer.string(BYTES, &*purpose.load());
    #[expect(clippy::cast_possible_truncation, reason = "no message is that long")]
    writer.head(BYTES, payload_length as u32);
    writer.length()
}

/// Whether the signature of a COSE_Sign1 is authentic; BAD_KEY if the public key is none.
pub fn verify(
    public: &[u8; p256::PUBLIC_LENGTH], kind: Kind, key_id: [u8; KEY_ID_LENGTH], payload: &[u8],
    signature: &[u8; SIGNATURE_LENGTH],
) -> Result<Verdict, Status> {
    let (mut digest, mut released) = ([0; DIGEST_LENGTH], [0; DIGEST_LENGTH]);
    hash(kind, key_id, payload, &mut digest);
    p256::verify_and_release(public, &digest, signature, &mut released)?;
    Ok(Verdict::of_tags(&released, &digest))
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
    let mut hash = Sha256::default();
    hash.update(start.get(..length).unwrap_or_default());
    hash.update(payload);
    hash.finish(digest);
}
