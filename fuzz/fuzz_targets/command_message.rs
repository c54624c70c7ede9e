//! Signed commands, composed, changed and arbitrary: the status is that of a second parser, which decodes all of the
//! CBOR into a tree, encodes it again and lets OpenSSL verify; nothing comes out of a message that is refused.
#![no_main]

use amisec::ffi::command::*;
use amisec::ffi::command_signer::*;
use amisec::ffi::p256::*;
use amisec::ffi::storage::StorageFunctions;
use amisec::primitives::p256;
use amisec::services::command_content::Command;
use amisec::status::Status;
use amisec_fuzz::blank;
use libfuzzer_sys::fuzz_target;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::ecdsa::EcdsaSig;
use openssl::nid::Nid;
use openssl::sha::sha256;
use std::ffi::c_void;

const METER: &[u8] = b"AMI00001";
const GROUP: &[u8] = b"tar1";
const KEY_ID: &[u8] = b"head";
const NOW: u32 = 1_900_000_000;
const LAST: u32 = 100;
const PRIVATE: [u8; 32] = [7; 32];
const PURPOSE: &[u8] = b"amisec1c";

/// An item of CBOR; numbers have 64 bits.
#[derive(arbitrary::Arbitrary, Clone, Debug, PartialEq)]
enum Item {
    Unsigned(u64),
    Negative(u64),
    Bytes(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Item>),
    Map(Vec<(Item, Item)>),
    Tag(u64, Box<Item>),
    /// Major type 7, whose argument is not a length.
    Simple(u8),
}

fn head(major: u8, number: u64) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    match number {
        0..24 => vec![major << 5 | bytes[7]],
        24..0x100 => vec![major << 5 | 24, bytes[7]],
        0x100..0x1_0000 => [&[major << 5 | 25], &bytes[6..]].concat(),
        0x1_0000..0x1_0000_0000 => [&[major << 5 | 26], &bytes[4..]].concat(),
        _ => [&[major << 5 | 27], &bytes[..]].concat(),
    }
}

impl Item {
    fn encode(&self) -> Vec<u8> {
        match self {
            Item::Unsigned(number) => head(0, *number),
            Item::Negative(number) => head(1, *number),
            Item::Bytes(bytes) => [head(2, bytes.len() as u64), bytes.clone()].concat(),
            Item::Text(bytes) => [head(3, bytes.len() as u64), bytes.clone()].concat(),
            Item::Array(items) => {
                items.iter().fold(head(4, items.len() as u64), |all, item| [all, item.encode()].concat())
            }
            Item::Map(pairs) => pairs.iter().fold(head(5, pairs.len() as u64), |all, (key, value)| {
                [all, key.encode(), value.encode()].concat()
            }),
            Item::Tag(number, item) => [head(6, *number), item.encode()].concat(),
            Item::Simple(value) => head(7, u64::from(*value % 24)),
        }
    }

    /// What the bytes begin with, and the rest.
    fn decode(bytes: &[u8], depth: usize) -> Option<(Item, &[u8])> {
        let (first, rest) = bytes.split_first()?;
        let length = match first & 31 {
            short @ 24..=27 => 1 << (short - 24),
            28..=31 => return None,
            _ => 0,
        };
        let (argument, mut rest) = rest.split_at_checked(length)?;
        let number = if length == 0 {
            u64::from(first & 31)
        } else {
            argument.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
        };
        if depth == 0 {
            return None;
        }
        let mut next = || {
            let (item, behind) = Item::decode(rest, depth - 1)?;
            rest = behind;
            Some(item)
        };
        let item = match first >> 5 {
            0 => Item::Unsigned(number),
            1 => Item::Negative(number),
            major @ (2 | 3) => {
                let (content, behind) = rest.split_at_checked(usize::try_from(number).ok()?)?;
                rest = behind;
                if major == 2 { Item::Bytes(content.to_vec()) } else { Item::Text(content.to_vec()) }
            }
            4 => {
                let mut items = Vec::new();
                for _ in 0..number {
                    items.push(next()?);
                }
                Item::Array(items)
            }
            5 => {
                let mut pairs = Vec::new();
                for _ in 0..number {
                    pairs.push((next()?, next()?));
                }
                Item::Map(pairs)
            }
            6 => Item::Tag(number, Box::new(next()?)),
            _ => Item::Simple(u8::try_from(number).ok().filter(|value| *value < 24)?),
        };
        Some((item, rest))
    }

    /// The one item that these bytes are, in deterministic CBOR.
    fn only(bytes: &[u8]) -> Option<Item> {
        let (item, rest) = Item::decode(bytes, 9)?;
        (rest.is_empty() && item.encode() == bytes).then_some(item)
    }

    fn bytes(&self) -> Option<&[u8]> {
        if let Item::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    fn number(&self) -> Option<u32> {
        if let Item::Unsigned(number) = self { u32::try_from(*number).ok() } else { None }
    }
}

/// What a message says, its payload and its signature, if it has the form.
type Message = (Command, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

fn parse(message: &[u8]) -> Option<Message> {
    let Item::Tag(18, body) = Item::only(message)? else { return None };
    let Item::Array(parts) = *body else { return None };
    let [protected, unprotected, payload, signature] = &parts[..] else { return None };
    let Item::Map(header) = Item::only(protected.bytes()?)? else { return None };
    let [(one, algorithm), (four, key_id)] = &header[..] else { return None };
    let key_id = key_id.bytes().filter(|key_id| key_id.len() == 4)?;
    let form = *one == Item::Unsigned(1)
        && *algorithm == Item::Negative(6)
        && *four == Item::Unsigned(4)
        && *unprotected == Item::Map(vec![])
        && signature.bytes()?.len() == 64;
    let Item::Array(fields) = Item::only(payload.bytes()?)? else { return None };
    let (target, sequence, window, content) = match &fields[..] {
        [target, sequence, content] => (target, sequence, (0, 0), content),
        [target, sequence, from, until, content] => {
            (target, sequence, (from.number()?, until.number().filter(|until| *until != 0)?), content)
        }
        _ => return None,
    };
    let target = target.bytes().filter(|target| matches!(target.len(), 0 | 4 | 8))?;
    let mut about = Command {
        sequence: sequence.number()?,
        not_before: window.0,
        not_after: window.1,
        key_id: key_id.try_into().ok()?,
        target_length: target.len().try_into().ok()?,
        ..Command::default()
    };
    about.target[..target.len()].copy_from_slice(target);
    let content = match content {
        Item::Bytes(bytes) => bytes.clone(),
        Item::Array(parts) => {
            let [header, unprotected, ciphertext] = &parts[..] else { return None };
            let sealed = header.bytes()? == [0xA1, 0x01, 0x0A]
                && *unprotected == Item::Map(vec![])
                && ciphertext.bytes()?.len() >= 8;
            about.encrypted = 1;
            sealed.then(|| content.encode())?
        }
        _ => return None,
    };
    let (protected, payload) = (protected.encode(), payload.encode());
    form.then(|| (about, content, protected, payload, signature.bytes().unwrap_or_default().to_vec()))
}

fn signed_bytes(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    [&b"\x84\x6aSignature1"[..], protected, &[0x48], PURPOSE, payload].concat()
}

fn verifies(digest: &[u8; 32], signature: &[u8], public: &[u8; 64]) -> bool {
    let number = |bytes: &[u8]| BigNum::from_slice(bytes).expect("a number");
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("P-256");
    let (x, y) = (number(&public[..32]), number(&public[32..]));
    let key = EcKey::from_public_key_affine_coordinates(&group, &x, &y).expect("a key");
    let signature = EcdsaSig::from_private_components(number(&signature[..32]), number(&signature[32..]));
    signature.and_then(|signature| signature.verify(digest, &key)).unwrap_or(false)
}

fn expected(message: &[u8], public: &[u8; 64]) -> Result<(Command, Vec<u8>), Status> {
    if message.len() < 83 {
        return Err(Status::BAD_LENGTH);
    }
    let (about, content, protected, payload, signature) = parse(message).ok_or(Status::MALFORMED)?;
    let target = &about.target[..about.target_length.into()];
    if about.key_id != KEY_ID {
        Err(Status::UNKNOWN_KEY)
    } else if !target.is_empty() && target != METER && target != GROUP {
        Err(Status::WRONG_TARGET)
    } else if about.not_after != 0 && !(about.not_before..=about.not_after).contains(&NOW) {
        Err(Status::EXPIRED)
    } else if about.sequence <= LAST {
        Err(Status::REPLAYED)
    } else if about.sequence == u32::MAX {
        Err(Status::COUNTER_EXHAUSTED)
    } else if !verifies(&sha256(&signed_bytes(&protected, &payload)), &signature, public) {
        Err(Status::NOT_AUTHENTIC)
    } else {
        Ok((about, content))
    }
}

#[derive(arbitrary::Arbitrary, Debug)]
enum Input {
    Arbitrary(Vec<u8>),
    /// A message of the form, nearly.
    Composed {
        target: u8,
        sequence: u64,
        window: Option<(u32, u32)>,
        content: Content,
        key_id: bool,
        /// Items of the payload that are something else.
        replaced: Option<(u8, Item)>,
        /// Signed as it stands, or not.
        signed: bool,
        change: Option<(u16, u8)>,
        cut: Option<u8>,
    },
    Tree(Item),
}

#[derive(arbitrary::Arbitrary, Debug)]
enum Content {
    Clear(Vec<u8>),
    Encrypted(Vec<u8>),
}

fn compose(input: Input) -> Vec<u8> {
    match input {
        Input::Arbitrary(bytes) => bytes,
        Input::Tree(item) => item.encode(),
        Input::Composed { target, sequence, window, content, key_id, replaced, signed, change, cut } => {
            let target = [METER, GROUP, b"", b"AMI00002", b"tar2", b"12345"][usize::from(target) % 6];
            let mut fields = vec![Item::Bytes(target.to_vec()), Item::Unsigned(sequence)];
            if let Some((from, until)) = window {
                fields.extend([Item::Unsigned(from.into()), Item::Unsigned(until.into())]);
            }
            fields.push(match content {
                Content::Clear(bytes) => Item::Bytes(bytes),
                Content::Encrypted(bytes) => Item::Array(vec![
                    Item::Bytes(vec![0xA1, 0x01, 0x0A]),
                    Item::Map(vec![]),
                    Item::Bytes(bytes),
                ]),
            });
            if let Some((place, item)) = replaced {
                let place = usize::from(place) % fields.len();
                fields[place] = item;
            }
            let key_id = if key_id { KEY_ID } else { b"othr" };
            let protected = [&b"\x49\xa2\x01\x26\x04\x44"[..], key_id].concat();
            let payload = Item::Bytes(Item::Array(fields).encode()).encode();
            let mut signature = [0x55; 64];
            if signed {
                let digest = sha256(&signed_bytes(&protected, &payload));
                p256::sign_digest(&PRIVATE, &digest, &[], &mut signature).expect("signed");
            }
            let start = [&[0xD2, 0x84], &protected[..], &[0xA0]].concat();
            let mut message = [start, payload, vec![0x58, 0x40], signature.to_vec()].concat();
            if let Some((place, byte)) = change {
                let place = usize::from(place) % message.len();
                message[place] = byte;
            }
            message.truncate(message.len() - usize::from(cut.unwrap_or(0)).min(message.len()));
            message
        }
    }
}

fuzz_target!(|input: Input| {
    let message = compose(input);
    let mut public = [0; 64];
    p256::public_key(&PRIVATE, &mut public).expect("a key");
    let mut slots = [[0xFF_u8; 32]; 2];
    let storage = StorageFunctions {
        read: Some(read_slot),
        write: Some(write_slot),
        erase: Some(erase_slot),
        context: slots.as_mut_ptr().cast(),
    };
    let (mut key, mut signer, mut receiver): (P256PublicKey, CommandSignerObject, CommandReceiverObject) =
        (blank(), blank(), blank());
    let mut about = Command::default();
    let mut command = vec![0xA5; message.len().saturating_sub(83)];
    let mut length = usize::MAX;
    // SAFETY: everything is what the header asks for.
    let status = unsafe {
        assert_eq!(amisec_p256_public_key_from_raw(&mut key, public.as_ptr()), Status::OK);
        assert_eq!(amisec_command_signer_create(&storage, 0, LAST), Status::OK);
        assert_eq!(amisec_command_signer_init(&mut signer, KEY_ID.as_ptr(), &key, 0), Status::OK);
        let meter = METER.as_ptr();
        let made = amisec_command_receiver_init(&mut receiver, meter, GROUP.as_ptr(), GROUP.len(), 3, 60);
        assert_eq!(made, Status::OK);
        let parameters = CommandParameters { signers: &signer, signer_count: 1, time: NOW };
        let (bytes, place) = (message.as_ptr(), command.as_mut_ptr());
        amisec_command_receive(
            &mut receiver,
            &parameters,
            &storage,
            bytes,
            message.len(),
            &mut about,
            place,
            &mut length,
        )
    };
    match expected(&message, &public) {
        Ok((said, content)) => {
            assert_eq!((status, about, length), (Status::OK, said, content.len()), "{message:02x?}");
            assert_eq!(command[..length], content);
            assert!(command[length..].iter().all(|byte| *byte == 0));
        }
        Err(Status::BAD_LENGTH) => assert_eq!(status, Status::BAD_LENGTH),
        Err(refused) => {
            assert_eq!((status, about, length), (refused, Command::default(), 0), "{message:02x?}");
            assert!(command.iter().all(|byte| *byte == 0));
        }
    }
});

unsafe extern "C" fn read_slot(context: *mut c_void, slot: u16, data: *mut u8, length: usize) -> Status {
    // SAFETY: two slots of 32 bytes, and a record of 20 bytes.
    unsafe { data.copy_from_nonoverlapping(context.cast::<u8>().add(32 * usize::from(slot)), length) };
    Status::OK
}

unsafe extern "C" fn write_slot(context: *mut c_void, slot: u16, data: *const u8, length: usize) -> Status {
    // SAFETY: as above.
    unsafe { context.cast::<u8>().add(32 * usize::from(slot)).copy_from_nonoverlapping(data, length) };
    Status::OK
}

unsafe extern "C" fn erase_slot(_: *mut c_void, _: u16) -> Status {
    Status::BAD_STATE
}
