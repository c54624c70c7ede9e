//! Modular inversion by division steps (D. Bernstein and B.-Y. Yang, "Fast constant-time gcd
//! computation and modular inversion", 2019), in the variant that begins with delta = 1/2.
//!
//! A division step maps (theta, f, g), f odd, to
//!     (-theta,    g, (g - f) / 2)            if theta >= 0 and g is odd,
//!     (theta + 1, f, (g + (g mod 2) f) / 2)  otherwise,
//! where theta = delta - 1/2. For 0 <= g <= f < 2^256 at the start, g is zero and f is 1 or -1 after
//! 590 steps at the latest (P. Wuille's computation of the convex hulls); more steps change nothing
//! but theta. 609 are done, 29 at a time: they depend only on the low 29 bits of f and g, so that
//! they are collected in a matrix (u v; q r) with |u| + |v| <= 2^29 and |q| + |r| <= 2^29, and
//!     (f, g) = (u f + v g, q f + r g) / 2^29.
//!
//! Beside them run d and e with d x = c f and e x = c g modulo m for the value x and a constant c:
//! they begin as 0 and c, and in the end d = c/x or -c/x. They take the same matrix, the division
//! by 2^29 being made exact by a multiple of m. With c = R^2 and x = y R that is R/y: the inverse in
//! the Montgomery domain.
//!
//! # Bounds
//! All four are nine words in two's complement. |f|, |g| <= m at every step, so that u f + v g is
//! below 2^285. d and e stay in (-2m, m): adding m to a negative one brings it into (-m, m), the
//! combination is within 2^29 m of zero, subtracting t m with 0 <= t < 2^29 leaves it in
//! (-2^30 m, 2^29 m), and the division gives (-2m, m). A column of the combination is the sum of
//! two products below 2^61 together, one below 2^62 and a carry: it fits a signed 64-bit integer.
//! (With 30 steps a batch it would not.)
//!
//! Constant time: masks and fixed loops, and products through `wide`.

use super::constants::{FIELD_R_SQUARED, SCALAR_R_SQUARED};
use super::words::wipe;
use crate::arch::p256::{Modulus, N, P, Registers, Words, ZERO, mask, wide};

/// Nine words in two's complement.
type Signed = [u32; 9];

const BATCHES: usize = 21;
const STEPS: u32 = 29;
const LOW_BITS: u32 = (1 << STEPS) - 1;

/// Z = 1/Z modulo p in the Montgomery domain; zero for zero. PX, PY, A and B are lost: the inversion
/// works in their place.
pub fn invert_z(registers: &mut Registers) {
    let [_, _, workspace @ ..] = registers;
    invert(workspace, &P, &FIELD_R_SQUARED.load());
}

/// value = 1/value modulo n in the Montgomery domain; zero for zero.
pub fn invert_scalar(value: &mut Words) {
    let mut workspace = [*value, [0; 8], [0; 8], [0; 8], [0; 8]];
    invert(&mut workspace, &N, &SCALAR_R_SQUARED.load());
    let [result, ..] = &workspace;
    *value = *result;
    wipe(workspace.as_flattened_mut());
}

/// The first words become c divided by them, modulo m. The rest of the five is scratch.
#[inline(never)]
fn invert(workspace: &mut [Words], m: &Modulus, c: &Words) {
    let ([g, f, d, e, ..], _) = workspace.as_flattened_mut().as_chunks_mut::<9>() else { return };
    *g = extended(g);
    let modulus = m.words();
    *f = extended(modulus.as_slice());
    *d = [0; 9];
    *e = extended(c);
    let mut theta = 0;
    for _ in 0..BATCHES {
        let matrix = division_steps(&mut theta, f[0], g[0]);
        combine(f, g, &matrix, None);
        combine(d, e, &matrix, Some((&modulus, m.negated_inverse())));
    }
    // From (-2m, m) into (-m, m), times f, into [0, m).
    add_masked(d, &modulus, sign_mask(d[8]));
    negate_masked(d, sign_mask(f[8]));
    add_masked(d, &modulus, sign_mask(d[8]));
    *g = *d;
}

/// 29 division steps on the low words of f and g: the matrix, row by row.
fn division_steps(theta: &mut u32, mut f: u32, mut g: u32) -> [u32; 4] {
    let [mut u, mut v, mut q, mut r] = [1u32, 0, 0, 1];
    let mut t = *theta;
    for _ in 0..STEPS {
        let odd = mask(g & 1);
        // All ones if theta is not negative and g is odd.
        let swap = odd & mask(!t >> 31);
        // g + f or g - f if g is odd; where it is g - f, adding that to f makes it g.
        g = g.wrapping_add((f ^ swap).wrapping_sub(swap) & odd);
        q = q.wrapping_add((u ^ swap).wrapping_sub(swap) & odd);
        r = r.wrapping_add((v ^ swap).wrapping_sub(swap) & odd);
        f = f.wrapping_add(g & swap);
        u = u.wrapping_add(q & swap);
        v = v.wrapping_add(r & swap);
        t = (t ^ swap).wrapping_add(1);
        g >>= 1;
        u <<= 1;
        v <<= 1;
    }
    *theta = t;
    [u, v, q, r]
}

/// (x, y) = (u x + v y, q x + r y) / 2^29, with multiples of m that make the division exact if
/// there is an m.
#[inline(never)]
fn combine(x: &mut Signed, y: &mut Signed, matrix: &[u32; 4], m: Option<(&Words, u32)>) {
    let [u, v, q, r] = *matrix;
    let [mut x_factor, mut y_factor] = [0u32; 2];
    let zero = ZERO.load();
    let words = match m {
        Some((words, negated_inverse)) => {
            x_factor = factor(x, y, u, v, negated_inverse);
            y_factor = factor(x, y, q, r, negated_inverse);
            words
        }
        None => &zero,
    };
    let [mut x_carry, mut y_carry] = [0i64; 2];
    let [mut x_last, mut y_last] = [0u32; 2];
    for j in 0..8 {
        let (a, b, c) = (x[j], y[j], words[j]);
        x_carry += product(u, a) + product(v, b) + product(x_factor, c);
        y_carry += product(q, a) + product(r, b) + product(y_factor, c);
        if j > 0 {
            x[j - 1] = x_last >> STEPS | low(x_carry) << (32 - STEPS);
            y[j - 1] = y_last >> STEPS | low(y_carry) << (32 - STEPS);
        }
        x_last = low(x_carry);
        y_last = low(y_carry);
        x_carry >>= 32;
        y_carry >>= 32;
    }
    // The ninth words of the sums hold their signs: nothing above them is needed.
    let (a, b) = (x[8], y[8]);
    let x_top = low(x_carry).wrapping_add(u.wrapping_mul(a)).wrapping_add(v.wrapping_mul(b));
    let y_top = low(y_carry).wrapping_add(q.wrapping_mul(a)).wrapping_add(r.wrapping_mul(b));
    x[7] = x_last >> STEPS | x_top << (32 - STEPS);
    y[7] = y_last >> STEPS | y_top << (32 - STEPS);
    x[8] = (x_top.cast_signed() >> STEPS).cast_unsigned();
    y[8] = (y_top.cast_signed() >> STEPS).cast_unsigned();
}

/// The multiple of m for the row (a b) of the matrix: a and b themselves for negative x and y,
/// less what is left of the low bits then.
fn factor(x: &Signed, y: &Signed, a: u32, b: u32, negated_inverse: u32) -> u32 {
    let added = (a & sign_mask(x[8])).wrapping_add(b & sign_mask(y[8]));
    let bottom = a.wrapping_mul(x[0]).wrapping_add(b.wrapping_mul(y[0]));
    // bottom + (added - t) m = 0 modulo 2^29.
    let t = added.wrapping_sub(bottom.wrapping_mul(negated_inverse)) & LOW_BITS;
    added.wrapping_sub(t)
}

/// x = x + m if the selector is all ones, x if it is zero.
fn add_masked(x: &mut Signed, m: &Words, selector: u32) {
    let mut carry = 0;
    let [words @ .., top] = x;
    for (word, m) in words.iter_mut().zip(m) {
        carry += i64::from(*word) + i64::from(m & selector);
        *word = low(carry);
        carry >>= 32;
    }
    *top = top.wrapping_add(low(carry));
}

/// x = -x if the selector is all ones, x if it is zero.
fn negate_masked(x: &mut Signed, selector: u32) {
    let mut carry = i64::from(selector & 1);
    for word in x {
        carry += i64::from(*word ^ selector);
        *word = low(carry);
        carry >>= 32;
    }
}

/// The two's complement factor `a` times the word `b`: the unsigned product modulo 2^64, less 2^32 b for
/// a negative factor. The result fits; what it is made of wraps.
#[inline(always)]
fn product(a: u32, b: u32) -> i64 {
    wide(a, b).wrapping_sub(u64::from(b & sign_mask(a)) << 32).cast_signed()
}

/// All ones if the top bit is set, else zero.
fn sign_mask(word: u32) -> u32 {
    mask(word >> 31)
}

/// Eight words, and a ninth of zero.
fn extended(words: &[u32]) -> Signed {
    let mut extended = [0; 9];
    for (to, from) in extended.iter_mut().zip(words.iter().take(8)) {
        *to = *from;
    }
    extended
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the low half")]
fn low(value: i64) -> u32 {
    value as u32
}
