#include "secrets.h"

#include <amisec.h>

/* n, the order of P-256. */
static const uint8_t order[SECRET_LENGTH] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51};

static uint32_t state;

static uint8_t next_byte(void)
{
    /* Marsaglia, "Xorshift RNGs": the triple 13, 17, 5. */
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return (uint8_t)(state >> 24);
}

static void fill(uint8_t *bytes, unsigned int from, unsigned int to, uint8_t value)
{
    for (; from < to; from++) {
        bytes[from] = value;
    }
}

void make_secret(unsigned int index, uint8_t bytes[SECRET_LENGTH])
{
    unsigned int position;
    fill(bytes, 0, SECRET_LENGTH, 0);
    switch (index) {
    case 0:
    case 1:
        bytes[31] = (uint8_t)(index + 1U); /* 1, 2 */
        break;
    case 2:
    case 3: /* n - 1, n - 2 */
        for (position = 0; position < SECRET_LENGTH; position++) {
            bytes[position] = order[position];
        }
        bytes[31] = (uint8_t)(bytes[31] - (index - 1U));
        break;
    case 4:
        bytes[0] = 0x80; /* 2^255 */
        break;
    case 5:
        bytes[15] = 1; /* 2^128 */
        break;
    case 6:
        fill(bytes, 16, 32, 0xFF); /* 2^128 - 1 */
        break;
    case 7: /* ones, zeros, ones, zeros */
        fill(bytes, 0, 4, 0xFF);
        fill(bytes, 8, 16, 0xFF);
        break;
    case 8:
        fill(bytes, 0, 32, 0x55);
        break;
    case 9:
        fill(bytes, 0, 32, 0xAA);
        break;
    case 10: /* a long run of zeros in the middle */
        bytes[0] = 0x7F;
        bytes[31] = 0xFF;
        break;
    case 11: /* leading zero words */
        fill(bytes, 24, 32, 0x9C);
        break;
    case 12: /* every byte one bit */
        fill(bytes, 0, 32, 0x01);
        break;
    case 13:
        fill(bytes, 0, 32, 0x80);
        break;
    case SCALARS:
        break;
    case SCALARS + 1U:
        fill(bytes, 0, 32, 0xFF);
        break;
    default:
        state = UINT32_C(0x9E3779B9) * (index + 1U);
        for (position = 0; position < SECRET_LENGTH; position++) {
            bytes[position] = next_byte();
        }
        bytes[0] &= 0x7F; /* below n */
        break;
    }
}

uint16_t public_random(void *context, uint8_t *output, size_t length)
{
    uint8_t *calls = context;
    size_t position;
    *calls = (uint8_t)(*calls + 1U);
    state = UINT32_C(0x2545F491) * *calls;
    for (position = 0; position < length; position++) {
        output[position] = next_byte();
    }
    return AMISEC_OK;
}
