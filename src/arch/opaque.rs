//! Values that the optimizer knows nothing about.

/// A value that the optimizer knows nothing about: what every mask passes through on its way from the
/// bit that it is made of to the word that it selects, because LLVM turns a selection whose mask it
/// understands into a branch.
#[inline(always)]
pub fn opaque(value: u32) -> u32 {
    cfg_select! {
        any(target_arch = "arm", target_arch = "riscv32") => {
            let mut value = value;
            // SAFETY: no instruction at all.
            unsafe {
                core::arch::asm!("/* {0} */", inout(reg) value, options(pure, nomem, nostack, preserves_flags));
            }
            value
        }
        any(target_arch = "avr", target_arch = "msp430") => { opaque_halves(value) }
        _ => { core::hint::black_box(value) }
    }
}

#[cfg(any(target_arch = "avr", target_arch = "msp430"))]
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "two halves")]
fn opaque_halves(value: u32) -> u32 {
    let (mut low, mut high) = (value as u16, (value >> 16) as u16);
    // SAFETY: no instruction at all.
    unsafe {
        #[cfg(target_arch = "avr")]
        core::arch::asm!(
            "/* {0} {1} */", inout(reg_pair) low, inout(reg_pair) high, options(pure, nomem, nostack, preserves_flags)
        );
        #[cfg(target_arch = "msp430")]
        core::arch::asm!(
            "/* {0} {1} */", inout(reg) low, inout(reg) high, options(pure, nomem, nostack, preserves_flags)
        );
    }
    u32::from(high) << 16 | u32::from(low)
}

/// All ones if `bit` is one, zero if it is zero.
#[inline(always)]
pub fn mask(bit: u32) -> u32 {
    opaque(0u32.wrapping_sub(bit))
}

/// All ones if the top bit is set, else zero. The word is hidden: a shift of the sign becomes a comparison
/// and a branch on MSP430.
#[inline(always)]
pub fn sign_mask(word: u32) -> u32 {
    mask(opaque(word) >> 31)
}

/// The same value as one that the optimizer has never seen: two computations that start from one constant each, passed
/// through here, are both carried out. Of [`opaque`], two alike may become one.
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
