/* Numbers on the wire and in records: most significant byte first, whatever the processor. */
#ifndef BIG_ENDIAN_H
#define BIG_ENDIAN_H

#include <stdint.h>

static inline void put_16(uint8_t *bytes, uint16_t number)
{
    bytes[0] = (uint8_t)(number >> 8);
    bytes[1] = (uint8_t)(number & 0xFFU);
}

static inline uint16_t get_16(const uint8_t *bytes)
{
    return (uint16_t)((uint16_t)(bytes[0] << 8) | bytes[1]);
}

static inline void put_32(uint8_t *bytes, uint32_t number)
{
    put_16(bytes, (uint16_t)(number >> 16));
    put_16(bytes + 2, (uint16_t)(number & 0xFFFFU));
}

static inline uint32_t get_32(const uint8_t *bytes)
{
    return (uint32_t)get_16(bytes) << 16 | get_16(bytes + 2);
}

#endif
