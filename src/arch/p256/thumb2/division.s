@ Division steps of the modular inversion for ARMv7-M and later (`fast`). See primitives/p256/inversion.rs.
    .syntax unified
    .thumb

@ 30 steps: r0 = address of theta, r1 = f, r2 = g (the low bits of both), r3 = address of the matrix u, v, q, r.
@ What a step adds is a multiple by 1, 0 or -1: MLA takes the same time for all operands. 44 bytes of stack.
    .section .text.amisec_p256_division_steps, "ax", %progbits
    .balign 4
    .global amisec_p256_division_steps
    .hidden amisec_p256_division_steps
    .thumb_func
    .type amisec_p256_division_steps, %function
amisec_p256_division_steps:
    push    {r0, r3-r11, lr}
    ldr     r3, [r0]
    movs    r4, #1
    movs    r5, #0
    movs    r6, #0
    movs    r7, #1
    mov     r8, #15
1:  .rept   2
    and     r9, r2, #1
    bic     r10, r9, r3, lsr #31    @ 1 if g is odd and theta is not negative: f and g change places
    sub     r9, r9, r10, lsl #1     @ 1 or -1 if g is odd, else 0
    rsb     r11, r10, #0
    eor     r3, r3, r11
    adds    r3, r3, #1              @ -theta, or theta + 1
    mla     r2, r9, r1, r2
    mla     r6, r9, r4, r6
    mla     r7, r9, r5, r7
    mla     r1, r10, r2, r1         @ f + (g - f) = g
    mla     r4, r10, r6, r4
    mla     r5, r10, r7, r5
    lsrs    r2, r2, #1
    lsls    r4, r4, #1
    lsls    r5, r5, #1
    .endr
    subs    r8, r8, #1
    bne     1b
    pop     {r0, r8}
    str     r3, [r0]
    stm     r8, {r4-r7}
    pop     {r4-r11, pc}
