//! `include/amisec.h` is exactly what `src/ffi` generates.
//!
//! cbindgen gives the declarations; this file orders them by the module that they come from, puts
//! the page of conventions in front and writes constants as C programmers expect them. After a
//! change in `src/ffi`: `make header`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The header's sections: source, title.
const SECTIONS: [(&str, &str); 40] = [
    ("status.rs", "Status"),
    ("ffi/general.rs", "Version, comparison, wiping"),
    ("ffi/random.rs", "Randomness"),
    ("ffi/sha256.rs", "SHA-256 (FIPS 180-4)"),
    ("ffi/sha384.rs", "SHA-384 (FIPS 180-4)"),
    ("ffi/sha512.rs", "SHA-512 (FIPS 180-4)"),
    ("ffi/hmac_sha256.rs", "HMAC-SHA-256 (FIPS 198-1, RFC 2104)"),
    ("ffi/hmac_sha384.rs", "HMAC-SHA-384 (FIPS 198-1, RFC 2104)"),
    ("ffi/aes.rs", "AES keys and single blocks (FIPS 197)"),
    ("ffi/ccm.rs", "AES-CCM: authenticated encryption (SP 800-38C, RFC 3610)"),
    ("ffi/ctr.rs", "AES-CTR: unauthenticated (SP 800-38A)"),
    ("ffi/cbc.rs", "AES-CBC: unauthenticated, no padding (SP 800-38A)"),
    ("ffi/ccm_star.rs", "CCM*: frames of IEEE 802.15.4, ZigBee, Wi-SUN"),
    ("ffi/gcm.rs", "AES-GCM and GMAC: authenticated encryption (SP 800-38D)"),
    ("ffi/gcm_stream.rs", "AES-GCM and GMAC in parts (SP 800-38D)"),
    ("ffi/aes_engine.rs", "An AES engine of the chip in place of our AES (SP 800-38A, -38B, -38C, -38D)"),
    ("ffi/cmac.rs", "AES-CMAC (SP 800-38B, RFC 4493)"),
    ("ffi/key_wrap.rs", "AES key wrap (RFC 3394, SP 800-38F)"),
    ("ffi/eax_prime.rs", "EAX': authenticated encryption of ANSI C12.22 and IEEE 1703"),
    ("ffi/hkdf.rs", "HKDF with HMAC-SHA-256 (RFC 5869)"),
    ("ffi/kdf.rs", "Key derivation: one-step and in counter mode (SP 800-56C, SP 800-108)"),
    ("ffi/drbg.rs", "HMAC_DRBG: random bytes from raw noise (SP 800-90A, SP 800-90B)"),
    ("ffi/p256.rs", "P-256 keys and key agreement (SP 800-186, SP 800-56A, SEC 1)"),
    ("ffi/storage.rs", "Storage: records that survive a power cut"),
    ("ffi/storage_counters.rs", "Counters that survive a power cut"),
    ("ffi/dlms.rs", "DLMS/COSEM: protected APDUs, HLS 5 (IEC 62056-5-3, suites 0 and 1)"),
    ("ffi/dlms_hls.rs", "DLMS/COSEM: HLS 6 and 7, key agreement (IEC 62056-5-3, suite 1)"),
    ("ffi/c1222.rs", "ANSI C12.22, IEEE 1703: messages in both security modes"),
    ("ffi/oms.rs", "OMS, wireless M-Bus: security modes 5 and 7 (EN 13757-7)"),
    ("services/command_content.rs", "What is said about a signed command, and what became of it"),
    ("ffi/command_signer.rs", "Signed commands: whose a meter obeys, and what it remembers of them"),
    ("ffi/command.rs", "Signed commands (RFC 9052, COSE_Sign1 with ES256; form: command.cddl)"),
    ("ffi/command_encryption.rs", "Encrypted commands (RFC 9052, COSE_Encrypt0 with AES-CCM-16-64-128)"),
    ("ffi/acknowledgement.rs", "Acknowledgements of commands (RFC 9052, COSE_Sign1 or COSE_Mac0)"),
    ("ffi/report.rs", "Reports: readings and events under the meter's own key (AES-CCM, SP 800-38C)"),
    ("ffi/keys.rs", "Keys in slots (RFC 3394)"),
    ("ffi/key_pair.rs", "P-256 keys that are made on the device (FIPS 186-5)"),
    ("ffi/challenge.rs", "Challenge and response with HMAC-SHA-256 (FIPS 198-1)"),
    ("ffi/boot.rs", "Secure boot: images in the format of MCUboot"),
    ("ffi/selftest.rs", "Self-tests (FIPS 140-3)"),
];
/// Sources whose declarations follow the section of another one.
const CONTINUED: [(&str, &str); 3] = [
    ("ffi/p256_ecdsa.rs", "ECDSA on P-256 with SHA-256 (FIPS 186-5, RFC 6979)"),
    ("ffi/p256_steps.rs", "P-256 in steps (FIPS 186-5, SP 800-56A)"),
    ("ffi/p256_verifier.rs", "ECDSA on P-256 under a prepared key (FIPS 186-5)"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    SECTIONS.into_iter().chain(CONTINUED)
}

/// The declarations of one source.
fn declarations(source: &str) -> String {
    let config = cbindgen::Config::from_file(root().join("include/cbindgen.toml")).expect("cbindgen.toml");
    let mut raw = Vec::new();
    cbindgen::Builder::new()
        .with_config(config)
        .with_src(root().join("src").join(source))
        .generate()
        .expect("cbindgen understands the source")
        .write(&mut raw);
    String::from_utf8(raw).expect("UTF-8")
}

fn render() -> String {
    let version: Vec<&str> = env!("CARGO_PKG_VERSION").split('.').collect();
    let mut header = read("include/amisec-preamble.h");
    for (name, number) in ["MAJOR", "MINOR", "PATCH"].iter().zip(&version) {
        write!(header, "\n#define AMISEC_VERSION_{name} {number}U").expect("a string grows");
    }
    header += "\n/** What amisec_version() of this header's archive gives. */\n#define AMISEC_VERSION \\\n    \
               (((uint32_t)AMISEC_VERSION_MAJOR << 16) | (AMISEC_VERSION_MINOR << 8) | AMISEC_VERSION_PATCH)\n";
    for (source, title) in sections() {
        let rule = "-".repeat(75);
        write!(header, "\n/* {rule}\n * {title}\n * {rule} */\n\n{}\n", polish(&declarations(source)).trim())
            .expect("a string grows");
    }
    header + "\n#ifdef __cplusplus\n}\n#endif\n\n#endif /* AMISEC_H */\n"
}

/// Finishes what cbindgen wrote: constants with a type, initialisers behind their types, C comments.
fn polish(declarations: &str) -> String {
    let mut polished = String::new();
    for line in declarations.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["#define", name, value] => {
                if let Some(status) = name.strip_prefix("amisec_status_t_") {
                    let value: u16 = value.parse().expect("a status is a number");
                    writeln!(polished, "#define AMISEC_{status} ((amisec_status_t)0x{value:04X}U)")
                } else {
                    writeln!(polished, "#define {name} {value}U")
                }
            }
            ["}", name] if name.ends_with("_t;") => {
                let fields = match name {
                    "amisec_aes_engine_t;" => "NULL, NULL",
                    "amisec_boot_parameters_t;" => "NULL, 0U, NULL, 0U, NULL, 0U, 0U, 0U",
                    "amisec_boot_entry_t;" => "0U, 0U, 0U, 0U, 0U, { 0U }, { 0U }",
                    "amisec_c1222_parameters_t;" => "NULL, 0U, 0U, 0U, 0U",
                    "amisec_oms_message_parameters_t;" => "NULL, NULL, 0U, NULL, 0U, 0U",
                    "amisec_dlms_parameters_t;" => "NULL, NULL, 0U",
                    "amisec_dlms_hls_parameters_t;" => "NULL, NULL, NULL, 0U, NULL, 0U",
                    "amisec_storage_t;" => "NULL, NULL, NULL, NULL",
                    "amisec_ccm_star_parameters_t;" => "NULL, NULL, 0U, NULL, 0U, 0U",
                    "amisec_command_parameters_t;" => "NULL, 0U, 0U",
                    "amisec_command_t;" => "0U, 0U, 0U, { 0U }, { 0U }, 0U, 0U, { 0U }",
                    "amisec_acknowledgement_t;" => "0U, 0U, { 0U }, { 0U }",
                    _ if name.contains("parameters") => "NULL, 0U, NULL, 0U, NULL, 0U",
                    _ => "{ 0U }",
                };
                let constant = name.trim_end_matches("_t;").to_uppercase();
                writeln!(
                    polished,
                    "{line}\n/** An object that is not set up. */\n#define {constant}_INIT {{ {fields} }}"
                )
            }
            _ => writeln!(polished, "{line}"),
        }
        .expect("a string grows");
    }
    // The annotation for cbindgen stands last in its comment, behind an empty line.
    let annotation = "\n *\n * cbindgen:ptrs-as-arrays";
    while let Some(start) = polished.find(annotation) {
        let length = polished[start..].find("\n */").expect("the comment ends");
        polished.replace_range(start..start + length, "");
    }
    polished
        .lines()
        .map(|line| {
            if line.starts_with("typedef") { line.into() } else { line.replace("struct amisec_", "amisec_") }
        })
        .collect::<Vec<String>>()
        .join("\n")
}

#[test]
fn committed_header_matches_the_rust_source() {
    let rendered = render();
    if env::var_os("AMISEC_UPDATE_HEADER").is_some() {
        fs::write(root().join("include/amisec.h"), &rendered).expect("the header can be written");
    }
    assert!(read("include/amisec.h") == rendered, "include/amisec.h is stale: run `make header`");
}

#[test]
fn every_source_of_the_c_abi_has_a_section() {
    for entry in fs::read_dir(root().join("src/ffi")).expect("src/ffi").flatten() {
        let name = entry.file_name().into_string().expect("UTF-8");
        let exports = fs::read_to_string(entry.path()).expect("a source").contains("#[unsafe(no_mangle)]");
        // What `benches/footprint` measures besides: in no archive that is delivered.
        if name == "bench.rs" {
            continue;
        }
        let listed = sections().any(|(source, _)| source == format!("ffi/{name}"));
        assert!(listed || !exports, "{name} exports functions that the header leaves out");
    }
}
