//! How many signatures a meter looks at: a flood of forged commands costs no more than that.
//!
//! A bucket holds attempts, full at first; each verification takes one, one comes back every so many seconds,
//! and one that was authentic is given back at once: only forgeries use a bucket up. Who floods can keep the
//! bucket empty and genuine commands out for as long; a meter that spent its time on the flood would hear none
//! either, and would not do its other work.

use crate::status::Status;

/// The bucket.
#[repr(C)]
pub struct Budget {
    left: u32,
    most: u32,
    seconds: u32,
    last: u32,
}

impl Budget {
    /// Full, with at most `most` attempts, of which one comes back every `seconds`.
    #[must_use]
    pub fn full(most: u16, seconds: u32) -> Self {
        Budget { left: most.into(), most: most.into(), seconds, last: 0 }
    }

    /// Takes an attempt at a time in seconds, or refuses it. Without a clock, 0, nothing is limited.
    pub fn take(&mut self, time: u32) -> Result<(), Status> {
        if time == 0 {
            return Ok(());
        }
        // A clock that was set back starts the wait anew.
        self.last = self.last.min(time);
        while self.left < self.most && time.wrapping_sub(self.last) >= self.seconds {
            self.left = self.left.wrapping_add(1);
            self.last = self.last.wrapping_add(self.seconds);
        }
        if self.left >= self.most {
            self.last = time;
        }
        self.left = self.left.checked_sub(1).ok_or(Status::TOO_MANY_ATTEMPTS)?;
        Ok(())
    }

    /// Gives back what an authentic command took.
    pub fn give_back(&mut self) {
        self.left = self.left.wrapping_add(1).min(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of `tries` attempts at a time get through.
    fn through(budget: &mut Budget, time: u32, tries: u32) -> usize {
        (0..tries).filter(|_| budget.take(time).is_ok()).count()
    }

    #[test]
    fn a_flood_gets_a_bucket_and_then_one_for_each_interval() {
        let mut budget = Budget::full(5, 60);
        assert_eq!(through(&mut budget, 1000, 100), 5);
        assert_eq!(through(&mut budget, 1059, 100), 0);
        assert_eq!(through(&mut budget, 1060, 100), 1);
        assert_eq!(through(&mut budget, 1119, 100), 0);
        assert_eq!(through(&mut budget, 1180, 100), 2);
        // Every second for a day: one in 60 beside those of the bucket.
        let day: usize = (1180..1180 + 86_400).map(|second| through(&mut budget, second, 10)).sum();
        assert_eq!(day, 86_399 / 60);
        assert_eq!(through(&mut budget, u32::MAX, 100), 5, "however long it was quiet");
    }

    #[test]
    fn authentic_commands_cost_nothing() {
        let mut budget = Budget::full(1, 60);
        for _ in 0..1000 {
            assert_eq!(budget.take(1000), Ok(()));
            budget.give_back();
        }
        budget.give_back();
        assert_eq!(through(&mut budget, 1000, 100), 1);
    }

    #[test]
    fn a_clock_that_goes_back_neither_fills_the_bucket_nor_locks_it() {
        let mut budget = Budget::full(2, 60);
        assert_eq!(through(&mut budget, 5_000_000, 100), 2);
        assert_eq!(through(&mut budget, 1_000, 100), 0);
        assert_eq!(through(&mut budget, 1_059, 100), 0);
        assert_eq!(through(&mut budget, 1_060, 100), 1);
    }

    #[test]
    fn without_a_clock_or_an_interval_nothing_is_limited() {
        let mut budget = Budget::full(2, 60);
        assert_eq!(through(&mut budget, 0, 100), 100);
        let mut budget = Budget::full(2, 0);
        assert_eq!(through(&mut budget, 1000, 100), 100);
    }
}
