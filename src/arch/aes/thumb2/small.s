@ AES for ARMv7-M and later in loops over planes that wait in memory, at sp; all rounds are alike. After rounds.s.

    .macro  aes_t2_swap_low a, b, mask, shift
    eor     r1, \b, \a, lsr #\shift
    and     r1, r1, #\mask
    eors    \b, r1
    eor     \a, \a, r1, lsl #\shift
    .endm

@ Two blocks in r4, r6, r8, r10 and r5, r7, r9, r11 to planes, and back
    aes_t2_function amisec_aes_transpose
    stm     sp, {r4-r11}
    mov     r0, sp
    movs    r3, #2
1:  ldr     r4, [r0]
    ldr     r5, [r0, #8]
    ldr     r6, [r0, #16]
    ldr     r7, [r0, #24]
    aes_t2_swap_low r4, r5, 0x33333333, 2
    aes_t2_swap_low r6, r7, 0x33333333, 2
    aes_t2_swap_low r4, r6, 0x0f0f0f0f, 4
    aes_t2_swap_low r5, r7, 0x0f0f0f0f, 4
    str     r5, [r0, #8]
    str     r6, [r0, #16]
    str     r7, [r0, #24]
    stm     r0!, {r4}
    subs    r3, #1
    bne     1b
    mov     r0, sp
    movs    r3, #4
2:  ldm     r0, {r4, r5}
    aes_t2_swap_low r4, r5, 0x55555555, 1
    stm     r0!, {r4, r5}
    subs    r3, #1
    bne     2b
    ldm     sp, {r4-r11}
    bx      lr
    .size amisec_aes_transpose, . - amisec_aes_transpose

@ Adds the round key at the pointer in [sp, #52], which moves on to the next
    aes_t2_function amisec_aes_add_round_key
    stm     sp, {r4-r11}
    ldr     r0, [sp, #52]
    mov     r1, sp
    movs    r5, #4
1:  ldm     r0!, {r2}
    and     r4, r2, #0x55555555
    eors    r2, r4
    ldm     r1, {r6, r7}
    eors    r6, r4
    eor     r6, r6, r4, lsl #1
    eors    r7, r2
    eor     r7, r7, r2, lsr #1
    stm     r1!, {r6, r7}
    subs    r5, #1
    bne     1b
    str     r0, [sp, #52]
    ldm     sp, {r4-r11}
    bx      lr
    .size amisec_aes_add_round_key, . - amisec_aes_add_round_key

@ ShiftRows: rows 2 and 3 move by two columns, then rows 1 and 3 by one
    aes_t2_function amisec_aes_shift_rows
    stm     sp, {r4-r11}
    mov     r0, sp
    movs    r3, #8
    mov     r4, #0x0f000000
    orr     r4, r4, #0x000f0000
1:  ldr     r1, [r0]
    eor     r2, r1, r1, lsr #4
    ands    r2, r4
    eors    r1, r2
    eor     r1, r1, r2, lsl #4
    and     r2, r1, #0xff00ff00
    eors    r1, r2
    and     r5, r2, #0xfc00fc00
    eors    r2, r5
    orr     r1, r1, r5, lsr #2
    orr     r1, r1, r2, lsl #6
    stm     r0!, {r1}
    subs    r3, #1
    bne     1b
    ldm     sp, {r4-r11}
    bx      lr
    .size amisec_aes_shift_rows, . - amisec_aes_shift_rows

@ r0 = round keys, r1 = the last of them, r2 = two blocks at any address
    aes_t2_function amisec_aes_encrypt_pair
    push    {r4-r11, lr}
    sub     sp, #68
    add     r3, sp, #52
    stm     r3, {r0, r1, r2}
    aes_t2_load_pair
    bl      amisec_aes_transpose
    b       2f
1:  bl      amisec_aes_mix_even
2:  bl      amisec_aes_add_round_key
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_shift_rows
    ldrd    r0, r1, [sp, #52]
    cmp     r0, r1
    bne     1b
    bl      amisec_aes_add_round_key
    bl      amisec_aes_transpose
    aes_t2_store_pair_and_return
    .size amisec_aes_encrypt_pair, . - amisec_aes_encrypt_pair

@ Round keys need no more than their planes
    .macro  aes_t2_align_start
    .endm
    .macro  aes_t2_align_round_key
    .endm
