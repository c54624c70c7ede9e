; AES decryption for the MSP430. See ../msp430.rs.

    .section .rodata.amisec_aes_inverse_sbox,"a",@progbits
    .p2align 1
    .hidden amisec_aes_inverse_sbox
amisec_aes_inverse_sbox:        ; the last word first
    .short  0x7d0c, 0x2155, 0x6314, 0x69e1, 0x26d6, 0x77ba, 0x7e04, 0x2b17
    .short  0x6199, 0x5383, 0x3cbb, 0xebc8, 0xb0f5, 0x2aae, 0x4d3b, 0xe0a0
    .short  0xef9c, 0xc993, 0x9f7a, 0xe52d, 0x0d4a, 0xb519, 0xa97f, 0x5160
    .short  0x5fec, 0x8027, 0x5910, 0x12b1, 0x31c7, 0x0788, 0x33a8, 0xdd1f
    .short  0xf45a, 0xcd78, 0xfec0, 0xdb9a, 0x2079, 0xd2c6, 0x4b3e, 0x56fc
    .short  0x1bbe, 0x18aa, 0x0e62, 0xb76f, 0x89c5, 0x291d, 0x711a, 0xf147
    .short  0x6edf, 0x751c, 0xe837, 0xf9e2, 0x8535, 0xade7, 0x2274, 0xac96
    .short  0x73e6, 0xb4f0, 0xcecf, 0xf297, 0xeadc, 0x674f, 0x4111, 0x913a
    .short  0x6b8a, 0x1301, 0x03bd, 0xafc1, 0x020f, 0x3fca, 0x8f1e, 0x2cd0
    .short  0x0645, 0xb3b8, 0x0558, 0xe4f7, 0x0ad3, 0xbc8c, 0x00ab, 0xd890
    .short  0x849d, 0x8da7, 0x5746, 0x155e, 0xdab9, 0xedfd, 0x5048, 0x706c
    .short  0x92b6, 0x655d, 0xcc5c, 0xa4d4, 0x1698, 0x6886, 0x64f6, 0xf872
    .short  0x25d1, 0x8b6d, 0x49a2, 0x5b76, 0xb224, 0xd928, 0x66a1, 0x2e08
    .short  0x4ec3, 0xfa42, 0x0b95, 0x4cee, 0x3d23, 0xc2a6, 0x3294, 0x7b54
    .short  0xcbe9, 0xdec4, 0x4443, 0x8e34, 0x87ff, 0x2f9b, 0x8239, 0xe37c
    .short  0xfbd7, 0xf381, 0x9ea3, 0x40bf, 0x38a5, 0x3630, 0xd56a, 0x0952

    .section .text.amisec_aes_decrypt,"ax",@progbits
; Decrypts r15 blocks at r13; r14 rounds, the last round key is at r12.
    .global amisec_aes_decrypt
    .hidden amisec_aes_decrypt
    .type   amisec_aes_decrypt,@function
amisec_aes_decrypt:
    aes_enter amisec_aes_inverse_sbox
2:  mov     4(sp), r13
    mov     6(sp), r12
    mov     sp, r6
    add     #8, r6
    mov     r6, r5
    aes_load
    sub     #32, r12
    mov     r5, r6
    add     #32, r6
    mov     2(sp), r13
    dec     r13
    add     r13, r13
    add     r13, r13
3:  aes_look_up 0, r7
    aes_look_up 13, r8
    aes_look_up 10, r9
    aes_look_up 7, r10
    swpb    r8
    xor     r8, r7              ; (0, 1)
    swpb    r10
    xor     r10, r9             ; (2, 3)
    xor     @r12+, r7
    xor     @r12+, r9
    mov     r7, r10             ; both += x^2 of their sum, then the forward matrix
    xor     r9, r10
    aes_times_x r10
    xor     r14, r10
    aes_times_x r10
    xor     r14, r10
    xor     r10, r7
    xor     r10, r9
    mov     r7, r8              ; (1, 2) and (3, 0)
    mov     r9, r11
    swpb    r8
    swpb    r11
    mov     r8, r15
    xor     r11, r15
    and     #0xff00, r15
    xor     r15, r8
    xor     r15, r11
    xor     r8, r7              ; b01
    xor     r11, r9             ; b23
    xor     r9, r8
    xor     r7, r11
    aes_times_x r7
    xor     r14, r7
    xor     r8, r7
    aes_times_x r9
    xor     r14, r9
    xor     r11, r9
    mov     r7, 0(r6)
    mov     r7, 16(r6)
    mov     r9, 2(r6)
    mov     r9, 18(r6)
    add     #4, r5
    add     #4, r6
    dec     r13
    bit     #3, r13
    jnz     3b
    sub     #32, r12
    aes_swap
    tst     r13
    jnz     3b
    mov     4(sp), r14
    mov     #4, r13
4:  aes_last 0, 13, 10, 7
    dec     r13
    jnz     4b
    mov     r14, 4(sp)
    dec     0(sp)
    jnz     2b
    aes_leave
