//! Records and counters against a model, with power cuts at any call of the memory, which tear what is being written:
//! no number is given out or accepted twice, and a record holds what was stored last, or what was being stored.
#![no_main]

use amisec::ffi::storage::{StorageFunctions, amisec_record_erase, amisec_record_load, amisec_record_store};
use amisec::ffi::storage_counters::*;
use amisec::status::Status;
use amisec_fuzz::blank;
use amisec_fuzz::calls::platform::{Platform, storage};
use libfuzzer_sys::fuzz_target;

#[derive(arbitrary::Arbitrary, Debug)]
enum Step {
    /// So many calls of the memory still succeed.
    CutAfter(u8),
    Restart,
    Next(u8),
    Accept(u32),
    AcceptNear(i8),
    Store([u8; 20]),
    Erase,
}

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    first: u32,
    last: u32,
    ahead: u8,
    length: u8,
    steps: Vec<Step>,
}

const TRANSMIT: u16 = 0;
const RECEIVE: u16 = 1;
const RECORD: u16 = 2;

struct Run {
    platform: Box<Platform>,
    functions: StorageFunctions,
    sender: TransmitCounterObject,
    receiver: ReceiveCounterObject,
    ahead: u32,
    /// Below every number that may come.
    given: Option<u32>,
    accepted: u32,
    /// The highest number that a store may have covered.
    covered: u32,
    /// Nothing was cut and no restart skipped numbers.
    whole: bool,
    /// What the record may hold; None: that it is not there.
    record: Vec<Option<Vec<u8>>>,
    length: usize,
}

fuzz_target!(|input: Input| {
    let mut platform = Platform::new();
    let functions = storage(&raw mut *platform);
    let first = input.first.min(u32::MAX - 1);
    // SAFETY: here and below the objects and buffers are what the header asks for.
    unsafe {
        assert_eq!(amisec_transmit_counter_create(&functions, TRANSMIT, first), Status::OK);
        assert_eq!(amisec_receive_counter_create(&functions, RECEIVE, input.last), Status::OK);
    }
    let mut run = Run {
        platform,
        functions,
        sender: blank(),
        receiver: blank(),
        ahead: input.ahead.into(),
        given: first.checked_sub(1),
        accepted: input.last,
        covered: input.last,
        whole: true,
        record: vec![None],
        length: usize::from(input.length) % 20 + 1,
    };
    run.restart();
    run.whole = true;
    for step in input.steps.iter().take(64) {
        match step {
            Step::CutAfter(calls) => {
                run.platform.calls_left = u32::from(calls % 12);
                run.whole = false;
            }
            Step::Restart => run.restart(),
            Step::Next(times) => (0..times % 8 + 1).for_each(|_| run.next()),
            Step::Accept(number) => run.accept(*number),
            Step::AcceptNear(offset) => run.accept(run.accepted.wrapping_add_signed((*offset).into())),
            Step::Store(bytes) => run.store(&bytes[..run.length]),
            Step::Erase => run.erase(),
        }
        run.load();
    }
});

impl Run {
    /// The power is back: both counters find their records, whatever was torn.
    fn restart(&mut self) {
        (self.platform.calls_left, self.platform.is_off) = (u32::MAX, false);
        // SAFETY: as above.
        let statuses = unsafe {
            [
                amisec_transmit_counter_start(&mut self.sender, &self.functions, TRANSMIT),
                amisec_receive_counter_start(&mut self.receiver, &self.functions, RECEIVE, self.ahead),
            ]
        };
        assert_eq!(statuses, [Status::OK; 2]);
        self.whole &= self.ahead == 0;
    }

    fn is_powered(&self) -> bool {
        self.platform.calls_left > 1 << 20
    }

    fn next(&mut self) {
        let mut number = u32::MAX;
        // SAFETY: as above.
        let status = unsafe { amisec_transmit_counter_next(&mut self.sender, &self.functions, &mut number) };
        match status {
            Status::OK => {
                assert!(self.given.is_none_or(|given| number > given), "{number} behind {:?}", self.given);
                self.given = Some(number);
            }
            Status::COUNTER_EXHAUSTED => assert!(self.given.is_none_or(|given| given > u32::MAX - 3 * 4096)),
            other => assert!(other == Status::STORAGE_FAILED && !self.is_powered(), "{other:?}"),
        }
        assert!(status == Status::OK || number == 0);
    }

    fn accept(&mut self, number: u32) {
        // SAFETY: as above.
        let status = unsafe { amisec_receive_counter_accept(&mut self.receiver, &self.functions, number) };
        match status {
            Status::OK => {
                assert!(number > self.accepted && number != u32::MAX);
                self.accepted = number;
            }
            // A restart or a cut refuses numbers that were covered and never used.
            Status::REPLAYED => {
                assert!(number <= if self.whole { self.accepted } else { self.covered });
                return;
            }
            Status::COUNTER_EXHAUSTED => assert_eq!(number, u32::MAX),
            other => assert!(other == Status::STORAGE_FAILED && !self.is_powered(), "{other:?}"),
        }
        self.covered = self.covered.max(number.saturating_add(self.ahead));
    }

    fn store(&mut self, data: &[u8]) {
        // SAFETY: as above.
        let status = unsafe { amisec_record_store(&self.functions, RECORD, data.as_ptr(), data.len()) };
        self.may_hold(status, Some(data.to_vec()));
    }

    fn erase(&mut self) {
        // SAFETY: as above.
        let status = unsafe { amisec_record_erase(&self.functions, RECORD, self.length) };
        self.may_hold(status, None);
    }

    /// A success leaves one content; a cut leaves that one or any that was there before.
    fn may_hold(&mut self, status: Status, content: Option<Vec<u8>>) {
        if status == Status::OK {
            self.record.clear();
        } else {
            assert!(status == Status::STORAGE_FAILED && !self.is_powered());
        }
        self.record.push(content);
    }

    fn load(&mut self) {
        let (left, off) = (self.platform.calls_left, self.platform.is_off);
        let mut data = vec![0xA5; self.length];
        (self.platform.calls_left, self.platform.is_off) = (u32::MAX, false);
        // SAFETY: as above.
        let status = unsafe { amisec_record_load(&self.functions, RECORD, data.as_mut_ptr(), data.len()) };
        (self.platform.calls_left, self.platform.is_off) = (left, off);
        if status != Status::OK {
            assert_eq!((status, &data), (Status::STORAGE_FAILED, &vec![0; self.length]));
        }
        let found = (status == Status::OK).then_some(data);
        assert!(self.record.contains(&found), "{found:?} is none of {:?}", self.record);
    }
}
