//! The instructions in memory, each decoded once.

use crate::cycles::Timing;
use crate::decode::{Instruction, decode};
use crate::memory::Memory;

/// A place for an instruction at each even address.
pub(crate) type Places = [Instruction; 0x8000];

/// Decoded instructions: of a run. For single steps none are kept.
#[derive(Debug, Default)]
pub(crate) struct Program {
    pub places: Option<Box<Places>>,
    timing: Option<Timing>,
}

impl Clone for Program {
    /// Nothing is decoded in a copy: it costs less to decode again what executes there.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Program {
    /// Drops what was decoded for other cycles, and for a run makes places if there are none.
    pub fn prepare(&mut self, timing: Timing, for_a_run: bool) {
        if self.timing != Some(timing) {
            *self = Self { places: None, timing: Some(timing) };
        }
        if for_a_run && self.places.is_none() {
            self.places = vec![Instruction::UNDECODED; 0x8000].into_boxed_slice().try_into().ok();
        }
    }

    /// Drops what was decoded of a word.
    pub fn forget(&mut self, address: u16) {
        let Some(places) = &mut self.places else { return };
        for before in [0, 2, 4] {
            places[usize::from(address.wrapping_sub(before) >> 1)] = Instruction::UNDECODED;
        }
    }
}

/// The instruction at an even address. Its words are watched from then on.
#[inline(always)]
pub(crate) fn instruction<'a>(
    places: &'a mut Places, address: u16, memory: &mut Memory, timing: Timing,
) -> &'a Instruction {
    let place = &mut places[usize::from(address >> 1)];
    if place.cycles == 0 {
        *place = decode_and_watch(address, memory, timing);
    }
    place
}

#[inline(never)]
fn decode_and_watch(address: u16, memory: &mut Memory, timing: Timing) -> Instruction {
    let instruction = decode(memory, timing, address);
    let start = usize::from(address);
    memory.watch_writes(start..start + usize::from(instruction.next.wrapping_sub(address)));
    instruction
}
