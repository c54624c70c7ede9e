//! The parts around the core: flash, data memory, the I/O registers that have an effect, and what is recorded.
//!
//! Console, exit and marks are the general purpose I/O registers (`ffi-tests/targets/avr/target.c`): a write to
//! GPIOR0 marks (1 begins, 2 ends), one to GPIOR1 prints a character, one to GPIOR2 ends the run. A read of GPIOR1
//! gives the next byte of the input, one of GPIOR2 whether there is one.

use std::sync::Arc;

use crate::code::Code;
use crate::elf::Executable;
use crate::flags::Flags;
use crate::instruction::Instruction;
use crate::measurement::{Measurement, Span, Table};

const MARK: u16 = 0x3e;
const CONSOLE: u16 = 0x4a;
const EXIT: u16 = 0x4b;
const RAMPZ: u16 = 0x5b;
const EIND: u16 = 0x5c;
const STACK_LOW: u16 = 0x5d;
const STACK_HIGH: u16 = 0x5e;
const STATUS: u16 = 0x5f;
/// From so many instructions on it pays to reckon sums.
const MANY: u64 = 1 << 16;
/// Executed in one go: their cycles are counted in 32 bits.
const MOST: u32 = 1 << 28;

/// A part's memories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    name: &'static str,
    /// Words of flash.
    pub flash_words: u32,
    /// The first address behind the I/O registers.
    pub ram_start: u16,
    /// The last address of RAM.
    pub ram_end: u16,
    /// Whether the program counter has three bytes.
    pub wide: bool,
}

/// The ATmega2560 has external RAM up to 64 KB, else the test programs do not fit.
const PARTS: [Part; 2] = [
    Part { name: "atmega1284p", flash_words: 0x1_0000, ram_start: 0x100, ram_end: 0x40ff, wide: false },
    Part { name: "atmega2560", flash_words: 0x2_0000, ram_start: 0x200, ram_end: 0xffff, wide: true },
];

impl Part {
    /// The part with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        PARTS.into_iter().find(|part| part.name == name)
    }
}

/// What ends a run against the program's will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A word that is no instruction, or SPM.
    InvalidInstruction(u16),
    /// The program counter left the flash.
    OutOfFlash,
    /// An access to data behind the RAM.
    OutOfMemory(u16),
    /// A push below [`Machine::stack_limit`].
    StackOverflow(u16),
    /// A jump to itself, or SLEEP: there are no interrupts.
    Asleep,
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The program wrote its exit code.
    Exit(u8),
    /// A fault in the instruction at the program counter.
    Fault(Fault),
    /// As many instructions have been executed as were asked for.
    Limit,
}

/// What interrupts the execution of instructions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    Stop(Stop),
    Mark(u8),
}

/// A part with a program, and what was recorded of it. A clone is a snapshot.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The program counter, in words.
    pub pc: u32,
    /// The stack pointer.
    pub stack: u16,
    pub(crate) flags: Flags,
    /// The address space of data, which begins with r0 to r31. The stack pointer and SREG are not in it.
    pub memory: [u8; 0x1_0000],
    pub(crate) code: Arc<Code>,
    /// Those of the instruction that wrote a mark.
    pub(crate) last_cycles: u8,
    pub(crate) event: Option<Event>,
    /// In `execute_fast`: what has been executed there until the last jump, less the sum before the jump's target.
    pub(crate) tally: u64,
    /// How many instructions `execute_fast` executes at least.
    pub(crate) limit: u32,
    /// Its memories.
    pub part: Part,
    /// Cycles so far.
    pub cycles: u64,
    /// Instructions so far.
    pub instructions: u64,
    /// Below this address nothing may be pushed. `load` sets it to the end of static data.
    pub stack_limit: u16,
    /// What the program printed.
    pub console: Vec<u8>,
    /// What the program has still to read, last byte first.
    input: Vec<u8>,
    /// Whether to count between marks. That takes time.
    pub counting: bool,
    /// Whether to count each instruction's executions, too.
    pub profiling: bool,
    /// Tables whose places are left out of the hash of accessed addresses.
    pub tables: Vec<Table>,
    /// What was counted.
    pub spans: Vec<Span>,
    pub(crate) measurement: Option<Measurement>,
}

impl Machine {
    /// A part after reset, its flash erased and its RAM zero.
    #[must_use]
    pub fn new(part: Part) -> Self {
        Self {
            pc: 0,
            stack: part.ram_end,
            flags: Flags::new(0),
            memory: [0; 0x1_0000],
            code: Arc::new(Code::new(part)),
            last_cycles: 0,
            event: None,
            tally: 0,
            limit: 0,
            part,
            cycles: 0,
            instructions: 0,
            stack_limit: 0,
            console: Vec::new(),
            input: Vec::new(),
            counting: false,
            profiling: false,
            tables: Vec::new(),
            spans: Vec::new(),
            measurement: None,
        }
    }

    /// A part after reset with a program in its flash, which must end within it.
    ///
    /// # Errors
    /// A sentence that says why it does not.
    pub fn load(part: Part, executable: &Executable) -> Result<Self, String> {
        let mut machine = Self::new(part);
        let code = Arc::make_mut(&mut machine.code);
        for segment in &executable.segments {
            code.write(segment.address, &segment.bytes).ok_or("the program is larger than the flash")?;
        }
        // Data addresses begin at 0x800000.
        let [low, high, ..] = executable.symbol("__heap_start").unwrap_or(0).to_le_bytes();
        machine.stack_limit = u16::from_le_bytes([low, high]);
        Ok(machine)
    }

    /// Gives the program bytes to read.
    pub fn set_input(&mut self, bytes: &[u8]) {
        self.input = bytes.iter().rev().copied().collect();
    }

    /// The word at a word address; 0xffff behind the flash.
    #[must_use]
    pub fn word(&self, address: u32) -> u16 {
        self.code.word(address)
    }

    /// Changes the word at a word address; nothing happens behind the flash.
    pub fn set_word(&mut self, address: u32, word: u16) {
        let _ = Arc::make_mut(&mut self.code).write(2 * address as usize, &word.to_le_bytes());
    }

    /// The instruction that comes next, if the program counter is in the flash.
    #[must_use]
    pub fn next(&self) -> Option<Instruction> {
        self.code.instructions.get(self.pc as usize).copied()
    }

    /// Executes one instruction; gives why the run is over, if it is.
    pub fn step(&mut self) -> Option<Stop> {
        match self.run(1) {
            Stop::Limit => None,
            stop => Some(stop),
        }
    }

    /// Runs until so many instructions have been executed since reset.
    pub fn run_until(&mut self, instructions: u64) -> Stop {
        self.run(instructions.saturating_sub(self.instructions))
    }

    /// Misses the next instruction: the program counter moves behind it, in one cycle, and nothing else happens.
    pub fn skip(&mut self) {
        self.pc += self.next().map_or(1, Instruction::words);
        self.cycles += 1;
        self.instructions += 1;
    }

    /// Executes at most so many instructions.
    pub fn run(&mut self, instructions: u64) -> Stop {
        let end = self.instructions.saturating_add(instructions);
        loop {
            let left = end - self.instructions;
            let measurement = self.measurement.take();
            let event = match measurement {
                None if left > MANY && left > u64::from(self.code.longest_stretch) => {
                    if !self.code.is_summed() {
                        Arc::make_mut(&mut self.code).sum_up();
                        continue;
                    }
                    let count = u32::try_from(left - u64::from(self.code.longest_stretch)).unwrap_or(MOST);
                    self.execute_fast(count.min(MOST))
                }
                None => self.execute_exactly(left, |_, _, _| ()),
                Some(mut measurement) => {
                    let tables = std::mem::take(&mut self.tables);
                    let ended = self.execute_exactly(left, |machine, pc, instruction| {
                        measurement.count(pc, instruction, &machine.memory, machine.stack, &tables);
                    });
                    self.tables = tables;
                    self.measurement = Some(measurement);
                    ended
                }
            };
            match event {
                Event::Stop(Stop::Limit) if self.instructions < end => {}
                Event::Stop(stop) => return stop,
                Event::Mark(value) => self.mark(value, self.cycles - u64::from(self.last_cycles)),
            }
        }
    }

    /// Begins or ends a span, in an instruction that began at `cycles`.
    fn mark(&mut self, value: u8, cycles: u64) {
        if value == 1 && self.counting {
            let words = self.profiling.then_some(self.code.instructions.len());
            self.measurement = Some(Measurement::begin(self.instructions, cycles, self.stack, words));
        } else if value == 2
            && let Some(measurement) = self.measurement.take()
        {
            self.spans.push(measurement.end(self.instructions, cycles));
        }
    }

    /// SREG.
    #[must_use]
    pub fn status(&self) -> u8 {
        self.flags.get()
    }

    /// Writes SREG.
    pub fn set_status(&mut self, value: u8) {
        self.flags.set(value);
    }

    pub(crate) fn rampz(&self) -> u32 {
        u32::from(self.memory[usize::from(RAMPZ)])
    }

    pub(crate) fn set_rampz(&mut self, value: u8) {
        self.memory[usize::from(RAMPZ)] = value;
    }

    pub(crate) fn eind(&self) -> u32 {
        u32::from(self.memory[usize::from(EIND)])
    }

    #[inline(always)]
    pub(crate) fn is_ram(&self, address: u16) -> bool {
        address.wrapping_sub(self.part.ram_start) <= self.part.ram_end - self.part.ram_start
    }

    /// Reads what is not RAM.
    pub(crate) fn read_other(&mut self, address: u16) -> Result<u8, Fault> {
        let [stack_low, stack_high] = self.stack.to_le_bytes();
        Ok(match address {
            STACK_LOW => stack_low,
            STACK_HIGH => stack_high,
            STATUS => self.flags.get(),
            CONSOLE => self.input.pop().unwrap_or(0),
            EXIT => u8::from(!self.input.is_empty()),
            _ if address < self.part.ram_start => self.memory[usize::from(address)],
            _ => return Err(Fault::OutOfMemory(address)),
        })
    }

    /// Writes what is not RAM; gives what it causes.
    pub(crate) fn write_other(&mut self, address: u16, value: u8) -> Option<Event> {
        let [stack_low, stack_high] = self.stack.to_le_bytes();
        match address {
            STACK_LOW => self.stack = u16::from_le_bytes([value, stack_high]),
            STACK_HIGH => self.stack = u16::from_le_bytes([stack_low, value]),
            STATUS => self.flags.set(value),
            CONSOLE => self.console.push(value),
            EXIT => return Some(Event::Stop(Stop::Exit(value))),
            _ if address < self.part.ram_start => {
                self.memory[usize::from(address)] = value;
                return (address == MARK).then_some(Event::Mark(value));
            }
            _ => return Some(Event::Stop(Stop::Fault(Fault::OutOfMemory(address)))),
        }
        None
    }
}
