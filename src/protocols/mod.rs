//! What meters speak: nonces, associated data and inputs of key derivations are composed here, and
//! counters checked. The modes do the rest.
//!
//! The standards are not free. What confirms each composition besides the standard's own text:
//!
//! | composition | confirmed by |
//! |---|---|
//! | DLMS: security control, nonce, associated data, tag | the Green Book's example; `dlms-cosem`, `gurux-dlms` both ways |
//! | DLMS: HLS 5 | two of the Green Book's examples; `dlms-cosem`, `gurux-dlms` |
//! | DLMS: HLS 6 and 7, the order of what is hashed | `gurux-dlms`, whose client composes it so, and mirrored |
//! | DLMS: KDF, AlgorithmID of AES-GCM-128 | the Green Book's example; OpenSSL's SSKDF |
//! | DLMS: AlgorithmID of AES-WRAP-128 | Gurux's other implementations, by reading |
//! | DLMS: transaction-id in PartyUInfo of C(0e, 2s) | nothing: the caller composes it |
//! | C12.22: key id and IV behind the elements, both security modes | the standard's examples; Wireshark |
//! | OMS: mode 5's IV, mode 7's IV, derivation for the meter's messages | two open decoders, by reading |
//! | OMS: derivation for the gateway's messages, what the MAC covers | nothing: the latter is the caller's |
//!
//! What is not here is done by a mode alone: a DLMS key transfer is AES key wrap under the key encryption
//! key.

pub mod c1222;
pub mod dlms_apdu;
pub mod dlms_hls;
pub mod dlms_key_agreement;
pub mod oms;
