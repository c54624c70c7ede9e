; One jump for each leaf, in the order of their numbers in runner.c, and the place that they return to.
    .section .vectors,"ax",@progbits
    .global call_ends
    jmp     amisec_aes_set_key
    jmp     amisec_aes_encrypt
    jmp     amisec_aes_decrypt
    jmp     amisec_sha256_compress
    jmp     amisec_ghash_multiply
call_ends:
    nop
