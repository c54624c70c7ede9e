@ Clears the dead stack of Thumb.
    .syntax unified
    .thumb
    .section .text.amisec_clear_stack,"ax",%progbits
    .global amisec_clear_stack
    .hidden amisec_clear_stack
    .type amisec_clear_stack,%function
    .balign 2
    .thumb_func
amisec_clear_stack:
    mov r1, sp
    subs r0, r1, r0
    movs r2, #0
    movs r3, #0
1:
    stmia r0!, {r2, r3}
    stmia r0!, {r2, r3}
    cmp r0, r1
    bne 1b
    bx lr
    .size amisec_clear_stack, . - amisec_clear_stack
