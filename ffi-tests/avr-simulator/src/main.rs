//! `avr-simulator`: runs an ATmega program, and counts between its marks.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use avr_simulator::elf::Executable;
use avr_simulator::{Fault, Machine, Part, Stop, Table};

const USAGE: &str = "usage: avr-simulator [options] PART ELF
  --json FILE        count between marks: a line of JSON for each pair of them
  --profile FILE     executions: PAIR ADDRESS COUNT, in bytes (with --json)
  --table FROM,TO,REGISTER,OFFSET,LENGTH
                     instructions in FROM..TO may read a table anywhere: which place is left out of the hash of
                     addresses. It begins OFFSET behind what the pair of registers holds, or at OFFSET if that is 32
  --input FILE       what the program may read, byte by byte
  --instructions N   give up after so many
Parts: atmega1284p, atmega2560 (with RAM up to 64 KB).
Exit status: the program's; 124 if it does not end, 125 if it crashed, 126 usage or file error.";

const NOT_ENDED: u8 = 124;
const CRASHED: u8 = 125;
const REFUSED: u8 = 126;
/// Instructions between two looks at the console.
const SLICE: u64 = 1 << 20;
const ABSOLUTE: u32 = 32;

#[derive(Default)]
struct Options {
    json: Option<String>,
    profile: Option<String>,
    tables: Vec<Table>,
    input: Option<String>,
    instructions: Option<u64>,
    words: Vec<String>,
}

fn table(text: &str) -> Result<Table, String> {
    let numbers: Result<Vec<u32>, _> = text.split(',').map(str::parse).collect();
    let Ok([from, to, base, offset, length]) = numbers.as_deref() else {
        return Err(format!("a table has five numbers: {text}"));
    };
    let low = u8::try_from(*base).ok().filter(|low| u32::from(*low) <= ABSOLUTE);
    let low = low.ok_or_else(|| format!("no register: {text}"))?;
    let base = (*base != ABSOLUTE).then_some(low);
    Ok(Table { code: *from..*to, base, offset: *offset, length: *length })
}

fn options() -> Result<Options, String> {
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--json" => options.json = Some(value()?),
            "--profile" => options.profile = Some(value()?),
            "--table" => options.tables.push(table(&value()?)?),
            "--input" => options.input = Some(value()?),
            "--instructions" => {
                let text = value()?;
                options.instructions = Some(text.parse().map_err(|_| format!("not a number: {text}"))?);
            }
            _ if !argument.starts_with('-') => options.words.push(argument),
            _ => return Err(format!("unexpected argument: {argument}")),
        }
    }
    Ok(options)
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{path}: {error}"))
}

fn save(path: Option<&String>, text: impl FnOnce() -> String) -> Result<(), String> {
    path.map_or(Ok(()), |path| std::fs::write(path, text()).map_err(|error| format!("{path}: {error}")))
}

fn json(machine: &Machine) -> String {
    let mut text = String::new();
    for span in &machine.spans {
        let _ = writeln!(
            text,
            "{{\"instructions\": {}, \"cycles\": {{\"avr\": {}}}, \"stack_pointer_depth\": {}, \
             \"path_hash\": \"{:016x}\", \"memory_hash\": \"{:016x}\"}}",
            span.instructions, span.cycles, span.stack_pointer_depth, span.path_hash, span.memory_hash
        );
    }
    text
}

fn profile(machine: &Machine) -> String {
    let mut text = String::new();
    for (pair, span) in machine.spans.iter().enumerate() {
        for (address, count) in &span.executions {
            let _ = writeln!(text, "{pair} {address:x} {count}");
        }
    }
    text
}

/// Runs to the end; the console goes out as it comes.
fn run_to_end(machine: &mut Machine, limit: u64) -> Result<Stop, String> {
    let mut standard_output = std::io::stdout().lock();
    loop {
        let slice = SLICE.min(limit - machine.instructions);
        let stop = machine.run(slice);
        let console = std::mem::take(&mut machine.console);
        if !console.is_empty() {
            standard_output.write_all(&console).map_err(|error| error.to_string())?;
            standard_output.flush().map_err(|error| error.to_string())?;
        }
        if stop != Stop::Limit || machine.instructions == limit {
            return Ok(stop);
        }
    }
}

fn run(options: &Options) -> Result<ExitCode, String> {
    let [part, program] = &options.words[..] else {
        return Err("a part and a program are needed".to_owned());
    };
    let part = Part::find(part).ok_or_else(|| format!("unknown part: {part}"))?;
    let mut machine = Machine::load(part, &Executable::parse(&read(program)?)?)?;
    if let Some(input) = &options.input {
        machine.set_input(&read(input)?);
    }
    machine.counting = options.json.is_some();
    machine.profiling = options.profile.is_some();
    machine.tables.clone_from(&options.tables);
    let stop = run_to_end(&mut machine, options.instructions.unwrap_or(u64::MAX))?;
    save(options.json.as_ref(), || json(&machine))?;
    save(options.profile.as_ref(), || profile(&machine))?;
    Ok(match stop {
        Stop::Exit(code) => ExitCode::from(code),
        Stop::Limit | Stop::Fault(Fault::Asleep) => {
            println!("\nthe program does not end, it is at {:x}", 2 * machine.pc);
            ExitCode::from(NOT_ENDED)
        }
        Stop::Fault(fault) => {
            println!(
                "\nthe program crashed at {:x}, stack pointer {:x}: {fault:x?}",
                2 * machine.pc,
                machine.stack
            );
            ExitCode::from(CRASHED)
        }
    })
}

fn main() -> ExitCode {
    let done = options().and_then(|options| run(&options));
    done.unwrap_or_else(|error| {
        eprintln!("{error}\n{USAGE}");
        ExitCode::from(REFUSED)
    })
}
