#define HMAC hmac_sha256
#define TAG_LENGTH 32U
#include "hmac.h"
