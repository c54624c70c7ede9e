# The inverse of AES for RV32 in `small`. After small.s and decrypt.s.

# a0 = the last round key, a1 = the first, a2 = two blocks at any address
    aes_rv_function amisec_aes_decrypt_pair
    addi    sp, sp, -32
    aes_rv_enter
    aes_rv_load_pair
    jal     t0, amisec_aes_transpose
    aes_rv_add_round_key_back
    j       2f
1:  jal     t0, amisec_aes_unmix_even
    jal     t0, amisec_aes_mix_even
# Three times is the inverse of once
2:  jal     t0, amisec_aes_shift_rows
    jal     t0, amisec_aes_shift_rows
    jal     t0, amisec_aes_shift_rows
    aes_rv_unsub_bytes
    aes_rv_add_round_key_back
    lw      a2, 4(sp)
    bgeu    a7, a2, 1b
    jal     t0, amisec_aes_transpose
    aes_rv_store_pair
    aes_rv_leave
    addi    sp, sp, 32
    ret
    .size amisec_aes_decrypt_pair, . - amisec_aes_decrypt_pair

    .option pop
