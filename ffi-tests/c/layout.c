/* The binary interface, asserted while this file is compiled: sizes, alignments, offsets, statuses and
 * prototypes of amisec.h are those of amisec.abi. It is C89 on purpose (any compiler of a customer must
 * take it) and makes no code; a main of its own says so where something must run. */
#include "amisec.h"

/* Fails to compile if the condition is false. */
#define ASSERT(name, condition) typedef char assert_##name[(condition) ? 1 : -1];

/* The columns of amisec.abi. AVR aligns nothing, MSP430 to 2 bytes; the header itself only knows
 * two width classes. */
#if SIZE_MAX > 0xFFFFFFFFUL
#define COLUMN(avr, msp430, bits_32, bits_64) bits_64
#define WIDTH(bits_16, bits_32, bits_64) bits_64
#elif SIZE_MAX > 0xFFFFUL
#define COLUMN(avr, msp430, bits_32, bits_64) bits_32
#define WIDTH(bits_16, bits_32, bits_64) bits_32
#elif defined(__AVR__)
#define COLUMN(avr, msp430, bits_32, bits_64) avr
#define WIDTH(bits_16, bits_32, bits_64) bits_16
#else
#define COLUMN(avr, msp430, bits_32, bits_64) msp430
#define WIDTH(bits_16, bits_32, bits_64) bits_16
#endif

#define ABI(number) ASSERT(abi_version, AMISEC_ABI_VERSION == (number))
#define MARKER_16(name)
#define MARKER_32(name)
#define STATUS(name, value) ASSERT(value_of_##name, (name) == (value) && sizeof(name) == 2U)
#define TYPE(type, s_avr, a_avr, s_msp430, a_msp430, s_32, a_32, s_64, a_64)         \
    struct aligned_##type {                                                          \
        char byte;                                                                   \
        type member;                                                                 \
    };                                                                               \
    ASSERT(size_of_##type, sizeof(type) == COLUMN(s_avr, s_msp430, s_32, s_64))      \
    ASSERT(alignment_of_##type,                                                      \
        offsetof(struct aligned_##type, member) == COLUMN(a_avr, a_msp430, a_32, a_64))
#define FIELD(type, field, o_16, s_16, o_32, s_32, o_64, s_64)                       \
    ASSERT(offset_of_##type##_##field, offsetof(type, field) == WIDTH(o_16, o_32, o_64)) \
    ASSERT(size_of_##type##_##field, sizeof(((type *)NULL)->field) == WIDTH(s_16, s_32, s_64))
/* Declared again: a compiler refuses another type. */
#define FUNCTION(result, name, parameters) result name parameters;

#ifdef __cplusplus
extern "C" {
#endif

#include "amisec.abi"

ASSERT(bytes_have_eight_bits, sizeof(uint8_t) == 1U && (uint8_t)0xFFU == 255U)
ASSERT(length_fills_a_pointer, sizeof(size_t) == sizeof(void *))

#ifdef __cplusplus
}
#endif
