@ The order of rounds of AES on ARMv6-M in `fast`: ShiftRows is left out of the odd rounds, whose round keys have
@ it undone. After rounds.s and fast.s, before set_key.s.

@ r7 behind r0-r3 at r6 - 16: the round key of an odd round moves as its state does. Uses r0-r4, r7, r9
    .macro  aes_m0_align_round_key
    mov     r7, r9
    movs    r4, #1
    eors    r7, r4
    mov     r9, r7
    bne     3f
@ SR^-1 of an odd round key: rows 2 and 3 move by two columns, rows 1 and 3 by one
    subs    r6, #16
    movs    r3, #4
2:  ldr     r0, [r6]
    lsrs    r1, r0, #4
    eors    r1, r0
    ldr     r2, =0x0f0f0000
    ands    r1, r2
    eors    r0, r1
    lsls    r1, r1, #4
    eors    r0, r1
    lsls    r1, r0, #2
    lsrs    r2, r0, #6
    eors    r1, r2
    ldr     r4, =0xfcfcfcfc
    ands    r1, r4
    eors    r1, r2
    eors    r1, r0
    ldr     r4, =0xff00ff00
    ands    r1, r4
    eors    r0, r1
    stm     r6!, {r0}
    subs    r3, #1
    bne     2b
3:
    .endm

@ MixColumns of the odd rounds: the next row's column is the next one
    aes_m0_function amisec_aes_mix_odd
    ldr     r6, =0xf0f0f0f0
    mov     r12, r6
    ldr     r6, =0xc0c0c0c0
    aes_m0_mix_columns odd
    .size amisec_aes_mix_odd, . - amisec_aes_mix_odd

@ r0 = round keys, r1 = the last of them, r2 = two blocks at any address
    aes_m0_function amisec_aes_encrypt_pair
    aes_m0_enter
    aes_m0_load_pair
    bl      amisec_aes_transpose
    b       2f
1:  bl      amisec_aes_mix_even
2:  bl      amisec_aes_add_round_key
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_mix_odd
    bl      amisec_aes_add_round_key
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_shift_rows_twice
    ldr     r0, [sp, #76]
    ldr     r1, [sp, #80]
    cmp     r0, r1
    bne     1b
    bl      amisec_aes_add_round_key
    bl      amisec_aes_transpose
    aes_m0_store_pair
    aes_m0_return
    .size amisec_aes_encrypt_pair, . - amisec_aes_encrypt_pair

