@ AES for ARMv7-M and later, unrolled, in an order of rounds that leaves ShiftRows out of the odd ones: their round
@ keys have it undone. After rounds.s, before set_key.s.

@ Two planes ^= a word of the round key: its even bits, and its odd ones, each for both blocks
    .macro  aes_t2_add_key even, odd, key
    and     r12, \key, #0x55555555
    eor     \key, \key, r12
    eor     \even, \even, r12
    eor     \even, \even, r12, lsl #1
    eor     \odd, \odd, \key
    eor     \odd, \odd, \key, lsr #1
    .endm

@ Two blocks in r4, r6, r8, r10 and r5, r7, r9, r11 to planes, and back
    aes_t2_function amisec_aes_transpose
    aes_t2_swap r4, r6, 0x33333333, 2
    aes_t2_swap r8, r10, 0x33333333, 2
    aes_t2_swap r4, r8, 0x0f0f0f0f, 4
    aes_t2_swap r6, r10, 0x0f0f0f0f, 4
    aes_t2_swap r5, r7, 0x33333333, 2
    aes_t2_swap r9, r11, 0x33333333, 2
    aes_t2_swap r5, r9, 0x0f0f0f0f, 4
    aes_t2_swap r7, r11, 0x0f0f0f0f, 4
    aes_t2_swap r4, r5, 0x55555555, 1
    aes_t2_swap r6, r7, 0x55555555, 1
    aes_t2_swap r8, r9, 0x55555555, 1
    aes_t2_swap r10, r11, 0x55555555, 1
    bx      lr
    .size amisec_aes_transpose, . - amisec_aes_transpose

@ Adds the round key at the pointer in [sp, #52], which moves on to the next
    aes_t2_function amisec_aes_add_round_key
    ldr     r0, [sp, #52]
    ldm     r0!, {r1, r2, r3}
    aes_t2_add_key r4, r5, r1
    aes_t2_add_key r6, r7, r2
    ldr     r1, [r0], #4
    str     r0, [sp, #52]
    aes_t2_add_key r8, r9, r3
    aes_t2_add_key r10, r11, r1
    bx      lr
    .size amisec_aes_add_round_key, . - amisec_aes_add_round_key

@ Shifts rows twice: rows 1 and 3 move by two columns
    aes_t2_function amisec_aes_shift_rows_twice
    .irp    plane, r4, r5, r6, r7, r8, r9, r10, r11
    eor     r12, \plane, \plane, lsr #4
    and     r12, r12, #0x0f000f00
    eor     \plane, \plane, r12
    eor     \plane, \plane, r12, lsl #4
    .endr
    bx      lr
    .size amisec_aes_shift_rows_twice, . - amisec_aes_shift_rows_twice

@ y rotated right by 10 is plane a row and a column on; sum = plane ^ y
    .macro  aes_t2_next y, sum, plane
    and     \y, \plane, #0xfcfcfcfc
    and     r12, \plane, #0x03030303
    eor     \y, \y, r12, ror #24
    eor     \sum, \plane, \y, ror #10
    .endm

@ plane = y ^ lower ^ (sum two rows and two columns on), for which sum is used up
    .macro  aes_t2_mix_odd plane, lower, y, sum
    eor     \y, \lower, \y, ror #10
    and     r12, \sum, #0x0f0f0f0f
    and     r3, \sum, #0xf0f0f0f0
    eor     r3, r3, r12, ror #24
    eor     \plane, \y, r3, ror #20
    .endm

@ MixColumns of the odd rounds: the next row's column is the next one
    aes_t2_function amisec_aes_mix_odd
    aes_t2_next r1, r0, r11
    aes_t2_next r2, r10, r10
    aes_t2_mix_odd r11, r10, r1, r0
    aes_t2_next r1, r9, r9
    aes_t2_mix_odd r10, r9, r2, r10
    aes_t2_next r2, r8, r8
    aes_t2_mix_odd r9, r8, r1, r9
    aes_t2_next r1, r7, r7
    eor     r2, r2, r0, ror #22
    aes_t2_mix_odd r8, r7, r2, r8
    aes_t2_next r2, r6, r6
    eor     r1, r1, r0, ror #22
    aes_t2_mix_odd r7, r6, r1, r7
    aes_t2_next r1, r5, r5
    aes_t2_mix_odd r6, r5, r2, r6
    aes_t2_next r2, r4, r4
    eor     r1, r1, r0, ror #22
    aes_t2_mix_odd r5, r4, r1, r5
    aes_t2_mix_odd r4, r0, r2, r4
    bx      lr
    .size amisec_aes_mix_odd, . - amisec_aes_mix_odd

@ r0 = round keys, r1 = the last of them, r2 = two blocks at any address
    aes_t2_function amisec_aes_encrypt_pair
    push    {r4-r11, lr}
    sub     sp, #68
    add     r3, sp, #52
    stm     r3, {r0, r1, r2}
    aes_t2_load_pair
    bl      amisec_aes_transpose
    b       2f
1:  bl      amisec_aes_mix_even
2:  bl      amisec_aes_add_round_key
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_mix_odd
    bl      amisec_aes_add_round_key
    bl      amisec_aes_sub_bytes
    bl      amisec_aes_shift_rows_twice
    ldrd    r0, r1, [sp, #52]
    cmp     r0, r1
    bne     1b
    bl      amisec_aes_add_round_key
    bl      amisec_aes_transpose
    aes_t2_store_pair_and_return
    .size amisec_aes_encrypt_pair, . - amisec_aes_encrypt_pair

@ SR^-1 of two planes of a round key: rows 2 and 3 move by two columns, rows 1 and 3 by one;
@ r8 = 0x0f0f0000
    .macro  aes_t2_unshift_rows w
    eor     r12, \w, \w, lsr #4
    and     r12, r12, r8
    eor     \w, \w, r12
    eor     \w, \w, r12, lsl #4
    and     r12, \w, #0xc000c000
    and     lr, \w, #0x3f003f00
    bic     \w, \w, #0xff00ff00
    orr     \w, \w, r12, lsr #6
    orr     \w, \w, lr, lsl #2
    .endm

@ r8, r3: what the next needs
    .macro  aes_t2_align_start
    mov     r8, #0x0f000000
    orr     r8, r8, #0x000f0000
    movs    r3, #0
    .endm

@ The round key of an odd round, in r4 to r7, moves as its state does
    .macro  aes_t2_align_round_key
    eors    r3, r3, #1
    bne     7f
    aes_t2_unshift_rows r4
    aes_t2_unshift_rows r5
    aes_t2_unshift_rows r6
    aes_t2_unshift_rows r7
7:
    .endm
