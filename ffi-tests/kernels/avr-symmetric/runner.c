/* Holds the AES, SHA-256 and GHASH leaves of an ATmega program in simavr against OpenSSL:
 *
 *     runner PART CALL_ENDS ELF CASES SEED
 *
 * Every call must leave the callee-saved registers, r1, the stack pointer, its inputs and what surrounds
 * its output as they were, and must execute the same instructions, on the same addresses of RAM, in the same
 * number of cycles as the first call of its kind. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/aes.h>
#include <openssl/sha.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_core.h>
#include <simavr/sim_elf.h>

enum {
    SET_KEY, ENCRYPT, DECRYPT, COMPRESS, MULTIPLY,
    STACK_POINTER = 0x5D, FIRST = 0x0301, SECOND = 0x0481, ARENA = 0x0300, ARENA_LENGTH = 0x0300,
    STACK = 0x0F00, FRAME_LENGTH = 0x40, LONGEST = 1000000
};

struct trail { uint64_t cycles, path, memory; unsigned int stack; };

static avr_t *avr;
static avr_flashaddr_t call_ends;
static struct trail trail;
static unsigned long passed, failed;
static uint64_t state;

static void mix(uint64_t *digest, uint64_t value)
{
    *digest = (*digest ^ value) * UINT64_C(0x100000001B3);
}

static unsigned int pair(unsigned int low)
{
    return (unsigned int)(avr->data[low] | avr->data[low + 1] << 8);
}

static void set_pair(unsigned int low, unsigned int value)
{
    avr->data[low] = (uint8_t)value;
    avr->data[low + 1] = (uint8_t)(value >> 8);
}

/* The address that the next instruction loads from or stores to in RAM, zero if it does neither. LPM is
 * left out: its addresses depend on secrets, its time does not. */
static uint64_t address(unsigned int code)
{
    const unsigned int displacement = (code & 7U) | (code >> 7 & 0x18U) | (code >> 8 & 0x20U);
    if ((code & 0xD000U) == 0x8000U) {
        return pair((code & 8U) != 0U ? 28 : 30) + displacement;
    }
    if ((code & 0xFC00U) != 0x9000U) {
        return 0;
    }
    switch (code & 0xFU) {
    case 0x0: /* LDS, STS: the address is in the next word */
        return (uint64_t)(avr->flash[avr->pc + 2] | avr->flash[avr->pc + 3] << 8);
    case 0x1: case 0x2:
        return pair(30);
    case 0x9: case 0xA:
        return pair(28);
    case 0xC: case 0xD: case 0xE:
        return pair(26);
    default:
        return 0;
    }
}

static bool call(unsigned int leaf, unsigned int a, unsigned int b, unsigned int c)
{
    const uint8_t *data = avr->data;
    uint8_t saved[0x20];
    unsigned int i, stack = STACK, ends = call_ends >> 1, lowest;
    uint64_t begin;
    bool good = true;
    for (i = 0; i < 0x20; i++) {
        avr->data[i] = (uint8_t)(0xA5 ^ i * 29);
    }
    avr->data[1] = 0;
    set_pair(24, a);
    set_pair(22, b);
    set_pair(20, c);
    memcpy(saved, data, sizeof saved);
    for (i = 0; i < FRAME_LENGTH; i++) {
        avr->data[STACK + 1 + i] = (uint8_t)(0xC3 ^ i * 7);
    }
    for (i = 0; i < (unsigned int)avr->address_size; i++) {
        avr->data[stack--] = (uint8_t)ends;
        ends >>= 8;
    }
    set_pair(STACK_POINTER, stack);
    lowest = stack;
    memset(&trail, 0, sizeof trail);
    avr->pc = leaf * 4;
    begin = avr->cycle + 3; /* without the jump */
    while (avr->pc != call_ends) {
        const unsigned int code = (unsigned int)(avr->flash[avr->pc] | avr->flash[avr->pc + 1] << 8);
        mix(&trail.path, avr->pc);
        mix(&trail.memory, address(code));
        avr->pc = avr_run_one(avr);
        if (pair(STACK_POINTER) < lowest) {
            lowest = pair(STACK_POINTER);
        }
        if (avr->cycle > begin + LONGEST) {
            return false;
        }
    }
    trail.cycles = avr->cycle - begin;
    trail.stack = STACK - lowest;
    good = memcmp(data + 1, saved + 1, 17) == 0 && memcmp(data + 28, saved + 28, 2) == 0 &&
           pair(STACK_POINTER) == STACK;
    for (i = 0; i < FRAME_LENGTH; i++) {
        good = good && data[STACK + 1 + i] == (uint8_t)(0xC3 ^ i * 7);
    }
    return good;
}

static uint8_t any_byte(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint8_t)(state >> 56);
}

/* Random bytes, or one of the values that carries and tables get wrong. */
static void any_bytes(uint8_t *bytes, size_t length, unsigned long number)
{
    static const uint8_t edges[] = {0x00, 0xFF, 0x80, 0x01, 0x7F, 0xFE};
    size_t i;
    for (i = 0; i < length; i++) {
        bytes[i] = number < sizeof edges ? edges[number] : any_byte();
    }
    if (number >= sizeof edges && number % 4 == 0) {
        memset(bytes, edges[number / 4 % sizeof edges], any_byte() % length);
    }
}

/* One call: `length` bytes at FIRST become `expected`, all else stays. */
static void judge(const char *name, struct trail *known, unsigned int leaf, unsigned int a, unsigned int b,
                  unsigned int c, const uint8_t *expected, unsigned int length)
{
    static uint8_t arena[ARENA_LENGTH];
    bool good;
    memcpy(arena, avr->data + ARENA, ARENA_LENGTH);
    memcpy(arena + FIRST - ARENA, expected, length);
    good = call(leaf, a, b, c) && memcmp(arena, avr->data + ARENA, ARENA_LENGTH) == 0;
    if (leaf == MULTIPLY) {
        trail.memory = 0; /* its table in RAM is indexed by a secret; RAM answers in one time */
    }
    if (known->cycles == 0) {
        *known = trail;
    }
    if (memcmp(known, &trail, sizeof trail) != 0) {
        good = false;
    }
    passed += good;
    failed += !good;
    if (!good && failed <= 5) {
        printf("FAILED %s: %" PRIu64 " cycles, first %" PRIu64 "\n", name, trail.cycles, known->cycles);
    }
}

static void prepare(const uint8_t *first, size_t first_length, const uint8_t *second, size_t second_length)
{
    memset(avr->data + ARENA, 0x5A, ARENA_LENGTH);
    memcpy(avr->data + FIRST, first, first_length);
    memcpy(avr->data + SECOND, second, second_length);
}

static void judge_aes(unsigned long cases)
{
    static const unsigned int lengths[] = {16, 24, 32};
    unsigned int i, j;
    for (i = 0; i < 3; i++) {
        struct trail keys = {0}, encryption = {0}, decryption = {0};
        const unsigned int length = lengths[i], rounds = length / 4 + 6, size = 16 * (rounds + 1);
        unsigned long number;
        for (number = 0; number < cases / 3; number++) {
            uint8_t key[32], block[16], expected[16], schedule[240], empty[240] = {0};
            AES_KEY reference;
            any_bytes(key, length, number);
            any_bytes(block, 16, number * 7);
            (void)AES_set_encrypt_key(key, (int)length * 8, &reference);
            for (j = 0; j < size; j++) {
                schedule[j] = (uint8_t)(reference.rd_key[j / 4] >> 8 * (j % 4));
            }
            prepare(empty, size, key, length);
            judge("set_key", &keys, SET_KEY, FIRST, SECOND, length, schedule, size);
            AES_encrypt(block, expected, &reference);
            prepare(block, 16, schedule, size);
            judge("encrypt", &encryption, ENCRYPT, SECOND, FIRST, rounds, expected, 16);
            prepare(expected, 16, schedule, size);
            judge("decrypt", &decryption, DECRYPT, SECOND + size, FIRST, rounds, block, 16);
        }
        printf("  AES-%u: set_key %" PRIu64 ", encrypt %" PRIu64 ", decrypt %" PRIu64
               " cycles, %u, %u, %u bytes of stack\n",
               length * 8, keys.cycles, encryption.cycles, decryption.cycles, keys.stack, encryption.stack,
               decryption.stack);
    }
}

static void judge_sha256(unsigned long cases)
{
    struct trail compression = {0};
    unsigned long number;
    unsigned int i;
    for (number = 0; number < cases; number++) {
        uint8_t value[32], block[64], expected[32];
        SHA256_CTX reference;
        any_bytes(value, 32, number);
        any_bytes(block, 64, number * 5);
        SHA256_Init(&reference);
        for (i = 0; i < 8; i++) {
            reference.h[i] = (uint32_t)value[4 * i] | (uint32_t)value[4 * i + 1] << 8 |
                             (uint32_t)value[4 * i + 2] << 16 | (uint32_t)value[4 * i + 3] << 24;
        }
        SHA256_Transform(&reference, block);
        for (i = 0; i < 32; i++) {
            expected[i] = (uint8_t)(reference.h[i / 4] >> 8 * (i % 4));
        }
        prepare(value, 32, block, 64);
        judge("compress", &compression, COMPRESS, FIRST, SECOND, 0, expected, 32);
    }
    printf("  SHA-256: compress %" PRIu64 " cycles, %u bytes of stack\n", compression.cycles, compression.stack);
}

/* SP 800-38D, 6.3, bit by bit: bit 255 - i of the doubled length stands for x^i. */
static void multiply(const uint8_t *a, const uint8_t *b, uint8_t *product)
{
    uint8_t sum[16] = {0}, multiple[16];
    unsigned int i, j;
    memcpy(multiple, b, 16);
    for (i = 0; i <= 128; i++) {
        /* The multiples are b x, b x^2, ...: x^i of a is bit 127 - i. */
        const unsigned int top = multiple[0] & 1U;
        if (i > 0 && (a[(128 - i) / 8] >> (128 - i) % 8 & 1U) != 0) {
            for (j = 0; j < 16; j++) {
                sum[j] ^= multiple[j];
            }
        }
        for (j = 0; j < 16; j++) {
            multiple[j] = (uint8_t)(multiple[j] >> 1 | (j < 15 ? multiple[j + 1] << 7 : 0));
        }
        multiple[15] ^= top != 0 ? 0xE1 : 0;
    }
    memcpy(product, sum, 16);
}

static void judge_ghash(unsigned long cases)
{
    struct trail multiplication = {0};
    unsigned long number;
    for (number = 0; number < cases; number++) {
        uint8_t accumulator[16], key[16], expected[16];
        any_bytes(accumulator, 16, number);
        any_bytes(key, 16, number * 5);
        multiply(accumulator, key, expected);
        prepare(accumulator, 16, key, 16);
        judge("multiply", &multiplication, MULTIPLY, FIRST, SECOND, 0, expected, 16);
    }
    printf("  GHASH: multiply %" PRIu64 " cycles, %u bytes of stack\n", multiplication.cycles, multiplication.stack);
}

static void log_errors(avr_t *unused, const int level, const char *format, va_list values)
{
    (void)unused;
    if (level <= LOG_ERROR) {
        (void)vfprintf(stderr, format, values);
    }
}

int main(int count, char **arguments)
{
    static elf_firmware_t firmware;
    unsigned long cases;
    avr_global_logger_set(log_errors);
    if (count != 6 || elf_read_firmware(arguments[3], &firmware) != 0 ||
        (avr = avr_make_mcu_by_name(arguments[1])) == NULL) {
        fprintf(stderr, "usage: runner PART CALL_ENDS ELF CASES SEED\n");
        return 2;
    }
    avr_init(avr);
    avr_load_firmware(avr, &firmware);
    avr->state = cpu_Running;
    call_ends = (avr_flashaddr_t)strtoul(arguments[2], NULL, 16);
    cases = strtoul(arguments[4], NULL, 10);
    state = strtoull(arguments[5], NULL, 10);
    judge_aes(cases);
    judge_sha256(cases / 4);
    judge_ghash(cases / 4);
    printf("%lu passed, %lu failed (seed %s)\n", passed, failed, arguments[5]);
    return failed != 0 || passed == 0;
}
