; Arithmetic modulo any m, looped: montgomery_multiply, modular_add, modular_subtract.

; Eight words at r14 op= r4..r11.
.macro p256_to_product first, rest
    \first r4, 0(r14)
    \rest r5, 2(r14)
    \rest r6, 4(r14)
    \rest r7, 6(r14)
    \rest r8, 8(r14)
    \rest r9, 10(r14)
    \rest r10, 12(r14)
    \rest r11, 14(r14)
.endm

.section .text.amisec_p256_montgomery_multiply, "ax"
.balign 2
.globl amisec_p256_montgomery_multiply
.hidden amisec_p256_montgomery_multiply
amisec_p256_montgomery_multiply:
    p256_save_registers
    push r12
    push r13
    push r14
    push r15
    sub #32, sp
    mov #16, r4
1:
    push #0
    dec r4
    jnz 1b
    sub #12, sp
    push r13
    push sr
    and #8, 0(sp)
    push #16/P256_ROW_WORDS
    ; W = a b, the low half of b first.
    p256_clear_low_words
    mov r14, r15
    mov sp, r14
    add #P256_W, r14
    call #.Lp256_rows
    p256_to_product mov, mov
    p256_clear_low_words
    mov P256_ARGUMENT_A(sp), P256_SLOT_A(sp)
    mov #16/P256_ROW_WORDS, P256_SLOT_COUNT(sp)
    sub #16, r14
    add #16, r15
    call #.Lp256_rows
    p256_to_product mov, mov
    sub #48, r14
    mov P256_ARGUMENT_M(sp), r15
    cmp #1, 32(r15)                      ; -1/p = 1 modulo 2^16: m is p (public)
    jeq .Lp256_reduce_sparse
    ; W_0..W_7, then W_8..W_15 are made zero: first with the low half of m, which gives the digits
    ; of the quotient, then the same digits with its high half.
    mov #0, P256_SLOT_CARRY(sp)
2:
    p256_clear_low_words
    mov #8/P256_ROW_WORDS, P256_SLOT_DIGITS(sp)
3:
    call #.Lp256_quotient
    mov sp, r12
    add #P256_SLOT_Q, r12
    mov r12, P256_SLOT_A(sp)
    mov #1, P256_SLOT_COUNT(sp)
    call #.Lp256_rows
    .if P256_ROW_WORDS == 2
    mov P256_SLOT_Q(sp), -4(r14)
    mov P256_SLOT_Q+2(sp), -2(r14)
    .else
    mov P256_SLOT_Q(sp), -2(r14)
    .endif
    dec P256_SLOT_DIGITS(sp)
    jnz 3b
    mov r14, r12
    sub #16, r12
    mov r12, P256_SLOT_A(sp)
    mov #8/P256_ROW_WORDS, P256_SLOT_COUNT(sp)
    add #16, r15
    call #.Lp256_rows
    sub #16, r15
    rrc P256_SLOT_CARRY(sp)
    p256_to_product addc, addc
    rlc P256_SLOT_CARRY(sp)
    sub #16, r14
    mov sp, r12
    add #P256_W+16, r12
    cmp r12, r14                         ; after the first half r14 = W_8
    jeq 2b
    mov P256_SLOT_CARRY(sp), r12
    and #1, r12
    jmp .Lp256_finish

; m = p = 2^256 - 2^224 + 2^192 + 2^96 - 1: the digits of the quotient are the words as they come,
; each added at + 6, + 12, + 16 and subtracted at + 14, four carry chains side by side.
.Lp256_reduce_sparse:
    mov #0, r5
    mov #0, r6
    mov #1, r7
    mov #0, r8
    mov #16, r9
1:
    mov @r14+, r4
    rrc r5
    addc r4, 10(r14)
    rlc r5
    rrc r6
    addc r4, 22(r14)
    rlc r6
    rrc r7
    subc r4, 26(r14)
    rlc r7
    rrc r8
    addc r4, 30(r14)
    rlc r8
    dec r9
    jnz 1b
    mov #0, r12
    rrc r5
    .irp offset, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
    adc \offset(r14)
    .endr
    adc r12
    rrc r6
    .irp offset, 24, 26, 28, 30
    adc \offset(r14)
    .endr
    adc r12
    rrc r7
    sbc 28(r14)
    sbc 30(r14)
    sbc r12
    rrc r8
    adc r12

.Lp256_finish:
    mov P256_ARGUMENT_R(sp), r13
    call #.Lp256_reduce_once
    add #P256_ARGUMENT_R+2, sp
    p256_restore_registers_and_return

; r (at r13) = X - m if that is not negative, else X, with X = 16 words at r14 and r12 above them,
; m at r15. r4..r6 are lost.
.section .text.amisec_p256_reduce_once, "ax"
.balign 2
.Lp256_reduce_once:
    mov #4, r6
    mov #1, r5
1:
    rrc r5
    .irp offset, 0, 2, 4, 6
    mov @r14+, r4
    subc @r15+, r4
    mov r4, \offset(r13)
    .endr
    rlc r5
    add #8, r13
    dec r6
    jnz 1b
    rrc r5
    sbc r12
    sub #32, r15
    sub #32, r13

; r (at r13) += m (at r15) if r12 = -1, nothing if r12 = 0.
.Lp256_add_back_looped:
    inv r12
    mov #4, r6
    mov #0, r5
1:
    rrc r5
    .irp offset, 0, 2, 4, 6
    mov @r15+, r4
    bic r12, r4
    addc r4, \offset(r13)
    .endr
    rlc r5
    add #8, r13
    dec r6
    jnz 1b
    ret

; Saves r4..r6 and leaves r = a op b in memory, its address in r13, a carry or borrow bit in r5.
.macro p256_looped op, carry
    push r4
    push r5
    push r6
    mov #4, r6
    mov #\carry, r5
1:
    rrc r5
    .irp offset, 0, 2, 4, 6
    mov @r13+, r4
    \op @r14+, r4
    mov r4, \offset(r12)
    .endr
    rlc r5
    add #8, r12
    dec r6
    jnz 1b
    mov r12, r13
    sub #32, r13
.endm

.section .text.amisec_p256_modular_add, "ax"
.balign 2
.globl amisec_p256_modular_add
.hidden amisec_p256_modular_add
amisec_p256_modular_add:
    p256_looped addc, 0
    mov r13, r14
    mov #0, r12
    rrc r5
    adc r12
    call #.Lp256_reduce_once
    pop r6
    pop r5
    pop r4
    ret

.section .text.amisec_p256_modular_subtract, "ax"
.balign 2
.globl amisec_p256_modular_subtract
.hidden amisec_p256_modular_subtract
amisec_p256_modular_subtract:
    p256_looped subc, 1
    rrc r5
    subc r12, r12
    call #.Lp256_add_back_looped
    pop r6
    pop r5
    pop r4
    ret
