; P-256 field multiplication and squaring for AVR (`fast`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

; The accumulator r18..r25 += r30, sign-extended by r0; r30 := what it carries.
.macro add_carry
    mov     r0, r30
    lsl     r0
    sbc     r0, r0
    add     r18, r30
    .irp    n, 19, 20, 21, 22, 23, 24, 25
    adc     r\n, r0
    .endr
    mov     r30, r0
    adc     r30, r1
.endm

.macro load offset
    .irp    n, 18, 19, 20, 21, 22, 23, 24, 25
    ldd     r\n, Y+\offset-18+\n
    .endr
.endm

.macro add_memory offset
    ldd     r0, Y+\offset
    add     r18, r0
    .irp    n, 19, 20, 21, 22, 23, 24, 25
    ldd     r0, Y+\offset-18+\n
    adc     r\n, r0
    .endr
    adc     r30, r1
.endm

; The next eight bytes at X, complemented if r31 says so.
.macro add_middle
    ld      r0, X+
    eor     r0, r31
    add     r18, r0
    .irp    n, 19, 20, 21, 22, 23, 24, 25
    ld      r0, X+
    eor     r0, r31
    adc     r\n, r0
    .endr
    adc     r30, r1
.endm

.macro add_words b0, b1, b2, b3, b4, b5, b6, b7
    chain   add, adc, r18, r19, r20, r21, r22, r23, r24, r25, \b0, \b1, \b2, \b3, \b4, \b5, \b6, \b7
    adc     r30, r1
.endm

.macro subtract_words b0, b1, b2, b3, b4, b5, b6, b7
    chain   sub, sbc, r18, r19, r20, r21, r22, r23, r24, r25, \b0, \b1, \b2, \b3, \b4, \b5, \b6, \b7
    sbc     r30, r1
.endm

.macro store offset
    .irp    n, 18, 19, 20, 21, 22, 23, 24, 25
    std     Y+\offset-18+\n, r\n
    .endr
.endm

.macro store_result
    .irp    n, 18, 19, 20, 21, 22, 23, 24, 25
    st      X+, r\n
    .endr
.endm

; r = a a / 2^256 mod p
    .global amisec_p256_field_square
    .hidden amisec_p256_field_square
    .type amisec_p256_field_square,@function
amisec_p256_field_square:
    set
    rjmp    1f
; r = a b / 2^256 mod p
    .global amisec_p256_field_multiply
    .hidden amisec_p256_field_multiply
    .type amisec_p256_field_multiply,@function
amisec_p256_field_multiply:
    clt
1:  .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29
    push    r\n
    .endr
    in      r28, 0x3d
    in      r29, 0x3e
    subi    r28, 139            ; L, H, M, 8 bytes of scratch, |A0-A1|, |B0-B1|, the sign, r
    sbci    r29, 0
    in      r0, 0x3f
    cli
    out     0x3e, r29
    out     0x3f, r0
    out     0x3d, r28
    adiw    r28, 1
    movw    r26, r28
    subi    r26, -137
    sbci    r27, -1
    st      X+, r24
    st      X, r25
    sbiw    r26, 34             ; 104
    movw    r30, r22
    rcall   p256_difference
    brts    2f
    mov     r25, r24
    movw    r30, r20
    rcall   p256_difference
    eor     r25, r24
    com     r25
    rjmp    3f
2:  adiw    r26, 16
    ldi     r25, 0xFF
3:  st      X, r25
    std     Y+40, r22
    std     Y+41, r23
    std     Y+42, r20
    std     Y+43, r21
    movw    r26, r22
    movw    r30, r20
    rcall   p256_multiply_16
    ldd     r26, Y+8
    ldd     r27, Y+9
    ldd     r30, Y+10
    ldd     r31, Y+11
    adiw    r26, 16
    adiw    r30, 16
    rcall   p256_multiply_16
    movw    r26, r28
    adiw    r26, 40
    movw    r30, r28
    adiw    r30, 56
    rcall   p256_multiply_16
    ldd     r31, Y+40
    movw    r26, r28
    sbiw    r26, 32
    subi    r28, 96
    sbci    r29, 0

    ld      r2, Y               ; q0 to q3
    .irp    n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
    ldd     r\n, Y+\n-2
    .endr
    add     r14, r2
    adc     r15, r3
    adc     r16, r4
    adc     r17, r5
    clr     r1
    clr     r30
    adc     r30, r1
    sub     r30, r31
    load    16                  ; words 4 and 5
    add_carry
    add_memory 32
    add_words r2, r3, r4, r5, r6, r7, r8, r9
    add_middle
    add_words r6, r7, r8, r9, r10, r11, r12, r13
    store   0
    load    24                  ; words 6 and 7
    add_carry
    add_memory 40
    add_memory 8
    add_middle
    add_words r14, r15, r16, r17, r6, r7, r8, r9
    add_words r2, r3, r4, r5, r1, r1, r1, r1
    sub     r22, r2
    sbc     r23, r3
    sbc     r24, r4
    sbc     r25, r5
    sbc     r30, r1
    store   8
    load    32                  ; words 8 and 9
    add_carry
    add_memory 16
    add_memory 48
    add_middle
    add_words r10, r11, r12, r13, r14, r15, r16, r17
    add_words r2, r3, r4, r5, r6, r7, r8, r9
    subtract_words r6, r7, r8, r9, r10, r11, r12, r13
    store   16
    load    40                  ; words 10 and 11
    add_carry
    add_memory 24
    add_memory 56
    add_middle
    add_words r10, r11, r12, r13, r14, r15, r16, r17
    subtract_words r14, r15, r16, r17, r1, r1, r1, r1
    store   24
    add     r31, r30            ; due at word 12

    ld      r2, Y               ; q4 to q7
    .irp    n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
    ldd     r\n, Y+\n-2
    .endr
    add     r14, r2
    adc     r15, r3
    adc     r16, r4
    adc     r17, r5
    clr     r30
    adc     r30, r1
    inc     r30                 ; p subtracted: word 8
    adiw    r26, 41
    ld      r0, X+
    ld      r27, X
    mov     r26, r0
    load    16                  ; words 8 and 9
    add_carry
    add_words r6, r7, r8, r9, r10, r11, r12, r13
    store_result
    load    24                  ; words 10 and 11
    add_carry
    add_words r14, r15, r16, r17, r6, r7, r8, r9
    add_words r2, r3, r4, r5, r1, r1, r1, r1
    sec                         ; p subtracted: word 11
    sbc     r22, r2
    sbc     r23, r3
    sbc     r24, r4
    sbc     r25, r5
    sbc     r30, r1
    store_result
    add     r30, r31
    load    48                  ; words 12 and 13
    add_carry
    add_words r10, r11, r12, r13, r14, r15, r16, r17
    add_words r2, r3, r4, r5, r6, r7, r8, r9
    subtract_words r6, r7, r8, r9, r10, r11, r12, r13
    movw    r2, r18
    movw    r4, r20
    movw    r6, r22
    movw    r8, r24
    dec     r30                 ; p subtracted: word 14
    load    56                  ; words 14 and 15
    add_carry
    add_words r10, r11, r12, r13, r14, r15, r16, r17
    ldi     r31, 0xFF           ; p subtracted: word 15
    chain   sub, sbc, r18, r19, r20, r21, r22, r23, r24, r25, r14, r15, r16, r17, r31, r31, r31, r31
    sbc     r30, r31
    dec     r30                 ; 0, or -1: p is added again
    mov     r31, r30
    andi    r31, 1
    sbiw    r26, 16
    clc
    .rept   12
    ld      r0, X
    adc     r0, r30
    st      X+, r0
    .endr
    .rept   4
    ld      r0, X
    adc     r0, r1
    st      X+, r0
    .endr
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    adc     r\n, r1
    st      X+, r\n
    .endr
    adc     r18, r31
    st      X+, r18
    .irp    n, 19, 20, 21
    adc     r\n, r1
    st      X+, r\n
    .endr
    .irp    n, 22, 23, 24, 25
    adc     r\n, r30
    st      X+, r\n
    .endr
    subi    r28, -138
    sbci    r29, -1
    in      r0, 0x3f
    cli
    out     0x3e, r29
    out     0x3f, r0
    out     0x3d, r28
    .irp    n, 29, 28, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2
    pop     r\n
    .endr
    ret
