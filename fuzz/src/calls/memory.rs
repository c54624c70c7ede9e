//! The memory that the calls of one run share: bytes, and an object and a structure of each type.

use super::platform::{self, Platform};
use crate::blank;
use amisec::ffi::*;
use amisec::services::command_content::{Acknowledgement, Command};
use amisec::status::Status;
use std::sync::OnceLock;

/// Bytes that buffers lie in.
pub const ARENA: usize = 256;

/// Zeroed before the first call, padding included, so that it can be compared byte by byte.
#[repr(C)]
pub struct Memory {
    pub arena: [u8; ARENA],
    pub sha256: sha256::Sha256Context,
    pub sha384: sha384::Sha384Context,
    pub sha512: sha512::Sha512Context,
    pub hmac_sha256: hmac_sha256::HmacSha256Context,
    pub hmac_sha384: hmac_sha384::HmacSha384Context,
    pub drbg: drbg::DrbgState,
    pub aes128_key: aes::Aes128Key,
    pub aes192_key: aes::Aes192Key,
    pub aes256_key: aes::Aes256Key,
    pub cmac: cmac::CmacContext,
    pub gcm: gcm_stream::GcmContext,
    pub p256_private_key: p256::P256PrivateKey,
    pub p256_public_key: p256::P256PublicKey,
    pub p256_steps: p256_steps::P256Steps,
    pub p256_verifier: p256_verifier::P256Verifier,
    pub transmit_counter: storage_counters::TransmitCounterObject,
    pub receive_counter: storage_counters::ReceiveCounterObject,
    pub replay_window: report::ReplayWindowObject,
    pub command_signer: command_signer::CommandSignerObject,
    pub command_receiver: command::CommandReceiverObject,
    pub boot: boot::BootContext,
    pub selftest: selftest::SelfTest,
    pub challenge: challenge::ChallengeObject,
    pub command: Command,
    pub acknowledgement: Acknowledgement,
    pub boot_entry: boot::BootEntry,
    pub number: u32,
    pub other_number: u32,
    pub length: usize,
    pub aes_engine: aes_engine::AesEngine,
    pub ccm: ccm::CcmParameters,
    pub ccm_star: ccm_star::CcmStarParameters,
    pub gcm_parameters: gcm::GcmParameters,
    pub dlms: dlms::DlmsParameters,
    pub dlms_hls: dlms_hls::DlmsHlsParameters,
    pub c1222: c1222::C1222Parameters,
    pub oms: oms::OmsMessageParameters,
    pub storage: storage::StorageFunctions,
    pub command_parameters: command::CommandParameters,
    pub boot_parameters: boot::BootParameters,
}

impl Memory {
    /// An arena that counts, and objects that are not set up.
    pub fn new() -> Box<Self> {
        let mut memory: Box<Self> = Box::new(blank());
        for (position, byte) in memory.arena.iter_mut().enumerate() {
            *byte = position as u8;
        }
        memory
    }

    /// Sets every object up.
    pub fn set_up(&mut self, platform: &mut Platform) {
        let bytes = [0x42_u8; 32];
        let key = bytes.as_ptr();
        let storage = platform::storage(platform);
        let noise = platform::random(platform);
        self.p256_verifier = prepared_verifier();
        // SAFETY: objects and lengths are those of the header.
        let statuses = unsafe {
            [
                sha256::amisec_sha256_init(&mut self.sha256),
                sha384::amisec_sha384_init(&mut self.sha384),
                sha512::amisec_sha512_init(&mut self.sha512),
                hmac_sha256::amisec_hmac_sha256_init(&mut self.hmac_sha256, key, 32),
                hmac_sha384::amisec_hmac_sha384_init(&mut self.hmac_sha384, key, 32),
                drbg::amisec_drbg_instantiate(&mut self.drbg, noise.0, noise.1, 8, key, 8),
                aes::amisec_aes128_set_key(&mut self.aes128_key, key),
                aes::amisec_aes192_set_key(&mut self.aes192_key, key),
                aes::amisec_aes256_set_key(&mut self.aes256_key, key),
                cmac::amisec_cmac_init(&mut self.cmac),
                gcm_stream::amisec_aes128_gcm_start(&mut self.gcm, &self.aes128_key, key, 12),
                p256::amisec_p256_private_key_from_bytes(&mut self.p256_private_key, key),
                p256::amisec_p256_public_key_from_private(&mut self.p256_public_key, &self.p256_private_key),
                storage_counters::amisec_transmit_counter_create(&storage, 0, 1),
                storage_counters::amisec_transmit_counter_start(&mut self.transmit_counter, &storage, 0),
                storage_counters::amisec_receive_counter_create(&storage, 1, 0),
                storage_counters::amisec_receive_counter_start(&mut self.receive_counter, &storage, 1, 0),
                report::amisec_replay_window_init(&mut self.replay_window, 0),
                command_signer::amisec_command_signer_create(&storage, 2, 0),
                command_signer::amisec_command_signer_init(
                    &mut self.command_signer,
                    key,
                    &self.p256_public_key,
                    2,
                ),
                command::amisec_command_receiver_init(&mut self.command_receiver, key, key, 8, 4, 1),
                boot::amisec_boot_create(&storage, 3),
                boot::amisec_boot_start(&mut self.boot, &storage, 3, 1 << 20),
            ]
        };
        assert_eq!(statuses, [Status::OK; 23]);
    }

    /// All bytes, as they are now.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the structure was zeroed with its padding; its fields are words and bytes.
        unsafe { std::slice::from_raw_parts((&raw const *self).cast(), size_of::<Self>()) }
    }
}

/// The one object that takes long to compute: made once.
fn prepared_verifier() -> p256_verifier::P256Verifier {
    static MADE: OnceLock<[u8; size_of::<p256_verifier::P256Verifier>()]> = OnceLock::new();
    let bytes = MADE.get_or_init(|| {
        let mut verifier = blank();
        let private = crate::private_key(&[0x42; 32]).expect("a scalar in range");
        let public = crate::public_key(&private).0;
        // SAFETY: the objects are what the header asks for.
        unsafe {
            let status = p256_verifier::amisec_p256_verifier_from_public_key(&mut verifier, &public);
            assert_eq!(status, Status::OK);
            std::mem::transmute(verifier)
        }
    });
    // SAFETY: the object is words without padding; a copy of one is one.
    unsafe { std::mem::transmute_copy(bytes) }
}
