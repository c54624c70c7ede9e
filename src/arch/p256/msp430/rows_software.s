; Without a multiplier, looped.
.set P256_ROW_WORDS, 1

; r4..r7 += (r8, r9) (r10, r11). r12, r15 and the factors are lost. Bit by bit from the lowest of
; (r8, r9): T = (r4, r5) += (r10, r11) or 0, then T and what has left it, in (r8, r9), move down.
.macro p256_accumulate gie
    .irp register, r7, r6, r5, r4
    push \register
    .endr
    mov #0, r4
    mov #0, r5
    mov #33, r15
    clrc
    rrc r9
    rrc r8
2:
    subc r12, r12                        ; all ones if the bit is zero
    dec r15
    jz 3f
    mov r10, r6
    bic r12, r6
    mov r11, r7
    bic r12, r7
    add r6, r4
    addc r7, r5
    .irp register, r5, r4, r9, r8
    rrc \register
    .endr
    jmp 2b
3:
    pop r6
    add r8, r6
    pop r7
    addc r9, r7
    pop r8
    addc r4, r8
    pop r9
    addc r5, r9
    mov r6, r4
    mov r7, r5
    mov r8, r6
    mov r9, r7
.endm

; COUNT rows, each (T, W_i) = T + W_i + a_i B with T = r4..r11, W_i = @r14+, a_i from slot A on,
; B = 8 words at r15, kept. r12, r13 are lost. Bit by bit from the lowest: T += B or 0, then T and
; what has left it (in the register that a_i leaves) move down by one.
.section .text.amisec_p256_rows, "ax"
.balign 2
.Lp256_rows:
    mov r14, P256_SLOT_POINTER+2(sp)
    add #16, r15
    mov P256_SLOT_A+2(sp), r14
    mov @r14+, r12
    mov r14, P256_SLOT_A+2(sp)
    mov #17, P256_SLOT_BITS+2(sp)
    rrc r12
1:
    subc r13, r13                        ; all ones if the bit is zero
    sub #16, r15
    dec P256_SLOT_BITS+2(sp)
    jz 2f
    mov @r15+, r14
    bic r13, r14
    add r14, r4
    .irp register, r5, r6, r7, r8, r9, r10, r11
    mov @r15+, r14
    bic r13, r14
    addc r14, \register
    .endr
    .irp register, r11, r10, r9, r8, r7, r6, r5, r4, r12
    rrc \register
    .endr
    jmp 1b
2:
    mov P256_SLOT_POINTER+2(sp), r14
    add @r14, r12
    .irp register, r4, r5, r6, r7, r8, r9, r10, r11
    adc \register
    .endr
    mov r12, 0(r14)
    incd r14
    dec P256_SLOT_COUNT+2(sp)
    jnz .Lp256_rows
    ret

; Slot Q = (T + W_i) (-1/m) modulo 2^16: the row with it makes word i zero. r15 = m.
.section .text.amisec_p256_quotient, "ax"
.balign 2
.Lp256_quotient:
    mov r4, r12
    add @r14, r12
    push r10
    push r11
    mov #0, r13
    mov #16, P256_SLOT_BITS+6(sp)
1:
    add r13, r13
    mov 32(r15), r10
    add r12, r12
    subc r11, r11                        ; all ones if the bit is zero
    bic r11, r10
    add r10, r13
    dec P256_SLOT_BITS+6(sp)
    jnz 1b
    pop r11
    pop r10
    mov r13, P256_SLOT_Q+2(sp)
    ret
