#define HASH sha512
#include "hash.h"
