//! Calls the AES, SHA-256 and GHASH leaves of the MSP430 kernels in the simulator and holds every result
//! against the RustCrypto crates. Every call also shows that the leaf keeps the callee-saved registers, the stack
//! and the memory around its result, and executes the same instructions in the same cycles as the first call
//! of its kind; without tables, on the same addresses too.

#![expect(clippy::cast_possible_truncation, reason = "addresses have 16 bits")]

use std::process::ExitCode;

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use msp430_simulator::elf::Executable;
use msp430_simulator::{Machine, MultiplierKind, Timing};

const FIRST: u16 = 0x2101;
const EVEN: u16 = 0x2100;
const SECOND: u16 = 0x2300;
const DATA: u16 = 0x2000;
const STACK: u16 = 0x3f00;
const FLOOR: u16 = STACK - 0x400;
/// Where a leaf returns to: nothing is there.
const RETURN: u16 = 0xffe0;

struct Random(u64);

impl Random {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 56) as u8
    }

    /// Random bytes, or those that carries and tables get wrong.
    fn bytes<const LENGTH: usize>(&mut self, number: u64) -> [u8; LENGTH] {
        const EDGES: [u8; 6] = [0, 0xff, 0x80, 1, 0x7f, 0xfe];
        if number < 6 {
            return [EDGES[number as usize]; LENGTH];
        }
        let mut bytes = [0; LENGTH];
        bytes.fill_with(|| self.byte());
        if number.is_multiple_of(4) {
            let end = usize::from(self.byte()) % LENGTH;
            bytes[..end].fill(EDGES[(number / 4 % 6) as usize]);
        }
        bytes
    }
}

/// What must not depend on data.
type Trail = (u64, u64, String, Option<String>);

struct Bench {
    machine: Machine,
    executable: Executable,
    passed: u64,
    failed: u64,
}

struct Leaf {
    name: &'static str,
    looks_up: bool,
    known: Option<(Trail, u16)>,
}

impl Leaf {
    fn new(name: &'static str, looks_up: bool) -> Self {
        Leaf { name, looks_up, known: None }
    }

    fn report(&self, what: &str) {
        if let Some(((cycles, instructions, ..), stack)) = &self.known {
            let name = self.name;
            println!(
                "  {name:24} {what:8} {cycles:6} cycles, {instructions:5} instructions, {stack:3} B of stack"
            );
        }
    }
}

impl Bench {
    fn put(&mut self, address: u16, bytes: &[u8]) {
        self.machine.set_bytes(address, bytes);
    }

    /// Calls the leaf: `expected` stands at `address` afterwards, and all other memory is as it was.
    fn judge(&mut self, leaf: &mut Leaf, arguments: [u16; 4], address: u16, expected: &[u8]) {
        let outcome = self.call(leaf, arguments, address, expected);
        match outcome {
            Ok(()) => self.passed += 1,
            Err(error) => {
                self.failed += 1;
                if self.failed <= 5 {
                    println!("FAILED {}: {error}", leaf.name);
                }
            }
        }
    }

    fn call(
        &mut self, leaf: &mut Leaf, arguments: [u16; 4], address: u16, expected: &[u8],
    ) -> Result<(), String> {
        let entry = self.executable.symbol(leaf.name).ok_or("no such symbol")?;
        let machine = &mut self.machine;
        let mut wanted = machine.bytes()[usize::from(DATA)..usize::from(FLOOR)].to_vec();
        let start = usize::from(address - DATA);
        wanted[start..start + expected.len()].copy_from_slice(expected);
        for register in 3..12 {
            machine.registers[register] = 0x1111_u16.wrapping_mul(register as u16);
        }
        machine.registers[2] = 0;
        machine.registers[12..16].copy_from_slice(&arguments);
        let saved = machine.registers[4..11].to_vec();
        machine.registers[1] = STACK - 2;
        machine.poke(STACK - 2, RETURN);
        machine.registers[0] = entry;
        machine.restart_counting();
        let mut lowest = STACK;
        while machine.registers[0] != RETURN {
            machine.step().map_err(|fault| format!("fault {fault:04x?} at {:04x}", machine.registers[0]))?;
            lowest = lowest.min(machine.registers[1]);
            if machine.cycles > 1_000_000 {
                return Err("does not return".to_owned());
            }
        }
        if machine.registers[1] != STACK || machine.registers[4..11] != saved {
            return Err(format!("changes registers: {:04x?}", machine.registers));
        }
        if machine.bytes()[usize::from(DATA)..usize::from(FLOOR)] != wanted {
            return Err("wrong result, or writes beside it".to_owned());
        }
        let data = (!leaf.looks_up).then(|| format!("{:?}", machine.data_hash));
        let trail = (machine.cycles, machine.instructions, format!("{:?}", machine.instruction_hash), data);
        let (known, _) = leaf.known.get_or_insert_with(|| (trail.clone(), STACK - lowest));
        if *known == trail { Ok(()) } else { Err(format!("not constant time: {trail:?}, before {known:?}")) }
    }

    fn aes<C: KeyInit + BlockCipherEncrypt, const KEY: usize>(&mut self, random: &mut Random, cases: u64) {
        let rounds = KEY as u16 / 4 + 6;
        let length = 16 * (rounds + 1);
        let mut leaves = [
            Leaf::new("amisec_aes_set_key", true),
            Leaf::new("amisec_aes_encrypt", true),
            Leaf::new("amisec_aes_encrypt", true),
            Leaf::new("amisec_aes_decrypt", true),
        ];
        for number in 0..cases {
            let key: [u8; KEY] = random.bytes(number);
            let pair: [u8; 32] = random.bytes(number.wrapping_mul(7));
            let Ok(cipher) = C::new_from_slice(&key) else { continue };
            let mut expected = pair;
            for block in expected.chunks_exact_mut(16) {
                let Ok(block) = block.try_into() else { continue };
                cipher.encrypt_block(block);
            }
            let schedule = expanded(&key);
            self.machine.set_bytes(DATA, &[0x5a; (FLOOR - DATA) as usize]);
            self.put(FIRST, &key);
            self.judge(&mut leaves[0], [SECOND, FIRST, KEY as u16, 0], SECOND, &schedule);
            self.put(SECOND, &schedule);
            self.put(FIRST, &pair);
            self.judge(&mut leaves[1], [SECOND, FIRST, rounds, 1], FIRST, &expected[..16]);
            self.put(FIRST, &pair);
            self.judge(&mut leaves[2], [SECOND, FIRST, rounds, 2], FIRST, &expected);
            self.judge(&mut leaves[3], [SECOND + length - 16, FIRST, rounds, 1], FIRST, &pair[..16]);
        }
        for (leaf, what) in leaves.iter().zip(["", "one", "two", "one"]) {
            leaf.report(&format!("{} {what}", KEY * 8));
        }
    }

    fn sha256(&mut self, random: &mut Random, cases: u64) {
        let mut leaf = Leaf::new("amisec_sha256_compress", false);
        for number in 0..cases {
            let value: [u8; 32] = random.bytes(number);
            let block: [u8; 64] = random.bytes(number.wrapping_mul(5));
            let mut state = [0_u32; 8];
            for (word, bytes) in state.iter_mut().zip(value.chunks_exact(4)) {
                *word = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            }
            sha2::block_api::compress256(&mut state, &[block]);
            let expected: Vec<u8> = state.iter().flat_map(|word| word.to_le_bytes()).collect();
            self.machine.set_bytes(DATA, &[0x5a; (FLOOR - DATA) as usize]);
            self.put(EVEN, &value);
            self.put(SECOND + 1, &block);
            self.judge(&mut leaf, [EVEN, SECOND + 1, 0, 0], EVEN, &expected);
        }
        leaf.report("");
    }

    fn ghash(&mut self, random: &mut Random, cases: u64) {
        let mut leaf = Leaf::new("amisec_ghash_multiply", true);
        for number in 0..cases {
            let accumulator: [u8; 16] = random.bytes(number);
            let key: [u8; 16] = random.bytes(number.wrapping_mul(5));
            let product = multiplied(u128::from_le_bytes(accumulator), u128::from_le_bytes(key));
            self.machine.set_bytes(DATA, &[0x5a; (FLOOR - DATA) as usize]);
            self.put(EVEN, &accumulator);
            self.put(SECOND, &key);
            self.judge(&mut leaf, [EVEN, SECOND, 0, 0], EVEN, &product.to_le_bytes());
        }
        leaf.report("");
    }
}

/// accumulator key x (SP 800-38D, 6.3), bit by bit, in numbers whose top bit is x^0.
fn multiplied(accumulator: u128, key: u128) -> u128 {
    let mut multiple = key;
    let mut sum = 0;
    for power in 0..128 {
        multiple = multiple >> 1 ^ if multiple & 1 == 1 { 0xe1 << 120 } else { 0 };
        sum ^= if accumulator >> (127 - power) & 1 == 1 { multiple } else { 0 };
    }
    sum
}

/// The round keys of FIPS 197, 5.2, by arithmetic in the field.
fn expanded(key: &[u8]) -> Vec<u8> {
    let substitute = |byte: u8| {
        let mut inverse = 1;
        for _ in 0..254 {
            inverse = product(inverse, byte);
        }
        (0..5).fold(0x63, |sum, turn| sum ^ inverse.rotate_left(turn))
    };
    let mut schedule = key.to_vec();
    let mut constant = 1;
    while schedule.len() < 4 * (key.len() + 28) {
        let position = schedule.len();
        let mut word: [u8; 4] = std::array::from_fn(|index| schedule[position - 4 + index]);
        if position.is_multiple_of(key.len()) {
            word.rotate_left(1);
            word = word.map(substitute);
            word[0] ^= constant;
            constant = product(constant, 2);
        } else if key.len() == 32 && position % 32 == 16 {
            word = word.map(substitute);
        }
        for (index, byte) in word.into_iter().enumerate() {
            schedule.push(byte ^ schedule[position - key.len() + index]);
        }
    }
    schedule
}

fn product(a: u8, mut b: u8) -> u8 {
    let mut sum = 0;
    for bit in 0..8 {
        sum ^= if a >> bit & 1 == 1 { b } else { 0 };
        b = b << 1 ^ if b & 0x80 == 0 { 0 } else { 0x1b };
    }
    sum
}

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: symmetric ELF");
        return ExitCode::from(2);
    };
    let parsed =
        std::fs::read(&path).map_err(|error| error.to_string()).and_then(|file| Executable::parse(&file));
    let executable = match parsed {
        Ok(executable) => executable,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    let cases = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let mut machine = Machine::new(MultiplierKind::None, Timing::Classic);
    machine.load(&executable);
    let mut bench = Bench { machine, executable, passed: 0, failed: 0 };
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    bench.aes::<aes::Aes128, 16>(&mut random, cases / 3);
    bench.aes::<aes::Aes192, 24>(&mut random, cases / 3);
    bench.aes::<aes::Aes256, 32>(&mut random, cases / 3);
    bench.sha256(&mut random, cases / 4);
    bench.ghash(&mut random, cases / 4);
    println!("{} passed, {} failed", bench.passed, bench.failed);
    if bench.failed == 0 && bench.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
