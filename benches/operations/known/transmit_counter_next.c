/* The first number after a restart: the record is read and 4096 numbers are reserved in both slots. The
 * bytes are composed by hand from src/storage/record.rs: sequence, value, check. */
#include "operation.h"

static const uint8_t created[12] = {
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x2D, 0xB1, 0x8D, 0x12,
};
static const uint8_t reserved[12] = {
    0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x10, 0x01, 0x2F, 0xB1, 0x6D, 0x15,
};
static const uint8_t number[4] = { 0x00, 0x00, 0x00, 0x01 };

/* The two slots. */
void prepare(void)
{
    copy(operation_memory.input, created, sizeof created);
    copy(operation_memory.input + sizeof created, created, sizeof created);
}

int correct(void)
{
    return equal(operation_memory.input, reserved, sizeof reserved)
        && equal(operation_memory.input + sizeof reserved, reserved, sizeof reserved)
        && equal(operation_memory.output, number, sizeof number);
}
