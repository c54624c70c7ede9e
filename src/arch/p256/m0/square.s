@ P-256 field squaring for ARMv6-M (`fast`). After multiply.s, which it uses.
    .syntax unified
    .thumb

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

    p256_product_section
    .balign 4

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

    p256_leaf square
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
