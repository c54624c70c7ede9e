@ The multiplication of GHASH for Thumb-2, after one of m3.s and m4.s.

@ r5-r2 = the carry-less product of r1 r0 and r3 r2. Uses r0-r12.
    .thumb_func
    .type ghash_t2_double_product, %function
ghash_t2_double_product:
    eor     r4, r0, r1
    eor     r5, r2, r3
    push    {r4, r5, lr}
    push    {r1, r3}
    mov     r1, r2
    bl      ghash_t2_product
    ldrd    r2, r3, [sp]
    strd    r0, r1, [sp]
    mov     r0, r2
    mov     r1, r3
    bl      ghash_t2_product
    ldrd    r2, r3, [sp, #8]
    strd    r0, r1, [sp, #8]
    mov     r0, r2
    mov     r1, r3
    bl      ghash_t2_product
    pop     {r2-r5, lr}
    eor     r0, r0, r2
    eor     r1, r1, r3
    eor     r0, r0, r4
    eor     r1, r1, r5
    eor     r3, r3, r0
    eor     r4, r4, r1
    bx      lr

@ r0 = accumulator, r1 = key
    .balign 4
    .global amisec_ghash_multiply
    .hidden amisec_ghash_multiply
    .thumb_func
    .type amisec_ghash_multiply, %function
amisec_ghash_multiply:
    push    {r0, r4-r11, lr}
    ldm     r0, {r4-r7}
    ldm     r1, {r8-r11}
    eor     r0, r4, r6
    eor     r1, r5, r7
    eor     r2, r8, r10
    eor     r3, r9, r11
    push    {r0-r3}
    push    {r6, r7, r10, r11}
    mov     r0, r4
    mov     r1, r5
    mov     r2, r8
    mov     r3, r9
    bl      ghash_t2_double_product
    ldm     sp, {r0, r1, r6, r7}
    stm     sp, {r2-r5}
    mov     r2, r6
    mov     r3, r7
    bl      ghash_t2_double_product
    add     r12, sp, #16
    ldm     r12, {r0, r1, r6, r7}
    stm     r12, {r2-r5}
    mov     r2, r6
    mov     r3, r7
    bl      ghash_t2_double_product
    pop     {r6-r12, lr}
    eor     r2, r2, r6
    eor     r3, r3, r7
    eor     r4, r4, r8
    eor     r5, r5, r9
    eor     r2, r2, r10
    eor     r3, r3, r11
    eor     r4, r4, r12
    eor     r5, r5, lr
    eor     r8, r8, r2
    eor     r9, r9, r3
    eor     r10, r10, r4
    eor     r11, r11, r5

@ the words of the product: r6-r12, lr. Those of x^128 and above to where x^7 + x^2 + x + 1 times them is
    .macro  ghash_t2_fold word, below, to
    eor     \below, \below, \word, lsl #31
    eor     \below, \below, \word, lsl #30
    eor     \below, \below, \word, lsl #25
    eor     \to, \to, \word
    eor     \to, \to, \word, lsr #1
    eor     \to, \to, \word, lsr #2
    eor     \to, \to, \word, lsr #7
    .endm
    ghash_t2_fold r6, r9, r10
    ghash_t2_fold r7, r10, r11
    ghash_t2_fold r8, r11, r12
    ghash_t2_fold r9, r12, lr
    pop     {r0}
    stm     r0, {r10-r12, lr}
    pop     {r4-r11, pc}
