/* Images of MCUboot; this one is imgtool's:
 *
 *     imgtool sign -k KEY -v 1.2.3+4 -s 5 -d "(1,1.0.0+0)" --custom-tlv 0x00A0 METER-01 -H 32 --pad-header -S 4096
 */
#include "simulated_memory.h"

#define RECORD 0U
#define PAYLOAD 24U
#define SIGNED (32U + PAYLOAD + 40U)

static const uint8_t image[248] = {
    0x3D, 0xB8, 0xF3, 0x96, 0x00, 0x00, 0x00, 0x00, 0x20, 0x00, 0x28, 0x00, 0x18, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x03, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
    0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x08, 0x69, 0x28, 0x00, 0x50, 0x00, 0x04, 0x00,
    0x05, 0x00, 0x00, 0x00, 0x40, 0x00, 0x0C, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0xA0, 0x00, 0x08, 0x00, 0x4D, 0x45, 0x54, 0x45, 0x52, 0x2D, 0x30, 0x31,
    0x07, 0x69, 0x98, 0x00, 0x10, 0x00, 0x20, 0x00, 0x86, 0xA4, 0xEB, 0x19, 0xF4, 0xEC, 0x24, 0xF8,
    0xC4, 0x8E, 0x15, 0x25, 0x32, 0x06, 0x7D, 0xB9, 0x5A, 0xAD, 0x16, 0x87, 0xE1, 0x76, 0x2D, 0x8E,
    0x73, 0x82, 0xA4, 0x4F, 0xE7, 0x01, 0xD3, 0x19, 0x01, 0x00, 0x20, 0x00, 0x8B, 0xAA, 0x63, 0x4A,
    0x1A, 0x6E, 0x7E, 0xA7, 0x94, 0xAE, 0xB8, 0xC4, 0x6D, 0x1D, 0xE5, 0x9C, 0x9D, 0x7A, 0x12, 0x43,
    0xE9, 0x2D, 0x36, 0x30, 0x18, 0x05, 0xAD, 0xC0, 0xA1, 0x2A, 0x10, 0xA4, 0x22, 0x00, 0x48, 0x00,
    0x30, 0x46, 0x02, 0x21, 0x00, 0xCC, 0x10, 0x5D, 0x36, 0x0D, 0x31, 0x4D, 0x8A, 0x28, 0x9C, 0x1E,
    0x22, 0x7D, 0x05, 0xA4, 0x9E, 0x54, 0xEB, 0x2E, 0xAD, 0xF1, 0x45, 0x80, 0xF5, 0xB5, 0x61, 0xC1,
    0x13, 0x0C, 0x2A, 0x88, 0x3D, 0x02, 0x21, 0x00, 0xDB, 0xEC, 0x02, 0x89, 0x04, 0xF2, 0xD2, 0x33,
    0x57, 0x72, 0x90, 0x9C, 0x38, 0xD4, 0x57, 0xA8, 0x56, 0x49, 0x22, 0xF0, 0xEA, 0xD0, 0x73, 0x82,
    0x83, 0x61, 0x67, 0x69, 0x76, 0xB3, 0x10, 0xED,
};
/* The second one signed it. */
static const uint8_t keys[128] = {
    0x66, 0x92, 0x37, 0x54, 0x66, 0x2B, 0x8A, 0xF8, 0x65, 0xBB, 0xF2, 0xA8, 0x9D, 0xC1, 0xED, 0xAF,
    0x7B, 0x19, 0x64, 0x75, 0x44, 0xFD, 0x5B, 0x1E, 0xD4, 0xF1, 0x4E, 0x2F, 0x88, 0x6D, 0x8A, 0xDF,
    0x87, 0x74, 0x7F, 0xC9, 0x7E, 0x99, 0xA3, 0x47, 0xAE, 0xEF, 0x96, 0x63, 0x18, 0xEC, 0x1A, 0x24,
    0xE7, 0x21, 0xD7, 0xCE, 0xF7, 0x37, 0x1C, 0x20, 0xC5, 0x0A, 0xDF, 0x53, 0x58, 0xD8, 0x03, 0x0A,
    0x3A, 0xD3, 0x86, 0x1A, 0x95, 0x62, 0x13, 0x92, 0x51, 0x6B, 0xB5, 0x93, 0xEF, 0x05, 0x58, 0x3E,
    0xD2, 0xE5, 0x86, 0x6F, 0x5C, 0xB6, 0x26, 0x0A, 0x30, 0x17, 0x23, 0x7F, 0xD8, 0x9B, 0x90, 0xAF,
    0xD0, 0x96, 0x1C, 0x7E, 0x37, 0x07, 0x5A, 0x67, 0x91, 0xA3, 0x9C, 0x61, 0xF5, 0x62, 0x95, 0xB0,
    0x2B, 0x6D, 0x26, 0x56, 0x7B, 0x61, 0x5E, 0x60, 0xAA, 0x41, 0xEE, 0x1C, 0x8E, 0x83, 0x38, 0x8D,
};
static const uint8_t digest[32] = {
    0x86, 0xA4, 0xEB, 0x19, 0xF4, 0xEC, 0x24, 0xF8, 0xC4, 0x8E, 0x15, 0x25, 0x32, 0x06, 0x7D, 0xB9,
    0x5A, 0xAD, 0x16, 0x87, 0xE1, 0x76, 0x2D, 0x8E, 0x73, 0x82, 0xA4, 0x4F, 0xE7, 0x01, 0xD3, 0x19,
};
static const uint8_t identity[8] = { 'M', 'E', 'T', 'E', 'R', '-', '0', '1' };
static const uint8_t installed[16] = { 9U, 9U, 9U, 9U, 9U, 9U, 9U, 9U, 1U };

static amisec_boot_parameters_t parameters;
static amisec_boot_entry_t entry;
static amisec_boot_t context;

static void set_up(void)
{
    memset(&parameters, 0, sizeof parameters);
    parameters.keys = keys;
    parameters.key_count = 2U;
    parameters.identity = identity;
    parameters.identity_length = sizeof identity;
    parameters.installed = installed;
    parameters.installed_count = 2U;
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_boot_create(&simulated_storage, RECORD));
}

static amisec_status_t verify(const uint8_t *given, size_t length)
{
    memset(&entry, 0x55, sizeof entry);
    return amisec_boot_verify(&parameters, &simulated_storage, RECORD, given, length, &entry);
}

static void refused(amisec_status_t status, const uint8_t *given, size_t length)
{
    CHECK_STATUS(status, verify(given, length));
    CHECK_ZERO(&entry, sizeof entry);
}

TEST(releases_the_entry_of_an_image_that_imgtool_signed)
{
    static const uint8_t version[8] = { 1U, 2U, 3U, 0U, 4U, 0U, 0U, 0U };

    set_up();
    CHECK_STATUS(AMISEC_OK, verify(image, sizeof image));
    CHECK(entry.payload_offset == 32U && entry.payload_length == PAYLOAD);
    CHECK(entry.security_counter == 5U && entry.first_key == 0U);
    CHECK_BYTES(version, entry.version, sizeof version);
    CHECK_BYTES(digest, entry.digest, sizeof digest);
}

TEST(no_entry_comes_out_of_a_changed_image)
{
    const uint8_t step = CHECK_THOROUGH ? 1U : 29U;
    uint8_t changed[sizeof image];
    uint8_t place;

    set_up();
    for (place = 0U; place < sizeof image; place = (uint8_t)(place + step)) {
        amisec_status_t status;

        check_trying("flipped", "bit of the image", "byte", place);
        memcpy(changed, image, sizeof changed);
        changed[place] = (uint8_t)(changed[place] ^ (1U << place % 8U));
        status = verify(changed, sizeof changed);
        CHECK(status == AMISEC_MALFORMED || status == AMISEC_NOT_AUTHENTIC || status == AMISEC_UNKNOWN_KEY);
        CHECK_ZERO(&entry, sizeof entry);
        refused(AMISEC_MALFORMED, image, place);
        if (place > 255U - step) {
            break;
        }
    }
}

TEST(each_reason_has_its_status)
{
    static const uint8_t other[8] = { 'M', 'E', 'T', 'E', 'R', '-', '0', '2' };

    set_up();
    parameters.key_count = 1U;
    refused(AMISEC_UNKNOWN_KEY, image, sizeof image);
    set_up();
    parameters.identity = other;
    refused(AMISEC_WRONG_TARGET, image, sizeof image);
    set_up();
    parameters.configuration = 1U;
    refused(AMISEC_WRONG_TARGET, image, sizeof image);
    set_up();
    parameters.installed_count = 1U;
    refused(AMISEC_UNMET_DEPENDENCY, image, sizeof image);
    set_up();
    simulated_memory_works(0, 1);
    refused(AMISEC_STORAGE_FAILED, image, sizeof image);
    set_up();
    CHECK_STATUS(AMISEC_OK, amisec_boot_revoke(&simulated_storage, RECORD, 1U));
    CHECK_STATUS(AMISEC_OK, verify(image, sizeof image));
    CHECK_STATUS(AMISEC_OK, amisec_boot_revoke(&simulated_storage, RECORD, 2U));
    refused(AMISEC_UNKNOWN_KEY, image, sizeof image);
    CHECK_STATUS(AMISEC_OK, amisec_boot_revoke(&simulated_storage, RECORD, 0U));
    refused(AMISEC_UNKNOWN_KEY, image, sizeof image);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_boot_create(&simulated_storage, RECORD));
}

TEST(a_confirmed_counter_does_not_go_back)
{
    set_up();
    CHECK_STATUS(AMISEC_OK, verify(image, sizeof image));
    CHECK(simulated_memory_writes() == 2U);
    CHECK_STATUS(AMISEC_OK, amisec_boot_confirm(&simulated_storage, RECORD, &entry));
    CHECK(simulated_memory_writes() == 4U);
    CHECK_STATUS(AMISEC_OK, amisec_boot_confirm(&simulated_storage, RECORD, &entry));
    CHECK(simulated_memory_writes() == 4U);
    CHECK_STATUS(AMISEC_OK, verify(image, sizeof image));
    entry.security_counter = 6U;
    CHECK_STATUS(AMISEC_OK, amisec_boot_confirm(&simulated_storage, RECORD, &entry));
    refused(AMISEC_ROLLED_BACK, image, sizeof image);
}

static amisec_status_t in_parts(size_t length)
{
    size_t place;

    CHECK_STATUS(AMISEC_OK, amisec_boot_start(&context, &simulated_storage, RECORD, sizeof image));
    for (place = 0U; place < sizeof image; place += length) {
        size_t part = sizeof image - place < length ? sizeof image - place : length;

        CHECK_STATUS(AMISEC_OK, amisec_boot_update(&context, &parameters, image + place, part));
    }
    memset(&entry, 0x55, sizeof entry);
    return amisec_boot_finish(&context, &parameters, &entry);
}

TEST(takes_an_image_in_parts)
{
    static const uint8_t lengths[] = { 1U, 7U, 64U, 247U, 248U };
    uint8_t erased[5] = { 0xFFU, 0xFFU, 0xFFU, 0xFFU, 0xFFU };
    uint8_t i;

    set_up();
    for (i = 0U; i < sizeof lengths; i++) {
        check_trying("parts", "of", "bytes", lengths[i]);
        CHECK_STATUS(AMISEC_OK, in_parts(lengths[i]));
        CHECK_BYTES(digest, entry.digest, sizeof digest);
        CHECK_ZERO(&context, sizeof context);
    }
    /* What follows an image is none of it. */
    CHECK_STATUS(AMISEC_OK, amisec_boot_start(&context, &simulated_storage, RECORD, 0xFFFFFFFFU));
    CHECK_STATUS(AMISEC_OK, amisec_boot_update(&context, &parameters, image, sizeof image));
    CHECK_STATUS(AMISEC_OK, amisec_boot_update(&context, &parameters, erased, sizeof erased));
    CHECK_STATUS(AMISEC_OK, amisec_boot_finish(&context, &parameters, &entry));
    /* An image that is too long is refused with its header, before it is written anywhere. */
    CHECK_STATUS(AMISEC_OK, amisec_boot_start(&context, &simulated_storage, RECORD, SIGNED - 1U));
    CHECK_STATUS(AMISEC_MALFORMED, amisec_boot_update(&context, &parameters, image, 32U));
    CHECK_ZERO(&context, sizeof context);
    CHECK_STATUS(AMISEC_OK, amisec_boot_start(&context, &simulated_storage, RECORD, 1000U));
    CHECK_STATUS(AMISEC_OK, amisec_boot_update(&context, &parameters, image, sizeof image - 1U));
    CHECK_STATUS(AMISEC_MALFORMED, amisec_boot_finish(&context, &parameters, &entry));
    CHECK_ZERO(&entry, sizeof entry);
}

#if CHECK_THOROUGH
/* Confirming and revoking, with the power gone at every byte of every write: nothing ever goes back, and
 * what was answered with AMISEC_OK is there. */
TEST(a_cut_at_any_byte_lowers_nothing)
{
    uint32_t bytes = 0U;
    uint32_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at <= bytes; at++) {
            amisec_status_t confirmed;
            amisec_status_t revoked;
            amisec_status_t status;

            check_trying("torn", "boot record", "at byte", (int32_t)at);
            set_up();
            CHECK_STATUS(AMISEC_OK, verify(image, sizeof image));
            entry.security_counter = 6U;
            simulated_memory_cut_after(torn == 0U && at == 0U ? 100000U : at, (enum torn)torn);
            confirmed = amisec_boot_confirm(&simulated_storage, RECORD, &entry);
            revoked = amisec_boot_revoke(&simulated_storage, RECORD, 2U);
            (void)simulated_memory_power_on();
            status = verify(image, sizeof image);
            CHECK(status == AMISEC_OK || status == AMISEC_ROLLED_BACK || status == AMISEC_UNKNOWN_KEY);
            CHECK(confirmed != AMISEC_OK || status != AMISEC_OK);
            CHECK(revoked != AMISEC_OK || status == AMISEC_UNKNOWN_KEY);
            /* Once more, with power: both are raised. */
            CHECK_STATUS(AMISEC_OK, amisec_boot_revoke(&simulated_storage, RECORD, 1U));
            if (bytes == 0U) {
                bytes = simulated_memory_bytes() - 32U;
                check_note("boot record: writes numbered", simulated_memory_writes() - 2U);
            }
        }
    }
    check_note("boot record: power cuts", TORN_KINDS * bytes);
}
#endif

/* --- Refusals --- */

static const struct parameter create_parameters[] = { STORAGE };

static void connect_to_nothing(const struct argument *with)
{
    simulated_memory_erase();
    simulated_memory_connect(with, 0U);
}

static void connect_to_record(const struct argument *with)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_boot_create(&simulated_storage, RECORD));
    simulated_memory_connect(with, 0U);
}

static amisec_status_t call_create(const struct argument *with)
{
    return amisec_boot_create(with[0].pointer, RECORD);
}

static amisec_status_t call_revoke(const struct argument *with)
{
    return amisec_boot_revoke(with[0].pointer, RECORD, 1U);
}

ROW(amisec_boot_create, create_parameters, .call = call_create, .connect = connect_to_nothing)
ROW(amisec_boot_revoke, create_parameters, .call = call_revoke, .connect = connect_to_record)

static const struct parameter confirm_parameters[] = { STORAGE, OBJECT("entry", amisec_boot_entry_t) };

static void prepare_confirm(const struct argument *with)
{
    connect_to_record(with);
    set_up();
    CHECK_STATUS(AMISEC_OK, verify(image, sizeof image));
    memcpy(with[4].pointer, &entry, sizeof entry);
}

static amisec_status_t call_confirm(const struct argument *with)
{
    return amisec_boot_confirm(with[0].pointer, RECORD, with[4].pointer);
}

ROW(amisec_boot_confirm, confirm_parameters, .call = call_confirm, .prepare = prepare_confirm,
    .connect = connect_to_record)

#define TRUST                                                                                             \
    STRUCTURE("parameters", amisec_boot_parameters_t), INPUT("keys", 128U), INPUT("identity", 8U),        \
        INPUT("installed", 16U)

/* The four parameters from `first` on. */
static void connect_trust(const struct argument *with)
{
    amisec_boot_parameters_t given;

    if (with[0].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.keys = with[1].pointer;
        given.key_count = 2U;
        given.identity = with[2].pointer;
        given.identity_length = 8U;
        given.installed = with[3].pointer;
        given.installed_count = 2U;
        memcpy(with[0].pointer, &given, sizeof given);
    }
}

static void fill_trust(const struct argument *with)
{
    memcpy(with[1].pointer, keys, sizeof keys);
    memcpy(with[2].pointer, identity, sizeof identity);
    memcpy(with[3].pointer, installed, sizeof installed);
}

enum { MEMORY = 4, GIVEN = 8, ENTRY };

static const struct parameter verify_parameters[] = {
    TRUST,
    STORAGE,
    INPUT_OF_LENGTH("image", sizeof image, AMISEC_MALFORMED),
    NEW_OBJECT("entry", amisec_boot_entry_t),
};

static void connect_verify(const struct argument *with)
{
    connect_to_record(with + MEMORY);
    connect_trust(with);
}

static void prepare_verify(const struct argument *with)
{
    memcpy(with[GIVEN].pointer, image, sizeof image);
    fill_trust(with);
    connect_verify(with);
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_boot_verify(
        with[0].pointer, with[MEMORY].pointer, RECORD, with[GIVEN].pointer, with[GIVEN].length, with[ENTRY].pointer);
}

ROW(amisec_boot_verify, verify_parameters, .call = call_verify, .prepare = prepare_verify, .connect = connect_verify)

static const struct parameter start_parameters[] = { NEW_OBJECT("context", amisec_boot_t), STORAGE };

static void connect_start(const struct argument *with)
{
    connect_to_record(with + 1);
}

static amisec_status_t call_start(const struct argument *with)
{
    return amisec_boot_start(with[0].pointer, with[1].pointer, RECORD, 1000U);
}

ROW(amisec_boot_start, start_parameters, .call = call_start, .connect = connect_start)

static const struct parameter update_parameters[] = {
    CONTEXT("context", amisec_boot_t),
    TRUST,
    INPUT_OF_LENGTH("data", 100U, AMISEC_OK),
};

static void connect_update(const struct argument *with)
{
    connect_trust(with + 1);
}

static void prepare_update(const struct argument *with)
{
    set_up();
    CHECK_STATUS(AMISEC_OK, amisec_boot_start(with[0].pointer, &simulated_storage, RECORD, 1000U));
    memcpy(with[5].pointer, image, 100U);
    fill_trust(with + 1);
    connect_update(with);
}

static amisec_status_t call_update(const struct argument *with)
{
    return amisec_boot_update(with[0].pointer, with[1].pointer, with[5].pointer, with[5].length);
}

ROW(amisec_boot_update, update_parameters, .call = call_update, .prepare = prepare_update, .connect = connect_update)

static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_boot_t),
    TRUST,
    NEW_OBJECT("entry", amisec_boot_entry_t),
};

static void prepare_finish(const struct argument *with)
{
    set_up();
    CHECK_STATUS(AMISEC_OK, amisec_boot_start(with[0].pointer, &simulated_storage, RECORD, 1000U));
    CHECK_STATUS(AMISEC_OK, amisec_boot_update(with[0].pointer, &parameters, image, sizeof image));
    fill_trust(with + 1);
    connect_update(with);
}

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_boot_finish(with[0].pointer, with[1].pointer, with[5].pointer);
}

ROW(amisec_boot_finish, finish_parameters, .call = call_finish, .prepare = prepare_finish, .connect = connect_update)

TESTS(
    "Secure boot",
    CASE(releases_the_entry_of_an_image_that_imgtool_signed),
    CASE(no_entry_comes_out_of_a_changed_image),
    CASE(each_reason_has_its_status),
    CASE(a_confirmed_counter_does_not_go_back),
    CASE(takes_an_image_in_parts),
    THOROUGH_CASE(a_cut_at_any_byte_lowers_nothing)
    CASE(amisec_boot_create_refusals),
    CASE(amisec_boot_revoke_refusals),
    CASE(amisec_boot_confirm_refusals),
    CASE(amisec_boot_verify_refusals),
    CASE(amisec_boot_start_refusals),
    CASE(amisec_boot_update_refusals),
    CASE(amisec_boot_finish_refusals))
