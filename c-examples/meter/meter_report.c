/*
 * The day's total, signed by the meter, so that a third party can check it. The key is one that the meter
 * made itself and that no function gives away. The signature is hedged: with random bytes in its nonce,
 * faults and power traces find no two runs alike; and it is verified before it is given out.
 */
#include "meter.h"

#include <string.h>

amisec_status_t meter_report(struct meter *meter, const uint8_t *content, size_t length,
                             struct meter_reply *reply)
{
    uint8_t signature[SIGNATURE_LENGTH];
    uint8_t digest[32];
    uint32_t start, first_start = 0U, watt_hours, total = 0U;
    size_t der_length;
    uint16_t quarter;
    amisec_status_t status;

    (void)content;
    if (length != 0U) {
        return AMISEC_MALFORMED;
    }
    for (quarter = 0U; quarter < QUARTERS_A_DAY; quarter++) {
        status = meter_platform_measured(quarter, &start, &watt_hours);
        if (status != AMISEC_OK) {
            return status;
        }
        if (quarter == 0U) {
            first_start = start;
        }
        total += watt_hours;
    }
    memcpy(reply->content + REPORT_METER, meter->id, ID_LENGTH);
    put_32(reply->content + REPORT_START, first_start);
    put_16(reply->content + REPORT_QUARTERS, QUARTERS_A_DAY);
    put_32(reply->content + REPORT_WATT_HOURS, total);

    status = amisec_sha256(reply->content, REPORT_LENGTH, digest);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_key_sign(&meter_storage, LIBRARY_RECORD_OWN_KEY, OWN_KEY_EPOCH, digest, meter_platform_random, NULL,
                             signature);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_p256_signature_to_der(signature, reply->content + REPORT_LENGTH, SIGNATURE_DER_MAXIMUM,
                                          &der_length);
    if (status != AMISEC_OK) {
        return status;
    }
    reply->length = REPORT_LENGTH + der_length;
    return AMISEC_OK;
}
