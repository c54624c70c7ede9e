/* What the operations' files share: short names. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "secrets.h"

#include <amisec.h>

/* What is between the marks: one call. */
#define RUN(name, call)                     \
    static amisec_status_t run_##name(void) \
    {                                       \
        return call;                        \
    }

/* A row of `operations`; FINISHED for a call behind which an object must hold nothing of the secret. */
#define OPERATION(name, prepare, run, expected) {name, prepare, run_##run, expected, NULL, 0}
#define FINISHED(name, prepare, run, expected, object) {name, prepare, run_##run, expected, &(object), sizeof(object)}

/* Behind the rows. */
#define OPERATIONS_END const unsigned int operation_count = sizeof operations / sizeof operations[0];

#endif
