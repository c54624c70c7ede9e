@ The inverse of AES for ARMv7-M and later in `small`. After small.s and decrypt.s.

@ r0 = the last round key, r1 = the first, r2 = two blocks at any address
    aes_t2_function amisec_aes_decrypt_pair
    push    {r4-r11, lr}
    sub     sp, #68
    add     r3, sp, #52
    stm     r3, {r0, r1, r2}
    aes_t2_load_pair
    bl      amisec_aes_transpose
    aes_t2_add_round_key_back
    b       2f
1:  bl      amisec_aes_unmix_even
@ Three times is the inverse of once
2:  bl      amisec_aes_shift_rows
    bl      amisec_aes_shift_rows
    bl      amisec_aes_shift_rows
    bl      amisec_aes_unsub_bytes
    aes_t2_add_round_key_back
    ldr     r1, [sp, #56]
    cmp     r0, r1
    bhs     1b
    bl      amisec_aes_transpose
    aes_t2_store_pair_and_return
    .size amisec_aes_decrypt_pair, . - amisec_aes_decrypt_pair
