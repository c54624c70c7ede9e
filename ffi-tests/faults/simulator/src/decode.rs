//! The encodings of `ARMv6-M` and `ARMv7-M` (ARM DDI 0419, A5; ARM DDI 0403, A5). What is undefined or unpredictable is a fault.

use crate::Core;
use crate::op::{Code, Op};

const OF_IMMEDIATE: [Code; 16] = [
    Code::AndImmediate,
    Code::EorImmediate,
    Code::OrrImmediate,
    Code::BicImmediate,
    Code::OrnImmediate,
    Code::MovImmediate,
    Code::MvnImmediate,
    Code::AddImmediate,
    Code::AdcImmediate,
    Code::SbcImmediate,
    Code::SubImmediate,
    Code::RsbImmediate,
    Code::TstImmediate,
    Code::TeqImmediate,
    Code::CmpImmediate,
    Code::CmnImmediate,
];
const OF_REGISTER: [Code; 16] = [
    Code::And,
    Code::Eor,
    Code::Orr,
    Code::Bic,
    Code::Orn,
    Code::Mov,
    Code::Mvn,
    Code::Add,
    Code::Adc,
    Code::Sbc,
    Code::Sub,
    Code::Rsb,
    Code::Tst,
    Code::Teq,
    Code::Cmp,
    Code::Cmn,
];
const LOADS: [Code; 8] = [
    Code::LoadWord,
    Code::LoadByte,
    Code::LoadHalf,
    Code::LoadSignedByte,
    Code::LoadSignedHalf,
    Code::StoreWord,
    Code::StoreByte,
    Code::StoreHalf,
];
// Their places.
const MOV: usize = 5;
const MVN: usize = 6;
const TST: usize = 12;
const TEQ: usize = 13;
const CMP: usize = 14;
const CMN: usize = 15;

/// In `Op::b` of a load or store: the offset is a register; the base is written back; the address is the base as it was.
pub const INDEXED: u8 = 1;
pub const WRITE_BACK: u8 = 2;
pub const POST: u8 = 4;

/// What two halfwords are; the second is looked at if the first begins a longer instruction.
#[must_use]
pub fn decode(core: Core, first: u16, second: u16, in_block: bool) -> Op {
    let (first, second) = (u32::from(first), u32::from(second));
    if first >> 11 < 0b11101 {
        let op = narrow(core, first, !in_block);
        Op { size: 2, ..op.unwrap_or(Op::NONE) }
    } else {
        let op = if core == Core::M0 { wide_of_m0(first, second) } else { wide(first, second) };
        Op { size: 4, ..op.unwrap_or(Op::NONE) }
    }
}

fn bits(word: u32, low: u32, count: u32) -> u32 {
    word >> low & ((1 << count) - 1)
}

/// A register's number.
#[expect(clippy::cast_possible_truncation, reason = "4 bits")]
fn reg(word: u32, low: u32) -> u8 {
    bits(word, low, 4) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "3 bits")]
fn low(word: u32, low: u32) -> u8 {
    bits(word, low, 3) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "8 bits")]
fn byte(word: u32) -> u8 {
    word as u8
}

fn signed(word: u32, width: u32) -> u32 {
    let shift = 32 - width;
    (word << shift).cast_signed().wrapping_shr(shift).cast_unsigned()
}

fn op(code: Code) -> Op {
    Op { code, ..Op::NONE }
}

fn narrow(core: Core, w: u32, flags: bool) -> Option<Op> {
    let is_m3 = core == Core::M3;
    let plain = |code, d, n, immediate| Op { d, n, immediate, ..op(code) };
    Some(match w >> 11 {
        0..=2 => {
            let amount = byte(bits(w, 6, 5));
            // A shift to the right by 0 is by 32.
            let amount = if w >> 11 != 0 && amount == 0 { 32 } else { amount };
            Op {
                d: low(w, 0),
                m: low(w, 3),
                s: flags,
                a: byte(w >> 11),
                b: amount,
                ..op(Code::ShiftByImmediate)
            }
        }
        3 => {
            let code = match bits(w, 9, 2) {
                0 => Code::Add,
                1 => Code::Sub,
                2 => Code::AddImmediate,
                _ => Code::SubImmediate,
            };
            Op { d: low(w, 0), n: low(w, 3), m: low(w, 6), immediate: bits(w, 6, 3), s: flags, ..op(code) }
        }
        4 => Op { d: low(w, 8), immediate: w & 0xFF, s: flags, a: 2, ..op(Code::MovImmediate) },
        5 => Op { n: low(w, 8), immediate: w & 0xFF, s: true, ..op(Code::CmpImmediate) },
        6 => Op { d: low(w, 8), n: low(w, 8), immediate: w & 0xFF, s: flags, ..op(Code::AddImmediate) },
        7 => Op { d: low(w, 8), n: low(w, 8), immediate: w & 0xFF, s: flags, ..op(Code::SubImmediate) },
        8 if w & 0x400 == 0 => of_registers(w, flags),
        8 => return of_high_registers(w),
        9 => plain(Code::Literal, low(w, 8), 15, (w & 0xFF) << 2),
        10 | 11 => {
            let kind = [5, 7, 6, 3, 0, 2, 1, 4][bits(w, 9, 3) as usize];
            Op { d: low(w, 0), n: low(w, 3), m: low(w, 6), a: kind, b: INDEXED, ..op(Code::LoadOrStore) }
        }
        12 => plain(Code::StoreWord, low(w, 0), low(w, 3), bits(w, 6, 5) << 2),
        13 => plain(Code::LoadWord, low(w, 0), low(w, 3), bits(w, 6, 5) << 2),
        14 => plain(Code::StoreByte, low(w, 0), low(w, 3), bits(w, 6, 5)),
        15 => plain(Code::LoadByte, low(w, 0), low(w, 3), bits(w, 6, 5)),
        16 => plain(Code::StoreHalf, low(w, 0), low(w, 3), bits(w, 6, 5) << 1),
        17 => plain(Code::LoadHalf, low(w, 0), low(w, 3), bits(w, 6, 5) << 1),
        18 => plain(Code::StoreWord, low(w, 8), 13, (w & 0xFF) << 2),
        19 => plain(Code::LoadWord, low(w, 8), 13, (w & 0xFF) << 2),
        20 => plain(Code::AddressOf, low(w, 8), 15, (w & 0xFF) << 2),
        21 => plain(Code::AddImmediate, low(w, 8), 13, (w & 0xFF) << 2),
        22 | 23 => return various(is_m3, w),
        24 => many(Code::StoreMany, low(w, 8), w & 0xFF, true, false)?,
        25 => many(Code::LoadMany, low(w, 8), w & 0xFF, bits(w, low(w, 8).into(), 1) == 0, false)?,
        26 | 27 => {
            if bits(w, 8, 4) >= 14 || !flags {
                return None;
            }
            Op { a: reg(w, 8), immediate: signed((w & 0xFF) << 1, 9), ..op(Code::BranchIf) }
        }
        28 => Op { immediate: signed((w & 0x7FF) << 1, 12), ..op(Code::Branch) },
        _ => return None,
    })
}

fn of_registers(w: u32, s: bool) -> Op {
    let (d, m) = (low(w, 0), low(w, 3));
    let both = |code| Op { d, n: d, m, s, ..op(code) };
    let shift = |a| Op { d, n: d, m, s, a, ..op(Code::ShiftByRegister) };
    let test = |code| Op { n: d, m, s: true, ..op(code) };
    match bits(w, 6, 4) {
        0 => both(Code::And),
        1 => both(Code::Eor),
        2 => shift(0),
        3 => shift(1),
        4 => shift(2),
        5 => both(Code::Adc),
        6 => both(Code::Sbc),
        7 => shift(3),
        8 => test(Code::Tst),
        9 => Op { d, n: m, s, immediate: 0, ..op(Code::RsbImmediate) },
        10 => test(Code::Cmp),
        11 => test(Code::Cmn),
        12 => both(Code::Orr),
        13 => both(Code::Mul),
        14 => both(Code::Bic),
        _ => Op { d, m, s, ..op(Code::Mvn) },
    }
}

fn of_high_registers(w: u32) -> Option<Op> {
    let d = low(w, 0) | byte(bits(w, 7, 1) << 3);
    let m = reg(w, 3);
    Some(match bits(w, 8, 2) {
        0 => Op { d, n: d, m, ..op(Code::Add) },
        1 => Op { n: d, m, s: true, ..op(Code::Cmp) },
        2 => Op { d, m, ..op(Code::Mov) },
        _ if w & 7 != 0 || m == 15 => return None,
        _ if w & 0x80 == 0 => Op { m, ..op(Code::BranchTo) },
        _ => Op { m, ..op(Code::CallTo) },
    })
}

/// Those that begin with 1011.
fn various(is_m3: bool, w: u32) -> Option<Op> {
    if w & 0xFF00 == 0xB000 {
        let code = if w & 0x80 == 0 { Code::AddImmediate } else { Code::SubImmediate };
        return Some(Op { d: 13, n: 13, immediate: (w & 0x7F) << 2, ..op(code) });
    }
    if w & 0xF500 == 0xB100 {
        let immediate = bits(w, 3, 5) << 1 | bits(w, 9, 1) << 6;
        return is_m3.then_some(Op {
            n: low(w, 0),
            a: byte(bits(w, 11, 1)),
            immediate,
            ..op(Code::BranchIfZero)
        });
    }
    match bits(w, 8, 4) {
        0b0010 => {
            let a = [3, 2, 1, 0][bits(w, 6, 2) as usize];
            Some(Op { d: low(w, 0), m: low(w, 3), a, ..op(Code::Extend) })
        }
        0b0100 | 0b0101 => many(Code::StoreMany, 13, w & 0xFF | bits(w, 8, 1) << 14, true, true),
        0b1100 | 0b1101 => many(Code::LoadMany, 13, w & 0xFF | bits(w, 8, 1) << 15, true, false),
        0b1010 if bits(w, 6, 2) != 2 => {
            Some(Op { d: low(w, 0), m: low(w, 3), a: byte(bits(w, 6, 2)), ..op(Code::Reverse) })
        }
        0b0110 if w & 0xE8 == 0x60 => Some(op(Code::Hint)),
        0b1111 if w & 15 == 0 => Some(op(Code::Hint)),
        0b1111 if is_m3 && w & 0xF0 != 0xF0 => Some(Op { a: byte(w), ..op(Code::It) }),
        _ => None,
    }
}

/// Loads or stores registers of a list, upwards from the base, or downwards to below it.
fn many(code: Code, n: u8, list: u32, back: bool, down: bool) -> Option<Op> {
    let b = if back { WRITE_BACK } else { 0 } | if down { POST } else { 0 };
    (list != 0).then_some(Op { n, b, immediate: list, ..op(code) })
}

fn wide_of_m0(w: u32, v: u32) -> Option<Op> {
    if w & 0xF800 == 0xF000 && v & 0xD000 == 0xD000 || w & 0xFF80 == 0xF380 {
        branch_or_control(w, v)
    } else {
        None
    }
}

fn wide(w: u32, v: u32) -> Option<Op> {
    match w {
        _ if w & 0xFE40 == 0xE800 => wide_many(w, v),
        _ if w & 0xFE40 == 0xE840 => dual(w, v),
        _ if w & 0xFE00 == 0xEA00 => shifted(w, v),
        _ if w & 0xF800 == 0xF000 && v & 0x8000 != 0 => branch_or_control(w, v),
        _ if w & 0xFA00 == 0xF000 => modified_immediate(w, v),
        _ if w & 0xFA00 == 0xF200 => plain_immediate(w, v),
        _ if w & 0xFE00 == 0xF800 => single(w, v),
        _ if w & 0xFF00 == 0xFA00 => by_registers(w, v),
        _ if w & 0xFF00 == 0xFB00 => multiply(w, v),
        _ => None,
    }
}

fn wide_many(w: u32, v: u32) -> Option<Op> {
    let is_load = w & 0x10 != 0;
    let down = match bits(w, 7, 2) {
        1 => false,
        2 => true,
        _ => return None,
    };
    let n = reg(w, 0);
    if v & 0x2000 != 0 || n == 15 || v.count_ones() < 2 || (!is_load && v & 0x8000 != 0) {
        return None;
    }
    many(if is_load { Code::LoadMany } else { Code::StoreMany }, n, v, w & 0x20 != 0, down)
}

fn dual(w: u32, v: u32) -> Option<Op> {
    let (n, t) = (reg(w, 0), reg(v, 12));
    let is_load = w & 0x10 != 0;
    if w & 0x0120 == 0 {
        // Exclusive, or a branch by a table.
        if w & 0x80 == 0 {
            let immediate = (v & 0xFF) << 2;
            return Some(if is_load {
                Op { d: t, n, immediate, ..op(Code::LoadWord) }
            } else {
                Op { d: t, n, m: reg(v, 8), a: 5, immediate, ..op(Code::StoreExclusive) }
            });
        }
        return Some(match (is_load, bits(v, 4, 4)) {
            (true, 0 | 1) => Op { n, m: reg(v, 0), a: byte(bits(v, 4, 1)), ..op(Code::TableBranch) },
            (true, 4) => Op { d: t, n, ..op(Code::LoadByte) },
            (true, 5) => Op { d: t, n, ..op(Code::LoadHalf) },
            (false, 4) => Op { d: t, n, m: reg(v, 0), a: 6, ..op(Code::StoreExclusive) },
            (false, 5) => Op { d: t, n, m: reg(v, 0), a: 7, ..op(Code::StoreExclusive) },
            _ => return None,
        });
    }
    let offset = (v & 0xFF) << 2;
    let immediate = if w & 0x80 == 0 { offset.wrapping_neg() } else { offset };
    let b = if w & 0x20 == 0 { 0 } else { WRITE_BACK } | if w & 0x100 == 0 { POST } else { 0 };
    if n == 15 && (b != 0 || !is_load) {
        return None;
    }
    let code = if is_load { Code::LoadDual } else { Code::StoreDual };
    Some(Op { d: t, m: reg(v, 8), n, b, immediate, ..op(code) })
}

/// Which operation, by its number.
fn data(w: u32, v: u32) -> Option<(usize, Op)> {
    let (n, d, s) = (reg(w, 0), reg(v, 8), w & 0x10 != 0);
    let compares = d == 15 && s;
    let kind = match bits(w, 5, 4) {
        0 if compares => TST,
        0 => 0,
        1 => 3,
        2 if n == 15 => MOV,
        2 => 2,
        3 if n == 15 => MVN,
        3 => 4,
        4 if compares => TEQ,
        4 => 1,
        8 if compares => CMN,
        8 => 7,
        10 => 8,
        11 => 9,
        13 if compares => CMP,
        13 => 10,
        14 => 11,
        _ => return None,
    };
    let has_base = kind != MOV && kind != MVN;
    if (d == 15 && !compares) || (has_base && n == 15) {
        return None;
    }
    Some((kind, Op { d, n, s, ..Op::NONE }))
}

fn shifted(w: u32, v: u32) -> Option<Op> {
    let (kind, op) = data(w, v)?;
    let (m, amount, how) = (reg(v, 0), byte(bits(v, 12, 3) << 2 | bits(v, 6, 2)), byte(bits(v, 4, 2)));
    if m == 15 {
        return None;
    }
    // LSR and ASR by 0 are by 32; ROR by 0 is RRX, which is 4 here.
    let (how, amount) = match (how, amount) {
        (0, 0) => return Some(Op { code: OF_REGISTER[kind], m, ..op }),
        (1 | 2, 0) => (how, 32),
        (3, 0) => (4, 1),
        _ => (how, amount),
    };
    if kind == MOV {
        return Some(Op { code: Code::ShiftByImmediate, m, a: how, b: amount, ..op });
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 16")]
    let immediate = kind as u32;
    Some(Op { code: Code::Shifted, m, a: how, b: amount, immediate, ..op })
}

fn modified_immediate(w: u32, v: u32) -> Option<Op> {
    let (kind, op) = data(w, v)?;
    let (immediate, a) = expand(bits(w, 10, 1) << 11 | bits(v, 12, 3) << 8 | v & 0xFF);
    Some(Op { code: OF_IMMEDIATE[kind], immediate, a, ..op })
}

/// The constant, and what becomes of the carry: 0, 1, or 2 for nothing (ARM DDI 0403, A5.3.2).
fn expand(word: u32) -> (u32, u8) {
    let low = word & 0xFF;
    match word >> 8 {
        0 => (low, 2),
        1 => (low << 16 | low, 2),
        2 => (low << 24 | low << 8, 2),
        3 => (low * 0x0101_0101, 2),
        _ => {
            let value = (0x80 | word & 0x7F).rotate_right(word >> 7);
            (value, u8::from(value >> 31 != 0))
        }
    }
}

fn plain_immediate(w: u32, v: u32) -> Option<Op> {
    let (n, d) = (reg(w, 0), reg(v, 8));
    let immediate = bits(w, 10, 1) << 11 | bits(v, 12, 3) << 8 | v & 0xFF;
    let lowest = byte(bits(v, 12, 3) << 2 | bits(v, 6, 2));
    let other = byte(v & 0x1F);
    if d == 15 {
        return None;
    }
    let field = Op { d, n, a: lowest, b: other, ..Op::NONE };
    Some(match bits(w, 4, 5) {
        0b00000 if n == 15 => Op { d, immediate, ..op(Code::AddressOf) },
        0b00000 => Op { d, n, immediate, ..op(Code::AddImmediate) },
        0b01010 if n == 15 => Op { d, immediate: immediate.wrapping_neg(), ..op(Code::AddressOf) },
        0b01010 => Op { d, n, immediate, ..op(Code::SubImmediate) },
        0b00100 => Op { d, immediate: u32::from(n) << 12 | immediate, ..op(Code::Movw) },
        0b01100 => Op { d, immediate: u32::from(n) << 12 | immediate, ..op(Code::Movt) },
        0b10110 if other < lowest => return None,
        0b10110 => Op { code: Code::Bfi, ..field },
        _ if n == 15 => return None,
        // s: signed.
        0b10100 if lowest + other < 32 => Op { code: Code::Bfx, s: true, ..field },
        0b11100 if lowest + other < 32 => Op { code: Code::Bfx, ..field },
        code @ (0b10000 | 0b10010 | 0b11000 | 0b11010) => {
            let how = if code & 2 == 0 { 0 } else { 2 };
            if how == 2 && lowest == 0 {
                return None;
            }
            Op { code: Code::Saturate, s: code & 8 == 0, m: how, ..field }
        }
        _ => return None,
    })
}

fn branch_or_control(w: u32, v: u32) -> Option<Op> {
    let (s, j1, j2) = (bits(w, 10, 1), bits(v, 13, 1), bits(v, 11, 1));
    let far = || {
        let (i1, i2) = (1 ^ j1 ^ s, 1 ^ j2 ^ s);
        signed(s << 24 | i1 << 23 | i2 << 22 | bits(w, 0, 10) << 12 | bits(v, 0, 11) << 1, 25)
    };
    match (bits(v, 14, 1), bits(v, 12, 1)) {
        (0, 1) => Some(Op { immediate: far(), ..op(Code::Branch) }),
        (1, 1) => Some(Op { immediate: far(), ..op(Code::Call) }),
        (0, _) if bits(w, 7, 3) != 7 => {
            let near = s << 20 | j2 << 19 | j1 << 18 | bits(w, 0, 6) << 12 | bits(v, 0, 11) << 1;
            Some(Op { a: reg(w, 6), immediate: signed(near, 21), ..op(Code::BranchIf) })
        }
        (0, _) => match bits(w, 4, 7) {
            0b011_1000 | 0b011_1001 => {
                Some(Op { n: reg(w, 0), immediate: v & 0xFF, a: byte(bits(v, 10, 2)), ..op(Code::Msr) })
            }
            0b011_1010 | 0b011_1011 => Some(op(Code::Hint)),
            0b011_1110 | 0b011_1111 if reg(v, 8) != 15 => {
                Some(Op { d: reg(v, 8), immediate: v & 0xFF, ..op(Code::Mrs) })
            }
            _ => None,
        },
        _ => None,
    }
}

fn single(w: u32, v: u32) -> Option<Op> {
    let (n, t) = (reg(w, 0), reg(v, 12));
    let (is_load, is_signed, size) = (w & 0x10 != 0, w & 0x100 != 0, bits(w, 5, 2));
    let kind = match (is_load, is_signed, size) {
        (true, false, 0) => 1,
        (true, false, 1) => 2,
        (true, false, 2) => 0,
        (true, true, 0) => 3,
        (true, true, 1) => 4,
        (false, false, 0) => 6,
        (false, false, 1) => 7,
        (false, false, 2) => 5,
        _ => return None,
    };
    if is_load && t == 15 && size != 2 {
        return Some(op(Code::Hint));
    }
    if t == 15 && !is_load {
        return None;
    }
    let code = LOADS[kind as usize];
    if n == 15 {
        let offset = v & 0xFFF;
        let immediate = if w & 0x80 == 0 { offset.wrapping_neg() } else { offset };
        return is_load.then_some(Op { d: t, n, a: kind, immediate, ..op(Code::Literal) });
    }
    if w & 0x80 != 0 {
        return Some(Op { d: t, n, immediate: v & 0xFFF, ..op(code) });
    }
    if v & 0x800 != 0 {
        let offset = v & 0xFF;
        let immediate = if v & 0x200 == 0 { offset.wrapping_neg() } else { offset };
        let (pre, back) = (v & 0x400 != 0, v & 0x100 != 0);
        return match (pre, back) {
            (true, false) => Some(Op { d: t, n, immediate, ..op(code) }),
            (false, false) => None,
            _ if n == t => None,
            _ => {
                let b = WRITE_BACK | if pre { 0 } else { POST };
                Some(Op { d: t, n, a: kind, b, immediate, ..op(Code::LoadOrStore) })
            }
        };
    }
    let b = INDEXED | byte(bits(v, 4, 2) << 4);
    let m = reg(v, 0);
    (v & 0x7C0 == 0 && m != 15 && m != 13).then_some(Op { d: t, n, m, a: kind, b, ..op(Code::LoadOrStore) })
}

fn by_registers(w: u32, v: u32) -> Option<Op> {
    let (n, d, m, second) = (reg(w, 0), reg(v, 8), reg(v, 0), bits(v, 4, 4));
    if bits(v, 12, 4) != 15 || d == 15 || m == 15 {
        return None;
    }
    let first = bits(w, 4, 4);
    Some(match (first, second) {
        (0..=7, 0) if n != 15 => {
            Op { d, n, m, s: first & 1 != 0, a: byte(first >> 1), ..op(Code::ShiftByRegister) }
        }
        (0 | 1 | 4 | 5, 8..) if n == 15 => {
            let a = match first {
                0 => 3,
                1 => 1,
                4 => 2,
                _ => 0,
            };
            Op { d, m, a, b: byte(second & 3) * 8, ..op(Code::Extend) }
        }
        (9, 8..12) if n == m => Op { d, m, a: [0, 1, 4, 3][second as usize & 3], ..op(Code::Reverse) },
        (11, 8) if n == m => Op { d, m, ..op(Code::Clz) },
        _ => return None,
    })
}

fn multiply(w: u32, v: u32) -> Option<Op> {
    let (n, m, d, a) = (reg(w, 0), reg(v, 0), reg(v, 8), reg(v, 12));
    if [n, m, d].contains(&15) {
        return None;
    }
    Some(match (bits(w, 4, 4), bits(v, 4, 4)) {
        (0, 0) if a == 15 => Op { d, n, m, ..op(Code::Mul) },
        (0, 0) => Op { d, n, m, a, ..op(Code::Mla) },
        (0, 1) if a != 15 => Op { d, n, m, a, ..op(Code::Mls) },
        (9, 15) => Op { d, n, m, s: true, ..op(Code::Divide) },
        (11, 15) => Op { d, n, m, ..op(Code::Divide) },
        _ if a == 15 || a == d => return None,
        // d: the high half; a: the low one; s: signed; b: added to what is there.
        (8, 0) => Op { d, n, m, a, s: true, ..op(Code::LongMultiply) },
        (10, 0) => Op { d, n, m, a, ..op(Code::LongMultiply) },
        (12, 0) => Op { d, n, m, a, s: true, b: 1, ..op(Code::LongMultiply) },
        (14, 0) => Op { d, n, m, a, b: 1, ..op(Code::LongMultiply) },
        _ => return None,
    })
}
