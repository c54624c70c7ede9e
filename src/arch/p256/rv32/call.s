# Leaves of RV32IMC for strings (`fast`): what a string of leaves calls (../strings.rs) with the numbers of registers of the
# field machine, whose address is at 0(sp), and functions in C's convention that call them with addresses.
    .option push
    .option arch, +m, +c

    .section .text.p256_call, "ax", @progbits
# Calls the leaf t1. 64 bytes of stack.
    .type p256_call, @function
p256_call:
    addi    sp, sp, -64
    sw      ra, 4(sp)
    sw      s0, 8(sp)
    sw      s1, 12(sp)
    sw      s2, 16(sp)
    sw      s3, 20(sp)
    sw      s4, 24(sp)
    sw      s5, 28(sp)
    sw      s6, 32(sp)
    sw      s7, 36(sp)
    sw      s8, 40(sp)
    sw      s9, 44(sp)
    sw      s10, 48(sp)
    sw      s11, 52(sp)
    jalr    t1
    lw      ra, 4(sp)
    lw      s0, 8(sp)
    lw      s1, 12(sp)
    lw      s2, 16(sp)
    lw      s3, 20(sp)
    lw      s4, 24(sp)
    lw      s5, 28(sp)
    lw      s6, 32(sp)
    lw      s7, 36(sp)
    lw      s8, 40(sp)
    lw      s9, 44(sp)
    lw      s10, 48(sp)
    lw      s11, 52(sp)
    addi    sp, sp, 64
    ret

# The function of C of the leaf `name`
    .macro  p256_in_c name
    .section .text.amisec_p256_field_\name, "ax", @progbits
    .globl amisec_p256_field_\name
    .hidden amisec_p256_field_\name
    .type amisec_p256_field_\name, @function
amisec_p256_field_\name:
    lla     t1, p256_at_\name
    j       p256_call
    .endm

# Begins the leaf `name`, whose operand b is a register of its own if that is 1.
    .macro  p256_leaf name, b
    .section .text.amisec_p256_raw_\name, "ax", @progbits
    .globl amisec_p256_raw_\name
    .hidden amisec_p256_raw_\name
    .type amisec_p256_raw_\name, @function
amisec_p256_raw_\name:
    lw      t0, 0(sp)
    slli    a0, a0, 5
    slli    a1, a1, 5
    add     a0, a0, t0
    add     a1, a1, t0
    .if     \b
    slli    a2, a2, 5
    add     a2, a2, t0
    .endif
    .type p256_at_\name, @function
p256_at_\name:
    .endm

    .option pop
