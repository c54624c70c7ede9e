@ The parts of AES on ARMv6-M that `fast` unrolls and `small` loops, with the macros of rounds.s.

@ Exchanges pairs of bits with words in the even or the odd planes
    .macro  aes_m0_transpose first
    ldr     r0, [sp, #\first]
    ldr     r1, [sp, #\first + 8]
    ldr     r2, [sp, #\first + 16]
    ldr     r3, [sp, #\first + 24]
    mov     r5, r6
    aes_m0_swap r0, r1, 2
    aes_m0_swap r2, r3, 2
    mov     r5, r7
    aes_m0_swap r0, r2, 4
    aes_m0_swap r1, r3, 4
    str     r0, [sp, #\first]
    str     r1, [sp, #\first + 8]
    str     r2, [sp, #\first + 16]
    str     r3, [sp, #\first + 24]
    .endm

@ Two blocks in the even and in the odd words of the state to planes, and back
    aes_m0_function amisec_aes_transpose
    ldr     r6, =0x33333333
    ldr     r7, =0x0f0f0f0f
    aes_m0_transpose 0
    aes_m0_transpose 4
    ldr     r5, =0x55555555
    .irp    even, 0, 8, 16, 24
    ldr     r0, [sp, #\even]
    ldr     r1, [sp, #\even + 4]
    aes_m0_swap r0, r1, 1
    str     r0, [sp, #\even]
    str     r1, [sp, #\even + 4]
    .endr
    bx      lr
    .pool
    .size amisec_aes_transpose, . - amisec_aes_transpose

@ Adds the round key at the pointer in [sp, #76], which moves on to the next
    aes_m0_function amisec_aes_add_round_key
    ldr     r6, [sp, #76]
    ldr     r7, =0x55555555
    .irp    even, 0, 8, 16, 24
    ldm     r6!, {r0}
    mov     r1, r7
    ands    r1, r0
    eors    r0, r1
    lsls    r2, r1, #1
    eors    r1, r2
    lsrs    r2, r0, #1
    eors    r0, r2
    ldr     r2, [sp, #\even]
    eors    r2, r1
    str     r2, [sp, #\even]
    ldr     r3, [sp, #\even + 4]
    eors    r3, r0
    str     r3, [sp, #\even + 4]
    .endr
    str     r6, [sp, #76]
    bx      lr
    .pool
    .size amisec_aes_add_round_key, . - amisec_aes_add_round_key

@ Shifts rows twice: rows 1 and 3 move by two columns
    aes_m0_function amisec_aes_shift_rows_twice
    ldr     r3, =0x0f000f00
    .irp    plane, 0, 4, 8, 12, 16, 20, 24, 28
    ldr     r0, [sp, #\plane]
    lsrs    r1, r0, #4
    eors    r1, r0
    ands    r1, r3
    eors    r0, r1
    lsls    r1, r1, #4
    eors    r0, r1
    str     r0, [sp, #\plane]
    .endr
    bx      lr
    .pool
    .size amisec_aes_shift_rows_twice, . - amisec_aes_shift_rows_twice
