/* Objects of every type. */
#include "objects.h"

#include "simulated_memory.h"

static amisec_status_t counting_noise(void *context, uint8_t *output, size_t length)
{
    uint8_t *last = context;
    size_t i;

    for (i = 0U; i < length; i++) {
        *last = (uint8_t)(*last * 5U + 1U);
        output[i] = *last;
    }
    return AMISEC_OK;
}

void set_up_some_object(uint8_t type, union some_object *object)
{
    uint8_t bytes[64];

    memset(bytes, 0x42, sizeof bytes);
    memset(object, 0, sizeof *object);
    switch (type) {
    case 0U:
        CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&object->sha256));
        break;
    case 1U:
        CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(&object->hmac, bytes, 32U));
        break;
    case 2U:
        CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&object->aes128, bytes));
        break;
    case 3U:
        CHECK_STATUS(AMISEC_OK, amisec_aes192_set_key(&object->aes192, bytes));
        break;
    case 4U:
        CHECK_STATUS(AMISEC_OK, amisec_aes256_set_key(&object->aes256, bytes));
        break;
    case 5U:
        CHECK_STATUS(AMISEC_OK, amisec_cmac_init(&object->cmac));
        break;
    case 6U: {
        amisec_aes128_key_t key;

        CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, bytes));
        CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&object->gcm, &key, bytes, 12U));
        break;
    }
    case 7U:
        CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&object->drbg, counting_noise, bytes, 8U, NULL, 0U));
        break;
    case 8U:
        CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&object->p256_private, bytes));
        break;
    case 9U:
    case 10U:
        simulated_memory_erase();
        CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(&simulated_storage, 0U, 1U));
        CHECK_STATUS(
            AMISEC_OK,
            type == 9U ? amisec_transmit_counter_start(&object->transmit_counter, &simulated_storage, 0U)
                       : amisec_receive_counter_start(&object->receive_counter, &simulated_storage, 0U, 0U));
        break;
    case 12U:
        CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&object->sha384));
        break;
    case 13U:
        CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&object->sha512));
        break;
    case 14U:
        CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(&object->hmac_sha384, bytes, 32U));
        break;
    case 15U:
        CHECK_STATUS(AMISEC_OK, amisec_replay_window_init(&object->replay_window, 0U));
        break;
    case 11U: {
        /* The base point (SP 800-186, 3.2.1.3). */
        static const uint8_t generator[64] = {
            0x6B, 0x17, 0xD1, 0xF2, 0xE1, 0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2,
            0x77, 0x03, 0x7D, 0x81, 0x2D, 0xEB, 0x33, 0xA0, 0xF4, 0xA1, 0x39, 0x45, 0xD8, 0x98, 0xC2, 0x96,
            0x4F, 0xE3, 0x42, 0xE2, 0xFE, 0x1A, 0x7F, 0x9B, 0x8E, 0xE7, 0xEB, 0x4A, 0x7C, 0x0F, 0x9E, 0x16,
            0x2B, 0xCE, 0x33, 0x57, 0x6B, 0x31, 0x5E, 0xCE, 0xCB, 0xB6, 0x40, 0x68, 0x37, 0xBF, 0x51, 0xF5,
        };

        CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&object->p256_public, generator));
        break;
    }
    default: {
        /* Their states alone: all that another function may look at, and the rest is slow to compute. */
        static const uint32_t states[OBJECT_TYPES - 16U] = {
            0x50323908U, 0x50325354U, 0x4348414CU, 0x424F4F54U, 0x424F4F4BU,
            0x434D5347U, 0x434D5243U, 0x53655402U,
        };

        memcpy(object, &states[type - 16U], sizeof states[0]);
    }
    }
}
