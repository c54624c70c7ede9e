//! The field machine: it executes formulas that are programs of two-byte instructions, where a call takes ten bytes or
//! more. The instructions are public, the words are not.

#[cfg(not(feature = "fast"))]
use super::constants::P;
use super::constants::{CONSTANTS_LENGTH, N, constant};
use super::registers::Registers;
use super::{Words, field, kernel};
use crate::arch::flash::{Flash, Plain};

/// One instruction.
///
/// From the top: [`Instruction::LAST`], three bits of the operation, [`Instruction::MODULO_N`] above the number
/// of the result, and the numbers of the operands.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Instruction(u16);

// SAFETY: an integer.
unsafe impl Plain for Instruction {}

/// What one line of a formula becomes.
pub type Line = (Instruction, Option<Instruction>);

impl Instruction {
    const LAST: u16 = 0x8000;
    const MODULO_N: u16 = 0x0800;
    const MULTIPLY: u16 = 0;
    const ADD: u16 = 1;
    const SUBTRACT: u16 = 2;
    const CONSTANT: u16 = 3;
    #[cfg(feature = "fast")]
    const SQUARE: u16 = 4;
    #[cfg(not(feature = "fast"))]
    const HALVE: u16 = 4;

    /// d = a b / R.
    pub const fn multiply(d: usize, a: usize, b: usize) -> Line {
        (Self::encode(Self::MULTIPLY, d, a, b), None)
    }

    /// d = a a / R.
    pub const fn square(d: usize, a: usize) -> Line {
        cfg_select! {
            feature = "fast" => { (Self::encode(Self::SQUARE, d, a, a), None) }
            _ => { Self::multiply(d, a, a) }
        }
    }

    /// d = a + b.
    pub const fn add(d: usize, a: usize, b: usize) -> Line {
        (Self::encode(Self::ADD, d, a, b), None)
    }

    /// d = a - b.
    pub const fn subtract(d: usize, a: usize, b: usize) -> Line {
        (Self::encode(Self::SUBTRACT, d, a, b), None)
    }

    /// d = a - 2 b, for d other than b.
    #[cfg(not(feature = "fast"))]
    pub const fn subtract_twice(d: usize, a: usize, b: usize) -> Line {
        assert!(d != b);
        (Self::encode(Self::SUBTRACT, d, a, b), Some(Self::encode(Self::SUBTRACT, d, d, b)))
    }

    /// d = 3 a / 2, for d other than a.
    #[cfg(not(feature = "fast"))]
    pub const fn three_halves(d: usize, a: usize) -> Line {
        assert!(d != a);
        (Self::encode(Self::HALVE, d, a, a), Some(Self::encode(Self::ADD, d, d, a)))
    }

    /// d = a constant.
    pub const fn constant(d: usize, constant: usize) -> Line {
        assert!(constant < CONSTANTS_LENGTH);
        (Self::encode(Self::CONSTANT, d, constant, 0), None)
    }

    /// The same modulo n: a product or a sum.
    pub const fn modulo_n(line: Line) -> Line {
        let (Instruction(word), None) = line else { panic!() };
        assert!(word >> 12 == Self::MULTIPLY || word >> 12 == Self::ADD);
        (Instruction(word | Self::MODULO_N), None)
    }

    #[expect(clippy::cast_possible_truncation, reason = "below eight")]
    const fn encode(operation: u16, d: usize, a: usize, b: usize) -> Self {
        assert!(d < 8 && a < 8 && b < 8);
        Instruction(operation << 12 | (d << 8 | a << 4 | b) as u16)
    }
}

/// Instructions, of which the last one says that it is.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Program<const LENGTH: usize>([Instruction; LENGTH]);

// SAFETY: an array of integers.
unsafe impl<const LENGTH: usize> Plain for Program<LENGTH> {}

/// How many instructions lines become.
pub const fn length(mut lines: &[Line]) -> usize {
    let mut length = 0;
    while let [(_, second), rest @ ..] = lines {
        length += 1 + second.is_some() as usize;
        lines = rest;
    }
    length
}

impl<const LENGTH: usize> Program<LENGTH> {
    /// The instructions of these lines.
    pub const fn of(mut lines: &[Line]) -> Self {
        assert!(LENGTH > 0 && LENGTH == length(lines));
        let mut program = [Instruction(0); LENGTH];
        let mut index = 0;
        while let [(first, second), rest @ ..] = lines {
            program[index] = *first;
            index += 1;
            if let Some(second) = second {
                program[index] = *second;
                index += 1;
            }
            lines = rest;
        }
        program[LENGTH - 1].0 |= Instruction::LAST;
        Program(program)
    }

    /// The same, its products and sums modulo n.
    #[cfg(not(feature = "fast"))]
    pub const fn modulo_n(self) -> Self {
        let Program(mut program) = self;
        let mut index = 0;
        while index < LENGTH {
            let Instruction(word) = program[index];
            let operation = word >> 12 & 7;
            assert!(
                operation == Instruction::MULTIPLY
                    || operation == Instruction::ADD
                    || word >> 4 & 7 == word & 7
            );
            program[index] = Instruction(word | Instruction::MODULO_N);
            index += 1;
        }
        Program(program)
    }
}

impl<const LENGTH: usize> Flash<Program<LENGTH>> {
    /// Runs the program on `registers`. The instructions are public, the words are not.
    #[inline(always)]
    pub fn run(&self, registers: &mut Registers) {
        // SAFETY: a program ends with an instruction that is marked as the last one.
        unsafe { execute(registers, self.as_ptr().cast()) }
    }
}

/// Runs the program that begins at `next`, in flash, and ends with an instruction that says so.
#[inline(never)]
unsafe fn execute(registers: &mut Registers, mut next: *const Flash<Instruction>) {
    let base = registers.as_mut_ptr().cast::<u32>();
    loop {
        // SAFETY: the caller's promise; `Flash` is transparent.
        let Instruction(word) = unsafe { &*next }.get();
        next = next.wrapping_add(1);
        let index = usize::from(word);
        let d = base.wrapping_add((index >> 8 & 7) * 8);
        let a = base.wrapping_add((index >> 4 & 7) * 8).cast_const();
        let b = base.wrapping_add((index & 7) * 8).cast_const();
        let modulo_n = word & Instruction::MODULO_N != 0;
        #[cfg(not(feature = "fast"))]
        let m = if modulo_n { &N } else { &P };
        match word >> 12 & 7 {
            // SAFETY: an index below 8 names an element of the array; a leaf accepts d = a or b.
            #[cfg(not(feature = "fast"))]
            Instruction::MULTIPLY => unsafe { kernel::montgomery_multiply(d, a, b, m) },
            // SAFETY: as above.
            #[cfg(not(feature = "fast"))]
            Instruction::ADD => unsafe { kernel::modular_add(d, a, b, m) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::MULTIPLY if modulo_n => unsafe { kernel::montgomery_multiply(d, a, b, &N) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::MULTIPLY => unsafe { field::multiply(d, a, b) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::ADD if modulo_n => unsafe { kernel::modular_add(d, a, b, &N) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::ADD => unsafe { field::add(d, a, b) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::SQUARE => unsafe { field::square(d, a) },
            // SAFETY: as above.
            #[cfg(not(feature = "fast"))]
            Instruction::HALVE => unsafe { field::halve(d, a) },
            Instruction::CONSTANT => {
                // SAFETY: `Instruction::constant` has checked the index.
                let constant = unsafe { constant(index >> 4 & 7) };
                // SAFETY: as above.
                constant.copy_to(unsafe { &mut *d.cast::<Words>() });
            }
            // SAFETY: as above.
            _ => unsafe { field::subtract(d, a, b) },
        }
        if word & Instruction::LAST != 0 {
            return;
        }
    }
}
