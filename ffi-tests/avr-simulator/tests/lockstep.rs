//! Holds the simulator against simavr, instruction by instruction: registers, SREG, stack pointer, program counter and
//! cycles after each, the RAM after every sequence.
//!
//! Without arguments: random instructions in random states, of every operation, on both parts. With a part and
//! programs: these, from reset to their end, and once more in one run, which must end in the same state.
//!
//! `LOCKSTEP_CASES=n` and `LOCKSTEP_SEED=n` change the number of random instructions and their choice,
//! `LOCKSTEP_LENGTH=n` how many instructions of a program are executed at most.

#![expect(clippy::cast_possible_truncation, reason = "random numbers are cut to size")]

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use avr_simulator::elf::Executable;
use avr_simulator::instruction::{Instruction, Operation, X, Y, Z};
use avr_simulator::{Machine, Part, Stop};

/// Instructions between two random states.
const SEQUENCE: usize = 50;
/// Instructions of a program between two comparisons.
const BLOCK: u64 = 4096;
const STATE_LENGTH: usize = 47;
const ANSWER_LENGTH: usize = STATE_LENGTH + 17;
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
const GPIOR0: u16 = 0x3e;
const RAMPZ: u16 = 0x5b;
const EIND: u16 = 0x5c;
const STACK: std::ops::Range<u16> = 0x5d..0x5f;
const STATUS: u16 = 0x5f;

type Answer = [u8; ANSWER_LENGTH];

/// simavr in a process of its own.
struct Simavr {
    process: Child,
    commands: Option<ChildStdin>,
    answers: ChildStdout,
}

impl Simavr {
    fn start(program: &Path, part: &str) -> Result<Self, String> {
        let mut process = Command::new(program)
            .arg(part)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("simavr does not start: {error}"))?;
        let commands = process.stdin.take();
        let answers = process.stdout.take().ok_or("no output")?;
        Ok(Self { process, commands, answers })
    }

    fn send(&mut self, bytes: &[u8]) -> Result<(), String> {
        let commands = self.commands.as_mut().ok_or("simavr is no longer asked")?;
        commands.write_all(bytes).map_err(|error| error.to_string())?;
        commands.flush().map_err(|error| error.to_string())
    }

    fn answer(&mut self) -> Result<Answer, String> {
        let mut answer = [0; ANSWER_LENGTH];
        self.answers.read_exact(&mut answer).map_err(|error| format!("simavr gives no answer: {error}"))?;
        Ok(answer)
    }
}

impl Drop for Simavr {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Compiles the other side; gives where it is.
fn simavr_steps() -> Result<PathBuf, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simavr_steps.c");
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("simavr-steps-{}", std::process::id()));
    let done = Command::new("cc")
        .args(["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o"])
        .args([&made, &source])
        .args(["-lsimavr", "-lelf"])
        .status()
        .map_err(|error| format!("no C compiler: {error}"))?;
    if done.success() {
        Ok(made)
    } else {
        Err("simavr_steps.c does not compile (needs libsimavr-dev)".to_owned())
    }
}

fn state(machine: &Machine) -> [u8; STATE_LENGTH] {
    let mut state = [0; STATE_LENGTH];
    state[..4].copy_from_slice(&(2 * machine.pc).to_le_bytes());
    state[4..6].copy_from_slice(&machine.stack.to_le_bytes());
    state[6] = machine.status();
    state[7..39].copy_from_slice(&machine.memory[..32]);
    state[39..].copy_from_slice(&machine.cycles.to_le_bytes());
    state
}

fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(start, |hash, part| {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        (hash.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(PRIME)
    })
}

/// What simavr must answer.
fn expected(machine: &Machine, states: u64, with_ram: bool) -> Answer {
    let mut answer = [0; ANSWER_LENGTH];
    answer[..STATE_LENGTH].copy_from_slice(&state(machine));
    answer[STATE_LENGTH + 1..STATE_LENGTH + 9].copy_from_slice(&states.to_le_bytes());
    let ram = &machine.memory[usize::from(machine.part.ram_start)..=usize::from(machine.part.ram_end)];
    let of_ram = if with_ram { hash(0, ram) } else { 0 };
    answer[STATE_LENGTH + 9..].copy_from_slice(&of_ram.to_le_bytes());
    answer
}

fn shown(answer: &Answer) -> String {
    let number = |from: usize, to: usize| {
        answer[from..to].iter().rev().fold(0_u64, |all, &byte| all << 8 | u64::from(byte))
    };
    let end = STATE_LENGTH;
    format!(
        "PC {:05x} SP {:04x} SREG {:08b} cycles {} crashed {} states {:016x} RAM {:016x}\n             {:02x?}",
        number(0, 4),
        number(4, 6),
        answer[6],
        number(39, 47),
        answer[end],
        number(end + 1, end + 9),
        number(end + 9, end + 17),
        &answer[7..39]
    )
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

    fn byte(&mut self) -> u8 {
        match self.below(4) {
            0 => [0, 1, 0x0f, 0x10, 0x7f, 0x80, 0xff][self.below(7) as usize],
            _ => self.next() as u8,
        }
    }

    fn ram(&mut self, part: Part) -> u16 {
        part.ram_start + self.below(u64::from(part.ram_end - part.ram_start) + 1) as u16
    }
}

fn kind(word: u16, part: Part) -> Operation {
    Instruction::decode(word, 0, 0, part.flash_words, part.wide).operation
}

/// The words of each operation. SLEEP and SPM end our runs, and simavr's.
fn words_of_operations(part: Part) -> Vec<Vec<u16>> {
    let mut words: BTreeMap<u8, Vec<u16>> = BTreeMap::new();
    for word in 0..=u16::MAX {
        let operation = kind(word, part);
        if !matches!(operation, Operation::Invalid | Operation::Sleep | Operation::Spm) {
            words.entry(operation as u8).or_default().push(word);
        }
    }
    words.into_values().collect()
}

struct Generator {
    random: Random,
    machine: Machine,
    words: Vec<Vec<u16>>,
    commands: Vec<u8>,
}

impl Generator {
    fn new(part: Part, seed: u64) -> Self {
        let mut generator = Self {
            random: Random(seed),
            machine: Machine::new(part),
            words: words_of_operations(part),
            commands: Vec::new(),
        };
        for address in part.ram_start..=part.ram_end {
            let value = generator.random.byte();
            generator.poke(address, value);
        }
        generator
    }

    fn poke(&mut self, address: u16, value: u8) {
        self.machine.memory[usize::from(address)] = value;
        self.commands.push(b'M');
        self.commands.extend(address.to_le_bytes());
        self.commands.extend([1, 0, value]);
    }

    fn set_word(&mut self, address: u32, word: u16) {
        self.machine.set_word(address, word);
        self.commands.push(b'F');
        self.commands.extend((2 * address).to_le_bytes());
        self.commands.extend([2, 0, 0, 0]);
        self.commands.extend(word.to_le_bytes());
    }

    fn new_state(&mut self) {
        let part = self.machine.part;
        for register in 0..32 {
            self.machine.memory[register] = self.random.byte();
        }
        for pointer in [X, Y, Z] {
            if self.random.below(4) != 0 {
                let address = self.random.ram(part).to_le_bytes();
                self.machine.memory[usize::from(pointer)..][..2].copy_from_slice(&address);
            }
        }
        self.machine.stack = self.random.ram(part);
        let status = self.random.byte();
        self.machine.set_status(status);
        self.machine.pc = self.random.below(u64::from(part.flash_words - 4)) as u32;
        self.commands.push(b'S');
        let state = state(&self.machine);
        self.commands.extend(state);
    }

    fn pair(&self, low: u8) -> u16 {
        u16::from_le_bytes([self.machine.memory[usize::from(low)], self.machine.memory[usize::from(low) + 1]])
    }

    /// Whether an access has no effect but that on a byte.
    fn is_plain(&self, address: u16) -> bool {
        let part = self.machine.part;
        address < 0x20 || (part.ram_start..=part.ram_end).contains(&address)
    }

    fn has_room(&self, bytes: u16) -> bool {
        let (part, stack) = (self.machine.part, self.machine.stack);
        (part.ram_start + bytes..=part.ram_end - bytes).contains(&stack)
    }

    /// Whether the instruction is defined and may be executed now; changes what it reads where that is not so.
    fn prepare(&mut self, instruction: Instruction) -> bool {
        use Operation as O;
        let part = self.machine.part;
        let Instruction { operation, d, r, k, .. } = instruction;
        let last_words = part.flash_words - 4;
        let of_pointer = d & 30 == r;
        let beside = |address: u16| address & !1 != u16::from(r);
        match operation {
            O::Ld | O::St => self.is_plain(self.pair(r).wrapping_add(k as u16)),
            // The manual leaves open what these do to their own pointer.
            O::LdIncrement | O::StIncrement => {
                let address = self.pair(r);
                !of_pointer && beside(address) && self.is_plain(address)
            }
            O::LdDecrement | O::StDecrement => {
                let address = self.pair(r).wrapping_sub(1);
                !of_pointer && beside(address) && self.is_plain(address)
            }
            O::LpmIncrement => !of_pointer,
            O::Elpm | O::ElpmR0 | O::ElpmIncrement => {
                let banks = u64::from(part.flash_words) >> 15;
                let bank = self.random.below(banks) as u8;
                self.poke(RAMPZ, bank);
                operation != O::ElpmIncrement || !of_pointer
            }
            O::In | O::Out => {
                let address = u16::from(d);
                matches!(address, GPIOR0 | RAMPZ | STATUS)
                    || STACK.contains(&address)
                    || (part.wide && address == EIND)
            }
            O::Sbi | O::Cbi | O::Sbic | O::Sbis => u16::from(d) == GPIOR0,
            O::Push | O::Pop | O::Call | O::Rcall | O::Icall => self.has_room(4) && k <= last_words,
            O::Eijmp | O::Eicall => {
                let bank = self.random.below(2) as u8;
                self.poke(EIND, bank);
                self.has_room(4)
            }
            O::Ret | O::Reti => {
                let room = self.has_room(4);
                if room && part.wide {
                    let top = self.random.below(2) as u8;
                    self.poke(self.machine.stack + 1, top);
                }
                room
            }
            O::Rjmp => k != self.machine.pc,
            O::Jmp => k <= last_words,
            // simavr does not wrap around with these, at the ends of the flash.
            _ if (O::Brcs as u8..=O::Brid as u8).contains(&(operation as u8)) => {
                (64..part.flash_words - 66).contains(&self.machine.pc)
            }
            _ => true,
        }
    }

    /// Puts an instruction in place and executes it; gives it, and what simavr must answer.
    fn case(&mut self) -> Option<(Instruction, Answer)> {
        let part = self.machine.part;
        let pc = self.machine.pc;
        if pc > part.flash_words - 4 {
            return None;
        }
        loop {
            let index = self.random.below(self.words.len() as u64) as usize;
            let index_of_word = self.random.below(self.words[index].len() as u64) as usize;
            let word = self.words[index][index_of_word];
            let next = match kind(word, part) {
                Operation::Lds | Operation::Sts => match self.random.below(8) {
                    0 => self.random.below(32) as u16,
                    1 => STACK.start + self.random.below(3) as u16,
                    _ => self.random.ram(part),
                },
                Operation::Jmp | Operation::Call => self.random.next() as u16,
                // It may be skipped.
                _ => {
                    let operation = self.random.below(self.words.len() as u64) as usize;
                    self.words[operation][0]
                }
            };
            let instruction = Instruction::decode(word, next, pc, part.flash_words, part.wide);
            if !self.prepare(instruction) {
                continue;
            }
            self.set_word(pc, word);
            self.set_word(pc + 1, next);
            if let Some(stop) = self.machine.step() {
                println!("our simulator stopped: {stop:?}");
                return None;
            }
            self.commands.push(b'N');
            let states = hash(0, &state(&self.machine));
            return Some((instruction, expected(&self.machine, states, false)));
        }
    }
}

/// Random instructions on one part; gives how many passed and failed.
fn random_instructions(simavr: &Path, name: &str, count: usize, seed: u64) -> Result<(u64, u64), String> {
    let part = Part::find(name).ok_or("unknown part")?;
    let mut generator = Generator::new(part, seed);
    let mut cases = Vec::new();
    while cases.len() < count {
        generator.new_state();
        for _ in 0..SEQUENCE {
            let before = state(&generator.machine);
            match generator.case() {
                Some((instruction, answer)) => cases.push((before, Some(instruction), answer)),
                None => break,
            }
        }
        // The RAM, with no instruction executed.
        generator.commands.extend([b'B', 0, 0, 0, 0]);
        let before = state(&generator.machine);
        cases.push((before, None, expected(&generator.machine, 0, true)));
    }
    let mut process = Simavr::start(simavr, name)?;
    let mut input = process.commands.take().ok_or("no input")?;
    let commands = generator.commands;
    let writer = std::thread::spawn(move || input.write_all(&commands));
    let (mut passed, mut failed) = (0, 0);
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for (before, instruction, ours) in cases {
        let theirs = process.answer()?;
        // Without an instruction the state is not told.
        let from = if instruction.is_some() { 0 } else { STATE_LENGTH };
        if ours[from..] == theirs[from..] {
            passed += 1;
        } else {
            failed += 1;
            if failed <= 4 {
                println!(
                    "{name} {instruction:?} in {before:02x?}\n  ours     {}\n  simavr   {}",
                    shown(&ours),
                    shown(&theirs)
                );
            }
        }
        if let Some(instruction) = instruction {
            *seen.entry(format!("{:?}", instruction.operation)).or_default() += 1;
        }
    }
    writer.join().map_err(|_| "writing failed")?.map_err(|error| error.to_string())?;
    let kinds = generator.words.len();
    println!(
        "{name}: {} of {kinds} operations, each {} times or more",
        seen.len(),
        seen.values().min().unwrap_or(&0)
    );
    Ok((passed, failed + u64::from(seen.len() != kinds)))
}

/// A program from reset to its end; gives how many of its instructions were compared.
fn program(simavr: &Path, name: &str, path: &str) -> Result<u64, String> {
    let part = Part::find(name).ok_or("unknown part")?;
    let file = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let mut machine = Machine::load(part, &Executable::parse(&file)?)?;
    let at_once = machine.clone();
    let mut process = Simavr::start(simavr, name)?;
    let mut command = vec![b'F', 0, 0, 0, 0];
    command.extend((2 * part.flash_words).to_le_bytes());
    command.extend((0..part.flash_words).flat_map(|address| machine.word(address).to_le_bytes()));
    command.push(b'S');
    command.extend(state(&machine));
    process.send(&command)?;
    let longest = setting("LOCKSTEP_LENGTH", 20_000_000);
    let mut stop = None;
    while stop.is_none() && machine.instructions < longest {
        let (start, before) = (machine.instructions, state(&machine));
        let mut states = 0;
        while stop.is_none() && machine.instructions < start + BLOCK {
            stop = machine.step();
            states = hash(states, &state(&machine));
        }
        let count = (machine.instructions - start) as u32;
        process.send(&[&b"B"[..], &count.to_le_bytes()].concat())?;
        let (ours, theirs) = (expected(&machine, states, true), process.answer()?);
        if ours != theirs {
            return Err(format!(
                "{path} differs in {count} instructions behind the first {start}: {before:02x?}\n  ours     {}\n  simavr   {}",
                shown(&ours),
                shown(&theirs)
            ));
        }
    }
    if let Some(Stop::Fault(fault)) = stop {
        return Err(format!("{path}: {fault:?}"));
    }
    for limit in [machine.instructions, machine.instructions / 2 + 1] {
        let mut again = at_once.clone();
        let _ = again.run(limit);
        let _ = again.run_until(machine.instructions);
        let same = state(&again) == state(&machine)
            && again.instructions == machine.instructions
            && again.memory == machine.memory
            && again.console == machine.console;
        if !same {
            return Err(format!("{path}: another end if it runs at once"));
        }
    }
    Ok(machine.instructions)
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn run() -> Result<u64, String> {
    let simavr = simavr_steps()?;
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut failures = 0;
    if let [part, programs @ ..] = &arguments[..] {
        for path in programs {
            match program(&simavr, part, path) {
                Ok(count) => println!("{part} {path}: {count} instructions agree"),
                Err(problem) => {
                    println!("{problem}");
                    failures += 1;
                }
            }
        }
        println!("{} passed, {failures} failed", programs.len() as u64 - failures);
    } else {
        let (cases, seed) = (setting("LOCKSTEP_CASES", 600_000), setting("LOCKSTEP_SEED", 1));
        let mut all_passed = 0;
        for part in ["atmega1284p", "atmega2560"] {
            let (passed, failed) = random_instructions(&simavr, part, cases as usize, seed)?;
            (all_passed, failures) = (all_passed + passed, failures + failed);
        }
        println!("{all_passed} passed, {failures} failed");
    }
    let _ = std::fs::remove_file(simavr);
    Ok(failures)
}

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
