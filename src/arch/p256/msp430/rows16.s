; The 16-bit hardware multiplier, looped.
.set P256_MPY, P256_MULTIPLIER
.set P256_OP2, P256_MULTIPLIER + 8
.set P256_RESLO, P256_MULTIPLIER + 10
.set P256_RESHI, P256_MULTIPLIER + 12
.set P256_ROW_WORDS, 1

; Adds word j of B times the multiplier's first operand, with the carry (addc) or without (add).
.macro p256_product add, j, low, high
    mov 2*\j(r15), &P256_OP2
    \add &P256_RESLO, \low
    addc &P256_RESHI, \high
.endm

; r4..r7 += (r8, r9) (r10, r11). The interrupt flag is in the slot `gie`.
.macro p256_accumulate gie
    bic #8, sr
    nop
    mov r8, &P256_MPY
    mov r10, &P256_OP2
    add &P256_RESLO, r4
    addc &P256_RESHI, r5
    adc r6
    adc r7
    mov r11, &P256_OP2
    add &P256_RESLO, r5
    addc &P256_RESHI, r6
    adc r7
    mov r9, &P256_MPY
    mov r10, &P256_OP2
    add &P256_RESLO, r5
    addc &P256_RESHI, r6
    adc r7
    mov r11, &P256_OP2
    add &P256_RESLO, r6
    addc &P256_RESHI, r7
    bis \gie(sp), sr
.endm

; COUNT rows, each (T, W_i) = T + W_i + a_i B with T = r4..r11, W_i = @r14+, a_i from slot A on,
; B = 8 words at r15, kept. r12, r13 are lost.
.section .text.amisec_p256_rows, "ax"
.balign 2
.Lp256_rows:
    mov P256_SLOT_A+2(sp), r13
1:
    bic #8, sr
    mov #0, r12
    .word 0x40b2 | 13 << 8, P256_MPY     ; mov @r13+, &MPY
    add @r14, r4
    p256_product addc, 1, r5, r6
    p256_product addc, 3, r7, r8
    p256_product addc, 5, r9, r10
    p256_product addc, 7, r11, r12
    p256_product add, 0, r4, r5
    p256_product addc, 2, r6, r7
    p256_product addc, 4, r8, r9
    p256_product addc, 6, r10, r11
    adc r12
    bis P256_SLOT_GIE+2(sp), sr
    mov r4, 0(r14)
    incd r14
    p256_shift_window r4, r5, r6, r7, r8, r9, r10, r11, r12
    dec P256_SLOT_COUNT+2(sp)
    jnz 1b
    ret

; Slot Q = (T + W_i) (-1/m) modulo 2^16: the row with it makes word i zero. r15 = m.
.section .text.amisec_p256_quotient, "ax"
.balign 2
.Lp256_quotient:
    mov r4, r12
    add @r14, r12
    bic #8, sr
    nop
    mov r12, &P256_MPY
    mov 32(r15), &P256_OP2
    mov &P256_RESLO, P256_SLOT_Q+2(sp)
    bis P256_SLOT_GIE+2(sp), sr
    ret
