//! Commands, as a head-end makes them and a meter receives them.

mod command;
mod command_cuts;
mod command_refusals;
mod meter;
