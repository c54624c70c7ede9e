/* Random functions that fail as scripted. */
#include "random_script.h"

/* n - 1, big-endian. */
static const uint8_t order_minus_one[32] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x50,
};

void random_block(char letter, uint8_t block[32])
{
    uint8_t i;

    switch (letter) {
    case 'z':
        memset(block, 0, 32U);
        break;
    case 'o':
        memset(block, 0xFF, 32U);
        break;
    case 'n':
    case 'm':
        memcpy(block, order_minus_one, 32U);
        block[31] = (uint8_t)(block[31] - (letter == 'm' ? 1U : 0U));
        break;
    default:
        for (i = 0U; i < 32U; i++) {
            block[i] = (uint8_t)((uint8_t)letter + 7U * i);
        }
    }
}

amisec_status_t scripted_random(void *context, uint8_t *output, size_t length)
{
    struct random_script *script = context;
    char letter = *script->next;

    CHECK(letter != '\0');
    CHECK(length == 32U);
    if (letter == '\0' || length != 32U) {
        return AMISEC_RANDOM_FAILED;
    }
    script->next++;
    script->calls++;
    random_block(letter, output);
    switch (letter) {
    case '!':
        return AMISEC_STORAGE_FAILED;
    case '0':
        return (amisec_status_t)0U;
    default:
        return AMISEC_OK;
    }
}
