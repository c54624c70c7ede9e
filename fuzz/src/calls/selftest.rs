//! The self-tests.

use super::{Call, calls};

#[rustfmt::skip]
pub const CALLS: &[Call] = calls! {
    selftest::amisec_selftest_init(object selftest);
    selftest::amisec_selftest_result(key selftest);
    selftest::amisec_selftest_sha256(object selftest);
    selftest::amisec_selftest_sha384(object selftest);
    selftest::amisec_selftest_sha512(object selftest);
    selftest::amisec_selftest_hmac_sha256(object selftest);
    selftest::amisec_selftest_hmac_sha384(object selftest);
    selftest::amisec_selftest_hkdf(object selftest);
    selftest::amisec_selftest_kdf(object selftest);
    selftest::amisec_selftest_drbg(object selftest);
    selftest::amisec_selftest_aes_encrypt(object selftest);
    selftest::amisec_selftest_aes_decrypt(object selftest);
    selftest::amisec_selftest_ccm(object selftest);
    selftest::amisec_selftest_gcm(object selftest);
    selftest::amisec_selftest_cmac(object selftest);
    selftest::amisec_selftest_key_wrap(object selftest);
    selftest::amisec_selftest_eax_prime(object selftest);
    selftest::amisec_selftest_p256_sign(object selftest);
    selftest::amisec_selftest_p256_verify(object selftest);
    selftest::amisec_selftest_p256_ecdh(object selftest);
    selftest::amisec_selftest_p256_pair(object selftest, key p256_private_key, key p256_public_key);
};
