//! Files in the form of NIST's validation programs, `NAME = value` in blocks between empty lines:
//! NIST's own, those of RFCs, and the loops that OpenSSL computed.

use crate::stream::Expectation::{self, Accept, Refuse};
use crate::stream::{Operation, Stream};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

const KEY_LENGTHS: [usize; 3] = [128, 192, 256];

/// One vector: its own lines and those above it that hold for all that follow.
struct Block<'a> {
    line: usize,
    own: HashMap<&'a str, &'a str>,
    inherited: HashMap<&'a str, &'a str>,
}

impl Block<'_> {
    fn text(&self, name: &str) -> &str {
        self.own
            .get(name)
            .or_else(|| self.inherited.get(name))
            .unwrap_or_else(|| panic!("the vector in line {} has no {name}", self.line))
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let digits = self.text(name).as_bytes();
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        digits
            .chunks(2)
            .map(|pair| match *pair {
                [high, low] => Some(digit(high)? << 4 | digit(low)?),
                _ => None,
            })
            .collect::<Option<_>>()
            .unwrap_or_else(|| panic!("{name} in line {} is not hexadecimal", self.line))
    }

    /// Bytes whose true length stands elsewhere: the files write nothing as `00`.
    fn bytes_of_length(&self, name: &str, length: usize) -> Vec<u8> {
        let bytes = self.bytes(name);
        assert!(bytes.len() == length || (length == 0 && bytes == [0]), "{name} in line {}", self.line);
        bytes[..length].to_vec()
    }

    fn number(&self, name: &str) -> usize {
        self.text(name).parse().unwrap_or_else(|error| panic!("{name} in line {}: {error}", self.line))
    }

    /// Whether the vector is one that must be accepted.
    fn passes(&self) -> bool {
        match self.text("Result").get(..1) {
            Some("P") => true,
            Some("F") => false,
            _ => panic!("the result in line {} is unknown", self.line),
        }
    }

    fn public_key(&self) -> Vec<u8> {
        [self.bytes("Qx"), self.bytes("Qy")].concat()
    }

    fn signature(&self) -> Vec<u8> {
        [self.bytes("R"), self.bytes("S")].concat()
    }
}

/// Hands each block that has a line `decisive` to `convert`. The number of such lines, counted apart
/// from the parsing, is the number of cases that must come out.
fn convert(stream: &mut Stream, path: &Path, decisive: &str, mut convert: impl FnMut(&mut Stream, &Block)) {
    let [file, folder] = [path.file_name(), path.parent().and_then(Path::file_name)]
        .map(|name| name.unwrap_or_default().to_string_lossy());
    let name = format!("{folder}/{file}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    stream.source(&name);
    let mut block = Block { line: 1, own: HashMap::new(), inherited: HashMap::new() };
    for (line, words) in (1..).zip(text.lines().chain([""])) {
        let words = words.trim();
        if words.is_empty() || words.starts_with('[') {
            let own = std::mem::take(&mut block.own);
            if own.contains_key(decisive) {
                block.own = own;
                convert(stream, &block);
                block.own = HashMap::new();
            } else {
                block.inherited.extend(own);
            }
            block.line = line + 1;
        }
        if words.starts_with('#') {
            continue;
        }
        if words == "FAIL" {
            block.own.insert(words, words);
        }
        for pair in words.trim_matches(['[', ']']).split(", ") {
            if let Some((name, value)) = pair.split_once(" =") {
                let values = if words.starts_with('[') { &mut block.inherited } else { &mut block.own };
                values.insert(name.trim(), value.trim());
            }
        }
    }
    let is_decisive = |line: &&str| line.split_once('=').is_some_and(|(name, _)| name.trim() == decisive);
    let decisive_lines = text.lines().filter(is_decisive).count();
    stream.end_source(&name, decisive_lines);
}

/// ECB and CBC: known answers and messages of several blocks.
pub fn aes(stream: &mut Stream, folder: &Path) {
    for mode in ["ECB", "CBC"] {
        for kind in ["GFSbox", "KeySbox", "VarKey", "VarTxt", "MMT"] {
            for bits in KEY_LENGTHS {
                let path = folder.join(format!("{mode}{kind}{bits}.rsp"));
                convert(stream, &path, "CIPHERTEXT", |stream, block| aes_case(stream, block, mode));
            }
        }
    }
}

fn aes_case(stream: &mut Stream, block: &Block, mode: &str) {
    let [key, plaintext, ciphertext] = ["KEY", "PLAINTEXT", "CIPHERTEXT"].map(|name| block.bytes(name));
    if mode == "ECB" {
        stream.case(block.line, Operation::AesEcb, Accept, &[&key, &plaintext, &ciphertext]);
    } else {
        let operation = if mode == "CBC" { Operation::AesCbc } else { Operation::AesCtr };
        stream.case(block.line, operation, Accept, &[&key, &block.bytes("IV"), &plaintext, &ciphertext]);
    }
}

/// The loops of AESAVS, 6.4, as `c/aes_monte_carlo.c` writes them.
pub fn aes_monte_carlo(stream: &mut Stream, folder: &Path) {
    for (mode, direction, operation, input, output) in [
        ("ECB", "Encrypt", Operation::AesEcbEncryptMonteCarlo, "PLAINTEXT", "CIPHERTEXT"),
        ("ECB", "Decrypt", Operation::AesEcbDecryptMonteCarlo, "CIPHERTEXT", "PLAINTEXT"),
        ("CBC", "Encrypt", Operation::AesCbcEncryptMonteCarlo, "PLAINTEXT", "CIPHERTEXT"),
        ("CBC", "Decrypt", Operation::AesCbcDecryptMonteCarlo, "CIPHERTEXT", "PLAINTEXT"),
    ] {
        for bits in KEY_LENGTHS {
            let path = folder.join(format!("{mode}Monte{direction}{bits}.rsp"));
            convert(stream, &path, output, |stream, block| {
                let [key, input, output] = ["KEY", input, output].map(|name| block.bytes(name));
                if mode == "ECB" {
                    stream.case(block.line, operation, Accept, &[&key, &input, &output]);
                } else {
                    stream.case(block.line, operation, Accept, &[&key, &block.bytes("IV"), &input, &output]);
                }
            });
        }
    }
}

/// CCM (CCMVS): decryption-verification, then variable AAD, nonce, payload and tag.
pub fn ccm(stream: &mut Stream, folder: &Path) {
    for bits in KEY_LENGTHS {
        convert(stream, &folder.join(format!("DVPT{bits}.rsp")), "Result", |stream, block| {
            let payload_length = block.number("Plen");
            let payload =
                if block.passes() { block.bytes_of_length("Payload", payload_length) } else { Vec::new() };
            ccm_case(stream, block, &payload);
        });
    }
    for kind in ["VADT", "VNT", "VPT", "VTT"] {
        for bits in KEY_LENGTHS {
            convert(stream, &folder.join(format!("{kind}{bits}.rsp")), "CT", |stream, block| {
                ccm_case(stream, block, &block.bytes_of_length("Payload", block.number("Plen")));
            });
        }
    }
}

fn ccm_case(stream: &mut Stream, block: &Block, payload: &[u8]) {
    let [key, nonce, sealed] = ["Key", "Nonce", "CT"].map(|name| block.bytes(name));
    let aad = block.bytes_of_length("Adata", block.number("Alen"));
    let (ciphertext, tag) = sealed.split_at(block.number("Plen"));
    assert!(
        nonce.len() == block.number("Nlen") && tag.len() == block.number("Tlen"),
        "a length in line {}",
        block.line
    );
    let refused = block.own.contains_key("Result") && !block.passes();
    let expectation = if refused { Refuse } else { Accept };
    stream.case(block.line, Operation::AesCcm, expectation, &[&key, &nonce, tag, &aad, payload, ciphertext]);
}

/// GCM (GCMVS): encryption with a given nonce, then decryption.
pub fn gcm(stream: &mut Stream, folder: &Path) {
    for kind in ["EncryptExtIV", "Decrypt"] {
        for bits in KEY_LENGTHS {
            convert(stream, &folder.join(format!("gcm{kind}{bits}.rsp")), "Tag", |stream, block| {
                let [key, nonce, aad, ciphertext, tag] =
                    ["Key", "IV", "AAD", "CT", "Tag"].map(|name| block.bytes(name));
                let refused = block.own.contains_key("FAIL");
                let plaintext = if refused { Vec::new() } else { block.bytes("PT") };
                let fields: [&[u8]; 6] = [&key, &nonce, &tag, &aad, &plaintext, &ciphertext];
                stream.case(block.line, Operation::AesGcm, if refused { Refuse } else { Accept }, &fields);
            });
        }
    }
}

/// Key wrap (SP 800-38F): wrapping, then unwrapping.
pub fn key_wrap(stream: &mut Stream, folder: &Path) {
    for kind in ["AE", "AD"] {
        for bits in KEY_LENGTHS {
            convert(stream, &folder.join(format!("KW_{kind}_{bits}.txt")), "C", |stream, block| {
                let refused = block.own.contains_key("FAIL");
                let plaintext = if refused { Vec::new() } else { block.bytes("P") };
                stream.case(
                    block.line,
                    Operation::AesKeyWrap,
                    if refused { Refuse } else { Accept },
                    &[&block.bytes("K"), &plaintext, &block.bytes("C")],
                );
            });
        }
    }
}

/// CMAC: the examples of SP 800-38B.
pub fn cmac(stream: &mut Stream, folder: &Path) {
    for bits in KEY_LENGTHS {
        let path = folder.join(format!("nist-800-38b-aes{bits}.txt"));
        convert(stream, &path, "OUTPUT", |stream, block| {
            let [key, message, tag] = ["KEY", "MESSAGE", "OUTPUT"].map(|name| block.bytes(name));
            stream.case(block.line, Operation::AesCmac, Accept, &[&key, &tag, &message]);
        });
    }
}

/// KBKDF in counter mode (SP 800-108), the counter of 32 bits in front.
pub fn kdf(stream: &mut Stream, folder: &Path) {
    convert(stream, &folder.join("KBKDF-CTR.txt"), "KO", |stream, block| {
        let operation = match block.text("PRF") {
            "HMAC_SHA256" => Operation::KdfCounterHmacSha256,
            _ => Operation::KdfCounterAesCmac,
        };
        let [key, fixed, output] = ["KI", "FixedInputData", "KO"].map(|name| block.bytes(name));
        stream.case(block.line, operation, Accept, &[&key, &fixed, &output]);
    });
}

/// SHA-256, SHA-384 or SHA-512: short and long messages.
pub fn sha(stream: &mut Stream, folder: &Path, bits: u16) {
    let (operation, _) = sha_operations(bits);
    for name in ["ShortMsg", "LongMsg"] {
        convert(stream, &folder.join(format!("SHA{bits}{name}.rsp")), "MD", |stream, block| {
            let message = block.bytes_of_length("Msg", block.number("Len") / 8);
            stream.case(block.line, operation, Accept, &[&block.bytes("MD"), &message]);
        });
    }
}

/// The same: 100 times 1000 rounds; each hundredth starts from the digest of the one before it.
pub fn sha_monte_carlo(stream: &mut Stream, folder: &Path, bits: u16) {
    let (_, operation) = sha_operations(bits);
    let mut last_digest = None;
    convert(stream, &folder.join(format!("SHA{bits}Monte.rsp")), "MD", |stream, block| {
        let seed = last_digest.take().unwrap_or_else(|| block.bytes("Seed"));
        let digest = block.bytes("MD");
        stream.case(block.line, operation, Accept, &[&seed, &digest]);
        last_digest = Some(digest);
    });
}

fn sha_operations(bits: u16) -> (Operation, Operation) {
    match bits {
        256 => (Operation::Sha256, Operation::Sha256MonteCarlo),
        384 => (Operation::Sha384, Operation::Sha384MonteCarlo),
        _ => (Operation::Sha512, Operation::Sha512MonteCarlo),
    }
}

/// P-256: key pairs, public-key validation, signatures to check and signatures that were made.
pub fn ecdsa(stream: &mut Stream, folder: &Path) {
    convert(stream, &folder.join("KeyPair.rsp"), "d", |stream, block| {
        stream.case(block.line, Operation::P256KeyPair, Accept, &[&block.bytes("d"), &block.public_key()]);
    });
    convert(stream, &folder.join("PKV.rsp"), "Result", |stream, block| {
        // Some coordinates have 257 bits.
        if block.text("Qx").len() > 64 || block.text("Qy").len() > 64 {
            stream.inexpressible(block.line, "a coordinate does not fit into 32 bytes");
        } else {
            let expectation = if block.passes() { Accept } else { Refuse };
            stream.case(block.line, Operation::P256PublicKey, expectation, &[&block.public_key()]);
        }
    });
    convert(stream, &folder.join("SigVer.rsp"), "Result", |stream, block| {
        let expectation = if block.passes() { Accept } else { Refuse };
        let fields: [&[u8]; 3] = [&block.public_key(), &block.signature(), &block.bytes("Msg")];
        stream.case(block.line, Operation::P256Verify, expectation, &fields);
    });
    // How they are made from their k is tested in `tests/ecdsa_nonce.rs`: no C function takes a k.
    convert(stream, &folder.join("SigGen.txt"), "S", |stream, block| {
        let fields: [&[u8]; 3] = [&block.public_key(), &block.signature(), &block.bytes("Msg")];
        stream.case(block.line, Operation::P256Verify, Accept, &fields);
    });
}

/// AES-CTR (RFC 3686), HMAC-SHA-256 and HMAC-SHA-384 (RFC 4231), HKDF-SHA-256 (RFC 5869), deterministic ECDSA
/// (RFC 6979).
pub fn rfc(stream: &mut Stream, folder: &Path) {
    for bits in KEY_LENGTHS {
        let path = folder.join(format!("rfc3686/aes-{bits}-ctr.txt"));
        convert(stream, &path, "CIPHERTEXT", |stream, block| aes_case(stream, block, "CTR"));
    }
    for (bits, operation) in [(256, Operation::HmacSha256), (384, Operation::HmacSha384)] {
        convert(stream, &folder.join(format!("rfc4231/rfc-4231-sha{bits}.txt")), "MD", |stream, block| {
            let message = block.bytes_of_length("Msg", block.number("Len") / 8);
            let fields: [&[u8]; 3] = [&block.bytes("Key"), &block.bytes("MD"), &message];
            stream.case(block.line, operation, Accept, &fields);
        });
    }
    convert(stream, &folder.join("rfc5869/rfc-5869-HKDF-SHA256.txt"), "OKM", |stream, block| {
        let [salt, secret, info, output] = ["salt", "IKM", "info", "OKM"].map(|name| block.bytes(name));
        hkdf_case(stream, block.line, Accept, [&salt, &secret, &info], output.len(), &output);
    });
    convert(stream, &folder.join("rfc6979/p256-sha256.txt"), "S", |stream, block| {
        let fields: [&[u8]; 4] =
            [&block.bytes("d"), &block.public_key(), &block.signature(), &block.bytes("Msg")];
        stream.case(block.line, Operation::P256Sign, Accept, &fields);
    });
}

/// A case of HKDF with the inputs salt, secret and info.
pub fn hkdf_case(
    stream: &mut Stream, name: usize, expectation: Expectation, inputs: [&[u8]; 3], length: usize,
    output: &[u8],
) {
    let length = u32::try_from(length).expect("an output that fits into memory").to_le_bytes();
    let [salt, secret, info] = inputs;
    stream.case(name, Operation::HkdfSha256, expectation, &[salt, secret, info, &length, output]);
}
