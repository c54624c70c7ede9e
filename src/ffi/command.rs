//! Signed commands: made by a head-end, obeyed by a meter at most once.

use super::arguments::{
    IS_VALID, LENGTHS_FIT, MEMORY, NUMBER, RANDOM_FUNCTION, at, fixed, flag, length_of, number, object,
    objects, pointers, shape, sized, structure,
};
use super::call::{Given, run};
use super::command_signer::CommandSignerObject;
use super::object::{Laid, Object, check_place, object};
use super::p256::P256PrivateKey;
use super::random::{RandomFunction, amisec_random_fn, with_entropy};
use super::stack::SERVICE_SIGNATURE;
use super::storage::StorageFunctions;
use crate::services::command::{
    self, GROUP_LENGTH, LEAST_OVERHEAD, METER_LENGTH, MOST_GROUPS, MOST_LENGTH, OVERHEAD, Receiver, Signer,
};
use crate::services::command_budget::Budget;
use crate::services::command_content::Command;
use crate::status::Status;
use core::ffi::c_void;

/// A signed command is at most this many bytes longer than the command.
pub const AMISEC_COMMAND_OVERHEAD: usize = 110;
const _: () = assert!(AMISEC_COMMAND_OVERHEAD == OVERHEAD);

/// A meter that receives commands: who it is, and how many signatures it looks at. Set it up with
/// amisec_command_receiver_init.
#[repr(C)]
pub struct CommandReceiverObject {
    opaque: [u32; 12],
}
object!(CommandReceiverObject, Receiver, 0x434D_5243);

/// Whose commands a meter obeys, and when. The structure is only read.
#[repr(C)]
pub struct CommandParameters {
    /// The trusted signers, all of them set up.
    pub signers: *const CommandSignerObject,
    /// How many there are, at least 1.
    pub signer_count: usize,
    /// The time in seconds, in the unit and from the beginning that the head-end uses for validity windows.
    /// 0 without a clock: then a command with a window is expired, and attempts are not limited.
    pub time: u32,
}

/// Sets a receiver up, after each restart.
///
/// Every signature that is looked at costs millions of cycles, so that who sends forgeries could keep a meter
/// busy. It looks at `attempts` of them at once, and at one more every `seconds`; authentic commands do not
/// count.
///
/// @param receiver       is set up, whatever it held
/// @param meter          the 8 bytes of the meter's identity: serial number or system title
/// @param groups         the identities of the groups that it belongs to, 4 bytes each, one after the other
/// @param groups_length  their length in bytes: 0, 4, 8, 12 or 16
/// @param attempts       forgeries at once, at least 1
/// @param seconds        the time until one more is looked at
/// @retval AMISEC_OK             the receiver is ready
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, groups_length is too large, or attempts is 0
/// @retval AMISEC_BAD_ALIGNMENT  receiver is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     groups_length is none of those
/// @retval AMISEC_BAD_OVERLAP    receiver shares memory with meter or groups
///
/// cbindgen:ptrs-as-arrays=[[meter; 8]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_receiver_init(
    receiver: *mut CommandReceiverObject, meter: *const u8, groups: *const u8, groups_length: usize,
    attempts: u16, seconds: u32,
) -> Status {
    let fits = groups_length <= GROUP_LENGTH * MOST_GROUPS && groups_length.is_multiple_of(GROUP_LENGTH);
    let mut words = [
        at(receiver),
        at(meter),
        at(groups),
        number(groups_length),
        flag(fits),
        flag(attempts != 0),
        number(attempts.into()),
        at(&raw const seconds),
    ];
    let init = |given: Given| {
        // SAFETY: see the shape.
        let Laid { state, content } = unsafe { given.new_structure::<Laid<Receiver>>(0) };
        // SAFETY: as above.
        let attempts = unsafe { given.half(6) };
        // SAFETY: as above.
        let seconds = unsafe { given.long(7) };
        // SAFETY: as above.
        let meter = unsafe { given.array(1) };
        // SAFETY: as above.
        content.set_up(meter, unsafe { given.bytes(2) }, Budget::full(attempts, seconds));
        *state = CommandReceiverObject::STATE;
        Ok(())
    };
    shape!(
        SHAPE,
        0,
        [structure::<CommandReceiverObject>()],
        [fixed(METER_LENGTH), sized(0), LENGTHS_FIT, IS_VALID, NUMBER, NUMBER]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, init) }
}

/// Releases a signed command, if it is authentic, for this meter, valid now and new.
///
/// What is cheap is checked first: encoding, key id, target, window, sequence number, the budget of attempts.
/// The number is stored before the command is released: whenever the power fails, it is released once or not
/// at all. Until amisec_command_confirm the number is among those of amisec_command_unconfirmed; a signer
/// may have four of them. If `about->encrypted` is 1 what is released is a message for
/// amisec_command_decrypt.
///
/// @param receiver        a receiver that is set up
/// @param parameters      the trusted signers and the time
/// @param storage         the memory of the signers' records
/// @param message         the message, of the form that command.cddl describes
/// @param message_length  its length in bytes, 83 to 65535
/// @param about           receives what is said about the command; zeroed unless the status is AMISEC_OK
/// @param command         receives at most `message_length` - 83 bytes, the command; what is left of them is
///                        zero. Zeroed unless the status is AMISEC_OK. Apart from everything else
/// @param command_length  receives the length of the command in bytes; zeroed unless the status is AMISEC_OK
/// @retval AMISEC_OK                 the command is authentic, for this meter, new, stored, and written
/// @retval AMISEC_MALFORMED          the message is not of the form, or not in deterministic CBOR
/// @retval AMISEC_UNKNOWN_KEY        no signer has its key id
/// @retval AMISEC_WRONG_TARGET       it is for another meter or group
/// @retval AMISEC_EXPIRED            the time is outside its window, or there is no clock
/// @retval AMISEC_REPLAYED           its number is not above all that were accepted from this signer
/// @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used, or the record was stored
///                                   4294967294 times
/// @retval AMISEC_TOO_MANY_ATTEMPTS  it was not looked at: too many were not authentic
/// @retval AMISEC_NOT_AUTHENTIC      the signature is not the signer's over this message
/// @retval AMISEC_STORAGE_FAILED     the signer's record is not there or damaged, or storage failed: the number
///                                   may be accepted, the command is not released
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_KEY            the signer's public key is not a point on the curve (any more)
/// @retval AMISEC_BAD_LENGTH         message_length is below 83 or above 65535, or signer_count is 0
/// @retval AMISEC_BAD_OVERLAP        receiver, about, command or command_length shares memory with anything else
/// @retval AMISEC_BAD_STATE          receiver or a signer was not set up, or four commands of the signer are not
///                                   confirmed yet
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_receive(
    receiver: *mut CommandReceiverObject, parameters: *const CommandParameters,
    storage: *const StorageFunctions, message: *const u8, message_length: usize, about: *mut Command,
    command: *mut u8, command_length: *mut usize,
) -> Status {
    if let Err(status) = check_place(parameters) {
        return status;
    }
    // SAFETY: aligned and not NULL.
    let CommandParameters { signers, signer_count, .. } = unsafe { &*parameters };
    let fits = (LEAST_OVERHEAD..=MOST_LENGTH).contains(&message_length);
    let mut words = [
        at(receiver),
        at(about),
        at(command),
        number(if fits { message_length.wrapping_sub(LEAST_OVERHEAD) } else { 0 }),
        at(command_length),
        at(*signers),
        number(length_of::<CommandSignerObject>(*signer_count)),
        at(parameters),
        at(storage),
        at(message),
        number(message_length),
        flag(fits && *signer_count != 0),
    ];
    let receive = |given: Given| {
        // SAFETY: see the shape.
        let CommandParameters { signers, signer_count, time } = unsafe { given.structure(7) };
        // SAFETY: objects are words; any words are a valid `Laid`, and nothing writes to them.
        let signers: &[Laid<Signer>] = unsafe { core::slice::from_raw_parts(signers.cast(), *signer_count) };
        if signers.iter().any(|signer| signer.state != CommandSignerObject::STATE) {
            return Err(Status::BAD_STATE);
        }
        // SAFETY: see the shape; the caller lends us the receiver for this call.
        let receiver = unsafe { given.content_mut::<CommandReceiverObject>(0) };
        // SAFETY: see the shape.
        let about = unsafe { given.new_structure(1) };
        // SAFETY: as above.
        let place = unsafe { given.zeroed(2) };
        // SAFETY: as above.
        let length = unsafe { given.new_structure::<usize>(4) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(8) };
        // SAFETY: as above.
        let message = unsafe { given.bytes(9) };
        let signers = signers.iter().map(|signer| &signer.content);
        receiver.receive(signers, memory, *time, message, about, place, length)
    };
    shape!(
        SHAPE,
        0,
        [object::<CommandReceiverObject>(), structure::<Command>(), sized(0), pointers::<usize>()],
        [objects::<CommandSignerObject>(), pointers::<CommandParameters>(), MEMORY, sized(0), LENGTHS_FIT]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, receive) }
}

/// Makes a signed command: the head-end's side. The signature has a hedged nonce, and is verified before it
/// is released.
///
/// @param key             the signer's private key, set up
/// @param about           what is said about the command; `reserved` is not looked at. If `encrypted` is 1,
///                        command is a message of amisec_command_encrypt with the same `about`
/// @param command         the command
/// @param command_length  its length in bytes, 0 to 65425
/// @param random          fills blocks with random bytes
/// @param context         is passed to random
/// @param message         receives at most `command_length` + 110 bytes (AMISEC_COMMAND_OVERHEAD); what is left
///                        of them is zero. Apart from everything else; zeroed unless the status is AMISEC_OK
/// @param message_length  receives the length of the message in bytes; zeroed unless the status is AMISEC_OK
/// @retval AMISEC_OK             the message is written
/// @retval AMISEC_MALFORMED      about says that the command is encrypted, and it is not
/// @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one: a fault
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or about says what no meter accepts:
///                               a sequence number of 0 or 4294967295, a window that ends before it begins, a
///                               target_length that is not 0, 4 or 8, or an `encrypted` that is not 0 or 1
/// @retval AMISEC_BAD_ALIGNMENT  key, about or message_length is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_LENGTH     command_length is above 65425
/// @retval AMISEC_BAD_OVERLAP    message or message_length shares memory with anything else
/// @retval AMISEC_BAD_STATE      key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_sign(
    key: *const P256PrivateKey, about: *const Command, command: *const u8, command_length: usize,
    random: amisec_random_fn, context: *mut c_void, message: *mut u8, message_length: *mut usize,
) -> Status {
    let random = RandomFunction { function: random, context };
    let mut words = [
        at(message),
        number(command_length.saturating_add(OVERHEAD)),
        at(message_length),
        at(key),
        at(about),
        at(command),
        number(command_length),
        flag(command_length <= MOST_LENGTH - OVERHEAD),
        at(&raw const random),
    ];
    let sign = |given: Given| {
        // SAFETY: see the shape; nothing writes to it.
        let about = unsafe { given.structure(4) };
        command::check_sendable(about)?;
        // SAFETY: as above.
        let length = unsafe { given.new_structure::<usize>(2) };
        // SAFETY: as above.
        let place = unsafe { given.zeroed(0) };
        // SAFETY: as above.
        let private = unsafe { given.content::<P256PrivateKey>(3) };
        // SAFETY: as above.
        let command = unsafe { given.bytes(5) };
        // SAFETY: as above.
        let random = unsafe { given.random(8) };
        with_entropy(random, length, &mut |entropy| command::sign(private, about, command, entropy, place))
    };
    shape!(
        SHAPE,
        SERVICE_SIGNATURE,
        [sized(0), pointers::<usize>()],
        [object::<P256PrivateKey>(), structure::<Command>(), sized(0), LENGTHS_FIT, RANDOM_FUNCTION]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, sign) }
}
