//! Storage, counters, protocols and reports. See `amisec_fuzz::calls`.
#![no_main]

use amisec_fuzz::calls::{run, services};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| run(&[services::CALLS], data));
