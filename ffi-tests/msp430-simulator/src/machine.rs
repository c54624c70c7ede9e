//! The machine around the CPU: memory, simulated I/O words, interrupt injection, and what is
//! recorded of a run.
//!
//! Simulated I/O, word writes: 0x01F0 marker (1 starts a span, 2 ends it, 0x8000 + n reports a stack
//! depth n that the program measured itself), 0x01F2 console (low byte), 0x01F4 exit (status).

use crate::cycles::{self, Timing};
use crate::elf::Executable;
use crate::multiplier::{Multiplier, MultiplierKind, Refusal};

/// Where a program writes its markers.
pub const MARKER: u16 = 0x01f0;
/// Where a program writes its output, one byte a word.
pub const CONSOLE: u16 = 0x01f2;
/// Where a program writes its exit status.
pub const EXIT: u16 = 0x01f4;

pub(crate) const PC: usize = 0;
pub(crate) const SP: usize = 1;
pub(crate) const SR: usize = 2;
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
    /// The address space. Multiplier registers are not in it.
    pub memory: Box<[u8; 0x1_0000]>,
    read_only: Vec<std::ops::Range<usize>>,
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
    marker: Option<u16>,
    /// The program counter at the start of the current instruction.
    pub(crate) current: u16,
}

impl Machine {
    /// A part after reset with nothing in its memory.
    #[must_use]
    pub fn new(multiplier: MultiplierKind, timing: Timing) -> Self {
        Self {
            registers: [0; 16],
            memory: Box::new([0; 0x1_0000]),
            read_only: Vec::new(),
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
            marker: None,
            current: 0,
        }
    }

    /// Loads a program and points the program counter at its entry.
    pub fn load(&mut self, executable: &Executable) {
        for segment in &executable.segments {
            let start = usize::from(segment.address);
            let end = start + segment.bytes.len();
            self.memory[start..end].copy_from_slice(&segment.bytes);
            if !segment.writable {
                self.read_only.push(start..end);
            }
        }
        self.registers[PC] = executable.entry;
    }

    /// The word at an even address, without any effect.
    #[must_use]
    pub fn peek(&self, address: u16) -> u16 {
        let index = usize::from(address & !1);
        u16::from_le_bytes([self.memory[index], self.memory[index + 1]])
    }

    /// Writes a word at an even address, without any effect.
    pub fn poke(&mut self, address: u16, value: u16) {
        let index = usize::from(address & !1);
        self.memory[index..index + 2].copy_from_slice(&value.to_le_bytes());
    }

    /// Runs until the program exits, faults or has used `cycle_limit` cycles.
    pub fn run(&mut self, cycle_limit: u64) -> Stop {
        while self.cycles < cycle_limit {
            if let Err(fault) = self.step() {
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
        self.current = self.registers[PC];
        if self.interrupt_at.is_some_and(|at| self.instructions >= at) {
            let since = *self.waiting_since.get_or_insert(self.cycles);
            // The pipeline decides one instruction late: the instruction after EINT always
            // executes, and an interrupt may still be accepted right after DINT.
            if self.interrupts_were_enabled || self.registers[SR] & CPU_OFF != 0 {
                self.longest_interrupt_wait = self.longest_interrupt_wait.max(self.cycles - since);
                return self.accept_interrupt();
            }
        }
        if self.registers[SR] & CPU_OFF != 0 {
            return Err(Fault::Asleep);
        }
        self.interrupts_were_enabled = self.registers[SR] & GLOBAL_INTERRUPT_ENABLE != 0;
        let (cycles_before, in_span) = (self.cycles, self.span_start.is_some());
        if in_span || !self.recording.marked_only {
            if self.recording.profile {
                self.profile.resize(0x8000, 0);
                self.profile[usize::from(self.current / 2)] += 1;
            }
            self.instruction_hash.add(self.current.into());
            self.span_instruction_hash.add(self.current.into());
        }
        self.cycles += crate::cpu::execute(self)?;
        self.instructions += 1;
        self.lowest_stack_pointer = self.lowest_stack_pointer.min(self.registers[SP]);
        if let Some(marker) = self.marker.take() {
            self.mark(marker, cycles_before);
        }
        Ok(())
    }

    fn accept_interrupt(&mut self) -> Result<(), Fault> {
        self.interrupt_at = self.interrupt_every.map(|every| self.instructions + every);
        self.waiting_since = None;
        self.interrupts += 1;
        self.push(self.registers[PC])?;
        self.push(self.registers[SR])?;
        // SCG0 survives, everything else is cleared (SLAU144 2.2.3).
        self.registers[SR] &= 0x0040;
        self.registers[PC] = self.peek(self.interrupt_vector);
        self.interrupts_were_enabled = false;
        self.cycles += cycles::INTERRUPT;
        Ok(())
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

    pub(crate) fn push(&mut self, value: u16) -> Result<(), Fault> {
        self.registers[SP] = self.registers[SP].wrapping_sub(2);
        self.write(self.registers[SP], value, false, self.cycles)
    }

    pub(crate) fn pop(&mut self) -> Result<u16, Fault> {
        let value = self.read(self.registers[SP], false, self.cycles)?;
        self.registers[SP] = self.registers[SP].wrapping_add(2);
        Ok(value)
    }

    /// A data read in cycle `now`.
    pub(crate) fn read(&mut self, address: u16, byte: bool, now: u64) -> Result<u16, Fault> {
        self.check_width(address, byte)?;
        let value = if self.multiplier.kind().owns(address) {
            let read = self.multiplier.read(address, now);
            read.map_err(|refusal| Fault::Multiplier(address, refusal))?
        } else if byte {
            u16::from(self.memory[usize::from(address)])
        } else {
            self.peek(address)
        };
        self.record(Access { instruction: self.current, address, write: false, byte, value });
        Ok(value)
    }

    /// A data write in cycle `now`.
    pub(crate) fn write(&mut self, address: u16, value: u16, byte: bool, now: u64) -> Result<(), Fault> {
        self.check_width(address, byte)?;
        if self.read_only.iter().any(|range| range.contains(&usize::from(address))) {
            return Err(Fault::ReadOnly(address));
        }
        if self.multiplier.kind().owns(address) {
            let write = self.multiplier.write(address, value, now);
            write.map_err(|refusal| Fault::Multiplier(address, refusal))?;
        } else if byte {
            self.memory[usize::from(address)] = value.to_le_bytes()[0];
        } else {
            self.poke(address, value);
        }
        match address & !1 {
            MARKER => self.marker = Some(value),
            CONSOLE => self.console.push(value.to_le_bytes()[0]),
            EXIT => self.exit = Some(value),
            _ => {}
        }
        self.record(Access { instruction: self.current, address, write: true, byte, value });
        Ok(())
    }

    /// Whether this access belongs to what is recorded.
    fn records(&self) -> bool {
        !self.recording.marked_only || self.span_start.is_some()
    }

    fn check_width(&self, address: u16, byte: bool) -> Result<(), Fault> {
        if byte && self.multiplier.kind().owns(address) {
            return Err(Fault::ByteAccess(address));
        }
        if !byte && address & 1 != 0 {
            return Err(Fault::Misaligned(address));
        }
        Ok(())
    }

    fn is_in_table(&self, access: Access) -> bool {
        !access.write
            && self.tables.iter().any(|table| {
                let start = self.registers[table.base].wrapping_add(table.offset);
                table.code.contains(&access.instruction) && access.address.wrapping_sub(start) < table.length
            })
    }

    fn record(&mut self, access: Access) {
        if !self.records() {
            return;
        }
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
