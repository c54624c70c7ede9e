#define BITS 192
#include "aes.h"
