//! Calls the leaves of the MSP430 kernel of P-256 in the simulator and holds every result against
//! big-integer arithmetic. Every call also shows that the leaf keeps the callee-saved registers, the
//! stack and the memory around its result, and that it executes the same instructions and touches
//! the same addresses as with other operands. Then each leaf is interrupted before each of its
//! instructions by a handler that uses the multiplier (INTERRUPTS=0 leaves that out), and once for each
//! instruction in it that adds a carry, that carry is dropped, which the cases must notice.

#![expect(clippy::cast_possible_truncation, reason = "words are cut out of limbs")]

mod column;
mod number;
mod plants;

use std::collections::BTreeSet;
use std::process::ExitCode;

use msp430_simulator::elf::Executable;
use msp430_simulator::machine::SequenceHash;
use msp430_simulator::{Fault, Machine, MultiplierKind, Timing};
use number::Number;

const DATA: u16 = 0x2000;
const MODULUS: u16 = 0x2800;
const STACK: u16 = 0x3f00;
/// Where a leaf returns to: nothing is there.
const RETURN: u16 = 0xffe0;
const HANDLER: u16 = 0xf000;
const VECTOR: u16 = 0xfff2;
const P: Number = [u64::MAX, 0xffff_ffff, 0, 0xffff_ffff_0000_0001];
const N: Number = [0xf3b9_cac2_fc63_2551, 0xbce6_faad_a717_9e84, u64::MAX, 0xffff_ffff_0000_0000];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    Multiply,
    Square,
    Add,
    Subtract,
    Halve,
}

#[derive(Clone, Copy)]
struct Leaf {
    name: &'static str,
    operation: Operation,
    takes_modulus: bool,
}

const LEAVES: [Leaf; 8] = [
    Leaf { name: "montgomery_multiply", operation: Operation::Multiply, takes_modulus: true },
    Leaf { name: "modular_add", operation: Operation::Add, takes_modulus: true },
    Leaf { name: "modular_subtract", operation: Operation::Subtract, takes_modulus: true },
    Leaf { name: "field_multiply", operation: Operation::Multiply, takes_modulus: false },
    Leaf { name: "field_square", operation: Operation::Square, takes_modulus: false },
    Leaf { name: "field_add", operation: Operation::Add, takes_modulus: false },
    Leaf { name: "field_subtract", operation: Operation::Subtract, takes_modulus: false },
    Leaf { name: "field_halve", operation: Operation::Halve, takes_modulus: false },
];

/// Where r, a and b are.
#[derive(Clone, Copy, Debug)]
struct Layout {
    r: u16,
    a: u16,
    b: u16,
}

const LAYOUTS: [Layout; 5] = [
    Layout { r: DATA + 0x110, a: DATA + 0x182, b: DATA + 0x1f4 },
    Layout { r: DATA + 0x110, a: DATA + 0x110, b: DATA + 0x1f4 },
    Layout { r: DATA + 0x110, a: DATA + 0x182, b: DATA + 0x110 },
    Layout { r: DATA + 0x110, a: DATA + 0x182, b: DATA + 0x182 },
    Layout { r: DATA + 0x110, a: DATA + 0x110, b: DATA + 0x110 },
];

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Below m; one in four made of long runs of ones and zeros.
    fn number(&mut self, m: &Number) -> Number {
        let mut number = [0; 4].map(|_: i32| self.next());
        if self.next().is_multiple_of(4) {
            let mut bit = self.next() & 1 != 0;
            let mut left = 0;
            for position in 0..256 {
                if left == 0 {
                    left = self.next() % 100 + 1;
                    bit = !bit;
                }
                left -= 1;
                let word: &mut u64 = &mut number[position / 64];
                *word = *word & !(1 << (position % 64)) | u64::from(bit) << (position % 64);
            }
        }
        if number::less(&number, m) { number } else { number::subtract(&number, m).0 }
    }
}

/// The values most likely to break a carry chain, all below m.
fn edges(m: &Number) -> Vec<Number> {
    let mut edges: Vec<Number> =
        vec![[0; 4], [1, 0, 0, 0], [2, 0, 0, 0], [u64::MAX, u64::MAX, 0, 0], [0, 0, u64::MAX, 0]];
    for small in 1..4 {
        edges.push(number::subtract(m, &[small, 0, 0, 0]).0);
        edges.push(number::subtract(&N, &[small, 0, 0, 0]).0);
    }
    for position in 0..16 {
        let mut ones = [0; 4];
        ones[position / 4] = 0xffff << (16 * (position % 4));
        edges.push(ones);
        edges.push(number::subtract(&number::subtract(m, &[1, 0, 0, 0]).0, &ones).0);
        let mut top = [0; 4];
        top[position / 4] = 1 << (16 * (position % 4));
        edges.push(top);
        edges.push(number::subtract(&top, &[1, 0, 0, 0]).0);
    }
    for position in 0..8 {
        let mut ones = [0; 4];
        ones[position / 2] = 0xffff_ffff << (32 * (position % 2));
        edges.push(ones);
        edges.push(number::subtract(&[u64::MAX; 4], &ones).0);
    }
    edges.retain(|edge| number::less(edge, m));
    edges
}

fn expected(operation: Operation, a: &Number, b: &Number, m: &Number) -> Number {
    match operation {
        Operation::Add => {
            let (sum, carry) = number::add(a, b);
            if carry || !number::less(&sum, m) { number::subtract(&sum, m).0 } else { sum }
        }
        Operation::Subtract => {
            let (difference, borrow) = number::subtract(a, b);
            if borrow { number::add(&difference, m).0 } else { difference }
        }
        Operation::Halve => {
            let (sum, carry) = if a[0] & 1 == 0 { (*a, false) } else { number::add(a, m) };
            let mut half = [0; 4];
            for (index, limb) in half.iter_mut().enumerate() {
                let above = sum.get(index + 1).copied().unwrap_or(u64::from(carry));
                *limb = sum[index] >> 1 | above << 63;
            }
            half
        }
        // What times 2^256 gives this is compared instead of an inverse being computed.
        Operation::Multiply => number::reduce(&number::multiply(a, b), m),
        Operation::Square => number::reduce(&number::multiply(a, a), m),
    }
}

fn store(machine: &mut Machine, address: u16, number: &Number) {
    for (index, limb) in number.iter().enumerate() {
        for part in 0..4 {
            machine.poke(address + 8 * index as u16 + 2 * part, (limb >> (16 * part)) as u16);
        }
    }
}

fn load(machine: &Machine, address: u16) -> Number {
    let mut number = [0_u64; 4];
    for (index, limb) in number.iter_mut().enumerate() {
        for part in 0..4 {
            *limb |= u64::from(machine.peek(address + 8 * index as u16 + 2 * part)) << (16 * part);
        }
    }
    number
}

/// What a call cost and where it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Trail {
    cycles: u64,
    instructions: u64,
    code: SequenceHash,
    data: SequenceHash,
    stack: u16,
}

struct Bench {
    machine: Machine,
    stack_fill: u16,
    /// The addresses of the instructions of a call, if they are wanted.
    seen: Option<BTreeSet<u16>>,
}

impl Bench {
    /// Calls the function at `address` with the layout; the result and the trail, or what went wrong.
    fn call(
        &mut self, address: u16, layout: Layout, fourth: u16, one_operand: bool, status: u16,
    ) -> Result<(Number, Trail), String> {
        let machine = &mut self.machine;
        self.stack_fill = self.stack_fill.wrapping_mul(31).wrapping_add(17);
        for slot in (STACK - 0x300..STACK).step_by(2) {
            machine.poke(slot, self.stack_fill);
        }
        let before = machine.bytes()[usize::from(DATA)..usize::from(STACK - 0x300)].to_vec();
        for register in 3..16 {
            machine.registers[register] = 0x1111_u16.wrapping_mul(register as u16) ^ self.stack_fill;
        }
        machine.registers[2] = status;
        machine.registers[12..16].copy_from_slice(&[
            layout.r,
            layout.a,
            if one_operand { 0xdead } else { layout.b },
            fourth,
        ]);
        let saved = machine.registers[4..11].to_vec();
        machine.registers[1] = STACK - 2;
        machine.poke(STACK - 2, RETURN);
        machine.registers[0] = address;
        machine.restart_counting();
        let mut lowest = STACK;
        while machine.registers[0] != RETURN {
            if let Some(seen) = &mut self.seen {
                seen.insert(machine.registers[0]);
            }
            machine
                .step()
                .map_err(|fault: Fault| format!("fault {fault:04x?} at {:04x}", machine.registers[0]))?;
            lowest = lowest.min(machine.registers[1]);
            if machine.cycles > 1_000_000 {
                return Err(format!("does not return: at {:04x}", machine.registers[0]));
            }
        }
        if machine.registers[1] != STACK {
            return Err(format!("leaves the stack pointer at {:04x}", machine.registers[1]));
        }
        if machine.registers[4..11] != saved {
            return Err(format!("changes callee-saved registers: {:04x?}", machine.registers));
        }
        if machine.registers[2] & 0xfef8 != status {
            return Err(format!("leaves the status register at {:04x}", machine.registers[2]));
        }
        let after = &machine.bytes()[usize::from(DATA)..usize::from(STACK - 0x300)];
        let result = usize::from(layout.r - DATA)..usize::from(layout.r - DATA) + 32;
        let around = [0..result.start, result.end..before.len()];
        if let Some(range) = around.into_iter().find(|range| before[range.clone()] != after[range.clone()]) {
            let place = range.clone().find(|&place| before[place] != after[place]).unwrap_or(range.start);
            return Err(format!("writes at {:04x}", usize::from(DATA) + place));
        }
        let trail = Trail {
            cycles: machine.cycles,
            instructions: machine.instructions,
            code: machine.instruction_hash,
            data: machine.data_hash,
            stack: STACK - lowest,
        };
        Ok((load(machine, layout.r), trail))
    }
}

#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    fn note(&mut self, what: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(error) => {
                self.failed += 1;
                if self.failed <= 5 {
                    println!("FAILED {what}: {error}");
                }
            }
        }
    }
}

struct Subject<'a> {
    leaf: Leaf,
    address: u16,
    m: &'a Number,
}

impl Subject<'_> {
    fn set_modulus(&self, bench: &mut Bench) {
        store(&mut bench.machine, MODULUS, self.m);
        let mut inverse = 1_u32;
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2_u32.wrapping_sub(inverse.wrapping_mul(self.m[0] as u32)));
        }
        let negated = inverse.wrapping_neg();
        bench.machine.poke(MODULUS + 32, negated as u16);
        bench.machine.poke(MODULUS + 34, (negated >> 16) as u16);
    }

    fn call(&self, bench: &mut Bench, layout: Layout, status: u16) -> Result<(Number, Trail), String> {
        let one_operand = matches!(self.leaf.operation, Operation::Square | Operation::Halve);
        let fourth = if self.leaf.takes_modulus { MODULUS } else { 0xbeef };
        bench.call(self.address, layout, fourth, one_operand, status)
    }

    /// One call with these operands (b goes first where a and b share a place).
    fn try_operands(
        &self, bench: &mut Bench, layout: Layout, a: &Number, b: &Number, known: &mut Option<Trail>,
    ) -> Result<(), String> {
        store(&mut bench.machine, layout.b, b);
        store(&mut bench.machine, layout.a, a);
        let b = if layout.a == layout.b { a } else { b };
        let (result, trail) = self.call(bench, layout, 0)?;
        let operation = self.leaf.operation;
        let reference = expected(operation, a, b, self.m);
        let seen = match operation {
            Operation::Add | Operation::Subtract | Operation::Halve => result,
            // result 2^256 mod m
            _ => number::reduce(&[0, 0, 0, 0, result[0], result[1], result[2], result[3]], self.m),
        };
        if !number::less(&result, self.m) || seen != reference {
            return Err(format!("{layout:x?} a {a:016x?} b {b:016x?} gives {result:016x?}"));
        }
        let first = *known.get_or_insert(trail);
        if trail != first {
            return Err(format!("not constant time: {trail:?}, before {first:?}"));
        }
        Ok(())
    }

    /// Interrupts the leaf before each of its instructions; the longest wait for an acceptance.
    fn interrupt_everywhere(
        &self, bench: &mut Bench, tally: &mut Tally, random: &mut Random, instructions: u64,
    ) -> u64 {
        let (layout, what) = (LAYOUTS[0], format!("{} interrupted", self.leaf.name));
        store(&mut bench.machine, layout.a, &random.number(self.m));
        store(&mut bench.machine, layout.b, &random.number(self.m));
        let reference = self.call(bench, layout, 0).map(|(result, _)| result);
        bench.machine.longest_interrupt_wait = 0;
        // Without a multiplier there is no state to lose: a sample is enough.
        let step =
            if bench.machine.multiplier.kind() == MultiplierKind::None { instructions / 50 } else { 1 };
        for at in (0..instructions).step_by(step.max(1) as usize) {
            bench.machine.interrupt_at = Some(at);
            let count = bench.machine.interrupts;
            let outcome = self.call(bench, layout, 8).and_then(|(result, _)| {
                // A request in the last few instructions may come too late to be accepted.
                if bench.machine.interrupts == count && at + 200 < instructions {
                    return Err(format!("no interrupt accepted from instruction {at} on"));
                }
                if Ok(result) == reference { Ok(()) } else { Err(format!("wrong when interrupted at {at}")) }
            });
            tally.note(&what, outcome);
        }
        // Interrupts off on entry: they stay off.
        bench.machine.interrupt_at = Some(0);
        let count = bench.machine.interrupts;
        let outcome = self.call(bench, layout, 0).and_then(|(result, _)| {
            let kept_off = bench.machine.interrupts == count && Ok(result) == reference;
            if kept_off { Ok(()) } else { Err("enables interrupts".to_owned()) }
        });
        tally.note(&what, outcome);
        bench.machine.interrupt_at = None;
        bench.machine.longest_interrupt_wait
    }

    fn test(&self, bench: &mut Bench, tally: &mut Tally, cases: u64) {
        let name = self.leaf.name;
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        self.set_modulus(bench);
        let mut trails = [None; LAYOUTS.len()];
        let edges = edges(self.m);
        for a in &edges {
            for b in &edges {
                let outcome = self.try_operands(bench, LAYOUTS[0], a, b, &mut trails[0]);
                tally.note(name, outcome);
            }
            for (layout, trail) in LAYOUTS.iter().zip(&mut trails) {
                let outcome = self.try_operands(bench, *layout, a, &edges[7], trail);
                tally.note(name, outcome);
            }
        }
        for case in 0..cases {
            let (a, b) = (random.number(self.m), random.number(self.m));
            let choice = if case % 8 == 0 { (case / 8) as usize % LAYOUTS.len() } else { 0 };
            let outcome = self.try_operands(bench, LAYOUTS[choice], &a, &b, &mut trails[choice]);
            tally.note(name, outcome);
        }
        let Some(trail) = trails[0] else { return };
        let skip = std::env::var("INTERRUPTS").is_ok_and(|text| text == "0");
        let instructions = if skip { 0 } else { trail.instructions };
        let wait = self.interrupt_everywhere(bench, tally, &mut random, instructions);
        let extended = self.cycles_of_cpux(bench);
        let edges = edges.iter().flat_map(|a| edges.iter().map(move |b| (*a, *b)));
        let others = (0..4000).map(|_| (random.number(self.m), random.number(self.m))).collect::<Vec<_>>();
        let cases: Vec<_> = others.into_iter().chain(edges).collect();
        plants::test(name, bench, tally, |bench, case| {
            let (a, b) = cases.get(case)?;
            Some(self.try_operands(bench, LAYOUTS[0], a, b, &mut None))
        });
        println!(
            "  {name:20} {:6} cycles ({extended} on CPUX), {:5} instructions, {:3} B of stack, longest interrupt wait {wait} cycles",
            trail.cycles, trail.instructions, trail.stack
        );
    }

    fn cycles_of_cpux(&self, bench: &mut Bench) -> u64 {
        bench.machine.timing = Timing::Extended;
        let cycles = self.call(bench, LAYOUTS[0], 0).map_or(0, |(_, trail)| trail.cycles);
        bench.machine.timing = Timing::Classic;
        cycles
    }
}

/// An interrupt handler that leaves nothing of the multiplier's registers as it was.
fn install_handler(machine: &mut Machine, kind: MultiplierKind) {
    let writes: &[u16] = match kind {
        MultiplierKind::None => &[],
        MultiplierKind::Bits16 => &[6, 8, 10, 12],
        _ => &[0x1c, 0x1e, 0x20, 0x22, 0x24, 0x26, 0x28, 0x2a, 6, 8],
    };
    let mut address = HANDLER;
    for (index, offset) in writes.iter().enumerate() {
        for word in [0x40b2, 0xace1_u16.wrapping_mul(index as u16 + 3), kind.base() + offset] {
            machine.poke(address, word);
            address += 2;
        }
    }
    machine.poke(address, 0x1300);
    machine.poke(VECTOR, HANDLER);
    machine.interrupt_vector = VECTOR;
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, variant, profile, path] = arguments.as_slice() else {
        eprintln!("usage: p256-kernel-msp430-test VARIANT PROFILE ELF");
        return ExitCode::from(2);
    };
    let kind = match variant.as_str() {
        "multiplier16" => MultiplierKind::Bits16,
        "multiplier32" => MultiplierKind::Bits32At0130,
        "multiplier32_f5" => MultiplierKind::Bits32,
        _ => MultiplierKind::None,
    };
    let executable = match std::fs::read(path)
        .map_err(|error| error.to_string())
        .and_then(|file| Executable::parse(&file))
    {
        Ok(executable) => executable,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    let cases = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut machine = Machine::new(kind, Timing::Classic);
    machine.load(&executable);
    install_handler(&mut machine, kind);
    let mut bench = Bench { machine, stack_fill: 0x5a5a, seen: None };
    let mut tally = Tally::default();
    let bytes: usize = executable.segments.iter().map(|segment| segment.bytes.len()).sum();
    println!("{variant} {profile}: {bytes} bytes together");
    for leaf in LEAVES {
        let Some(address) = executable.symbol(&format!("amisec_p256_{}", leaf.name)) else {
            continue;
        };
        let moduli: &[&Number] = if leaf.takes_modulus { &[&P, &N] } else { &[&P] };
        for m in moduli {
            Subject { leaf, address, m }.test(&mut bench, &mut tally, cases / moduli.len() as u64);
        }
    }
    if let Some(address) = executable.symbol("amisec_p256_column") {
        column::test(&mut bench, &mut tally, address, cases);
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
