//! A Cortex-M0 or Cortex-M3 (`ARMv6-M`, `ARMv7-M` without what is optional) in thread mode, with one flash and one RAM.
//!
//! It can be stopped before any instruction, copied, sent on without the instruction that follows, and have its code
//! changed; it runs a few hundred million instructions a second. Exceptions, interrupts and peripherals are not there: what would take
//! an exception ends the run. Hints and barriers do nothing.

mod decode;
mod execute;
mod native;
mod op;
mod translate;

pub use decode::decode;
pub use native::Native;
use op::{Code, Op};
use std::sync::Arc;

/// Where the RAM begins.
pub const RAM: u32 = 0x2000_0000;
/// Bytes of RAM.
pub const RAM_LENGTH: usize = 0x4000;
/// Bytes of flash.
pub const FLASH_LENGTH: usize = 0x8_0000;

/// Which processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Core {
    /// Cortex-M0: `ARMv6-M`.
    M0,
    /// Cortex-M3: `ARMv7-M`.
    M3,
}

/// What an instruction does with the memory: addresses and lengths.
#[derive(Default)]
pub struct Accesses {
    /// What it reads.
    pub reads: Option<(u32, u32)>,
    /// What it writes.
    pub writes: Option<(u32, u32)>,
}

/// Why a machine has stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It has executed as many instructions as it was to.
    Count,
    /// It is at one of its ends.
    End(u32),
    /// It can do no more, or would take an exception.
    Fault,
    /// It goes round and round at one instruction.
    Loop,
}

/// What the flash holds, and what its instructions are: shared by copies of a machine.
#[derive(Clone)]
struct Flash {
    bytes: Vec<u8>,
    /// Outside blocks that an IT instruction begins, and inside them: there they leave the flags alone.
    ops: [Vec<Op>; 2],
}

/// One processor with its memory.
#[derive(Clone)]
pub struct Machine {
    core: Core,
    flash: Arc<Flash>,
    /// The RAM.
    pub ram: Box<[u8; RAM_LENGTH]>,
    /// R0 to R14; R15 is elsewhere.
    pub registers: [u32; 16],
    /// The address of the next instruction.
    pub pc: u32,
    negative: u32,
    zero: u32,
    carry: bool,
    overflow: bool,
    /// The state of an IT block: condition and mask, as in the EPSR; 0 outside.
    it: u8,
    /// Instructions that were executed.
    pub count: u64,
    stop: Option<Stop>,
}

impl Machine {
    /// With these bytes in flash, and ends at these addresses.
    #[must_use]
    pub fn new(core: Core, sections: &[(u32, Vec<u8>)], ends: &[u32]) -> Self {
        let mut bytes = vec![0xFF; FLASH_LENGTH];
        let mut top = 0;
        for (address, content) in sections {
            let start = *address as usize;
            bytes[start..start + content.len()].copy_from_slice(content);
            top = top.max(start + content.len());
        }
        let top = ends.iter().fold(top, |top, end| top.max(*end as usize + 2)).next_multiple_of(4);
        bytes.truncate(top + 8);
        let mut flash = Flash { ops: [vec![Op::NONE; top / 2], vec![Op::NONE; top / 2]], bytes };
        flash.decode(core, 0..top / 2);
        for end in ends {
            for ops in &mut flash.ops {
                ops[*end as usize / 2] = Op { code: Code::End, ..Op::NONE };
            }
        }
        Machine {
            core,
            flash: Arc::new(flash),
            ram: Box::new([0; RAM_LENGTH]),
            registers: [0; 16],
            pc: 0,
            negative: 0,
            zero: 1,
            carry: false,
            overflow: false,
            it: 0,
            count: 0,
            stop: None,
        }
    }

    /// Which processor it is.
    #[must_use]
    pub fn core(&self) -> Core {
        self.core
    }

    /// At the start of a function, with an empty stack; it returns to `back`.
    pub fn call(&mut self, function: u32, back: u32) {
        self.registers = [0; 16];
        self.registers[13] = RAM + u32::try_from(RAM_LENGTH).unwrap_or(0);
        self.registers[14] = back | 1;
        self.pc = function & !1;
        (self.negative, self.zero, self.carry, self.overflow, self.it) = (0, 1, false, false, 0);
        self.stop = None;
        self.count = 0;
    }

    /// Bytes of RAM at an address.
    ///
    /// # Panics
    /// If they are not there.
    pub fn bytes(&mut self, address: u32, length: usize) -> &mut [u8] {
        &mut self.ram[(address - RAM) as usize..][..length]
    }

    /// Bytes of flash at an address.
    #[must_use]
    pub fn code(&self, address: u32, length: usize) -> &[u8] {
        &self.flash.bytes[address as usize..][..length]
    }

    /// Bytes in the instruction at an address of the flash.
    #[must_use]
    pub fn size(&self, address: u32) -> u32 {
        self.flash.ops[0].get(address as usize / 2).map_or(2, |op| op.size.into())
    }

    /// Puts other bytes in the place of instructions: this machine's flash is its own from here on.
    pub fn patch(&mut self, address: u32, content: &[u8]) {
        let core = self.core;
        let flash = Arc::make_mut(&mut self.flash);
        let start = address as usize;
        flash.bytes[start..start + content.len()].copy_from_slice(content);
        // The one before may reach into them.
        let end = (start + content.len()) / 2;
        flash.decode(core, (start / 2).saturating_sub(1)..end.min(flash.ops[0].len()));
    }

    /// Takes the state of a machine with the same code; its own flash stays.
    pub fn copy_from(&mut self, other: &Machine) {
        self.ram.copy_from_slice(&other.ram[..]);
        self.registers = other.registers;
        (self.pc, self.it, self.count, self.stop) = (other.pc, other.it, other.count, other.stop);
        (self.negative, self.zero) = (other.negative, other.zero);
        (self.carry, self.overflow) = (other.carry, other.overflow);
    }

    /// On until so many instructions were executed in all, or until it ends.
    pub fn run(&mut self, until: u64) -> Stop {
        loop {
            if let Some(stop) = self.stop {
                return stop;
            }
            if self.count >= until {
                return Stop::Count;
            }
            if self.it == 0 {
                self.run_plain(until);
            } else {
                self.step_in_block();
            }
        }
    }

    /// Whether both stand at the same instruction with the same registers.
    #[must_use]
    pub fn stands_as(&self, other: &Self) -> bool {
        self.pc == other.pc
            && self.flags() == other.flags()
            && self.it == other.it
            && self.registers[..15] == other.registers[..15]
    }

    /// Whether the next instruction is in an IT block, and its condition does not hold.
    #[must_use]
    pub fn passes_over(&self) -> bool {
        self.it != 0 && !self.holds(self.it >> 4)
    }

    /// What the next instruction reads and writes: addresses and lengths.
    #[must_use]
    pub fn accesses(&self) -> Accesses {
        let mut accesses = Accesses::default();
        if let Some(op) = self.fetch(self.pc, self.it != 0) {
            self.name_accesses(&op, &mut accesses);
            if self.passes_over() {
                accesses = Accesses::default();
            }
        }
        accesses
    }

    /// Goes past the next instruction without executing it.
    pub fn skip(&mut self) {
        let size = self.fetch(self.pc, self.it != 0).map_or(2, |op| op.size);
        self.pc = self.pc.wrapping_add(size.into());
        self.advance_block();
        self.count += 1;
    }

    /// Negative, zero, carry and overflow, as in the APSR.
    #[must_use]
    pub fn flags(&self) -> u32 {
        let bits = [self.negative >> 31 != 0, self.zero == 0, self.carry, self.overflow];
        bits.iter().fold(0, |flags, bit| flags << 1 | u32::from(*bit)) << 28
    }

    /// Outside IT blocks, as long as nothing comes between.
    fn run_plain(&mut self, until: u64) {
        let flash = Arc::clone(&self.flash);
        let [ops, _] = &flash.ops;
        while self.count < until {
            let fetched;
            let op = if let Some(op) = ops.get(self.pc as usize / 2) {
                op
            } else if let Some(op) = self.fetch(self.pc, false) {
                fetched = op;
                &fetched
            } else {
                self.stop = Some(Stop::Fault);
                return;
            };
            self.count += 1;
            if !self.execute(op) {
                return;
            }
        }
    }

    /// One instruction of an IT block.
    fn step_in_block(&mut self) {
        let Some(op) = self.fetch(self.pc, true) else {
            self.stop = Some(Stop::Fault);
            return;
        };
        self.count += 1;
        let holds = self.holds(self.it >> 4);
        self.advance_block();
        if op.code == Code::End {
            self.stop = Some(Stop::End(self.pc));
        } else if holds {
            // Nothing in a block begins another one: that is unpredictable, and taken as a fault.
            if op.code == Code::It {
                self.stop = Some(Stop::Fault);
            } else {
                self.execute(&op);
            }
        } else {
            self.pc = self.pc.wrapping_add(op.size.into());
        }
    }

    fn advance_block(&mut self) {
        self.it = if self.it & 7 == 0 { 0 } else { self.it & 0xE0 | self.it << 1 & 0x1F };
    }

    /// The instruction at an address, from flash or from RAM.
    fn fetch(&self, address: u32, in_block: bool) -> Option<Op> {
        if let Some(op) = self.flash.ops[usize::from(in_block)].get(address as usize / 2) {
            return Some(*op);
        }
        let half = |address: u32| {
            let start = address.wrapping_sub(RAM) as usize;
            self.ram.get(start..start.checked_add(2)?)?.first_chunk().map(|half| u16::from_le_bytes(*half))
        };
        let first = half(address)?;
        Some(decode(self.core, first, half(address.wrapping_add(2)).unwrap_or(0), in_block))
    }
}

impl Flash {
    fn decode(&mut self, core: Core, halves: std::ops::Range<usize>) {
        for index in halves {
            let half = |start: usize| u16::from_le_bytes([self.bytes[start], self.bytes[start + 1]]);
            let (first, second) = (half(2 * index), half(2 * index + 2));
            for (in_block, ops) in self.ops.iter_mut().enumerate() {
                if ops[index].code != Code::End {
                    ops[index] = decode(core, first, second, in_block == 1);
                }
            }
        }
    }
}
