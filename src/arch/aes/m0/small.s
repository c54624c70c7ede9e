@ The parts of AES on ARMv6-M that `small` loops and `fast` unrolls, with the macros of rounds.s.

@ Two blocks in the even and in the odd words of the state to planes, and back
    aes_m0_function amisec_aes_transpose
    mov     r6, sp
    movs    r7, #2
1:  ldr     r0, [r6]
    ldr     r1, [r6, #8]
    ldr     r2, [r6, #16]
    ldr     r3, [r6, #24]
    ldr     r5, =0x33333333
    aes_m0_swap r0, r1, 2
    aes_m0_swap r2, r3, 2
    ldr     r5, =0x0f0f0f0f
    aes_m0_swap r0, r2, 4
    aes_m0_swap r1, r3, 4
    str     r0, [r6]
    str     r1, [r6, #8]
    str     r2, [r6, #16]
    str     r3, [r6, #24]
    adds    r6, #4
    subs    r7, #1
    bne     1b
    ldr     r5, =0x55555555
    mov     r6, sp
    movs    r7, #4
2:  ldr     r0, [r6]
    ldr     r1, [r6, #4]
    aes_m0_swap r0, r1, 1
    stm     r6!, {r0, r1}
    subs    r7, #1
    bne     2b
    bx      lr
    .pool
    .size amisec_aes_transpose, . - amisec_aes_transpose

@ Adds the round key at the pointer in [sp, #76], which moves on to the next
    aes_m0_function amisec_aes_add_round_key
    ldr     r6, [sp, #76]
    ldr     r7, =0x55555555
    mov     r5, sp
    movs    r4, #4
1:  ldm     r6!, {r0}
    mov     r1, r7
    ands    r1, r0
    eors    r0, r1
    lsls    r2, r1, #1
    eors    r1, r2
    lsrs    r2, r0, #1
    eors    r0, r2
    ldr     r2, [r5]
    ldr     r3, [r5, #4]
    eors    r2, r1
    eors    r3, r0
    stm     r5!, {r2, r3}
    subs    r4, #1
    bne     1b
    str     r6, [sp, #76]
    bx      lr
    .pool
    .size amisec_aes_add_round_key, . - amisec_aes_add_round_key

@ ShiftRows: rows 2 and 3 move by two columns, then rows 1 and 3 by one
    aes_m0_function amisec_aes_shift_rows
    ldr     r3, =0x0f0f0000
    ldr     r4, =0x3f3f3f3f
    ldr     r5, =0xff00ff00
    mov     r2, sp
    movs    r6, #8
1:  ldr     r0, [r2]
    lsrs    r1, r0, #4
    eors    r1, r0
    ands    r1, r3
    eors    r0, r1
    lsls    r1, r1, #4
    eors    r0, r1
    lsrs    r1, r0, #2
    lsls    r7, r0, #6
    eors    r1, r7
    ands    r1, r4
    eors    r1, r7
    eors    r1, r0
    ands    r1, r5
    eors    r0, r1
    stm     r2!, {r0}
    subs    r6, #1
    bne     1b
    bx      lr
    .pool
    .size amisec_aes_shift_rows, . - amisec_aes_shift_rows

@ All rounds are alike, and so are their keys
    .macro  aes_m0_align_round_key
    .endm

@ r0 = round keys, r1 = the last of them, r2 = two blocks at any address
    aes_m0_function amisec_aes_encrypt_pair
    aes_m0_enter
    aes_m0_load_pair
    bl      amisec_aes_transpose
    b       2f
1:  bl      amisec_aes_mix_even
2:  bl      amisec_aes_add_round_key
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_shift_rows
    ldr     r0, [sp, #76]
    ldr     r1, [sp, #80]
    cmp     r0, r1
    bne     1b
    bl      amisec_aes_add_round_key
    bl      amisec_aes_transpose
    aes_m0_store_pair
    aes_m0_return
    .size amisec_aes_encrypt_pair, . - amisec_aes_encrypt_pair
