// Clears the dead stack of AArch64: a host's memory checkers know the stack pointer, which moves over what is cleared.
    .section .text.amisec_clear_stack,"ax",@progbits
    .global amisec_clear_stack
    .hidden amisec_clear_stack
    .type amisec_clear_stack,@function
    .balign 4
amisec_clear_stack:
    mov x1, sp
    sub sp, x1, x0
    mov x2, sp
2:
    stp xzr, xzr, [x2], #16
    cmp x2, x1
    b.ne 2b
    mov sp, x1
    ret
    .size amisec_clear_stack, . - amisec_clear_stack
