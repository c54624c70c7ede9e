; The multiplication of GHASH for AVR. See ../avr.rs.

; The byte's entry is added at r\p0 to r\p8. The upper four bits if T is clear, else the lower ones.
.macro ghash_step p0, p1, p2, p3, p4, p5, p6, p7, p8
    ld      r30, X+
    brtc    1f
    swap    r30
1:  andi    r30, 0xf0
    clr     r31
    add     r30, r28
    adc     r31, r29
    ldd     r0, Z+0
    eor     r\p0, r0
    ldd     r0, Z+1
    eor     r\p1, r0
    ldd     r0, Z+2
    eor     r\p2, r0
    ldd     r0, Z+3
    eor     r\p3, r0
    ldd     r0, Z+4
    eor     r\p4, r0
    ldd     r0, Z+5
    eor     r\p5, r0
    ldd     r0, Z+6
    eor     r\p6, r0
    ldd     r0, Z+7
    eor     r\p7, r0
    ldd     r0, Z+8
    eor     r\p8, r0
.endm

; r23 (1 + x + x^2 + x^7): r19 at its own place, r18 below.
.macro ghash_fold
    mul     r23, r20
    movw    r18, r0
    mul     r23, r21
    eor     r18, r0
    eor     r19, r1
    mul     r23, r22
    eor     r18, r0
    eor     r19, r1
    eor     r19, r23
.endm

    .section .text.amisec_ghash_multiply,"ax",@progbits
; Multiplies the 16 bytes at r24 by those at r22.
; Frame: the two addresses; at Y 16 entries of 16 bytes; at Y + 256 the product.
    .global amisec_ghash_multiply
    .hidden amisec_ghash_multiply
    .type   amisec_ghash_multiply,@function
amisec_ghash_multiply:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29
    push    r\n
    .endr
    in      r28, 0x3d
    in      r29, 0x3e
    subi    r28, 0x24           ; 292
    sbci    r29, 0x01
    in      r0, 0x3f
    cli
    out     0x3e, r29
    out     0x3f, r0
    out     0x3d, r28
    std     Y+1, r24
    std     Y+2, r25
    std     Y+3, r22
    std     Y+4, r23
    adiw    r28, 5
    movw    r30, r22
    rcall   ghash_half
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
    std     Z-2+\n, r\n
    .endr
    .irp    n, 24, 25, 26, 27, 28, 29, 30, 31
    std     Z+\n, r1
    .endr
    sbiw    r28, 4
    ldd     r30, Y+2
    ldd     r31, Y+3
    adiw    r28, 4
    adiw    r30, 8
    rcall   ghash_half
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
    ldd     r0, Z+6+\n
    eor     r0, r\n
    std     Z+6+\n, r0
    .endr
    sbiw    r28, 4
    ld      r26, Y
    ldd     r27, Y+1
    ldi     r20, 0x80
    ldi     r21, 0x40
    ldi     r22, 0x02
    ld      r23, Z+
    ghash_fold
    ldd     r24, Z+14
    eor     r24, r18
    std     Z+14, r24
    ldd     r24, Z+15
    eor     r24, r19
    ldi     r25, 15
1:  ld      r23, Z+
    ghash_fold
    eor     r24, r18
    st      X+, r24
    ldd     r24, Z+15
    eor     r24, r19
    dec     r25
    brne    1b
    st      X, r24
    clr     r1
    subi    r28, 0xdd           ; to the end of the frame: 291
    sbci    r29, 0xfe
    in      r0, 0x3f
    cli
    out     0x3e, r29
    out     0x3f, r0
    out     0x3d, r28
    .irp    n, 29, 28, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2
    pop     r\n
    .endr
    ret

; r2 to r25 := the accumulator times the eight bytes at Z. Z := the product's address.
ghash_half:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ld      r\n, Z+
    .endr
    movw    r30, r28
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 24
    std     Z+\n, r1
    .endr
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    std     Z+14+\n, r\n
    .endr
    movw    r26, r28
    adiw    r26, 16
    adiw    r30, 32
    ldi     r19, 7
1:  .irp    n, 10, 11, 12, 13, 14, 15, 16, 17, 18
    ld      r\n, X+
    .endr
    adiw    r26, 7
    lsl     r10
    .irp    n, 11, 12, 13, 14, 15, 16, 17, 18
    rol     r\n
    .endr
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17, 18
    std     Z-10+\n, r\n
    .endr
    eor     r10, r2
    eor     r11, r3
    eor     r12, r4
    eor     r13, r5
    eor     r14, r6
    eor     r15, r7
    eor     r16, r8
    eor     r17, r9
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17, 18
    std     Z+6+\n, r\n
    .endr
    adiw    r30, 32
    dec     r19
    brne    1b
    sbiw    r28, 4
    ld      r26, Y
    ldd     r27, Y+1
    adiw    r28, 4
    clr     r2
    clr     r3
    .irp    n, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24
    movw    r\n, r2
    .endr
    clt
2:
    ghash_step 2, 3, 4, 5, 6, 7, 8, 9, 10
    ghash_step 3, 4, 5, 6, 7, 8, 9, 10, 11
    ghash_step 4, 5, 6, 7, 8, 9, 10, 11, 12
    ghash_step 5, 6, 7, 8, 9, 10, 11, 12, 13
    ghash_step 6, 7, 8, 9, 10, 11, 12, 13, 14
    ghash_step 7, 8, 9, 10, 11, 12, 13, 14, 15
    ghash_step 8, 9, 10, 11, 12, 13, 14, 15, 16
    ghash_step 9, 10, 11, 12, 13, 14, 15, 16, 17
    ghash_step 10, 11, 12, 13, 14, 15, 16, 17, 18
    ghash_step 11, 12, 13, 14, 15, 16, 17, 18, 19
    ghash_step 12, 13, 14, 15, 16, 17, 18, 19, 20
    ghash_step 13, 14, 15, 16, 17, 18, 19, 20, 21
    ghash_step 14, 15, 16, 17, 18, 19, 20, 21, 22
    ghash_step 15, 16, 17, 18, 19, 20, 21, 22, 23
    ghash_step 16, 17, 18, 19, 20, 21, 22, 23, 24
    ghash_step 17, 18, 19, 20, 21, 22, 23, 24, 25
    brts    5f
    set
    sbiw    r26, 16
    ldi     r30, 4
4:  lsl     r2
    .irp    n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
    rol     r\n
    .endr
    dec     r30
    brne    4b
    rjmp    2b
5:  movw    r30, r28
    inc     r31
    ret
