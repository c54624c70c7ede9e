/* The constant-time implementation that fits the core: 15-bit words where a long multiplication is slow
 * or not constant time, else 31-bit words. */
#ifndef CURVE_H
#define CURVE_H

#include <bearssl.h>

#if defined(__ARM_FEATURE_DSP) || defined(__riscv)
#define CURVE br_ec_p256_m31
#define SIGN br_ecdsa_i31_sign_raw
#define VERIFY br_ecdsa_i31_vrfy_raw
#else
#define CURVE br_ec_p256_m15
#define SIGN br_ecdsa_i15_sign_raw
#define VERIFY br_ecdsa_i15_vrfy_raw
#endif

#endif
