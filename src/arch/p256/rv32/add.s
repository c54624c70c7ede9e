# P-256 field addition and subtraction for RV32IMC (`fast`). After multiply.s, whose macros it uses.
    .option push
    .option arch, +m, +c

    .macro p256_add_step w, offset
    lw      \w, \offset(a1)
    lw      t5, \offset(a2)
    add     \w, \w, t4
    sltu    t4, \w, t4
    add     \w, \w, t5
    sltu    t5, \w, t5
    or      t4, t4, t5
    .endm

# No stack.
    p256_leaf add, 1
    .globl amisec_p256_field_add
    .hidden amisec_p256_field_add
    .type amisec_p256_field_add, @function
amisec_p256_field_add:
    li      t4, 0
    p256_add_step a3, 0
    p256_add_step a4, 4
    p256_add_step a5, 8
    p256_add_step a6, 12
    p256_add_step a7, 16
    p256_add_step t0, 20
    p256_add_step t1, 24
    p256_add_step t2, 28
    p256_reduce_once a3, a4, a5, a6, a7, t0, t1, t2, t4, t5, t6
    p256_store a3, a4, a5, a6, a7, t0, t1, t2, a0
    ret

    .macro p256_subtract_step w, offset
    lw      \w, \offset(a1)
    lw      t5, \offset(a2)
    sltu    t6, \w, t5
    sub     \w, \w, t5
    sltu    t5, \w, t4
    sub     \w, \w, t4
    or      t4, t6, t5
    .endm

# No stack.
    p256_leaf subtract, 1
    .globl amisec_p256_field_subtract
    .hidden amisec_p256_field_subtract
    .type amisec_p256_field_subtract, @function
amisec_p256_field_subtract:
    li      t4, 0
    p256_subtract_step a3, 0
    p256_subtract_step a4, 4
    p256_subtract_step a5, 8
    p256_subtract_step a6, 12
    p256_subtract_step a7, 16
    p256_subtract_step t0, 20
    p256_subtract_step t1, 24
    p256_subtract_step t2, 28
    # + t4 (-2^0 + 2^96 + 2^192 - 2^224)
    sltu    t5, a3, t4
    sub     a3, a3, t4
    sltu    t6, a4, t5
    sub     a4, a4, t5
    sltu    t5, a5, t6
    sub     a5, a5, t6
    sub     t5, t4, t5
    add     a6, a6, t5
    sltu    t5, a6, t5
    add     a7, a7, t5
    sltu    t5, a7, t5
    add     t0, t0, t5
    sltu    t5, t0, t5
    add     t5, t5, t4
    add     t1, t1, t5
    sltu    t5, t1, t5
    add     t2, t2, t5
    sub     t2, t2, t4
    p256_store a3, a4, a5, a6, a7, t0, t1, t2, a0
    ret

    .macro p256_shift_step w, above
    srli    \w, \w, 1
    slli    t5, \above, 31
    or      \w, \w, t5
    .endm

# a or, if it is odd, a + p, and its carry, moved down by one place.
    .section .text.amisec_p256_raw_three_halves, "ax", @progbits
    .type p256_halve, @function
p256_halve:
    lw      a3, 0(a1)
    lw      a4, 4(a1)
    lw      a5, 8(a1)
    lw      a6, 12(a1)
    lw      a7, 16(a1)
    lw      t0, 20(a1)
    lw      t1, 24(a1)
    lw      t2, 28(a1)
    andi    t4, a3, 1
    # + t4 (-2^0 + 2^96 + 2^192 - 2^224 + 2^256). An odd a borrows nothing.
    sub     a3, a3, t4
    add     a6, a6, t4
    sltu    t5, a6, t4
    add     a7, a7, t5
    sltu    t5, a7, t5
    add     t0, t0, t5
    sltu    t5, t0, t5
    add     t5, t5, t4
    add     t1, t1, t5
    sltu    t5, t1, t5
    sub     t5, t4, t5
    sltu    t6, t2, t5
    sub     t2, t2, t5
    sub     t4, t4, t6
    p256_shift_step a3, a4
    p256_shift_step a4, a5
    p256_shift_step a5, a6
    p256_shift_step a6, a7
    p256_shift_step a7, t0
    p256_shift_step t0, t1
    p256_shift_step t1, t2
    p256_shift_step t2, t4
    p256_store a3, a4, a5, a6, a7, t0, t1, t2, a0
    ret

# r = 3 a / 2 mod p, for an r that is not a
    p256_in_c three_halves
    p256_leaf three_halves, 0
    mv      s0, ra
    mv      s1, a1
    jal     p256_halve
    mv      a1, a0
    mv      a2, s1
    jal     amisec_p256_field_add
    jr      s0

# r = a - 2 b mod p, for an r that is not b
    p256_in_c subtract_twice
    p256_leaf subtract_twice, 1
    mv      s0, ra
    jal     amisec_p256_field_subtract
    mv      a1, a0
    jal     amisec_p256_field_subtract
    jr      s0

    .option pop
