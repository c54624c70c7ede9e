@ P-256 modular arithmetic for ARMv7-M: the end of a product, sums and differences, for any modulus. r0 = result, r1 = a,
@ r2 = b, r3 = modulus. Follows the multiplication of m3/small.s or m4/small.s, which runs on into it.

@ r4-r11 op= the eight words at a pointer, which advances
    .macro  p256_t2_eight_words operation, first_operation, pointer
    ldm     \pointer!, {r0, r1, r12, lr}
    \first_operation r4, r4, r0
    \operation r5, r5, r1
    \operation r6, r6, r12
    \operation r7, r7, lr
    ldm     \pointer!, {r0, r1, r12, lr}
    \operation r8, r8, r0
    \operation r9, r9, r1
    \operation r10, r10, r12
    \operation r11, r11, lr
    .endm

@ r2: r4-r11 -= m, and back if that is negative; r2 is the ninth word. The result's address and the
@ callers' registers are on the stack.
    .thumb_func
    .type p256_t2_subtract_modulus, %function
p256_t2_subtract_modulus:
    p256_t2_eight_words sbcs, subs, r3
    sbc     r2, r2, #0
    sub     r3, r3, #32

@ r4-r11 += m and r2
    .thumb_func
    .type p256_t2_add_masked, %function
p256_t2_add_masked:
    ldm     r3!, {r0, r1, r12, lr}
    and     r0, r0, r2
    and     r1, r1, r2
    and     r12, r12, r2
    and     lr, lr, r2
    adds    r4, r4, r0
    adcs    r5, r5, r1
    adcs    r6, r6, r12
    adcs    r7, r7, lr
    ldm     r3!, {r0, r1, r12, lr}
    and     r0, r0, r2
    and     r1, r1, r2
    and     r12, r12, r2
    and     lr, lr, r2
    adcs    r8, r8, r0
    adcs    r9, r9, r1
    adcs    r10, r10, r12
    adc     r11, r11, lr
    pop     {r0}
    stm     r0, {r4-r11}
    pop     {r4-r11, pc}

@ r = a + b mod m
    .section .text.amisec_p256_modular_add, "ax", %progbits
    .balign 4
    .global amisec_p256_modular_add
    .hidden amisec_p256_modular_add
    .thumb_func
    .type amisec_p256_modular_add, %function
amisec_p256_modular_add:
    push    {r0, r4-r11, lr}
    ldm     r1, {r4-r11}
    p256_t2_eight_words adcs, adds, r2
    mov     r2, #0
    adc     r2, r2, r2
    b       p256_t2_subtract_modulus

@ r = a - b mod m
    .section .text.amisec_p256_modular_subtract, "ax", %progbits
    .balign 4
    .global amisec_p256_modular_subtract
    .hidden amisec_p256_modular_subtract
    .thumb_func
    .type amisec_p256_modular_subtract, %function
amisec_p256_modular_subtract:
    push    {r0, r4-r11, lr}
    ldm     r1, {r4-r11}
    p256_t2_eight_words sbcs, subs, r2
    sbc     r2, r2, r2
    b       p256_t2_add_masked
