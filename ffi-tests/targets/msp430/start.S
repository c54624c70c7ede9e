; Start-up of an MSP430: stack, memory, main; and the marks, console and exit, which are words that
; the simulator watches. On a part they would be unused addresses of peripherals.
        .set    MARK, 0x01f0
        .set    CONSOLE, 0x01f2
        .set    EXIT, 0x01f4

        .section .start, "ax"
        .global start
start:
        mov     #stack_top, r1
        mov     #data_start, r12
        mov     #data_load, r13
1:      cmp     #data_end, r12
        jhs     2f
        mov     @r13+, r14
        mov     r14, 0(r12)
        incd    r12
        jmp     1b
2:      mov     #bss_start, r12
3:      cmp     #bss_end, r12
        jhs     4f
        clr     0(r12)
        incd    r12
        jmp     3b
4:      call    #main
        call    #target_exit

        .section .text.target_put_character, "ax"
        .global target_put_character
target_put_character:
        mov     r12, &CONSOLE
        ret

        .section .text.target_halt, "ax"
        .global target_halt
target_halt:
        mov     r12, &EXIT
        jmp     target_halt

        .section .text.target_mark_start, "ax"
        .global target_mark_start
target_mark_start:
        mov     #1, &MARK
        ret

        .section .text.target_mark_stop, "ax"
        .global target_mark_stop
target_mark_stop:
        mov     #2, &MARK
        ret

        .section .text.target_stack_pointer, "ax"
        .global target_stack_pointer
target_stack_pointer:
        mov     r1, r12
        incd    r12                     ; without the return address of this call
        ret
