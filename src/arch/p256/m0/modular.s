@ P-256 modular arithmetic for ARMv6-M in loops, for any modulus. See ../m0.rs for the derivation.
    .syntax unified
    .thumb

    .section .text.amisec_p256_modular, "ax", %progbits
    .balign 4

@ [r0] := [r1] - [r2], eight words; C clear if it borrowed. Advances r0-r2 by 32.
    .thumb_func
    .type p256_subtract_words, %function
p256_subtract_words:
    ldmia   r1!, {r4, r5}
    ldmia   r2!, {r6, r7}
    subs    r4, r4, r6
    sbcs    r5, r7
    stmia   r0!, {r4, r5}
    .rept 3
    ldmia   r1!, {r4, r5}
    ldmia   r2!, {r6, r7}
    sbcs    r4, r6
    sbcs    r5, r7
    stmia   r0!, {r4, r5}
    .endr
    bx      lr

@ r = a + b mod m as a - (m - b)
    .global amisec_p256_modular_add
    .hidden amisec_p256_modular_add
    .thumb_func
    .type amisec_p256_modular_add, %function
amisec_p256_modular_add:
    push    {r0, r1, r3, r4, r5, r6, r7, lr}
    sub     sp, #32
    mov     r0, sp
    mov     r1, r3
    bl      p256_subtract_words
    mov     r2, sp
    ldr     r0, [sp, #32]
    ldr     r1, [sp, #36]
    bl      p256_subtract_words
    add     sp, #40
    pop     {r1}
    sbcs    r3, r3
    b       p256_add_masked

    .global amisec_p256_modular_subtract
    .hidden amisec_p256_modular_subtract
    .thumb_func
    .type amisec_p256_modular_subtract, %function
amisec_p256_modular_subtract:
    push    {r4, r5, r6, r7, lr}
    bl      p256_subtract_words
    mov     r1, r3
    sbcs    r3, r3

@ [r0 - 32] += [r1] & r3, eight words, and return
p256_add_masked:
    subs    r0, #32
    ldmia   r1!, {r4, r5}
    ands    r4, r3
    ands    r5, r3
    ldr     r6, [r0]
    ldr     r7, [r0, #4]
    adds    r6, r6, r4
    adcs    r7, r5
    stmia   r0!, {r6, r7}
    .rept 3
    ldmia   r1!, {r4, r5}
    ands    r4, r3
    ands    r5, r3
    ldr     r6, [r0]
    ldr     r7, [r0, #4]
    adcs    r6, r4
    adcs    r7, r5
    stmia   r0!, {r6, r7}
    .endr
    pop     {r4, r5, r6, r7, pc}

@ [r2] (ten words) += r0 * [r1] (eight words). Clobbers r0-r10 but r2 := r2 + 36.
    .thumb_func
    .type p256_multiply_row, %function
p256_multiply_row:
    lsrs    r3, r0, #16
    uxth    r0, r0
    mov     r8, r0
    mov     r10, r1
    movs    r0, #32
    add     r10, r0
    movs    r0, #0
    mov     r9, r0              @ carry word
1:  ldmia   r1!, {r4}
    uxth    r5, r4
    lsrs    r4, r4, #16
    mov     r6, r8
    muls    r6, r5, r6          @ low, low
    muls    r5, r3, r5
    mov     r7, r8
    muls    r7, r4, r7
    muls    r4, r3, r4          @ high, high
    lsls    r0, r5, #16
    lsrs    r5, r5, #16
    adds    r6, r6, r0
    adcs    r4, r5
    lsls    r0, r7, #16
    lsrs    r7, r7, #16
    adds    r6, r6, r0
    adcs    r4, r7
    movs    r7, #0
    mov     r0, r9
    adds    r6, r6, r0
    adcs    r4, r7
    ldr     r0, [r2]
    adds    r6, r6, r0
    adcs    r4, r7
    stmia   r2!, {r6}
    mov     r9, r4
    cmp     r1, r10
    bne     1b
    ldr     r0, [r2]
    adds    r0, r0, r4
    stmia   r2!, {r0}
    ldr     r0, [r2]
    adcs    r0, r7
    str     r0, [r2]
    bx      lr

@ -1/m = 1 modulo 2^32 names p, of the two moduli.
@ Frame, bytes from sp: 0 the sum (17 words), 68 r, a, b, m, 84 r8-r11, r4-r7, lr.
    .global amisec_p256_montgomery_multiply
    .hidden amisec_p256_montgomery_multiply
    .thumb_func
    .type amisec_p256_montgomery_multiply, %function
amisec_p256_montgomery_multiply:
    mov     r12, r3
    ldr     r3, [r3, #32]
    cmp     r3, #1
    bne     1f
    push    {lr}
    bl      amisec_p256_field_multiply
    pop     {pc}
1:  mov     r3, r12
    push    {r4, r5, r6, r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r0, r1, r2, r3, r4, r5, r6, r7}
    sub     sp, #68
    mov     r0, sp
    mov     r11, r0
    movs    r1, #68
    movs    r2, #0
1:  subs    r1, #4
    str     r2, [r0, r1]
    bne     1b
2:  ldr     r3, [sp, #72]
    ldmia   r3!, {r0}
    str     r3, [sp, #72]
    ldr     r1, [sp, #76]
    mov     r2, r11
    bl      p256_multiply_row
    mov     r2, r11
    ldr     r0, [r2]
    ldr     r1, [sp, #80]
    ldr     r3, [r1, #32]
    muls    r0, r3, r0
    bl      p256_multiply_row
    movs    r0, #4
    add     r11, r0
    add     r1, sp, #32
    cmp     r11, r1
    bne     2b
    @ the sum is below 2 m
    ldr     r0, [sp, #68]
    ldr     r2, [sp, #80]
    bl      p256_subtract_words
    ldr     r3, [sp, #64]
    movs    r4, #0
    sbcs    r3, r4
    ldr     r1, [sp, #80]
    add     sp, #84
    pop     {r4, r5, r6, r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    b       p256_add_masked
