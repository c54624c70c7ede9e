/* Writes the Monte Carlo loops of AES (AESAVS, 6.4.1 and 6.4.2) as OpenSSL computes them: 100 times 1000
 * rounds for ECB and CBC, each key size and both directions, in the form of NIST's response files.
 *
 *     aes_monte_carlo FOLDER
 *
 * It contains no code of amisec. Where NIST published a loop, it starts as that one and must
 * come to the same last block: the loops are those of AESAVS. */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 16
#define OUTER_ROUNDS 100
#define INNER_ROUNDS 1000

typedef struct {
    const char *mode;
    int bits;
    int encrypts;
    unsigned char key[32];
    unsigned char iv[BLOCK];
    unsigned char input[BLOCK];
} loop_t;

/* From NIST's files ECBMCT128, ECBMCT192 and CBCMCT128: where the loop begins, and its last block. */
static const struct {
    const char *mode;
    int bits;
    int encrypts;
    const char *key;
    const char *iv;
    const char *input;
    const char *last_output;
} published[] = {
    { "ECB", 128, 1, "139a35422f1d61de3c91787fe0507afd", "", "b9145a768b7dc489a096b546f43b231f",
      "fb2649694783b551eacd9d5db6126d47" },
    { "ECB", 128, 0, "0c60e7bf20ada9baa9e1ddf0d1540726", "", "b08a29b11a500ea3aca42c36675b9785",
      "d1d2bfdc58ffcad2341b095bce55221e" },
    { "ECB", 192, 1, "b9a63e09e1dfc42e93a90d9bad739e5967aef672eedd5da9", "", "85a1f7a58167b389cddc8a9ff175ee26",
      "5d1196da8f184975e240949a25104554" },
    { "ECB", 192, 0, "4b97585701c03fbebdfa8555024f589f1482c58a00fdd9fd", "", "d0bd0e02ded155e4516be83f42d347a4",
      "b63ef1b79507a62eba3dafcec54a6328" },
    { "CBC", 128, 1, "8809e7dd3a959ee5d8dbb13f501f2274", "e5c0bb535d7d54572ad06d170a0e58ae",
      "1fd4ee65603e6130cfc2a82ab3d56c24", "7bed7671c8913aa1330f193761523e67" }
};

static void from_hexadecimal(unsigned char *bytes, const char *digits)
{
    unsigned int byte;

    for (; digits[0] != '\0' && sscanf(digits, "%2x", &byte) == 1; digits += 2) {
        *bytes++ = (unsigned char)byte;
    }
}

static void write_bytes(FILE *file, const char *name, const unsigned char *bytes, int length)
{
    int position;

    (void)fprintf(file, "%s = ", name);
    for (position = 0; position < length; position++) {
        (void)fprintf(file, "%02x", bytes[position]);
    }
    (void)fprintf(file, "\n");
}

/* 1000 rounds. OpenSSL chains by itself: in CBC one context takes all blocks. The next input is, with
 * ECB, the last output; with CBC, the output before it, which at the start is the initialisation vector.
 * Gives the last two outputs. */
static void compute_rounds(const loop_t *loop, unsigned char *output, unsigned char *earlier_output)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    const int is_cbc = strcmp(loop->mode, "CBC") == 0;
    unsigned char input[BLOCK];
    unsigned char before[BLOCK];
    char name[16];
    int length = 0;
    int round;

    (void)snprintf(name, sizeof name, "AES-%d-%s", loop->bits, loop->mode);
    if (context == NULL
        || EVP_CipherInit_ex(
               context, EVP_get_cipherbyname(name), NULL, loop->key, is_cbc ? loop->iv : NULL, loop->encrypts) != 1
        || EVP_CIPHER_CTX_set_padding(context, 0) != 1) {
        (void)fprintf(stderr, "OpenSSL does not start %s\n", name);
        exit(1);
    }
    memcpy(input, loop->input, BLOCK);
    memcpy(output, loop->iv, BLOCK);
    for (round = 0; round < INNER_ROUNDS; round++) {
        memcpy(before, output, BLOCK);
        if (EVP_CipherUpdate(context, output, &length, input, BLOCK) != 1 || length != BLOCK) {
            (void)fprintf(stderr, "OpenSSL does not compute %s\n", name);
            exit(1);
        }
        memcpy(input, is_cbc ? before : output, BLOCK);
        memcpy(earlier_output, before, BLOCK);
    }
    EVP_CIPHER_CTX_free(context);
}

/* 100 times the rounds; each time the key takes in the end of the last two outputs. Gives the last. */
static void compute_loop(loop_t *loop, FILE *file, unsigned char *last_output)
{
    const int key_length = loop->bits / 8;
    const int is_cbc = strcmp(loop->mode, "CBC") == 0;
    const char *input_name = loop->encrypts ? "PLAINTEXT" : "CIPHERTEXT";
    const char *output_name = loop->encrypts ? "CIPHERTEXT" : "PLAINTEXT";
    unsigned char last_two[2 * BLOCK];
    int round;
    int position;

    (void)fprintf(file, "# AESAVS Monte Carlo, computed by %s\n\n", OpenSSL_version(OPENSSL_VERSION));
    for (round = 0; round < OUTER_ROUNDS; round++) {
        compute_rounds(loop, last_two + BLOCK, last_two);
        (void)fprintf(file, "COUNT = %d\n", round);
        write_bytes(file, "KEY", loop->key, key_length);
        if (is_cbc) {
            write_bytes(file, "IV", loop->iv, BLOCK);
        }
        write_bytes(file, input_name, loop->input, BLOCK);
        write_bytes(file, output_name, last_two + BLOCK, BLOCK);
        (void)fprintf(file, "\n");

        for (position = 0; position < key_length; position++) {
            loop->key[position] = (unsigned char)(loop->key[position] ^ last_two[2 * BLOCK - key_length + position]);
        }
        memcpy(loop->iv, last_two + BLOCK, BLOCK);
        memcpy(loop->input, is_cbc ? last_two : last_two + BLOCK, BLOCK);
    }
    memcpy(last_output, last_two + BLOCK, BLOCK);
}

/* The start of a loop: NIST's where there is one, else bytes that only have to differ. */
static const char *choose_start(loop_t *loop)
{
    size_t row;
    int position;

    for (row = 0; row < sizeof published / sizeof published[0]; row++) {
        if (strcmp(published[row].mode, loop->mode) == 0 && published[row].bits == loop->bits
            && published[row].encrypts == loop->encrypts) {
            from_hexadecimal(loop->key, published[row].key);
            from_hexadecimal(loop->iv, published[row].iv);
            from_hexadecimal(loop->input, published[row].input);
            return published[row].last_output;
        }
    }
    for (position = 0; position < 32; position++) {
        loop->key[position] = (unsigned char)(7 * position + loop->bits + loop->encrypts + loop->mode[0]);
    }
    for (position = 0; position < BLOCK; position++) {
        loop->iv[position] = (unsigned char)(11 * position + loop->bits);
        loop->input[position] = (unsigned char)(13 * position + loop->encrypts);
    }
    return NULL;
}

int main(int count, char **words)
{
    static const char *const modes[2] = { "ECB", "CBC" };
    int mode;
    int bits;
    int encrypts;
    int known = 0;

    if (count != 2) {
        (void)fprintf(stderr, "usage: aes_monte_carlo FOLDER\n");
        return 2;
    }
    for (mode = 0; mode < 2; mode++) {
        for (bits = 128; bits <= 256; bits += 64) {
            for (encrypts = 0; encrypts < 2; encrypts++) {
                loop_t loop = { modes[mode], bits, encrypts, { 0 }, { 0 }, { 0 } };
                const char *last_published = choose_start(&loop);
                unsigned char last_output[BLOCK];
                unsigned char expected[BLOCK];
                char path[4096];
                FILE *file;

                (void)snprintf(
                    path, sizeof path, "%s/%sMonte%s%d.rsp", words[1], modes[mode], encrypts ? "Encrypt" : "Decrypt",
                    bits);
                file = fopen(path, "w");
                if (file == NULL) {
                    (void)fprintf(stderr, "%s cannot be written\n", path);
                    return 1;
                }
                compute_loop(&loop, file, last_output);
                if (fclose(file) != 0) {
                    (void)fprintf(stderr, "%s cannot be written\n", path);
                    return 1;
                }
                if (last_published != NULL) {
                    from_hexadecimal(expected, last_published);
                    if (memcmp(expected, last_output, BLOCK) != 0) {
                        (void)fprintf(stderr, "%s does not end as NIST's vector\n", path);
                        return 1;
                    }
                    known++;
                }
            }
        }
    }
    (void)printf("Monte Carlo: 12 loops of AES by OpenSSL, %d of them end as NIST published\n", known);
    return 0;
}
