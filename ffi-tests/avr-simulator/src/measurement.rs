//! What is counted between two marks, as `ffi-tests/targets/avr/simulator/runner.c` does it with simavr.

use crate::instruction::{Instruction, Operation, Z};

const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;
const HASH_PRIME: u64 = 0x100_0000_01b3;
/// What is hashed of an access to a table that may be read at any place.
const IN_TABLE: u64 = 0x100_0000;

/// What happened between a mark that begins and the mark that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Instructions: all behind the one that begins, and the one that ends.
    pub instructions: u64,
    /// Cycles: those of the instruction that begins, and not those of the one that ends.
    pub cycles: u64,
    /// How far the stack pointer fell below where it stood at the start, in bytes.
    pub stack_pointer_depth: u16,
    /// Hash of the addresses of the instructions in order.
    pub path_hash: u64,
    /// Hash of the addresses that they accessed in order. Pushes and pops are left out: where they go follows from the
    /// path.
    pub memory_hash: u64,
    /// If asked for: byte addresses of instructions, and how often each was executed.
    pub executions: Vec<(u32, u64)>,
}

/// A table that may be read at any place: which one is left out of the hash of addresses, that it is read is not.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where the instructions are that may, in bytes.
    pub code: std::ops::Range<u32>,
    /// The low register of the pair that holds its address meanwhile, or none.
    pub base: Option<u8>,
    /// Its offset from there.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u32,
}

/// A span under way.
#[derive(Clone, Debug)]
pub(crate) struct Measurement {
    start_instructions: u64,
    start_cycles: u64,
    stack_start: u16,
    stack_lowest: u16,
    path_hash: u64,
    memory_hash: u64,
    executions: Option<Vec<u64>>,
}

impl Measurement {
    pub fn begin(instructions: u64, cycles: u64, stack: u16, flash_words: Option<usize>) -> Self {
        Self {
            start_instructions: instructions,
            start_cycles: cycles,
            stack_start: stack,
            stack_lowest: stack,
            path_hash: HASH_START,
            memory_hash: HASH_START,
            executions: flash_words.map(|words| vec![0; words]),
        }
    }

    pub fn end(self, instructions: u64, cycles: u64) -> Span {
        let executions = self.executions.unwrap_or_default();
        Span {
            instructions: instructions - self.start_instructions,
            cycles: cycles - self.start_cycles,
            stack_pointer_depth: self.stack_start - self.stack_lowest,
            path_hash: self.path_hash,
            memory_hash: self.memory_hash,
            executions: (0..).step_by(2).zip(executions).filter(|(_, count)| *count != 0).collect(),
        }
    }

    /// Counts an instruction that is about to be executed.
    #[inline(always)]
    pub fn count(
        &mut self, pc: u32, instruction: Instruction, memory: &[u8; 0x1_0000], stack: u16, tables: &[Table],
    ) {
        if let Some(executions) = &mut self.executions
            && let Some(count) = executions.get_mut(pc as usize)
        {
            *count += 1;
        }
        let address = 2 * pc;
        self.path_hash = (self.path_hash ^ u64::from(address)).wrapping_mul(HASH_PRIME);
        if let Some(accessed) = accessed(instruction, memory) {
            let exempt = !tables.is_empty() && is_in_table(address, instruction, accessed, memory, tables);
            let hashed = if exempt { IN_TABLE } else { u64::from(accessed) };
            self.memory_hash = (self.memory_hash ^ hashed).wrapping_mul(HASH_PRIME);
        }
        self.stack_lowest = self.stack_lowest.min(stack);
    }
}

fn pair(memory: &[u8; 0x1_0000], low: u8) -> u32 {
    let low = usize::from(low);
    u32::from(u16::from_le_bytes([memory[low], memory[low + 1]]))
}

/// The data or program address that an instruction accesses; none if it is before the first.
#[inline(always)]
fn accessed(instruction: Instruction, memory: &[u8; 0x1_0000]) -> Option<u32> {
    use Operation as O;
    match instruction.operation {
        O::Ld | O::St => Some(pair(memory, instruction.r) + instruction.k),
        O::LdIncrement | O::StIncrement => Some(pair(memory, instruction.r)),
        O::LdDecrement | O::StDecrement => pair(memory, instruction.r).checked_sub(1),
        O::Lds | O::Sts => Some(instruction.k),
        O::Lpm | O::LpmIncrement | O::Elpm | O::ElpmIncrement => Some(pair(memory, Z)),
        _ => None,
    }
}

#[cold]
fn is_in_table(
    address: u32, instruction: Instruction, accessed: u32, memory: &[u8; 0x1_0000], tables: &[Table],
) -> bool {
    use Operation as O;
    let writes = matches!(instruction.operation, O::St | O::StIncrement | O::StDecrement | O::Sts);
    !writes
        && tables.iter().any(|table| {
            let base = table.base.map_or(0, |low| pair(memory, low));
            let place = accessed.wrapping_sub(base).wrapping_sub(table.offset);
            table.code.contains(&address) && place < table.length
        })
}
