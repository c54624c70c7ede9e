@ Constant-time table reads for ARMv6-M (`fast`): every entry is read, whatever the index.

@ r0 (16 words) = entry r2 of the r3 (at least one) entries of 16 words at r1. A quarter of every entry, then the next one,
@ so that what is collected stays in registers.
    .section .text.amisec_p256_select, "ax", %progbits
    .balign 4
    .global amisec_p256_select
    .hidden amisec_p256_select
    .thumb_func
    .type amisec_p256_select, %function
amisec_p256_select:
    push    {r4-r7, lr}
    mov     lr, r2
    movs    r2, r0
    adds    r2, #64
    push    {r0-r2}             @ the place, the table, the end of the place
    lsls    r3, r3, #6
    adds    r3, r3, r1
1:  mov     r12, r3             @ behind the last entry
    mov     r2, lr
    movs    r4, #0
    movs    r5, #0
    movs    r6, #0
    movs    r7, #0
2:  negs    r3, r2              @ r2 counts down to the entry that is wanted: r3 is zero there, else all ones
    orrs    r3, r2
    asrs    r3, r3, #31
    ldr     r0, [r1]
    bics    r0, r3
    orrs    r4, r0
    ldr     r0, [r1, #4]
    bics    r0, r3
    orrs    r5, r0
    ldr     r0, [r1, #8]
    bics    r0, r3
    orrs    r6, r0
    ldr     r0, [r1, #12]
    bics    r0, r3
    orrs    r7, r0
    subs    r2, #1
    adds    r1, #64
    cmp     r1, r12
    bne     2b
    pop     {r0-r2}
    stm     r0!, {r4-r7}
    adds    r1, #16
    push    {r0-r2}
    mov     r3, r12
    adds    r3, #16
    cmp     r0, r2
    bne     1b
    add     sp, #12
    pop     {r4-r7, pc}
