/* CCM* (IEEE 802.15.4-2015, 9.3), with the beacon and the command of the standard's annex C.2. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t star_key[16] = {
    0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF,
};
static const uint8_t source[8] = {
    0xAC, 0xDE, 0x48, 0x00, 0x00, 0x00, 0x00, 0x01,
};
/* C.2.1: level 2, counter 5; header and payload. */
static const uint8_t beacon[26] = {
    0x08, 0xD0, 0x84, 0x21, 0x43, 0x01, 0x00, 0x00, 0x00, 0x00, 0x48, 0xDE, 0xAC, 0x02, 0x05, 0x00,
    0x00, 0x00, 0x55, 0xCF, 0x00, 0x00, 0x51, 0x52, 0x53, 0x54,
};
static const uint8_t beacon_mic[8] = {
    0x22, 0x3B, 0xC1, 0xEC, 0x84, 0x1A, 0xB5, 0x53,
};
/* C.2.3: level 6, counter 5; the payload is the byte CE. */
static const uint8_t command[29] = {
    0x2B, 0xDC, 0x84, 0x21, 0x43, 0x02, 0x00, 0x00, 0x00, 0x00, 0x48, 0xDE, 0xAC, 0xFF, 0xFF, 0x01,
    0x00, 0x00, 0x00, 0x00, 0x48, 0xDE, 0xAC, 0x06, 0x05, 0x00, 0x00, 0x00, 0x01,
};
static const uint8_t command_sealed[9] = {
    0xD8, 0x4F, 0xDE, 0x52, 0x90, 0x61, 0xF9, 0xC6, 0xF1,
};

static void set_parameters(
    amisec_ccm_star_parameters_t *parameters, const uint8_t *aad, size_t aad_length, uint32_t level, uint8_t *mic)
{
    parameters->source = source;
    parameters->aad = aad;
    parameters->aad_length = aad_length;
    parameters->mic = mic;
    parameters->frame_counter = 5U;
    parameters->level = level;
}

TEST(protects_the_frames_of_the_standard)
{
    amisec_ccm_star_parameters_t parameters = AMISEC_CCM_STAR_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t payload = 0xCEU;
    uint8_t mic[8];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, star_key));
    set_parameters(&parameters, beacon, sizeof beacon, 2U, mic);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_seal(&key, &parameters, NULL, 0U, NULL));
    CHECK_BYTES(beacon_mic, mic, sizeof mic);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_open(&key, &parameters, NULL, 0U, NULL));

    set_parameters(&parameters, command, sizeof command, 6U, mic);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_seal(&key, &parameters, &payload, 1U, &payload));
    CHECK(payload == command_sealed[0]);
    CHECK_BYTES(&command_sealed[1], mic, sizeof mic);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_open(&key, &parameters, &payload, 1U, &payload));
    CHECK(payload == 0xCEU);
    parameters.frame_counter++;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_aes128_ccm_star_open(&key, &parameters, &payload, 1U, &payload));
    CHECK(payload == 0U);
}

/* Every level is CCM with this nonce and the level's length of tag. */
TEST(every_level_is_ccm_with_its_own_nonce)
{
    static const uint8_t levels[6] = { 1U, 2U, 3U, 5U, 6U, 7U };
    static const uint8_t lengths[6] = { 4U, 8U, 16U, 4U, 8U, 16U };
    amisec_ccm_star_parameters_t parameters = AMISEC_CCM_STAR_PARAMETERS_INIT;
    amisec_ccm_parameters_t ccm = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t nonce[13];
    uint8_t mic[16];
    uint8_t tag[16];
    uint8_t message[40];
    uint8_t expected[40];
    uint8_t i;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, star_key));
    memcpy(nonce, source, 8U);
    nonce[8] = 0x01U;
    nonce[9] = 0x02U;
    nonce[10] = 0x03U;
    nonce[11] = 0x04U;
    for (i = 0U; i < 6U; i++) {
        const size_t length = levels[i] > 4U ? sizeof message : 0U;

        set_parameters(&parameters, beacon, sizeof beacon, levels[i], mic);
        parameters.frame_counter = 0x01020304U;
        nonce[12] = levels[i];
        ccm.nonce = nonce;
        ccm.nonce_length = sizeof nonce;
        ccm.aad = beacon;
        ccm.aad_length = sizeof beacon;
        ccm.tag = tag;
        ccm.tag_length = lengths[i];
        memset(mic, 0xEE, sizeof mic);
        CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_seal(&key, &parameters, plaintext, length, message));
        CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &ccm, plaintext, length, expected));
        CHECK_BYTES(expected, message, length);
        CHECK_BYTES(tag, mic, lengths[i]);
        CHECK(lengths[i] == 16U || mic[lengths[i]] == 0xEEU);
        CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_open(&key, &parameters, message, length, message));
        CHECK_BYTES(plaintext, message, length);
        mic[lengths[i] - 1U] ^= 0x80U;
        CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_aes128_ccm_star_open(&key, &parameters, message, length, message));
        CHECK_ZERO(message, length);
    }
}

TEST(refuses_levels_that_do_not_authenticate)
{
    static const uint32_t levels[6] = { 0U, 4U, 8U, 9U, 0x102U, 0xFFFFFFFFU };
    amisec_ccm_star_parameters_t parameters = AMISEC_CCM_STAR_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t mic[16];
    uint8_t payload[4];
    uint8_t i;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, star_key));
    memset(mic, 0, sizeof mic);
    memset(payload, 0x11, sizeof payload);
    for (i = 0U; i < 6U; i++) {
        set_parameters(&parameters, beacon, sizeof beacon, levels[i], mic);
        CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_aes128_ccm_star_seal(&key, &parameters, payload, 4U, payload));
        CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_aes128_ccm_star_open(&key, &parameters, payload, 4U, payload));
        CHECK(payload[0] == 0x11U);
        CHECK_ZERO(mic, sizeof mic);
    }
    for (i = 1U; i <= 3U; i++) {
        set_parameters(&parameters, beacon, sizeof beacon, i, mic);
        CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_star_seal(&key, &parameters, payload, 4U, payload));
        CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_star_open(&key, &parameters, payload, 4U, payload));
    }
}

TEST(the_last_frame_counter_is_never_used)
{
    amisec_ccm_star_parameters_t parameters = AMISEC_CCM_STAR_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t mic[16];
    uint8_t payload[4];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, star_key));
    set_parameters(&parameters, beacon, sizeof beacon, 7U, mic);
    parameters.frame_counter = 0xFFFFFFFFU;
    memset(mic, 0x22, sizeof mic);
    memset(payload, 0x11, sizeof payload);
    CHECK_STATUS(AMISEC_COUNTER_EXHAUSTED, amisec_aes128_ccm_star_open(&key, &parameters, payload, 4U, payload));
    CHECK_ZERO(payload, sizeof payload);
    CHECK(mic[0] == 0x22U);
    memset(payload, 0x11, sizeof payload);
    CHECK_STATUS(AMISEC_COUNTER_EXHAUSTED, amisec_aes128_ccm_star_seal(&key, &parameters, payload, 4U, payload));
    CHECK_ZERO(payload, sizeof payload);
    CHECK_ZERO(mic, sizeof mic);
    parameters.frame_counter--;
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_star_seal(&key, &parameters, payload, 4U, payload));
}

/* ------------------------------------------------------------------------- refusals */

/* Behind the structure stand the buffers that it refers to. */
enum { KEY, PARAMETERS, SOURCE, AAD, MIC, DATA, RESULT };

#define PAYLOAD 37U

static void connect(const struct argument *with)
{
    amisec_ccm_star_parameters_t parameters;

    if (with[PARAMETERS].pointer != NULL) {
        /* No padding of its own is left undefined. */
        memset(&parameters, 0, sizeof parameters);
        parameters.source = with[SOURCE].pointer;
        parameters.aad = with[AAD].pointer;
        parameters.aad_length = with[AAD].length;
        parameters.mic = with[MIC].pointer;
        parameters.frame_counter = 0x01020304U;
        parameters.level = 6U;
        memcpy(with[PARAMETERS].pointer, &parameters, sizeof parameters);
    }
}

static const struct parameter seal_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("parameters", amisec_ccm_star_parameters_t),
    INPUT("source", 8U),
    INPUT_OF_LENGTH("aad", 20U, AMISEC_OK),
    OUTPUT("mic", 8U, NEVER),
    INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_OK),
    OUTPUT_AS_LONG_AS(DATA, "output", PAYLOAD),
};
static const struct parameter open_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("parameters", amisec_ccm_star_parameters_t),
    INPUT("source", 8U),
    INPUT_OF_LENGTH("aad", 20U, AMISEC_NOT_AUTHENTIC),
    INPUT("mic", 8U),
    INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_NOT_AUTHENTIC),
    OUTPUT_AS_LONG_AS(DATA, "output", PAYLOAD),
};

static amisec_status_t call_seal(const struct argument *with)
{
    return amisec_aes128_ccm_star_seal(
        with[KEY].pointer, with[PARAMETERS].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);
}

static amisec_status_t call_open(const struct argument *with)
{
    return amisec_aes128_ccm_star_open(
        with[KEY].pointer, with[PARAMETERS].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);
}

static void prepare_seal(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, key_128));
}

/* The input becomes a ciphertext, the MIC its MIC. */
static void prepare_open(const struct argument *with)
{
    prepare_seal(with);
    connect(with);
    CHECK_STATUS(AMISEC_OK,
        amisec_aes128_ccm_star_seal(
            with[KEY].pointer, with[PARAMETERS].pointer, with[DATA].pointer, PAYLOAD, with[DATA].pointer));
}

ROW(amisec_aes128_ccm_star_seal, seal_parameters, .call = call_seal, .prepare = prepare_seal, .connect = connect)
ROW(amisec_aes128_ccm_star_open, open_parameters, .call = call_open, .prepare = prepare_open, .connect = connect)

TEST(one_flipped_bit_is_not_authentic)
{
    const struct row *row = &amisec_aes128_ccm_star_open_row;

    fails_for_flipped_bits(row, MIC, 0U, 1U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, SOURCE, 0U, 11U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, AAD, 0U, 11U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, DATA, 0U, 11U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "CCM*",
    CASE(protects_the_frames_of_the_standard),
    CASE(every_level_is_ccm_with_its_own_nonce),
    CASE(refuses_levels_that_do_not_authenticate),
    CASE(the_last_frame_counter_is_never_used),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(amisec_aes128_ccm_star_seal_refusals),
    CASE(amisec_aes128_ccm_star_open_refusals))
