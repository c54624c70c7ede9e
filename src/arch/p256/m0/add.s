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
