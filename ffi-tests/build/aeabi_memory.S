/* The two memory helpers of the ARM run-time ABI (RTABI 4.3.4) whose arguments stand in another
 * order than memset's. The others equal memcpy and memmove and are renamed to them.
 * With these private copies the archive asks the firmware for the C library's functions only. */
        .syntax unified
        .thumb

        .macro  tail_call function
#if __ARM_ARCH == 6
        push    {r4, lr}        /* ARMv6-M has no branch that reaches far; r4 keeps 8-byte alignment */
        bl      \function
        pop     {r4, pc}
#else
        b.w     \function
#endif
        .endm

        .section .text.__aeabi_memclr, "ax", %progbits
        .global __aeabi_memclr
        .type   __aeabi_memclr, %function
        .thumb_func
__aeabi_memclr:                 /* (destination, length) */
        mov     r2, r1
        movs    r1, #0
        tail_call memset
        .size   __aeabi_memclr, . - __aeabi_memclr

        .section .text.__aeabi_memset, "ax", %progbits
        .global __aeabi_memset
        .type   __aeabi_memset, %function
        .thumb_func
__aeabi_memset:                 /* (destination, length, value) */
        mov     r3, r1
        mov     r1, r2
        mov     r2, r3
        tail_call memset
        .size   __aeabi_memset, . - __aeabi_memset

@ No code runs on the stack: a linker would say otherwise of an object without this note.
    .section .note.GNU-stack, "", %progbits
