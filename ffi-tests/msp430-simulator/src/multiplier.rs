//! The hardware multipliers: the 16-bit one (SLAU049 chapter 7, registers at 0x0130) and the
//! 32-bit one (SLAU208 chapter 25, registers at 0x04C0).
//!
//! MPY32 here: unsigned and signed multiplication and accumulation of 16- and 32-bit operands.
//! Not modelled, and refused: fractional and saturating modes, delayed writes, byte access.

/// Which multiplier the simulated part has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultiplierKind {
    /// None: the addresses are plain memory.
    None,
    /// The 16-bit multiplier at 0x0130.
    Bits16,
    /// The 32-bit multiplier at 0x04C0 (5xx, 6xx and later families).
    Bits32,
    /// The 32-bit multiplier at 0x0130 (some of the 4xx family), its 32-bit registers from 0x0140.
    Bits32At0130,
}

impl MultiplierKind {
    /// Whether `address` is one of its registers.
    #[must_use]
    pub const fn owns(self, address: u16) -> bool {
        let registers = self.registers();
        registers.start <= address as usize && (address as usize) < registers.end
    }

    /// The addresses of its registers.
    #[must_use]
    pub const fn registers(self) -> std::ops::Range<usize> {
        match self {
            MultiplierKind::None => 0..0,
            MultiplierKind::Bits16 => 0x130..0x140,
            MultiplierKind::Bits32 => 0x4c0..0x4ee,
            MultiplierKind::Bits32At0130 => 0x130..0x15e,
        }
    }

    /// The address of its first register.
    #[must_use]
    pub const fn base(self) -> u16 {
        match self {
            MultiplierKind::Bits32 => 0x4c0,
            _ => 0x130,
        }
    }
}

/// An access that the model refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A result word was read before the multiplier had finished it.
    NotReady,
    /// A register or mode that is not modelled.
    NotModelled,
}

#[derive(Clone, Copy, Debug, Default)]
struct Operation {
    signed: bool,
    accumulate: bool,
    first_is_32_bits: bool,
}

/// The state of the multiplier's registers.
#[derive(Clone, Debug)]
pub struct Multiplier {
    kind: MultiplierKind,
    operation: Operation,
    first: u32,
    second: u32,
    result: u64,
    sum_extension: u16,
    carry: bool,
    /// The cycle from which RES0 to RES3 (and SUMEXT, the carry) may be read.
    ready: [u64; 4],
}

impl Multiplier {
    /// After reset. The registers hold unspecified values on silicon; a pattern here.
    #[must_use]
    pub const fn new(kind: MultiplierKind) -> Self {
        Self {
            kind,
            operation: Operation { signed: false, accumulate: false, first_is_32_bits: false },
            first: 0x5aa5_a55a,
            second: 0x1bad_cafe,
            result: 0x0123_4567_89ab_cdef,
            sum_extension: 0,
            carry: false,
            ready: [0; 4],
        }
    }

    /// Which multiplier this is.
    #[must_use]
    pub const fn kind(&self) -> MultiplierKind {
        self.kind
    }

    /// A word read of the register at `address` in cycle `now`.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn read(&self, address: u16, now: u64) -> Result<u16, Refusal> {
        let offset = address - self.kind.base();
        let word = |value: u64, index: u32| ((value >> (16 * index)) & 0xffff) as u16;
        let result = |index: u16| {
            if now < self.ready[usize::from(index)] {
                Err(Refusal::NotReady)
            } else {
                Ok(word(self.result, u32::from(index)))
            }
        };
        match offset {
            0x00 | 0x02 | 0x04 | 0x06 | 0x10 | 0x14 | 0x18 | 0x1c => Ok(word(self.first.into(), 0)),
            0x12 | 0x16 | 0x1a | 0x1e => Ok(word(self.first.into(), 1)),
            0x08 | 0x20 => Ok(word(self.second.into(), 0)),
            0x22 => Ok(word(self.second.into(), 1)),
            0x0a | 0x24 => result(0),
            0x0c | 0x26 => result(1),
            0x28 | 0x2a => result((offset - 0x24) / 2),
            0x0e => {
                let last = if self.operation.first_is_32_bits { 3 } else { 1 };
                if now < self.ready[last] {
                    return Err(Refusal::NotReady);
                }
                Ok(self.sum_extension)
            }
            0x2c => Ok(u16::from(self.carry)
                | u16::from(self.operation.accumulate) << 5
                | u16::from(self.operation.signed) << 4
                | u16::from(self.operation.first_is_32_bits) << 6),
            _ => Err(Refusal::NotModelled),
        }
    }

    /// A word write of `value` to the register at `address` in cycle `now`.
    ///
    /// # Errors
    /// [`Refusal::NotModelled`].
    pub fn write(&mut self, address: u16, value: u16, now: u64) -> Result<(), Refusal> {
        let offset = address - self.kind.base();
        let low = |old: u32| old & 0xffff_0000 | u32::from(value);
        let high = |old: u32| old & 0xffff | u32::from(value) << 16;
        match offset {
            0x00 | 0x02 | 0x04 | 0x06 | 0x10 | 0x14 | 0x18 | 0x1c => {
                let wide = offset >= 0x10;
                let mode = if wide { (offset - 0x10) / 4 } else { offset / 2 };
                self.operation =
                    Operation { signed: mode & 1 != 0, accumulate: mode & 2 != 0, first_is_32_bits: wide };
                self.first = low(self.first);
            }
            0x12 | 0x16 | 0x1a | 0x1e => self.first = high(self.first),
            0x08 => {
                self.second = low(self.second);
                if self.operation.signed || self.operation.first_is_32_bits {
                    self.multiply(false, now);
                } else {
                    self.multiply_words(now);
                }
            }
            0x20 => self.second = low(self.second),
            0x22 => {
                self.second = high(self.second);
                self.multiply(true, now);
            }
            0x0a | 0x0c | 0x24 | 0x26 | 0x28 | 0x2a => {
                let index = if offset < 0x24 { (offset - 0x0a) / 2 } else { (offset - 0x24) / 2 };
                let shift = 16 * u32::from(index);
                self.result = self.result & !(0xffff << shift) | u64::from(value) << shift;
            }
            // SUMEXT is read-only on the 16-bit multiplier and of no effect here.
            0x0e => {}
            0x2c if value & 0x030c == 0 => {
                self.operation.accumulate = value & 0x20 != 0;
                self.operation.signed = value & 0x10 != 0;
                self.carry = value & 1 != 0;
            }
            _ => return Err(Refusal::NotModelled),
        }
        Ok(())
    }

    /// What [`Self::multiply`] does with unsigned words, which is asked for most.
    #[inline(always)]
    fn multiply_words(&mut self, now: u64) {
        let product = u64::from(self.first & 0xffff) * u64::from(self.second & 0xffff);
        if self.operation.accumulate {
            let sum = (self.result & 0xffff_ffff) + product;
            self.carry = sum >> 32 != 0;
            self.result = self.result & 0xffff_ffff_0000_0000 | sum & 0xffff_ffff;
        } else {
            self.carry = false;
            self.result = product;
        }
        self.sum_extension = self.carry.into();
        self.ready = Self::DELAYS_OF_WORDS.map(|delay| now + delay);
    }

    const DELAYS_OF_WORDS: [u64; 4] = [3, 3, 4, 4];

    fn multiply(&mut self, second_is_32_bits: bool, now: u64) {
        let Operation { signed, accumulate, first_is_32_bits } = self.operation;
        let extend = |value: u32, wide: bool| -> i128 {
            match (wide, signed) {
                (true, true) => i128::from(value.cast_signed()),
                (true, false) => i128::from(value),
                (false, true) => i128::from(((value & 0xffff) as u16).cast_signed()),
                (false, false) => i128::from(value & 0xffff),
            }
        };
        let product = extend(self.first, first_is_32_bits) * extend(self.second, second_is_32_bits);
        let wide = first_is_32_bits || second_is_32_bits;
        let bits = if wide { 64 } else { 32 };
        let mask = (1_u128 << bits) - 1;
        let old = if accumulate { u128::from(self.result) & mask } else { 0 };
        let sum = old + (product.cast_unsigned() & mask);
        let result = sum & mask;
        let negative = result >> (bits - 1) != 0;
        self.carry = sum > mask;
        self.sum_extension = match (signed, accumulate) {
            (true, _) => {
                if negative {
                    0xffff
                } else {
                    0
                }
            }
            (false, true) => u16::from(self.carry),
            (false, false) => 0,
        };
        let low = u64::try_from(result).unwrap_or(u64::MAX);
        self.result = if wide {
            low
        } else if accumulate {
            // A 16-bit accumulation leaves RES2 and RES3 as they are: a choice of the model,
            // the guide does not say. Nothing here relies on it.
            self.result & 0xffff_ffff_0000_0000 | low
        } else if signed && negative {
            low | 0xffff_ffff_0000_0000
        } else {
            low
        };
        // The 16-bit multiplier is ready for the next instruction unless that instruction reads
        // through @Rn, which is one cycle earlier; MPY32: "Result availability", SLAU208 table 25-2.
        let delays: [u64; 4] = match (first_is_32_bits, second_is_32_bits) {
            (false, false) => Self::DELAYS_OF_WORDS,
            (true, false) => [3, 5, 6, 7],
            (false, true) => [0, 3, 4, 4],
            (true, true) => [0, 3, 5, 6],
        };
        self.ready = delays.map(|delay| now + delay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(kind: MultiplierKind, writes: &[(u16, u16)]) -> Multiplier {
        let mut multiplier = Multiplier::new(kind);
        for (step, &(offset, value)) in writes.iter().enumerate() {
            multiplier.write(kind.base() + offset, value, 20 * step as u64).expect("modelled");
        }
        multiplier
    }

    fn read(multiplier: &Multiplier, offset: u16) -> u16 {
        multiplier.read(multiplier.kind.base() + offset, 10_000).expect("ready")
    }

    #[test]
    fn accumulates_with_the_carry_in_the_sum_extension() {
        let writes = [(0, 0xffff), (8, 0xffff), (4, 0xffff), (8, 0xffff)];
        let multiplier = run(MultiplierKind::Bits16, &writes);
        let twice = 2 * 0xffff_u64 * 0xffff;
        assert_eq!(u64::from(read(&multiplier, 0x0a)), twice & 0xffff);
        assert_eq!(u64::from(read(&multiplier, 0x0c)), twice >> 16 & 0xffff);
        assert_eq!(read(&multiplier, 0x0e), 1);
    }

    #[test]
    fn multiplies_signed_words() {
        let multiplier = run(MultiplierKind::Bits16, &[(2, 0xfffe), (8, 3)]);
        assert_eq!([0x0a, 0x0c, 0x0e].map(|offset| read(&multiplier, offset)), [0xfffa, 0xffff, 0xffff]);
    }

    #[test]
    fn multiplies_and_accumulates_32_bit_operands() {
        let all_ones = [(0x10, 0xffff), (0x12, 0xffff), (0x20, 0xffff), (0x22, 0xffff)];
        let mut writes = all_ones.to_vec();
        writes.extend([(0x18, 0xffff), (0x1a, 0xffff), (0x20, 0xffff), (0x22, 0xffff)]);
        let multiplier = run(MultiplierKind::Bits32, &writes);
        let twice = 2 * u128::from(u32::MAX) * u128::from(u32::MAX);
        for index in 0..4_u16 {
            assert_eq!(u128::from(read(&multiplier, 0x24 + 2 * index)), twice >> (16 * index) & 0xffff);
        }
        assert_eq!((read(&multiplier, 0x0e), read(&multiplier, 0x2c) & 1), (1, 1));
    }

    #[test]
    fn mixes_operand_widths_with_sign() {
        // -2 (16 bits) times 0x80000000 (32 bits, the most negative).
        let multiplier = run(MultiplierKind::Bits32, &[(2, 0xfffe), (0x20, 0), (0x22, 0x8000)]);
        assert_eq!([0x24, 0x26, 0x28, 0x2a].map(|offset| read(&multiplier, offset)), [0, 0, 1, 0]);
    }

    #[test]
    fn refuses_a_result_word_that_is_not_ready() {
        let mut multiplier = Multiplier::new(MultiplierKind::Bits32);
        for (offset, value) in [(0x10, 1), (0x12, 2), (0x20, 3), (0x22, 4)] {
            multiplier.write(0x4c0 + offset, value, 100).expect("modelled");
        }
        assert_eq!(multiplier.read(0x4e4, 100), Ok(3));
        assert_eq!(multiplier.read(0x4ea, 105), Err(Refusal::NotReady));
        assert_eq!(multiplier.read(0x4ea, 106), Ok(0));
    }
}
