; Montgomery products modulo any m for AVR (`fast`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

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
    sbiw    r26, 8              ; no borrow from an address of RAM
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
    adiw    r30, 32
    lpm     r0, Z
    dec     r0
    brne    1f
    rjmp    amisec_p256_field_multiply
1:  .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29
    push    r\n
    .endr
    adiw    r30, 3
    ldi     r26, 36             ; m and -1/m mod 2^32, from flash
2:  lpm     r0, Z
    push    r0
    sbiw    r30, 1
    dec     r26
    brne    2b
    in      r30, 0x3d
    in      r31, 0x3e
    adiw    r30, 1
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
    .irp    n, 24, 25, 18, 19, 30, 31, 20, 21, 22, 23
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
    ldi     r19, 0x87
    rcall   p256_rows
    clr     r1
    mov     r0, r18
    movw    r22, r28
    pop     r19
    pop     r18
    pop     r25
    pop     r24
    rcall   p256_subtract_from_257_bits
    subi    r28, -67
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
