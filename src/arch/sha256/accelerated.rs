//! The compression function of the `sha2` crate, which finds a server's SHA instructions.

use super::{Block, State};

/// Takes one block of the padded message into the chaining value.
pub fn compress(state: &mut State, block: &Block) {
    sha2::block_api::compress256(state, core::slice::from_ref(block));
}
