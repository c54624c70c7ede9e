/* All but the curve. */
#include "chosen.h"

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
    accepted();
    return 0;
}
