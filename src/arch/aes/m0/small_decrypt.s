@ The inverse of AES on ARMv6-M in `small`. After small.s and decrypt.s.

@ r0 = the last round key, r1 = the first, r2 = two blocks at any address
    aes_m0_function amisec_aes_decrypt_pair
    aes_m0_enter
    aes_m0_load_pair
    bl      amisec_aes_transpose
    aes_m0_add_round_key_back
    b       2f
1:  bl      amisec_aes_unmix_even
    bl      amisec_aes_mix_even
@ Three times is the inverse of once
2:  bl      amisec_aes_shift_rows
    bl      amisec_aes_shift_rows
    bl      amisec_aes_shift_rows
    bl      amisec_aes_unsub_bytes
    aes_m0_add_round_key_back
    ldr     r1, [sp, #80]
    cmp     r0, r1
    bhs     1b
    bl      amisec_aes_transpose
    aes_m0_store_pair
    aes_m0_return
    .size amisec_aes_decrypt_pair, . - amisec_aes_decrypt_pair
