/* An AES engine in place of our AES: the modes give the same with a function that encrypts as with a key, and
 * nothing with one that fails, whichever block it fails at. */
#include "aes_sizes.h"
#include "refusals.h"

/* The engine of these tests: amisec's own AES behind the function of a platform. */
struct chip {
    amisec_aes128_key_t key;
    uint16_t blocks;
    uint16_t fails_at; /* the block that fails, counted from 1; 0: none */
    amisec_status_t failure;
};

static amisec_status_t encrypt(void *context, const uint8_t *input, uint8_t *output)
{
    struct chip *chip = context;

    chip->blocks++;
    CHECK(chip->fails_at == 0U || chip->blocks <= chip->fails_at);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(&chip->key, input, output));
    return chip->blocks == chip->fails_at ? chip->failure : AMISEC_OK;
}

static struct chip chip;

static void set_up(amisec_aes_engine_t *engine, uint16_t fails_at, amisec_status_t failure)
{
    /* No padding of its own is left undefined. */
    memset(engine, 0, sizeof *engine);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&chip.key, key_128));
    chip.blocks = 0U;
    chip.fails_at = fails_at;
    chip.failure = failure;
    engine->encrypt = encrypt;
    engine->context = &chip;
}

#define NONCE_LENGTH 12U
#define MESSAGE 40U

static uint8_t tag[16];

static void set_ccm(amisec_ccm_parameters_t *parameters)
{
    parameters->nonce = plaintext;
    parameters->nonce_length = NONCE_LENGTH;
    parameters->aad = &plaintext[12];
    parameters->aad_length = 20U;
    parameters->tag = tag;
    parameters->tag_length = sizeof tag;
}

static void set_gcm(amisec_gcm_parameters_t *parameters)
{
    parameters->nonce = plaintext;
    parameters->nonce_length = NONCE_LENGTH;
    parameters->aad = &plaintext[12];
    parameters->aad_length = 20U;
    parameters->tag = tag;
    parameters->tag_length = sizeof tag;
}

/* Each mode: with the key, then with the engine. */
TEST(gives_what_a_key_gives)
{
    amisec_ccm_parameters_t ccm = AMISEC_CCM_PARAMETERS_INIT;
    amisec_gcm_parameters_t gcm = AMISEC_GCM_PARAMETERS_INIT;
    amisec_aes_engine_t engine = AMISEC_AES_ENGINE_INIT;
    uint8_t expected[MESSAGE];
    uint8_t expected_tag[16];
    uint8_t message[MESSAGE];

    set_up(&engine, 0U, AMISEC_OK);
    set_ccm(&ccm);
    set_gcm(&gcm);

    CHECK_STATUS(AMISEC_OK, amisec_aes128_ctr(&chip.key, plaintext, plaintext, MESSAGE, expected));
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_ctr(&engine, plaintext, plaintext, MESSAGE, message));
    CHECK_BYTES(expected, message, MESSAGE);

    CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac(&chip.key, plaintext, MESSAGE, expected_tag));
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_cmac(&engine, plaintext, MESSAGE, tag));
    CHECK_BYTES(expected_tag, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_cmac_verify(&engine, plaintext, MESSAGE, tag, sizeof tag));
    tag[15] ^= 1U;
    CHECK_STATUS(
        AMISEC_NOT_AUTHENTIC, amisec_aes_engine_cmac_verify(&engine, plaintext, MESSAGE, tag, sizeof tag));

    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&chip.key, &ccm, plaintext, MESSAGE, expected));
    memcpy(expected_tag, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_ccm_seal(&engine, &ccm, plaintext, MESSAGE, message));
    CHECK_BYTES(expected, message, MESSAGE);
    CHECK_BYTES(expected_tag, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_ccm_open(&engine, &ccm, message, MESSAGE, message));
    CHECK_BYTES(plaintext, message, MESSAGE);

    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_seal(&chip.key, &gcm, plaintext, MESSAGE, expected));
    memcpy(expected_tag, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_gcm_seal(&engine, &gcm, plaintext, MESSAGE, message));
    CHECK_BYTES(expected, message, MESSAGE);
    CHECK_BYTES(expected_tag, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes_engine_gcm_open(&engine, &gcm, message, MESSAGE, message));
    CHECK_BYTES(plaintext, message, MESSAGE);
}

/* Calls a function with engines that fail at block 1, 2, ... until one comes to its end. What another library
 * takes for success is a failure, too. */
#define FAILS_AT_EVERY_BLOCK(prepare, call, good)                                          \
    do {                                                                                   \
        amisec_status_t status = AMISEC_ENGINE_FAILED;                                     \
        uint16_t block;                                                                    \
                                                                                           \
        for (block = 1U; status != (good) && block < 100U; block++) {                      \
            set_up(&engine, block, (block & 1U) != 0U ? AMISEC_STORAGE_FAILED : (amisec_status_t)0U); \
            memset(message, 0x77, sizeof message);                                         \
            prepare;                                                                       \
            status = call;                                                                 \
            if (status != (good)) {                                                        \
                CHECK_STATUS(AMISEC_ENGINE_FAILED, status);                                \
                CHECK_ZERO(message, sizeof message);                                       \
                /* The engine is not asked any more. */                                    \
                CHECK(chip.blocks == block);                                               \
            }                                                                              \
        }                                                                                  \
        CHECK(status == (good) && block > 3U);                                             \
    } while (0)

TEST(a_failure_at_any_block_leaves_nothing)
{
    amisec_ccm_parameters_t ccm = AMISEC_CCM_PARAMETERS_INIT;
    amisec_gcm_parameters_t gcm = AMISEC_GCM_PARAMETERS_INIT;
    amisec_aes_engine_t engine = AMISEC_AES_ENGINE_INIT;
    uint8_t message[MESSAGE];
    uint8_t sealed[MESSAGE];
    uint8_t good_tag[16];

    set_ccm(&ccm);
    set_gcm(&gcm);
    FAILS_AT_EVERY_BLOCK((void)0, amisec_aes_engine_ctr(&engine, plaintext, plaintext, MESSAGE, message), AMISEC_OK);
    FAILS_AT_EVERY_BLOCK(
        memset(tag, 0x77, sizeof tag),
        amisec_aes_engine_ccm_seal(&engine, &ccm, plaintext, MESSAGE, message), AMISEC_OK);
    memcpy(sealed, message, sizeof sealed);
    memcpy(good_tag, tag, sizeof good_tag);
    FAILS_AT_EVERY_BLOCK(
        memcpy(message, sealed, sizeof sealed),
        amisec_aes_engine_ccm_open(&engine, &ccm, message, MESSAGE, message), AMISEC_OK);
    CHECK_BYTES(plaintext, message, MESSAGE);
    FAILS_AT_EVERY_BLOCK(
        memset(tag, 0x77, sizeof tag),
        amisec_aes_engine_gcm_seal(&engine, &gcm, plaintext, MESSAGE, message), AMISEC_OK);
    memcpy(sealed, message, sizeof sealed);
    FAILS_AT_EVERY_BLOCK(
        memcpy(message, sealed, sizeof sealed),
        amisec_aes_engine_gcm_open(&engine, &gcm, message, MESSAGE, message), AMISEC_OK);
    CHECK_BYTES(plaintext, message, MESSAGE);

    /* A tag is an output as well, and no verdict comes of a broken engine. */
    set_up(&engine, 1U, AMISEC_STORAGE_FAILED);
    memset(tag, 0x77, sizeof tag);
    CHECK_STATUS(AMISEC_ENGINE_FAILED, amisec_aes_engine_gcm_seal(&engine, &gcm, plaintext, MESSAGE, message));
    CHECK_ZERO(tag, sizeof tag);
    set_up(&engine, 2U, AMISEC_STORAGE_FAILED);
    memset(tag, 0x77, sizeof tag);
    CHECK_STATUS(AMISEC_ENGINE_FAILED, amisec_aes_engine_ccm_seal(&engine, &ccm, plaintext, MESSAGE, message));
    CHECK_ZERO(tag, sizeof tag);
    set_up(&engine, 3U, AMISEC_STORAGE_FAILED);
    memset(tag, 0x77, sizeof tag);
    CHECK_STATUS(AMISEC_ENGINE_FAILED, amisec_aes_engine_cmac(&engine, plaintext, MESSAGE, tag));
    CHECK_ZERO(tag, sizeof tag);
    set_up(&engine, 3U, AMISEC_STORAGE_FAILED);
    CHECK_STATUS(
        AMISEC_ENGINE_FAILED, amisec_aes_engine_cmac_verify(&engine, plaintext, MESSAGE, good_tag, sizeof good_tag));
}

/* ------------------------------------------------------------------------- refusals */

/* Behind a structure stand the function or the buffers that it refers to. */
enum { ENGINE, FUNCTION, PARAMETERS, NONCE, AAD, TAG, DATA, RESULT };
enum { COUNTER = 2, CTR_DATA, CTR_RESULT };
enum { CMAC_DATA = 2, CMAC_TAG };

static void connect_engine(const struct argument *with)
{
    amisec_aes_engine_t engine;

    if (with[ENGINE].pointer != NULL) {
        set_up(&engine, 0U, AMISEC_OK);
        engine.encrypt = with[FUNCTION].pointer == NULL ? NULL : encrypt;
        memcpy(with[ENGINE].pointer, &engine, sizeof engine);
    }
}

static void connect_ccm(const struct argument *with)
{
    amisec_ccm_parameters_t parameters;

    connect_engine(with);
    if (with[PARAMETERS].pointer != NULL) {
        memset(&parameters, 0, sizeof parameters);
        parameters.nonce = with[NONCE].pointer;
        parameters.nonce_length = with[NONCE].length;
        parameters.aad = with[AAD].pointer;
        parameters.aad_length = with[AAD].length;
        parameters.tag = with[TAG].pointer;
        parameters.tag_length = with[TAG].length;
        memcpy(with[PARAMETERS].pointer, &parameters, sizeof parameters);
    }
}

static void connect_gcm(const struct argument *with)
{
    amisec_gcm_parameters_t parameters;

    connect_engine(with);
    if (with[PARAMETERS].pointer != NULL) {
        memset(&parameters, 0, sizeof parameters);
        parameters.nonce = with[NONCE].pointer;
        parameters.nonce_length = with[NONCE].length;
        parameters.aad = with[AAD].pointer;
        parameters.aad_length = with[AAD].length;
        parameters.tag = with[TAG].pointer;
        parameters.tag_length = with[TAG].length;
        memcpy(with[PARAMETERS].pointer, &parameters, sizeof parameters);
    }
}

#define AN_ENGINE STRUCTURE("engine", amisec_aes_engine_t), CALLBACK("encrypt")

static const struct parameter ctr_parameters[] = {
    AN_ENGINE,
    INPUT("counter", 16U),
    INPUT_OF_LENGTH("input", 35U, AMISEC_OK),
    OUTPUT_AS_LONG_AS(CTR_DATA, "output", 35U),
};
static const struct parameter cmac_parameters[] = {
    AN_ENGINE,
    INPUT_OF_LENGTH("data", 33U, AMISEC_OK),
    OUTPUT("tag", 16U, NEVER),
};
static const struct parameter verify_parameters[] = {
    AN_ENGINE,
    INPUT_OF_LENGTH("data", 33U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("tag", 16U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length verify_lengths[] = { { CMAC_TAG, 1U }, { CMAC_TAG, 7U }, { CMAC_TAG, 17U } };

static amisec_status_t call_ctr(const struct argument *with)
{
    return amisec_aes_engine_ctr(
        with[ENGINE].pointer, with[COUNTER].pointer, with[CTR_DATA].pointer, with[CTR_DATA].length,
        with[CTR_RESULT].pointer);
}

static amisec_status_t call_cmac(const struct argument *with)
{
    return amisec_aes_engine_cmac(
        with[ENGINE].pointer, with[CMAC_DATA].pointer, with[CMAC_DATA].length, with[CMAC_TAG].pointer);
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_aes_engine_cmac_verify(
        with[ENGINE].pointer, with[CMAC_DATA].pointer, with[CMAC_DATA].length, with[CMAC_TAG].pointer,
        with[CMAC_TAG].length);
}

static void prepare_verify(const struct argument *with)
{
    connect_engine(with);
    CHECK_STATUS(AMISEC_OK, call_cmac(with));
}

ROW(amisec_aes_engine_ctr, ctr_parameters, .call = call_ctr, .connect = connect_engine)
ROW(amisec_aes_engine_cmac, cmac_parameters, .call = call_cmac, .connect = connect_engine)
ROW(amisec_aes_engine_cmac_verify, verify_parameters, .call = call_verify, .prepare = prepare_verify,
    .connect = connect_engine, WRONG_LENGTHS(verify_lengths))

#define ROWS_OF_MODE(mode)                                                                   \
    static const struct parameter mode##_seal_parameters[] = {                               \
        AN_ENGINE,                                                                           \
        STRUCTURE("parameters", amisec_##mode##_parameters_t),                               \
        INPUT_OF_LENGTH("nonce", 12U, AMISEC_BAD_LENGTH),                                    \
        INPUT_OF_LENGTH("aad", 20U, AMISEC_OK),                                              \
        OUTPUT_OF_LENGTH("tag", 16U, AMISEC_BAD_LENGTH),                                     \
        INPUT_OF_LENGTH("input", MESSAGE, AMISEC_OK),                                        \
        OUTPUT_AS_LONG_AS(DATA, "output", MESSAGE),                                          \
    };                                                                                       \
    static const struct parameter mode##_open_parameters[] = {                               \
        AN_ENGINE,                                                                           \
        STRUCTURE("parameters", amisec_##mode##_parameters_t),                               \
        INPUT_OF_LENGTH("nonce", 12U, AMISEC_BAD_LENGTH),                                    \
        INPUT_OF_LENGTH("aad", 20U, AMISEC_NOT_AUTHENTIC),                                   \
        INPUT_OF_LENGTH("tag", 12U, AMISEC_BAD_LENGTH),                                      \
        INPUT_OF_LENGTH("input", MESSAGE, AMISEC_NOT_AUTHENTIC),                             \
        OUTPUT_AS_LONG_AS(DATA, "output", MESSAGE),                                          \
    };                                                                                       \
    static const struct wrong_length mode##_lengths[] = { { TAG, 1U }, { TAG, 5U }, { TAG, 17U } }; \
    static amisec_status_t call_##mode##_seal(const struct argument *with)                   \
    {                                                                                        \
        return amisec_aes_engine_##mode##_seal(with[ENGINE].pointer, with[PARAMETERS].pointer, \
            with[DATA].pointer, with[DATA].length, with[RESULT].pointer);                    \
    }                                                                                        \
    static amisec_status_t call_##mode##_open(const struct argument *with)                   \
    {                                                                                        \
        return amisec_aes_engine_##mode##_open(with[ENGINE].pointer, with[PARAMETERS].pointer, \
            with[DATA].pointer, with[DATA].length, with[RESULT].pointer);                    \
    }                                                                                        \
    /* The input becomes a ciphertext, the tag its tag. */                                   \
    static void prepare_##mode##_open(const struct argument *with)                           \
    {                                                                                        \
        connect_##mode(with);                                                                \
        CHECK_STATUS(AMISEC_OK, amisec_aes_engine_##mode##_seal(with[ENGINE].pointer,        \
            with[PARAMETERS].pointer, with[DATA].pointer, MESSAGE, with[DATA].pointer));     \
    }                                                                                        \
    ROW(amisec_aes_engine_##mode##_seal, mode##_seal_parameters, .call = call_##mode##_seal, \
        .connect = connect_##mode, WRONG_LENGTHS(mode##_lengths))                            \
    ROW(amisec_aes_engine_##mode##_open, mode##_open_parameters, .call = call_##mode##_open, \
        .prepare = prepare_##mode##_open, .connect = connect_##mode, WRONG_LENGTHS(mode##_lengths)) \
                                                                                             \
    TEST(one_flipped_bit_is_not_authentic_in_##mode)                                         \
    {                                                                                        \
        fails_for_flipped_bits(&amisec_aes_engine_##mode##_open_row, TAG, 0U, 7U, AMISEC_NOT_AUTHENTIC); \
        fails_for_flipped_bits(&amisec_aes_engine_##mode##_open_row, DATA, 0U, 11U, AMISEC_NOT_AUTHENTIC); \
    }
ROWS_OF_MODE(ccm)
ROWS_OF_MODE(gcm)

TESTS(
    "AES engine",
    CASE(gives_what_a_key_gives),
    CASE(a_failure_at_any_block_leaves_nothing),
    CASE(amisec_aes_engine_ctr_refusals),
    CASE(amisec_aes_engine_cmac_refusals),
    CASE(amisec_aes_engine_cmac_verify_refusals),
    CASE(amisec_aes_engine_ccm_seal_refusals),
    CASE(amisec_aes_engine_ccm_open_refusals),
    CASE(one_flipped_bit_is_not_authentic_in_ccm),
    CASE(amisec_aes_engine_gcm_seal_refusals),
    CASE(amisec_aes_engine_gcm_open_refusals),
    CASE(one_flipped_bit_is_not_authentic_in_gcm))
