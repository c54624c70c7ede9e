//! What the fuzz targets share: amisec through its C functions, OpenSSL as the other implementation.

pub mod calls;
pub mod oracle;

use amisec::ffi::{ccm, p256};
use amisec::status::Status;
use arbitrary::Arbitrary;
use openssl::bn::{BigNum, BigNumContext};
use openssl::cipher::{Cipher, CipherRef};
use openssl::ec::{EcGroup, EcPoint};
use openssl::nid::Nid;
use std::mem::MaybeUninit;

/// Puts an object of the header in memory that holds no valid one.
pub fn blank<T>() -> T {
    // SAFETY: the objects are arrays of words: every bit pattern is one.
    unsafe { MaybeUninit::<T>::zeroed().assume_init() }
}

/// A key of one of the three sizes.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Key {
    /// AES-128.
    Aes128([u8; 16]),
    /// AES-192.
    Aes192([u8; 24]),
    /// AES-256.
    Aes256([u8; 32]),
}

/// Calls `amisec_aes{128,192,256}_$function` with an object set up from `$key`.
#[macro_export]
macro_rules! with_key {
    ($key:expr, $module:ident, $aes128:ident, $aes192:ident, $aes256:ident, ($($argument:expr),*)) => {{
        use amisec::ffi::{aes as keys, $module};
        macro_rules! call {
            ($bytes:expr, $set:ident, $function:ident) => {{
                let mut object = $crate::blank();
                // SAFETY: the objects and buffers are what the header asks for.
                unsafe {
                    assert_eq!(keys::$set(&mut object, $bytes.as_ptr()), amisec::status::Status::OK);
                    $module::$function(&object, $($argument),*)
                }
            }};
        }
        match $key {
            $crate::Key::Aes128(bytes) => call!(bytes, amisec_aes128_set_key, $aes128),
            $crate::Key::Aes192(bytes) => call!(bytes, amisec_aes192_set_key, $aes192),
            $crate::Key::Aes256(bytes) => call!(bytes, amisec_aes256_set_key, $aes256),
        }
    }};
}

impl Key {
    /// The bytes of the key.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Key::Aes128(bytes) => bytes,
            Key::Aes192(bytes) => bytes,
            Key::Aes256(bytes) => bytes,
        }
    }

    /// OpenSSL's cipher for this key size and mode.
    pub fn cipher(&self, mode: &str) -> &'static CipherRef {
        match (self, mode) {
            (Key::Aes128(_), "ccm") => Cipher::aes_128_ccm(),
            (Key::Aes192(_), "ccm") => Cipher::aes_192_ccm(),
            (Key::Aes256(_), "ccm") => Cipher::aes_256_ccm(),
            (Key::Aes128(_), "gcm") => Cipher::aes_128_gcm(),
            (Key::Aes192(_), "gcm") => Cipher::aes_192_gcm(),
            (Key::Aes256(_), "gcm") => Cipher::aes_256_gcm(),
            (Key::Aes128(_), "ctr") => Cipher::aes_128_ctr(),
            (Key::Aes192(_), "ctr") => Cipher::aes_192_ctr(),
            (Key::Aes256(_), "ctr") => Cipher::aes_256_ctr(),
            (Key::Aes128(_), "cbc") => Cipher::aes_128_cbc(),
            (Key::Aes192(_), "cbc") => Cipher::aes_192_cbc(),
            (Key::Aes256(_), "cbc") => Cipher::aes_256_cbc(),
            _ => unreachable!("no target asks for {mode}"),
        }
    }
}

/// A key object of AES-128.
pub fn aes128(bytes: &[u8; 16]) -> amisec::ffi::aes::Aes128Key {
    let mut key = blank();
    // SAFETY: the object and the 16 bytes are what the header asks for.
    let status = unsafe { amisec::ffi::aes::amisec_aes128_set_key(&mut key, bytes.as_ptr()) };
    assert_eq!(status, Status::OK);
    key
}

/// Seals through the C function.
pub fn ccm_seal(key: &Key, nonce: &[u8], aad: &[u8], payload: &[u8], tag: &mut [u8]) -> (Status, Vec<u8>) {
    let parameters = ccm_parameters(nonce, aad, tag);
    let mut output = vec![0xA5; payload.len()];
    let status = with_key!(
        key,
        ccm,
        amisec_aes128_ccm_seal,
        amisec_aes192_ccm_seal,
        amisec_aes256_ccm_seal,
        (&parameters, payload.as_ptr(), payload.len(), output.as_mut_ptr())
    );
    (status, output)
}

/// Opens through the C function, in place.
pub fn ccm_open(key: &Key, nonce: &[u8], aad: &[u8], payload: &[u8], tag: &[u8]) -> (Status, Vec<u8>) {
    let mut tag = tag.to_vec();
    let parameters = ccm_parameters(nonce, aad, &mut tag);
    let mut buffer = payload.to_vec();
    let status = with_key!(
        key,
        ccm,
        amisec_aes128_ccm_open,
        amisec_aes192_ccm_open,
        amisec_aes256_ccm_open,
        (&parameters, buffer.as_ptr(), buffer.len(), buffer.as_mut_ptr())
    );
    (status, buffer)
}

fn ccm_parameters(nonce: &[u8], aad: &[u8], tag: &mut [u8]) -> ccm::CcmParameters {
    ccm::CcmParameters {
        nonce: nonce.as_ptr(),
        nonce_length: nonce.len(),
        aad: aad.as_ptr(),
        aad_length: aad.len(),
        tag: tag.as_mut_ptr(),
        tag_length: tag.len(),
    }
}

/// A private key that amisec accepts, if the bytes are one.
pub fn private_key(bytes: &[u8; 32]) -> Option<p256::P256PrivateKey> {
    let mut key = blank();
    // SAFETY: the object and the 32 bytes are what the header asks for.
    let status = unsafe { p256::amisec_p256_private_key_from_bytes(&mut key, bytes.as_ptr()) };
    assert!(status == Status::OK || status == Status::BAD_KEY);
    (status == Status::OK).then_some(key)
}

/// The public key of a private key, as an object and as x||y.
pub fn public_key(private: &p256::P256PrivateKey) -> (p256::P256PublicKey, [u8; 64]) {
    let (mut key, mut raw) = (blank(), [0; 64]);
    // SAFETY: the objects and the 64 bytes are what the header asks for.
    unsafe {
        assert_eq!(p256::amisec_p256_public_key_from_private(&mut key, private), Status::OK);
        assert_eq!(p256::amisec_p256_public_key_to_raw(&key, raw.as_mut_ptr()), Status::OK);
    }
    (key, raw)
}

/// OpenSSL's P-256.
pub fn group() -> EcGroup {
    EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("OpenSSL has P-256")
}

/// What OpenSSL makes of an encoded point, if it is one: 04||x||y.
pub fn openssl_point(encoded: &[u8]) -> Option<Vec<u8>> {
    let (group, mut context) = (group(), BigNumContext::new().expect("memory"));
    let point = EcPoint::from_bytes(&group, encoded, &mut context).ok()?;
    if point.is_infinity(&group) || !point.is_on_curve(&group, &mut context).ok()? {
        return None;
    }
    point.to_bytes(&group, openssl::ec::PointConversionForm::UNCOMPRESSED, &mut context).ok()
}

/// A number for OpenSSL.
pub fn number(bytes: &[u8]) -> BigNum {
    BigNum::from_slice(bytes).expect("memory")
}

/// Length in bytes that `choice` stands for among `from, from + step, ...` up to `to`.
pub fn pick(choice: u8, from: usize, to: usize, step: usize) -> usize {
    from + usize::from(choice) % ((to - from) / step + 1) * step
}
