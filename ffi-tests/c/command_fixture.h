/* A meter that takes signed commands, and messages for it, made here or by pycose: for the groups that test them. */
#ifndef COMMAND_FIXTURE_H
#define COMMAND_FIXTURE_H

#include "p256_fixture.h"
#include "random_script.h"
#include "simulated_memory.h"

#define RECORD 0U
#define OTHER_RECORD 1U
#define LEAST_OVERHEAD 83U
#define NOW 1900000000U

static const uint8_t meter[8] = { 'A', 'M', 'I', '0', '0', '0', '0', '1' };
static const uint8_t groups[8] = { 't', 'a', 'r', '1', 't', 'a', 'r', '2' };
static const uint8_t key_id[4] = { 'h', 'e', 'a', 'd' };
static const uint8_t disconnect[10] = { 'd', 'i', 's', 'c', 'o', 'n', 'n', 'e', 'c', 't' };
/* Number 74565, from NOW - 60 to NOW + 60. */
static const uint8_t pycose_command[117] = {
    0xD2, 0x84, 0x49, 0xA2, 0x01, 0x26, 0x04, 0x44, 0x68, 0x65, 0x61, 0x64, 0xA0, 0x58, 0x24, 0x85,
    0x48, 0x41, 0x4D, 0x49, 0x30, 0x30, 0x30, 0x30, 0x31, 0x1A, 0x00, 0x01, 0x23, 0x45, 0x1A, 0x71,
    0x3F, 0xB2, 0xC4, 0x1A, 0x71, 0x3F, 0xB3, 0x3C, 0x4A, 0x64, 0x69, 0x73, 0x63, 0x6F, 0x6E, 0x6E,
    0x65, 0x63, 0x74, 0x58, 0x40, 0xD4, 0x11, 0x09, 0x0A, 0xF9, 0x24, 0x61, 0x0A, 0x30, 0x67, 0x9E,
    0x48, 0x45, 0x38, 0x63, 0xE4, 0x6B, 0x6F, 0xAB, 0xAD, 0x46, 0xA8, 0x26, 0x9B, 0x03, 0xF1, 0x7B,
    0xF6, 0x7A, 0xE3, 0x29, 0x41, 0x84, 0x0B, 0x88, 0xA9, 0xF2, 0x08, 0xD6, 0xCA, 0xE8, 0x44, 0xEE,
    0x9C, 0xB4, 0x4A, 0x38, 0x0D, 0x93, 0x67, 0x45, 0xB1, 0xBB, 0x08, 0xF1, 0x9D, 0xB6, 0xEA, 0x04,
    0xB4, 0x38, 0xDA, 0x38, 0x9B,
};

static amisec_p256_private_key_t private_key;
static amisec_p256_public_key_t public_key;
static amisec_command_signer_t signers[2];
static amisec_command_receiver_t receiver;
static amisec_command_parameters_t parameters;
static uint8_t message[sizeof disconnect + AMISEC_COMMAND_OVERHEAD];
static size_t message_length;
static amisec_command_t received;
static uint8_t command[sizeof message - LEAST_OVERHEAD];
static size_t command_length;

/* What a meter does after a restart. */
__attribute__((unused)) static void start(void)
{
    static const uint8_t other_id[4] = { 'o', 't', 'h', 'r' };

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&public_key, public_raw));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_init(&signers[0], other_id, &public_key, OTHER_RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_init(&signers[1], key_id, &public_key, RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_command_receiver_init(&receiver, meter, groups, sizeof groups, 3U, 60U));
    parameters.signers = signers;
    parameters.signer_count = 2U;
    parameters.time = NOW;
}

__attribute__((unused)) static void set_up(void)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_create(&simulated_storage, RECORD, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_create(&simulated_storage, OTHER_RECORD, 0U));
    start();
}

__attribute__((unused)) static amisec_command_t told(uint32_t sequence)
{
    amisec_command_t about = AMISEC_COMMAND_INIT;

    about.sequence = sequence;
    memcpy(about.key_id, key_id, sizeof key_id);
    memcpy(about.target, meter, sizeof meter);
    about.target_length = 8U;
    return about;
}

__attribute__((unused)) static void sign(const amisec_command_t *about)
{
    struct random_script script = { "AB", 0U };

    CHECK_STATUS(AMISEC_OK,
        amisec_command_sign(&private_key, about, disconnect, sizeof disconnect, scripted_random, &script, message,
            &message_length));
}

__attribute__((unused)) static amisec_status_t receive(const uint8_t *bytes, size_t length)
{
    memset(command, 0x55, sizeof command);
    memset(&received, 0x55, sizeof received);
    command_length = 99U;
    return amisec_command_receive(
        &receiver, &parameters, &simulated_storage, bytes, length, &received, command, &command_length);
}

__attribute__((unused)) static amisec_status_t receive_signed(uint32_t sequence)
{
    const amisec_command_t about = told(sequence);

    sign(&about);
    return receive(message, message_length);
}

#endif
