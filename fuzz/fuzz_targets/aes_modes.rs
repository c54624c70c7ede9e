//! CTR and CBC give what OpenSSL gives, in place and apart, and come back.
#![no_main]

use amisec::status::Status;
use amisec_fuzz::{Key, with_key};
use libfuzzer_sys::fuzz_target;
use openssl::cipher_ctx::CipherCtx;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: Key,
    iv: [u8; 16],
    data: Vec<u8>,
}

fuzz_target!(|input: Input| {
    let Input { key, iv, data } = &input;
    let mut output = vec![0; data.len()];
    let status = with_key!(
        key,
        ctr,
        amisec_aes128_ctr,
        amisec_aes192_ctr,
        amisec_aes256_ctr,
        (iv.as_ptr(), data.as_ptr(), data.len(), output.as_mut_ptr())
    );
    assert_eq!(status, Status::OK);
    assert_eq!(output, openssl_encrypt(&input, "ctr", data));

    let whole = &data[..data.len() / 16 * 16];
    let mut buffer = whole.to_vec();
    let status = with_key!(
        key,
        cbc,
        amisec_aes128_cbc_encrypt,
        amisec_aes192_cbc_encrypt,
        amisec_aes256_cbc_encrypt,
        (iv.as_ptr(), buffer.as_ptr(), buffer.len(), buffer.as_mut_ptr())
    );
    assert_eq!(status, Status::OK);
    assert_eq!(buffer, openssl_encrypt(&input, "cbc", whole));
    let status = with_key!(
        key,
        cbc,
        amisec_aes128_cbc_decrypt,
        amisec_aes192_cbc_decrypt,
        amisec_aes256_cbc_decrypt,
        (iv.as_ptr(), buffer.as_ptr(), buffer.len(), buffer.as_mut_ptr())
    );
    assert_eq!(status, Status::OK);
    assert_eq!(buffer, whole);
});

fn openssl_encrypt(input: &Input, mode: &str, data: &[u8]) -> Vec<u8> {
    let mut context = CipherCtx::new().expect("memory");
    let mut encrypted = Vec::new();
    let mut encrypt = || {
        context.encrypt_init(Some(input.key.cipher(mode)), Some(input.key.bytes()), Some(&input.iv))?;
        context.set_padding(false);
        context.cipher_update_vec(data, &mut encrypted)?;
        context.cipher_final_vec(&mut encrypted)
    };
    encrypt().expect("OpenSSL encrypts");
    encrypted
}
