@ P-256 field addition and subtraction for ARMv6-M (`fast`). After call.s, which it uses.
    .syntax unified
    .thumb

    .section .text.amisec_p256_raw, "ax", %progbits
    .balign 4

    p256_leaf subtract
    adds    r2, r2, r3
@ [r0] := [r1] - [r2] mod p
    .thumb_func
    .type p256_subtract, %function
p256_subtract:
    ldmia   r1!, {r4, r5, r6, r7}
    ldmia   r2!, {r3}
    subs    r4, r4, r3
    ldmia   r2!, {r3}
    sbcs    r5, r3
    ldmia   r2!, {r3}
    sbcs    r6, r3
    ldmia   r2!, {r3}
    sbcs    r7, r3
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
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

@ low half in r8-r11, high half in r4-r7: add p if r3 is -1, nothing if it is 0, and store;
@ r2 = 0
p256_add_masked_p:
    lsrs    r1, r3, #31
    mov     r12, r1
    mov     r1, r8
    adds    r1, r1, r3
    stmia   r0!, {r1}
    mov     r1, r9
    adcs    r1, r3
    stmia   r0!, {r1}
    mov     r1, r10
    adcs    r1, r3
    stmia   r0!, {r1}
    mov     r1, r11
    adcs    r1, r2
    stmia   r0!, {r1}
    adcs    r4, r2
    adcs    r5, r2
    mov     r1, r12
    adcs    r6, r1
    adcs    r7, r3
    stmia   r0!, {r4, r5, r6, r7}
    bx      lr

    p256_leaf add
    adds    r2, r2, r3
@ [r0] := [r1] + [r2] mod p, as a + b - p: -p is 1, 0, 0, -1, -1, -1, -2, 0 and -1 above.
    .thumb_func
    .type p256_add, %function
p256_add:
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
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
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

@ r = a - 2 b mod p, for an r that is not b
    p256_leaf subtract_twice
    adds    r2, r2, r3
    push    {r0, r2, lr}
    bl      p256_subtract
    pop     {r0, r2}
    mov     r1, r0
    bl      p256_subtract
    pop     {pc}

@ a down by one place; r3 is what comes from above, and what leaves.
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

@ r = 3 a / 2 mod p, for an r that is not a
    p256_leaf three_halves
    push    {r0, r1, lr}
    bl      p256_halve
    pop     {r0, r2}
    mov     r1, r0
    bl      p256_add
    pop     {pc}

@ [r0] := [r1] / 2 mod p: a or, if it is odd, a + p, and its carry, moved down by one place.
    .thumb_func
    .type p256_halve, %function
p256_halve:
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
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    ldmia   r1!, {r4, r5, r6, r7}
    adcs    r4, r3
    adcs    r5, r3
    adcs    r6, r2
    mov     r2, r12
    adcs    r7, r2
    adcs    r3, r3
    lsls    r3, r3, #31
    p256_shift_down
    adds    r0, #16
    stmia   r0!, {r4, r5, r6, r7}
    subs    r0, #32
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    p256_shift_down
    stmia   r0!, {r4, r5, r6, r7}
    bx      lr
