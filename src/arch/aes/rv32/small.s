# The order of rounds of AES for RV32 in `small`: all are alike. After rounds.s, before set_key.s.

# ShiftRows, in 64(sp) to 95(sp): rows 2 and 3 move by two columns, then rows 1 and 3 by one
    aes_rv_function amisec_aes_shift_rows
    sw      a0, 64(sp)
    sw      a1, 68(sp)
    sw      s0, 72(sp)
    sw      s1, 76(sp)
    sw      s2, 80(sp)
    sw      s3, 84(sp)
    sw      s4, 88(sp)
    sw      s5, 92(sp)
    li      a4, 0x0f0f0000
    li      a5, 0x3f3f3f3f
    li      s0, 0xff00ff00
    addi    a3, sp, 64
    addi    s1, sp, 96
1:  lw      a2, 0(a3)
    mv      a0, a2
    srli    a0, a0, 4
    xor     a0, a0, a2
    and     a0, a0, a4
    xor     a2, a2, a0
    slli    a0, a0, 4
    xor     a2, a2, a0
    mv      a0, a2
    srli    a0, a0, 2
    mv      a1, a2
    slli    a1, a1, 6
    xor     a0, a0, a1
    and     a0, a0, a5
    xor     a0, a0, a1
    xor     a0, a0, a2
    and     a0, a0, s0
    xor     a2, a2, a0
    sw      a2, 0(a3)
    addi    a3, a3, 4
    bne     a3, s1, 1b
    lw      a0, 64(sp)
    lw      a1, 68(sp)
    lw      s0, 72(sp)
    lw      s1, 76(sp)
    lw      s2, 80(sp)
    lw      s3, 84(sp)
    lw      s4, 88(sp)
    lw      s5, 92(sp)
    jr      t0
    .size amisec_aes_shift_rows, . - amisec_aes_shift_rows

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
    jal     t0, amisec_aes_shift_rows
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

# Round keys need no more than their planes
    .macro aes_rv_align_start
    .endm
    .macro aes_rv_align_round_key
    addi    t1, t1, 16
    .endm
