# The inverse of AES for RV32, from the parts of rounds.s.

# The inverse of the linear map of the S-box: plane p = planes p + 2, p + 5, p + 7 modulo 8
    aes_rv_function amisec_aes_undo_linear_map
    .macro aes_rv_three to, a, b, c
    xor     \to, \a, \b
    xor     \to, \to, \c
    .endm
    aes_rv_three a2, s0, s3, s5
    aes_rv_three a3, s1, s4, a0
    aes_rv_three a4, s2, s5, a1
    aes_rv_three a5, s3, a0, s0
    aes_rv_three a6, s4, a1, s1
    aes_rv_three a7, s5, s0, s2
    aes_rv_three t1, a0, s1, s3
    aes_rv_three s5, a1, s2, s4
    mv      a0, a2
    mv      a1, a3
    mv      s0, a4
    mv      s1, a5
    mv      s2, a6
    mv      s3, a7
    mv      s4, t1
    jr      t0
    .size amisec_aes_undo_linear_map, . - amisec_aes_undo_linear_map

# sum = plane ^ plane two rows on, or two rows and two columns
    .macro aes_rv_sum parity, sum, plane
    mv      \sum, \plane
    aes_rv_after_next_\parity \sum, \plane
    .endm

# Planes ^= 4 times their sums, of which s6 and s7 are those of weight 6 and 7
    .macro aes_rv_unmix parity
    aes_rv_sum \parity, s6, s4
    aes_rv_sum \parity, s7, s5
    aes_rv_sum \parity, a7, s3
    xor     s5, s5, a7
    aes_rv_sum \parity, a7, s2
    xor     s4, s4, a7
    aes_rv_sum \parity, a7, s1
    xor     s3, s3, a7
    xor     s3, s3, s7
    aes_rv_sum \parity, a7, s0
    xor     s2, s2, a7
    xor     s2, s2, s6
    xor     s2, s2, s7
    aes_rv_sum \parity, a7, a1
    xor     s1, s1, a7
    xor     s1, s1, s6
    aes_rv_sum \parity, a7, a0
    xor     s0, s0, a7
    xor     s0, s0, s7
    xor     a1, a1, s6
    xor     a1, a1, s7
    xor     a0, a0, s6
    jr      t0
    .endm

    aes_rv_function amisec_aes_unmix_even
    aes_rv_unmix even
    .size amisec_aes_unmix_even, . - amisec_aes_unmix_even

    .macro aes_rv_unsub_bytes
    jal     t0, amisec_aes_undo_linear_map
    jal     t0, amisec_aes_sub_bytes
    jal     t0, amisec_aes_undo_linear_map
    .endm

# Adds a round key; the pointer, in a7 as well, moves back to the one before
    .macro aes_rv_add_round_key_back
    jal     t0, amisec_aes_add_round_key
    addi    a7, a7, -32
    sw      a7, 0(sp)
    .endm
