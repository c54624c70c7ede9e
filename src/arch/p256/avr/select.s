; Constant-time table reads for AVR (`fast`): every entry is read, whatever the index.

; r = entry `index` of `count` (1 to 255) entries of 64 bytes. In chunks of eight bytes, so that what
; is collected stays in registers.
.macro select name, read:vararg
    .section .text.\name,"ax",@progbits
    .global \name
    .hidden \name
    .type   \name,@function
\name:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    push    r\n
    .endr
    movw    r26, r24
    ldi     r24, 8
1:  clr     r2
    clr     r3
    movw    r4, r2
    movw    r6, r2
    movw    r8, r2
    movw    r30, r22
    mov     r19, r20            ; how far the index is
    mov     r21, r18
2:  cpi     r19, 1
    sbc     r25, r25            ; all ones for zero
    dec     r19
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    \read
    and     r0, r25
    or      r\n, r0
    .endr
    adiw    r30, 56
    dec     r21
    brne    2b
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9
    st      X+, r\n
    .endr
    subi    r22, -8
    sbci    r23, -1
    dec     r24
    brne    1b
    .irp    n, 9, 8, 7, 6, 5, 4, 3, 2
    pop     r\n
    .endr
    ret
.endm

    select  amisec_p256_select, ld r0, Z+
    select  amisec_p256_select_flash, lpm r0, Z+
