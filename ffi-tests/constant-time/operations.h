/* What the operations' files share: short names, and defaults for those that leave no context. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "secrets.h"

#include <amisec.h>

/* For an operation whose objects keep their secret, or that has none. */
#define NO_FINISHED_CONTEXT                              \
    const uint8_t *finished_context(size_t *length)      \
    {                                                    \
        *length = 0;                                     \
        return NULL;                                     \
    }

/* For an operation that must succeed, whose status is in `status`. */
#define MUST_SUCCEED              \
    int succeeded(void)           \
    {                             \
        return status == AMISEC_OK; \
    }

/* For an operation that must find its input not authentic. */
#define MUST_REFUSE                          \
    int succeeded(void)                      \
    {                                        \
        return status == AMISEC_NOT_AUTHENTIC; \
    }

#endif
