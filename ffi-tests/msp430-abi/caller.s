; Calls the Rust functions of callee/ as the MSP430 EABI (SLAA534A, chapter 3) says, written by hand
; so that no compiler's idea of the EABI is tested against itself:
; - the first free registers of r12..r15, in order; 32 bits in a pair that need not be aligned, low
;   word first (3.3.2); a pair with one register left is split, low word in r15, high word first on
;   the stack (3.3.3); then the stack, ascending, a word at least for each;
; - a narrow argument fills its register, zero-extended by the caller (3.3);
; - results in r12 (r12:r13); r4..r10 and SP are the callee's to keep, r11..r15 are not.
.set MARKER, 0x1f0
.set CONSOLE, 0x1f2
.set EXIT, 0x1f4

; One case: the arguments are in place, `bytes` of them on the stack.
.macro call_and_check name, bytes, table, words, low
    mov #0x4444, r4
    mov #0x5555, r5
    mov #0x6666, r6
    mov #0x7777, r7
    mov #0x8888, r8
    mov #0x9999, r9
    mov #0xaaaa, r10
    mov #0xbbbb, r11
    call #\name
    add #\bytes, sp
    mov #\low, r14
    mov #\table, r15
    mov #\words, r11
    call #check
.endm

.macro check_high high
    mov #\high, r14
    call #check_high_word
.endm

.section .start, "ax"
.globl _start
_start:
    mov #_stack, sp
    mov #0, &passed
    mov #0, &failed
    mov sp, &stack_pointer

    mov #record, r12
    mov #0x0123, r13
    mov #0x00fe, r14
    mov #0x8001, r15
    call_and_check shape_1, 0, expected_1, 3, 0x7a51

    mov #0x0080, r12
    mov #record, r13
    mov #0x5678, r14
    mov #0x1234, r15
    call_and_check shape_2, 0, expected_2, 3, 0xa987
    check_high 0xedcb

    mov #0xbeef, r12
    mov #0x5678, r13
    mov #0x1234, r14
    mov #record, r15
    call_and_check shape_3, 0, expected_3, 3, 0x00c3

    push #0x9abc
    mov #record, r12
    mov #0x1357, r13
    mov #0x2468, r14
    mov #0xdef0, r15
    call_and_check shape_4, 2, expected_4, 4, 0xddf4
    check_high 0x9bbe

    push #0x9abc
    mov #record, r12
    mov #0x5678, r13
    mov #0x1234, r14
    mov #0xdef0, r15
    call_and_check shape_5, 2, expected_5, 4, record

    push #record
    push #0x0008
    push #0x0007
    push #0x0006
    push #0x0005
    mov #0x0001, r12
    mov #0x0002, r13
    mov #0x0003, r14
    mov #0x0004, r15
    call_and_check shape_6, 10, expected_6, 8, 0x1006

    push #0x4321
    push #0x0007
    push #0x0006
    push #0x0005
    push #0x00ee
    mov #record, r12
    mov #0x7fff, r13
    mov #0x1234, r14
    mov #0xffff, r15
    call_and_check shape_7, 10, expected_7, 8, 0x1007

    push #record
    push #0x0007
    push #0x0086
    push #0x0005
    mov #0x0081, r12
    mov #0x0002, r13
    mov #0x0083, r14
    mov #0x0004, r15
    call_and_check shape_8, 8, expected_8, 7, 0x1008

    push #0xeeee
    push #0xdddd
    push #0xcccc
    push #0x00bb
    mov #record, r12
    mov #0x00aa, r13
    mov #0x1111, r14
    mov #0x2222, r15
    call_and_check shape_9, 8, expected_9, 7, 0x1009

    push #0x0099
    push #0x8888
    push #0x7777
    push #0x6666
    push #0x0055
    push #0x4444
    mov #record, r12
    mov #0x1111, r13
    mov #0x2222, r14
    mov #0x3333, r15
    call_and_check shape_10, 12, expected_10, 9, 0x100a

    mov #random, r12
    mov #record, r13
    mov #0x2ffe, r14
    mov #0x0041, r15
    call_and_check calls_random, 0, expected_11, 3, 0x5a5a ^ 0x0f0f

    mov #eight, r12
    mov #record, r13
    call_and_check calls_eight, 0, expected_12, 9, 0xcafe
    check_high 0xbabe ^ 0xffff

    mov #split, r12
    mov #record, r13
    call_and_check calls_split, 0, expected_13, 5, 0x0dad

    ; "N passed, M failed"
    mov &passed, r12
    call #decimal
    mov #text_passed, r13
    call #print
    mov &failed, r12
    call #decimal
    mov #text_failed, r13
    call #print
    mov &failed, &EXIT

; The callees that Rust calls: they write what they were given to the record.
random:
    mov #record, r11
    mov r12, 0(r11)
    mov r13, 2(r11)
    mov r14, 4(r11)
    mov #0x5a5a, r12
    ret

eight:
    mov #record, r11
    mov r13, 0(r11)
    mov r14, 2(r11)
    mov r15, 4(r11)
    mov 2(sp), 6(r11)
    mov 4(sp), 8(r11)
    mov 6(sp), 10(r11)
    mov 8(sp), 12(r11)
    mov 10(sp), 14(r11)
    mov r12, 16(r11)
    mov #0xcafe, r12
    mov #0xbabe, r13
    ret

split:
    mov #record, r11
    mov r13, 0(r11)
    mov r14, 2(r11)
    mov r15, 4(r11)
    mov 2(sp), 6(r11)
    mov r12, 8(r11)
    mov #0x0dad, r12
    ret

; One case passes if r12 = r14, the r11 words of the record equal the table at r15, and what the
; callee must keep is kept. r13 is kept for check_high_word.
check:
    cmp r14, r12
    jne wrong
    mov #record, r14
1:
    mov @r15+, r12
    cmp @r14+, r12
    jne wrong
    dec r11
    jnz 1b
    cmp #0x4444, r4
    jne wrong
    cmp #0x5555, r5
    jne wrong
    cmp #0x6666, r6
    jne wrong
    cmp #0x7777, r7
    jne wrong
    cmp #0x8888, r8
    jne wrong
    cmp #0x9999, r9
    jne wrong
    cmp #0xaaaa, r10
    jne wrong
    mov sp, r12
    incd r12
    cmp &stack_pointer, r12
    jne wrong
right:
    inc &passed
    mov #'.', &CONSOLE
    jmp clear
wrong:
    inc &failed
    mov #'F', &CONSOLE
    mov &stack_pointer, r12
    mov @sp, r14
    mov r12, sp
    push r14
clear:
    mov #record, r12
    mov #16, r11
1:
    mov #0x0bad, 0(r12)
    incd r12
    dec r11
    jnz 1b
    ret

check_high_word:
    cmp r14, r13
    jeq right
    jmp wrong

; r12 < 100, to the console.
decimal:
    mov #'0', r14
1:
    cmp #10, r12
    jlo 2f
    sub #10, r12
    inc r14
    jmp 1b
2:
    mov r14, &CONSOLE
    add #'0', r12
    mov r12, &CONSOLE
    ret

print:
    mov.b @r13+, r12
    tst r12
    jz 1f
    mov r12, &CONSOLE
    jmp print
1:
    ret

.section .rodata, "a"
expected_1: .word 0x0123, 0x00fe, 0x8001
expected_2: .word 0x0080, 0x5678, 0x1234
expected_3: .word 0xbeef, 0x5678, 0x1234
expected_4: .word 0x1357, 0x2468, 0xdef0, 0x9abc
expected_5: .word 0x5678, 0x1234, 0xdef0, 0x9abc
expected_6: .word 1, 2, 3, 4, 5, 6, 7, 8
expected_7: .word 0x7fff, 0x1234, 0xffff, 0x00ee, 5, 6, 7, 0x4321
expected_8: .word 0x81, 2, 0x83, 4, 5, 0x86, 7
expected_9: .word 0xaa, 0x1111, 0x2222, 0xbb, 0xcccc, 0xdddd, 0xeeee
expected_10: .word 0x1111, 0x2222, 0x3333, 0x4444, 0x55, 0x6666, 0x7777, 0x8888, 0x99
expected_11: .word record, 0x2ffe, 0x0041
expected_12: .word 0x1111, 0x4321, 0x2222, 0x00ab, 0x3333, 0x4444, 0x5555, 0x8765, record
expected_13: .word 0x0a0a, 0x0b0b, 0x0c0c, 0x0d0d, record
text_passed: .asciz " passed, "
text_failed: .asciz " failed\n"

.section .bss, "aw", @nobits
.balign 2
record: .space 32
passed: .space 2
failed: .space 2
stack_pointer: .space 2
