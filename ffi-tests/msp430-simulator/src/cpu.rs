//! The CPU: decoding and executing one instruction (SLAU144 chapter 3).

use crate::cycles::{self, Mode};
use crate::machine::{Fault, Machine, PC, SP, SR};

const CARRY: u16 = 0x0001;
const ZERO: u16 = 0x0002;
const NEGATIVE: u16 = 0x0004;
const OVERFLOW: u16 = 0x0100;
const ARITHMETIC_FLAGS: u16 = CARRY | ZERO | NEGATIVE | OVERFLOW;
const CONSTANT_GENERATOR: usize = 3;

/// Where an operand is.
#[derive(Clone, Copy)]
enum Place {
    Register(usize),
    Memory(u16),
    Constant(u16),
}

/// Executes the instruction at the program counter and returns its cycles.
pub(crate) fn execute(machine: &mut Machine) -> Result<u64, Fault> {
    let instruction = fetch(machine)?;
    match instruction >> 12 {
        0x1 => single_operand(machine, instruction),
        0x2 | 0x3 => {
            jump(machine, instruction)?;
            Ok(cycles::JUMP)
        }
        0x4.. => double_operand(machine, instruction),
        _ => Err(Fault::InvalidInstruction(instruction)),
    }
}

#[inline(always)]
fn fetch(machine: &mut Machine) -> Result<u16, Fault> {
    let address = machine.registers[PC];
    if address & 1 != 0 {
        return Err(Fault::Misaligned(address));
    }
    machine.registers[PC] = address.wrapping_add(2);
    Ok(machine.peek(address))
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

/// Fetches the operand's extension word, if any, and increments `@Rn+`.
#[inline(always)]
fn place_of(machine: &mut Machine, mode: u16, register: usize, byte: bool) -> Result<Place, Fault> {
    Ok(match (mode, register) {
        (0 | 2, CONSTANT_GENERATOR) => Place::Constant(mode),
        (1, CONSTANT_GENERATOR) => Place::Constant(1),
        (3, CONSTANT_GENERATOR) => Place::Constant(0xffff),
        (0, _) => Place::Register(register),
        (2, SR) => Place::Constant(4),
        (3, SR) => Place::Constant(8),
        (1, _) => {
            // X(PC): relative to the address of the extension word.
            let base = if register == SR { 0 } else { machine.registers[register] };
            Place::Memory(base.wrapping_add(fetch(machine)?))
        }
        (2, _) => Place::Memory(machine.registers[register]),
        (_, PC) => Place::Constant(fetch(machine)?),
        (_, _) => {
            let address = machine.registers[register];
            let step = if byte && register != SP { 1 } else { 2 };
            machine.registers[register] = address.wrapping_add(step);
            Place::Memory(address)
        }
    })
}

#[inline(always)]
fn load(machine: &mut Machine, place: Place, byte: bool, now: u64) -> Result<u16, Fault> {
    let value = match place {
        Place::Register(register) => machine.registers[register],
        Place::Memory(address) => machine.read(address, byte, now)?,
        Place::Constant(value) => value,
    };
    Ok(if byte { value & 0xff } else { value })
}

#[inline(always)]
fn store(machine: &mut Machine, place: Place, value: u16, byte: bool, now: u64) -> Result<(), Fault> {
    let value = if byte { value & 0xff } else { value };
    match place {
        Place::Register(PC) => machine.registers[PC] = value & !1,
        Place::Register(SP) => machine.registers[SP] = value & !1,
        Place::Register(CONSTANT_GENERATOR) | Place::Constant(_) => {}
        Place::Register(register) => machine.registers[register] = value,
        Place::Memory(address) => machine.write(address, value, byte, now)?,
    }
    Ok(())
}

#[inline(always)]
fn set_flags(machine: &mut Machine, result: u16, byte: bool, carry: bool, overflow: bool) {
    let (mask, sign) = if byte { (0xff, 0x80) } else { (0xffff, 0x8000) };
    let mut flags = machine.registers[SR] & !ARITHMETIC_FLAGS;
    flags |= if carry { CARRY } else { 0 };
    flags |= if overflow { OVERFLOW } else { 0 };
    flags |= if result & mask == 0 { ZERO } else { 0 };
    flags |= if result & sign != 0 { NEGATIVE } else { 0 };
    machine.registers[SR] = flags;
}

#[inline(always)]
fn double_operand(machine: &mut Machine, instruction: u16) -> Result<u64, Fault> {
    let opcode = instruction >> 12;
    let byte = instruction & 0x0040 != 0;
    let (source, source_mode) = (usize::from(instruction >> 8 & 15), instruction >> 4 & 3);
    let (destination, destination_mode) = (usize::from(instruction & 15), instruction >> 7 & 1);
    if destination_mode == 1 && destination == CONSTANT_GENERATOR {
        return Err(Fault::InvalidInstruction(instruction));
    }
    let source_kind = mode_of(source_mode, source);
    let total = cycles::double_operand(
        machine.timing,
        source_kind,
        mode_of(destination_mode, destination),
        destination == PC && destination_mode == 0,
        matches!(opcode, 0x4 | 0x9 | 0xb),
    );
    // Operands are read in the cycle before the one that follows them, results written in the last.
    let start = machine.cycles;
    let source_read = match source_kind {
        Mode::Indirect | Mode::Increment => start + 2,
        _ => start + 3,
    };
    let place = place_of(machine, source_mode, source, byte)?;
    let operand = load(machine, place, byte, source_read)?;
    let place = place_of(machine, destination_mode, destination, byte)?;
    let result = if opcode == 0x4 {
        operand
    } else {
        let old = load(machine, place, byte, start + total - 1)?;
        combine(machine, opcode, operand, old, byte)
    };
    if !matches!(opcode, 0x9 | 0xb) {
        store(machine, place, result, byte, start + total)?;
    }
    Ok(total)
}

/// The result of `destination opcode source`, with its flags set.
fn combine(machine: &mut Machine, opcode: u16, source: u16, destination: u16, byte: bool) -> u16 {
    let (mask, sign) = if byte { (0xff, 0x80) } else { (0xffff, 0x8000_u16) };
    let carry_in = machine.registers[SR] & CARRY;
    let mut add = |source: u16, carry: u16| {
        let sum = u32::from(source) + u32::from(destination) + u32::from(carry);
        let [low, high, ..] = (sum & mask).to_le_bytes();
        let result = u16::from_le_bytes([low, high]);
        let overflow = (source ^ result) & (destination ^ result) & sign != 0;
        set_flags(machine, result, byte, sum > mask, overflow);
        result
    };
    let inverted = !source & ((mask & 0xffff) as u16);
    match opcode {
        0x5 => add(source, 0),
        0x6 => add(source, carry_in),
        0x7 => add(inverted, carry_in),
        0x8 | 0x9 => add(inverted, 1),
        0xa => {
            let (result, carry) = add_decimal(source, destination, carry_in, byte);
            // V is undefined after DADD: cleared here.
            set_flags(machine, result, byte, carry, false);
            result
        }
        0xb | 0xf => {
            let result = source & destination;
            set_flags(machine, result, byte, result != 0, false);
            result
        }
        0xc => destination & !source,
        0xd => destination | source,
        _ => {
            let result = source ^ destination;
            set_flags(machine, result, byte, result != 0, source & destination & sign != 0);
            result
        }
    }
}

/// DADD: four (byte: two) decimal digits, each with its carry. Digits above 9 give what the digit
/// adder makes of them; the guide leaves that open.
fn add_decimal(source: u16, destination: u16, carry: u16, byte: bool) -> (u16, bool) {
    let mut result = 0;
    let mut carry = carry;
    for shift in (0..if byte { 8 } else { 16 }).step_by(4) {
        let mut digit = (source >> shift & 15) + (destination >> shift & 15) + carry;
        carry = u16::from(digit > 9);
        if digit > 9 {
            digit -= 10;
        }
        result |= (digit & 15) << shift;
    }
    (result, carry != 0)
}

fn single_operand(machine: &mut Machine, instruction: u16) -> Result<u64, Fault> {
    let opcode = instruction >> 7 & 7;
    let byte = instruction & 0x0040 != 0;
    let (register, mode) = (usize::from(instruction & 15), instruction >> 4 & 3);
    let forbidden_byte = byte && matches!(opcode, 1 | 3 | 5 | 6);
    if instruction & 0x0c00 != 0 || opcode == 7 || forbidden_byte {
        return Err(Fault::InvalidInstruction(instruction));
    }
    if opcode == 6 {
        if instruction != 0x1300 {
            return Err(Fault::InvalidInstruction(instruction));
        }
        machine.registers[SR] = machine.pop()?;
        machine.registers[PC] = machine.pop()? & !1;
        return Ok(cycles::RETURN_FROM_INTERRUPT);
    }
    let kind = mode_of(mode, register);
    let start = machine.cycles;
    let read = if matches!(kind, Mode::Indirect | Mode::Increment) { start + 2 } else { start + 3 };
    let place = place_of(machine, mode, register, byte)?;
    if opcode == 4 {
        // PUSH SP stores the decremented pointer (SLAU144 figure 3-5).
        let value = match place {
            Place::Register(SP) => machine.registers[SP].wrapping_sub(2),
            _ => load(machine, place, byte, read)?,
        };
        let total = cycles::push(machine.timing, kind);
        push(machine, value, byte)?;
        return Ok(total);
    }
    let operand = load(machine, place, byte, read)?;
    if opcode == 5 {
        let total = cycles::call(machine.timing, kind);
        machine.push(machine.registers[PC])?;
        machine.registers[PC] = operand & !1;
        return Ok(total);
    }
    if matches!(place, Place::Constant(_)) {
        return Err(Fault::InvalidInstruction(instruction));
    }
    let total = cycles::single_operand(kind);
    let sign = if byte { 0x80 } else { 0x8000 };
    let result = match opcode {
        0 | 2 => {
            let carry_in = machine.registers[SR] & CARRY != 0;
            let top = if opcode == 0 { carry_in } else { operand & sign != 0 };
            let result = operand >> 1 | if top { sign } else { 0 };
            set_flags(machine, result, byte, operand & 1 != 0, false);
            result
        }
        1 => operand.swap_bytes(),
        _ => {
            let result = if operand & 0x80 != 0 { operand | 0xff00 } else { operand & 0xff };
            set_flags(machine, result, false, result != 0, false);
            result
        }
    };
    store(machine, place, result, byte, start + total)?;
    Ok(total)
}

/// PUSH; a byte goes to the low byte of its stack word and leaves the high byte alone.
fn push(machine: &mut Machine, value: u16, byte: bool) -> Result<(), Fault> {
    machine.registers[SP] = machine.registers[SP].wrapping_sub(2);
    let address = machine.registers[SP];
    machine.write(address, value, byte, machine.cycles)
}

fn jump(machine: &mut Machine, instruction: u16) -> Result<(), Fault> {
    let flags = machine.registers[SR];
    let set = |flag: u16| flags & flag != 0;
    let less = set(NEGATIVE) != set(OVERFLOW);
    let taken = match instruction >> 10 & 7 {
        0 => !set(ZERO),
        1 => set(ZERO),
        2 => !set(CARRY),
        3 => set(CARRY),
        4 => set(NEGATIVE),
        5 => !less,
        6 => less,
        _ => true,
    };
    if taken {
        // Ten bits, signed, counted in words from the instruction after the jump.
        let offset = (instruction << 6).cast_signed() >> 5;
        machine.registers[PC] = machine.registers[PC].wrapping_add_signed(offset);
        if machine.registers[PC] == machine.current && machine.interrupt_at.is_none() {
            return Err(Fault::Asleep);
        }
    }
    Ok(())
}
