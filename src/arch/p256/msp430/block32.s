; The 32-bit hardware multiplier, unrolled: as block16.s, two words of A a row. They leave 20 bytes
; on the stack (the interrupt flag is one of them).
.set P256_BLOCK_BYTES, 20

.macro p256_row gie, t0, t1, t2, t3, t4, t5, t6, t7, t8, t9
    bic #8, sr
    mov #0, \t8
    .word 0x40b2 | 14 << 8, P256_MPY32L  ; mov @r14+, &MPY32L
    .word 0x40b2 | 14 << 8, P256_MPY32H  ; mov @r14+, &MPY32H
    mov #0, \t9
    p256_product add, 0, \t0, \t1, \t2, \t3
    p256_product addc, 2, \t4, \t5, \t6, \t7
    adc \t8
    p256_product add, 1, \t2, \t3, \t4, \t5
    p256_product addc, 3, \t6, \t7, \t8, \t9
    bis \gie(sp), sr
    push \t0
    push \t1
.endm

; T has moved on by eight of ten registers.
.macro p256_turn_registers
    mov r9, r11
    mov r8, r10
    mov r7, r9
    mov r6, r8
    mov r5, r7
    mov r4, r6
    mov r12, r4
    mov r13, r5
.endm

.section .text.amisec_p256_block, "ax"
.balign 2
.Lp256_block:
    push sr
    and #8, 0(sp)
    p256_row 0, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13
    p256_row 4, r6, r7, r8, r9, r10, r11, r12, r13, r4, r5
    p256_row 8, r8, r9, r10, r11, r12, r13, r4, r5, r6, r7
    p256_row 12, r10, r11, r12, r13, r4, r5, r6, r7, r8, r9
    p256_turn_registers
    br 18(sp)

; Row i of the triangle. r14 points at a_0 throughout; word p of the sum is in register 4 + p mod 10.
.macro p256_triangle_start i, new0, new1
    bic #8, sr
    mov #0, \new0
    mov 4*\i(r14), &P256_MPY32L
    mov 4*\i+2(r14), &P256_MPY32H
    mov #0, \new1
.endm

.macro p256_triangle_product add, j, w0, w1, w2, w3
    mov 4*\j(r14), &P256_OP2L
    mov 4*\j+2(r14), &P256_OP2H
    \add &P256_RES0, \w0
    addc &P256_RES1, \w1
    addc &P256_RES2, \w2
    addc &P256_RES3, \w3
.endm

.section .text.amisec_p256_triangle, "ax"
.balign 2
.Lp256_triangle:
    push sr
    and #8, 0(sp)
    push r4
    push r5
    p256_triangle_start 0, r12, r13
    p256_triangle_product add, 1, r6, r7, r8, r9
    p256_triangle_product addc, 3, r10, r11, r12, r13
    p256_triangle_product add, 2, r8, r9, r10, r11
    adc r12
    adc r13
    bis 4(sp), sr
    push r6
    push r7
    push r8
    push r9
    p256_triangle_start 1, r4, r5
    p256_triangle_product add, 2, r10, r11, r12, r13
    adc r4
    p256_triangle_product add, 3, r12, r13, r4, r5
    bis 12(sp), sr
    push r10
    push r11
    p256_triangle_start 2, r6, r7
    p256_triangle_product add, 3, r4, r5, r6, r7
    bis 16(sp), sr
    mov #0, r8
    mov #0, r9
    p256_turn_registers
    add #16, r14
    br 18(sp)

; Adds the squares of two double words at r14 to the eight words r4..r11, with the carry flag coming
; in and going out. r15 = the interrupt flag. About 70 cycles without interrupts.
.macro p256_square_word w0, w1, w2, w3
    mov @r14, &P256_MPY32L
    mov 2(r14), &P256_MPY32H
    .word 0x40b2 | 14 << 8, P256_OP2L    ; mov @r14+, &OP2L
    .word 0x40b2 | 14 << 8, P256_OP2H    ; mov @r14+, &OP2H
    addc &P256_RES0, \w0
    addc &P256_RES1, \w1
    addc &P256_RES2, \w2
    addc &P256_RES3, \w3
.endm

.macro p256_add_squares
    bic #8, sr
    nop
    p256_square_word r4, r5, r6, r7
    p256_square_word r8, r9, r10, r11
    bis r15, sr
.endm
