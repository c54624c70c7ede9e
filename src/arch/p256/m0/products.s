@ Products of 64 and 128 bits for ARMv6-M. See ../m0.rs for the derivation. `p256_compact` is set
@ to 1 for one copy of the 64-bit product, to 0 for three.
    .syntax unified
    .thumb

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

@ r2-r5 := (r3, r6) * (r4, r7), in place or by a call
    .macro p256_multiply_64_here
    .if p256_compact
    bl      p256_product_64
    .else
    p256_multiply_64 r3, r6, r4, r7, r0, r5, r1, r2
    .endif
    .endm

    .macro  p256_product_section
    .if p256_compact
    .section .text.amisec_p256_field_multiply, "ax", %progbits
    .else
    .section .text.amisec_p256_raw, "ax", %progbits
    .endif
    .endm
    p256_product_section
    .balign 4

    .if p256_compact
    .thumb_func
    .type p256_product_64, %function
p256_product_64:
    push    {lr}
    p256_multiply_64 r3, r6, r4, r7, r0, r5, r1, r2
    pop     {pc}
    .endif

@ [r2] := [r0] * [r1], 128 x 128 -> 256 bits, [r2] apart from the operands.
@ 36 bytes of stack, 40 if compact. Clobbers all registers but sp.
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
    .if p256_compact
    mov     r3, r2
    mov     r6, r7
    mov     r7, r5
    bl      p256_product_64
    push    {r2, r3, r4, r5}
    .else
    p256_multiply_64 r2, r7, r4, r5, r0, r6, r3, r1
    push    {r1, r2, r4, r6}
    .endif
    ldr     r0, [sp, #20]
    ldr     r1, [sp, #24]
    ldmia   r0!, {r3, r6}
    ldmia   r1!, {r4, r7}
    p256_multiply_64_here
    ldr     r0, [sp, #28]
    stmia   r0!, {r2, r3, r4, r5}
    ldr     r0, [sp, #20]
    ldr     r1, [sp, #24]
    ldr     r3, [r0, #8]
    ldr     r6, [r0, #12]
    ldr     r4, [r1, #8]
    ldr     r7, [r1, #12]
    p256_multiply_64_here
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
