//! P-256 keys (SP 800-186, FIPS 186-5, SEC 1) and key agreement (SP 800-56A).

use super::arguments::{Kind, Shape, at, check, fixed, object as key, shape, structure};
use super::boundary::{Outcome, status};
use super::memory::{self, zeroed_array};
use super::object::object;
use super::p256_object::{STATE_LENGTH, content, finish, new_content};
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{ANY_POINT, BASE_POINT, HEDGED_ANY_POINT, cleared};
use crate::arch::memory::zero_bytes;
use crate::primitives::p256::{self, PRIVATE_LENGTH, PUBLIC_LENGTH, SHARED_LENGTH};
use crate::random::draw;
use crate::status::Status;
use crate::wipe::wipe;
use core::ffi::c_void;

/// A P-256 private key, known to be valid. Set it up by generating it or from bytes; no call
/// changes it afterwards. Wipe it with amisec_wipe when it is done.
#[repr(C)]
pub struct P256PrivateKey {
    opaque: [u32; 9],
}
object!(P256PrivateKey, [u8; PRIVATE_LENGTH], 0x5032_3524);

/// A P-256 public key, known to be a point on the curve. Set it up from a private key or from one
/// of the encodings; no call changes it afterwards.
#[repr(C)]
pub struct P256PublicKey {
    opaque: [u32; 17],
}
object!(P256PublicKey, [u8; PUBLIC_LENGTH], 0x5032_3544);

/// Generates a private key (FIPS 186-5, A.2.2: testing candidates, at most 8).
///
/// The random function is called for blocks of 32 bytes. The first block is drawn only to be
/// compared with the second: a function that fails, gives zeros, or gives the same block twice
/// running makes no key.
///
/// @param key      receives the key; zeroed if none was made
/// @param random   fills blocks with random bytes
/// @param context  is passed to random
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_RANDOM_FAILED  random failed or looks dead, or 8 candidates were out of range
/// @retval AMISEC_BAD_ARGUMENT   key or random is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_private_key_generate(
    key: *mut P256PrivateKey, random: amisec_random_fn, context: *mut c_void,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared_key(unsafe { generate(key.cast(), random, context) })
}

/// Takes a private key from its 32 bytes, a big-endian number from 1 to n - 1.
///
/// @param key    receives the key; zeroed if the bytes are not one
/// @param bytes  the 32 bytes; apart from key
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_KEY        the number is 0, or n or more
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_private_key_from_bytes(
    key: *mut P256PrivateKey, bytes: *const u8,
) -> Status {
    shape!(SHAPE, 0, [NEW_PRIVATE_KEY], [fixed(PRIVATE_LENGTH)]);
    // SAFETY: what this function asks of its caller.
    cleared_key(unsafe { import(key.cast(), bytes, SHAPE, p256::take_private_key) })
}

/// Writes a private key as 32 bytes, big-endian, for storage in protected memory.
///
/// @param key    a private key that is set up
/// @param bytes  receives the 32 bytes; apart from key
/// @retval AMISEC_OK             the bytes are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[bytes; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_private_key_to_bytes(
    key: *const P256PrivateKey, bytes: *mut u8,
) -> Status {
    shape!(SHAPE, 0, [fixed(PRIVATE_LENGTH)], [PRIVATE_KEY]);
    // SAFETY: what this function asks of its caller.
    cleared_key(unsafe { export(key.cast(), bytes, SHAPE) })
}

/// Computes the public key of a private key.
///
/// @param public_key   receives the public key; zeroed on BAD_KEY
/// @param private_key  a private key that is set up
/// @retval AMISEC_OK             the public key is ready
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_KEY        private_key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    the objects overlap
/// @retval AMISEC_BAD_STATE      the private key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_from_private(
    public_key: *mut P256PublicKey, private_key: *const P256PrivateKey,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared_key(unsafe { derive(public_key.cast(), private_key.cast()) })
}

/// Takes a public key from x||y, the form of DLMS/COSEM, and validates it (SP 800-56A, 5.6.2.3.3).
///
/// @param key    receives the public key; zeroed if the bytes are not one
/// @param bytes  the 64 bytes; apart from key
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_KEY        a coordinate is out of range, or the point is not on the curve
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_from_raw(
    key: *mut P256PublicKey, bytes: *const u8,
) -> Status {
    shape!(SHAPE, 0, [NEW_PUBLIC_KEY], [fixed(PUBLIC_LENGTH)]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { import(key.cast(), bytes, SHAPE, p256::take_public_key) })
}

/// Takes a public key from 04||x||y (SEC 1, 2.3.4), the form of X.509, and validates it.
///
/// @param key    receives the public key; zeroed if the bytes are not one
/// @param bytes  the 65 bytes; apart from key
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_KEY        the first byte is not 04, a coordinate is out of range, or the
///                               point is not on the curve
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 65]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_from_uncompressed(
    key: *mut P256PublicKey, bytes: *const u8,
) -> Status {
    shape!(SHAPE, 0, [NEW_PUBLIC_KEY], [fixed(1 + PUBLIC_LENGTH)]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { import(key.cast(), bytes, SHAPE, p256::take_public_key) })
}

/// Takes a public key from 02||x or 03||x (SEC 1, 2.3.4) by computing y.
///
/// @param key    receives the public key; zeroed if the bytes are not one
/// @param bytes  the 33 bytes; apart from key
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_KEY        the first byte is not 02 or 03, x is out of range, or no point has
///                               it
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 33]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_from_compressed(
    key: *mut P256PublicKey, bytes: *const u8,
) -> Status {
    shape!(SHAPE, 0, [NEW_PUBLIC_KEY], [fixed(1 + PUBLIC_LENGTH / 2)]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { import(key.cast(), bytes, SHAPE, p256::decompress) })
}

/// Writes a public key as x||y.
///
/// @param key    a public key that is set up
/// @param bytes  receives the 64 bytes; apart from key
/// @retval AMISEC_OK             the bytes are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[bytes; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_to_raw(key: *const P256PublicKey, bytes: *mut u8) -> Status {
    shape!(SHAPE, 0, [fixed(PUBLIC_LENGTH)], [PUBLIC_KEY]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { export(key.cast(), bytes, SHAPE) })
}

/// Writes a public key as 04||x||y (SEC 1, 2.3.3).
///
/// @param key    a public key that is set up
/// @param bytes  receives the 65 bytes; apart from key
/// @retval AMISEC_OK             the bytes are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[bytes; 65]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_to_uncompressed(
    key: *const P256PublicKey, bytes: *mut u8,
) -> Status {
    shape!(SHAPE, 0, [fixed(1 + PUBLIC_LENGTH)], [PUBLIC_KEY]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { export(key.cast(), bytes, SHAPE) })
}

/// Writes a public key as 02||x or 03||x (SEC 1, 2.3.3).
///
/// @param key    a public key that is set up
/// @param bytes  receives the 33 bytes; apart from key
/// @retval AMISEC_OK             the bytes are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[bytes; 33]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_to_compressed(
    key: *const P256PublicKey, bytes: *mut u8,
) -> Status {
    shape!(SHAPE, 0, [fixed(1 + PUBLIC_LENGTH / 2)], [PUBLIC_KEY]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { export(key.cast(), bytes, SHAPE) })
}

/// Validates a public key again (SP 800-56A, 5.6.2.3.3), for a key that was kept where its bytes
/// may have changed. Keys from the other functions of this header have passed.
///
/// @param key  a public key that is set up
/// @retval AMISEC_OK             the key is a point on the curve
/// @retval AMISEC_BAD_KEY        it is not
/// @retval AMISEC_BAD_ARGUMENT   key is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_validate(key: *const P256PublicKey) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { validate(key.cast()) })
}

/// Agrees on a shared secret: the x coordinate of private_key * public_key (SP 800-56A, 5.7.1.2).
///
/// The point is validated again. The secret is not yet a key: derive one from it together with who
/// the parties are and what the key is for.
///
/// @param private_key    own private key, set up
/// @param public_key     the other party's public key, set up
/// @param shared_secret  receives the 32 bytes; apart from both keys; zeroed on BAD_KEY
/// @retval AMISEC_OK             the secret is written
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more), or
///                               private_key holds no private key (any more)
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    shared_secret shares memory with a key
/// @retval AMISEC_BAD_STATE      a key was not set up
///
/// cbindgen:ptrs-as-arrays=[[shared_secret; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_ecdh(
    private_key: *const P256PrivateKey, public_key: *const P256PublicKey, shared_secret: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared::<ANY_POINT>(unsafe { agree(private_key.cast(), public_key.cast(), &[], shared_secret) })
}

/// Agrees on a shared secret as amisec_p256_ecdh does, in coordinates multiplied by 32 random bytes.
///
/// The secret is the same; no two runs compute with the same numbers, so that power traces of runs with
/// one key do not add up. The random function is called twice for 32 bytes; its first block is only
/// compared with the second.
///
/// @param private_key    own private key, set up
/// @param public_key     the other party's public key, set up
/// @param random         fills blocks with random bytes
/// @param context        is passed to random
/// @param shared_secret  receives the 32 bytes; apart from both keys; zeroed on BAD_KEY and
///                       RANDOM_FAILED
/// @retval AMISEC_OK             the secret is written
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more), or
///                               private_key holds no private key (any more)
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    shared_secret shares memory with a key
/// @retval AMISEC_BAD_STATE      a key was not set up
///
/// cbindgen:ptrs-as-arrays=[[shared_secret; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_ecdh_hedged(
    private_key: *const P256PrivateKey, public_key: *const P256PublicKey, random: amisec_random_fn,
    context: *mut c_void, shared_secret: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared::<HEDGED_ANY_POINT>(unsafe {
        agree_hedged(private_key.cast(), public_key.cast(), random, context, shared_secret)
    })
}

/// A private key that is set up.
pub(super) const PRIVATE_KEY: Kind = key::<P256PrivateKey>();
/// A public key that is set up.
pub(super) const PUBLIC_KEY: Kind = key::<P256PublicKey>();
const NEW_PRIVATE_KEY: Kind = structure::<P256PrivateKey>();
const NEW_PUBLIC_KEY: Kind = structure::<P256PublicKey>();

/// Clears the stack behind what a private key went through in a frame of its own.
#[inline(never)]
pub(super) fn cleared_key(result: Result<(), Status>) -> Status {
    cleared::<BASE_POINT>(result)
}

/// The status of an operation on public data.
#[inline(never)]
pub(super) fn answer(result: impl Outcome) -> Status {
    status(result)
}

/// # Safety
/// The contract of `amisec_p256_private_key_generate`.
#[inline(never)]
unsafe fn generate(key: *mut u8, random: amisec_random_fn, context: *mut c_void) -> Result<(), Status> {
    shape!(SHAPE, 0, [NEW_PRIVATE_KEY], []);
    let mut random = CallerRandom::new(random, context)?;
    // SAFETY: passed on.
    unsafe { check(&[at(key)], SHAPE)? };
    // SAFETY: checked above.
    let private = unsafe { new_content(key) };
    let generated = p256::generate(&mut random, private);
    // SAFETY: checked above; the content is no longer in use.
    unsafe { finish(key, size_of::<P256PrivateKey>(), generated) }
}

/// # Safety
/// The contract of `amisec_p256_public_key_from_private`.
#[inline(never)]
unsafe fn derive(public_key: *mut u8, private_key: *const u8) -> Result<(), Status> {
    shape!(SHAPE, 0, [NEW_PUBLIC_KEY], [PRIVATE_KEY]);
    // SAFETY: passed on.
    unsafe { check(&[at(public_key), at(private_key)], SHAPE)? };
    // SAFETY: checked above, apart from each other.
    let private = unsafe { content(private_key) };
    // SAFETY: as above.
    let public = unsafe { new_content(public_key) };
    let derived = p256::public_key(private, public);
    // SAFETY: checked above; the content is no longer in use.
    unsafe { finish(public_key, size_of::<P256PublicKey>(), derived) }
}

/// # Safety
/// The contract of `amisec_p256_public_key_validate`.
unsafe fn validate(key: *const u8) -> Result<(), Status> {
    shape!(SHAPE, 0, [], [PUBLIC_KEY]);
    // SAFETY: passed on.
    unsafe { check(&[at(key)], SHAPE)? };
    // SAFETY: checked above; nothing writes to the key.
    p256::check_public_key(unsafe { content::<PUBLIC_LENGTH>(key) })
}

/// # Safety
/// The contract of `amisec_p256_ecdh`.
#[inline(never)]
unsafe fn agree(
    private_key: *const u8, public_key: *const u8, blind: &[u8], shared: *mut u8,
) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[at(shared), at(private_key), at(public_key)], AGREE)? };
    // SAFETY: checked above; nothing writes to the key.
    let private = unsafe { content(private_key) };
    // SAFETY: as above.
    let public = unsafe { content(public_key) };
    // SAFETY: checked above, apart from the keys.
    p256::ecdh(private, public, blind, unsafe { zeroed_array(shared) })
}

shape!(AGREE, 0, [fixed(SHARED_LENGTH)], [PRIVATE_KEY, PUBLIC_KEY]);

/// # Safety
/// The contract of `amisec_p256_ecdh_hedged`.
#[inline(never)]
unsafe fn agree_hedged(
    private_key: *const u8, public_key: *const u8, random: amisec_random_fn, context: *mut c_void,
    shared: *mut u8,
) -> Result<(), Status> {
    let mut random = CallerRandom::new(random, context)?;
    // SAFETY: passed on.
    unsafe { check(&[at(shared), at(private_key), at(public_key)], AGREE)? };
    // SAFETY: checked above.
    let _: &mut [u8; SHARED_LENGTH] = unsafe { zeroed_array(shared) };
    let mut blind = zero_bytes();
    draw(&mut random, &mut blind)?;
    // SAFETY: passed on.
    let agreed = unsafe { agree(private_key, public_key, &blind, shared) };
    wipe(&mut blind);
    agreed
}

/// Sets a key up from what `parse` makes of the bytes, or zeroes it.
///
/// # Safety
/// The contract of `amisec_p256_*_key_from_*`; the shape is that of key and bytes.
#[inline(never)]
unsafe fn import(
    key: *mut u8, bytes: *const u8, shape: Shape, parse: fn(&[u8], &mut [u8]) -> Result<(), Status>,
) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[at(key), at(bytes)], shape)? };
    let (size, length) = (shape.length(1), shape.length(2));
    // SAFETY: checked above.
    unsafe { memory::clear(key, size) };
    // SAFETY: initialised now; apart from the bytes.
    let content =
        unsafe { core::slice::from_raw_parts_mut(key.wrapping_add(STATE_LENGTH), size - STATE_LENGTH) };
    // SAFETY: checked above.
    let bytes = unsafe { core::slice::from_raw_parts(bytes, length) };
    let parsed = parse(bytes, content);
    // SAFETY: checked above; the content is no longer in use.
    unsafe { finish(key, size, parsed) }
}

/// Writes what a key holds, or the beginning of it, behind the byte of its form if the length is odd.
///
/// # Safety
/// The contract of `amisec_p256_*_key_to_*`; the shape is that of bytes and key.
#[inline(never)]
unsafe fn export(key: *const u8, bytes: *mut u8, shape: Shape) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[at(bytes), at(key)], shape)? };
    let (length, size) = (shape.length(1), shape.length(2));
    let mut start = bytes;
    if length & 1 != 0 {
        // SAFETY: checked above.
        let last = unsafe { key.wrapping_add(size - 1).read() };
        let form = if length > size - STATE_LENGTH { 4 } else { 2 | last & 1 };
        // SAFETY: checked above.
        unsafe { start.write(form) };
        start = start.wrapping_add(1);
    }
    // SAFETY: no longer than the content; apart from the key.
    unsafe { memory::copy(start, key.wrapping_add(STATE_LENGTH), length & !1) };
    Ok(())
}
