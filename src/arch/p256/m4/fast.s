@ P-256 field arithmetic for ARMv7E-M and ARMv8-M with DSP, unrolled (`fast`). See ../m4.rs for the
@ derivation. Follows ../thumb2/linear.s, whose macro it uses. r0 = result, r1 = a, r2 = b; m[i] are the words of
@ the multiple of p.
    .syntax unified
    .cpu cortex-m4
    .thumb

@ r = a b / 2^256 mod p
    p256_leaf multiply
    add     r2, r3
    push    {r0, r1, r2, lr}
    sub     sp, #36
    ldr     r3, [r1]
    ldr     r4, [r1, #4]
    ldr     r5, [r1, #8]
    ldr     r6, [r2]
    ldr     r7, [r2, #4]
    ldr     r8, [r2, #8]
    ldr     r9, [r2, #12]
@ words 0..2 of a, word 0 of b
    umull   r10, r11, r3, r6
    umull   r12, lr, r4, r6
    umull   r6, r1, r5, r6
@ words 0..2 of a, word 1 of b
    umaal   r12, r11, r3, r7
    umaal   lr, r6, r4, r7
    umaal   r1, r6, r5, r7
@ words 0..2 of a, word 2 of b
    umaal   r11, lr, r3, r8
    umaal   r1, lr, r4, r8
    umaal   lr, r6, r5, r8
@ words 0..2 of a, word 3 of b
    mov     r7, r10
    umaal   r7, r1, r3, r9
    umaal   r1, lr, r4, r9
    umaal   r6, lr, r5, r9
@ words 0..2 of a, word 4 of b
    ldr     r8, [r2, #16]
    ldr     r9, [r2, #20]
    str     r7, [sp]
    ldr     r7, [r2, #24]
    ldr     r0, [r2, #28]
    mov     r2, r12
    umaal   r1, r2, r3, r8
    umaal   r6, r2, r4, r8
    umaal   r2, lr, r5, r8
@ words 0..2 of a, word 5 of b
    mov     r8, r11
    umaal   r6, r8, r3, r9
    umaal   r2, r8, r4, r9
    umaal   r8, lr, r5, r9
@ words 0..2 of a, word 6 of b
    mov     r9, r10
    umaal   r2, r9, r3, r7
    umaal   r8, r9, r4, r7
    umaal   r9, lr, r5, r7
@ words 0..2 of a, word 7 of b
    mov     r7, r12
    umaal   r8, r7, r3, r0
    umaal   r7, r9, r4, r0
    umaal   r9, lr, r5, r0
@ m[0..2] (2^32 - 1)
    mov     r0, #-1
    mov     r3, #0
    umaal   r8, r3, r10, r0
    umaal   r3, r7, r12, r0
    umaal   r7, r9, r11, r0
    ldr     r0, [sp, #40]
    ldr     r4, [r0, #12]
    ldr     r5, [r0, #16]
    ldr     r10, [r0, #20]
    ldr     r12, [r0, #24]
    ldr     r0, [r0, #28]
@ words 3..7 of a, word 0 of b
    str     r9, [sp, #4]
    ldr     r9, [sp, #44]
    str     lr, [sp, #8]
    ldr     lr, [r9]
    str     r11, [sp, #12]
    mov     r11, #0
    str     r7, [sp, #16]
    ldr     r7, [sp]
    umaal   r7, r11, r4, lr
    umaal   r1, r11, r5, lr
    umaal   r6, r11, r10, lr
    umaal   r2, r11, r12, lr
    umaal   r8, r11, r0, lr
@ words 3..7 of a, word 1 of b
    ldr     lr, [r9, #4]
    str     r7, [sp]
    mov     r7, #0
    umaal   r7, r1, r4, lr
    umaal   r6, r1, r5, lr
    umaal   r1, r2, r10, lr
    umaal   r2, r8, r12, lr
    umaal   r8, r11, r0, lr
@ words 3..7 of a, word 2 of b
    ldr     lr, [r9, #8]
    str     r7, [sp, #20]
    mov     r7, #0
    umaal   r7, r6, r4, lr
    umaal   r1, r6, r5, lr
    umaal   r6, r2, r10, lr
    umaal   r8, r2, r12, lr
    umaal   r2, r11, r0, lr
@ words 3..7 of a, word 3 of b
    ldr     lr, [r9, #12]
    str     r7, [sp, #24]
    ldr     r7, [sp]
    umaal   r7, r1, r4, lr
    umaal   r6, r1, r5, lr
    umaal   r1, r8, r10, lr
    umaal   r8, r2, r12, lr
    umaal   r11, r2, r0, lr
@ words 3..7 of a, word 4 of b
    ldr     lr, [r9, #16]
    str     r7, [sp, #28]
    ldr     r7, [sp, #20]
    umaal   r7, r6, r4, lr
    umaal   r6, r1, r5, lr
    umaal   r1, r8, r10, lr
    umaal   r8, r11, r12, lr
    umaal   r11, r2, r0, lr
@ words 3..7 of a, word 5 of b
    ldr     lr, [r9, #20]
    umaal   r3, r6, r4, lr
    umaal   r1, r6, r5, lr
    umaal   r8, r6, r10, lr
    umaal   r6, r11, r12, lr
    umaal   r11, r2, r0, lr
@ words 3..7 of a, word 6 of b
    ldr     lr, [r9, #24]
    str     r3, [sp, #32]
    ldr     r3, [sp, #16]
    ldr     r9, [r9, #28]
    umaal   r3, r1, r4, lr
    umaal   r8, r1, r5, lr
    umaal   r6, r1, r10, lr
    umaal   r11, r1, r12, lr
    umaal   r2, r1, r0, lr
@ words 3..7 of a, word 7 of b
    ldr     lr, [sp, #8]
    umaal   r8, lr, r4, r9
    umaal   lr, r6, r5, r9
    umaal   r11, r6, r10, r9
    umaal   r6, r2, r12, r9
    umaal   r2, r1, r0, r9
@ m[3..7] (2^32 - 1)
    mov     r0, #-1
    ldr     r4, [sp]
    ldr     r5, [sp, #4]
    ldr     r9, [sp, #20]
    ldr     r10, [sp, #24]
    ldr     r12, [sp, #28]
    umaal   r5, r8, r4, r0
    umaal   r8, lr, r9, r0
    umaal   lr, r11, r10, r0
    umaal   r11, r6, r12, r0
    umaal   r2, r6, r7, r0
@ m (2^96 + 2^192) - p, words 8..15
    str     r2, [sp, #4]
    ldr     r2, [sp, #12]
    adds    r2, r2, r10
    adcs    r4, r4, r12
    adcs    r9, r9, r7
    sbcs    r10, r10, #0
    sbcs    r12, r12, #0
    sbcs    r7, r7, #0
    sbcs    r0, r0, #0
    str     r0, [sp]
    ldr     r0, [sp, #32]
    adcs    r0, r0, r2
    adcs    r3, r3, r4
    adcs    r5, r5, r9
    adcs    r8, r8, r10
    adcs    lr, lr, r12
    adcs    r11, r11, r7
    ldr     r2, [sp]
    ldr     r4, [sp, #4]
    adcs    r4, r4, r2
    adcs    r1, r1, r6
@ negative: add p back
    sbc     r2, r2, r2
    adds    r0, r0, r2
    adcs    r3, r3, r2
    adcs    r5, r5, r2
    adcs    r8, r8, #0
    adcs    lr, lr, #0
    adcs    r11, r11, #0
    adcs    r4, r4, r2, lsr #31
    adc     r1, r1, r2
    ldr     r2, [sp, #36]
    str     r0, [r2]
    str     r3, [r2, #4]
    str     r5, [r2, #8]
    str     r8, [r2, #12]
    str     lr, [r2, #16]
    str     r11, [r2, #20]
    str     r4, [r2, #24]
    str     r1, [r2, #28]
    add     sp, #48
    pop     {pc}

@ r = a a / 2^256 mod p
    p256_leaf square
    push    {r0, r1, lr}
    sub     sp, #24
    ldr     r2, [r1]
    ldr     r3, [r1, #4]
    ldr     r4, [r1, #8]
    ldr     r5, [r1, #12]
@ low half squared, word 0
    umull   r6, r7, r2, r2
    mov     r8, r6
    mov     r9, #0
    umull   r10, r11, r3, r2
    umull   r12, lr, r4, r2
    umaal   r8, r9, r5, r2
@ low half squared, word 1
    umaal   r7, r10, r2, r3
    umaal   r11, r12, r3, r3
    umaal   lr, r8, r4, r3
    umaal   r9, r8, r5, r3
@ low half squared, word 2
    umaal   r10, r11, r2, r4
    umaal   lr, r12, r3, r4
    umaal   r9, r12, r4, r4
    umaal   r8, r12, r5, r4
@ low half squared, word 3
    umaal   r11, lr, r2, r5
    umaal   lr, r9, r3, r5
    umaal   r8, r9, r4, r5
    umaal   r9, r12, r5, r5
@ twice the low half
    adds    r2, r2, r2
    adcs    r3, r3, r3
    adcs    r4, r4, r4
    adcs    r5, r5, r5
    sbc     r0, r0, r0
@ twice the low half times a[4]
    str     r10, [sp]
    ldr     r10, [r1, #16]
    str     r0, [sp, #4]
    mov     r0, r7
    umaal   lr, r0, r2, r10
    umaal   r8, r0, r3, r10
    umaal   r9, r0, r4, r10
    umaal   r12, r0, r5, r10
@ twice the low half times a[5]
    str     lr, [sp, #8]
    ldr     lr, [r1, #20]
    ldr     r10, [sp]
    umaal   r10, r8, r2, lr
    umaal   r8, r9, r3, lr
    umaal   r12, r9, r4, lr
    umaal   r9, r0, r5, lr
@ twice the low half times a[6]
    str     r10, [sp, #12]
    ldr     r10, [r1, #24]
    ldr     r1, [r1, #28]
    mov     lr, r11
    umaal   r8, lr, r2, r10
    umaal   lr, r12, r3, r10
    umaal   r12, r9, r4, r10
    umaal   r0, r9, r5, r10
@ twice the low half times a[7]
    str     r11, [sp, #16]
    ldr     r11, [sp, #8]
    umaal   lr, r11, r2, r1
    umaal   r12, r11, r3, r1
    umaal   r11, r0, r4, r1
    umaal   r9, r0, r5, r1
@ m[0..3] 2^192, then m[0..3] 2^224 (2^32 - 1)
    adds    r8, r8, r6
    adcs    lr, lr, r7
    mov     r2, #0
    mov     r3, #-1
    umaal   lr, r2, r6, r3
    umaal   r12, r2, r7, r3
    ldr     r4, [sp]
    ldr     r5, [sp, #16]
    ldr     r6, [sp, #28]
    umaal   r2, r11, r4, r3
    umaal   r9, r11, r5, r3
@ high half squared
    ldr     r7, [r6, #16]
    ldr     r3, [sp, #4]
    ldr     r4, [r6, #20]
    bic     r5, r7, r3
    umaal   r12, r5, r7, r7
    umaal   r5, r2, r4, r7
    umaal   r2, r9, r10, r7
    umaal   r9, r0, r1, r7
    bic     r6, r4, r3
    umaal   r5, r6, r7, r4
    umaal   r6, r2, r4, r4
    umaal   r9, r2, r10, r4
    umaal   r2, r0, r1, r4
    str     r5, [sp, #20]
    bic     r5, r10, r3
    umaal   r5, r6, r7, r10
    umaal   r6, r9, r4, r10
    umaal   r9, r2, r10, r10
    umaal   r0, r2, r1, r10
    bic     r3, r1, r3
    umaal   r6, r3, r7, r1
    umaal   r3, r9, r4, r1
    umaal   r9, r0, r10, r1
    umaal   r0, r2, r1, r1
@ m[4..7] 2^224 (2^32 - 1)
    ldr     r1, [sp, #8]
    ldr     r7, [sp, #12]
    ldr     r10, [sp]
    mov     r4, #-1
    umaal   r6, r11, r1, r4
    umaal   r11, r3, r7, r4
    umaal   r3, r9, r8, r4
    umaal   r9, r0, lr, r4
@ m (2^96 + 2^192) - p, words 8..15
    adcs    r10, r10, r7
    str     r2, [sp]
    ldr     r2, [sp, #16]
    adcs    r2, r2, r8
    adcs    r1, r1, lr
    sbcs    r7, r7, #0
    sbcs    r8, r8, #0
    sbcs    lr, lr, #0
    sbcs    r4, r4, #0
    adcs    r12, r12, r10
    ldr     r10, [sp, #20]
    adcs    r10, r10, r2
    adcs    r5, r5, r1
    adcs    r6, r6, r7
    adcs    r11, r11, r8
    adcs    r3, r3, lr
    adcs    r9, r9, r4
    ldr     r1, [sp]
    adcs    r1, r1, r0
@ negative: add p back
    sbc     r0, r0, r0
    adds    r12, r12, r0
    adcs    r10, r10, r0
    adcs    r5, r5, r0
    adcs    r6, r6, #0
    adcs    r11, r11, #0
    adcs    r3, r3, #0
    adcs    r9, r9, r0, lsr #31
    adc     r1, r1, r0
    ldr     r0, [sp, #24]
    str     r12, [r0]
    str     r10, [r0, #4]
    str     r5, [r0, #8]
    str     r6, [r0, #12]
    str     r11, [r0, #16]
    str     r3, [r0, #20]
    str     r9, [r0, #24]
    str     r1, [r0, #28]
    add     sp, #32
    pop     {pc}
