/* An image in flash of 1024 bytes; the record is composed by hand from src/storage/record.rs: sequence, two numbers of
 * zero, check. */
#include "meter_sample.h"
#include "operation.h"

static const uint8_t record[16] = {
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x17, 0x80, 0xD0, 0x53,
};

void prepare(void)
{
    copy(operation_memory.input, sample_image, sizeof sample_image);
    copy(operation_memory.public_key, sample_image_signer, sizeof sample_image_signer);
    copy(operation_memory.output, record, sizeof record);
    copy(operation_memory.output + sizeof record, record, sizeof record);
}

int correct(void)
{
    return equal(operation_memory.output + 100, sample_image_digest, sizeof sample_image_digest);
}
