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

@ Shifts rows twice: rows 1 and 3 move by two columns
    aes_m0_function amisec_aes_shift_rows_twice
    ldr     r3, =0x0f000f00
    mov     r2, sp
    movs    r4, #8
1:  ldr     r0, [r2]
    lsrs    r1, r0, #4
    eors    r1, r0
    ands    r1, r3
    eors    r0, r1
    lsls    r1, r1, #4
    eors    r0, r1
    stm     r2!, {r0}
    subs    r4, #1
    bne     1b
    bx      lr
    .pool
    .size amisec_aes_shift_rows_twice, . - amisec_aes_shift_rows_twice
