//! Decoding: from the words of an instruction to what executes it, with its operands and cycles (SLAU144 chapter 3).

use crate::cpu::{self, Execute};
use crate::cycles::{self, Mode, Timing};
use crate::machine::{PC, SP, SR};
use crate::memory::Memory;

/// R3 as an operand.
const CONSTANT_GENERATOR: usize = 3;
/// The register from which an address counts that is absolute: R3 reads as zero.
const ZERO: u8 = 3;

/// A decoded instruction. What depends on the program counter is a constant in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instruction {
    pub execute: Execute,
    pub address: u16,
    pub word: u16,
    /// The address of the instruction after it.
    pub next: u16,
    /// What the register of the source is added to. Of a jump: for which flags it is taken.
    pub source_word: u16,
    /// What the register of the destination is added to. Of a jump: its target.
    pub destination_word: u16,
    /// The bits that are kept of a result in a register.
    pub kept: u16,
    pub source: u8,
    pub destination: u8,
    pub source_in_memory: bool,
    pub destination_in_memory: bool,
    /// What `@Rn+` adds to its register.
    pub step: u8,
    /// The cycle in which the source is read, from the start of the instruction.
    pub source_read: u8,
    /// 0: nothing is decoded here.
    pub cycles: u8,
}

impl Instruction {
    pub const UNDECODED: Self = Self {
        execute: cpu::invalid,
        address: 0,
        word: 0,
        next: 0,
        source_word: 0,
        destination_word: 0,
        kept: 0,
        source: ZERO,
        destination: ZERO,
        source_in_memory: false,
        destination_in_memory: false,
        step: 0,
        source_read: 0,
        cycles: 0,
    };

    pub const fn is_byte(&self) -> bool {
        self.word & 0x40 != 0
    }

    /// The highest bit of an operand.
    pub const fn sign(&self) -> u16 {
        if self.is_byte() { 0x80 } else { 0x8000 }
    }
}

/// The instruction at an even address.
pub(crate) fn decode(memory: &Memory, timing: Timing, address: u16) -> Instruction {
    let word = memory.word(address);
    let mut instruction =
        Instruction { address, word, next: address.wrapping_add(2), cycles: 1, ..Instruction::UNDECODED };
    match word >> 12 {
        0x1 => single_operand(memory, timing, &mut instruction),
        0x2 | 0x3 => jump(&mut instruction),
        0x4.. => double_operand(memory, timing, &mut instruction),
        _ => {}
    }
    instruction
}

/// How the two mode bits `mode` reach an operand through `register`.
const fn mode_of(mode: u16, register: usize) -> Mode {
    match (mode, register) {
        (0, _) | (_, CONSTANT_GENERATOR) | (2 | 3, SR) => Mode::Register,
        (1, PC) => Mode::Symbolic,
        (1, SR) => Mode::Absolute,
        (1, _) => Mode::Indexed,
        (2, _) => Mode::Indirect,
        (_, PC) => Mode::Immediate,
        (_, _) => Mode::Increment,
    }
}

/// The word after what is decoded of an instruction.
fn extension(memory: &Memory, instruction: &mut Instruction) -> u16 {
    let word = memory.word(instruction.next);
    instruction.next = instruction.next.wrapping_add(2);
    word
}

/// Decodes `X(Rn)`, `EDE` or `&EDE`: the offset, and the register from which it counts.
fn index(memory: &Memory, instruction: &mut Instruction, register: u8) -> (u16, u8) {
    // X(PC): relative to the address of the extension word.
    let here = instruction.next;
    let offset = extension(memory, instruction);
    match usize::from(register) {
        PC => (here.wrapping_add(offset), ZERO),
        SR => (offset, ZERO),
        _ => (offset, register),
    }
}

/// Decodes a source with its extension word, if any.
fn source(memory: &Memory, instruction: &mut Instruction, mode: u16, register: u8) {
    let kind = mode_of(mode, register.into());
    // Operands are read in the cycle before the one that follows them.
    instruction.source_read = if matches!(kind, Mode::Indirect | Mode::Increment) { 2 } else { 3 };
    let at = |word, register| (word, register, true);
    let constant = |word| (word, ZERO, false);
    (instruction.source_word, instruction.source, instruction.source_in_memory) =
        match (mode, usize::from(register)) {
            (0 | 2, CONSTANT_GENERATOR) => constant(mode),
            (1, CONSTANT_GENERATOR) => constant(1),
            (3, CONSTANT_GENERATOR) => constant(0xffff),
            (0, PC) => constant(instruction.next),
            (0, _) => (0, register, false),
            (2, SR) => constant(4),
            (3, SR) => constant(8),
            (3, PC) => constant(extension(memory, instruction)),
            (1, _) => {
                let (offset, register) = index(memory, instruction, register);
                at(offset, register)
            }
            (2, PC) => at(instruction.next, ZERO),
            (2, _) => at(0, register),
            (_, base) => {
                instruction.step = if instruction.is_byte() && base != SP { 1 } else { 2 };
                at(0, register)
            }
        };
}

/// The bits that a register keeps.
fn kept(register: u8) -> u16 {
    match usize::from(register) {
        PC | SP => !1,
        CONSTANT_GENERATOR => 0,
        _ => !0,
    }
}

/// Whether more changes than a register where it is written.
fn has_an_effect(register: u8) -> bool {
    matches!(usize::from(register), PC | SR)
}

fn double_operand(memory: &Memory, timing: Timing, instruction: &mut Instruction) {
    let [low, high] = instruction.word.to_le_bytes();
    let opcode = high >> 4;
    let (from, from_mode) = (high & 15, u16::from(low >> 4 & 3));
    let (to, to_mode) = (low & 15, u16::from(low >> 7));
    if to_mode == 1 && usize::from(to) == CONSTANT_GENERATOR {
        return;
    }
    let to_program_counter = to_mode == 0 && usize::from(to) == PC;
    instruction.cycles = cycles::double_operand(
        timing,
        mode_of(from_mode, from.into()),
        mode_of(to_mode, to.into()),
        to_program_counter,
        matches!(opcode, 0x4 | 0x9 | 0xb),
    );
    source(memory, instruction, from_mode, from);
    if to_mode == 1 {
        instruction.destination_in_memory = true;
        (instruction.destination_word, instruction.destination) = index(memory, instruction, to);
    } else {
        (instruction.kept, instruction.destination) = (kept(to), to);
    }
    instruction.execute = if to_program_counter && opcode == 0x4 && !instruction.is_byte() {
        cpu::branch
    } else if to_mode == 0 && has_an_effect(to) {
        cpu::double_operand_with_an_effect
    } else {
        cpu::double_operand(instruction)
    };
}

fn single_operand(memory: &Memory, timing: Timing, instruction: &mut Instruction) {
    let word = instruction.word;
    let [low, _] = word.to_le_bytes();
    let (register, mode) = (low & 15, u16::from(low >> 4 & 3));
    let opcode = word >> 7 & 7;
    let forbidden_byte = instruction.is_byte() && matches!(opcode, 1 | 3 | 5 | 6);
    if word & 0x0c00 != 0 || opcode == 7 || forbidden_byte {
        return;
    }
    if opcode == 6 {
        if word == 0x1300 {
            (instruction.cycles, instruction.execute) =
                (cycles::RETURN_FROM_INTERRUPT, cpu::return_from_interrupt);
        }
        return;
    }
    let kind = mode_of(mode, register.into());
    source(memory, instruction, mode, register);
    let execute: Execute = match opcode {
        4 if mode == 0 && usize::from(register) == SP => cpu::push_stack_pointer,
        4 => cpu::push,
        5 => cpu::call,
        _ if mode == 0 && usize::from(register) != CONSTANT_GENERATOR => {
            (instruction.source_word, instruction.source, instruction.kept) = (0, register, kept(register));
            if has_an_effect(register) { cpu::single_operand_with_an_effect } else { cpu::single_operand }
        }
        _ if instruction.source_in_memory => cpu::single_operand,
        // Of a constant.
        _ => cpu::invalid,
    };
    instruction.execute = execute;
    instruction.cycles = match opcode {
        4 => cycles::push(timing, kind),
        5 => cycles::call(timing, kind),
        _ => cycles::single_operand(kind),
    };
}

fn jump(instruction: &mut Instruction) {
    // Ten bits, signed, counted in words from the instruction after the jump.
    let offset = (instruction.word << 6).cast_signed() >> 5;
    instruction.destination_word = instruction.next.wrapping_add_signed(offset);
    instruction.source_word = cpu::TAKEN[usize::from(instruction.word >> 10 & 7)];
    instruction.cycles = cycles::JUMP;
    let to_itself = instruction.destination_word == instruction.address;
    instruction.execute = if to_itself { cpu::jump_to_itself } else { cpu::jump };
}
