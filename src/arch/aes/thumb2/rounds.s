@ The rounds of AES for ARMv7-M and later, see ../thumb2.rs. Plane p of the state is r4 + p.
    .syntax unified
    .cpu cortex-m3
    .thumb

    .macro  aes_t2_function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .global \name
    .hidden \name
    .thumb_func
    .type \name, %function
\name:
    .endm

@ Exchanges the bits of a under mask << shift with those of b under mask
    .macro  aes_t2_swap a, b, mask, shift
    eor     r12, \b, \a, lsr #\shift
    and     r12, r12, #\mask
    eor     \b, \b, r12
    eor     \a, \a, r12, lsl #\shift
    .endm

@ plane = x of weight p; sum = x ^ y of p, lower = x ^ y of p - 1, y = x a row on; r0 = x ^ y of 7
    .macro  aes_t2_mix_even plane, below, sum, lower
    .ifnb   \below
    eor     \lower, \below, \below, ror #8
    .endif
    eor     \plane, \lower, \plane, ror #8
    eor     \plane, \plane, \sum, ror #16
    .endm

@ MixColumns of the even rounds: columns stand where FIPS 197 has them
    aes_t2_function amisec_aes_mix_even
    eor     r0, r11, r11, ror #8
    aes_t2_mix_even r11, r10, r0, r1
    aes_t2_mix_even r10, r9, r1, r2
    aes_t2_mix_even r9, r8, r2, r1
    aes_t2_mix_even r8, r7, r1, r2
    eor     r8, r8, r0
    aes_t2_mix_even r7, r6, r2, r1
    eor     r7, r7, r0
    aes_t2_mix_even r6, r5, r1, r2
    aes_t2_mix_even r5, r4, r2, r1
    eor     r5, r5, r0
    aes_t2_mix_even r4, , r1, r0
    bx      lr
    .size amisec_aes_mix_even, . - amisec_aes_mix_even

    .macro  aes_t2_load_pair
    ldr     r4, [r2]
    ldr     r6, [r2, #4]
    ldr     r8, [r2, #8]
    ldr     r10, [r2, #12]
    ldr     r5, [r2, #16]
    ldr     r7, [r2, #20]
    ldr     r9, [r2, #24]
    ldr     r11, [r2, #28]
    .endm

    .macro  aes_t2_store_pair_and_return
    ldr     r2, [sp, #60]
    str     r4, [r2]
    str     r6, [r2, #4]
    str     r8, [r2, #8]
    str     r10, [r2, #12]
    str     r5, [r2, #16]
    str     r7, [r2, #20]
    str     r9, [r2, #24]
    str     r11, [r2, #28]
    add     sp, #68
    pop     {r4-r11, pc}
    .endm
