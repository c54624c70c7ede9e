//! Writes a case stream; the format is described at the top of `main.rs`.

use std::collections::BTreeMap;

/// What a case does. The comment names its fields; `c/vector_cases.h` has the same numbers.
#[derive(Clone, Copy, PartialEq)]
pub enum Operation {
    /// digest, message
    Sha256 = 1,
    /// seed, digest after 1000 rounds (SHAVS, 6.4)
    Sha256MonteCarlo = 2,
    /// key, tag, message
    HmacSha256 = 3,
    /// key, plaintext, ciphertext; both directions
    AesEcb = 4,
    /// key, iv, plaintext, ciphertext; both directions
    AesCbc = 5,
    /// key, counter block, plaintext, ciphertext; both directions
    AesCtr = 6,
    /// key, first input, output after 1000 rounds (AESAVS, 6.4.1)
    AesEcbEncryptMonteCarlo = 7,
    /// as above
    AesEcbDecryptMonteCarlo = 8,
    /// key, iv, first input, output after 1000 rounds (AESAVS, 6.4.2)
    AesCbcEncryptMonteCarlo = 9,
    /// as above
    AesCbcDecryptMonteCarlo = 10,
    /// key, nonce, tag, aad, plaintext, ciphertext; seals only if it must be accepted
    AesCcm = 11,
    /// public key x||y, signature r||s, message
    P256Verify = 12,
    /// public key x||y, signature in DER, message
    P256VerifyDer = 13,
    /// private key, public key x||y, signature r||s, message; with the nonce of RFC 6979
    P256Sign = 14,
    /// private key, public key x||y
    P256KeyPair = 15,
    /// public key x||y
    P256PublicKey = 16,
    /// private key, shared secret, public key as a SEC 1 encoding of 33 or 65 bytes
    P256Ecdh = 17,
    /// digest, message
    Sha384 = 32,
    /// seed, digest after 1000 rounds (SHAVS, 6.4)
    Sha384MonteCarlo = 33,
    /// digest, message
    Sha512 = 34,
    /// seed, digest after 1000 rounds (SHAVS, 6.4)
    Sha512MonteCarlo = 35,
    /// key, tag, message
    HmacSha384 = 36,
    /// key, nonce, tag, aad, plaintext, ciphertext; seals only if it must be accepted
    AesGcm = 40,
    /// key, tag, message
    AesCmac = 41,
    /// key, plaintext, wrapped; wraps only if it must be accepted
    AesKeyWrap = 42,
    /// salt, secret, info, 4 bytes of the output's length (the low one first), output
    HkdfSha256 = 43,
    /// key, fixed input, output
    KdfCounterHmacSha256 = 44,
    /// as above
    KdfCounterAesCmac = 45,
}

impl Operation {
    /// The field that the case stands or falls with, counted from 0.
    fn decisive_field(self) -> Option<usize> {
        match self {
            Self::Sha256 | Self::Sha384 | Self::Sha512 => Some(0),
            Self::Sha256MonteCarlo
            | Self::Sha384MonteCarlo
            | Self::Sha512MonteCarlo
            | Self::HmacSha256
            | Self::HmacSha384
            | Self::AesCmac
            | Self::P256Verify
            | Self::P256VerifyDer
            | Self::P256KeyPair
            | Self::P256Ecdh => Some(1),
            Self::AesEcb
            | Self::AesEcbEncryptMonteCarlo
            | Self::AesEcbDecryptMonteCarlo
            | Self::AesCcm
            | Self::AesGcm
            | Self::AesKeyWrap
            | Self::KdfCounterHmacSha256
            | Self::KdfCounterAesCmac
            | Self::P256Sign => Some(2),
            Self::HkdfSha256 => Some(4),
            Self::AesCbc | Self::AesCtr | Self::AesCbcEncryptMonteCarlo | Self::AesCbcDecryptMonteCarlo => {
                Some(3)
            }
            Self::P256PublicKey => None,
        }
    }
}

/// What the library must answer.
#[derive(Clone, Copy, PartialEq)]
pub enum Expectation {
    /// It must succeed, with these results.
    Accept = 0,
    /// It must refuse: never `AMISEC_OK`, and only a status that stands for a cryptographic refusal.
    Refuse = 1,
    /// It may accept, with these results, or refuse.
    Either = 2,
    /// It must answer `AMISEC_BAD_LENGTH` and touch nothing.
    BadLength = 3,
}

/// A case stream being written.
pub struct Stream {
    bytes: Vec<u8>,
    items: usize,
    items_of_source: usize,
    inexpressible: BTreeMap<&'static str, Vec<usize>>,
    damaged: bool,
}

impl Stream {
    pub fn start(damaged: bool) -> Self {
        Stream {
            bytes: b"AMV1".to_vec(),
            items: 0,
            items_of_source: 0,
            inexpressible: BTreeMap::new(),
            damaged,
        }
    }

    /// Starts the cases of another file.
    pub fn source(&mut self, name: &str) {
        self.bytes.push(1);
        field(&mut self.bytes, name.as_bytes());
        self.items_of_source = 0;
    }

    /// Ends the cases of a file, which must be `expected` in all: the converter drops none.
    pub fn end_source(&mut self, name: &str, expected: usize) {
        assert!(
            self.items_of_source == expected && expected > 0,
            "{name} holds {expected} cases, {} were converted",
            self.items_of_source
        );
        for (reason, cases) in std::mem::take(&mut self.inexpressible) {
            self.bytes.push(3);
            field(&mut self.bytes, reason.as_bytes());
            number(&mut self.bytes, cases.len());
            cases.into_iter().for_each(|case| number(&mut self.bytes, case));
        }
    }

    /// Adds a case that the C ABI can be asked.
    pub fn case(&mut self, name: usize, operation: Operation, expectation: Expectation, fields: &[&[u8]]) {
        self.items_of_source += 1;
        let mut fields: Vec<Vec<u8>> = fields.iter().map(|field| field.to_vec()).collect();
        let mut expectation = expectation;
        if self.damaged {
            match (expectation, operation.decisive_field()) {
                // Whatever comes of it is right: there is nothing to spoil.
                (Expectation::Either, _) => return,
                (Expectation::Accept, Some(decisive)) => {
                    // Not the lowest bit: some signatures have an s that it turns into n - s, as valid.
                    *fields[decisive].last_mut().expect("a result is never empty") ^= 4;
                }
                (Expectation::Accept, None) => expectation = Expectation::Refuse,
                (Expectation::Refuse | Expectation::BadLength, _) => expectation = Expectation::Accept,
            }
        }
        self.items += 1;
        let mut body = Vec::new();
        fields.iter().for_each(|bytes| field(&mut body, bytes));
        self.bytes.push(2);
        number(&mut self.bytes, name);
        self.bytes.extend([operation as u8, expectation as u8]);
        number(&mut self.bytes, body.len());
        self.bytes.extend(body);
    }

    /// Adds a case that the C ABI cannot be asked, and why.
    pub fn inexpressible(&mut self, name: usize, reason: &'static str) {
        self.items_of_source += 1;
        self.items += 1;
        self.inexpressible.entry(reason).or_default().push(name);
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.push(0);
        number(&mut self.bytes, self.items);
        let (mut sum, mut sum_of_sums) = (0_u16, 0_u16);
        for byte in &self.bytes {
            sum = sum.wrapping_add((*byte).into());
            sum_of_sums = sum_of_sums.wrapping_add(sum);
        }
        self.bytes.extend(sum.to_le_bytes());
        self.bytes.extend(sum_of_sums.to_le_bytes());
        self.bytes
    }
}

fn field(bytes: &mut Vec<u8>, field: &[u8]) {
    number(bytes, field.len());
    bytes.extend(field);
}

fn number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = u32::try_from(number).expect("numbers of a stream have 32 bits");
    while rest > 0x7F {
        bytes.push(0x80 | rest.to_le_bytes()[0]);
        rest >>= 7;
    }
    bytes.push(rest.to_le_bytes()[0]);
}
