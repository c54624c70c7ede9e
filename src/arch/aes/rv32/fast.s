# The order of rounds of AES for RV32 in `fast`: ShiftRows is left out of the odd ones, whose round keys have it
# undone. After rounds.s, before set_key.s.

# Shifts rows twice: rows 1 and 3 move by two columns
    aes_rv_function amisec_aes_shift_rows_twice
    li      a4, 0x0f000f00
    .irp    plane, a0, a1, s0, s1, s2, s3, s4, s5
    srli    a2, \plane, 4
    xor     a2, a2, \plane
    and     a2, a2, a4
    xor     \plane, \plane, a2
    slli    a2, a2, 4
    xor     \plane, \plane, a2
    .endr
    jr      t0
    .size amisec_aes_shift_rows_twice, . - amisec_aes_shift_rows_twice

# y = plane a row and a column on; a4 = 0x3f3f3f3f
    .macro aes_rv_next_odd y, plane
    srli    a2, \plane, 2
    slli    a3, \plane, 6
    xor     a2, a2, a3
    and     a2, a2, a4
    xor     a2, a2, a3
    srli    \y, a2, 8
    slli    a2, a2, 24
    or      \y, \y, a2
    .endm

# y ^= sum two rows and two columns on; a5 = 0x0f0f0f0f
    .macro aes_rv_after_next_odd y, sum
    srli    a2, \sum, 4
    slli    a3, \sum, 4
    xor     a2, a2, a3
    and     a2, a2, a5
    xor     a2, a2, a3
    srli    a3, a2, 16
    slli    a2, a2, 16
    xor     \y, \y, a2
    xor     \y, \y, a3
    .endm

# MixColumns of the odd rounds: the next row's column is the next one
    aes_rv_function amisec_aes_mix_odd
    li      a4, 0x3f3f3f3f
    li      a5, 0x0f0f0f0f
    aes_rv_mix_columns odd
    .size amisec_aes_mix_odd, . - amisec_aes_mix_odd

# a0 = round keys, a1 = the last of them, a2 = two blocks at any address
    aes_rv_function amisec_aes_encrypt_pair
    addi    sp, sp, -32
    aes_rv_enter
    aes_rv_load_pair
    jal     t0, amisec_aes_transpose
    j       2f
1:  jal     t0, amisec_aes_mix_even
2:  jal     t0, amisec_aes_add_round_key
    jal     t0, amisec_aes_sub_bytes
    jal     t0, amisec_aes_mix_odd
    jal     t0, amisec_aes_add_round_key
    jal     t0, amisec_aes_sub_bytes
    jal     t0, amisec_aes_shift_rows_twice
    lw      a2, 0(sp)
    lw      a3, 4(sp)
    bne     a2, a3, 1b
    jal     t0, amisec_aes_add_round_key
    jal     t0, amisec_aes_transpose
    aes_rv_store_pair
    aes_rv_leave
    addi    sp, sp, 32
    ret
    .size amisec_aes_encrypt_pair, . - amisec_aes_encrypt_pair

# t3, s7, s8, s9: what the next needs
    .macro aes_rv_align_start
    li      t3, 0
    li      s7, 0x0f0f0000
    li      s8, 0xfcfcfcfc
    li      s9, 0xff00ff00
    .endm

# The round key at t1 moves as the state of an odd round does; t1 moves on
    .macro aes_rv_align_round_key
    addi    a4, t1, 16
    xori    t3, t3, 1
    bnez    t3, 3f
# SR^-1 of an odd round key: rows 2 and 3 move by two columns, rows 1 and 3 by one
2:  lw      a0, 0(t1)
    srli    a1, a0, 4
    xor     a1, a1, a0
    and     a1, a1, s7
    xor     a0, a0, a1
    slli    a1, a1, 4
    xor     a0, a0, a1
    slli    a1, a0, 2
    srli    a2, a0, 6
    xor     a1, a1, a2
    and     a1, a1, s8
    xor     a1, a1, a2
    xor     a1, a1, a0
    and     a1, a1, s9
    xor     a0, a0, a1
    sw      a0, 0(t1)
    addi    t1, t1, 4
    bne     t1, a4, 2b
3:  mv      t1, a4
    .endm
