//! Keys in slots, the meter's own key pair, challenges.

use super::{Call, calls};

#[rustfmt::skip]
pub const CALLS: &[Call] = calls! {
    keys::amisec_key_create(with storage(), with record(), number, number, data);
    keys::amisec_key_stage(with storage(), with record(), number, number, data);
    keys::amisec_key_stage_wrapped(key aes128_key, with storage(), with record(), number, data);
    keys::amisec_key_confirm(with storage(), with record(), with length(), number);
    keys::amisec_key_roll_back(with storage(), with record(), with length(), number);
    keys::amisec_key_load(with storage(), with record(), number, number, buffer);
    keys::amisec_key_epochs(with storage(), with record(), with length(), receives number, receives other_number);
    key_pair::amisec_key_generate(with storage(), with record(), number, random, output 64);
    key_pair::amisec_key_public(with storage(), with record(), number, output 64);
    key_pair::amisec_key_sign(with storage(), with record(), number, input 32, random, output 64);
    challenge::amisec_challenge_create(with storage(), with record(), number);
    challenge::amisec_challenge_reset(with storage(), with record());
    challenge::amisec_challenge_start(object challenge, random, output 16);
    challenge::amisec_challenge_answer(data, input 8, input 16, output 32);
    challenge::amisec_challenge_check(object challenge, with storage(), with record(), data, input 8, input 32);
};
