; The run-time helpers that an MSP430 compiler brings (MSP430 EABI, chapter 6.3): multiplication
; without a hardware multiplier, and shifts by a variable amount. R11 to R15 may be changed.
; Like the compilers' own, they take a time that depends on their operands.

        .section .text.__mspabi_mpyi, "ax"
        .global __mspabi_mpyi
__mspabi_mpyi:                          ; R12 = R12 * R13
        mov     r12, r14
        clr     r12
        jmp     3f
1:      clrc
        rrc     r13
        jnc     2f
        add     r14, r12
2:      rla     r14
3:      tst     r13
        jne     1b
        ret

        .section .text.__mspabi_mpyl, "ax"
        .global __mspabi_mpyl
__mspabi_mpyl:                          ; R12:R13 = R12:R13 * R14:R15
        push    r10
        mov     r12, r10
        mov     r13, r11
        clr     r12
        clr     r13
        jmp     3f
1:      clrc
        rrc     r15
        rrc     r14
        jnc     2f
        add     r10, r12
        addc    r11, r13
2:      rla     r10
        rlc     r11
3:      tst     r14
        jne     1b
        tst     r15
        jne     1b
        pop     r10
        ret

        .section .text.__mspabi_mpyll, "ax"
        .global __mspabi_mpyll
__mspabi_mpyll:                         ; R12..R15 = R8..R11 * R12..R15
        push    r4
        push    r5
        push    r6
        push    r7
        push    r8
        push    r9
        push    r10
        mov     r12, r4
        mov     r13, r5
        mov     r14, r6
        mov     r15, r7
        clr     r12
        clr     r13
        clr     r14
        clr     r15
        jmp     3f
1:      clrc
        rrc     r7
        rrc     r6
        rrc     r5
        rrc     r4
        jnc     2f
        add     r8, r12
        addc    r9, r13
        addc    r10, r14
        addc    r11, r15
2:      rla     r8
        rlc     r9
        rlc     r10
        rlc     r11
3:      tst     r4
        jne     1b
        tst     r5
        jne     1b
        tst     r6
        jne     1b
        tst     r7
        jne     1b
        pop     r10
        pop     r9
        pop     r8
        pop     r7
        pop     r6
        pop     r5
        pop     r4
        ret

        .macro  shift_word name, first, second
        .section .text.\name, "ax"
        .global \name
\name:                                  ; R12 = R12 shifted by R13
        jmp     2f
1:      \first
        \second r12
        dec     r13
2:      tst.b   r13
        jne     1b
        ret
        .endm

        shift_word __mspabi_slli, clrc, rlc
        shift_word __mspabi_srli, clrc, rrc
        shift_word __mspabi_srai, clrc, rra

        .macro  shift_long name, first, first_half, first_register, second_half, second_register
        .section .text.\name, "ax"
        .global \name
\name:                                  ; R12:R13 = R12:R13 shifted by R14
        jmp     2f
1:      \first
        \first_half \first_register
        \second_half \second_register
        dec     r14
2:      tst.b   r14
        jne     1b
        ret
        .endm

        shift_long __mspabi_slll, clrc, rlc, r12, rlc, r13
        shift_long __mspabi_srll, clrc, rrc, r13, rrc, r12
        shift_long __mspabi_sral, clrc, rra, r13, rrc, r12
