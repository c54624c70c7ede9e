@ P-256 field multiplication and square with UMULL, whose time depends on its operands: for public data
@ only. Follows fast.s, whose frame and macros it uses. See ../m3.rs.
    .syntax unified
    .thumb

@ A row: x0-x3 and the new x4 += r8 times a (r9-r12), x0 goes to word j of the result. The products
@ of a0 and a2, and those of a1 and a3, do not overlap.
    .macro  p256_m3_public_row j, x0, x1, x2, x3, x4
    ldr     r8, [r2, #4 * \j]
    .if     \j
    umull   r1, lr, r9, r8
    adds    \x0, \x0, r1
    adcs    \x1, \x1, lr
    umull   r1, lr, r11, r8
    adcs    \x2, \x2, r1
    adcs    \x3, \x3, lr
    umull   r1, \x4, r12, r8
    adc     \x4, \x4, #0
    .else
    umull   \x0, \x1, r9, r8
    umull   \x2, \x3, r11, r8
    umull   r1, \x4, r12, r8
    .endif
    umull   lr, r8, r10, r8
    adds    \x1, \x1, lr
    adcs    \x2, \x2, r8
    adcs    \x3, \x3, r1
    adc     \x4, \x4, #0
    str     \x0, [r0, #4 * \j]
    .endm

    .section .text.p256_m3_public_multiply_128, "ax", %progbits
    .balign 4
@ [r0] = [r1] [r2], four words each
    .thumb_func
    .type p256_m3_public_multiply_128, %function
p256_m3_public_multiply_128:
    str     lr, [sp, #P256_M3_RETURN]
    ldm     r1, {r9-r12}
    p256_m3_public_row 0, r3, r4, r5, r6, r7
    p256_m3_public_row 1, r4, r5, r6, r7, r3
    p256_m3_public_row 2, r5, r6, r7, r3, r4
    p256_m3_public_row 3, r6, r7, r3, r4, r5
    str     r7, [r0, #16]
    str     r3, [r0, #20]
    str     r4, [r0, #24]
    str     r5, [r0, #28]
    ldr     pc, [sp, #P256_M3_RETURN]

    .section .text.p256_m3_public_square_128, "ax", %progbits
    .balign 4
@ [r0] = [r1]^2, four words
    .thumb_func
    .type p256_m3_public_square_128, %function
p256_m3_public_square_128:
    ldm     r1, {r9-r12}
    umull   r1, r2, r9, r10
    umull   r3, r4, r9, r12
    umull   r5, r6, r11, r12
    umull   r7, r8, r9, r11
    adds    r2, r2, r7
    adcs    r3, r3, r8
    umull   r7, r8, r10, r12
    adcs    r4, r4, r7
    adcs    r5, r5, r8
    adc     r6, r6, #0
    umull   r7, r8, r10, r11
    adds    r3, r3, r7
    adcs    r4, r4, r8
    adcs    r5, r5, #0
    adc     r6, r6, #0
    adds    r1, r1, r1
    adcs    r2, r2, r2
    adcs    r3, r3, r3
    adcs    r4, r4, r4
    adcs    r5, r5, r5
    adcs    r6, r6, r6
    mov     r7, #0
    adc     r7, r7, r7
    umull   r8, r9, r9, r9
    adds    r1, r1, r9
    umull   r9, r10, r10, r10
    adcs    r2, r2, r9
    adcs    r3, r3, r10
    umull   r9, r10, r11, r11
    adcs    r4, r4, r9
    adcs    r5, r5, r10
    umull   r9, r10, r12, r12
    adcs    r6, r6, r9
    adc     r7, r7, r10
    str     r8, [r0], #4
    stm     r0, {r1-r7}
    bx      lr

@ A row of L H: x0-x4 = x0-x3 + r12 times L (r0-r3); x4 is new. Uses r11, r12, lr.
    .macro  p256_m3_public_cross x0, x1, x2, x3, x4
    umull   lr, \x4, r0, r12
    adds    \x0, \x0, lr
    adcs    \x1, \x1, \x4
    umull   lr, \x4, r2, r12
    adcs    \x2, \x2, lr
    adcs    \x3, \x3, \x4
    umull   lr, \x4, r3, r12
    adc     \x4, \x4, #0
    .ifc    \x4, r11           @ the last row: r0 is not needed any more
    umull   r0, r12, r1, r12
    adds    \x1, \x1, r0
    .else
    umull   r11, r12, r1, r12
    adds    \x1, \x1, r11
    .endif
    adcs    \x2, \x2, r12
    adcs    \x3, \x3, lr
    adc     \x4, \x4, #0
    .endm

@ r = a a / 2^256 mod p: with a = L + H 2^128, L^2 and H^2 to memory, then 2 L H, which joins their middles
    p256_leaf square_public
    push    {r0-r2, lr}
    sub     sp, sp, #P256_M3_FRAME
    add     r0, sp, #P256_M3_LOW
    bl      p256_m3_public_square_128
    ldr     r1, [sp, #P256_M3_RESULT + 4]
    adds    r1, r1, #16
    add     r0, sp, #P256_M3_HIGH
    bl      p256_m3_public_square_128
@ L H in r4-r11
    ldr     r10, [sp, #P256_M3_RESULT + 4]
    ldm     r10!, {r0-r3}
    ldr     r12, [r10], #4
    umull   r4, r5, r0, r12
    umull   r6, r7, r2, r12
    umull   lr, r8, r3, r12
    umull   r11, r12, r1, r12
    adds    r5, r5, r11
    adcs    r6, r6, r12
    adcs    r7, r7, lr
    adc     r8, r8, #0
    ldr     r12, [r10], #4
    p256_m3_public_cross r5, r6, r7, r8, r9
    ldr     r12, [r10]
    p256_m3_public_cross r6, r7, r8, r9, r10
    ldr     r12, [sp, #P256_M3_RESULT + 4]
    ldr     r12, [r12, #28]
    p256_m3_public_cross r7, r8, r9, r10, r11
@ Twice that, and the words 4 to 11 of L^2 + H^2 2^256; r12 above
    add     lr, sp, #P256_M3_LOW + 16
    ldm     lr!, {r0-r3}
    mov     r12, #0
    adds    r4, r4, r4
    adcs    r5, r5, r5
    adcs    r6, r6, r6
    adcs    r7, r7, r7
    adcs    r8, r8, r8
    adcs    r9, r9, r9
    adcs    r10, r10, r10
    adcs    r11, r11, r11
    adc     r12, r12, r12
    adds    r4, r4, r0
    adcs    r5, r5, r1
    adcs    r6, r6, r2
    adcs    r7, r7, r3
    ldm     lr, {r0-r3}
    adcs    r8, r8, r0
    adcs    r9, r9, r1
    adcs    r10, r10, r2
    adcs    r11, r11, r3
    adc     r12, r12, #0
@ m_0 and m_1 at word 8
    sub     lr, lr, #32
    ldm     lr, {r0, r2, r3, lr}
    adds    r8, r8, r0
    adcs    r9, r9, r2
    adcs    r10, r10, #0
    adcs    r11, r11, #0
    adc     r12, r12, #0
    b       p256_m3_reduce_middles

@ r = a b / 2^256 mod p
    p256_leaf multiply_public
    add     r2, r3
    p256_m3_field_multiply p256_m3_public_multiply_128, p256_m3_public_multiply_128
