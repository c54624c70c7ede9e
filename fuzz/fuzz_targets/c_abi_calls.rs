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
    Sha384(Buffer, Length, Buffer),
    Sha384Init(bool),
    Sha384Update(bool, Buffer, Length),
    Sha384Finish(bool, Buffer),
    Sha512(Buffer, Length, Buffer),
    Sha512Init(bool),
    Sha512Update(bool, Buffer, Length),
    Sha512Finish(bool, Buffer),
    WideHmac(Buffer, Length, Buffer, Length, Buffer),
    WideHmacVerify(Buffer, Length, Buffer, Length, Buffer, Length),
    WideHmacInit(bool, Buffer, Length),
    WideHmacUpdate(bool, Buffer, Length),
    WideHmacFinish(bool, Buffer),
    WideHmacFinishVerify(bool, Buffer, Length),
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
    RecordLoad(Slots, u16, Buffer, Length),
    RecordStore(Slots, u16, Buffer, Length),
    RecordErase(Slots, u16, Length),
    TransmitCreate(Slots, u16, u32),
    TransmitStart(bool, Slots, u16),
    TransmitNext(bool, Slots, bool),
    ReceiveCreate(Slots, u16, u32),
    ReceiveStart(bool, Slots, u16, u32),
    ReceiveAccept(bool, Slots, u32),
    DlmsProtect(bool, Dlms, bool, Slots, Buffer, Length, Buffer),
    DlmsUnprotect(bool, Dlms, bool, Slots, Buffer, Length, Buffer),
    Hls5Answer(bool, Dlms, bool, Slots, Buffer, Length, Buffer),
    Hls5Check(bool, Dlms, bool, Slots, Buffer, Length, Buffer),
    Hls6Answer(Buffer, Length, Hls, Buffer),
    Hls6Check(Buffer, Length, Hls, Buffer),
    OmsEncrypt(bool, Buffer, u8, Buffer, Length, Buffer),
    OmsDecrypt(bool, Buffer, u8, Buffer, Length, Buffer),
    OmsSeal(bool, Oms, Buffer, Length, Buffer),
    OmsOpen(bool, Oms, bool, Slots, Buffer, Length, Buffer),
    WindowInit(bool, u32),
    ReportSeal(bool, Buffer, bool, Slots, Buffer, Length, Buffer),
    ReportOpen(bool, Buffer, bool, Buffer, Length, Buffer),
    Equal(Buffer, Buffer, Length),
    Wipe(Buffer, Length),
}

/// Non-volatile memory: NULL, without one of its functions, or an amisec_storage_t over slots that
/// live in it.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Slots {
    Null,
    Without(u8),
    All,
}

/// Authentication key, title and security control.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Dlms(Buffer, Buffer, u8);

/// Titles and challenges.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Hls(Buffer, Buffer, Buffer, Length, Buffer, Length);

/// Identification, header, MAC, counter and sender.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Oms(Buffer, Buffer, Length, Buffer, u32, u8);

struct Memory {
    arena: [u8; ARENA],
    sha256: sha256::Sha256Context,
    hmac: hmac_sha256::HmacSha256Context,
    sha384: sha384::Sha384Context,
    sha512: sha512::Sha512Context,
    wide_hmac: hmac_sha384::HmacSha384Context,
    aes128: aes::Aes128Key,
    aes192: aes::Aes192Key,
    aes256: aes::Aes256Key,
    private: p256::P256PrivateKey,
    public: p256::P256PublicKey,
    transmit: storage_counters::TransmitCounterObject,
    receive: storage_counters::ReceiveCounterObject,
    window: report::ReplayWindowObject,
    number: u32,
    length: usize,
    slots: [[u8; 72]; 4],
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
        sha384: blank(),
        sha512: blank(),
        wide_hmac: blank(),
        aes128: blank(),
        aes192: blank(),
        aes256: blank(),
        private: blank(),
        public: blank(),
        transmit: blank(),
        receive: blank(),
        window: blank(),
        number: 0,
        length: 0,
        slots: [[0xFF; 72]; 4],
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
    let given = functions(call, &mut memory.slots);
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
            Call::Sha384(data, length, digest) => {
                let (data, length) = at.pair(data, length);
                sha384::amisec_sha384(data, length, at.fixed(digest, 48))
            }
            Call::Sha384Init(context) => sha384::amisec_sha384_init(object(context, &mut m.sha384)),
            Call::Sha384Update(context, data, length) => {
                let (data, length) = at.pair(data, length);
                sha384::amisec_sha384_update(object(context, &mut m.sha384), data, length)
            }
            Call::Sha384Finish(context, digest) => {
                sha384::amisec_sha384_finish(object(context, &mut m.sha384), at.fixed(digest, 48))
            }
            Call::Sha512(data, length, digest) => {
                let (data, length) = at.pair(data, length);
                sha512::amisec_sha512(data, length, at.fixed(digest, 64))
            }
            Call::Sha512Init(context) => sha512::amisec_sha512_init(object(context, &mut m.sha512)),
            Call::Sha512Update(context, data, length) => {
                let (data, length) = at.pair(data, length);
                sha512::amisec_sha512_update(object(context, &mut m.sha512), data, length)
            }
            Call::Sha512Finish(context, digest) => {
                sha512::amisec_sha512_finish(object(context, &mut m.sha512), at.fixed(digest, 64))
            }
            Call::WideHmac(key, key_length, data, length, tag) => {
                let ((key, key_length), (data, length)) = (at.pair(key, key_length), at.pair(data, length));
                hmac_sha384::amisec_hmac_sha384(key, key_length, data, length, at.fixed(tag, 48))
            }
            Call::WideHmacVerify(key, key_length, data, length, tag, tag_length) => {
                let ((key, key_length), (data, length)) = (at.pair(key, key_length), at.pair(data, length));
                let (tag, tag_length) = at.pair(tag, tag_length);
                hmac_sha384::amisec_hmac_sha384_verify(key, key_length, data, length, tag, tag_length)
            }
            Call::WideHmacInit(context, key, length) => {
                let (key, length) = at.pair(key, length);
                hmac_sha384::amisec_hmac_sha384_init(object(context, &mut m.wide_hmac), key, length)
            }
            Call::WideHmacUpdate(context, data, length) => {
                let (data, length) = at.pair(data, length);
                hmac_sha384::amisec_hmac_sha384_update(object(context, &mut m.wide_hmac), data, length)
            }
            Call::WideHmacFinish(context, tag) => {
                hmac_sha384::amisec_hmac_sha384_finish(object(context, &mut m.wide_hmac), at.fixed(tag, 48))
            }
            Call::WideHmacFinishVerify(context, tag, length) => {
                let (tag, length) = at.pair(tag, length);
                hmac_sha384::amisec_hmac_sha384_finish_verify(object(context, &mut m.wide_hmac), tag, length)
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
            Call::RecordLoad(slots, record, data, length) => {
                let (data, length) = at.pair(data, length);
                storage::amisec_record_load(in_slots(slots, &given), record, data, length)
            }
            Call::RecordStore(slots, record, data, length) => {
                let (data, length) = at.pair(data, length);
                storage::amisec_record_store(in_slots(slots, &given), record, data, length)
            }
            Call::RecordErase(slots, record, length) => {
                let (_, length) = at.pair(Buffer::Null, length);
                storage::amisec_record_erase(in_slots(slots, &given), record, length)
            }
            Call::TransmitCreate(slots, record, first) => {
                storage_counters::amisec_transmit_counter_create(in_slots(slots, &given), record, first)
            }
            Call::TransmitStart(counter, slots, record) => storage_counters::amisec_transmit_counter_start(
                object(counter, &mut m.transmit),
                in_slots(slots, &given),
                record,
            ),
            Call::TransmitNext(counter, slots, number) => storage_counters::amisec_transmit_counter_next(
                object(counter, &mut m.transmit),
                in_slots(slots, &given),
                object(number, &mut m.number),
            ),
            Call::ReceiveCreate(slots, record, last) => {
                storage_counters::amisec_receive_counter_create(in_slots(slots, &given), record, last)
            }
            Call::ReceiveStart(counter, slots, record, ahead) => {
                storage_counters::amisec_receive_counter_start(
                    object(counter, &mut m.receive),
                    in_slots(slots, &given),
                    record,
                    ahead,
                )
            }
            Call::ReceiveAccept(counter, slots, number) => storage_counters::amisec_receive_counter_accept(
                object(counter, &mut m.receive),
                in_slots(slots, &given),
                number,
            ),
            Call::DlmsProtect(key, parameters, counter, slots, apdu, length, body) => {
                let (apdu, length) = at.pair(apdu, length);
                dlms::amisec_dlms_protect(
                    object(key, &mut m.aes128),
                    &dlms_parameters(&at, parameters),
                    object(counter, &mut m.transmit),
                    in_slots(slots, &given),
                    apdu,
                    length,
                    in_arena(&at, body, length.saturating_add(17)),
                )
            }
            Call::DlmsUnprotect(key, parameters, counter, slots, body, length, apdu) => {
                let (body, length) = at.pair(body, length);
                dlms::amisec_dlms_unprotect(
                    object(key, &mut m.aes128),
                    &dlms_parameters(&at, parameters),
                    object(counter, &mut m.receive),
                    in_slots(slots, &given),
                    body,
                    length,
                    in_arena(&at, apdu, length.saturating_sub(17)),
                )
            }
            Call::Hls5Answer(key, parameters, counter, slots, challenge, length, answer) => {
                let (challenge, length) = at.pair(challenge, length);
                dlms::amisec_dlms_hls5_answer(
                    object(key, &mut m.aes128),
                    &dlms_parameters(&at, parameters),
                    object(counter, &mut m.transmit),
                    in_slots(slots, &given),
                    challenge,
                    length,
                    at.fixed(answer, 17),
                )
            }
            Call::Hls5Check(key, parameters, counter, slots, challenge, length, answer) => {
                let (challenge, length) = at.pair(challenge, length);
                dlms::amisec_dlms_hls5_check(
                    object(key, &mut m.aes128),
                    &dlms_parameters(&at, parameters),
                    object(counter, &mut m.receive),
                    in_slots(slots, &given),
                    challenge,
                    length,
                    at.fixed(answer, 17),
                )
            }
            Call::Hls6Answer(secret, length, parameters, answer) => {
                let (secret, length) = at.pair(secret, length);
                let parameters = hls_parameters(&at, parameters);
                dlms_hls::amisec_dlms_hls6_answer(secret, length, &parameters, at.fixed(answer, 32))
            }
            Call::Hls6Check(secret, length, parameters, answer) => {
                let (secret, length) = at.pair(secret, length);
                let parameters = hls_parameters(&at, parameters);
                dlms_hls::amisec_dlms_hls6_check(secret, length, &parameters, at.fixed(answer, 32))
            }
            Call::OmsEncrypt(key, address, access_number, input, length, output) => {
                let (input, length) = at.pair(input, length);
                oms::amisec_oms_mode5_encrypt(
                    object(key, &mut m.aes128),
                    at.fixed(address, 8),
                    access_number,
                    input,
                    length,
                    in_arena(&at, output, length),
                )
            }
            Call::OmsDecrypt(key, address, access_number, input, length, output) => {
                let (input, length) = at.pair(input, length);
                oms::amisec_oms_mode5_decrypt(
                    object(key, &mut m.aes128),
                    at.fixed(address, 8),
                    access_number,
                    input,
                    length,
                    in_arena(&at, output, length),
                )
            }
            Call::OmsSeal(key, parameters, input, length, output) => {
                let (input, length) = at.pair(input, length);
                oms::amisec_oms_mode7_seal(
                    object(key, &mut m.aes128),
                    &oms_parameters(&at, parameters),
                    input,
                    length,
                    in_arena(&at, output, length),
                )
            }
            Call::OmsOpen(key, parameters, counter, slots, input, length, output) => {
                let (input, length) = at.pair(input, length);
                oms::amisec_oms_mode7_open(
                    object(key, &mut m.aes128),
                    &oms_parameters(&at, parameters),
                    object(counter, &mut m.receive),
                    in_slots(slots, &given),
                    input,
                    length,
                    in_arena(&at, output, length),
                )
            }
            Call::WindowInit(window, last) => {
                report::amisec_replay_window_init(object(window, &mut m.window), last)
            }
            Call::ReportSeal(key, identity, counter, slots, payload, length, sealed) => {
                let (payload, length) = at.pair(payload, length);
                report::amisec_report_seal(
                    object(key, &mut m.aes128),
                    at.fixed(identity, 8),
                    object(counter, &mut m.transmit),
                    in_slots(slots, &given),
                    payload,
                    length,
                    in_arena(&at, sealed, length.saturating_add(12)),
                )
            }
            Call::ReportOpen(key, identity, window, sealed, length, payload) => {
                let (sealed, length) = at.pair(sealed, length);
                report::amisec_report_open(
                    object(key, &mut m.aes128),
                    at.fixed(identity, 8),
                    object(window, &mut m.window),
                    sealed,
                    length,
                    in_arena(&at, payload, length.saturating_sub(12)),
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

fn dlms_parameters(at: &Arguments, given: Dlms) -> dlms::DlmsParameters {
    dlms::DlmsParameters {
        authentication_key: at.fixed(given.0, 16),
        system_title: at.fixed(given.1, 8),
        security_control: given.2,
    }
}

fn oms_parameters(at: &Arguments, given: Oms) -> oms::OmsMessageParameters {
    let (header, header_length) = at.pair(given.1, given.2);
    oms::OmsMessageParameters {
        identification: at.fixed(given.0, 4),
        header,
        header_length,
        mac: at.fixed(given.3, 8),
        counter: given.4,
        sender: given.5,
    }
}

fn hls_parameters(at: &Arguments, given: Hls) -> dlms_hls::DlmsHlsParameters {
    let ((received, received_length), (sent, sent_length)) =
        (at.pair(given.2, given.3), at.pair(given.4, given.5));
    dlms_hls::DlmsHlsParameters {
        own_title: at.fixed(given.0, 8),
        peer_title: at.fixed(given.1, 8),
        received,
        received_length,
        sent,
        sent_length,
    }
}

/// The structure that a call gets: all functions, or one missing.
fn functions(call: &Call, slots: &mut [[u8; 72]; 4]) -> storage::StorageFunctions {
    let missing = match call {
        Call::RecordLoad(Slots::Without(which), ..)
        | Call::RecordStore(Slots::Without(which), ..)
        | Call::RecordErase(Slots::Without(which), ..)
        | Call::TransmitCreate(Slots::Without(which), ..)
        | Call::TransmitStart(_, Slots::Without(which), ..)
        | Call::TransmitNext(_, Slots::Without(which), ..)
        | Call::ReceiveCreate(Slots::Without(which), ..)
        | Call::ReceiveStart(_, Slots::Without(which), ..)
        | Call::ReceiveAccept(_, Slots::Without(which), ..)
        | Call::DlmsProtect(_, _, _, Slots::Without(which), ..)
        | Call::DlmsUnprotect(_, _, _, Slots::Without(which), ..) => which % 3,
        _ => 3,
    };
    storage::StorageFunctions {
        read: (missing != 0).then_some(read_slot as _),
        write: (missing != 1).then_some(write_slot as _),
        erase: (missing != 2).then_some(erase_slot as _),
        context: slots.as_mut_ptr().cast(),
    }
}

fn in_slots(slots: Slots, given: &storage::StorageFunctions) -> *const storage::StorageFunctions {
    if matches!(slots, Slots::Null) { std::ptr::null() } else { given }
}

/// The slot, unless it is one that is not there: then the call fails.
fn slot(context: *mut c_void, slot: u16, length: usize) -> Option<*mut u8> {
    assert!(length <= 72);
    (slot < 4).then(|| context.cast::<u8>().wrapping_add(72 * usize::from(slot)))
}

unsafe extern "C" fn read_slot(context: *mut c_void, number: u16, data: *mut u8, length: usize) -> Status {
    let Some(place) = slot(context, number, length) else { return Status::BAD_STATE };
    // SAFETY: a slot has 72 bytes; the library lends `length` bytes of its own.
    unsafe { data.copy_from_nonoverlapping(place, length) };
    Status::OK
}

unsafe extern "C" fn write_slot(context: *mut c_void, number: u16, data: *const u8, length: usize) -> Status {
    let Some(place) = slot(context, number, length) else { return Status::BAD_STATE };
    // SAFETY: as above.
    unsafe { place.copy_from_nonoverlapping(data, length) };
    Status::OK
}

unsafe extern "C" fn erase_slot(context: *mut c_void, number: u16) -> Status {
    let Some(place) = slot(context, number, 72) else { return Status::BAD_STATE };
    // SAFETY: as above.
    unsafe { place.write_bytes(0xFF, 72) };
    Status::OK
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
