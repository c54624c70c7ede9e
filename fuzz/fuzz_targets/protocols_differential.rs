//! DLMS, C12.22, OMS and reports against what their standards make of OpenSSL's GCM, CCM, CBC, SHA-256 and ECDH; what is
//! protected opens once, and a flipped bit is refused and leaves zeros.
#![no_main]

use amisec::ffi::{c1222, dlms, dlms_hls, oms, report, storage_counters as counters};
use amisec::status::Status;
use amisec_fuzz::calls::platform::{Platform, storage};
use amisec_fuzz::{aes128, blank, oracle, private_key, public_key};
use libfuzzer_sys::fuzz_target;
use openssl::cipher::Cipher;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: [u8; 16],
    other_key: [u8; 16],
    title: [u8; 8],
    peer: [u8; 8],
    text: Vec<u8>,
    challenges: (Vec<u8>, Vec<u8>),
    number: u32,
    control: u8,
    flipped: u16,
    scalars: ([u8; 32], [u8; 32]),
}

fuzz_target!(|input: Input| {
    dlms_bodies(&input);
    hls_5(&input);
    hls_6(&input);
    hls_7_and_agreement(&input);
    c1222_messages(&input);
    oms_mode_5(&input);
    oms_mode_7(&input);
    reports(&input);
});

/// Counters of a sender whose next number is `first`, and of a receiver that has accepted all below.
macro_rules! counters {
    ($platform:ident, $storage:ident, $sender:ident, $receiver:ident, $first:expr) => {
        let mut $platform = Platform::new();
        let $storage = storage(&raw mut *$platform);
        let (mut $sender, mut $receiver) = (blank(), blank());
        // SAFETY: the objects are what the header asks for.
        let statuses = unsafe {
            [
                counters::amisec_transmit_counter_create(&$storage, 0, $first),
                counters::amisec_transmit_counter_start(&mut $sender, &$storage, 0),
                counters::amisec_receive_counter_create(&$storage, 1, $first - 1),
                counters::amisec_receive_counter_start(&mut $receiver, &$storage, 1, 0),
            ]
        };
        assert_eq!(statuses, [Status::OK; 4]);
    };
}

/// A number that a counter can begin with, the last ones included.
fn first_number(input: &Input) -> u32 {
    input.number.clamp(1, u32::MAX - 8)
}

fn flip(bytes: &mut [u8], bit: u16) {
    let bit = usize::from(bit) % (8 * bytes.len());
    bytes[bit / 8] ^= 1 << (bit % 8);
}

fn dlms_bodies(input: &Input) {
    let first = first_number(input);
    counters!(platform, storage, sender, receiver, first);
    let key = aes128(&input.key);
    let control = [0x10, 0x30, 0x11, 0x31, 0x50, 0x70, 0x51, 0x71][usize::from(input.control % 8)];
    let given = dlms::DlmsParameters {
        authentication_key: input.other_key.as_ptr(),
        system_title: input.title.as_ptr(),
        security_control: control,
    };
    let mut body = vec![0xA5; input.text.len() + 17];
    let text = &input.text;
    // SAFETY: the objects and buffers are what the header asks for.
    let status = unsafe {
        dlms::amisec_dlms_protect(
            &key,
            &given,
            &mut sender,
            &storage,
            text.as_ptr(),
            text.len(),
            body.as_mut_ptr(),
        )
    };
    assert_eq!(status, Status::OK);
    let nonce = [&input.title[..], &first.to_be_bytes()].concat();
    let mut aad = [&[control][..], &input.other_key].concat();
    let encrypted = control & 0x20 != 0;
    if !encrypted {
        aad.extend(text);
    }
    let payload = if encrypted { &text[..] } else { &[] };
    let (sealed, tag) = oracle::seal(Cipher::aes_128_gcm(), &input.key, &nonce, &aad, payload, 12);
    let shown = if encrypted { &sealed } else { text };
    assert_eq!(body, [&[control][..], &first.to_be_bytes(), shown, &tag].concat());

    let mut apdu = vec![0xA5; text.len()];
    let mut unprotect = |body: &[u8], apdu: &mut Vec<u8>| {
        // SAFETY: as above.
        unsafe {
            dlms::amisec_dlms_unprotect(
                &key,
                &given,
                &mut receiver,
                &storage,
                body.as_ptr(),
                body.len(),
                apdu.as_mut_ptr(),
            )
        }
    };
    let mut forged = body.clone();
    flip(&mut forged, input.flipped);
    let expected = if forged[0] == control { Status::NOT_AUTHENTIC } else { Status::MALFORMED };
    assert_eq!(unprotect(&forged, &mut apdu), expected);
    assert!(apdu.iter().all(|byte| *byte == 0));
    assert_eq!(unprotect(&body, &mut apdu), Status::OK);
    assert_eq!(&apdu, text);
    assert_eq!(unprotect(&body, &mut apdu), Status::REPLAYED);
    assert!(apdu.iter().all(|byte| *byte == 0));
}

fn hls_5(input: &Input) {
    let first = first_number(input);
    counters!(platform, storage, sender, receiver, first);
    let key = aes128(&input.key);
    let control = 0x10 | (input.control & 0x41);
    let given = dlms::DlmsParameters {
        authentication_key: input.other_key.as_ptr(),
        system_title: input.title.as_ptr(),
        security_control: control,
    };
    let challenge = &input.challenges.0;
    let mut answer = [0xA5; 17];
    // SAFETY: the objects and buffers are what the header asks for.
    let status = unsafe {
        dlms::amisec_dlms_hls5_answer(
            &key,
            &given,
            &mut sender,
            &storage,
            challenge.as_ptr(),
            challenge.len(),
            answer.as_mut_ptr(),
        )
    };
    if !(8..=64).contains(&challenge.len()) {
        assert_eq!((status, answer), (Status::BAD_LENGTH, [0xA5; 17]));
        return;
    }
    assert_eq!(status, Status::OK);
    let nonce = [&input.title[..], &first.to_be_bytes()].concat();
    let aad = [&[control][..], &input.other_key, challenge].concat();
    let (_, tag) = oracle::seal(Cipher::aes_128_gcm(), &input.key, &nonce, &aad, &[], 12);
    assert_eq!(answer[..], [&[control][..], &first.to_be_bytes(), &tag].concat());
    let mut check = |answer: &[u8; 17]| {
        // SAFETY: as above.
        unsafe {
            dlms::amisec_dlms_hls5_check(
                &key,
                &given,
                &mut receiver,
                &storage,
                challenge.as_ptr(),
                challenge.len(),
                answer.as_ptr(),
            )
        }
    };
    let mut forged = answer;
    flip(&mut forged[1..], input.flipped);
    assert_eq!(check(&forged), Status::NOT_AUTHENTIC);
    assert_eq!(check(&answer), Status::OK);
    assert_eq!(check(&answer), Status::REPLAYED);
}

/// Titles and challenges, as each side sees them.
fn associations(input: &Input) -> [dlms_hls::DlmsHlsParameters; 2] {
    let (received, sent) = &input.challenges;
    let side = |own: &[u8; 8], peer: &[u8; 8], received: &[u8], sent: &[u8]| dlms_hls::DlmsHlsParameters {
        own_title: own.as_ptr(),
        peer_title: peer.as_ptr(),
        received: received.as_ptr(),
        received_length: received.len(),
        sent: sent.as_ptr(),
        sent_length: sent.len(),
    };
    [side(&input.title, &input.peer, received, sent), side(&input.peer, &input.title, sent, received)]
}

fn challenges_fit(input: &Input) -> bool {
    let (received, sent) = &input.challenges;
    (8..=64).contains(&received.len()) && (8..=64).contains(&sent.len())
}

fn hls_6(input: &Input) {
    let [own, peer] = associations(input);
    let (secret, (received, sent)) = (&input.text, &input.challenges);
    let mut answer = [0xA5; 32];
    // SAFETY: the structures and buffers are what the header asks for.
    let status = unsafe {
        dlms_hls::amisec_dlms_hls6_answer(secret.as_ptr(), secret.len(), &own, answer.as_mut_ptr())
    };
    if secret.is_empty() || !challenges_fit(input) {
        assert_eq!((status, answer), (Status::BAD_LENGTH, [0xA5; 32]));
        return;
    }
    assert_eq!(status, Status::OK);
    let hashed = [&secret[..], &input.title, &input.peer, received, sent].concat();
    assert_eq!(openssl::sha::sha256(&hashed), answer);
    let check = |answer: &[u8; 32]| {
        // SAFETY: as above.
        unsafe { dlms_hls::amisec_dlms_hls6_check(secret.as_ptr(), secret.len(), &peer, answer.as_ptr()) }
    };
    assert_eq!(check(&answer), if received == sent { Status::NOT_AUTHENTIC } else { Status::OK });
    flip(&mut answer, input.flipped);
    assert_eq!(check(&answer), Status::NOT_AUTHENTIC);
}

fn hls_7_and_agreement(input: &Input) {
    let (Some(own_key), Some(peer_key)) = (private_key(&input.scalars.0), private_key(&input.scalars.1))
    else {
        return;
    };
    let ((own_public, _), (peer_public, peer_raw)) = (public_key(&own_key), public_key(&peer_key));
    let [own, peer] = associations(input);
    let mut signature = [0xA5; 64];
    // SAFETY: the structures and buffers are what the header asks for.
    let status = unsafe { dlms_hls::amisec_dlms_hls7_answer(&own_key, &own, signature.as_mut_ptr()) };
    if challenges_fit(input) {
        assert_eq!(status, Status::OK);
        let check = |signature: &[u8; 64]| {
            // SAFETY: as above.
            unsafe { dlms_hls::amisec_dlms_hls7_check(&own_public, &peer, signature.as_ptr()) }
        };
        let same = input.challenges.0 == input.challenges.1;
        assert_eq!(check(&signature), if same { Status::NOT_AUTHENTIC } else { Status::OK });
        // ECDSA lets -s stand for s, which one bit does not make.
        flip(&mut signature, input.flipped);
        assert_eq!(check(&signature), Status::NOT_AUTHENTIC);
    } else {
        assert_eq!((status, signature), (Status::BAD_LENGTH, [0xA5; 64]));
    }

    let (u, v) = &input.challenges;
    let purpose = input.control % 3;
    let mut key = [0xA5; 16];
    // SAFETY: as above.
    let status = unsafe {
        dlms_hls::amisec_dlms_agree_key(
            &own_key,
            &peer_public,
            purpose,
            u.as_ptr(),
            u.len(),
            v.as_ptr(),
            v.len(),
            key.as_mut_ptr(),
        )
    };
    if purpose == 1 || u.len() < 8 || v.len() < 8 {
        assert!(status == Status::BAD_ARGUMENT || status == Status::BAD_LENGTH);
        assert_eq!(key, [0xA5; 16]);
        return;
    }
    assert_eq!(status, Status::OK);
    let shared = oracle::ecdh(&input.scalars.0, &peer_raw);
    let algorithm = [0x60, 0x85, 0x74, 0x05, 0x08, 0x03, purpose];
    let hashed = [&[0, 0, 0, 1][..], &shared, &algorithm, u, v].concat();
    assert_eq!(openssl::sha::sha256(&hashed)[..16], key);
}

/// Both security modes; what one made is nothing in the other.
fn c1222_messages(input: &Input) {
    let (key, elements, iv) = (aes128(&input.key), &input.challenges.0, input.number);
    let security_mode = 1 + (input.control & 1);
    let mut parameters = c1222::C1222Parameters {
        elements: elements.as_ptr(),
        elements_length: elements.len(),
        iv,
        key_id: input.control,
        security_mode,
    };
    let (mut mac, mut buffer) = ([0xA5; 4], input.text.clone());
    let start = buffer.as_mut_ptr();
    // SAFETY: the objects and buffers are what the header asks for.
    let status = unsafe {
        c1222::amisec_c1222_protect(&key, &parameters, start, buffer.len(), start, mac.as_mut_ptr())
    };
    if elements.len() < 12 {
        assert_eq!(status, Status::BAD_LENGTH);
        return;
    }
    assert_eq!(status, Status::OK);
    let mut cleartext = [&elements[..], &[input.control], &iv.to_be_bytes()].concat();
    let expected = if security_mode == 1 {
        cleartext.extend(&input.text);
        (input.text.clone(), oracle::eax_prime_seal(&input.key, &cleartext, &[]).1)
    } else {
        oracle::eax_prime_seal(&input.key, &cleartext, &input.text)
    };
    assert_eq!((buffer.clone(), mac), expected);
    let open = |parameters: &c1222::C1222Parameters, mac: &[u8; 4], buffer: &[u8]| {
        let (mut output, length) = (vec![0xA5; buffer.len()], buffer.len());
        // SAFETY: as above.
        let status = unsafe {
            c1222::amisec_c1222_unprotect(
                &key,
                parameters,
                mac.as_ptr(),
                buffer.as_ptr(),
                length,
                output.as_mut_ptr(),
            )
        };
        (status, output)
    };
    let nothing = vec![0; buffer.len()];
    assert_eq!(open(&parameters, &mac, &buffer), (Status::OK, input.text.clone()));
    let mut forged = [&buffer[..], &mac].concat();
    flip(&mut forged, input.flipped);
    let (text, last) = forged.split_last_chunk().expect("four bytes at least");
    assert_eq!(open(&parameters, last, text), (Status::NOT_AUTHENTIC, nothing.clone()));
    parameters.security_mode = 3 - security_mode;
    if !buffer.is_empty() {
        assert_eq!(open(&parameters, &mac, &buffer), (Status::NOT_AUTHENTIC, nothing));
    }
}

fn oms_mode_5(input: &Input) {
    let key = aes128(&input.key);
    let mut payload = [&[0x2F, 0x2F][..], &input.text].concat();
    payload.resize(payload.len().next_multiple_of(16), 0x2F);
    let access_number = input.control;
    let mut buffer = payload.clone();
    let start = buffer.as_mut_ptr();
    let address = input.title.as_ptr();
    // SAFETY: the objects and buffers are what the header asks for.
    let status =
        unsafe { oms::amisec_oms_mode5_encrypt(&key, address, access_number, start, buffer.len(), start) };
    assert_eq!(status, Status::OK);
    let iv = [input.title, [access_number; 8]].concat().try_into().expect("16 bytes");
    assert_eq!(buffer, oracle::cbc_encrypt(&input.key, &iv, &payload));
    let decrypt = |buffer: &mut Vec<u8>| {
        let start = buffer.as_mut_ptr();
        // SAFETY: as above.
        unsafe { oms::amisec_oms_mode5_decrypt(&key, address, access_number, start, buffer.len(), start) }
    };
    let mut opened = buffer.clone();
    assert_eq!(decrypt(&mut opened), Status::OK);
    assert_eq!(opened, payload);
    // Whatever comes: the payload begins with 2F 2F, or there is none.
    flip(&mut buffer, input.flipped);
    let status = decrypt(&mut buffer);
    assert_eq!(status == Status::OK, buffer.starts_with(&[0x2F, 0x2F]));
    assert!(status == Status::OK || buffer.iter().all(|byte| *byte == 0));
}

fn oms_mode_7(input: &Input) {
    let first = first_number(input);
    counters!(platform, storage, _sender, receiver, first);
    let key = aes128(&input.key);
    let mut payload = input.text.clone();
    payload.resize((payload.len() + 1).next_multiple_of(16), 0x2F);
    let (identification, header) = (&input.title[..4], &input.challenges.0);
    let sender = if input.control & 1 == 0 { 0x00 } else { 0x10 };
    let mut mac = [0xA5; 8];
    let given = oms::OmsMessageParameters {
        identification: identification.as_ptr(),
        header: header.as_ptr(),
        header_length: header.len(),
        mac: mac.as_mut_ptr(),
        counter: first,
        sender,
    };
    let mut buffer = payload.clone();
    let start = buffer.as_mut_ptr();
    // SAFETY: the objects and buffers are what the header asks for.
    let status = unsafe { oms::amisec_oms_mode7_seal(&key, &given, start, buffer.len(), start) };
    if header.len() < 5 {
        assert_eq!(status, Status::BAD_LENGTH);
        return;
    }
    assert_eq!(status, Status::OK);
    let derived = |constant: u8| {
        let counter = first.to_le_bytes();
        oracle::cmac(&input.key, &[&[constant | sender][..], &counter, identification, &[7; 7]].concat())
    };
    assert_eq!(buffer, oracle::cbc_encrypt(&derived(0), &[0; 16], &payload));
    assert_eq!(oracle::cmac(&derived(1), &[&header[..], &buffer].concat())[..8], mac);
    let mut open = |buffer: &[u8]| {
        let mut output = vec![0xA5; buffer.len()];
        // SAFETY: as above.
        let status = unsafe {
            oms::amisec_oms_mode7_open(
                &key,
                &given,
                &mut receiver,
                &storage,
                buffer.as_ptr(),
                buffer.len(),
                output.as_mut_ptr(),
            )
        };
        (status, output)
    };
    let mut forged = buffer.clone();
    flip(&mut forged, input.flipped);
    let nothing = vec![0; payload.len()];
    assert_eq!(open(&forged), (Status::NOT_AUTHENTIC, nothing.clone()));
    assert_eq!(open(&buffer), (Status::OK, payload));
    assert_eq!(open(&buffer), (Status::REPLAYED, nothing));
}

fn reports(input: &Input) {
    let first = first_number(input);
    counters!(platform, storage, sender, _receiver, first);
    let (key, payload) = (aes128(&input.key), &input.text);
    let mut window = blank();
    let mut sealed = vec![0xA5; payload.len() + 12];
    // SAFETY: the objects and buffers are what the header asks for.
    unsafe {
        assert_eq!(report::amisec_replay_window_init(&mut window, first - 1), Status::OK);
        let identity = input.title.as_ptr();
        let status = report::amisec_report_seal(
            &key,
            identity,
            &mut sender,
            &storage,
            payload.as_ptr(),
            payload.len(),
            sealed.as_mut_ptr(),
        );
        assert_eq!(status, Status::OK);
    }
    let nonce = [&input.title[..], &first.to_be_bytes(), &[1]].concat();
    let (text, tag) = oracle::seal(Cipher::aes_128_ccm(), &input.key, &nonce, &[], payload, 8);
    assert_eq!(sealed, [&first.to_be_bytes()[..], &text, &tag].concat());
    let mut open = |sealed: &[u8]| {
        let mut output = vec![0xA5; payload.len()];
        let (place, identity) = (output.as_mut_ptr(), input.title.as_ptr());
        // SAFETY: as above.
        let status = unsafe {
            report::amisec_report_open(&key, identity, &mut window, sealed.as_ptr(), sealed.len(), place)
        };
        (status, output)
    };
    let mut forged = sealed.clone();
    flip(&mut forged, input.flipped);
    let nothing = vec![0; payload.len()];
    assert_eq!(open(&forged), (Status::NOT_AUTHENTIC, nothing.clone()));
    assert_eq!(open(&sealed), (Status::OK, payload.clone()));
    assert_eq!(open(&sealed), (Status::REPLAYED, nothing));
}
