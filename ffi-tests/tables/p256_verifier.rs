//! Writes the verifier of a public key as a constant for firmware that keeps it in flash:
//!     cargo run --example p256_verifier -- NAME X||Y-IN-HEXADECIMAL > verifier.h
//!
//! The words are the same on all targets of amisec.

use amisec::ffi::p256::{P256PublicKey, amisec_p256_public_key_from_raw};
use amisec::ffi::p256_verifier::{P256Verifier, amisec_p256_verifier_from_public_key};
use amisec::status::Status;
use std::mem::{MaybeUninit, size_of};
use std::process::ExitCode;

const WORDS: usize = size_of::<P256Verifier>() / size_of::<u32>();

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, key] = arguments.as_slice() else { return refused("NAME KEY") };
    let Some(words) = raw(key).and_then(|raw| words(&raw)) else { return refused("no public key") };
    println!("/* The prepared public key {key}. */");
    println!("static const amisec_p256_verifier_t {name} = {{ {{");
    for row in words.chunks(6) {
        let row: Vec<String> = row.iter().map(|word| format!("0x{word:08X}U,")).collect();
        println!("    {}", row.join(" "));
    }
    println!("}} }};");
    ExitCode::SUCCESS
}

fn refused(why: &str) -> ExitCode {
    eprintln!("p256_verifier: {why}");
    ExitCode::FAILURE
}

fn raw(key: &str) -> Option<[u8; 64]> {
    let digits: Option<Vec<u8>> = key.as_bytes().chunks(2).map(byte).collect();
    digits?.try_into().ok()
}

fn byte(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn words(raw: &[u8; 64]) -> Option<[u32; WORDS]> {
    let mut key = MaybeUninit::<P256PublicKey>::uninit();
    let mut verifier = MaybeUninit::<P256Verifier>::uninit();
    // SAFETY: an object to be set up, and 64 bytes.
    let taken = unsafe { amisec_p256_public_key_from_raw(key.as_mut_ptr(), raw.as_ptr()) };
    // SAFETY: an object to be set up, and one that the call above wrote.
    let made = unsafe { amisec_p256_verifier_from_public_key(verifier.as_mut_ptr(), key.as_ptr()) };
    if taken != Status::OK || made != Status::OK {
        return None;
    }
    // SAFETY: an object is words, all of which are written.
    Some(unsafe { verifier.as_ptr().cast::<[u32; WORDS]>().read() })
}
