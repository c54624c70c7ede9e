@ The carry-less product of two words for ARMv7-M, without UMULL. See ../thumb2.rs.
    .syntax unified
    .thumb

@ out = the carry-less product of x and y, of 16 bits each; r12 = every third bit. Uses x, y, r4-r9.
    .macro  ghash_t2_halves out, x, y
    and     r4, \x, r12
    and     r5, \x, r12, lsl #1
    and     \x, \x, r12, lsr #1
    and     r6, \y, r12
    and     r7, \y, r12, lsl #1
    and     \y, \y, r12, lsr #1
    mul     \out, r4, r6
    mul     r8, r5, \y
    mul     r9, \x, r7
    eor     \out, \out, r8
    eor     \out, \out, r9
    mul     r8, r4, r7
    mul     r9, r5, r6
    eor     r8, r8, r9
    mul     r9, \x, \y
    eor     r8, r8, r9
    and     \out, \out, r12
    and     r8, r8, r12, lsl #1
    orr     \out, \out, r8
    mul     r8, r4, \y
    mul     r9, \x, r6
    eor     r8, r8, r9
    mul     r9, r5, r7
    eor     r8, r8, r9
    and     r8, r8, r12, lsr #1
    orr     \out, \out, r8
    .endm

@ r1 r0 = the carry-less product of r0 and r1. Uses r2-r12.
    .section .text.amisec_ghash_multiply, "ax", %progbits
    .balign 4
    .thumb_func
    .type ghash_t2_product, %function
ghash_t2_product:
    movw    r12, #0x9249
    movt    r12, #0x4924
    uxth    r2, r0
    uxth    r3, r1
    ghash_t2_halves r10, r2, r3
    eor     r2, r0, r0, lsr #16
    eor     r3, r1, r1, lsr #16
    uxth    r2, r2
    uxth    r3, r3
    ghash_t2_halves r11, r2, r3
    lsrs    r0, r0, #16
    lsrs    r1, r1, #16
    ghash_t2_halves r2, r0, r1
    eor     r11, r11, r10
    eor     r11, r11, r2
    eor     r0, r10, r11, lsl #16
    eor     r1, r2, r11, lsr #16
    bx      lr
