//! P-256. See `amisec_fuzz::calls`.
#![no_main]

use amisec_fuzz::calls::{p256, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| run(&[p256::CALLS], data));
