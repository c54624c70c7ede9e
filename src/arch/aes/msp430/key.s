; The AES key schedule for the MSP430, and the S-box. See ../msp430.rs.

; r14 := the bits of two bytes that leave them, times the polynomial; x := x x without those. The
; product is x + r14. Clobbers r15.
.macro aes_times_x x
    mov     \x, r14
    and     #0x8080, r14
    xor     r14, \x
    add     \x, \x
    mov     r14, r15
    add     r15, r15
    addc    #0, r15
    swpb    r15                 ; 1 for each 0x80
    sub     r15, r14            ; 0x7f
    and     #0x1b1b, r14
.endm

; The table at r11, word by word from the last, onto the stack; r4 := where it is there. Clobbers r10.
.macro aes_copy_table
    mov     #32, r10
1:
    .rept   4
    mov     @r11+, r4
    push    r4
    .endr
    dec     r10
    jnz     1b
    mov     sp, r4
.endm

    .section .rodata.amisec_aes_sbox,"a",@progbits
    .p2align 1
    .hidden amisec_aes_sbox
amisec_aes_sbox:                ; the last word first
    .short  0x16bb, 0x54b0, 0x0f2d, 0x9941, 0x6842, 0xe6bf, 0x0d89, 0xa18c
    .short  0xdf28, 0x55ce, 0xe987, 0x1e9b, 0x948e, 0xd969, 0x1198, 0xf8e1
    .short  0x9e1d, 0xc186, 0xb957, 0x3561, 0x0ef6, 0x0348, 0x66b5, 0x3e70
    .short  0x8a8b, 0xbd4b, 0x1f74, 0xdde8, 0xc6b4, 0xa61c, 0x2e25, 0x78ba
    .short  0x08ae, 0x7a65, 0xeaf4, 0x566c, 0xa94e, 0xd58d, 0x6d37, 0xc8e7
    .short  0x79e4, 0x9591, 0x62ac, 0xd3c2, 0x5c24, 0x0649, 0x0a3a, 0x32e0
    .short  0xdb0b, 0x5ede, 0x14b8, 0xee46, 0x8890, 0x2a22, 0xdc4f, 0x8160
    .short  0x7319, 0x5d64, 0x3d7e, 0xa7c4, 0x1744, 0x975f, 0xec13, 0x0ccd
    .short  0xd2f3, 0xff10, 0x21da, 0xb6bc, 0xf538, 0x9d92, 0x8f40, 0xa351
    .short  0xa89f, 0x3c50, 0x7f02, 0xf945, 0x8533, 0x4d43, 0xfbaa, 0xefd0
    .short  0xcf58, 0x4c4a, 0x39be, 0xcb6a, 0x5bb1, 0xfc20, 0xed00, 0xd153
    .short  0x842f, 0xe329, 0xb3d6, 0x3b52, 0xa05a, 0x6e1b, 0x1a2c, 0x8309
    .short  0x75b2, 0x27eb, 0xe280, 0x1207, 0x9a05, 0x9618, 0xc323, 0xc704
    .short  0x1531, 0xd871, 0xf1e5, 0xa534, 0xccf7, 0x3f36, 0x2693, 0xfdb7
    .short  0xc072, 0xa49c, 0xafa2, 0xd4ad, 0xf047, 0x59fa, 0x7dc9, 0x82ca
    .short  0x76ab, 0xd7fe, 0x2b67, 0x0130, 0xc56f, 0x6bf2, 0x7b77, 0x7c63

    .section .text.amisec_aes_set_key,"ax",@progbits
; Writes the round keys of the key at r13, of r14 = 16, 24 or 32 bytes, to r12.
    .global amisec_aes_set_key
    .hidden amisec_aes_set_key
    .type   amisec_aes_set_key,@function
amisec_aes_set_key:
    push    r4
    push    r5
    push    r6
    push    r7
    push    r8
    push    r9
    push    r10
    mov     #amisec_aes_sbox, r11
    aes_copy_table
    mov     r12, r10            ; where the key is read, r12 where it is written
    mov     r14, r15
1:  mov.b   @r13+, r8
    mov.b   r8, 0(r12)
    inc     r12
    dec     r15
    jnz     1b
    mov     -4(r12), r8         ; the last word: bytes 0, 1 and 2, 3
    mov     -2(r12), r9
    mov     r14, r13            ; 3 n + 28 words follow for n in the key: here four times that
    add     r13, r13
    add     r14, r13
    add     #112, r13
    mov     #1, r6              ; the round constant
    clr     r7                  ; bytes since the last multiple of the key's length
2:  tst     r7
    jnz     3f
    swpb    r8                  ; 0, 1 and 2, 3 become 1, 2 and 3, 0
    swpb    r9
    mov     r8, r15
    xor     r9, r15
    and     #0xff00, r15
    xor     r15, r8
    xor     r15, r9
    call    #aes_substitute
    xor     r6, r8
    add.b   r6, r6
    jnc     4f
    mov     #0x1b, r6
    jmp     4f
3:  cmp     #16, r7
    jne     4f
    cmp     #32, r14
    jne     4f
    call    #aes_substitute
4:  xor     @r10+, r8
    xor     @r10+, r9
    mov     r8, 0(r12)
    mov     r9, 2(r12)
    add     #4, r12
    add     #4, r7
    cmp     r14, r7
    jne     5f
    clr     r7
5:  sub     #4, r13
    jnz     2b
    add     #256, sp
    pop     r10
    pop     r9
    pop     r8
    pop     r7
    pop     r6
    pop     r5
    pop     r4
    ret

; Looks up the four bytes of r8 and r9. Clobbers r15, r11.
aes_substitute:
    mov     r8, r11
    mov     r9, r8
    call    #1f
    mov     r8, r9
    mov     r11, r8
1:  mov.b   r8, r15
    add     r4, r15
    mov.b   @r15, r15
    swpb    r8
    mov.b   r8, r8
    add     r4, r8
    mov.b   @r8, r8
    swpb    r8
    xor     r15, r8
    ret
