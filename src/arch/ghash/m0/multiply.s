@ The multiplication of GHASH for ARMv6-M. See ../m0.rs.
    .syntax unified
    .thumb
    .section .text.amisec_ghash_multiply, "ax", %progbits

@ r2 = the carry-less product of r0 and r1, of 16 bits each; r12 = every third bit. Uses r0-r8.
    .balign 4
    .thumb_func
    .type ghash_m0_halves, %function
ghash_m0_halves:
    mov     r7, r12
    lsrs    r6, r7, #1
    mov     r2, r0
    ands    r2, r7
    mov     r4, r0
    ands    r4, r6
    eors    r0, r2
    eors    r0, r4
    mov     r3, r1
    ands    r3, r7
    mov     r5, r1
    ands    r5, r6
    eors    r1, r3
    eors    r1, r5
@ r2, r0, r4 and r3, r1, r5: the thirds of the two. Bits 0, 3, 6 and so on of the product
    mov     r6, r2
    muls    r6, r3
    mov     r7, r0
    muls    r7, r5
    eors    r6, r7
    mov     r7, r4
    muls    r7, r1
    eors    r6, r7
    mov     r7, r12
    ands    r6, r7
    mov     r8, r6
@ bits 1, 4, 7
    mov     r6, r2
    muls    r6, r1
    mov     r7, r0
    muls    r7, r3
    eors    r6, r7
    mov     r7, r4
    muls    r7, r5
    eors    r6, r7
    mov     r7, r12
    lsls    r7, r7, #1
    ands    r6, r7
    mov     r7, r8
    eors    r6, r7
@ bits 2, 5, 8
    muls    r2, r5
    muls    r0, r1
    muls    r4, r3
    eors    r2, r0
    eors    r2, r4
    mov     r7, r12
    lsrs    r7, r7, #1
    ands    r2, r7
    eors    r2, r6
    bx      lr

@ r0 = accumulator, r1 = key
    .global amisec_ghash_multiply
    .hidden amisec_ghash_multiply
    .thumb_func
    .type amisec_ghash_multiply, %function
amisec_ghash_multiply:
    push    {r0, r4-r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r4-r7}
    sub     sp, #80
@ Nine pairs of words at sp, one of the accumulator and one of the key: words 0, 1, 0 + 1, 2, 3, 2 + 3, 0 + 2, 1 + 3,
@ 0 + 1 + 2 + 3
    mov     r2, sp
1:  ldm     r0!, {r4-r7}
    str     r4, [r2]
    str     r5, [r2, #8]
    mov     r3, r4
    eors    r3, r5
    str     r3, [r2, #16]
    str     r6, [r2, #24]
    str     r7, [r2, #32]
    eors    r4, r6
    eors    r5, r7
    eors    r6, r7
    str     r6, [r2, #40]
    str     r4, [r2, #48]
    str     r5, [r2, #56]
    eors    r4, r5
    str     r4, [r2, #64]
    mov     r0, r1
    add     r3, sp, #4
    cmp     r2, r3
    mov     r2, r3
    bne     1b
@ Their products take their places. [72] the pair, [76] an upper half
    ldr     r0, =0x49249249
    mov     r12, r0
    mov     r0, sp
2:  str     r0, [sp, #72]
    ldm     r0, {r0, r1}
    mov     r10, r0
    mov     r11, r1
    uxth    r0, r0
    uxth    r1, r1
    bl      ghash_m0_halves
    mov     r9, r2
    mov     r0, r10
    mov     r1, r11
    lsrs    r0, r0, #16
    lsrs    r1, r1, #16
    bl      ghash_m0_halves
    str     r2, [sp, #76]
    mov     r0, r10
    lsrs    r2, r0, #16
    eors    r0, r2
    uxth    r0, r0
    mov     r1, r11
    lsrs    r2, r1, #16
    eors    r1, r2
    uxth    r1, r1
    bl      ghash_m0_halves
    mov     r0, r9
    ldr     r1, [sp, #76]
    eors    r2, r0
    eors    r2, r1
    lsls    r3, r2, #16
    eors    r0, r3
    lsrs    r2, r2, #16
    eors    r1, r2
    ldr     r3, [sp, #72]
    stm     r3!, {r0, r1}
    mov     r0, r3
    add     r2, sp, #72
    cmp     r0, r2
    bne     2b
@ Three products of two words each, from three of one
    mov     r6, sp
    mov     r7, sp
3:  ldm     r6!, {r0-r5}
    eors    r4, r0
    eors    r4, r2
    eors    r5, r1
    eors    r5, r3
    eors    r1, r4
    eors    r2, r5
    stm     r7!, {r0-r3}
    add     r0, sp, #72
    cmp     r6, r0
    bne     3b
@ Eight words at sp, from them
    mov     r7, sp
    ldm     r7!, {r0-r3}
    .macro  ghash_m0_middle sum, offset
    ldr     r4, [r7, #\offset]
    eors    \sum, r4
    ldr     r4, [r7, #16 + \offset]
    eors    \sum, r4
    .endm
    ghash_m0_middle r0, 0
    ghash_m0_middle r1, 4
    ghash_m0_middle r2, 8
    ghash_m0_middle r3, 12
    subs    r7, #8
    ldr     r4, [r7]
    ldr     r5, [r7, #4]
    eors    r4, r0
    eors    r5, r1
    stm     r7!, {r4, r5}
    ldr     r4, [r7]
    ldr     r5, [r7, #4]
    eors    r4, r2
    eors    r5, r3
    stm     r7!, {r4, r5}
@ Words 0 to 3 stand for x^128 and above, which is 1 + x + x^2 + x^7
    mov     r7, sp
    add     r4, sp, #16
4:  ldr     r0, [r7]
    ldr     r1, [r7, #16]
    ldr     r2, [r7, #12]
    eors    r1, r0
    lsrs    r3, r0, #1
    eors    r1, r3
    lsrs    r3, r0, #2
    eors    r1, r3
    lsrs    r3, r0, #7
    eors    r1, r3
    lsls    r3, r0, #31
    eors    r2, r3
    lsls    r3, r0, #30
    eors    r2, r3
    lsls    r3, r0, #25
    eors    r2, r3
    str     r1, [r7, #16]
    str     r2, [r7, #12]
    adds    r7, #4
    cmp     r7, r4
    bne     4b
    ldm     r7!, {r0-r3}
    ldr     r4, [sp, #96]
    stm     r4!, {r0-r3}
    add     sp, #80
    pop     {r4-r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r0, r4-r7, pc}
    .pool
    .size amisec_ghash_multiply, . - amisec_ghash_multiply
