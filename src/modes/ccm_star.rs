//! CCM* as IEEE 802.15.4 frames use it (802.15.4-2015, 9.3; ZigBee, Wi-SUN): what a frame's source, counter
//! and security level make of CCM.

use crate::status::Status;

/// Bytes in a source address (EUI-64).
pub const SOURCE_LENGTH: usize = 8;
/// Bytes in the nonce: source, counter, level.
pub const NONCE_LENGTH: usize = 13;

/// What a security level does.
pub struct Level {
    /// Bytes in the message integrity code.
    pub mic_length: usize,
    /// Whether the payload is encrypted; otherwise all of the frame is associated data.
    pub encrypts: bool,
}

impl Level {
    /// Levels 1 to 3 authenticate, 5 to 7 encrypt as well. Level 0 does nothing and level 4 encrypts
    /// without authentication, which 802.15.4-2015 has given up: both are refused.
    pub fn new(level: u32) -> Result<Self, Status> {
        match level {
            1..=3 | 5..=7 => Ok(Level { mic_length: 2 << (level & 3), encrypts: level > 4 }),
            _ => Err(Status::BAD_ARGUMENT),
        }
    }
}

/// 802.15.4-2015, 9.3.3.1. The counter 2^32 - 1 is never used: the key must be replaced before.
pub fn nonce(source: &[u8; SOURCE_LENGTH], counter: u32, level: u32) -> Result<[u8; NONCE_LENGTH], Status> {
    if counter == u32::MAX {
        return Err(Status::COUNTER_EXHAUSTED);
    }
    let [.., level] = level.to_be_bytes();
    let mut nonce = [0; NONCE_LENGTH];
    let given = source.iter().copied().chain(counter.to_be_bytes()).chain([level]);
    nonce.iter_mut().zip(given).for_each(|(place, byte)| *place = byte);
    Ok(nonce)
}
