@ Leaves of ARMv6-M for strings (`fast`): what a string of leaves calls (../strings.rs) with places behind the address at
@ [sp], and functions in C's convention that call them with addresses behind zero.
    .syntax unified
    .thumb

    .section .text.p256_call, "ax", %progbits
    .balign 4
@ Calls the leaf r3. 44 bytes of stack.
    .thumb_func
    .type p256_call, %function
p256_call:
    push    {r4, r5, r6, r7, lr}
    mov     r4, r8
    mov     r5, r9
    mov     r6, r10
    mov     r7, r11
    push    {r4, r5, r6, r7}
    movs    r4, #0
    push    {r4}
    blx     r3
    pop     {r3, r4, r5, r6, r7}
    mov     r8, r4
    mov     r9, r5
    mov     r10, r6
    mov     r11, r7
    pop     {r4, r5, r6, r7, pc}

@ Begins the leaf `name`: r0 and r1 become addresses; r3 is what makes one of the place r2, if there is one.
    .macro  p256_leaf name
    .section .text.amisec_p256_field_\name, "ax", %progbits
    .balign 4
    .global amisec_p256_field_\name
    .hidden amisec_p256_field_\name
    .thumb_func
    .type amisec_p256_field_\name, %function
amisec_p256_field_\name:
    ldr     r3, 1f
    b       p256_call
    .balign 4
1:  .word   amisec_p256_raw_\name

    .section .text.amisec_p256_raw, "ax", %progbits
    .balign 4
    .global amisec_p256_raw_\name
    .hidden amisec_p256_raw_\name
    .thumb_func
    .type amisec_p256_raw_\name, %function
amisec_p256_raw_\name:
    ldr     r3, [sp]
    adds    r0, r0, r3
    adds    r1, r1, r3
    .endm
