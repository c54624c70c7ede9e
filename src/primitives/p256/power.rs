//! Powers with a public exponent: the square root, and the inverse in `small`.
//!
//! All exponents begin with the digit three, of two bits: the cube is what has come of that one.

use super::formulas::{A, B, PX, PY, Z};
use super::words::increment;
use crate::arch::flash::{Flash, flash};
use crate::arch::p256::{Instruction, Line, P, Program, Registers, Words};
#[cfg(not(feature = "fast"))]
use crate::arch::p256::{Modulus, N};
use core::ops::Range;

/// Digits behind the first one.
const DIGITS: usize = 127;

/// PX = Z, PY = Z^2, A = Z = Z^3.
const CUBE: Program<5> = Program::of(&[
    Instruction::subtract(B, B, B),
    Instruction::add(PX, Z, B),
    Instruction::square(PY, Z),
    Instruction::multiply(Z, Z, PY),
    Instruction::add(A, Z, B),
]);

/// Z = Z^4 with the factor of a digit: none, PX, PY, A.
const POWERS: [Program<3>; 4] = [
    with(Instruction::subtract(B, B, B)),
    with(Instruction::multiply(Z, Z, PX)),
    with(Instruction::multiply(Z, Z, PY)),
    with(Instruction::multiply(Z, Z, A)),
];

const fn with(factor: Line) -> Program<3> {
    Program::of(&[Instruction::square(Z, Z), Instruction::square(Z, Z), factor])
}

flash! {
    static FIELD_CUBE: Program<5> = CUBE;
    static FIELD_POWERS: [Program<3>; 4] = POWERS;
}

#[cfg(not(feature = "fast"))]
flash! {
    static SCALAR_CUBE: Program<5> = CUBE.modulo_n();
    static SCALAR_POWERS: [Program<3>; 4] = {
        let [none, one, two, three] = POWERS;
        [none.modulo_n(), one.modulo_n(), two.modulo_n(), three.modulo_n()]
    };
}

/// Z = Z^((p + 1) / 4) modulo p, in the Montgomery domain: as p is 3 modulo 4, the root of a square. PX, PY, A and B
/// are lost.
pub fn square_root(r: &mut Registers) {
    FIELD_CUBE.run(r);
    // The lowest digit of p + 1, zero, is left out.
    let mut exponent = *P.words();
    increment(&mut exponent);
    advance(r, &exponent, exponent[0], &FIELD_POWERS, 1..DIGITS);
}

/// Takes the digits of these positions, from the upper end, of the exponent with `low` as its lowest word. Constant
/// time for the value; the exponent decides the sequence.
#[inline(never)]
fn advance(
    r: &mut Registers, exponent: &Words, low: u32, powers: &Flash<[Program<3>; 4]>, positions: Range<usize>,
) {
    for position in positions.rev() {
        let word = if position < 16 { low } else { exponent[position >> 4 & 7] };
        powers.at((word >> (2 * (position & 15))) as usize).run(r);
    }
}

/// The steps of an inversion.
#[cfg(not(feature = "fast"))]
pub const STEPS: usize = 16;

/// Z = 1/Z modulo the prime m (Fermat: Z^(m - 2)), in the Montgomery domain; zero for zero. PX, PY, A and B are lost.
#[cfg(not(feature = "fast"))]
#[inline(never)]
pub fn invert(r: &mut Registers, m: &Modulus) {
    start(r, m);
    advance_inversion(r, m, 0..DIGITS);
}

/// The same in steps: before the first one.
#[cfg(not(feature = "fast"))]
pub fn start(r: &mut Registers, m: &Modulus) {
    if is_n(m) { SCALAR_CUBE.run(r) } else { FIELD_CUBE.run(r) }
}

/// One step, for `step` from STEPS - 1 down to 0.
#[cfg(not(feature = "fast"))]
pub fn step(r: &mut Registers, m: &Modulus, step: usize) {
    const EACH: usize = (DIGITS + 1) / STEPS;
    advance_inversion(r, m, EACH * step..DIGITS.min(EACH * (step + 1)));
}

#[cfg(not(feature = "fast"))]
fn advance_inversion(r: &mut Registers, m: &Modulus, positions: Range<usize>) {
    let words = m.words();
    // Neither modulus ends in a zero or a one, so that nothing is borrowed.
    let low = words[0].wrapping_sub(2);
    advance(r, &words, low, if is_n(m) { &SCALAR_POWERS } else { &FIELD_POWERS }, positions);
}

#[cfg(not(feature = "fast"))]
fn is_n(m: &Modulus) -> bool {
    core::ptr::eq(m, &N)
}
