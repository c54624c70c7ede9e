//! Signed commands: what a head-end tells one meter, a group or all of them, obeyed at most once.
//!
//! A command is a COSE_Sign1 message (RFC 9052) in deterministic CBOR, described in `command.cddl`. It has at
//! most [`OVERHEAD`] bytes more than the command's own.
//!
//! A meter looks at the cheap things first, each of which has its own status: the encoding, the key id, the
//! target, the validity window, the sequence number, the budget of attempts. Only then it spends the time of
//! a signature. Before the command is released its number is stored (`command_log`): whenever the power
//! fails, it is released once or not at all, and what was accepted is known until it is confirmed. The
//! time depends on the message and on the records, which are public.

use super::cbor::{ARRAY, BYTES, Reader, UNSIGNED, Writer};
use super::command_budget::Budget;
use super::command_content::Command;
use super::command_encryption;
use super::command_log::CommandLog;
use super::cose::{self, KEY_ID_LENGTH, Kind, SIGNATURE_LENGTH};
use crate::arch::opaque::distinct;
use crate::copy::copy;
use crate::primitives::p256::PUBLIC_LENGTH;
use crate::status::Status;
use crate::storage::record::Storage;
use crate::verdict::{Answer, Verdict};

/// Bytes in the identity of a meter.
pub const METER_LENGTH: usize = 8;
/// Bytes in the identity of a group.
pub const GROUP_LENGTH: usize = 4;
/// Groups that a meter can belong to.
pub const MOST_GROUPS: usize = 4;
/// Bytes that a message has besides the command, at most.
pub const OVERHEAD: usize = 110;
/// The same at least, where the command is an item of its own, as an encrypted one is; else one more.
pub const LEAST_OVERHEAD: usize = 83;
/// Bytes in the longest message.
pub const MOST_LENGTH: usize = 65_535;

/// A key that a meter trusts, and the record of its commands.
#[repr(C)]
pub struct Signer {
    /// Names the key.
    pub key_id: [u8; KEY_ID_LENGTH],
    /// The key.
    pub public: [u8; PUBLIC_LENGTH],
    /// The number of the record.
    pub record: u32,
}

impl Signer {
    /// The number of the record.
    #[must_use]
    pub fn record(&self) -> u16 {
        #[expect(clippy::cast_possible_truncation, reason = "it was made from a u16")]
        let record = self.record as u16;
        record
    }
}

/// A meter that receives commands: who it is, and what it spends on them.
#[repr(C)]
pub struct Receiver {
    meter: [u8; METER_LENGTH],
    groups: [[u8; GROUP_LENGTH]; MOST_GROUPS],
    group_count: u32,
    budget: Budget,
}

impl Receiver {
    /// A meter, in the groups whose identities `groups` holds one after the other; the rest is not looked at.
    #[must_use]
    pub fn new(meter: &[u8; METER_LENGTH], groups: &[u8], budget: Budget) -> Self {
        let mut receiver = Receiver {
            meter: [0; METER_LENGTH],
            groups: [[0; GROUP_LENGTH]; MOST_GROUPS],
            group_count: 0,
            budget: Budget::full(0, 0),
        };
        receiver.set_up(meter, groups, budget);
        receiver
    }

    /// The same, where it stays.
    pub fn set_up(&mut self, meter: &[u8; METER_LENGTH], groups: &[u8], budget: Budget) {
        copy(&mut self.meter, meter);
        copy(self.groups.as_flattened_mut(), groups);
        #[expect(clippy::cast_possible_truncation, reason = "at most 4 are looked at")]
        let count = (groups.len() / GROUP_LENGTH) as u32;
        self.group_count = count;
        self.budget = budget;
    }

    /// Releases a command to `place`, which is zero and stays so unless this succeeds; what is said about it to `said`,
    /// and its length to `length`. `time` is in seconds, 0 without a clock.
    #[expect(clippy::too_many_arguments, reason = "what a meter has at hand")]
    pub fn receive<'s>(
        &mut self, signers: impl Iterator<Item = &'s Signer>, storage: &mut impl Storage, time: u32,
        message: &[u8], said: &mut Command, place: &mut [u8], length: &mut usize,
    ) -> Answer {
        self.receive_verified_by(verify, signers, storage, time, message, said, place, length)
    }

    /// The same, with what looks at the signature: a model tries more histories than one can verify.
    #[expect(clippy::too_many_arguments, reason = "as above")]
    pub(super) fn receive_verified_by<'s>(
        &mut self, verify: impl FnOnce(&Signer, &Parsed<'_>, &mut Verdict) -> Result<(), Status>,
        mut signers: impl Iterator<Item = &'s Signer>, storage: &mut impl Storage, time: u32, message: &[u8],
        said: &mut Command, place: &mut [u8], length: &mut usize,
    ) -> Answer {
        let mut parsed = Parsed { about: Command::default(), command: &[], payload: &[], signature: &[] };
        parsed.read(message)?;
        let about = &parsed.about;
        let signer = signers.find(|signer| signer.key_id == about.key_id).ok_or(Status::UNKNOWN_KEY)?;
        self.admit(about, time, distinct(0))?;
        let place = place.get_mut(..parsed.command.len()).ok_or(Status::BAD_LENGTH)?;
        let mut log = CommandLog::empty();
        log.load(storage, signer.record())?;
        log.accept(about.sequence)?;
        self.budget.take(time)?;
        let mut signed = Verdict::REFUSED;
        verify(signer, &parsed, &mut signed)?;
        signed.answer()?;
        self.budget.give_back();
        log.store(storage, signer.record())?;
        // Twice: one missed instruction does not let a command through that is for another meter, or not stored.
        let mut log = CommandLog::empty();
        log.load(storage, signer.record())?;
        let stored = log.last() == about.sequence;
        let refused = u8::from(!stored || self.admit(about, time, distinct(0)).is_err());
        let admitted = Verdict::of(refused, refused);
        copy(place, parsed.command);
        signed.release(place);
        admitted.release(place);
        let status = signed.and(admitted).answer()?;
        (*said, *length) = (parsed.about, parsed.command.len());
        Ok(status)
    }

    /// Whether a command is for this meter and for this time. `none` is zero.
    #[inline(never)]
    fn admit(&self, about: &Command, time: u32, none: u8) -> Result<(), Status> {
        let [a, b, c, d, ..] = about.target;
        let mine = match usize::from(about.target_length) {
            METER_LENGTH => about.target == self.meter,
            GROUP_LENGTH => {
                self.groups.iter().take(self.group_count as usize).any(|group| *group == [a, b, c, d])
            }
            _ => true,
        };
        if !mine || none != 0 {
            return Err(Status::WRONG_TARGET);
        }
        // Without a clock a window cannot be checked: it is not one in which the command is valid.
        let valid = about.not_after == 0 || (about.not_before..=about.not_after).contains(&time) && time != 0;
        if valid { Ok(()) } else { Err(Status::EXPIRED) }
    }
}

fn verify(signer: &Signer, parsed: &Parsed<'_>, verdict: &mut Verdict) -> Result<(), Status> {
    let signature = parsed.signature.try_into().map_err(|_| Status::MALFORMED)?;
    cose::verify(&signer.public, Kind::Command, parsed.about.key_id, parsed.payload, signature, verdict)
}

/// A message taken apart: nothing in it is authentic yet.
pub(super) struct Parsed<'a> {
    about: Command,
    /// The command's bytes, or the message into which they are encrypted.
    command: &'a [u8],
    payload: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Parsed<'a> {
    #[inline(never)]
    fn read(&mut self, message: &'a [u8]) -> Result<(), Status> {
        let (key_id, mut reader) = cose::read_start(message, Kind::Command)?;
        self.payload = reader.bytes();
        self.signature = reader.bytes();
        reader.end()?;
        if self.signature.len() != SIGNATURE_LENGTH {
            return Err(Status::MALFORMED);
        }

        let about = &mut self.about;
        about.key_id = key_id;
        let mut reader = Reader::new(self.payload);
        let fields = reader.number(ARRAY);
        let target = reader.bytes();
        if !is_scope(target.len()) {
            reader.refuse();
        }
        #[expect(clippy::cast_possible_truncation, reason = "at most 8 where it is used")]
        let target_length = target.len() as u8;
        about.target_length = target_length;
        copy(&mut about.target, target);
        about.sequence = reader.number(UNSIGNED);
        if fields == 5 {
            about.not_before = reader.number(UNSIGNED);
            about.not_after = reader.number(UNSIGNED);
        }
        // A window without a valid second would read as none.
        if fields != 3 && (fields != 5 || about.not_after == 0) {
            reader.refuse();
        }
        if reader.next_is(ARRAY) {
            about.encrypted = 1;
            self.command = reader.rest();
            command_encryption::read(&mut reader);
        } else {
            self.command = reader.bytes();
        }
        reader.end()
    }
}

/// Whether a target has the length of a meter's identity, of a group's, or none.
fn is_scope(target_length: usize) -> bool {
    matches!(target_length, METER_LENGTH | GROUP_LENGTH | 0)
}

/// Refuses what no meter would accept.
pub fn check_sendable(about: &Command) -> Result<(), Status> {
    let valid = is_scope(about.target_length.into())
        && about.not_before <= about.not_after
        && about.sequence.wrapping_sub(1) < u32::MAX.wrapping_sub(1)
        && about.encrypted <= 1;
    if valid { Ok(()) } else { Err(Status::BAD_ARGUMENT) }
}

/// Writes a message up to the signature, which is zero; gives the length of the start before the payload, and
/// of all. MALFORMED if the command is to be encrypted and is not. `message` is longer than the command by
/// [`OVERHEAD`].
fn compose(about: &Command, command: &[u8], message: &mut [u8]) -> Result<(usize, usize), Status> {
    let windowed = about.not_after != 0;
    if about.encrypted == 1 {
        let mut reader = Reader::new(command);
        command_encryption::read(&mut reader);
        reader.end()?;
    }
    let payload = |writer: &mut Writer<'_>| {
        writer.head(ARRAY, if windowed { 5 } else { 3 });
        writer.string(BYTES, about.target.get(..about.target_length.into()).unwrap_or_default());
        writer.head(UNSIGNED, about.sequence);
        if windowed {
            writer.head(UNSIGNED, about.not_before);
            writer.head(UNSIGNED, about.not_after);
        }
        if about.encrypted == 0 {
            writer.string(BYTES, command);
        } else {
            writer.raw(command);
        }
    };
    let mut measured = Writer::new(&mut []);
    payload(&mut measured);
    let mut writer = Writer::new(message);
    cose::write_start(&mut writer, Kind::Command, about.key_id);
    #[expect(clippy::cast_possible_truncation, reason = "no message is that long")]
    writer.head(BYTES, measured.length() as u32);
    let start = writer.length();
    payload(&mut writer);
    // Zeros are there already; of a constant AVR would keep a copy in RAM.
    #[expect(clippy::cast_possible_truncation, reason = "64")]
    writer.head(BYTES, SIGNATURE_LENGTH as u32);
    Ok((start, writer.length().wrapping_add(SIGNATURE_LENGTH)))
}

/// Makes a signed command: the head-end's side. Gives the length of the message, which is verified before
/// it is released: if this fails, all of `message` is zeroed.
pub fn sign(
    private: &[u8; 32], about: &Command, command: &[u8], entropy: &[u8], message: &mut [u8],
) -> Result<usize, Status> {
    let result = sign_composed(private, about, command, entropy, message);
    if result.is_err() {
        message.fill(0);
    }
    result
}

fn sign_composed(
    private: &[u8; 32], about: &Command, command: &[u8], entropy: &[u8], message: &mut [u8],
) -> Result<usize, Status> {
    let (start, length) = compose(about, command, message)?;
    let (head, signature) = message
        .get_mut(..length)
        .and_then(<[u8]>::split_last_chunk_mut::<SIGNATURE_LENGTH>)
        .ok_or(Status::BAD_LENGTH)?;
    // Behind the payload stands the head of the signature, two bytes.
    let payload = head.get(start..head.len().wrapping_sub(2)).unwrap_or_default();
    let mut public = [0; PUBLIC_LENGTH];
    crate::primitives::p256::public_key(private, &mut public)?;
    cose::sign(private, &public, Kind::Command, about.key_id, payload, entropy, signature)?;
    Ok(length)
}
