@ What both profiles share of SHA-256 for Thumb-2. See ../thumb2.rs.
    .syntax unified
    .thumb

@ h = h + Sigma1(e) + Ch(e, f, g) + constant + word, d = d + h, h = h + Sigma0(a) + Maj(a, b, c) into `sum`.
@ `of_bc` is b ^ c on the way in; `of_ab` becomes a ^ b, which is b ^ c of the next round. Uses r0, r1;
@ the constant stays in r1.
    .macro  sha256_t2_round a, b, c, d, e, f, g, h, of_bc, of_ab, sum
    add     \h, \h, r0
    eor     r0, \f, \g
    and     r0, r0, \e
    eor     r0, r0, \g
    add     \h, \h, r1
    add     \h, \h, r0
    eor     r0, \e, \e, ror #5
    eor     r0, r0, \e, ror #19
    add     \h, \h, r0, ror #6
    eor     r0, \a, \a, ror #11
    eor     r0, r0, \a, ror #20
    add     \d, \d, \h
    eor     \of_ab, \a, \b
    add     \h, \h, r0, ror #2
    ands    \of_bc, \of_bc, \of_ab
    eor     \of_bc, \of_bc, \b
    add     \sum, \h, \of_bc
    .endm

@ new = oldest + sigma0(second) + seventh + sigma1(fourteenth), of the last sixteen words. Uses r0.
    .macro  sha256_t2_extend new, oldest, second, seventh, fourteenth
    ror     r0, \second, #7
    eor     r0, r0, \second, ror #18
    eor     r0, r0, \second, lsr #3
    adds    \oldest, \oldest, \seventh
    adds    \oldest, \oldest, r0
    ror     r0, \fourteenth, #17
    eor     r0, r0, \fourteenth, ror #19
    eor     r0, r0, \fourteenth, lsr #10
    adds    \new, \oldest, r0
    .endm

@ Adds the chaining value to r4-r11 and returns; its address and the caller's registers are on the stack.
    .macro  sha256_t2_finish
    pop     {r0}
    ldm     r0, {r1-r3, r12}
    add     r4, r4, r1
    add     r5, r5, r2
    add     r6, r6, r3
    add     r7, r7, r12
    stm     r0!, {r4-r7}
    ldm     r0, {r1-r3, r12}
    add     r8, r8, r1
    add     r9, r9, r2
    add     r10, r10, r3
    add     r11, r11, r12
    stm     r0, {r8-r11}
    pop     {r4-r11, pc}
    .endm

@ FIPS 180-4, 4.2.2
    .macro  sha256_t2_constants
    .balign 4
sha256_t2_table:
    .word   0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5
    .word   0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5
    .word   0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3
    .word   0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174
    .word   0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC
    .word   0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA
    .word   0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7
    .word   0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967
    .word   0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13
    .word   0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85
    .word   0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3
    .word   0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070
    .word   0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5
    .word   0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3
    .word   0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208
    .word   0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2
    .endm

    .section .text.amisec_sha256_compress, "ax", %progbits
    .balign 4
    .global amisec_sha256_compress
    .hidden amisec_sha256_compress
    .thumb_func
    .type amisec_sha256_compress, %function
