//! The core: executing decoded instructions.

use std::slice::Iter;
use std::sync::Arc;

use crate::code::{Code, Sum};
use crate::flags::Flags;
use crate::instruction::{Instruction, Operation, Z};
use crate::machine::{Event, Fault, Machine, Stop};

/// What changes all the time and so has to stay in registers of the processor that simulates.
struct Core<'a> {
    code: &'a Code,
    /// What comes next. Empty if there is an event, or if the program has left the flash.
    rest: Iter<'a, Instruction>,
    flags: Flags,
}

impl<'a> Core<'a> {
    fn new(code: &'a Code, machine: &Machine) -> Self {
        let mut core = Self { code, rest: [].iter(), flags: machine.flags };
        core.move_to(machine.pc);
        core
    }

    /// The word address of what comes next.
    #[inline(always)]
    fn pc(&self) -> u32 {
        let [b0, b1, b2, b3, ..] = (self.code.instructions.len() - self.rest.len()).to_le_bytes();
        u32::from_le_bytes([b0, b1, b2, b3])
    }

    #[inline(always)]
    fn move_to(&mut self, pc: u32) {
        self.rest = self.code.instructions.get(pc as usize..).unwrap_or_default().iter();
    }
}

impl Machine {
    /// Executes at most `limit` instructions, one by one, each after `before`. Gives what ended it.
    #[inline(always)]
    pub(crate) fn execute_exactly(
        &mut self, limit: u64, mut before: impl FnMut(&Self, u32, Instruction),
    ) -> Event {
        let code = Arc::clone(&self.code);
        let mut core = Core::new(&code, self);
        let mut left = limit;
        while left != 0 {
            let at = core.pc();
            let Some(instruction) = core.rest.next() else {
                break;
            };
            before(self, at, *instruction);
            self.cycles += u64::from(instruction.cycles);
            left -= 1;
            self.execute::<false>(&mut core, instruction);
        }
        self.instructions += limit - left;
        let over =
            if left == 0 { Event::Stop(Stop::Limit) } else { Event::Stop(Stop::Fault(Fault::OutOfFlash)) };
        self.leave(&core, over)
    }

    /// Executes instructions, at least until so many have been executed since reset. What they cost is reckoned where
    /// one of them jumps.
    #[inline(never)]
    pub(crate) fn execute_fast(&mut self, until: u64) -> Event {
        let code = Arc::clone(&self.code);
        let mut core = Core::new(&code, self);
        self.until = until;
        self.start = code.sum_before(self.pc as usize);
        while let Some(instruction) = core.rest.next() {
            self.execute::<true>(&mut core, instruction);
        }
        let event = self.leave(&core, Event::Stop(Stop::Fault(Fault::OutOfFlash)));
        let at_fault = matches!(event, Event::Stop(Stop::Fault(_)));
        let faulty = self.next().filter(|_| at_fault).map_or(0, Instruction::words);
        self.account(code.sum_before((self.pc + faulty) as usize));
        event
    }

    /// Takes over what the core has left; gives the event, or `over` if there was none.
    fn leave(&mut self, core: &Core<'_>, over: Event) -> Event {
        self.flags = core.flags;
        let event = self.event.take();
        if event.is_none() {
            self.pc = core.pc();
        }
        event.unwrap_or(over)
    }

    #[inline(always)]
    fn stop(&mut self, core: &mut Core<'_>, pc: u32, event: Event) {
        self.pc = pc;
        self.event = Some(event);
        core.rest = [].iter();
    }

    /// Ends the run in an instruction, where the program counter stays.
    #[inline(always)]
    fn fault(&mut self, core: &mut Core<'_>, instruction: &Instruction, fault: Fault) {
        self.stop(core, core.pc() - instruction.words(), Event::Stop(Stop::Fault(fault)));
    }

    /// Accounts for what has been executed since the last jump.
    #[inline(always)]
    fn account(&mut self, end: Sum) {
        // Second words have been taken off before.
        let instructions = u64::from(end.instructions.wrapping_sub(self.start.instructions));
        let cycles = u64::from(end.cycles.wrapping_sub(self.start.cycles));
        self.instructions = self.instructions.wrapping_add(instructions);
        self.cycles = self.cycles.wrapping_add(cycles);
    }

    #[inline(always)]
    fn jump<const FAST: bool>(&mut self, core: &mut Core<'_>, pc: u32) {
        if FAST {
            self.account(core.code.sum_before(core.pc() as usize));
            self.start = core.code.sum_before(pc as usize);
        }
        core.move_to(pc);
        if FAST && self.instructions >= self.until {
            self.stop(core, pc, Event::Stop(Stop::Limit));
        }
    }

    /// Passes over the second word of an instruction.
    #[inline(always)]
    fn pass_operand<const FAST: bool>(&mut self, core: &mut Core<'_>) {
        if let Some(operand) = core.rest.next()
            && FAST
        {
            // It is in the sums as if it were an instruction.
            self.instructions = self.instructions.wrapping_sub(1);
            self.cycles = self.cycles.wrapping_sub(u64::from(operand.cycles));
        }
    }

    #[inline(always)]
    fn branch<const FAST: bool>(&mut self, core: &mut Core<'_>, condition: bool, pc: u32) {
        if condition {
            self.cycles = self.cycles.wrapping_add(1);
            self.jump::<FAST>(core, pc);
        }
    }

    /// Passes over the next instruction if the condition holds: a cycle for each of its words.
    #[inline(always)]
    fn skip_if<const FAST: bool>(&mut self, core: &mut Core<'_>, condition: bool) {
        if condition {
            let words = core.rest.as_slice().first().map_or(1, |next| next.words());
            self.cycles = self.cycles.wrapping_add(u64::from(words));
            self.jump::<FAST>(core, core.pc() + words);
        }
    }

    #[inline(always)]
    fn call<const FAST: bool>(&mut self, core: &mut Core<'_>, instruction: &Instruction, pc: u32) {
        let [low, high, top, _] = core.pc().to_le_bytes();
        let done = self.push(core, instruction, low)
            && self.push(core, instruction, high)
            && (!self.part.wide || self.push(core, instruction, top));
        if done {
            self.jump::<FAST>(core, pc);
        }
    }

    #[inline(always)]
    fn return_to_caller<const FAST: bool>(&mut self, core: &mut Core<'_>, instruction: &Instruction) {
        let top = if self.part.wide { self.pop(core, instruction) } else { Some(0) };
        if let Some(top) = top
            && let Some(high) = self.pop(core, instruction)
            && let Some(low) = self.pop(core, instruction)
        {
            self.jump::<FAST>(core, u32::from_le_bytes([low, high, top, 0]));
        }
    }

    /// Reads data memory, if nothing stops the run.
    #[inline(always)]
    fn read(&mut self, core: &mut Core<'_>, instruction: &Instruction, address: u16) -> Option<u8> {
        if self.is_ram(address) {
            return Some(self.memory[usize::from(address)]);
        }
        match self.read_other(address, core.flags) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault(core, instruction, fault);
                None
            }
        }
    }

    /// Writes data memory; gives whether nothing stops the run.
    #[inline(always)]
    fn write(&mut self, core: &mut Core<'_>, instruction: &Instruction, address: u16, value: u8) -> bool {
        if self.is_ram(address) {
            self.memory[usize::from(address)] = value;
            return true;
        }
        let (flags, event) = self.write_other(address, value, core.flags);
        core.flags = flags;
        match event {
            None => true,
            Some(Event::Stop(Stop::Fault(fault))) => {
                self.fault(core, instruction, fault);
                false
            }
            Some(event) => {
                self.last_cycles = instruction.cycles;
                self.stop(core, core.pc(), event);
                false
            }
        }
    }

    #[inline(always)]
    fn push(&mut self, core: &mut Core<'_>, instruction: &Instruction, value: u8) -> bool {
        if self.stack < self.stack_limit {
            self.fault(core, instruction, Fault::StackOverflow(self.stack));
            return false;
        }
        let stack = self.stack;
        self.stack = stack.wrapping_sub(1);
        self.write(core, instruction, stack, value)
    }

    #[inline(always)]
    fn pop(&mut self, core: &mut Core<'_>, instruction: &Instruction) -> Option<u8> {
        self.stack = self.stack.wrapping_add(1);
        self.read(core, instruction, self.stack)
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

    fn program_byte(&self, address: u32) -> u8 {
        // Addresses wrap around at the end of the flash.
        let place = address as usize & (self.code.flash.len() - 1);
        self.code.flash.get(place).copied().unwrap_or(0xff)
    }

    #[inline(always)]
    #[expect(clippy::too_many_lines, reason = "one arm for each instruction")]
    fn execute<const FAST: bool>(&mut self, core: &mut Core<'_>, instruction: &Instruction) {
        use Operation as O;
        let &Instruction { operation, d, r, k, .. } = instruction;
        let constant = k.to_le_bytes()[0];
        match operation {
            O::Invalid | O::Spm => {
                self.fault(core, instruction, Fault::InvalidInstruction(self.word(core.pc() - 1)))
            }
            O::Nop | O::Break | O::Wdr => {}
            O::Sleep => self.fault(core, instruction, Fault::Asleep),

            O::Add => self.modify(core, d, Flags::add, r),
            O::Adc => self.modify(core, d, Flags::add_with_carry, r),
            O::Sub => self.modify(core, d, Flags::subtract, r),
            O::Sbc => self.modify(core, d, Flags::subtract_with_carry, r),
            O::And => self.modify(core, d, |flags, value, other| flags.logic(value & other), r),
            O::Or => self.modify(core, d, |flags, value, other| flags.logic(value | other), r),
            O::Eor => self.modify(core, d, |flags, value, other| flags.logic(value ^ other), r),
            O::Cp => {
                core.flags.subtract(self.register(d), self.register(r));
            }
            O::Cpc => {
                core.flags.subtract_with_carry(self.register(d), self.register(r));
            }
            O::Cpi => {
                core.flags.subtract(self.register(d), constant);
            }
            O::Subi => self.change(core, d, |flags, value| flags.subtract(value, constant)),
            O::Sbci => self.change(core, d, |flags, value| flags.subtract_with_carry(value, constant)),
            O::Andi => self.change(core, d, |flags, value| flags.logic(value & constant)),
            O::Ori => self.change(core, d, |flags, value| flags.logic(value | constant)),
            O::Com => self.change(core, d, Flags::complement),
            O::Neg => self.change(core, d, |flags, value| flags.subtract(0, value)),
            O::Inc => self.change(core, d, Flags::increment),
            O::Dec => self.change(core, d, Flags::decrement),
            O::Asr => self.change(core, d, |flags, value| flags.shift_right(value, value & 0x80)),
            O::Lsr => self.change(core, d, |flags, value| flags.shift_right(value, 0)),
            O::Ror => self.change(core, d, Flags::rotate_right),
            O::Swap => self.set_register(d, self.register(d).rotate_left(4)),
            O::Mov => self.set_register(d, self.register(r)),
            O::Movw => {
                self.set_register(d, self.register(r));
                self.set_register(d | 1, self.register(r | 1));
            }
            O::Ldi => self.set_register(d, constant),
            O::Adiw => {
                let sum = core.flags.add_word(self.pair(d), u16::from(constant));
                self.set_pair(d, sum);
            }
            O::Sbiw => {
                let difference = core.flags.subtract_word(self.pair(d), u16::from(constant));
                self.set_pair(d, difference);
            }

            O::Mul => {
                self.multiply(core, u16::from(self.register(d)).wrapping_mul(u16::from(self.register(r))), 0)
            }
            O::Muls => self.multiply(core, self.signed(d).wrapping_mul(self.signed(r)), 0),
            O::Mulsu => self.multiply(core, self.signed(d).wrapping_mul(u16::from(self.register(r))), 0),
            O::Fmul => {
                self.multiply(core, u16::from(self.register(d)).wrapping_mul(u16::from(self.register(r))), 1)
            }
            O::Fmuls => self.multiply(core, self.signed(d).wrapping_mul(self.signed(r)), 1),
            O::Fmulsu => self.multiply(core, self.signed(d).wrapping_mul(u16::from(self.register(r))), 1),

            O::Bset => core.flags.set(core.flags.get() | r),
            O::Bclr => core.flags.set(core.flags.get() & !r),
            O::Bst => core.flags.set_transfer(self.register(d) & r != 0),
            O::Bld => {
                let value = self.register(d);
                self.set_register(d, if core.flags.is_transfer() { value | r } else { value & !r });
            }

            O::Ld => self.load_data(core, instruction, self.pair(r).wrapping_add(low_half(k))),
            O::LdIncrement => {
                let address = self.pair(r);
                self.load_and_point(core, instruction, address, r, address.wrapping_add(1));
            }
            O::LdDecrement => {
                let address = self.pair(r).wrapping_sub(1);
                self.load_and_point(core, instruction, address, r, address);
            }
            O::Lds => {
                self.pass_operand::<FAST>(core);
                self.load_data(core, instruction, low_half(k));
            }
            O::Pop => {
                if let Some(value) = self.pop(core, instruction) {
                    self.set_register(d, value);
                }
            }
            O::St => {
                self.write(core, instruction, self.pair(r).wrapping_add(low_half(k)), self.register(d));
            }
            O::StIncrement => {
                let address = self.pair(r);
                self.store_and_point(core, instruction, address, r, address.wrapping_add(1));
            }
            O::StDecrement => {
                let address = self.pair(r).wrapping_sub(1);
                self.store_and_point(core, instruction, address, r, address);
            }
            O::Sts => {
                self.pass_operand::<FAST>(core);
                self.write(core, instruction, low_half(k), self.register(d));
            }
            O::Push => {
                self.push(core, instruction, self.register(d));
            }

            O::Lpm | O::LpmR0 => self.set_register(d, self.program_byte(u32::from(self.pair(Z)))),
            O::LpmIncrement => {
                let address = self.pair(Z);
                self.set_register(d, self.program_byte(u32::from(address)));
                self.set_pair(Z, address.wrapping_add(1));
            }
            O::Elpm | O::ElpmR0 => self.set_register(d, self.program_byte(self.far_pointer())),
            O::ElpmIncrement => {
                let address = self.far_pointer();
                self.set_register(d, self.program_byte(address));
                let [low, high, top, _] = (address + 1).to_le_bytes();
                self.set_pair(Z, u16::from_le_bytes([low, high]));
                self.set_rampz(top);
            }

            O::In => {
                if let Some(value) = self.read(core, instruction, u16::from(d)) {
                    self.set_register(r, value);
                }
            }
            O::Out => {
                self.write(core, instruction, u16::from(d), self.register(r));
            }
            O::Sbi => {
                if let Some(value) = self.read(core, instruction, u16::from(d)) {
                    self.write(core, instruction, u16::from(d), value | r);
                }
            }
            O::Cbi => {
                if let Some(value) = self.read(core, instruction, u16::from(d)) {
                    self.write(core, instruction, u16::from(d), value & !r);
                }
            }
            O::Sbic => {
                if let Some(value) = self.read(core, instruction, u16::from(d)) {
                    self.skip_if::<FAST>(core, value & r == 0);
                }
            }
            O::Sbis => {
                if let Some(value) = self.read(core, instruction, u16::from(d)) {
                    self.skip_if::<FAST>(core, value & r != 0);
                }
            }
            O::Sbrc => self.skip_if::<FAST>(core, self.register(d) & r == 0),
            O::Sbrs => self.skip_if::<FAST>(core, self.register(d) & r != 0),
            O::Cpse => self.skip_if::<FAST>(core, self.register(d) == self.register(r)),

            O::Rjmp => {
                if k + 1 == core.pc() {
                    self.fault(core, instruction, Fault::Asleep);
                } else {
                    self.jump::<FAST>(core, k);
                }
            }
            O::Jmp => self.jump::<FAST>(core, k),
            O::Ijmp => self.jump::<FAST>(core, u32::from(self.pair(Z))),
            O::Eijmp => self.jump::<FAST>(core, self.eind() << 16 | u32::from(self.pair(Z))),
            O::Rcall => {
                self.call::<FAST>(core, instruction, k);
            }
            O::Call => {
                self.pass_operand::<FAST>(core);
                self.call::<FAST>(core, instruction, k);
            }
            O::Icall => {
                self.call::<FAST>(core, instruction, u32::from(self.pair(Z)));
            }
            O::Eicall => {
                self.call::<FAST>(core, instruction, self.eind() << 16 | u32::from(self.pair(Z)));
            }
            O::Ret => self.return_to_caller::<FAST>(core, instruction),
            O::Reti => {
                core.flags.enable_interrupts();
                self.return_to_caller::<FAST>(core, instruction);
            }

            O::Brcs => self.branch::<FAST>(core, core.flags.is_carry(), k),
            O::Brcc => self.branch::<FAST>(core, !core.flags.is_carry(), k),
            O::Breq => self.branch::<FAST>(core, core.flags.is_zero(), k),
            O::Brne => self.branch::<FAST>(core, !core.flags.is_zero(), k),
            O::Brmi => self.branch::<FAST>(core, core.flags.is_negative(), k),
            O::Brpl => self.branch::<FAST>(core, !core.flags.is_negative(), k),
            O::Brvs => self.branch::<FAST>(core, core.flags.is_overflow(), k),
            O::Brvc => self.branch::<FAST>(core, !core.flags.is_overflow(), k),
            O::Brlt => self.branch::<FAST>(core, core.flags.is_sign(), k),
            O::Brge => self.branch::<FAST>(core, !core.flags.is_sign(), k),
            O::Brhs => self.branch::<FAST>(core, core.flags.is_half_carry(), k),
            O::Brhc => self.branch::<FAST>(core, !core.flags.is_half_carry(), k),
            O::Brts => self.branch::<FAST>(core, core.flags.is_transfer(), k),
            O::Brtc => self.branch::<FAST>(core, !core.flags.is_transfer(), k),
            O::Brie => self.branch::<FAST>(core, core.flags.is_interrupt(), k),
            O::Brid => self.branch::<FAST>(core, !core.flags.is_interrupt(), k),
        }
    }

    #[inline(always)]
    fn change(&mut self, core: &mut Core<'_>, d: u8, operation: impl Fn(&mut Flags, u8) -> u8) {
        let value = self.register(d);
        let result = operation(&mut core.flags, value);
        self.set_register(d, result);
    }

    #[inline(always)]
    fn modify(&mut self, core: &mut Core<'_>, d: u8, operation: impl Fn(&mut Flags, u8, u8) -> u8, r: u8) {
        let (value, other) = (self.register(d), self.register(r));
        let result = operation(&mut core.flags, value, other);
        self.set_register(d, result);
    }

    fn signed(&self, index: u8) -> u16 {
        i16::from(self.register(index).cast_signed()).cast_unsigned()
    }

    #[inline(always)]
    fn multiply(&mut self, core: &mut Core<'_>, product: u16, shift: u32) {
        let result = core.flags.product(product, product << shift);
        self.set_pair(0, result);
    }

    #[inline(always)]
    fn load_data(&mut self, core: &mut Core<'_>, instruction: &Instruction, address: u16) {
        if let Some(value) = self.read(core, instruction, address) {
            self.set_register(instruction.d, value);
        }
    }

    #[inline(always)]
    fn load_and_point(
        &mut self, core: &mut Core<'_>, instruction: &Instruction, address: u16, pointer: u8, next: u16,
    ) {
        if let Some(value) = self.read(core, instruction, address) {
            self.set_pair(pointer, next);
            self.set_register(instruction.d, value);
        }
    }

    #[inline(always)]
    fn store_and_point(
        &mut self, core: &mut Core<'_>, instruction: &Instruction, address: u16, pointer: u8, next: u16,
    ) {
        let value = self.register(instruction.d);
        self.set_pair(pointer, next);
        self.write(core, instruction, address, value);
    }

    fn far_pointer(&self) -> u32 {
        self.rampz() << 16 | u32::from(self.pair(Z))
    }
}

#[inline(always)]
fn low_half(number: u32) -> u16 {
    let [low, high, ..] = number.to_le_bytes();
    u16::from_le_bytes([low, high])
}
