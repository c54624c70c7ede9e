//! Records that survive a power cut, and the counters kept in them.
//!
//! The memory is the caller's; [`record`] makes its writes whole, the counters make sure that what
//! they give out or accept is stored before it is used.

pub mod receive_counter;
pub mod record;
pub mod transmit_counter;

#[cfg(test)]
pub(crate) mod tests;
