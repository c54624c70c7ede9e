; Squares of 8 and 16 bytes for AVR (`fast`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

; r26, r18..r24, r10..r17 := the square of eight bytes at X; Z := X + 8; r25 := 0. The bytes 1 to 15
; of the result are collected in r18..r24, r10..r17, which serve as scratch until they are due.
p256_square:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ld      r\n, X+
    .endr
    movw    r30, r26
    clr     r25
    mul     r2, r3              ; row 0
    movw    r18, r0
    mul     r2, r5
    movw    r20, r0
    mul     r2, r7
    movw    r22, r0
    mul     r2, r9
    mov     r24, r0
    mov     r10, r1
    mul     r2, r4
    movw    r12, r0
    mul     r2, r6
    movw    r14, r0
    mul     r2, r8
    add     r19, r12
    adc     r20, r13
    adc     r21, r14
    adc     r22, r15
    adc     r23, r0
    adc     r24, r1
    adc     r10, r25
    mul     r3, r4              ; row 1
    movw    r12, r0
    mul     r3, r6
    movw    r14, r0
    mul     r3, r8
    add     r20, r12
    adc     r21, r13
    adc     r22, r14
    adc     r23, r15
    adc     r24, r0
    adc     r10, r1
    clr     r11
    adc     r11, r25
    mul     r3, r5
    movw    r12, r0
    mul     r3, r7
    movw    r14, r0
    mul     r3, r9
    add     r21, r12
    adc     r22, r13
    adc     r23, r14
    adc     r24, r15
    adc     r10, r0
    adc     r11, r1
    mul     r4, r5              ; row 2
    movw    r14, r0
    mul     r4, r7
    movw    r16, r0
    mul     r4, r9
    clr     r12
    add     r22, r14
    adc     r23, r15
    adc     r24, r16
    adc     r10, r17
    adc     r11, r0
    adc     r12, r1
    mul     r4, r6
    movw    r14, r0
    mul     r4, r8
    add     r23, r14
    adc     r24, r15
    adc     r10, r0
    adc     r11, r1
    adc     r12, r25
    mul     r5, r6              ; row 3
    movw    r14, r0
    mul     r5, r8
    clr     r13
    add     r24, r14
    adc     r10, r15
    adc     r11, r0
    adc     r12, r1
    adc     r13, r25
    mul     r5, r7
    movw    r14, r0
    mul     r5, r9
    add     r10, r14
    adc     r11, r15
    adc     r12, r0
    adc     r13, r1
    mul     r6, r7              ; row 4
    movw    r16, r0
    mul     r6, r9
    clr     r14
    add     r11, r16
    adc     r12, r17
    adc     r13, r0
    adc     r14, r1
    mul     r6, r8
    add     r12, r0
    adc     r13, r1
    adc     r14, r25
    mul     r7, r8              ; row 5
    clr     r15
    add     r13, r0
    adc     r14, r1
    adc     r15, r25
    mul     r7, r9
    add     r14, r0
    adc     r15, r1
    mul     r8, r9              ; row 6
    clr     r16
    add     r15, r0
    adc     r16, r1
    lsl     r18                 ; twice that
    .irp    n, 19, 20, 21, 22, 23, 24, 10, 11, 12, 13, 14, 15, 16
    rol     r\n
    .endr
    clr     r17
    rol     r17
    mul     r2, r2              ; the squares; r27 keeps carries
    movw    r26, r0
    mul     r3, r3
    movw    r2, r0
    mul     r4, r4
    add     r18, r27
    adc     r19, r2
    adc     r20, r3
    adc     r21, r0
    adc     r22, r1
    sbc     r27, r27
    mul     r5, r5
    movw    r2, r0
    mul     r6, r6
    movw    r4, r0
    mul     r7, r7
    movw    r6, r0
    mul     r8, r8
    lsr     r27
    adc     r23, r2
    adc     r24, r3
    adc     r10, r4
    adc     r11, r5
    adc     r12, r6
    adc     r13, r7
    adc     r14, r0
    adc     r15, r1
    sbc     r27, r27
    mul     r9, r9
    lsr     r27
    adc     r16, r0
    adc     r17, r1
    ret

; The square of 16 bytes at X goes to Y (32 bytes). Y += 32.
p256_square_16:
    movw    r30, r26
    adiw    r30, 8
    adiw    r28, 8
    rcall   p256_multiply_8     ; 2 A0 A1 to the middle
    sbiw    r28, 16
    ldd     r2, Y+8
    lsl     r2
    std     Y+8, r2
    .irp    n, 9, 10, 11, 12, 13, 14, 15
    ldd     r2, Y+\n
    rol     r2
    std     Y+\n, r2
    .endr
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17
    rol     r\n
    std     Y+6+\n, r\n
    .endr
    clr     r2
    rol     r2
    std     Y+24, r2
    sbiw    r26, 8
    rcall   p256_square
    st      Y, r26
    .irp    n, 18, 19, 20, 21, 22, 23, 24
    std     Y+\n-17, r\n
    .endr
    ldd     r8, Y+8
    add     r8, r10
    std     Y+8, r8
    .irp    n, 11, 12, 13, 14, 15, 16, 17
    ldd     r8, Y+\n-2
    adc     r8, r\n
    std     Y+\n-2, r8
    .endr
    sbc     r25, r25
    std     Y+25, r25
    movw    r26, r30
    rcall   p256_square
    ldd     r9, Y+25
    ldd     r8, Y+16
    lsr     r9
    adc     r8, r26
    std     Y+16, r8
    .irp    n, 18, 19, 20, 21, 22, 23, 24
    ldd     r8, Y+\n-1
    adc     r8, r\n
    std     Y+\n-1, r8
    .endr
    ldd     r8, Y+24
    adc     r10, r8
    std     Y+24, r10
    .irp    n, 11, 12, 13, 14, 15, 16, 17
    adc     r\n, r25
    std     Y+14+\n, r\n
    .endr
    adiw    r28, 32
    ret
