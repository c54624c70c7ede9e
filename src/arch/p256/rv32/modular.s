# P-256 modular arithmetic for RV32IMC in loops, for any modulus. See ../rv32.rs for the derivation.
    .option push
    .option arch, +m, +c

    .section .text.amisec_p256_modular, "ax", @progbits

# [a0] := [a1] - [a2], eight words; a5 := borrow. Advances a0-a2 by 32. Clobbers a3, a4, a6,
# t1, t2. Returns to t0, as all helpers here do.
p256_subtract_words:
    addi    a6, a1, 32
    li      a5, 0
1:  lw      a3, 0(a1)
    lw      a4, 0(a2)
    sltu    t1, a3, a4
    sub     a3, a3, a4
    sltu    t2, a3, a5
    sub     a3, a3, a5
    or      a5, t1, t2
    sw      a3, 0(a0)
    addi    a0, a0, 4
    addi    a1, a1, 4
    addi    a2, a2, 4
    bne     a1, a6, 1b
    jr      t0

# r = a + b mod m as a - (m - b). 32 bytes of stack.
    .globl amisec_p256_modular_add
    .hidden amisec_p256_modular_add
    .type amisec_p256_modular_add, @function
amisec_p256_modular_add:
    addi    sp, sp, -32
    mv      t3, a0
    mv      t4, a1
    mv      t5, a3
    mv      a0, sp
    mv      a1, a3
    jal     t0, p256_subtract_words
    mv      a0, t3
    mv      a1, t4
    mv      a2, sp
    addi    sp, sp, 32
    mv      a3, t5
    .globl amisec_p256_modular_subtract
    .hidden amisec_p256_modular_subtract
    .type amisec_p256_modular_subtract, @function
amisec_p256_modular_subtract:
    mv      t5, a3
    jal     t0, p256_subtract_words
    mv      a1, t5

# [a0 - 32] += [a1] if a5 is 1, eight words, and return
p256_add_conditionally:
    neg     a5, a5
    addi    a6, a0, -32
    li      a2, 0
1:  lw      a3, 0(a1)
    lw      a4, 0(a6)
    and     a3, a3, a5
    add     a4, a4, a2
    sltu    a2, a4, a2
    add     a4, a4, a3
    sltu    a3, a4, a3
    or      a2, a2, a3
    sw      a4, 0(a6)
    addi    a1, a1, 4
    addi    a6, a6, 4
    bne     a6, a0, 1b
    ret

# [a4] (ten words) += a5 * [a3] (eight words). Clobbers t1-t5, a6; advances a3 and a4 by 32.
p256_multiply_row:
    addi    t3, a3, 32
    li      a6, 0
1:  lw      t1, 0(a3)
    lw      t4, 0(a4)
    mul     t2, a5, t1
    mulhu   t1, a5, t1
    add     t2, t2, a6
    sltu    a6, t2, a6
    add     a6, a6, t1
    add     t2, t2, t4
    sltu    t4, t2, t4
    add     a6, a6, t4
    sw      t2, 0(a4)
    addi    a3, a3, 4
    addi    a4, a4, 4
    bne     a3, t3, 1b
    lw      t1, 0(a4)
    lw      t2, 4(a4)
    add     t1, t1, a6
    sltu    a6, t1, a6
    add     t2, t2, a6
    sw      t1, 0(a4)
    sw      t2, 4(a4)
    jr      t0

# -1/m = 1 modulo 2^32 names p, of the two moduli. Stack: the sum, 17 words, in a frame of 80 bytes.
    .globl amisec_p256_montgomery_multiply
    .hidden amisec_p256_montgomery_multiply
    .type amisec_p256_montgomery_multiply, @function
amisec_p256_montgomery_multiply:
    lw      a7, 32(a3)
    addi    a7, a7, -1
    bnez    a7, 1f
    j       amisec_p256_field_multiply
1:  addi    sp, sp, -80
    mv      a7, a3
    addi    a4, sp, 68
1:  addi    a4, a4, -4
    sw      zero, 0(a4)
    bne     a4, sp, 1b
    addi    t6, sp, 32
2:  lw      a5, 0(a1)
    addi    a1, a1, 4
    mv      a3, a2
    jal     t0, p256_multiply_row
    addi    a4, a4, -32
    lw      a5, 0(a4)
    lw      a3, 32(a7)
    mul     a5, a5, a3
    mv      a3, a7
    jal     t0, p256_multiply_row
    addi    a4, a4, -28
    bne     a4, t6, 2b
    # the sum is below 2 m
    mv      a1, a4
    mv      a2, a7
    jal     t0, p256_subtract_words
    lw      a2, 0(a1)
    sub     a5, a5, a2
    mv      a1, a7
    addi    sp, sp, 80
    j       p256_add_conditionally

    .option pop
