//! The columns of the modular inversion: a sum of 64 bits plus two or three products of a signed and an
//! unsigned word, against Rust's own integers.

use super::{Bench, LAYOUTS, Random, Tally, Trail, plants};

const FACTORS: [u32; 8] =
    [0, 1, 0x4000_0000, 0xffff_ffff, 0xc000_0000, 0x8000_0001, 0x0000_ffff, 0xffff_0000];
const LIMBS: [u32; 8] = [0, 1, 0x3fff_ffff, 0x4000_0000, 0x7fff_ffff, 0x0000_ffff, 0x3fff_0000, 0x8000];
const SUMS: [i64; 7] = [0, -1, 1, 1 << 33, -1 << 33, 0xffff_ffff, -0x1_0000_0000];

#[derive(Clone, Copy, Debug)]
struct Case {
    sum: i64,
    factors: [u32; 3],
    limbs: [u32; 3],
    count: u16,
}

impl Case {
    fn random(random: &mut Random) -> Self {
        let mut pick = |words: &[u32], any: u32| {
            let choice = random.next();
            if choice & 3 == 0 {
                words[(choice >> 8) as usize % words.len()]
            } else {
                (choice >> 32) as u32 & any
            }
        };
        let factors = [(); 3].map(|()| pick(&FACTORS, u32::MAX));
        let limbs = [(); 3].map(|()| pick(&LIMBS, 0x7fff_ffff));
        let choice = random.next();
        let sum = if choice & 3 == 0 {
            SUMS[(choice >> 8) as usize % SUMS.len()]
        } else {
            choice.cast_signed() >> 29
        };
        Case { sum, factors, limbs, count: 2 + (choice >> 5 & 1) as u16 }
    }

    /// The low limb and the rest.
    fn expected(&self) -> (u32, i64) {
        let products = self.factors.iter().zip(&self.limbs).take(self.count.into());
        let sum = products.fold(self.sum, |sum, (factor, limb)| {
            sum.wrapping_add(i64::from(factor.cast_signed()).wrapping_mul(i64::from(*limb)))
        });
        (sum as u32 & 0x3fff_ffff, sum >> 30)
    }
}

struct Leaf {
    address: u16,
}

impl Leaf {
    fn call(&self, bench: &mut Bench, case: &Case, status: u16) -> Result<(u32, i64, Trail), String> {
        let layout = LAYOUTS[0];
        let mut store = |place: u16, value: u64, words: u16| {
            for word in 0..words {
                bench.machine.poke(place + 2 * word, (value >> (16 * word)) as u16);
            }
        };
        // What follows the sum must stay.
        for word in 4..16 {
            store(layout.r + 2 * word, 0xa5a5, 1);
        }
        store(layout.r, case.sum.cast_unsigned(), 4);
        for (index, (factor, limb)) in (0..).zip(case.factors.iter().zip(&case.limbs)) {
            store(layout.a + 4 * index, (*factor).into(), 2);
            store(layout.b + 4 * index, (*limb).into(), 2);
        }
        let (number, trail) = bench.call(self.address, layout, case.count, false, status)?;
        if number[1..] != [0xa5a5_a5a5_a5a5_a5a5; 3] {
            return Err("writes behind the sum".to_owned());
        }
        let registers = &bench.machine.registers;
        Ok((u32::from(registers[13]) << 16 | u32::from(registers[12]), number[0].cast_signed(), trail))
    }

    fn try_case(&self, bench: &mut Bench, case: &Case, known: &mut [Option<Trail>; 4]) -> Result<(), String> {
        let (limb, sum, trail) = self.call(bench, case, 0)?;
        if (limb, sum) != case.expected() {
            return Err(format!("{case:x?} gives {limb:x}, {sum:x}"));
        }
        let first = *known[usize::from(case.count)].get_or_insert(trail);
        if trail == first { Ok(()) } else { Err(format!("not constant time: {trail:?}, before {first:?}")) }
    }
}

/// Random cases, edges among them; interrupted before each instruction; with carries dropped.
pub fn test(bench: &mut Bench, tally: &mut Tally, address: u16, cases: u64) {
    let leaf = Leaf { address };
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut trails = [None; 4];
    for _ in 0..cases {
        let case = Case::random(&mut random);
        let outcome = leaf.try_case(bench, &case, &mut trails);
        tally.note("column", outcome);
    }
    let [.., Some(trail)] = trails else {
        return tally.note("column", Err("no case of three products".to_owned()));
    };
    let case = Case {
        sum: -5,
        factors: [0xdead_beef, 0x1234_5678, 0xfeed_f00d],
        limbs: [0x7abc_def0, 77, 0x3333_3333],
        count: 3,
    };
    let instructions =
        if std::env::var("INTERRUPTS").is_ok_and(|text| text == "0") { 0 } else { trail.instructions };
    for at in 0..instructions {
        bench.machine.interrupt_at = Some(at);
        let outcome = leaf.call(bench, &case, 8).and_then(|(limb, sum, _)| {
            if (limb, sum) == case.expected() {
                Ok(())
            } else {
                Err(format!("wrong when interrupted at {at}"))
            }
        });
        tally.note("column interrupted", outcome);
    }
    bench.machine.interrupt_at = None;
    println!(
        "  {:20} {:6} cycles, {:5} instructions, {:3} B of stack",
        "column, 3 products", trail.cycles, trail.instructions, trail.stack
    );
    let cases: Vec<_> = (0..6000).map(|_| Case::random(&mut random)).collect();
    plants::test("column", bench, tally, |bench, number| {
        Some(leaf.try_case(bench, cases.get(number)?, &mut [None; 4]))
    });
}
