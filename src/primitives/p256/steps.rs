//! The long operations in steps, for firmware with one thread and a watchdog.
//!
//! An operation is started, then advanced until it is done. A step is one of a scalar multiplication, one of
//! a modular inversion, or one of the two that fill a table of multiples: the longest. The steps are those of
//! the operations that run at once, in the same order, with the same results and the same promise of constant
//! time; what is done when is public. Nothing here points anywhere: the state may be moved between steps.

use super::joint::{self, Joint};
use super::point;
use super::words::load;
use super::{INVERSION_STEPS, ecdsa, formulas, load_scalar, nonce, recoding, step_inversion};
#[cfg(not(feature = "fast"))]
use crate::arch::p256::set_constant;
use crate::arch::p256::{Modulus, N, P, Registers, set_addend};
use crate::copy::copy;
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
const INVERSION: u32 = number(INVERSION_STEPS);
/// To fill the table of multiples, if there is one.
const TABLE_STEPS: u32 = if cfg!(feature = "fast") { INVERSION + 2 } else { 0 };

#[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
const fn number(steps: usize) -> u32 {
    steps as u32
}

/// Words of `Steps` that one profile has and the other one has not.
const SPARE: usize = 8 * 16 + 2 * 8 + 6 - size_of::<Joint>() / size_of::<u32>();

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
    /// The multiples of a point; the point alone before they are there. A scalar that is alone is u.
    joint: Joint,
    spare: [u32; SPARE],
    private: [u8; 32],
    digest: [u8; 32],
    k: [u8; 32],
    /// The digest is in the place of r before a signature is made.
    signature: [u8; 64],
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
        self.begin(SIGN, BASE_STEPS + 2 * INVERSION, private)?;
        self.private = *private;
        let Some((reduced, _)) = self.signature.split_first_chunk_mut() else {
            return Err(Status::BAD_STATE);
        };
        *reduced = *digest;
        nonce::reduce(reduced);
        nonce::generate(private, reduced, &[], &mut self.k);
        load(&mut self.joint.u, &self.k);
        self.start_base();
        Ok(())
    }

    /// Begins to compute a public key; BAD_KEY if the private one is out of range.
    pub fn start_derive(&mut self, private: &[u8; 32]) -> Result<(), Status> {
        self.begin(DERIVE, BASE_STEPS + INVERSION, private)?;
        self.start_base();
        Ok(())
    }

    /// Begins a key agreement; BAD_KEY if a key is not valid.
    pub fn start_agree(&mut self, private: &[u8; 32], public: &[u8; 64]) -> Result<(), Status> {
        self.begin(AGREE, TABLE_STEPS + POINT_STEPS + INVERSION, private)?;
        if !point::load_addend(&mut self.registers, public) {
            return Err(Status::BAD_KEY);
        }
        self.negated = recoding::make_odd(&mut self.joint.u);
        #[cfg(feature = "fast")]
        recoding::avoid_minus_two(&mut self.joint.u);
        #[cfg(not(feature = "fast"))]
        ladder::start(&mut self.registers);
        Ok(())
    }

    /// Begins a verification; BAD_KEY if the key is no point of the curve.
    pub fn start_verify(
        &mut self, public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64],
    ) -> Result<(), Status> {
        self.operation = VERIFY;
        self.remaining = INVERSION + TABLE_STEPS + JOINT_STEPS + 1;
        self.digest = *digest;
        self.signature = *signature;
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
        if let Some(step) = left.checked_sub(2 * INVERSION) {
            self.step_base(step);
        } else if let Some(step) = left.checked_sub(INVERSION) {
            invert(&mut self.registers, &P, step);
            if step == 0 {
                ecdsa::take_r(&mut self.registers, &self.private, &self.k, &mut self.signature);
            }
        } else {
            invert(&mut self.registers, &N, left);
            if left == 0 {
                ecdsa::give_s(&mut self.registers, &mut self.signature)?;
                copy(output, &self.signature);
                return Ok(());
            }
        }
        Err(Status::IN_PROGRESS)
    }

    fn step_derive(&mut self, left: u32, output: &mut [u8]) -> Result<(), Status> {
        if let Some(step) = left.checked_sub(INVERSION) {
            self.step_base(step);
            return Err(Status::IN_PROGRESS);
        }
        let registers = &mut self.registers;
        invert(registers, &P, left);
        if left > 0 {
            return Err(Status::IN_PROGRESS);
        }
        formulas::divide(registers);
        point::negate_addend(registers, self.negated);
        point::store_addend(registers, output);
        Ok(())
    }

    fn step_agree(&mut self, left: u32, output: &mut [u8]) -> Result<(), Status> {
        let registers = &mut self.registers;
        if let Some(step) = left.checked_sub(INVERSION) {
            #[cfg(feature = "fast")]
            if let Some(step) = step.checked_sub(POINT_STEPS) {
                self.step_table(step);
            } else {
                window::step(registers, &self.joint.table, &self.joint.u, step as usize);
            }
            #[cfg(not(feature = "fast"))]
            ladder::step(registers, &self.joint.u, step as usize);
            return Err(Status::IN_PROGRESS);
        }
        invert(registers, &P, left);
        if left > 0 {
            return Err(Status::IN_PROGRESS);
        }
        formulas::divide(registers);
        point::store_x(registers, output);
        Ok(())
    }

    fn step_verify(&mut self, left: u32) -> Result<(), Status> {
        let Some(step) = left.checked_sub(1) else {
            return ecdsa::compare(&mut self.registers, &self.signature, 0).answer().map(drop);
        };
        if let Some(step) = step.checked_sub(JOINT_STEPS + TABLE_STEPS) {
            let registers = &mut self.registers;
            let [key, ..] = &mut self.joint.table;
            if step == INVERSION - 1 {
                let (x, y) = point::addend(registers);
                *key = [*x, *y];
                if !ecdsa::load_signature(registers, &self.digest, &self.signature) {
                    return Err(Status::NOT_AUTHENTIC);
                }
            }
            invert(registers, &N, step);
            if step == 0 {
                ecdsa::divide_by_s(registers, &mut self.joint.u, &mut self.joint.v);
                set_addend(registers, key);
            }
        } else if step >= JOINT_STEPS {
            #[cfg(feature = "fast")]
            self.step_table(step - JOINT_STEPS);
        } else {
            if step == JOINT_STEPS - 1 {
                self.joint.begin(&mut self.registers);
                if !point::is_infinity(&self.registers) || !self.joint.has_begun() {
                    return Err(Status::NOT_AUTHENTIC);
                }
            }
            self.joint.step(&mut self.registers, step as usize);
        }
        Err(Status::IN_PROGRESS)
    }

    /// One step of filling the table for the point (PX, PY).
    #[cfg(feature = "fast")]
    fn step_table(&mut self, step: u32) {
        let Some(step) = step.checked_sub(1) else {
            return window::finish(&mut self.registers, &mut self.joint.table);
        };
        if step == INVERSION {
            window::begin(&mut self.registers, &mut self.joint.table);
        } else {
            invert(&mut self.registers, &P, step);
        }
    }

    fn begin(&mut self, operation: Operation, steps: u32, private: &[u8; 32]) -> Result<(), Status> {
        self.operation = operation;
        self.remaining = steps;
        if load_scalar(&mut self.joint.u, private) { Ok(()) } else { Err(Status::BAD_KEY) }
    }

    fn start_base(&mut self) {
        self.negated = recoding::make_odd(&mut self.joint.u);
        #[cfg(not(feature = "fast"))]
        {
            set_constant(&mut self.registers, &super::constants::BASE);
            ladder::start(&mut self.registers);
        }
    }

    fn step_base(&mut self, step: u32) {
        #[cfg(feature = "fast")]
        comb::step(&mut self.registers, &self.joint.u, step as usize);
        #[cfg(not(feature = "fast"))]
        ladder::step(&mut self.registers, &self.joint.u, step as usize);
    }
}

/// One step of Z = 1/Z modulo m, for `step` from INVERSION - 1 down to 0.
fn invert(registers: &mut Registers, m: &Modulus, step: u32) {
    step_inversion(registers, m, step as usize);
}

impl Default for Steps {
    /// Nothing is under way.
    fn default() -> Self {
        Steps {
            registers: [[0; 8]; 8],
            joint: Joint::new(),
            spare: [0; SPARE],
            private: [0; 32],
            digest: [0; 32],
            k: [0; 32],
            signature: [0; 64],
            negated: 0,
            operation: 0,
            remaining: 0,
        }
    }
}
