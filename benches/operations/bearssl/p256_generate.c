#include "operation.h"

#include "curve.h"

const uint32_t operation_context_bytes = 96;

static void copy_bytes(uint8_t *to, const uint8_t *from, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        to[index] = from[index];
    }
}

static void start(const br_prng_class **context, const void *parameters, const void *seed, size_t length)
{
    (void)context;
    (void)parameters;
    (void)seed;
    (void)length;
}

static void generate(const br_prng_class **context, void *output, size_t length)
{
    (void)context;
    operation_random(output, length);
    operation_random(output, length);
    ((uint8_t *)output)[31]++;
}

static void update(const br_prng_class **context, const void *seed, size_t length)
{
    (void)context;
    (void)seed;
    (void)length;
}

static const br_prng_class random_class = {sizeof(void *), start, generate, update};

void operation(void)
{
    const br_prng_class *generator = &random_class;
    br_ec_private_key key;
    br_ec_public_key public_key;
    uint8_t point[65];
    operation_memory.succeeded =
        br_ec_keygen(&generator, &CURVE, &key, operation_memory.output, BR_EC_secp256r1) == 32U
        && br_ec_compute_pub(&CURVE, &public_key, point, &key) == 65U;
    copy_bytes(operation_memory.output + 32, point + 1, 64);
}
