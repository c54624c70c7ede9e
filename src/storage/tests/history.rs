//! Every sequence of a few steps, from one moment on.

use std::fmt::Debug;

/// A moment of a history.
pub trait Moment: Sized {
    type Step: Copy + Debug;

    fn copy(&self) -> Self;

    /// Goes one step, and restarts if the power was cut; says what went wrong.
    fn go(&mut self, step: Self::Step) -> Result<(), String>;
}

/// All histories of `depth` steps. Gives how many there were, or one that went wrong.
pub fn explore<M: Moment>(moment: &M, steps: &[M::Step], depth: u32) -> Result<u64, String> {
    if depth == 0 {
        return Ok(1);
    }
    let mut histories = 0;
    for step in steps {
        let mut after = moment.copy();
        histories += after
            .go(*step)
            .and_then(|()| explore(&after, steps, depth - 1))
            .map_err(|problem| format!("{step:?}, {problem}"))?;
    }
    Ok(histories)
}
