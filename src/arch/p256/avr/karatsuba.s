; Products of 16 bytes and the differences of 16 for AVR (`fast`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

1:  rjmp    p256_square_16
; The product of 16 bytes at X and 16 at Z, or the square of those at X with T set, goes to Y
; (32 bytes). Y += 32; the next eight bytes there are scratch.
p256_multiply_16:
    brts    1b
    rcall   p256_multiply_8
    rcall   p256_multiply_8_add
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7
    std     Y+8+\n, r1\n
    .endr
    sbiw    r30, 16             ; r2..r9 := |B1 - B0|, r25 := its sign
    ld      r18, Z
    sub     r2, r18
    .irp    n, 3, 4, 5, 6, 7, 8, 9
    ldd     r18, Z+\n-2
    sbc     r\n, r18
    .endr
    sbc     r25, r25
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    eor     r\n, r25
    .endr
    sub     r2, r25
    .irp    n, 3, 4, 5, 6, 7, 8, 9
    sbc     r\n, r25
    .endr
    movw    r30, r26            ; |A0 - A1|
    sbiw    r30, 16
    ld      r10, Z
    ldd     r18, Z+8
    sub     r10, r18
    .irp    n, 1, 2, 3, 4, 5, 6, 7
    ldd     r1\n, Z+\n
    ldd     r18, Z+8+\n
    sbc     r1\n, r18
    .endr
    sbc     r24, r24
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17
    eor     r\n, r24
    .endr
    movw    r26, r28
    adiw    r26, 16
    sub     r10, r24
    std     Y+16, r10
    .irp    n, 1, 2, 3, 4, 5, 6, 7
    sbc     r1\n, r24
    std     Y+16+\n, r1\n
    .endr
    eor     r25, r24
    rcall   p256_multiply_8_loaded
    sbiw    r28, 24             ; Y: L0, t, M0, H1 + c
    .irp    n, 18, 19, 20, 21, 22, 23
    ldd     r\n, Y+\n-10
    .endr
    ldd     r26, Y+14
    ldd     r27, Y+15
    ld      r2, Y
    .irp    n, 3, 4, 5, 6, 7, 8, 9
    ldd     r\n, Y+\n-2
    .endr
    chain   add, adc, r2, r3, r4, r5, r6, r7, r8, r9, r18, r19, r20, r21, r22, r23, r26, r27
    clr     r24
    adc     r24, r24
    mov     r0, r25
    lsr     r0
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ldd     r0, Y+14+\n
    eor     r0, r25
    adc     r\n, r0
    std     Y+6+\n, r\n
    .endr
    sbc     r1, r1
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ldd     r\n, Y+22+\n
    .endr
    lsr     r24
    chain   adc, adc, r18, r19, r20, r21, r22, r23, r26, r27, r2, r3, r4, r5, r6, r7, r8, r9
    adc     r24, r24
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17
    eor     r\n, r25
    .endr
    lsr     r1
    chain   adc, adc, r18, r19, r20, r21, r22, r23, r26, r27, r10, r11, r12, r13, r14, r15, r16, r17
    adc     r24, r25            ; all that is carried into the top: -1 to 2
    .irp    n, 18, 19, 20, 21, 22, 23
    std     Y+\n-2, r\n
    .endr
    std     Y+22, r26
    std     Y+23, r27
    mov     r25, r24
    lsl     r25
    sbc     r25, r25
    add     r2, r24
    std     Y+24, r2
    .irp    n, 3, 4, 5, 6, 7, 8, 9
    adc     r\n, r25
    std     Y+22+\n, r\n
    .endr
    adiw    r28, 32
    ret

; r24, 16 bytes at X := sign and magnitude of the difference of 16 bytes at Z and the 16 behind
; them. X += 16.
p256_difference:
    ld      r2, Z
    ldd     r0, Z+16
    sub     r2, r0
    .irp    n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
    ldd     r\n, Z+\n-2
    ldd     r0, Z+14+\n
    sbc     r\n, r0
    .endr
    sbc     r24, r24
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
    eor     r\n, r24
    .endr
    sub     r2, r24
    st      X+, r2
    .irp    n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
    sbc     r\n, r24
    st      X+, r\n
    .endr
    ret
