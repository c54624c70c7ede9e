//! The P-256 kernel of the MSP430: 16-bit multiplier, 32-bit multiplier, or none.
//!
//! `--cfg amisec_variant="..."` chooses:
//!
//! | variant | multiplier | registers from | parts |
//! |---|---|---|---|
//! | `multiplier16` (default) | 16-bit | 0x0130 | 1xx, 2xx, 4xx |
//! | `multiplier32` | 32-bit | 0x0130 | 4xx with MPY32 |
//! | `multiplier32_f5` | 32-bit | 0x04C0 | 5xx, 6xx, FRxx |
//! | `no_multiplier` | none | | the others |
//!
//! `column` is what the inversion sums with: 64-bit sums in Rust become branches here.
//!
//! Constant time, all of it: no branch, address or count depends on an operand, only on the modulus,
//! which is public. The multiplier takes the same time for all operands.
//!
//! # Interrupts and the multiplier
//! A handler may use the multiplier as compilers do, without saving its registers. Every run that
//! depends on them, from the first operand to the last result read, is between a `bic #8, sr` and a
//! `bis` of the caller's interrupt flag: at most about 125 cycles, with a gap in which a waiting
//! interrupt is accepted after each. DINT acts one instruction late, so the instruction after it is
//! never one that touches the multiplier; only the interrupt flag is put back, so that other bits of
//! SR that a handler changes for its return stay changed. MPY32's fractional and saturation modes
//! must be off, as they are after reset and as compilers leave them. A non-maskable handler (NMI) must
//! save the registers of the multiplier if it uses it.
//!
//! # Products
//! Lower bound for 16 x 16 words with a 16-bit multiplier: 256 second operands written (5 or 6 cycles)
//! and two result words added to registers (6): with the first operand kept a row, 12 cycles a
//! product. A row adds a_i B to a window T of registers. The products of even and of odd j are two
//! carry chains, (low, high) after (low, high), so that the carry never leaves the flag. Accumulating
//! columns in the multiplier costs 13 to 14 cycles a product and 17 a column.
//!
//! No carry is lost: T < 2^128, W_i < 2^16, a_i <= 2^16 - 1, B <= 2^128 - 1 give
//! T + W_i + a_i B <= 2^144 - 1, nine words; the low one leaves, T < 2^128 again. The two chains add
//! non-negative numbers to a sum that stays below that bound, so neither carries out of the ninth
//! word. With 32-bit rows the same with 2^32 and ten words. The triangle of a square: T and the rows
//! 0 to i sum to at most 2^(16 i + 16) (2^128 - 1), below 2^(16 (i + 9)): word i + 8 does not carry.
//!
//! `fast` multiplies by one level of subtractive Karatsuba: with L = a0 b0 = l0 + 2^128 l1 and
//! H' = a1 b1 + l1 (the window simply stays in its registers), the product is
//! l0 + 2^128 (H' + l0 + (a0 - a1)(b1 - b0)) + 2^256 H'. The differences stay modulo 2^128, with
//! their borrows as masks: da - 2^128 ba and db - 2^128 bb, so the signed product is
//! da db - 2^128 (ba db + bb da) + 2^256 ba bb; those corrections leave a signed carry.
//!
//! # Reduction modulo p
//! -1/p = 1 modulo 2^96: the quotient is m = W + 2^96 m + 2^192 m - 2^224 m modulo 2^256, word by
//! word as the sums arrive, and the result (W + m p) / 2^256 is the high half of the same sums plus
//! m. W < p^2 and m < 2^256 make it less than 2 p: one subtraction of p, undone under a mask. The
//! carries in r12 and r15 are small signed numbers: what the sums of a half send upwards.
//!
//! # Stack
//! Beyond the return address: montgomery_multiply 106 bytes (108 to 112 with it), field_multiply and
//! field_square 124 (130 with MPY32, 174 without a multiplier), addition and subtraction 14, a column 20 (28 without
//! a multiplier), halving none.


// The template strings of one global_asm! are one text: macros and constants of the earlier files
// are known in the later ones.
macro_rules! kernel {
    ($multiplier:literal, $rows:literal, $($fast:literal),+) => {
        #[cfg(feature = "fast")]
        core::arch::global_asm!(
            concat!(".set P256_MULTIPLIER, ", $multiplier),
            include_str!("msp430/common.s"),
            include_str!($rows),
            include_str!("msp430/montgomery.s"),
            include_str!("msp430/fast.s"),
            include_str!("msp430/column.s"),
            $(include_str!($fast),)+
            options(raw)
        );
        #[cfg(not(feature = "fast"))]
        core::arch::global_asm!(
            concat!(".set P256_MULTIPLIER, ", $multiplier),
            include_str!("msp430/common.s"),
            include_str!($rows),
            include_str!("msp430/montgomery.s"),
            options(raw)
        );
    };
}

cfg_select! {
    amisec_variant = "multiplier32" => {
        kernel!("0x0130", "msp430/rows32.s", "msp430/block32.s", "msp430/square.s");
    }
    amisec_variant = "multiplier32_f5" => {
        kernel!("0x04c0", "msp430/rows32.s", "msp430/block32.s", "msp430/square.s");
    }
    amisec_variant = "no_multiplier" => {
        kernel!("0", "msp430/rows_software.s", "msp430/block_software.s");
    }
    _ => {
        kernel!("0x0130", "msp430/rows16.s", "msp430/block16.s", "msp430/square.s");
    }
}
