//! P-256 arithmetic for AVR with `MUL` (ATmega), FIPS 186-5 and SP 800-186.
//!
//! Constant time: straight-line code and loops over fixed counts; no branch and no address depends on
//! data, and every instruction takes the same time for all operands. The modulus is public: that
//! it is p, and whether two operands are the same object, decides what is called.
//!
//! # Lower bound
//! A product of two bytes is 2 cycles, adding it 2, catching the carries a little less than 1. Two
//! levels of Karatsuba leave 9 x 64 of them for 256 bits: 2,880 cycles before anything is loaded
//! or put together; a square has 3 x (2 x 36 + 64): 2,040. At least 600 go into reduction.
//!
//! # Cycles (simavr; ATmega2560 up to 1% more), bytes, stack with the return address
//! | leaf | cycles | bytes | stack |
//! |---|---|---|---|
//! | `fast` | | 4580, and 138 for each `select` | |
//! | `field_multiply`, `field_square` | 5758, 4370 | | 163 |
//! | `field_add`, `field_subtract` | 505, 448 | | 4 |
//! | `field_halve` | 375 | 156 | 2 |
//! | `montgomery_multiply` mod p, mod n | 5768, 17701 | | 163, 154 |
//! | `select`, `select_flash`, 16 entries | 5381, 6405 | | 10 |
//! | `wide` | 101 | 148 | 6 |
//! | `small` | | 1174 | |
//! | `montgomery_multiply` mod p; of a and a | 9359; 7086 | | 106 |
//! | `montgomery_multiply` mod n; of a and a | 17218; 14945 | | 139 |
//! | both: `modular_add`, `modular_subtract` | 876, 582 | | 4 |
//!
//! # Products of eight bytes
//! Rows: the sum of a_i B, with eight bytes B and a window of eight bytes W in registers. The products
//! with even bytes of B lie side by side and are added with one carry chain, then those with odd
//! bytes: `MUL` destroys the carry. W + a_i B <= (2^64 - 1) + (2^8 - 1) (2^64 - 1) < 2^72, nine bytes;
//! the lowest one is finished and leaves. What W holds at the start is added to the product:
//! (2^64 - 1) + (2^64 - 1)^2 < 2^128. Where eight bytes of memory are added too, which still fits,
//! their carry would be a ninth byte of W: it waits until the last row, where it belongs.
//!
//! # `fast`: multiplication
//! 256 = 2 x 128 = 4 x 64 bits by Karatsuba's identity with differences, without branches:
//! (A0 + A1 X)(B0 + B1 X) = L + (L + H + (A0 - A1)(B1 - B0)) X + H X^2, L = A0 B0, H = A1 B1. The
//! differences are taken as absolute values and a mask of their sign; the product of the absolute
//! values is added, or subtracted by adding its complement and one.
//! For 128 bits the upper half of L is left in W when H is computed, which gives t = L1 + H0 and
//! H1 + carry at once, and the product is L0, L0 + t + M0, t + H1 + carry + M1, H1 + carry: the carry
//! into the middle belongs there too. What goes into the top eight bytes is between -1 and 2.
//! A square of 128 bits is two of 64 and twice a product: less than two differences and a third square.
//!
//! # Reduction
//! p = 2^256 - 2^224 + 2^192 + 2^96 - 1, -1/p = 1 mod 2^96. Montgomery's q for the 32-bit words 0 to 3
//! of T is q0-q2 = T0-T2, q3 = T3 + q0 (the carry goes on to word 4), and adding q p removes words
//! 0 to 3 and adds q at the words 3, 6 and 8 and subtracts it at word 7. For the words 4 to 11:
//!      q1 + carry, q2, q3, q1, q2, q3, q2, q3
//!    + 0, 0, q0, -q0, q0 - q1, q1 - q2, -q3, 0
//! The same again for words 4 to 7. In `fast` the outer Karatsuba sum is done in the same pass,
//! two words at a time: r30 is what they send upwards, between -3 and 8, and is added to the next two
//! with its sign. (T + q p) / 2^256 is below 2p as T < p^2. p is subtracted on the way
//! (2^224 - 2^192 - 2^96 + 1 added, without 2^256), and added again under the mask of the sign.
//! a + b is done like that too.
//!
//! `small` takes 64 bits of q at a time, q = T0 + T1 2^32: q p is, from word 3 on, q0, q1, 0, and
//! q (2^64 - 2^32 + 1) = q0, q1 - q0, q0 - q1, q1 with one borrow chain. One carry is left for
//! word 8 of the next step: (T mod 2^(320 + 64 i)) + Q p < 2 x 2^(320 + 64 i) after step i, as
//! Q < 2^(64 i + 64). It fits into the upper half of that, which is at most 2^64 - 2^32.
//!
//! Modulo n: T and q m row by row in blocks of eight bytes, q bytewise from -1/m mod 2^8 (`small`), or
//! eight bytes at once from -1/m mod 2^64, by one step of Newton's from the 32 bits given (`fast`).
//! A modulus whose `negated_inverse` ends in 1 is taken to be p (of the two that exist here, p is).
//!
//! # Constants in flash
//! The modulus and the table of `select_flash` are read with `LPM` (see `arch::flash`). Products mod n,
//! which need all of the modulus more than once, copy it to the stack first: 33 or 36 bytes.
//!
//! # Interrupts
//! Handlers need nothing special. They are held off for one instruction, twice a call, while the
//! stack pointer changes.

use core::arch::global_asm;

global_asm!(include_str!("avr/modular.s"), options(raw));
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("avr/small.s"), options(raw));
#[cfg(feature = "fast")]
global_asm!(
    include_str!("avr/products.s"),
    include_str!("avr/square.s"),
    include_str!("avr/karatsuba.s"),
    include_str!("avr/montgomery.s"),
    include_str!("avr/field.s"),
    include_str!("avr/add.s"),
    include_str!("avr/select.s"),
    include_str!("avr/wide.s"),
    options(raw)
);
