/* An AVR program with more constants in flash than lpm reaches, and amisec. */
#include <amisec.h>
#include <avr/pgmspace.h>

static const uint8_t first[32000] PROGMEM = { 1 };
static const uint8_t second[32000] PROGMEM = { 2 };
static const uint8_t third[4000] PROGMEM = { 3 };

int main(void)
{
    uint8_t digest[32];
    const uint8_t bytes[3] = { pgm_read_byte(&first[1]), pgm_read_byte(&second[1]), pgm_read_byte(&third[1]) };

    return amisec_sha256(bytes, sizeof bytes, digest) == AMISEC_OK ? 0 : 1;
}
