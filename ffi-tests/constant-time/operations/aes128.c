#define BITS 128
#include "aes.h"
