; The multiplication of GHASH for the MSP430. See ../msp430.rs.

; The entry for the top four bits of word \j of the copy is added to a window of nine registers, whose
; lowest is finished, goes to the product and becomes the highest.
.macro ghash_step j, w0, w1, w2, w3, w4, w5, w6, w7, w8
    mov.b   289+2*\j(sp), r13
    and     #0xf0, r13          ; entries have 18 bytes
    mov     r13, r14
    rra     r14
    rra     r14
    rra     r14
    add     r14, r13
    add     sp, r13
    .irp    w, \w0, \w1, \w2, \w3, \w4, \w5, \w6, \w7, \w8
    xor     @r13+, \w
    .endr
    xor     \w0, 304+2*\j(sp)
    clr     \w0
.endm

; r8:r7 := r8:r7 / 2
.macro ghash_halve
    clrc
    rrc     r7
    rrc     r8
.endm

    .section .text.amisec_ghash_multiply,"ax",@progbits
; Multiplies the 16 bytes at r12 by those at r13.
; Frame: 0 the table, 288 the accumulator, 304 the product, 336 the address, 338 what is left to do.
    .global amisec_ghash_multiply
    .hidden amisec_ghash_multiply
    .type   amisec_ghash_multiply,@function
amisec_ghash_multiply:
    push    r4
    push    r5
    push    r6
    push    r7
    push    r8
    push    r9
    push    r10
    sub     #340, sp
    mov     r12, 336(sp)
    .irp    n, 0, 2, 4, 6, 8, 10, 12, 14
    mov     @r12+, r4
    mov     r4, 288+\n(sp)
    .endr
    mov     sp, r14
    mov     #9, r15
1:  clr     0(r14)              ; entry 0
    incd    r14
    dec     r15
    jnz     1b
    mov     #8, r15
2:  mov     @r13+, r4           ; entry 1
    mov     r4, 0(r14)
    incd    r14
    dec     r15
    jnz     2b
    sub     #16, r13
    clr     0(r14)
    sub     #16, r14
    mov     r14, r15
    add     #18, r15
    mov     #7, 338(sp)
3:  .irp    n, 4, 5, 6, 7, 8, 9, 10, 11, 12
    mov     @r14+, r\n
    .endr
    add     r4, r4
    .irp    n, 5, 6, 7, 8, 9, 10, 11, 12
    addc    r\n, r\n
    .endr
    .irp    n, 4, 5, 6, 7, 8, 9, 10, 11, 12
    mov     r\n, 2*\n-8(r15)
    .endr
    .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
    xor     @r13+, r\n
    .endr
    sub     #16, r13
    .irp    n, 4, 5, 6, 7, 8, 9, 10, 11, 12
    mov     r\n, 2*\n+10(r15)
    .endr
    add     #36, r15
    dec     338(sp)
    jnz     3b

    mov     sp, r14
    add     #304, r14
    mov     #16, r15
4:  clr     0(r14)
    incd    r14
    dec     r15
    jnz     4b
    mov     #4, 338(sp)
5:  .irp    n, 4, 5, 6, 7, 8, 9, 10, 11, 12
    clr     r\n
    .endr
    ghash_step 0, r4, r5, r6, r7, r8, r9, r10, r11, r12
    ghash_step 1, r5, r6, r7, r8, r9, r10, r11, r12, r4
    ghash_step 2, r6, r7, r8, r9, r10, r11, r12, r4, r5
    ghash_step 3, r7, r8, r9, r10, r11, r12, r4, r5, r6
    ghash_step 4, r8, r9, r10, r11, r12, r4, r5, r6, r7
    ghash_step 5, r9, r10, r11, r12, r4, r5, r6, r7, r8
    ghash_step 6, r10, r11, r12, r4, r5, r6, r7, r8, r9
    ghash_step 7, r11, r12, r4, r5, r6, r7, r8, r9, r10
    xor     r12, 320(sp)
    xor     r4, 322(sp)
    xor     r5, 324(sp)
    xor     r6, 326(sp)
    xor     r7, 328(sp)
    xor     r8, 330(sp)
    xor     r9, 332(sp)
    xor     r10, 334(sp)
    dec     338(sp)
    jz      8f
    .irp    n, 0, 2, 4, 6, 8, 10, 12, 14
    mov     288+\n(sp), r4
    add     r4, r4
    add     r4, r4
    add     r4, r4
    add     r4, r4
    mov     r4, 288+\n(sp)
    .endr
    clr     r12                 ; the product times 2^4, half by half
    mov     sp, r14
    add     #304, r14
    mov     #2, r15
6:  .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
    mov     2*\n-8(r14), r\n
    .endr
    push    r12
    clr     r12
    mov     #4, r13
7:  add     r4, r4
    .irp    n, 5, 6, 7, 8, 9, 10, 11, 12
    addc    r\n, r\n
    .endr
    dec     r13
    jnz     7b
    bis     @sp+, r4
    .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
    mov     r\n, 2*\n-8(r14)
    .endr
    add     #16, r14
    dec     r15
    jnz     6b
    jmp     5b

8:  mov     sp, r14             ; the low words, times 1 + x + x^2 + x^7, to the high ones
    add     #304, r14
    mov     #8, r15
9:  mov     @r14+, r7
    clr     r8
    mov     r7, r5
    clr     r6
    ghash_halve
    xor     r7, r5
    xor     r8, r6
    ghash_halve
    xor     r7, r5
    xor     r8, r6
    .rept   5
    ghash_halve
    .endr
    xor     r7, r5
    xor     r8, r6
    xor     r6, 12(r14)
    xor     r5, 14(r14)
    dec     r15
    jnz     9b
    mov     336(sp), r12
    mov     #8, r15
1:  mov     @r14+, r4
    mov     r4, 0(r12)
    incd    r12
    dec     r15
    jnz     1b
    add     #340, sp
    pop     r10
    pop     r9
    pop     r8
    pop     r7
    pop     r6
    pop     r5
    pop     r4
    ret
