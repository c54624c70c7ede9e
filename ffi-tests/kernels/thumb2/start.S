@ Start-up, semihosting and the guarded call for the mps2 machines of QEMU. STACK is the top of the
@ stack, given on the command line.
    .syntax unified
    .thumb
    .section .vectors, "a"
    .word STACK, reset + 1
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

@ guarded_call(function, r, a, b, m): r4-r11 and eight words above the stack pointer hold patterns
@ over the call. Answers 1 if a register or the stack pointer changed, plus 2 if the words did.
    .global guarded_call
    .type guarded_call, %function
    .thumb_func
guarded_call:
    push    {r4-r11, lr}
    ldr     r12, [sp, #36]
    push    {r0}
    ldr     r0, =patterns
    ldm     r0, {r4-r11}
    pop     {r0}
    push    {r4-r11}
    ldr     r4, =sp_before
    str     sp, [r4]
    ldr     r4, =0x11111111
    mov     lr, r0
    mov     r0, r1
    mov     r1, r2
    mov     r2, r3
    mov     r3, r12
    .global call_ends
    blx     lr
call_ends:
    nop
    movs    r0, #0
    ldr     r1, =sp_before
    ldr     r1, [r1]
    mov     r2, sp
    cmp     r1, r2
    it      ne
    movne   r0, #1
    mov     sp, r1
    ldr     r1, =patterns
    ldr     r2, [r1]
    eors    r3, r2, r4
    .irp register, r5, r6, r7, r8, r9, r10, r11
    ldr     r2, [r1, #4]!
    eor     r2, r2, \register
    orrs    r3, r3, r2
    .endr
    it      ne
    movne   r0, #1
    ldr     r1, =patterns
    movs    r3, #0
    .rept   8
    ldr     r2, [r1], #4
    pop     {r4}
    eors    r2, r2, r4
    orrs    r3, r3, r2
    .endr
    it      ne
    orrne   r0, r0, #2
    pop     {r4-r11, pc}
    .pool
    .balign 4
patterns:
    .word   0x11111111, 0x22222222, 0x33333333, 0x44444444
    .word   0x55555555, 0x66666666, 0x77777777, 0x88888888

    .section .note.GNU-stack, "", %progbits
    .bss
    .balign 4
sp_before:
    .space  4
