//! A program with an input, as `campaign.py` writes it: one thing a line, numbers in hexadecimal.
//!
//! | line | says |
//! |---|---|
//! | `core M3` | the processor: M0, M3 or AVR |
//! | `at ADDRESS BYTES` | what lies in memory |
//! | `factory ADDRESS` | a function that runs first, without faults |
//! | `main ADDRESS`, `accepted ADDRESS`, `refused ADDRESS` | where it begins, and its ends |
//! | `output ADDRESS LENGTH` | where nothing may be that is secret if it has refused |
//! | `secret BYTES` | what is there if it has accepted |
//! | `sent BYTES` | what the attacker knows of it |
//! | `kept ADDRESS LENGTH` | what must be as it was before if it has refused |

use crate::processor::{Processor, Stop};
use std::fmt::Write;

/// Instructions that a factory may take.
const PATIENCE: u64 = 1 << 26;

/// A program that stands before its first instruction.
pub struct Task<P> {
    pub machine: P,
    accepted: u32,
    refused: u32,
    output: Option<(u32, usize)>,
    secret: Vec<u8>,
    sent: Vec<u8>,
    kept: Vec<(u32, Vec<u8>)>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Accepted,
    Refused,
    /// Refused, but something is there that must not be.
    Released,
    Crashed,
    Hung,
}

impl End {
    pub fn name(self) -> &'static str {
        match self {
            End::Accepted => "accepted",
            End::Refused => "refused",
            End::Released => "released",
            End::Crashed => "crashed",
            End::Hung => "hung",
        }
    }

    /// Whether the attacker has what he wants.
    pub fn is_won(self) -> bool {
        matches!(self, End::Accepted | End::Released)
    }
}

impl<P: Processor> Task<P> {
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut core = "";
        let (mut flash, mut ram) = (Vec::new(), Vec::new());
        let (mut factory, mut start, mut accepted, mut refused) = (None, 0, 0, 0);
        let (mut output, mut secret, mut sent, mut kept) = (None, Vec::new(), Vec::new(), Vec::new());
        for line in text.lines() {
            let wrong = || format!("{line}?");
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = |index: usize| {
                words.get(index).and_then(|word| u32::from_str_radix(word, 16).ok()).ok_or_else(wrong)
            };
            match words.first().copied() {
                Some("core") => core = words.get(1).copied().ok_or_else(wrong)?,
                Some("at") => {
                    let bytes = bytes(words.get(2).copied().unwrap_or_default()).ok_or_else(wrong)?;
                    let place = (number(1)?, bytes);
                    if place.0 < P::RAM { flash.push(place) } else { ram.push(place) }
                }
                Some("factory") => factory = Some(number(1)?),
                Some("main") => start = number(1)?,
                Some("accepted") => accepted = number(1)? & !1,
                Some("refused") => refused = number(1)? & !1,
                Some("output") => output = Some((number(1)?, number(2)? as usize)),
                Some("secret") => {
                    secret = bytes(words.get(1).copied().unwrap_or_default()).ok_or_else(wrong)?
                }
                Some("kept") => kept.push((number(1)?, number(2)? as usize)),
                Some("sent") => sent = bytes(words.get(1).copied().unwrap_or_default()).ok_or_else(wrong)?,
                _ => return Err(wrong()),
            }
        }
        let mut machine =
            P::new(core, flash, &[accepted, refused]).ok_or_else(|| format!("which core is {core}?"))?;
        for (address, content) in &ram {
            machine.bytes(*address, content.len()).copy_from_slice(content);
        }
        if let Some(factory) = factory {
            machine.call(factory);
            let stop = machine.run(PATIENCE);
            if machine.pc() != P::NOWHERE {
                return Err(format!("the factory ends with {stop:?} at {:#x}", machine.pc()));
            }
        }
        machine.call(start);
        let kept = kept
            .into_iter()
            .map(|(address, length)| (address, machine.bytes(address, length).to_vec()))
            .collect();
        Ok(Task { machine, accepted, refused, output, secret, sent, kept })
    }

    /// Without a fault.
    pub fn check(&self) -> String {
        let mut machine = self.machine.clone();
        let stop = machine.run(PATIENCE);
        let mut lines = format!("path {}\n", machine.count());
        let _ = writeln!(lines, "end {} 1", self.end(&mut machine, stop).name());
        if let Some((address, length)) = self.output {
            let held: String =
                machine.bytes(address, length).iter().map(|byte| format!("{byte:02x}")).collect();
            let _ = writeln!(lines, "output {held}");
        }
        lines
    }

    /// Address, registers and flags before each instruction that is executed.
    pub fn trace(&self) -> String {
        let mut machine = self.machine.clone();
        let mut lines = String::new();
        loop {
            let before = lines.len();
            if let Some(state) = machine.state() {
                let words: Vec<String> = state.iter().map(|value| format!("{value:x}")).collect();
                let _ = writeln!(lines, "{}", words.join(" "));
            }
            if machine.run(machine.count() + 1) != Stop::Count {
                // It stood at its end.
                lines.truncate(before);
                return lines;
            }
        }
    }

    /// What is looked at in the end: addresses and lengths.
    pub fn judged(&self) -> Vec<(u32, u32)> {
        let length = |length| u32::try_from(length).unwrap_or(0);
        let kept = self.kept.iter().map(|(address, before)| (*address, length(before.len())));
        self.output.iter().map(|(address, of)| (*address, length(*of))).chain(kept).collect()
    }

    /// What it means that a machine has stopped.
    pub fn end(&self, machine: &mut P, stop: Stop) -> End {
        match stop {
            Stop::End(at) if at == self.accepted => End::Accepted,
            Stop::End(at) if at == self.refused => self.refusal(machine),
            Stop::Count | Stop::Loop => End::Hung,
            Stop::End(_) | Stop::Fault => End::Crashed,
        }
    }

    /// Whether there is something of the secret that the attacker does not know: a byte in its place, or some together.
    fn tells(&self, output: &[u8]) -> bool {
        let known = |index: usize, byte: u8| byte == 0 || self.sent.get(index) == Some(&byte);
        let in_place = output.iter().zip(&self.secret).enumerate();
        in_place.into_iter().any(|(index, (byte, secret))| byte == secret && !known(index, *byte))
            || self.secret.windows(PIECE).any(|piece| {
                piece.iter().any(|byte| *byte != 0) && output.windows(PIECE).any(|place| place == piece)
            })
    }

    fn refusal(&self, machine: &mut P) -> End {
        let is_silent =
            self.output.is_none_or(|(address, length)| !self.tells(machine.bytes(address, length)));
        let is_kept =
            self.kept.iter().all(|(address, before)| machine.bytes(*address, before.len()) == before);
        if is_silent && is_kept { End::Refused } else { End::Released }
    }
}

/// Bytes of a secret that are one, wherever they are; a single one may be there by chance.
const PIECE: usize = 4;

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    digits
        .chunks(2)
        .map(|pair| if let [high, low] = *pair { u8::try_from(high << 4 | low).ok() } else { None })
        .collect()
}
