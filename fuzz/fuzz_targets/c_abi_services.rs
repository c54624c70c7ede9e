//! Storage, counters, protocols, reports, commands, images and keys. See `amisec_fuzz::calls`.
#![no_main]

use amisec_fuzz::calls::{commands, keys, run, selftest, services};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| run(&[services::CALLS, commands::CALLS, keys::CALLS, selftest::CALLS], data));
