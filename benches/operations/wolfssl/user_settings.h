/* wolfSSL as a meter would configure it: what the operations need, single precision code for P-256. */
#ifndef USER_SETTINGS_H
#define USER_SETTINGS_H

/* In random_block.h. */
int operation_random_block(unsigned char *output, unsigned int length);

#define WOLFCRYPT_ONLY
#define WOLFSSL_GENERAL_ALIGNMENT 4
#define SINGLE_THREADED
#define NO_FILESYSTEM
#define NO_WRITEV
#define NO_MAIN_DRIVER
#define NO_ERROR_STRINGS
#define WOLFSSL_NO_SOCK
#define NO_ASN_TIME
#define NO_ASN
#define NO_CERTS
#define NO_PSK
#define NO_OLD_TLS
#define NO_RSA
#define NO_DH
#define NO_DSA
#define NO_DES3
#define NO_RC4
#define NO_MD4
#define NO_MD5
#define NO_SHA
#define NO_PWDBASED
#define NO_PKCS12
#define NO_SIG_WRAPPER
#define NO_AES_192
#define NO_AES_256
#define WC_NO_HASHDRBG
#define CUSTOM_RAND_GENERATE_BLOCK operation_random_block
#define NO_WOLFSSL_MEMORY
#define HAVE_AESCCM
#define WOLFSSL_AES_DIRECT
#ifdef AMISEC_BENCH_SYMMETRIC
#define WC_16BIT_CPU
#define WC_NO_RNG
#define NO_BIG_INT
#else
#define HAVE_ECC
#define ECC_USER_CURVES
#define ECC_TIMING_RESISTANT
#define WOLFSSL_SP_MATH
#define WOLFSSL_HAVE_SP_ECC
#define WOLFSSL_SP_NO_MALLOC
#define SP_WORD_SIZE 32
#endif

#ifdef AMISEC_BENCH_SMALL
#define WOLFSSL_SP_SMALL
#define WOLFSSL_AES_SMALL_TABLES
#define USE_SLOW_SHA256
#endif

#ifdef AMISEC_BENCH_CORTEX_M
#define WOLFSSL_SP_ASM
#define WOLFSSL_SP_ARM_CORTEX_M_ASM
#endif
#ifdef AMISEC_BENCH_THUMB
#define WOLFSSL_SP_ASM
#define WOLFSSL_SP_ARM_THUMB_ASM
#endif

#endif
