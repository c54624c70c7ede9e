/* Rows of self-tests: in three groups, because one program with all of them is more than the flash of an MSP430 holds. */
#ifndef SELFTEST_ROWS_H
#define SELFTEST_ROWS_H

#include "refusals.h"

static const struct parameter test_parameters[] = { CONTEXT("test", amisec_selftest_t) };

static void prepare_test(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(with[0].pointer));
}

#define TESTED(name)                                                                           \
    static amisec_status_t call_##name(const struct argument *with)                            \
    {                                                                                          \
        return amisec_selftest_##name(with[0].pointer);                                        \
    }                                                                                          \
    ROW(amisec_selftest_##name, test_parameters, .call = call_##name, .prepare = prepare_test)

#endif
