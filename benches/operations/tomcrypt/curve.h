#ifndef CURVE_H
#define CURVE_H

#include "heap.h"
#include "operation.h"

#include <tomcrypt.h>

#define HEAP_WORDS (8192 / 8)
#define SIZE 32

#endif
