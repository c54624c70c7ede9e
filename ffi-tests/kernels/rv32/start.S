# Start-up, semihosting and the guarded call for the virt machine of QEMU.
    .section .text.start, "ax"
    .globl start
start:
    la      sp, stack_top
    la      t0, fault
    csrw    mtvec, t0
    li      gp, 0x12345678
    li      tp, 0x23456789
    call    main
    li      t0, 0x20026         # application exit
    j       exit
    .balign 4
fault:
    li      t0, 0x20023         # run-time error
exit:
    addi    sp, sp, -8
    sw      t0, 0(sp)
    sw      zero, 4(sp)
    mv      a1, sp
    li      a0, 0x20
    call    semihosting
    j       exit

    .globl semihosting
    .balign 16
    .option push
    .option norvc
semihosting:
    slli    zero, zero, 0x1f
    ebreak
    srai    zero, zero, 7
    ret
    .option pop

# s0-s11, gp and tp hold patterns over the call, the eight words above the stack pointer too.
    .globl guarded_call, call_ends
guarded_call:
    addi    sp, sp, -112
    sw      ra, 108(sp)
    sw      s0, 104(sp)
    sw      s1, 100(sp)
    sw      s2, 96(sp)
    sw      s3, 92(sp)
    sw      s4, 88(sp)
    sw      s5, 84(sp)
    sw      s6, 80(sp)
    sw      s7, 76(sp)
    sw      s8, 72(sp)
    sw      s9, 68(sp)
    sw      s10, 64(sp)
    sw      s11, 60(sp)
    la      t0, saved_sp
    sw      sp, 0(t0)
    li      s0, 0x10000001
    slli    s1, s0, 1
    add     s2, s1, s0
    add     s3, s2, s0
    add     s4, s3, s0
    add     s5, s4, s0
    add     s6, s5, s0
    add     s7, s6, s0
    add     s8, s7, s0
    add     s9, s8, s0
    add     s10, s9, s0
    add     s11, s10, s0
    sw      s0, 0(sp)
    sw      s1, 4(sp)
    sw      s2, 8(sp)
    sw      s3, 12(sp)
    sw      s4, 16(sp)
    sw      s5, 20(sp)
    sw      s6, 24(sp)
    sw      s7, 28(sp)
    mv      t0, a0
    mv      a0, a1
    mv      a1, a2
    mv      a2, a3
    mv      a3, a4
    jalr    t0
call_ends:
    li      a0, 0
    la      t0, saved_sp
    lw      t1, 0(t0)
    bne     t1, sp, 1f
    li      t0, 0x10000001
    li      t1, 0
    .irp register, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    add     t1, t1, t0
    bne     t1, \register, 1f
    .endr
    li      t0, 0x12345678
    bne     t0, gp, 1f
    li      t0, 0x23456789
    bne     t0, tp, 1f
    j       2f
1:  li      a0, 1
2:  la      t0, saved_sp
    lw      sp, 0(t0)
    li      t0, 0x10000001
    mv      t1, t0
    .irp offset, 0, 4, 8, 12, 16, 20, 24, 28
    lw      t2, \offset(sp)
    beq     t1, t2, 3f
    ori     a0, a0, 2
3:  add     t1, t1, t0
    .endr
    lw      ra, 108(sp)
    lw      s0, 104(sp)
    lw      s1, 100(sp)
    lw      s2, 96(sp)
    lw      s3, 92(sp)
    lw      s4, 88(sp)
    lw      s5, 84(sp)
    lw      s6, 80(sp)
    lw      s7, 76(sp)
    lw      s8, 72(sp)
    lw      s9, 68(sp)
    lw      s10, 64(sp)
    lw      s11, 60(sp)
    addi    sp, sp, 112
    ret

    .bss
saved_sp:
    .space 4
