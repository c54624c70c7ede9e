; One jump for each leaf, in the order of the cases' numbers, and the place that they return to.
    .section .vectors,"ax",@progbits
    .global call_ends
    jmp     amisec_p256_montgomery_multiply
    jmp     amisec_p256_modular_add
    jmp     amisec_p256_modular_subtract
#ifdef FAST
    jmp     amisec_p256_field_multiply
    jmp     amisec_p256_field_square
    jmp     amisec_p256_field_add
    jmp     amisec_p256_field_subtract
    jmp     amisec_p256_field_halve
    jmp     amisec_p256_select
    jmp     amisec_p256_select_flash
    jmp     amisec_p256_wide
#endif
call_ends:
    nop

#ifdef FAST
    .section .progmem.data,"a",@progbits
    .global table
table:
    .set    value, 1
    .rept   16 * 64
    .set    value, (value * 75 + 74) % 65537
    .byte   value & 0xFF
    .endr
#endif
