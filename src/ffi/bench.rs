//! Entries that only the archives for measuring export, and no header declares.

use super::boundary::status;
use crate::arch::memory::zeroed;
use crate::primitives::ghash::Ghash;
use crate::primitives::p256;
use crate::status::Status;

/// Signs a digest with a given k, straight in the core.
///
/// # Safety
/// Three times 32 bytes to read and 64 to write, apart from them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_bench_p256_sign_k(
    private: *const [u8; 32], digest: *const [u8; 32], k: *const [u8; 32], signature: *mut [u8; 64],
) -> Status {
    // SAFETY: readable by the contract of this function.
    let (private, digest, k) = unsafe { (&*private, &*digest, &*k) };
    // SAFETY: writable by the contract of this function, and apart from the inputs.
    let signature = unsafe { &mut *signature };
    status(p256::sign_digest_with_k(private, digest, k, signature))
}

/// Hashes one block under a subkey, straight in the core.
///
/// # Safety
/// Twice 16 bytes to read and 16 to write, apart from them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_bench_ghash_block(
    subkey: *const [u8; 16], block: *const [u8; 16], hash: *mut [u8; 16],
) -> Status {
    // SAFETY: readable by the contract of this function.
    let subkey = unsafe { &*subkey };
    let mut ghash: Ghash = zeroed();
    ghash.set_key(subkey);
    // SAFETY: as above.
    ghash.absorb_block(unsafe { &*block });
    // SAFETY: writable by the contract of this function, and apart from the inputs.
    let hash = unsafe { &mut *hash };
    *hash = [0; 16];
    ghash.add_to(hash);
    Status::OK
}
