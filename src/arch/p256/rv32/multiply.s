# P-256 field multiplication for RV32IMC. See ../rv32.rs for the derivation.
    .option push
    .option arch, +m, +c

# w0-w7 with the bit `top` above, below 2p: subtract p if that leaves no borrow. 32 instructions.
    .macro p256_reduce_once w0, w1, w2, w3, w4, w5, w6, w7, top, t, u
    # top := w >= p: w7 is all ones and w6 > 1, or w6 = 1 and what is below is at least 2^96 - 1
    and     \t, \w0, \w1
    and     \t, \t, \w2
    addi    \t, \t, 1
    seqz    \t, \t
    or      \u, \w3, \w4
    or      \u, \u, \w5
    snez    \u, \u
    or      \t, \t, \u
    xori    \t, \t, 1
    sltu    \t, \t, \w6
    addi    \u, \w7, 1
    seqz    \u, \u
    and     \t, \t, \u
    or      \top, \top, \t
    # + top 2^0 - top 2^96 - top 2^192 + top 2^224
    add     \w0, \w0, \top
    sltu    \t, \w0, \top
    add     \w1, \w1, \t
    sltu    \t, \w1, \t
    add     \w2, \w2, \t
    sltu    \t, \w2, \t
    sub     \t, \top, \t
    sltu    \u, \w3, \t
    sub     \w3, \w3, \t
    sltu    \t, \w4, \u
    sub     \w4, \w4, \u
    sltu    \u, \w5, \t
    sub     \w5, \w5, \t
    add     \u, \u, \top
    sltu    \t, \w6, \u
    sub     \w6, \w6, \u
    add     \w7, \w7, \top
    sub     \w7, \w7, \t
    .endm

    .macro p256_load w0, w1, w2, w3, w4, w5, w6, w7, pointer
    lw      \w0, 0(\pointer)
    lw      \w1, 4(\pointer)
    lw      \w2, 8(\pointer)
    lw      \w3, 12(\pointer)
    lw      \w4, 16(\pointer)
    lw      \w5, 20(\pointer)
    lw      \w6, 24(\pointer)
    lw      \w7, 28(\pointer)
    .endm

    .macro p256_store w0, w1, w2, w3, w4, w5, w6, w7, pointer
    sw      \w0, 0(\pointer)
    sw      \w1, 4(\pointer)
    sw      \w2, 8(\pointer)
    sw      \w3, 12(\pointer)
    sw      \w4, 16(\pointer)
    sw      \w5, 20(\pointer)
    sw      \w6, 24(\pointer)
    sw      \w7, 28(\pointer)
    .endm

# (carry, to) := from + s8 * b + carry, 64 bits: 8 instructions
    .macro p256_multiply_step to, from, b
    mul     t5, s8, \b
    mulhu   t6, s8, \b
    add     t5, t5, s10
    sltu    s10, t5, s10
    add     t6, t6, s10
    add     \to, \from, t5
    sltu    t5, \to, t5
    add     s10, t6, t5
    .endm

# 48 bytes of stack in C's convention. b in s0-s7, the sum in a2-a7, t3, t4 and t2 above, q in s9.
    .ifdef  p256_strings
    p256_in_c multiply
    p256_leaf multiply, 1
    .else
    .section .text.amisec_p256_field_multiply, "ax", @progbits
    .globl amisec_p256_field_multiply
    .hidden amisec_p256_field_multiply
    .type amisec_p256_field_multiply, @function
amisec_p256_field_multiply:
    addi    sp, sp, -48
    sw      s0, 0(sp)
    sw      s1, 4(sp)
    sw      s2, 8(sp)
    sw      s3, 12(sp)
    sw      s4, 16(sp)
    sw      s5, 20(sp)
    sw      s6, 24(sp)
    sw      s7, 28(sp)
    sw      s8, 32(sp)
    sw      s9, 36(sp)
    sw      s10, 40(sp)
    sw      s11, 44(sp)
    .endif
    p256_load s0, s1, s2, s3, s4, s5, s6, s7, a2
    addi    s11, a1, 32
    li      a2, 0
    li      a3, 0
    li      a4, 0
    li      a5, 0
    li      a6, 0
    li      a7, 0
    li      t3, 0
    li      t4, 0
    li      t2, 0
1:  lw      s8, 0(a1)
    addi    a1, a1, 4
    mul     t5, s8, s0
    mulhu   s10, s8, s0
    add     s9, a2, t5
    sltu    t5, s9, t5
    add     s10, s10, t5
    p256_multiply_step a2, a3, s1
    p256_multiply_step a3, a4, s2
    p256_multiply_step a4, a5, s3
    p256_multiply_step a5, a6, s4
    p256_multiply_step a6, a7, s5
    p256_multiply_step a7, t3, s6
    p256_multiply_step t3, t4, s7
    # + q 2^96 + q 2^192 - q 2^224 + q 2^256, one word down
    add     a4, a4, s9
    sltu    t0, a4, s9
    add     a5, a5, t0
    sltu    t0, a5, t0
    add     a6, a6, t0
    sltu    t0, a6, t0
    add     a7, a7, t0
    sltu    t0, a7, t0
    add     a7, a7, s9
    sltu    t5, a7, s9
    add     t0, t0, t5
    add     t3, t3, t0
    sltu    t0, t3, t0
    sltu    t5, t3, s9
    sub     t3, t3, s9
    sub     t0, t0, t5
    add     t0, t0, t2          # -1 to 2, with the bit above
    add     t4, s10, s9
    sltu    t2, t4, s9
    add     t4, t4, t0
    sltu    t5, t4, t0
    srai    t0, t0, 31
    add     t2, t2, t5
    add     t2, t2, t0
    bne     a1, s11, 1b
    p256_reduce_once a2, a3, a4, a5, a6, a7, t3, t4, t2, t5, t6
    p256_store a2, a3, a4, a5, a6, a7, t3, t4, a0
    .ifndef p256_strings
    lw      s0, 0(sp)
    lw      s1, 4(sp)
    lw      s2, 8(sp)
    lw      s3, 12(sp)
    lw      s4, 16(sp)
    lw      s5, 20(sp)
    lw      s6, 24(sp)
    lw      s7, 28(sp)
    lw      s8, 32(sp)
    lw      s9, 36(sp)
    lw      s10, 40(sp)
    lw      s11, 44(sp)
    addi    sp, sp, 48
    .endif
    ret

    .option pop
