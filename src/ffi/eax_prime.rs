//! EAX' (ANSI C12.22, IEEE 1703) with AES-128.

use super::aes::{Aes128Key, cipher};
use super::boundary::{Input, Output, apart, same_or_apart};
use super::object::check_place;
use super::stack::{COMPOSED, secret, verified};
use crate::modes::eax_prime::{self, TAG_LENGTH};
use crate::status::Status;
use crate::verdict::release;

/// Encrypts and authenticates with AES-128 in EAX' mode (ANSI C12.22-2012, annex; IEEE 1703).
///
/// The cleartext is the canonical one of the message (application context, titles, key id and IV, in
/// the standard's order): it is authenticated and is the nonce as well, so that NO CLEARTEXT MAY OCCUR
/// TWICE under one key; the IV in it sees to that. The mode is broken for a cleartext of 16 bytes or
/// less (IACR ePrint 2012/018: anybody forges, whatever the key), which is refused.
///
/// A C12.22 message in either security mode is amisec_c1222_protect.
///
/// @param key               a key that is set up
/// @param cleartext         what is authenticated and sent in clear
/// @param cleartext_length  its length in bytes: 17 or more
/// @param input             the payload
/// @param input_length      its length in bytes, 0 included
/// @param output            receives `input_length` bytes of ciphertext; exactly the input or apart
///                          from it. It and the tag are apart from each other and from everything else
/// @param tag               receives the 4 bytes that C12.22 sends as the MAC
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     cleartext_length is 16 or less
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag shares
///                               any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[tag; 4]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_eax_prime_seal(
    key: *const Aes128Key, cleartext: *const u8, cleartext_length: usize, input: *const u8,
    input_length: usize, output: *mut u8, tag: *mut u8,
) -> Status {
    secret::<COMPOSED>(|| {
        let object = check_place(key)?;
        let cleartext = Input::new(cleartext, cleartext_length)?;
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        let tag = Output::new(tag, TAG_LENGTH)?;
        eax_prime::check_length(cleartext_length)?;
        same_or_apart(output, input)?;
        apart(&[output.region(), tag.region()], &[object, cleartext.region()])?;
        apart(&[tag.region()], &[input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the outputs.
        let cleartext = unsafe { cleartext.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        eax_prime::seal(&cipher, &[cleartext], buffer, unsafe { tag.zeroed_array() });
        Ok(())
    })
}

/// Checks with AES-128 in EAX' mode (ANSI C12.22-2012, annex; IEEE 1703) and decrypts. Unless the
/// status is AMISEC_OK the output holds no plaintext.
///
/// The tag has 4 bytes: each guess succeeds with odds of 2^-32. Count the failures of a peer and stop
/// listening to it long before some millions. A cleartext of 16 bytes or less is refused, because
/// anybody can forge with it whatever the key (IACR ePrint 2012/018).
///
/// @param key               a key that is set up
/// @param cleartext         the canonical cleartext of the message, as for seal
/// @param cleartext_length  its length in bytes: 17 or more
/// @param tag               the 4 bytes of the MAC
/// @param input             the ciphertext
/// @param input_length      its length in bytes, 0 included
/// @param output            receives `input_length` bytes; exactly the input or apart from it, and apart
///                          from everything else. Zeroed if the message is not authentic, even in place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, cleartext, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     cleartext_length is 16 or less
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[tag; 4]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_eax_prime_open(
    key: *const Aes128Key, cleartext: *const u8, cleartext_length: usize, tag: *const u8, input: *const u8,
    input_length: usize, output: *mut u8,
) -> Status {
    verified::<COMPOSED>(|| {
        let object = check_place(key)?;
        let (cleartext, tag) = (Input::new(cleartext, cleartext_length)?, Input::new(tag, TAG_LENGTH)?);
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        eax_prime::check_length(cleartext_length)?;
        same_or_apart(output, input)?;
        apart(&[output.region()], &[object, cleartext.region(), tag.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the output.
        let cleartext = unsafe { cleartext.bytes() };
        // SAFETY: `tag` was made with this length and is apart from the output.
        release(eax_prime::open(&cipher, &[cleartext], buffer, unsafe { tag.array() }), buffer)
    })
}
