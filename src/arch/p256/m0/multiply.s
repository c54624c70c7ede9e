@ P-256 field multiplication for ARMv6-M. After products.s, which it uses.
    .syntax unified
    .thumb

    p256_product_section
    .balign 4

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
@   112 r8-r11, 128 r4-r7, lr. In `fast` 112 lr.
    .macro p256_enter
    .if p256_compact
    push    {r4, r5, r6, r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r0, r1, r2, r4, r5, r6, r7}
    .else
    push    {r0, r1, r2, lr}
    .endif
    sub     sp, #100
    .endm

    .if p256_compact
    .global amisec_p256_field_multiply
    .hidden amisec_p256_field_multiply
    .thumb_func
    .type amisec_p256_field_multiply, %function
amisec_p256_field_multiply:
    .else
    p256_leaf multiply
    adds    r2, r2, r3
    .endif
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
    .if p256_compact
    pop     {r4, r5, r6, r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r4, r5, r6, r7, pc}
    .else
    pop     {pc}
    .endif
