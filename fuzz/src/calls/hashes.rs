//! Hashes, MACs, key derivation, the generator, comparison and wiping.

use super::{Call, calls};
use amisec::status::Status;

#[rustfmt::skip]
pub const CALLS: &[Call] = calls! {
    sha256::amisec_sha256(data, output 32);
    sha256::amisec_sha256_init(object sha256);
    sha256::amisec_sha256_update(object sha256, data);
    sha256::amisec_sha256_finish(object sha256, output 32);
    hmac_sha256::amisec_hmac_sha256(data, data, output 32);
    hmac_sha256::amisec_hmac_sha256_verify(data, data, data);
    hmac_sha256::amisec_hmac_sha256_init(object hmac_sha256, data);
    hmac_sha256::amisec_hmac_sha256_update(object hmac_sha256, data);
    hmac_sha256::amisec_hmac_sha256_finish(object hmac_sha256, output 32);
    hmac_sha256::amisec_hmac_sha256_finish_verify(object hmac_sha256, data);
    sha384::amisec_sha384(data, output 48);
    sha384::amisec_sha384_init(object sha384);
    sha384::amisec_sha384_update(object sha384, data);
    sha384::amisec_sha384_finish(object sha384, output 48);
    sha512::amisec_sha512(data, output 64);
    sha512::amisec_sha512_init(object sha512);
    sha512::amisec_sha512_update(object sha512, data);
    sha512::amisec_sha512_finish(object sha512, output 64);
    hmac_sha384::amisec_hmac_sha384(data, data, output 48);
    hmac_sha384::amisec_hmac_sha384_verify(data, data, data);
    hmac_sha384::amisec_hmac_sha384_init(object hmac_sha384, data);
    hmac_sha384::amisec_hmac_sha384_update(object hmac_sha384, data);
    hmac_sha384::amisec_hmac_sha384_finish(object hmac_sha384, output 48);
    hmac_sha384::amisec_hmac_sha384_finish_verify(object hmac_sha384, data);
    hkdf::amisec_hkdf_sha256(data, data, data, buffer);
    hkdf::amisec_hkdf_sha256_extract(data, data, output 32);
    hkdf::amisec_hkdf_sha256_expand(data, data, buffer);
    kdf::amisec_kdf_one_step_sha256(data, data, buffer);
    kdf::amisec_kdf_one_step_sha384(data, data, buffer);
    kdf::amisec_kdf_counter_hmac_sha256(data, data, buffer);
    drbg::amisec_drbg_instantiate(object drbg, random, number, data);
    drbg::amisec_drbg_generate(object drbg, buffer);
    drbg::amisec_drbg_reseed(object drbg, random, data);
    drbg::amisec_drbg_uninstantiate(object drbg);
};

/// Those whose arguments come in another order.
pub const GENERAL: &[Call] = &[
    ("amisec_equal", |caller| {
        let (left, length) = caller.data();
        let right = caller.input(length);
        caller.ready();
        // SAFETY: as in `calls`.
        unsafe { amisec::ffi::general::amisec_equal(left, right, length) }
    }),
    ("amisec_wipe", |caller| {
        let (start, length) = caller.buffer();
        caller.ready();
        // SAFETY: as in `calls`.
        unsafe { amisec::ffi::general::amisec_wipe(start.cast(), length) };
        Status::OK
    }),
];
