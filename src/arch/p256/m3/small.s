@ P-256 modular arithmetic for ARMv7-M without UMULL, looped. See ../m3.rs for the derivation.
@ r0 = result, r1 = a, r2 = b, r3 = modulus. Runs on into ../thumb2/modular.s.
    .syntax unified
    .thumb

@ The 64-bit product of r0 and r1
    .section .text.amisec_p256_wide, "ax", %progbits
    .balign 4
    .global amisec_p256_wide
    .hidden amisec_p256_wide
    .thumb_func
    .type amisec_p256_wide, %function
amisec_p256_wide:
    uxth    r2, r0
    lsrs    r0, r0, #16
    uxth    r3, r1
    lsrs    r1, r1, #16
    mul     r12, r2, r3
    muls    r2, r1, r2
    muls    r3, r0, r3
    muls    r1, r0, r1
    adds    r0, r12, r2, lsl #16
    adc     r1, r1, r2, lsr #16
    adds    r0, r0, r3, lsl #16
    adc     r1, r1, r3, lsr #16
    bx      lr

    .section .text.amisec_p256_montgomery_multiply, "ax", %progbits
    .balign 4
@ [r1] += r2 times the eight words at r0, with the carry into the words above; r1 += 32
    .thumb_func
    .type p256_m3_add_product, %function
p256_m3_add_product:
    uxth    r3, r2
    lsrs    r2, r2, #16
    movs    r4, #0
    add     r5, r0, #32
1:  ldr     r6, [r0], #4
    ldr     r7, [r1]
    uxth    r8, r6
    lsrs    r6, r6, #16
    mul     r9, r3, r8
    mul     r10, r2, r6
    mul     r8, r2, r8
    mul     r6, r3, r6
    adds    r7, r7, r4
    adc     r10, r10, #0
    adds    r7, r7, r9
    adc     r10, r10, #0
    adds    r7, r7, r8, lsl #16
    adc     r10, r10, r8, lsr #16
    adds    r7, r7, r6, lsl #16
    adc     r4, r10, r6, lsr #16
    str     r7, [r1], #4
    cmp     r0, r5
    bne     1b
    ldrd    r6, r7, [r1]
    adds    r6, r6, r4
    adc     r7, r7, #0
    strd    r6, r7, [r1]
    bx      lr

@ r = a b / 2^256 mod m
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
    push    {r2, r3}
    mov     r11, r1
    movs    r0, #0
    movs    r2, #9
1:  push    {r0}                @ the sum: 17 words, and one for a carry that is always zero
    push    {r0}
    subs    r2, #1
    bne     1b
    mov     r1, sp
2:  ldr     r2, [r11], #4
    ldr     r0, [sp, #72]
    bl      p256_m3_add_product
    ldr     r0, [sp, #76]
    ldr     r2, [r1, #-32]
    ldr     r3, [r0, #32]
    .ifndef p256_fast
    cmp     r3, #1
    beq     3f
    .endif
    mul     r2, r2, r3
    subs    r1, #32
    bl      p256_m3_add_product
    .ifndef p256_fast
    b       4f
@ q p is q at the words 3, 6 and 8 and -q at word 7
3:  sub     r0, r1, #20
    ldm     r0, {r3-r9}
    adds    r3, r3, r2
    adcs    r4, r4, #0
    adcs    r5, r5, #0
    adcs    r6, r6, r2
    adcs    r7, r7, #0
    adcs    r8, r8, r2
    adc     r9, r9, #0
    subs    r7, r7, r2
    sbcs    r8, r8, #0
    sbc     r9, r9, #0
    stm     r0, {r3-r9}
    .endif
4:  subs    r1, #28
    add     r0, sp, #32
    cmp     r0, r1
    bne     2b
    ldm     r1!, {r4-r11}
    ldr     r2, [r1]
    ldr     r3, [sp, #76]
    add     sp, #80
