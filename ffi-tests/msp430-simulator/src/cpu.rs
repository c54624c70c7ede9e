//! The CPU: executing one decoded instruction (SLAU144 chapter 3).
//!
//! An instruction with two operands has a function for its opcode, its width and whether its operands are in memory: nothing of
//! that is decided when it executes.

use crate::decode::Instruction;
use crate::machine::{Fault, Machine, PC, SP, SR};

const CARRY: u16 = 0x0001;
const ZERO: u16 = 0x0002;
const NEGATIVE: u16 = 0x0004;
const OVERFLOW: u16 = 0x0100;
const ARITHMETIC_FLAGS: u16 = CARRY | ZERO | NEGATIVE | OVERFLOW;

const MOV: u16 = 0x4;
const CMP: u16 = 0x9;
const BIT: u16 = 0xb;

/// Executes a decoded instruction and gives the address of the next one; none after a fault.
pub(crate) type Execute = fn(&mut Machine, &Instruction) -> Option<u16>;

#[inline(always)]
fn register(machine: &mut Machine, number: u8) -> &mut u16 {
    &mut machine.registers[usize::from(number & 15)]
}

/// The source of an instruction, and its address if it is in memory; increments the register of `@Rn+`.
#[inline(always)]
fn source<const BYTE: bool>(
    machine: &mut Machine, instruction: &Instruction, in_memory: bool,
) -> Option<(u16, u16)> {
    let register = register(machine, instruction.source);
    let place = register.wrapping_add(instruction.source_word);
    if !in_memory {
        return Some((if BYTE { place & 0xff } else { place }, place));
    }
    *register = register.wrapping_add(instruction.step.into());
    let now = machine.cycles + u64::from(instruction.source_read);
    Some((machine.read(place, BYTE, now)?, place))
}

/// The same of an instruction that has no function for its width.
fn source_of(machine: &mut Machine, instruction: &Instruction) -> Option<(u16, u16)> {
    let in_memory = instruction.source_in_memory;
    if instruction.is_byte() {
        source::<true>(machine, instruction, in_memory)
    } else {
        source::<false>(machine, instruction, in_memory)
    }
}

/// What executes an instruction with two operands that writes neither the program counter nor the status register.
pub(crate) fn double_operand(instruction: &Instruction) -> Execute {
    match instruction.word >> 12 {
        MOV => with_width::<MOV>(instruction),
        0x5 => with_width::<0x5>(instruction),
        0x6 => with_width::<0x6>(instruction),
        0x7 => with_width::<0x7>(instruction),
        0x8 => with_width::<0x8>(instruction),
        CMP => with_width::<CMP>(instruction),
        0xa => with_width::<0xa>(instruction),
        BIT => with_width::<BIT>(instruction),
        0xc => with_width::<0xc>(instruction),
        0xd => with_width::<0xd>(instruction),
        0xe => with_width::<0xe>(instruction),
        _ => with_width::<0xf>(instruction),
    }
}

fn with_width<const OPCODE: u16>(instruction: &Instruction) -> Execute {
    if instruction.is_byte() {
        with_places::<OPCODE, true>(instruction)
    } else {
        with_places::<OPCODE, false>(instruction)
    }
}

fn with_places<const OPCODE: u16, const BYTE: bool>(instruction: &Instruction) -> Execute {
    match (instruction.source_in_memory, instruction.destination_in_memory) {
        (false, false) => to_register::<OPCODE, BYTE, false>,
        (true, false) => to_register::<OPCODE, BYTE, true>,
        (false, true) => to_memory::<OPCODE, BYTE, false>,
        (true, true) => to_memory::<OPCODE, BYTE, true>,
    }
}

fn to_register<const OPCODE: u16, const BYTE: bool, const FROM_MEMORY: bool>(
    machine: &mut Machine, instruction: &Instruction,
) -> Option<u16> {
    let (operand, _) = source::<BYTE>(machine, instruction, FROM_MEMORY)?;
    let old = *register(machine, instruction.destination);
    let result = combine::<OPCODE, BYTE>(machine, operand, if BYTE { old & 0xff } else { old });
    if !matches!(OPCODE, CMP | BIT) {
        *register(machine, instruction.destination) = result & instruction.kept;
    }
    Some(instruction.next)
}

fn to_memory<const OPCODE: u16, const BYTE: bool, const FROM_MEMORY: bool>(
    machine: &mut Machine, instruction: &Instruction,
) -> Option<u16> {
    let (operand, _) = source::<BYTE>(machine, instruction, FROM_MEMORY)?;
    let place = register(machine, instruction.destination).wrapping_add(instruction.destination_word);
    let end = machine.cycles + u64::from(instruction.cycles);
    let old = if OPCODE == MOV { 0 } else { machine.read(place, BYTE, end - 1)? };
    let result = combine::<OPCODE, BYTE>(machine, operand, old);
    if !matches!(OPCODE, CMP | BIT) {
        // In the last cycle.
        machine.write(place, result, BYTE, end)?;
    }
    Some(instruction.next)
}

/// The result of an instruction with two operands, with its flags set.
#[inline(always)]
fn combine<const OPCODE: u16, const BYTE: bool>(machine: &mut Machine, source: u16, destination: u16) -> u16 {
    let (mask, sign) = if BYTE { (0xff, 0x80) } else { (0xffff, 0x8000_u16) };
    let carry_in = machine.registers[SR] & CARRY;
    let mut add = |source: u16, carry: u16| {
        let sum = u32::from(source) + u32::from(destination) + u32::from(carry);
        let [low, high, ..] = (sum & u32::from(mask)).to_le_bytes();
        let result = u16::from_le_bytes([low, high]);
        let overflow = (source ^ result) & (destination ^ result) & sign != 0;
        set_flags(machine, flags(result, sign, sum > u32::from(mask), overflow));
        result
    };
    match OPCODE {
        MOV => source,
        0x5 => add(source, 0),
        0x6 => add(source, carry_in),
        0x7 => add(!source & mask, carry_in),
        0x8 | CMP => add(!source & mask, 1),
        0xa => add_decimal::<BYTE>(machine, source, destination),
        BIT | 0xf => {
            let result = source & destination;
            set_flags(machine, flags(result, sign, result != 0, false));
            result
        }
        0xc => destination & !source,
        0xd => destination | source,
        _ => {
            let result = source ^ destination;
            set_flags(machine, flags(result, sign, result != 0, source & destination & sign != 0));
            result
        }
    }
}

/// The arithmetic flags of a result.
#[inline(always)]
fn flags(result: u16, sign: u16, carry: bool, overflow: bool) -> u16 {
    let flag = |set: bool, flag: u16| if set { flag } else { 0 };
    flag(carry, CARRY)
        | flag(result == 0, ZERO)
        | flag(result & sign != 0, NEGATIVE)
        | flag(overflow, OVERFLOW)
}

#[inline(always)]
fn set_flags(machine: &mut Machine, flags: u16) {
    machine.registers[SR] = machine.registers[SR] & !ARITHMETIC_FLAGS | flags;
}

pub(crate) fn jump(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    Some(if is_taken(machine, instruction) { instruction.destination_word } else { instruction.next })
}

#[inline(always)]
fn is_taken(machine: &Machine, instruction: &Instruction) -> bool {
    let status = machine.registers[SR];
    instruction.source_word >> (status & 7 | status >> 5 & 8) & 1 != 0
}

/// For which C + 2 Z + 4 N + 8 V a jump is taken, by its condition.
pub(crate) const TAKEN: [u16; 8] = [0x3333, 0xcccc, 0x5555, 0xaaaa, 0xf0f0, 0xf00f, 0x0ff0, 0xffff];

/// A jump to itself: nothing but an interrupt ends it.
pub(crate) fn jump_to_itself(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    if is_taken(machine, instruction) && machine.interrupt_at.is_none() {
        return machine.fail(Fault::Asleep);
    }
    jump(machine, instruction)
}

/// `MOV` to the program counter: `BR` and `RET`.
pub(crate) fn branch(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    Some(source::<false>(machine, instruction, instruction.source_in_memory)?.0 & !1)
}

/// An instruction with two operands that writes the program counter or the status register.
pub(crate) fn double_operand_with_an_effect(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    machine.registers[PC] = instruction.next;
    double_operand(instruction)(machine, instruction)?;
    machine.pause();
    Some(machine.registers[PC])
}

/// `RRC`, `SWPB`, `RRA` or `SXT` of the program counter or the status register.
pub(crate) fn single_operand_with_an_effect(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    machine.registers[PC] = instruction.next;
    single_operand(machine, instruction)?;
    machine.pause();
    Some(machine.registers[PC])
}

/// `RRC`, `SWPB`, `RRA` or `SXT`.
pub(crate) fn single_operand(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    let start = machine.cycles;
    let (operand, place) = source_of(machine, instruction)?;
    let sign = instruction.sign();
    let result = match instruction.word >> 7 & 7 {
        opcode @ (0 | 2) => {
            let carry_in = machine.registers[SR] & CARRY != 0;
            let top = if opcode == 0 { carry_in } else { operand & sign != 0 };
            let result = operand >> 1 | if top { sign } else { 0 };
            set_flags(machine, flags(result, sign, operand & 1 != 0, false));
            result
        }
        1 => operand.swap_bytes(),
        _ => {
            let result = if operand & 0x80 != 0 { operand | 0xff00 } else { operand & 0xff };
            set_flags(machine, flags(result, sign, result != 0, false));
            result
        }
    };
    if instruction.source_in_memory {
        machine.write(place, result, instruction.is_byte(), start + u64::from(instruction.cycles))?;
    } else {
        *register(machine, instruction.source) = result & instruction.kept;
    }
    Some(instruction.next)
}

/// `PUSH`; a byte goes to the low byte of its stack word and leaves the high byte alone.
pub(crate) fn push(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    let start = machine.cycles;
    let (value, _) = source_of(machine, instruction)?;
    let top = machine.registers[SP].wrapping_sub(2);
    machine.registers[SP] = top;
    machine.write(top, value, instruction.is_byte(), start)?;
    Some(instruction.next)
}

/// `PUSH SP` stores the decremented pointer (SLAU144 figure 3-5).
pub(crate) fn push_stack_pointer(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    let top = machine.registers[SP].wrapping_sub(2);
    machine.registers[SP] = top;
    machine.write(top, top, instruction.is_byte(), machine.cycles)?;
    Some(instruction.next)
}

pub(crate) fn call(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    let (target, _) = source_of(machine, instruction)?;
    machine.push(instruction.next)?;
    Some(target & !1)
}

pub(crate) fn return_from_interrupt(machine: &mut Machine, _: &Instruction) -> Option<u16> {
    machine.registers[SR] = machine.pop()?;
    machine.pause();
    Some(machine.pop()? & !1)
}

pub(crate) fn invalid(machine: &mut Machine, instruction: &Instruction) -> Option<u16> {
    machine.fail(Fault::InvalidInstruction(instruction.word))
}

/// DADD: four (byte: two) decimal digits, each with its carry. Digits above 9 give what the digit
/// adder makes of them; the guide leaves that open. V is undefined afterwards: cleared here.
#[inline(never)]
fn add_decimal<const BYTE: bool>(machine: &mut Machine, source: u16, destination: u16) -> u16 {
    let mut result = 0;
    let mut carry = machine.registers[SR] & CARRY;
    for shift in (0..if BYTE { 8 } else { 16 }).step_by(4) {
        let mut digit = (source >> shift & 15) + (destination >> shift & 15) + carry;
        carry = u16::from(digit > 9);
        if digit > 9 {
            digit -= 10;
        }
        result |= (digit & 15) << shift;
    }
    set_flags(machine, flags(result, if BYTE { 0x80 } else { 0x8000 }, carry != 0, false));
    result
}
