# P-256 field squaring for RV32IMC (`fast`). After multiply.s, whose macros it uses.
    .option push
    .option arch, +m, +c

# (z, y, x) += a * b: 8 instructions
    .macro p256_accumulate x, y, z, a, b
    mul     t5, \a, \b
    mulhu   t6, \a, \b
    add     \x, \x, t5
    sltu    t5, \x, t5
    add     t6, t6, t5
    add     \y, \y, t6
    sltu    t6, \y, t6
    add     \z, \z, t6
    .endm

# the same where z has no value yet
    .macro p256_accumulate_first x, y, z, a, b
    mul     t5, \a, \b
    mulhu   t6, \a, \b
    add     \x, \x, t5
    sltu    t5, \x, t5
    add     t6, t6, t5
    add     \y, \y, t6
    sltu    \z, \y, t6
    .endm

# (y, x) += w, y small
    .macro p256_add_word x, y, w
    add     \x, \x, \w
    sltu    t5, \x, \w
    add     \y, \y, t5
    .endm

# (y, x) += not w: -w in a row of such, see the derivation
    .macro p256_add_inverted x, y, w
    not     t6, \w
    add     \x, \x, t6
    sltu    t5, \x, t6
    add     \y, \y, t5
    .endm

# (y, x) += a if the mask is -1, y small
    .macro p256_add_masked x, y, a, mask
    and     t6, \a, \mask
    add     \x, \x, t6
    sltu    t5, \x, t6
    add     \y, \y, t5
    .endm

# a := 2 a + 1 if the mask is -1, 2 a else; next := -1 if a bit was shifted out
    .macro p256_double a, mask, next
    srai    \next, \a, 31
    slli    \a, \a, 1
    sub     \a, \a, \mask
    .endm

# The words of a in a2-a7, t0, t1, word i doubled in place after column 2 i;
# masks in t2, s7. Column j is summed in the j-th of t3, t4, s0-s6, a1 (and round again).
    p256_in_c square
    p256_leaf square, 0
    p256_load a2, a3, a4, a5, a6, a7, t0, t1, a1
    # columns 0 and 1
    mul     t3, a2, a2
    mulhu   t4, a2, a2
    srai    t2, a2, 31
    slli    a2, a2, 1
    mul     t5, a2, a3
    mulhu   s0, a2, a3
    add     t4, t4, t5
    sltu    t5, t4, t5
    add     s0, s0, t5
    # 2
    and     t6, a3, t2
    add     s0, s0, t6
    sltu    s1, s0, t6
    p256_accumulate_first s0, s1, s2, a2, a4
    p256_accumulate s0, s1, s2, a3, a3
    p256_double a3, t2, s7
    # 3: from here on q0, q1, ... (the sums of columns 0 to 7) at 3, 6, 8 and, negative, 7
    p256_add_word s1, s2, t3
    p256_accumulate_first s1, s2, s3, a2, a5
    p256_accumulate s1, s2, s3, a3, a4
    # 4
    p256_add_word s2, s3, t4
    p256_add_masked s2, s3, a4, s7
    p256_accumulate_first s2, s3, s4, a2, a6
    p256_accumulate s2, s3, s4, a3, a5
    p256_accumulate s2, s3, s4, a4, a4
    p256_double a4, s7, t2
    # 5
    p256_add_word s3, s4, s0
    p256_accumulate_first s3, s4, s5, a2, a7
    p256_accumulate s3, s4, s5, a3, a6
    p256_accumulate s3, s4, s5, a4, a5
    # 6, and one into column 7
    p256_add_word s4, s5, s1
    p256_add_word s4, s5, t3
    p256_add_masked s4, s5, a5, t2
    addi    s5, s5, 1
    p256_accumulate_first s4, s5, s6, a2, t0
    p256_accumulate s4, s5, s6, a3, a7
    p256_accumulate s4, s5, s6, a4, a6
    p256_accumulate s4, s5, s6, a5, a5
    p256_double a5, t2, s7
    # 7
    p256_add_word s5, s6, s2
    p256_add_word s5, s6, t4
    p256_add_inverted s5, s6, t3
    p256_accumulate_first s5, s6, a1, a2, t1
    p256_accumulate s5, s6, a1, a3, t0
    p256_accumulate s5, s6, a1, a4, a7
    p256_accumulate s5, s6, a1, a5, a6
    # 8
    p256_add_word s6, a1, s3
    p256_add_word s6, a1, s0
    p256_add_inverted s6, a1, t4
    p256_add_word s6, a1, t3
    p256_add_masked s6, a1, a6, s7
    p256_accumulate_first s6, a1, t3, a3, t1
    p256_accumulate s6, a1, t3, a4, t0
    p256_accumulate s6, a1, t3, a5, a7
    p256_accumulate s6, a1, t3, a6, a6
    p256_double a6, s7, t2
    # 9
    p256_add_word a1, t3, s4
    p256_add_word a1, t3, s1
    p256_add_inverted a1, t3, s0
    p256_add_word a1, t3, t4
    p256_accumulate_first a1, t3, t4, a4, t1
    p256_accumulate a1, t3, t4, a5, t0
    p256_accumulate a1, t3, t4, a6, a7
    # 10
    p256_add_word t3, t4, s5
    p256_add_word t3, t4, s2
    p256_add_inverted t3, t4, s1
    p256_add_word t3, t4, s0
    p256_add_masked t3, t4, a7, t2
    p256_accumulate_first t3, t4, s0, a5, t1
    p256_accumulate t3, t4, s0, a6, t0
    p256_accumulate t3, t4, s0, a7, a7
    p256_double a7, t2, s7
    # 11
    p256_add_word t4, s0, s3
    p256_add_inverted t4, s0, s2
    p256_add_word t4, s0, s1
    p256_accumulate_first t4, s0, s1, a6, t1
    p256_accumulate t4, s0, s1, a7, t0
    # 12
    p256_add_word s0, s1, s4
    p256_add_inverted s0, s1, s3
    p256_add_word s0, s1, s2
    p256_add_masked s0, s1, t0, s7
    p256_accumulate_first s0, s1, s2, a7, t1
    p256_accumulate s0, s1, s2, t0, t0
    p256_double t0, s7, t2
    # 13
    p256_add_word s1, s2, s5
    p256_add_inverted s1, s2, s4
    p256_add_word s1, s2, s3
    p256_accumulate_first s1, s2, s3, t0, t1
    # 14
    p256_add_inverted s2, s3, s5
    p256_add_word s2, s3, s4
    p256_add_masked s2, s3, t1, t2
    p256_accumulate_first s2, s3, s4, t1, t1
    # 15, less one
    p256_add_word s3, s4, s5
    seqz    t5, s3
    addi    s3, s3, -1
    sub     s4, s4, t5
    p256_reduce_once s6, a1, t3, t4, s0, s1, s2, s3, s4, t5, t6
    p256_store s6, a1, t3, t4, s0, s1, s2, s3, a0
    ret

    .option pop
