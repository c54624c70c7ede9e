; Products of eight bytes for AVR (`fast`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

; Eight bytes with one carry chain.
.macro chain first, next, a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7
    \first  \a0, \b0
    \next   \a1, \b1
    \next   \a2, \b2
    \next   \a3, \b3
    \next   \a4, \b4
    \next   \a5, \b5
    \next   \a6, \b6
    \next   \a7, \b7
.endm

; r18..r23, r0, r1 := r24 times four bytes.
.macro multiply_four b0, b1, b2, b3
    mul     r24, \b0
    movw    r18, r0
    mul     r24, \b1
    movw    r20, r0
    mul     r24, \b2
    movw    r22, r0
    mul     r24, \b3
.endm

.macro add_four w0, w1, w2, w3, w4, w5, w6
    add     \w0, r18
    adc     \w1, r19
    adc     \w2, r20
    adc     \w3, r21
    adc     \w4, r22
    adc     \w5, r23
    adc     \w6, r0
.endm

; w0..w7 += (X+) * (r2..r9): w0 goes to Y+, its register takes the ninth byte.
.macro multiply_row w0, w1, w2, w3, w4, w5, w6, w7
    ld      r24, X+
    multiply_four r2, r4, r6, r8
    add_four \w0, \w1, \w2, \w3, \w4, \w5, \w6
    adc     \w7, r1
    st      Y+, \w0
    clr     \w0
    adc     \w0, \w0
    multiply_four r3, r5, r7, r9
    add_four \w1, \w2, \w3, \w4, \w5, \w6, \w7
    adc     \w0, r1
.endm

; The product of eight bytes at X and eight at Z, with r10..r17 added: the low half goes to Y, the
; high half to r10..r17. X, Y and Z += 8.
p256_multiply_8_add:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ld      r\n, Z+
    .endr
    multiply_row r10, r11, r12, r13, r14, r15, r16, r17
    rjmp    p256_multiply_rows
; The same with nothing added.
p256_multiply_8:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ld      r\n, Z+
    .endr
; The same with r2..r9 in place of those at Z.
p256_multiply_8_loaded:
    ld      r24, X+
    mul     r24, r2
    movw    r10, r0
    mul     r24, r4
    movw    r12, r0
    mul     r24, r6
    movw    r14, r0
    mul     r24, r8
    movw    r16, r0
    st      Y+, r10
    multiply_four r3, r5, r7, r9
    add_four r11, r12, r13, r14, r15, r16, r17
    clr     r10
    adc     r10, r1
p256_multiply_rows:
    multiply_row r11, r12, r13, r14, r15, r16, r17, r10
    multiply_row r12, r13, r14, r15, r16, r17, r10, r11
    multiply_row r13, r14, r15, r16, r17, r10, r11, r12
    multiply_row r14, r15, r16, r17, r10, r11, r12, r13
    multiply_row r15, r16, r17, r10, r11, r12, r13, r14
    multiply_row r16, r17, r10, r11, r12, r13, r14, r15
    multiply_row r17, r10, r11, r12, r13, r14, r15, r16
    ret
