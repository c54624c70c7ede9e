//! What a meter does with cryptography.

pub mod boot;
pub mod boot_image;
pub mod boot_state;
pub mod report;
