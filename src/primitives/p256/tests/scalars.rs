//! Digits of scalars, and what the texts on exceptional cases leave to a computation.

use super::*;
use crate::primitives::p256::recoding::{SignedWindows, index_and_sign, make_odd};
use num_bigint::BigInt;

fn signed(words: &[u32]) -> BigInt {
    big(words).into()
}

#[test]
fn odd_representatives_are_the_scalar_or_its_negative() {
    for scalar in edge_scalars() {
        let mut k = [0; 8];
        load(&mut k, &scalar);
        let before = big(&k);
        let negated = make_odd(&mut k);
        assert_eq!(k[0] & 1, 1);
        assert_eq!(big(&k), if negated == 0 { before } else { order() - before });
    }
}

#[test]
fn an_index_and_a_sign_are_a_digit() {
    for width in [1, 4, 5] {
        for bits in 0..1u32 << width {
            let digit = 2 * i64::from(bits) + 1 - (1 << width);
            let (index, negative) = index_and_sign(bits, width);
            let magnitude = 2 * i64::from(index) + 1;
            assert_eq!(digit, if negative == 0 { magnitude } else { -magnitude });
        }
    }
}

fn windows_are_the_scalar<const WIDTH: usize>(scalar: &Words) {
    let mut windows = SignedWindows::NONE;
    windows.start();
    let mut sum = BigInt::ZERO;
    for place in (0..257).rev() {
        let digit = windows.digit(scalar, place, WIDTH);
        assert!(digit == 0 || digit & 1 == 1 && digit.abs() < 1 << (WIDTH - 1));
        sum = 2 * sum + digit;
    }
    assert_eq!(sum, signed(scalar));
}

#[test]
fn signed_windows_add_up_to_the_scalar() {
    let mut random = Random(6);
    for i in 0..rounds(2_000) {
        let scalar = match i {
            0 => [0; 8],
            1 => [u32::MAX; 8],
            _ => random.words(),
        };
        windows_are_the_scalar::<2>(&scalar);
        windows_are_the_scalar::<3>(&scalar);
        windows_are_the_scalar::<4>(&scalar);
        windows_are_the_scalar::<5>(&scalar);
    }
    for scalar in edge_scalars() {
        let mut words = [0; 8];
        load(&mut words, &scalar);
        windows_are_the_scalar::<2>(&words);
        windows_are_the_scalar::<5>(&words);
    }
}

#[cfg(feature = "fast")]
mod fast {
    use super::*;
    use crate::primitives::p256::{comb, window};

    #[test]
    fn the_comb_table_is_what_the_generator_writes() {
        assert!(include_str!("../comb_table.rs") == super::super::generator::table());
    }

    /// The integer D that a column's index and sign stand for.
    fn column_value(k: &Words, j: usize) -> BigInt {
        let (index, negative) = comb::column(k, j);
        let mut value = BigInt::from(1) << 208u32;
        for t in 0..4u32 {
            let tooth = BigInt::from(1) << (52 * t);
            value += if index >> t & 1 == 1 { tooth } else { -tooth };
        }
        if negative == 0 { value } else { -value }
    }

    #[test]
    fn the_columns_of_the_comb_add_up_to_the_scalar() {
        let mut random = Random(7);
        for _ in 0..rounds(500) {
            let mut k = random.below(&N);
            k[0] |= 1;
            let sum: BigInt = (0..52).map(|j| column_value(&k, j) << j).sum();
            assert_eq!(sum, signed(&k));
        }
    }

    #[test]
    fn no_scalar_meets_the_exception_of_the_last_addition_of_the_comb() {
        let mut candidates = 0;
        for column in 0..32u32 {
            let value: BigInt = (0..5u32)
                .map(|t| {
                    let tooth = BigInt::from(1) << (52 * t);
                    if column >> t & 1 == 1 { tooth } else { -tooth }
                })
                .sum();
            let k: BigInt = BigInt::from(order()) + 2 * &value;
            let Ok(k) = BigUint::try_from(k) else { panic!("n is larger than any column") };
            if k < order() {
                candidates += 1;
                assert_ne!(column_value(&from_big(&k), 0), value);
            }
        }
        assert_eq!(candidates, 16);
    }

    #[test]
    fn no_scalar_but_minus_two_meets_the_exception_of_the_last_window() {
        let mut exceptions = Vec::new();
        for digit in (1..16u32).step_by(2) {
            let k = order() - 2 * digit;
            let (index, negative) = index_and_sign((from_big(&k)[0] >> 1) & 15, 4);
            if negative != 0 && 2 * index + 1 == digit {
                exceptions.push(k);
            }
        }
        assert_eq!(exceptions, [order() - 2u32]);
        let _ = window::STEPS;
    }
}
