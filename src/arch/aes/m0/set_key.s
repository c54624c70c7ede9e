@ The key schedule of AES for ARMv6-M, with the S-box and the macros of the other files.

@ r0 = the schedule, r1 = its end, r2 = the bytes of the key, at any address, r3 = its words
    aes_m0_function amisec_aes_set_key
    aes_m0_enter
    str     r0, [sp, #76]               @ [76] schedule, [80] end, [84] words of the key
    str     r1, [sp, #80]
    str     r3, [sp, #84]
    movs    r4, #1
    str     r4, [sp, #88]               @ [88] round constant
    movs    r4, #0
    str     r4, [sp, #96]               @ [96] groups of AES-256; [92] where the next word goes
    lsls    r4, r3, #2
1:  subs    r4, #1
    ldrb    r5, [r2, r4]
    strb    r5, [r0, r4]
    bne     1b
    lsls    r4, r3, #2
    adds    r0, r4
    subs    r4, r0, #4
    ldr     r4, [r4]
@ r0 = where the next word goes, r4 = the word before. A group of words begins with the S-box: four
@ words, or six of AES-192. Bit p of each byte comes down to bit 0 of plane p
2:  str     r0, [sp, #92]
    mov     r1, sp
    movs    r2, #8
3:  stm     r1!, {r4}
    lsrs    r4, r4, #1
    subs    r2, #1
    bne     3b
    bl      amisec_aes_sub_bytes
    ldr     r2, =0x01010101
    movs    r4, #0
    movs    r1, #28
    mov     r3, sp
4:  lsls    r4, r4, #1
    ldr     r0, [r3, r1]
    ands    r0, r2
    eors    r4, r0
    subs    r1, #4
    bpl     4b
    ldr     r0, =0x63636363
    eors    r4, r0
    ldr     r0, [sp, #92]
    ldr     r1, [sp, #80]
    ldr     r3, [sp, #84]
    movs    r6, #4
    cmp     r3, #6
    bne     5f
    movs    r6, #6
5:  cmp     r3, #8
    bne     6f
    ldr     r2, [sp, #96]
    movs    r7, #1
    eors    r2, r7
    str     r2, [sp, #96]
    beq     8f                          @ the S-box alone in every second group of AES-256
6:  ldr     r5, [sp, #88]
    movs    r7, #8
    rors    r4, r7
    eors    r4, r5
    lsls    r5, r5, #1
    lsrs    r7, r5, #8
    beq     7f
    movs    r5, #0x1b
7:  str     r5, [sp, #88]
8:  lsls    r7, r3, #2
    subs    r7, r0, r7
    ldr     r7, [r7]
    eors    r4, r7
    stm     r0!, {r4}
    cmp     r0, r1
    beq     9f
    subs    r6, #1
    bne     8b
    b       2b
@ Round keys to planes, with the constant of the S-box before them
9:  ldr     r6, [sp, #76]
    movs    r7, #0
    mov     r8, r7
    mov     r9, r7                      @ r9: parity, where rounds differ
1:  ldm     r6!, {r0-r3}
    subs    r6, #16
    mov     r4, r8
    eors    r0, r4
    eors    r1, r4
    eors    r2, r4
    eors    r3, r4
    ldr     r4, =0x63636363
    mov     r8, r4
    ldr     r5, =0x33333333
    aes_m0_swap r0, r1, 2
    aes_m0_swap r2, r3, 2
    ldr     r5, =0x0f0f0f0f
    aes_m0_swap r0, r2, 4
    aes_m0_swap r1, r3, 4
    stm     r6!, {r0-r3}
    aes_m0_align_round_key
    ldr     r7, [sp, #80]
    cmp     r6, r7
    bne     1b
    aes_m0_return
    .pool
    .size amisec_aes_set_key, . - amisec_aes_set_key
