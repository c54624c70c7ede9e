# SHA-256 for RV32IMC, eight rounds at a time. After common.s. a0 = chaining value, a1 = block.
# a4: the oldest of sixteen words, which t0 or t1 holds; t3 and t4 hold the newest two
    mv      a4, sp
    addi    a5, sp, 192
    lw      t0, 0(a4)
    lw      t3, 56(a4)
    lw      t4, 60(a4)
2:  lw      t1, 4(a4)
    lw      t2, 36(a4)
    sha256_rv_extend t0, t1, t2, t3
    mv      t3, t0
    sw      t3, 64(a4)
    lw      t0, 8(a4)
    lw      t2, 40(a4)
    sha256_rv_extend t1, t0, t2, t4
    mv      t4, t1
    sw      t4, 68(a4)
    addi    a4, a4, 8
    bne     a4, a5, 2b

    sha256_rv_start
    .macro  sha256_rv_step number, a, b, c, d, e, f, g, h, of_bc, of_ab
    lw      a2, 4 * \number(a1)
    lw      a3, 4 * \number(sp)
    sha256_rv_round \a, \b, \c, \d, \e, \f, \g, \h, \of_bc, \of_ab, \h
    .endm
3:  sha256_rv_step 0, t0, t1, t2, t3, t4, t5, t6, a7, a4, a5
    sha256_rv_step 1, a7, t0, t1, t2, t3, t4, t5, t6, a5, a4
    sha256_rv_step 2, t6, a7, t0, t1, t2, t3, t4, t5, a4, a5
    sha256_rv_step 3, t5, t6, a7, t0, t1, t2, t3, t4, a5, a4
    sha256_rv_step 4, t4, t5, t6, a7, t0, t1, t2, t3, a4, a5
    sha256_rv_step 5, t3, t4, t5, t6, a7, t0, t1, t2, a5, a4
    sha256_rv_step 6, t2, t3, t4, t5, t6, a7, t0, t1, a4, a5
    sha256_rv_step 7, t1, t2, t3, t4, t5, t6, a7, t0, a5, a4
    addi    a1, a1, 32
    addi    sp, sp, 32
    bne     a1, a6, 3b
    sha256_rv_finish
    .option pop
