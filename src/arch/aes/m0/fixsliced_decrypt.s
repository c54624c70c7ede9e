@ The inverse of AES on ARMv6-M in `fast`. After fixsliced.s and decrypt.s.

    aes_m0_function amisec_aes_unmix_odd
    ldr     r6, =0xf0f0f0f0
    mov     r12, r6
    aes_m0_unmix odd
    bx      lr
    .pool
    .size amisec_aes_unmix_odd, . - amisec_aes_unmix_odd

@ r0 = the last round key, r1 = the first, r2 = two blocks at any address
    aes_m0_function amisec_aes_decrypt_pair
    aes_m0_enter
    aes_m0_load_pair
    bl      amisec_aes_transpose
    aes_m0_add_round_key_back
1:  bl      amisec_aes_shift_rows_twice
    bl      amisec_aes_unsub_bytes
    aes_m0_add_round_key_back
    bl      amisec_aes_unmix_odd
    bl      amisec_aes_mix_odd
    bl      amisec_aes_unsub_bytes
    aes_m0_add_round_key_back
    ldr     r1, [sp, #80]
    cmp     r0, r1
    blo     2f
    bl      amisec_aes_unmix_even
    bl      amisec_aes_mix_even
    b       1b
2:  bl      amisec_aes_transpose
    aes_m0_store_pair
    aes_m0_return
    .size amisec_aes_decrypt_pair, . - amisec_aes_decrypt_pair
