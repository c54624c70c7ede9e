//! Against a model: short histories exhaustively, and a long one with the power gone at every byte of every write.

use super::*;
use crate::primitives::aes::{Aes, Aes128Schedule, set_key};
use crate::storage::tests::memory::{Memory, Torn, every_tear};

const RECORD: u16 = 1;
const LENGTHS: [usize; 3] = [16, 24, 32];

/// No two of the first 256 epochs have a byte in common at one place.
fn key(epoch: u32, length: usize) -> Vec<u8> {
    let [first, ..] = (epoch * 37 + 1).to_le_bytes();
    (0_u8..).map(|place| first ^ place.wrapping_mul(5)).take(length).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Stages the next epoch, or the one after it.
    Stage(u32),
    /// Stages what is staged, once more.
    StageAgain,
    /// Stages an epoch that was used.
    StageOld,
    Confirm,
    RollBack,
    Restart,
}

const STEPS: [Step; 7] = [
    Step::Stage(1),
    Step::Stage(2),
    Step::StageAgain,
    Step::StageOld,
    Step::Confirm,
    Step::RollBack,
    Step::Restart,
];

/// What a slot must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Model {
    current: u32,
    staged: Option<u32>,
    highest: u32,
}

impl Model {
    /// The state behind a step, and whether it succeeds.
    fn after(self, step: Step) -> (Self, bool) {
        match (step, self.staged) {
            (Step::Stage(by), _) => {
                let epoch = self.highest + by;
                (Model { staged: Some(epoch), highest: epoch, ..self }, true)
            }
            (Step::StageAgain, Some(_)) | (Step::Restart, _) => (self, true),
            (Step::Confirm, Some(epoch)) => (Model { current: epoch, staged: None, ..self }, true),
            (Step::RollBack, Some(_)) => (Model { staged: None, ..self }, true),
            // Once more: what was confirmed, or rolled back.
            (Step::Confirm, None) => (self, self.current == self.highest),
            (Step::RollBack, None) => (self, self.current != self.highest),
            (Step::StageAgain, None) | (Step::StageOld, _) => (self, false),
        }
    }
}

/// One slot of the memory that stands for both: a planted fault.
struct Slots<'a>(&'a mut Memory, bool);

impl Slots<'_> {
    fn place(&self, slot: u16) -> u16 {
        if self.1 { slot & !1 } else { slot }
    }
}

impl Storage for Slots<'_> {
    fn read(&mut self, slot: u16, bytes: &mut [u8]) -> Result<(), Status> {
        self.0.read(self.place(slot), bytes)
    }

    fn write(&mut self, slot: u16, bytes: &[u8]) -> Result<(), Status> {
        self.0.write(self.place(slot), bytes)
    }

    fn erase(&mut self, slot: u16) -> Result<(), Status> {
        self.0.erase(self.place(slot))
    }
}

#[derive(Clone)]
struct Moment {
    memory: Memory,
    model: Model,
    length: usize,
    single: bool,
}

impl Moment {
    fn first(length: usize, single: bool) -> Self {
        let mut memory = Memory::erased();
        create(&mut Slots(&mut memory, single), RECORD, Kind::GROUP, 1, &key(1, length)).unwrap();
        Moment { memory, model: Model { current: 1, staged: None, highest: 1 }, length, single }
    }

    fn perform(&mut self, step: Step) -> Result<(), Status> {
        let Model { highest, .. } = self.model;
        let (length, memory) = (self.length, &mut Slots(&mut self.memory, self.single));
        match step {
            Step::Stage(by) => stage(memory, RECORD, Kind::GROUP, highest + by, &key(highest + by, length)),
            Step::StageAgain => stage(memory, RECORD, Kind::GROUP, highest, &key(highest, length)),
            Step::StageOld => stage(memory, RECORD, Kind::GROUP, highest, &key(highest + 9, length)),
            Step::Confirm => settle(memory, RECORD, length, highest, true),
            Step::RollBack => settle(memory, RECORD, length, highest, false),
            Step::Restart => Ok(()),
        }
    }

    /// Goes a step, perhaps with a cut, restarts, and compares everything with the model.
    fn go(&mut self, step: Step, cut: Option<(u32, Torn)>) -> Result<(), String> {
        if let Some((write, torn)) = cut {
            self.memory.cut_after(write, torn);
        }
        let answer = self.perform(step);
        let was_cut = self.memory.power_on();
        let (after, succeeds) = self.model.after(step);
        if was_cut {
            if answer.is_ok() {
                return Err("a cut and no failure".into());
            }
            if self.holds(self.model)? {
                return Ok(());
            }
        } else if answer.is_ok() != succeeds {
            return Err(format!("{answer:?}"));
        }
        self.model = after;
        if self.holds(after)? { Ok(()) } else { Err("half installed".into()) }
    }

    /// Whether the slot holds exactly this: both keys byte for byte, and none of any other epoch.
    fn holds(&mut self, model: Model) -> Result<bool, String> {
        let memory = &mut Slots(&mut self.memory, self.single);
        let found = epochs(memory, RECORD, self.length).map_err(|status| format!("lost: {status:?}"))?;
        if found != (model.current, model.staged.unwrap_or(0)) {
            return Ok(false);
        }
        for epoch in 0..=self.model.highest + 3 {
            let mut given = vec![0x55; self.length];
            let answer = load(memory, RECORD, Kind::GROUP, epoch, &mut given);
            if epoch == model.current || Some(epoch) == model.staged {
                if answer.is_err() || given != key(epoch, self.length) {
                    return Err(format!("epoch {epoch}: {answer:?} {given:?}"));
                }
            } else if answer != Err(Status::UNKNOWN_KEY) || given.iter().any(|byte| *byte != 0) {
                return Err(format!("epoch {epoch} is not there: {answer:?}"));
            }
        }
        Ok(true)
    }
}

fn explore(moment: &Moment, cuts: &[Option<(u32, Torn)>], depth: u32) -> Result<u64, String> {
    if depth == 0 {
        return Ok(1);
    }
    let mut histories = 0;
    for step in STEPS {
        for cut in cuts {
            let mut after = moment.clone();
            histories += after
                .go(step, *cut)
                .and_then(|()| explore(&after, cuts, depth - 1))
                .map_err(|problem| format!("{step:?} {cut:?}, {problem}"))?;
        }
    }
    Ok(histories)
}

/// Never begun, whole but unreported, torn in the key, in the epoch and in the check, erased.
const TEARS: [Torn; 6] =
    [Torn::Old(0), Torn::Old(49), Torn::Garbage(20), Torn::Old(8), Torn::Erased(46), Torn::Erased(0)];

/// No cut, and each of them in either write.
fn cuts(tears: &[Torn]) -> Vec<Option<(u32, Torn)>> {
    let cuts = (0..2).flat_map(|write| tears.iter().map(move |torn| Some((write, *torn))));
    [None].into_iter().chain(cuts).collect()
}

#[test]
fn no_short_history_loses_a_key_or_installs_half_of_one() {
    let first = Moment::first(16, false);
    let mut histories = 0;
    for (cuts, depth) in [(cuts(&TEARS), 2), (cuts(&TEARS[..3]), 3), (cuts(&[]), 5)] {
        let explored = explore(&first, &cuts, depth).unwrap();
        assert_eq!(explored, (7 * cuts.len() as u64).pow(depth));
        histories += explored;
    }
    println!("keys: {histories} histories of 2 to 5 steps");
}

#[test]
fn finds_a_planted_single_slot() {
    let problem = explore(&Moment::first(16, true), &cuts(&TEARS), 2).unwrap_err();
    assert!(problem.contains("lost"), "{problem}");
}

#[test]
fn a_cut_at_every_byte_of_every_write_leaves_the_slot_as_it_was_or_changed() {
    let life = [
        Step::Stage(1),
        Step::StageAgain,
        Step::Confirm,
        Step::Stage(2),
        Step::RollBack,
        Step::StageOld,
        Step::Stage(1),
        Step::Stage(1),
        Step::Confirm,
        Step::Confirm,
    ];
    for length in LENGTHS {
        let mut uncut = Moment::first(length, false);
        let created = uncut.memory.writes;
        life.iter().for_each(|step| uncut.go(*step, None).unwrap());
        let writes = uncut.memory.writes - created;
        let mut cuts = 0;
        for write in 0..writes {
            for torn in every_tear(OVERHEAD + 2 * length + record::OVERHEAD) {
                let mut moment = Moment::first(length, false);
                moment.memory.cut_after(write, torn);
                for step in life {
                    moment
                        .go(step, None)
                        .unwrap_or_else(|problem| panic!("{write} {torn:?} {step:?}: {problem}"));
                }
                cuts += 1;
            }
        }
        println!("keys of {length} bytes: {writes} writes, {cuts} cuts");
        assert_eq!(writes, 14);
    }
}

#[test]
fn a_cut_while_a_slot_is_created_leaves_it_or_none() {
    for write in 0..2 {
        for torn in every_tear(OVERHEAD + 32 + record::OVERHEAD) {
            let mut memory = Memory::erased();
            memory.cut_after(write, torn);
            create(&mut memory, RECORD, Kind::GROUP, 1, &key(1, 16)).unwrap_err();
            assert!(memory.power_on());
            let again = create(&mut memory, RECORD, Kind::GROUP, 1, &key(1, 16));
            assert!(again.is_ok() || again == Err(Status::BAD_STATE), "{again:?}");
            let mut given = [0; 16];
            load(&mut memory, RECORD, Kind::GROUP, 1, &mut given).unwrap();
            assert_eq!(given[..], key(1, 16));
        }
    }
}

/// Confirmed or rolled back, the other key's bytes are in no slot any more.
#[test]
fn what_is_gone_is_gone_from_the_memory() {
    for (step, gone) in [(Step::Confirm, 1), (Step::RollBack, 2)] {
        let mut moment = Moment::first(32, false);
        moment.go(Step::Stage(1), None).unwrap();
        moment.go(step, None).unwrap();
        for slot in 0..4 {
            let bytes = moment.memory.slot_mut(slot).to_vec();
            assert!(!bytes.windows(8).any(|window| window == &key(gone, 32)[8..16]), "{step:?}");
        }
    }
}

#[test]
fn kinds_and_lengths_are_the_slots_for_good() {
    let mut moment = Moment::first(16, false);
    let memory = &mut moment.memory;
    assert_eq!(stage(memory, RECORD, Kind::INDIVIDUAL, 2, &key(2, 16)), Err(Status::WRONG_TARGET));
    assert_eq!(stage(memory, RECORD, Kind::GROUP, 2, &key(2, 32)), Err(Status::STORAGE_FAILED));
    assert_eq!(load(memory, RECORD, Kind::BROADCAST, 1, &mut [0; 16]), Err(Status::WRONG_TARGET));
    for length in LENGTHS {
        assert_eq!(create(memory, RECORD, Kind::GROUP, 2, &key(2, length)), Err(Status::BAD_STATE));
    }
    assert_eq!(create(memory, 0, Kind::GROUP, 0, &key(2, 16)), Err(Status::BAD_ARGUMENT));
}

/// Wraps a key as the other side does.
fn wrapped(head: [u8; 8], key: &[u8]) -> Vec<u8> {
    let mut text = [&[0; 8][..], &head, key].concat();
    key_wrap::wrap(&cipher(&schedule()), &mut text);
    text
}

fn schedule() -> Aes128Schedule {
    let mut schedule = [0; 44];
    set_key(&mut schedule, &[7; 16]);
    schedule
}

fn cipher(schedule: &Aes128Schedule) -> Aes<'_> {
    Aes::new(schedule)
}

#[test]
fn a_wrapped_key_goes_to_its_slot_only() {
    let schedule = schedule();
    let record = u8::try_from(RECORD).unwrap();
    for length in LENGTHS {
        let bytes = u8::try_from(length).unwrap();
        let good = [2, bytes, 0, record, 0, 0, 0, 5];
        for (head, status) in [
            (good, Status::OK),
            ([1, bytes, 0, record, 0, 0, 0, 5], Status::WRONG_TARGET),
            ([2, bytes, 0, record + 1, 0, 0, 0, 5], Status::WRONG_TARGET),
            ([2, bytes, 1, record, 0, 0, 0, 5], Status::WRONG_TARGET),
            ([2, bytes ^ 8, 0, record, 0, 0, 0, 5], Status::MALFORMED),
            ([2, bytes, 0, record, 0, 0, 0, 1], Status::ROLLED_BACK),
        ] {
            let mut moment = Moment::first(length, false);
            let text = wrapped(head, &key(5, length));
            let answer = stage_wrapped(&cipher(&schedule), &mut moment.memory, RECORD, Kind::GROUP, &text);
            assert_eq!(answer.unwrap_or_else(|status| status), status, "{head:?}");
            if status == Status::OK {
                moment.model = Model { current: 1, staged: Some(5), highest: 5 };
            }
            assert_eq!(moment.holds(moment.model), Ok(true));
        }
        let text = wrapped(good, &key(5, length));
        for place in 0..text.len() {
            let mut moment = Moment::first(length, false);
            let mut changed = text.clone();
            changed[place] ^= 1;
            let answer = stage_wrapped(&cipher(&schedule), &mut moment.memory, RECORD, Kind::GROUP, &changed);
            assert_eq!(answer, Err(Status::NOT_AUTHENTIC));
            assert_eq!(moment.holds(moment.model), Ok(true));
        }
    }
}
