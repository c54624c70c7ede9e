//! What becomes of a program with an input when its processor misses an instruction or executes another one.
//!
//! `faults TASK KIND [every=N] [often=N] [most=N] [sample=N] [near=N] [last=N] [jobs=N]`, where KIND is `skip`, `nop` or
//! `flip`, or `check` or `trace` for no fault; `run` of the folder above writes the task and explains the rest. Answers with
//! lines `end NAME COUNT`, `won PLACE`, `left COUNT` for faults that are not in the sample and, for a check, `path LENGTH` and
//! `output BYTES`; a trace has a line before each instruction.

mod avr;
mod cortex_m;
mod processor;
mod study;
mod task;

use avr::Avr;
use processor::Processor;
use std::path::Path;
use std::process::ExitCode;
use study::{Choice, Study};
use task::Task;

fn main() -> ExitCode {
    match answer() {
        Ok(lines) => {
            print!("{lines}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("faults: {why}");
            ExitCode::FAILURE
        }
    }
}

fn answer() -> Result<String, String> {
    let mut words = std::env::args().skip(1);
    let (Some(path), Some(kind)) = (words.next(), words.next()) else {
        return Err("which task, which kind?".into());
    };
    let mut choice = Choice::default();
    for word in words {
        let (name, value) = word.split_once('=').ok_or_else(|| format!("{word}?"))?;
        let value: usize = value.parse().map_err(|_| format!("{word}?"))?;
        match name {
            "every" => choice.every = value,
            "often" => choice.often = value,
            "most" => choice.most = value,
            "sample" => choice.sample = value,
            "near" => choice.near = value,
            "last" => choice.last = value,
            "jobs" => choice.jobs = value,
            _ => return Err(format!("{word}?")),
        }
    }
    let text = std::fs::read_to_string(&path).map_err(|why| format!("{path}: {why}"))?;
    let path = Path::new(&path);
    if text.starts_with("core AVR\n") {
        lines::<Avr>(&text, path, &kind, &choice)
    } else {
        lines::<cortex_m_simulator::Machine>(&text, path, &kind, &choice)
    }
}

fn lines<P: Processor>(text: &str, path: &Path, kind: &str, choice: &Choice) -> Result<String, String> {
    let task = Task::<P>::parse(text)?;
    if kind == "check" {
        return Ok(task.check());
    }
    if kind == "trace" {
        return Ok(task.trace());
    }
    let mut study = Study::new(task);
    let all = match kind {
        "skip" => study.skips(choice),
        "nop" => study.nops(choice),
        "flip" => study.flips(choice),
        _ => return Err(format!("{kind}?")),
    };
    let points = study.chosen(&all, choice);
    study.prepare(points.len(), &path.with_extension("native"))?;
    Ok(format!("{}left {}\n", study.outcomes(&points, choice.jobs), all.len() - points.len()))
}
