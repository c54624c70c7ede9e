//! A memory that loses its power at every byte of every write, and what must hold afterwards.

pub(crate) mod history;
pub(crate) mod memory;
mod receive;
mod records;
mod transmit;
