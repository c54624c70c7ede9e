@ P-256 field arithmetic for ARMv7-M that is linear (`fast`): sums, differences, halves. r0 = result, r1 = a, r2 = b.
@ See ../m3.rs and ../m4.rs.
    .syntax unified
    .thumb

@ Begins the leaf `name`: what a string of leaves calls (../strings.rs) with places behind the address at [sp], and a
@ function in C's convention that calls it with addresses behind zero.
    .macro  p256_leaf name
    .section .text.amisec_p256_field_\name, "ax", %progbits
    .balign 4
    .global amisec_p256_field_\name
    .hidden amisec_p256_field_\name
    .thumb_func
    .type amisec_p256_field_\name, %function
amisec_p256_field_\name:
    movs    r3, #0
    push    {r3-r11, lr}
    bl      amisec_p256_raw_\name
    pop     {r3-r11, pc}

    .section .text.amisec_p256_raw_\name, "ax", %progbits
    .balign 4
    .global amisec_p256_raw_\name
    .hidden amisec_p256_raw_\name
    .thumb_func
    .type amisec_p256_raw_\name, %function
amisec_p256_raw_\name:
    ldr     r3, [sp]
    add     r0, r3
    add     r1, r3
    .endm

@ r4-r11 = r4-r11 op [r2]: `first` for the lowest word, `other` above. r2 goes on by 32.
    .macro  p256_words first, other
    ldm     r2!, {r1, r3, r12}
    \first  r4, r4, r1
    \other  r5, r5, r3
    \other  r6, r6, r12
    ldm     r2!, {r1, r3, r12}
    \other  r7, r7, r1
    \other  r8, r8, r3
    \other  r9, r9, r12
    ldm     r2!, {r1, r3}
    \other  r10, r10, r1
    \other  r11, r11, r3
    .endm

@ With their carry: less p, r1 = what is above.
    .macro  p256_less_p
    mov     r1, #0
    adc     r1, r1, r1
    adds    r4, r4, #1
    adcs    r5, r5, #0
    adcs    r6, r6, #0
    sbcs    r7, r7, #0
    sbcs    r8, r8, #0
    sbcs    r9, r9, #0
    sbcs    r10, r10, #1
    adcs    r11, r11, #0
    sbc     r1, r1, #0
    .endm

@ p again if r1 is all ones, nothing if it is zero.
    .macro  p256_plus_p
    adds    r4, r4, r1
    adcs    r5, r5, r1
    adcs    r6, r6, r1
    adcs    r7, r7, #0
    adcs    r8, r8, #0
    adcs    r9, r9, #0
    adcs    r10, r10, r1, lsr #31
    adc     r11, r11, r1
    .endm

@ r = a + b mod p
    p256_leaf add
    add     r2, r3
    ldm     r1, {r4-r11}
    p256_words adds, adcs
    p256_less_p
    p256_plus_p
    stm     r0, {r4-r11}
    bx      lr

@ r = a - b mod p
    p256_leaf subtract
    add     r2, r3
    ldm     r1, {r4-r11}
    p256_words subs, sbcs
    sbc     r1, r1, r1
    p256_plus_p
    stm     r0, {r4-r11}
    bx      lr

@ r = 3 a / 2 mod p: half of a or, if it is odd, of a + p, and a again.
    p256_leaf three_halves
    mov     r2, r1
    ldm     r1, {r4-r11}
    and     r12, r4, #1
    rsb     r12, r12, #0
    adds    r4, r4, r12
    adcs    r5, r5, r12
    adcs    r6, r6, r12
    adcs    r7, r7, #0
    adcs    r8, r8, #0
    adcs    r9, r9, #0
    adcs    r10, r10, r12, lsr #31
    adcs    r11, r11, r12
    rrxs    r11, r11
    rrxs    r10, r10
    rrxs    r9, r9
    rrxs    r8, r8
    rrxs    r7, r7
    rrxs    r6, r6
    rrxs    r5, r5
    rrx     r4, r4
    p256_words adds, adcs
    p256_less_p
    p256_plus_p
    stm     r0, {r4-r11}
    bx      lr

@ r = a - 2 b mod p
    p256_leaf subtract_twice
    add     r2, r3
    ldm     r1, {r4-r11}
    p256_words subs, sbcs
    sub     r2, r2, #32
    sbc     r1, r1, r1
    p256_plus_p
    p256_words subs, sbcs
    sbc     r1, r1, r1
    p256_plus_p
    stm     r0, {r4-r11}
    bx      lr
