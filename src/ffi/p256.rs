//! P-256 keys (SP 800-186, FIPS 186-5, SEC 1) and key agreement (SP 800-56A).

use super::arguments::{Argument, check};
use super::boundary::{Input, Output, apart, status};
use super::memory;
use super::object::{Object, check_place, content, object, set_up};
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{ANY_POINT, BASE_POINT, cleared, secret};
use crate::primitives::p256::{self, PRIVATE_LENGTH, PUBLIC_LENGTH, SHARED_LENGTH};
use crate::status::Status;
use core::ffi::c_void;
use zeroize::Zeroize;

/// A P-256 private key, known to be valid. Set it up by generating it or from bytes; no call
/// changes it afterwards. Wipe it with amisec_wipe when it is done.
#[repr(C)]
pub struct P256PrivateKey {
    opaque: [u32; 9],
}
object!(P256PrivateKey, [u8; PRIVATE_LENGTH], 0x5032_3536);

/// A P-256 public key, known to be a point on the curve. Set it up from a private key or from one
/// of the encodings; no call changes it afterwards.
#[repr(C)]
pub struct P256PublicKey {
    opaque: [u32; 17],
}
object!(P256PublicKey, [u8; PUBLIC_LENGTH], 0x5075_6250);

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
    secret::<BASE_POINT>(|| {
        check_place(key)?;
        let mut random = CallerRandom::new(random, context)?;
        let mut private = [0; PRIVATE_LENGTH];
        let generated = p256::generate(&mut random, &mut private);
        // SAFETY: checked above; the caller lends us the key for this call.
        unsafe { store(key, &mut private, generated) }
    })
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
    secret::<BASE_POINT>(|| {
        let (object, bytes) = (check_place(key)?, Input::new(bytes, PRIVATE_LENGTH)?);
        apart(&[object], &[bytes.region()])?;
        // SAFETY: made with this length, readable by the contract of this function.
        let mut private = *unsafe { bytes.array() };
        let checked = p256::check_private_key(&private);
        // SAFETY: checked above; the caller lends us the key for this call.
        unsafe { store(key, &mut private, checked) }
    })
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
    secret::<BASE_POINT>(|| {
        let (object, bytes) = (check_place(key)?, Output::new(bytes, PRIVATE_LENGTH)?);
        apart(&[bytes.region()], &[object])?;
        // SAFETY: checked above; nothing writes to the key.
        let private = unsafe { content(key)? };
        // SAFETY: made with this length, writable by the contract of this function.
        unsafe { bytes.write(private) };
        Ok(())
    })
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
    secret::<BASE_POINT>(|| {
        let (object, private_object) = (check_place(public_key)?, check_place(private_key)?);
        apart(&[object], &[private_object])?;
        // SAFETY: checked above; nothing writes to the key.
        let private = unsafe { content(private_key)? };
        let mut public = [0; PUBLIC_LENGTH];
        let computed = p256::public_key(private, &mut public);
        // SAFETY: checked above; the caller lends us the key for this call.
        unsafe { store(public_key, &mut public, computed) }
    })
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
    // SAFETY: what this function asks of its caller.
    unsafe {
        import::<PUBLIC_LENGTH>(key, bytes, |bytes, public| {
            *public = *bytes;
            p256::check_public_key(public)
        })
    }
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
    // SAFETY: what this function asks of its caller.
    unsafe {
        import::<{ PUBLIC_LENGTH + 1 }>(key, bytes, |bytes, public| {
            let [4, point @ ..] = bytes else { return Err(Status::BAD_KEY) };
            *public = *point;
            p256::check_public_key(public)
        })
    }
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
    // SAFETY: what this function asks of its caller.
    unsafe { import::<33>(key, bytes, p256::decompress) }
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
    // SAFETY: what this function asks of its caller.
    unsafe {
        export::<64>(key, bytes, |public, bytes| {
            *bytes = *public;
        })
    }
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
    // SAFETY: what this function asks of its caller.
    unsafe {
        export::<65>(key, bytes, |public, bytes| {
            let [form, point @ ..] = bytes;
            *form = 4;
            *point = *public;
        })
    }
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
    // SAFETY: what this function asks of its caller.
    unsafe {
        export::<33>(key, bytes, |public, bytes| {
            p256::compress(public, bytes);
        })
    }
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
    let validate = || {
        check_place(key)?;
        // SAFETY: checked above; nothing writes to the key.
        p256::check_public_key(unsafe { content(key)? })
    };
    status(validate())
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
    cleared::<ANY_POINT>(unsafe { ecdh(private_key, public_key, shared_secret) })
}

/// # Safety
/// The contract of `amisec_p256_ecdh`.
#[inline(never)]
unsafe fn ecdh(
    private_key: *const P256PrivateKey, public_key: *const P256PublicKey, shared_secret: *mut u8,
) -> Result<(), Status> {
    let shared = Argument::output(shared_secret, SHARED_LENGTH);
    // SAFETY: passed on.
    unsafe { check(1, &[shared, Argument::object(private_key), Argument::object(public_key)])? };
    // SAFETY: checked above; nothing writes to the keys.
    let private = unsafe { memory::content(private_key) };
    // SAFETY: as above.
    let public = unsafe { memory::content(public_key) };
    // SAFETY: checked above, of this length and apart from the keys.
    p256::ecdh(private, public, unsafe { memory::zeroed_array(shared_secret) })
}

/// Sets a key object up with `bytes`, or zeroes it if making them failed; wipes `bytes`.
///
/// # Safety
/// `check_place` accepted the key, which the caller of the C function lends us.
unsafe fn store<O: Object<Content = [u8; LENGTH]>, const LENGTH: usize>(
    key: *mut O, bytes: &mut [u8; LENGTH], made: Result<(), Status>,
) -> Result<(), Status> {
    match made {
        // SAFETY: passed on.
        Ok(()) => unsafe { set_up(key, *bytes) },
        // SAFETY: passed on.
        Err(_) => unsafe { super::object::wipe_object(key) },
    }
    bytes.zeroize();
    made
}

/// # Safety
/// The contract of `amisec_p256_public_key_from_*`.
unsafe fn import<const LENGTH: usize>(
    key: *mut P256PublicKey, bytes: *const u8,
    parse: impl FnOnce(&[u8; LENGTH], &mut [u8; PUBLIC_LENGTH]) -> Result<(), Status>,
) -> Status {
    let import = || {
        let (object, bytes) = (check_place(key)?, Input::new(bytes, LENGTH)?);
        apart(&[object], &[bytes.region()])?;
        let mut public = [0; PUBLIC_LENGTH];
        // SAFETY: made with this length, readable by contract.
        let parsed = parse(unsafe { bytes.array() }, &mut public);
        // SAFETY: checked above; the caller lends us the key for this call.
        unsafe { store(key, &mut public, parsed) }
    };
    status(import())
}

/// # Safety
/// The contract of `amisec_p256_public_key_to_*`.
unsafe fn export<const LENGTH: usize>(
    key: *const P256PublicKey, bytes: *mut u8, format: impl FnOnce(&[u8; PUBLIC_LENGTH], &mut [u8; LENGTH]),
) -> Status {
    let export = || {
        let (object, bytes) = (check_place(key)?, Output::new(bytes, LENGTH)?);
        apart(&[bytes.region()], &[object])?;
        // SAFETY: checked above; nothing writes to the key.
        let public = unsafe { content(key)? };
        // SAFETY: made with this length, writable by contract, apart from the key.
        format(public, unsafe { bytes.zeroed_array() });
        Ok(())
    };
    status(export())
}
