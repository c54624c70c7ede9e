//! `msp430-simulator`: runs an MSP430 executable and reports cycles, stack, profile and trace.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use msp430_simulator::elf::Executable;
use msp430_simulator::{Fault, Machine, MultiplierKind, Stop, Table, Timing};

const USAGE: &str = "usage: msp430-simulator [options] ELF
  --multiplier none|16|32|32-at-0130   the part's hardware multiplier (none)
  --timing cpu|cpux         whose cycle table is charged (cpu; cpux is the 5xx and 6xx families)
  --profile FILE            executions per address
  --trace FILE              every data access: instruction, address, r or w, size, value
  --marked-only             profile, trace and hashes cover only the spans between markers
  --table FROM,TO,REGISTER,OFFSET,LENGTH
                            reads in FROM..TO of a table at an offset from a register: no addresses in the hash
  --json FILE               results as JSON
  --max-cycles N            give up after N cycles (20000000000)
  --interrupt-at N          request an interrupt after N instructions
  --interrupt-every N       and again N instructions after each acceptance
  --vector ADDRESS          where that interrupt's vector is (0xfff2)
Exit status: the program's; 124 timeout, 125 fault, 126 usage or file error.";

struct Options {
    multiplier: MultiplierKind,
    timing: Timing,
    profile: Option<String>,
    trace: Option<String>,
    json: Option<String>,
    marked_only: bool,
    tables: Vec<Table>,
    max_cycles: u64,
    interrupt_at: Option<u64>,
    interrupt_every: Option<u64>,
    vector: u16,
    program: String,
}

fn number(text: &str) -> Result<u64, String> {
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|_| format!("not a number: {text}"))
}

fn table(text: &str) -> Result<Table, String> {
    let numbers = text.split(',').map(number).collect::<Result<Vec<_>, _>>()?;
    let [from, to, base, offset, length] = numbers[..] else {
        return Err(format!("a table has five numbers: {text}"));
    };
    let word = |number| u16::try_from(number).map_err(|_| format!("above 64 KiB: {text}"));
    let base = usize::try_from(base).map_err(|_| format!("no register: {text}"))?;
    if base > 15 {
        return Err(format!("no register: {text}"));
    }
    Ok(Table { code: word(from)?..word(to)?, base, offset: word(offset)?, length: word(length)? })
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        multiplier: MultiplierKind::None,
        timing: Timing::Classic,
        profile: None,
        trace: None,
        json: None,
        marked_only: false,
        tables: Vec::new(),
        max_cycles: 20_000_000_000,
        interrupt_at: None,
        interrupt_every: None,
        vector: 0xfff2,
        program: String::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--multiplier" => {
                options.multiplier = match value()?.as_str() {
                    "none" => MultiplierKind::None,
                    "16" => MultiplierKind::Bits16,
                    "32" => MultiplierKind::Bits32,
                    "32-at-0130" => MultiplierKind::Bits32At0130,
                    other => return Err(format!("no such multiplier: {other}")),
                }
            }
            "--timing" => {
                options.timing = match value()?.as_str() {
                    "cpu" => Timing::Classic,
                    "cpux" => Timing::Extended,
                    other => return Err(format!("no such timing: {other}")),
                }
            }
            "--profile" => options.profile = Some(value()?),
            "--trace" => options.trace = Some(value()?),
            "--json" => options.json = Some(value()?),
            "--marked-only" => options.marked_only = true,
            "--table" => options.tables.push(table(&value()?)?),
            "--max-cycles" => options.max_cycles = number(&value()?)?,
            "--interrupt-at" => options.interrupt_at = Some(number(&value()?)?),
            "--interrupt-every" => options.interrupt_every = Some(number(&value()?)?),
            "--vector" => {
                let address = number(&value()?)?;
                options.vector = u16::try_from(address).map_err(|_| "vector above 64 KiB")?;
            }
            _ if !argument.starts_with('-') && options.program.is_empty() => options.program = argument,
            _ => return Err(format!("unexpected argument: {argument}")),
        }
    }
    if options.program.is_empty() { Err("no program".to_owned()) } else { Ok(options) }
}

fn save(path: Option<&String>, text: impl FnOnce() -> String) -> Result<(), String> {
    path.map_or(Ok(()), |path| std::fs::write(path, text()).map_err(|error| format!("{path}: {error}")))
}

fn profile(machine: &Machine) -> String {
    let mut text = String::new();
    for (index, count) in machine.profile.iter().enumerate().filter(|(_, count)| **count != 0) {
        let _ = writeln!(text, "{:04x} {count}", 2 * index);
    }
    text
}

fn trace(machine: &Machine) -> String {
    let mut text = String::new();
    for access in &machine.accesses {
        let direction = if access.write { 'w' } else { 'r' };
        let size = if access.byte { 'b' } else { 'w' };
        let _ = writeln!(
            text,
            "{:04x} {:04x} {direction} {size} {:04x}",
            access.instruction, access.address, access.value
        );
    }
    text
}

fn json(machine: &Machine, stop: Stop) -> String {
    let mut text = String::from("{\n");
    let (end, status) = match stop {
        Stop::Exit(status) => ("exit", status.to_string()),
        Stop::Fault(..) => ("fault", "null".to_owned()),
        Stop::Timeout => ("timeout", "null".to_owned()),
    };
    let _ = writeln!(text, "  \"end\": \"{end}\",\n  \"status\": {status},");
    let _ = writeln!(text, "  \"cycles\": {},", machine.cycles);
    let _ = writeln!(text, "  \"instructions\": {},", machine.instructions);
    let _ = writeln!(text, "  \"interrupts\": {},", machine.interrupts);
    let _ = writeln!(text, "  \"longest_interrupt_wait\": {},", machine.longest_interrupt_wait);
    let _ = writeln!(text, "  \"data_address_hash\": \"{:016x}\",", machine.data_hash.0);
    let _ = writeln!(text, "  \"instruction_address_hash\": \"{:016x}\",", machine.instruction_hash.0);
    let spans: Vec<String> = machine
        .spans
        .iter()
        .map(|span| {
            let (cycles, instructions, stack) = (span.cycles, span.instructions, span.stack);
            let (path, memory) = (span.instruction_hash.0, span.data_hash.0);
            format!(
                "    {{ \"cycles\": {cycles}, \"instructions\": {instructions}, \"stack\": {stack}, \
                 \"path_hash\": \"{path:016x}\", \"memory_hash\": \"{memory:016x}\" }}"
            )
        })
        .collect();
    let separator = if spans.is_empty() { "" } else { "\n" };
    let _ = writeln!(text, "  \"spans\": [{separator}{}{separator}]\n}}", spans.join(",\n"));
    text
}

fn run(options: &Options) -> Result<ExitCode, String> {
    let file = std::fs::read(&options.program).map_err(|error| format!("{}: {error}", options.program))?;
    let executable = Executable::parse(&file)?;
    let mut machine = Machine::new(options.multiplier, options.timing);
    machine.load(&executable);
    machine.recording.accesses = options.trace.is_some();
    machine.recording.profile = options.profile.is_some();
    machine.recording.marked_only = options.marked_only;
    machine.tables.clone_from(&options.tables);
    machine.interrupt_at = options.interrupt_at;
    machine.interrupt_every = options.interrupt_every;
    machine.interrupt_vector = options.vector;
    let stop = machine.run(options.max_cycles);
    std::io::stdout().write_all(&machine.console).map_err(|error| error.to_string())?;
    save(options.profile.as_ref(), || profile(&machine))?;
    save(options.trace.as_ref(), || trace(&machine))?;
    save(options.json.as_ref(), || json(&machine, stop))?;
    for span in &machine.spans {
        eprintln!("[{} cycles, {} instructions, {} stack]", span.cycles, span.instructions, span.stack);
    }
    for depth in &machine.reported_stacks {
        eprintln!("[stack {depth}]");
    }
    Ok(match stop {
        Stop::Exit(status) => ExitCode::from(status.to_le_bytes()[0]),
        Stop::Timeout => {
            eprintln!("timeout after {} cycles at {:#06x}", machine.cycles, machine.registers[0]);
            ExitCode::from(124)
        }
        Stop::Fault(address, fault) => {
            if fault == Fault::Asleep {
                eprintln!("asleep at {address:#06x}: an endless loop, or CPU off without an interrupt");
            } else {
                eprintln!("fault at {address:#06x}: {fault:04x?}, registers {:04x?}", machine.registers);
            }
            ExitCode::from(125)
        }
    })
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}\n{USAGE}");
            return ExitCode::from(126);
        }
    };
    run(&options).unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(126)
    })
}
