//! ATmega1284P (`ffi-tests/avr-simulator`).
//!
//! Silicon takes no exceptions. So there is memory wherever a program looks for it, the stack may go anywhere, and registers
//! of the simulator's own are as any other. What ends a run as a fault is an invalid instruction, which erased flash is too:
//! from there a processor would come round to its reset.

use crate::processor::{Accesses, Processor, Stop};
use avr_simulator::elf::{Executable, Segment};
use avr_simulator::instruction::{Instruction, Operation};
use avr_simulator::{Fault, Machine, Part};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::Path;

/// Bytes of registers, those of the I/O among them, before the RAM.
const REGISTERS: usize = 0x100;
/// Where the stack begins.
const STACK: u16 = 0x40FF;
/// SLEEP, at which a run ends.
const SLEEP: u16 = 0x9588;

#[derive(Clone)]
pub struct Avr {
    machine: Machine,
    /// Before the call.
    earlier: u64,
}

impl Avr {
    fn instruction(&self, address: u32) -> Instruction {
        let word = address / 2;
        let (first, second) = (self.machine.word(word), self.machine.word(word + 1));
        Instruction::decode(first, second, word, self.machine.part.flash_words, self.machine.part.wide)
    }

    /// The place that a pair of registers points to.
    fn pair(&self, low: u8) -> u16 {
        let low = usize::from(low);
        u16::from_le_bytes([self.machine.memory[low], self.machine.memory[low + 1]])
    }
}

impl Processor for Avr {
    const RAM: u32 = 0x80_0000;
    const NOWHERE: u32 = 0x1_FFF0;
    const STRIDE: u64 = 1 << 15;
    const WORTH: u64 = 1 << 24;
    type Native = Infallible;

    fn new(name: &str, flash: Vec<(u32, Vec<u8>)>, ends: &[u32]) -> Option<Self> {
        let mut part = Part::find("atmega1284p").filter(|_| name == "AVR")?;
        part.ram_end = u16::MAX;
        let segments =
            flash.into_iter().map(|(address, bytes)| Segment { address: address as usize, bytes }).collect();
        let mut machine = Machine::load(part, &Executable { segments, symbols: Vec::new() }).ok()?;
        for end in ends {
            machine.set_word(end / 2, SLEEP);
        }
        Some(Avr { machine, earlier: 0 })
    }

    fn call(&mut self, function: u32) {
        self.machine.memory[..REGISTERS].fill(0);
        self.machine.set_status(0);
        let [low, high, ..] = (Self::NOWHERE / 2).to_le_bytes();
        self.machine.memory[usize::from(STACK) - 1..=usize::from(STACK)].copy_from_slice(&[high, low]);
        self.machine.stack = STACK - 2;
        self.machine.pc = function / 2;
        self.earlier = self.machine.instructions;
    }

    fn pc(&self) -> u32 {
        2 * self.machine.pc
    }

    fn count(&self) -> u64 {
        self.machine.instructions - self.earlier
    }

    fn ram(&self) -> &[u8] {
        &self.machine.memory
    }

    fn ram_mut(&mut self) -> &mut [u8] {
        &mut self.machine.memory
    }

    fn code(&self, address: u32, length: usize) -> Vec<u8> {
        let words = address / 2..;
        let bytes = words.flat_map(|word| self.machine.word(word).to_le_bytes());
        bytes.take(length).collect()
    }

    fn size(&self, address: u32) -> usize {
        2 * self.instruction(address).words() as usize
    }

    fn nothing(&self, size: usize) -> Vec<u8> {
        vec![0; size]
    }

    fn patch(&mut self, address: u32, content: &[u8]) {
        for (word, pair) in (address / 2..).zip(content.chunks_exact(2)) {
            self.machine.set_word(word, u16::from_le_bytes([pair[0], pair[1]]));
        }
    }

    fn copy_from(&mut self, other: &Self) {
        let (to, from) = (&mut self.machine, &other.machine);
        to.memory.copy_from_slice(&from.memory);
        (to.pc, to.stack, to.instructions) = (from.pc, from.stack, from.instructions);
        to.set_status(from.status());
        to.console.clear();
        self.earlier = other.earlier;
    }

    fn run(&mut self, until: u64) -> Stop {
        loop {
            match self.machine.run_until(self.earlier + until) {
                avr_simulator::Stop::Limit => return Stop::Count,
                // A store to the register with which test programs end.
                avr_simulator::Stop::Exit(_) => {}
                avr_simulator::Stop::Fault(Fault::Asleep) if self.machine.word(self.machine.pc) == SLEEP => {
                    return Stop::End(self.pc());
                }
                avr_simulator::Stop::Fault(Fault::Asleep) => return Stop::Loop,
                avr_simulator::Stop::Fault(_) => return Stop::Fault,
            }
        }
    }

    fn skip(&mut self) {
        self.machine.skip();
    }

    fn stands_as(&self, other: &Self) -> bool {
        let (here, there) = (&self.machine, &other.machine);
        here.pc == there.pc
            && here.stack == there.stack
            && here.status() == there.status()
            && here.memory[..REGISTERS] == there.memory[..REGISTERS]
    }

    fn accesses(&self) -> Accesses {
        use Operation as O;
        let instruction = self.instruction(self.pc());
        let [low, high, ..] = instruction.k.to_le_bytes();
        let constant = u16::from_le_bytes([low, high]);
        let pointer = self.pair(instruction.r);
        let stack = self.machine.stack;
        let place = |address: u16, length| Some((Self::RAM + u32::from(address), length));
        let (reads, writes) = match instruction.operation {
            O::Ld => (place(pointer.wrapping_add(constant), 1), None),
            O::LdIncrement => (place(pointer, 1), None),
            O::LdDecrement => (place(pointer.wrapping_sub(1), 1), None),
            O::Lds => (place(constant, 1), None),
            O::Pop => (place(stack.wrapping_add(1), 1), None),
            O::Ret | O::Reti => (place(stack.wrapping_add(1), 2), None),
            O::St => (None, place(pointer.wrapping_add(constant), 1)),
            O::StIncrement => (None, place(pointer, 1)),
            O::StDecrement => (None, place(pointer.wrapping_sub(1), 1)),
            O::Sts => (None, place(constant, 1)),
            O::Push => (None, place(stack, 1)),
            O::Call | O::Rcall | O::Icall => (None, place(stack.wrapping_sub(1), 2)),
            _ => (None, None),
        };
        Accesses { reads, writes }
    }

    fn state(&self) -> Option<Vec<u32>> {
        let registers = self.machine.memory[..32].iter().map(|byte| u32::from(*byte));
        let rest = [u32::from(self.machine.stack), u32::from(self.machine.status())];
        Some([self.pc()].into_iter().chain(registers).chain(rest).collect())
    }

    fn translate(&self, _executed: &BTreeSet<u32>, _folder: &Path) -> Result<Option<Infallible>, String> {
        Ok(None)
    }

    fn run_with(&mut self, native: &Infallible, _patched: Option<u32>, _until: u64) -> Stop {
        match *native {}
    }
}
