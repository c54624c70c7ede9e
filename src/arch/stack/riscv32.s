# Clears the dead stack of RV32.
    .section .text.amisec_clear_stack,"ax",@progbits
    .global amisec_clear_stack
    .hidden amisec_clear_stack
    .type amisec_clear_stack,@function
    .balign 2
amisec_clear_stack:
    sub a0, sp, a0
1:
    sw zero, 0(a0)
    sw zero, 4(a0)
    sw zero, 8(a0)
    sw zero, 12(a0)
    addi a0, a0, 16
    bne a0, sp, 1b
    ret
    .size amisec_clear_stack, . - amisec_clear_stack
