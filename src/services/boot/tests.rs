//! Images made here, byte by byte; those of imgtool are in ffi-tests/peers/imgtool.

use super::*;
use crate::primitives::ecdsa_der;
use crate::storage::tests::memory::Memory;

const RECORD: u16 = 0;

/// What an image is made of.
#[derive(Clone)]
struct Recipe {
    header_length: u16,
    flags: u32,
    load_address: u32,
    version: Version,
    payload: Vec<u8>,
    protected: Vec<(u16, Vec<u8>)>,
    signers: Vec<u8>,
    after: Vec<u8>,
}

impl Recipe {
    fn plain() -> Self {
        Recipe {
            header_length: 32,
            flags: 0,
            load_address: 0,
            version: [1, 2, 3, 0, 4, 0, 0, 0],
            payload: (0..40).collect(),
            protected: vec![(0x50, 7_u32.to_le_bytes().to_vec())],
            signers: vec![1],
            after: vec![0xFF; 9],
        }
    }

    fn with(kind: u16, value: &[u8]) -> Self {
        let mut recipe = Recipe::plain();
        recipe.protected.push((kind, value.to_vec()));
        recipe
    }

    fn make(&self) -> Vec<u8> {
        let protected = if self.protected.is_empty() { Vec::new() } else { area(0x6908, &self.protected) };
        let mut image = 0x96F3_B83D_u32.to_le_bytes().to_vec();
        image.extend(self.load_address.to_le_bytes());
        image.extend(self.header_length.to_le_bytes());
        image.extend(u16::try_from(protected.len()).unwrap().to_le_bytes());
        image.extend(u32::try_from(self.payload.len()).unwrap().to_le_bytes());
        image.extend(self.flags.to_le_bytes());
        image.extend(self.version);
        image.extend([0; 4]);
        image.resize(self.header_length.max(32).into(), 0xFF);
        image.extend(&self.payload);
        image.extend(protected);
        let digest = sha256(&image);
        let mut values = vec![(0x10, digest.to_vec())];
        for signer in &self.signers {
            values.push((0x01, sha256(&[&KEY_INFO.get()[..], &public(*signer)].concat()).to_vec()));
            values.push((0x22, sign(*signer, &digest)));
        }
        image.extend(area(0x6907, &values));
        image.extend(&self.after);
        image
    }
}

fn area(magic: u16, values: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (kind, value) in values {
        body.extend(kind.to_le_bytes());
        body.extend(u16::try_from(value.len()).unwrap().to_le_bytes());
        body.extend(value);
    }
    let length = u16::try_from(body.len() + 4).unwrap();
    [&magic.to_le_bytes()[..], &length.to_le_bytes(), &body].concat()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let (mut hash, mut digest) = (Sha256::default(), [0; 32]);
    hash.update(bytes);
    hash.finish(&mut digest);
    digest
}

fn public(signer: u8) -> PublicKey {
    let mut key = [0; 64];
    p256::public_key(&[signer; 32], &mut key).unwrap();
    key
}

fn sign(signer: u8, digest: &[u8; 32]) -> Vec<u8> {
    let mut signature = [0; 64];
    p256::sign_digest(&[signer; 32], digest, &[], &mut signature).unwrap();
    let mut der = [0; ecdsa_der::MAXIMUM_DER_LENGTH];
    let length = ecdsa_der::encode(&signature, &mut der);
    der[..length].to_vec()
}

struct Device {
    keys: Vec<PublicKey>,
    identity: Vec<u8>,
    installed: Vec<Version>,
    address: u32,
    configuration: bool,
    memory: Memory,
}

impl Device {
    fn new() -> Self {
        let mut memory = Memory::erased();
        boot_state::create(&mut memory, RECORD).unwrap();
        Device {
            keys: vec![public(1), public(2), public(3)],
            identity: b"METER-01".to_vec(),
            installed: vec![[9, 9, 9, 9, 9, 9, 9, 9], [1, 2, 3, 0, 4, 0, 0, 0]],
            address: 0x0800_4000,
            configuration: false,
            memory,
        }
    }

    fn trust(&self) -> Trust<'_> {
        Trust {
            keys: &self.keys,
            identity: &self.identity,
            installed: &self.installed,
            address: self.address,
            configuration: self.configuration,
        }
    }

    fn verify(&self, image: &[u8]) -> Result<Entry, Status> {
        let mut entry = [0x55; size_of::<Entry>()];
        let answer = verify(&self.trust(), &mut self.memory.clone(), RECORD, image, &mut entry);
        assert_eq!(answer.is_ok(), entry != [0; size_of::<Entry>()]);
        answer.map(|status| {
            assert_eq!(status, Status::OK);
            entry
        })
    }

    fn answer(&self, recipe: &Recipe) -> Status {
        self.verify(&recipe.make()).map_or_else(|status| status, |_| Status::OK)
    }
}

#[test]
fn says_what_a_good_image_holds() {
    let image = Recipe::plain().make();
    let entry = Device::new().verify(&image).unwrap();
    let (numbers, rest) = entry.split_at(16);
    assert_eq!(numbers, [32_u32, 40, 7, 0].map(u32::to_ne_bytes).as_flattened());
    assert_eq!(rest[..8], [1, 2, 3, 0, 4, 0, 0, 0]);
    assert_eq!(rest[8..], sha256(&image[..32 + 40 + 12]));
}

#[test]
fn takes_an_image_in_parts_of_any_length() {
    let device = Device::new();
    let image = Recipe { after: Vec::new(), ..Recipe::plain() }.make();
    for length in (1..40).chain([64, 100, 1000]) {
        let mut parts = Image::new(BootState::default(), 1000);
        for part in image.chunks(length) {
            assert_eq!(parts.check(&device.trust(), &mut [0; size_of::<Entry>()]), Err(Status::MALFORMED));
            parts.update(&device.trust(), part).unwrap();
        }
        assert!(parts.check(&device.trust(), &mut [0; size_of::<Entry>()]).is_ok(), "{length}");
    }
}

#[test]
fn refuses_every_flipped_bit_and_every_truncation() {
    let (device, image) = (Device::new(), Recipe::plain().make());
    let length = image.len() - 9;
    for place in 0..length {
        for bit in 0..8 {
            let mut flipped = image.clone();
            flipped[place] ^= 1 << bit;
            let answer = device.verify(&flipped).map(|_| ()).unwrap_err();
            let known = [Status::MALFORMED, Status::NOT_AUTHENTIC, Status::UNKNOWN_KEY];
            assert!(known.contains(&answer), "byte {place}, bit {bit}: {answer:?}");
        }
        assert_eq!(device.verify(&image[..place]).map(|_| ()), Err(Status::MALFORMED), "{place} bytes");
    }
    assert!(device.verify(&image[..length]).is_ok());
}

#[test]
fn a_header_is_refused_for_each_of_its_faults() {
    let device = Device::new();
    let recipe = Recipe::plain();
    for (length, status) in [(31, Status::MALFORMED), (0, Status::MALFORMED), (0x200, Status::OK)] {
        assert_eq!(device.answer(&Recipe { header_length: length, ..recipe.clone() }), status);
    }
    assert_eq!(device.answer(&Recipe { payload: Vec::new(), ..recipe.clone() }), Status::MALFORMED);
    for (flags, status) in [
        (0x001, Status::OK),
        (0x100, Status::WRONG_TARGET),
        (0x004, Status::MALFORMED),
        (0x008, Status::MALFORMED),
        (0x020, Status::MALFORMED),
        (0x400, Status::MALFORMED),
        (0x8000_0000, Status::MALFORMED),
        (0x010, Status::WRONG_TARGET),
    ] {
        assert_eq!(device.answer(&Recipe { flags, ..recipe.clone() }), status, "flags {flags:#x}");
    }
    let fixed = Recipe { flags: 0x100, load_address: device.address, ..recipe };
    assert_eq!(device.answer(&fixed), Status::OK);
}

/// Whatever stands in the lengths of a header, nothing is read beyond what is there.
#[test]
fn lengths_that_wrap_are_malformed() {
    let (device, image) = (Device::new(), Recipe::plain().make());
    for (place, value) in [
        (12, u32::MAX.to_le_bytes()),
        (12, (u32::MAX - 31).to_le_bytes()),
        (12, (u32::MAX - 43).to_le_bytes()),
        (12, 0x7FFF_FFFF_u32.to_le_bytes()),
        (8, [0xFF; 4]),
        (8, [32, 0, 0xFF, 0xFF]),
    ] {
        let mut changed = image.clone();
        changed[place..place + 4].copy_from_slice(&value);
        assert_eq!(device.verify(&changed).map(|_| ()), Err(Status::MALFORMED), "{place} {value:?}");
    }
    let mut parts = Image::new(BootState::default(), u32::MAX);
    let mut header = image[..32].to_vec();
    header[8..16].copy_from_slice(&[0xFF; 8]);
    assert_eq!(parts.update(&device.trust(), &header), Err(Status::MALFORMED));
}

#[test]
fn values_are_refused_where_they_do_not_belong_or_come_twice() {
    let device = Device::new();
    for (kind, value) in [
        (0x50, &[0; 3][..]),
        (0x50, &[0; 4]),
        (0xA1, &[0; 5]),
        (0x40, &[0; 11]),
        (0xA0, &[]),
        (0xA0, &[0; 73]),
        (0x10, &[0; 32]),
        (0x01, &[0; 32]),
        (0x22, &[0; 70]),
    ] {
        assert_eq!(device.answer(&Recipe::with(kind, value)), Status::MALFORMED, "{kind:#x} {}", value.len());
    }
    for (kind, length) in [(0x60, 90), (0x74, 16), (0xBEEF, 1000), (0xA2, 0)] {
        assert_eq!(device.answer(&Recipe::with(kind, &vec![1; length])), Status::OK, "{kind:#x}");
    }
    assert_eq!(device.answer(&Recipe { protected: Vec::new(), ..Recipe::plain() }), Status::OK);
}

#[test]
fn protected_values_count_only_where_the_hash_covers_them() {
    let device = Device::new();
    let image = Recipe { after: Vec::new(), ..Recipe::plain() }.make();
    for (kind, value) in [(0x50_u16, vec![9, 0, 0, 0]), (0xA1, vec![0; 4]), (0xA0, b"METER-01".to_vec())] {
        let mut changed = image.clone();
        changed.extend(kind.to_le_bytes());
        changed.extend(u16::try_from(value.len()).unwrap().to_le_bytes());
        changed.extend(&value);
        let place = 32 + 40 + 12 + 2;
        let length = u16::from_le_bytes([changed[place], changed[place + 1]]) + 4 + value.len() as u16;
        changed[place..place + 2].copy_from_slice(&length.to_le_bytes());
        assert_eq!(device.verify(&changed).map(|_| ()), Err(Status::MALFORMED), "{kind:#x}");
    }
}

#[test]
fn the_first_signature_of_a_trusted_key_counts() {
    let mut device = Device::new();
    for (signers, status) in [
        (vec![1], Status::OK),
        (vec![3], Status::OK),
        (vec![4, 2], Status::OK),
        (vec![2, 4], Status::OK),
        (vec![4], Status::UNKNOWN_KEY),
        (vec![4, 5], Status::UNKNOWN_KEY),
        (vec![], Status::NOT_AUTHENTIC),
    ] {
        let recipe = Recipe { signers: signers.clone(), ..Recipe::plain() };
        assert_eq!(device.answer(&recipe), status, "{signers:?}");
    }
    device.keys.clear();
    assert_eq!(device.answer(&Recipe::plain()), Status::UNKNOWN_KEY);
}

#[test]
fn revoked_keys_are_unknown_and_no_image_revokes_its_own() {
    let mut device = Device::new();
    boot_state::raise(&mut device.memory, RECORD, &BootState { counter: 0, first_key: 1 }).unwrap();
    for (signers, status) in [(vec![1], Status::UNKNOWN_KEY), (vec![2], Status::OK), (vec![1, 2], Status::OK)]
    {
        assert_eq!(device.answer(&Recipe { signers, ..Recipe::plain() }), status);
    }
    let revokes =
        |first: u32, signer| Recipe { signers: vec![signer], ..Recipe::with(0xA1, &first.to_le_bytes()) };
    assert_eq!(device.answer(&revokes(2, 2)), Status::MALFORMED);
    assert_eq!(device.answer(&revokes(u32::MAX, 3)), Status::MALFORMED);
    let entry = device.verify(&revokes(2, 3).make()).unwrap();
    confirm(&mut device.memory, RECORD, &entry).unwrap();
    for (signer, status) in [(2, Status::UNKNOWN_KEY), (3, Status::OK)] {
        assert_eq!(device.answer(&Recipe { signers: vec![signer], ..Recipe::plain() }), status);
    }
}

#[test]
fn what_is_confirmed_is_not_rolled_back() {
    let mut device = Device::new();
    let counted =
        |counter: u32| Recipe { protected: vec![(0x50, counter.to_le_bytes().to_vec())], ..Recipe::plain() };
    let entry = device.verify(&counted(8).make()).unwrap();
    assert_eq!(device.answer(&counted(7)), Status::OK, "not confirmed yet");
    confirm(&mut device.memory, RECORD, &entry).unwrap();
    for (counter, status) in [(7, Status::ROLLED_BACK), (8, Status::OK), (u32::MAX, Status::OK)] {
        assert_eq!(device.answer(&counted(counter)), status);
    }
    let without = Recipe { protected: Vec::new(), ..Recipe::plain() };
    assert_eq!(device.answer(&without), Status::ROLLED_BACK);
    let writes = device.memory.writes;
    confirm(&mut device.memory, RECORD, &entry).unwrap();
    assert_eq!(device.memory.writes, writes, "nothing rises, nothing wears");
}

#[test]
fn dependencies_are_met_by_the_same_or_a_later_version() {
    let device = Device::new();
    let needs = |image: u8, version: Version| {
        let recipe = Recipe::with(0x40, &[&[image, 0, 0, 0][..], &version].concat());
        device.answer(&recipe)
    };
    for (version, met) in [
        ([1, 2, 3, 0, 4, 0, 0, 0], true),
        ([1, 2, 3, 0, 5, 0, 0, 0], false),
        ([1, 2, 3, 0, 0, 1, 0, 0], false),
        ([1, 2, 2, 0, 0, 1, 0, 0], true),
        ([1, 2, 0, 1, 0, 0, 0, 0], false),
        ([1, 3, 0, 0, 0, 0, 0, 0], false),
        ([0, 255, 255, 255, 255, 255, 255, 255], true),
        ([2, 0, 0, 0, 0, 0, 0, 0], false),
    ] {
        assert_eq!(needs(1, version), if met { Status::OK } else { Status::UNMET_DEPENDENCY }, "{version:?}");
    }
    assert_eq!(needs(2, [0; 8]), Status::UNMET_DEPENDENCY);
    let mut two = Recipe::with(0x40, &[1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0]);
    two.protected.push((0x40, vec![0; 12]));
    assert_eq!(device.answer(&two), Status::UNMET_DEPENDENCY);
}

#[test]
fn a_configuration_is_for_the_device_that_it_names() {
    let mut device = Device::new();
    let firmware_for = |identity: &[u8]| Recipe::with(0xA0, identity);
    let configuration_for = |identity: &[u8]| Recipe { flags: 0x10, ..firmware_for(identity) };
    assert_eq!(device.answer(&firmware_for(b"METER-01")), Status::OK);
    assert_eq!(device.answer(&firmware_for(b"METER-02")), Status::WRONG_TARGET);
    assert_eq!(device.answer(&configuration_for(b"METER-01")), Status::WRONG_TARGET);
    device.configuration = true;
    assert_eq!(device.answer(&configuration_for(b"METER-01")), Status::OK);
    for identity in [&b"METER-02"[..], b"METER-0", b"METER-011", b"M"] {
        assert_eq!(device.answer(&configuration_for(identity)), Status::WRONG_TARGET);
    }
    assert_eq!(device.answer(&Recipe { flags: 0x10, ..Recipe::plain() }), Status::WRONG_TARGET, "names none");
    assert_eq!(device.answer(&firmware_for(b"METER-01")), Status::WRONG_TARGET);
    let mut several = configuration_for(b"METER-02");
    several.protected.push((0xA0, b"METER-01".to_vec()));
    assert_eq!(device.answer(&several), Status::OK);
    device.identity.clear();
    assert_eq!(device.answer(&configuration_for(b"METER-01")), Status::WRONG_TARGET);
}

#[test]
fn a_second_hash_or_one_that_is_missing_is_malformed() {
    let device = Device::new();
    let recipe = Recipe { after: Vec::new(), ..Recipe::plain() };
    let image = recipe.make();
    let signed = 32 + 40 + 12;
    let digest = sha256(&image[..signed]);
    let signature = sign(1, &digest);
    let key = sha256(&[&KEY_INFO.get()[..], &public(1)].concat());
    for (values, status) in [
        (vec![(0x10, digest.to_vec()), (0x01, key.to_vec()), (0x22, signature.clone())], Status::OK),
        (vec![(0x01, key.to_vec()), (0x22, signature.clone()), (0x10, digest.to_vec())], Status::OK),
        (vec![(0x01, key.to_vec()), (0x22, signature.clone())], Status::MALFORMED),
        (vec![(0x10, digest.to_vec()), (0x10, digest.to_vec())], Status::MALFORMED),
        (vec![(0x10, vec![0; 32]), (0x01, key.to_vec()), (0x22, signature.clone())], Status::NOT_AUTHENTIC),
        (vec![(0x10, digest.to_vec()), (0x22, signature.clone())], Status::UNKNOWN_KEY),
        (vec![(0x10, digest.to_vec()), (0x01, key.to_vec())], Status::NOT_AUTHENTIC),
        (vec![(0x10, digest.to_vec()), (0x01, key.to_vec()), (0x22, vec![])], Status::MALFORMED),
        (vec![(0x10, digest.to_vec()), (0x01, key.to_vec()), (0x22, vec![0; 73])], Status::MALFORMED),
        (vec![], Status::MALFORMED),
    ] {
        let changed = [&image[..signed], &area(0x6907, &values)].concat();
        assert_eq!(
            device.verify(&changed).map_or_else(|status| status, |_| Status::OK),
            status,
            "{values:?}"
        );
    }
}
