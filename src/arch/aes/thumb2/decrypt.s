@ The inverse of AES for ARMv7-M and later, from the parts of rounds.s. Plane p of the state is r4 + p.

@ The inverse of the linear map of the S-box: plane p = planes p + 2, p + 5, p + 7 modulo 8
    aes_t2_function amisec_aes_undo_linear_map
    eor     r0, r6, r9
    eor     r0, r0, r11
    eor     r1, r7, r10
    eor     r1, r1, r4
    eor     r2, r8, r11
    eor     r2, r2, r5
    eor     r3, r9, r4
    eor     r3, r3, r6
    eor     r12, r10, r5
    eor     r12, r12, r7
    eors    r7, r7, r4
    eor     r6, r6, r11
    eor     r11, r8, r5
    eor     r11, r11, r10
    eor     r10, r7, r9
    eor     r9, r6, r8
    mov     r4, r0
    mov     r5, r1
    mov     r6, r2
    mov     r7, r3
    mov     r8, r12
    bx      lr
    .size amisec_aes_undo_linear_map, . - amisec_aes_undo_linear_map

@ The inverse of the S-box without its constant
    aes_t2_function amisec_aes_unsub_bytes
    str     lr, [sp, #64]
    bl      amisec_aes_undo_linear_map
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_undo_linear_map
    ldr     pc, [sp, #64]
    .size amisec_aes_unsub_bytes, . - amisec_aes_unsub_bytes

@ sum = plane ^ plane two rows on
    .macro  aes_t2_sum_even sum, plane
    eor     \sum, \plane, \plane, ror #16
    .endm

@ Planes ^= 4 times their sums, of which r0 and r1 are those of weight 6 and 7
    .macro  aes_t2_unmix parity
    aes_t2_sum_\parity r0, r10
    aes_t2_sum_\parity r1, r11
    aes_t2_sum_\parity r2, r9
    eor     r11, r11, r2
    aes_t2_sum_\parity r2, r8
    eor     r10, r10, r2
    aes_t2_sum_\parity r2, r7
    eor     r9, r9, r2
    eor     r9, r9, r1
    aes_t2_sum_\parity r2, r6
    eor     r8, r8, r2
    eor     r8, r8, r0
    eor     r8, r8, r1
    aes_t2_sum_\parity r2, r5
    eors    r7, r7, r2
    eors    r7, r7, r0
    aes_t2_sum_\parity r2, r4
    eors    r6, r6, r2
    eors    r6, r6, r1
    eors    r5, r5, r0
    eors    r5, r5, r1
    eors    r4, r4, r0
    b       amisec_aes_mix_\parity
    .endm

    aes_t2_function amisec_aes_unmix_even
    aes_t2_unmix even
    .size amisec_aes_unmix_even, . - amisec_aes_unmix_even

@ Adds a round key; the pointer moves back to the one before
    .macro  aes_t2_add_round_key_back
    bl      amisec_aes_add_round_key
    ldr     r0, [sp, #52]
    subs    r0, #32
    str     r0, [sp, #52]
    .endm
