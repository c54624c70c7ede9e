//! What a meter does with cryptography.

pub mod report;
