//! The C functions called with arbitrary lengths, NULLs and overlaps, one after the other on the same
//! objects and memory. Whatever comes, memory outside the outputs stays as it is, an argument error
//! touches nothing at all, and the answer is a status of the header.
#![no_main]

use amisec::ffi::*;
use amisec::status::Status;
use amisec_fuzz::blank;
use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use std::ffi::c_void;

const ARENA: usize = 256;

/// A place in the arena, NULL, or a length that no buffer has.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Buffer {
    Null,
    At(u8),
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Length {
    Short(u8),
    TooLarge,
}

#[derive(Arbitrary, Debug)]
enum Call {
    Sha256(Buffer, Length, Buffer),
    Sha256Init(bool),
    Sha256Update(bool, Buffer, Length),
    Sha256Finish(bool, Buffer),
    Hmac(Buffer, Length, Buffer, Length, Buffer),
    HmacVerify(Buffer, Length, Buffer, Length, Buffer, Length),
    HmacInit(bool, Buffer, Length),
    HmacUpdate(bool, Buffer, Length),
    HmacFinish(bool, Buffer),
    HmacFinishVerify(bool, Buffer, Length),
    Aes128SetKey(bool, Buffer),
    Aes192SetKey(bool, Buffer),
    Aes256SetKey(bool, Buffer),
    EncryptBlock(bool, Buffer, Buffer),
    DecryptBlock(bool, Buffer, Buffer),
    Ctr(bool, Buffer, Buffer, Length, Buffer),
    CbcEncrypt(bool, Buffer, Buffer, Length, Buffer),
    CbcDecrypt(bool, Buffer, Buffer, Length, Buffer),
    CcmSeal(bool, (Buffer, Length), (Buffer, Length), (Buffer, Length), Buffer, Length, Buffer),
    CcmOpen(bool, (Buffer, Length), (Buffer, Length), (Buffer, Length), Buffer, Length, Buffer),
    PrivateFromBytes(bool, Buffer),
    PrivateToBytes(bool, Buffer),
    PublicFromRaw(bool, Buffer),
    PublicFromUncompressed(bool, Buffer),
    PublicFromCompressed(bool, Buffer),
    PublicToRaw(bool, Buffer),
    PublicToCompressed(bool, Buffer),
    FromDer(Buffer, Length, Buffer),
    ToDer(Buffer, Buffer, Length, bool),
    Verify(bool, Buffer, Length, Buffer),
    Equal(Buffer, Buffer, Length),
    Wipe(Buffer, Length),
}

struct Memory {
    arena: [u8; ARENA],
    sha256: sha256::Sha256Context,
    hmac: hmac_sha256::HmacSha256Context,
    aes128: aes::Aes128Key,
    aes192: aes::Aes192Key,
    aes256: aes::Aes256Key,
    private: p256::P256PrivateKey,
    public: p256::P256PublicKey,
    length: usize,
    _padding: u32,
}

/// Resolves the arguments of one call: lengths are cut so that a buffer never leaves the arena,
/// which is what C asks of a caller; everything else is the library's to refuse.
struct Arguments {
    base: *mut u8,
}

impl Arguments {
    fn fixed(&self, buffer: Buffer, length: usize) -> *mut u8 {
        match buffer {
            Buffer::Null => std::ptr::null_mut(),
            Buffer::At(place) => self.base.wrapping_add(usize::from(place) % (ARENA - length + 1)),
        }
    }

    fn pair(&self, buffer: Buffer, length: Length) -> (*mut u8, usize) {
        match (buffer, length) {
            (Buffer::Null, Length::Short(length)) => (std::ptr::null_mut(), length.into()),
            (Buffer::Null, Length::TooLarge) => (std::ptr::null_mut(), usize::MAX / 2 + 1),
            (Buffer::At(place), Length::Short(length)) => {
                (self.base.wrapping_add(place.into()), usize::from(length).min(ARENA - usize::from(place)))
            }
            (Buffer::At(place), Length::TooLarge) => {
                (self.base.wrapping_add(place.into()), usize::MAX / 2 + 1 + usize::from(place))
            }
        }
    }
}

fn object<T>(present: bool, object: &mut T) -> *mut T {
    if present { object } else { std::ptr::null_mut() }
}

fuzz_target!(|calls: Vec<Call>| {
    let mut memory = Box::new(Memory {
        arena: core::array::from_fn(|position| position as u8),
        sha256: blank(),
        hmac: blank(),
        aes128: blank(),
        aes192: blank(),
        aes256: blank(),
        private: blank(),
        public: blank(),
        length: 0,
        _padding: 0,
    });
    for call in calls.iter().take(32) {
        let before = bytes_of(&memory).to_vec();
        let status = perform(call, &mut memory);
        assert_ne!(bytes(amisec_status_text(status)), b"unknown status", "{call:?} gave {status:?}");
        let refused = matches!(
            status,
            Status::BAD_ARGUMENT
                | Status::BAD_LENGTH
                | Status::BAD_OVERLAP
                | Status::BAD_ALIGNMENT
                | Status::BAD_STATE
        );
        assert!(!refused || before == bytes_of(&memory), "{call:?} was refused and wrote");
    }
});

fn amisec_status_text(status: Status) -> *const std::ffi::c_char {
    general::amisec_status_text(status)
}

fn bytes(text: *const std::ffi::c_char) -> &'static [u8] {
    // SAFETY: the header promises a constant text.
    unsafe { std::ffi::CStr::from_ptr(text) }.to_bytes()
}

fn bytes_of(memory: &Memory) -> &[u8] {
    // SAFETY: the structure consists of words and bytes and was zeroed with its padding.
    unsafe { std::slice::from_raw_parts((&raw const *memory).cast(), size_of::<Memory>()) }
}

fn perform(call: &Call, memory: &mut Memory) -> Status {
    let at = Arguments { base: memory.arena.as_mut_ptr() };
    let m = memory;
    // SAFETY: buffers lie in the arena or are to be refused, objects are those of the header.
    unsafe {
        match *call {
            Call::Sha256(data, length, digest) => {
                let (data, length) = at.pair(data, length);
                sha256::amisec_sha256(data, length, at.fixed(digest, 32))
            }
            Call::Sha256Init(context) => sha256::amisec_sha256_init(object(context, &mut m.sha256)),
            Call::Sha256Update(context, data, length) => {
                let (data, length) = at.pair(data, length);
                sha256::amisec_sha256_update(object(context, &mut m.sha256), data, length)
            }
            Call::Sha256Finish(context, digest) => {
                sha256::amisec_sha256_finish(object(context, &mut m.sha256), at.fixed(digest, 32))
            }
            Call::Hmac(key, key_length, data, length, tag) => {
                let ((key, key_length), (data, length)) = (at.pair(key, key_length), at.pair(data, length));
                hmac_sha256::amisec_hmac_sha256(key, key_length, data, length, at.fixed(tag, 32))
            }
            Call::HmacVerify(key, key_length, data, length, tag, tag_length) => {
                let ((key, key_length), (data, length)) = (at.pair(key, key_length), at.pair(data, length));
                let (tag, tag_length) = at.pair(tag, tag_length);
                hmac_sha256::amisec_hmac_sha256_verify(key, key_length, data, length, tag, tag_length)
            }
            Call::HmacInit(context, key, length) => {
                let (key, length) = at.pair(key, length);
                hmac_sha256::amisec_hmac_sha256_init(object(context, &mut m.hmac), key, length)
            }
            Call::HmacUpdate(context, data, length) => {
                let (data, length) = at.pair(data, length);
                hmac_sha256::amisec_hmac_sha256_update(object(context, &mut m.hmac), data, length)
            }
            Call::HmacFinish(context, tag) => {
                hmac_sha256::amisec_hmac_sha256_finish(object(context, &mut m.hmac), at.fixed(tag, 32))
            }
            Call::HmacFinishVerify(context, tag, length) => {
                let (tag, length) = at.pair(tag, length);
                hmac_sha256::amisec_hmac_sha256_finish_verify(object(context, &mut m.hmac), tag, length)
            }
            Call::Aes128SetKey(key, bytes) => {
                aes::amisec_aes128_set_key(object(key, &mut m.aes128), at.fixed(bytes, 16))
            }
            Call::Aes192SetKey(key, bytes) => {
                aes::amisec_aes192_set_key(object(key, &mut m.aes192), at.fixed(bytes, 24))
            }
            Call::Aes256SetKey(key, bytes) => {
                aes::amisec_aes256_set_key(object(key, &mut m.aes256), at.fixed(bytes, 32))
            }
            Call::EncryptBlock(key, input, output) => aes::amisec_aes128_encrypt_block(
                object(key, &mut m.aes128),
                at.fixed(input, 16),
                at.fixed(output, 16),
            ),
            Call::DecryptBlock(key, input, output) => aes::amisec_aes256_decrypt_block(
                object(key, &mut m.aes256),
                at.fixed(input, 16),
                at.fixed(output, 16),
            ),
            Call::Ctr(key, counter, input, length, output) => {
                let (input, length) = at.pair(input, length);
                let output = in_arena(&at, output, length);
                ctr::amisec_aes192_ctr(
                    object(key, &mut m.aes192),
                    at.fixed(counter, 16),
                    input,
                    length,
                    output,
                )
            }
            Call::CbcEncrypt(key, iv, input, length, output) => {
                let (input, length) = at.pair(input, length);
                let output = in_arena(&at, output, length);
                cbc::amisec_aes128_cbc_encrypt(
                    object(key, &mut m.aes128),
                    at.fixed(iv, 16),
                    input,
                    length,
                    output,
                )
            }
            Call::CbcDecrypt(key, iv, input, length, output) => {
                let (input, length) = at.pair(input, length);
                let output = in_arena(&at, output, length);
                cbc::amisec_aes256_cbc_decrypt(
                    object(key, &mut m.aes256),
                    at.fixed(iv, 16),
                    input,
                    length,
                    output,
                )
            }
            Call::CcmSeal(key, nonce, aad, tag, input, length, output) => {
                let parameters = ccm_parameters(&at, nonce, aad, tag);
                let (input, length) = at.pair(input, length);
                let output = in_arena(&at, output, length);
                ccm::amisec_aes128_ccm_seal(object(key, &mut m.aes128), &parameters, input, length, output)
            }
            Call::CcmOpen(key, nonce, aad, tag, input, length, output) => {
                let parameters = ccm_parameters(&at, nonce, aad, tag);
                let (input, length) = at.pair(input, length);
                let output = in_arena(&at, output, length);
                ccm::amisec_aes256_ccm_open(object(key, &mut m.aes256), &parameters, input, length, output)
            }
            Call::PrivateFromBytes(key, bytes) => {
                p256::amisec_p256_private_key_from_bytes(object(key, &mut m.private), at.fixed(bytes, 32))
            }
            Call::PrivateToBytes(key, bytes) => {
                p256::amisec_p256_private_key_to_bytes(object(key, &mut m.private), at.fixed(bytes, 32))
            }
            Call::PublicFromRaw(key, bytes) => {
                p256::amisec_p256_public_key_from_raw(object(key, &mut m.public), at.fixed(bytes, 64))
            }
            Call::PublicFromUncompressed(key, bytes) => p256::amisec_p256_public_key_from_uncompressed(
                object(key, &mut m.public),
                at.fixed(bytes, 65),
            ),
            Call::PublicFromCompressed(key, bytes) => {
                p256::amisec_p256_public_key_from_compressed(object(key, &mut m.public), at.fixed(bytes, 33))
            }
            Call::PublicToRaw(key, bytes) => {
                p256::amisec_p256_public_key_to_raw(object(key, &mut m.public), at.fixed(bytes, 64))
            }
            Call::PublicToCompressed(key, bytes) => {
                p256::amisec_p256_public_key_to_compressed(object(key, &mut m.public), at.fixed(bytes, 33))
            }
            Call::FromDer(der, length, signature) => {
                let (der, length) = at.pair(der, length);
                p256_ecdsa::amisec_p256_signature_from_der(der, length, at.fixed(signature, 64))
            }
            Call::ToDer(signature, der, capacity, length) => {
                let (der, capacity) = at.pair(der, capacity);
                p256_ecdsa::amisec_p256_signature_to_der(
                    at.fixed(signature, 64),
                    der,
                    capacity,
                    object(length, &mut m.length),
                )
            }
            Call::Verify(key, message, length, signature) => {
                let (message, length) = at.pair(message, length);
                p256_ecdsa::amisec_p256_verify(
                    object(key, &mut m.public),
                    message,
                    length,
                    at.fixed(signature, 64),
                )
            }
            Call::Equal(left, right, length) => {
                let (left, length) = at.pair(left, length);
                general::amisec_equal(left, in_arena(&at, right, length), length)
            }
            Call::Wipe(buffer, length) => {
                let (buffer, length) = at.pair(buffer, length);
                // NULL or too long: nothing happens.
                general::amisec_wipe(buffer.cast::<c_void>(), length);
                Status::OK
            }
        }
    }
}

/// A place with room for `length` bytes, unless that is a length which is refused.
fn in_arena(at: &Arguments, buffer: Buffer, length: usize) -> *mut u8 {
    at.fixed(buffer, length.min(ARENA))
}

fn ccm_parameters(
    at: &Arguments, nonce: (Buffer, Length), aad: (Buffer, Length), tag: (Buffer, Length),
) -> ccm::CcmParameters {
    let (nonce, nonce_length) = at.pair(nonce.0, nonce.1);
    let (aad, aad_length) = at.pair(aad.0, aad.1);
    let (tag, tag_length) = at.pair(tag.0, tag.1);
    ccm::CcmParameters { nonce, nonce_length, aad, aad_length, tag, tag_length }
}
