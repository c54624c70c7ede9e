//! AES and its modes. See `amisec_fuzz::calls`.
#![no_main]

use amisec_fuzz::calls::{aes, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| run(&[aes::CALLS], data));
