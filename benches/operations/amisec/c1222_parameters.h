/* The message of both operations of C12.22: its elements stand in `input` behind the payload. */
#ifndef C1222_PARAMETERS_H
#define C1222_PARAMETERS_H

#include "operation.h"

#include <amisec.h>

#define PAYLOAD_LENGTH 16U

static void describe(amisec_c1222_parameters_t *parameters)
{
    parameters->elements = operation_memory.input + PAYLOAD_LENGTH;
    parameters->elements_length = 63;
    parameters->iv = 0x48E99388U;
    parameters->key_id = 2;
    parameters->security_mode = AMISEC_C1222_ENCRYPTED;
}

#endif
