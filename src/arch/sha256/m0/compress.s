@ SHA-256 for ARMv6-M. See ../m0.rs. r0 = chaining value, r1 = block.
    .syntax unified
    .thumb

@ r1 = ror(x ^ ror(x ^ ror(x, first), second), third). Uses r2.
    .macro  sha256_m0_rotations x, first, second, third
    mov     r1, \x
    movs    r2, #\first
    rors    r1, r1, r2
    eors    r1, r1, \x
    movs    r2, #\second
    rors    r1, r1, r2
    eors    r1, r1, \x
    movs    r2, #\third
    rors    r1, r1, r2
    .endm

@ r0 += ror(x, second) ^ ror(x, first + second) ^ (x >> shift). Uses r3, r5, r6.
    .macro  sha256_m0_extend x, first, second, shift
    mov     r5, \x
    movs    r6, #\first
    rors    r5, r5, r6
    eors    r5, r5, \x
    movs    r6, #\second
    rors    r5, r5, r6
    lsrs    r3, \x, #\shift
    eors    r5, r5, r3
    adds    r0, r0, r5
    .endm

    .section .text.amisec_sha256_compress, "ax", %progbits
    .balign 4
    .global amisec_sha256_compress
    .hidden amisec_sha256_compress
    .thumb_func
    .type amisec_sha256_compress, %function
amisec_sha256_compress:
    push    {r0, r4-r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r4-r7}
    sub     sp, #256
    mov     r2, sp
    movs    r3, #16
1:  ldrb    r4, [r1]
    ldrb    r5, [r1, #1]
    lsls    r4, r4, #8
    orrs    r4, r4, r5
    ldrb    r5, [r1, #2]
    lsls    r4, r4, #8
    orrs    r4, r4, r5
    ldrb    r5, [r1, #3]
    lsls    r4, r4, #8
    orrs    r4, r4, r5
    stmia   r2!, {r4}
    adds    r1, #4
    subs    r3, #1
    bne     1b

@ r1: the oldest of sixteen words, which r0 holds
    mov     r1, sp
    add     r7, sp, #192
    ldr     r0, [r1]
2:  ldr     r2, [r1, #4]
    ldr     r3, [r1, #36]
    ldr     r4, [r1, #56]
    adds    r0, r0, r3
    sha256_m0_extend r2, 11, 7, 3
    sha256_m0_extend r4, 2, 17, 10
    str     r0, [r1, #64]
    mov     r0, r2
    adds    r1, #4
    cmp     r1, r7
    bne     2b

@ a to d in r7 to r10, e to g in r4 to r6, h in r11; b ^ c in lr, the constants at r12
    ldr     r0, [sp, #272]
    ldmia   r0!, {r4-r7}
    mov     r8, r5
    mov     r9, r6
    mov     r10, r7
    mov     r3, r4
    eors    r5, r5, r6
    mov     lr, r5
    ldmia   r0!, {r4-r7}
    mov     r11, r7
    mov     r7, r3
    adr     r0, sha256_m0_table
    mov     r12, r0
3:  mov     r3, r12
    ldmia   r3!, {r1}
    mov     r12, r3
    pop     {r0}
    adds    r0, r0, r1
    add     r0, r0, r11
    mov     r1, r5
    eors    r1, r1, r6
    ands    r1, r1, r4
    eors    r1, r1, r6
    adds    r0, r0, r1
    sha256_m0_rotations r4, 14, 5, 6
    adds    r0, r0, r1
    mov     r11, r6
    mov     r6, r5
    mov     r5, r4
    mov     r4, r10
    adds    r4, r4, r0
    mov     r10, r9
    mov     r9, r8
    sha256_m0_rotations r7, 9, 11, 2
    adds    r0, r0, r1
    mov     r2, r8
    mov     r1, r7
    eors    r1, r1, r2
    mov     r3, lr
    mov     lr, r1
    ands    r1, r1, r3
    eors    r1, r1, r2
    mov     r8, r7
    adds    r7, r0, r1
    adr     r0, sha256_m0_table_ends
    cmp     r12, r0
    bne     3b

    ldr     r0, [sp, #16]
    .irp    word, r7, r8, r9, r10, r4, r5, r6, r11
    ldr     r1, [r0]
    add     r1, r1, \word
    stmia   r0!, {r1}
    .endr
    pop     {r4-r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r3-r7, pc}

@ FIPS 180-4, 4.2.2
    .balign 4
sha256_m0_table:
    sha256_constants
sha256_m0_table_ends:
