/* Executes case streams through the C ABI and prints a table of the outcome.
 *
 * It needs amisec.h and the two functions of vector_platform.h: the host reads files, a
 * microcontroller reads over semihosting, a serial line or from its flash. VECTOR_MEMORY is what it
 * takes for one case; a case that needs more is counted and named. Where flash does not hold the whole
 * library, programs of some of the sources run: VECTOR_IN_PARTS. */
#include "vector_cases.h"
#include "vector_platform.h"

#define NAME_WIDTH 42U
#define NUMBER_WIDTH 9U

#define ITEM_END 0U
#define ITEM_SOURCE 1U
#define ITEM_CASE 2U
#define ITEM_INEXPRESSIBLE 3U

typedef struct {
    uint32_t cases; /* all of them: the sum of passed, failed, inexpressible and left_out */
    uint32_t passed;
    uint32_t failed;
    uint32_t either_accepted; /* of those that passed: cases that may go either way */
    uint32_t either_refused;
    uint32_t inexpressible;
    uint32_t left_out;
} counts_t;

static counts_t of_source;
static counts_t of_all;
static char source[NAME_WIDTH];

static void run_stream(void);
static void run_case(void);
static void name_inexpressible(void);
static void end_source(void);
static void print_head(void);
static void print_row(const char *name, const counts_t *counts);
static void print_number(uint32_t number, size_t width);
static void print_case(const char *verdict, uint32_t name);

int vector_run(void)
{
    print_head();
    while (vector_stream_start()) {
        run_stream();
        if (vector_stream_is_broken()) {
            vector_print("FAILED a case stream is damaged or ends early\n");
            of_all.failed++;
            break;
        }
    }
    print_row("all", &of_all);
    vector_print("\n");
    print_number(of_all.passed, 0);
    vector_print(" passed, ");
    print_number(of_all.failed, 0);
    vector_print(" failed\n");
    return of_all.failed == 0 && of_all.passed > 0 ? 0 : 1;
}

static void run_stream(void)
{
    const uint32_t cases_before = of_all.cases;

    source[0] = '\0';
    for (;;) {
        const uint8_t item = vector_read_byte();

        if (vector_stream_is_broken()) {
            return;
        }
        switch (item) {
        case ITEM_SOURCE:
            end_source();
            vector_read_text(source, sizeof source);
            break;
        case ITEM_CASE:
            run_case();
            break;
        case ITEM_INEXPRESSIBLE:
            name_inexpressible();
            break;
        case ITEM_END:
            end_source();
            if (vector_read_number() != of_all.cases - cases_before || !vector_stream_finish()) {
                vector_print("FAILED not all cases of a stream arrived\n");
                of_all.failed++;
            }
            return;
        default:
            vector_print("FAILED a case stream holds an unknown item\n");
            of_all.failed++;
            return;
        }
    }
}

static const char *execute(vector_case_t *this_case)
{
    switch (this_case->operation) {
    case VECTOR_SHA256:
    case VECTOR_SHA256_MONTE_CARLO:
        return vector_execute_sha256(this_case);
    case VECTOR_HMAC_SHA256:
        return vector_execute_hmac(this_case);
    case VECTOR_SHA384:
    case VECTOR_SHA384_MONTE_CARLO:
        return vector_execute_sha384(this_case);
    case VECTOR_SHA512:
    case VECTOR_SHA512_MONTE_CARLO:
        return vector_execute_sha512(this_case);
    case VECTOR_HMAC_SHA384:
        return vector_execute_hmac_sha384(this_case);
    case VECTOR_AES_ECB:
    case VECTOR_AES_CBC:
    case VECTOR_AES_CTR:
    case VECTOR_AES_ECB_ENCRYPT_MONTE_CARLO:
    case VECTOR_AES_ECB_DECRYPT_MONTE_CARLO:
    case VECTOR_AES_CBC_ENCRYPT_MONTE_CARLO:
    case VECTOR_AES_CBC_DECRYPT_MONTE_CARLO:
        return vector_execute_aes(this_case);
    case VECTOR_AES_CCM:
        return vector_execute_aes_ccm(this_case);
    case VECTOR_AES_GCM:
        return vector_execute_aes_gcm(this_case);
    case VECTOR_AES_CMAC:
        return vector_execute_aes_cmac(this_case);
    case VECTOR_AES_KEY_WRAP:
        return vector_execute_aes_key_wrap(this_case);
    case VECTOR_HKDF_SHA256:
        return vector_execute_hkdf(this_case);
    case VECTOR_KDF_COUNTER_HMAC_SHA256:
    case VECTOR_KDF_COUNTER_AES_CMAC:
        return vector_execute_kdf(this_case);
    case VECTOR_P256_VERIFY:
    case VECTOR_P256_VERIFY_DER:
    case VECTOR_P256_SIGN:
    case VECTOR_P256_KEY_PAIR:
    case VECTOR_P256_PUBLIC_KEY:
    case VECTOR_P256_ECDH:
        return vector_execute_p256(this_case);
    default:
        return "the runner does not know the operation";
    }
}

static void run_case(void)
{
    const uint32_t name = vector_read_number();
    vector_case_t this_case;
    const char *problem;

    this_case.operation = vector_read_byte();
    this_case.expectation = vector_read_byte();
    this_case.was_accepted = 0;
    this_case.status = AMISEC_OK;
    vector_case_start(vector_read_number());
    if (vector_stream_is_broken()) {
        return;
    }
    of_source.cases++;
    problem = execute(&this_case);
    if (vector_stream_is_broken()) {
        return;
    }
    if (problem == NULL && !vector_case_is_intact()) {
        problem = "something was written behind an output";
    }
    if (!vector_case_fits()) {
        of_source.left_out++;
        print_case("LEFT OUT ", name);
        vector_print(" it is larger than the runner's memory\n");
    } else if (problem != NULL) {
        of_source.failed++;
        print_case("FAILED ", name);
        vector_print(" ");
        vector_print(problem);
        vector_print("; last status: ");
        vector_print(amisec_status_text(this_case.status));
        vector_print("\n");
    } else {
        of_source.passed++;
        if (this_case.expectation == VECTOR_EITHER) {
            of_source.either_accepted += this_case.was_accepted ? 1U : 0U;
            of_source.either_refused += this_case.was_accepted ? 0U : 1U;
        }
    }
    vector_case_finish();
}

const char *vector_judge(vector_case_t *this_case, amisec_status_t status, amisec_status_t refusal)
{
    this_case->status = status;
    if (status == AMISEC_OK) {
        this_case->was_accepted = 1;
        return this_case->expectation == VECTOR_ACCEPT || this_case->expectation == VECTOR_EITHER
            ? NULL
            : "accepted what it must refuse";
    }
    switch (this_case->expectation) {
    case VECTOR_REFUSE:
    case VECTOR_EITHER:
        return status == refusal ? NULL : "refused with another status than it must";
    case VECTOR_BAD_LENGTH:
        return status == AMISEC_BAD_LENGTH ? NULL : "refused with another status than BAD_LENGTH";
    default:
        return "refused what it must accept";
    }
}

/* Prints why cases are not asked of the library, and which: runs of numbers as first-last. */
static void name_inexpressible(void)
{
    char reason[96];
    uint32_t left;
    uint32_t first = 0;
    uint32_t last = 0;

    vector_read_text(reason, sizeof reason);
    left = vector_read_number();
    of_source.cases += left;
    of_source.inexpressible += left;
    vector_print("not expressible: ");
    vector_print(source);
    vector_print(": ");
    vector_print(reason);
    vector_print(":");
    for (; left > 0 && !vector_stream_is_broken(); left--) {
        const uint32_t name = vector_read_number();
        if (first != 0 && name == last + 1) {
            last = name;
        } else {
            if (first != last) {
                vector_print("-");
                print_number(last, 0);
            }
            vector_print(" #");
            print_number(name, 0);
            first = name;
            last = name;
        }
    }
    if (first != last) {
        vector_print("-");
        print_number(last, 0);
    }
    vector_print("\n");
}

static void end_source(void)
{
    const counts_t none = { 0, 0, 0, 0, 0, 0, 0 };

    if (of_source.cases > 0) {
        print_row(source, &of_source);
    }
    of_all.cases += of_source.cases;
    of_all.passed += of_source.passed;
    of_all.failed += of_source.failed;
    of_all.either_accepted += of_source.either_accepted;
    of_all.either_refused += of_source.either_refused;
    of_all.inexpressible += of_source.inexpressible;
    of_all.left_out += of_source.left_out;
    of_source = none;
}

static void print_padded(const char *text, size_t width)
{
    size_t length = 0;

    while (text[length] != '\0') {
        length++;
    }
    vector_print(text);
    for (; length < width; length++) {
        vector_print(" ");
    }
}

static void print_head(void)
{
    print_padded("", NAME_WIDTH + 3U * NUMBER_WIDTH);
    vector_print("  acceptable cases      not      left\n");
    print_padded("source", NAME_WIDTH);
    vector_print("    cases   passed   failed accepted  refused    asked      out\n");
}

static void print_row(const char *name, const counts_t *counts)
{
    print_padded(name, NAME_WIDTH);
    print_number(counts->cases, NUMBER_WIDTH);
    print_number(counts->passed, NUMBER_WIDTH);
    print_number(counts->failed, NUMBER_WIDTH);
    print_number(counts->either_accepted, NUMBER_WIDTH);
    print_number(counts->either_refused, NUMBER_WIDTH);
    print_number(counts->inexpressible, NUMBER_WIDTH);
    print_number(counts->left_out, NUMBER_WIDTH);
    vector_print("\n");
}

/* Prints a number in decimal, right-aligned. */
static void print_number(uint32_t number, size_t width)
{
    char digits[11];
    size_t position = sizeof digits - 1;

    digits[position] = '\0';
    do {
        position--;
        digits[position] = (char)('0' + (char)(number % 10U));
        number /= 10U;
    } while (number > 0);
    for (; width > sizeof digits - 1 - position; width--) {
        vector_print(" ");
    }
    vector_print(&digits[position]);
}

static void print_case(const char *verdict, uint32_t name)
{
    vector_print(verdict);
    vector_print(source);
    vector_print(" #");
    print_number(name, 0);
    vector_print(":");
}
