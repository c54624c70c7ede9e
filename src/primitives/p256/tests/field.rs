//! The leaves, the powers and the inversion against big integers.

use super::*;

fn r_inverse(m: &Modulus) -> BigUint {
    let two = BigUint::from(2u32);
    (two.clone() << 255u32).modpow(&(big(&*m.words()) - two), &big(&*m.words()))
}

#[test]
fn the_negated_inverses_are_those_of_the_moduli() {
    for m in [&P, &N] {
        assert_eq!(m.words()[0].wrapping_mul(m.negated_inverse()), u32::MAX);
    }
}

#[test]
fn leaves_agree_with_big_integers() {
    let mut random = Random(1);
    for m in [&P, &N] {
        let modulus = big(&*m.words());
        let r_inverse = r_inverse(m);
        for _ in 0..rounds(20_000) {
            let (a, b) = (random.below(m), random.below(m));
            let (big_a, big_b) = (big(&a), big(&b));
            let product = from_big(&(&big_a * &big_b * &r_inverse % &modulus));
            let mut r = [0; 8];
            arch::montgomery_multiply(&mut r, &a, &b, m);
            assert_eq!(r, product);
            let mut r = a;
            arch::montgomery_multiply_assign(&mut r, &b, m);
            assert_eq!(r, product);
            let square = from_big(&(&big_a * &big_a * &r_inverse % &modulus));
            let mut r = a;
            arch::montgomery_square_assign(&mut r, m);
            assert_eq!(r, square);
            let sum = from_big(&((&big_a + &big_b) % &modulus));
            let mut r = a;
            arch::modular_add_assign(&mut r, &b, m);
            assert_eq!(r, sum);
            if m.negated_inverse() != 1 {
                continue;
            }
            let difference = from_big(&((&big_a + &modulus - &big_b) % &modulus));
            let mut registers: Registers = [a, b, [0; 8], a, a, a, b, a];
            arch::multiply::<2, 0, 1>(&mut registers);
            arch::multiply::<3, 3, 1>(&mut registers);
            arch::multiply::<4, 1, 4>(&mut registers);
            arch::square::<5, 5>(&mut registers);
            arch::add::<6, 0, 6>(&mut registers);
            arch::subtract::<7, 7, 1>(&mut registers);
            assert_eq!(registers, [a, b, product, product, product, square, sum, difference]);
            let mut registers: Registers = [a, b, [0; 8], a, a, a, b, b];
            arch::multiply::<3, 0, 0>(&mut registers);
            arch::square::<2, 0>(&mut registers);
            arch::add::<4, 4, 1>(&mut registers);
            arch::subtract::<6, 0, 6>(&mut registers);
            arch::subtract::<5, 5, 5>(&mut registers);
            arch::add::<7, 7, 7>(&mut registers);
            let mut others: Registers = [a, b, [0; 8], a, b, [0; 8], b, b];
            arch::three_halves::<2, 0>(&mut others);
            arch::subtract_twice::<3, 3, 1>(&mut others);
            arch::subtract_twice::<5, 4, 0>(&mut others);
            let odd = if a[0] & 1 == 1 { modulus.clone() } else { 0u32.into() };
            let three_halves = from_big(&(((&big_a + odd) / 2u32 + &big_a) % &modulus));
            let less = from_big(&((&big_a + &modulus + &modulus - &big_b - &big_b) % &modulus));
            let other_less = from_big(&((&big_b + &modulus + &modulus - &big_a - &big_a) % &modulus));
            assert_eq!(others, [a, b, three_halves, less, b, other_less, b, b]);
            let double = from_big(&((&big_b + &big_b) % &modulus));
            assert_eq!(registers, [a, b, square, square, sum, [0; 8], difference, double]);
        }
    }
}

#[test]
fn a_product_takes_one_unreduced_factor() {
    // What loading coordinates and digests relies on.
    let mut random = Random(2);
    for m in [&P, &N] {
        for _ in 0..rounds(2_000) {
            let (a, b) = (random.words(), random.below(m));
            let expected = big(&a) * big(&b) * r_inverse(m) % big(&*m.words());
            let mut r = a;
            arch::montgomery_multiply_assign(&mut r, &b, m);
            assert_eq!(r, from_big(&expected));
            let mut r = a;
            arch::modular_add_assign(&mut r, &[0; 8], m);
            assert_eq!(r, from_big(&(big(&a) % big(&*m.words()))));
        }
    }
}

#[test]
fn portable_leaves_of_the_field_agree_with_the_generic_one() {
    let mut random = Random(3);
    for _ in 0..rounds(20_000) {
        let (a, b) = (random.below(&P), random.below(&P));
        let (mut r, mut s) = ([0; 8], [0; 8]);
        arch::montgomery_multiply(&mut r, &a, &b, &P);
        // SAFETY: the pointers come from references.
        unsafe { arch::portable::field_multiply(s.as_mut_ptr(), a.as_ptr(), b.as_ptr()) };
        assert_eq!(r, s);
    }
}

#[test]
fn wide_products_are_products() {
    let mut random = Random(4);
    for _ in 0..rounds(20_000) {
        let (a, b) = (random.words()[0], random.words()[1]);
        assert_eq!(arch::wide(a, b), u64::from(a) * u64::from(b));
        assert_eq!(arch::portable::wide_from_halves(a, b), u64::from(a) * u64::from(b));
    }
}

#[test]
fn inverses_are_inverse() {
    let mut random = Random(5);
    for m in [&P, &N] {
        for i in 0..rounds(1_000) {
            let value = match i {
                0 => [0; 8],
                1..=200 => [u32::try_from(i).unwrap(), 0, 0, 0, 0, 0, 0, 0],
                201..=400 => from_big(&(big(&*m.words()) - (i - 200))),
                401..=600 => from_big(&((BigUint::from(1u32) << (i - 401)) % big(&*m.words()))),
                _ => random.below(m),
            };
            let mut registers: Registers = [[1; 8], [2; 8], value, [3; 8], [4; 8], [5; 8], [6; 8], [7; 8]];
            super::invert(&mut registers, m);
            assert_eq!((&registers[..2], registers[7]), (&[[1; 8], [2; 8]][..], [7; 8]));
            let mut inverse = registers[2];
            assert!(big(&inverse) < big(&*m.words()));
            arch::montgomery_multiply_assign(&mut inverse, &value, m);
            let one = (BigUint::from(1u32) << 256u32) % big(&*m.words());
            let expected = if is_zero(&value) { BigUint::ZERO } else { one };
            assert_eq!(big(&inverse), expected, "{value:x?}");
        }
    }
}

#[test]
fn factors_of_extreme_words_lose_no_carry() {
    // Where a partial product is close to its bound: rare among random factors, so all of a kind here.
    for m in [&P, &N] {
        let (modulus, r_inverse) = (big(&*m.words()), r_inverse(m));
        for pattern in 0..1u32 << 16 {
            let mut b = [0; 8];
            for (i, word) in b.iter_mut().enumerate() {
                *word = [0, 1, u32::MAX - 1, u32::MAX][(pattern >> (2 * i) & 3) as usize];
            }
            if big(&b) >= modulus {
                continue;
            }
            for below in [1u32, 2, 5] {
                let big_a = &modulus - below;
                let a = from_big(&big_a);
                let expected = from_big(&(big_a * big(&b) * &r_inverse % &modulus));
                let (mut r, mut s) = ([0; 8], [0; 8]);
                arch::montgomery_multiply(&mut r, &a, &b, m);
                arch::montgomery_multiply(&mut s, &b, &a, m);
                assert_eq!([r, s], [expected, expected], "{a:x?} {b:x?}");
                if m.negated_inverse() == 1 {
                    let mut registers: Registers = [a, b, a, a, a, b, b, b];
                    arch::multiply::<2, 0, 1>(&mut registers);
                    arch::multiply::<3, 1, 0>(&mut registers);
                    assert_eq!(registers[2..4], [expected, expected], "{a:x?} {b:x?}");
                }
            }
            let square = from_big(&(big(&b) * big(&b) * &r_inverse % &modulus));
            let mut r = b;
            arch::montgomery_square_assign(&mut r, m);
            assert_eq!(r, square);
            if m.negated_inverse() == 1 {
                let mut registers: Registers = [b; 8];
                arch::square::<2, 0>(&mut registers);
                assert_eq!(registers[2], square);
            }
        }
    }
}
