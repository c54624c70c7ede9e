//! The arithmetic of P-256 that each instruction set brings its own leaf functions for.
//!
//! A 256-bit integer is eight 32-bit words, the least significant first. Elements of the field
//! modulo p and of the ring modulo n are in the Montgomery domain (R = 2^256) and canonical, that
//! is below their modulus, on the way in and on the way out. Every function here is constant time:
//! it executes the same instructions on the same addresses whatever the words hold.
//!
//! # What a kernel offers
//! One file of this folder per instruction set. The leaves take raw pointers because the result may
//! be the same object as an operand (the same one exactly: a partial overlap is never passed).
//!
//! | leaf | profile | result |
//! |---|---|---|
//! | `montgomery_multiply(r, a, b, m)` | both | a b / R mod m |
//! | `field_multiply(r, a, b)` | `fast` | a b / R mod p |
//! | `field_square(r, a)` | `fast` | a a / R mod p |
//! | `field_add(r, a, b)`, `field_subtract(r, a, b)` | `fast` | a + b, a - b mod p |
//! | `field_halve(r, a)`, or the next two | `fast` | a / 2 mod p; the portable one not in place |
//! | `field_three_halves(r, a)`, `field_subtract_twice(r, a, b)` | `fast` | 3 a / 2, a - 2 b mod p, r apart from a or b |
//! | `raw_...` of all of these, for `strings` | `fast` | the same, without a frame |
//! | `modular_add(r, a, b, m)`, `modular_subtract(r, a, b, m)` | `small` | a + b, a - b mod m |
//!
//! A modulus whose `negated_inverse` is 1 is taken to be p by the kernels that are faster for it. In
//! assembly the names begin with `amisec_p256_`. `portable` has all of them, and whatever a
//! kernel leaves out is taken from there with a `pub use`.

pub mod portable;
#[cfg(all(any(target_arch = "arm", target_arch = "riscv32"), feature = "fast"))]
pub mod strings;

use super::flash::{Flash, Loaded, Plain, flash};

cfg_select! {
    all(target_arch = "arm", target_feature = "dsp") => { mod m4; use m4 as kernel; }
    all(target_arch = "arm", target_feature = "v7") => { mod m3; use m3 as kernel; }
    target_arch = "arm" => { mod m0; use m0 as kernel; }
    target_arch = "riscv32" => { mod rv32; use rv32 as kernel; }
    target_arch = "msp430" => { mod msp430; use msp430 as kernel; }
    target_arch = "avr" => { mod avr; use avr as kernel; }
    _ => { use portable as kernel; }
}

/// A 256-bit integer, least significant word first.
pub type Words = [u32; 8];

/// An odd modulus with its most significant bit set, and what Montgomery reduction needs of it. It
/// stands in flash: kernels of processors that read flash with instructions of its own read it with those.
#[repr(C)]
pub struct Modulus {
    words: Flash<Words>,
    negated_inverse: Flash<u32>,
}

impl Modulus {
    /// For statics in flash only.
    const unsafe fn new(words: Words, negated_inverse: u32) -> Self {
        // SAFETY: the caller's promise.
        let words = unsafe { Flash::new(words) };
        // SAFETY: the caller's promise.
        let negated_inverse = unsafe { Flash::new(negated_inverse) };
        Modulus { words, negated_inverse }
    }

    /// The modulus m.
    #[inline(always)]
    pub fn words(&self) -> Loaded<'_, Words> {
        self.words.load()
    }

    /// -1/m modulo 2^32.
    #[inline(always)]
    pub fn negated_inverse(&self) -> u32 {
        self.negated_inverse.get()
    }
}

flash! {
    /// p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the order of the field.
    in flash pub static P: Modulus = {
        let words = [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0, 0, 0, 1, 0xFFFF_FFFF];
        // SAFETY: this is a static in flash.
        unsafe { Modulus::new(words, 1) }
    };
}

flash! {
    /// n, the order of the base point.
    in flash pub static N: Modulus = {
        let words =
            [0xFC63_2551, 0xF3B9_CAC2, 0xA717_9E84, 0xBCE6_FAAD, 0xFFFF_FFFF, 0xFFFF_FFFF, 0, 0xFFFF_FFFF];
        // SAFETY: this is a static in flash.
        unsafe { Modulus::new(words, 0xEE00_BC4F) }
    };
}

/// What programs load: of [`CONSTANTS`].
pub const ONE: usize = 0;
/// R^2 mod p: a Montgomery product with it brings an integer into the domain.
pub const R_SQUARED: usize = 1;
/// The curve's b, in the domain.
pub const CURVE_B: usize = 2;
const CONSTANTS_LENGTH: usize = 3;

flash! {
    /// The integer one, R^2 mod p, and the curve's b in the Montgomery domain.
    pub static CONSTANTS: [Words; CONSTANTS_LENGTH] = [
        [1, 0, 0, 0, 0, 0, 0, 0],
        [0x0000_0003, 0x0000_0000, 0xFFFF_FFFF, 0xFFFF_FFFB, 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD, 0x0000_0004],
        [0x29C4_BDDF, 0xD89C_DF62, 0x7884_3090, 0xACF0_05CD, 0xF721_2ED6, 0xE5A2_20AB, 0x0487_4834, 0xDC30_061D],
    ];
}

/// R^2 mod p.
#[cfg(feature = "fast")]
pub fn r_squared() -> &'static Flash<Words> {
    // SAFETY: an index below the length.
    unsafe { constant(R_SQUARED) }
}

/// # Safety
/// The index is below `CONSTANTS_LENGTH`.
unsafe fn constant(index: usize) -> &'static Flash<Words> {
    let constant = CONSTANTS.as_ptr().cast::<Flash<Words>>().wrapping_add(index);
    // SAFETY: the caller's promise; `Flash` is transparent.
    unsafe { &*constant }
}

/// The registers of the field machine: eight elements that formulas name by number.
pub type Registers = [Words; 8];

/// A value that the optimizer knows nothing about: what every mask passes through on its way from the
/// bit that it is made of to the word that it selects, because LLVM turns a selection whose mask it
/// understands into a branch.
#[inline(always)]
pub fn opaque(value: u32) -> u32 {
    cfg_select! {
        any(target_arch = "arm", target_arch = "riscv32") => {
            let mut value = value;
            // SAFETY: no instruction at all.
            unsafe {
                core::arch::asm!("/* {0} */", inout(reg) value, options(pure, nomem, nostack, preserves_flags));
            }
            value
        }
        any(target_arch = "avr", target_arch = "msp430") => { opaque_halves(value) }
        _ => { core::hint::black_box(value) }
    }
}

#[cfg(any(target_arch = "avr", target_arch = "msp430"))]
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "two halves")]
fn opaque_halves(value: u32) -> u32 {
    let (mut low, mut high) = (value as u16, (value >> 16) as u16);
    // SAFETY: no instruction at all.
    unsafe {
        #[cfg(target_arch = "avr")]
        core::arch::asm!(
            "/* {0} {1} */", inout(reg_pair) low, inout(reg_pair) high, options(pure, nomem, nostack, preserves_flags)
        );
        #[cfg(target_arch = "msp430")]
        core::arch::asm!(
            "/* {0} {1} */", inout(reg) low, inout(reg) high, options(pure, nomem, nostack, preserves_flags)
        );
    }
    u32::from(high) << 16 | u32::from(low)
}

/// All ones if `bit` is one, zero if it is zero.
#[inline(always)]
pub fn mask(bit: u32) -> u32 {
    opaque(0u32.wrapping_sub(bit))
}

/// All ones if the top bit is set, else zero. The word is hidden: a shift of the sign becomes a comparison
/// and a branch on MSP430.
#[inline(always)]
pub fn sign_mask(word: u32) -> u32 {
    mask(opaque(word) >> 31)
}

/// The 64-bit product of two words, in constant time: in halves where the processor has no
/// instruction for it, or one that finishes early for small operands.
#[inline(always)]
pub fn wide(a: u32, b: u32) -> u64 {
    cfg_select! {
        all(target_arch = "avr", feature = "fast") => { kernel::wide(a, b) }
        all(target_arch = "arm", target_feature = "v7", not(target_feature = "dsp")) => { kernel::wide(a, b) }
        _ => { portable::wide(a, b) }
    }
}

/// The 64-bit product, in constant time, of a word in two's complement, given with all ones if it is negative
/// and zero if not, and a word below 2^31.
#[cfg(feature = "fast")]
#[inline(always)]
#[allow(unused_variables, reason = "a processor that multiplies signed words needs no mask")]
pub fn wide_signed(a: u32, negative: u32, b: u32) -> i64 {
    cfg_select! {
        any(target_arch = "avr", target_arch = "msp430", all(target_arch = "arm", not(target_feature = "dsp"))) => {
            // The unsigned product modulo 2^64, less 2^32 b for a negative a.
            wide(a, b).wrapping_sub(u64::from(b & negative) << 32).cast_signed()
        }
        _ => { i64::from(a.cast_signed()) * i64::from(b.cast_signed()) }
    }
}

/// A column of a combination of integers in limbs of 30 bits: sum + the first `count` products, two or three,
/// of signed factors (with `signs` as in `wide_signed`) and limbs below 2^31. Answers the low limb of that;
/// `sum` becomes what is above it.
#[cfg(feature = "fast")]
#[inline(always)]
#[allow(unused_variables, reason = "as above")]
pub fn column(sum: &mut i64, factors: &[u32; 3], signs: &[u32; 3], limbs: &[u32; 3], count: u16) -> u32 {
    cfg_select! {
        target_arch = "msp430" => {
            // SAFETY: three words are valid for fewer, too.
            unsafe { kernel::column(sum, factors.as_ptr(), limbs.as_ptr(), count) }
        }
        _ => { portable::column(sum, factors, signs, limbs, count) }
    }
}

/// a x + b y modulo 2^30, for x, y below 2^32.
#[cfg(feature = "fast")]
#[inline(always)]
pub fn low_limb([a, b]: [u32; 2], [x, y]: [u32; 2]) -> u32 {
    cfg_select! {
        // The product of words is the firmware's compiler's, which may take a time that depends on them.
        target_arch = "msp430" => { column(&mut 0, &[a, b, 0], &[0; 3], &[x, y, 0], 2) }
        _ => { a.wrapping_mul(x).wrapping_add(b.wrapping_mul(y)) & 0x3FFF_FFFF }
    }
}

/// 30 division steps of the inversion from the low words of f and g: the matrix, row by row.
#[cfg(feature = "fast")]
#[inline(always)]
pub fn division_steps(theta: &mut u32, f: u32, g: u32) -> [u32; 4] {
    cfg_select! {
        all(target_arch = "arm", target_feature = "v7") => {
            let mut matrix = [0; 4];
            // SAFETY: the pointers come from references.
            unsafe { kernel::division_steps(theta, f, g, matrix.as_mut_ptr()) };
            matrix
        }
        _ => { portable::division_steps(theta, f, g) }
    }
}

/// r = a b / R mod m.
pub fn montgomery_multiply(r: &mut Words, a: &Words, b: &Words, m: &Modulus) {
    // SAFETY: the references are valid for eight words each, `r` for writes.
    unsafe { kernel::montgomery_multiply(r.as_mut_ptr(), a.as_ptr(), b.as_ptr(), m) }
}

/// r = r b / R mod m.
pub fn montgomery_multiply_assign(r: &mut Words, b: &Words, m: &Modulus) {
    let r = r.as_mut_ptr();
    // SAFETY: the pointers come from references; a leaf accepts a result that is an operand.
    unsafe { kernel::montgomery_multiply(r, r, b.as_ptr(), m) }
}

/// r = r r / R mod m.
pub fn montgomery_square_assign(r: &mut Words, m: &Modulus) {
    let r = r.as_mut_ptr();
    // SAFETY: the pointer comes from a reference; a leaf accepts a result that is an operand.
    unsafe { kernel::montgomery_multiply(r, r, r, m) }
}

/// r = r + b mod m.
pub fn modular_add_assign(r: &mut Words, b: &Words, m: &Modulus) {
    let r = r.as_mut_ptr();
    // SAFETY: the pointers come from references; a leaf accepts a result that is an operand.
    unsafe { leaves::modular_add(r, r, b.as_ptr(), m) }
}

/// registers[D] = registers[A] registers[B] / R mod p.
#[inline(always)]
pub fn multiply<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { leaves::field_multiply(d, a, b) }
}

/// registers[D] = registers[A]^2 / R mod p.
#[inline(always)]
pub fn square<const D: usize, const A: usize>(registers: &mut Registers) {
    let (d, a, _) = operands::<D, A, 0>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a.
    unsafe { leaves::field_square(d, a) }
}

/// As `multiply`, for public data only: the time may depend on it.
#[cfg(all(target_arch = "arm", target_feature = "v7", not(target_feature = "dsp"), feature = "fast"))]
#[inline(always)]
pub fn multiply_public<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { kernel::field_multiply_public(d, a, b) }
}

/// As `square`, for public data only: the time may depend on it.
#[cfg(all(target_arch = "arm", target_feature = "v7", not(target_feature = "dsp"), feature = "fast"))]
#[inline(always)]
pub fn square_public<const D: usize, const A: usize>(registers: &mut Registers) {
    let (d, a, _) = operands::<D, A, 0>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a.
    unsafe { kernel::field_square_public(d, a) }
}

/// registers[D] = registers[A] + registers[B] mod p.
#[inline(always)]
pub fn add<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { leaves::field_add(d, a, b) }
}

/// registers[D] = registers[A] - registers[B] mod p.
#[inline(always)]
pub fn subtract<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { leaves::field_subtract(d, a, b) }
}

/// registers[D] = registers[A] - 2 registers[B] mod p.
#[inline(always)]
pub fn subtract_twice<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    const { assert!(D != B) };
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; d is not b.
    unsafe { leaves::field_subtract_twice(d, a, b) }
}

/// registers[D] = 3 registers[A] / 2 mod p.
#[inline(always)]
pub fn three_halves<const D: usize, const A: usize>(registers: &mut Registers) {
    const { assert!(D != A) };
    let (d, a, _) = operands::<D, A, 0>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; d is not a.
    unsafe { leaves::field_three_halves(d, a) }
}

#[inline(always)]
fn operands<const D: usize, const A: usize, const B: usize>(
    registers: &mut Registers,
) -> (*mut u32, *const u32, *const u32) {
    const { assert!(D < 8 && A < 8 && B < 8) };
    let base = registers.as_mut_ptr().cast::<u32>();
    // The arithmetic wraps so that it needs no `unsafe`; 8 D + 7 is below 64 words.
    (base.wrapping_add(8 * D), base.wrapping_add(8 * A), base.wrapping_add(8 * B))
}

/// Registers 3 and 4 = entry `index` of the table. Reads all of it, whatever the index.
#[cfg(feature = "fast")]
#[inline(never)]
pub fn select(registers: &mut Registers, table: &[[Words; 2]], index: u32) {
    let [_, _, _, point @ .., _, _, _] = registers;
    cfg_select! {
        target_arch = "avr" => {
            let (index, count) = ((index & 0xFF) as u8, (table.len() & 0xFF) as u8);
            // SAFETY: the point has 16 words, and so has each entry of the table.
            unsafe { kernel::select(point.as_flattened_mut().as_mut_ptr(), table.as_ptr().cast(), index, count) }
        }
        all(target_arch = "arm", target_feature = "v7") => {
            // SAFETY: as above.
            unsafe { kernel::select(point.as_flattened_mut().as_mut_ptr(), table.as_ptr().cast(), index, table.len()) }
        }
        _ => { portable::select(point, table, index) }
    }
}

/// Registers 3 and 4 = entry `index` of the 16 from `first` on in a table in flash. Reads all of these.
#[cfg(all(target_arch = "avr", feature = "fast"))]
pub fn select_flash<const LENGTH: usize>(
    registers: &mut Registers, table: &Flash<[[Words; 2]; LENGTH]>, first: usize, index: u32,
) {
    let [_, _, _, point @ .., _, _, _] = registers;
    let table = table.as_ptr().cast::<[Words; 2]>().wrapping_add(first).cast();
    #[expect(clippy::cast_possible_truncation, reason = "an index below 16")]
    // SAFETY: the point has 16 words; whatever is read of flash is data.
    unsafe {
        kernel::select_flash(point.as_flattened_mut().as_mut_ptr(), table, index as u8, 16);
    }
}

/// One instruction of the machine: two bytes where a call takes ten or more.
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
            Instruction::ADD => unsafe { leaves::modular_add(d, a, b, m) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::MULTIPLY if modulo_n => unsafe { kernel::montgomery_multiply(d, a, b, &N) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::MULTIPLY => unsafe { leaves::field_multiply(d, a, b) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::ADD if modulo_n => unsafe { leaves::modular_add(d, a, b, &N) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::ADD => unsafe { leaves::field_add(d, a, b) },
            // SAFETY: as above.
            #[cfg(feature = "fast")]
            Instruction::SQUARE => unsafe { leaves::field_square(d, a) },
            // SAFETY: as above.
            #[cfg(not(feature = "fast"))]
            Instruction::HALVE => unsafe { leaves::field_halve(d, a) },
            Instruction::CONSTANT => {
                // SAFETY: `Instruction::constant` has checked the index.
                let constant = unsafe { constant(index >> 4 & 7) };
                // SAFETY: as above.
                constant.copy_to(unsafe { &mut *d.cast::<Words>() });
            }
            // SAFETY: as above.
            _ => unsafe { leaves::field_subtract(d, a, b) },
        }
        if word & Instruction::LAST != 0 {
            return;
        }
    }
}

/// What the functions above call: the kernel's leaves, with those of the field made from the
/// generic ones in `small`.
#[cfg(feature = "fast")]
mod leaves {
    pub use super::kernel::{field_add, field_multiply, field_square, field_subtract, modular_add};
    cfg_select! {
        any(target_arch = "arm", target_arch = "riscv32") => {
            pub use super::kernel::{field_subtract_twice, field_three_halves};
        }
        _ => {
            pub use super::kernel::field_halve;
            pub use super::composed::{field_subtract_twice, field_three_halves};
        }
    }
}

#[cfg(not(feature = "fast"))]
mod leaves {
    pub use super::composed::{field_subtract_twice, field_three_halves};
    pub use super::portable::field_halve;
    use super::{P, kernel};
    pub use kernel::modular_add;

    #[inline(always)]
    pub unsafe fn field_multiply(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::montgomery_multiply(r, a, b, &P) }
    }

    #[inline(always)]
    pub unsafe fn field_square(r: *mut u32, a: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::montgomery_multiply(r, a, a, &P) }
    }

    #[inline(always)]
    pub unsafe fn field_add(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::modular_add(r, a, b, &P) }
    }

    #[inline(always)]
    pub unsafe fn field_subtract(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { kernel::modular_subtract(r, a, b, &P) }
    }
}

/// What is made of other leaves where a kernel has no shorter way.
#[cfg(not(all(any(target_arch = "arm", target_arch = "riscv32"), feature = "fast")))]
mod composed {
    use super::leaves::{field_add, field_halve, field_subtract};

    /// r = a - 2 b mod p, for an r that is not b.
    #[inline(always)]
    pub unsafe fn field_subtract_twice(r: *mut u32, a: *const u32, b: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { field_subtract(r, a, b) };
        // SAFETY: the caller's promise.
        unsafe { field_subtract(r, r, b) }
    }

    /// r = 3 a / 2 mod p, for an r that is not a.
    #[inline(always)]
    pub unsafe fn field_three_halves(r: *mut u32, a: *const u32) {
        // SAFETY: the caller's promise.
        unsafe { field_halve(r, a) };
        // SAFETY: the caller's promise.
        unsafe { field_add(r, r, a) }
    }
}
