/* AES-GCM: what must be refused. Apart from gcm.c: together they are more than the flash of an MSP430 holds. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t nonce[12] = { 'r', 'e', 'f', 'u', 's', 'e', 'd', ' ', 'n', 'o', 'n', 'c' };
static const uint8_t aad[20] = { 'r', 'e', 'f', 'u', 's', 'e', 'd' };

/* Behind the structure stand the buffers that it refers to. */
enum { KEY, PARAMETERS, NONCE, AAD, TAG, DATA, RESULT };

#define PAYLOAD 40U

static const struct wrong_length wrong_lengths[] = {
    { TAG, 1U }, { TAG, 2U }, { TAG, 3U },  { TAG, 5U },  { TAG, 6U },  { TAG, 7U },
    { TAG, 9U }, { TAG, 10U }, { TAG, 11U }, { TAG, 17U }, { TAG, 18U }, { TAG, 260U },
};

static void connect(const struct argument *with)
{
    amisec_gcm_parameters_t parameters;

    if (with[PARAMETERS].pointer != NULL) {
        /* No padding of its own is left undefined. */
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

#define ROWS_OF_SIZE(bits, key_length)                                                          \
    static const struct parameter seal_parameters_##bits[] = {                                  \
        OBJECT("key", amisec_aes##bits##_key_t),                                                \
        STRUCTURE("parameters", amisec_gcm_parameters_t),                                       \
        INPUT_OF_LENGTH("nonce", 12U, AMISEC_BAD_LENGTH),                                       \
        INPUT_OF_LENGTH("aad", 20U, AMISEC_OK),                                                 \
        OUTPUT_OF_LENGTH("tag", 16U, AMISEC_BAD_LENGTH),                                        \
        INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_OK),                                           \
        OUTPUT_AS_LONG_AS(DATA, "output", PAYLOAD),                                             \
    };                                                                                          \
    static const struct parameter open_parameters_##bits[] = {                                  \
        OBJECT("key", amisec_aes##bits##_key_t),                                                \
        STRUCTURE("parameters", amisec_gcm_parameters_t),                                       \
        INPUT_OF_LENGTH("nonce", 13U, AMISEC_BAD_LENGTH),                                       \
        INPUT_OF_LENGTH("aad", 20U, AMISEC_NOT_AUTHENTIC),                                      \
        INPUT_OF_LENGTH("tag", 12U, AMISEC_BAD_LENGTH),                                         \
        INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_NOT_AUTHENTIC),                                \
        OUTPUT_AS_LONG_AS(DATA, "output", PAYLOAD),                                             \
    };                                                                                          \
    static void prepare_seal_##bits(const struct argument *with)                                \
    {                                                                                           \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));     \
    }                                                                                           \
    static amisec_status_t call_seal_##bits(const struct argument *with)                        \
    {                                                                                           \
        return amisec_aes##bits##_gcm_seal(with[KEY].pointer, with[PARAMETERS].pointer,         \
            with[DATA].pointer, with[DATA].length, with[RESULT].pointer);                       \
    }                                                                                           \
    static amisec_status_t call_open_##bits(const struct argument *with)                        \
    {                                                                                           \
        return amisec_aes##bits##_gcm_open(with[KEY].pointer, with[PARAMETERS].pointer,         \
            with[DATA].pointer, with[DATA].length, with[RESULT].pointer);                       \
    }                                                                                           \
    /* The input becomes a ciphertext, the tag its tag. */                                      \
    static void prepare_open_##bits(const struct argument *with)                                \
    {                                                                                           \
        prepare_seal_##bits(with);                                                              \
        connect(with);                                                                          \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_seal(with[KEY].pointer,                  \
            with[PARAMETERS].pointer, with[DATA].pointer, PAYLOAD, with[DATA].pointer));        \
    }                                                                                           \
    ROW(amisec_aes##bits##_gcm_seal, seal_parameters_##bits, .call = call_seal_##bits,          \
        .prepare = prepare_seal_##bits, .connect = connect, WRONG_LENGTHS(wrong_lengths))       \
    ROW(amisec_aes##bits##_gcm_open, open_parameters_##bits, .call = call_open_##bits,          \
        .prepare = prepare_open_##bits, .connect = connect, WRONG_LENGTHS(wrong_lengths))       \
                                                                                                \
    TEST(one_flipped_bit_is_not_authentic_with_aes##bits)                                       \
    {                                                                                           \
        const struct row *row = &amisec_aes##bits##_gcm_open_row;                               \
                                                                                                \
        fails_for_flipped_bits(row, TAG, 0U, 1U, AMISEC_NOT_AUTHENTIC);                         \
        fails_for_flipped_bits(row, NONCE, 0U, 11U, AMISEC_NOT_AUTHENTIC);                      \
        fails_for_flipped_bits(row, AAD, 0U, 11U, AMISEC_NOT_AUTHENTIC);                        \
        fails_for_flipped_bits(row, DATA, 0U, 11U, AMISEC_NOT_AUTHENTIC);                       \
    }
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

/* In parts. */
enum { MESSAGE, MESSAGE_KEY, IN, OUT };
enum { MESSAGE_BYTES = 1 };

static const struct parameter aad_parameters[] = {
    CONTEXT("context", amisec_gcm_t),
    INPUT_OF_LENGTH("aad", 21U, AMISEC_OK),
};
static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_gcm_t),
    OUTPUT_OF_LENGTH("tag", 13U, AMISEC_BAD_LENGTH),
};
static const struct parameter finish_verify_parameters[] = {
    FINISHED("context", amisec_gcm_t),
    INPUT_OF_LENGTH("tag", 13U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length finish_lengths[] = {
    { MESSAGE_BYTES, 1U },  { MESSAGE_BYTES, 3U },  { MESSAGE_BYTES, 5U },  { MESSAGE_BYTES, 7U },
    { MESSAGE_BYTES, 9U },  { MESSAGE_BYTES, 11U }, { MESSAGE_BYTES, 17U }, { MESSAGE_BYTES, 268U },
};

static void prepare_message(const struct argument *with)
{
    amisec_aes128_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(with[MESSAGE].pointer, &key, nonce, sizeof nonce));
    CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(with[MESSAGE].pointer, aad, sizeof aad));
}

static void prepare_verify(const struct argument *with)
{
    prepare_message(with);
    CHECK_STATUS(AMISEC_OK, amisec_gcm_finish(with[MESSAGE].pointer, with[MESSAGE_BYTES].pointer, 13U));
    prepare_message(with);
}

static amisec_status_t call_aad(const struct argument *with)
{
    return amisec_gcm_aad(with[MESSAGE].pointer, with[MESSAGE_BYTES].pointer, with[MESSAGE_BYTES].length);
}

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_gcm_finish(with[MESSAGE].pointer, with[MESSAGE_BYTES].pointer, with[MESSAGE_BYTES].length);
}

static amisec_status_t call_finish_verify(const struct argument *with)
{
    return amisec_gcm_finish_verify(with[MESSAGE].pointer, with[MESSAGE_BYTES].pointer, with[MESSAGE_BYTES].length);
}

ROW(amisec_gcm_aad, aad_parameters, .call = call_aad, .prepare = prepare_message)
ROW(amisec_gcm_finish, finish_parameters, .call = call_finish, .prepare = prepare_message,
    WRONG_LENGTHS(finish_lengths))
ROW(amisec_gcm_finish_verify, finish_verify_parameters, .call = call_finish_verify, .prepare = prepare_verify,
    WRONG_LENGTHS(finish_lengths))

TEST(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context)
{
    fails_for_flipped_bits(&amisec_gcm_finish_verify_row, MESSAGE_BYTES, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

#define STREAM_ROWS(bits, key_length)                                                           \
    static const struct parameter start_parameters_##bits[] = {                                 \
        NEW_OBJECT("context", amisec_gcm_t),                                                    \
        OBJECT("key", amisec_aes##bits##_key_t),                                                \
        INPUT_OF_LENGTH("nonce", 12U, AMISEC_BAD_LENGTH),                                       \
    };                                                                                          \
    static const struct parameter update_parameters_##bits[] = {                                \
        CONTEXT("context", amisec_gcm_t),                                                       \
        OBJECT("key", amisec_aes##bits##_key_t),                                                \
        INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_OK),                                           \
        OUTPUT_AS_LONG_AS(IN, "output", PAYLOAD),                                               \
    };                                                                                          \
    static void prepare_start_##bits(const struct argument *with)                               \
    {                                                                                           \
        CHECK_STATUS(AMISEC_OK,                                                                 \
            amisec_aes##bits##_set_key(with[MESSAGE_KEY].pointer, key_##bits));                 \
    }                                                                                           \
    static void prepare_update_##bits(const struct argument *with)                              \
    {                                                                                           \
        prepare_start_##bits(with);                                                             \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_start(                                   \
            with[MESSAGE].pointer, with[MESSAGE_KEY].pointer, nonce, sizeof nonce));            \
        CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(with[MESSAGE].pointer, aad, sizeof aad));        \
    }                                                                                           \
    static amisec_status_t call_start_##bits(const struct argument *with)                       \
    {                                                                                           \
        return amisec_aes##bits##_gcm_start(with[MESSAGE].pointer, with[MESSAGE_KEY].pointer,   \
            with[IN].pointer, with[IN].length);                                                 \
    }                                                                                           \
    static amisec_status_t call_encrypt_##bits(const struct argument *with)                     \
    {                                                                                           \
        return amisec_aes##bits##_gcm_encrypt_update(with[MESSAGE].pointer,                     \
            with[MESSAGE_KEY].pointer, with[IN].pointer, with[IN].length, with[OUT].pointer);   \
    }                                                                                           \
    static amisec_status_t call_decrypt_##bits(const struct argument *with)                     \
    {                                                                                           \
        return amisec_aes##bits##_gcm_decrypt_unverified_update(with[MESSAGE].pointer,          \
            with[MESSAGE_KEY].pointer, with[IN].pointer, with[IN].length, with[OUT].pointer);   \
    }                                                                                           \
    ROW(amisec_aes##bits##_gcm_start, start_parameters_##bits, .call = call_start_##bits,       \
        .prepare = prepare_start_##bits)                                                        \
    ROW(amisec_aes##bits##_gcm_encrypt_update, update_parameters_##bits,                        \
        .call = call_encrypt_##bits, .prepare = prepare_update_##bits)                          \
    ROW(amisec_aes##bits##_gcm_decrypt_unverified_update, update_parameters_##bits,             \
        .call = call_decrypt_##bits, .prepare = prepare_update_##bits)
FOR_EVERY_AES_SIZE(STREAM_ROWS)

#define CASES_OF_SIZE(bits, key_length)                                                         \
    CASE(amisec_aes##bits##_gcm_seal_refusals),                                                 \
    CASE(amisec_aes##bits##_gcm_open_refusals),                                                 \
    CASE(amisec_aes##bits##_gcm_start_refusals),                                                \
    CASE(amisec_aes##bits##_gcm_encrypt_update_refusals),                                       \
    CASE(amisec_aes##bits##_gcm_decrypt_unverified_update_refusals),                            \
    CASE(one_flipped_bit_is_not_authentic_with_aes##bits),

TESTS(
    "AES-GCM refusals",
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context),
    CASE(amisec_gcm_aad_refusals),
    CASE(amisec_gcm_finish_refusals),
    CASE(amisec_gcm_finish_verify_refusals))
