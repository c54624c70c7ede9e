//! Time of every operation through the C ABI beside a direct call of the core.

use amisec_benches::{Bench, OPERATIONS};
use criterion::{Criterion, criterion_group, criterion_main};

fn operations(criterion: &mut Criterion) {
    for operation in OPERATIONS {
        let mut group = criterion.benchmark_group(operation.name);
        let mut bench = Bench::default();
        group.bench_function("abi", |bencher| bencher.iter(|| (operation.abi)(&mut bench)));
        group.bench_function("direct", |bencher| bencher.iter(|| (operation.direct)(&mut bench)));
        group.finish();
    }
}

criterion_group!(benches, operations);
criterion_main!(benches);
