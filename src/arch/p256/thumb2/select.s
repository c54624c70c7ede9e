@ Constant-time table reads for ARMv7-M and later (`fast`): every entry is read, whatever the index.
    .syntax unified
    .thumb

@ r0 (16 words) = entry r2 of the r3 (at least one) entries of 16 words at r1. Half of every entry, then
@ the other half, so that what is collected stays in registers: each word times one or zero. 48 bytes of stack.
    .section .text.amisec_p256_select, "ax", %progbits
    .balign 4
    .global amisec_p256_select
    .hidden amisec_p256_select
    .thumb_func
    .type amisec_p256_select, %function
amisec_p256_select:
    push    {r0-r2, r4-r11, lr}
    add     r3, r1, r3, lsl #6  @ the end; its lowest bit tells the second half
1:  movs    r4, #0
    movs    r5, #0
    movs    r6, #0
    movs    r7, #0
    mov     r8, r4
    mov     r9, r4
    mov     r10, r4
    mov     r11, r4
2:  clz     r12, r2             @ 32 for the entry that is wanted: r2 counts down to it
    subs    r2, r2, #1
    lsr     r12, r12, #5
    ldm     r1!, {r0, lr}
    mla     r4, r0, r12, r4
    mla     r5, lr, r12, r5
    ldm     r1!, {r0, lr}
    mla     r6, r0, r12, r6
    mla     r7, lr, r12, r7
    ldm     r1!, {r0, lr}
    mla     r8, r0, r12, r8
    mla     r9, lr, r12, r9
    ldm     r1!, {r0, lr}
    mla     r10, r0, r12, r10
    mla     r11, lr, r12, r11
    adds    r1, r1, #32
    cmp     r1, r3
    blo     2b
    ldr     r0, [sp]
    stm     r0!, {r4-r11}
    str     r0, [sp]
    ldrd    r1, r2, [sp, #4]
    adds    r1, r1, #32
    tst     r3, #1
    orr     r3, r3, #1
    beq     1b
    add     sp, sp, #12
    pop     {r4-r11, pc}
