//! Values that the optimizer keeps apart.

/// The same value, which the optimizer takes for one that it has never seen: two computations that start from
/// one constant each, passed through here, are both carried out. Of `p256::opaque`, two alike may become one.
#[inline(always)]
pub fn distinct(value: u8) -> u8 {
    cfg_select! {
        any(target_arch = "arm", target_arch = "riscv32", target_arch = "avr", target_arch = "msp430") => {
            let mut value = value;
            // SAFETY: no instruction at all.
            unsafe {
                core::arch::asm!("/* {0} */", inout(reg) value, options(nomem, nostack, preserves_flags));
            }
            value
        }
        _ => { core::hint::black_box(value) }
    }
}
