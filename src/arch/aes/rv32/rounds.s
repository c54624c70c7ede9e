# The rounds of AES for RV32, see ../rv32.rs. Planes 0 to 7 of the state are a0, a1, s0 to s5. The parts
# return to t0 and have the frame of the function that calls them: keys in 0(sp), their end in 4(sp), the
# blocks in 8(sp).
    .option push
    .option arch, +c

    .macro aes_rv_function name
    .section .text.\name, "ax", @progbits
    .balign 2
    .globl \name
    .hidden \name
    .type \name, @function
\name:
    .endm

# Exchanges the bits of a under mask << shift with those of b under mask
    .macro aes_rv_swap a, b, mask, shift
    srli    a2, \a, \shift
    xor     a2, a2, \b
    and     a2, a2, \mask
    xor     \b, \b, a2
    slli    a2, a2, \shift
    xor     \a, \a, a2
    .endm

# Two planes ^= a word of the round key: its even bits, and its odd ones, each for both blocks
    .macro aes_rv_add_key even, odd, offset
    lw      a2, \offset(a5)
    and     a3, a2, a6
    xor     a2, a2, a3
    slli    a4, a3, 1
    xor     \even, \even, a3
    xor     \even, \even, a4
    srli    a4, a2, 1
    xor     \odd, \odd, a2
    xor     \odd, \odd, a4
    .endm

# Two blocks in a0, s0, s2, s4 and a1, s1, s3, s5 to planes, and back
    aes_rv_function amisec_aes_transpose
    li      a3, 0x33333333
    li      a4, 0x0f0f0f0f
    li      a5, 0x55555555
    aes_rv_swap a0, s0, a3, 2
    aes_rv_swap s2, s4, a3, 2
    aes_rv_swap a0, s2, a4, 4
    aes_rv_swap s0, s4, a4, 4
    aes_rv_swap a1, s1, a3, 2
    aes_rv_swap s3, s5, a3, 2
    aes_rv_swap a1, s3, a4, 4
    aes_rv_swap s1, s5, a4, 4
    aes_rv_swap a0, a1, a5, 1
    aes_rv_swap s0, s1, a5, 1
    aes_rv_swap s2, s3, a5, 1
    aes_rv_swap s4, s5, a5, 1
    jr      t0
    .size amisec_aes_transpose, . - amisec_aes_transpose

# Adds the round key at the pointer in 0(sp), which moves on to the next
    aes_rv_function amisec_aes_add_round_key
    lw      a5, 0(sp)
    li      a6, 0x55555555
    addi    a7, a5, 16
    sw      a7, 0(sp)
    aes_rv_add_key a0, a1, 0
    aes_rv_add_key s0, s1, 4
    aes_rv_add_key s2, s3, 8
    aes_rv_add_key s4, s5, 12
    jr      t0
    .size amisec_aes_add_round_key, . - amisec_aes_add_round_key

# y = plane a row on
    .macro aes_rv_next_even y, plane
    srli    \y, \plane, 8
    slli    a2, \plane, 24
    or      \y, \y, a2
    .endm

# y ^= sum two rows on
    .macro aes_rv_after_next_even y, sum
    srli    a2, \sum, 16
    slli    a3, \sum, 16
    xor     \y, \y, a2
    xor     \y, \y, a3
    .endm

# A plane from its y and its sum, once those of the plane below are made
    .macro aes_rv_mix parity, plane, y, sum, below, below_y, below_sum
    aes_rv_next_\parity \below_y, \below
    xor     \below_sum, \below, \below_y
    xor     \y, \y, \below_sum
    aes_rv_after_next_\parity \y, \sum
    mv      \plane, \y
    .endm

# Sums take the place of their planes; that of plane 7 stays in a6
    .macro aes_rv_mix_columns parity
    aes_rv_next_\parity s6, s5
    xor     a6, s5, s6
    aes_rv_mix \parity, s5, s6, a6, s4, s7, s4
    aes_rv_mix \parity, s4, s7, s4, s3, s6, s3
    aes_rv_mix \parity, s3, s6, s3, s2, s7, s2
    aes_rv_mix \parity, s2, s7, s2, s1, s6, s1
    xor     s2, s2, a6
    aes_rv_mix \parity, s1, s6, s1, s0, s7, s0
    xor     s1, s1, a6
    aes_rv_mix \parity, s0, s7, s0, a1, s6, a1
    aes_rv_mix \parity, a1, s6, a1, a0, s7, a0
    xor     a1, a1, a6
    xor     s7, s7, a6
    aes_rv_after_next_\parity s7, a0
    mv      a0, s7
    jr      t0
    .endm

# MixColumns of the even rounds: columns stand where FIPS 197 has them
    aes_rv_function amisec_aes_mix_even
    aes_rv_mix_columns even
    .size amisec_aes_mix_even, . - amisec_aes_mix_even

    .macro aes_rv_enter
    addi    sp, sp, -64
    sw      ra, 60(sp)
    sw      s0, 56(sp)
    sw      s1, 52(sp)
    sw      s2, 48(sp)
    sw      s3, 44(sp)
    sw      s4, 40(sp)
    sw      s5, 36(sp)
    sw      s6, 32(sp)
    sw      s7, 28(sp)
    sw      s8, 24(sp)
    sw      s9, 20(sp)
    sw      s10, 16(sp)
    sw      s11, 12(sp)
    .endm

    .macro aes_rv_leave
    lw      ra, 60(sp)
    lw      s0, 56(sp)
    lw      s1, 52(sp)
    lw      s2, 48(sp)
    lw      s3, 44(sp)
    lw      s4, 40(sp)
    lw      s5, 36(sp)
    lw      s6, 32(sp)
    lw      s7, 28(sp)
    lw      s8, 24(sp)
    lw      s9, 20(sp)
    lw      s10, 16(sp)
    lw      s11, 12(sp)
    addi    sp, sp, 64
    .endm

# Bytes at any address go by way of 64(sp) to 95(sp), above what is saved: a2 = where words can be loaded
    .macro aes_rv_load_pair
    sw      a0, 0(sp)
    sw      a1, 4(sp)
    sw      a2, 8(sp)
    andi    a3, a2, 3
    beqz    a3, 2f
    addi    a3, sp, 64
    addi    a4, sp, 96
1:  lbu     a5, 0(a2)
    sb      a5, 0(a3)
    addi    a2, a2, 1
    addi    a3, a3, 1
    bne     a3, a4, 1b
    addi    a2, sp, 64
2:
    lw      a0, 0(a2)
    lw      s0, 4(a2)
    lw      s2, 8(a2)
    lw      s4, 12(a2)
    lw      a1, 16(a2)
    lw      s1, 20(a2)
    lw      s3, 24(a2)
    lw      s5, 28(a2)
    .endm

    .macro aes_rv_store_pair
    lw      a3, 8(sp)
    andi    a4, a3, 3
    mv      a2, a3
    beqz    a4, 1f
    addi    a2, sp, 64
1:
    sw      a0, 0(a2)
    sw      s0, 4(a2)
    sw      s2, 8(a2)
    sw      s4, 12(a2)
    sw      a1, 16(a2)
    sw      s1, 20(a2)
    sw      s3, 24(a2)
    sw      s5, 28(a2)
    beqz    a4, 3f
    addi    a4, sp, 96
2:  lbu     a5, 0(a2)
    sb      a5, 0(a3)
    addi    a2, a2, 1
    addi    a3, a3, 1
    bne     a2, a4, 2b
3:
    .endm
