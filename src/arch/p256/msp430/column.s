; A column of the modular inversion's combinations (`fast`). See primitives/p256/inversion.rs.

; r12 = address of a sum S of 64 bits, r13 = words a_i, signed, r14 = words b_i, r15 = how many.
; S += the sum of a_i b_i, modulo 2^64. Answers its low 30 bits, S = S / 2^30 rounded down.
.section .text.amisec_p256_column, "ax"
.balign 2
.globl amisec_p256_column
.hidden amisec_p256_column
amisec_p256_column:
    p256_save_registers
    push sr
    and #8, 0(sp)
    push r12
    push r15
    .irp register, r4, r5, r6, r7
    mov @r12+, \register
    .endr
1:
    mov @r13+, r8
    mov @r13+, r9
    mov @r14+, r10
    mov @r14+, r11
    mov r9, r12
    rla r12
    subc r12, r12                        ; all ones if a is not negative: else 2^32 b too much
    mov r10, r15
    bic r12, r15
    sub r15, r6
    mov r11, r15
    bic r12, r15
    subc r15, r7
    p256_accumulate 4
    dec 0(sp)
    jnz 1b
    mov r4, r12
    mov r5, r13
    and #0x3fff, r13
    mov r7, r8
    rla r8
    subc r8, r8
    inv r8
    .rept 2
    rla r5
    rlc r6
    rlc r7
    rlc r8
    .endr
    pop r15
    pop r14
    mov r6, 0(r14)
    mov r7, 2(r14)
    mov r8, 4(r14)
    rla r8
    subc r8, r8
    inv r8
    mov r8, 6(r14)
    incd sp
    p256_restore_registers_and_return
