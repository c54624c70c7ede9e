//! Commands of two signers, and a power that goes at any byte: none runs twice, none is lost without being
//! reported.
//!
//! The signatures are not looked at here: what is tried is what is stored, in more histories than one can
//! verify. One of the tests runs them in full.

use super::meter::{METER, Meter, NOW, about, loaded, sign};
use crate::services::command::Receiver;
use crate::services::command_budget::Budget;
use crate::services::command_content::Command;
use crate::services::command_log;
use crate::status::Status;
use crate::storage::record::{self, OVERHEAD, Storage};
use crate::storage::tests::history::{Moment, explore};
use crate::storage::tests::memory::{FirstSlotOnly, Memory, Torn, every_tear};
use crate::verdict::Verdict;
use std::collections::BTreeSet;

const WRITE_LENGTH: usize = 20 + OVERHEAD;

/// How a meter goes about a command: the real one, and planted faults.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Real,
    /// The command is released, then its number is stored.
    ReleaseFirst,
    /// The number is stored, but not among the unconfirmed.
    Unreported,
    /// Over the only copy.
    OneSlot,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// The head-end sends its next command.
    Send(usize),
    /// Everything that it ever sent comes again.
    Replay(usize),
    /// The firmware is through with the oldest of the unconfirmed.
    Confirm(usize),
    Restart,
    /// The power goes in a write of the next step.
    Cut(u32, Torn),
}

/// A moment of a history: the memory, and what the world saw.
#[derive(Clone)]
struct Commanded {
    memory: Memory,
    way: Way,
    sent: [u32; 2],
    ran: [BTreeSet<u32>; 2],
    confirmed: [BTreeSet<u32>; 2],
    cuts: u32,
    messages: std::rc::Rc<[Vec<Vec<u8>>; 2]>,
}

impl Commanded {
    fn first(way: Way) -> Self {
        let mut memory = Memory::erased();
        for record in 0..2 {
            command_log::create(&mut memory, record, 0).expect("created");
        }
        let messages =
            [0, 1].map(|signer| (0..8).map(|number| sign(&about(signer, number + 1), b"go")).collect());
        let empty = || [BTreeSet::new(), BTreeSet::new()];
        Commanded {
            memory,
            way,
            sent: [0; 2],
            ran: empty(),
            confirmed: empty(),
            cuts: 0,
            messages: messages.into(),
        }
    }

    fn deliver(&mut self, signer: usize, number: u32) -> Result<(), String> {
        let answer = match self.way {
            Way::Real => self.receive(signer, number),
            Way::OneSlot => {
                let stored = |m: &mut Memory| accept(&mut FirstSlotOnly(m), signer, number, true);
                stored(&mut self.memory)
            }
            Way::Unreported => accept(&mut self.memory, signer, number, false),
            Way::ReleaseFirst => {
                let new = loaded(&mut self.memory, record(signer)).and_then(|mut log| log.accept(number));
                if new.is_ok() && !self.ran[signer].insert(number) {
                    return Err(format!("{number} of {signer} twice"));
                }
                let stored = new.and_then(|()| accept(&mut self.memory, signer, number, true));
                return stored.map_or_else(|status| self.excused(status), |()| Ok(()));
            }
        };
        match answer {
            Ok(()) if !self.ran[signer].insert(number) => Err(format!("{number} of {signer} twice")),
            Ok(()) => Ok(()),
            Err(status) => self.excused(status),
        }
    }

    /// The function itself; every call has a receiver that was just set up, as after a restart.
    fn receive(&mut self, signer: usize, number: u32) -> Result<(), Status> {
        let message = &self.messages[signer][usize::try_from(number).expect("short") - 1];
        let signers = SIGNERS.with(|signers| signers.clone());
        let (mut said, mut place, mut length) = (Command::default(), [0; 8], 0);
        let received = Receiver::new(&METER, &[], Budget::full(9, 9)).receive_verified_by(
            |_, _, verdict| {
                *verdict = Verdict::of(0, 0);
                Ok(())
            },
            signers.iter(),
            &mut self.memory,
            NOW,
            message,
            &mut said,
            &mut place,
            &mut length,
        );
        assert_eq!(place, if received.is_ok() { *b"go\0\0\0\0\0\0" } else { [0; 8] });
        received.map(|status| {
            assert_eq!((said, length, status), (about(signer, number), 2, Status::OK));
        })
    }

    fn confirm(&mut self, signer: usize) -> Result<(), String> {
        let oldest = self.unconfirmed(signer)?.into_iter().min();
        let Some(number) = oldest else { return Ok(()) };
        let stored = match self.way {
            Way::OneSlot => confirm(&mut FirstSlotOnly(&mut self.memory), signer, number),
            _ => confirm(&mut self.memory, signer, number),
        };
        match stored {
            Ok(()) => {
                self.confirmed[signer].insert(number);
                Ok(())
            }
            Err(status) => {
                self.excused(status)?;
                // It may have been stored: it was not lost, the firmware was through with it.
                if !self.unconfirmed(signer)?.contains(&number) {
                    self.confirmed[signer].insert(number);
                }
                Ok(())
            }
        }
    }

    /// A step may fail if the power was cut, else only with what a meter answers.
    fn excused(&mut self, status: Status) -> Result<(), String> {
        let cut = self.memory.power_on();
        self.cuts += u32::from(cut);
        if cut || [Status::REPLAYED, Status::BAD_STATE].contains(&status) {
            Ok(())
        } else {
            Err(format!("{status:?} without a cut"))
        }
    }

    fn unconfirmed(&mut self, signer: usize) -> Result<Vec<u32>, String> {
        let log = match self.way {
            Way::OneSlot => loaded(&mut FirstSlotOnly(&mut self.memory), record(signer)),
            _ => loaded(&mut self.memory, record(signer)),
        };
        let log = log.map_err(|status| format!("no record: {status:?}"))?;
        let mut listed = [0; 16];
        log.unconfirmed(&mut listed);
        let numbers = listed.as_chunks().0.iter().map(|number| u32::from_be_bytes(*number));
        Ok(numbers.filter(|number| *number != 0).collect())
    }

    /// What ran is confirmed or reported; what is reported was sent and is not confirmed.
    fn check(&mut self) -> Result<(), String> {
        for signer in 0..2 {
            let reported: BTreeSet<u32> = self.unconfirmed(signer)?.into_iter().collect();
            for number in self.ran[signer].difference(&self.confirmed[signer]) {
                // Of a command that runs too early it is known already.
                if !reported.contains(number) && self.way != Way::ReleaseFirst {
                    return Err(format!("{number} of {signer} is lost"));
                }
            }
            for number in &reported {
                if *number > self.sent[signer] || self.confirmed[signer].contains(number) {
                    return Err(format!("{number} of {signer} is reported without a reason"));
                }
            }
        }
        Ok(())
    }
}

impl Moment for Commanded {
    type Step = Step;

    fn copy(&self) -> Self {
        self.clone()
    }

    fn go(&mut self, step: Step) -> Result<(), String> {
        match step {
            Step::Send(signer) => {
                self.sent[signer] += 1;
                self.deliver(signer, self.sent[signer])?;
            }
            Step::Replay(signer) => {
                for number in 1..=self.sent[signer] {
                    self.deliver(signer, number)?;
                }
            }
            Step::Confirm(signer) => self.confirm(signer)?,
            Step::Restart => {}
            Step::Cut(write, torn) => {
                self.memory.cut_after(write, torn);
                return Ok(());
            }
        }
        // The cut was for this step.
        self.memory.power_on();
        self.check()
    }
}

thread_local! {
    static SIGNERS: std::rc::Rc<[crate::services::command::Signer; 2]> = std::rc::Rc::new(Meter::new().signers);
}

fn record(signer: usize) -> u16 {
    u16::from(signer == 1)
}

/// A number into the record, and among the unconfirmed or not.
fn accept(storage: &mut impl Storage, signer: usize, number: u32, reported: bool) -> Result<(), Status> {
    let mut log = loaded(storage, record(signer))?;
    log.accept(number)?;
    if reported {
        return log.store(storage, record(signer));
    }
    let mut bytes = [0; 20];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    record::store(storage, record(signer), &bytes)
}

fn confirm(storage: &mut impl Storage, signer: usize, number: u32) -> Result<(), Status> {
    let mut log = loaded(storage, record(signer))?;
    log.confirm(number)?;
    log.store(storage, record(signer))
}

/// In either write: never begun, whole but unreported, torn in the sequence, the data and the check.
fn steps() -> Vec<Step> {
    let tears = [Torn::Old(0), Torn::Old(WRITE_LENGTH), Torn::Erased(0), Torn::Garbage(3), Torn::Old(9)];
    let cuts = (0..2).flat_map(|write| tears.map(|torn| Step::Cut(write, torn)));
    let each = (0..2).flat_map(|signer| [Step::Send(signer), Step::Replay(signer), Step::Confirm(signer)]);
    each.chain([Step::Restart]).chain(cuts).collect()
}

#[test]
fn no_short_history_runs_a_command_twice_or_loses_one() {
    let histories = explore(&Commanded::first(Way::Real), &steps(), 5).expect("once, and reported");
    println!("commands: {histories} histories of 5 steps");
    assert_eq!(histories, 17_u64.pow(5));
}

#[test]
fn finds_planted_faults() {
    for (way, problem) in
        [(Way::ReleaseFirst, "twice"), (Way::Unreported, "lost"), (Way::OneSlot, "no record")]
    {
        let found = explore(&Commanded::first(way), &steps(), 4).expect_err("the fault is found");
        assert!(found.contains(problem), "{found}");
    }
}

/// Two signers, in turns, and restarts.
const LIFE: [Step; 14] = [
    Step::Send(0),
    Step::Send(1),
    Step::Confirm(0),
    Step::Restart,
    Step::Replay(0),
    Step::Replay(1),
    Step::Send(0),
    Step::Send(0),
    Step::Confirm(1),
    Step::Send(1),
    Step::Confirm(0),
    Step::Restart,
    Step::Confirm(0),
    Step::Confirm(1),
];

#[test]
fn a_cut_at_every_byte_of_every_write_runs_nothing_twice_and_loses_nothing() {
    let first = Commanded::first(Way::Real);
    let mut uncut = first.clone();
    let created = uncut.memory.writes;
    LIFE.iter().for_each(|step| uncut.go(*step).expect("no cut"));
    let writes = uncut.memory.writes - created;
    let mut cuts = 0;
    for write in 0..writes {
        for torn in every_tear(WRITE_LENGTH) {
            let mut moment = first.clone();
            moment.memory.cut_after(write, torn);
            for step in LIFE {
                moment
                    .go(step)
                    .unwrap_or_else(|problem| panic!("write {write}, {torn:?}, {step:?}: {problem}"));
            }
            assert_eq!(moment.cuts, 1);
            // What comes again when all is over runs nothing twice, and what was not accepted runs now.
            for signer in 0..2 {
                for _ in 0..3 {
                    moment.go(Step::Confirm(signer)).expect("confirmed");
                }
                moment.go(Step::Replay(signer)).expect("once");
            }
            cuts += 1;
        }
    }
    println!("commands: {writes} writes, {cuts} cuts");
    assert_eq!(writes, 20);
}

#[test]
fn a_cut_while_the_record_is_made_leaves_it_or_none() {
    for write in 0..2 {
        for torn in every_tear(WRITE_LENGTH) {
            let mut memory = Memory::erased();
            memory.cut_after(write, torn);
            assert_eq!(command_log::create(&mut memory, 0, 9), Err(Status::STORAGE_FAILED));
            assert!(memory.power_on());
            match command_log::create(&mut memory, 0, 9) {
                Ok(()) => assert_eq!(write, 0, "{torn:?}"),
                refused => assert_eq!(refused, Err(Status::BAD_STATE)),
            }
            let mut log = loaded(&mut memory, 0).expect("there");
            assert_eq!((log.accept(9), log.accept(10)), (Err(Status::REPLAYED), Ok(())));
        }
    }
}

/// The whole of it, signature and all, cut in every write.
#[test]
fn a_signed_command_that_was_cut_off_is_reported_or_comes_again() {
    for write in 0..2 {
        for torn in [Torn::Old(0), Torn::Old(WRITE_LENGTH), Torn::Erased(11), Torn::Garbage(20)] {
            let mut meter = Meter::new();
            let message = sign(&about(0, 3), b"go");
            meter.memory.cut_after(write, torn);
            assert_eq!(meter.receive(&message), Err(Status::STORAGE_FAILED));
            meter.memory.power_on();
            let mut meter = Meter::started(meter.memory);
            let reported = meter.unconfirmed(0).expect("a record");
            match meter.receive(&message) {
                Ok(_) => assert_eq!((reported, write), (vec![], 0)),
                refused => assert_eq!((refused.err(), reported), (Some(Status::REPLAYED), vec![3])),
            }
        }
    }
}
