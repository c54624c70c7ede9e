//! amisec: the cryptography that smart meters link.
//!
//! The core is Rust without heap, globals or panics; its face is the C ABI in [`ffi`], from which
//! `include/amisec.h` is generated. Layers, each of which knows only those below it:
//!
//! | layer | holds |
//! |---|---|
//! | [`ffi`] | the C ABI: checks pointers, calls, writes outputs, answers a status |
//! | [`services`] | what a meter does with cryptography: boot images, commands, reports, keys |
//! | [`protocols`] | DLMS/COSEM, ANSI C12.22, OMS: nonces, associated data, key derivation |
//! | [`storage`] | records that survive a power cut, and the counters kept in them |
//! | [`modes`] | ways to use a primitive: CCM, GCM, CMAC, key wrap, key derivation |
//! | [`primitives`] | AES, SHA-2, HMAC, P-256 |
//! | [`arch`] | instruction-set kernels, the only place with assembly |
//!
//! [`status`], [`verdict`], [`random`], [`copy`], [`wipe`] and [`constant_time`] are used by all of them.
#![cfg_attr(not(test), no_std)]
#![cfg_attr(any(target_arch = "avr", target_arch = "msp430"), feature(asm_experimental_arch))]

pub mod arch;
pub mod constant_time;
pub mod copy;
pub mod ffi;
pub mod modes;
pub mod primitives;
pub mod protocols;
pub mod random;
pub mod services;
pub mod status;
pub mod storage;
pub mod verdict;
pub mod wipe;

/// What a panic does in the delivered archive. Everywhere else the standard library answers.
#[cfg(all(amisec_archive, not(test)))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    #[cfg(amisec_panic_check)]
    {
        unsafe extern "C" {
            /// Defined nowhere: if a panic path remains, the check build does not link.
            safe fn amisec_panic_path_remains() -> !;
        }
        amisec_panic_path_remains()
    }
    #[cfg(not(amisec_panic_check))]
    loop {
        core::hint::spin_loop();
    }
}
