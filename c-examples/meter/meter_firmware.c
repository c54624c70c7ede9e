/*
 * A firmware image that comes in pieces: hashed as it arrives, with no memory for the whole of it, and
 * its signature verified at the end. A meter writes the pieces to a spare bank meanwhile and may start
 * from that bank only if the last call answers AMISEC_OK. Two checks that depend on the verification stand
 * one behind the other, so that no single instruction that the processor is made to miss skips both.
 */
#include "meter.h"

amisec_status_t meter_firmware_start(struct meter *meter, const uint8_t *content, size_t length,
                                     struct meter_reply *reply)
{
    (void)reply;
    if (length != 4U) {
        return AMISEC_MALFORMED;
    }
    meter->image_missing = get_32(content);
    return amisec_sha256_init(&meter->image);
}

amisec_status_t meter_firmware_data(struct meter *meter, const uint8_t *content, size_t length,
                                    struct meter_reply *reply)
{
    (void)reply;
    if (length > meter->image_missing) {
        return AMISEC_MALFORMED;
    }
    meter->image_missing -= (uint32_t)length;
    return amisec_sha256_update(&meter->image, content, length);
}

amisec_status_t meter_firmware_end(struct meter *meter, const uint8_t *content, size_t length,
                                   struct meter_reply *reply)
{
    uint8_t digest[32];
    uint8_t released[32] = { 0U };
    uint8_t signature[SIGNATURE_LENGTH];
    amisec_status_t status = amisec_sha256_finish(&meter->image, digest);

    if (status != AMISEC_OK) {
        return status; /* AMISEC_BAD_STATE: no image was announced */
    }
    if (meter->image_missing != 0U) {
        return AMISEC_MALFORMED;
    }
    /* Tools that know X.509 sign in DER; the library verifies r||s. */
    status = amisec_p256_signature_from_der(content, length, signature);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_p256_verify_and_release(&meter->manufacturer, digest, signature, released);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_equal(digest, released, sizeof digest);
    if (status != AMISEC_OK) {
        return status;
    }
    for (reply->length = 0U; reply->length < sizeof digest; reply->length++) {
        reply->content[reply->length] = digest[reply->length];
    }
    return AMISEC_OK;
}
