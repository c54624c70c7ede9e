/* The leaves of a 32-bit P-256 kernel, in the order in which cases name them. */
#include <stdint.h>

typedef void leaf(uint32_t *r, const uint32_t *a, const uint32_t *b, const uint32_t *m);

leaf amisec_p256_montgomery_multiply, amisec_p256_modular_add, amisec_p256_modular_subtract;
/* Kernels and profiles have some of these each. */
leaf amisec_p256_field_multiply __attribute__((weak)), amisec_p256_field_square __attribute__((weak)),
    amisec_p256_field_add __attribute__((weak)), amisec_p256_field_subtract __attribute__((weak)),
    amisec_p256_field_halve __attribute__((weak)), amisec_p256_field_three_halves __attribute__((weak)),
    amisec_p256_field_subtract_twice __attribute__((weak));

#ifdef THUMB2
#define SELECT
void amisec_p256_division_steps(uint32_t *theta, uint32_t f, uint32_t g, uint32_t *matrix);

/* theta, f (odd) and g from a; r = theta, u, v, q, r, then what the words were of a. */
void amisec_p256_division_case(uint32_t *r, const uint32_t *a, const uint32_t *b, const uint32_t *m)
{
    uint32_t theta = (uint32_t)(int16_t)a[0], matrix[4];
    amisec_p256_division_steps(&theta, a[1] | 1, a[2], matrix);
    r[5] = a[5], r[6] = a[6], r[7] = a[7];
    r[0] = theta;
    for (int i = 0; i < 4; i++)
        r[1 + i] = matrix[i];
    (void)b, (void)m;
}
#else
leaf amisec_p256_division_case __attribute__((weak));
#endif

#ifdef SELECT
void amisec_p256_select(uint32_t *r, const uint32_t *table, uint32_t index, uint32_t count);

/* r = both halves, added, of the entry of a table of 16 that a names; word i of the table is
 * 0x9E3779B9 (i + 1). */
void amisec_p256_select_case(uint32_t *r, const uint32_t *a, const uint32_t *b, const uint32_t *m)
{
    static uint32_t table[16 * 16];
    uint32_t entry[16];
    for (uint32_t i = 0; i < 16 * 16; i++)
        table[i] = 0x9E3779B9u * (i + 1);
    amisec_p256_select(entry, table, a[0] & 15u, 16);
    for (int i = 0; i < 8; i++)
        r[i] = entry[i] + 3 * entry[8 + i];
    (void)b, (void)m;
}
#endif

static leaf *const leaves[] = {
    amisec_p256_montgomery_multiply, amisec_p256_modular_add, amisec_p256_modular_subtract,
    amisec_p256_field_multiply, amisec_p256_field_square, amisec_p256_field_add,
    amisec_p256_field_subtract, amisec_p256_field_halve, amisec_p256_field_three_halves,
    amisec_p256_field_subtract_twice,
    amisec_p256_division_case,
#ifdef SELECT
    amisec_p256_select_case,
#endif
};
