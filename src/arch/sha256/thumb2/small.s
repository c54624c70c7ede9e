@ SHA-256 for Thumb-2, one round at a time. After common.s. r0 = chaining value, r1 = block.
amisec_sha256_compress:
    push    {r0, r4-r11, lr}
    sub     sp, #256
    mov     r2, sp
    add     r3, sp, #64
1:  ldr     r4, [r1], #4
    rev     r4, r4
    stmia   r2!, {r4}
    cmp     r2, r3
    bne     1b

@ r2: the oldest of sixteen words
    mov     r2, sp
    add     r7, sp, #192
2:  ldmia   r2!, {r3, r4}
    ldr     r5, [r2, #28]
    ldr     r6, [r2, #48]
    sha256_t2_extend r3, r3, r4, r5, r6
    str     r3, [r2, #56]
    subs    r2, #4
    cmp     r2, r7
    bne     2b

    ldr     r0, [sp, #256]
    ldm     r0, {r4-r11}
    adr     r12, sha256_t2_table
    eor     r3, r5, r6
3:  pop     {r0}
    ldr     r1, [r12], #4
    sha256_t2_round r4, r5, r6, r7, r8, r9, r10, r11, r3, r2, r0
    mov     r3, r2
    mov     r11, r10
    mov     r10, r9
    mov     r9, r8
    mov     r8, r7
    mov     r7, r6
    mov     r6, r5
    mov     r5, r4
    mov     r4, r0
@ the last constant ends in 0xF2, as no other does
    uxtb    r1, r1
    cmp     r1, #0xF2
    bne     3b
    sha256_t2_finish
    sha256_t2_constants
