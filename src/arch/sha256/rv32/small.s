# SHA-256 for RV32IMC, one round at a time. After common.s. a0 = chaining value, a1 = block.
# a4: the oldest of sixteen words
    mv      a4, sp
    addi    a5, sp, 192
2:  lw      t0, 0(a4)
    lw      t1, 4(a4)
    lw      t2, 36(a4)
    lw      t3, 56(a4)
    sha256_rv_extend t0, t1, t2, t3
    sw      t0, 64(a4)
    addi    a4, a4, 4
    bne     a4, a5, 2b

    sha256_rv_start
3:  lw      a2, 0(a1)
    lw      a3, 0(sp)
    sha256_rv_round t0, t1, t2, t3, t4, t5, t6, a7, a4, a5, a2
    mv      a4, a5
    mv      a7, t6
    mv      t6, t5
    mv      t5, t4
    mv      t4, t3
    mv      t3, t2
    mv      t2, t1
    mv      t1, t0
    mv      t0, a2
    addi    a1, a1, 4
    addi    sp, sp, 4
    bne     a1, a6, 3b
    sha256_rv_finish
    .option pop
