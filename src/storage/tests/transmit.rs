//! The transmit counter: no number twice, after any history of cuts.

use super::history::{Moment, explore};
use super::memory::{FirstSlotOnly, Memory, Torn, every_tear};
use crate::status::Status;
use crate::storage::record::OVERHEAD;
use crate::storage::transmit_counter::{self, RESERVED, TransmitCounter};

const RECORD: u16 = 0;
const WRITE_LENGTH: usize = 4 + OVERHEAD;

/// A counter that hands a number to `use_it`; the real one, and planted faults.
trait Transmit: Sized {
    fn start(memory: &mut Memory) -> Result<Self, Status>;
    fn next(&mut self, memory: &mut Memory, use_it: &mut dyn FnMut(u32)) -> Result<(), Status>;
    /// What is reserved: to skip most of a batch, and to copy the object.
    fn counter(&mut self) -> &mut TransmitCounter;
    fn copy(&self) -> Self;
}

fn copy(counter: &TransmitCounter) -> TransmitCounter {
    TransmitCounter { ..*counter }
}

impl Transmit for TransmitCounter {
    fn start(memory: &mut Memory) -> Result<Self, Status> {
        TransmitCounter::start(memory, RECORD)
    }

    fn next(&mut self, memory: &mut Memory, use_it: &mut dyn FnMut(u32)) -> Result<(), Status> {
        self.next(memory).map(use_it)
    }

    fn counter(&mut self) -> &mut TransmitCounter {
        self
    }

    fn copy(&self) -> Self {
        copy(self)
    }
}

/// The number goes out, then what is above it is stored.
struct UseBeforeStore(TransmitCounter);

impl Transmit for UseBeforeStore {
    fn start(memory: &mut Memory) -> Result<Self, Status> {
        TransmitCounter::start(memory, RECORD).map(UseBeforeStore)
    }

    fn next(&mut self, memory: &mut Memory, use_it: &mut dyn FnMut(u32)) -> Result<(), Status> {
        use_it(self.0.next);
        self.0.next(memory).map(|_| ())
    }

    fn counter(&mut self) -> &mut TransmitCounter {
        &mut self.0
    }

    fn copy(&self) -> Self {
        UseBeforeStore(copy(&self.0))
    }
}

/// Stores first, but over the only copy.
struct OneSlot(TransmitCounter);

impl Transmit for OneSlot {
    fn start(memory: &mut Memory) -> Result<Self, Status> {
        TransmitCounter::start(&mut FirstSlotOnly(memory), RECORD).map(OneSlot)
    }

    fn next(&mut self, memory: &mut Memory, use_it: &mut dyn FnMut(u32)) -> Result<(), Status> {
        self.0.next(&mut FirstSlotOnly(memory)).map(use_it)
    }

    fn counter(&mut self) -> &mut TransmitCounter {
        &mut self.0
    }

    fn copy(&self) -> Self {
        OneSlot(copy(&self.0))
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Next,
    /// Skips to the last number of the batch and takes it.
    LastOfBatch,
    Restart,
    /// The power goes in a write of the next batch.
    Cut(u32, Torn),
}

/// A moment of a history: the memory, the object in RAM, and the highest number used.
struct Counted<C> {
    memory: Memory,
    counter: C,
    highest: u32,
}

impl<C: Transmit> Counted<C> {
    fn first() -> Self {
        let mut memory = Memory::erased();
        transmit_counter::create(&mut memory, RECORD, 1).expect("created");
        let counter = C::start(&mut memory).expect("started");
        Counted { memory, counter, highest: 0 }
    }

    fn restart(&mut self) -> Result<(), String> {
        self.counter = C::start(&mut self.memory).map_err(|status| format!("no start: {status:?}"))?;
        Ok(())
    }
}

impl<C: Transmit> Moment for Counted<C> {
    type Step = Step;

    fn copy(&self) -> Self {
        Counted { memory: self.memory.clone(), counter: self.counter.copy(), highest: self.highest }
    }

    fn go(&mut self, step: Step) -> Result<(), String> {
        let reserved = self.counter.counter();
        match step {
            Step::Restart => return self.restart(),
            Step::Next => {}
            Step::LastOfBatch => reserved.next = reserved.next.max(reserved.limit.saturating_sub(1)),
            Step::Cut(write, torn) => {
                reserved.next = reserved.limit;
                self.memory.cut_after(write, torn);
            }
        }
        let (highest, mut twice) = (&mut self.highest, None);
        let answer = self.counter.next(&mut self.memory, &mut |number| {
            if number <= *highest {
                twice = Some(number);
            }
            *highest = number.max(*highest);
        });
        if let Some(number) = twice {
            Err(format!("{number} again, after {highest}"))
        } else if self.memory.power_on() {
            self.restart()
        } else {
            answer.map_err(|status| format!("{status:?} without a cut"))
        }
    }
}

/// In either write: never begun, whole but unreported, torn in the sequence, the value and the check.
fn steps() -> Vec<Step> {
    let tears = [
        Torn::Old(0),
        Torn::Old(WRITE_LENGTH),
        Torn::Erased(0),
        Torn::Old(4),
        Torn::Old(7),
        Torn::Garbage(3),
    ];
    let cuts = (0..2).flat_map(|write| tears.map(|torn| Step::Cut(write, torn)));
    [Step::Next, Step::LastOfBatch, Step::Restart].into_iter().chain(cuts).collect()
}

#[test]
fn no_short_history_uses_a_number_twice() {
    let histories = explore(&Counted::<TransmitCounter>::first(), &steps(), 5).expect("no number twice");
    println!("transmit counter: {histories} histories of 5 steps");
    assert_eq!(histories, 15_u64.pow(5));
}

#[test]
fn finds_a_planted_use_before_store() {
    let problem = explore(&Counted::<UseBeforeStore>::first(), &steps(), 3).expect_err("the fault is found");
    assert!(problem.contains("again"), "{problem}");
}

#[test]
fn finds_a_planted_single_slot() {
    let problem = explore(&Counted::<OneSlot>::first(), &steps(), 3).expect_err("the fault is found");
    assert!(problem.contains("no start"), "{problem}");
}

/// What a meter does: a batch begun, ended, a restart, and so on.
const LIFE: [Step; 9] = [
    Step::Next,
    Step::Next,
    Step::LastOfBatch,
    Step::Next,
    Step::Restart,
    Step::Next,
    Step::LastOfBatch,
    Step::Restart,
    Step::Next,
];

#[test]
fn a_cut_at_every_byte_of_every_write_uses_no_number_twice() {
    let mut uncut = Counted::<TransmitCounter>::first();
    let created = uncut.memory.writes;
    LIFE.iter().for_each(|step| uncut.go(*step).expect("no cut"));
    let writes = uncut.memory.writes - created;
    let mut cuts = 0;
    for write in 0..writes {
        for torn in every_tear(WRITE_LENGTH) {
            let mut moment = Counted::<TransmitCounter>::first();
            moment.memory.cut_after(write, torn);
            for step in LIFE {
                moment.go(step).unwrap_or_else(|problem| panic!("write {write}, {torn:?}: {problem}"));
            }
            cuts += 1;
        }
    }
    println!("transmit counter: {writes} writes, {cuts} cuts");
    assert_eq!(writes, 8);
}

#[test]
fn a_cut_while_the_record_is_created_leaves_it_or_none() {
    for write in 0..2 {
        for torn in every_tear(WRITE_LENGTH) {
            let mut memory = Memory::erased();
            memory.cut_after(write, torn);
            assert_eq!(transmit_counter::create(&mut memory, RECORD, 9), Err(Status::STORAGE_FAILED));
            assert!(memory.power_on());
            match transmit_counter::create(&mut memory, RECORD, 9) {
                Ok(()) => assert_eq!(write, 0, "{torn:?}"),
                refused => assert_eq!(refused, Err(Status::BAD_STATE)),
            }
            let mut counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
            assert_eq!(counter.next(&mut memory), Ok(9));
        }
    }
}

#[test]
fn numbers_rise_by_one_and_skip_the_rest_of_a_batch_after_a_restart() {
    let mut memory = Memory::erased();
    transmit_counter::create(&mut memory, RECORD, 1).expect("created");
    let mut counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
    for number in 1..=2 * RESERVED {
        assert_eq!(counter.next(&mut memory), Ok(number));
    }
    assert_eq!(memory.writes, 2 + 2 * 2);
    assert_eq!(counter.next(&mut memory), Ok(2 * RESERVED + 1));
    let mut counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
    assert_eq!(memory.writes, 8, "a start alone wears nothing");
    assert_eq!(counter.next(&mut memory), Ok(3 * RESERVED + 1));
}

#[test]
fn twenty_years_of_flash_are_enough_for_a_number_every_32_seconds() {
    let (writes, days) = (10_000, 7_305);
    assert!(writes / 2 * RESERVED / days * 32 > 86_400);
    assert!(u64::from(writes * RESERVED) < (1 << 32) / 100);
}

#[test]
fn a_failing_store_fails_the_number_and_uses_none_up() {
    let mut memory = Memory::erased();
    transmit_counter::create(&mut memory, RECORD, 1).expect("created");
    let mut counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
    memory.writes_fail = true;
    for _ in 0..3 {
        assert_eq!(counter.next(&mut memory), Err(Status::STORAGE_FAILED));
    }
    memory.writes_fail = false;
    let number = counter.next(&mut memory).expect("stored");
    assert_eq!(number % RESERVED, 1);
}

#[test]
fn two_objects_on_one_record_share_no_number() {
    let mut memory = Memory::erased();
    transmit_counter::create(&mut memory, RECORD, 1).expect("created");
    let mut left = TransmitCounter::start(&mut memory, RECORD).expect("started");
    let mut right = TransmitCounter::start(&mut memory, RECORD).expect("started");
    let mut numbers = Vec::new();
    for _ in 0..RESERVED + 2 {
        numbers.push(left.next(&mut memory).expect("a number"));
        numbers.push(right.next(&mut memory).expect("a number"));
    }
    let given = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), given);
}

#[test]
fn a_memory_that_went_back_is_refused() {
    let mut memory = Memory::erased();
    transmit_counter::create(&mut memory, RECORD, 1).expect("created");
    let backup = memory.clone();
    let mut counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
    counter.next(&mut memory).expect("a number");
    counter.next = counter.limit;
    assert_eq!(counter.next(&mut backup.clone()), Err(Status::STORAGE_FAILED));
}

#[test]
fn the_last_number_is_one_below_the_highest() {
    let mut memory = Memory::erased();
    transmit_counter::create(&mut memory, RECORD, u32::MAX - 2).expect("created");
    let mut counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
    assert_eq!(counter.next(&mut memory), Ok(u32::MAX - 2));
    assert_eq!(counter.next(&mut memory), Ok(u32::MAX - 1));
    for _ in 0..2 {
        assert_eq!(counter.next(&mut memory), Err(Status::COUNTER_EXHAUSTED));
        counter = TransmitCounter::start(&mut memory, RECORD).expect("started");
    }
}
