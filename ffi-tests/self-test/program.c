/* Runs the self-tests whose bits are set in `chosen`; `failed` collects the bits of those that do not say AMISEC_OK. */
#include <amisec.h>

volatile uint32_t chosen;
volatile uint32_t failed;

void accepted(void);

static void run(uint32_t number, amisec_status_t (*test)(amisec_selftest_t *))
{
    amisec_selftest_t state = AMISEC_SELFTEST_INIT;

    if ((chosen >> number & 1U) == 0U) {
        return;
    }
    if (amisec_selftest_init(&state) != AMISEC_OK || test(&state) != AMISEC_OK) {
        failed |= (uint32_t)1U << number;
    }
}

int main(void)
{
    run(0U, amisec_selftest_sha256);
    run(1U, amisec_selftest_sha384);
    run(2U, amisec_selftest_sha512);
    run(3U, amisec_selftest_hmac_sha256);
    run(4U, amisec_selftest_hmac_sha384);
    run(5U, amisec_selftest_hkdf);
    run(6U, amisec_selftest_kdf);
    run(7U, amisec_selftest_drbg);
    run(8U, amisec_selftest_aes_encrypt);
    run(9U, amisec_selftest_aes_decrypt);
    run(10U, amisec_selftest_ccm);
    run(11U, amisec_selftest_gcm);
    run(12U, amisec_selftest_cmac);
    run(13U, amisec_selftest_key_wrap);
    run(14U, amisec_selftest_eax_prime);
    run(15U, amisec_selftest_p256_verify);
    run(16U, amisec_selftest_p256_sign);
    run(17U, amisec_selftest_p256_ecdh);
    accepted();
    return 0;
}

/* The end, where the machine stops. */
__attribute__((noinline)) void accepted(void)
{
    __asm__ volatile("" ::: "memory");
}
