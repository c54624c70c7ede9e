# The S-box of AES on eight planes, for RV32: one block of code for both profiles.
# In and out: planes 0 to 7 in a0, a1, s0 to s5. Clobbers a2 to a7, s6 to s11, t1 to t6, ra; returns to t0.
# The circuit is that of ../portable.rs, in the order and the registers that make most instructions short.
    .option push
    .option arch, +c
    .section .text.amisec_aes_sub_bytes, "ax", @progbits
    .balign 4
    .global amisec_aes_sub_bytes
    .hidden amisec_aes_sub_bytes
    .type amisec_aes_sub_bytes, @function
amisec_aes_sub_bytes:
    xor     a2, s5, s2
    xor     a3, s5, a1
    xor     a4, s2, s0
    xor     a5, a3, a4
    xor     s1, s1, a5
    xor     a6, s4, s3
    xor     a7, a6, a0
    xor     s6, s1, s0
    xor     s7, s5, s0
    xor     s8, s6, a0
    xor     s9, s1, s4
    and     s10, a5, s6
    xor     s11, a7, a1
    xor     t3, s11, s7
    xor     t4, s9, a2
    xor     t5, a7, s2
    xor     t6, a6, t4
    xor     t1, a7, s5
    and     t2, t5, a0
    and     ra, t3, s8
    xor     s3, a0, t4
    xor     a6, a6, s6
    xor     ra, ra, s10
    xor     t2, t2, s10
    xor     s10, a6, t4
    and     s0, a3, t6
    and     s1, s11, a7
    and     s4, a4, s10
    xor     s1, s1, s0
    and     a1, t1, s3
    and     s2, a2, t4
    xor     s4, s4, s2
    xor     a1, a1, s0
    xor     s0, s1, s4
    and     s1, s7, a6
    xor     s1, s1, s2
    xor     a1, a1, s1
    xor     t2, t2, s1
    xor     ra, ra, s4
    xor     s2, a3, t6
    xor     ra, ra, s9
    xor     s9, s0, s2
    and     s1, ra, s9
    xor     s4, a6, s7
    xor     s0, s5, t6
    xor     a1, a1, s0
    xor     t2, t2, s4
    xor     s2, t2, s1
    xor     s1, s1, a1
    xor     s5, s9, a1
    and     s0, s2, s5
    xor     s0, s0, a1
    xor     ra, ra, t2
    xor     s4, s1, s0
    xor     s9, s9, s0
    and     s2, ra, s1
    xor     t2, t2, s2
    and     s5, a1, s4
    xor     s9, s9, s5
    xor     s2, s1, s5
    xor     a1, s0, s9
    and     s4, t2, s2
    and     s6, s6, a1
    xor     ra, ra, s4
    xor     s1, t2, ra
    xor     s5, t2, s0
    and     a0, a0, s0
    and     t5, t5, s0
    xor     s2, ra, s9
    and     s4, t2, s3
    xor     s0, s5, s2
    and     t6, t6, s1
    and     s10, s10, s0
    xor     s3, a0, s4
    and     s11, s11, ra
    and     a4, a4, s0
    and     t4, t4, s5
    and     s7, s7, s2
    xor     s6, s6, t6
    and     t3, t3, s9
    and     a5, a5, a1
    xor     s11, s11, s4
    and     a2, a2, s5
    and     ra, ra, a7
    xor     a2, a2, a4
    xor     a7, t4, s10
    and     a3, a3, s1
    xor     t4, a3, s11
    xor     a3, a3, a0
    xor     a3, a3, s6
    xor     s0, ra, a2
    xor     a5, a5, t3
    xor     a2, a2, a3
    xor     t6, t6, a7
    and     a7, s9, s8
    and     s9, s2, a6
    xor     a5, a5, s0
    and     s8, t2, t1
    xor     a4, a4, s7
    xor     a0, s11, a2
    xor     a2, ra, t6
    xor     a6, a7, a5
    xor     t2, t3, t5
    xor     a3, a3, s8
    xor     s5, t6, a5
    xor     a5, s10, s9
    xor     a5, a5, s0
    xor     a3, a3, a5
    xor     s2, s6, a6
    xor     s4, a2, s2
    xor     a1, t4, a5
    xor     s0, t2, a3
    xor     s1, s3, a6
    xor     a2, a2, a3
    xor     s3, a4, a2
    jr      t0
    .size amisec_aes_sub_bytes, . - amisec_aes_sub_bytes
    .option pop
