@ Start-up, semihosting and the guarded call for the microbit machine of QEMU.
    .syntax unified
    .cpu cortex-m0
    .thumb
    .section .vectors, "a"
    .word 0x20004000, reset + 1
    .rept 14
    .word fault + 1
    .endr

    .text
    .thumb_func
reset:
    bl      main
    ldr     r1, =0x20026        @ application exit
    b       exit
    .thumb_func
fault:
    ldr     r1, =0x20023        @ run-time error
exit:
    movs    r0, #0x18
    bkpt    0xAB
    b       exit

    .global semihosting
    .thumb_func
semihosting:
    bkpt    0xAB
    bx      lr

@ r4-r11 hold patterns over the call, the eight words above the stack pointer too.
    .global guarded_call
    .thumb_func
guarded_call:
    push    {r4-r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r4-r7}
    mov     r12, r0
    mov     r0, r1
    mov     r1, r2
    mov     r2, r3
    ldr     r3, [sp, #36]
    ldr     r4, =0x11111111
    adds    r5, r4, r4
    adds    r6, r5, r4
    adds    r7, r6, r4
    push    {r4-r7}
    push    {r4-r7}
    mov     r8, r5
    mov     r9, r6
    mov     r10, r7
    mov     r11, r4
    mov     r4, sp
    push    {r4}
    push    {r4}
    ldr     r4, =0x11111111
    .global call_begins, call_ends
call_begins:
    blx     r12
call_ends:
    nop
    movs    r0, #0
    pop     {r3}
    pop     {r2}
    cmp     r2, r3
    bne     1f
    cmp     sp, r2
    bne     1f
    ldr     r3, =0x11111111
    cmp     r3, r4
    bne     1f
    cmp     r3, r11
    bne     1f
    adds    r3, r4, r4
    cmp     r3, r5
    bne     1f
    cmp     r3, r8
    bne     1f
    adds    r3, r3, r4
    cmp     r3, r6
    bne     1f
    cmp     r3, r9
    bne     1f
    adds    r3, r3, r4
    cmp     r3, r7
    bne     1f
    cmp     r3, r10
    beq     2f
1:  movs    r0, #1
2:  mov     sp, r2
    ldr     r4, =0x11111111
    movs    r5, #2
3:  movs    r3, #0
    movs    r6, #4
4:  adds    r3, r3, r4
    pop     {r2}
    cmp     r2, r3
    beq     5f
    movs    r2, #2
    orrs    r0, r2
5:  subs    r6, #1
    bne     4b
    subs    r5, #1
    bne     3b
    pop     {r4-r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r4-r7, pc}
    .pool
