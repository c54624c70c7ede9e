#define HMAC hmac_sha384
#define TAG_LENGTH 48U
#include "hmac.h"
