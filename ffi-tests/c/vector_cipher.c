/* AES: blocks, CBC and CTR, both directions, apart and in place; and the Monte Carlo loops. */
#include "vector_aes.h"
#include "vector_cases.h"

#define BLOCK 16U
#define ROUNDS 1000U

static const char *execute_ecb(vector_case_t *this_case);
static const char *execute_cbc(vector_case_t *this_case);
static const char *execute_ctr(vector_case_t *this_case);
static const char *execute_monte_carlo(vector_case_t *this_case);

const char *vector_execute_aes(vector_case_t *this_case)
{
    switch (this_case->operation) {
    case VECTOR_AES_ECB:
        return execute_ecb(this_case);
    case VECTOR_AES_CBC:
        return execute_cbc(this_case);
    case VECTOR_AES_CTR:
        return execute_ctr(this_case);
    default:
        return execute_monte_carlo(this_case);
    }
}

static const char *execute_ecb(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t ciphertext = vector_take_field();
    uint8_t *output = vector_take_output(BLOCK);
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;
    size_t position;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(
        aes != NULL && plaintext.length == ciphertext.length && plaintext.length % BLOCK == 0 && plaintext.length > 0,
        "a key and whole blocks are needed");
    VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");
    for (position = 0; position < plaintext.length; position += BLOCK) {
        VECTOR_NEED(aes->encrypt_block(&key, plaintext.bytes + position, output), "encrypt_block failed");
        VECTOR_CHECK(vector_same(output, ciphertext.bytes + position, BLOCK), "encrypt_block gave another block");
        VECTOR_NEED(aes->decrypt_block(&key, output, output), "decrypt_block in place failed");
        VECTOR_CHECK(
            vector_same(output, plaintext.bytes + position, BLOCK), "decrypt_block in place gave another block");
        VECTOR_NEED(aes->encrypt_block(&key, output, output), "encrypt_block in place failed");
        VECTOR_CHECK(
            vector_same(output, ciphertext.bytes + position, BLOCK), "encrypt_block in place gave another block");
        VECTOR_NEED(aes->decrypt_block(&key, ciphertext.bytes + position, output), "decrypt_block failed");
        VECTOR_CHECK(vector_same(output, plaintext.bytes + position, BLOCK), "decrypt_block gave another block");
    }
    return NULL;
}

static const char *execute_cbc(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t iv = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t ciphertext = vector_take_field();
    const size_t length = plaintext.length;
    uint8_t *output = vector_take_output(length);
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(
        aes != NULL && iv.length == BLOCK && length == ciphertext.length && length >= BLOCK,
        "a key, an initialisation vector and whole blocks are needed");
    VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");

    VECTOR_NEED(aes->cbc_encrypt(&key, iv.bytes, plaintext.bytes, length, output), "cbc_encrypt failed");
    VECTOR_CHECK(vector_same(output, ciphertext.bytes, length), "cbc_encrypt gave another ciphertext");
    VECTOR_NEED(aes->cbc_decrypt(&key, iv.bytes, output, length, output), "cbc_decrypt in place failed");
    VECTOR_CHECK(vector_same(output, plaintext.bytes, length), "cbc_decrypt in place gave another plaintext");
    VECTOR_NEED(aes->cbc_encrypt(&key, iv.bytes, output, length, output), "cbc_encrypt in place failed");
    VECTOR_CHECK(vector_same(output, ciphertext.bytes, length), "cbc_encrypt in place gave another ciphertext");
    VECTOR_NEED(aes->cbc_decrypt(&key, iv.bytes, ciphertext.bytes, length, output), "cbc_decrypt failed");
    VECTOR_CHECK(vector_same(output, plaintext.bytes, length), "cbc_decrypt gave another plaintext");

    /* A message in two calls: the second goes on from the last block of the first. */
    VECTOR_NEED(aes->cbc_encrypt(&key, iv.bytes, plaintext.bytes, BLOCK, output), "cbc_encrypt failed");
    VECTOR_NEED(
        aes->cbc_encrypt(&key, ciphertext.bytes, plaintext.bytes + BLOCK, length - BLOCK, output + BLOCK),
        "cbc_encrypt of the rest failed");
    VECTOR_CHECK(vector_same(output, ciphertext.bytes, length), "cbc_encrypt in two calls gave another ciphertext");
    return NULL;
}

static const char *execute_ctr(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t counter = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t ciphertext = vector_take_field();
    const size_t length = plaintext.length;
    uint8_t *output = vector_take_output(length);
    uint8_t *next_counter = vector_take_output(BLOCK);
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;
    size_t position = BLOCK;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(
        aes != NULL && counter.length == BLOCK && length == ciphertext.length && length >= BLOCK,
        "a key, a counter block and at least one block are needed");
    VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");

    VECTOR_NEED(aes->ctr(&key, counter.bytes, plaintext.bytes, length, output), "ctr failed");
    VECTOR_CHECK(vector_same(output, ciphertext.bytes, length), "ctr gave another ciphertext");
    VECTOR_NEED(aes->ctr(&key, counter.bytes, output, length, output), "ctr in place failed");
    VECTOR_CHECK(vector_same(output, plaintext.bytes, length), "ctr in place gave another plaintext");

    /* A message in two calls: the second starts with the next counter block. */
    vector_copy(next_counter, counter.bytes, BLOCK);
    do {
        position--;
        next_counter[position]++;
    } while (next_counter[position] == 0 && position > 0);
    VECTOR_NEED(aes->ctr(&key, counter.bytes, plaintext.bytes, BLOCK, output), "ctr failed");
    VECTOR_NEED(
        aes->ctr(&key, next_counter, plaintext.bytes + BLOCK, length - BLOCK, output + BLOCK), "ctr failed");
    VECTOR_CHECK(vector_same(output, ciphertext.bytes, length), "ctr in two calls gave another ciphertext");
    return NULL;
}

/* AESAVS, 6.4: 1000 rounds, each of which takes the output of an earlier one. With ECB that is the
 * last round; with CBC the chaining value is the last ciphertext, and the input the output of the
 * round before the last one, at the start the initialisation vector. */
static const char *execute_monte_carlo(vector_case_t *this_case)
{
    const int is_cbc = this_case->operation == VECTOR_AES_CBC_ENCRYPT_MONTE_CARLO
        || this_case->operation == VECTOR_AES_CBC_DECRYPT_MONTE_CARLO;
    const int encrypts = this_case->operation == VECTOR_AES_ECB_ENCRYPT_MONTE_CARLO
        || this_case->operation == VECTOR_AES_CBC_ENCRYPT_MONTE_CARLO;
    const vector_field_t no_iv = { NULL, 0 };
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t iv = is_cbc ? vector_take_field() : no_iv;
    const vector_field_t first_input = vector_take_field();
    const vector_field_t last_output = vector_take_field();
    uint8_t *chaining = vector_take_output(BLOCK);
    uint8_t *input = vector_take_output(BLOCK);
    uint8_t *output = vector_take_output(BLOCK);
    uint8_t *earlier_output = vector_take_output(BLOCK);
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;
    uint16_t round;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(
        aes != NULL && first_input.length == BLOCK && last_output.length == BLOCK
            && iv.length == (is_cbc ? BLOCK : 0U),
        "a key and blocks are needed");
    VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");
    vector_copy(input, first_input.bytes, BLOCK);
    if (is_cbc) {
        vector_copy(chaining, iv.bytes, BLOCK);
        vector_copy(earlier_output, iv.bytes, BLOCK);
    }
    for (round = 0; round < ROUNDS; round++) {
        if (!is_cbc) {
            VECTOR_NEED(
                encrypts ? aes->encrypt_block(&key, input, output) : aes->decrypt_block(&key, input, output),
                "a block function failed");
            vector_copy(input, output, BLOCK);
        } else {
            VECTOR_NEED(
                encrypts ? aes->cbc_encrypt(&key, chaining, input, BLOCK, output)
                         : aes->cbc_decrypt(&key, chaining, input, BLOCK, output),
                "a function of CBC failed");
            vector_copy(chaining, encrypts ? output : input, BLOCK);
            vector_copy(input, earlier_output, BLOCK);
            vector_copy(earlier_output, output, BLOCK);
        }
    }
    VECTOR_CHECK(vector_same(output, last_output.bytes, BLOCK), "the last output is another one");
    return NULL;
}
