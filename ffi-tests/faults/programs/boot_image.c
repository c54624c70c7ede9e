/* A boot loader: an image in MCUboot's format is verified where it lies, and started from what that gives. */
#include "fault.h"

#define RECORD 0U

amisec_boot_entry_t entry;

void factory(void)
{
    /* Security counter and first key, as amisec_boot_confirm stores them, big-endian. */
    static const uint8_t state[8] = {0U, 0U, 0U, 5U, 0U, 0U, 0U, 0U};

    made(amisec_record_store(&storage, RECORD, state, sizeof state));
}

int main(void)
{
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    parameters.keys = public_key;
    parameters.key_count = 1U;
    status = amisec_boot_verify(&parameters, &storage, RECORD, message, (size_t)message_length, &entry);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
