//! Encrypted commands: COSE_Encrypt0 with AES-CCM-16-64-128 (RFC 9052, 5.2; RFC 9053, 4.2) inside a signed
//! command, for keys and other sensitive data.
//!
//! The signature is over the ciphertext: everybody on the way can see who sent a command and for whom, a meter
//! refuses forgeries and replays before any secret key is used, and a meter without the key still knows what it
//! refused. That nobody signs another's ciphertext as his own is the nonce's part, which says whose and which
//! command it is, and is not on the wire:
//!
//! | bytes | hold |
//! |---|---|
//! | 4 | key id of the signer |
//! | 4 | the last 4 bytes of the target; zeros for all |
//! | 4 | sequence number, big-endian |
//! | 1 | 02, for commands: reports under the same key have 01 |
//!
//! A signer that gives no sequence number twice under a key repeats no nonce. The message is always { 1: 10 },
//! { }, ciphertext, without a tag: its place says what it is. It is 15 to 17 bytes longer than the command; in
//! the signed command it stands where the command's byte string would, which has 1 to 3 bytes of head.

use super::cbor::{ARRAY, BYTES, Reader, TEXT, Writer};
use super::command_content::Command;
use crate::arch::flash::flash;
use crate::copy::copy;
use crate::modes::ccm;
use crate::primitives::aes::BlockEncrypt;
use crate::status::Status;
use crate::verdict::release;

/// Bytes that the message has besides the command, at least.
pub const LEAST_OVERHEAD: usize = 7 + TAG_LENGTH;
/// The same at most.
pub const MOST_OVERHEAD: usize = LEAST_OVERHEAD + 2;

const TAG_LENGTH: usize = 8;
const NONCE_LENGTH: usize = 13;
const AAD_LENGTH: usize = 15;
/// What the key is used for: the last byte of the nonce.
const COMMAND: u8 = 2;

flash! {
    static ENCRYPT0: [u8; 8] = *b"Encrypt0";
}

/// Encrypts a command into a message; gives the message's length. `sealed` is zero and longer by
/// [`MOST_OVERHEAD`].
pub fn encrypt<C: BlockEncrypt>(
    cipher: &C, about: &Command, command: &[u8], sealed: &mut [u8],
) -> Result<usize, Status> {
    let mut writer = Writer::new(sealed);
    writer.raw(&start());
    #[expect(clippy::cast_possible_truncation, reason = "a command is not that long")]
    writer.head(BYTES, command.len().wrapping_add(TAG_LENGTH) as u32);
    let start = writer.length();
    let length = start.wrapping_add(command.len()).wrapping_add(TAG_LENGTH);
    let (text, tag) = sealed
        .get_mut(start..length)
        .and_then(<[u8]>::split_last_chunk_mut::<TAG_LENGTH>)
        .ok_or(Status::BAD_LENGTH)?;
    copy(text, command);
    ccm::seal(cipher, &nonce(about), &associated(), text, tag);
    Ok(length)
}

/// Decrypts a message; gives the command's length and the status. `command` is zero and shorter by [`LEAST_OVERHEAD`], and
/// zeroed if this fails.
pub fn decrypt<C: BlockEncrypt>(
    cipher: &C, about: &Command, sealed: &[u8], command: &mut [u8],
) -> Result<(usize, Status), Status> {
    let mut reader = Reader::new(sealed);
    let (text, tag) = read(&mut reader).split_last_chunk::<TAG_LENGTH>().ok_or(Status::MALFORMED)?;
    reader.end()?;
    let place = command.get_mut(..text.len()).ok_or(Status::MALFORMED)?;
    copy(place, text);
    let opened = release(ccm::open(cipher, &nonce(about), &associated(), place, tag), command);
    opened.map(|status| (text.len(), status))
}

/// Reads a message; gives its ciphertext, which is not too short for a tag.
pub fn read<'a>(reader: &mut Reader<'a>) -> &'a [u8] {
    reader.raw(&start());
    let ciphertext = reader.bytes();
    if ciphertext.len() < TAG_LENGTH {
        reader.refuse();
    }
    ciphertext
}

/// Array of 3, string of 3, map of 1; 1: 10; map of 0: everything before the ciphertext.
fn start() -> [u8; 6] {
    let ([a, b, c, d], [e, f]) = (0x8343_A101_u32.to_be_bytes(), 0x0AA0_u16.to_be_bytes());
    [a, b, c, d, e, f]
}

/// Enc_structure (RFC 9052, 5.3), without external data: the nonce has it.
#[inline(never)]
fn associated() -> [u8; AAD_LENGTH] {
    let mut structure = [0; AAD_LENGTH];
    let mut writer = Writer::new(&mut structure);
    writer.head(ARRAY, 3);
    writer.string(TEXT, &*ENCRYPT0.load());
    let [_, protected @ .., _] = start();
    writer.raw(&protected);
    writer.head(BYTES, 0);
    structure
}

#[inline(never)]
fn nonce(about: &Command) -> [u8; NONCE_LENGTH] {
    let mut nonce = [0; NONCE_LENGTH];
    let end = usize::from(about.target_length.min(8));
    let target = about.target.get(end.saturating_sub(4)..end).unwrap_or_default();
    let (key_id, rest) = nonce.split_at_mut(4);
    let (tail, rest) = rest.split_at_mut(4);
    copy(key_id, &about.key_id);
    copy(tail, target);
    copy(rest, &about.sequence.to_be_bytes());
    nonce[NONCE_LENGTH - 1] = COMMAND;
    nonce
}
