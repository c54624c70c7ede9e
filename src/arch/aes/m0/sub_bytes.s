@ The S-box of AES on eight planes, for ARMv6-M: one block of code for both profiles.
@ In and out: planes 0 to 7 in [sp] to [sp, #28]. Clobbers r0 to r12 and [sp, #32] to [sp, #72].
@ The circuit is that of ../portable.rs; the order of its gates, and what waits in high registers and in
@ memory, were found by a search for the fewest cycles.
    .syntax unified
    .cpu cortex-m0
    .thumb
    .section .text.amisec_aes_sub_bytes, "ax", %progbits
    .balign 4
    .global amisec_aes_sub_bytes
    .hidden amisec_aes_sub_bytes
    .thumb_func
    .type amisec_aes_sub_bytes, %function
amisec_aes_sub_bytes:
    ldr     r0, [sp, #28]
    ldr     r1, [sp, #4]
    eors    r1, r0
    ldr     r2, [sp, #16]
    mov     r3, r0
    eors    r3, r2
    ldr     r4, [sp, #24]
    ldr     r5, [sp, #20]
    eors    r5, r4
    ldr     r6, [sp, #8]
    eors    r2, r6
    mov     r7, r1
    eors    r7, r2
    mov     r8, r2
    ldr     r2, [sp, #12]
    eors    r2, r7
    eors    r4, r2
    eors    r2, r6
    mov     r9, r7
    mov     r7, r4
    eors    r7, r3
    mov     r10, r4
    mov     r4, r2
    eors    r4, r5
    eors    r6, r0
    mov     r11, r2
    mov     r2, r5
    eors    r2, r7
    mov     r12, r6
    mov     r6, r1
    ands    r6, r2
    str     r1, [sp, #32]
    ldr     r1, [sp, #0]
    eors    r5, r1
    eors    r0, r5
    eors    r1, r7
    str     r2, [sp, #36]
    mov     r2, r3
    ands    r2, r7
    str     r3, [sp, #40]
    mov     r3, r4
    eors    r3, r7
    str     r7, [sp, #44]
    mov     r7, r0
    ands    r7, r1
    str     r1, [sp, #48]
    ldr     r1, [sp, #4]
    eors    r1, r5
    str     r0, [sp, #52]
    mov     r0, r12
    eors    r0, r1
    str     r0, [sp, #56]
    mov     r0, r8
    ands    r0, r3
    str     r3, [sp, #60]
    mov     r3, r12
    ands    r3, r4
    eors    r3, r2
    eors    r7, r6
    str     r4, [sp, #64]
    ldr     r4, [sp, #16]
    eors    r4, r5
    eors    r0, r2
    mov     r2, r1
    ands    r2, r5
    str     r5, [sp, #68]
    mov     r5, r9
    str     r1, [sp, #72]
    mov     r1, r11
    ands    r5, r1
    eors    r7, r3
    eors    r2, r6
    ldr     r6, [sp, #0]
    eors    r1, r6
    ands    r6, r4
    eors    r6, r5
    eors    r6, r3
    ldr     r3, [sp, #56]
    ands    r3, r1
    eors    r3, r5
    eors    r2, r0
    eors    r3, r0
    mov     r0, r10
    eors    r3, r0
    ldr     r0, [sp, #32]
    ldr     r5, [sp, #36]
    eors    r0, r5
    mov     r10, r4
    ldr     r4, [sp, #28]
    eors    r4, r5
    eors    r2, r0
    eors    r7, r4
    ldr     r0, [sp, #64]
    mov     r4, r12
    eors    r0, r4
    mov     r5, r2
    eors    r5, r7
    eors    r6, r0
    mov     r0, r3
    ands    r0, r2
    mov     r4, r6
    eors    r4, r0
    eors    r0, r7
    ands    r4, r5
    eors    r4, r7
    mov     r5, r0
    eors    r5, r4
    eors    r2, r4
    ands    r7, r5
    eors    r2, r7
    eors    r7, r0
    eors    r3, r6
    ands    r0, r3
    ands    r1, r2
    ldr     r5, [sp, #56]
    ands    r5, r2
    str     r1, [sp, #56]
    mov     r1, r10
    ands    r1, r4
    eors    r1, r5
    eors    r0, r6
    ands    r7, r0
    eors    r3, r7
    mov     r6, r4
    eors    r6, r2
    mov     r7, r9
    ands    r7, r6
    mov     r9, r1
    mov     r1, r11
    ands    r6, r1
    eors    r2, r3
    ldr     r1, [sp, #0]
    ands    r1, r4
    mov     r10, r1
    mov     r1, r12
    ands    r1, r2
    eors    r4, r0
    mov     r11, r6
    ldr     r6, [sp, #64]
    ands    r6, r2
    eors    r7, r5
    eors    r2, r4
    mov     r5, r8
    ands    r5, r2
    eors    r1, r5
    mov     r8, r1
    ldr     r1, [sp, #60]
    ands    r2, r1
    eors    r6, r2
    ldr     r1, [sp, #72]
    ands    r1, r3
    mov     r12, r1
    ldr     r1, [sp, #40]
    ands    r1, r4
    eors    r1, r5
    ldr     r5, [sp, #44]
    ands    r4, r5
    ldr     r5, [sp, #68]
    ands    r5, r3
    eors    r4, r2
    mov     r2, r5
    eors    r2, r1
    eors    r7, r2
    eors    r3, r0
    eors    r6, r2
    ldr     r2, [sp, #36]
    ands    r2, r3
    eors    r4, r2
    eors    r5, r4
    eors    r4, r7
    str     r4, [sp, #28]
    mov     r4, r11
    eors    r4, r2
    ldr     r2, [sp, #56]
    eors    r2, r7
    ldr     r7, [sp, #32]
    ands    r3, r7
    mov     r7, r10
    eors    r7, r3
    eors    r7, r4
    eors    r1, r7
    eors    r4, r2
    str     r4, [sp, #16]
    eors    r4, r5
    str     r4, [sp, #24]
    ldr     r4, [sp, #52]
    ands    r4, r0
    eors    r4, r7
    eors    r4, r6
    mov     r7, r9
    eors    r7, r4
    str     r7, [sp, #8]
    eors    r5, r4
    mov     r4, r8
    eors    r4, r5
    str     r4, [sp, #20]
    ldr     r5, [sp, #48]
    ands    r0, r5
    mov     r5, r12
    eors    r5, r0
    eors    r1, r5
    str     r1, [sp, #0]
    mov     r1, r10
    eors    r1, r0
    eors    r1, r2
    str     r1, [sp, #12]
    eors    r3, r5
    eors    r3, r6
    str     r3, [sp, #4]
    bx      lr
    .size amisec_aes_sub_bytes, . - amisec_aes_sub_bytes
