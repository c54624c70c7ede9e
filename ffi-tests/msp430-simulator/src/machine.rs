//! The machine around the CPU: memory, simulated I/O words, interrupt injection, and what is
//! recorded of a run.
//!
//! Simulated I/O, word writes: 0x01F0 marker (1 starts a span, 2 ends it, 0x8000 + n reports a stack
//! depth n that the program measured itself), 0x01F2 console (low byte), 0x01F4 exit (status).

use crate::cycles::{self, Timing};
use crate::decode::{Instruction, decode};
use crate::elf::Executable;
use crate::memory::Memory;
use crate::multiplier::{Multiplier, MultiplierKind, Refusal};
use crate::program::{self, Places, Program};

/// Where a program writes its markers.
pub const MARKER: u16 = 0x01f0;
/// Where a program writes its output, one byte a word.
pub const CONSOLE: u16 = 0x01f2;
/// Where a program writes its exit status.
pub const EXIT: u16 = 0x01f4;

pub(crate) const PC: usize = 0;
pub(crate) const SP: usize = 1;
pub(crate) const SR: usize = 2;
/// R3, which reads as zero.
const CONSTANT_GENERATOR: usize = 3;
pub(crate) const GLOBAL_INTERRUPT_ENABLE: u16 = 0x0008;
pub(crate) const CPU_OFF: u16 = 0x0010;

/// What ends a run against the program's will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A word access at an odd address. Silicon drops the lowest address bit.
    Misaligned(u16),
    /// A write into a read-only segment.
    ReadOnly(u16),
    /// A word that is no classic MSP430 instruction, or a form that the guide forbids.
    InvalidInstruction(u16),
    /// The multiplier refused an access.
    Multiplier(u16, Refusal),
    /// A byte access to a word-wide peripheral.
    ByteAccess(u16),
    /// An endless loop or CPU off with nothing to wake it.
    Asleep,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The program wrote its exit status.
    Exit(u16),
    /// A fault in the instruction at the address.
    Fault(u16, Fault),
    /// The cycle limit.
    Timeout,
}

/// What happened between a start marker and the end marker after it, the markers excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Cycles.
    pub cycles: u64,
    /// Instructions.
    pub instructions: u64,
    /// How far the stack pointer fell below its value at the start, in bytes.
    pub stack: u16,
    /// Hash of the addresses of its instructions in order.
    pub instruction_hash: SequenceHash,
    /// Hash of the addresses and directions of its data accesses in order.
    pub data_hash: SequenceHash,
}

/// One data access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The instruction that made it.
    pub instruction: u16,
    /// Where.
    pub address: u16,
    /// Whether it wrote.
    pub write: bool,
    /// Whether it was a byte.
    pub byte: bool,
    /// The value read or written.
    pub value: u16,
}

/// A table that may be read at any place: which one is left out of the hash of addresses, that it is read is not.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where the instructions are that may.
    pub code: std::ops::Range<u16>,
    /// The register that holds its address meanwhile.
    pub base: usize,
    /// Its offset from there.
    pub offset: u16,
    /// Its length in bytes.
    pub length: u16,
}

/// What to record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recording {
    /// Keep every access (the hashes are always kept).
    pub accesses: bool,
    /// Count executions per address.
    pub profile: bool,
    /// Profile, hashes and accesses cover only the spans between markers.
    pub marked_only: bool,
}

/// A 64-bit hash of a sequence of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SequenceHash(pub u64);

impl SequenceHash {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn add(&mut self, number: u32) {
        // Invertible for each number, so two sequences that differ in one place never collide.
        self.0 = (self.0.rotate_left(23) ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// The simulated part and what it recorded.
#[derive(Clone, Debug)]
pub struct Machine {
    /// R0 (PC) to R15.
    pub registers: [u16; 16],
    /// Multiplier registers are not in it.
    memory: Memory,
    /// The instructions of the memory.
    program: Program,
    read_only: Vec<std::ops::Range<usize>>,
    /// Where words of instructions were written since they were decoded.
    overwritten: Vec<u16>,
    /// The multiplier.
    pub multiplier: Multiplier,
    /// Whose cycles are charged.
    pub timing: Timing,
    /// Cycles so far.
    pub cycles: u64,
    /// Instructions so far.
    pub instructions: u64,
    /// What to record.
    pub recording: Recording,
    /// Tables whose places are left out.
    pub tables: Vec<Table>,
    /// Executions per word address.
    pub profile: Vec<u64>,
    /// Hash of the addresses and directions of all data accesses in order.
    pub data_hash: SequenceHash,
    /// Hash of the addresses of all instructions in order.
    pub instruction_hash: SequenceHash,
    /// Every data access, if recorded.
    pub accesses: Vec<Access>,
    /// What the program wrote to the console.
    pub console: Vec<u8>,
    /// The spans between markers.
    pub spans: Vec<Span>,
    /// Stack depths that the program reported.
    pub reported_stacks: Vec<u16>,
    /// Request an interrupt when this many instructions have executed ...
    pub interrupt_at: Option<u64>,
    /// ... and again after this many more instructions.
    pub interrupt_every: Option<u64>,
    /// The address of its vector.
    pub interrupt_vector: u16,
    /// Interrupts accepted.
    pub interrupts: u64,
    /// The longest wait of a request, in cycles, until it was accepted.
    pub longest_interrupt_wait: u64,
    interrupts_were_enabled: bool,
    waiting_since: Option<u64>,
    span_start: Option<(u64, u64, u16)>,
    /// Those of the span under way.
    span_instruction_hash: SequenceHash,
    span_data_hash: SequenceHash,
    lowest_stack_pointer: u16,
    exit: Option<u16>,
    fault: Option<Fault>,
    /// What was written to [`MARKER`], and the cycles before the instruction that did so.
    marker: Option<(u16, u64)>,
    /// The program counter at the start of the current instruction, where accesses are recorded; that of a fault.
    current: u16,
    /// Whether accesses are recorded now.
    records: bool,
    /// From how many cycles on more is to be looked at than the next instruction.
    pause_at: u64,
}

impl Machine {
    /// A part after reset with nothing in its memory.
    #[must_use]
    pub fn new(multiplier: MultiplierKind, timing: Timing) -> Self {
        let mut memory = Memory::new();
        memory.watch_writes(MARKER.into()..usize::from(EXIT) + 2);
        memory.watch_reads_and_writes(multiplier.registers());
        Self {
            registers: [0; 16],
            memory,
            program: Program::default(),
            read_only: Vec::new(),
            overwritten: Vec::new(),
            multiplier: Multiplier::new(multiplier),
            timing,
            cycles: 0,
            instructions: 0,
            recording: Recording::default(),
            tables: Vec::new(),
            profile: Vec::new(),
            data_hash: SequenceHash::START,
            instruction_hash: SequenceHash::START,
            accesses: Vec::new(),
            console: Vec::new(),
            spans: Vec::new(),
            reported_stacks: Vec::new(),
            interrupt_at: None,
            interrupt_every: None,
            interrupt_vector: 0xfff2,
            interrupts: 0,
            longest_interrupt_wait: 0,
            interrupts_were_enabled: false,
            waiting_since: None,
            span_start: None,
            span_instruction_hash: SequenceHash::START,
            span_data_hash: SequenceHash::START,
            lowest_stack_pointer: 0xffff,
            exit: None,
            fault: None,
            marker: None,
            current: 0,
            records: false,
            pause_at: 0,
        }
    }

    /// Loads a program and points the program counter at its entry.
    pub fn load(&mut self, executable: &Executable) {
        for segment in &executable.segments {
            self.set_bytes(segment.address, &segment.bytes);
            if !segment.writable {
                let start = usize::from(segment.address);
                let addresses = start..start + segment.bytes.len();
                self.memory.watch_writes(addresses.clone());
                self.read_only.push(addresses);
            }
        }
        self.registers[PC] = executable.entry;
    }

    /// The address space, without any effect; multiplier registers are not in it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.memory.bytes()
    }

    /// Writes bytes, without any effect.
    pub fn set_bytes(&mut self, address: u16, bytes: &[u8]) {
        self.memory.set_bytes(address, bytes);
        self.program = Program::default();
    }

    /// The word at an even address, without any effect.
    #[must_use]
    pub fn peek(&self, address: u16) -> u16 {
        self.memory.word(address)
    }

    /// Writes a word at an even address, without any effect.
    pub fn poke(&mut self, address: u16, value: u16) {
        self.memory.set_word(address, value);
        self.program.forget(address);
    }

    /// Runs until the program exits, faults or has used `cycle_limit` cycles.
    pub fn run(&mut self, cycle_limit: u64) -> Stop {
        while self.cycles < cycle_limit {
            if let Err(fault) = self.advance(if self.exit.is_none() { cycle_limit } else { 0 }) {
                return Stop::Fault(self.current, fault);
            }
            if let Some(status) = self.exit {
                return Stop::Exit(status);
            }
        }
        Stop::Timeout
    }

    /// Accepts an interrupt or executes one instruction.
    ///
    /// # Errors
    /// A [`Fault`]; the machine is then of no further use.
    pub fn step(&mut self) -> Result<(), Fault> {
        self.advance(0)
    }

    /// Accepts an interrupt, or executes an instruction and those after it, until `cycle_limit` cycles are used or there is
    /// more to look at than instructions.
    fn advance(&mut self, cycle_limit: u64) -> Result<(), Fault> {
        self.current = self.registers[PC];
        self.records = !self.recording.marked_only || self.span_start.is_some();
        self.pause_at = cycle_limit;
        let mut program = std::mem::take(&mut self.program);
        program.prepare(self.timing, cycle_limit != 0);
        let outcome = self.accept_interrupt_or_execute(&mut program);
        for address in self.overwritten.drain(..) {
            program.forget(address);
        }
        self.program = program;
        if let Some((marker, cycles_before)) = self.marker.take() {
            self.mark(marker, cycles_before);
        }
        match (outcome, self.fault) {
            (None, Some(fault)) => Err(fault),
            _ => Ok(()),
        }
    }

    fn accept_interrupt_or_execute(&mut self, program: &mut Program) -> Option<()> {
        let mut most = u64::MAX;
        if let Some(at) = self.interrupt_at {
            most = at.saturating_sub(self.instructions);
            if most == 0 {
                let since = *self.waiting_since.get_or_insert(self.cycles);
                // The pipeline decides one instruction late: the instruction after EINT always
                // executes, and an interrupt may still be accepted right after DINT.
                if self.interrupts_were_enabled || self.registers[SR] & CPU_OFF != 0 {
                    self.longest_interrupt_wait = self.longest_interrupt_wait.max(self.cycles - since);
                    return self.accept_interrupt();
                }
            }
        }
        if self.registers[SR] & CPU_OFF != 0 {
            return self.fail(Fault::Asleep);
        }
        if self.current & 1 != 0 {
            return self.fail(Fault::Misaligned(self.current));
        }
        // The same for all that follow: an instruction that writes the status register is the last.
        self.interrupts_were_enabled = self.registers[SR] & GLOBAL_INTERRUPT_ENABLE != 0;
        self.registers[CONSTANT_GENERATOR] = 0;
        match (&mut program.places, self.records) {
            (Some(places), true) => self.execute::<true>(places, most),
            (Some(places), false) => self.execute::<false>(places, most),
            (None, _) => {
                let instruction = decode(&self.memory, self.timing, self.current);
                self.registers[PC] = self.execute_one::<true>(&instruction)?;
                self.instructions += 1;
                Some(())
            }
        }
    }

    /// Executes an instruction, and those after it up to `most` until it is to pause.
    fn execute<const RECORDS: bool>(&mut self, places: &mut Places, most: u64) -> Option<()> {
        let timing = self.timing;
        let mut address = self.registers[PC];
        let mut executed = 0;
        let outcome = loop {
            let instruction = program::instruction(places, address, &mut self.memory, timing);
            let Some(next) = self.execute_one::<RECORDS>(instruction) else { break None };
            address = next;
            executed += 1;
            if self.cycles >= self.pause_at || executed >= most {
                break Some(());
            }
        };
        self.registers[PC] = address;
        self.instructions += executed;
        outcome
    }

    #[inline(always)]
    fn execute_one<const RECORDS: bool>(&mut self, instruction: &Instruction) -> Option<u16> {
        if RECORDS {
            self.current = instruction.address;
            self.record_instruction();
        }
        let Some(next) = (instruction.execute)(self, instruction) else {
            self.current = instruction.address;
            return None;
        };
        self.cycles += u64::from(instruction.cycles);
        if RECORDS {
            self.lowest_stack_pointer = self.lowest_stack_pointer.min(self.registers[SP]);
        }
        Some(next)
    }

    fn record_instruction(&mut self) {
        if !self.records {
            return;
        }
        if self.recording.profile {
            self.profile.resize(0x8000, 0);
            self.profile[usize::from(self.current / 2)] += 1;
        }
        self.instruction_hash.add(self.current.into());
        self.span_instruction_hash.add(self.current.into());
    }

    /// Lets the instruction that executes be the last before more is looked at.
    pub(crate) fn pause(&mut self) {
        self.pause_at = 0;
    }

    fn accept_interrupt(&mut self) -> Option<()> {
        self.interrupt_at = self.interrupt_every.map(|every| self.instructions + every);
        self.waiting_since = None;
        self.interrupts += 1;
        self.push(self.registers[PC])?;
        self.push(self.registers[SR])?;
        // SCG0 survives, everything else is cleared (SLAU144 2.2.3).
        self.registers[SR] &= 0x0040;
        self.registers[PC] = self.peek(self.interrupt_vector);
        self.interrupts_were_enabled = false;
        self.cycles += u64::from(cycles::INTERRUPT);
        Some(())
    }

    fn mark(&mut self, marker: u16, cycles_before: u64) {
        match marker {
            1 => {
                self.span_start = Some((self.cycles, self.instructions, self.registers[SP]));
                self.lowest_stack_pointer = self.registers[SP];
                self.span_instruction_hash = SequenceHash::START;
                self.span_data_hash = SequenceHash::START;
            }
            2 => {
                if let Some((cycles, instructions, stack_pointer)) = self.span_start.take() {
                    self.spans.push(Span {
                        cycles: cycles_before - cycles,
                        instructions: self.instructions - 1 - instructions,
                        stack: stack_pointer - self.lowest_stack_pointer,
                        instruction_hash: self.span_instruction_hash,
                        data_hash: self.span_data_hash,
                    });
                }
            }
            0x8000.. => self.reported_stacks.push(marker - 0x8000),
            _ => {}
        }
    }

    /// Starts anew for another call: cycles, instructions, hashes, and the memory of a past interrupt
    /// enable.
    pub fn restart_counting(&mut self) {
        self.cycles = 0;
        self.instructions = 0;
        self.interrupts_were_enabled = false;
        self.waiting_since = None;
        self.data_hash = SequenceHash::START;
        self.instruction_hash = SequenceHash::START;
    }

    /// Ends the run with a fault.
    #[cold]
    pub(crate) fn fail<T>(&mut self, fault: Fault) -> Option<T> {
        self.fault = Some(fault);
        None
    }

    pub(crate) fn push(&mut self, value: u16) -> Option<()> {
        self.registers[SP] = self.registers[SP].wrapping_sub(2);
        self.write(self.registers[SP], value, false, self.cycles)
    }

    pub(crate) fn pop(&mut self) -> Option<u16> {
        let value = self.read(self.registers[SP], false, self.cycles)?;
        self.registers[SP] = self.registers[SP].wrapping_add(2);
        Some(value)
    }

    /// A data read in cycle `now`.
    #[inline(always)]
    pub(crate) fn read(&mut self, address: u16, byte: bool, now: u64) -> Option<u16> {
        if !byte && address & 1 != 0 {
            return self.fail(Fault::Misaligned(address));
        }
        let value = if self.memory.is_watched_when_read(address) {
            self.read_watched(address, byte, now)?
        } else if byte {
            self.memory.byte(address).into()
        } else {
            self.memory.word(address)
        };
        if self.records {
            self.record(Access { instruction: self.current, address, write: false, byte, value });
        }
        Some(value)
    }

    /// Reads a register of the multiplier.
    #[cold]
    fn read_watched(&mut self, address: u16, byte: bool, now: u64) -> Option<u16> {
        if byte {
            return self.fail(Fault::ByteAccess(address));
        }
        match self.multiplier.read(address, now) {
            Ok(value) => Some(value),
            Err(refusal) => self.fail(Fault::Multiplier(address, refusal)),
        }
    }

    /// A data write in cycle `now`.
    #[inline(always)]
    pub(crate) fn write(&mut self, address: u16, value: u16, byte: bool, now: u64) -> Option<()> {
        if !byte && address & 1 != 0 {
            return self.fail(Fault::Misaligned(address));
        }
        if self.memory.is_watched_when_written(address) {
            self.write_watched(address, value, byte, now)?;
        } else if byte {
            self.memory.set_byte(address, value.to_le_bytes()[0]);
        } else {
            self.memory.set_word(address, value);
        }
        if self.records {
            self.record(Access { instruction: self.current, address, write: true, byte, value });
        }
        Some(())
    }

    /// Writes what may be read-only, a register of the multiplier, an I/O word or a decoded instruction.
    #[cold]
    fn write_watched(&mut self, address: u16, value: u16, byte: bool, now: u64) -> Option<()> {
        if self.multiplier.kind().owns(address) {
            if byte {
                return self.fail(Fault::ByteAccess(address));
            }
            return match self.multiplier.write(address, value, now) {
                Ok(()) => Some(()),
                Err(refusal) => self.fail(Fault::Multiplier(address, refusal)),
            };
        }
        if self.read_only.iter().any(|range| range.contains(&usize::from(address))) {
            return self.fail(Fault::ReadOnly(address));
        }
        if byte {
            self.memory.set_byte(address, value.to_le_bytes()[0]);
        } else {
            self.memory.set_word(address, value);
        }
        match address & !1 {
            MARKER => self.marker = Some((value, self.cycles)),
            CONSOLE => self.console.push(value.to_le_bytes()[0]),
            EXIT => self.exit = Some(value),
            _ => self.overwritten.push(address),
        }
        self.pause();
        Some(())
    }

    fn is_in_table(&self, access: Access) -> bool {
        !access.write
            && self.tables.iter().any(|table| {
                let start = self.registers[table.base].wrapping_add(table.offset);
                table.code.contains(&access.instruction) && access.address.wrapping_sub(start) < table.length
            })
    }

    #[cold]
    fn record(&mut self, access: Access) {
        let number = if self.is_in_table(access) {
            1 << 17
        } else {
            u32::from(access.address) | u32::from(access.write) << 16
        };
        self.data_hash.add(number);
        self.span_data_hash.add(number);
        if self.recording.accesses {
            self.accesses.push(access);
        }
    }
}
