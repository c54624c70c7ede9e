# The inverse of AES for RV32 in `fast`. After fast.s and decrypt.s.

    aes_rv_function amisec_aes_unmix_odd
    li      a5, 0x0f0f0f0f
    aes_rv_unmix odd
    .size amisec_aes_unmix_odd, . - amisec_aes_unmix_odd

# a0 = the last round key, a1 = the first, a2 = two blocks at any address
    aes_rv_function amisec_aes_decrypt_pair
    addi    sp, sp, -32
    aes_rv_enter
    aes_rv_load_pair
    jal     t0, amisec_aes_transpose
    aes_rv_add_round_key_back
1:  jal     t0, amisec_aes_shift_rows_twice
    aes_rv_unsub_bytes
    aes_rv_add_round_key_back
    jal     t0, amisec_aes_unmix_odd
    jal     t0, amisec_aes_mix_odd
    aes_rv_unsub_bytes
    aes_rv_add_round_key_back
    lw      a2, 4(sp)
    bltu    a7, a2, 2f
    jal     t0, amisec_aes_unmix_even
    jal     t0, amisec_aes_mix_even
    j       1b
2:  jal     t0, amisec_aes_transpose
    aes_rv_store_pair
    aes_rv_leave
    addi    sp, sp, 32
    ret
    .size amisec_aes_decrypt_pair, . - amisec_aes_decrypt_pair

    .option pop
