# Clears the dead stack of x86-64: a host's memory checkers know the stack pointer, which moves over what is cleared.
    .section .text.amisec_clear_stack,"ax",@progbits
    .global amisec_clear_stack
    .hidden amisec_clear_stack
    .type amisec_clear_stack,@function
amisec_clear_stack:
    mov rax, rsp
    sub rsp, rdi
    mov rcx, rsp
2:
    mov qword ptr [rcx], 0
    add rcx, 8
    cmp rcx, rax
    jne 2b
    mov rsp, rax
    ret
    .size amisec_clear_stack, . - amisec_clear_stack
