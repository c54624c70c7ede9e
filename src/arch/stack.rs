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

cfg_select! {
    target_arch = "arm" => { core::arch::global_asm!(include_str!("stack/arm.s"), options(raw)); }
    target_arch = "riscv32" => { core::arch::global_asm!(include_str!("stack/riscv32.s"), options(raw)); }
    target_arch = "avr" => { core::arch::global_asm!(include_str!("stack/avr.s"), options(raw)); }
    target_arch = "msp430" => { core::arch::global_asm!(include_str!("stack/msp430.s"), options(raw)); }
    target_arch = "x86_64" => { core::arch::global_asm!(include_str!("stack/x86_64.s"), options(raw)); }
    target_arch = "aarch64" => { core::arch::global_asm!(include_str!("stack/aarch64.s"), options(raw)); }
}

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
