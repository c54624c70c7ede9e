# The multiplication of GHASH for RV32IMC. See ../rv32.rs.
    .option push
    .option arch, +m, +c
    .section .text.amisec_ghash_multiply, "ax", @progbits

# a2 = the carry-less product of a0 and a1, of 16 bits each; a5 = every third bit, a6 = a5 << 1, a7 = a5 >> 1.
# Returns by t0. Uses t1-t6, a3, a4.
    .balign 4
    .type ghash_rv_halves, @function
ghash_rv_halves:
    and     t1, a0, a5
    and     t2, a0, a6
    and     t3, a0, a7
    and     t4, a1, a5
    and     t5, a1, a6
    and     t6, a1, a7
    mul     a2, t1, t4
    mul     a3, t2, t6
    mul     a4, t3, t5
    xor     a2, a2, a3
    mul     a3, t1, t5
    xor     a2, a2, a4
    mul     a4, t2, t4
    and     a2, a2, a5
    xor     a3, a3, a4
    mul     a4, t3, t6
    xor     a3, a3, a4
    mul     a4, t1, t6
    and     a3, a3, a6
    or      a2, a2, a3
    mul     a3, t2, t5
    xor     a4, a4, a3
    mul     a3, t3, t4
    xor     a3, a3, a4
    and     a3, a3, a7
    or      a2, a2, a3
    jr      t0

# a0 = accumulator, a1 = key
    .balign 4
    .global amisec_ghash_multiply
    .hidden amisec_ghash_multiply
    .type amisec_ghash_multiply, @function
amisec_ghash_multiply:
    addi    sp, sp, -96
    sw      s0, 84(sp)
    sw      s1, 80(sp)
    sw      a0, 76(sp)
# Nine pairs of words at sp, one of the accumulator and one of the key: words 0, 1, 0 + 1, 2, 3, 2 + 3, 0 + 2, 1 + 3,
# 0 + 1 + 2 + 3
    mv      s0, sp
    addi    s1, sp, 8
1:  lw      a2, 0(a0)
    lw      a3, 4(a0)
    lw      a4, 8(a0)
    lw      a5, 12(a0)
    sw      a2, 0(s0)
    sw      a3, 8(s0)
    xor     a0, a2, a3
    sw      a0, 16(s0)
    sw      a4, 24(s0)
    sw      a5, 32(s0)
    xor     a0, a4, a5
    sw      a0, 40(s0)
    xor     a2, a2, a4
    xor     a3, a3, a5
    sw      a2, 48(s0)
    sw      a3, 56(s0)
    xor     a2, a2, a3
    sw      a2, 64(s0)
    mv      a0, a1
    addi    s0, s0, 4
    bne     s0, s1, 1b
# Their products take their places. 72(sp) an upper half
    li      a5, 0x49249249
    slli    a6, a5, 1
    srli    a7, a5, 1
    mv      s0, sp
2:  lhu     a0, 0(s0)
    lhu     a1, 4(s0)
    jal     t0, ghash_rv_halves
    mv      s1, a2
    lhu     a0, 2(s0)
    lhu     a1, 6(s0)
    jal     t0, ghash_rv_halves
    sw      a2, 72(sp)
    lhu     a0, 0(s0)
    lhu     a3, 2(s0)
    lhu     a1, 4(s0)
    lhu     a4, 6(s0)
    xor     a0, a0, a3
    xor     a1, a1, a4
    jal     t0, ghash_rv_halves
    lw      a1, 72(sp)
    mv      a0, s1
    xor     a2, a2, a0
    xor     a2, a2, a1
    slli    a3, a2, 16
    srli    a2, a2, 16
    xor     a0, a0, a3
    xor     a1, a1, a2
    sw      a0, 0(s0)
    sw      a1, 4(s0)
    addi    s0, s0, 8
    addi    a3, sp, 72
    bne     s0, a3, 2b
# Three products of two words each, from three of one
    mv      s0, sp
    mv      s1, sp
    addi    a6, sp, 72
3:  lw      a0, 0(s0)
    lw      a1, 4(s0)
    lw      a2, 8(s0)
    lw      a3, 12(s0)
    lw      a4, 16(s0)
    lw      a5, 20(s0)
    xor     a4, a4, a0
    xor     a4, a4, a2
    xor     a5, a5, a1
    xor     a5, a5, a3
    xor     a1, a1, a4
    xor     a2, a2, a5
    sw      a0, 0(s1)
    sw      a1, 4(s1)
    sw      a2, 8(s1)
    sw      a3, 12(s1)
    addi    s0, s0, 24
    addi    s1, s1, 16
    bne     s0, a6, 3b
# Eight words at sp, from them
    .macro  ghash_rv_middle sum, other, offset
    lw      \sum, \offset(sp)
    lw      \other, 16 + \offset(sp)
    lw      a5, 32 + \offset(sp)
    xor     \sum, \sum, \other
    xor     \sum, \sum, a5
    .endm
    ghash_rv_middle a0, a4, 0
    ghash_rv_middle a1, a4, 4
    ghash_rv_middle a2, a4, 8
    ghash_rv_middle a3, a4, 12
    .macro  ghash_rv_add sum, offset
    lw      a4, \offset(sp)
    xor     a4, a4, \sum
    sw      a4, \offset(sp)
    .endm
    ghash_rv_add a0, 8
    ghash_rv_add a1, 12
    ghash_rv_add a2, 16
    ghash_rv_add a3, 20
# Words 0 to 3 stand for x^128 and above, which is 1 + x + x^2 + x^7
    mv      s0, sp
    addi    s1, sp, 16
4:  lw      a0, 0(s0)
    lw      a1, 16(s0)
    lw      a2, 12(s0)
    srli    a3, a0, 1
    srli    a4, a0, 2
    srli    a5, a0, 7
    xor     a1, a1, a0
    xor     a1, a1, a3
    xor     a1, a1, a4
    xor     a1, a1, a5
    slli    a3, a0, 31
    slli    a4, a0, 30
    slli    a5, a0, 25
    xor     a2, a2, a3
    xor     a2, a2, a4
    xor     a2, a2, a5
    sw      a1, 16(s0)
    sw      a2, 12(s0)
    addi    s0, s0, 4
    bne     s0, s1, 4b
    lw      a0, 0(s0)
    lw      a1, 4(s0)
    lw      a2, 8(s0)
    lw      a3, 12(s0)
    lw      a4, 76(sp)
    sw      a0, 0(a4)
    sw      a1, 4(a4)
    sw      a2, 8(a4)
    sw      a3, 12(a4)
    lw      s0, 84(sp)
    lw      s1, 80(sp)
    addi    sp, sp, 96
    ret
    .size amisec_ghash_multiply, . - amisec_ghash_multiply
    .option pop
