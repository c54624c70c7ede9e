#define HASH sha256
#include "hash.h"
