; The 64-bit product of two words for AVR (`fast`, where inversion needs it).

    .section .text.amisec_p256_wide,"ax",@progbits

; r18..r25 := r18..r21 * r22..r25, row by row into r26, r27, r30, r31, r16, r17, r22, r23.
    .global amisec_p256_wide
    .hidden amisec_p256_wide
    .type amisec_p256_wide,@function
amisec_p256_wide:
    .irp    n, 14, 15, 16, 17
    push    r\n
    .endr
    mul     r22, r18
    movw    r26, r0
    mul     r22, r20
    movw    r30, r0
    mul     r22, r19
    movw    r14, r0
    mul     r22, r21
    clr     r16
    add     r27, r14
    adc     r30, r15
    adc     r31, r0
    adc     r16, r1
.macro row a, w1, w2, w3, w4, w5
    mul     \a, r18
    movw    r14, r0
    mul     \a, r20
    clr     \w5
    add     \w1, r14
    adc     \w2, r15
    adc     \w3, r0
    adc     \w4, r1
    adc     \w5, \w5
    mul     \a, r19
    movw    r14, r0
    mul     \a, r21
    add     \w2, r14
    adc     \w3, r15
    adc     \w4, r0
    adc     \w5, r1
.endm
    row     r23, r27, r30, r31, r16, r17
    row     r24, r30, r31, r16, r17, r22
    row     r25, r31, r16, r17, r22, r23
    movw    r24, r22
    movw    r22, r16
    movw    r20, r30
    movw    r18, r26
    clr     r1
    .irp    n, 17, 16, 15, 14
    pop     r\n
    .endr
    ret
