//! What meters speak: nonces, associated data and inputs of key derivations are composed here, and
//! counters checked. The modes do the rest.

pub mod dlms_apdu;
pub mod dlms_hls;
pub mod dlms_key_agreement;
pub mod oms;
