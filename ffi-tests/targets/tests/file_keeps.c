/* Counts its own runs in a file of the host, as a meter counts in non-volatile memory. */
#include "semihosting.h"
#include "target.h"

static const char name[] = "counter.bin";

int main(void)
{
    uint8_t count[4] = {0, 0, 0, 0};
    int32_t handle = semihosting_open(name, SEMIHOSTING_READ_WRITE);
    if (handle < 0) {
        handle = semihosting_open(name, SEMIHOSTING_CREATE);
        if (handle < 0 || semihosting_write(handle, count, sizeof count) != 0U) {
            return 101;
        }
    }
    if (semihosting_length(handle) != (int32_t)sizeof count || semihosting_seek(handle, 0) != 0 ||
        semihosting_read(handle, count, sizeof count) != 0U) {
        return 102;
    }
    count[3]++;
    if (semihosting_seek(handle, 3) != 0 || semihosting_write(handle, &count[3], 1) != 0U ||
        semihosting_close(handle) != 0) {
        return 103;
    }
    return count[3];
}
