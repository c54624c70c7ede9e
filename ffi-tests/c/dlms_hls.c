/* DLMS/COSEM (IEC 62056-5-3): HLS mechanisms 6 and 7, and key agreement. */
#include "refusals.h"


static const uint8_t client_title[8] = { 0x4D, 0x4D, 0x4D, 0x00, 0x00, 0xBC, 0x61, 0x4E };
static const uint8_t server_title[8] = { 0x4D, 0x4D, 0x4D, 0x00, 0x00, 0x00, 0x00, 0x01 };
static const uint8_t secret[16] = "a shared secret";
static const uint8_t to_server[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
static const uint8_t to_client[8] = { 11, 12, 13, 14, 15, 16, 17, 18 };

static amisec_dlms_hls_parameters_t seen_by_client(void)
{
    amisec_dlms_hls_parameters_t parameters = AMISEC_DLMS_HLS_PARAMETERS_INIT;

    parameters.own_title = client_title;
    parameters.peer_title = server_title;
    parameters.received = to_client;
    parameters.received_length = sizeof to_client;
    parameters.sent = to_server;
    parameters.sent_length = sizeof to_server;
    return parameters;
}

static amisec_dlms_hls_parameters_t seen_by_server(void)
{
    amisec_dlms_hls_parameters_t parameters = AMISEC_DLMS_HLS_PARAMETERS_INIT;

    parameters.own_title = server_title;
    parameters.peer_title = client_title;
    parameters.received = to_server;
    parameters.received_length = sizeof to_server;
    parameters.sent = to_client;
    parameters.sent_length = sizeof to_client;
    return parameters;
}

TEST(mechanism_6_hashes_secret_titles_and_challenges_of_who_answers)
{
    const amisec_dlms_hls_parameters_t client = seen_by_client();
    const amisec_dlms_hls_parameters_t server = seen_by_server();
    uint8_t hashed[sizeof secret + 16U + sizeof to_client + sizeof to_server];
    uint8_t expected[32];
    uint8_t answer[32];

    memcpy(hashed, secret, sizeof secret);
    memcpy(hashed + 16, client_title, 8);
    memcpy(hashed + 24, server_title, 8);
    memcpy(hashed + 32, to_client, sizeof to_client);
    memcpy(hashed + 40, to_server, sizeof to_server);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(hashed, sizeof hashed, expected));
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls6_answer(secret, sizeof secret, &client, answer));
    CHECK_BYTES(expected, answer, sizeof answer);
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls6_check(secret, sizeof secret, &server, answer));
    /* One's own answer, sent back, is none of the other side. */
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_dlms_hls6_check(secret, sizeof secret, &client, answer));
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls6_answer(secret, sizeof secret, &server, answer));
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls6_check(secret, sizeof secret, &client, answer));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_dlms_hls6_check(secret, sizeof secret - 1U, &client, answer));
}

TEST(equal_challenges_prove_nothing)
{
    amisec_dlms_hls_parameters_t client = seen_by_client();
    amisec_dlms_hls_parameters_t server = seen_by_server();
    uint8_t answer[32];

    client.sent = client.received;
    client.sent_length = client.received_length;
    server.received = server.sent;
    server.received_length = server.sent_length;
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls6_answer(secret, sizeof secret, &server, answer));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_dlms_hls6_check(secret, sizeof secret, &client, answer));
}

static void make_keys(
    amisec_p256_private_key_t *private_key, amisec_p256_public_key_t *public_key, uint8_t value)
{
    uint8_t bytes[32];

    memset(bytes, value, sizeof bytes);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(private_key, bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(public_key, private_key));
}

TEST(mechanism_7_signs_titles_and_challenges_of_who_answers)
{
    const amisec_dlms_hls_parameters_t client = seen_by_client();
    const amisec_dlms_hls_parameters_t server = seen_by_server();
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t signed_bytes[16U + sizeof to_client + sizeof to_server];
    uint8_t signature[64];

    make_keys(&private_key, &public_key, 0x17U);
    memcpy(signed_bytes, client_title, 8);
    memcpy(signed_bytes + 8, server_title, 8);
    memcpy(signed_bytes + 16, to_client, sizeof to_client);
    memcpy(signed_bytes + 24, to_server, sizeof to_server);
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls7_answer(&private_key, &client, signature));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, signed_bytes, sizeof signed_bytes, signature));
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls7_check(&public_key, &server, signature));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_dlms_hls7_check(&public_key, &client, signature));
    signature[63] ^= 1U;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_dlms_hls7_check(&public_key, &server, signature));
}

TEST(both_sides_agree_on_a_key_for_each_purpose)
{
    amisec_p256_private_key_t u_private;
    amisec_p256_private_key_t v_private;
    amisec_p256_public_key_t u_public;
    amisec_p256_public_key_t v_public;
    uint8_t hashed[4U + 32U + 7U + 16U] = { 0, 0, 0, 1 };
    uint8_t expected[32];
    uint8_t u_key[16];
    uint8_t v_key[16];
    static const uint8_t algorithm_id[7] = { 0x60, 0x85, 0x74, 0x05, 0x08, 0x03, 0x00 };

    make_keys(&u_private, &u_public, 0x21U);
    make_keys(&v_private, &v_public, 0x43U);
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_agree_key(
            &u_private, &v_public, AMISEC_DLMS_KEY_FOR_GCM, client_title, 8U, server_title, 8U, u_key));
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_agree_key(
            &v_private, &u_public, AMISEC_DLMS_KEY_FOR_GCM, client_title, 8U, server_title, 8U, v_key));
    CHECK_BYTES(u_key, v_key, sizeof u_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh(&u_private, &v_public, hashed + 4));
    memcpy(hashed + 36, algorithm_id, sizeof algorithm_id);
    memcpy(hashed + 43, client_title, 8);
    memcpy(hashed + 51, server_title, 8);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(hashed, sizeof hashed, expected));
    CHECK_BYTES(expected, u_key, sizeof u_key);
    hashed[42] = 0x02;
    CHECK_STATUS(AMISEC_OK, amisec_sha256(hashed, sizeof hashed, expected));
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_agree_key(
            &u_private, &v_public, AMISEC_DLMS_KEY_FOR_WRAP, client_title, 8U, server_title, 8U, u_key));
    CHECK_BYTES(expected, u_key, sizeof u_key);
    CHECK_STATUS(AMISEC_BAD_ARGUMENT,
        amisec_dlms_agree_key(&u_private, &v_public, 1U, client_title, 8U, server_title, 8U, u_key));
}

/* --- Refusals --- */

enum { OWN = 2, PEER, RECEIVED, SENT, ANSWER };

#define HLS_PARAMETERS                                                                     \
    STRUCTURE("parameters", amisec_dlms_hls_parameters_t), INPUT("own_title", 8U),         \
        INPUT("peer_title", 8U), INPUT_OF_LENGTH("received", 10U, AMISEC_BAD_LENGTH),      \
        INPUT_OF_LENGTH("sent", 11U, AMISEC_BAD_LENGTH)

static const struct parameter hls6_answer_parameters[] = {
    INPUT_OF_LENGTH("secret", 16U, AMISEC_BAD_LENGTH),
    HLS_PARAMETERS,
    OUTPUT("answer", 32U, NEVER),
};
static const struct parameter hls6_check_parameters[] = {
    INPUT_OF_LENGTH("secret", 16U, AMISEC_BAD_LENGTH),
    HLS_PARAMETERS,
    INPUT("answer", 32U),
};
static const struct parameter hls7_answer_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    HLS_PARAMETERS,
    OUTPUT("signature", 64U, NEVER),
};
static const struct parameter hls7_check_parameters[] = {
    OBJECT("key", amisec_p256_public_key_t),
    HLS_PARAMETERS,
    INPUT("signature", 64U),
};
static const struct wrong_length wrong_challenges[] = {
    { RECEIVED, 7U }, { RECEIVED, 65U }, { SENT, 7U }, { SENT, 65U },
};

static void connect(const struct argument *with)
{
    amisec_dlms_hls_parameters_t given;

    if (with[1].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.own_title = with[OWN].pointer;
        given.peer_title = with[PEER].pointer;
        given.received = with[RECEIVED].pointer;
        given.received_length = with[RECEIVED].length;
        given.sent = with[SENT].pointer;
        given.sent_length = with[SENT].length;
        memcpy(with[1].pointer, &given, sizeof given);
    }
}

/* What the other side answers: titles and challenges change places. */
static amisec_dlms_hls_parameters_t seen_by_the_peer(const struct argument *with)
{
    amisec_dlms_hls_parameters_t given;

    given.own_title = with[PEER].pointer;
    given.peer_title = with[OWN].pointer;
    given.received = with[SENT].pointer;
    given.received_length = with[SENT].length;
    given.sent = with[RECEIVED].pointer;
    given.sent_length = with[RECEIVED].length;
    return given;
}

static amisec_status_t call_hls6_answer(const struct argument *with)
{
    return amisec_dlms_hls6_answer(with[0].pointer, with[0].length, with[1].pointer, with[ANSWER].pointer);
}

static amisec_status_t call_hls6_check(const struct argument *with)
{
    return amisec_dlms_hls6_check(with[0].pointer, with[0].length, with[1].pointer, with[ANSWER].pointer);
}

static amisec_status_t call_hls7_answer(const struct argument *with)
{
    return amisec_dlms_hls7_answer(with[0].pointer, with[1].pointer, with[ANSWER].pointer);
}

static amisec_status_t call_hls7_check(const struct argument *with)
{
    return amisec_dlms_hls7_check(with[0].pointer, with[1].pointer, with[ANSWER].pointer);
}

static void prepare_hls6_check(const struct argument *with)
{
    const amisec_dlms_hls_parameters_t peer = seen_by_the_peer(with);

    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls6_answer(with[0].pointer, with[0].length, &peer, with[ANSWER].pointer));
}

static void prepare_hls7_answer(const struct argument *with)
{
    amisec_p256_public_key_t public_key;

    make_keys(with[0].pointer, &public_key, 0x31U);
}

static void prepare_hls7_check(const struct argument *with)
{
    const amisec_dlms_hls_parameters_t peer = seen_by_the_peer(with);
    amisec_p256_private_key_t private_key;

    make_keys(&private_key, with[0].pointer, 0x31U);
    CHECK_STATUS(AMISEC_OK, amisec_dlms_hls7_answer(&private_key, &peer, with[ANSWER].pointer));
}

ROW(amisec_dlms_hls6_answer, hls6_answer_parameters, .call = call_hls6_answer, .connect = connect,
    WRONG_LENGTHS(wrong_challenges))
ROW(amisec_dlms_hls6_check, hls6_check_parameters, .call = call_hls6_check, .prepare = prepare_hls6_check,
    .connect = connect, WRONG_LENGTHS(wrong_challenges))
ROW(amisec_dlms_hls7_answer, hls7_answer_parameters, .call = call_hls7_answer, .prepare = prepare_hls7_answer,
    .connect = connect, WRONG_LENGTHS(wrong_challenges))
ROW(amisec_dlms_hls7_check, hls7_check_parameters, .call = call_hls7_check, .prepare = prepare_hls7_check,
    .connect = connect, WRONG_LENGTHS(wrong_challenges))

TEST(one_flipped_bit_proves_nothing)
{
    const struct row *row = &amisec_dlms_hls6_check_row;

    fails_for_flipped_bits(row, 0U, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, OWN, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, PEER, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, RECEIVED, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, SENT, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, ANSWER, 0U, 5U, AMISEC_NOT_AUTHENTIC);
}

static const struct parameter agree_parameters[] = {
    OBJECT("private_key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
    INPUT_OF_LENGTH("party_u", 8U, AMISEC_BAD_LENGTH),
    INPUT_OF_LENGTH("party_v", 8U, AMISEC_BAD_LENGTH),
    OUTPUT("key", 16U, NEVER),
};
static const struct wrong_length short_parties[] = { { 2U, 7U }, { 3U, 7U } };

static void prepare_agree(const struct argument *with)
{
    amisec_p256_private_key_t other_private;
    amisec_p256_public_key_t own_public;

    make_keys(with[0].pointer, &own_public, 0x31U);
    make_keys(&other_private, with[1].pointer, 0x32U);
}

static amisec_status_t call_agree(const struct argument *with)
{
    return amisec_dlms_agree_key(with[0].pointer, with[1].pointer, AMISEC_DLMS_KEY_FOR_GCM, with[2].pointer,
        with[2].length, with[3].pointer, with[3].length, with[4].pointer);
}

ROW(amisec_dlms_agree_key, agree_parameters, .call = call_agree, .prepare = prepare_agree,
    WRONG_LENGTHS(short_parties))

TESTS(
    "DLMS/COSEM: HLS 6 and 7, key agreement",
    CASE(mechanism_6_hashes_secret_titles_and_challenges_of_who_answers),
    CASE(equal_challenges_prove_nothing),
    CASE(mechanism_7_signs_titles_and_challenges_of_who_answers),
    CASE(both_sides_agree_on_a_key_for_each_purpose),
    CASE(amisec_dlms_hls6_answer_refusals),
    CASE(amisec_dlms_hls6_check_refusals),
    CASE(amisec_dlms_hls7_answer_refusals),
    CASE(amisec_dlms_hls7_check_refusals),
    CASE(one_flipped_bit_proves_nothing),
    CASE(amisec_dlms_agree_key_refusals))
