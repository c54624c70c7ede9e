//! P-256.

use super::{Call, calls};

#[rustfmt::skip]
pub const CALLS: &[Call] = calls! {
    p256::amisec_p256_private_key_generate(object p256_private_key, random);
    p256::amisec_p256_private_key_from_bytes(object p256_private_key, input 32);
    p256::amisec_p256_private_key_to_bytes(key p256_private_key, output 32);
    p256::amisec_p256_public_key_from_private(object p256_public_key, key p256_private_key);
    p256::amisec_p256_public_key_from_raw(object p256_public_key, input 64);
    p256::amisec_p256_public_key_from_uncompressed(object p256_public_key, input 65);
    p256::amisec_p256_public_key_from_compressed(object p256_public_key, input 33);
    p256::amisec_p256_public_key_to_raw(key p256_public_key, output 64);
    p256::amisec_p256_public_key_to_uncompressed(key p256_public_key, output 65);
    p256::amisec_p256_public_key_to_compressed(key p256_public_key, output 33);
    p256::amisec_p256_public_key_validate(key p256_public_key);
    p256::amisec_p256_ecdh(key p256_private_key, key p256_public_key, output 32);
    p256::amisec_p256_ecdh_hedged(key p256_private_key, key p256_public_key, random, output 32);
    p256_ecdsa::amisec_p256_sign(key p256_private_key, data, output 64);
    p256_ecdsa::amisec_p256_sign_hedged(key p256_private_key, data, random, output 64);
    p256_ecdsa::amisec_p256_sign_digest(key p256_private_key, input 32, output 64);
    p256_ecdsa::amisec_p256_sign_digest_hedged(key p256_private_key, input 32, random, output 64);
    p256_ecdsa::amisec_p256_sign_checked(key p256_private_key, key p256_public_key, data, random, output 64);
    p256_ecdsa::amisec_p256_sign_digest_checked(key p256_private_key, key p256_public_key, input 32, random, output 64);
    p256_ecdsa::amisec_p256_verify(key p256_public_key, data, input 64);
    p256_ecdsa::amisec_p256_verify_digest(key p256_public_key, input 32, input 64);
    p256_ecdsa::amisec_p256_verify_and_release(key p256_public_key, input 32, input 64, output 32);
    p256_ecdsa::amisec_p256_signature_to_der(input 64, buffer, receives length);
    p256_ecdsa::amisec_p256_signature_from_der(data, output 64);
    p256_steps::amisec_p256_sign_start(object p256_steps, key p256_private_key, input 32);
    p256_steps::amisec_p256_sign_continue(object p256_steps, number, output 64);
    p256_steps::amisec_p256_verify_start(object p256_steps, key p256_public_key, input 32, input 64);
    p256_steps::amisec_p256_verify_continue(object p256_steps, number);
    p256_steps::amisec_p256_ecdh_start(object p256_steps, key p256_private_key, key p256_public_key);
    p256_steps::amisec_p256_ecdh_continue(object p256_steps, number, output 32);
    p256_steps::amisec_p256_public_key_from_private_start(object p256_steps, key p256_private_key);
    p256_steps::amisec_p256_public_key_from_private_continue(object p256_steps, number, object p256_public_key);
    p256_verifier::amisec_p256_verifier_from_public_key(object p256_verifier, key p256_public_key);
    p256_verifier::amisec_p256_verify_prepared(key p256_verifier, data, input 64);
    p256_verifier::amisec_p256_verify_digest_prepared(key p256_verifier, input 32, input 64);
};
