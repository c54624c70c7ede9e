//! ECDSA on P-256 with a given secret number k: NIST's SigGen vectors and those of RFC 6979, A.2.5.
//!
//! No C function takes a k, so this looks at the Rust below them. The archive's own signatures are held
//! against RFC 6979 by `vectors/check`.

use amisec::primitives::p256::sign_digest_with_k;
use amisec::primitives::sha256::Sha256;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Signs a digest with this k.
fn sign_with_k(private: &[u8; 32], digest: &[u8; 32], k: &[u8; 32]) -> [u8; 64] {
    let mut signature = [0; 64];
    sign_digest_with_k(private, digest, k, &mut signature).expect("numbers from 1 to n - 1");
    signature
}

fn sha256(message: &[u8]) -> [u8; 32] {
    let (mut hash, mut digest) = (Sha256::default(), [0; 32]);
    hash.update(message);
    hash.finish(&mut digest);
    digest
}

fn bytes(digits: &str) -> Vec<u8> {
    (0..digits.len())
        .step_by(2)
        .map(|start| u8::from_str_radix(&digits[start..start + 2], 16).expect("hexadecimal digits"))
        .collect()
}

fn number(vector: &HashMap<String, String>, name: &str) -> [u8; 32] {
    bytes(&vector[name]).try_into().expect("32 bytes")
}

/// The blocks of a file in which all of message, key, k and signature stand.
fn vectors(file: &str) -> Vec<HashMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.split("\n\n")
        .map(|block| {
            let lines = block.lines().filter_map(|line| line.split_once(" = "));
            lines.map(|(name, value)| (name.into(), value.trim().into())).collect::<HashMap<_, _>>()
        })
        .filter(|block| block.contains_key("k"))
        .collect()
}

fn makes_the_signatures_of(file: &str, expected: usize) {
    let vectors = vectors(file);
    assert_eq!(vectors.len(), expected, "{file}");
    for vector in vectors {
        let digest = sha256(&bytes(&vector["Msg"]));
        let (private, k) = (number(&vector, "d"), number(&vector, "k"));
        let signature = [number(&vector, "R"), number(&vector, "S")].concat();
        assert_eq!(sign_with_k(&private, &digest, &k)[..], signature, "{file}: {}", vector["k"]);

        let mut other_k = k;
        other_k[31] ^= 1;
        assert_ne!(sign_with_k(&private, &digest, &other_k)[..], signature, "k has no effect");
    }
}

#[test]
fn makes_nist_signatures_from_their_k() {
    makes_the_signatures_of("nist-ecdsa/SigGen.txt", 15);
}

#[test]
fn makes_the_signatures_of_rfc_6979_from_their_k() {
    makes_the_signatures_of("rfc6979/p256-sha256.txt", 2);
}
