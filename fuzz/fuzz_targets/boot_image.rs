//! Images of MCUboot, composed, changed and arbitrary: in parts they give what they give in one call, nothing comes
//! out of one that is refused, and the status is that of a second parser, which reads all of it from a slice.
#![no_main]

use amisec::ffi::boot::*;
use amisec::ffi::storage::StorageFunctions;
use amisec::primitives::{ecdsa_der, p256};
use amisec::status::Status;
use amisec_fuzz::blank;
use libfuzzer_sys::fuzz_target;
use openssl::sha::sha256;
use std::ffi::c_void;
use std::sync::OnceLock;

const MAGIC: u32 = 0x96F3_B83D;
const IDENTITY: [u8; 8] = *b"METER-01";
const ADDRESS: u32 = 0x0800_0000;
/// Those that are offered, and some that are not.
const FLAGS: [u32; 10] = [0, 0, 0x01, 0x10, 0x11, 0x100, 0x110, 0x04, 0x20, 0x8000_0000];
const INSTALLED: [u8; 8] = [1, 2, 3, 0, 4, 0, 0, 0];

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    header_length: u8,
    padding: u8,
    flags: u8,
    at_address: bool,
    payload: Vec<u8>,
    protected: Vec<Value>,
    after: Vec<Value>,
    signer: u8,
    configuration: bool,
    change: Option<(u16, u8)>,
    cut: u16,
    part: u8,
}

#[derive(arbitrary::Arbitrary, Debug)]
enum Value {
    Counter(u8),
    FirstKey(u8),
    Dependency(u8, [u8; 8]),
    Identity(bool),
    Hash,
    Key(u8),
    Signature(u8),
    Other(u16, Vec<u8>),
}

impl Value {
    fn put(&self, digest: &[u8; 32], area: &mut Vec<u8>) {
        let (kind, value) = match self {
            Value::Counter(counter) => (0x50, vec![*counter, 0, 0, 0]),
            Value::FirstKey(first) => (0xA1, vec![*first, 0, 0, 0]),
            Value::Dependency(image, version) => (0x40, [&[*image, 0, 0, 0][..], version].concat()),
            Value::Identity(ours) => (0xA0, if *ours { IDENTITY.to_vec() } else { b"METER-02".to_vec() }),
            Value::Hash => (0x10, digest.to_vec()),
            Value::Key(signer) => (0x01, key_hash(&public(signer % 3))),
            Value::Signature(signer) => (0x22, sign(signer % 3, digest)),
            Value::Other(kind, value) => (*kind, value.clone()),
        };
        area.extend(u16::to_le_bytes(kind));
        area.extend((value.len() as u16).to_le_bytes());
        area.extend(value);
    }
}

/// The public keys, made once.
fn public(signer: u8) -> [u8; 64] {
    static KEYS: OnceLock<[[u8; 64]; 3]> = OnceLock::new();
    KEYS.get_or_init(|| {
        [1, 2, 3].map(|private| {
            let mut key = [0; 64];
            p256::public_key(&[private; 32], &mut key).expect("a key");
            key
        })
    })[usize::from(signer)]
}

fn key_hash(key: &[u8; 64]) -> Vec<u8> {
    let info = b"\x30\x59\x30\x13\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07\x03\x42\x00\x04";
    sha256(&[&info[..], key].concat()).to_vec()
}

fn sign(signer: u8, digest: &[u8; 32]) -> Vec<u8> {
    let mut signature = [0; 64];
    p256::sign_digest(&[signer + 1; 32], digest, &[], &mut signature).expect("signed");
    let mut der = [0; ecdsa_der::MAXIMUM_DER_LENGTH];
    let length = ecdsa_der::encode(&signature, &mut der);
    der[..length].to_vec()
}

fn area(magic: u16, values: &[Value], digest: &[u8; 32]) -> Vec<u8> {
    let mut body = Vec::new();
    values.iter().for_each(|value| value.put(digest, &mut body));
    let length = (body.len() + 4) as u16;
    [&magic.to_le_bytes()[..], &length.to_le_bytes(), &body].concat()
}

fn compose(input: &Input) -> Vec<u8> {
    let protected =
        if input.protected.is_empty() { vec![] } else { area(0x6908, &input.protected, &[0; 32]) };
    let mut image = MAGIC.to_le_bytes().to_vec();
    image.extend(if input.at_address { ADDRESS } else { 0 }.to_le_bytes());
    let header_length = 31 + u16::from(input.header_length % 64);
    image.extend(header_length.to_le_bytes());
    image.extend((protected.len() as u16).to_le_bytes());
    image.extend((input.payload.len() as u32).to_le_bytes());
    image.extend(FLAGS[usize::from(input.flags) % FLAGS.len()].to_le_bytes());
    image.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    image.resize(header_length.max(32).into(), 0xFF);
    image.extend(&input.payload);
    image.extend(protected);
    let digest = sha256(&image);
    let signer = input.signer % 4;
    let values =
        if signer == 3 { vec![] } else { vec![Value::Hash, Value::Key(signer), Value::Signature(signer)] };
    let all: Vec<Value> = values.into_iter().chain(input.after.iter().map(copy)).collect();
    image.extend(area(0x6907, &all, &digest));
    image.resize(image.len() + usize::from(input.padding % 16), 0xFF);
    if let Some((place, byte)) = input.change {
        let place = usize::from(place) % image.len();
        image[place] = byte;
    }
    image.truncate(image.len().saturating_sub(usize::from(input.cut).saturating_sub(0xFF00)));
    image
}

fn copy(value: &Value) -> Value {
    match value {
        Value::Counter(counter) => Value::Counter(*counter),
        Value::FirstKey(first) => Value::FirstKey(*first),
        Value::Dependency(image, version) => Value::Dependency(*image, *version),
        Value::Identity(ours) => Value::Identity(*ours),
        Value::Hash => Value::Hash,
        Value::Key(signer) => Value::Key(*signer),
        Value::Signature(signer) => Value::Signature(*signer),
        Value::Other(kind, value) => Value::Other(*kind, value.clone()),
    }
}

/// The second parser: (payload offset, payload length, counter, first key), or why not. Of three keys the first two
/// are trusted, and neither is revoked.
fn read(image: &[u8], configuration: bool) -> Result<[u32; 4], Status> {
    let word = |place: usize| Some(u32::from_le_bytes(image.get(place..place + 4)?.try_into().ok()?));
    let malformed = Status::MALFORMED;
    let [magic, address, lengths, payload, flags] =
        [0, 4, 8, 12, 16].map(|place| word(place).ok_or(malformed));
    let (header, protected) = (lengths? & 0xFFFF, u64::from(lengths? >> 16));
    let (payload, flags) = (payload?, flags?);
    let signed = u64::from(header) + u64::from(payload);
    let end = signed + protected;
    if magic? != MAGIC || header < 32 || payload == 0 || flags & !0x111 != 0 || image.len() < 32 {
        return Err(malformed);
    }
    let covered = image.get(..usize::try_from(end).map_err(|_| malformed)?).ok_or(malformed)?;
    let values = if protected == 0 { vec![] } else { values(&covered[signed as usize..], 0x6908, true)? };
    let unprotected = values_of_rest(&image[end as usize..])?;
    let digest = sha256(covered);
    let numbers = |kind| -> Result<Vec<u32>, Status> {
        let found = values.iter().filter(|(found, _)| *found == kind);
        let numbers: Result<Vec<u32>, Status> = found
            .map(|(_, value)| Ok(u32::from_le_bytes((*value).try_into().map_err(|_| malformed)?)))
            .collect();
        numbers.and_then(|numbers| if numbers.len() < 2 { Ok(numbers) } else { Err(malformed) })
    };
    let (counter, first_key) =
        (numbers(0x50)?.first().copied().unwrap_or(0), numbers(0xA1)?.first().copied().unwrap_or(0));
    let (mut unmet, mut named, mut ours) = (false, false, false);
    for (kind, value) in &values {
        match kind {
            0x40 => {
                let value: &[u8; 12] = (*value).try_into().map_err(|_| malformed)?;
                let order = |v: &[u8]| {
                    (
                        v[0],
                        v[1],
                        u16::from_le_bytes([v[2], v[3]]),
                        u32::from_le_bytes([v[4], v[5], v[6], v[7]]),
                    )
                };
                unmet |= value[0] != 0 || order(&value[4..]) > order(&INSTALLED);
            }
            0xA0 if value.is_empty() || value.len() > 72 => return Err(malformed),
            0xA0 => (named, ours) = (true, ours | (*value == IDENTITY)),
            0x10 | 0x01 | 0x22 => return Err(malformed),
            _ => {}
        }
    }
    let (mut hash, mut signer, mut signature, mut any) = (None, None, None, false);
    for (kind, value) in &unprotected {
        match kind {
            0x50 | 0xA1 | 0x40 | 0xA0 => return Err(malformed),
            0x10 if value.len() != 32 || hash.is_some() => return Err(malformed),
            0x10 => hash = Some(*value == digest),
            0x01 if value.len() != 32 => return Err(malformed),
            0x01 if signature.is_none() => {
                signer = (0..2_u8).find(|signer| key_hash(&public(*signer)) == *value)
            }
            0x22 => {
                any = true;
                if let (Some(signer), None) = (signer, &signature) {
                    let mut raw = [0; 64];
                    let whole = if value.len() > 72 { &[][..] } else { value };
                    ecdsa_der::decode(whole, &mut raw)?;
                    signature = Some((signer, raw));
                }
            }
            _ => {}
        }
    }
    match (hash, &signature) {
        (None, _) => return Err(malformed),
        (Some(false), _) => return Err(Status::NOT_AUTHENTIC),
        (_, None) => return Err(if any { Status::UNKNOWN_KEY } else { Status::NOT_AUTHENTIC }),
        _ => {}
    }
    let (signer, raw) = signature.expect("matched");
    p256::verify_digest(&public(signer), &digest, &raw)?;
    let is_configuration = flags & 0x10 != 0;
    let elsewhere = flags & 0x100 != 0 && address? != ADDRESS;
    if is_configuration != configuration || elsewhere || (named && !ours) || (configuration && !named) {
        Err(Status::WRONG_TARGET)
    } else if counter < 2 {
        Err(Status::ROLLED_BACK)
    } else if unmet {
        Err(Status::UNMET_DEPENDENCY)
    } else if first_key > signer.into() {
        Err(malformed)
    } else {
        Ok([header, payload, counter, first_key])
    }
}

type Values<'a> = Vec<(u16, &'a [u8])>;

/// The values of an area that fills the slice.
fn values(area: &[u8], magic: u16, whole: bool) -> Result<Values<'_>, Status> {
    let (head, rest) = area.split_first_chunk::<4>().ok_or(Status::MALFORMED)?;
    let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
    if u16::from_le_bytes([head[0], head[1]]) != magic || length < 4 || (whole && length != area.len()) {
        return Err(Status::MALFORMED);
    }
    let mut rest = rest.get(..length - 4).ok_or(Status::MALFORMED)?;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (head, behind) = rest.split_first_chunk::<4>().ok_or(Status::MALFORMED)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (value, next) = behind.split_at_checked(length).ok_or(Status::MALFORMED)?;
        found.push((u16::from_le_bytes([head[0], head[1]]), value));
        rest = next;
    }
    Ok(found)
}

fn values_of_rest(area: &[u8]) -> Result<Values<'_>, Status> {
    values(area, 0x6907, false)
}

fuzz_target!(|input: Input| {
    let image = compose(&input);
    let keys = [public(0), public(1)].concat();
    let mut slots = [[0xFF_u8; 16]; 2];
    let storage = StorageFunctions {
        read: Some(read_slot),
        write: Some(write_slot),
        erase: Some(erase_slot),
        context: slots.as_mut_ptr().cast(),
    };
    let parameters = BootParameters {
        keys: keys.as_ptr(),
        key_count: 2,
        identity: IDENTITY.as_ptr(),
        identity_length: IDENTITY.len(),
        installed: INSTALLED.as_ptr(),
        installed_count: 1,
        address: ADDRESS,
        configuration: input.configuration.into(),
    };
    let mut confirmed: BootEntry = blank();
    (confirmed.state, confirmed.security_counter) = (0x424F_4F4B, 2);
    let (mut entry, mut in_parts): (BootEntry, BootEntry) = (blank(), blank());
    let mut context: BootContext = blank();
    // SAFETY: everything is what the header asks for.
    let (whole, parts) = unsafe {
        assert_eq!(amisec_boot_create(&storage, 0), Status::OK);
        assert_eq!(amisec_boot_confirm(&storage, 0, &confirmed), Status::OK);
        let whole = amisec_boot_verify(&parameters, &storage, 0, image.as_ptr(), image.len(), &mut entry);
        let mut parts = amisec_boot_start(&mut context, &storage, 0, image.len() as u32);
        for part in image.chunks(usize::from(input.part).max(1)) {
            if parts == Status::OK {
                parts = amisec_boot_update(&mut context, &parameters, part.as_ptr(), part.len());
            }
        }
        if parts == Status::OK {
            parts = amisec_boot_finish(&mut context, &parameters, &mut in_parts);
        }
        (whole, parts)
    };
    assert_eq!(whole, parts);
    let said = [entry.payload_offset, entry.payload_length, entry.security_counter, entry.first_key];
    let expected = read(&image, input.configuration);
    assert_eq!(if whole == Status::OK { Ok(said) } else { Err(whole) }, expected, "{image:02x?}");
    for entry in [&entry, &in_parts] {
        let zero = entry.state == 0 && entry.payload_offset == 0 && entry.digest == [0; 32];
        assert_eq!(zero, whole != Status::OK);
    }
});

unsafe extern "C" fn read_slot(context: *mut c_void, slot: u16, data: *mut u8, length: usize) -> Status {
    // SAFETY: two slots of 16 bytes, and a record of 8 bytes.
    unsafe { data.copy_from_nonoverlapping(context.cast::<u8>().add(16 * usize::from(slot)), length) };
    Status::OK
}

unsafe extern "C" fn write_slot(context: *mut c_void, slot: u16, data: *const u8, length: usize) -> Status {
    // SAFETY: as above.
    unsafe { context.cast::<u8>().add(16 * usize::from(slot)).copy_from_nonoverlapping(data, length) };
    Status::OK
}

unsafe extern "C" fn erase_slot(_: *mut c_void, _: u16) -> Status {
    Status::BAD_STATE
}
