//! A simulator of the AVRe+ core, as in ATmega1284P and ATmega2560, fast enough for whole test suites.
//!
//! Sources: the AVR instruction set manual (DS40002198) for instructions, flags and the cycles of AVRe, and the
//! data sheets of the two parts for their memories. Code is decoded once, when it is loaded.
//!
//! ```
//! use avr_simulator::{Machine, Part, Stop};
//!
//! // ldi r16, 7; out GPIOR2, r16: ends with 7.
//! let mut machine = Machine::new(Part::find("atmega1284p").expect("is known"));
//! machine.set_word(0, 0xe007);
//! machine.set_word(1, 0xbd0b);
//! let before = machine.clone(); // a snapshot
//! assert_eq!(machine.run(100), Stop::Exit(7));
//! // Once more, with the first instruction missed: r16 was 0.
//! machine = before;
//! machine.run_until(0);
//! machine.skip();
//! assert_eq!(machine.run(100), Stop::Exit(0));
//! ```
//!
//! What it lacks: interrupts and peripherals. No I/O register has an effect but the stack pointer, SREG, RAMPZ,
//! EIND and the three general purpose registers (see [`machine`]); the others keep what is written to them. BREAK
//! and WDR do nothing. SPM ends the run, and so do SLEEP and a jump to itself: nothing would wake the part.
//!
//! What it sees and silicon hides: invalid instructions, code and data outside of the memories, and a stack that
//! grows into static data.
//!
//! `tests/lockstep.rs` holds it against simavr, instruction by instruction.

mod code;
mod cpu;
pub mod elf;
mod flags;
pub mod instruction;
pub mod machine;
pub mod measurement;

pub use machine::{Fault, Machine, Part, Stop};
pub use measurement::{Span, Table};
