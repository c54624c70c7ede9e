//! The faults that there can be, and what becomes of each.

use crate::processor::{Processor, Stop};
use crate::task::{End, Task};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Executions of one that is executed often which are missed, beside the first and the last.
const RANDOM: usize = 8;
/// Bits of one that is executed often which are inverted.
const SAMPLED_BITS: usize = 3;
/// Points that are taken at a time.
const PIECE: usize = 16;

/// Which of the faults.
#[derive(Default)]
pub struct Choice {
    /// Executions up to which each one is missed in turn.
    pub every: usize,
    /// Executions from which on a sample of the bits is inverted; 0 for never.
    pub often: usize,
    /// Executions from which on an instruction is left alone; 0 for never.
    pub most: usize,
    /// At most so many, at random; 0 for all.
    pub sample: usize,
    /// So many instructions before the end there is no sample: all are tried.
    pub near: usize,
    /// The last ones only; 0 for all.
    pub last: usize,
    pub jobs: usize,
}

/// A fault.
#[derive(Clone)]
pub enum Point {
    /// The instruction at this place of the path is missed.
    Skip(u64),
    /// It is replaced by one that does nothing.
    Nop(u32),
    /// One of its bits is inverted.
    Flip(u32, usize),
}

/// How a program without a fault stands, and which of its memory it has use for: of each byte all bits or none.
struct Copy<P> {
    machine: P,
    needed: Vec<u8>,
}

impl<P: Processor> Copy<P> {
    /// Whether another machine does the same from here on.
    fn is_matched_by(&self, other: &P) -> bool {
        let bytes = self.machine.ram().iter().zip(other.ram()).zip(&self.needed);
        self.machine.stands_as(other)
            && bytes.fold(0, |seen, ((here, there), needed)| seen | (here ^ there) & needed) == 0
    }
}

/// A program, and what it does without a fault.
pub struct Study<P: Processor> {
    task: Task<P>,
    /// How it stands after every [`Processor::STRIDE`] instructions.
    copies: Vec<Copy<P>>,
    length: u64,
    /// Each instruction that was executed, and when.
    executions: BTreeMap<u32, Vec<u32>>,
    /// Where it pays.
    native: Option<P::Native>,
}

impl<P: Processor> Study<P> {
    pub fn new(task: Task<P>) -> Self {
        let mut machine = task.machine.clone();
        let (mut copies, mut path) = (Vec::new(), Vec::new());
        loop {
            if machine.count().is_multiple_of(P::STRIDE) {
                copies.push(Copy { machine: machine.clone(), needed: vec![0xFF; machine.ram().len()] });
            }
            path.push(machine.pc());
            if machine.run(machine.count() + 1) != Stop::Count {
                break;
            }
        }
        // The end itself is not the program's any more.
        path.pop();
        let mut executions: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (position, address) in (0..).zip(&path) {
            executions.entry(*address).or_default().push(position);
        }
        Study { task, copies, length: path.len() as u64, executions, native: None }
    }

    /// Translates the program and looks what is needed of its memory, if that pays for so many faults; the folder keeps
    /// the translation.
    pub fn prepare(&mut self, faults: usize, folder: &Path) -> Result<(), String> {
        if self.length.saturating_mul(faults as u64) > P::WORTH {
            self.look_what_is_needed();
            let executed = self.executions.keys().copied().collect();
            self.native = self.task.machine.translate(&executed, folder)?;
        }
        Ok(())
    }

    /// From the end to the start: what is judged there, and what is read before it is written.
    fn look_what_is_needed(&mut self) {
        let mut needed = vec![0; self.task.machine.ram().len()];
        for place in self.task.judged() {
            mark::<P>(&mut needed, place, 0xFF);
        }
        let mut end = self.length;
        for copy in self.copies.iter_mut().rev() {
            let mut machine = copy.machine.clone();
            let mut all = Vec::new();
            while machine.count() < end {
                all.push(machine.accesses());
                machine.run(machine.count() + 1);
            }
            for accesses in all.iter().rev() {
                accesses.writes.into_iter().for_each(|place| mark::<P>(&mut needed, place, 0));
                accesses.reads.into_iter().for_each(|place| mark::<P>(&mut needed, place, 0xFF));
            }
            copy.needed.clone_from(&needed);
            end = copy.machine.count();
        }
    }

    pub fn skips(&self, choice: &Choice) -> Vec<Point> {
        let mut random = Random::new(20);
        let mut positions = Vec::new();
        for (_, executions) in self.of_interest(choice) {
            if let [first, between @ .., last] = &executions[..]
                && executions.len() > choice.every
            {
                positions.extend([*first, *last]);
                positions.extend(random.sample(between, RANDOM));
            } else {
                positions.extend(executions);
            }
        }
        positions.sort_unstable();
        positions.into_iter().map(|position| Point::Skip(position.into())).collect()
    }

    pub fn nops(&self, choice: &Choice) -> Vec<Point> {
        self.of_interest(choice).map(|(address, _)| Point::Nop(*address)).collect()
    }

    fn of_interest(&self, choice: &Choice) -> impl Iterator<Item = (&u32, &Vec<u32>)> {
        let most = if choice.most == 0 { usize::MAX } else { choice.most };
        self.executions.iter().filter(move |(_, executions)| executions.len() <= most)
    }

    pub fn flips(&self, choice: &Choice) -> Vec<Point> {
        let mut random = Random::new(21);
        let mut points = Vec::new();
        for (address, executions) in self.of_interest(choice) {
            let bits: Vec<usize> = (0..8 * self.task.machine.size(*address)).collect();
            let is_often = choice.often != 0 && executions.len() >= choice.often;
            let bits = if is_often { random.sample(&bits, SAMPLED_BITS) } else { bits };
            points.extend(bits.into_iter().map(|bit| Point::Flip(*address, bit)));
        }
        points
    }

    /// Those of the points that are tried.
    pub fn chosen(&self, points: &[Point], choice: &Choice) -> Vec<Point> {
        let from = if choice.last == 0 { 0 } else { points.len().saturating_sub(choice.last) };
        let points = &points[from..];
        if choice.sample == 0 {
            return points.to_vec();
        }
        let is_near = |point: &Point| self.first(point) + choice.near as u64 > self.length;
        let (near, far): (Vec<Point>, Vec<Point>) = points.iter().cloned().partition(is_near);
        [Random::new(1).sample(&far, choice.sample), near].concat()
    }

    /// The first place of the path that differs.
    fn first(&self, point: &Point) -> u64 {
        match point {
            Point::Skip(position) => *position,
            Point::Nop(address) | Point::Flip(address, _) => {
                self.executions[address].first().copied().unwrap_or(0).into()
            }
        }
    }

    /// How they end, counted, and those that the attacker wins.
    pub fn outcomes(&self, points: &[Point], jobs: usize) -> String {
        let next = AtomicUsize::new(0);
        let found = Mutex::new((BTreeMap::new(), Vec::new()));
        std::thread::scope(|scope| {
            for _ in 0..jobs.max(1) {
                scope.spawn(|| {
                    let mut worker = Worker::new(self);
                    loop {
                        let start = next.fetch_add(PIECE, Ordering::Relaxed);
                        let Some(piece) = points
                            .get(start..points.len().min(start + PIECE))
                            .filter(|piece| !piece.is_empty())
                        else {
                            return;
                        };
                        let ends: Vec<End> = piece.iter().map(|point| worker.outcome(point)).collect();
                        let Ok(mut found) = found.lock() else { return };
                        for (index, end) in ends.into_iter().enumerate() {
                            *found.0.entry(end).or_insert(0_u64) += 1;
                            if end.is_won() {
                                found.1.push((start + index, end));
                            }
                        }
                    }
                });
            }
        });
        let (counts, mut won) = found.into_inner().unwrap_or_default();
        won.sort_unstable();
        let mut lines = String::new();
        for (end, count) in counts {
            let _ = writeln!(lines, "end {} {count}", end.name());
        }
        for (index, end) in won {
            let (address, what) = self.place(&points[index]);
            let _ = writeln!(lines, "won {address:x} {what} {}", end.name());
        }
        lines
    }

    fn place(&self, point: &Point) -> (u32, String) {
        match point {
            Point::Nop(address) => (*address, "throughout".into()),
            Point::Flip(address, bit) => (*address, format!("bit-{bit}")),
            Point::Skip(position) => {
                let mut machine = self.before(*position).clone();
                machine.run(*position);
                (machine.pc(), format!("execution-{position}"))
            }
        }
    }

    /// The last copy before a place of the path.
    fn before(&self, position: u64) -> &P {
        &self.copies[usize::try_from(position / P::STRIDE).unwrap_or(0)].machine
    }
}

/// Who tries faults.
struct Worker<'a, P: Processor> {
    study: &'a Study<P>,
    /// Goes along without a fault.
    forward: P,
    fork: P,
}

impl<'a, P: Processor> Worker<'a, P> {
    fn new(study: &'a Study<P>) -> Self {
        Worker { study, forward: study.task.machine.clone(), fork: study.task.machine.clone() }
    }

    fn outcome(&mut self, point: &Point) -> End {
        match point {
            Point::Skip(position) => {
                self.go_to(*position);
                self.fork.copy_from(&self.forward);
                self.fork.skip();
                self.ending(*position, None)
            }
            Point::Nop(address) => {
                let machine = &self.study.task.machine;
                self.patched(*address, &machine.nothing(machine.size(*address)))
            }
            Point::Flip(address, bit) => {
                let machine = &self.study.task.machine;
                let mut content = machine.code(*address, machine.size(*address));
                content[bit / 8] ^= 1 << (bit % 8);
                self.patched(*address, &content)
            }
        }
    }

    /// With other instructions at an address.
    fn patched(&mut self, address: u32, content: &[u8]) -> End {
        let executions = &self.study.executions[&address];
        let (Some(first), Some(last)) = (executions.first(), executions.last()) else { return End::Refused };
        let (first, last) = (u64::from(*first), u64::from(*last));
        // An instruction may have been read as a piece of the one before, which comes earlier then.
        let whole = self.study.task.machine.code(address, content.len());
        self.fork.copy_from(self.study.before(first));
        self.go_on(first, None);
        self.fork.patch(address, content);
        let end = self.ending(last, Some(address));
        self.fork.patch(address, &whole);
        end
    }

    fn go_on(&mut self, until: u64, patched: Option<u32>) -> Stop {
        match &self.study.native {
            Some(native) => self.fork.run_with(native, patched, until),
            None => self.fork.run(until),
        }
    }

    fn go_to(&mut self, position: u64) {
        let copy = self.study.before(position);
        if self.forward.count() > position || self.forward.count() < copy.count() {
            self.forward.copy_from(copy);
        }
        self.forward.run(position);
    }

    /// Goes on to the end; a machine that stands as one without a fault ends like that one, behind `last`.
    fn ending(&mut self, last: u64, patched: Option<u32>) -> End {
        let study = self.study;
        let mut steps = 1;
        let mut place = last / P::STRIDE + 1;
        while let Some(copy) = usize::try_from(place).ok().and_then(|place| study.copies.get(place)) {
            let stop = self.go_on(place * P::STRIDE, patched);
            if stop != Stop::Count {
                return study.task.end(&mut self.fork, stop);
            }
            if copy.is_matched_by(&self.fork) {
                return End::Refused;
            }
            place += steps;
            steps *= 2;
        }
        let stop = self.go_on(2 * study.length + 10_000, patched);
        study.task.end(&mut self.fork, stop)
    }
}

/// Whether these bytes of the RAM are needed; others are no RAM.
fn mark<P: Processor>(needed: &mut [u8], (address, length): (u32, u32), how: u8) {
    let start = address.wrapping_sub(P::RAM) as usize;
    if let Some(place) = needed.get_mut(start..).and_then(|rest| rest.get_mut(..length as usize)) {
        place.fill(how);
    }
}

/// The same numbers in each run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((u128::from(self.0) * limit as u128) >> 64).unwrap_or(0)
    }

    /// So many of them, or all, in their order.
    fn sample<T: Clone>(&mut self, of: &[T], count: usize) -> Vec<T> {
        let (mut left, mut chosen) = (count.min(of.len()), Vec::new());
        for (index, each) in of.iter().enumerate() {
            if self.below(of.len() - index) < left {
                left -= 1;
                chosen.push(each.clone());
            }
        }
        chosen
    }
}
