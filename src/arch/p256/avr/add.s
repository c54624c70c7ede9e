; P-256 field addition and subtraction for AVR (`fast`). See ../avr.rs for the derivation.

    .section .text.amisec_p256,"ax",@progbits

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

; r = a / 2 mod p: a or, if it is odd, a + p, and its carry, moved down by one place
    .section .text.amisec_p256_halve,"ax",@progbits
    .global amisec_p256_field_halve
    .hidden amisec_p256_field_halve
    .type amisec_p256_field_halve,@function
amisec_p256_field_halve:
    movw    r26, r24
    movw    r30, r22
    ld      r18, Z
    lsr     r18
    sbc     r18, r18            ; all ones if a is odd
    mov     r19, r18
    andi    r19, 1
    ldi     r25, 3
    clc
1:  .rept   4
    ld      r0, Z+
    adc     r0, r18
    st      X+, r0
    .endr
    dec     r25
    brne    1b
    ldi     r25, 3
2:  .rept   4
    ld      r0, Z+
    adc     r0, r1
    st      X+, r0
    .endr
    dec     r25
    brne    2b
    ld      r0, Z+
    adc     r0, r19
    st      X+, r0
    .rept   3
    ld      r0, Z+
    adc     r0, r1
    st      X+, r0
    .endr
    .rept   4
    ld      r0, Z+
    adc     r0, r18
    st      X+, r0
    .endr
    ldi     r25, 8
3:  .rept   4
    ld      r0, -X
    ror     r0
    st      X, r0
    .endr
    dec     r25
    brne    3b
    ret
