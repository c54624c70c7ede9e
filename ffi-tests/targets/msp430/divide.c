/* Division for MSP430 (MSP430 EABI, chapter 6.3): one bit of the quotient at a time. */
#include <stdint.h>

uint16_t __mspabi_divu(uint16_t dividend, uint16_t divisor);
uint16_t __mspabi_remu(uint16_t dividend, uint16_t divisor);
int16_t __mspabi_divi(int16_t dividend, int16_t divisor);
int16_t __mspabi_remi(int16_t dividend, int16_t divisor);
uint32_t __mspabi_divul(uint32_t dividend, uint32_t divisor);
uint32_t __mspabi_remul(uint32_t dividend, uint32_t divisor);
int32_t __mspabi_divli(int32_t dividend, int32_t divisor);
int32_t __mspabi_remli(int32_t dividend, int32_t divisor);

struct division {
    uint32_t quotient;
    uint32_t remainder;
};

static void divide(uint32_t dividend, uint32_t divisor, struct division *result)
{
    uint32_t quotient = dividend;
    uint32_t remainder = 0;
    uint8_t bit;
    for (bit = 0; bit < 32U; bit++) {
        remainder = (uint32_t)(remainder << 1) | (uint32_t)(quotient >> 31);
        quotient <<= 1;
        if (remainder >= divisor) {
            remainder -= divisor;
            quotient |= 1U;
        }
    }
    result->quotient = quotient;
    result->remainder = remainder;
}

static uint32_t magnitude(int32_t number)
{
    return number < 0 ? 0U - (uint32_t)number : (uint32_t)number;
}

uint32_t __mspabi_divul(uint32_t dividend, uint32_t divisor)
{
    struct division result;
    divide(dividend, divisor, &result);
    return result.quotient;
}

uint32_t __mspabi_remul(uint32_t dividend, uint32_t divisor)
{
    struct division result;
    divide(dividend, divisor, &result);
    return result.remainder;
}

uint16_t __mspabi_divu(uint16_t dividend, uint16_t divisor)
{
    return (uint16_t)__mspabi_divul(dividend, divisor);
}

uint16_t __mspabi_remu(uint16_t dividend, uint16_t divisor)
{
    return (uint16_t)__mspabi_remul(dividend, divisor);
}

int32_t __mspabi_divli(int32_t dividend, int32_t divisor)
{
    const uint32_t quotient = __mspabi_divul(magnitude(dividend), magnitude(divisor));
    return (dividend < 0) != (divisor < 0) ? (int32_t)(0U - quotient) : (int32_t)quotient;
}

int32_t __mspabi_remli(int32_t dividend, int32_t divisor)
{
    const uint32_t remainder = __mspabi_remul(magnitude(dividend), magnitude(divisor));
    return dividend < 0 ? (int32_t)(0U - remainder) : (int32_t)remainder;
}

int16_t __mspabi_divi(int16_t dividend, int16_t divisor)
{
    return (int16_t)__mspabi_divli(dividend, divisor);
}

int16_t __mspabi_remi(int16_t dividend, int16_t divisor)
{
    return (int16_t)__mspabi_remli(dividend, divisor);
}
