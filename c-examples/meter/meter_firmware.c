/*
 * A firmware image in the format of MCUboot that comes in pieces: looked at and hashed as it arrives, with no memory
 * for the whole of it, and its signature verified at the end. A meter writes the pieces to a spare bank meanwhile and
 * gives the library what it reads back from there; after a reset its boot loader verifies the bank once more (see
 * boot_loader/). An image that ran well enough to be kept is confirmed: none that is older is accepted any more.
 */
#include "meter.h"

static amisec_boot_parameters_t parameters_of(const struct meter *meter)
{
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;

    parameters.keys = meter->manufacturer;
    parameters.key_count = 1U;
    parameters.identity = meter->id;
    parameters.identity_length = sizeof meter->id;
    return parameters;
}

/* At the factory only. */
amisec_status_t meter_firmware_create(void)
{
    amisec_status_t status = amisec_boot_create(&meter_storage, LIBRARY_RECORD_IMAGE);

    /* It is there already if the power failed at the first try. */
    return status == AMISEC_BAD_STATE ? AMISEC_OK : status;
}

amisec_status_t meter_firmware_start(struct meter *meter, const uint8_t *content, size_t length,
                                     struct meter_reply *reply)
{
    (void)reply;
    if (length != 4U) {
        return AMISEC_MALFORMED;
    }
    return amisec_boot_start(&meter->image, &meter_storage, LIBRARY_RECORD_IMAGE, get_32(content));
}

amisec_status_t meter_firmware_data(struct meter *meter, const uint8_t *content, size_t length,
                                    struct meter_reply *reply)
{
    const amisec_boot_parameters_t parameters = parameters_of(meter);

    (void)reply;
    return amisec_boot_update(&meter->image, &parameters, content, length);
}

amisec_status_t meter_firmware_end(struct meter *meter, const uint8_t *content, size_t length,
                                   struct meter_reply *reply)
{
    const amisec_boot_parameters_t parameters = parameters_of(meter);
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;
    amisec_status_t status;

    (void)content;
    if (length != 0U) {
        return AMISEC_MALFORMED;
    }
    status = amisec_boot_finish(&meter->image, &parameters, &entry);
    if (status != AMISEC_OK) {
        return status; /* AMISEC_BAD_STATE: no image was announced, or it was refused on the way */
    }
    /* Here a meter restarts into the image; this one takes for granted that it runs well. */
    status = amisec_boot_confirm(&meter_storage, LIBRARY_RECORD_IMAGE, &entry);
    if (status != AMISEC_OK) {
        return status;
    }
    for (reply->length = 0U; reply->length < sizeof entry.digest; reply->length++) {
        reply->content[reply->length] = entry.digest[reply->length];
    }
    return AMISEC_OK;
}
