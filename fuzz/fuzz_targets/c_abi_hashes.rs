//! Hashes, MACs, key derivation, the generator, comparison and wiping. See `amisec_fuzz::calls`.
#![no_main]

use amisec_fuzz::calls::{hashes, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| run(&[hashes::CALLS, hashes::GENERAL], data));
