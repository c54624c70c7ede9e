; AES encryption for the MSP430. See ../msp430.rs.

; r := table[byte of the state].
.macro aes_look_up place, r
    mov.b   \place(r5), \r
    add     r4, \r
    mov.b   @\r, \r
.endm

; Frame: 0 blocks left, 2 rounds, 4 block, 6 schedule, 8 and 40 the state now and next, each twice in a
; row so that a row's rotation needs no wrap, 72 the table.
.macro aes_enter table
    push    r4
    push    r5
    push    r6
    push    r7
    push    r8
    push    r9
    push    r10
    mov     #\table, r11
    aes_copy_table
    sub     #64, sp
    push    r12
    push    r13
    push    r14
    push    r15
.endm

.macro aes_leave
    add     #328, sp
    pop     r10
    pop     r9
    pop     r8
    pop     r7
    pop     r6
    pop     r5
    pop     r4
    ret
.endm

; The block at r13, plus the round key at r12, into the state at r6. Clobbers r7, r8, r14.
.macro aes_load
    mov     #8, r14
1:  mov.b   @r13+, r7
    mov.b   @r13+, r8
    swpb    r8
    xor     r8, r7
    xor     @r12+, r7
    mov     r7, 0(r6)
    mov     r7, 16(r6)
    incd    r6
    dec     r14
    jnz     1b
.endm

; The state next becomes the state now.
.macro aes_swap
    mov     r6, r15
    mov     r5, r6
    mov     r15, r5
    sub     #16, r5
    sub     #16, r6
.endm

; The last round of a column: looked up, with the round key at r12, to the block at r14.
.macro aes_last place0, place1, place2, place3
    aes_look_up \place0, r7
    aes_look_up \place1, r8
    aes_look_up \place2, r9
    aes_look_up \place3, r10
    xor.b   @r12+, r7
    xor.b   @r12+, r8
    xor.b   @r12+, r9
    xor.b   @r12+, r10
    mov.b   r7, 0(r14)
    mov.b   r8, 1(r14)
    mov.b   r9, 2(r14)
    mov.b   r10, 3(r14)
    add     #4, r5
    add     #4, r14
.endm

    .section .text.amisec_aes_encrypt,"ax",@progbits
; Encrypts r15 blocks at r13 with the round keys at r12; r14 rounds.
    .global amisec_aes_encrypt
    .hidden amisec_aes_encrypt
    .type   amisec_aes_encrypt,@function
amisec_aes_encrypt:
    aes_enter amisec_aes_sbox
2:  mov     4(sp), r13
    mov     6(sp), r12
    mov     sp, r6
    add     #8, r6
    mov     r6, r5
    aes_load
    mov     r5, r6
    add     #32, r6
    mov     2(sp), r13          ; the columns of all rounds but the last
    dec     r13
    add     r13, r13
    add     r13, r13
; A column: with w the words (0, 1), (2, 3) and r the words (1, 2), (3, 0), b = w + r, the outputs are
; x b01 + r12 + b23 and x b23 + r30 + b01.
3:  aes_look_up 0, r7
    aes_look_up 5, r8
    aes_look_up 10, r9
    aes_look_up 15, r10
    mov     r8, r11
    swpb    r11
    xor     r7, r11             ; (0, 1)
    swpb    r7
    xor     r10, r7             ; (3, 0)
    swpb    r10
    xor     r9, r10             ; (2, 3)
    swpb    r9
    xor     r8, r9              ; (1, 2)
    xor     r9, r11             ; b01
    xor     r7, r10             ; b23
    xor     r10, r9
    xor     r11, r7
    aes_times_x r11
    xor     r14, r9
    xor     r11, r9
    aes_times_x r10
    xor     r14, r7
    xor     r10, r7
    xor     @r12+, r9
    xor     @r12+, r7
    mov     r9, 0(r6)
    mov     r9, 16(r6)
    mov     r7, 2(r6)
    mov     r7, 18(r6)
    add     #4, r5
    add     #4, r6
    dec     r13
    bit     #3, r13
    jnz     3b
    aes_swap
    tst     r13
    jnz     3b
    mov     4(sp), r14
    mov     #4, r13
4:  aes_last 0, 5, 10, 15
    dec     r13
    jnz     4b
    mov     r14, 4(sp)
    dec     0(sp)
    jnz     2b
    aes_leave
