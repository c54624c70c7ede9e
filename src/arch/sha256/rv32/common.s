# What both profiles share of SHA-256 for RV32IMC. See ../rv32.rs.
    .option push
    .option arch, +m, +c

# a2 = ror(x, first) ^ ror(x, second). Uses a3.
    .macro  sha256_rv_two x, first, second
    srli    a2, \x, \first
    slli    a3, \x, 32 - \first
    xor     a2, a2, a3
    srli    a3, \x, \second
    xor     a2, a2, a3
    slli    a3, \x, 32 - \second
    xor     a2, a2, a3
    .endm

# a2 = ror(x, first) ^ ror(x, second) ^ ror(x, third). Uses a3.
    .macro  sha256_rv_three x, first, second, third
    sha256_rv_two \x, \first, \second
    srli    a3, \x, \third
    xor     a2, a2, a3
    slli    a3, \x, 32 - \third
    xor     a2, a2, a3
    .endm

# oldest += sigma0(second) + seventh + sigma1(fourteenth), of the last sixteen words. Uses a2, a3.
    .macro  sha256_rv_extend oldest, second, seventh, fourteenth
    add     \oldest, \oldest, \seventh
    sha256_rv_two \second, 7, 18
    srli    a3, \second, 3
    xor     a2, a2, a3
    add     \oldest, \oldest, a2
    sha256_rv_two \fourteenth, 17, 19
    srli    a3, \fourteenth, 10
    xor     a2, a2, a3
    add     \oldest, \oldest, a2
    .endm

# With a2 = constant, a3 = word: h = h + Sigma1(e) + Ch(e, f, g) + a2 + a3, d = d + h,
# h = h + Sigma0(a) + Maj(a, b, c) into `sum`. `of_bc` is b ^ c on the way in; `of_ab` becomes a ^ b.
    .macro  sha256_rv_round a, b, c, d, e, f, g, h, of_bc, of_ab, sum
    add     \h, \h, a2
    add     \h, \h, a3
    xor     a2, \f, \g
    and     a2, a2, \e
    xor     a2, a2, \g
    add     \h, \h, a2
    sha256_rv_three \e, 6, 11, 25
    add     \h, \h, a2
    add     \d, \d, \h
    sha256_rv_three \a, 2, 13, 22
    add     \h, \h, a2
    xor     \of_ab, \a, \b
    and     \of_bc, \of_bc, \of_ab
    xor     \of_bc, \of_bc, \b
    add     \sum, \h, \of_bc
    .endm

# The first sixteen words of the schedule at sp, byte by byte: the block may have any alignment.
    .macro  sha256_rv_load
    addi    sp, sp, -256
    mv      a4, sp
    addi    a5, a1, 64
1:  lbu     a2, 0(a1)
    lbu     a3, 1(a1)
    lbu     t0, 2(a1)
    lbu     t1, 3(a1)
    slli    a2, a2, 24
    slli    a3, a3, 16
    slli    t0, t0, 8
    or      a2, a2, a3
    or      t0, t0, t1
    or      a2, a2, t0
    sw      a2, 0(a4)
    addi    a1, a1, 4
    addi    a4, a4, 4
    bne     a1, a5, 1b
    .endm

# The working variables, of_bc = b ^ c in a4, the constants at a1 and their end in a6
    .macro  sha256_rv_start
    lw      t0, 0(a0)
    lw      t1, 4(a0)
    lw      t2, 8(a0)
    lw      t3, 12(a0)
    lw      t4, 16(a0)
    lw      t5, 20(a0)
    lw      t6, 24(a0)
    lw      a7, 28(a0)
    xor     a4, t1, t2
    lla     a1, sha256_rv_table
    addi    a6, a1, 256
    .endm

    .macro  sha256_rv_finish
    .irp    word, t0, t1, t2, t3, t4, t5, t6, a7
    lw      a2, 0(a0)
    add     a2, a2, \word
    sw      a2, 0(a0)
    addi    a0, a0, 4
    .endr
    ret
# FIPS 180-4, 4.2.2
    .balign 4
sha256_rv_table:
    sha256_constants
    .endm

    .section .text.amisec_sha256_compress, "ax", @progbits
    .balign 4
    .globl amisec_sha256_compress
    .hidden amisec_sha256_compress
    .type amisec_sha256_compress, @function
amisec_sha256_compress:
    sha256_rv_load
