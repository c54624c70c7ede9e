; What the parts of the MSP430 kernel share.

.macro p256_save_registers
    .irp register, r4, r5, r6, r7, r8, r9, r10
    push \register
    .endr
.endm

.macro p256_restore_registers_and_return
    .irp register, r10, r9, r8, r7, r6, r5, r4
    pop \register
    .endr
    ret
.endm

.macro p256_clear_low_words
    .irp register, r4, r5, r6, r7, r8, r9, r10, r11
    mov #0, \register
    .endr
.endm

; The window T moves on by one word.
.macro p256_shift_window t0, t1, t2, t3, t4, t5, t6, t7, t8
    mov \t1, \t0
    mov \t2, \t1
    mov \t3, \t2
    mov \t4, \t3
    mov \t5, \t4
    mov \t6, \t5
    mov \t7, \t6
    mov \t8, \t7
.endm

; r4..r11 op= the eight words at @pointer, ascending; pointer += 16.
.macro p256_ascending first, rest, pointer
    \first @\pointer+, r4
    .irp register, r5, r6, r7, r8, r9, r10, r11
    \rest @\pointer+, \register
    .endr
.endm

; The frame of montgomery_multiply: slots for the rows, the product W, the arguments.
.set P256_SLOT_COUNT, 0
.set P256_SLOT_GIE, 2
.set P256_SLOT_A, 4
.set P256_SLOT_Q, 6
.set P256_SLOT_CARRY, 10
.set P256_SLOT_DIGITS, 12
.set P256_SLOT_BITS, 14
.set P256_SLOT_POINTER, 16
.set P256_W, 18
.set P256_ARGUMENT_M, P256_W + 64
.set P256_ARGUMENT_B, P256_W + 66
.set P256_ARGUMENT_A, P256_W + 68
.set P256_ARGUMENT_R, P256_W + 70
