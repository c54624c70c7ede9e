//! `include/amisec.h` documents each function as the page of conventions says: every parameter, every answer with its
//! cause, the standard. Whether the answers are those that really come is what the fuzz targets look at.

use std::fs;
use std::path::Path;

/// Sections without a standard: what they do is the library's own.
const OUR_OWN: [&str; 5] = [
    "Version, comparison, wiping",
    "Storage: records that survive a power cut",
    "Counters that survive a power cut",
    "Signed commands: whose a meter obeys, and what it remembers of them",
    "Secure boot: images in the format of MCUboot",
];
const STANDARDS: [&str; 9] =
    ["FIPS", "SP 800", "RFC", "IEC 62056", "EN 13757", "ANSI C12", "IEEE", "SEC 1", "802.15.4"];

/// Why no program of `benches/operations` needs to call some functions, and parts of their names.
const NOT_MEASURED: [(&str, &[&str]); 13] = [
    ("gives a number", &["amisec_version", "amisec_abi_version"]),
    ("for a console", &["amisec_status_text"]),
    ("a loop, which all others contain", &["amisec_wipe", "amisec_equal"]),
    (
        "a message in parts runs the code of a whole one",
        &[
            "sha256_init",
            "sha256_update",
            "sha256_finish",
            "sha384_init",
            "sha384_update",
            "sha384_finish",
            "sha512_init",
            "sha512_update",
            "sha512_finish",
            "cmac_init",
            "cmac_update",
            "cmac_finish",
            "gcm_start",
            "gcm_aad",
            "gcm_encrypt_update",
            "gcm_decrypt_unverified_update",
            "gcm_finish",
            "boot_start",
            "boot_update",
            "boot_finish",
            "amisec_hkdf_sha256_extract",
            "amisec_hkdf_sha256_expand",
        ],
    ),
    (
        "compares with what is measured",
        &[
            "hmac_sha256_verify",
            "hmac_sha384_verify",
            "cmac_verify",
            "acknowledgement_verify",
            "acknowledgement_check",
            "dlms_hls5_check",
            "dlms_hls6_check",
            "dlms_hls7_check",
        ],
    ),
    (
        "the steps of encryption, which is measured, in another order; CBC and key unwrap decrypt blocks, too",
        &["ccm_open", "ccm_star_open", "gcm_open", "cbc_decrypt", "mode5_decrypt", "mode7_open"],
    ),
    ("the code of AES-128, with more rounds", &["aes192_", "aes256_"]),
    (
        "the code of another one that is measured",
        &[
            "amisec_sha384",
            "aes_engine_ctr",
            "aes_engine_cmac",
            "aes_engine_gcm_seal",
            "amisec_kdf_one_step_sha256",
            "amisec_kdf_counter_hmac_sha256",
            "amisec_drbg_reseed",
            "amisec_drbg_uninstantiate",
            "p256_public_key_from_private_start",
            "p256_public_key_from_private_continue",
            "p256_verify_prepared",
        ],
    ),
    (
        "what the counters of dlms_protect and dlms_unprotect do",
        &["amisec_record_", "amisec_receive_counter_"],
    ),
    ("one more record, or one more store", &["boot_revoke", "challenge_reset", "key_epochs"]),
    ("p256_ecdh or p256_sign, and one thing more", &["_ecdh_hedged", "_checked", "amisec_dlms_agree_key"]),
    (
        "p256_generate, p256_sign and the record of a slot",
        &["amisec_key_generate", "amisec_key_public", "amisec_key_sign"],
    ),
    ("the head-end's side", &["amisec_command_sign", "amisec_command_encrypt"]),
];

struct Function {
    name: String,
    section: String,
    comment: String,
    /// Type and name of each parameter.
    parameters: Vec<(String, String)>,
    answers_a_status: bool,
}

fn functions() -> Vec<Function> {
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("../include/amisec.h");
    let header = fs::read_to_string(header).expect("the header");
    let rule = format!("/* {}\n * ", "-".repeat(75));
    let mut found = Vec::new();
    for section in header.split(&rule).skip(1) {
        let title = section.lines().next().expect("a title");
        for part in section.split("/**").skip(1) {
            let (comment, declaration) = part.split_once("*/").expect("the comment ends");
            let declaration = declaration.trim_start().trim_start_matches("AMISEC_MUST_CHECK").trim_start();
            let Some((head, rest)) = declaration.split_once('(') else { continue };
            let name = head.split([' ', '*']).next_back().expect("a word");
            if head.contains(['#', ';', '{']) || head.starts_with("typedef") || !name.starts_with("amisec_") {
                continue;
            }
            let parameters = rest.split_once(')').expect("the list ends").0;
            found.push(Function {
                name: name.into(),
                section: title.into(),
                comment: comment.into(),
                parameters: parameters.split(',').map(parameter).filter(|(of, _)| of != "void").collect(),
                answers_a_status: head.starts_with("amisec_status_t"),
            });
        }
    }
    found
}

/// `const uint8_t key[16]` is a `const uint8_t *` with the name key.
fn parameter(text: &str) -> (String, String) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (array, text) = (text.contains('['), text.split('[').next().unwrap_or_default().to_string());
    let start = text.rfind([' ', '*']).map_or(0, |place| place + 1);
    let (of, name) = text.split_at(start);
    if name == "void" {
        return (name.into(), String::new());
    }
    (format!("{}{}", of.trim_end(), if array { " *" } else { "" }), name.into())
}

fn words_behind<'a>(comment: &'a str, tag: &str) -> Vec<&'a str> {
    comment.split(tag).skip(1).filter_map(|rest| rest.split_whitespace().next()).collect()
}

#[test]
fn every_exported_function_is_found() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../include/amisec.abi");
    let golden = fs::read_to_string(golden).expect("the golden file");
    let exported = golden.lines().filter(|line| line.starts_with("FUNCTION(")).count();
    assert_eq!(functions().len(), exported);
}

/// The functions that a program of `benches/operations` calls.
fn measured() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/operations/amisec");
    let programs = fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path());
    let text: String = programs.map(|path| fs::read_to_string(path).expect("a program")).collect();
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .filter(|word| word.starts_with("amisec_"))
        .map(str::to_string)
        .collect()
}

#[test]
fn every_function_is_measured_or_it_is_said_why_not() {
    let measured = measured();
    let left: Vec<_> =
        functions().into_iter().filter(|function| !measured.contains(&function.name)).collect();
    let parts: Vec<_> = NOT_MEASURED.iter().flat_map(|(_, parts)| *parts).collect();
    for function in &left {
        let known = parts.iter().any(|part| function.name.contains(*part));
        assert!(known, "{}: no program of benches/operations calls it", function.name);
    }
    for part in parts {
        assert!(
            left.iter().any(|function| function.name.contains(part)),
            "{part}: is measured, or is no more"
        );
    }
}

#[test]
fn every_parameter_is_documented() {
    for function in functions() {
        let documented = words_behind(&function.comment, "@param");
        let declared: Vec<&str> = function.parameters.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(documented, declared, "{}", function.name);
    }
}

#[test]
fn every_answer_that_its_parameters_make_possible_is_documented() {
    for function in functions().iter().filter(|function| function.answers_a_status) {
        let has = |test: fn(&str) -> bool| function.parameters.iter().any(|(of, _)| test(of));
        let answers = words_behind(&function.comment, "@retval");
        let mut needed = vec!["AMISEC_OK"];
        if has(|of| of.ends_with('*')) {
            needed.push("AMISEC_BAD_ARGUMENT");
        }
        if has(|of| of.contains("amisec_") && of.ends_with('*')) {
            needed.push("AMISEC_BAD_ALIGNMENT");
        }
        if has(|of| {
            of.starts_with("const amisec_") && (of.ends_with("key_t *") || of.ends_with("verifier_t *"))
        }) {
            needed.push("AMISEC_BAD_STATE");
        }
        if has(|of| matches!(of, "uint8_t *" | "uint32_t *" | "size_t *")) {
            needed.push("AMISEC_BAD_OVERLAP");
        }
        for answer in needed {
            assert!(answers.contains(&answer), "{} says nothing of {answer}", function.name);
        }
        let mut once = answers.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), answers.len(), "{} names an answer twice", function.name);
    }
}

#[test]
fn every_function_names_its_standard_or_is_of_a_section_that_does() {
    for function in functions() {
        let named =
            STANDARDS.iter().any(|name| function.comment.contains(name) || function.section.contains(name));
        assert!(named || OUR_OWN.contains(&function.section.as_str()), "{}", function.name);
    }
}
