/* A sequence of which the manuals give the cycles; test_run.py has the sums. */
        .section .text.counted, "ax"
        .global counted
#if defined(__arm__)
        .syntax unified
        .thumb
        .type   counted, %function
        .thumb_func
counted:
        push    {r4, lr}                /* 2 registers */
        movs    r0, #5
1:      subs    r0, #1                  /* 5 times, 4 of them jump */
        bne     1b
        mov     r1, sp
        ldr     r2, [r1]                /* two loads behind each other */
        ldr     r3, [r1]
        str     r2, [r1]
        muls    r2, r3
#if __ARM_ARCH_ISA_THUMB == 2
        umull   r0, r2, r2, r3
        umlal   r0, r2, r2, r3
        mla     r0, r2, r3, r0
        ldrd    r2, r3, [r1]
#endif
        pop     {r4, pc}                /* 1 register and a jump */
#elif defined(__riscv)
        .type   counted, @function
counted:
        addi    sp, sp, -16
        li      a0, 5
1:      addi    a0, a0, -1
        bnez    a0, 1b
        sw      a0, 0(sp)
        lw      a1, 0(sp)
        lw      a2, 0(sp)
        mul     a1, a1, a2
        mulhu   a1, a1, a2
        addi    sp, sp, 16
        ret
#elif defined(__AVR__)
counted:
        ldi     r24, 5                  ; 1
1:      dec     r24                     ; 1, 5 times
        brne    1b                      ; 2, the last time 1
        push    r24                     ; 2
        pop     r24                     ; 2
        mul     r24, r24                ; 2
        clr     r1                      ; 1
        ret                             ; 4; 5 with a 3-byte program counter
#elif defined(__MSP430__)
counted:
        mov     #5, r12                 ; 2
1:      dec     r12                     ; 1 (sub #1)
        jne     1b                      ; 2
        push    r12                     ; 3
        pop     r12                     ; 2 (mov @sp+)
        mov     &0x0200, r12            ; 3
        mov     r12, &0x0200            ; 4
        ret                             ; 3
#endif
