@ P-256 field arithmetic for ARMv7-M without UMULL (`fast`). See ../m3.rs for the derivation. Follows
@ ../thumb2/linear.s, whose macro it uses.
    .syntax unified
    .thumb

@ The frame of field_multiply and field_square, from the stack pointer up.
    .equ    P256_M3_RETURN, 0   @ of the 128-bit product or square
    .equ    P256_M3_TARGET, 4   @ where it goes
    .equ    P256_M3_EVEN, 8     @ its words 0 to 3, even part
    .equ    P256_M3_ODD, 24     @ its eight words, odd part
    .equ    P256_M3_B, 56       @ its second operand
    .equ    P256_M3_LOW, 72     @ low halves' product, 8 words
    .equ    P256_M3_HIGH, 104   @ high halves' product
    .equ    P256_M3_CROSS, 136  @ differences' product
    .equ    P256_M3_RESULT, 168 @ r, a and b as they came
    .equ    P256_M3_FRAME, 168

@ x0-x3 += r5 times a0-a3
    .macro  p256_m3_row first, x0, x1, x2, x3, a0, a1, a2, a3
    mul     r4, \a0, r5
    \first  \x0, \x0, r4
    mul     r4, \a1, r5
    adcs    \x1, \x1, r4
    mul     r4, \a2, r5
    adcs    \x2, \x2, r4
    mul     r4, \a3, r5
    adcs    \x3, \x3, r4
    .endm

@ The same where x3 already holds its product: no carry leaves it
    .macro  p256_m3_row_below x0, x1, x2, x3, a0, a1, a2
    mul     r4, \a0, r5
    adds    \x0, \x0, r4
    mul     r4, \a1, r5
    adcs    \x1, \x1, r4
    mul     r4, \a2, r5
    adcs    \x2, \x2, r4
    adc     \x3, \x3, #0
    .endm

@ Word j of the odd part: both rows, then the next top word in the place of the stored one
    .macro  p256_m3_odd_word j, x0, x1, x2, x3
    .if     \j
    p256_m3_row_below \x0, \x1, \x2, \x3, r6, r7, r8
    .endif
    ldrh    r5, [sp, #P256_M3_B + 4 * \j]
    p256_m3_row adds, \x0, \x1, \x2, \x3, r10, r11, r12, lr
    str     \x0, [sp, #P256_M3_ODD + 4 * \j]
    .if     \j < 3
    ldrh    r5, [sp, #P256_M3_B + 4 * \j + 6]
    mul     \x0, r9, r5
    adc     \x0, \x0, #0
    .endif
    .endm

@ Word j of the even part
    .macro  p256_m3_even_word j, x0, x1, x2, x3
    .if     \j
    ldrh    r5, [sp, #P256_M3_B + 4 * \j]
    p256_m3_row adds, \x0, \x1, \x2, \x3, r6, r7, r8, r9
    .endif
    str     \x0, [sp, #P256_M3_EVEN + 4 * \j]
    ldrh    r5, [sp, #P256_M3_B + 4 * \j + 2]
    mul     \x0, lr, r5
    .if     \j
    adc     \x0, \x0, #0
    .endif
    p256_m3_row_below \x1, \x2, \x3, \x0, r10, r11, r12
    .endm

@ Halves of the four words at r1: low ones to r6-r9, high ones to r10-r12, lr
    .macro  p256_m3_halves
    ldrh    r6, [r1]
    ldrh    r7, [r1, #4]
    ldrh    r8, [r1, #8]
    ldrh    r9, [r1, #12]
    ldrh    r10, [r1, #2]
    ldrh    r11, [r1, #6]
    ldrh    r12, [r1, #10]
    ldrh    lr, [r1, #14]
    .endm

    .section .text.p256_m3_multiply_128, "ax", %progbits
    .balign 4
@ [r0] = [r1] [r2], four words each; the second entry with [r2] already in the frame
    .thumb_func
    .type p256_m3_multiply_128, %function
p256_m3_multiply_128:
    ldm     r2, {r2-r5}
    str     r2, [sp, #P256_M3_B]
    str     r3, [sp, #P256_M3_B + 4]
    str     r4, [sp, #P256_M3_B + 8]
    str     r5, [sp, #P256_M3_B + 12]
    .thumb_func
    .type p256_m3_multiply_128_framed, %function
p256_m3_multiply_128_framed:
    str     lr, [sp, #P256_M3_RETURN]
    str     r0, [sp, #P256_M3_TARGET]
    p256_m3_halves
    ldrh    r5, [sp, #P256_M3_B + 2]
    mul     r0, r6, r5
    mul     r1, r7, r5
    mul     r2, r8, r5
    mul     r3, r9, r5
    p256_m3_odd_word 0, r0, r1, r2, r3
    p256_m3_odd_word 1, r1, r2, r3, r0
    p256_m3_odd_word 2, r2, r3, r0, r1
    p256_m3_odd_word 3, r3, r0, r1, r2
    mov     r3, #0
    adc     r3, r3, r3
    ldrh    r5, [sp, #P256_M3_B]
    str     r0, [sp, #P256_M3_ODD + 16]
    str     r1, [sp, #P256_M3_ODD + 20]
    str     r2, [sp, #P256_M3_ODD + 24]
    str     r3, [sp, #P256_M3_ODD + 28]
    mul     r0, r6, r5
    mul     r1, r7, r5
    mul     r2, r8, r5
    mul     r3, r9, r5
    p256_m3_even_word 0, r0, r1, r2, r3
    p256_m3_even_word 1, r1, r2, r3, r0
    p256_m3_even_word 2, r2, r3, r0, r1
    p256_m3_even_word 3, r3, r0, r1, r2
@ Even words 4 to 7 are in r0-r3. The odd part comes 16 bits higher.
    add     r12, sp, #P256_M3_EVEN
    ldm     r12!, {r4-r11}
    adds    r4, r4, r8, lsl #16
    adcs    r5, r5, r9, lsl #16
    adcs    r6, r6, r10, lsl #16
    adcs    r7, r7, r11, lsl #16
    mov     lr, #0
    adc     lr, lr, lr
    adds    r5, r5, r8, lsr #16
    adcs    r6, r6, r9, lsr #16
    adcs    r7, r7, r10, lsr #16
    adcs    r0, r0, r11, lsr #16
    ldm     r12, {r8-r11}
    adcs    r1, r1, r8, lsr #16
    adcs    r2, r2, r9, lsr #16
    adc     r3, r3, r10, lsr #16
    lsrs    lr, lr, #1
    adcs    r0, r0, r8, lsl #16
    adcs    r1, r1, r9, lsl #16
    adcs    r2, r2, r10, lsl #16
    adc     r3, r3, r11, lsl #16
    ldr     r8, [sp, #P256_M3_TARGET]
    ldr     lr, [sp, #P256_M3_RETURN]
    stm     r8!, {r4-r7}
    stm     r8, {r0-r3}
    bx      lr

    .section .text.p256_m3_square_128, "ax", %progbits
    .balign 4
@ [r0] = [r1]^2, four words
    .thumb_func
    .type p256_m3_square_128, %function
p256_m3_square_128:
    str     lr, [sp, #P256_M3_RETURN]
    str     r0, [sp, #P256_M3_TARGET]
    p256_m3_halves
@ Odd part, half of it: low times high halves, seven words
    mul     r0, r6, r10
    mul     r1, r7, r10
    mul     r2, r8, r10
    mul     r3, r9, r10
    .macro  p256_m3_square_row j, x0, x1, x2, x3, high
    str     \x0, [sp, #P256_M3_ODD + 4 * \j - 4]
    mul     \x0, r9, \high
    mul     r4, r6, \high
    adds    \x1, \x1, r4
    mul     r4, r7, \high
    adcs    \x2, \x2, r4
    mul     r4, r8, \high
    adcs    \x3, \x3, r4
    adc     \x0, \x0, #0
    .endm
    p256_m3_square_row 1, r0, r1, r2, r3, r11
    p256_m3_square_row 2, r1, r2, r3, r0, r12
    p256_m3_square_row 3, r2, r3, r0, r1, lr
    str     r3, [sp, #P256_M3_ODD + 12]
    str     r0, [sp, #P256_M3_ODD + 16]
    str     r1, [sp, #P256_M3_ODD + 20]
    str     r2, [sp, #P256_M3_ODD + 24]
@ Even part: the words 1 to 6 of the mixed products to r4, r0-r3, r5
    mul     r0, r6, r8
    mul     r1, r6, r9
    mul     r2, r10, lr
    mul     r3, r11, lr
    mul     r5, r12, lr
    mul     r4, r10, r11
    adds    r0, r0, r4
    mul     r4, r7, r8
    adcs    r1, r1, r4
    mul     r4, r7, r9
    adcs    r2, r2, r4
    mul     r4, r8, r9
    adcs    r3, r3, r4
    adc     r5, r5, #0
    mul     r4, r10, r12
    adds    r1, r1, r4
    mul     r4, r11, r12
    adcs    r2, r2, r4
    adcs    r3, r3, #0
    adc     r5, r5, #0
    mul     r4, r6, r7
@ Squares, words 0 to 7: r6, r10, r7, r11, r8, r12, r9, lr
    mul     r6, r6, r6
    mul     r7, r7, r7
    mul     r8, r8, r8
    mul     r9, r9, r9
    mul     r10, r10, r10
    mul     r11, r11, r11
    mul     r12, r12, r12
    mul     lr, lr, lr
    .rept   2
    adds    r10, r10, r4
    adcs    r7, r7, r0
    adcs    r11, r11, r1
    adcs    r8, r8, r2
    adcs    r12, r12, r3
    adcs    r9, r9, r5
    adc     lr, lr, #0
    .endr
@ Twice the odd part, 16 bits higher
    add     r0, sp, #P256_M3_ODD
    ldm     r0, {r0-r5}
    adds    r6, r6, r0, lsl #17
    str     r6, [sp, #P256_M3_EVEN]
    ldr     r6, [sp, #P256_M3_ODD + 24]
    adcs    r10, r10, r1, lsl #17
    adcs    r7, r7, r2, lsl #17
    adcs    r11, r11, r3, lsl #17
    adcs    r8, r8, r4, lsl #17
    adcs    r12, r12, r5, lsl #17
    adcs    r9, r9, r6, lsl #17
    adc     lr, lr, #0
    adds    r10, r10, r0, lsr #15
    adcs    r7, r7, r1, lsr #15
    adcs    r11, r11, r2, lsr #15
    adcs    r8, r8, r3, lsr #15
    adcs    r12, r12, r4, lsr #15
    adcs    r9, r9, r5, lsr #15
    adc     lr, lr, r6, lsr #15
    ldr     r0, [sp, #P256_M3_TARGET]
    ldr     r1, [sp, #P256_M3_EVEN]
    ldr     r2, [sp, #P256_M3_RETURN]
    str     r1, [r0]
    str     r10, [r0, #4]
    str     r7, [r0, #8]
    str     r11, [r0, #12]
    str     r8, [r0, #16]
    str     r12, [r0, #20]
    str     r9, [r0, #24]
    str     lr, [r0, #28]
    bx      r2

@ r4-r7 = |r4-r7 - r8-r11|, mask = all ones if it was negative
    .macro  p256_m3_difference mask
    subs    r4, r4, r8
    sbcs    r5, r5, r9
    sbcs    r6, r6, r10
    sbcs    r7, r7, r11
    sbc     \mask, \mask, \mask
    eor     r4, r4, \mask
    eor     r5, r5, \mask
    eor     r6, r6, \mask
    eor     r7, r7, \mask
    subs    r4, r4, \mask
    sbcs    r5, r5, \mask
    sbcs    r6, r6, \mask
    sbc     r7, r7, \mask
    .endm

@ r = a b / 2^256 mod p with that product of four by four words; `framed` finds the second operand
@ in the frame and at r2
    .macro  p256_m3_field_multiply product, framed
    push    {r0-r2, lr}
    sub     sp, sp, #P256_M3_FRAME
    add     r0, sp, #P256_M3_LOW
    bl      \product
    ldr     r1, [sp, #P256_M3_RESULT + 4]
    ldr     r2, [sp, #P256_M3_RESULT + 8]
    adds    r1, r1, #16
    adds    r2, r2, #16
    add     r0, sp, #P256_M3_HIGH
    bl      \product
    ldr     r1, [sp, #P256_M3_RESULT + 4]
    ldr     r2, [sp, #P256_M3_RESULT + 8]
    ldm     r1, {r4-r11}
    p256_m3_difference r3
    add     r1, sp, #P256_M3_CROSS
    stm     r1, {r4-r7}
    ldm     r2, {r4-r11}
    p256_m3_difference r12
    add     r2, sp, #P256_M3_B
    stm     r2, {r4-r7}
    eor     r3, r3, r12
    mvn     r3, r3
    str     r3, [sp, #P256_M3_RESULT + 4]
    mov     r0, r1
    bl      \framed
    ldr     r0, [sp, #P256_M3_RESULT + 4]
    b       p256_m3_reduce
    .endm

@ r = a a / 2^256 mod p
    p256_leaf square
    push    {r0-r2, lr}
    sub     sp, sp, #P256_M3_FRAME
    add     r0, sp, #P256_M3_LOW
    bl      p256_m3_square_128
    ldr     r1, [sp, #P256_M3_RESULT + 4]
    adds    r1, r1, #16
    add     r0, sp, #P256_M3_HIGH
    bl      p256_m3_square_128
    ldr     r1, [sp, #P256_M3_RESULT + 4]
    ldm     r1, {r4-r11}
    p256_m3_difference r3
    add     r1, sp, #P256_M3_CROSS
    stm     r1, {r4-r7}
    mov     r0, r1
    bl      p256_m3_square_128
    mov     r0, #-1
    b       p256_m3_reduce

    p256_leaf multiply
    add     r2, r3
    p256_m3_field_multiply p256_m3_multiply_128, p256_m3_multiply_128_framed

@ The product from its three parts, reduced. r0 is all ones if the third is to be subtracted.
    .section .text.p256_m3_reduce, "ax", %progbits
    .balign 4
    .thumb_func
    .type p256_m3_reduce, %function
p256_m3_reduce:
@ words 4 to 11 in r4-r11, r12 above: the third product or its complement, and -1 above that
    add     r1, sp, #P256_M3_CROSS
    ldm     r1, {r4-r11}
    eor     r4, r4, r0
    eor     r5, r5, r0
    eor     r6, r6, r0
    eor     r7, r7, r0
    eor     r8, r8, r0
    eor     r9, r9, r0
    eor     r10, r10, r0
    eor     r11, r11, r0
    mov     r12, r0
    add     r1, sp, #P256_M3_LOW + 16
    lsrs    r0, r0, #1
@ both middles twice: L1, then H0
    .irp    first, adcs, adds
    ldm     r1!, {r0, r2, r3, lr}
    \first  r4, r4, r0
    adcs    r5, r5, r2
    adcs    r6, r6, r3
    adcs    r7, r7, lr
    adcs    r8, r8, r0
    adcs    r9, r9, r2
    adcs    r10, r10, r3
    adcs    r11, r11, lr
    adc     r12, r12, #0
    .endr
@ H1 at word 8
    ldm     r1, {r0, r2, r3, lr}
    adds    r8, r8, r0
    adcs    r9, r9, r2
    adcs    r10, r10, r3
    adcs    r11, r11, lr
    adc     r12, r12, #0
@ L0 at word 4; m_0 and m_1 at word 8
    sub     r1, r1, #48
    ldm     r1, {r0, r2, r3, lr}
    adds    r4, r4, r0
    adcs    r5, r5, r2
    adcs    r6, r6, r3
    adcs    r7, r7, lr
    adcs    r8, r8, r0
    adcs    r9, r9, r2
    adcs    r10, r10, #0
    adcs    r11, r11, #0
    adc     r12, r12, #0
@ The same from m_0 to m_3 on, whose words 0 to 3 are in r0, r2, r3, lr.
    .thumb_func
    .type p256_m3_reduce_middles, %function
p256_m3_reduce_middles:
@ m_3; m_1 to m_3 at word 4, m_1 to m_3 at word 7, m_2 and m_3 at word 10
    adds    lr, lr, r0
    adcs    r4, r4, r2
    adcs    r5, r5, r3
    adcs    r6, r6, lr
    adcs    r7, r7, r2
    adcs    r8, r8, r3
    adcs    r9, r9, lr
    adcs    r10, r10, r3
    adcs    r11, r11, lr
    adc     r12, r12, #0
@ less m_0 (2^32 - 1) at word 6, m_1 to m_3 at word 8
    rsbs    r1, r0, #0
    sbc     r0, r0, #0
    subs    r6, r6, r1
    sbcs    r7, r7, r0
    sbcs    r8, r8, r2
    sbcs    r9, r9, r3
    sbcs    r10, r10, lr
    sbcs    r11, r11, #0
    sbc     r12, r12, #0
@ words 12 to 15 in r0-r3, lr above: H1 and what came from below
    add     r1, sp, #P256_M3_HIGH + 16
    ldm     r1, {r0-r3}
    mov     lr, #0
    adds    r0, r0, r12
    adcs    r1, r1, #0
    adcs    r2, r2, #0
    adcs    r3, r3, #0
    adc     lr, lr, #0
@ m_7; m_5 to m_7 at word 8, m_5 to m_7 at word 11, m_6 and m_7 at word 14
    adds    r7, r7, r4
    adcs    r8, r8, r5
    adcs    r9, r9, r6
    adcs    r10, r10, r7
    adcs    r11, r11, r5
    adcs    r0, r0, r6
    adcs    r1, r1, r7
    adcs    r2, r2, r6
    adcs    r3, r3, r7
    adc     lr, lr, #0
@ m_4 at word 10, m_4 and m_5 at word 12
    adds    r10, r10, r4
    adcs    r11, r11, #0
    adcs    r0, r0, r4
    adcs    r1, r1, r5
    adcs    r2, r2, #0
    adcs    r3, r3, #0
    adc     lr, lr, #0
@ less m_4 to m_7 at word 11
    subs    r11, r11, r4
    sbcs    r0, r0, r5
    sbcs    r1, r1, r6
    sbcs    r2, r2, r7
    sbcs    r3, r3, #0
    sbc     lr, lr, #0
@ less p, and p again if that is negative
    adds    r8, r8, #1
    adcs    r9, r9, #0
    adcs    r10, r10, #0
    sbcs    r11, r11, #0
    sbcs    r0, r0, #0
    sbcs    r1, r1, #0
    sbcs    r2, r2, #1
    adcs    r3, r3, #0
    sbc     lr, lr, #0
    ldr     r4, [sp, #P256_M3_RESULT]
    adds    r8, r8, lr
    adcs    r9, r9, lr
    adcs    r10, r10, lr
    adcs    r11, r11, #0
    adcs    r0, r0, #0
    adcs    r1, r1, #0
    adcs    r2, r2, lr, lsr #31
    adc     r3, r3, lr
    stm     r4!, {r8-r11}
    stm     r4!, {r0-r3}
    add     sp, sp, #P256_M3_FRAME + 12
    pop     {pc}
