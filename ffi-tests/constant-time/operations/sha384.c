#define HASH sha384
#include "hash.h"
