/* The curve. */
#include "chosen.h"

int main(void)
{
    run(0U, amisec_selftest_p256_verify);
    run(1U, amisec_selftest_p256_sign);
    run(2U, amisec_selftest_p256_ecdh);
    accepted();
    return 0;
}
