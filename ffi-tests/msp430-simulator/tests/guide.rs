//! What the lockstep test cannot show, because mspdebug differs or lacks it: held against the guide.

use msp430_simulator::{Fault, Machine, MultiplierKind, Stop, Timing};

const CODE: u16 = 0x4000;
const STACK: u16 = 0x0400;

fn machine(timing: Timing, words: &[u16]) -> Machine {
    let mut machine = Machine::new(MultiplierKind::Bits16, timing);
    for (address, &word) in (CODE..).step_by(2).zip(words) {
        machine.poke(address, word);
    }
    machine.registers[0] = CODE;
    machine.registers[1] = STACK;
    machine
}

fn cycles(timing: Timing, words: &[u16]) -> u64 {
    let mut machine = machine(timing, words);
    machine.registers[5] = 0x300;
    machine.step().expect("executes");
    machine.cycles
}

#[test]
fn adds_decimal_digits_with_carry() {
    for (first, second, carry, sum) in
        [(0x1999, 0x0001, 0, 0x2000), (0x9999, 0x0000, 1, 0x0000), (0x0008, 0x0007, 1, 0x0016)]
    {
        let mut machine = machine(Timing::Classic, &[0xa506]); // DADD R5, R6
        (machine.registers[5], machine.registers[6], machine.registers[2]) = (first, second, carry);
        machine.step().expect("executes");
        assert_eq!(machine.registers[6], sum);
        assert_eq!(machine.registers[2] & 1 != 0, first == 0x9999);
    }
}

#[test]
fn pushes_the_decremented_stack_pointer() {
    let mut machine = machine(Timing::Classic, &[0x1201]);
    machine.step().expect("executes");
    assert_eq!((machine.registers[1], machine.peek(STACK - 2)), (STACK - 2, STACK - 2));
}

#[test]
fn charges_constants_like_registers() {
    for (words, expected) in [
        (vec![0x4314_u16], 1),     // MOV #1, R4
        (vec![0x4324], 1),         // MOV #2, R4
        (vec![0x4334], 1),         // MOV #-1, R4
        (vec![0x4224], 1),         // MOV #4, R4
        (vec![0x4395, 0], 4),      // MOV #1, 0(R5)
        (vec![0x1213], 3),         // PUSH #1
        (vec![0x4034, 0x1234], 2), // MOV #0x1234, R4
        (vec![0x1230, 0x1234], 4), // PUSH #0x1234
        (vec![0x12b0, 0x1234], 5), // CALL #0x1234
        (vec![0x45b5, 2, 4], 5),   // MOV @R5+, 4(R5)
        (vec![0x4595, 2, 4], 6),   // MOV 2(R5), 4(R5)
    ] {
        assert_eq!(cycles(Timing::Classic, &words), expected, "{words:04x?}");
    }
}

#[test]
fn charges_cpux_one_cycle_less_for_moves_to_memory() {
    assert_eq!(cycles(Timing::Extended, &[0x4595, 2, 4]), 5); // MOV 2(R5), 4(R5)
    assert_eq!(cycles(Timing::Extended, &[0x5595, 2, 4]), 6); // ADD 2(R5), 4(R5)
    assert_eq!(cycles(Timing::Extended, &[0x12b0, 0x1234]), 4); // CALL #0x1234
    assert_eq!(cycles(Timing::Extended, &[0x4130]), 4); // RET
    assert_eq!(cycles(Timing::Classic, &[0x4130]), 3);
}

/// EINT, NOP, DINT, NOP, NOP with an interrupt requested before each in turn.
#[test]
fn accepts_interrupts_one_instruction_late() {
    for (at, expected) in [(0, CODE + 4), (1, CODE + 4), (2, CODE + 4), (3, CODE + 6), (4, 0)] {
        let mut machine = machine(Timing::Classic, &[0xd232, 0x4303, 0xc232, 0x4303, 0x4303]);
        machine.poke(0xfff2, 0x5000);
        machine.poke(0x5000, 0x1300); // RETI
        machine.interrupt_at = Some(at);
        while machine.registers[0] != 0x5000 && machine.instructions < 5 {
            machine.step().expect("executes");
        }
        let returns_to = if machine.registers[0] == 0x5000 { machine.peek(STACK - 2) } else { 0 };
        assert_eq!(returns_to, expected, "requested before instruction {at}");
        if expected != 0 {
            machine.step().expect("returns");
            assert_eq!((machine.registers[0], machine.registers[1]), (expected, STACK));
        }
    }
}

#[test]
fn refuses_what_silicon_hides() {
    let run = |words: &[u16]| machine(Timing::Classic, words).run(100);
    assert_eq!(run(&[0x4214, 0x0301]), Stop::Fault(CODE, Fault::Misaligned(0x301)));
    assert_eq!(run(&[0x0000]), Stop::Fault(CODE, Fault::InvalidInstruction(0)));
    assert_eq!(run(&[0x3fff]), Stop::Fault(CODE, Fault::Asleep));
    // MOV R5, &OP2; MOV @R6, R7 with R6 at RESLO: the guide asks for a NOP between the two.
    let mut hasty = machine(Timing::Classic, &[0x4582, 0x0138, 0x4627]);
    hasty.registers[6] = 0x13a;
    assert!(matches!(hasty.run(100), Stop::Fault(0x4004, Fault::Multiplier(0x13a, _))));
    let mut patient = machine(Timing::Classic, &[0x4582, 0x0138, 0x4303, 0x4627, 0x3fff]);
    patient.registers[6] = 0x13a;
    assert_eq!(patient.run(100), Stop::Fault(0x4008, Fault::Asleep));
}
