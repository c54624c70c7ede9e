; field_square, unrolled, for the parts with a multiplier.

; r4..r11 = 2 r4..r11, with the carry flag coming in (addc) or not (add), and going out.
.macro p256_double first
    \first r4, r4
    .irp register, r5, r6, r7, r8, r9, r10, r11
    addc \register, \register
    .endr
.endm

; Eight words at offset(sp): doubled and the squares added, with the carries in r13 and r12.
.macro p256_square_group offset
    p256_descending mov, mov, \offset
    rrc r13
    p256_double addc
    mov #0, r13
    rlc r13
    rrc r12
    p256_add_squares
    mov #0, r12
    rlc r12
.endm

.section .text.amisec_p256_field_square, "ax"
.balign 2
.globl amisec_p256_field_square
.hidden amisec_p256_field_square
amisec_p256_field_square:
    p256_save_registers
    push r12
    mov r13, r14
    p256_clear_low_words
    call #.Lp256_triangle                ; pushes words 0 to 7 of the sum of a_i a_j, i < j
    mov r14, r15
    sub #16, r14
    call #.Lp256_block                   ; pushes words 8 to 15
    sub #16, sp
    call #.Lp256_triangle                ; pushes words 16 to 23
    sub #38, sp
    mov sr, r15
    and #8, r15
    ; W is twice that and the squares. Words 24 to 31 first, as if nothing came in from below:
    ; r12 brings both carries later.
    sub #8, r14
    p256_double add
    bic #1, sr
    p256_add_squares
    p256_store_descending P256_HIGH
    sub #32, r14
    p256_descending mov, mov, P256_W0
    p256_double add
    mov #0, r13
    rlc r13
    bic #1, sr
    p256_add_squares
    mov #0, r12
    rlc r12
    p256_store_descending P256_W0
    p256_square_group P256_HIGH+16
    p256_store_descending P256_W8
    p256_square_group 38
    add r13, r12
    br #.Lp256_reduce

