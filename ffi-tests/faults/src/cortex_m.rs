//! Cortex-M0 and -M3 (`simulator/`).

use crate::processor::{Accesses, Processor, Stop};
use cortex_m_simulator::{Core, Machine, Native, RAM};
use std::collections::BTreeSet;
use std::path::Path;

impl Processor for Machine {
    const RAM: u32 = RAM;
    const NOWHERE: u32 = 0x7_FFF0;
    const STRIDE: u64 = 4096;
    const WORTH: u64 = 1_000_000_000;
    type Native = Native;

    fn new(name: &str, flash: Vec<(u32, Vec<u8>)>, ends: &[u32]) -> Option<Self> {
        let core = match name {
            "M0" => Core::M0,
            "M3" => Core::M3,
            _ => return None,
        };
        Some(Machine::new(core, &flash, ends))
    }

    fn call(&mut self, function: u32) {
        Machine::call(self, function, Self::NOWHERE);
    }

    fn pc(&self) -> u32 {
        self.pc
    }

    fn count(&self) -> u64 {
        self.count
    }

    fn ram(&self) -> &[u8] {
        &self.ram[..]
    }

    fn ram_mut(&mut self) -> &mut [u8] {
        &mut self.ram[..]
    }

    fn code(&self, address: u32, length: usize) -> Vec<u8> {
        Machine::code(self, address, length).to_vec()
    }

    fn size(&self, address: u32) -> usize {
        Machine::size(self, address) as usize
    }

    fn nothing(&self, size: usize) -> Vec<u8> {
        let half = if self.core() == Core::M0 { [0xC0, 0x46] } else { [0x00, 0xBF] };
        half.repeat(size / 2)
    }

    fn patch(&mut self, address: u32, content: &[u8]) {
        Machine::patch(self, address, content);
    }

    fn copy_from(&mut self, other: &Self) {
        Machine::copy_from(self, other);
    }

    fn run(&mut self, until: u64) -> Stop {
        Machine::run(self, until)
    }

    fn skip(&mut self) {
        Machine::skip(self);
    }

    fn stands_as(&self, other: &Self) -> bool {
        Machine::stands_as(self, other)
    }

    fn accesses(&self) -> Accesses {
        Machine::accesses(self)
    }

    fn state(&self) -> Option<Vec<u32>> {
        let registers = self.registers[..15].iter().copied();
        (!self.passes_over()).then(|| [self.pc].into_iter().chain(registers).chain([self.flags()]).collect())
    }

    fn translate(&self, executed: &BTreeSet<u32>, folder: &Path) -> Result<Option<Native>, String> {
        Native::new(self, executed, folder).map(Some)
    }

    fn run_with(&mut self, native: &Native, patched: Option<u32>, until: u64) -> Stop {
        Machine::run_with(self, native, patched, until)
    }
}
