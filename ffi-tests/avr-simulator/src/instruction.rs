//! Instruction words decoded: the AVRe+ set of the AVR instruction set manual (DS40002198).

/// What an instruction does. Operands are in [`Instruction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "the manual's mnemonics")]
pub enum Operation {
    /// No instruction of these parts.
    Invalid,
    Nop,
    Movw,
    Muls,
    Mulsu,
    Fmul,
    Fmuls,
    Fmulsu,
    Cpc,
    Sbc,
    Add,
    Cpse,
    Cp,
    Sub,
    Adc,
    And,
    Eor,
    Or,
    Mov,
    Mul,
    Cpi,
    Sbci,
    Subi,
    Ori,
    Andi,
    Ldi,
    Com,
    Neg,
    Swap,
    Inc,
    Dec,
    Asr,
    Lsr,
    Ror,
    Adiw,
    Sbiw,
    Bset,
    Bclr,
    Bld,
    Bst,
    /// LD and LDD: the address is in the pair `r`, plus `k`.
    Ld,
    LdIncrement,
    LdDecrement,
    Lds,
    Pop,
    St,
    StIncrement,
    StDecrement,
    Sts,
    Push,
    /// LPM and ELPM without operands, that is with r0, which [`crate::measurement`] does not see.
    LpmR0,
    ElpmR0,
    Lpm,
    LpmIncrement,
    Elpm,
    ElpmIncrement,
    Spm,
    In,
    Out,
    Sbi,
    Cbi,
    Sbic,
    Sbis,
    Sbrc,
    Sbrs,
    Jmp,
    Rjmp,
    Ijmp,
    Eijmp,
    Call,
    Rcall,
    Icall,
    Eicall,
    Ret,
    Reti,
    Brcs,
    Breq,
    Brmi,
    Brvs,
    Brlt,
    Brhs,
    Brts,
    Brie,
    Brcc,
    Brne,
    Brpl,
    Brvc,
    Brge,
    Brhc,
    Brtc,
    Brid,
    Sleep,
    Break,
    Wdr,
}

/// A decoded instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// What it does.
    pub operation: Operation,
    /// The first register, or an I/O register's data address.
    pub d: u8,
    /// The second register, pair, or mask of a bit.
    pub r: u8,
    /// Cycles, without those of a branch that is taken.
    pub cycles: u8,
    /// A constant, a data address, a displacement, or the word address of a jump.
    pub k: u32,
}

/// The pairs of registers that are pointers.
pub const X: u8 = 26;
#[expect(missing_docs, reason = "as above")]
pub const Y: u8 = 28;
#[expect(missing_docs, reason = "as above")]
pub const Z: u8 = 30;

/// Where I/O registers begin in data memory.
const IO: u8 = 0x20;

impl Instruction {
    /// Its length in words.
    #[must_use]
    #[inline(always)]
    pub fn words(self) -> u32 {
        1 + u32::from(matches!(
            self.operation,
            Operation::Lds | Operation::Sts | Operation::Jmp | Operation::Call
        ))
    }

    /// The lowest byte of its constant.
    #[inline(always)]
    pub(crate) fn byte(self) -> u8 {
        self.k.to_le_bytes()[0]
    }

    /// Decodes `word`, which stands at the word address `address` and is followed by `next`.
    ///
    /// A relative jump wraps around at the end of the flash, of `flash_words` words. `wide` is whether the program
    /// counter has three bytes.
    #[must_use]
    pub fn decode(word: u16, next: u16, address: u32, flash_words: u32, wide: bool) -> Self {
        use Operation as O;
        let field = |shift: u32, width: u32| (word >> shift & ((1 << width) - 1)).to_le_bytes()[0];
        let make = |operation, d, r, cycles, k| Self { operation, d, r, cycles, k };
        let invalid = make(O::Invalid, 0, 0, 1, 0);
        let d = field(4, 5);
        let r = field(0, 4) | field(9, 1) << 4;
        let two = |operation| make(operation, d, r, 1, 0);
        let one = |operation| make(operation, d, 0, 1, 0);
        let constant =
            |operation| make(operation, 16 + field(4, 4), 0, 1, u32::from(field(0, 4) | field(8, 4) << 4));
        let io_bit = |operation, cycles| make(operation, IO + field(3, 5), 1 << field(0, 3), cycles, 0);
        let bit = |operation| make(operation, d, 1 << field(0, 3), 1, 0);
        let relative = |bits: u32, shift: u32| {
            let offset = u32::from(word >> shift) << (32 - bits);
            let offset = (offset.cast_signed() >> (32 - bits)).cast_unsigned();
            address.wrapping_add(1).wrapping_add(offset) % flash_words
        };
        let long = u32::from(next) | u32::from(field(4, 5)) << 17 | u32::from(field(0, 1)) << 16;
        let more = u8::from(wide);

        match word >> 10 {
            0x00 => match word >> 8 {
                0 if word == 0 => make(O::Nop, 0, 0, 1, 0),
                1 => make(O::Movw, 2 * field(4, 4), 2 * field(0, 4), 1, 0),
                2 => make(O::Muls, 16 + field(4, 4), 16 + field(0, 4), 2, 0),
                3 => {
                    let operation = match (field(7, 1), field(3, 1)) {
                        (0, 0) => O::Mulsu,
                        (0, _) => O::Fmul,
                        (_, 0) => O::Fmuls,
                        _ => O::Fmulsu,
                    };
                    make(operation, 16 + field(4, 3), 16 + field(0, 3), 2, 0)
                }
                _ => invalid,
            },
            0x01 => two(O::Cpc),
            0x02 => two(O::Sbc),
            0x03 => two(O::Add),
            0x04 => two(O::Cpse),
            0x05 => two(O::Cp),
            0x06 => two(O::Sub),
            0x07 => two(O::Adc),
            0x08 => two(O::And),
            0x09 => two(O::Eor),
            0x0a => two(O::Or),
            0x0b => two(O::Mov),
            0x0c..=0x0f => constant(O::Cpi),
            0x10..=0x13 => constant(O::Sbci),
            0x14..=0x17 => constant(O::Subi),
            0x18..=0x1b => constant(O::Ori),
            0x1c..=0x1f => constant(O::Andi),
            0x20..=0x23 | 0x28..=0x2b => {
                let displacement = field(0, 3) | field(10, 2) << 3 | field(13, 1) << 5;
                let pointer = if field(3, 1) == 1 { Y } else { Z };
                let operation = if field(9, 1) == 1 { O::St } else { O::Ld };
                make(operation, d, pointer, 2, u32::from(displacement))
            }
            0x24 => memory(word, next)
                .map_or(invalid, |(operation, r, cycles, k)| make(operation, d, r, cycles, k)),
            0x25 if field(9, 1) == 1 => {
                let operation = if field(8, 1) == 1 { O::Sbiw } else { O::Adiw };
                make(operation, 24 + 2 * field(4, 2), 0, 2, u32::from(field(0, 4) | field(6, 2) << 4))
            }
            0x25 => match (field(0, 4), word) {
                (0x0, _) => one(O::Com),
                (0x1, _) => one(O::Neg),
                (0x2, _) => one(O::Swap),
                (0x3, _) => one(O::Inc),
                (0x5, _) => one(O::Asr),
                (0x6, _) => one(O::Lsr),
                (0x7, _) => one(O::Ror),
                (0xa, _) => one(O::Dec),
                (0x8, 0x9408..=0x947f) => make(O::Bset, 0, 1 << field(4, 3), 1, 0),
                (0x8, 0x9488..=0x94ff) => make(O::Bclr, 0, 1 << field(4, 3), 1, 0),
                (_, 0x9508) => make(O::Ret, 0, 0, 4 + more, 0),
                (_, 0x9518) => make(O::Reti, 0, 0, 4 + more, 0),
                (_, 0x9588) => make(O::Sleep, 0, 0, 1, 0),
                (_, 0x9598) => make(O::Break, 0, 0, 1, 0),
                (_, 0x95a8) => make(O::Wdr, 0, 0, 1, 0),
                (_, 0x95c8) => make(O::LpmR0, 0, Z, 3, 0),
                (_, 0x95d8) => make(O::ElpmR0, 0, Z, 3, 0),
                (_, 0x95e8) => make(O::Spm, 0, 0, 1, 0),
                (_, 0x9409) => make(O::Ijmp, 0, Z, 2, 0),
                (_, 0x9419) if wide => make(O::Eijmp, 0, Z, 2, 0),
                (_, 0x9509) => make(O::Icall, 0, Z, 3 + more, 0),
                (_, 0x9519) if wide => make(O::Eicall, 0, Z, 4, 0),
                (0xc | 0xd, _) => make(O::Jmp, 0, 0, 3, long),
                (0xe | 0xf, _) => make(O::Call, 0, 0, 4 + more, long),
                _ => invalid,
            },
            0x26 if field(8, 2) == 0 => io_bit(O::Cbi, 2),
            0x26 if field(8, 2) == 1 => io_bit(O::Sbic, 1),
            0x26 if field(8, 2) == 2 => io_bit(O::Sbi, 2),
            0x26 => io_bit(O::Sbis, 1),
            0x27 => make(O::Mul, d, r, 2, 0),
            0x2c..=0x2f => {
                let operation = if field(11, 1) == 1 { O::Out } else { O::In };
                make(operation, IO + (field(0, 4) | field(9, 2) << 4), d, 1, 0)
            }
            0x30..=0x33 => make(O::Rjmp, 0, 0, 2, relative(12, 0)),
            0x34..=0x37 => make(O::Rcall, 0, 0, 3 + more, relative(12, 0)),
            0x38..=0x3b => constant(O::Ldi),
            0x3c => make(BRANCHES[usize::from(field(0, 3))], 0, 0, 1, relative(7, 3)),
            0x3d => make(BRANCHES[8 + usize::from(field(0, 3))], 0, 0, 1, relative(7, 3)),
            _ if field(3, 1) == 1 => invalid,
            0x3e if field(9, 1) == 0 => bit(O::Bld),
            0x3e => bit(O::Bst),
            _ if field(9, 1) == 0 => bit(O::Sbrc),
            _ => bit(O::Sbrs),
        }
    }
}

const BRANCHES: [Operation; 16] = {
    use Operation as O;
    [
        O::Brcs,
        O::Breq,
        O::Brmi,
        O::Brvs,
        O::Brlt,
        O::Brhs,
        O::Brts,
        O::Brie,
        O::Brcc,
        O::Brne,
        O::Brpl,
        O::Brvc,
        O::Brge,
        O::Brhc,
        O::Brtc,
        O::Brid,
    ]
};

/// Operation, pointer, cycles and constant of an instruction 0x9000 to 0x93ff.
fn memory(word: u16, next: u16) -> Option<(Operation, u8, u8, u32)> {
    use Operation as O;
    let stores = word & 0x200 != 0;
    let either = |load, store| if stores { store } else { load };
    Some(match word & 0xf {
        0x0 => (either(O::Lds, O::Sts), 0, 2, u32::from(next)),
        0x1 => (either(O::LdIncrement, O::StIncrement), Z, 2, 0),
        0x2 => (either(O::LdDecrement, O::StDecrement), Z, 2, 0),
        0x9 => (either(O::LdIncrement, O::StIncrement), Y, 2, 0),
        0xa => (either(O::LdDecrement, O::StDecrement), Y, 2, 0),
        0xc => (either(O::Ld, O::St), X, 2, 0),
        0xd => (either(O::LdIncrement, O::StIncrement), X, 2, 0),
        0xe => (either(O::LdDecrement, O::StDecrement), X, 2, 0),
        0xf => (either(O::Pop, O::Push), 0, 2, 0),
        0x4 if !stores => (O::Lpm, Z, 3, 0),
        0x5 if !stores => (O::LpmIncrement, Z, 3, 0),
        0x6 if !stores => (O::Elpm, Z, 3, 0),
        0x7 if !stores => (O::ElpmIncrement, Z, 3, 0),
        _ => return None,
    })
}
