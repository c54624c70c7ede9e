@ The key schedule of AES for ARMv7-M and later, with the S-box and the macros of the other files.

@ r0 = the schedule, r1 = its end, r2 = the bytes of the key, at any address, r3 = its words
    aes_t2_function amisec_aes_set_key
    push    {r4-r11, lr}
    sub     sp, #76
    add     r4, sp, #52
    movs    r5, #1
    stm     r4, {r0, r1, r3, r5}        @ [52] schedule, [56] end, [60] words, [64] round constant
    mov     r6, r3
1:  ldr     r4, [r2], #4
    str     r4, [r0], #4
    subs    r6, #1
    bne     1b
    movs    r5, #0
    str     r5, [sp, #72]               @ [72] groups of AES-256
@ r0 = where the next word goes, r4 = the word before, r3 = words of the key. A group of words
@ begins with the S-box: four words, or six of AES-192
2:  str     r0, [sp, #68]
    lsrs    r5, r4, #1
    lsrs    r6, r4, #2
    lsrs    r7, r4, #3
    lsr     r8, r4, #4
    lsr     r9, r4, #5
    lsr     r10, r4, #6
    lsr     r11, r4, #7
    bl      amisec_aes_sub_bytes
    and     r4, r4, #0x01010101
    and     r5, r5, #0x01010101
    and     r6, r6, #0x01010101
    and     r7, r7, #0x01010101
    and     r8, r8, #0x01010101
    and     r9, r9, #0x01010101
    and     r10, r10, #0x01010101
    and     r11, r11, #0x01010101
    orr     r4, r4, r5, lsl #1
    orr     r4, r4, r6, lsl #2
    orr     r4, r4, r7, lsl #3
    orr     r4, r4, r8, lsl #4
    orr     r4, r4, r9, lsl #5
    orr     r4, r4, r10, lsl #6
    orr     r4, r4, r11, lsl #7
    eor     r4, r4, #0x63636363
    add     r2, sp, #56
    ldm     r2, {r1, r3, r5}
    ldrd    r0, r2, [sp, #68]
    movs    r6, #4
    cmp     r3, #6
    it      eq
    moveq   r6, #6
    cmp     r3, #8
    bne     3f
    eors    r2, r2, #1
    str     r2, [sp, #72]
    beq     4f                          @ the S-box alone in every second group of AES-256
3:  eor     r4, r5, r4, ror #8
    lsls    r5, r5, #1
    cmp     r5, #0x100
    it      eq
    moveq   r5, #0x1b
    str     r5, [sp, #64]
4:  sub     r7, r0, r3, lsl #2
    ldr     r7, [r7]
    eors    r4, r4, r7
    str     r4, [r0], #4
    cmp     r0, r1
    beq     5f
    subs    r6, #1
    bne     4b
    b       2b
@ Round keys to planes, with the constant of the S-box before them
5:  ldr     r0, [sp, #52]
    movs    r2, #0
    aes_t2_align_start
6:  ldm     r0, {r4-r7}
    eors    r4, r4, r2
    eors    r5, r5, r2
    eors    r6, r6, r2
    eors    r7, r7, r2
    mov     r2, #0x63636363
    aes_t2_swap r4, r5, 0x33333333, 2
    aes_t2_swap r6, r7, 0x33333333, 2
    aes_t2_swap r4, r6, 0x0f0f0f0f, 4
    aes_t2_swap r5, r7, 0x0f0f0f0f, 4
    aes_t2_align_round_key
    stm     r0!, {r4-r7}
    cmp     r0, r1
    bne     6b
    add     sp, #76
    pop     {r4-r11, pc}
    .size amisec_aes_set_key, . - amisec_aes_set_key
