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
    sha256_constants
    .endm

    .section .text.amisec_sha256_compress, "ax", %progbits
    .balign 4
    .global amisec_sha256_compress
    .hidden amisec_sha256_compress
    .thumb_func
    .type amisec_sha256_compress, %function
