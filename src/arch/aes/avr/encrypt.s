; AES encryption for AVR. See ../avr.rs.

; The state by columns: r23, r0, r24, r25; r2 to r5; r6 to r9; r10 to r13.

; to := table[from], the table being the page that r31 names.
.macro aes_look_up to, from
    mov     r30, \from
    lpm     \to, Z
.endm

; r := x r in the field, by a mask instead of a branch. Clobbers r18.
.macro aes_times_x r
    lsl     \r
    sbc     r18, r18
    andi    r18, 0x1b
    eor     \r, r18
.endm

; Mixes a column and adds its round key at X+. \a2 is an even register, \a3 the next. With
; b0 = a0 + a1, b1 = a1 + a2, b2 = a2 + a3 and p = a0 + b2 the outputs are x b0 + p + b0, x b1 + p,
; x b2 + p + b1, and the third of them + b2 + x b0 + x b1, as x (b0 + b1 + b2) = x (a3 + a0).
.macro aes_mix a0, a1, a2, a3
    eor     \a3, \a2
    eor     \a2, \a1
    eor     \a1, \a0            ; a0, b0, b1, b2
    mov     r19, \a1
    movw    r20, \a2
    aes_times_x r19
    aes_times_x r20
    aes_times_x r21
    eor     \a0, \a3            ; p
    eor     \a2, \a0
    eor     \a2, r21
    eor     \a3, \a2
    eor     \a3, r19
    eor     \a3, r20
    eor     r19, \a1
    ld      r18, X+
    eor     r19, r18
    ld      \a1, X+
    eor     \a1, \a0
    eor     \a1, r20
    eor     \a0, r19
    ld      r18, X+
    eor     \a2, r18
    ld      r18, X+
    eor     \a3, r18
.endm

    .section .text.amisec_aes_encrypt,"ax",@progbits
; Encrypts the 16 bytes at r22 with the round keys at r24; r20 rounds.
    .global amisec_aes_encrypt
    .hidden amisec_aes_encrypt
    .type   amisec_aes_encrypt,@function
amisec_aes_encrypt:
    .irp    n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 22, 23
    push    r\n
    .endr
    movw    r26, r24
    movw    r30, r22
    mov     r22, r20
    .irp    byte, r23, r0, r24, r25, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13
    ld      \byte, Z+
    .endr
    ldi     r31, hi8(amisec_aes_sbox)
    rcall   3f
    rjmp    1f
0:  rjmp    2f
1:  aes_look_up r23, r23        ; the rows move left by 0, 1, 2, 3
    aes_look_up r2, r2
    aes_look_up r6, r6
    aes_look_up r10, r10
    mov     r18, r0
    aes_look_up r0, r3
    aes_look_up r3, r7
    aes_look_up r7, r11
    aes_look_up r11, r18
    mov     r18, r24
    aes_look_up r24, r8
    aes_look_up r8, r18
    mov     r18, r4
    aes_look_up r4, r12
    aes_look_up r12, r18
    mov     r18, r25
    aes_look_up r25, r13
    aes_look_up r13, r9
    aes_look_up r9, r5
    aes_look_up r5, r18
    dec     r22
    breq    0b
    aes_mix r23, r0, r24, r25
    aes_mix r2, r3, r4, r5
    aes_mix r6, r7, r8, r9
    aes_mix r10, r11, r12, r13
    rjmp    1b
2:  rcall   3f
    pop     r31
    pop     r30
    .irp    byte, r23, r0, r24, r25, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13
    st      Z+, \byte
    .endr
    .irp    n, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2
    pop     r\n
    .endr
    ret

3:  .irp    byte, r23, r0, r24, r25, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13
    ld      r18, X+
    eor     \byte, r18
    .endr
    ret
