; Without a multiplier, unrolled: 128 x 128 bits as in block16.s (r15 is kept, 18 bytes stay on the
; stack). One level of subtractive Karatsuba over 64 x 64 bits, those bit by bit.
.set P256_BLOCK_BYTES, 18

; One row: (T, r12) = T + r12 B with T = r4..r7 and B = r8..r11. r13, r15 are lost. Bit by bit from
; the lowest: T += B or 0, then T and what has left it (in r12, which the bits leave) move down.
.section .text.amisec_p256_software_row, "ax"
.balign 2
.Lp256_software_row:
    rrc r12
    .rept 16
    subc r13, r13                        ; all ones if the bit is zero
    mov r8, r15
    bic r13, r15
    add r15, r4
    mov r9, r15
    bic r13, r15
    addc r15, r5
    mov r10, r15
    bic r13, r15
    addc r15, r6
    mov r11, r15
    bic r13, r15
    addc r15, r7
    rrc r7
    rrc r6
    rrc r5
    rrc r4
    rrc r12
    .endr
    ret

; T = r4..r7: T + (four words at r14) (r8..r11); pushes the low four words.
.macro p256_software_rows
    .rept 4
    mov @r14+, r12
    call #.Lp256_software_row
    push r12
    .endr
.endm

.macro p256_four_words first, rest, r0, r1, r2, r3, pointer
    \first @\pointer+, \r0
    \rest @\pointer+, \r1
    \rest @\pointer+, \r2
    \rest @\pointer+, \r3
.endm

.macro p256_four_descending first, rest, r0, r1, r2, r3, offset
    \first 6+\offset(sp), \r0
    \rest 4+\offset(sp), \r1
    \rest 2+\offset(sp), \r2
    \rest \offset(sp), \r3
.endm

.section .text.amisec_p256_block, "ax"
.balign 2
.Lp256_block:
    .irp register, r4, r5, r6, r7, r8, r9, r10, r11, r14, r15
    push \register
    .endr
    .irp register, r4, r5, r6, r7
    mov #0, \register
    .endr
    p256_four_words mov, mov, r8, r9, r10, r11, r15
    p256_software_rows                   ; pushes l0; T = l1
    mov 8(sp), r15
    add #8, r15
    p256_four_words mov, mov, r8, r9, r10, r11, r15
    p256_software_rows                   ; pushes s; T = h, where s + 2^64 h = a1 b1 + l1
    .irp register, r4, r5, r6, r7
    push \register
    .endr
    sub #16, r14
    p256_four_words mov, mov, r4, r5, r6, r7, r14
    p256_four_words sub, subc, r4, r5, r6, r7, r14
    subc r13, r13                        ; a0 - a1 = da - 2^64 [borrow]
    .irp register, r7, r6, r5, r4, r13
    push \register
    .endr
    mov 34(sp), r15
    add #8, r15
    p256_four_words mov, mov, r8, r9, r10, r11, r15
    sub #16, r15
    p256_four_words sub, subc, r8, r9, r10, r11, r15
    subc r13, r13                        ; b1 - b0 = db - 2^64 [borrow]
    push r13
    p256_four_descending mov, mov, r4, r5, r6, r7, 20
    p256_four_descending add, addc, r4, r5, r6, r7, 28
    mov #0, r13
    adc r13
    push r13
    mov sp, r14
    add #6, r14
    p256_software_rows                   ; T = s + l0 + da db; pushes words 4 to 7 of the product
    ; From here: 0 words 4 to 7, 8 carry, 10 borrow of b1 - b0, 12 borrow of a0 - a1, 14 da, 22 h,
    ; 30 s, 38 l0, 46 B, 48 A, 50 T as it came, 66 return address.
    mov 12(sp), r14
    inv r14
    mov 10(sp), r15
    inv r15
    .irp register, r8, r9, r10, r11
    bic r14, \register
    .endr
    sub r8, r4
    subc r9, r5
    subc r10, r6
    subc r11, r7
    subc r12, r12
    mov 14(sp), r13
    bic r15, r13
    sub r13, r4
    mov 16(sp), r13
    bic r15, r13
    subc r13, r5
    mov 18(sp), r13
    bic r15, r13
    subc r13, r6
    mov 20(sp), r13
    bic r15, r13
    subc r13, r7
    sbc r12
    p256_four_descending add, addc, r4, r5, r6, r7, 22
    adc r12
    bit #1, 8(sp)
    p256_four_descending addc, addc, r4, r5, r6, r7, 30
    adc r12
    bis r14, r15
    inc r15
    add r15, r12
    p256_four_descending mov, mov, r8, r9, r10, r11, 22
    mov r12, r13
    add r13, r13
    subc r13, r13
    inv r13
    add r12, r8
    addc r13, r9
    addc r13, r10
    addc r13, r11
    mov 44(sp), r13
    add r13, 64(sp)
    mov 42(sp), r13
    addc r13, 62(sp)
    mov 40(sp), r13
    addc r13, 60(sp)
    mov 38(sp), r13
    addc r13, 58(sp)
    mov 6(sp), r13
    addc r13, 56(sp)
    mov 4(sp), r13
    addc r13, 54(sp)
    mov 2(sp), r13
    addc r13, 52(sp)
    mov 0(sp), r13
    addc r13, 50(sp)
    .irp register, r4, r5, r6, r7, r8, r9, r10, r11
    adc \register
    .endr
    mov 48(sp), r14
    add #16, r14
    mov 46(sp), r15
    add #50, sp
    br 16(sp)

.section .text.amisec_p256_field_square, "ax"
.balign 2
.globl amisec_p256_field_square
.hidden amisec_p256_field_square
amisec_p256_field_square:
    mov r13, r14
    br #amisec_p256_field_multiply
