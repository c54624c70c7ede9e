//! What the lockstep test cannot show: what ends a run, marks, and the ways to disturb a program.

use avr_simulator::{Fault, Machine, Part, Stop};

const LDI_R16_1: u16 = 0xe001;
const OUT_MARK_R16: u16 = 0xbb0e;
const OUT_EXIT_R16: u16 = 0xbd0b;
const INC_R16: u16 = 0x9503;
const RJMP_BACK: u16 = 0xcffe;
const PUSH_R16: u16 = 0x930f;
const JMP: u16 = 0x940c;

fn machine(words: &[u16]) -> Machine {
    let mut machine = Machine::new(Part::find("atmega1284p").expect("is known"));
    for (address, &word) in (0..).zip(words) {
        machine.set_word(address, word);
    }
    machine
}

#[test]
fn stops_where_a_program_is_wrong() {
    let stop = |words: &[u16]| machine(words).run(1 << 20);
    assert_eq!(stop(&[]), Stop::Fault(Fault::InvalidInstruction(0xffff)));
    assert_eq!(stop(&[0x95e8]), Stop::Fault(Fault::InvalidInstruction(0x95e8)));
    assert_eq!(stop(&[0x9588]), Stop::Fault(Fault::Asleep));
    assert_eq!(stop(&[0xcfff]), Stop::Fault(Fault::Asleep));
    assert_eq!(stop(&[0x940d, 0]), Stop::Fault(Fault::OutOfFlash));
    // LDS and STS behind the RAM, which ends with 0x40ff.
    assert_eq!(stop(&[0x9100, 0x4100]), Stop::Fault(Fault::OutOfMemory(0x4100)));
    assert_eq!(stop(&[0x9300, 0x4100]), Stop::Fault(Fault::OutOfMemory(0x4100)));
    assert_eq!(stop(&[PUSH_R16, RJMP_BACK]), Stop::Fault(Fault::OutOfMemory(0xffff)));
}

#[test]
fn leaves_the_program_counter_at_a_fault() {
    let mut machine = machine(&[INC_R16, 0x9300, 0x4100]);
    assert_eq!(machine.run(1 << 20), Stop::Fault(Fault::OutOfMemory(0x4100)));
    assert_eq!((machine.pc, machine.instructions), (1, 2));
}

#[test]
fn sees_a_stack_that_grows_into_static_data() {
    let mut machine = machine(&[PUSH_R16, RJMP_BACK]);
    machine.stack_limit = 0x4000;
    assert_eq!(machine.run(1 << 20), Stop::Fault(Fault::StackOverflow(0x3fff)));
    assert_eq!(machine.stack, 0x3fff);
}

#[test]
fn counts_between_marks() {
    // 1 marks, three times INC, 2 marks.
    let words = [LDI_R16_1, OUT_MARK_R16, INC_R16, PUSH_R16, INC_R16, 0x950a, OUT_MARK_R16, OUT_EXIT_R16];
    let mut machine = machine(&words);
    machine.counting = true;
    machine.profiling = true;
    assert_eq!(machine.run(100), Stop::Exit(2));
    let [span] = &machine.spans[..] else { panic!("one span") };
    // OUT, INC, PUSH, INC, DEC: 1 + 1 + 2 + 1 + 1 cycles.
    assert_eq!((span.instructions, span.cycles, span.stack_pointer_depth), (5, 6, 1));
    assert_eq!(span.executions, [(4, 1), (6, 1), (8, 1), (10, 1), (12, 1)]);
}

#[test]
fn executes_as_many_instructions_as_asked_for() {
    let words = [INC_R16, 0x9100, 0x0200, JMP, 0];
    let mut by_steps = machine(&words);
    for _ in 0..1_000_003 {
        assert_eq!(by_steps.step(), None);
    }
    let mut at_once = machine(&words);
    assert_eq!(at_once.run(1_000_003), Stop::Limit);
    assert_eq!(at_once.instructions, 1_000_003);
    assert_eq!(
        (at_once.pc, at_once.cycles, at_once.memory[16]),
        (by_steps.pc, by_steps.cycles, by_steps.memory[16])
    );
}

#[test]
fn misses_an_instruction() {
    let mut machine = machine(&[INC_R16, 0x9310, 0x0200, INC_R16, OUT_EXIT_R16]);
    let before = machine.clone();
    assert_eq!(machine.run(100), Stop::Exit(2));
    for (missed, pc, code) in [(0, 1, 1), (1, 3, 2), (2, 4, 1)] {
        let mut again = before.clone();
        assert_eq!(again.run_until(missed), Stop::Limit);
        again.skip();
        assert_eq!((again.pc, again.instructions), (pc, missed + 1));
        assert_eq!(again.run(100), Stop::Exit(code));
    }
}

#[test]
fn reads_its_input() {
    // IN r16, GPIOR2; IN r16, GPIOR1; OUT GPIOR2, r16.
    let mut machine = machine(&[0xb50b, 0xb51a, 0xb52b, OUT_EXIT_R16]);
    machine.set_input(&[7]);
    assert_eq!(machine.run(100), Stop::Exit(1));
    assert_eq!(machine.memory[16..19], [1, 7, 0]);
}
