//! The receive counter: no message twice, after any history of cuts.

use super::history::{Moment, explore};
use super::memory::{Memory, Torn, every_tear};
use crate::status::Status;
use crate::storage::receive_counter::{self, ReceiveCounter};
use crate::storage::record::OVERHEAD;

const RECORD: u16 = 0;
const WRITE_LENGTH: usize = 4 + OVERHEAD;

#[derive(Clone, Copy, Debug)]
enum Step {
    /// The sender's next number.
    New,
    /// It skips one.
    Skip,
    /// The last accepted number and the one before come once more.
    Replay,
    Restart,
    /// The power goes in a write for the sender's next number.
    Cut(u32, Torn),
}

struct Counted {
    memory: Memory,
    counter: ReceiveCounter,
    ahead: u32,
    sent: u32,
    accepted: Vec<u32>,
}

impl Counted {
    fn first(ahead: u32) -> Self {
        let mut memory = Memory::erased();
        receive_counter::create(&mut memory, RECORD, 0).expect("created");
        let counter = ReceiveCounter::start(&mut memory, RECORD, ahead).expect("started");
        Counted { memory, counter, ahead, sent: 0, accepted: Vec::new() }
    }

    fn offer(&mut self, number: u32) -> Result<(), String> {
        let answer = self.counter.accept(&mut self.memory, number);
        if answer.is_ok() && self.accepted.contains(&number) {
            return Err(format!("{number} accepted again"));
        }
        if answer.is_ok() {
            self.accepted.push(number);
        }
        if self.memory.power_on() { self.restart() } else { Ok(()) }
    }

    fn restart(&mut self) -> Result<(), String> {
        self.counter = ReceiveCounter::start(&mut self.memory, RECORD, self.ahead)
            .map_err(|status| format!("no start: {status:?}"))?;
        Ok(())
    }
}

impl Moment for Counted {
    type Step = Step;

    fn copy(&self) -> Self {
        Counted {
            memory: self.memory.clone(),
            counter: ReceiveCounter { ..self.counter },
            accepted: self.accepted.clone(),
            ..*self
        }
    }

    fn go(&mut self, step: Step) -> Result<(), String> {
        match step {
            Step::New | Step::Skip => {
                self.sent += if matches!(step, Step::Skip) { 2 } else { 1 };
                self.offer(self.sent)?;
            }
            Step::Replay => {
                for number in self.accepted.iter().rev().take(2).copied().collect::<Vec<_>>() {
                    self.offer(number)?;
                }
            }
            Step::Restart => self.restart()?,
            Step::Cut(write, torn) => {
                self.memory.cut_after(write, torn);
                self.sent += 1;
                self.offer(self.sent)?;
                // The sender got no answer, and tries once more.
                self.offer(self.sent)?;
            }
        }
        Ok(())
    }
}

#[test]
fn no_short_history_accepts_a_number_twice() {
    let tears = [Torn::Old(0), Torn::Old(WRITE_LENGTH), Torn::Erased(0), Torn::Old(7), Torn::Garbage(3)];
    let cuts = (0..2).flat_map(|write| tears.map(|torn| Step::Cut(write, torn)));
    let steps: Vec<Step> =
        [Step::New, Step::Skip, Step::Replay, Step::Restart].into_iter().chain(cuts).collect();
    for ahead in [0, 3] {
        let histories = explore(&Counted::first(ahead), &steps, 5).expect("no number twice");
        println!("receive counter, {ahead} ahead: {histories} histories of 5 steps");
    }
}

#[test]
fn a_cut_at_every_byte_of_every_write_accepts_no_number_twice() {
    let life = [Step::New, Step::Replay, Step::Skip, Step::Restart, Step::Replay, Step::New, Step::Replay];
    for ahead in [0, 3] {
        let mut uncut = Counted::first(ahead);
        let created = uncut.memory.writes;
        life.iter().for_each(|step| uncut.go(*step).expect("no cut"));
        let writes = uncut.memory.writes - created;
        let mut cuts = 0;
        for write in 0..writes {
            for torn in every_tear(WRITE_LENGTH) {
                let mut moment = Counted::first(ahead);
                moment.memory.cut_after(write, torn);
                for step in life {
                    moment.go(step).unwrap_or_else(|problem| panic!("write {write}, {torn:?}: {problem}"));
                }
                cuts += 1;
            }
        }
        println!("receive counter, {ahead} ahead: {writes} writes, {cuts} cuts");
        assert_eq!(writes, if ahead == 0 { 6 } else { 2 });
    }
}

#[test]
fn accepts_rising_numbers_only() {
    let mut memory = Memory::erased();
    receive_counter::create(&mut memory, RECORD, 10).expect("created");
    let mut counter = ReceiveCounter::start(&mut memory, RECORD, 0).expect("started");
    for (number, answer) in [
        (0, Err(Status::REPLAYED)),
        (10, Err(Status::REPLAYED)),
        (11, Ok(())),
        (11, Err(Status::REPLAYED)),
        (1000, Ok(())),
        (999, Err(Status::REPLAYED)),
        (u32::MAX, Err(Status::COUNTER_EXHAUSTED)),
        (u32::MAX - 1, Ok(())),
        (u32::MAX - 1, Err(Status::REPLAYED)),
        (u32::MAX, Err(Status::COUNTER_EXHAUSTED)),
    ] {
        assert_eq!(counter.accept(&mut memory, number), answer, "{number}");
    }
    assert_eq!(receive_counter::create(&mut memory, RECORD, 0), Err(Status::BAD_STATE));
}

#[test]
fn one_store_covers_the_numbers_ahead_and_a_restart_refuses_them() {
    let mut memory = Memory::erased();
    receive_counter::create(&mut memory, RECORD, 0).expect("created");
    let mut counter = ReceiveCounter::start(&mut memory, RECORD, 100).expect("started");
    for number in 1..=101 {
        assert_eq!(counter.accept(&mut memory, number), Ok(()));
    }
    assert_eq!(memory.writes, 4);
    assert_eq!(counter.accept(&mut memory, 102), Ok(()));
    let mut counter = ReceiveCounter::start(&mut memory, RECORD, 100).expect("started");
    assert_eq!(counter.accept(&mut memory, 202), Err(Status::REPLAYED));
    assert_eq!(counter.accept(&mut memory, 203), Ok(()));
}

#[test]
fn two_objects_on_one_record_accept_no_number_twice() {
    for ahead in [0, 5] {
        let mut memory = Memory::erased();
        receive_counter::create(&mut memory, RECORD, 0).expect("created");
        let mut left = ReceiveCounter::start(&mut memory, RECORD, ahead).expect("started");
        let mut right = ReceiveCounter::start(&mut memory, RECORD, ahead).expect("started");
        for number in 1..40 {
            let accepted = u8::from(left.accept(&mut memory, number).is_ok())
                + u8::from(right.accept(&mut memory, number).is_ok());
            assert!(accepted <= 1, "{number}, {ahead} ahead");
            let accepted = u8::from(right.accept(&mut memory, number).is_ok())
                + u8::from(left.accept(&mut memory, number).is_ok());
            assert_eq!(accepted, 0, "{number}, {ahead} ahead");
        }
    }
}

#[test]
fn a_failing_store_accepts_nothing() {
    let mut memory = Memory::erased();
    receive_counter::create(&mut memory, RECORD, 0).expect("created");
    let mut counter = ReceiveCounter::start(&mut memory, RECORD, 0).expect("started");
    memory.writes_fail = true;
    assert_eq!(counter.accept(&mut memory, 1), Err(Status::STORAGE_FAILED));
    memory.writes_fail = false;
    // The write may have come through: then the number is gone, but nothing is accepted twice.
    let answer = counter.accept(&mut memory, 1);
    assert!(answer == Ok(()) || answer == Err(Status::REPLAYED), "{answer:?}");
    assert_eq!(counter.accept(&mut memory, 2), Ok(()));
}
