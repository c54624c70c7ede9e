//! A run, which keeps what it has decoded, gives what single steps give: with random programs that jump and write anywhere,
//! into themselves, too.

use msp430_simulator::{Machine, MultiplierKind, Stop, Timing};

const PROGRAMS: u64 = 3000;
const CYCLES: u64 = 3000;
const CODE: u16 = 0x4000;
const WORDS: u16 = 64;

struct Random(u64);

impl Random {
    fn word(&mut self) -> u16 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let [.., third, fourth] = self.0.to_le_bytes();
        u16::from_le_bytes([third, fourth])
    }

    fn below(&mut self, limit: u16) -> u16 {
        self.word() % limit
    }
}

/// An instruction that seldom ends a program: with registers above R3, and with bytes where an operand is in memory.
fn instruction(random: &mut Random) -> u16 {
    let registers = (4 + random.below(12)) << 8 | (4 + random.below(12));
    match random.below(64) {
        0 => random.word(),
        1..8 => 0x2000 | random.below(7) << 10 | random.below(8),
        8..16 => 0x1000 | random.below(3) << 8 | (4 + random.below(12)),
        16..40 => (4 + random.below(12)) << 12 | registers | random.below(2) << 6,
        _ => (4 + random.below(12)) << 12 | registers | 0x40 | random.below(2) << 7 | random.below(4) << 4,
    }
}

/// A program that starts again at its end.
fn program(random: &mut Random, timing: Timing) -> Machine {
    let mut machine = Machine::new(MultiplierKind::Bits16, timing);
    for place in 0..WORDS {
        machine.poke(CODE + 2 * place, instruction(random));
    }
    for place in WORDS..WORDS + 8 {
        machine.poke(CODE + 2 * place, 0x3c00 | (0x3ff - place));
    }
    for register in &mut machine.registers {
        *register = CODE + random.below(2 * WORDS);
    }
    machine.registers[0] = CODE;
    machine.registers[1] = CODE + 4 * WORDS;
    machine.registers[2] = random.word() & 0x010f;
    if random.below(3) == 0 {
        machine.interrupt_at = Some(random.below(20).into());
        machine.interrupt_every = Some(random.below(20).into());
        machine.poke(machine.interrupt_vector, CODE + 2 * random.below(WORDS));
    }
    machine.recording.marked_only = random.below(2) == 0;
    machine
}

fn in_steps(machine: &mut Machine) -> Stop {
    while machine.cycles < CYCLES {
        let at = machine.registers[0];
        if let Err(fault) = machine.step() {
            return Stop::Fault(at, fault);
        }
    }
    Stop::Timeout
}

#[test]
fn gives_what_single_steps_give() {
    let mut random = Random(1);
    let (mut long, mut changed) = (0, 0);
    for number in 0..PROGRAMS {
        let timing = if number % 2 == 0 { Timing::Classic } else { Timing::Extended };
        let mut stepped = program(&mut random, timing);
        let mut run = stepped.clone();
        let before = stepped.clone();
        let stops = (in_steps(&mut stepped), run.run(CYCLES));
        if matches!(stops.1, Stop::Exit(_)) {
            // Single steps go on.
            continue;
        }
        assert_eq!(stops.0, stops.1, "program {number}");
        let facts = |machine: &Machine| {
            let hashes = (machine.instruction_hash, machine.data_hash);
            (machine.registers, machine.cycles, machine.instructions, machine.interrupts, hashes)
        };
        if !matches!(stops.0, Stop::Fault(..)) {
            assert_eq!(facts(&stepped), facts(&run), "program {number}");
        }
        assert_eq!(facts(&stepped).1, facts(&run).1, "program {number}");
        assert!(stepped.bytes() == run.bytes(), "program {number}: memory");
        let code = usize::from(CODE)..usize::from(CODE + 2 * WORDS);
        long += u32::from(stepped.instructions > 200);
        changed +=
            u32::from(stepped.instructions > 200 && before.bytes()[code.clone()] != stepped.bytes()[code]);
    }
    assert!(long > 100 && changed > 50, "{long} programs run for long, {changed} of them change themselves");
}
