//! Holds the simulator against mspdebug's, instruction by instruction: random valid instructions in
//! random states; registers, flags, memory and cycles are compared after each. Where the two are
//! known to differ, the reason stands at [`Difference`] and the number of cases is printed.
//!
//! `LOCKSTEP_CASES=n` and `LOCKSTEP_SEED=n` change the number of instructions and their choice.

#![expect(clippy::cast_possible_truncation, reason = "random numbers are cut to size")]

use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use msp430_simulator::{Machine, MultiplierKind, Timing};

const DATA: u16 = 0x2000;
const DATA_LENGTH: u16 = 64;
const MULTIPLIER: std::ops::Range<u16> = 0x130..0x140;
const CODE: std::ops::Range<u16> = 0x3000..0xe000;
/// Instructions between two random restarts.
const SEQUENCE: u64 = 50;
const TIME_LIMIT: Duration = Duration::from_secs(120);
const GENERAL_FLAGS: u16 = 0x0107;
const PC: usize = 0;
const SP: usize = 1;
const SR: usize = 2;
const R3: usize = 3;

/// Where mspdebug 0.22 is known to differ from the family user's guide, which this simulator follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Difference {
    /// mspdebug charges constants of the constant generator like memory operands. The guide: no
    /// additional memory access, so the cycles of register mode.
    ConstantGeneratorCycles,
    /// mspdebug adds the digits of DADD in binary.
    DecimalAddition,
    /// mspdebug pushes the old stack pointer in `PUSH SP`; the guide's figure 3-5 the new one.
    PushStackPointer,
    /// mspdebug clears the other byte of the stack word in `PUSH.B`; the guide does not write it.
    PushByte,
    /// mspdebug increments SP by one for a byte through `@SP+`; SP is always even in the guide.
    ByteThroughStackPointer,
}

/// A 64-bit linear congruential generator with its high bits used.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 32
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn word(&mut self) -> u16 {
        match self.below(4) {
            0 => [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xfffe, 0xffff][self.below(11) as usize],
            _ => self.next() as u16,
        }
    }

    fn data_address(&mut self) -> u16 {
        DATA + self.below(u64::from(DATA_LENGTH)) as u16
    }
}

/// The words of a random instruction, its operands steered towards memory that may be touched.
fn instruction(random: &mut Random, machine: &Machine) -> Vec<u16> {
    let mut words = vec![0];
    let extension = |random: &mut Random, register: u16, words: &mut Vec<u16>| {
        let target = match random.below(8) {
            0 => MULTIPLIER.start + 2 * random.below(8) as u16,
            1 => random.data_address(),
            _ => random.data_address() & !1,
        };
        let base = match register {
            0 => machine.registers[PC].wrapping_add(2 * words.len() as u16),
            2 => 0,
            _ => machine.registers[usize::from(register)],
        };
        words.push(target.wrapping_sub(base));
    };
    let byte = if random.below(3) == 0 { 0x40 } else { 0 };
    match random.below(10) {
        0 => words[0] = 0x2000 | random.below(0x2000) as u16,
        1 | 2 => {
            let (opcode, mode, register) =
                (random.below(7) as u16, random.below(4) as u16, random.below(16) as u16);
            if opcode == 6 {
                words[0] = 0x1300;
            } else {
                words[0] = 0x1000 | opcode << 7 | byte | mode << 4 | register;
                operand(random, mode, register, &mut words, extension);
            }
        }
        _ => {
            let (opcode, mode, source) =
                (4 + random.below(12) as u16, random.below(4) as u16, random.below(16) as u16);
            let destination = if random.below(6) == 0 { source } else { random.below(16) as u16 };
            let to_memory = random.below(2) as u16;
            words[0] = opcode << 12 | source << 8 | to_memory << 7 | byte | mode << 4 | destination;
            operand(random, mode, source, &mut words, extension);
            if to_memory == 1 {
                extension(random, destination, &mut words);
                // The destination may be based on a register that the source has incremented.
                if mode == 3 && destination == source && source > 3 {
                    let last = words.len() - 1;
                    words[last] = words[last].wrapping_sub(if byte != 0 { 1 } else { 2 });
                }
            }
        }
    }
    words
}

fn operand(
    random: &mut Random, mode: u16, register: u16, words: &mut Vec<u16>,
    extension: impl Fn(&mut Random, u16, &mut Vec<u16>),
) {
    match (mode, register) {
        (1, 3) => {}
        (1, _) => extension(random, register, words),
        (3, 0) => words.push(if random.below(3) == 0 {
            CODE.start + 2 * random.below(0x4000) as u16
        } else {
            random.word()
        }),
        _ => {}
    }
}

/// Executes `words` on a copy; `None` if that faults or leaves the memory that may be touched.
fn attempt(machine: &Machine, words: &[u16]) -> Option<Machine> {
    let mut after = machine.clone();
    for (index, &word) in words.iter().enumerate() {
        after.poke(machine.registers[PC] + 2 * index as u16, word);
    }
    after.accesses.clear();
    after.step().ok()?;
    let touchable =
        |address: u16| (DATA..DATA + DATA_LENGTH).contains(&address) || MULTIPLIER.contains(&address);
    let fits = CODE.contains(&after.registers[PC])
        && (DATA + 8..=DATA + DATA_LENGTH - 8).contains(&after.registers[SP])
        && after.registers[SR] & !GENERAL_FLAGS == 0
        && after.accesses.iter().all(|access| touchable(access.address));
    fits.then_some(after)
}

/// In which way the two simulators are known to differ on this instruction.
fn difference(words: &[u16]) -> Option<Difference> {
    let first = words[0];
    let (mode, byte) = (first >> 4 & 3, first & 0x40 != 0);
    let double = first >> 12 >= 4;
    let source = if double { first >> 8 & 15 } else { first & 15 };
    if first >> 13 == 1 || first == 0x1300 {
        return None;
    }
    if first >> 12 == 0xa {
        return Some(Difference::DecimalAddition);
    }
    if first & 0xffbf == 0x1201 {
        return Some(Difference::PushStackPointer);
    }
    if first & 0xffc0 == 0x1240 {
        return Some(Difference::PushByte);
    }
    if byte && mode == 3 && source == 1 {
        return Some(Difference::ByteThroughStackPointer);
    }
    let constant = matches!((mode, source), (1..=3, 3) | (2 | 3, 2));
    constant.then_some(Difference::ConstantGeneratorCycles)
}

/// Whether the instruction may put an odd value into PC or SP, whose lowest bit silicon and this
/// simulator hold at zero and mspdebug does not.
fn changes_program_counter_or_stack_pointer(words: &[u16]) -> bool {
    let first = words[0];
    let call_or_return = first & 0xff80 == 0x1280 || first == 0x1300;
    let single = first >> 12 == 1 && first & 0x3e == 0;
    call_or_return || single || (first >> 12 >= 4 && first & 0x8e == 0)
}

/// One instruction as this simulator executed it.
struct Case {
    words: Vec<u16>,
    before: [u16; 16],
    after: [u16; 16],
    memory: Vec<u8>,
    cycles: u64,
    difference: Option<Difference>,
}

fn data_of(machine: &Machine) -> Vec<u8> {
    machine.bytes()[usize::from(DATA)..usize::from(DATA + DATA_LENGTH)].to_vec()
}

fn set_registers(script: &mut String, registers: &[u16; 16]) {
    for (index, value) in registers.iter().enumerate() {
        script.push_str(&format!("set {index} {value:#x}\n"));
    }
}

fn set_memory(script: &mut String, data: &[u8]) {
    for (row, bytes) in data.chunks(16).enumerate() {
        let text: Vec<String> = bytes.iter().map(|byte| format!("{byte:#04x}")).collect();
        script.push_str(&format!("mw {:#x} {}\n", usize::from(DATA) + 16 * row, text.join(" ")));
    }
}

/// Chooses and executes the cases, and writes mspdebug's commands for them.
fn prepare(count: u64, seed: u64) -> (Vec<Case>, String) {
    let mut random = Random(seed);
    let mut script = String::from("simio add hwmult multiplier\nsimio add tracer tracer\n");
    let mut machine = Machine::new(MultiplierKind::Bits16, Timing::Classic);
    machine.recording.accesses = true;
    let mut cases = Vec::new();
    let mut resynchronise = false;
    // Both multipliers start from the same registers: mspdebug's all zero, ours as MPY #0 x 0 leaves it.
    for address in [0x130, 0x138] {
        machine.multiplier.write(address, 0, 0).expect("a register of the multiplier");
    }
    for number in 0..count {
        if number % SEQUENCE == 0 {
            for register in 0..16 {
                machine.registers[register] =
                    if random.below(2) == 0 { random.data_address() & !1 } else { random.word() };
            }
            machine.registers[PC] = CODE.start + 2 * random.below(0x5000) as u16;
            machine.registers[SP] = DATA + 16 + 2 * random.below(16) as u16;
            machine.registers[SR] = random.word() & GENERAL_FLAGS;
            machine.registers[R3] = 0;
            for address in DATA..DATA + DATA_LENGTH {
                machine.set_bytes(address, &random.word().to_le_bytes()[..1]);
            }
            resynchronise = true;
        }
        if resynchronise {
            set_registers(&mut script, &machine.registers);
            set_memory(&mut script, &data_of(&machine));
        }
        let (words, after) = loop {
            let words = instruction(&mut random, &machine);
            if let Some(after) = attempt(&machine, &words) {
                // A register that mspdebug gets wrong cannot be set in the multiplier afterwards.
                let differs =
                    difference(&words).is_some_and(|known| known != Difference::ConstantGeneratorCycles);
                let to_multiplier = after.accesses.iter().any(|access| MULTIPLIER.contains(&access.address));
                if !(differs && to_multiplier) {
                    break (words, after);
                }
            }
        };
        let bytes: Vec<String> =
            words.iter().flat_map(|word| word.to_le_bytes()).map(|byte| format!("{byte:#04x}")).collect();
        script.push_str(&format!(
            "mw {:#x} {}\nstep\nmd {DATA:#x} {DATA_LENGTH}\nsimio info tracer\n",
            machine.registers[PC],
            bytes.join(" ")
        ));
        let known = difference(&words);
        resynchronise = known.is_some_and(|known| known != Difference::ConstantGeneratorCycles)
            || changes_program_counter_or_stack_pointer(&words);
        cases.push(Case {
            words,
            before: machine.registers,
            after: after.registers,
            memory: data_of(&after),
            cycles: after.cycles - machine.cycles,
            difference: known,
        });
        machine = after;
    }
    script.push_str("exit\n");
    (cases, script)
}

/// What mspdebug printed after one instruction.
#[derive(Default)]
struct Observed {
    registers: [u16; 16],
    memory: Vec<u8>,
    clock: u64,
}

fn hexadecimal(text: &str) -> Option<u16> {
    u16::from_str_radix(text.trim_start_matches('0'), 16).ok().or(if text.is_empty() {
        None
    } else {
        Some(0)
    })
}

/// Splits mspdebug's output at its echoed `step` commands.
fn observations(output: &str) -> Vec<Observed> {
    let mut all: Vec<Observed> = Vec::new();
    let mut clock_before = 0;
    let mut set_in_progress = true;
    for line in output.lines() {
        if let Some(command) = line.strip_prefix("=> ") {
            set_in_progress = command.starts_with("set") || command.starts_with("mw");
            if command == "step" {
                all.push(Observed::default());
            }
            continue;
        }
        let Some(current) = all.last_mut() else {
            continue;
        };
        if set_in_progress {
            continue;
        }
        if let Some(value) = line.strip_prefix("MCLK:") {
            let clock: u64 = value.trim().parse().unwrap_or(0);
            current.clock = clock - clock_before;
            clock_before = clock;
        } else if line.contains('(') && line.contains(": ") && line.contains(')') && !line.contains('|') {
            for field in line.split('(').skip(1) {
                let Some((name, value)) = field.split_once(": ") else {
                    continue;
                };
                let index = match name.trim() {
                    "PC" => PC,
                    "SP" => SP,
                    "SR" => SR,
                    other => other.trim_start_matches('R').parse().unwrap_or(99),
                };
                let value = value.split(')').next().unwrap_or_default();
                if let (Some(slot), Some(value)) = (current.registers.get_mut(index), hexadecimal(value)) {
                    *slot = value;
                }
            }
        } else if line.contains('|') && current.memory.len() < usize::from(DATA_LENGTH) {
            let bytes = line.split(':').nth(1).unwrap_or_default().split('|').next().unwrap_or_default();
            current
                .memory
                .extend(bytes.split_whitespace().filter_map(|byte| u8::from_str_radix(byte, 16).ok()));
        }
    }
    all
}

/// Runs mspdebug on the script; ends that process by its handle when the time is over.
fn run_mspdebug(script: &str) -> Result<String, String> {
    let path = std::env::temp_dir().join(format!("msp430-lockstep-{}", std::process::id()));
    std::fs::write(&path, script).map_err(|error| error.to_string())?;
    let mut process = Command::new("mspdebug")
        .args(["-q", "-n", "sim"])
        .arg(format!("read {}", path.display()))
        .arg("exit")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("mspdebug does not start: {error}"))?;
    let mut pipe = process.stdout.take().ok_or("no output")?;
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let result = pipe.read_to_end(&mut bytes);
        result.map(|_| String::from_utf8_lossy(&bytes).into_owned())
    });
    let start = Instant::now();
    while process.try_wait().map_err(|error| error.to_string())?.is_none() {
        if start.elapsed() > TIME_LIMIT {
            let _ = process.kill();
            let _ = process.wait();
            return Err("mspdebug took too long".to_owned());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    if std::env::var_os("LOCKSTEP_KEEP").is_none() {
        let _ = std::fs::remove_file(&path);
    }
    reader.join().map_err(|_| "reading failed")?.map_err(|error| error.to_string())
}

fn agrees(case: &Case, observed: &Observed) -> Result<(), String> {
    let mut expected = case.after;
    let mut actual = observed.registers;
    // R3 reads as zero whatever was written to it; mspdebug keeps the value.
    (expected[R3], actual[R3]) = (0, 0);
    actual[PC] &= !1;
    actual[SP] &= !1;
    let cycles = observed.clock == case.cycles;
    let at_most_two_more = matches!(observed.clock.checked_sub(case.cycles), Some(0..=2));
    match case.difference {
        None if cycles && actual == expected && observed.memory == case.memory => return Ok(()),
        Some(Difference::ConstantGeneratorCycles)
            if at_most_two_more && actual == expected && observed.memory == case.memory =>
        {
            return Ok(());
        }
        Some(Difference::DecimalAddition) => return Ok(()),
        Some(Difference::PushByte | Difference::PushStackPointer | Difference::ByteThroughStackPointer)
            if actual[PC] == expected[PC] =>
        {
            return Ok(());
        }
        _ => {}
    }
    let mut text = format!(
        "{:04x?} before {:04x?}\n  ours     {expected:04x?} {} cycles\n  mspdebug {actual:04x?} {} cycles",
        case.words, case.before, case.cycles, observed.clock
    );
    if observed.memory != case.memory {
        text.push_str(&format!("\n  ours     {:02x?}\n  mspdebug {:02x?}", case.memory, observed.memory));
    }
    Err(text)
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn main() -> ExitCode {
    let (cases, script) = prepare(setting("LOCKSTEP_CASES", 40_000), setting("LOCKSTEP_SEED", 1));
    let output = match run_mspdebug(&script) {
        Ok(output) => output,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let observed = observations(&output);
    let (mut passed, mut failed) = (0, cases.len().abs_diff(observed.len()));
    let mut differences: BTreeMap<Difference, u64> = BTreeMap::new();
    let mut opcodes: BTreeMap<u16, u64> = BTreeMap::new();
    for (case, observed) in cases.iter().zip(&observed) {
        match agrees(case, observed) {
            Ok(()) => passed += 1,
            Err(text) => {
                failed += 1;
                if failed <= 4 {
                    println!("{text}");
                }
            }
        }
        if let Some(known) = case.difference {
            *differences.entry(known).or_default() += 1;
        }
        let first = case.words[0];
        *opcodes
            .entry(if first < 0x2000 {
                first & 0xff80
            } else if first < 0x4000 {
                first & 0xfc00
            } else {
                first & 0xf000
            })
            .or_default() += 1;
    }
    // Seven single-operand, eight jumps, twelve double-operand instructions.
    if opcodes.len() != 27 {
        println!("only {} of the 27 instructions occurred", opcodes.len());
        failed += 1;
    }
    for (difference, count) in differences {
        println!("known difference {difference:?}: {count} cases");
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
