//! Clearing the stack below the caller: what a compiler spilled there is in no variable that a destructor
//! could clear.
//!
//! The leaf writes below the stack pointer, where nothing lives: an interrupt that comes meanwhile pushes
//! its frame there, and has taken it off again before the leaf goes on. A thread that is preempted has its
//! registers saved there, and restored before it goes on.

/// What `bytes` are a multiple of.
pub const STEP: usize = 16;

unsafe extern "C" {
    /// Writes zeros to the `bytes` below the stack pointer; more than none, a multiple of [`STEP`].
    fn amisec_clear_stack(bytes: usize);
}

/// Overwrites the dead stack below the caller with zeros.
#[inline(always)]
pub fn clear<const BYTES: usize>() {
    const { assert!(BYTES > 0 && BYTES.is_multiple_of(STEP)) };
    // SAFETY: the stack has this room, or the operation that is cleared behind would not have run.
    unsafe { amisec_clear_stack(BYTES) }
}

/// The same for a number that is known when it runs: more than none, a multiple of [`STEP`].
#[inline(always)]
pub fn clear_bytes(bytes: usize) {
    // SAFETY: as above.
    unsafe { amisec_clear_stack(bytes) }
}

#[cfg(target_arch = "arm")]
core::arch::global_asm!(
    ".section .text.amisec_clear_stack,\"ax\",%progbits",
    ".global amisec_clear_stack",
    ".hidden amisec_clear_stack",
    ".type amisec_clear_stack,%function",
    ".balign 2",
    ".thumb_func",
    "amisec_clear_stack:",
    "mov r1, sp",
    "subs r0, r1, r0",
    "movs r2, #0",
    "movs r3, #0",
    "1:",
    "stmia r0!, {{r2, r3}}",
    "stmia r0!, {{r2, r3}}",
    "cmp r0, r1",
    "bne 1b",
    "bx lr",
    ".size amisec_clear_stack, . - amisec_clear_stack",
);

#[cfg(target_arch = "riscv32")]
core::arch::global_asm!(
    ".section .text.amisec_clear_stack,\"ax\",@progbits",
    ".global amisec_clear_stack",
    ".hidden amisec_clear_stack",
    ".type amisec_clear_stack,@function",
    ".balign 2",
    "amisec_clear_stack:",
    "sub a0, sp, a0",
    "1:",
    "sw zero, 0(a0)",
    "sw zero, 4(a0)",
    "sw zero, 8(a0)",
    "sw zero, 12(a0)",
    "addi a0, a0, 16",
    "bne a0, sp, 1b",
    "ret",
    ".size amisec_clear_stack, . - amisec_clear_stack",
);

// The stack pointer is the address of the first free byte.
#[cfg(target_arch = "avr")]
core::arch::global_asm!(
    ".section .text.amisec_clear_stack,\"ax\",@progbits",
    ".global amisec_clear_stack",
    ".hidden amisec_clear_stack",
    ".type amisec_clear_stack,@function",
    "amisec_clear_stack:",
    "in r30, 0x3d",
    "in r31, 0x3e",
    "adiw r30, 1",
    "1:",
    "st -Z, r1",
    "st -Z, r1",
    "st -Z, r1",
    "st -Z, r1",
    "sbiw r24, 4",
    "brne 1b",
    "ret",
    ".size amisec_clear_stack, . - amisec_clear_stack",
);

#[cfg(target_arch = "msp430")]
core::arch::global_asm!(
    ".section .text.amisec_clear_stack,\"ax\",@progbits",
    ".global amisec_clear_stack",
    ".hidden amisec_clear_stack",
    ".type amisec_clear_stack,@function",
    ".balign 2",
    "amisec_clear_stack:",
    "mov r1, r13",
    "sub r12, r13",
    "1:",
    "clr 0(r13)",
    "clr 2(r13)",
    "add #4, r13",
    "cmp r1, r13",
    "jne 1b",
    "ret",
    ".size amisec_clear_stack, . - amisec_clear_stack",
);

// A host's memory checkers know the stack pointer: it moves over what is cleared.
#[cfg(target_arch = "x86_64")]
core::arch::global_asm!(
    ".section .text.amisec_clear_stack,\"ax\",@progbits",
    ".global amisec_clear_stack",
    ".hidden amisec_clear_stack",
    ".type amisec_clear_stack,@function",
    "amisec_clear_stack:",
    "mov rax, rsp",
    "sub rsp, rdi",
    "mov rcx, rsp",
    "2:",
    "mov qword ptr [rcx], 0",
    "add rcx, 8",
    "cmp rcx, rax",
    "jne 2b",
    "mov rsp, rax",
    "ret",
    ".size amisec_clear_stack, . - amisec_clear_stack",
);

#[cfg(target_arch = "aarch64")]
core::arch::global_asm!(
    ".section .text.amisec_clear_stack,\"ax\",@progbits",
    ".global amisec_clear_stack",
    ".hidden amisec_clear_stack",
    ".type amisec_clear_stack,@function",
    ".balign 4",
    "amisec_clear_stack:",
    "mov x1, sp",
    "sub sp, x1, x0",
    "mov x2, sp",
    "2:",
    "stp xzr, xzr, [x2], #16",
    "cmp x2, x1",
    "b.ne 2b",
    "mov sp, x1",
    "ret",
    ".size amisec_clear_stack, . - amisec_clear_stack",
);

#[cfg(test)]
mod tests {
    use core::hint::black_box;

    /// Leaves a pattern on the stack below its caller.
    #[inline(never)]
    fn leave_behind() -> usize {
        let pattern = black_box([0xA5_u8; 512]);
        black_box(&pattern).as_ptr().addr()
    }

    /// Reads what stands there, in a frame of its own.
    #[inline(never)]
    fn count_left(address: usize) -> usize {
        (0..512)
            .filter(|i| {
                let byte = core::ptr::with_exposed_provenance::<u8>(address + i);
                // SAFETY: the dead stack is mapped memory.
                (unsafe { byte.read_volatile() }) == 0xA5
            })
            .count()
    }

    #[test]
    fn clears_what_a_callee_left_behind() {
        let address = leave_behind();
        super::clear::<2048>();
        assert_eq!(count_left(address), 0);
    }
}
