/* What stands where in flash. trusted_keys.h names the bytes of the manufacturer's public keys, x || y, oldest first;
 * `run` writes it. */
#ifndef PLACES_H
#define PLACES_H

#include "trusted_keys.h"

#define RECORD_ADDRESS 0x0000F000U
#define IMAGE_ADDRESS 0x00010000U
#define IMAGE_CAPACITY 0x00010000U

#endif
