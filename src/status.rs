//! The one channel on which amisec reports what happened.
//!
//! The codes are the words of a BCH(15, 5) code: any two differ in at least seven bits, and each
//! differs in at least seven bits from 0x0000 and from 0x7FFF. A skipped call, a cleared register
//! or a few flipped bits do not read as another status, least of all as success.

/// What a call answers. Compare with `!= AMISEC_OK`; no other test is safe against faults.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u16);

impl Status {
    /// The call did what its name says.
    pub const OK: Status = Status(0x29B8);
    /// A step-wise operation has more to do: call its `_continue` again.
    pub const IN_PROGRESS: Status = Status(0x5647);
    /// A pointer is NULL where memory is needed, or a length is above the largest object size.
    pub const BAD_ARGUMENT: Status = Status(0x0537);
    /// A length is outside what the function accepts.
    pub const BAD_LENGTH: Status = Status(0x0A6E);
    /// Two buffers overlap that must be the same or disjoint.
    pub const BAD_OVERLAP: Status = Status(0x0F59);
    /// A context or key object is not aligned for its type.
    pub const BAD_ALIGNMENT: Status = Status(0x11EB);
    /// A context or key object was not set up, was finished, or is of another type.
    pub const BAD_STATE: Status = Status(0x14DC);
    /// A key is not valid: a scalar out of range, a point not on the curve, a bad encoding.
    pub const BAD_KEY: Status = Status(0x1B85);
    /// A tag, a signature or a comparison does not match. Every cryptographic failure is this one.
    pub const NOT_AUTHENTIC: Status = Status(0x1EB2);
    /// An encoding (DER, an image, a message) breaks its rules.
    pub const MALFORMED: Status = Status(0x23D6);
    /// The random function failed, or gave what no random function gives.
    pub const RANDOM_FAILED: Status = Status(0x26E1);
    /// A storage function failed, or a stored record is damaged.
    pub const STORAGE_FAILED: Status = Status(0x2C8F);
    /// A counter has reached its end: the key must be replaced.
    pub const COUNTER_EXHAUSTED: Status = Status(0x323D);
    /// A message was seen before.
    pub const REPLAYED: Status = Status(0x370A);
    /// A message is for another device or group.
    pub const WRONG_TARGET: Status = Status(0x3853);
    /// A message is outside its validity window.
    pub const EXPIRED: Status = Status(0x3D64);
    /// An image or key is older than what is installed.
    pub const ROLLED_BACK: Status = Status(0x429B);
    /// A self-test did not give its known answer.
    pub const SELF_TEST_FAILED: Status = Status(0x47AC);
    /// The limit on attempts is reached.
    pub const TOO_MANY_ATTEMPTS: Status = Status(0x48F5);
    /// No key with that name, slot or epoch is known.
    pub const UNKNOWN_KEY: Status = Status(0x4DC2);
    /// The platform's AES engine failed.
    pub const ENGINE_FAILED: Status = Status(0x5370);
    /// An image needs a later version of another one than is installed.
    pub const UNMET_DEPENDENCY: Status = Status(0x591E);
}
