@ P-256 modular arithmetic for ARMv7E-M and ARMv8-M with DSP, looped. See ../m4.rs for the derivation.
@ r0 = result, r1 = a, r2 = b, r3 = modulus. Runs on into ../thumb2/modular.s.
    .syntax unified
    .cpu cortex-m4
    .thumb

@ Words i, i + 1 of the sum += words of b times the word of a
    .macro  p256_m4_multiply first, second, offset
    ldrd    r0, r1, [r2, #\offset]
    umaal   \first, r12, lr, r0
    umaal   \second, r12, lr, r1
    .endm

@ Words i, i + 1 of the sum += words of the modulus times q, and down by one word
    .macro  p256_m4_reduce below, first, second, offset
    ldrd    r0, r1, [r3, #\offset]
    umaal   \first, r12, lr, r0
    .ifnb   \below
    mov     \below, \first
    .endif
    umaal   \second, r12, lr, r1
    mov     \first, \second
    .endm

@ r = a b / 2^256 mod m
    .section .text.amisec_p256_montgomery_multiply, "ax", %progbits
    .balign 4
    .global amisec_p256_montgomery_multiply
    .hidden amisec_p256_montgomery_multiply
    .thumb_func
    .type amisec_p256_montgomery_multiply, %function
amisec_p256_montgomery_multiply:
    .ifdef  p256_fast
    ldr     r12, [r3, #32]
    cmp     r12, #1
    beq.w   amisec_p256_field_multiply
    .endif
    push    {r0, r4-r11, lr}
    mov     r0, #0
    add     r4, r1, #32
    push    {r0, r1, r4}        @ the ninth word, a, the end of a
    mov     r4, r0
    mov     r5, r0
    mov     r6, r0
    mov     r7, r0
    mov     r8, r0
    mov     r9, r0
    mov     r10, r0
    mov     r11, r0
1:  ldr     r0, [sp, #4]
    ldr     lr, [r0], #4
    str     r0, [sp, #4]
    mov     r12, #0
    p256_m4_multiply r4, r5, 0
    p256_m4_multiply r6, r7, 8
    p256_m4_multiply r8, r9, 16
    p256_m4_multiply r10, r11, 24
    push    {r12}
    ldr     r0, [r3, #32]
    mul     lr, r4, r0
    mov     r12, #0
    p256_m4_reduce , r4, r5, 0
    p256_m4_reduce r5, r6, r7, 8
    p256_m4_reduce r7, r8, r9, 16
    p256_m4_reduce r9, r10, r11, 24
    pop     {r0, r1}            @ both rows' carry words and the ninth: 1 * r1 + r0 + r12
    mov     lr, #1
    umaal   r0, r12, r1, lr
    mov     r11, r0
    push    {r12}
    ldrd    r0, r1, [sp, #4]
    cmp     r0, r1
    bne     1b
    pop     {r0, r1, r2}
    mov     r2, r0
