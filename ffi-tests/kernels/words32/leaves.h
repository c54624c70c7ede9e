/* The leaves of a 32-bit P-256 kernel, in the order in which cases name them. */
#include <stdint.h>

typedef void leaf(uint32_t *r, const uint32_t *a, const uint32_t *b, const uint32_t *m);

leaf amisec_p256_montgomery_multiply, amisec_p256_modular_add, amisec_p256_modular_subtract;
leaf amisec_p256_field_multiply, amisec_p256_field_square, amisec_p256_field_add,
    amisec_p256_field_subtract, amisec_p256_field_halve;

static leaf *const leaves[] = {
    amisec_p256_montgomery_multiply, amisec_p256_modular_add, amisec_p256_modular_subtract,
#ifdef FAST
    amisec_p256_field_multiply, amisec_p256_field_square, amisec_p256_field_add,
    amisec_p256_field_subtract, amisec_p256_field_halve,
#endif
};
