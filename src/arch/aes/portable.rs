//! AES in Boolean operations on eight 32-bit words: two blocks at once, without tables. The twin
//! that the kernels of ARM and RISC-V are held against, and the kernel of the targets that have
//! none. Constant time: no branch, no address depends on key or block.
//!
//! # Planes
//! Plane p is the word of the bits of weight 2^p: bit 8 r + 2 c + b belongs to row r, column c (FIPS
//! 197, 3.4) of block b. Rows are bytes, so that a step to the next row is a rotation by 8.
//! The four words of a block, read in little-endian order, hold bits 2q, 2q + 1 of row r at bit
//! 8 r + 2 q: a transposition of four by four pairs of bits makes of them four words of two planes each,
//! and swapping every other bit between two blocks separates the planes.
//!
//! # Round keys
//! Both blocks have one key: its plane has pairs of equal bits, of which one is kept. So a round
//! key stays four words, transposed like a block. The constant 0x63 of the S-box passes through the
//! linear layer unchanged and is added to the round keys, for both directions.
//!
//! # `ShiftRows`
//! The idea of fixslicing (Adomnicai and Peyrin, <https://eprint.iacr.org/2020/1123>): leave out
//! `ShiftRows` (SR), and let `MixColumns` look for its operands where they are. An odd round mixes along
//! diagonals: row r + 1 at column c + 1. Its state, and so its round key, is SR^-1 of that of FIPS
//! 197. An even round applies SR twice, which only exchanges the halves of rows 1 and 3, and is then in step
//! again. All three key lengths have an even number of rounds.

use super::Block;
use core::cell::Cell;

type Planes = [u32; 8];

/// What the S-box adds to every byte.
const AFFINE: u32 = 0x6363_6363;

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    let (words, _) = key.as_chunks();
    for (place, word) in schedule.iter_mut().zip(words) {
        *place = u32::from_le_bytes(*word);
    }
    expand(schedule, words.len());
    let (rounds, _) = schedule.as_chunks_mut();
    for (round, key) in rounds.iter_mut().enumerate() {
        if round > 0 {
            key.iter_mut().for_each(|word| *word ^= AFFINE);
        }
        transpose(key);
        if round % 2 == 1 {
            key.iter_mut().for_each(|word| *word = unshift_rows(*word));
        }
    }
}

/// `KeyExpansion` (FIPS 197, 5.2) behind the `length` words of the key.
pub(super) fn expand(schedule: &mut [u32], length: usize) {
    let words = Cell::from_mut(schedule).as_slice_of_cells();
    let mut before = words.get(length.wrapping_sub(1)).map_or(0, Cell::get);
    let (mut constant, mut position) = (1, 0);
    for (place, back) in words.iter().skip(length).zip(words) {
        if position == 0 {
            before = sub_word(before).rotate_right(8) ^ AFFINE ^ constant;
            constant = (constant << 1) ^ ((constant >> 7) * 0x11B);
        } else if length > 6 && position == 4 {
            before = sub_word(before) ^ AFFINE;
        }
        before ^= back.get();
        place.set(before);
        position = if position + 1 == length { 0 } else { position + 1 };
    }
}

/// The S-box of each byte, without its constant. Of each plane only the bits 0, 8, 16 and 24 are looked at.
fn sub_word(word: u32) -> u32 {
    let mut planes = core::array::from_fn(|weight| word >> weight);
    sub_bytes(&mut planes);
    let bits = planes.iter().enumerate().map(|(weight, plane)| (plane & 0x0101_0101) << weight);
    bits.fold(0, |word, bits| word ^ bits)
}

/// Encrypts two blocks in place.
pub fn encrypt_pair(schedule: &[u32], pair: &mut [Block; 2]) {
    let (keys, _) = schedule.as_chunks();
    let Some((first, keys)) = keys.split_first() else { return };
    let (rounds, _) = keys.as_chunks::<2>();
    let Some(([odd, last], rounds)) = rounds.split_last() else { return };
    let mut state = pack(pair);
    add_round_key(&mut state, first);
    for [odd, even] in rounds {
        sub_bytes(&mut state);
        mix_columns::<1>(&mut state);
        add_round_key(&mut state, odd);
        sub_bytes(&mut state);
        shift_rows_twice(&mut state);
        mix_columns::<0>(&mut state);
        add_round_key(&mut state, even);
    }
    sub_bytes(&mut state);
    mix_columns::<1>(&mut state);
    add_round_key(&mut state, odd);
    sub_bytes(&mut state);
    shift_rows_twice(&mut state);
    add_round_key(&mut state, last);
    unpack(&state, pair);
}

/// Encrypts a block in place.
pub fn encrypt_block(schedule: &[u32], block: &mut Block) {
    let mut pair = [*block; 2];
    encrypt_pair(schedule, &mut pair);
    *block = pair[0];
}

/// Decrypts a block in place.
pub fn decrypt_block(schedule: &[u32], block: &mut Block) {
    let (keys, _) = schedule.as_chunks();
    let Some((first, keys)) = keys.split_first() else { return };
    let (rounds, _) = keys.as_chunks::<2>();
    let Some(([odd, last], rounds)) = rounds.split_last() else { return };
    let mut pair = [*block; 2];
    let mut state = pack(&pair);
    add_round_key(&mut state, last);
    shift_rows_twice(&mut state);
    unsub_bytes(&mut state);
    add_round_key(&mut state, odd);
    for [odd, even] in rounds.iter().rev() {
        unmix_columns::<1>(&mut state);
        unsub_bytes(&mut state);
        add_round_key(&mut state, even);
        unmix_columns::<0>(&mut state);
        shift_rows_twice(&mut state);
        unsub_bytes(&mut state);
        add_round_key(&mut state, odd);
    }
    unmix_columns::<1>(&mut state);
    unsub_bytes(&mut state);
    add_round_key(&mut state, first);
    unpack(&state, &mut pair);
    *block = pair[0];
}

/// Exchanges the bits of `a` under `mask << shift` with those of `b` under `mask`.
fn swap(a: &mut u32, b: &mut u32, mask: u32, shift: u32) {
    let difference = (*a >> shift ^ *b) & mask;
    *b ^= difference;
    *a ^= difference << shift;
}

/// Exchanges the pair of bits q of each byte of word c with the pair of bits c of word q.
fn transpose([a, b, c, d]: &mut [u32; 4]) {
    swap(a, b, 0x3333_3333, 2);
    swap(c, d, 0x3333_3333, 2);
    swap(a, c, 0x0F0F_0F0F, 4);
    swap(b, d, 0x0F0F_0F0F, 4);
}

fn words(block: &Block) -> [u32; 4] {
    let (words, _) = block.as_chunks();
    core::array::from_fn(|column| words.get(column).map_or(0, |word| u32::from_le_bytes(*word)))
}

fn pack([first, second]: &[Block; 2]) -> Planes {
    let (mut first, mut second) = (words(first), words(second));
    transpose(&mut first);
    transpose(&mut second);
    let mut planes = [0; 8];
    let (places, _) = planes.as_chunks_mut();
    for ([even, odd], (first, second)) in places.iter_mut().zip(first.into_iter().zip(second)) {
        (*even, *odd) = (first, second);
        swap(even, odd, 0x5555_5555, 1);
    }
    planes
}

fn unpack(planes: &Planes, pair: &mut [Block; 2]) {
    let [mut first, mut second] = [[0; 4]; 2];
    let (planes, _) = planes.as_chunks();
    for ([even, odd], (first, second)) in planes.iter().zip(first.iter_mut().zip(&mut second)) {
        (*first, *second) = (*even, *odd);
        swap(first, second, 0x5555_5555, 1);
    }
    for (mut words, block) in [first, second].into_iter().zip(pair) {
        transpose(&mut words);
        let (places, _) = block.as_chunks_mut();
        for (place, word) in places.iter_mut().zip(words) {
            *place = word.to_le_bytes();
        }
    }
}

fn add_round_key(state: &mut Planes, key: &[u32; 4]) {
    let (planes, _) = state.as_chunks_mut();
    for ([even, odd], key) in planes.iter_mut().zip(key) {
        let (low, high) = (key & 0x5555_5555, key & 0xAAAA_AAAA);
        *even ^= low ^ low << 1;
        *odd ^= high ^ high >> 1;
    }
}

/// SR^-1: row r of two planes of a key moves r columns to the right.
fn unshift_rows(word: u32) -> u32 {
    let word = word & 0x0000_FFFF | (word & 0x0F0F_0000) << 4 | (word & 0xF0F0_0000) >> 4;
    word & 0x00FF_00FF | (word & 0x3F00_3F00) << 2 | (word & 0xC000_C000) >> 6
}

/// SR twice: rows 1 and 3 move by two columns.
fn shift_rows_twice(state: &mut Planes) {
    for plane in state {
        *plane = *plane & 0x00FF_00FF | (*plane & 0x0F00_0F00) << 4 | (*plane & 0xF000_F000) >> 4;
    }
}

/// The bit of the next row, `STEP` columns on.
fn next<const STEP: usize>(plane: u32) -> u32 {
    if STEP == 0 {
        plane.rotate_right(8)
    } else {
        (plane & 0xFCFC_FCFC).rotate_right(10) | (plane & 0x0303_0303).rotate_right(2)
    }
}

/// The bit of the next row but one, twice `STEP` columns on.
fn after_next<const STEP: usize>(plane: u32) -> u32 {
    if STEP == 0 {
        plane.rotate_right(16)
    } else {
        (plane & 0xF0F0_F0F0).rotate_right(20) | (plane & 0x0F0F_0F0F).rotate_right(12)
    }
}

/// `MixColumns` between SR^STEP and SR^-STEP. With y the state a row on:
/// 2 x + 3 y + R^2 (x + y) = 2 (x + y) + y + R^2 (x + y).
fn mix_columns<const STEP: usize>(state: &mut Planes) {
    let top = state[7] ^ next::<STEP>(state[7]);
    let mut below = 0;
    for (weight, plane) in state.iter_mut().enumerate() {
        let next = next::<STEP>(*plane);
        let sum = *plane ^ next;
        *plane = below ^ next ^ after_next::<STEP>(sum);
        if 0x1B >> weight & 1 == 1 {
            *plane ^= top;
        }
        below = sum;
    }
}

/// The inverse of `mix_columns`: itself behind x + 4 (x + R^2 x), because of {0b} = {03} + {08} and so on.
fn unmix_columns<const STEP: usize>(state: &mut Planes) {
    let [a, b, c, d, e, f, g, h] = state.map(|plane| plane ^ after_next::<STEP>(plane));
    // x^8 = x^4 + x^3 + x + 1 and x^9 = x^5 + x^4 + x^2 + x.
    for (plane, term) in state.iter_mut().zip([g, g ^ h, a ^ h, b ^ g, c ^ g ^ h, d ^ h, e, f]) {
        *plane ^= term;
    }
    mix_columns::<STEP>(state);
}

/// The inverse of the S-box without its constant: with the S-box's own circuit between two inverses of
/// its linear map, L^-1 S L^-1 = L^-1 (L x^-1) L^-1.
fn unsub_bytes(state: &mut Planes) {
    undo_linear_map(state);
    sub_bytes(state);
    undo_linear_map(state);
}

fn undo_linear_map(state: &mut Planes) {
    let [a, b, c, d, e, f, g, h] = *state;
    *state = [c ^ f ^ h, d ^ g ^ a, e ^ h ^ b, f ^ a ^ c, g ^ b ^ d, h ^ c ^ e, a ^ d ^ f, b ^ e ^ g];
}

/// The S-box without its constant: the circuit of Boyar and Peralta, "A new combinational logic
/// minimization technique with applications to cryptology" (SEA 2010), 32 AND and 83 XOR. Their x and s count
/// from the most significant bit, ours from the least.
fn sub_bytes(planes: &mut Planes) {
    let [x0, x1, x2, x3, x4, x5, x6, x7] = *planes;
    // To the basis of the tower.
    let y14 = x4 ^ x2;
    let y13 = x7 ^ x1;
    let y9 = x7 ^ x4;
    let y8 = x7 ^ x2;
    let t0 = x6 ^ x5;
    let y1 = t0 ^ x0;
    let y4 = y1 ^ x4;
    let y12 = y13 ^ y14;
    let y2 = y1 ^ x7;
    let y5 = y1 ^ x1;
    let y3 = y5 ^ y8;
    let t1 = x3 ^ y12;
    let y15 = t1 ^ x2;
    let y20 = t1 ^ x6;
    let y6 = y15 ^ x0;
    let y10 = y15 ^ t0;
    let y11 = y20 ^ y9;
    let y7 = x0 ^ y11;
    let y17 = y10 ^ y11;
    let y19 = y10 ^ y8;
    let y16 = t0 ^ y11;
    let y21 = y13 ^ y16;
    let y18 = x7 ^ y16;

    // The inverse in GF(2^8), by way of GF(2^4).
    let t2 = y12 & y15;
    let t3 = y3 & y6;
    let t4 = t3 ^ t2;
    let t5 = y4 & x0;
    let t6 = t5 ^ t2;
    let t7 = y13 & y16;
    let t8 = y5 & y1;
    let t9 = t8 ^ t7;
    let t10 = y2 & y7;
    let t11 = t10 ^ t7;
    let t12 = y9 & y11;
    let t13 = y14 & y17;
    let t14 = t13 ^ t12;
    let t15 = y8 & y10;
    let t16 = t15 ^ t12;
    let t17 = t4 ^ t14;
    let t18 = t6 ^ t16;
    let t19 = t9 ^ t14;
    let t20 = t11 ^ t16;
    let t21 = t17 ^ y20;
    let t22 = t18 ^ y19;
    let t23 = t19 ^ y21;
    let t24 = t20 ^ y18;
    let t25 = t21 ^ t22;
    let t26 = t21 & t23;
    let t27 = t24 ^ t26;
    let t28 = t25 & t27;
    let t29 = t28 ^ t22;
    let t30 = t23 ^ t24;
    let t31 = t22 ^ t26;
    let t32 = t31 & t30;
    let t33 = t32 ^ t24;
    let t34 = t23 ^ t33;
    let t35 = t27 ^ t33;
    let t36 = t24 & t35;
    let t37 = t36 ^ t34;
    let t38 = t27 ^ t36;
    let t39 = t29 & t38;
    let t40 = t25 ^ t39;
    let t41 = t40 ^ t37;
    let t42 = t29 ^ t33;
    let t43 = t29 ^ t40;
    let t44 = t33 ^ t37;
    let t45 = t42 ^ t41;
    let z2 = t33 & x0;
    let z3 = t43 & y16;
    let z4 = t40 & y1;
    let z5 = t29 & y7;
    let z7 = t45 & y17;
    let z10 = t37 & y3;
    let z12 = t43 & y13;
    let z16 = t45 & y14;

    // From the tower to the output of the linear map.
    let t46 = (t42 & y9) ^ z16;
    let t47 = z10 ^ (t33 & y4);
    let t48 = z5 ^ (t40 & y5);
    let t49 = (t44 & y12) ^ z10;
    let t50 = z2 ^ z12;
    let t51 = z2 ^ z5;
    let t52 = z7 ^ (t41 & y10);
    let t53 = (t44 & y15) ^ z3;
    let t54 = (t42 & y11) ^ z7;
    let t55 = z16 ^ (t41 & y8);
    let t56 = z12 ^ t48;
    let t57 = t50 ^ t53;
    let t58 = z4 ^ t46;
    let t59 = z3 ^ t54;
    let t60 = t46 ^ t57;
    let t61 = (t29 & y2) ^ t57;
    let t62 = t52 ^ t58;
    let t63 = t49 ^ t58;
    let t64 = z4 ^ t59;
    let t65 = t61 ^ t62;
    let t66 = (t37 & y6) ^ t63;
    let s7 = t59 ^ t63;
    let s1 = t56 ^ t62;
    let s0 = t48 ^ t60;
    let t67 = t64 ^ t65;
    let s4 = t53 ^ t66;
    let s3 = t51 ^ t66;
    let s2 = t47 ^ t65;
    let s6 = t64 ^ s4;
    let s5 = t55 ^ t67;
    *planes = [s0, s1, s2, s3, s4, s5, s6, s7];
}
