; P-256 field arithmetic for AVR, unrolled (`fast`). See ../avr.rs for the derivation.

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

; (Y), r10..r17 := (Y) + r10..r17 + (X) (Z), eight bytes each. Y += 8, Z += 8.
p256_block:
    ld      r18, Y
    add     r10, r18
    .irp    n, 1, 2, 3, 4, 5, 6, 7
    ldd     r18, Y+\n
    adc     r1\n, r18
    .endr
    sbc     r25, r25            ; the carry, due at the top
    rcall   p256_multiply_8_add
    sbiw    r26, 8
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17
    sbc     r\n, r25
    .endr
    ret

; Eight bytes at X := (Y) * (X + 8) mod 2^64.
p256_quotient:
    .irp    n, 26, 27, 28, 29, 30, 31
    push    r\n
    .endr
    movw    r30, r26
    movw    r26, r28
    movw    r28, r30
    adiw    r30, 8
    rcall   p256_multiply_8
    .irp    n, 31, 30, 29, 28, 27, 26
    pop     r\n
    .endr
    ret

; Four rows of blocks. r19 = 7: (Y) += (X) (Z), 64 bytes and 32 each. r19 = 0x87: (Y) += q (Z), q
; such that the low half becomes zero; the 16 bytes at X are scratch and -1/m mod 2^64. Y += 32.
; r18 = the carry.
p256_rows:
    clr     r18
1:  push    r18
    push    r19
    sbrc    r19, 7
    rcall   p256_quotient
    clr     r10
    clr     r11
    movw    r12, r10
    movw    r14, r10
    movw    r16, r10
    rcall   p256_block
    rcall   p256_block
    rcall   p256_block
    rcall   p256_block
    sbiw    r30, 32
    pop     r19
    pop     r18
    lsr     r18
    ld      r20, Y
    adc     r10, r20
    st      Y, r10
    .irp    n, 1, 2, 3, 4, 5, 6, 7
    ldd     r20, Y+\n
    adc     r1\n, r20
    std     Y+\n, r1\n
    .endr
    rol     r18
    sbrs    r19, 7
    adiw    r26, 8
    sbiw    r28, 24
    dec     r19
    sbrc    r19, 2
    rjmp    1b
    ret

; r = a b / 2^256 mod m
    .global amisec_p256_montgomery_multiply
    .hidden amisec_p256_montgomery_multiply
    .type amisec_p256_montgomery_multiply,@function
amisec_p256_montgomery_multiply:
    movw    r30, r18
    ldd     r0, Z+32
    dec     r0
    brne    1f
    rjmp    amisec_p256_field_multiply
1:  .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29
    push    r\n
    .endr
    ldi     r26, 20
2:  push    r1                  ; the frame: q, -1/m mod 2^64, and 64 bytes for the product, zero
    push    r1
    push    r1
    push    r1
    dec     r26
    brne    2b
    in      r28, 0x3d
    in      r29, 0x3e
    adiw    r28, 1
    .irp    n, 24, 25, 18, 19, 20, 21, 22, 23
    push    r\n
    .endr
    .irp    n, 0, 1, 2, 3       ; x = -1/m mod 2^32
    ldd     r1\n, Z+32+\n
    std     Y+8+\n, r1\n
    .endr
    movw    r26, r30
    movw    r30, r28
    adiw    r30, 8
    rcall   p256_multiply_8     ; x m
    .irp    n, 0, 1, 2, 3
    ldd     r1\n, Y+\n
    .endr
    clr     r14
    clr     r15
    movw    r16, r14
    lsl     r10
    rol     r11
    rol     r12
    rol     r13
    rol     r14
    movw    r30, r28
    movw    r26, r28
    sbiw    r26, 8
    rcall   p256_multiply_8_add ; x (x m) + 2 x
    pop     r27
    pop     r26
    pop     r31
    pop     r30
    ldi     r19, 7
    rcall   p256_rows
    sbiw    r28, 32
    movw    r26, r28
    sbiw    r26, 16
    pop     r31
    pop     r30
    push    r30
    push    r31
    ldi     r19, 0x87
    rcall   p256_rows
    clr     r1
    mov     r0, r18
    movw    r22, r28
    pop     r19
    pop     r18
    movw    r20, r18
    pop     r25
    pop     r24
    rcall   p256_subtract_from_257_bits
    adiw    r28, 31
    in      r0, 0x3f
    cli
    out     0x3e, r29
    out     0x3f, r0
    out     0x3d, r28
    .irp    n, 29, 28, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2
    pop     r\n
    .endr
    ret

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

; r = a + b mod p
    .global amisec_p256_field_add
    .hidden amisec_p256_field_add
    .type amisec_p256_field_add,@function
amisec_p256_field_add:
    push    r28
    push    r29
    movw    r26, r22
    movw    r30, r20
    movw    r28, r24
    ldi     r25, 3
    sec                         ; words 0 to 2 of 2^256 - p: 1, 0, 0
1:  .rept   4
    ld      r20, X+
    ld      r0, Z+
    adc     r20, r0
    st      Y+, r20
    .endr
    dec     r25
    brne    1b
    sbc     r18, r18            ; r18, r19: the carries of the two additions
    clr     r19
    ldi     r24, 0xFF           ; words 3 to 6: 2^128 - 1 - 2^96
    mov     r1, r24
    ldi     r25, 4
2:  lsr     r18
    .irp    n, 20, 21, 22, 23
    ld      r\n, X+
    ld      r0, Z+
    adc     r\n, r0
    .endr
    sbc     r18, r18
    lsr     r19
    adc     r20, r1
    adc     r21, r24
    adc     r22, r24
    adc     r23, r24
    sbc     r19, r19
    .irp    n, 20, 21, 22, 23
    st      Y+, r\n
    .endr
    cpi     r25, 2
    brne    3f
    dec     r1
3:  dec     r25
    brne    2b
    clr     r1
    lsr     r18
    .irp    n, 20, 21, 22, 23
    ld      r\n, X+
    ld      r0, Z+
    adc     r\n, r0
    .endr
    sbc     r18, r18
    lsr     r19
    .irp    n, 20, 21, 22, 23
    adc     r\n, r1
    st      Y+, r\n
    .endr
    sbc     r19, r19
    or      r18, r19
    com     r18                 ; no carry: below zero
    rjmp    p256_add_p

; r = a - b mod p
    .global amisec_p256_field_subtract
    .hidden amisec_p256_field_subtract
    .type amisec_p256_field_subtract,@function
amisec_p256_field_subtract:
    push    r28
    push    r29
    movw    r26, r22
    movw    r30, r20
    movw    r28, r24
    ldi     r25, 8
    clc
1:  .rept   4
    ld      r20, X+
    ld      r0, Z+
    sbc     r20, r0
    st      Y+, r20
    .endr
    dec     r25
    brne    1b
    sbc     r18, r18
; The 32 bytes below Y += p & r18, r28 and r29 are popped.
p256_add_p:
    sbiw    r28, 32
    ldi     r25, 3
    clc
1:  .rept   4
    ld      r0, Y
    adc     r0, r18
    st      Y+, r0
    .endr
    dec     r25
    brne    1b
    ldi     r25, 3
2:  .rept   4
    ld      r0, Y
    adc     r0, r1
    st      Y+, r0
    .endr
    dec     r25
    brne    2b
    mov     r19, r18
    andi    r19, 1
    ld      r0, Y
    adc     r0, r19
    st      Y+, r0
    .rept   3
    ld      r0, Y
    adc     r0, r1
    st      Y+, r0
    .endr
    .rept   4
    ld      r0, Y
    adc     r0, r18
    st      Y+, r0
    .endr
    pop     r29
    pop     r28
    ret
