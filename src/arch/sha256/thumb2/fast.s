@ SHA-256 for Thumb-2, eight rounds at a time. After common.s. r0 = chaining value, r1 = block.
amisec_sha256_compress:
    push    {r0, r4-r11, lr}
    sub     sp, #256
    mov     r2, sp
    add     r3, sp, #64
1:  ldr     r4, [r1]
    ldr     r5, [r1, #4]
    ldr     r6, [r1, #8]
    ldr     r7, [r1, #12]
    adds    r1, #16
    rev     r4, r4
    rev     r5, r5
    rev     r6, r6
    rev     r7, r7
    stmia   r2!, {r4-r7}
    cmp     r2, r3
    bne     1b

@ r2: the oldest of sixteen words, r3 or r4 holds it; r6 and r7 hold the newest two
    mov     r2, sp
    add     r12, sp, #192
    ldr     r3, [r2]
2:
    .irp    offset, 0, 8
    ldr     r4, [r2, #4 + \offset]
    ldr     r5, [r2, #36 + \offset]
    sha256_t2_extend r6, r3, r4, r5, r6
    str     r6, [r2, #64 + \offset]
    ldr     r3, [r2, #8 + \offset]
    ldr     r5, [r2, #40 + \offset]
    sha256_t2_extend r7, r4, r3, r5, r7
    str     r7, [r2, #68 + \offset]
    .endr
    adds    r2, #16
    cmp     r2, r12
    bne     2b

    ldr     r0, [sp, #256]
    ldm     r0, {r4-r11}
    adr     r12, sha256_t2_table
    eor     r3, r5, r6
3:
    .macro  sha256_t2_step number, a, b, c, d, e, f, g, h, of_bc, of_ab
    ldr     r0, [sp, #4 * \number]
    ldr     r1, [r12, #4 * \number]
    sha256_t2_round \a, \b, \c, \d, \e, \f, \g, \h, \of_bc, \of_ab, \h
    .endm
    sha256_t2_step 0, r4, r5, r6, r7, r8, r9, r10, r11, r3, r2
    sha256_t2_step 1, r11, r4, r5, r6, r7, r8, r9, r10, r2, r3
    sha256_t2_step 2, r10, r11, r4, r5, r6, r7, r8, r9, r3, r2
    sha256_t2_step 3, r9, r10, r11, r4, r5, r6, r7, r8, r2, r3
    sha256_t2_step 4, r8, r9, r10, r11, r4, r5, r6, r7, r3, r2
    sha256_t2_step 5, r7, r8, r9, r10, r11, r4, r5, r6, r2, r3
    sha256_t2_step 6, r6, r7, r8, r9, r10, r11, r4, r5, r3, r2
    sha256_t2_step 7, r5, r6, r7, r8, r9, r10, r11, r4, r2, r3
    add     sp, #32
    add     r12, #32
@ the last constant ends in 0xF2, as no other does
    uxtb    r1, r1
    cmp     r1, #0xF2
    bne     3b
    sha256_t2_finish
    sha256_t2_constants
