//! The registers of the field machine, and what is done with them by number.

use super::{Words, field};
use crate::arch::flash::Flash;

/// The registers of the field machine: eight elements that formulas name by number.
pub type Registers = [Words; 8];

/// registers[D] = registers[A] registers[B] / R mod p.
#[inline(always)]
pub fn multiply<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { field::multiply(d, a, b) }
}

/// registers[D] = registers[A]^2 / R mod p.
#[inline(always)]
pub fn square<const D: usize, const A: usize>(registers: &mut Registers) {
    let (d, a, _) = operands::<D, A, 0>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a.
    unsafe { field::square(d, a) }
}

/// registers[D] = registers[A] + registers[B] mod p.
#[inline(always)]
pub fn add<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { field::add(d, a, b) }
}

/// registers[D] = registers[A] - registers[B] mod p.
#[inline(always)]
pub fn subtract<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; a leaf accepts d = a or b.
    unsafe { field::subtract(d, a, b) }
}

/// registers[D] = registers[A] - 2 registers[B] mod p.
#[inline(always)]
pub fn subtract_twice<const D: usize, const A: usize, const B: usize>(registers: &mut Registers) {
    const { assert!(D != B) };
    let (d, a, b) = operands::<D, A, B>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; d is not b.
    unsafe { field::subtract_twice(d, a, b) }
}

/// registers[D] = 3 registers[A] / 2 mod p.
#[inline(always)]
pub fn three_halves<const D: usize, const A: usize>(registers: &mut Registers) {
    const { assert!(D != A) };
    let (d, a, _) = operands::<D, A, 0>(registers);
    // SAFETY: `operands` gives pointers to elements of the array; d is not a.
    unsafe { field::three_halves(d, a) }
}

/// Registers 3 and 4 = a point.
#[inline(never)]
pub fn set_addend(registers: &mut Registers, point: &[Words; 2]) {
    let [_, _, _, x, y, ..] = registers;
    let [from_x, from_y] = point;
    *x = *from_x;
    *y = *from_y;
}

/// Registers 3 and 4 = a constant point.
pub fn set_constant(registers: &mut Registers, point: &Flash<[Words; 2]>) {
    cfg_select! {
        target_arch = "avr" => {
            let [_, _, _, addend @ .., _, _, _] = registers;
            point.copy_to(addend);
        }
        _ => { set_addend(registers, &point.load()) }
    }
}

/// Registers 3 and 4 = entry `index` of the table. Reads all of it, whatever the index.
#[cfg(feature = "fast")]
#[inline(never)]
pub fn select(registers: &mut Registers, table: &[[Words; 2]], index: u32) {
    let [_, _, _, point @ .., _, _, _] = registers;
    cfg_select! {
        target_arch = "avr" => {
            let (index, count) = ((index & 0xFF) as u8, (table.len() & 0xFF) as u8);
            // SAFETY: the point has 16 words, and so has each entry of the table.
            unsafe { super::kernel::select(point.as_flattened_mut().as_mut_ptr(), table.as_ptr().cast(), index, count) }
        }
        target_arch = "arm" => {
            // SAFETY: as above.
            unsafe { super::kernel::select(point.as_flattened_mut().as_mut_ptr(), table.as_ptr().cast(), index, table.len()) }
        }
        _ => { super::portable::select(point, table, index) }
    }
}

/// Registers 3 and 4 = entry `index` of the 16 from `first` on in a constant table. Reads all of these.
#[cfg(feature = "fast")]
pub fn select_constant<const LENGTH: usize>(
    registers: &mut Registers, table: &Flash<[[Words; 2]; LENGTH]>, first: usize, index: u32,
) {
    cfg_select! {
        target_arch = "avr" => {
            let [_, _, _, point @ .., _, _, _] = registers;
            let table = table.as_ptr().cast::<[Words; 2]>().wrapping_add(first).cast();
            #[expect(clippy::cast_possible_truncation, reason = "an index below 16")]
            // SAFETY: the point has 16 words; whatever is read of flash is data.
            unsafe {
                super::kernel::select_flash(point.as_flattened_mut().as_mut_ptr(), table, index as u8, 16);
            }
        }
        _ => { select(registers, table.load().get(first..first + 16).unwrap_or_default(), index) }
    }
}

#[inline(always)]
fn operands<const D: usize, const A: usize, const B: usize>(
    registers: &mut Registers,
) -> (*mut u32, *const u32, *const u32) {
    const { assert!(D < 8 && A < 8 && B < 8) };
    let base = registers.as_mut_ptr().cast::<u32>();
    // The arithmetic wraps so that it needs no `unsafe`; 8 D + 7 is below 64 words.
    (base.wrapping_add(8 * D), base.wrapping_add(8 * A), base.wrapping_add(8 * B))
}
