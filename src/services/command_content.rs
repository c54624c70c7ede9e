//! What is said about a command and about what became of it, as C sees it, too.

/// What is said about a command beside its bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// Which command of its signer this is: 1 to 4294967294, and above all before it.
    pub sequence: u32,
    /// The first second in which it is valid; without a window, 0.
    pub not_before: u32,
    /// The last second in which it is valid; 0 if there is no window.
    pub not_after: u32,
    /// The name of the signer's key.
    pub key_id: [u8; 4],
    /// The identity of one meter or of a group, in the first bytes; the others are 0.
    pub target: [u8; 8],
    /// The scope: 8 for one meter, 4 for a group, 0 for all.
    pub target_length: u8,
    /// 1 if the command's bytes are encrypted, else 0.
    pub encrypted: u8,
    /// 0.
    pub reserved: [u8; 2],
}

/// What a meter says about a command that it received.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The command's sequence number.
    pub sequence: u32,
    /// What became of it, 0 to 65535: a status, or what the meter and the head-end agreed upon.
    pub result: u32,
    /// The name of the key that signed the command.
    pub key_id: [u8; 4],
    /// The identity of the meter.
    pub meter: [u8; 8],
}
