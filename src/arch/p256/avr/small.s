; P-256 modular arithmetic for AVR in loops (`small`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

; One row of a product: the nine bytes w0 to w8 += r31 * (r2..r9), w0 goes to Y+. The carry of the
; even products is added to w8 with `zero`. Clobbers r0, r1, r20-r25.
.macro multiply_row w0, w1, w2, w3, w4, w5, w6, w7, w8, zero
    mul     r31, r2
    movw    r20, r0
    mul     r31, r4
    movw    r22, r0
    mul     r31, r6
    movw    r24, r0
    mul     r31, r8
    add     \w0, r20
    adc     \w1, r21
    adc     \w2, r22
    adc     \w3, r23
    adc     \w4, r24
    adc     \w5, r25
    adc     \w6, r0
    adc     \w7, r1
    adc     \w8, \zero
    st      Y+, \w0
    mul     r31, r3
    movw    r20, r0
    mul     r31, r5
    movw    r22, r0
    mul     r31, r7
    movw    r24, r0
    mul     r31, r9
    add     \w1, r20
    adc     \w2, r21
    adc     \w3, r22
    adc     \w4, r23
    adc     \w5, r24
    adc     \w6, r25
    adc     \w7, r0
    adc     \w8, r1
.endm

; (Y), r10..r17 := (Y) + r10..r17 + (X) (Z), eight bytes each. Y += 8, Z += 8.
; With T set, Z points to m and the bytes at X each hold -1/m mod 256: they become Montgomery's q,
; such that (Y) becomes zero.
0:  ld      r31, X
    mul     r31, r10
    mov     r31, r0
    st      X+, r31
    rjmp    2f
p256_block:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    ld      r\n, Z+
    .endr
    push    r30
    push    r31
    ld      r20, Y
    add     r10, r20
    .irp    n, 1, 2, 3, 4, 5, 6, 7
    ldd     r20, Y+\n
    adc     r1\n, r20
    .endr
    ldi     r30, 14
    ror     r30                 ; 7, and the carry, due after the last row, as bit 7
    clr     r18
1:  clr     r19
    brts    0b
    ld      r31, X+
2:  multiply_row r10, r11, r12, r13, r14, r15, r16, r17, r18, r19
    brts    5f
    ld      r31, X+
3:  multiply_row r11, r12, r13, r14, r15, r16, r17, r18, r19, r19
    movw    r10, r12
    movw    r12, r14
    movw    r14, r16
    movw    r16, r18
    clr     r18
    dec     r30
    sbrc    r30, 2
    rjmp    1b
    lsl     r30
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17
    adc     r\n, r18
    .endr
    pop     r31
    pop     r30
    sbiw    r26, 8
    ret
5:  ld      r31, X
    mul     r31, r11
    mov     r31, r0
    st      X+, r31
    rjmp    3b

; r10..r17 := 0
p256_clear:
    clr     r10
    clr     r11
    movw    r12, r10
    movw    r14, r10
    movw    r16, r10
    ret

; (Y) += r10..r17 and the carry that r18 holds, eight bytes; r18 := the carry. Y += 8.
p256_add_block:
    lsr     r18
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7
    ld      r20, Y
    adc     r20, r1\n
    st      Y+, r20
    .endr
    rol     r18
    ret

; Four rows of blocks. r19 = 7: (Y) += (X) (Z), 64 bytes and 32 each. r19 = 0x87, with X = Y:
; (Y) += q (Z), q such that the low half becomes zero; the eight bytes before Y are lost. Y += 32.
; r18 = the carry.
p256_rows:
    clr     r18
1:  push    r18
    push    r19
    rcall   p256_clear
    bst     r19, 7
    brtc    3f
    ldd     r20, Z+32           ; -1/m mod 256
    ldi     r21, 8
2:  st      -X, r20
    dec     r21
    brne    2b
3:  rcall   p256_block
    clt
    rcall   p256_three_blocks
    sbiw    r30, 32
    pop     r19
    pop     r18
    rcall   p256_add_block
    adiw    r26, 8
    sbiw    r28, 32
    dec     r19
    sbrc    r19, 2
    rjmp    1b
    ret

p256_three_blocks:
    rcall   p256_block
p256_two_blocks:
    rcall   p256_block
    rjmp    p256_block

; (Y) (64 bytes, zero) := (X)^2, 32 bytes. Y += 64. T is clear.
p256_square:
    movw    r30, r26            ; the blocks off the diagonal
    adiw    r30, 8
    adiw    r28, 8
    rcall   p256_clear
    rcall   p256_three_blocks
    clr     r18
    rcall   p256_add_block
    sbiw    r30, 16
    sbiw    r28, 16
    adiw    r26, 8
    rcall   p256_clear
    rcall   p256_two_blocks
    clr     r18
    rcall   p256_add_block
    sbiw    r30, 8
    sbiw    r28, 8
    adiw    r26, 8
    rcall   p256_clear
    rcall   p256_block
    clr     r18
    rcall   p256_add_block
    sbiw    r28, 48             ; twice that
    ldi     r20, 14
    clc
1:  .rept   4
    ld      r21, Y
    rol     r21
    st      Y+, r21
    .endr
    dec     r20
    brne    1b
    sbiw    r26, 16             ; the diagonal
    movw    r30, r26
    subi    r28, 64
    sbci    r29, 0
    ldi     r19, 4
2:  push    r19
    rcall   p256_clear
    mov     r10, r18
    rcall   p256_block
    adiw    r26, 8
    clr     r18
    rcall   p256_add_block
    pop     r19
    dec     r19
    brne    2b
    ret

; (Y) (64 bytes) += q p, q such that the low half becomes zero (it is left as it was). Y += 32.
; r18 = the carry.
p256_reduce_p:
    clr     r1
    clr     r22
    ldi     r23, 4
1:  ld      r2, Y
    .irp    n, 3, 4, 5, 6, 7, 8, 9
    ldd     r\n, Y+\n-2
    .endr
    movw    r10, r6
    movw    r12, r8
    sub     r10, r2
    sbc     r11, r3
    sbc     r12, r4
    sbc     r13, r5
    movw    r14, r2
    movw    r16, r4
    sbc     r14, r6
    sbc     r15, r7
    sbc     r16, r8
    sbc     r17, r9
    movw    r18, r6
    movw    r20, r8
    .irp    n, 18, 19, 20, 21
    sbc     r\n, r1
    .endr
    add     r14, r22            ; the carry of the step before
    .irp    n, 15, 16, 17, 18, 19, 20, 21
    adc     r\n, r1
    .endr
    ldd     r24, Y+12
    add     r24, r2
    std     Y+12, r24
    .irp    n, 3, 4, 5, 6, 7, 8, 9
    ldd     r24, Y+10+\n
    adc     r24, r\n
    std     Y+10+\n, r24
    .endr
    .irp    n, 20, 21, 22, 23
    ldd     r24, Y+\n
    adc     r24, r1
    std     Y+\n, r24
    .endr
    .irp    n, 2, 3, 4, 5
    ldd     r24, Y+22+\n
    adc     r24, r\n
    std     Y+22+\n, r24
    .endr
    .irp    n, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21
    ldd     r24, Y+18+\n
    adc     r24, r\n
    std     Y+18+\n, r24
    .endr
    clr     r22
    rol     r22
    adiw    r28, 8
    dec     r23
    breq    2f
    rjmp    1b
2:  mov     r18, r22
    ret

; r = a b / 2^256 mod m
    .global amisec_p256_montgomery_multiply
    .hidden amisec_p256_montgomery_multiply
    .type amisec_p256_montgomery_multiply,@function
amisec_p256_montgomery_multiply:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29
    push    r\n
    .endr
    ldi     r30, 18
1:  push    r1                  ; the frame: 8 bytes for q and 64 for the product, zero
    push    r1
    push    r1
    push    r1
    dec     r30
    brne    1b
    in      r28, 0x3d
    in      r29, 0x3e
    adiw    r28, 9
    push    r24
    push    r25
    push    r18
    push    r19
    movw    r26, r22
    movw    r30, r20
    clt
    cp      r22, r20
    cpc     r23, r21
    brne    2f
    rcall   p256_square
    sbiw    r28, 32
    rjmp    3f
2:  ldi     r19, 7
    rcall   p256_rows
3:  sbiw    r28, 32
    pop     r31
    pop     r30
    push    r30
    push    r31
    adiw    r30, 32
    lpm     r18, Z
    cpi     r18, 1
    breq    4f
    ldi     r19, 33             ; m and -1/m mod 256, from flash
6:  lpm     r0, Z
    push    r0
    sbiw    r30, 1
    dec     r19
    brne    6b
    in      r30, 0x3d
    in      r31, 0x3e
    adiw    r30, 1
    movw    r26, r28
    ldi     r19, 0x87
    rcall   p256_rows
    ldi     r19, 33
7:  pop     r0
    dec     r19
    brne    7b
    rjmp    5f
4:  rcall   p256_reduce_p
5:  clr     r1
    mov     r0, r18
    movw    r22, r28
    pop     r19
    pop     r18
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
