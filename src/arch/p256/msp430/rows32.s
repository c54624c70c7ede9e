; The 32-bit hardware multiplier, looped.
.set P256_MPY32L, P256_MULTIPLIER + 0x10
.set P256_MPY32H, P256_MULTIPLIER + 0x12
.set P256_OP2L, P256_MULTIPLIER + 0x20
.set P256_OP2H, P256_MULTIPLIER + 0x22
.set P256_RES0, P256_MULTIPLIER + 0x24
.set P256_RES1, P256_MULTIPLIER + 0x26
.set P256_RES2, P256_MULTIPLIER + 0x28
.set P256_RES3, P256_MULTIPLIER + 0x2a
.set P256_ROW_WORDS, 2

; Adds double word j of B times the multiplier's first operand.
.macro p256_product add, j, w0, w1, w2, w3
    mov 4*\j(r15), &P256_OP2L
    mov 4*\j+2(r15), &P256_OP2H
    \add &P256_RES0, \w0
    addc &P256_RES1, \w1
    addc &P256_RES2, \w2
    addc &P256_RES3, \w3
.endm

; r4..r7 += (r8, r9) (r10, r11). The interrupt flag is in the slot `gie`.
.macro p256_accumulate gie
    bic #8, sr
    nop
    mov r8, &P256_MPY32L
    mov r9, &P256_MPY32H
    mov r10, &P256_OP2L
    mov r11, &P256_OP2H
    add &P256_RES0, r4
    addc &P256_RES1, r5
    addc &P256_RES2, r6
    addc &P256_RES3, r7
    bis \gie(sp), sr
.endm

; COUNT rows, each (T, W_i) = T + W_i + a_i B with T = r4..r11, W_i = 2 words from @r14 on, a_i =
; 2 words from slot A on, B = 8 words at r15, kept. r12, r13 are lost.
.section .text.amisec_p256_rows, "ax"
.balign 2
.Lp256_rows:
    mov P256_SLOT_A+2(sp), r13
    bic #8, sr
    mov #0, r12
    .word 0x40b2 | 13 << 8, P256_MPY32L  ; mov @r13+, &MPY32L
    .word 0x40b2 | 13 << 8, P256_MPY32H  ; mov @r13+, &MPY32H
    mov r13, P256_SLOT_A+2(sp)
    mov #0, r13
    add @r14, r4
    addc 2(r14), r5
    p256_product addc, 1, r6, r7, r8, r9
    p256_product addc, 3, r10, r11, r12, r13
    p256_product add, 0, r4, r5, r6, r7
    p256_product addc, 2, r8, r9, r10, r11
    adc r12
    adc r13
    bis P256_SLOT_GIE+2(sp), sr
    mov r4, 0(r14)
    mov r5, 2(r14)
    add #4, r14
    mov r6, r4
    mov r7, r5
    mov r8, r6
    mov r9, r7
    mov r10, r8
    mov r11, r9
    mov r12, r10
    mov r13, r11
    dec P256_SLOT_COUNT+2(sp)
    jnz .Lp256_rows
    ret

; Slot Q = (T + W_i) (-1/m) modulo 2^32: the row with it makes words i and i + 1 zero. r15 = m.
.section .text.amisec_p256_quotient, "ax"
.balign 2
.Lp256_quotient:
    mov r4, r12
    mov r5, r13
    add @r14, r12
    addc 2(r14), r13
    bic #8, sr
    nop
    mov r12, &P256_MPY32L
    mov r13, &P256_MPY32H
    mov 32(r15), &P256_OP2L
    mov 34(r15), &P256_OP2H
    mov &P256_RES0, P256_SLOT_Q+2(sp)
    mov &P256_RES1, P256_SLOT_Q+4(sp)
    bis P256_SLOT_GIE+2(sp), sr
    ret
