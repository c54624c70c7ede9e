//! The long operations in steps, for firmware with one thread and a watchdog.
//!
//! An operation is started, then advanced until it is done. A step is one of a scalar multiplication, or
//! an inversion with what is done beside it: the longest. The steps are those of the operations that run at
//! once, in the same order, with the same results and the same promise of constant time; what is done when
//! is public. Nothing here points anywhere: the state may be moved between steps.

use super::joint;
use super::point::{self, Affine};
use super::words::{load, store};
use super::{ecdsa, load_scalar, nonce, recoding};
use crate::arch::p256::{Registers, Words};
use crate::status::Status;

#[cfg(not(feature = "fast"))]
use super::ladder;
#[cfg(feature = "fast")]
use super::{comb, window};

#[cfg(feature = "fast")]
const BASE_STEPS: u32 = number(comb::STEPS);
#[cfg(feature = "fast")]
const POINT_STEPS: u32 = number(window::STEPS);
#[cfg(not(feature = "fast"))]
const BASE_STEPS: u32 = number(ladder::STEPS);
#[cfg(not(feature = "fast"))]
const POINT_STEPS: u32 = number(ladder::STEPS);
const JOINT_STEPS: u32 = number(joint::STEPS);

#[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
const fn number(steps: usize) -> u32 {
    steps as u32
}

const ENTRIES: usize = 8;

/// Which operation is under way.
pub type Operation = u32;
/// `start_sign`
pub const SIGN: Operation = 1;
/// `start_verify`
pub const VERIFY: Operation = 2;
/// `start_agree`
pub const AGREE: Operation = 3;
/// `start_derive`
pub const DERIVE: Operation = 4;

/// An operation under way: integers, of one size in both profiles.
#[repr(C)]
pub struct Steps {
    registers: Registers,
    table: [Affine; ENTRIES],
    scalar: Words,
    other: Words,
    private: [u8; 32],
    digest: [u8; 32],
    k: [u8; 32],
    r: [u8; 64],
    base_digits: joint::Saved,
    point_digits: joint::Saved,
    negated: u32,
    operation: Operation,
    remaining: u32,
}

impl Steps {
    /// The operation that was started.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// Begins a deterministic signature; BAD_KEY if the key is out of range. Chooses the secret number.
    pub fn start_sign(&mut self, private: &[u8; 32], digest: &[u8; 32]) -> Result<(), Status> {
        self.begin(SIGN, BASE_STEPS + 2, private)?;
        self.private = *private;
        self.digest = *digest;
        nonce::generate(private, digest, &[], &mut self.k);
        load(&mut self.scalar, &self.k);
        self.start_base();
        Ok(())
    }

    /// Begins to compute a public key; BAD_KEY if the private one is out of range.
    pub fn start_derive(&mut self, private: &[u8; 32]) -> Result<(), Status> {
        self.begin(DERIVE, BASE_STEPS + 1, private)?;
        self.start_base();
        Ok(())
    }

    /// Begins a key agreement; BAD_KEY if a key is not valid.
    pub fn start_agree(&mut self, private: &[u8; 32], public: &[u8; 64]) -> Result<(), Status> {
        self.begin(AGREE, POINT_STEPS + 2, private)?;
        if !point::load_addend(&mut self.registers, public) {
            return Err(Status::BAD_KEY);
        }
        self.negated = recoding::make_odd(&mut self.scalar);
        #[cfg(feature = "fast")]
        recoding::avoid_minus_two(&mut self.scalar);
        Ok(())
    }

    /// Begins a verification; BAD_KEY if the key is no point of the curve.
    pub fn start_verify(
        &mut self, public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64],
    ) -> Result<(), Status> {
        self.operation = VERIFY;
        self.remaining = JOINT_STEPS + 3;
        self.digest = *digest;
        self.r = *signature;
        if point::load_addend(&mut self.registers, public) { Ok(()) } else { Err(Status::BAD_KEY) }
    }

    /// One step: IN_PROGRESS until the operation is done, then its result. `output` has the length that
    /// the operation's output has; it is written when that is done.
    pub fn step(&mut self, output: &mut [u8]) -> Result<(), Status> {
        let Some(left) = self.remaining.checked_sub(1) else { return Err(Status::BAD_STATE) };
        self.remaining = left;
        match self.operation {
            SIGN => self.step_sign(left, output),
            DERIVE => self.step_derive(left, output),
            AGREE => self.step_agree(left, output),
            _ => self.step_verify(left),
        }
    }

    fn step_sign(&mut self, left: u32, output: &mut [u8]) -> Result<(), Status> {
        if left >= 2 {
            self.step_base(left - 2);
        } else if left == 1 {
            let [r, _] = self.r.as_chunks_mut::<32>().0 else { return Err(Status::BAD_STATE) };
            ecdsa::store_x_modulo_n(&mut self.registers, r);
        } else {
            let [r, s] = self.r.as_chunks_mut::<32>().0 else { return Err(Status::BAD_STATE) };
            ecdsa::solve(&self.private, &self.digest, &self.k, r, s)?;
            output.iter_mut().zip(&self.r).for_each(|(place, byte)| *place = *byte);
            return Ok(());
        }
        Err(Status::IN_PROGRESS)
    }

    fn step_derive(&mut self, left: u32, output: &mut [u8]) -> Result<(), Status> {
        if left > 0 {
            self.step_base(left - 1);
            return Err(Status::IN_PROGRESS);
        }
        point::make_affine(&mut self.registers);
        point::negate_addend(&mut self.registers, self.negated);
        point::store_addend(&mut self.registers, output);
        Ok(())
    }

    fn step_agree(&mut self, left: u32, output: &mut [u8]) -> Result<(), Status> {
        if left == 0 {
            point::make_affine(&mut self.registers);
            let (x, _) = point::addend(&mut self.registers);
            point::to_integer(x);
            store(x, output);
            return Ok(());
        }
        let r = &mut self.registers;
        #[cfg(feature = "fast")]
        if left > POINT_STEPS {
            window::build(r, &mut self.table);
        } else {
            window::step(r, &self.table, &self.scalar, left as usize - 1);
        }
        #[cfg(not(feature = "fast"))]
        if left > POINT_STEPS {
            ladder::start(r);
        } else {
            ladder::step(r, &self.scalar, left as usize - 1);
        }
        Err(Status::IN_PROGRESS)
    }

    fn step_verify(&mut self, left: u32) -> Result<(), Status> {
        let r = &mut self.registers;
        if left == JOINT_STEPS + 2 {
            if !ecdsa::load_multipliers(&mut self.scalar, &mut self.other, &self.digest, &self.r) {
                return Err(Status::NOT_AUTHENTIC);
            }
        } else if left == JOINT_STEPS + 1 {
            joint::start(r, joint::table_in(&mut self.table));
            self.base_digits = joint::BaseDigits::new(&mut self.scalar).save();
            self.point_digits = joint::save(&joint::PointDigits::new());
        } else if left > 0 {
            let mut base = joint::BaseDigits::restored(self.base_digits);
            let mut digits = joint::restored(self.point_digits);
            let table = joint::table_in(&mut self.table);
            joint::step(r, table, &mut base, &self.scalar, &mut digits, &self.other, left as usize - 1);
            self.base_digits = base.save();
            self.point_digits = joint::save(&digits);
        } else {
            return ecdsa::compare(r, &self.r, 0).answer().map(drop);
        }
        Err(Status::IN_PROGRESS)
    }

    fn begin(&mut self, operation: Operation, steps: u32, private: &[u8; 32]) -> Result<(), Status> {
        self.operation = operation;
        self.remaining = steps;
        if load_scalar(&mut self.scalar, private) { Ok(()) } else { Err(Status::BAD_KEY) }
    }

    fn start_base(&mut self) {
        self.negated = recoding::make_odd(&mut self.scalar);
        #[cfg(not(feature = "fast"))]
        {
            point::set_constant(&mut self.registers, super::constants::BASE_MULTIPLES.at(0));
            ladder::start(&mut self.registers);
        }
    }

    fn step_base(&mut self, step: u32) {
        #[cfg(feature = "fast")]
        comb::step(&mut self.registers, &self.scalar, step as usize);
        #[cfg(not(feature = "fast"))]
        ladder::step(&mut self.registers, &self.scalar, step as usize);
    }
}

impl Default for Steps {
    /// Nothing is under way.
    fn default() -> Self {
        Steps {
            registers: [[0; 8]; 8],
            table: [[[0; 8]; 2]; ENTRIES],
            scalar: [0; 8],
            other: [0; 8],
            private: [0; 32],
            digest: [0; 32],
            k: [0; 32],
            r: [0; 64],
            base_digits: [0; 3],
            point_digits: [0; 3],
            negated: 0,
            operation: 0,
            remaining: 0,
        }
    }
}
