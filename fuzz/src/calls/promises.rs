//! What the header says that each function may answer: its `@retval` lines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const HEADER: &str = include_str!("../../../include/amisec.h");

/// The names of the statuses that stand in a function's documentation.
pub fn documented(function: &str) -> &'static BTreeSet<&'static str> {
    static FUNCTIONS: OnceLock<BTreeMap<&str, BTreeSet<&str>>> = OnceLock::new();
    let functions = FUNCTIONS.get_or_init(|| HEADER.split("/**").skip(1).filter_map(function_of).collect());
    functions.get(function).unwrap_or_else(|| panic!("{function} is not in the header"))
}

/// The name of a status by its number, as the header defines it.
pub fn name_of(number: u16) -> Option<&'static str> {
    let value = format!("((amisec_status_t)0x{number:04X}U)");
    HEADER.lines().find(|line| line.ends_with(&value)).and_then(|line| line.split_whitespace().nth(1))
}

/// A comment, and the function that it stands in front of.
fn function_of(text: &'static str) -> Option<(&'static str, BTreeSet<&'static str>)> {
    let (comment, declaration) = text.split_once("*/")?;
    let name = declaration.split('(').next()?.split_whitespace().last()?.trim_start_matches('*');
    let answers = comment.split("@retval").skip(1).filter_map(|answer| answer.split_whitespace().next());
    // AMISEC_MUST_CHECK has no parentheses; macros and types are no functions.
    name.starts_with("amisec_").then(|| (name, answers.collect()))
}
