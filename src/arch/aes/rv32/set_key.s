# The key schedule of AES for RV32, with the S-box and the macros of the other files.

# Bit 0 of each byte of a plane to its place in a0
    .macro aes_rv_gather plane, weight
    and     \plane, \plane, a5
    slli    \plane, \plane, \weight
    or      a0, a0, \plane
    .endm

# a0 = the schedule, a1 = its end, a2 = the bytes of the key, at any address, a3 = its words
    aes_rv_function amisec_aes_set_key
    addi    sp, sp, -16
    aes_rv_enter
    sw      a0, 0(sp)                   # 0 schedule, 4 end, 8 words of the key
    sw      a1, 4(sp)
    sw      a3, 8(sp)
    li      a4, 1
    sw      a4, 64(sp)                  # 64 round constant
    sw      zero, 68(sp)                # 68 groups of AES-256, 72 where the next word goes
    slli    a3, a3, 2
    add     a5, a2, a3
1:  lbu     a4, 0(a2)
    sb      a4, 0(a0)
    addi    a2, a2, 1
    addi    a0, a0, 1
    bne     a2, a5, 1b
    mv      t1, a0
    lw      a0, -4(t1)
# t1 = where the next word goes, a0 = the word before. A group of words begins with the S-box: four
# words, or six of AES-192. Bit p of each byte comes down to bit 0 of plane p
2:  sw      t1, 72(sp)
    srli    a1, a0, 1
    srli    s0, a0, 2
    srli    s1, a0, 3
    srli    s2, a0, 4
    srli    s3, a0, 5
    srli    s4, a0, 6
    srli    s5, a0, 7
    jal     t0, amisec_aes_sub_bytes
    li      a5, 0x01010101
    and     a0, a0, a5
    aes_rv_gather a1, 1
    aes_rv_gather s0, 2
    aes_rv_gather s1, 3
    aes_rv_gather s2, 4
    aes_rv_gather s3, 5
    aes_rv_gather s4, 6
    aes_rv_gather s5, 7
    li      a5, 0x63636363
    xor     a0, a0, a5
    lw      t1, 72(sp)
    lw      t2, 4(sp)
    lw      a2, 8(sp)
    li      a3, 4
    li      a4, 6
    bne     a2, a4, 3f
    li      a3, 6
3:  li      a4, 8
    bne     a2, a4, 4f
    lw      a5, 68(sp)
    xori    a5, a5, 1
    sw      a5, 68(sp)
    beqz    a5, 6f                      # the S-box alone in every second group of AES-256
4:  lw      a4, 64(sp)
    srli    a6, a0, 8
    slli    a0, a0, 24
    or      a0, a0, a6
    xor     a0, a0, a4
    slli    a4, a4, 1
    li      a5, 0x100
    bne     a4, a5, 5f
    li      a4, 0x1b
5:  sw      a4, 64(sp)
6:  slli    a4, a2, 2
    sub     a4, t1, a4
7:  lw      a5, 0(a4)
    xor     a0, a0, a5
    sw      a0, 0(t1)
    addi    a4, a4, 4
    addi    t1, t1, 4
    beq     t1, t2, 8f
    addi    a3, a3, -1
    bnez    a3, 7b
    j       2b
# Round keys to planes, with the constant of the S-box before them
8:  lw      t1, 0(sp)
    li      t4, 0
    li      t5, 0x33333333
    li      t6, 0x0f0f0f0f
    li      s6, 0x63636363
    aes_rv_align_start
1:  lw      a0, 0(t1)
    lw      a1, 4(t1)
    lw      s0, 8(t1)
    lw      s1, 12(t1)
    xor     a0, a0, t4
    xor     a1, a1, t4
    xor     s0, s0, t4
    xor     s1, s1, t4
    mv      t4, s6
    aes_rv_swap a0, a1, t5, 2
    aes_rv_swap s0, s1, t5, 2
    aes_rv_swap a0, s0, t6, 4
    aes_rv_swap a1, s1, t6, 4
    sw      a0, 0(t1)
    sw      a1, 4(t1)
    sw      s0, 8(t1)
    sw      s1, 12(t1)
    aes_rv_align_round_key
    bne     t1, t2, 1b
    aes_rv_leave
    addi    sp, sp, 16
    ret
    .size amisec_aes_set_key, . - amisec_aes_set_key
