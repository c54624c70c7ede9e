/* The place of a case stream in flash: VECTOR_FLASH bytes, known by how they begin. */
    .section .rodata.vector_flash, "a"
    .global vector_flash
    .p2align 1
vector_flash:
    .ascii "place of a case stream"
    .space VECTOR_FLASH - 22
