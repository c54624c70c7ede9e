//! The arithmetic of SP 800-90A, the limit on requests, and the cutoffs of the noise tests.

use super::*;

/// Noise that never repeats a byte within 256.
struct Counting(u8);

impl Random for Counting {
    fn fill(&mut self, output: &mut [u8]) -> Result<(), Status> {
        for byte in output {
            self.0 = self.0.wrapping_mul(5).wrapping_add(1);
            *byte = self.0;
        }
        Ok(())
    }
}

/// Noise as listed, then as it should be.
struct Listed<'a>(&'a [u8], Counting);

impl Random for Listed<'_> {
    fn fill(&mut self, output: &mut [u8]) -> Result<(), Status> {
        self.1.fill(output)?;
        let (now, later) = self.0.split_at(self.0.len().min(output.len()));
        output[..now.len()].copy_from_slice(now);
        self.0 = later;
        Ok(())
    }
}

fn with_tests(bits: u8) -> NoiseTests {
    NoiseTests::new(bits)
}

fn is_alarmed(bits: u8, noise: &[u8]) -> bool {
    let (mut tests, mut block) = (with_tests(bits), [0; BLOCK_LENGTH]);
    let mut source = Listed(noise, Counting(77));
    (0..noise.len().div_ceil(BLOCK_LENGTH)).any(|_| tests.draw(&mut source, &mut block).is_err())
}

#[test]
fn cutoffs_are_those_of_sp_800_90b() {
    for bits in 1..=8_u8 {
        let [repeats, high, low] = CUTOFFS.at(usize::from(bits) - 1).get();
        assert_eq!(repeats, 1 + 20_u8.div_ceil(bits));
        // One more than the smallest k with P(X <= k) >= 1 - 2^-20, X binomial with 512 and 2^-bits.
        let p = 0.5_f64.powi(bits.into());
        let (mut term, mut sum, mut k) = ((1.0 - p).powi(512), 0.0, 0_u16);
        loop {
            sum += term;
            if sum >= 1.0 - 0.5_f64.powi(20) {
                break;
            }
            term *= f64::from(512 - k) / f64::from(k + 1) * p / (1.0 - p);
            k += 1;
        }
        assert_eq!(u16::from_be_bytes([high, low]), k + 1, "{bits} bits");
    }
}

#[test]
fn a_sample_may_repeat_until_the_cutoff() {
    for bits in 1..=8_u8 {
        let cutoff = usize::from(CUTOFFS.at(usize::from(bits) - 1).get()[0]);
        let run = |length| [&[1, 2, 3][..], &vec![9; length]].concat();
        assert!(!is_alarmed(bits, &run(cutoff - 1)), "{bits} bits");
        assert!(is_alarmed(bits, &run(cutoff)), "{bits} bits");
    }
}

#[test]
fn the_first_sample_of_a_window_may_occur_until_the_cutoff() {
    for bits in 1..=8_u8 {
        let [_, high, low] = CUTOFFS.at(usize::from(bits) - 1).get();
        let cutoff = usize::from(u16::from_be_bytes([high, low]));
        // Pairs, so that the other test is content; the rest of the window is something else.
        let window = |occurrences: usize, start: u8| {
            let mut noise: Vec<u8> =
                (0..512_usize).map(|i| if i % 3 == 2 { start ^ 1 } else { start ^ 2 }).collect();
            noise
                .iter_mut()
                .step_by(if occurrences > 256 { 1 } else { 2 })
                .take(occurrences)
                .for_each(|byte| *byte = start);
            noise
        };
        if bits > 1 {
            assert!(!is_alarmed_by_window(bits, &window(cutoff - 1, 40)), "{bits} bits");
            assert!(is_alarmed_by_window(bits, &window(cutoff, 40)), "{bits} bits");
            // The next window starts from nothing.
            let two = [window(cutoff - 1, 40), window(cutoff - 1, 40)].concat();
            assert!(!is_alarmed_by_window(bits, &two), "{bits} bits");
        }
    }
}

/// With the other test out of the way.
fn is_alarmed_by_window(bits: u8, noise: &[u8]) -> bool {
    let (mut tests, mut block) = (with_tests(bits), [0; BLOCK_LENGTH]);
    let mut source = Listed(noise, Counting(77));
    (0..noise.len().div_ceil(BLOCK_LENGTH)).any(|_| {
        tests.repeats = 0;
        tests.draw(&mut source, &mut block).is_err()
    })
}

#[test]
fn asks_for_a_new_seed_after_the_last_request() {
    let mut drbg = Drbg::instantiate(&mut Counting(1), 4, b"").expect("good noise");
    let mut output = [0; 8];
    drbg.requests = u32::MAX - 1;
    assert_eq!(drbg.generate(&mut output), Ok(()));
    assert_eq!(drbg.generate(&mut output), Err(Status::COUNTER_EXHAUSTED));
    assert_eq!(drbg.reseed(&mut Counting(2), b""), Ok(()));
    assert_eq!(drbg.generate(&mut output), Ok(()));
}
