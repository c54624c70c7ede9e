@ P-256 field addition and subtraction for ARMv6-M (`fast`).
    .syntax unified
    .thumb

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

@ r = a / 2 mod p: a or, if it is odd, a + p, and its carry, moved down by one place. 20 bytes of stack.
    .section .text.amisec_p256_field_halve, "ax", %progbits
    .balign 4
    .macro  p256_shift_down
    lsls    r2, r7, #31
    lsrs    r7, r7, #1
    orrs    r7, r3
    lsls    r3, r6, #31
    lsrs    r6, r6, #1
    orrs    r6, r2
    lsls    r2, r5, #31
    lsrs    r5, r5, #1
    orrs    r5, r3
    lsls    r3, r4, #31
    lsrs    r4, r4, #1
    orrs    r4, r2
    .endm
    .global amisec_p256_field_halve
    .hidden amisec_p256_field_halve
    .thumb_func
    .type amisec_p256_field_halve, %function
amisec_p256_field_halve:
    push    {r4, r5, r6, r7, lr}
    ldmia   r1!, {r4, r5, r6, r7}
    lsls    r3, r4, #31
    asrs    r3, r3, #31         @ all ones if a is odd
    lsrs    r2, r3, #31
    mov     r12, r3
    adds    r4, r4, r3
    adcs    r5, r3
    adcs    r6, r3
    movs    r3, #0
    adcs    r7, r3
    stmia   r0!, {r4, r5, r6, r7}
    ldmia   r1!, {r4, r5, r6, r7}
    adcs    r4, r3
    adcs    r5, r3
    adcs    r6, r2
    mov     r2, r12
    adcs    r7, r2
    adcs    r3, r3
    lsls    r3, r3, #31
    p256_shift_down
    stmia   r0!, {r4, r5, r6, r7}
    subs    r0, #32
    ldmia   r0!, {r4, r5, r6, r7}
    p256_shift_down
    subs    r0, #16
    stmia   r0!, {r4, r5, r6, r7}
    pop     {r4, r5, r6, r7, pc}
