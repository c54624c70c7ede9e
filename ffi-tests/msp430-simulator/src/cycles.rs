//! Cycles per instruction, from the tables of the family user's guides.
//!
//! Classic CPU: SLAU049 section 3.4.4, SLAU144 tables 3-14 to 3-16. CPUX (the 5xx and 6xx families,
//! the only ones with the 32-bit multiplier): SLAU208 tables 6-10 and 6-11, instructions without
//! extension word. A constant from the constant generator costs what a register costs.

/// Whose cycle tables are charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// MSP430x1xx, x2xx, x4xx: the classic CPU.
    Classic,
    /// MSP430x5xx, x6xx: CPUX, executing classic instructions.
    Extended,
}

/// How an operand is reached, as far as cycles depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A register, or a constant of the constant generator.
    Register,
    /// `@Rn`
    Indirect,
    /// `@Rn+`
    Increment,
    /// `#N` in the word after the instruction.
    Immediate,
    /// `X(Rn)`
    Indexed,
    /// `EDE`, relative to the program counter.
    Symbolic,
    /// `&EDE`
    Absolute,
}

/// Accepting an interrupt, both CPUs.
pub const INTERRUPT: u8 = 6;
/// `RETI`, both CPUs.
pub const RETURN_FROM_INTERRUPT: u8 = 5;
/// A jump, taken or not, both CPUs.
pub const JUMP: u8 = 2;

impl Mode {
    const fn reads_memory_by_index(self) -> bool {
        matches!(self, Mode::Indexed | Mode::Symbolic | Mode::Absolute)
    }
}

/// Format I with a register as destination (`to_program_counter`: that register is the PC), or
/// with memory as destination. `keeps_destination`: MOV, BIT or CMP.
#[must_use]
pub const fn double_operand(
    timing: Timing, source: Mode, destination: Mode, to_program_counter: bool, keeps_destination: bool,
) -> u8 {
    let fetch = match source {
        Mode::Register => 1,
        Mode::Indirect | Mode::Increment | Mode::Immediate => 2,
        Mode::Indexed | Mode::Symbolic | Mode::Absolute => 3,
    };
    if !matches!(destination, Mode::Register) {
        let saved = matches!(timing, Timing::Extended) && keeps_destination;
        return fetch + 3 - saved as u8;
    }
    if !to_program_counter {
        return fetch;
    }
    match (timing, source) {
        (Timing::Classic, Mode::Register | Mode::Indirect) => 2,
        (Timing::Classic, _) => 3,
        (Timing::Extended, Mode::Register | Mode::Immediate) => 3,
        (Timing::Extended, Mode::Indirect | Mode::Increment) => 4,
        (Timing::Extended, _) => 5,
    }
}

/// RRA, RRC, SWPB, SXT.
#[must_use]
pub const fn single_operand(operand: Mode) -> u8 {
    match operand {
        Mode::Register => 1,
        Mode::Indirect | Mode::Increment | Mode::Immediate => 3,
        Mode::Indexed | Mode::Symbolic | Mode::Absolute => 4,
    }
}

/// PUSH.
#[must_use]
pub const fn push(timing: Timing, operand: Mode) -> u8 {
    match (timing, operand) {
        (_, Mode::Register) => 3,
        (Timing::Classic, Mode::Indirect | Mode::Immediate) => 4,
        (Timing::Classic, _) => 5,
        (Timing::Extended, mode) => {
            if mode.reads_memory_by_index() {
                4
            } else {
                3
            }
        }
    }
}

/// CALL.
#[must_use]
pub const fn call(timing: Timing, operand: Mode) -> u8 {
    match (timing, operand) {
        (_, Mode::Register | Mode::Indirect) => 4,
        (Timing::Classic, _) => 5,
        (Timing::Extended, Mode::Increment | Mode::Immediate) => 4,
        (Timing::Extended, Mode::Absolute) => 6,
        (Timing::Extended, _) => 5,
    }
}
