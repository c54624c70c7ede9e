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
#endif
call_ends:
    nop
