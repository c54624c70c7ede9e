//! What a study needs of a simulator: it can be stopped anywhere, copied, sent on without an instruction, and have its code
//! changed.

pub use cortex_m_simulator::{Accesses, Stop};
use std::collections::BTreeSet;
use std::path::Path;

/// A processor with its memory. A clone goes on by itself.
pub trait Processor: Clone + Send + Sync {
    /// Where the RAM begins.
    const RAM: u32;
    /// Where nothing is: a function that returns to it has ended.
    const NOWHERE: u32;
    /// Instructions between two copies of one without a fault.
    const STRIDE: u64;
    /// Instructions from which on it pays to prepare for faults.
    const WORTH: u64;
    /// A program that is translated.
    type Native: Sync;

    /// The one that a task calls so, with these bytes in flash, and ends at these addresses.
    fn new(name: &str, flash: Vec<(u32, Vec<u8>)>, ends: &[u32]) -> Option<Self>;
    /// At the start of a function, with an empty stack; it returns to `NOWHERE`.
    fn call(&mut self, function: u32);
    /// The address of the next instruction.
    fn pc(&self) -> u32;
    /// Instructions that were executed since the call.
    fn count(&self) -> u64;
    fn ram(&self) -> &[u8];
    fn ram_mut(&mut self) -> &mut [u8];
    /// Bytes of flash.
    fn code(&self, address: u32, length: usize) -> Vec<u8>;
    /// Bytes in the instruction at an address of the flash.
    fn size(&self, address: u32) -> usize;
    /// So many bytes of instructions that do nothing.
    fn nothing(&self, size: usize) -> Vec<u8>;
    /// Puts other bytes in the place of instructions; copies keep theirs.
    fn patch(&mut self, address: u32, content: &[u8]);
    /// Takes the state of one with the same code; its own flash stays.
    fn copy_from(&mut self, other: &Self);
    /// On until so many instructions were executed in all, or until it ends.
    fn run(&mut self, until: u64) -> Stop;
    /// Goes past the next instruction without executing it.
    fn skip(&mut self);
    /// Whether both stand at the same instruction with the same registers.
    fn stands_as(&self, other: &Self) -> bool;
    /// What the next instruction does with the RAM.
    fn accesses(&self) -> Accesses;
    /// Address, registers and flags in hexadecimal; none before an instruction that is passed over.
    fn state(&self) -> Option<Vec<u32>>;

    /// Translates what is executed, if there is a translator; the folder keeps the translation.
    fn translate(&self, executed: &BTreeSet<u32>, folder: &Path) -> Result<Option<Self::Native>, String>;
    /// As `run`, with a program that was translated, apart from the instruction at `patched`.
    fn run_with(&mut self, native: &Self::Native, patched: Option<u32>, until: u64) -> Stop;

    /// Bytes of RAM at an address.
    fn bytes(&mut self, address: u32, length: usize) -> &mut [u8] {
        &mut self.ram_mut()[(address - Self::RAM) as usize..][..length]
    }
}
