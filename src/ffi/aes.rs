//! AES keys and single blocks (FIPS 197).

use super::arguments::{
    Shape, Word, at, check, fixed, number, object as key_object, shape, sized, structure, unless_in_place,
};
use super::memory;
use super::object::{Laid, Object, content, object};
use super::stack::{BLOCK, cleared};
use crate::primitives::aes::{
    self, Aes, Aes128Schedule, Aes192Schedule, Aes256Schedule, BLOCK_LENGTH, Block, BlockDecrypt,
    BlockEncrypt,
};
use crate::status::Status;

/// An AES-128 key, expanded. Set it up with amisec_aes128_set_key; no call changes it afterwards,
/// so that several messages and threads may use it at once. Wipe it with amisec_wipe when it is
/// done.
#[repr(C)]
pub struct Aes128Key {
    opaque: [u32; 45],
}
object!(Aes128Key, Aes128Schedule, 0x4145_3136);

/// An AES-192 key, expanded. Set it up with amisec_aes192_set_key; no call changes it afterwards,
/// so that several messages and threads may use it at once. Wipe it with amisec_wipe when it is
/// done.
#[repr(C)]
pub struct Aes192Key {
    opaque: [u32; 53],
}
object!(Aes192Key, Aes192Schedule, 0x4145_3234);

/// An AES-256 key, expanded. Set it up with amisec_aes256_set_key; no call changes it afterwards,
/// so that several messages and threads may use it at once. Wipe it with amisec_wipe when it is
/// done.
#[repr(C)]
pub struct Aes256Key {
    opaque: [u32; 61],
}
object!(Aes256Key, Aes256Schedule, 0x4145_3332);

/// Sets an AES-128 key up for every function that takes one.
///
/// @param key    receives the expanded key, whatever it held
/// @param bytes  the 16 bytes of the key; not needed any more after this call
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_set_key(key: *mut Aes128Key, bytes: *const u8) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { set_key(key, bytes) }
}

/// Encrypts one block of 16 bytes with AES-128 (FIPS 197): a building block, not a way to protect
/// data.
///
/// @param key     a key that is set up
/// @param input   the 16 bytes
/// @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
/// @retval AMISEC_OK             the block is encrypted
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[input; 16], [output; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_encrypt_block(
    key: *const Aes128Key, input: *const u8, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { encrypt_block(key, input, output) }
}

/// Decrypts one block of 16 bytes with AES-128 (FIPS 197): a building block, not a way to protect
/// data.
///
/// @param key     a key that is set up
/// @param input   the 16 bytes
/// @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
/// @retval AMISEC_OK             the block is decrypted
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[input; 16], [output; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_decrypt_block(
    key: *const Aes128Key, input: *const u8, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { decrypt_block(key, input, output) }
}

/// Sets an AES-192 key up for every function that takes one.
///
/// @param key    receives the expanded key, whatever it held
/// @param bytes  the 24 bytes of the key; not needed any more after this call
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 24]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_set_key(key: *mut Aes192Key, bytes: *const u8) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { set_key(key, bytes) }
}

/// Encrypts one block of 16 bytes with AES-192 (FIPS 197): a building block, not a way to protect
/// data.
///
/// @param key     a key that is set up
/// @param input   the 16 bytes
/// @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
/// @retval AMISEC_OK             the block is encrypted
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[input; 16], [output; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_encrypt_block(
    key: *const Aes192Key, input: *const u8, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { encrypt_block(key, input, output) }
}

/// Decrypts one block of 16 bytes with AES-192 (FIPS 197): a building block, not a way to protect
/// data.
///
/// @param key     a key that is set up
/// @param input   the 16 bytes
/// @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
/// @retval AMISEC_OK             the block is decrypted
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[input; 16], [output; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_decrypt_block(
    key: *const Aes192Key, input: *const u8, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { decrypt_block(key, input, output) }
}

/// Sets an AES-256 key up for every function that takes one.
///
/// @param key    receives the expanded key, whatever it held
/// @param bytes  the 32 bytes of the key; not needed any more after this call
/// @retval AMISEC_OK             the key is ready
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    bytes lies in key
///
/// cbindgen:ptrs-as-arrays=[[bytes; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_set_key(key: *mut Aes256Key, bytes: *const u8) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { set_key(key, bytes) }
}

/// Encrypts one block of 16 bytes with AES-256 (FIPS 197): a building block, not a way to protect
/// data.
///
/// @param key     a key that is set up
/// @param input   the 16 bytes
/// @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
/// @retval AMISEC_OK             the block is encrypted
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[input; 16], [output; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_encrypt_block(
    key: *const Aes256Key, input: *const u8, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { encrypt_block(key, input, output) }
}

/// Decrypts one block of 16 bytes with AES-256 (FIPS 197): a building block, not a way to protect
/// data.
///
/// @param key     a key that is set up
/// @param input   the 16 bytes
/// @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
/// @retval AMISEC_OK             the block is decrypted
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[input; 16], [output; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_decrypt_block(
    key: *const Aes256Key, input: *const u8, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { decrypt_block(key, input, output) }
}

/// The cipher of a key of any length: what takes keys of all lengths stands in the archive once.
///
/// # Safety
/// It is a key of this size that was checked; nothing writes to it meanwhile.
pub(super) unsafe fn cipher_of<'a>(key: Word, size: usize) -> Aes<'a> {
    let words = key.cast::<u32>().wrapping_add(1);
    // SAFETY: keys are words, aligned, of this size.
    Aes::new(unsafe { core::slice::from_raw_parts(words, size / size_of::<u32>() - 1) })
}

/// # Safety
/// As for [`content`].
pub(super) unsafe fn cipher<'a, O: Object<Content: AsRef<[u32]>> + 'a>(
    key: *const O,
) -> Result<Aes<'a>, Status> {
    // SAFETY: passed on.
    Ok(Aes::new(unsafe { content(key)? }.as_ref()))
}

/// A key, and the shapes of functions that take it.
trait Key: Object<Content: AsRef<[u32]>> {
    /// Bytes of what it is expanded from.
    const LENGTH: usize;
    const SET_KEY: Shape;
    const BLOCK: Shape;
}

macro_rules! key {
    ($key:ty, $length:literal) => {
        impl Key for $key {
            const LENGTH: usize = $length;
            shape!(SET_KEY, 0, [structure::<$key>()], [fixed($length)]);
            shape!(BLOCK, 0, [fixed(BLOCK_LENGTH)], [key_object::<$key>(), sized(0)]);
        }
    };
}
key!(Aes128Key, 16);
key!(Aes192Key, 24);
key!(Aes256Key, 32);

/// # Safety
/// The contract of `amisec_aes*_set_key`.
unsafe fn set_key<O: Key + Object<Content = [u32; WORDS]>, const WORDS: usize>(
    key: *mut O, bytes: *const u8,
) -> Status {
    // SAFETY: what the C function asks of its caller.
    cleared::<BLOCK>(unsafe { expand(key, bytes) })
}

/// # Safety
/// The contract of `amisec_aes*_set_key`.
#[inline(never)]
unsafe fn expand<O: Key + Object<Content = [u32; WORDS]>, const WORDS: usize>(
    key: *mut O, bytes: *const u8,
) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[at(key), at(bytes)], O::SET_KEY)? };
    // SAFETY: checked above. The memory may be uninitialised.
    unsafe { memory::clear(key.cast(), size_of::<O>()) };
    // SAFETY: checked above; nothing else uses the key.
    let laid = unsafe { &mut *key.cast::<Laid<[u32; WORDS]>>() };
    // SAFETY: checked above, apart from the key.
    aes::set_key(&mut laid.content, unsafe { memory::bytes(bytes, O::LENGTH) });
    laid.state = O::STATE;
    Ok(())
}

/// # Safety
/// The contract of `amisec_aes*_encrypt_block`.
unsafe fn encrypt_block<O: Key>(key: *const O, input: *const u8, output: *mut u8) -> Status {
    // SAFETY: what the C function asks of its caller.
    unsafe { on_block(key, input, output, |cipher, block| cipher.encrypt_block(block)) }
}

/// # Safety
/// The contract of `amisec_aes*_decrypt_block`.
unsafe fn decrypt_block<O: Key>(key: *const O, input: *const u8, output: *mut u8) -> Status {
    // SAFETY: what the C function asks of its caller.
    unsafe { on_block(key, input, output, |cipher, block| cipher.decrypt_block(block)) }
}

unsafe fn on_block<O: Key>(
    key: *const O, input: *const u8, output: *mut u8, apply: impl FnOnce(Aes, &mut Block),
) -> Status {
    // SAFETY: what the C function asks of its caller.
    cleared::<BLOCK>(unsafe { in_place(key, input, output, apply) })
}

#[inline(never)]
unsafe fn in_place<O: Key>(
    key: *const O, input: *const u8, output: *mut u8, apply: impl FnOnce(Aes, &mut Block),
) -> Result<(), Status> {
    let words = [at(output), at(key), at(input), number(unless_in_place(BLOCK_LENGTH, input, output))];
    // SAFETY: passed on.
    unsafe { check(&words, O::BLOCK)? };
    // SAFETY: checked above; nothing writes to the key.
    let cipher = Aes::new(unsafe { memory::content(key) }.as_ref());
    // SAFETY: both have 16 bytes; the same or apart.
    if let Some(block) = unsafe { memory::holding(output, input, BLOCK_LENGTH) }.first_chunk_mut() {
        apply(cipher, block);
    }
    Ok(())
}
