//! Executed instructions of every operation in both forms; `benches/abi-gate` compares them.
#![expect(missing_docs, reason = "gungraun's macros make modules without documentation")]

use amisec_benches::{Bench, OPERATIONS, Operation};
use gungraun::{library_benchmark, library_benchmark_group, main};

fn prepare(index: usize) -> (&'static Operation, Box<Bench>) {
    (&OPERATIONS[index], Box::default())
}

#[library_benchmark(setup = prepare)]
#[benches::all(iter = 0..OPERATIONS.len())]
fn abi((operation, mut bench): (&'static Operation, Box<Bench>)) -> Box<Bench> {
    (operation.abi)(&mut bench);
    bench
}

#[library_benchmark(setup = prepare)]
#[benches::all(iter = 0..OPERATIONS.len())]
fn direct((operation, mut bench): (&'static Operation, Box<Bench>)) -> Box<Bench> {
    (operation.direct)(&mut bench);
    bench
}

library_benchmark_group!(name = forms; benchmarks = abi, direct);

main!(library_benchmark_groups = forms);
