//! Entries that only the archives for measuring export, and no header declares.

use super::boundary::status;
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
