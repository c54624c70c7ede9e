/* Does the operation between marks, and fails unless the output is the known answer. */
#include "operation.h"
#include "target.h"

void count_up(uint8_t *bytes, size_t length, uint8_t first)
{
    size_t index;
    for (index = 0; index < length; index++) {
        bytes[index] = (uint8_t)(first + index);
    }
}

int equal(const uint8_t *left, const uint8_t *right, size_t length)
{
    size_t index;
    for (index = 0; index < length && left[index] == right[index]; index++) {
    }
    return index == length;
}

void copy(uint8_t *to, const uint8_t *from, size_t length)
{
    size_t index;
    for (index = 0; index < length; index++) {
        to[index] = from[index];
    }
}

int main(void)
{
    prepare();
    do {
        target_measure("operation", operation);
    } while (operation_memory.succeeded == OPERATION_GOES_ON);
    target_puts("#context ");
    target_put_number(operation_context_bytes);
    target_puts("\n");
    if (operation_memory.succeeded != 1U) {
        target_puts("the library refused\n");
        return 2;
    }
    if (!correct()) {
        target_puts("the output is not the known answer\n");
        return 3;
    }
    return 0;
}
