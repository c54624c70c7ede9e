; The 16-bit hardware multiplier, unrolled: 128 x 128 bits (.Lp256_block) and the products
; a_i a_j, i < j, of 128 bits (.Lp256_triangle). Both: r4..r11 = T on entry, r14 = A; they compute
; T + product (256 bits, never more), push its low eight words (word 0 at the highest address)
; above the return address, leave the high eight in r4..r11, and advance r14 by 16. Block: r15 = B,
; kept. They leave 18 bytes on the stack. r12, r13 are lost.
.set P256_BLOCK_BYTES, 18

.macro p256_row t0, t1, t2, t3, t4, t5, t6, t7, t8
    bic #8, sr
    mov #0, \t8
    .word 0x40b2 | 14 << 8, P256_MPY     ; mov @r14+, &MPY
    p256_product add, 0, \t0, \t1
    p256_product addc, 2, \t2, \t3
    p256_product addc, 4, \t4, \t5
    p256_product addc, 6, \t6, \t7
    adc \t8
    p256_product add, 1, \t1, \t2
    p256_product addc, 3, \t3, \t4
    p256_product addc, 5, \t5, \t6
    p256_product addc, 7, \t7, \t8
    bis r13, sr
    push \t0
.endm

; T has moved on by eight of nine registers.
.macro p256_turn_registers
    mov r10, r11
    mov r9, r10
    mov r8, r9
    mov r7, r8
    mov r6, r7
    mov r5, r6
    mov r4, r5
    mov r12, r4
.endm

.section .text.amisec_p256_block, "ax"
.balign 2
.Lp256_block:
    mov sr, r13
    and #8, r13
    p256_row r4, r5, r6, r7, r8, r9, r10, r11, r12
    p256_row r5, r6, r7, r8, r9, r10, r11, r12, r4
    p256_row r6, r7, r8, r9, r10, r11, r12, r4, r5
    p256_row r7, r8, r9, r10, r11, r12, r4, r5, r6
    p256_row r8, r9, r10, r11, r12, r4, r5, r6, r7
    p256_row r9, r10, r11, r12, r4, r5, r6, r7, r8
    p256_row r10, r11, r12, r4, r5, r6, r7, r8, r9
    p256_row r11, r12, r4, r5, r6, r7, r8, r9, r10
    p256_turn_registers
    br 16(sp)

; Row i of the triangle. r14 points at a_0 throughout; word p of the sum is in register 4 + p mod 9.
.macro p256_triangle_start i, new
    bic #8, sr
    mov #0, \new
    mov 2*\i(r14), &P256_MPY
.endm

.macro p256_triangle_product add, j, low, high
    mov 2*\j(r14), &P256_OP2
    \add &P256_RESLO, \low
    addc &P256_RESHI, \high
.endm

.section .text.amisec_p256_triangle, "ax"
.balign 2
.Lp256_triangle:
    mov sr, r13
    and #8, r13
    push r4
    p256_triangle_start 0, r12
    p256_triangle_product add, 1, r5, r6
    p256_triangle_product addc, 3, r7, r8
    p256_triangle_product addc, 5, r9, r10
    p256_triangle_product addc, 7, r11, r12
    p256_triangle_product add, 2, r6, r7
    p256_triangle_product addc, 4, r8, r9
    p256_triangle_product addc, 6, r10, r11
    adc r12
    bis r13, sr
    push r5
    push r6
    p256_triangle_start 1, r4
    p256_triangle_product add, 2, r7, r8
    p256_triangle_product addc, 4, r9, r10
    p256_triangle_product addc, 6, r11, r12
    adc r4
    p256_triangle_product add, 3, r8, r9
    p256_triangle_product addc, 5, r10, r11
    p256_triangle_product addc, 7, r12, r4
    bis r13, sr
    push r7
    push r8
    p256_triangle_start 2, r5
    p256_triangle_product add, 3, r9, r10
    p256_triangle_product addc, 5, r11, r12
    p256_triangle_product addc, 7, r4, r5
    p256_triangle_product add, 4, r10, r11
    p256_triangle_product addc, 6, r12, r4
    adc r5
    bis r13, sr
    push r9
    push r10
    p256_triangle_start 3, r6
    p256_triangle_product add, 4, r11, r12
    p256_triangle_product addc, 6, r4, r5
    adc r6
    p256_triangle_product add, 5, r12, r4
    p256_triangle_product addc, 7, r5, r6
    bis r13, sr
    push r11
    p256_triangle_start 4, r7
    p256_triangle_product add, 5, r4, r5
    p256_triangle_product addc, 7, r6, r7
    p256_triangle_product add, 6, r5, r6
    adc r7
    bis r13, sr
    nop
    p256_triangle_start 5, r8
    p256_triangle_product add, 6, r6, r7
    adc r8
    p256_triangle_product add, 7, r7, r8
    bis r13, sr
    nop
    p256_triangle_start 6, r9
    p256_triangle_product add, 7, r8, r9
    bis r13, sr
    mov #0, r10
    p256_turn_registers
    add #16, r14
    br 16(sp)

; Adds the squares of four words at r14 to the eight words r4..r11, with the carry flag coming in
; and going out. r15 = the interrupt flag. About 70 cycles without interrupts.
.macro p256_square_word add, low, high
    mov @r14, &P256_MPY
    .word 0x40b2 | 14 << 8, P256_OP2     ; mov @r14+, &OP2
    \add &P256_RESLO, \low
    addc &P256_RESHI, \high
.endm

.macro p256_add_squares
    bic #8, sr
    nop
    p256_square_word addc, r4, r5
    p256_square_word addc, r6, r7
    p256_square_word addc, r8, r9
    p256_square_word addc, r10, r11
    bis r15, sr
.endm
