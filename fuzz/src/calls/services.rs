//! Storage, counters, protocols and reports.

use super::{Call, calls};

#[rustfmt::skip]
pub const CALLS: &[Call] = calls! {
    storage::amisec_record_load(with storage(), with record(), buffer);
    storage::amisec_record_store(with storage(), with record(), data);
    storage::amisec_record_erase(with storage(), with record(), with length());
    storage_counters::amisec_transmit_counter_create(with storage(), with record(), number);
    storage_counters::amisec_transmit_counter_start(object transmit_counter, with storage(), with record());
    storage_counters::amisec_transmit_counter_next(object transmit_counter, with storage(), receives number);
    storage_counters::amisec_receive_counter_create(with storage(), with record(), number);
    storage_counters::amisec_receive_counter_start(object receive_counter, with storage(), with record(), number);
    storage_counters::amisec_receive_counter_accept(object receive_counter, with storage(), number);
    dlms::amisec_dlms_protect(key aes128_key, with dlms(), object transmit_counter, with storage(), data, more 17);
    dlms::amisec_dlms_unprotect(key aes128_key, with dlms(), object receive_counter, with storage(), data, less 17);
    dlms::amisec_dlms_hls5_answer(key aes128_key, with dlms(), object transmit_counter, with storage(), data, output 17);
    dlms::amisec_dlms_hls5_check(key aes128_key, with dlms(), object receive_counter, with storage(), data, input 17);
    dlms_hls::amisec_dlms_hls6_answer(data, with dlms_hls(), output 32);
    dlms_hls::amisec_dlms_hls6_check(data, with dlms_hls(), input 32);
    dlms_hls::amisec_dlms_hls7_answer(key p256_private_key, with dlms_hls(), output 64);
    dlms_hls::amisec_dlms_hls7_check(key p256_public_key, with dlms_hls(), input 64);
    dlms_hls::amisec_dlms_agree_key(key p256_private_key, key p256_public_key, number, data, data, output 16);
    c1222::amisec_c1222_protect(key aes128_key, with c1222(), data, same, output 4);
    c1222::amisec_c1222_unprotect(key aes128_key, with c1222(), input 4, data, same);
    oms::amisec_oms_mode5_encrypt(key aes128_key, input 8, number, data, same);
    oms::amisec_oms_mode5_decrypt(key aes128_key, input 8, number, data, same);
    oms::amisec_oms_mode7_seal(key aes128_key, with oms(true), data, same);
    oms::amisec_oms_mode7_open(key aes128_key, with oms(false), object receive_counter, with storage(), data, same);
    report::amisec_replay_window_init(object replay_window, number);
    report::amisec_report_seal(key aes128_key, input 8, object transmit_counter, with storage(), data, more 12);
    report::amisec_report_open(key aes128_key, input 8, object replay_window, data, less 12);
};
