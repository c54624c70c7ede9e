; Clears the dead stack of the MSP430.
    .section .text.amisec_clear_stack,"ax",@progbits
    .global amisec_clear_stack
    .hidden amisec_clear_stack
    .type amisec_clear_stack,@function
    .balign 2
amisec_clear_stack:
    mov r1, r13
    sub r12, r13
1:
    clr 0(r13)
    clr 2(r13)
    add #4, r13
    cmp r1, r13
    jne 1b
    ret
    .size amisec_clear_stack, . - amisec_clear_stack
