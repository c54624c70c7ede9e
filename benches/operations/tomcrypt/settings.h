/* LibTomCrypt and LibTomMath as a meter would configure them: what the operations need, the small choices. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "heap.h"

#include <stdlib.h>

#define malloc heap_allocate
#define calloc heap_allocate_zeros
#define realloc heap_reallocate
#define free heap_release

#define LTC_SOURCE
#define LTC_NOTHING
#define LTC_NO_TEST
#define LTC_NO_FILE
#define LTC_NO_ASM
#define LTC_SMALL_CODE
#define ARGTYPE 4
#define LTC_RIJNDAEL
#define LTC_CCM_MODE
#define LTC_SHA256
#define LTC_HMAC
#define LTC_HASH_HELPERS
#ifndef AMISEC_BENCH_SYMMETRIC
#define LTC_MECC
#define LTC_ECC_TIMING_RESISTANT
#define LTC_ECC256
#define LTC_DER
#define LTM_DESC
#endif
#define MP_NO_FILE
#define MP_NO_DEV_URANDOM

/* One file of LibTomCrypt takes this from LibTomMath without including it. */
enum { MP_DIGIT_BIT = 28 };

#endif
