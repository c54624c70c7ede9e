@ The inverse of AES for ARMv6-M, from the parts of rounds.s. Plane p of the state is [sp, #4 p].

@ The inverse of the linear map of the S-box: plane p = planes p + 2, p + 5, p + 7 modulo 8
    aes_m0_function amisec_aes_undo_linear_map
    mov     r0, sp
    ldm     r0!, {r1-r7}
    ldr     r0, [r0]
    mov     r8, r3
    eors    r3, r6
    eors    r3, r0
    str     r3, [sp]            @ 2, 5, 7
    mov     r3, r4
    eors    r3, r7
    eors    r3, r1
    str     r3, [sp, #4]        @ 3, 6, 0
    mov     r3, r5
    eors    r3, r0
    eors    r3, r2
    str     r3, [sp, #8]        @ 4, 7, 1
    mov     r3, r8
    eors    r3, r6
    eors    r3, r1
    str     r3, [sp, #12]       @ 5, 0, 2
    eors    r1, r4
    eors    r4, r2
    eors    r4, r7
    str     r4, [sp, #16]       @ 6, 1, 3
    eors    r1, r6
    str     r1, [sp, #24]       @ 0, 3, 5
    eors    r2, r5
    eors    r2, r7
    str     r2, [sp, #28]       @ 1, 4, 6
    mov     r3, r8
    eors    r3, r0
    eors    r3, r5
    str     r3, [sp, #20]       @ 7, 2, 4
    bx      lr
    .size amisec_aes_undo_linear_map, . - amisec_aes_undo_linear_map

@ The inverse of the S-box without its constant
    aes_m0_function amisec_aes_unsub_bytes
    mov     r0, lr
    str     r0, [sp, #88]
    bl      amisec_aes_undo_linear_map
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_undo_linear_map
    ldr     r0, [sp, #88]
    bx      r0
    .size amisec_aes_unsub_bytes, . - amisec_aes_unsub_bytes

@ sum = plane ^ plane two rows on, or two rows and two columns
    .macro  aes_m0_sum parity, sum, plane
    ldr     \sum, [sp, #4 * \plane]
    mov     r3, \sum
    aes_m0_after_next_\parity r3
    eors    \sum, r3
    .endm

    .macro  aes_m0_add_to plane, a, b, c
    ldr     r3, [sp, #4 * \plane]
    eors    r3, \a
    .ifnb   \b
    eors    r3, \b
    .endif
    .ifnb   \c
    eors    r3, \c
    .endif
    str     r3, [sp, #4 * \plane]
    .endm

@ Planes ^= 4 times their sums, of which r0 and r1 are those of weight 6 and 7
    .macro  aes_m0_unmix parity
    movs    r7, #8
    aes_m0_sum \parity, r0, 6
    aes_m0_sum \parity, r1, 7
    aes_m0_sum \parity, r2, 5
    aes_m0_add_to 7, r2
    aes_m0_sum \parity, r2, 4
    aes_m0_add_to 6, r2
    aes_m0_sum \parity, r2, 3
    aes_m0_add_to 5, r2, r1
    aes_m0_sum \parity, r2, 2
    aes_m0_add_to 4, r2, r0, r1
    aes_m0_sum \parity, r2, 1
    aes_m0_add_to 3, r2, r0
    aes_m0_sum \parity, r2, 0
    aes_m0_add_to 2, r2, r1
    aes_m0_add_to 1, r0, r1
    aes_m0_add_to 0, r0
    .endm

    aes_m0_function amisec_aes_unmix_even
    movs    r6, #16
    aes_m0_unmix even
    bx      lr
    .size amisec_aes_unmix_even, . - amisec_aes_unmix_even

@ Adds a round key; the pointer moves back to the one before
    .macro  aes_m0_add_round_key_back
    bl      amisec_aes_add_round_key
    ldr     r0, [sp, #76]
    subs    r0, #32
    str     r0, [sp, #76]
    .endm
