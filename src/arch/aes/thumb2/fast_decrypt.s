@ The inverse of AES for ARMv7-M and later in `fast`. After fast.s and decrypt.s.

@ sum = plane ^ plane two rows and two columns on
    .macro  aes_t2_sum_odd sum, plane
    and     r12, \plane, #0x0f0f0f0f
    and     \sum, \plane, #0xf0f0f0f0
    eor     \sum, \sum, r12, ror #24
    eor     \sum, \plane, \sum, ror #20
    .endm

    aes_t2_function amisec_aes_unmix_odd
    aes_t2_unmix odd
    .size amisec_aes_unmix_odd, . - amisec_aes_unmix_odd

@ r0 = the last round key, r1 = the first, r2 = two blocks at any address
    aes_t2_function amisec_aes_decrypt_pair
    push    {r4-r11, lr}
    sub     sp, #68
    add     r3, sp, #52
    stm     r3, {r0, r1, r2}
    aes_t2_load_pair
    bl      amisec_aes_transpose
    aes_t2_add_round_key_back
1:  bl      amisec_aes_shift_rows_twice
    bl      amisec_aes_unsub_bytes
    aes_t2_add_round_key_back
    bl      amisec_aes_unmix_odd
    bl      amisec_aes_unsub_bytes
    aes_t2_add_round_key_back
    ldr     r1, [sp, #56]
    cmp     r0, r1
    blo     2f
    bl      amisec_aes_unmix_even
    b       1b
2:  bl      amisec_aes_transpose
    aes_t2_store_pair_and_return
    .size amisec_aes_decrypt_pair, . - amisec_aes_decrypt_pair
