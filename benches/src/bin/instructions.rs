//! Executes every operation once in both forms, for `benches/abi-gate`, which has valgrind count its instructions.

use amisec_benches::{Bench, OPERATIONS};
use std::hint::black_box;

/// What is counted.
#[inline(never)]
fn counted(call: fn(&mut Bench), bench: &mut Bench) {
    call(bench);
    // Or the call would be a jump, and this function over before it.
    black_box(());
}

fn main() {
    for operation in OPERATIONS {
        for call in [operation.direct, operation.abi] {
            counted(call, &mut Box::default());
        }
    }
}
