//! AES-GCM and GMAC (SP 800-38D), for messages that come in parts.

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, apart, same_or_apart};
use super::object::{Object, check_place, content_mut, object, set_up_zeroed, wipe_object};
use super::stack::{GCM, secret, verified};
use crate::modes::gcm::{self, Direction, Gcm};
use crate::status::Status;

/// A message under way. It holds neither the key nor a pointer to it: the calls that work on text take
/// the same key again, and with another one the message is lost. It may be moved; NEVER GO ON WITH A
/// COPY of one that encrypts: both would use the same keystream. It is wiped by finish.
#[repr(C)]
pub struct GcmContext {
    opaque: [u32; 34],
}
object!(GcmContext, Gcm, 0x4743_4D31);

/// Absorbs the next part of the associated data, before any text.
///
/// @param context     a message under way
/// @param aad         the next bytes of the associated data
/// @param aad_length  how many, 0 included
/// @retval AMISEC_OK             absorbed
/// @retval AMISEC_BAD_ARGUMENT   context is NULL, or aad is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    aad lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, is finished, or text has come already
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_gcm_aad(
    context: *mut GcmContext, aad: *const u8, aad_length: usize,
) -> Status {
    secret::<GCM>(|| {
        let (place, aad) = (check_place(context)?, Input::new(aad, aad_length)?);
        apart(&[place], &[aad.region()])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let message = unsafe { content_mut(context)? };
        if !message.takes_aad() {
            return Err(Status::BAD_STATE);
        }
        // SAFETY: readable by contract and apart from the context.
        message.absorb_aad(unsafe { aad.bytes() });
        Ok(())
    })
}

/// Gives the tag of a message that was encrypted, or had no text (GMAC), and wipes the context, which
/// then answers AMISEC_BAD_STATE.
///
/// @param context     a message under way
/// @param tag         receives `tag_length` bytes, apart from the context
/// @param tag_length  4, 8, 12, 13, 14, 15 or 16: see amisec_gcm_parameters_t
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   context or tag is NULL, or tag_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     GCM has no tag of this length; the context is as before
/// @retval AMISEC_BAD_OVERLAP    tag lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, is finished, or decrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_gcm_finish(
    context: *mut GcmContext, tag: *mut u8, tag_length: usize,
) -> Status {
    secret::<GCM>(|| {
        let (place, tag) = (check_place(context)?, Output::new(tag, tag_length)?);
        gcm::check_tag_length(tag_length)?;
        apart(&[tag.region()], &[place])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let message = unsafe { content_mut(context)? };
        if !message.takes(Direction::Encrypt) {
            return Err(Status::BAD_STATE);
        }
        // SAFETY: writable by contract and apart from the context.
        message.finish(unsafe { tag.zeroed() });
        // SAFETY: checked above; `message` is not used any more.
        unsafe { wipe_object(context) };
        Ok(())
    })
}

/// Checks the tag of a message that was decrypted, or had no text (GMAC), in constant time and wipes the
/// context, whatever the verdict. Only now is it known whether the plaintext may be used.
///
/// @param context     a message under way
/// @param tag         the tag that came with the message
/// @param tag_length  4, 8, 12, 13, 14, 15 or 16: what the protocol fixes, not what a message claims
/// @retval AMISEC_OK             the message is authentic
/// @retval AMISEC_NOT_AUTHENTIC  it is not: wipe every byte that was decrypted
/// @retval AMISEC_BAD_ARGUMENT   context or tag is NULL, or tag_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     GCM has no tag of this length; the context is as before
/// @retval AMISEC_BAD_OVERLAP    tag lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, is finished, or encrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_gcm_finish_verify(
    context: *mut GcmContext, tag: *const u8, tag_length: usize,
) -> Status {
    verified::<GCM>(|| {
        let (place, tag) = (check_place(context)?, Input::new(tag, tag_length)?);
        gcm::check_tag_length(tag_length)?;
        apart(&[place], &[tag.region()])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let message = unsafe { content_mut(context)? };
        if !message.takes(Direction::Decrypt) {
            return Err(Status::BAD_STATE);
        }
        // SAFETY: readable by contract and apart from the context.
        let verdict = message.finish_verify(unsafe { tag.bytes() });
        // SAFETY: checked above; `message` is not used any more.
        unsafe { wipe_object(context) };
        verdict.answer()
    })
}

/// Starts a message under an AES-128 key. Then come amisec_gcm_aad, any number of times; then
/// amisec_aes128_gcm_encrypt_update and amisec_gcm_finish, or
/// amisec_aes128_gcm_decrypt_unverified_update and amisec_gcm_finish_verify.
///
/// @param context       is set up, whatever it held
/// @param key           a key that is set up
/// @param nonce         NEVER THE SAME TWICE under one key: a counter that survives a restart
/// @param nonce_length  12 bytes, or any other number but 0
/// @retval AMISEC_OK             the context takes data
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or nonce_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce_length is 0
/// @retval AMISEC_BAD_OVERLAP    key or nonce lies in the context
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_gcm_start(
    context: *mut GcmContext, key: *const Aes128Key, nonce: *const u8, nonce_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { start(context, key, nonce, nonce_length) }
}

/// Encrypts the next part of a message under an AES-128 key; from here on no associated data comes.
///
/// @param context       a message under way
/// @param key           the key of this message
/// @param input         the next bytes of the plaintext
/// @param input_length  how many, 0 included; 2^36 - 32 in all
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
///                      from context and key
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
///                               or key or input lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or decrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_gcm_encrypt_update(
    context: *mut GcmContext, key: *const Aes128Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(context, key, input, input_length, output, Direction::Encrypt) }
}

/// Decrypts the next part of a message under an AES-128 key BEFORE ANYTHING IS AUTHENTICATED: what it
/// gives may be whatever an attacker chose. Show it to nobody and act on none of it until
/// amisec_gcm_finish_verify has answered AMISEC_OK, and wipe it if it answers anything else.
/// amisec_aes128_gcm_open has no such danger.
///
/// @param context       a message under way
/// @param key           the key of this message
/// @param input         the next bytes of the ciphertext
/// @param input_length  how many, 0 included; 2^36 - 32 in all
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
///                      from context and key
/// @retval AMISEC_OK             the output is written, unverified
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
///                               or key or input lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or encrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_gcm_decrypt_unverified_update(
    context: *mut GcmContext, key: *const Aes128Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(context, key, input, input_length, output, Direction::Decrypt) }
}

/// Starts a message under an AES-192 key. Then come amisec_gcm_aad, any number of times; then
/// amisec_aes192_gcm_encrypt_update and amisec_gcm_finish, or
/// amisec_aes192_gcm_decrypt_unverified_update and amisec_gcm_finish_verify.
///
/// @param context       is set up, whatever it held
/// @param key           a key that is set up
/// @param nonce         NEVER THE SAME TWICE under one key: a counter that survives a restart
/// @param nonce_length  12 bytes, or any other number but 0
/// @retval AMISEC_OK             the context takes data
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or nonce_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce_length is 0
/// @retval AMISEC_BAD_OVERLAP    key or nonce lies in the context
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_gcm_start(
    context: *mut GcmContext, key: *const Aes192Key, nonce: *const u8, nonce_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { start(context, key, nonce, nonce_length) }
}

/// Encrypts the next part of a message under an AES-192 key; from here on no associated data comes.
///
/// @param context       a message under way
/// @param key           the key of this message
/// @param input         the next bytes of the plaintext
/// @param input_length  how many, 0 included; 2^36 - 32 in all
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
///                      from context and key
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
///                               or key or input lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or decrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_gcm_encrypt_update(
    context: *mut GcmContext, key: *const Aes192Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(context, key, input, input_length, output, Direction::Encrypt) }
}

/// Decrypts the next part of a message under an AES-192 key BEFORE ANYTHING IS AUTHENTICATED: what it
/// gives may be whatever an attacker chose. Show it to nobody and act on none of it until
/// amisec_gcm_finish_verify has answered AMISEC_OK, and wipe it if it answers anything else.
/// amisec_aes192_gcm_open has no such danger.
///
/// @param context       a message under way
/// @param key           the key of this message
/// @param input         the next bytes of the ciphertext
/// @param input_length  how many, 0 included; 2^36 - 32 in all
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
///                      from context and key
/// @retval AMISEC_OK             the output is written, unverified
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
///                               or key or input lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or encrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_gcm_decrypt_unverified_update(
    context: *mut GcmContext, key: *const Aes192Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(context, key, input, input_length, output, Direction::Decrypt) }
}

/// Starts a message under an AES-256 key. Then come amisec_gcm_aad, any number of times; then
/// amisec_aes256_gcm_encrypt_update and amisec_gcm_finish, or
/// amisec_aes256_gcm_decrypt_unverified_update and amisec_gcm_finish_verify.
///
/// @param context       is set up, whatever it held
/// @param key           a key that is set up
/// @param nonce         NEVER THE SAME TWICE under one key: a counter that survives a restart
/// @param nonce_length  12 bytes, or any other number but 0
/// @retval AMISEC_OK             the context takes data
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or nonce_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce_length is 0
/// @retval AMISEC_BAD_OVERLAP    key or nonce lies in the context
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_gcm_start(
    context: *mut GcmContext, key: *const Aes256Key, nonce: *const u8, nonce_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { start(context, key, nonce, nonce_length) }
}

/// Encrypts the next part of a message under an AES-256 key; from here on no associated data comes.
///
/// @param context       a message under way
/// @param key           the key of this message
/// @param input         the next bytes of the plaintext
/// @param input_length  how many, 0 included; 2^36 - 32 in all
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
///                      from context and key
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
///                               or key or input lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or decrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_gcm_encrypt_update(
    context: *mut GcmContext, key: *const Aes256Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(context, key, input, input_length, output, Direction::Encrypt) }
}

/// Decrypts the next part of a message under an AES-256 key BEFORE ANYTHING IS AUTHENTICATED: what it
/// gives may be whatever an attacker chose. Show it to nobody and act on none of it until
/// amisec_gcm_finish_verify has answered AMISEC_OK, and wipe it if it answers anything else.
/// amisec_aes256_gcm_open has no such danger.
///
/// @param context       a message under way
/// @param key           the key of this message
/// @param input         the next bytes of the ciphertext
/// @param input_length  how many, 0 included; 2^36 - 32 in all
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
///                      from context and key
/// @retval AMISEC_OK             the output is written, unverified
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
///                               or key or input lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or encrypts
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_gcm_decrypt_unverified_update(
    context: *mut GcmContext, key: *const Aes256Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(context, key, input, input_length, output, Direction::Decrypt) }
}

/// # Safety
/// The contract of `amisec_aes*_gcm_start`.
unsafe fn start<O: Object<Content: AsRef<[u32]>>>(
    context: *mut GcmContext, key: *const O, nonce: *const u8, nonce_length: usize,
) -> Status {
    secret::<GCM>(|| {
        let (place, object) = (check_place(context)?, check_place(key)?);
        let nonce = Input::new(nonce, nonce_length)?;
        gcm::check_nonce_length(nonce_length)?;
        apart(&[place], &[object, nonce.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the context for this call.
        let message = unsafe { set_up_zeroed(context) };
        // SAFETY: readable by contract and apart from the context.
        message.start(&cipher, unsafe { nonce.bytes() });
        Ok(())
    })
}

/// # Safety
/// The contract of `amisec_aes*_gcm_encrypt_update` and its opposite.
unsafe fn apply<O: Object<Content: AsRef<[u32]>>>(
    context: *mut GcmContext, key: *const O, input: *const u8, input_length: usize, output: *mut u8,
    direction: Direction,
) -> Status {
    secret::<GCM>(|| {
        let (place, object) = (check_place(context)?, check_place(key)?);
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        same_or_apart(output, input)?;
        apart(&[place, output.region()], &[object])?;
        apart(&[place], &[input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the context for this call.
        let message = unsafe { content_mut(context)? };
        if !message.takes(direction) {
            return Err(Status::BAD_STATE);
        }
        gcm::check_text_length(message.text_length(), input_length)?;
        // SAFETY: of one length; the same or apart.
        message.apply(&cipher, unsafe { output.holding(input) }, direction);
        Ok(())
    })
}
