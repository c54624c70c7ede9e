@ P-256 field multiplication and squaring for ARMv6-M (`fast`). See ../m0.rs for the derivation.
    .syntax unified
    .thumb

@ ---------------------------------------------------------------------------
@ (x, y) * (u, v), 64 x 64 -> 128 bits: 74 cycles. Result words: s, x, u, q.
@ Every operand is split in halves. With XL = (low halves of x, y), XH, UL, UH
@ likewise, the product is XL UL + (XL UH + XH UL) 2^16 + XH UH 2^32: the middle
@ term is formed first, shifted once, and the rest is added to it.
@ Clobbers p, r, y, v, r8-r12, lr.
    .macro p256_multiply_64 x, y, u, v, p, q, r, s
    uxth    \p, \x
    lsrs    \x, \x, #16
    uxth    \q, \y
    lsrs    \y, \y, #16
    uxth    \r, \u
    lsrs    \u, \u, #16
    uxth    \s, \v
    lsrs    \v, \v, #16
    mov     r8, \x              @ xh
    mov     r9, \y              @ yh
    mov     r10, \u             @ uh
    mov     r11, \v             @ vh
    mov     r12, \q             @ yl
    mov     lr, \s              @ vl
    @ XL UH: xl uh, yl uh + xl vh, yl vh
    mov     \x, \p
    muls    \x, \u, \x
    muls    \u, \q, \u
    muls    \q, \v, \q
    muls    \v, \p, \v
    adds    \u, \u, \v
    movs    \y, #0
    adcs    \q, \y
    @ XH UL
    mov     \v, r8
    muls    \v, \s, \v          @ xh vl
    adds    \u, \u, \v
    mov     \v, r9
    muls    \s, \v, \s          @ yh vl
    adcs    \q, \s
    adcs    \y, \y
    mov     \s, r8
    muls    \s, \r, \s          @ xh ul
    adds    \x, \x, \s
    muls    \v, \r, \v          @ yh ul
    adcs    \u, \v
    movs    \s, #0
    adcs    \q, \s
    adcs    \y, \s
    @ shift the middle term by 16 bits
    lsls    \s, \x, #16
    lsrs    \x, \x, #16
    lsls    \v, \u, #16
    orrs    \x, \v
    lsrs    \u, \u, #16
    lsls    \v, \q, #16
    orrs    \u, \v
    lsrs    \q, \q, #16
    lsls    \y, \y, #16
    orrs    \q, \y
    @ xl ul, xl vl, yl vl, yh vh in words 0 to 3
    mov     \v, \p
    muls    \v, \r, \v
    adds    \s, \s, \v
    mov     \v, lr
    muls    \p, \v, \p
    adcs    \x, \p
    mov     \p, r12
    muls    \v, \p, \v
    adcs    \u, \v
    mov     \y, r9
    mov     \v, r11
    muls    \v, \y, \v
    adcs    \q, \v
    @ yl ul, yh uh in words 1 and 2
    muls    \p, \r, \p
    adds    \x, \x, \p
    mov     \r, r10
    muls    \y, \r, \y
    adcs    \u, \y
    movs    \v, #0
    adcs    \q, \v
    @ xh uh, xh vh in words 1 and 2
    mov     \p, r8
    muls    \r, \p, \r
    adds    \x, \x, \r
    mov     \y, r11
    muls    \p, \y, \p
    adcs    \u, \p
    adcs    \q, \v
    .endm

@ (x, y)^2, 64 -> 128 bits: 46 cycles. Result words: c, a, b, d.
@ Clobbers x, y, p, q, r8.
    .macro p256_square_64 x, y, p, q, a, b, c, d
    uxth    \p, \x
    lsrs    \x, \x, #16
    uxth    \q, \y
    lsrs    \y, \y, #16
    mov     \a, \p
    muls    \a, \x, \a          @ xl xh
    mov     \b, \p
    muls    \b, \y, \b          @ xl yh + yl xh
    mov     \c, \q
    muls    \c, \x, \c
    mov     \d, \q
    muls    \d, \y, \d          @ yl yh
    adds    \b, \b, \c
    movs    \c, #0
    adcs    \d, \c
    mov     r8, \p
    @ twice that, 16 bits up
    lsls    \c, \a, #17
    lsrs    \a, \a, #15
    lsls    \p, \b, #17
    orrs    \a, \p
    lsrs    \b, \b, #15
    lsls    \p, \d, #17
    orrs    \b, \p
    lsrs    \d, \d, #15
    @ the squares
    mov     \p, r8
    muls    \p, \p, \p
    adds    \c, \c, \p
    mov     \p, \x
    muls    \p, \p, \p
    adcs    \a, \p
    mov     \p, \q
    muls    \p, \p, \p
    adcs    \b, \p
    mov     \p, \y
    muls    \p, \p, \p
    adcs    \d, \p
    @ twice xl yl and xh yh
    mov     \p, r8
    muls    \q, \p, \q
    muls    \x, \y, \x
    movs    \p, #0
    adds    \a, \a, \q
    adcs    \b, \x
    adcs    \d, \p
    adds    \a, \a, \q
    adcs    \b, \x
    adcs    \d, \p
    .endm

@ Words r0-r5 := words 2 to 7 of L + H 2^128 + (L + H) 2^64; r6 := its word 2 in
@ memory, r7 := 0. H in r2-r5, L at [r6]. With t = L_hi + H_lo and the carry of t
@ in H_hi: t + L_lo, t + H_hi, H_hi.
    .macro p256_karatsuba_outer
    ldmia   r6!, {r0, r1}
    ldr     r7, [r6]
    adds    r2, r2, r7
    ldr     r7, [r6, #4]
    adcs    r3, r7
    movs    r7, #0
    adcs    r4, r7
    adcs    r5, r7
    adds    r0, r0, r2
    adcs    r1, r3
    adcs    r2, r4
    adcs    r3, r5
    adcs    r4, r7
    adcs    r5, r7
    .endm

@ ---------------------------------------------------------------------------
    .section .text.amisec_p256_field_multiply, "ax", %progbits
    .balign 4

@ [r2] := [r0] * [r1], 128 x 128 -> 256 bits, [r2] apart from the operands.
@ 36 bytes of stack. Clobbers all registers but sp.
    .thumb_func
    .type p256_multiply_128, %function
p256_multiply_128:
    push    {r0, r1, r2, lr}
    @ |A_lo - A_hi| in r4, r5; |B_hi - B_lo| in r2, r7; sign of the product in r0
    ldmia   r0!, {r4, r5, r6, r7}
    subs    r4, r4, r6
    sbcs    r5, r7
    sbcs    r0, r0
    eors    r4, r0
    eors    r5, r0
    subs    r4, r4, r0
    sbcs    r5, r0
    ldmia   r1!, {r2, r3, r6, r7}
    subs    r2, r6, r2
    sbcs    r7, r3
    sbcs    r1, r1
    eors    r2, r1
    eors    r7, r1
    subs    r2, r2, r1
    sbcs    r7, r1
    eors    r0, r1
    push    {r0}
    p256_multiply_64 r2, r7, r4, r5, r0, r6, r3, r1
    push    {r1, r2, r4, r6}
    ldr     r0, [sp, #20]
    ldr     r1, [sp, #24]
    ldmia   r0!, {r3, r6}
    ldmia   r1!, {r4, r7}
    p256_multiply_64 r3, r6, r4, r7, r0, r5, r1, r2
    ldr     r0, [sp, #28]
    stmia   r0!, {r2, r3, r4, r5}
    ldr     r0, [sp, #20]
    ldr     r1, [sp, #24]
    ldr     r3, [r0, #8]
    ldr     r6, [r0, #12]
    ldr     r4, [r1, #8]
    ldr     r7, [r1, #12]
    p256_multiply_64 r3, r6, r4, r7, r0, r5, r1, r2
    ldr     r6, [sp, #28]
    p256_karatsuba_outer
    mov     r8, r6
    ldr     r6, [sp, #16]
    lsrs    r7, r6, #1
    pop     {r7}
    eors    r7, r6
    adcs    r0, r7
    pop     {r7}
    eors    r7, r6
    adcs    r1, r7
    pop     {r7}
    eors    r7, r6
    adcs    r2, r7
    pop     {r7}
    eors    r7, r6
    adcs    r3, r7
    adcs    r4, r6
    adcs    r5, r6
    mov     r6, r8
    stmia   r6!, {r0, r1, r2, r3, r4, r5}
    add     sp, #16
    pop     {pc}

@ [r1] := [r0]^2, 128 -> 256 bits. 16 bytes of stack. Clobbers all but sp, lr.
    .thumb_func
    .type p256_square_128, %function
p256_square_128:
    mov     r12, r1
    mov     r11, r0
    ldmia   r0!, {r2, r3, r4, r5}
    subs    r2, r2, r4
    sbcs    r3, r5
    sbcs    r6, r6
    eors    r2, r6
    eors    r3, r6
    subs    r2, r2, r6
    sbcs    r3, r6
    p256_square_64 r2, r3, r0, r1, r5, r6, r4, r7
    push    {r4, r5, r6, r7}
    mov     r0, r11
    ldmia   r0!, {r1, r6}
    mov     r11, r0
    p256_square_64 r1, r6, r0, r7, r3, r4, r2, r5
    mov     r0, r12
    stmia   r0!, {r2, r3, r4, r5}
    mov     r0, r11
    ldmia   r0!, {r1, r6}
    p256_square_64 r1, r6, r0, r7, r3, r4, r2, r5
    mov     r6, r12
    p256_karatsuba_outer
    pop     {r7}
    subs    r0, r0, r7
    pop     {r7}
    sbcs    r1, r7
    pop     {r7}
    sbcs    r2, r7
    pop     {r7}
    sbcs    r3, r7
    movs    r7, #0
    sbcs    r4, r7
    sbcs    r5, r7
    stmia   r6!, {r0, r1, r2, r3, r4, r5}
    bx      lr

@ r4-r7 := |low half - high half| of the eight words at [r1]; r0 := -1 if the low
@ half is the smaller, else 0. Clobbers r1-r3.
    .macro p256_difference_128
    ldmia   r1!, {r4, r5, r6, r7}
    ldmia   r1!, {r2, r3}
    subs    r4, r4, r2
    sbcs    r5, r3
    ldmia   r1!, {r2, r3}
    sbcs    r6, r2
    sbcs    r7, r3
    sbcs    r0, r0
    eors    r4, r0
    eors    r5, r0
    eors    r6, r0
    eors    r7, r0
    subs    r4, r4, r0
    sbcs    r5, r0
    sbcs    r6, r0
    sbcs    r7, r0
    .endm

@ Frame of both field functions, bytes from sp:
@   0 L, 32 H, 64 M (eight words each), 96 sign of M, 100 r, 104 a, 108 b,
@   112 r8-r11, 128 r4-r7, lr.
    .macro p256_enter
    push    {r4, r5, r6, r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r0, r1, r2, r4, r5, r6, r7}
    sub     sp, #100
    .endm

    .global amisec_p256_field_square
    .hidden amisec_p256_field_square
    .thumb_func
    .type amisec_p256_field_square, %function
amisec_p256_field_square:
    p256_enter
    p256_difference_128
    mov     r0, sp
    stmia   r0!, {r4, r5, r6, r7}
    mov     r0, sp
    add     r1, sp, #64
    bl      p256_square_128
    ldr     r0, [sp, #104]
    mov     r1, sp
    bl      p256_square_128
    ldr     r0, [sp, #104]
    adds    r0, #16
    add     r1, sp, #32
    bl      p256_square_128
    movs    r0, #0
    mvns    r0, r0
    str     r0, [sp, #96]
    b       p256_reduce

    .global amisec_p256_field_multiply
    .hidden amisec_p256_field_multiply
    .thumb_func
    .type amisec_p256_field_multiply, %function
amisec_p256_field_multiply:
    p256_enter
    p256_difference_128
    mov     r8, r0
    mov     r0, sp
    stmia   r0!, {r4, r5, r6, r7}
    mov     r9, r0
    ldr     r1, [sp, #108]
    p256_difference_128
    mov     r1, r9
    stmia   r1!, {r4, r5, r6, r7}
    mov     r1, r8
    eors    r0, r1
    mvns    r0, r0
    str     r0, [sp, #96]
    mov     r0, sp
    mov     r1, r9
    add     r2, sp, #64
    bl      p256_multiply_128
    ldr     r0, [sp, #104]
    ldr     r1, [sp, #108]
    mov     r2, sp
    bl      p256_multiply_128
    ldr     r0, [sp, #104]
    adds    r0, #16
    ldr     r1, [sp, #108]
    adds    r1, #16
    add     r2, sp, #32
    bl      p256_multiply_128

@ Karatsuba's outer sum and the Montgomery reduction in one pass, in blocks of four
@ words: A (words 4-7 of the product), B (8-11), C (12-15). r7 is a stack of the
@ carries out of A: `adcs r7, r7` pushes one, `lsrs r7, r7, #1` pops it.
p256_reduce:
    movs    r7, #0
    @ A = L_hi + H_lo, kept in r8-r11 for B
    add     r6, sp, #16
    ldmia   r6!, {r0, r1, r2, r3}
    ldmia   r6!, {r4, r5}
    adds    r0, r0, r4
    adcs    r1, r5
    ldmia   r6!, {r4, r5}
    adcs    r2, r4
    adcs    r3, r5
    adcs    r7, r7
    mov     r8, r0
    mov     r9, r1
    mov     r10, r2
    mov     r11, r3
    @ A += L_lo
    mov     r6, sp
    ldmia   r6!, {r4, r5}
    mov     r12, r4             @ q0
    mov     lr, r5              @ q1
    adds    r0, r0, r4
    adcs    r1, r5
    ldmia   r6!, {r4, r5}
    adcs    r2, r4
    adcs    r3, r5
    adcs    r7, r7
    @ q3 = L3 + q0, A += q1, q2, q3, q1
    mov     r6, r12
    adds    r5, r5, r6
    mov     r6, lr
    adcs    r0, r6
    adcs    r1, r4
    adcs    r2, r5
    adcs    r3, r6
    adcs    r7, r7
    str     r5, [sp, #12]
    @ A -= q0 (2^32 - 1) at word 6
    mov     r6, r12
    rsbs    r4, r6, #0
    movs    r5, #0
    sbcs    r6, r5
    subs    r2, r2, r4
    sbcs    r3, r6
    adcs    r7, r7
    @ A += M_lo with its sign
    ldr     r6, [sp, #96]
    lsrs    r4, r6, #1
    ldr     r4, [sp, #64]
    eors    r4, r6
    adcs    r0, r4
    ldr     r4, [sp, #68]
    eors    r4, r6
    adcs    r1, r4
    ldr     r4, [sp, #72]
    eors    r4, r6
    adcs    r2, r4
    ldr     r4, [sp, #76]
    eors    r4, r6
    adcs    r3, r4
    adcs    r7, r7
    add     r4, sp, #16
    stmia   r4!, {r0, r1, r2, r3}
    @ B = L_hi + H_lo + M_hi; r5 sums what goes to C
    mov     r0, r8
    mov     r1, r9
    mov     r2, r10
    mov     r3, r11
    lsrs    r7, r7, #1
    ldr     r4, [sp, #80]
    eors    r4, r6
    adcs    r0, r4
    ldr     r4, [sp, #84]
    eors    r4, r6
    adcs    r1, r4
    ldr     r4, [sp, #88]
    eors    r4, r6
    adcs    r2, r4
    ldr     r4, [sp, #92]
    eors    r4, r6
    adcs    r3, r4
    movs    r5, #0
    adcs    r5, r6
    @ B -= q1, q2, q3
    lsrs    r7, r7, #1
    mov     r4, lr
    sbcs    r0, r4
    ldr     r6, [sp, #8]
    sbcs    r1, r6
    ldr     r4, [sp, #12]
    sbcs    r2, r4
    movs    r6, #0
    sbcs    r3, r6
    sbcs    r5, r6
    @ B += q2, q3, q2, q3
    lsrs    r7, r7, #1
    ldr     r6, [sp, #8]
    adcs    r0, r6
    adcs    r1, r4
    adcs    r2, r6
    adcs    r3, r4
    movs    r4, #0
    adcs    r5, r4
    @ B += H_hi
    lsrs    r7, r7, #1
    ldr     r4, [sp, #48]
    adcs    r0, r4
    ldr     r4, [sp, #52]
    adcs    r1, r4
    ldr     r4, [sp, #56]
    adcs    r2, r4
    ldr     r4, [sp, #60]
    adcs    r3, r4
    movs    r4, #0
    adcs    r5, r4
    @ B += q0, q1; the carry of L_hi + H_lo goes to B and to C
    adds    r5, r5, r7
    lsrs    r7, r7, #1
    mov     r4, r12
    adcs    r0, r4
    mov     r4, lr
    adcs    r1, r4
    movs    r4, #0
    adcs    r2, r4
    adcs    r3, r4
    adcs    r5, r4
    @ second half: q4-q7 from A. B -= p_lo + q4 (2^32 - 1) at word 10
    ldr     r6, [sp, #16]
    mvns    r4, r6
    movs    r7, #0
    mvns    r7, r7
    subs    r0, r0, r7
    sbcs    r1, r7
    sbcs    r2, r4
    sbcs    r3, r6
    movs    r7, #0
    sbcs    r5, r7
    @ q7 = A3 + q4, B += q5, q6, q7, q5
    ldr     r4, [sp, #28]
    adds    r4, r4, r6
    ldr     r6, [sp, #20]
    ldr     r7, [sp, #24]
    adcs    r0, r6
    adcs    r1, r7
    adcs    r2, r4
    adcs    r3, r6
    mov     r8, r0
    mov     r9, r1
    mov     r10, r2
    mov     r11, r3
    movs    r0, #0
    adcs    r5, r0
    @ C = H_hi + r5; r5 := the word above
    add     r0, sp, #48
    ldmia   r0, {r0, r1, r2, r3}
    mov     r12, r6
    asrs    r6, r5, #31
    adds    r0, r0, r5
    adcs    r1, r6
    adcs    r2, r6
    adcs    r3, r6
    movs    r5, #0
    adcs    r5, r6
    mov     r6, r12
    @ C -= q5, q6, q7
    subs    r0, r0, r6
    sbcs    r1, r7
    sbcs    r2, r4
    movs    r6, #0
    sbcs    r3, r6
    sbcs    r5, r6
    @ C += q6, q7, q6, q7
    adds    r0, r0, r7
    adcs    r1, r4
    adcs    r2, r7
    adcs    r3, r4
    adcs    r5, r6
    @ C += q4, q5; C -= p_hi: r5 := -1 if the whole is negative, else 0
    ldr     r4, [sp, #16]
    adds    r0, r0, r4
    mov     r4, r12
    adcs    r1, r4
    mvns    r4, r6
    adcs    r2, r4
    adcs    r3, r6
    adcs    r5, r4
    @ add p if negative
    ldr     r4, [sp, #100]
    lsrs    r6, r5, #31
    mov     r12, r6
    mov     r6, r8
    adds    r6, r6, r5
    mov     r7, r9
    adcs    r7, r5
    stmia   r4!, {r6, r7}
    mov     r6, r10
    adcs    r6, r5
    mov     r7, r11
    mov     lr, r5
    movs    r5, #0
    adcs    r7, r5
    stmia   r4!, {r6, r7}
    adcs    r0, r5
    adcs    r1, r5
    mov     r5, r12
    adcs    r2, r5
    mov     r5, lr
    adcs    r3, r5
    stmia   r4!, {r0, r1, r2, r3}
    add     sp, #112
    pop     {r4, r5, r6, r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r4, r5, r6, r7, pc}

@ ---------------------------------------------------------------------------
    .section .text.amisec_p256_field_add, "ax", %progbits
    .balign 4

@ 20 bytes of stack.
    .global amisec_p256_field_subtract
    .hidden amisec_p256_field_subtract
    .thumb_func
    .type amisec_p256_field_subtract, %function
amisec_p256_field_subtract:
    push    {r4, r5, r6, r7, lr}
    ldmia   r1!, {r4, r5, r6, r7}
    ldmia   r2!, {r3}
    subs    r4, r4, r3
    ldmia   r2!, {r3}
    sbcs    r5, r3
    ldmia   r2!, {r3}
    sbcs    r6, r3
    ldmia   r2!, {r3}
    sbcs    r7, r3
    stmia   r0!, {r4, r5, r6, r7}
    ldmia   r1!, {r4, r5, r6, r7}
    ldmia   r2!, {r3}
    sbcs    r4, r3
    ldmia   r2!, {r3}
    sbcs    r5, r3
    ldmia   r2!, {r3}
    sbcs    r6, r3
    ldmia   r2!, {r3}
    sbcs    r7, r3
    sbcs    r3, r3
    movs    r2, #0

@ low half at [r0 - 16], high half in r4-r7: add p if r3 is -1, nothing if it is 0;
@ r2 = 0
p256_add_masked_p:
    subs    r0, #16
    lsrs    r1, r3, #31
    mov     r12, r1
    ldr     r1, [r0]
    adds    r1, r1, r3
    stmia   r0!, {r1}
    ldr     r1, [r0]
    adcs    r1, r3
    stmia   r0!, {r1}
    ldr     r1, [r0]
    adcs    r1, r3
    stmia   r0!, {r1}
    ldr     r1, [r0]
    adcs    r1, r2
    stmia   r0!, {r1}
    adcs    r4, r2
    adcs    r5, r2
    mov     r1, r12
    adcs    r6, r1
    adcs    r7, r3
    stmia   r0!, {r4, r5, r6, r7}
    pop     {r4, r5, r6, r7, pc}

@ a + b - p: -p is 1, 0, 0, -1, -1, -1, -2, 0 and -1 above. 20 bytes of stack.
    .global amisec_p256_field_add
    .hidden amisec_p256_field_add
    .thumb_func
    .type amisec_p256_field_add, %function
amisec_p256_field_add:
    push    {r4, r5, r6, r7, lr}
    ldmia   r1!, {r4, r5, r6, r7}
    ldmia   r2!, {r3}
    adds    r4, r4, r3
    ldmia   r2!, {r3}
    adcs    r5, r3
    ldmia   r2!, {r3}
    adcs    r6, r3
    ldmia   r2!, {r3}
    adcs    r7, r3
    sbcs    r3, r3
    mov     r12, r3             @ -1 if there was no carry
    movs    r3, #0
    adds    r4, #1
    adcs    r5, r3
    adcs    r6, r3
    mvns    r3, r3
    adcs    r7, r3
    stmia   r0!, {r4, r5, r6, r7}
    ldmia   r1!, {r4, r5, r6, r7}
    adcs    r4, r3
    adcs    r5, r3
    movs    r3, #1
    mvns    r3, r3
    adcs    r6, r3
    movs    r3, #0
    adcs    r7, r3
    sbcs    r1, r1              @ the word above, so far
    mov     r3, r12
    rsbs    r3, r3, #0          @ restores the carry
    ldmia   r2!, {r3}
    adcs    r4, r3
    ldmia   r2!, {r3}
    adcs    r5, r3
    ldmia   r2!, {r3}
    adcs    r6, r3
    ldmia   r2!, {r3}
    adcs    r7, r3
    movs    r2, #0
    adcs    r1, r2
    mov     r3, r1
    b       p256_add_masked_p
