; The compression function of SHA-256 for AVR. See ../avr.rs.

    .section .progmem.data.amisec_sha256_constants,"a",@progbits
    .hidden amisec_sha256_constants
amisec_sha256_constants:
    sha256_constants

; Rotations by one place. r1 is zero.
.macro sha256_left b0, b1, b2, b3
    lsl     \b0
    rol     \b1
    rol     \b2
    rol     \b3
    adc     \b0, r1
.endm

.macro sha256_right b0, b1, b2, b3
    bst     \b0, 0
    ror     \b3
    ror     \b2
    ror     \b1
    ror     \b0
    bld     \b3, 7
.endm

; r22..r25 := the word at a displacement from Y.
.macro sha256_load displacement
    .irp    n, 22, 23, 24, 25
    ldd     r\n, Y+\displacement-22+\n
    .endr
.endm

.macro sha256_store displacement
    .irp    n, 18, 19, 20, 21
    std     Y+\displacement-18+\n, r\n
    .endr
.endm

; r18..r21 += a word. Written in another order, the word is rotated by whole bytes.
.macro sha256_add s0, s1, s2, s3
    add     r18, \s0
    adc     r19, \s1
    adc     r20, \s2
    adc     r21, \s3
.endm

; r18..r21 += the word at a displacement from Y.
.macro sha256_add_memory displacement
    ldd     r0, Y+\displacement
    add     r18, r0
    .irp    n, 19, 20, 21
    ldd     r0, Y+\displacement-18+\n
    adc     r\n, r0
    .endr
.endm

.macro sha256_exclusive d0, d1, d2, d3, s0, s1, s2, s3
    eor     \d0, \s0
    eor     \d1, \s1
    eor     \d2, \s2
    eor     \d3, \s3
.endm

; r18..r21 += Ch(e, f, g) = g + e (f + g), a byte; e is in r22..r25.
.macro sha256_choose add, t, n, e
    ldd     r0, Y+28+\n
    ldd     r12, Y+20+\n
    eor     r12, r0
    and     r12, \e
    eor     r12, r0
    \add    \t, r12
.endm

; r18..r21 += Maj(a, b, c) = b + (a + b)(b + c), a byte; b + c is what a + b was a round before.
.macro sha256_majority add, t, n, a, seen
    ldd     r0, Y+16+\n
    mov     r12, \a
    eor     r12, r0
    and     \seen, r12
    eor     \seen, r0
    \add    \t, \seen
    mov     \seen, r12
.endm

    .section .text.amisec_sha256_compress,"ax",@progbits
; Takes the 64 bytes at r22 into the chaining value at r24.
    .global amisec_sha256_compress
    .hidden amisec_sha256_compress
    .type   amisec_sha256_compress,@function
amisec_sha256_compress:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29
    push    r\n
    .endr
    in      r28, 0x3d
    in      r29, 0x3e
    subi    r28, 0x20           ; 32 words of the schedule, 20 records of 8 bytes
    sbci    r29, 0x01
    in      r0, 0x3f
    cli
    out     0x3e, r29
    out     0x3f, r0
    out     0x3d, r28
    adiw    r28, 1
    movw    r2, r28
    push    r24
    push    r25
    movw    r30, r22            ; the message, most significant byte first
    ldi     r16, 16
1:  .irp    n, 3, 2, 1, 0
    ldd     r0, Z+\n
    st      Y+, r0
    .endr
    adiw    r30, 4
    dec     r16
    brne    1b
    subi    r28, 0x40           ; the last records are a e, b f, c g, d h
    sbci    r29, -1
    movw    r30, r24
    ldi     r16, 4
2:  .irp    n, 0, 1, 2, 3
    ldd     r0, Z+\n
    std     Y+\n, r0
    ldd     r0, Z+16+\n
    std     Y+4+\n, r0
    .endr
    adiw    r30, 4
    adiw    r28, 8
    dec     r16
    brne    2b
    sbiw    r28, 32
    .irp    n, 4, 5, 6, 7
    ldd     r\n, Y-4+\n
    .endr
    .irp    n, 8, 9, 10, 11
    ldd     r\n, Y+8-8+\n
    ldd     r0, Y+16-8+\n
    eor     r\n, r0
    .endr
    ldi     r30, lo8(amisec_sha256_constants)
    ldi     r31, hi8(amisec_sha256_constants)
    ldi     r17, 4

; 16 rounds. A record is written below the others; a is in r4..r7 and b + c in r8..r11.
3:  movw    r26, r2
    ldi     r16, 16
4:  sbiw    r28, 8
    .irp    n, 18, 19, 20, 21   ; T1 = h + K + W + Ch + Sigma1
    ldd     r\n, Y+36-18+\n
    .endr
    lpm     r0, Z+
    add     r18, r0
    .irp    n, 19, 20, 21
    lpm     r0, Z+
    adc     r\n, r0
    .endr
    ld      r0, X+
    add     r18, r0
    .irp    n, 19, 20, 21
    ld      r0, X+
    adc     r\n, r0
    .endr
    sha256_load 12
    sha256_choose add, r18, 0, r22
    sha256_choose adc, r19, 1, r23
    sha256_choose adc, r20, 2, r24
    sha256_choose adc, r21, 3, r25
    movw    r12, r22            ; Sigma1 = (e left 2, right 3, right 17) right 8
    movw    r14, r24
    sha256_left r22, r23, r24, r25
    sha256_left r22, r23, r24, r25
    sha256_right r12, r13, r14, r15
    sha256_exclusive r22, r23, r24, r25, r14, r15, r12, r13
    sha256_right r12, r13, r14, r15
    sha256_right r12, r13, r14, r15
    sha256_exclusive r22, r23, r24, r25, r12, r13, r14, r15
    sha256_add r23, r24, r25, r22
    ldd     r0, Y+32            ; e = d + T1
    add     r0, r18
    std     Y+4, r0
    .irp    n, 19, 20, 21
    ldd     r0, Y+32-18+\n
    adc     r0, r\n
    std     Y+4-18+\n, r0
    .endr
    sha256_majority add, r18, 0, r4, r8
    sha256_majority adc, r19, 1, r5, r9
    sha256_majority adc, r20, 2, r6, r10
    sha256_majority adc, r21, 3, r7, r11
    movw    r22, r4             ; Sigma0 = a right 2, left 3 and right 16, left 2 and right 24
    movw    r24, r6
    sha256_left r22, r23, r24, r25
    sha256_left r22, r23, r24, r25
    movw    r12, r22
    movw    r14, r24
    sha256_left r12, r13, r14, r15
    sha256_right r4, r5, r6, r7
    sha256_right r4, r5, r6, r7
    sha256_exclusive r4, r5, r6, r7, r25, r22, r23, r24
    sha256_exclusive r4, r5, r6, r7, r14, r15, r12, r13
    sha256_add r4, r5, r6, r7
    sha256_store 0
    movw    r4, r18
    movw    r6, r20
    dec     r16
    breq    5f
    rjmp    4b
5:  dec     r17
    brne    5f
    rjmp    8f

5:  movw    r26, r28            ; the last four records to the top
    ldi     r16, 32
    subi    r28, 0x80
    sbci    r29, -1
6:  ld      r0, X+
    st      Y+, r0
    dec     r16
    brne    6b
    movw    r26, r2             ; the next 16 words of the schedule, twice: i + 14 may be above 15
    subi    r26, -64
    sbci    r27, -1
    push    r28
    push    r29
    movw    r28, r2
    ldi     r16, 16
7:  sha256_load 4               ; sigma0 = left 1 and right 8, right 18, shifted by 3
    movw    r12, r22
    movw    r14, r24
    sha256_left r12, r13, r14, r15
    sha256_right r22, r23, r24, r25
    sha256_right r22, r23, r24, r25
    mov     r18, r13
    mov     r19, r14
    mov     r20, r15
    mov     r21, r12
    sha256_exclusive r18, r19, r20, r21, r24, r25, r22, r23
    lsr     r25
    ror     r24
    ror     r23
    ror     r22
    andi    r25, 0x1f
    sha256_exclusive r18, r19, r20, r21, r22, r23, r24, r25
    sha256_load 56              ; sigma1 = right 17, shifted by 10, right 19
    sha256_right r22, r23, r24, r25
    movw    r12, r24
    movw    r14, r22
    sha256_right r22, r23, r24, r25
    eor     r12, r23
    eor     r13, r24
    mov     r0, r16
    mov     r16, r25
    andi    r16, 0x3f
    eor     r14, r16
    mov     r16, r0
    sha256_right r22, r23, r24, r25
    sha256_exclusive r12, r13, r14, r15, r24, r25, r22, r23
    sha256_add r12, r13, r14, r15
    sha256_add_memory 0
    sha256_add_memory 36
    .irp    n, 18, 19, 20, 21
    st      Y+, r\n
    st      X+, r\n
    .endr
    dec     r16
    breq    9f
    rjmp    7b
9:  pop     r29
    pop     r28
    sbiw    r28, 32
    rjmp    3b

8:  pop     r31
    pop     r30
    ldi     r16, 4
1:  clc
    .irp    n, 0, 1, 2, 3
    ldd     r0, Z+\n
    ldd     r18, Y+\n
    adc     r0, r18
    std     Z+\n, r0
    .endr
    clc
    .irp    n, 0, 1, 2, 3
    ldd     r0, Z+16+\n
    ldd     r18, Y+4+\n
    adc     r0, r18
    std     Z+16+\n, r0
    .endr
    adiw    r30, 4
    adiw    r28, 8
    dec     r16
    brne    1b
    subi    r28, -127           ; to the end of the frame
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
