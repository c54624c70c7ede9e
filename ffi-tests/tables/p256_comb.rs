//! Writes `src/primitives/p256/comb_table.rs` to standard output:
//!     cargo run --example p256_comb > src/primitives/p256/comb_table.rs
//!
//! Plain affine arithmetic on big integers. A test of the crate runs it again and compares.

#![allow(clippy::unwrap_used, reason = "a tool that may fail")]

use num_bigint::BigUint;
use std::fmt::Write;
use std::{format, print, string::String, vec::Vec, writeln};

type Point = (BigUint, BigUint);

const TEETH: u32 = 5;
const SPACING: u32 = 52;

#[allow(dead_code, reason = "the test includes this file for `table`")]
fn main() {
    print!("{}", table());
}

/// The text of the file.
pub fn table() -> String {
    let mut text = String::from(
        "//! Written by `ffi-tests/tables/p256_comb.rs`: do not edit.\n\n\
         use super::point::Affine;\nuse crate::arch::flash::flash;\n\nflash! {\n\
         /// Entry i of the first 16 is D G with D = 2^208 + the sum of +-2^(52 t), t < 4, plus where bit t of\n\
         /// i is set; the other 16 are those times 2^26. Coordinates in the Montgomery domain.\n\
         pub static TABLE: [Affine; 32] = [\n",
    );
    let base = base();
    for shift in [0, SPACING / 2] {
        let teeth: Vec<Point> = (0..TEETH).map(|tooth| doubled(&base, SPACING * tooth + shift)).collect();
        for index in 0..16u32 {
            let mut sum = teeth[4].clone();
            for (t, tooth) in teeth[..4].iter().enumerate() {
                let term = if index >> t & 1 == 1 { tooth.clone() } else { negated(tooth) };
                sum = added(&sum, &term);
            }
            writeln!(text, "    [{},\n     {}],", words(&sum.0), words(&sum.1)).unwrap();
        }
    }
    text.push_str("];\n}\n");
    text
}

fn number(hex: &str) -> BigUint {
    BigUint::parse_bytes(hex.as_bytes(), 16).unwrap()
}

fn p() -> BigUint {
    number("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
}

fn base() -> Point {
    (
        number("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
        number("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    )
}

/// a - b modulo p.
fn less(a: &BigUint, b: &BigUint) -> BigUint {
    (a + p() - b) % p()
}

fn negated(point: &Point) -> Point {
    (point.0.clone(), p() - &point.1)
}

/// The third point on the line of that slope, mirrored.
fn third(slope: &BigUint, a: &Point, b_x: &BigUint) -> Point {
    let x = less(&less(&(slope * slope), &a.0), b_x);
    let y = less(&(slope * less(&a.0, &x)), &a.1);
    (x, y)
}

fn divided(a: &BigUint, b: &BigUint) -> BigUint {
    a * b.modpow(&(p() - 2u32), &p()) % p()
}

fn added(a: &Point, b: &Point) -> Point {
    let slope = divided(&less(&b.1, &a.1), &less(&b.0, &a.0));
    third(&slope, a, &b.0)
}

fn doubled(point: &Point, times: u32) -> Point {
    let mut result = point.clone();
    for _ in 0..times {
        let slope = divided(&less(&(3u32 * &result.0 * &result.0), &3u32.into()), &(2u32 * &result.1));
        result = third(&slope, &result, &result.0);
    }
    result
}

/// The words of the coordinate times 2^256 modulo p.
fn words(coordinate: &BigUint) -> String {
    let mut digits = ((coordinate << 256u32) % p()).to_u32_digits();
    digits.resize(8, 0);
    let words: Vec<String> = digits.iter().map(|word| format!("0x{word:08X}")).collect();
    format!("[{}]", words.join(", "))
}
