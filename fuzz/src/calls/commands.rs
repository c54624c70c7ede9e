//! Signed and encrypted commands, acknowledgements, and the verification of images.

use super::{Call, calls};

#[rustfmt::skip]
pub const CALLS: &[Call] = calls! {
    command_signer::amisec_command_signer_create(with storage(), with record(), number);
    command_signer::amisec_command_signer_init(object command_signer, input 4, key p256_public_key, with record());
    command_signer::amisec_command_unconfirmed(key command_signer, with storage(), output 16);
    command_signer::amisec_command_confirm(key command_signer, with storage(), number);
    command::amisec_command_receiver_init(object command_receiver, input 8, data, number, number);
    command::amisec_command_receive(object command_receiver, with command_parameters(), with storage(), data, receives command, less 83, receives length);
    command::amisec_command_sign(key p256_private_key, key command, data, random, more 110, receives length);
    command_encryption::amisec_command_encrypt(key aes128_key, key command, data, more 17, receives length);
    command_encryption::amisec_command_decrypt(key aes128_key, key command, data, less 15, receives length);
    acknowledgement::amisec_acknowledgement_sign(key p256_private_key, key p256_public_key, key acknowledgement, random, output 97, receives length);
    acknowledgement::amisec_acknowledgement_verify(key p256_public_key, data, receives acknowledgement);
    acknowledgement::amisec_acknowledgement_tag(data, key acknowledgement, output 40, receives length);
    acknowledgement::amisec_acknowledgement_check(data, data, receives acknowledgement);
    boot::amisec_boot_create(with storage(), with record());
    boot::amisec_boot_verify(with boot_parameters(), with storage(), with record(), data, receives boot_entry);
    boot::amisec_boot_start(object boot, with storage(), with record(), number);
    boot::amisec_boot_update(object boot, with boot_parameters(), data);
    boot::amisec_boot_finish(object boot, with boot_parameters(), receives boot_entry);
    boot::amisec_boot_confirm(with storage(), with record(), key boot_entry);
    boot::amisec_boot_revoke(with storage(), with record(), number);
};
