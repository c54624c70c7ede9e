@ The rounds of AES for ARMv6-M, see ../m0.rs. Plane p of the state is [sp, #4 p].
    .syntax unified
    .cpu cortex-m0
    .thumb

    .macro  aes_m0_function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .global \name
    .hidden \name
    .thumb_func
    .type \name, %function
\name:
    .endm

@ Exchanges the bits of a under r5 << shift with those of b under r5
    .macro  aes_m0_swap a, b, shift
    lsrs    r4, \a, #\shift
    eors    r4, \b
    ands    r4, r5
    eors    \b, r4
    lsls    r4, r4, #\shift
    eors    \a, r4
    .endm

@ y = x a row on, x = x ^ y; r7 = 8
    .macro  aes_m0_next_even y, x
    mov     \y, \x
    rors    \y, r7
    eors    \x, \y
    .endm

@ t = t two rows on
    .macro  aes_m0_after_next_even t
    rors    \t, r6
    .endm

@ y = x a row and a column on, x = x ^ y; r6 = 0xc0c0c0c0, r7 = 8
    .macro  aes_m0_next_odd y, x
    lsls    r4, \x, #6
    ands    r4, r6
    lsrs    \y, \x, #2
    bics    \y, r6
    orrs    \y, r4
    rors    \y, r7
    eors    \x, \y
    .endm

@ t = t two rows and two columns on; r12 = 0xf0f0f0f0, r7 = 8
    .macro  aes_m0_after_next_odd t
    mov     r5, r12
    lsls    r4, \t, #4
    ands    r4, r5
    lsrs    \t, \t, #4
    bics    \t, r5
    orrs    \t, r4
    rors    \t, r7
    rors    \t, r7
    .endm

@ A plane from its y and its sum, once those of the plane below are made; `with` adds the sum of plane 7
    .macro  aes_m0_mix parity, plane, y, sum, below_y, below_sum, with
    ldr     \below_sum, [sp, #4 * (\plane - 1)]
    aes_m0_next_\parity \below_y, \below_sum
    eors    \y, \below_sum
    aes_m0_after_next_\parity \sum
    eors    \y, \sum
    .ifnb   \with
    mov     r4, r8
    eors    \y, r4
    .endif
    str     \y, [sp, #4 * \plane]
    .endm

    .macro  aes_m0_mix_columns parity
    movs    r7, #8
    ldr     r1, [sp, #28]
    aes_m0_next_\parity r0, r1
    mov     r8, r1
    aes_m0_mix \parity, 7, r0, r1, r2, r3
    aes_m0_mix \parity, 6, r2, r3, r0, r1
    aes_m0_mix \parity, 5, r0, r1, r2, r3
    aes_m0_mix \parity, 4, r2, r3, r0, r1, with
    aes_m0_mix \parity, 3, r0, r1, r2, r3, with
    aes_m0_mix \parity, 2, r2, r3, r0, r1
    aes_m0_mix \parity, 1, r0, r1, r2, r3, with
    mov     r1, r8
    eors    r2, r1
    aes_m0_after_next_\parity r3
    eors    r2, r3
    str     r2, [sp]
    bx      lr
    .pool
    .endm

@ MixColumns of the even rounds: columns stand where FIPS 197 has them
    aes_m0_function amisec_aes_mix_even
    movs    r6, #16
    aes_m0_mix_columns even
    .size amisec_aes_mix_even, . - amisec_aes_mix_even

    .macro  aes_m0_enter
    push    {r4-r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r4-r7}
    sub     sp, #100
    .endm

    .macro  aes_m0_return
    add     sp, #100
    pop     {r4-r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r4-r7, pc}
    .endm

@ Bytes at any address go by way of [sp, #32] to [sp, #63]: r2 = where words can be loaded
    .macro  aes_m0_load_pair
    add     r3, sp, #76
    stm     r3!, {r0, r1, r2}
    lsls    r3, r2, #30
    beq     2f
    add     r3, sp, #32
    movs    r4, #32
1:  subs    r4, #1
    ldrb    r5, [r2, r4]
    strb    r5, [r3, r4]
    bne     1b
    mov     r2, r3
2:
    .irp    block, 0, 4
    ldm     r2!, {r4-r7}
    str     r4, [sp, #\block]
    str     r5, [sp, #\block + 8]
    str     r6, [sp, #\block + 16]
    str     r7, [sp, #\block + 24]
    .endr
    .endm

    .macro  aes_m0_store_pair
    ldr     r3, [sp, #84]
    mov     r2, r3
    lsls    r1, r3, #30
    beq     1f
    add     r2, sp, #32
1:
    .irp    block, 0, 4
    ldr     r4, [sp, #\block]
    ldr     r5, [sp, #\block + 8]
    ldr     r6, [sp, #\block + 16]
    ldr     r7, [sp, #\block + 24]
    stm     r2!, {r4-r7}
    .endr
    cmp     r1, #0
    beq     2f
    add     r2, sp, #32
    movs    r4, #32
1:  subs    r4, #1
    ldrb    r5, [r2, r4]
    strb    r5, [r3, r4]
    bne     1b
2:
    .endm
