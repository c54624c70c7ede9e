//! A program's flash, decoded.

use crate::instruction::{Instruction, Operation};
use crate::machine::Part;

/// Cycles in the upper half, instructions in the lower.
pub(crate) const fn sum(instructions: u32, cycles: u32) -> u64 {
    (cycles as u64) << 32 | instructions as u64
}

/// The instructions of a sum.
pub(crate) const fn instructions(sum: u64) -> u32 {
    let [b0, b1, b2, b3, ..] = sum.to_le_bytes();
    u32::from_le_bytes([b0, b1, b2, b3])
}

/// The flash as bytes and as instructions: one for each word, as a jump may go there.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    part: Part,
    pub flash: Vec<u8>,
    pub instructions: Vec<Instruction>,
    /// Instructions and cycles of all words before each address. Empty while they are not known.
    sums: Vec<u64>,
    /// No more instructions than these follow each other without a jump.
    pub longest_stretch: u32,
}

impl Code {
    /// An erased flash.
    pub fn new(part: Part) -> Self {
        let words = part.flash_words as usize;
        let erased = Instruction::decode(0xffff, 0xffff, 0, part.flash_words, part.wide);
        Self {
            part,
            flash: vec![0xff; 2 * words],
            instructions: vec![erased; words],
            sums: Vec::new(),
            longest_stretch: 0,
        }
    }

    /// The word at a word address; 0xffff behind the flash.
    pub fn word(&self, address: u32) -> u16 {
        let place = 2 * address as usize;
        match self.flash.get(place..place + 2) {
            Some(bytes) => u16::from_le_bytes([bytes[0], bytes[1]]),
            None => 0xffff,
        }
    }

    /// Puts bytes into the flash.
    pub fn write(&mut self, address: usize, bytes: &[u8]) -> Option<()> {
        self.flash.get_mut(address..address + bytes.len())?.copy_from_slice(bytes);
        self.sums.clear();
        for word in (address / 2).saturating_sub(1)..(address + bytes.len()).div_ceil(2) {
            let word = u32::try_from(word).ok()?;
            let (first, second) = (self.word(word), self.word(word + 1));
            let decoded = Instruction::decode(first, second, word, self.part.flash_words, self.part.wide);
            self.instructions[word as usize] = decoded;
        }
        Some(())
    }

    /// Whether the sums are those of the flash.
    pub fn is_summed(&self) -> bool {
        !self.sums.is_empty()
    }

    /// Reckons the sums, and the longest stretch.
    pub fn sum_up(&mut self) {
        let mut all = 0;
        self.sums.push(all);
        let (mut stretch, mut may_be_operand) = (0, false);
        for instruction in &self.instructions {
            all += sum(1, u32::from(instruction.cycles));
            self.sums.push(all);
            stretch += 1;
            self.longest_stretch = self.longest_stretch.max(stretch);
            if never_goes_on(instruction.operation) && !may_be_operand {
                stretch = 0;
            }
            may_be_operand = instruction.words() == 2;
        }
    }

    /// The sum before a word address, if they have been reckoned.
    #[inline(always)]
    pub fn sum_before(&self, address: usize) -> u64 {
        self.sums.get(address).copied().unwrap_or_default()
    }
}

fn never_goes_on(operation: Operation) -> bool {
    use Operation as O;
    matches!(
        operation,
        O::Invalid
            | O::Spm
            | O::Sleep
            | O::Jmp
            | O::Rjmp
            | O::Ijmp
            | O::Eijmp
            | O::Call
            | O::Rcall
            | O::Icall
            | O::Eicall
            | O::Ret
            | O::Reti
    )
}
