/* The whole of a meter agent: boot, commands, acknowledgements, key slots, challenges, reports, and the primitives
 * that a meter calls beside them. Each part has a frame of its own, as it has in a firmware. */
#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 49U
#include "slots.h"

#define IMAGE_LENGTH 219U
#define COMMAND (operation_memory.input + 224)
#define COMMAND_LENGTH 117U
#define IMAGE_SIGNER (operation_memory.input + 352)
#define WRAPPED_KEY (operation_memory.input + 416)
#define WRAPPED_LENGTH 32U
#define SLOTS (operation_memory.input + 448)
#define METER (operation_memory.nonce + 8)
#define NOW 1900000000U

/* The wrapped key names its slot: the first. */
enum record { SLOT, BOOT, SIGNER, CHALLENGE, COUNTER };

const uint32_t operation_context_bytes = sizeof(amisec_command_signer_t) + sizeof(amisec_command_receiver_t)
    + sizeof(amisec_transmit_counter_t) + sizeof(amisec_aes128_key_t) + sizeof(amisec_p256_private_key_t);

static amisec_status_t random_bytes(void *context, uint8_t *output, size_t length)
{
    (void)context;
    operation_random(output, length);
    return AMISEC_OK;
}

__attribute__((noinline)) static int boot(const amisec_storage_t *storage)
{
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;

    parameters.keys = IMAGE_SIGNER;
    parameters.key_count = 1U;
    return amisec_boot_create(storage, BOOT) == AMISEC_OK
        && amisec_boot_verify(&parameters, storage, BOOT, operation_memory.input, IMAGE_LENGTH, &entry) == AMISEC_OK
        && amisec_boot_confirm(storage, BOOT, &entry) == AMISEC_OK;
}

__attribute__((noinline)) static int receive(const amisec_storage_t *storage, amisec_command_t *about)
{
    amisec_p256_public_key_t head_end;
    amisec_command_signer_t signer;
    amisec_command_receiver_t receiver;
    amisec_command_parameters_t parameters;
    uint8_t unconfirmed[16];
    size_t length = 0;

    parameters.signers = &signer;
    parameters.signer_count = 1;
    parameters.time = NOW;
    return amisec_p256_public_key_from_raw(&head_end, operation_memory.public_key) == AMISEC_OK
        && amisec_command_signer_create(storage, SIGNER, 0) == AMISEC_OK
        && amisec_command_signer_init(&signer, operation_memory.nonce, &head_end, SIGNER) == AMISEC_OK
        && amisec_command_receiver_init(&receiver, METER, NULL, 0, 3, 60) == AMISEC_OK
        && amisec_command_receive(
               &receiver, &parameters, storage, COMMAND, COMMAND_LENGTH, about, operation_memory.output, &length)
            == AMISEC_OK
        && amisec_command_unconfirmed(&signer, storage, unconfirmed) == AMISEC_OK
        && amisec_command_confirm(&signer, storage, about->sequence) == AMISEC_OK;
}

__attribute__((noinline)) static int acknowledge(const amisec_command_t *about)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_acknowledgement_t acknowledgement;
    uint8_t message[97];
    size_t length = 0;
    uint8_t i;

    acknowledgement.sequence = about->sequence;
    acknowledgement.result = AMISEC_OK;
    for (i = 0U; i < 4U; i++) {
        acknowledgement.key_id[i] = about->key_id[i];
    }
    for (i = 0U; i < 8U; i++) {
        acknowledgement.meter[i] = METER[i];
    }
    return amisec_p256_private_key_from_bytes(&private_key, operation_memory.random) == AMISEC_OK
        && amisec_p256_public_key_from_private(&public_key, &private_key) == AMISEC_OK
        && amisec_acknowledgement_sign(
               &private_key, &public_key, &acknowledgement, random_bytes, NULL, message, &length)
            == AMISEC_OK;
}

__attribute__((noinline)) static int renew(const amisec_storage_t *storage, const amisec_command_t *about)
{
    amisec_aes128_key_t wrapping_key;
    uint8_t key[16];
    size_t length = 0;

    /* What was received is not encrypted. */
    return amisec_aes128_set_key(&wrapping_key, operation_memory.key) == AMISEC_OK
        && amisec_command_decrypt(&wrapping_key, about, operation_memory.input, 31U, key, &length) == AMISEC_MALFORMED
        && amisec_key_create(storage, SLOT, AMISEC_KEY_INDIVIDUAL, 1U, operation_memory.key, 16U) == AMISEC_OK
        && amisec_key_stage_wrapped(
               &wrapping_key, storage, SLOT, AMISEC_KEY_INDIVIDUAL, WRAPPED_KEY, WRAPPED_LENGTH)
            == AMISEC_OK
        && amisec_key_confirm(storage, SLOT, 16U, 2U) == AMISEC_OK
        && amisec_key_stage(storage, SLOT, AMISEC_KEY_INDIVIDUAL, 3U, operation_memory.key, 16U) == AMISEC_OK
        && amisec_key_roll_back(storage, SLOT, 16U, 3U) == AMISEC_OK
        && amisec_key_load(storage, SLOT, AMISEC_KEY_INDIVIDUAL, 2U, operation_memory.output + 32, 16U) == AMISEC_OK;
}

__attribute__((noinline)) static int prove(const amisec_storage_t *storage)
{
    amisec_challenge_t challenge = AMISEC_CHALLENGE_INIT;
    uint8_t bytes[16];
    uint8_t answer[32];

    return amisec_challenge_create(storage, CHALLENGE, 3U) == AMISEC_OK
        && amisec_challenge_start(&challenge, random_bytes, NULL, bytes) == AMISEC_OK
        && amisec_challenge_answer(operation_memory.key, 16U, METER, bytes, answer) == AMISEC_OK
        && amisec_challenge_check(&challenge, storage, CHALLENGE, operation_memory.key, 16U, METER, answer) == AMISEC_OK;
}

__attribute__((noinline)) static int report(const amisec_storage_t *storage)
{
    amisec_aes128_key_t key;
    amisec_transmit_counter_t counter;
    uint8_t sealed[28];

    return amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_transmit_counter_create(storage, COUNTER, 1U) == AMISEC_OK
        && amisec_transmit_counter_start(&counter, storage, COUNTER) == AMISEC_OK
        && amisec_report_seal(&key, METER, &counter, storage, operation_memory.aad, 16U, sealed) == AMISEC_OK;
}

__attribute__((noinline)) static int primitives(void)
{
    amisec_aes128_key_t key;
    amisec_ccm_parameters_t ccm = AMISEC_CCM_PARAMETERS_INIT;
    uint8_t tag[16];
    uint8_t text[24];

    ccm.nonce = operation_memory.nonce;
    ccm.nonce_length = 13U;
    ccm.tag = tag;
    ccm.tag_length = sizeof tag;
    return amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_aes128_key_unwrap(&key, WRAPPED_KEY, WRAPPED_LENGTH, text) == AMISEC_OK
        && amisec_aes128_ccm_seal(&key, &ccm, text, sizeof text, text) == AMISEC_OK
        && amisec_aes128_ccm_open(&key, &ccm, text, sizeof text, text) == AMISEC_OK
        && amisec_hmac_sha256(operation_memory.key, 16U, text, sizeof text, operation_memory.output + 64) == AMISEC_OK;
}

__attribute__((noinline)) static int sign(void)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t *const signature = operation_memory.output + 96;

    return amisec_p256_private_key_from_bytes(&private_key, operation_memory.random) == AMISEC_OK
        && amisec_p256_public_key_from_private(&public_key, &private_key) == AMISEC_OK
        && amisec_p256_sign(&private_key, operation_memory.aad, 16U, signature) == AMISEC_OK
        && amisec_p256_verify(&public_key, operation_memory.aad, 16U, signature) == AMISEC_OK;
}

void operation(void)
{
    amisec_storage_t storage;
    amisec_command_t about = AMISEC_COMMAND_INIT;

    use_slots(&storage, SLOTS);
    operation_memory.succeeded =
        boot(&storage) && receive(&storage, &about) && acknowledge(&about) && renew(&storage, &about)
        && prove(&storage) && report(&storage) && primitives() && sign();
}
