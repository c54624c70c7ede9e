//! DLMS/COSEM: HLS mechanisms 6 and 7, and key agreement.

use super::boundary::{Input, Output, Region, apart};
use super::object::{check_place, content};
use super::p256::{P256PrivateKey, P256PublicKey};
use super::stack::{AGREEMENT, ANSWER_SIGNATURE, DLMS, secret, verified};
use crate::primitives::p256::{self, SIGNATURE_LENGTH};
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::protocols::dlms_hls::{Association, SYSTEM_TITLE_LENGTH, check_digest, check_length};
use crate::protocols::dlms_key_agreement::{self as agreement, KEY_LENGTH, Parties, Purpose};
use crate::status::Status;
use zeroize::Zeroize;

/// The key is for AES-GCM-128: to protect APDUs.
pub const AMISEC_DLMS_KEY_FOR_GCM: u8 = 0;
/// The key is for AES-WRAP-128: to wrap keys.
pub const AMISEC_DLMS_KEY_FOR_WRAP: u8 = 2;

/// An association in which both sides prove who they are. The structure is only read; both sides fill
/// it from their own point of view, and one is good for the answer and for the check.
#[repr(C)]
pub struct DlmsHlsParameters {
    /// The 8 bytes of one's own system title.
    pub own_title: *const u8,
    /// The 8 bytes of the other side's system title.
    pub peer_title: *const u8,
    /// The challenge that was received.
    pub received: *const u8,
    /// 8 to 64 bytes.
    pub received_length: usize,
    /// The challenge that was sent: from a random function, new for each association.
    pub sent: *const u8,
    /// 8 to 64 bytes.
    pub sent_length: usize,
}

/// Answers in HLS mechanism 6, SHA-256 (IEC 62056-5-3).
///
/// @param secret         the secret that both sides know
/// @param secret_length  its length in bytes, 1 or more
/// @param parameters     titles and challenges
/// @param answer         receives the 32 bytes; apart from everything else
/// @retval AMISEC_OK             the answer is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     secret_length is 0, or a challenge has not 8 to 64 bytes
/// @retval AMISEC_BAD_OVERLAP    answer shares memory with anything else
///
/// cbindgen:ptrs-as-arrays=[[answer; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_hls6_answer(
    secret: *const u8, secret_length: usize, parameters: *const DlmsHlsParameters, answer: *mut u8,
) -> Status {
    self::secret::<DLMS>(|| {
        let secret = Input::new(secret, secret_length)?;
        let answer = Output::new(answer, DIGEST_LENGTH)?;
        // SAFETY: what this function asks of its caller.
        let given = unsafe { Checked::new(parameters)? };
        given.check_lengths()?;
        check_secret(secret_length)?;
        apart(&[answer.region()], &[secret.region()])?;
        apart(&[answer.region()], &given.regions())?;
        // SAFETY: readable by contract and apart from the output.
        let association = unsafe { given.association() };
        // SAFETY: as above.
        let secret = unsafe { secret.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        association.digest(secret, unsafe { answer.zeroed_array() });
        Ok(())
    })
}

/// Checks the other side's answer in HLS mechanism 6, SHA-256 (IEC 62056-5-3), in constant time.
///
/// @param secret         the secret that both sides know
/// @param secret_length  its length in bytes, 1 or more
/// @param parameters     titles and challenges
/// @param answer         the 32 bytes that came back
/// @retval AMISEC_OK             the other side knows the secret
/// @retval AMISEC_NOT_AUTHENTIC  it does not, or both challenges are the same
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     secret_length is 0, or a challenge has not 8 to 64 bytes
///
/// cbindgen:ptrs-as-arrays=[[answer; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_hls6_check(
    secret: *const u8, secret_length: usize, parameters: *const DlmsHlsParameters, answer: *const u8,
) -> Status {
    self::verified::<DLMS>(|| {
        let secret = Input::new(secret, secret_length)?;
        let answer = Input::new(answer, DIGEST_LENGTH)?;
        // SAFETY: what this function asks of its caller.
        let given = unsafe { Checked::new(parameters)? };
        given.check_lengths()?;
        check_secret(secret_length)?;
        // SAFETY: readable by contract; nothing is written.
        let association = unsafe { given.association() };
        // SAFETY: as above.
        let secret = unsafe { secret.bytes() };
        // SAFETY: as above.
        check_digest(association, secret, unsafe { answer.array() })
    })
}

/// Answers in HLS mechanism 7, ECDSA with P-256 and SHA-256 (IEC 62056-5-3, suite 1), deterministically.
///
/// @param key         one's own private signing key
/// @param parameters  titles and challenges
/// @param signature   receives the 64 bytes r||s; apart from everything else; zeroed on BAD_KEY
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_LENGTH     a challenge has not 8 to 64 bytes
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with anything else
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_hls7_answer(
    key: *const P256PrivateKey, parameters: *const DlmsHlsParameters, signature: *mut u8,
) -> Status {
    secret::<ANSWER_SIGNATURE>(|| {
        let object = check_place(key)?;
        let signature = Output::new(signature, SIGNATURE_LENGTH)?;
        // SAFETY: what this function asks of its caller.
        let given = unsafe { Checked::new(parameters)? };
        given.check_lengths()?;
        apart(&[signature.region()], &[object])?;
        apart(&[signature.region()], &given.regions())?;
        // SAFETY: checked above; nothing writes to the key.
        let private = unsafe { content(key)? };
        let mut digest = [0; DIGEST_LENGTH];
        // SAFETY: readable by contract and apart from the output.
        unsafe { given.association() }.digest(&[], &mut digest);
        // SAFETY: writable by contract and apart from everything else.
        p256::sign_digest(private, &digest, &[], unsafe { signature.zeroed_array() })
    })
}

/// Checks the other side's answer in HLS mechanism 7, ECDSA with P-256 and SHA-256 (IEC 62056-5-3, suite
/// 1).
///
/// @param key         the other side's public signing key
/// @param parameters  titles and challenges
/// @param signature   the 64 bytes r||s that came back
/// @retval AMISEC_OK             the other side has the private key
/// @retval AMISEC_NOT_AUTHENTIC  it has not, or both challenges are the same
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     a challenge has not 8 to 64 bytes
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_hls7_check(
    key: *const P256PublicKey, parameters: *const DlmsHlsParameters, signature: *const u8,
) -> Status {
    // Public data only, but SHA-256 is shared with functions that hash secrets.
    verified::<DLMS>(|| {
        check_place(key)?;
        let signature = Input::new(signature, SIGNATURE_LENGTH)?;
        // SAFETY: what this function asks of its caller.
        let given = unsafe { Checked::new(parameters)? };
        given.check_lengths()?;
        // SAFETY: checked above; nothing writes to the key.
        let public = unsafe { content(key)? };
        let mut digest = [0; DIGEST_LENGTH];
        // SAFETY: readable by contract; nothing is written.
        unsafe { given.association() }.from_the_peer()?.digest(&[], &mut digest);
        // SAFETY: as above.
        p256::verify_digest(public, &digest, unsafe { signature.array() })
    })
}

/// Agrees on a key of 16 bytes in suite 1 (IEC 62056-5-3; SP 800-56A): P-256 ECDH, then the one-step KDF
/// of SP 800-56C with SHA-256 over the AlgorithmID, party_u and party_v.
///
/// C(1e, 1s): U, who has the ephemeral key, passes it and V's static public key; V passes its static key
/// and U's ephemeral public key. party_u and party_v are their system titles.
///
/// C(0e, 2s): both pass their static keys. party_u is U's system title, then the transaction-id with its
/// length; party_v is V's system title. The same parties and transaction-id give the same key again.
///
/// @param private_key     one's own private key
/// @param public_key      the other side's public key, authenticated by its certificate or signature
/// @param purpose         AMISEC_DLMS_KEY_FOR_GCM or AMISEC_DLMS_KEY_FOR_WRAP
/// @param party_u         PartyUInfo: of the side that starts
/// @param party_u_length  its length in bytes, 8 or more
/// @param party_v         PartyVInfo
/// @param party_v_length  its length in bytes, 8 or more
/// @param key             receives the 16 bytes; apart from everything else; zeroed on BAD_KEY
/// @retval AMISEC_OK             the key is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or purpose is another number
/// @retval AMISEC_BAD_ALIGNMENT  a key object is not aligned for its type
/// @retval AMISEC_BAD_KEY        the private key is wiped
/// @retval AMISEC_BAD_LENGTH     a party has less than the 8 bytes of its system title
/// @retval AMISEC_BAD_OVERLAP    key shares memory with anything else
/// @retval AMISEC_BAD_STATE      a key object was not set up
///
/// cbindgen:ptrs-as-arrays=[[key; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_agree_key(
    private_key: *const P256PrivateKey, public_key: *const P256PublicKey, purpose: u8, party_u: *const u8,
    party_u_length: usize, party_v: *const u8, party_v_length: usize, key: *mut u8,
) -> Status {
    secret::<AGREEMENT>(|| {
        let (private_object, public_object) = (check_place(private_key)?, check_place(public_key)?);
        let (u, v) = (Input::new(party_u, party_u_length)?, Input::new(party_v, party_v_length)?);
        let key = Output::new(key, KEY_LENGTH)?;
        let purpose = match purpose {
            AMISEC_DLMS_KEY_FOR_GCM => Purpose::Gcm,
            AMISEC_DLMS_KEY_FOR_WRAP => Purpose::Wrap,
            _ => return Err(Status::BAD_ARGUMENT),
        };
        if party_u_length < SYSTEM_TITLE_LENGTH || party_v_length < SYSTEM_TITLE_LENGTH {
            return Err(Status::BAD_LENGTH);
        }
        apart(&[key.region()], &[private_object, public_object, u.region(), v.region()])?;
        // SAFETY: checked above; nothing writes to the keys.
        let private = unsafe { content(private_key)? };
        // SAFETY: as above.
        let public = unsafe { content(public_key)? };
        // SAFETY: readable by contract and apart from the output.
        let u = unsafe { u.bytes() };
        // SAFETY: as above.
        let parties = Parties { u, v: unsafe { v.bytes() } };
        // SAFETY: writable by contract and apart from everything else.
        let key = unsafe { key.zeroed_array() };
        agreement::agree(private, public, purpose, parties, key).inspect_err(|_| key.zeroize())
    })
}

fn check_secret(length: usize) -> Result<(), Status> {
    if length == 0 { Err(Status::BAD_LENGTH) } else { Ok(()) }
}

/// The parameters, checked but for lengths and overlaps.
struct Checked {
    place: Region,
    own_title: Input,
    peer_title: Input,
    received: (Input, usize),
    sent: (Input, usize),
}

impl Checked {
    /// # Safety
    /// `parameters` is NULL or points to a structure that the caller of the C function lends us.
    unsafe fn new(parameters: *const DlmsHlsParameters) -> Result<Self, Status> {
        let place = check_place(parameters)?;
        // SAFETY: aligned and not NULL.
        let given = unsafe { &*parameters };
        Ok(Checked {
            place,
            own_title: Input::new(given.own_title, SYSTEM_TITLE_LENGTH)?,
            peer_title: Input::new(given.peer_title, SYSTEM_TITLE_LENGTH)?,
            received: (Input::new(given.received, given.received_length)?, given.received_length),
            sent: (Input::new(given.sent, given.sent_length)?, given.sent_length),
        })
    }

    fn check_lengths(&self) -> Result<(), Status> {
        check_length(self.received.1)?;
        check_length(self.sent.1)
    }

    fn regions(&self) -> [Region; 5] {
        let buffers = [self.own_title, self.peer_title, self.received.0, self.sent.0].map(Input::region);
        let [own_title, peer_title, received, sent] = buffers;
        [self.place, own_title, peer_title, received, sent]
    }

    /// # Safety
    /// The caller of the C function vouches for the memory; nothing writes to it meanwhile.
    unsafe fn association<'a>(&self) -> Association<'a> {
        // SAFETY: made with this length.
        let own_title = unsafe { self.own_title.array() };
        // SAFETY: made with this length.
        let peer_title = unsafe { self.peer_title.array() };
        // SAFETY: readable by contract.
        let received = unsafe { self.received.0.bytes() };
        // SAFETY: readable by contract.
        Association { own_title, peer_title, received, sent: unsafe { self.sent.0.bytes() } }
    }
}
