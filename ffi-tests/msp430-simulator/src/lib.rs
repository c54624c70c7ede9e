//! A simulator of the MSP430: the 27 instructions of the classic 16-bit CPU, the 16-bit and the
//! 32-bit hardware multiplier, and simulated I/O words for markers, console and exit.
//!
//! Sources: the MSP430x1xx and MSP430x2xx family user's guides (SLAU049, SLAU144) for the
//! instructions, flags and cycles of the classic CPU; the MSP430x5xx guide (SLAU208) for the cycles
//! of CPUX and for the 32-bit multiplier. It is stricter than silicon where silicon hides bugs:
//! a word access at an odd address, a write to read-only memory, and a multiplier result read
//! before it is ready end the run.
//!
//! `tests/lockstep.rs` holds it against mspdebug's simulator, instruction by instruction.

mod cpu;
pub mod cycles;
mod decode;
pub mod elf;
pub mod machine;
mod memory;
pub mod multiplier;
mod program;

pub use cycles::Timing;
pub use machine::{Fault, Machine, Stop, Table};
pub use multiplier::MultiplierKind;
