//! Verification under a key whose multiples are at hand: a meter that hears one head end for twenty years
//! computes them once. Public data throughout: not constant time.
//!
//! The table is the comb of `comb` for the public key Q: entry i is D Q with D = 2^208 + the sum of
//! +-2^(52 t), t < 4, plus where bit t of i is set. One string of 51 doublings then serves both u G, from
//! the table of the base point, and v Q: about half of what a plain verification multiplies.
//!
//! # What a damaged table can do
//! Whoever chooses the table chooses the key: it must be kept where a key would be kept. A table damaged
//! by chance makes good signatures fail. To make a bad one pass, it would have to change the sum of
//! multiples to a point that the forger knew before. Each verification still compares a sum over the table:
//! a change that is confined to one word never passes, any other one in 2^32.

use super::ecdsa::{are_multipliers, compare, load_multipliers};
use super::point::{self, Affine};
use super::{comb, formulas, recoding};
use crate::arch::memory::{zeroed, zeros};
use crate::arch::p256::{Registers, Words, set_addend};
use crate::status::Status;
use crate::verdict::{Answer, counted};

/// The number of places.
pub const STEPS: usize = comb::SPACING;
const ENTRIES: usize = 16;

/// The multiples of a public key, coordinates in the Montgomery domain, and the sum over them.
#[repr(C)]
pub struct Verifier {
    table: [Affine; ENTRIES],
    sum: u32,
}

impl Default for Verifier {
    /// Refuses everything until it is set up.
    fn default() -> Self {
        Verifier { table: [[[0; 8]; 2]; ENTRIES], sum: 0 }
    }
}

impl Verifier {
    /// Fills the table; BAD_KEY if `public` is not a point of the curve.
    ///
    /// With T(t) = 2^(52 t) Q, entry 0 is T(4) - T(3) - T(2) - T(1) - T(0), and entry i + 2^t is entry i
    /// and 2 T(t). Each entry is made affine at once: 20 inversions in all, for no memory but the table's.
    pub fn set_up(&mut self, public: &[u8; 64]) -> Result<(), Status> {
        let mut registers: Registers = zeroed();
        let r = &mut registers;
        if !point::load_addend(r, public) {
            return Err(Status::BAD_KEY);
        }
        let (x, y) = point::addend(r);
        let key = [*x, *y];
        formulas::assign(r);
        for _ in 0..comb::TEETH - 1 {
            double(r, comb::SPACING);
            set_addend(r, &key);
            formulas::negate_addend(r);
            point::add_public(r);
        }
        let [first, ..] = &mut self.table;
        take(r, first);
        let mut step = key;
        for tooth in 0..comb::TEETH - 1 {
            // From T(tooth), or from 2 T(tooth - 1), to 2 T(tooth).
            set_addend(r, &step);
            formulas::assign(r);
            double(r, if tooth == 0 { 1 } else { comb::SPACING });
            take(r, &mut step);
            let (without, with) = self.table.split_at_mut(1 << tooth);
            for (without, with) in without.iter().zip(with) {
                set_addend(r, without);
                formulas::assign(r);
                set_addend(r, &step);
                point::add_public(r);
                take(r, with);
            }
        }
        self.sum = self.computed_sum();
        Ok(())
    }

    /// Whether a signature of a digest is that of the key's owner: NOT_AUTHENTIC if not, BAD_KEY if the
    /// table is damaged.
    pub fn verify_digest(&self, digest: &[u8; 32], signature: &[u8; 64]) -> Answer {
        if self.sum != self.computed_sum() {
            return Err(Status::BAD_KEY);
        }
        let again = core::hint::black_box(digest);
        let mut registers: Registers = zeroed();
        let (mut u, mut v) = (zeros(), zeros());
        if !load_multipliers(&mut registers, &mut u, &mut v, digest, signature) {
            return Err(Status::NOT_AUTHENTIC);
        }
        let mut wrong = u8::from(!are_multipliers(&mut registers, &u, &v, again, signature));
        formulas::set_infinity(&mut registers);
        wrong |= u8::from(!point::is_infinity(&registers));
        let mut gone = 0;
        let digits = Digits::new(&mut u, &mut v);
        for place in (0..STEPS).rev() {
            self.step(&mut registers, &digits, &u, &v, place);
            gone = counted(gone);
        }
        wrong |= u8::from(gone != STEPS);
        compare(&mut registers, signature, wrong).answer()
    }

    /// One place of u G + v Q, for `place` from STEPS - 1 down to 0, from infinity.
    fn step(&self, r: &mut Registers, digits: &Digits, u: &Words, v: &Words, place: usize) {
        formulas::double_public(r);
        let (index, negative) = comb::column(v, place);
        if let Some(entry) = self.table.get(index as usize) {
            set_addend(r, entry);
        }
        add(r, negative ^ digits.v_negated);
        if place < comb::STEPS {
            for half in [1, 0] {
                let (index, negative) = comb::column(u, place + half * comb::STEPS);
                comb::set_entry(r, half, index);
                add(r, negative ^ digits.u_negated);
            }
        }
    }

    /// Each step is a bijection of the sum before it and of the word.
    fn computed_sum(&self) -> u32 {
        let words = self.table.as_flattened().as_flattened();
        words.iter().fold(0x5032_5636, |sum, word| sum.rotate_left(5).wrapping_add(*word))
    }
}

/// What became of u and v when they were made odd. A zero became n, whose digits add up to infinity.
struct Digits {
    u_negated: u32,
    v_negated: u32,
}

impl Digits {
    fn new(u: &mut Words, v: &mut Words) -> Self {
        Digits { u_negated: recoding::make_odd(u), v_negated: recoding::make_odd(v) }
    }
}

/// Adds the addend, or its negative if `negative` is not zero.
fn add(r: &mut Registers, negative: u32) {
    if negative != 0 {
        formulas::negate_addend(r);
    }
    point::add_public(r);
}

fn double(r: &mut Registers, times: usize) {
    for _ in 0..times {
        formulas::double_public(r);
    }
}

/// entry = the affine form of (X : Y : Z).
fn take(r: &mut Registers, entry: &mut Affine) {
    point::make_affine(r);
    let (x, y) = point::addend(r);
    *entry = [*x, *y];
}
