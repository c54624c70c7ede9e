; Addition and subtraction for AVR modulo any m, in loops (both profiles). The modulus is in flash.

    .section .text.amisec_p256,"ax",@progbits

; r = a + b mod m
    .global amisec_p256_modular_add
    .hidden amisec_p256_modular_add
    .type amisec_p256_modular_add,@function
amisec_p256_modular_add:
    push    r28
    push    r29
    movw    r26, r22
    movw    r30, r20
    movw    r28, r24
    ldi     r20, 8
    sub     r0, r0
1:  .rept   4
    ld      r21, X+
    ld      r22, Z+
    adc     r21, r22
    st      Y+, r21
    .endr
    dec     r20
    brne    1b
    adc     r0, r0
    pop     r29
    pop     r28
    movw    r22, r24
    rjmp    p256_subtract_from_257_bits

; r = a - b mod m
    .global amisec_p256_modular_subtract
    .hidden amisec_p256_modular_subtract
    .type amisec_p256_modular_subtract,@function
amisec_p256_modular_subtract:
    push    r28
    push    r29
    movw    r26, r22
    movw    r30, r20
    movw    r28, r24
    ldi     r20, 8
    clc
1:  .rept   4
    ld      r21, X+
    ld      r22, Z+
    sbc     r21, r22
    st      Y+, r21
    .endr
    dec     r20
    brne    1b
    sbc     r0, r0
    rjmp    p256_add_back

; r = a - m, where r0 is added to a as its bit 256, and m is added again if that is below zero.
p256_subtract_from_257_bits:
    push    r28
    push    r29
    movw    r26, r22
    movw    r30, r18
    movw    r28, r24
    ldi     r20, 8
    clc
1:  .rept   4
    ld      r21, X+
    lpm     r22, Z+
    sbc     r21, r22
    st      Y+, r21
    .endr
    dec     r20
    brne    1b
    sbc     r0, r1              ; 0, or -1 below zero
p256_add_back:
    movw    r28, r24
    movw    r30, r18
    ldi     r20, 8
    clc
2:  .rept   4
    lpm     r21, Z+
    and     r21, r0
    ld      r22, Y
    adc     r22, r21
    st      Y+, r22
    .endr
    dec     r20
    brne    2b
    pop     r29
    pop     r28
    ret
