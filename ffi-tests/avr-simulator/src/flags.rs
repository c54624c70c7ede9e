//! The status register, kept so that arithmetic is cheap: each flag stands where the last operation left it.

/// Bits of SREG.
const CARRY: u8 = 1 << 0;
const ZERO: u8 = 1 << 1;
const NEGATIVE: u8 = 1 << 2;
const OVERFLOW: u8 = 1 << 3;
const SIGN: u8 = 1 << 4;
const HALF_CARRY: u8 = 1 << 5;
const TRANSFER: u8 = 1 << 6;
const INTERRUPT: u8 = 1 << 7;

/// A carry into bit 4 and one out of bit 7, as the sum of two bytes has them.
const HALF: u32 = 0x010;
const FULL: u32 = 0x100;
const TOP: u32 = 0x80;
/// In `overflow`: S is not what N and V make of it. Only a write to SREG does that.
const ODD_SIGN: u32 = 0x01;

/// The flags of the last operation that set each, in words: the compiler would put bytes together in one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flags {
    /// C is bit 8, H is bit 4: an exclusive or of both operands and the result has them there.
    carries: u32,
    /// The flag is set if this is 0.
    zero: u32,
    /// Bit 7.
    negative: u32,
    /// Bit 7, and bit 0 is `ODD_SIGN`.
    overflow: u32,
    transfer: bool,
    interrupt: bool,
}

impl Flags {
    /// SREG.
    pub fn get(self) -> u8 {
        let bit = |condition: bool, mask: u8| if condition { mask } else { 0 };
        bit(self.is_carry(), CARRY)
            | bit(self.is_zero(), ZERO)
            | bit(self.is_negative(), NEGATIVE)
            | bit(self.is_overflow(), OVERFLOW)
            | bit(self.is_sign(), SIGN)
            | bit(self.is_half_carry(), HALF_CARRY)
            | bit(self.is_transfer(), TRANSFER)
            | bit(self.interrupt, INTERRUPT)
    }

    /// Those of a value of SREG.
    pub fn new(value: u8) -> Self {
        let has = |mask: u8| value & mask != 0;
        let odd = has(SIGN) != (has(NEGATIVE) != has(OVERFLOW));
        Self {
            carries: (u32::from(has(CARRY)) * FULL) | (u32::from(has(HALF_CARRY)) * HALF),
            zero: u32::from(!value & ZERO),
            negative: u32::from(has(NEGATIVE)) * TOP,
            overflow: (u32::from(has(OVERFLOW)) * TOP) | (u32::from(odd) * ODD_SIGN),
            transfer: has(TRANSFER),
            interrupt: has(INTERRUPT),
        }
    }

    /// Writes SREG.
    pub fn set(&mut self, value: u8) {
        *self = Self::new(value);
    }

    pub fn is_carry(self) -> bool {
        self.carries & FULL != 0
    }

    pub fn is_zero(self) -> bool {
        self.zero == 0
    }

    pub fn is_negative(self) -> bool {
        self.negative & TOP != 0
    }

    pub fn is_overflow(self) -> bool {
        self.overflow & TOP != 0
    }

    pub fn is_sign(self) -> bool {
        (self.is_negative() != self.is_overflow()) != (self.overflow & ODD_SIGN != 0)
    }

    pub fn is_half_carry(self) -> bool {
        self.carries & HALF != 0
    }

    pub fn is_transfer(self) -> bool {
        self.transfer
    }

    /// BST.
    pub fn set_transfer(&mut self, value: bool) {
        self.transfer = value;
    }

    pub fn is_interrupt(self) -> bool {
        self.interrupt
    }

    /// RETI enables interrupts.
    pub fn enable_interrupts(&mut self) {
        self.interrupt = true;
    }

    /// ADD.
    #[inline(always)]
    pub fn add(&mut self, left: u8, right: u8) -> u8 {
        let sum = self.combine(left, right, u32::from(left) + u32::from(right));
        self.zero = u32::from(sum);
        sum
    }

    /// ADC.
    #[inline(always)]
    pub fn add_with_carry(&mut self, left: u8, right: u8) -> u8 {
        let sum = self.combine(left, right, u32::from(left) + u32::from(right) + (self.carries >> 8 & 1));
        self.zero = u32::from(sum);
        sum
    }

    /// SUB, CP, SUBI, CPI.
    #[inline(always)]
    pub fn subtract(&mut self, left: u8, right: u8) -> u8 {
        let difference = self.combine(left, right, u32::from(left).wrapping_sub(u32::from(right)));
        self.zero = u32::from(difference);
        difference
    }

    /// SBC, CPC, SBCI: Z stays set only if all bytes are zero.
    #[inline(always)]
    pub fn subtract_with_carry(&mut self, left: u8, right: u8) -> u8 {
        let subtrahend = u32::from(right) + (self.carries >> 8 & 1);
        let difference = self.combine(left, right, u32::from(left).wrapping_sub(subtrahend));
        self.zero |= u32::from(difference);
        difference
    }

    /// A sum or difference and its carries. Overflow: the carries into and out of bit 7 differ.
    #[inline(always)]
    fn combine(&mut self, left: u8, right: u8, result: u32) -> u8 {
        let carries = u32::from(left ^ right) ^ result;
        self.carries = carries;
        self.negative = result;
        self.overflow = (carries ^ carries >> 1) & TOP;
        result.to_le_bytes()[0]
    }

    /// N, V and Z of a result; `overflow` is its bit 7.
    #[inline(always)]
    fn result(&mut self, result: u8, overflow: u8) {
        self.negative = u32::from(result);
        self.overflow = u32::from(overflow) & TOP;
        self.zero = u32::from(result);
    }

    #[inline(always)]
    fn set_carry(&mut self, carry: u32) {
        self.carries = (self.carries & HALF) | (carry * FULL);
    }

    /// AND, OR, EOR and what is made of them.
    #[inline(always)]
    pub fn logic(&mut self, result: u8) -> u8 {
        self.result(result, 0);
        result
    }

    /// COM.
    #[inline(always)]
    pub fn complement(&mut self, value: u8) -> u8 {
        self.set_carry(1);
        self.logic(!value)
    }

    /// INC.
    #[inline(always)]
    pub fn increment(&mut self, value: u8) -> u8 {
        let result = value.wrapping_add(1);
        self.result(result, result & !value);
        result
    }

    /// DEC.
    #[inline(always)]
    pub fn decrement(&mut self, value: u8) -> u8 {
        let result = value.wrapping_sub(1);
        self.result(result, value & !result);
        result
    }

    /// ROR.
    #[inline(always)]
    pub fn rotate_right(&mut self, value: u8) -> u8 {
        let [top, ..] = (self.carries >> 1 & TOP).to_le_bytes();
        self.shift_right(value, top)
    }

    /// LSR, ASR: `value` shifted right with `top` as the new bit 7.
    #[inline(always)]
    pub fn shift_right(&mut self, value: u8, top: u8) -> u8 {
        let result = value >> 1 | top;
        self.set_carry(u32::from(value & 1));
        self.result(result, result ^ value << 7);
        result
    }

    /// ADIW.
    #[inline(always)]
    pub fn add_word(&mut self, left: u16, right: u16) -> u16 {
        let sum = left.wrapping_add(right);
        self.set_carry(u32::from(sum < left));
        self.word(sum, sum & !left);
        sum
    }

    /// SBIW.
    #[inline(always)]
    pub fn subtract_word(&mut self, left: u16, right: u16) -> u16 {
        let difference = left.wrapping_sub(right);
        self.set_carry(u32::from(left < right));
        self.word(difference, left & !difference);
        difference
    }

    #[inline(always)]
    fn word(&mut self, result: u16, overflow: u16) {
        self.negative = u32::from(result >> 8);
        self.overflow = u32::from(overflow >> 8) & TOP;
        self.zero = u32::from(result);
    }

    /// MUL and the other multiplications: C is bit 15 of the product.
    #[inline(always)]
    pub fn product(&mut self, product: u16, result: u16) -> u16 {
        self.set_carry(u32::from(product >> 15));
        self.zero = u32::from(result);
        result
    }
}
