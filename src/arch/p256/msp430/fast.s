; The field modulo p, unrolled. See the derivation in msp430.rs.

; The words of the product W = a b where the reduction finds them, as offsets from the stack pointer.
; In memory the words of a group of eight descend; W_16..W_23 are in r4..r11, and W_24..W_31 in
; memory lack the signed carry in r12. The quotient m replaces W_0..W_15.
.set P256_W8, 0
.set P256_HIGH, P256_BLOCK_BYTES + 38
.set P256_W0, P256_BLOCK_BYTES + 38 + 16 + P256_BLOCK_BYTES
.set P256_R, P256_W0 + P256_BLOCK_BYTES

; r4..r11 op= the eight words at offset(sp), word 0 at the highest address.
.macro p256_descending first, rest, offset
    \first 14+\offset(sp), r4
    \rest 12+\offset(sp), r5
    \rest 10+\offset(sp), r6
    \rest 8+\offset(sp), r7
    \rest 6+\offset(sp), r8
    \rest 4+\offset(sp), r9
    \rest 2+\offset(sp), r10
    \rest 0+\offset(sp), r11
.endm

.macro p256_push_descending
    .irp register, r4, r5, r6, r7, r8, r9, r10, r11
    push \register
    .endr
.endm

; r4..r11 -= the eight words at offset(sp), ascending, where mask_not is zero; nothing where it is ones.
.macro p256_subtract_masked_word subtract, offset, mask_not, register
    mov \offset(sp), r13
    bic \mask_not, r13
    \subtract r13, \register
.endm

.macro p256_subtract_masked offset, mask_not
    p256_subtract_masked_word sub, 0+\offset, \mask_not, r4
    p256_subtract_masked_word subc, 2+\offset, \mask_not, r5
    p256_subtract_masked_word subc, 4+\offset, \mask_not, r6
    p256_subtract_masked_word subc, 6+\offset, \mask_not, r7
    p256_subtract_masked_word subc, 8+\offset, \mask_not, r8
    p256_subtract_masked_word subc, 10+\offset, \mask_not, r9
    p256_subtract_masked_word subc, 12+\offset, \mask_not, r10
    p256_subtract_masked_word subc, 14+\offset, \mask_not, r11
.endm

; m_j, that is word j of the low half.
.irp j, 0, 1, 2, 3, 4, 5, 6, 7
.set P256_M\j, P256_W0+14-2*\j
.endr
.irp j, 8, 9, 10, 11, 12, 13, 14, 15
.set P256_M\j, P256_W8+30-2*\j
.endr

; The word at destination(sp) op= the word at source(sp). r13 is lost.
.macro p256_add_word op, source, destination
    mov \source(sp), r13
    \op r13, \destination(sp)
.endm

; r4..r11 op= eight words of the stack, with the carry.
.macro p256_apply op, w0, w1, w2, w3, w4, w5, w6, w7
    \op \w0(sp), r4
    \op \w1(sp), r5
    \op \w2(sp), r6
    \op \w3(sp), r7
    \op \w4(sp), r8
    \op \w5(sp), r9
    \op \w6(sp), r10
    \op \w7(sp), r11
.endm

.macro p256_store_descending offset
    mov r4, 14+\offset(sp)
    mov r5, 12+\offset(sp)
    mov r6, 10+\offset(sp)
    mov r7, 8+\offset(sp)
    mov r8, 6+\offset(sp)
    mov r9, 4+\offset(sp)
    mov r10, 2+\offset(sp)
    mov r11, 0+\offset(sp)
.endm

.macro p256_store_result offset
    mov r4, 0+\offset(r13)
    mov r5, 2+\offset(r13)
    mov r6, 4+\offset(r13)
    mov r7, 6+\offset(r13)
    mov r8, 8+\offset(r13)
    mov r9, 10+\offset(r13)
    mov r10, 12+\offset(r13)
    mov r11, 14+\offset(r13)
.endm

.section .text.amisec_p256_field_multiply, "ax"
.balign 2
.globl amisec_p256_field_multiply
.hidden amisec_p256_field_multiply
amisec_p256_field_multiply:
    p256_save_registers
    push r12
    mov r14, r15
    mov r13, r14
    p256_clear_low_words
    call #.Lp256_block                   ; pushes l0; T = l1
    add #16, r15
    call #.Lp256_block                   ; pushes s; T = h, where s + 2^128 h = a1 b1 + l1
    p256_push_descending                 ; h
    sub #32, r14
    p256_ascending mov, mov, r14         ; a0 - a1 = da - 2^128 [borrow]
    p256_ascending sub, subc, r14
    subc r12, r12
    .irp register, r11, r10, r9, r8, r7, r6, r5, r4
    push \register
    .endr
    p256_ascending mov, mov, r15         ; b1 - b0 = db - 2^128 [borrow]
    sub #32, r15
    p256_ascending sub, subc, r15
    subc r13, r13
    .irp register, r11, r10, r9, r8, r7, r6, r5, r4
    push \register
    .endr
    push r12
    push r13
    p256_descending mov, mov, 52         ; T = s + l0
    p256_descending add, addc, 52+P256_BLOCK_BYTES
    mov #0, r12
    adc r12
    push r12
    mov sp, r14
    add #22, r14
    mov sp, r15
    add #6, r15
    call #.Lp256_block                   ; pushes W_8..W_15
    ; From here: 0 W_8.., then from B = P256_BLOCK_BYTES: 0 carry, 2 borrow of b1 - b0,
    ; 4 borrow of a0 - a1, 6 db, 22 da, 38 h, 54 s, then l0.
    mov 4+P256_BLOCK_BYTES(sp), r14
    inv r14
    mov 2+P256_BLOCK_BYTES(sp), r15
    inv r15
    p256_subtract_masked 6+P256_BLOCK_BYTES, r14
    subc r12, r12
    p256_subtract_masked 22+P256_BLOCK_BYTES, r15
    sbc r12
    p256_descending add, addc, 38+P256_BLOCK_BYTES
    adc r12
    bit #1, P256_BLOCK_BYTES(sp)
    p256_descending addc, addc, 54+P256_BLOCK_BYTES
    adc r12
    bis r14, r15
    inc r15
    add r15, r12                         ; both borrowed: + 2^256
    br #.Lp256_reduce

; r = (W + m p) / 2^256, less p if that is not below p. Frame and registers: at the top of this file.
.section .text.amisec_p256_reduce, "ax"
.balign 2
.Lp256_reduce:
    ; m_j = W_j + m_(j-6) + m_(j-12) - m_(j-14); each of the three sums goes on into W_16.. with
    ; its carry, as m_(j+10), m_(j+4) and - m_(j+2).
    p256_add_word add, P256_M0, P256_M6
    p256_add_word addc, P256_M1, P256_M7
    p256_add_word addc, P256_M2, P256_M8
    p256_add_word addc, P256_M3, P256_M9
    p256_add_word addc, P256_M4, P256_M10
    p256_add_word addc, P256_M5, P256_M11
    mov #0, r14
    rlc r14
    p256_add_word add, P256_M0, P256_M12
    p256_add_word addc, P256_M1, P256_M13
    p256_add_word addc, P256_M2, P256_M14
    p256_add_word addc, P256_M3, P256_M15
    p256_apply addc, P256_M4, P256_M5, P256_M6, P256_M7, P256_M8, P256_M9, P256_M10, P256_M11
    adc r12
    p256_add_word sub, P256_M0, P256_M14
    p256_add_word subc, P256_M1, P256_M15
    p256_apply subc, P256_M2, P256_M3, P256_M4, P256_M5, P256_M6, P256_M7, P256_M8, P256_M9
    sbc r12
    rrc r14
    p256_add_word addc, P256_M6, P256_M12
    p256_add_word addc, P256_M7, P256_M13
    p256_add_word addc, P256_M8, P256_M14
    p256_add_word addc, P256_M9, P256_M15
    addc P256_M10(sp), r4
    addc P256_M11(sp), r5
    addc P256_M12(sp), r6
    addc P256_M13(sp), r7
    addc P256_M14(sp), r8
    addc P256_M15(sp), r9
    adc r10
    adc r11
    adc r12
    add P256_M0(sp), r4
    addc P256_M1(sp), r5
    addc P256_M2(sp), r6
    addc P256_M3(sp), r7
    addc P256_M4(sp), r8
    addc P256_M5(sp), r9
    addc P256_M6(sp), r10
    addc P256_M7(sp), r11
    adc r12
    sub #-1, r4                          ; - p
    .irp register, r5, r6, r7, r8, r9
    subc #-1, \register
    .endr
    sbc r10
    sbc r11
    sbc r12
    mov P256_R(sp), r13
    p256_store_result 0
    ; The upper half: r12 with its sign, the same sums, - p. r15 counts what leaves at the top.
    p256_descending mov, mov, P256_HIGH
    mov r12, r14
    add r14, r14
    subc r14, r14
    inv r14
    mov r14, r15
    add r12, r4
    .irp register, r5, r6, r7, r8, r9, r10, r11
    addc r14, \register
    .endr
    adc r15
    add P256_M8(sp), r4
    addc P256_M9(sp), r5
    addc P256_M10(sp), r6
    addc P256_M11(sp), r7
    addc P256_M12(sp), r8
    addc P256_M13(sp), r9
    addc P256_M14(sp), r10
    addc P256_M15(sp), r11
    adc r15
    add P256_M12(sp), r4
    addc P256_M13(sp), r5
    addc P256_M14(sp), r6
    addc P256_M15(sp), r7
    .irp register, r8, r9, r10, r11, r15
    adc \register
    .endr
    sub P256_M10(sp), r4
    subc P256_M11(sp), r5
    subc P256_M12(sp), r6
    subc P256_M13(sp), r7
    subc P256_M14(sp), r8
    subc P256_M15(sp), r9
    sbc r10
    sbc r11
    sbc r15
    sub #1, r8
    sbc r9
    subc #-1, r10
    subc #-1, r11
    sbc r15
    add #P256_R+2, sp
    ; Falls through.

; r15 = -1: adds p to the low words at r13 and the high words in r4..r11; 0: adds nothing. Stores
; the high words and returns.
.Lp256_add_back:
    mov #0, r14
    sub r15, r14
    add r15, 0(r13)
    .irp offset, 2, 4, 6, 8, 10
    addc r15, \offset(r13)
    .endr
    adc 12(r13)
    adc 14(r13)
    .irp register, r4, r5, r6, r7
    adc \register
    .endr
    addc r14, r8
    adc r9
    addc r15, r10
    addc r15, r11
    p256_store_result 16
    p256_restore_registers_and_return

.section .text.amisec_p256_field_add, "ax"
.balign 2
.globl amisec_p256_field_add
.hidden amisec_p256_field_add
amisec_p256_field_add:
    p256_save_registers
    mov r13, r15
    mov r12, r13
    p256_ascending mov, mov, r15
    p256_ascending add, addc, r14
    mov #0, r12
    rlc r12                              ; the sum's carry
    sub #-1, r4
    .irp register, r5, r6, r7, r8, r9
    subc #-1, \register
    .endr
    sbc r10
    sbc r11
    rlc r12                              ; the difference's carry
    p256_store_result 0
    p256_ascending mov, mov, r15
    rrc r12
    .irp register, r4, r5, r6, r7
    sbc \register
    .endr
    subc #1, r8
    sbc r9
    subc #-1, r10
    subc #-1, r11
    subc r15, r15
    rrc r12
    p256_ascending addc, addc, r14
    adc r15
    br #.Lp256_add_back

.section .text.amisec_p256_field_subtract, "ax"
.balign 2
.globl amisec_p256_field_subtract
.hidden amisec_p256_field_subtract
amisec_p256_field_subtract:
    p256_save_registers
    mov r13, r15
    mov r12, r13
    p256_ascending mov, mov, r15
    p256_ascending sub, subc, r14
    mov #0, r12
    rlc r12
    p256_store_result 0
    p256_ascending mov, mov, r15
    rrc r12
    p256_ascending subc, subc, r14
    subc r15, r15
    br #.Lp256_add_back

; r = a / 2 mod p: a or, if it is odd, a + p, and its carry, moved down by one place.
.section .text.amisec_p256_field_halve, "ax"
.balign 2
.globl amisec_p256_field_halve
.hidden amisec_p256_field_halve
amisec_p256_field_halve:
    mov @r13, r15
    and #1, r15
    mov r15, r14
    inv r15
    inc r15                              ; all ones if a is odd
    clrc
    .irp offset, 0, 2, 4, 6, 8, 10
    mov @r13+, r11
    addc r15, r11
    mov r11, \offset(r12)
    .endr
    .irp offset, 12, 14, 16, 18, 20, 22
    mov @r13+, r11
    adc r11
    mov r11, \offset(r12)
    .endr
    mov @r13+, r11
    addc r14, r11
    mov r11, 24(r12)
    mov @r13+, r11
    adc r11
    mov r11, 26(r12)
    .irp offset, 28, 30
    mov @r13+, r11
    addc r15, r11
    mov r11, \offset(r12)
    .endr
    .irp offset, 30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0
    rrc \offset(r12)
    .endr
    ret
