//! Modular inversion by division steps (D. Bernstein and B.-Y. Yang, "Fast constant-time gcd
//! computation and modular inversion", 2019), in the variant that begins with delta = 1/2.
//!
//! A division step maps (theta, f, g), f odd, to
//!     (-theta,    g, (g - f) / 2)            if theta >= 0 and g is odd,
//!     (theta + 1, f, (g + (g mod 2) f) / 2)  otherwise,
//! where theta = delta - 1/2. For 0 <= g <= f < 2^256 at the start, g is zero and f is 1 or -1 after
//! 590 steps at the latest (P. Wuille's computation of the convex hulls); more steps change nothing
//! but theta. 600 are done, 30 at a time: they depend only on the low 30 bits of f and g, so that
//! they are collected in a matrix (u v; q r) with |u| + |v| <= 2^30 and |q| + |r| <= 2^30, and
//!     (f, g) = (u f + v g, q f + r g) / 2^30.
//!
//! Beside them run d and e with d x = c f and e x = c g modulo m for the value x and a constant c:
//! they begin as 0 and c, and in the end d = c/x or -c/x. They take the same matrix, the division
//! by 2^30 being made exact by a multiple of m. With c = R^2 and x = y R that is R/y: the inverse in
//! the Montgomery domain.
//!
//! # Bounds
//! All four are nine limbs of 30 bits, the top one with the sign, so that the division is a step of one
//! limb. |f|, |g| <= m at every step. d and e stay in (-2m, m): adding m to a negative one brings it into
//! (-m, m), the combination is within 2^30 m of zero, subtracting t m with 0 <= t < 2^30 leaves it in
//! (-2^31 m, 2^30 m), and the division gives (-2m, m). The factor of m is in (-2^31, 2^30]: a word. A
//! column of the combination is the sum of two products within 2^61 together, one within 2^61 and a
//! carry within 2^33: it fits a signed 64-bit integer.
//!
//! Constant time: masks and fixed loops, and products and their sums through `column`.

use super::constants::SCALAR_R_SQUARED;
use crate::arch::opaque::sign_mask;
use crate::arch::p256::{Modulus, Words, column, division_steps, low_limb, r_squared};

const LIMBS: usize = 9;
/// Limbs of 30 bits, the lowest first; the top one holds the sign.
type Signed = [u32; LIMBS];

/// Batches of division steps.
pub const STEPS: usize = 20;
/// f, g, d, e and theta: 37 words.
pub type Workspace = [Words; 5];
const LIMB_BITS: u32 = 30;
const LOW_BITS: u32 = (1 << LIMB_BITS) - 1;

/// The first words become c divided by them modulo m, zero for zero. The rest is scratch.
#[inline(never)]
pub fn invert(workspace: &mut Workspace, m: &Modulus) {
    start(workspace, m);
    let modulus = limbs_of(m);
    for _ in 0..STEPS {
        batch(workspace, &modulus, m.negated_inverse());
    }
    finish(workspace, &modulus);
}

/// Before the first `step`.
#[inline(never)]
pub fn start(workspace: &mut Workspace, m: &Modulus) {
    let ([g, f, d, e], [theta, ..]) = parts(workspace) else { return };
    let value = *g;
    to_limbs(g, &value);
    *f = limbs_of(m);
    *d = [0; LIMBS];
    let c = if m.negated_inverse() == 1 { r_squared() } else { &SCALAR_R_SQUARED };
    to_limbs(e, c.load().as_slice());
    *theta = 0;
}

/// The same as `invert` in steps, for `step` from STEPS - 1 down to 0.
pub fn step(workspace: &mut Workspace, m: &Modulus, step: usize) {
    let modulus = limbs_of(m);
    batch(workspace, &modulus, m.negated_inverse());
    if step == 0 {
        finish(workspace, &modulus);
    }
}

fn parts(workspace: &mut Workspace) -> (&mut [Signed], &mut [u32]) {
    workspace.as_flattened_mut().as_chunks_mut()
}

#[inline(never)]
fn limbs_of(m: &Modulus) -> Signed {
    let mut modulus = [0; LIMBS];
    to_limbs(&mut modulus, m.words().as_slice());
    modulus
}

#[inline(never)]
fn batch(workspace: &mut Workspace, modulus: &Signed, negated_inverse: u32) {
    let ([g, f, d, e], [theta, ..]) = parts(workspace) else { return };
    // The steps need the low words.
    let matrix = division_steps(theta, f[0], g[0]);
    combine(f, g, &matrix, None);
    combine(d, e, &matrix, Some((modulus, negated_inverse)));
}

#[inline(never)]
fn finish(workspace: &mut Workspace, modulus: &Signed) {
    let ([g, f, d, ..], _) = parts(workspace) else { return };
    // From (-2m, m) into (-m, m), times f, into [0, m).
    normalize(d, modulus, 0);
    normalize(d, modulus, sign_mask(f[LIMBS - 1]));
    from_limbs(g, d);
}

/// (x, y) = (u x + v y, q x + r y) / 2^30, with multiples of m that make the division exact if
/// there is an m, given with -1/m.
///
/// 2^270 is added to x and y for this, so that no limb is negative: u + v and q + r too much in the end.
#[inline(never)]
fn combine(x: &mut Signed, y: &mut Signed, matrix: &[u32; 4], m: Option<(&Signed, u32)>) {
    let [u, v, q, r] = *matrix;
    let [mut x_factors, mut y_factors] = [[u, v, 0], [q, r, 0]];
    let mut count = 2;
    if let Some((_, negated_inverse)) = m {
        let ends = [x[0], y[0], x[LIMBS - 1], y[LIMBS - 1]];
        x_factors[2] = factor(&ends, u, v, negated_inverse);
        y_factors[2] = factor(&ends, q, r, negated_inverse);
        count = 3;
    }
    // Written out: what a processor does not need of this then costs nothing.
    let x_signs = [sign_mask(u), sign_mask(v), sign_mask(x_factors[2])];
    let y_signs = [sign_mask(q), sign_mask(r), sign_mask(y_factors[2])];
    x[LIMBS - 1] = x[LIMBS - 1].wrapping_add(1 << LIMB_BITS);
    y[LIMBS - 1] = y[LIMBS - 1].wrapping_add(1 << LIMB_BITS);
    let [mut x_carry, mut y_carry] = [0i64; 2];
    for j in 0..LIMBS {
        let limbs = [x[j], y[j], m.map_or(0, |(m, _)| m[j])];
        let x_limb = column(&mut x_carry, &x_factors, &x_signs, &limbs, count);
        let y_limb = column(&mut y_carry, &y_factors, &y_signs, &limbs, count);
        // The lowest limbs of the sums are zero.
        if j > 0 {
            x[j - 1] = x_limb;
            y[j - 1] = y_limb;
        }
    }
    x[LIMBS - 1] = low(x_carry).wrapping_sub(u.wrapping_add(v));
    y[LIMBS - 1] = low(y_carry).wrapping_sub(q.wrapping_add(r));
}

/// The multiple of m for the row (a b) of the matrix: a and b themselves for negative x and y,
/// less what is left of the low bits then. Takes the lowest limbs of x and y and the top ones: all four behind
/// one pointer, as the parts of x and y themselves would become arguments of their own, more than registers hold.
fn factor(ends: &[u32; 4], a: u32, b: u32, negated_inverse: u32) -> u32 {
    let [x, y, x_top, y_top] = *ends;
    let added = (a & sign_mask(x_top)).wrapping_add(b & sign_mask(y_top));
    let bottom = low_limb([a, b], [x, y]);
    // bottom + (added - t) m = 0 modulo 2^30.
    let t = added.wrapping_sub(low_limb([bottom, 0], [negated_inverse, 0])) & LOW_BITS;
    added.wrapping_sub(t)
}

/// x = -x if the selector is all ones, x if it is zero; and m is added to that if it is negative.
/// For x in (-m, m), or in (-2m, m) with a selector of zero.
#[inline(never)]
fn normalize(x: &mut Signed, m: &Signed, selector: u32) {
    // -x is negative if x is not: zero becomes m here, but the inverse of zero alone is zero.
    let negative = sign_mask(x[LIMBS - 1]) ^ selector;
    let mut carry = 0u32;
    for (limb, m) in x.iter_mut().zip(m) {
        // Between -2^31 and 2^31.
        carry = carry.wrapping_add((*limb ^ selector).wrapping_sub(selector)).wrapping_add(m & negative);
        *limb = carry & LOW_BITS;
        carry = (carry.cast_signed() >> LIMB_BITS).cast_unsigned();
    }
    // The top limb keeps its sign.
    x[LIMBS - 1] |= carry << LIMB_BITS;
}

/// The limbs of the first eight of `words`: limb j begins 2j bits below word j.
#[inline(never)]
fn to_limbs(limbs: &mut Signed, words: &[u32]) {
    let mut words = words.iter().take(8);
    let mut below = 0;
    for (j, limb) in (0..).zip(limbs) {
        let word = words.next().copied().unwrap_or(0);
        *limb = (word << (2 * j) | below >> 1 >> (31 - 2 * j)) & LOW_BITS;
        below = word;
    }
}

/// The first eight of `words` from limbs that are not negative.
#[inline(never)]
fn from_limbs(words: &mut [u32], limbs: &Signed) {
    let pairs = limbs.iter().zip(limbs.iter().skip(1));
    for (j, (word, (limb, above))) in (0..).zip(words.iter_mut().zip(pairs)) {
        *word = limb >> (2 * j) | above << (LIMB_BITS - 2 * j);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the low half")]
fn low(value: i64) -> u32 {
    value as u32
}
