//! Faults that must be found: in each leaf, one after the other, the carries that an instruction adds are
//! dropped (ADDC becomes ADD, SUBC becomes SUB with the constant borrow that it then has).

use super::{Bench, Tally};
use std::collections::BTreeSet;

/// Runs case 0 to see which instructions the leaf has, then plants a fault in each that adds a carry, and
/// runs cases until one fails; `run` answers None when there is no further case. A leaf passes if one
/// fault at least is found and all but those whose carry no case sets.
pub fn test(
    name: &str, bench: &mut Bench, tally: &mut Tally,
    mut run: impl FnMut(&mut Bench, usize) -> Option<Result<(), String>>,
) {
    bench.seen = Some(BTreeSet::new());
    let clean = run(bench, 0);
    let seen = bench.seen.take().unwrap_or_default();
    let (mut planted, mut unnoticed) = (0, Vec::new());
    for address in seen {
        let instruction = bench.machine.peek(address);
        let without = match instruction >> 12 {
            6 => instruction & 0xfff | 0x5000,
            // SUBC of a register from itself makes a mask of a carry.
            7 if instruction >> 8 & 15 != instruction & 15 => instruction & 0xfff | 0x8000,
            _ => continue,
        };
        bench.machine.poke(address, without);
        let found = (0..).map_while(|case| run(bench, case)).any(|outcome| outcome.is_err());
        bench.machine.poke(address, instruction);
        planted += 1;
        if !found {
            unnoticed.push(address);
        }
    }
    let found = planted - unnoticed.len();
    println!(
        "  {name:20} {found} of {planted} dropped carries found{}",
        if unnoticed.is_empty() { String::new() } else { format!(", not at {unnoticed:04x?}") }
    );
    let outcome = match clean {
        Some(Ok(())) if found > 0 || planted == 0 => Ok(()),
        _ => Err(format!("{found} of {planted} dropped carries found")),
    };
    tally.note(&format!("{name} with dropped carries"), outcome);
}
