; The compression function of SHA-256 for the MSP430. See ../msp430.rs.

    .section .rodata.amisec_sha256_constants,"a",@progbits
    .p2align 1
    .hidden amisec_sha256_constants
amisec_sha256_constants:
    sha256_constants

; Rotations of a word of two registers.
.macro sha256_left low, high
    add     \low, \low
    addc    \high, \high
    addc    #0, \low
.endm

.macro sha256_right low, high
    bit     #1, \low
    rrc     \high
    rrc     \low
.endm

; By eight places. Clobbers r15.
.macro sha256_right_8 low, high
    swpb    \low
    swpb    \high
    mov     \low, r15
    xor     \high, r15
    and     #0xff00, r15
    xor     r15, \low
    xor     r15, \high
.endm

; low += Ch(e, f, g), half a word: g + e (f + g). \place: of f.
.macro sha256_choose half, place, e
    mov     \place(r4), \half
    xor     \place+8(r4), \half
    and     \e, \half
    xor     \place+8(r4), \half
.endm

; Maj(a, b, c), half a word: a b or c (a or b). \place: of b. Clobbers r13.
.macro sha256_majority half, place, a
    mov     \place(r4), \half
    mov     \half, r13
    and     \a, \half
    bis     \a, r13
    and     \place+8(r4), r13
    bis     r13, \half
.endm

    .section .text.amisec_sha256_compress,"ax",@progbits
; Takes the 64 bytes at r13 into the chaining value at r12.
; Frame: 0 the end of 16 words, 2 the chaining value, 4 passes left, 6 the schedule, 134 the records.
    .global amisec_sha256_compress
    .hidden amisec_sha256_compress
    .type   amisec_sha256_compress,@function
amisec_sha256_compress:
    push    r4
    push    r5
    push    r6
    push    r7
    push    r8
    push    r9
    push    r10
    sub     #294, sp
    mov     r12, 2(sp)
    mov     #4, 4(sp)
    mov     sp, r6
    add     #6, r6
    mov     #16, r15
1:  mov.b   @r13+, r8           ; the message, most significant byte first
    mov.b   @r13+, r7
    mov.b   @r13+, r10
    mov.b   @r13+, r9
    swpb    r8
    swpb    r10
    bis     r7, r8
    bis     r9, r10
    mov     r10, 0(r6)
    mov     r8, 2(r6)
    add     #4, r6
    dec     r15
    jnz     1b
    mov     r6, 0(sp)
    mov     r6, r4              ; the last records are a e, b f, c g, d h
    add     #192, r4
    mov     #4, r15
2:  mov     16(r12), r7
    mov     r7, 4(r4)
    mov     18(r12), r7
    mov     r7, 6(r4)
    mov     @r12+, r7
    mov     r7, 0(r4)
    mov     @r12+, r7
    mov     r7, 2(r4)
    add     #8, r4
    dec     r15
    jnz     2b
    sub     #32, r4
    mov     0(r4), r7
    mov     2(r4), r8
    mov     #amisec_sha256_constants, r5

; 16 rounds. A record is written below the others; a is in r7, r8.
3:  mov     sp, r6
    add     #6, r6
4:  sub     #8, r4
    mov     36(r4), r11         ; T1 = h + K + W + Ch + Sigma1
    mov     38(r4), r12
    add     @r5+, r11
    addc    @r5+, r12
    add     @r6+, r11
    addc    @r6+, r12
    mov     12(r4), r13
    mov     14(r4), r14
    sha256_choose r9, 20, r13
    sha256_choose r10, 22, r14
    add     r9, r11
    addc    r10, r12
    mov     r13, r9             ; Sigma1 = (e left 2, right 3, right 17) right 8
    mov     r14, r10
    sha256_left r13, r14
    sha256_left r13, r14
    sha256_right r9, r10
    xor     r10, r13
    xor     r9, r14
    sha256_right r9, r10
    sha256_right r9, r10
    xor     r9, r13
    xor     r10, r14
    sha256_right_8 r13, r14
    add     r13, r11
    addc    r14, r12
    mov     32(r4), r13         ; e = d + T1
    mov     34(r4), r14
    add     r11, r13
    addc    r12, r14
    mov     r13, 4(r4)
    mov     r14, 6(r4)
    sha256_majority r9, 16, r7
    sha256_majority r10, 18, r8
    add     r9, r11
    addc    r10, r12
    mov     r7, r13             ; Sigma0 = (a left 3, right 6) right 16, a right 2
    mov     r8, r14
    sha256_left r13, r14
    sha256_left r13, r14
    sha256_left r13, r14
    sha256_right r7, r8
    sha256_right r7, r8
    xor     r8, r13
    xor     r7, r14
    sha256_right r7, r8
    sha256_right r7, r8
    sha256_right r7, r8
    sha256_right r7, r8
    xor     r7, r13
    xor     r8, r14
    add     r14, r11
    addc    r13, r12
    mov     r11, r7
    mov     r12, r8
    mov     r11, 0(r4)
    mov     r12, 2(r4)
    cmp     0(sp), r6
    jne     4b
    dec     4(sp)
    jz      8f

    mov     r4, r13             ; the last four records to the top
    mov     #16, r15
6:  mov     @r13+, r9
    mov     r9, 128(r4)
    incd    r4
    dec     r15
    jnz     6b
    add     #96, r4
    mov     sp, r6              ; the next 16 words of the schedule, twice: i + 14 may be above 15
    add     #6, r6
7:  mov     56(r6), r13         ; sigma1 = right 17, shifted by 10, right 19
    mov     58(r6), r14
    sha256_right r13, r14
    mov     r14, r9
    mov     r13, r10
    sha256_right r13, r14
    mov     r13, r11
    mov     r14, r12
    sha256_right_8 r11, r12
    and     #0x3f, r12
    xor     r11, r9
    xor     r12, r10
    sha256_right r13, r14
    xor     r14, r9
    xor     r13, r10
    add     0(r6), r9
    addc    2(r6), r10
    add     36(r6), r9
    addc    38(r6), r10
    mov     4(r6), r13          ; sigma0 = left 1 and right 8, right 18, shifted by 3
    mov     6(r6), r14
    mov     r13, r11
    mov     r14, r12
    sha256_left r11, r12
    sha256_right_8 r11, r12
    sha256_right r13, r14
    sha256_right r13, r14
    xor     r14, r11
    xor     r13, r12
    clrc
    rrc     r14
    rrc     r13
    and     #0x1fff, r14
    xor     r13, r11
    xor     r14, r12
    add     r11, r9
    addc    r12, r10
    mov     r9, 0(r6)
    mov     r9, 64(r6)
    mov     r10, 2(r6)
    mov     r10, 66(r6)
    add     #4, r6
    cmp     0(sp), r6
    jne     7b
    jmp     3b

8:  mov     2(sp), r12
    mov     #4, r15
9:  add     0(r4), 0(r12)
    addc    2(r4), 2(r12)
    add     4(r4), 16(r12)
    addc    6(r4), 18(r12)
    add     #8, r4
    add     #4, r12
    dec     r15
    jnz     9b
    add     #294, sp
    pop     r10
    pop     r9
    pop     r8
    pop     r7
    pop     r6
    pop     r5
    pop     r4
    ret
