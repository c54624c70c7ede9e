/* One set-up object of each type: every function must refuse those of the others. */
#ifndef OBJECTS_H
#define OBJECTS_H

#include "check.h"

union some_object {
    uint8_t bytes[1];
    amisec_sha256_t sha256;
    amisec_hmac_sha256_t hmac;
    amisec_sha384_t sha384;
    amisec_sha512_t sha512;
    amisec_hmac_sha384_t hmac_sha384;
    amisec_aes128_key_t aes128;
    amisec_aes192_key_t aes192;
    amisec_aes256_key_t aes256;
    amisec_cmac_t cmac;
    amisec_gcm_t gcm;
    amisec_drbg_t drbg;
    amisec_p256_private_key_t p256_private;
    amisec_p256_public_key_t p256_public;
    amisec_p256_verifier_t p256_verifier;
    amisec_p256_steps_t p256_steps;
    amisec_transmit_counter_t transmit_counter;
    amisec_receive_counter_t receive_counter;
    amisec_replay_window_t replay_window;
    amisec_selftest_t selftest;
    amisec_challenge_t challenge;
    amisec_boot_t boot;
    amisec_boot_entry_t boot_entry;
    amisec_command_signer_t command_signer;
    amisec_command_receiver_t command_receiver;
};

#define OBJECT_TYPES 24U

/* Sets an object of type `type` up, 0 to OBJECT_TYPES - 1, in memory that is zero elsewhere. */
void set_up_some_object(uint8_t type, union some_object *object);

#endif
