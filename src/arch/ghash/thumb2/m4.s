@ The carry-less product of two words for ARMv7E-M. See ../thumb2.rs.
    .syntax unified
    .thumb

    .macro  ghash_t2_add_product a, b
    umull   r12, lr, \a, \b
    eor     r10, r10, r12
    eor     r11, r11, lr
    .endm

    .macro  ghash_t2_keep mask
    and     r10, r10, #\mask
    and     r11, r11, #\mask
    orr     r0, r0, r10
    orr     r1, r1, r11
    .endm

@ r1 r0 = the carry-less product of r0 and r1. Uses r2-r12.
    .section .text.amisec_ghash_multiply, "ax", %progbits
    .balign 4
    .thumb_func
    .type ghash_t2_product, %function
ghash_t2_product:
    push    {lr}
    and     r2, r0, #0x11111111
    and     r3, r0, #0x22222222
    and     r4, r0, #0x44444444
    and     r5, r0, #0x88888888
    and     r6, r1, #0x11111111
    and     r7, r1, #0x22222222
    and     r8, r1, #0x44444444
    and     r9, r1, #0x88888888
    umull   r10, r11, r2, r6
    umlal   r10, r11, r3, r9
    ghash_t2_add_product r4, r8
    ghash_t2_add_product r5, r7
    and     r0, r10, #0x11111111
    and     r1, r11, #0x11111111
    umull   r10, r11, r2, r7
    umlal   r10, r11, r4, r9
    umull   r12, lr, r3, r6
    umlal   r12, lr, r5, r8
    eor     r10, r10, r12
    eor     r11, r11, lr
    ghash_t2_keep 0x22222222
    umull   r10, r11, r2, r8
    umlal   r10, r11, r5, r9
    ghash_t2_add_product r3, r7
    ghash_t2_add_product r4, r6
    ghash_t2_keep 0x44444444
    umull   r10, r11, r2, r9
    ghash_t2_add_product r3, r8
    ghash_t2_add_product r4, r7
    ghash_t2_add_product r5, r6
    ghash_t2_keep 0x88888888
    pop     {pc}
