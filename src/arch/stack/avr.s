; Clears the dead stack of AVR, whose stack pointer is the address of the first free byte.
    .section .text.amisec_clear_stack,"ax",@progbits
    .global amisec_clear_stack
    .hidden amisec_clear_stack
    .type amisec_clear_stack,@function
amisec_clear_stack:
    in r30, 0x3d
    in r31, 0x3e
    adiw r30, 1
1:
    st -Z, r1
    st -Z, r1
    st -Z, r1
    st -Z, r1
    sbiw r24, 4
    brne 1b
    ret
    .size amisec_clear_stack, . - amisec_clear_stack
