@ The S-box of AES on eight planes, for ARMv7-M and later: one block of code for both profiles.
@ In and out: planes 0 to 7 in r4 to r11. Clobbers r0 to r3, r12, lr, and [sp] to [sp, #48].
@ The circuit is that of ../portable.rs; the order of its gates, and what waits in memory, were found by
@ a search for the fewest cycles.
    .syntax unified
    .cpu cortex-m3
    .thumb
    .section .text.amisec_aes_sub_bytes, "ax", %progbits
    .balign 4
    .global amisec_aes_sub_bytes
    .hidden amisec_aes_sub_bytes
    .thumb_func
    .type amisec_aes_sub_bytes, %function
amisec_aes_sub_bytes:
    str     lr, [sp, #48]
    eor     r0, r8, r6
    eor     r9, r10, r9
    eor     r1, r11, r5
    eor     r2, r1, r0
    eor     r3, r11, r6
    eors    r7, r2
    eors    r6, r7
    and     r12, r2, r6
    eor     lr, r9, r4
    eor     r5, lr, r5
    str     r2, [sp, #0]
    eor     r2, r5, r3
    eor     r7, r7, r10
    eor     r10, r6, r4
    str     r3, [sp, #4]
    and     r3, r2, r10
    eor     r3, r3, r12
    str     r2, [sp, #8]
    eor     r2, lr, r8
    str     r10, [sp, #12]
    and     r10, r2, r4
    str     r2, [sp, #16]
    and     r2, r5, lr
    str     r5, [sp, #20]
    eor     r5, lr, r11
    eor     r10, r10, r12
    eor     r8, r11, r8
    eor     r12, r7, r8
    str     lr, [sp, #24]
    eor     lr, r6, r9
    str     r6, [sp, #28]
    eor     r6, r4, r12
    str     r4, [sp, #32]
    and     r4, r5, r6
    str     r5, [sp, #36]
    eor     r5, lr, r12
    str     r6, [sp, #40]
    and     r6, r0, r5
    eor     r9, r9, r12
    str     r5, [sp, #44]
    and     r5, r8, r12
    eors    r6, r5
    eors    r3, r6
    eors    r3, r7
    and     r7, r1, r9
    eors    r4, r7
    eors    r2, r7
    eors    r2, r6
    ldr     r6, [sp, #4]
    and     r7, r6, lr
    eors    r7, r5
    eor     r11, r11, r9
    eor     r5, r1, r9
    eor     r10, r10, r7
    eors    r2, r5
    eors    r4, r7
    eor     r4, r4, r11
    eor     r5, lr, r6
    and     r7, r3, r2
    eor     r11, r2, r4
    eor     r5, r10, r5
    eor     r10, r5, r7
    and     r10, r10, r11
    eors    r7, r4
    eor     r10, r10, r4
    eors    r3, r5
    eor     r11, r7, r10
    eor     r2, r2, r10
    and     r4, r4, r11
    eors    r2, r4
    eors    r4, r7
    eor     r11, r10, r2
    ands    r7, r3
    eors    r7, r5
    ands    r4, r7
    eors    r3, r4
    eor     r4, r3, r2
    eor     r5, r7, r10
    and     lr, r4, lr
    and     r8, r5, r8
    and     r12, r5, r12
    ands    r6, r4
    eors    r5, r4
    ands    r0, r5
    eor     r4, r7, r3
    ands    r1, r4
    and     r4, r4, r9
    eor     r8, r8, r0
    ldr     r9, [sp, #12]
    and     r9, r2, r9
    eors    r0, r6
    ldr     r6, [sp, #44]
    ands    r5, r6
    eor     lr, r5, lr
    eor     r5, r12, r5
    eors    r5, r4
    ldr     r6, [sp, #28]
    and     r6, r11, r6
    ldr     r12, [sp, #8]
    and     r2, r2, r12
    ldr     r12, [sp, #0]
    and     r11, r11, r12
    eors    r6, r4
    ldr     r4, [sp, #24]
    ands    r4, r3
    eor     r12, r4, r5
    eor     r4, r4, r8
    eor     lr, lr, r4
    eor     r11, r11, r2
    eor     r4, r11, r4
    eor     r9, r9, r4
    ldr     r11, [sp, #40]
    and     r11, r7, r11
    eors    r5, r4
    ldr     r4, [sp, #16]
    and     r4, r10, r4
    eors    r2, r4
    ldr     r4, [sp, #20]
    ands    r3, r4
    eor     r3, r11, r3
    ldr     r4, [sp, #36]
    ands    r7, r4
    ldr     r4, [sp, #32]
    and     r4, r10, r4
    eor     r10, r6, r9
    eor     r11, r4, r11
    eors    r4, r1
    eors    r4, r6
    eors    r7, r4
    eor     r7, r7, lr
    eor     r6, r12, r7
    eors    r2, r7
    eor     r11, r11, r9
    eor     r4, r8, r4
    eors    r1, r3
    eor     r12, r12, r10
    eors    r0, r6
    eors    r3, r4
    eor     r1, r1, lr
    mov     r4, r3
    mov     r6, r2
    mov     r7, r11
    mov     r8, r10
    mov     r9, r0
    mov     r10, r12
    mov     r11, r5
    mov     r5, r1
    ldr     pc, [sp, #48]
    .size amisec_aes_sub_bytes, . - amisec_aes_sub_bytes
