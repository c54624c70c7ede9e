/* Start-up of an RV32: stack, memory, traps, main; and the marks that the cycle counter looks for. */
        .section .start, "ax"
        .global start
start:
        .option push
        .option norelax
        la      gp, __global_pointer$
        .option pop
        la      sp, stack_top
        la      t0, trap
        .option push
        .option arch, +zicsr
        csrw    mtvec, t0
        .option pop

        la      t0, data_start
        la      t1, data_end
        la      t2, data_load
        j       2f
1:      lw      t3, 0(t2)
        sw      t3, 0(t0)
        addi    t0, t0, 4
        addi    t2, t2, 4
2:      bltu    t0, t1, 1b

        la      t0, bss_start
        la      t1, bss_end
        j       4f
3:      sw      zero, 0(t0)
        addi    t0, t0, 4
4:      bltu    t0, t1, 3b

        call    main
        call    target_exit

        .balign 4
trap:   la      sp, stack_top           /* the fault may have been the stack's */
        la      a0, message
        call    target_puts
        li      a0, 125
        call    target_exit

        .section .rodata.message, "a"
message:
        .string "\nfault\n"

        .section .text.target_mark_start, "ax"
        .global target_mark_start
        .type   target_mark_start, @function
target_mark_start:
        nop
        ret

        .section .text.target_mark_stop, "ax"
        .global target_mark_stop
        .type   target_mark_stop, @function
target_mark_stop:
        nop
        ret

        .section .text.target_stack_pointer, "ax"
        .global target_stack_pointer
        .type   target_stack_pointer, @function
target_stack_pointer:
        mv      a0, sp
        ret
