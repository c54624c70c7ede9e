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
