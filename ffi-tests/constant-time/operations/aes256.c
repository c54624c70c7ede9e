#define BITS 256
#include "aes.h"
