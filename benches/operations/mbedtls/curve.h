#ifndef CURVE_H
#define CURVE_H

/* What the programs of the curve have in common. The heap is in the frame of the operation. */
#include "heap.h"
#include "operation.h"

#include <mbedtls/ecdh.h>
#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>

#endif
