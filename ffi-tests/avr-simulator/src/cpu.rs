//! The core: executing decoded instructions. Each operation is a function of its own, small enough for the compiler to
//! keep what it needs in registers.

use std::sync::Arc;

use crate::code;
use crate::flags::Flags;
use crate::instruction::{Instruction, Operation, Z};
use crate::machine::{Event, Fault, Machine, Stop};

/// No address in flash: where the program counter is after an event.
const STOPPED: usize = usize::MAX / 2;

/// Executes an instruction, and at most as many behind it as the last argument says; takes the address behind its first
/// word, and gives that of the next one.
type Handler = for<'a> fn(&mut Machine, &'a Instruction, &'a [Instruction], usize, u32) -> usize;

/// Instructions that call each other: each has a jump of its own to the next one, which processors foresee better than
/// one jump for all. Compilers make jumps of these calls; where one does not, the stack is deep enough.
const CHAIN: u32 = 100;

impl Machine {
    /// Executes at most `limit` instructions, one by one, each after `before`. Gives what ended it.
    #[inline(always)]
    pub(crate) fn execute_exactly(
        &mut self, limit: u64, mut before: impl FnMut(&Self, u32, Instruction),
    ) -> Event {
        let code = Arc::clone(&self.code);
        let mut pc = self.pc as usize;
        let mut left = limit;
        let over = loop {
            if left == 0 {
                break Stop::Limit;
            }
            let Some(instruction) = code.instructions.get(pc) else {
                break Stop::Fault(Fault::OutOfFlash);
            };
            before(self, word_address(pc), *instruction);
            self.cycles += u64::from(instruction.cycles);
            left -= 1;
            pc = handler::<false>(instruction.operation)(self, instruction, &code.instructions, pc + 1, 0);
        };
        self.instructions += limit - left;
        self.leave(pc, Event::Stop(over))
    }

    /// Executes at least so many instructions, if nothing ends it before. What they cost is reckoned where one of them
    /// jumps.
    #[inline(never)]
    pub(crate) fn execute_fast(&mut self, count: u32) -> Event {
        let code = Arc::clone(&self.code);
        let mut pc = self.pc as usize;
        self.tally = 0_u64.wrapping_sub(code.sum_before(pc));
        self.limit = count;
        while let Some(instruction) = code.instructions.get(pc) {
            pc = handler::<true>(instruction.operation)(self, instruction, &code.instructions, pc + 1, CHAIN);
        }
        let event = self.leave(pc, Event::Stop(Stop::Fault(Fault::OutOfFlash)));
        let at_fault = matches!(event, Event::Stop(Stop::Fault(_)));
        let faulty = self.next().filter(|_| at_fault).map_or(0, Instruction::words);
        let tally = self.tally.wrapping_add(code.sum_before((self.pc + faulty) as usize));
        self.instructions += u64::from(code::instructions(tally));
        self.cycles += tally >> 32;
        event
    }

    /// Gives the event that left the core, or `over` if there was none and the program counter is `pc`.
    fn leave(&mut self, pc: usize, over: Event) -> Event {
        let event = self.event.take();
        if event.is_none() {
            self.pc = word_address(pc);
        }
        event.unwrap_or(over)
    }

    fn stop(&mut self, pc: usize, event: Event) -> usize {
        self.pc = word_address(pc);
        self.event = Some(event);
        STOPPED
    }

    /// Ends the run in an instruction, where the program counter stays.
    #[cold]
    fn fault(&mut self, instruction: &Instruction, pc: usize, fault: Fault) -> usize {
        self.stop(pc - instruction.words() as usize, Event::Stop(Stop::Fault(fault)))
    }

    /// More cycles than an instruction has by itself.
    #[inline(always)]
    fn take_cycles<const FAST: bool>(&mut self, cycles: u32) {
        if FAST {
            self.tally = self.tally.wrapping_add(code::sum(0, cycles));
        } else {
            self.cycles += u64::from(cycles);
        }
    }

    /// Goes from one address to another.
    #[inline(always)]
    fn jump<const FAST: bool>(&mut self, from: usize, to: u32) -> usize {
        let to = to as usize;
        if FAST {
            let tally = self.tally.wrapping_add(self.code.sum_before(from));
            self.tally = tally.wrapping_sub(self.code.sum_before(to));
            if code::instructions(tally) >= self.limit {
                return self.stop(to, Event::Stop(Stop::Limit));
            }
        }
        to
    }

    /// Passes over the second word of an instruction.
    #[inline(always)]
    fn pass_operand<const FAST: bool>(&mut self, pc: usize) -> usize {
        if FAST && let Some(operand) = self.code.instructions.get(pc) {
            // It is in the sums as if it were an instruction.
            self.tally = self.tally.wrapping_sub(code::sum(1, u32::from(operand.cycles)));
        }
        pc + 1
    }

    #[inline(always)]
    fn branch<const FAST: bool>(&mut self, instruction: &Instruction, pc: usize, condition: bool) -> usize {
        if condition {
            self.take_cycles::<FAST>(1);
            self.jump::<FAST>(pc, instruction.k)
        } else {
            pc
        }
    }

    /// Passes over the next instruction if the condition holds: a cycle for each of its words.
    #[inline(always)]
    fn skip_if<const FAST: bool>(&mut self, pc: usize, condition: bool) -> usize {
        if condition {
            let words = self.code.instructions.get(pc).map_or(1, |next| next.words());
            self.take_cycles::<FAST>(words);
            self.jump::<FAST>(pc, word_address(pc) + words)
        } else {
            pc
        }
    }

    #[inline(always)]
    fn call<const FAST: bool>(&mut self, instruction: &Instruction, pc: usize, to: u32) -> usize {
        let [low, high, top, ..] = pc.to_le_bytes();
        let done = self.push(instruction, pc, low).is_some()
            && self.push(instruction, pc, high).is_some()
            && (!self.part.wide || self.push(instruction, pc, top).is_some());
        if done { self.jump::<FAST>(pc, to) } else { STOPPED }
    }

    #[inline(always)]
    fn return_to_caller<const FAST: bool>(&mut self, instruction: &Instruction, pc: usize) -> usize {
        let top = if self.part.wide { self.pop(instruction, pc) } else { Some(0) };
        if let Some(top) = top
            && let Some(high) = self.pop(instruction, pc)
            && let Some(low) = self.pop(instruction, pc)
        {
            self.jump::<FAST>(pc, u32::from_le_bytes([low, high, top, 0]))
        } else {
            STOPPED
        }
    }

    /// Reads data memory; none if that stops the run.
    #[inline(always)]
    fn read(&mut self, instruction: &Instruction, pc: usize, address: u16) -> Option<u8> {
        if self.is_ram(address) {
            Some(self.memory[usize::from(address)])
        } else {
            self.read_special(instruction, pc, address)
        }
    }

    #[inline(never)]
    fn read_special(&mut self, instruction: &Instruction, pc: usize, address: u16) -> Option<u8> {
        match self.read_other(address) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault(instruction, pc, fault);
                None
            }
        }
    }

    /// Writes data memory; none if that stops the run.
    #[inline(always)]
    fn write(&mut self, instruction: &Instruction, pc: usize, address: u16, value: u8) -> Option<()> {
        if self.is_ram(address) {
            self.memory[usize::from(address)] = value;
            Some(())
        } else {
            self.write_special(instruction, pc, address, value)
        }
    }

    #[inline(never)]
    fn write_special(&mut self, instruction: &Instruction, pc: usize, address: u16, value: u8) -> Option<()> {
        match self.write_other(address, value) {
            None => return Some(()),
            Some(Event::Stop(Stop::Fault(fault))) => self.fault(instruction, pc, fault),
            Some(event) => {
                self.last_cycles = instruction.cycles;
                self.stop(pc, event)
            }
        };
        None
    }

    #[inline(always)]
    fn push(&mut self, instruction: &Instruction, pc: usize, value: u8) -> Option<()> {
        let stack = self.stack;
        if stack < self.stack_limit {
            self.fault(instruction, pc, Fault::StackOverflow(stack));
            return None;
        }
        self.stack = stack.wrapping_sub(1);
        self.write(instruction, pc, stack, value)
    }

    #[inline(always)]
    fn pop(&mut self, instruction: &Instruction, pc: usize) -> Option<u8> {
        self.stack = self.stack.wrapping_add(1);
        self.read(instruction, pc, self.stack)
    }

    #[inline(always)]
    fn register(&self, index: u8) -> u8 {
        self.memory[usize::from(index)]
    }

    #[inline(always)]
    fn set_register(&mut self, index: u8, value: u8) {
        self.memory[usize::from(index)] = value;
    }

    #[inline(always)]
    fn pair(&self, low: u8) -> u16 {
        u16::from_le_bytes([self.register(low), self.register(low | 1)])
    }

    #[inline(always)]
    fn set_pair(&mut self, low: u8, value: u16) {
        let [low_byte, high_byte] = value.to_le_bytes();
        self.set_register(low, low_byte);
        self.set_register(low | 1, high_byte);
    }

    /// The register `d` changes.
    #[inline(always)]
    fn change(&mut self, instruction: &Instruction, operation: impl Fn(&mut Flags, u8) -> u8) {
        let value = self.register(instruction.d);
        let result = operation(&mut self.flags, value);
        self.set_register(instruction.d, result);
    }

    /// The register `d` changes, by the register `r`.
    #[inline(always)]
    fn combine(&mut self, instruction: &Instruction, operation: impl Fn(&mut Flags, u8, u8) -> u8) {
        let (value, other) = (self.register(instruction.d), self.register(instruction.r));
        let result = operation(&mut self.flags, value, other);
        self.set_register(instruction.d, result);
    }

    /// The register `d` changes, by a constant.
    #[inline(always)]
    fn combine_constant(&mut self, instruction: &Instruction, operation: impl Fn(&mut Flags, u8, u8) -> u8) {
        let value = self.register(instruction.d);
        let result = operation(&mut self.flags, value, instruction.byte());
        self.set_register(instruction.d, result);
    }

    #[inline(always)]
    fn combine_word(&mut self, instruction: &Instruction, operation: impl Fn(&mut Flags, u16, u16) -> u16) {
        let value = self.pair(instruction.d);
        let result = operation(&mut self.flags, value, u16::from(instruction.byte()));
        self.set_pair(instruction.d, result);
    }

    #[inline(always)]
    fn copy_pair(&mut self, instruction: &Instruction) {
        self.set_register(instruction.d, self.register(instruction.r));
        self.set_register(instruction.d | 1, self.register(instruction.r | 1));
    }

    /// A product of `d` and `r`, each with its sign or not, shifted left by some bits.
    #[inline(always)]
    fn multiply(&mut self, instruction: &Instruction, signed_d: bool, signed_r: bool, shift: u32) {
        let factor = |register: u8, signed: bool| {
            let value = self.register(register);
            if signed { i16::from(value.cast_signed()).cast_unsigned() } else { u16::from(value) }
        };
        let product = factor(instruction.d, signed_d).wrapping_mul(factor(instruction.r, signed_r));
        let result = self.flags.product(product, product << shift);
        self.set_pair(0, result);
    }

    #[inline(always)]
    fn load_data(&mut self, instruction: &Instruction, pc: usize, address: u16) -> usize {
        match self.read(instruction, pc, address) {
            Some(value) => {
                self.set_register(instruction.d, value);
                pc
            }
            None => STOPPED,
        }
    }

    /// A load, behind which the pointer has another value.
    #[inline(always)]
    fn load_and_point(&mut self, instruction: &Instruction, pc: usize, address: u16, next: u16) -> usize {
        match self.read(instruction, pc, address) {
            Some(value) => {
                self.set_pair(instruction.r, next);
                self.set_register(instruction.d, value);
                pc
            }
            None => STOPPED,
        }
    }

    #[inline(always)]
    fn store(&mut self, instruction: &Instruction, pc: usize, address: u16) -> usize {
        match self.write(instruction, pc, address, self.register(instruction.d)) {
            Some(()) => pc,
            None => STOPPED,
        }
    }

    /// A store, behind which the pointer has another value.
    #[inline(always)]
    fn store_and_point(&mut self, instruction: &Instruction, pc: usize, address: u16, next: u16) -> usize {
        let value = self.register(instruction.d);
        self.set_pair(instruction.r, next);
        match self.write(instruction, pc, address, value) {
            Some(()) => pc,
            None => STOPPED,
        }
    }

    /// Changes an I/O register.
    #[inline(always)]
    fn change_io(&mut self, instruction: &Instruction, pc: usize, operation: impl Fn(u8) -> u8) -> usize {
        let address = u16::from(instruction.d);
        match self.read(instruction, pc, address) {
            Some(value) if self.write(instruction, pc, address, operation(value)).is_some() => pc,
            _ => STOPPED,
        }
    }

    #[inline(always)]
    fn skip_if_io<const FAST: bool>(&mut self, instruction: &Instruction, pc: usize, set: bool) -> usize {
        match self.read(instruction, pc, u16::from(instruction.d)) {
            Some(value) => self.skip_if::<FAST>(pc, (value & instruction.r != 0) == set),
            None => STOPPED,
        }
    }

    fn program_byte(&self, address: u32) -> u8 {
        // Addresses wrap around at the end of the flash.
        let place = address as usize & (self.code.flash.len() - 1);
        self.code.flash.get(place).copied().unwrap_or(0xff)
    }

    fn far_pointer(&self) -> u32 {
        self.rampz() << 16 | u32::from(self.pair(Z))
    }

    fn far_target(&self) -> u32 {
        self.eind() << 16 | u32::from(self.pair(Z))
    }
}

/// What executes an operation. `FAST`: for `execute_fast`.
#[inline(always)]
#[expect(clippy::too_many_lines, reason = "one arm for each operation")]
fn handler<const FAST: bool>(operation: Operation) -> Handler {
    use Operation as O;
    /// An operation that gives where to go on.
    macro_rules! jumps {
        (|$machine:ident, $instruction:ident, $pc:ident| $goes:expr) => {
            |$machine, $instruction, code, $pc, left| {
                let pc = $goes;
                go_on::<FAST>($machine, code, pc, left)
            }
        };
    }
    /// An operation that gives where to go on, and often follows itself.
    macro_rules! repeats {
        (|$machine:ident, $instruction:ident, $pc:ident| $goes:expr) => {
            |$machine, mut $instruction, code, mut $pc, mut left| {
                loop {
                    $pc = $goes;
                    match code.get($pc) {
                        Some(next) if left != 0 && next.operation == $instruction.operation => {
                            $instruction = next;
                            $pc += 1;
                            left -= 1;
                        }
                        _ => break,
                    }
                }
                go_on::<FAST>($machine, code, $pc, left)
            }
        };
    }
    /// An operation that goes on with the next instruction.
    macro_rules! plain {
        (|$machine:ident, $instruction:ident| $does:expr) => {
            |$machine, $instruction, code, pc, left| {
                $does;
                go_on::<FAST>($machine, code, pc, left)
            }
        };
    }
    /// An operation that goes on with the next instruction, often another one, and that repeats itself.
    macro_rules! then {
        (|$machine:ident, $instruction:ident| $does:expr, $operation:path => $follows:expr) => {
            |$machine, mut $instruction, code, mut pc, mut left| {
                $does;
                while let Some(next) = code.get(pc)
                    && left != 0
                    && next.operation == $operation
                {
                    $instruction = next;
                    pc += 1;
                    left -= 1;
                    $follows;
                }
                go_on::<FAST>($machine, code, pc, left)
            }
        };
    }
    match operation {
        O::Invalid | O::Spm => {
            jumps!(|m, i, pc| m.fault(i, pc, Fault::InvalidInstruction(m.word(word_address(pc - 1)))))
        }
        O::Sleep => jumps!(|m, i, pc| m.fault(i, pc, Fault::Asleep)),
        O::Nop | O::Break | O::Wdr => jumps!(|_m, _i, pc| pc),

        O::Add => then!(|m, i| m.combine(i, Flags::add), O::Adc => m.combine(i, Flags::add_with_carry)),
        O::Adc => {
            then!(|m, i| m.combine(i, Flags::add_with_carry), O::Adc => m.combine(i, Flags::add_with_carry))
        }
        O::Sub => plain!(|m, i| m.combine(i, Flags::subtract)),
        O::Sbc => plain!(|m, i| m.combine(i, Flags::subtract_with_carry)),
        O::And => plain!(|m, i| m.combine(i, |flags, value, other| flags.logic(value & other))),
        O::Or => plain!(|m, i| m.combine(i, |flags, value, other| flags.logic(value | other))),
        O::Eor => plain!(|m, i| m.combine(i, |flags, value, other| flags.logic(value ^ other))),
        O::Cp => plain!(|m, i| m.flags.subtract(m.register(i.d), m.register(i.r))),
        O::Cpc => plain!(|m, i| m.flags.subtract_with_carry(m.register(i.d), m.register(i.r))),
        O::Cpi => plain!(|m, i| m.flags.subtract(m.register(i.d), i.byte())),
        O::Subi => plain!(|m, i| m.combine_constant(i, Flags::subtract)),
        O::Sbci => plain!(|m, i| m.combine_constant(i, Flags::subtract_with_carry)),
        O::Andi => plain!(|m, i| m.combine_constant(i, |flags, value, other| flags.logic(value & other))),
        O::Ori => plain!(|m, i| m.combine_constant(i, |flags, value, other| flags.logic(value | other))),
        O::Com => plain!(|m, i| m.change(i, Flags::complement)),
        O::Neg => plain!(|m, i| m.change(i, |flags, value| flags.subtract(0, value))),
        O::Inc => plain!(|m, i| m.change(i, Flags::increment)),
        O::Dec => plain!(|m, i| m.change(i, Flags::decrement)),
        O::Asr => plain!(|m, i| m.change(i, |flags, value| flags.shift_right(value, value & 0x80))),
        O::Lsr => plain!(|m, i| m.change(i, |flags, value| flags.shift_right(value, 0))),
        O::Ror => plain!(|m, i| m.change(i, Flags::rotate_right)),
        O::Swap => plain!(|m, i| m.set_register(i.d, m.register(i.d).rotate_left(4))),
        O::Mov => plain!(|m, i| m.set_register(i.d, m.register(i.r))),
        O::Movw => plain!(|m, i| m.copy_pair(i)),
        O::Ldi => plain!(|m, i| m.set_register(i.d, i.byte())),
        O::Adiw => plain!(|m, i| m.combine_word(i, Flags::add_word)),
        O::Sbiw => plain!(|m, i| m.combine_word(i, Flags::subtract_word)),
        O::Mul => then!(|m, i| m.multiply(i, false, false, 0), O::Movw => m.copy_pair(i)),
        O::Muls => plain!(|m, i| m.multiply(i, true, true, 0)),
        O::Mulsu => plain!(|m, i| m.multiply(i, true, false, 0)),
        O::Fmul => plain!(|m, i| m.multiply(i, false, false, 1)),
        O::Fmuls => plain!(|m, i| m.multiply(i, true, true, 1)),
        O::Fmulsu => plain!(|m, i| m.multiply(i, true, false, 1)),

        O::Bset => plain!(|m, i| m.flags.set(m.flags.get() | i.r)),
        O::Bclr => plain!(|m, i| m.flags.set(m.flags.get() & !i.r)),
        O::Bst => plain!(|m, i| m.flags.set_transfer(m.register(i.d) & i.r != 0)),
        O::Bld => plain!(|m, i| {
            let value = m.register(i.d);
            m.set_register(i.d, if m.flags.is_transfer() { value | i.r } else { value & !i.r });
        }),

        O::Ld => jumps!(|m, i, pc| m.load_data(i, pc, m.pair(i.r).wrapping_add(low_half(i.k)))),
        O::LdIncrement => jumps!(|m, i, pc| {
            let address = m.pair(i.r);
            m.load_and_point(i, pc, address, address.wrapping_add(1))
        }),
        O::LdDecrement => jumps!(|m, i, pc| {
            let address = m.pair(i.r).wrapping_sub(1);
            m.load_and_point(i, pc, address, address)
        }),
        O::Lds => jumps!(|m, i, pc| {
            let pc = m.pass_operand::<FAST>(pc);
            m.load_data(i, pc, low_half(i.k))
        }),
        O::Pop => repeats!(|m, i, pc| {
            m.stack = m.stack.wrapping_add(1);
            m.load_data(i, pc, m.stack)
        }),
        O::St => jumps!(|m, i, pc| m.store(i, pc, m.pair(i.r).wrapping_add(low_half(i.k)))),
        O::StIncrement => jumps!(|m, i, pc| {
            let address = m.pair(i.r);
            m.store_and_point(i, pc, address, address.wrapping_add(1))
        }),
        O::StDecrement => jumps!(|m, i, pc| {
            let address = m.pair(i.r).wrapping_sub(1);
            m.store_and_point(i, pc, address, address)
        }),
        O::Sts => jumps!(|m, i, pc| {
            let pc = m.pass_operand::<FAST>(pc);
            m.store(i, pc, low_half(i.k))
        }),
        O::Push => repeats!(|m, i, pc| match m.push(i, pc, m.register(i.d)) {
            Some(()) => pc,
            None => STOPPED,
        }),

        O::Lpm | O::LpmR0 => plain!(|m, i| m.set_register(i.d, m.program_byte(u32::from(m.pair(Z))))),
        O::LpmIncrement => plain!(|m, i| {
            let address = m.pair(Z);
            m.set_register(i.d, m.program_byte(u32::from(address)));
            m.set_pair(Z, address.wrapping_add(1));
        }),
        O::Elpm | O::ElpmR0 => plain!(|m, i| m.set_register(i.d, m.program_byte(m.far_pointer()))),
        O::ElpmIncrement => plain!(|m, i| {
            let address = m.far_pointer();
            m.set_register(i.d, m.program_byte(address));
            let [low, high, top, _] = (address + 1).to_le_bytes();
            m.set_pair(Z, u16::from_le_bytes([low, high]));
            m.set_rampz(top);
        }),

        O::In => jumps!(|m, i, pc| match m.read(i, pc, u16::from(i.d)) {
            Some(value) => {
                m.set_register(i.r, value);
                pc
            }
            None => STOPPED,
        }),
        O::Out => jumps!(|m, i, pc| match m.write(i, pc, u16::from(i.d), m.register(i.r)) {
            Some(()) => pc,
            None => STOPPED,
        }),
        O::Sbi => jumps!(|m, i, pc| m.change_io(i, pc, |value| value | i.r)),
        O::Cbi => jumps!(|m, i, pc| m.change_io(i, pc, |value| value & !i.r)),
        O::Sbic => jumps!(|m, i, pc| m.skip_if_io::<FAST>(i, pc, false)),
        O::Sbis => jumps!(|m, i, pc| m.skip_if_io::<FAST>(i, pc, true)),
        O::Sbrc => jumps!(|m, i, pc| m.skip_if::<FAST>(pc, m.register(i.d) & i.r == 0)),
        O::Sbrs => jumps!(|m, i, pc| m.skip_if::<FAST>(pc, m.register(i.d) & i.r != 0)),
        O::Cpse => jumps!(|m, i, pc| m.skip_if::<FAST>(pc, m.register(i.d) == m.register(i.r))),

        O::Rjmp => jumps!(|m, i, pc| {
            if i.k as usize + 1 == pc { m.fault(i, pc, Fault::Asleep) } else { m.jump::<FAST>(pc, i.k) }
        }),
        O::Jmp => jumps!(|m, i, pc| m.jump::<FAST>(pc, i.k)),
        O::Ijmp => jumps!(|m, _i, pc| m.jump::<FAST>(pc, u32::from(m.pair(Z)))),
        O::Eijmp => jumps!(|m, _i, pc| m.jump::<FAST>(pc, m.far_target())),
        O::Rcall => jumps!(|m, i, pc| m.call::<FAST>(i, pc, i.k)),
        O::Call => jumps!(|m, i, pc| {
            let pc = m.pass_operand::<FAST>(pc);
            m.call::<FAST>(i, pc, i.k)
        }),
        O::Icall => jumps!(|m, i, pc| m.call::<FAST>(i, pc, u32::from(m.pair(Z)))),
        O::Eicall => jumps!(|m, i, pc| m.call::<FAST>(i, pc, m.far_target())),
        O::Ret => jumps!(|m, i, pc| m.return_to_caller::<FAST>(i, pc)),
        O::Reti => jumps!(|m, i, pc| {
            m.flags.enable_interrupts();
            m.return_to_caller::<FAST>(i, pc)
        }),

        O::Brcs => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_carry())),
        O::Brcc => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_carry())),
        O::Breq => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_zero())),
        O::Brne => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_zero())),
        O::Brmi => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_negative())),
        O::Brpl => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_negative())),
        O::Brvs => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_overflow())),
        O::Brvc => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_overflow())),
        O::Brlt => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_sign())),
        O::Brge => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_sign())),
        O::Brhs => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_half_carry())),
        O::Brhc => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_half_carry())),
        O::Brts => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_transfer())),
        O::Brtc => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_transfer())),
        O::Brie => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, m.flags.is_interrupt())),
        O::Brid => jumps!(|m, i, pc| m.branch::<FAST>(i, pc, !m.flags.is_interrupt())),
    }
}

/// Goes on with the next instruction, unless the program has left the flash or the chain is over.
#[inline(always)]
fn go_on<const FAST: bool>(machine: &mut Machine, code: &[Instruction], pc: usize, left: u32) -> usize {
    match code.get(pc) {
        Some(instruction) if left != 0 => {
            handler::<FAST>(instruction.operation)(machine, instruction, code, pc + 1, left - 1)
        }
        _ => pc,
    }
}

#[inline(always)]
fn low_half(number: u32) -> u16 {
    let [low, high, ..] = number.to_le_bytes();
    u16::from_le_bytes([low, high])
}

#[inline(always)]
fn word_address(pc: usize) -> u32 {
    let [b0, b1, b2, b3, ..] = pc.to_le_bytes();
    u32::from_le_bytes([b0, b1, b2, b3])
}
