//! What a meter does with cryptography.

pub mod acknowledgement;
pub mod boot;
pub mod boot_image;
pub mod boot_state;
pub mod cbor;
pub mod challenge;
pub mod command;
pub mod command_budget;
pub mod command_content;
pub mod command_encryption;
pub mod command_log;
pub mod cose;
pub mod key_pair;
pub mod keys;
pub mod report;
pub mod self_test;

#[cfg(test)]
mod tests;
