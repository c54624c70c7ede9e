//! What the instructions do.

use crate::decode::{INDEXED, POST, WRITE_BACK};
use crate::op::{Code, Op};
use crate::{Accesses, Core, Machine, RAM, RAM_LENGTH, Stop};

impl Machine {
    /// Executes an instruction that is counted already; gives whether the next one can follow at once.
    #[inline(always)]
    pub(crate) fn execute(&mut self, op: &Op) -> bool {
        let here = self.pc;
        self.registers[15] = here.wrapping_add(4);
        self.pc = here.wrapping_add(op.size.into());
        let immediate = op.immediate;
        match op.code {
            Code::AndImmediate => self.logic(op, self.reg(op.n) & immediate),
            Code::EorImmediate => self.logic(op, self.reg(op.n) ^ immediate),
            Code::OrrImmediate => self.logic(op, self.reg(op.n) | immediate),
            Code::BicImmediate => self.logic(op, self.reg(op.n) & !immediate),
            Code::OrnImmediate => self.logic(op, self.reg(op.n) | !immediate),
            Code::MovImmediate => self.logic(op, immediate),
            Code::MvnImmediate => self.logic(op, !immediate),
            Code::TstImmediate => self.test(op, self.reg(op.n) & immediate),
            Code::TeqImmediate => self.test(op, self.reg(op.n) ^ immediate),
            Code::AddImmediate => self.sum(op, self.reg(op.n), immediate, false),
            Code::AdcImmediate => self.sum(op, self.reg(op.n), immediate, self.carry),
            Code::SbcImmediate => self.sum(op, self.reg(op.n), !immediate, self.carry),
            Code::SubImmediate => self.sum(op, self.reg(op.n), !immediate, true),
            Code::RsbImmediate => self.sum(op, !self.reg(op.n), immediate, true),
            Code::CmpImmediate => self.compare(self.reg(op.n), !immediate, true),
            Code::CmnImmediate => self.compare(self.reg(op.n), immediate, false),
            Code::Mov if op.d == 15 => return self.branch(self.reg(op.m)),
            Code::Add if op.d == 15 => return self.branch(self.reg(op.n).wrapping_add(self.reg(op.m))),
            Code::And => self.logic_of_registers(op, self.reg(op.n) & self.reg(op.m)),
            Code::Eor => self.logic_of_registers(op, self.reg(op.n) ^ self.reg(op.m)),
            Code::Orr => self.logic_of_registers(op, self.reg(op.n) | self.reg(op.m)),
            Code::Bic => self.logic_of_registers(op, self.reg(op.n) & !self.reg(op.m)),
            Code::Orn => self.logic_of_registers(op, self.reg(op.n) | !self.reg(op.m)),
            Code::Mov => self.logic_of_registers(op, self.reg(op.m)),
            Code::Mvn => self.logic_of_registers(op, !self.reg(op.m)),
            Code::Tst => self.set_flags_of(self.reg(op.n) & self.reg(op.m)),
            Code::Teq => self.set_flags_of(self.reg(op.n) ^ self.reg(op.m)),
            Code::Add => self.sum(op, self.reg(op.n), self.reg(op.m), false),
            Code::Adc => self.sum(op, self.reg(op.n), self.reg(op.m), self.carry),
            Code::Sbc => self.sum(op, self.reg(op.n), !self.reg(op.m), self.carry),
            Code::Sub => self.sum(op, self.reg(op.n), !self.reg(op.m), true),
            Code::Rsb => self.sum(op, !self.reg(op.n), self.reg(op.m), true),
            Code::Cmp => self.compare(self.reg(op.n), !self.reg(op.m), true),
            Code::Cmn => self.compare(self.reg(op.n), self.reg(op.m), false),
            Code::Shifted => self.shifted(op),
            Code::ShiftByImmediate => {
                let (value, carry) = shift(self.reg(op.m), op.a, op.b.into(), self.carry);
                self.set_if(op, value, carry);
            }
            Code::ShiftByRegister => {
                let (value, carry) = shift(self.reg(op.n), op.a, self.reg(op.m) & 0xFF, self.carry);
                self.set_if(op, value, carry);
            }
            Code::Movw => self.set(op.d, immediate),
            Code::Movt => self.set(op.d, self.reg(op.d) & 0xFFFF | immediate << 16),
            Code::Mul => self.logic_of_registers(op, self.reg(op.n).wrapping_mul(self.reg(op.m))),
            Code::Mla => {
                let product = self.reg(op.n).wrapping_mul(self.reg(op.m));
                self.set(op.d, self.reg(op.a).wrapping_add(product));
            }
            Code::Mls => {
                let product = self.reg(op.n).wrapping_mul(self.reg(op.m));
                self.set(op.d, self.reg(op.a).wrapping_sub(product));
            }
            Code::LongMultiply => self.long_multiply(op),
            Code::Divide => self.divide(op),
            Code::Bfi | Code::Bfx | Code::Saturate => self.field(op),
            Code::Extend => {
                let value = self.reg(op.m).rotate_right(op.b.into());
                self.set(op.d, extended(value, op.a));
            }
            Code::Reverse => {
                let value = self.reg(op.m);
                let halves = value.swap_bytes().rotate_left(16);
                let reversed = match op.a {
                    0 => value.swap_bytes(),
                    1 => halves,
                    4 => value.reverse_bits(),
                    _ => extended(halves, 3),
                };
                self.set(op.d, reversed);
            }
            Code::Clz => self.set(op.d, self.reg(op.m).leading_zeros()),
            Code::LoadWord => return self.load(op.d, 0, self.reg(op.n).wrapping_add(immediate)),
            Code::LoadByte => return self.load(op.d, 1, self.reg(op.n).wrapping_add(immediate)),
            Code::LoadHalf => return self.load(op.d, 2, self.reg(op.n).wrapping_add(immediate)),
            Code::LoadSignedByte => return self.load(op.d, 3, self.reg(op.n).wrapping_add(immediate)),
            Code::LoadSignedHalf => return self.load(op.d, 4, self.reg(op.n).wrapping_add(immediate)),
            Code::StoreWord => return self.store(op.d, 5, self.reg(op.n).wrapping_add(immediate)),
            Code::StoreByte => return self.store(op.d, 6, self.reg(op.n).wrapping_add(immediate)),
            Code::StoreHalf => return self.store(op.d, 7, self.reg(op.n).wrapping_add(immediate)),
            Code::LoadOrStore => return self.load_or_store(op),
            Code::Literal => return self.load(op.d, op.a, (self.registers[15] & !3).wrapping_add(immediate)),
            Code::LoadDual | Code::StoreDual => return self.dual(op),
            Code::LoadMany | Code::StoreMany => return self.many(op),
            Code::StoreExclusive => {
                // Nobody comes between.
                let stored = self.store(op.d, op.a, self.reg(op.n).wrapping_add(immediate));
                self.set(op.m, 0);
                return stored;
            }
            Code::TableBranch => return self.table_branch(op),
            Code::Branch => {
                let to = self.registers[15].wrapping_add(immediate);
                if to == here {
                    return self.end(Stop::Loop);
                }
                self.pc = to;
            }
            Code::BranchIf => {
                if self.holds(op.a) {
                    self.pc = self.registers[15].wrapping_add(immediate);
                }
            }
            Code::BranchIfZero => {
                if (self.reg(op.n) == 0) == (op.a == 0) {
                    self.pc = self.registers[15].wrapping_add(immediate);
                }
            }
            Code::Call => {
                self.set(14, self.pc | 1);
                self.pc = self.registers[15].wrapping_add(immediate);
            }
            Code::BranchTo => return self.go(self.reg(op.m)),
            Code::CallTo => {
                let to = self.reg(op.m);
                self.set(14, self.pc | 1);
                return self.go(to);
            }
            Code::AddressOf => self.set(op.d, (self.registers[15] & !3).wrapping_add(immediate)),
            Code::It => {
                self.it = op.a;
                return false;
            }
            Code::Mrs => {
                let value = match immediate {
                    0..=3 => self.flags(),
                    8 => self.reg(13),
                    _ => 0,
                };
                self.set(op.d, value);
            }
            Code::Msr => self.write_special(op),
            Code::Hint => {}
            Code::Fault => return self.end(Stop::Fault),
            Code::End => {
                self.pc = here;
                return self.end(Stop::End(here));
            }
        }
        true
    }

    /// What an instruction that stands here would read and write.
    pub(crate) fn name_accesses(&self, op: &Op, accesses: &mut Accesses) {
        let base = if op.n == 15 { self.pc.wrapping_add(4) & !3 } else { self.reg(op.n) };
        let moved = base.wrapping_add(op.immediate);
        let of_kind = |kind: u8| u32::from(LENGTHS_OF_KINDS[usize::from(kind & 7)]);
        let (is_load, address, length) = match op.code {
            Code::LoadWord => (true, moved, 4),
            Code::LoadByte | Code::LoadSignedByte => (true, moved, 1),
            Code::LoadHalf | Code::LoadSignedHalf => (true, moved, 2),
            Code::Literal => (true, moved, of_kind(op.a)),
            Code::StoreWord => (false, moved, 4),
            Code::StoreByte => (false, moved, 1),
            Code::StoreHalf => (false, moved, 2),
            Code::StoreExclusive => (false, moved, of_kind(op.a)),
            Code::LoadOrStore => {
                let offset = if op.b & INDEXED == 0 { op.immediate } else { self.reg(op.m) << (op.b >> 4) };
                let address = if op.b & POST == 0 { base.wrapping_add(offset) } else { base };
                (op.a < 5, address, of_kind(op.a))
            }
            Code::LoadDual | Code::StoreDual => {
                (op.code == Code::LoadDual, if op.b & POST == 0 { moved } else { base }, 8)
            }
            Code::LoadMany | Code::StoreMany => {
                let length = 4 * op.immediate.count_ones();
                let start = if op.b & POST == 0 { base } else { base.wrapping_sub(length) };
                (op.code == Code::LoadMany, start, length)
            }
            Code::TableBranch => (true, base.wrapping_add(self.reg(op.m) << op.a), 1 + u32::from(op.a)),
            _ => return,
        };
        *(if is_load { &mut accesses.reads } else { &mut accesses.writes }) = Some((address, length));
    }

    /// Whether a condition holds; 14 and 15 always do.
    pub(crate) fn holds(&self, condition: u8) -> bool {
        let (n, z, c, v) = (self.negative >> 31 != 0, self.zero == 0, self.carry, self.overflow);
        let holds = match condition >> 1 {
            0 => z,
            1 => c,
            2 => n,
            3 => v,
            4 => c && !z,
            5 => n == v,
            6 => n == v && !z,
            _ => return true,
        };
        holds != (condition & 1 != 0)
    }

    #[inline(always)]
    fn reg(&self, number: u8) -> u32 {
        self.registers[usize::from(number & 15)]
    }

    #[inline(always)]
    fn set(&mut self, number: u8, value: u32) {
        // The two lowest bits of a stack pointer are zero.
        self.registers[usize::from(number & 15)] = if number == 13 { value & !3 } else { value };
    }

    #[cold]
    fn end(&mut self, stop: Stop) -> bool {
        self.stop = Some(stop);
        false
    }

    /// A branch that stays in the same state, whatever the lowest bit.
    fn branch(&mut self, to: u32) -> bool {
        self.pc = to & !1;
        true
    }

    /// A branch that an even address would take out of the Thumb state.
    fn go(&mut self, to: u32) -> bool {
        self.pc = to & !1;
        if to & 1 == 0 { self.end(Stop::Fault) } else { true }
    }

    #[inline(always)]
    fn set_flags_of(&mut self, value: u32) {
        (self.negative, self.zero) = (value, value);
    }

    /// The result of a logical operation on an immediate.
    #[inline(always)]
    fn logic(&mut self, op: &Op, value: u32) {
        self.set(op.d, value);
        if op.s {
            self.test(op, value);
        }
    }

    #[inline(always)]
    fn test(&mut self, op: &Op, value: u32) {
        self.set_flags_of(value);
        if op.a != 2 {
            self.carry = op.a == 1;
        }
    }

    #[inline(always)]
    fn logic_of_registers(&mut self, op: &Op, value: u32) {
        self.set(op.d, value);
        if op.s {
            self.set_flags_of(value);
        }
    }

    fn set_if(&mut self, op: &Op, value: u32, carry: bool) {
        self.set(op.d, value);
        if op.s {
            self.set_flags_of(value);
            self.carry = carry;
        }
    }

    #[inline(always)]
    fn sum(&mut self, op: &Op, left: u32, right: u32, carry: bool) {
        if op.s {
            let value = self.added(left, right, carry);
            self.set(op.d, value);
        } else {
            self.set(op.d, left.wrapping_add(right).wrapping_add(carry.into()));
        }
    }

    #[inline(always)]
    fn compare(&mut self, left: u32, right: u32, carry: bool) {
        self.added(left, right, carry);
    }

    /// AddWithCarry (ARM DDI 0403, A2.2.1), flags and all.
    #[inline(always)]
    fn added(&mut self, left: u32, right: u32, carry: bool) -> u32 {
        let whole = u64::from(left) + u64::from(right) + u64::from(carry);
        let value = left.wrapping_add(right).wrapping_add(carry.into());
        self.set_flags_of(value);
        self.carry = whole >> 32 != 0;
        self.overflow = (left ^ value) & (right ^ value) & 0x8000_0000 != 0;
        value
    }

    fn shifted(&mut self, op: &Op) {
        let (right, carry) = shift(self.reg(op.m), op.a, op.b.into(), self.carry);
        let left = self.reg(op.n);
        let logical = match op.immediate {
            0 | 12 => left & right,
            1 | 13 => left ^ right,
            2 => left | right,
            3 => left & !right,
            4 => left | !right,
            6 => !right,
            7 => return self.sum(op, left, right, false),
            8 => return self.sum(op, left, right, self.carry),
            9 => return self.sum(op, left, !right, self.carry),
            10 => return self.sum(op, left, !right, true),
            11 => return self.sum(op, !left, right, true),
            14 => return self.compare(left, !right, true),
            _ => return self.compare(left, right, false),
        };
        if op.immediate < 12 {
            self.set(op.d, logical);
        }
        if op.s {
            self.set_flags_of(logical);
            self.carry = carry;
        }
    }

    fn long_multiply(&mut self, op: &Op) {
        let (n, m) = (self.reg(op.n), self.reg(op.m));
        let product = if op.s {
            (i64::from(n.cast_signed()) * i64::from(m.cast_signed())).cast_unsigned()
        } else {
            u64::from(n) * u64::from(m)
        };
        let before = u64::from(self.reg(op.d)) << 32 | u64::from(self.reg(op.a));
        let sum = product.wrapping_add(if op.b == 1 { before } else { 0 });
        #[expect(clippy::cast_possible_truncation, reason = "the halves")]
        let (high, low) = ((sum >> 32) as u32, sum as u32);
        self.set(op.a, low);
        self.set(op.d, high);
    }

    fn divide(&mut self, op: &Op) {
        let (n, m) = (self.reg(op.n), self.reg(op.m));
        let quotient = if op.s {
            n.cast_signed()
                .checked_div(m.cast_signed())
                .map_or(if m == 0 { 0 } else { n }, i32::cast_unsigned)
        } else {
            n.checked_div(m).unwrap_or(0)
        };
        self.set(op.d, quotient);
    }

    fn field(&mut self, op: &Op) {
        let (low, value) = (u32::from(op.a), self.reg(op.n));
        match op.code {
            Code::Bfi => {
                let width = u32::from(op.b) - low + 1;
                let mask = u32::MAX >> (32 - width) << low;
                let inserted = if op.n == 15 { 0 } else { value << low };
                self.set(op.d, self.reg(op.d) & !mask | inserted & mask);
            }
            Code::Bfx => {
                let left = 31 - low - u32::from(op.b);
                let up = value << left;
                let right = left + low;
                self.set(op.d, if op.s { (up.cast_signed() >> right).cast_unsigned() } else { up >> right });
            }
            _ => {
                let (value, _) = shift(value, op.m, low, false);
                let value = i64::from(value.cast_signed());
                let (least, most) =
                    if op.s { (-(1_i64 << op.b), (1_i64 << op.b) - 1) } else { (0, (1_i64 << op.b) - 1) };
                #[expect(clippy::cast_possible_truncation, reason = "it is in 32 bits")]
                let value = value.clamp(least, most) as u32;
                self.set(op.d, value);
            }
        }
    }

    /// Reads so many bytes of flash or RAM, at most 4.
    #[inline(always)]
    fn read(&self, address: u32, length: usize) -> Option<u32> {
        let start = address.wrapping_sub(RAM) as usize;
        let bytes = if start < RAM_LENGTH {
            self.ram.get(start..start + length)?
        } else {
            return self.read_flash(address, length);
        };
        Some(word(bytes, length))
    }

    #[inline(never)]
    fn read_flash(&self, address: u32, length: usize) -> Option<u32> {
        let start = address as usize;
        if start + length > crate::FLASH_LENGTH {
            return None;
        }
        // Behind the program, and between its sections, flash is erased.
        let bytes = self.flash.bytes.get(start..start + length).unwrap_or(&[0xFF; 4]);
        Some(word(bytes, length))
    }

    /// ARMv6-M reads and writes at multiples of the length only.
    #[inline(always)]
    fn may_lie(&self, address: u32, length: usize) -> bool {
        self.core == Core::M3 || address as usize & (length - 1) == 0
    }

    #[inline(always)]
    fn load(&mut self, to: u8, kind: u8, address: u32) -> bool {
        let length = LENGTHS[usize::from(kind & 7)];
        let value = self.read(address, length).filter(|_| self.may_lie(address, length));
        let Some(value) = value else { return self.end(Stop::Fault) };
        let value = match kind {
            3 => extended(value, 2),
            4 => extended(value, 3),
            _ => value,
        };
        if to == 15 {
            return self.go(value);
        }
        self.set(to, value);
        true
    }

    #[inline(always)]
    fn store(&mut self, from: u8, kind: u8, address: u32) -> bool {
        self.write(address, LENGTHS[usize::from(kind & 7)], self.reg(from))
    }

    #[inline(always)]
    fn write(&mut self, address: u32, length: usize, value: u32) -> bool {
        let start = address.wrapping_sub(RAM) as usize;
        if !self.may_lie(address, length) || start >= RAM_LENGTH {
            return self.end(Stop::Fault);
        }
        let Some(place) = self.ram.get_mut(start..start + length) else { return self.end(Stop::Fault) };
        place.copy_from_slice(&value.to_le_bytes()[..length]);
        true
    }

    #[inline(never)]
    fn load_or_store(&mut self, op: &Op) -> bool {
        let base = self.reg(op.n);
        let offset = if op.b & INDEXED == 0 { op.immediate } else { self.reg(op.m) << (op.b >> 4) };
        let moved = base.wrapping_add(offset);
        let address = if op.b & POST == 0 { moved } else { base };
        let done = if op.a < 5 { self.load(op.d, op.a, address) } else { self.store(op.d, op.a, address) };
        if op.b & WRITE_BACK != 0 {
            self.set(op.n, moved);
        }
        done
    }

    fn dual(&mut self, op: &Op) -> bool {
        let base = if op.n == 15 { self.registers[15] & !3 } else { self.reg(op.n) };
        let moved = base.wrapping_add(op.immediate);
        let address = if op.b & POST == 0 { moved } else { base };
        if address & 3 != 0 {
            return self.end(Stop::Fault);
        }
        for (register, address) in [(op.d, address), (op.m, address.wrapping_add(4))] {
            let done = if op.code == Code::LoadDual {
                self.load(register, 0, address)
            } else {
                self.store(register, 5, address)
            };
            if !done {
                return false;
            }
        }
        if op.b & WRITE_BACK != 0 {
            self.set(op.n, moved);
        }
        true
    }

    #[inline(never)]
    fn many(&mut self, op: &Op) -> bool {
        let (base, list) = (self.reg(op.n), op.immediate);
        let length = 4 * list.count_ones();
        let down = op.b & POST != 0;
        let mut address = if down { base.wrapping_sub(length) } else { base };
        let moved = if down { address } else { base.wrapping_add(length) };
        if address & 3 != 0 {
            return self.end(Stop::Fault);
        }
        let mut target = None;
        for register in (0..16_u8).filter(|register| list >> register & 1 != 0) {
            if op.code == Code::StoreMany {
                if !self.store(register, 5, address) {
                    return false;
                }
            } else {
                let Some(value) = self.read(address, 4) else { return self.end(Stop::Fault) };
                if register == 15 {
                    target = Some(value);
                } else {
                    self.set(register, value);
                }
            }
            address = address.wrapping_add(4);
        }
        if op.b & WRITE_BACK != 0 && (op.code == Code::StoreMany || list >> op.n & 1 == 0) {
            self.set(op.n, moved);
        }
        target.is_none_or(|target| self.go(target))
    }

    fn table_branch(&mut self, op: &Op) -> bool {
        let length = 1 + usize::from(op.a);
        let address = self.reg(op.n).wrapping_add(self.reg(op.m) << op.a);
        let Some(halves) = self.read(address, length) else { return self.end(Stop::Fault) };
        self.pc = self.registers[15].wrapping_add(halves << 1);
        true
    }

    fn write_special(&mut self, op: &Op) {
        let value = self.reg(op.n);
        match op.immediate {
            0..=3 if op.a & 2 != 0 => {
                (self.negative, self.zero) = (value, u32::from(value & 0x4000_0000 == 0));
                (self.carry, self.overflow) = (value & 0x2000_0000 != 0, value & 0x1000_0000 != 0);
            }
            8 => self.set(13, value),
            _ => {}
        }
    }
}

/// Bytes that a load or store of each kind moves.
const LENGTHS: [usize; 8] = [4, 1, 2, 1, 2, 4, 1, 2];
const LENGTHS_OF_KINDS: [u8; 8] = [4, 1, 2, 1, 2, 4, 1, 2];

#[inline(always)]
fn word(bytes: &[u8], length: usize) -> u32 {
    match (length, bytes) {
        (4, &[a, b, c, d, ..]) => u32::from_le_bytes([a, b, c, d]),
        (2, &[a, b, ..]) => u32::from_le_bytes([a, b, 0, 0]),
        (_, &[a, ..]) => a.into(),
        _ => 0,
    }
}

/// The lowest byte or halfword: 0 and 1 with zeros, 2 and 3 with the sign.
fn extended(value: u32, how: u8) -> u32 {
    match how {
        0 => value & 0xFF,
        1 => value & 0xFFFF,
        2 => ((value << 24).cast_signed() >> 24).cast_unsigned(),
        _ => ((value << 16).cast_signed() >> 16).cast_unsigned(),
    }
}

/// A value that is shifted, and the carry behind it: 0 left, 1 right, 2 right with the sign, 3 rotated, 4 rotated through
/// the carry by one.
#[inline(always)]
fn shift(value: u32, how: u8, amount: u32, carry: bool) -> (u32, bool) {
    if amount == 0 {
        return (value, carry);
    }
    let wide = u64::from(value);
    match how {
        0 if amount > 32 => (0, false),
        0 => {
            let shifted = wide << amount;
            #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
            let low = shifted as u32;
            (low, shifted >> 32 & 1 != 0)
        }
        1 if amount > 32 => (0, false),
        1 => {
            let (shifted, last) = (wide >> amount, wide >> (amount - 1));
            #[expect(clippy::cast_possible_truncation, reason = "it only got smaller")]
            let low = shifted as u32;
            (low, last & 1 != 0)
        }
        2 => {
            let amount = amount.min(32);
            let wide = i64::from(value.cast_signed());
            #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
            let low = (wide >> amount) as u32;
            (low, wide >> (amount - 1) & 1 != 0)
        }
        3 => {
            let rotated = value.rotate_right(amount & 31);
            (rotated, rotated >> 31 != 0)
        }
        _ => (value >> 1 | u32::from(carry) << 31, value & 1 != 0),
    }
}
