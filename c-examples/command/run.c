/* Plays both sides, and checks every step; exit code 0 if each went as it must. */
#include "command.h"

#include <stdio.h>

const uint8_t shared_key[16] = "a shared secret";

amisec_status_t random_bytes(void *context, uint8_t *output, size_t length)
{
    FILE *source = fopen("/dev/urandom", "rb");
    size_t got = 0U;

    (void)context;
    if (source != NULL) {
        got = fread(output, 1U, length, source);
        (void)fclose(source);
    }
    return got == length ? AMISEC_OK : AMISEC_RANDOM_FAILED;
}

static int failed;
static int passed;

static void expect(const char *what, amisec_status_t wanted, amisec_status_t status)
{
    (void)printf("%s: %s\n", what, amisec_status_text(status));
    passed += status == wanted;
    failed += status != wanted;
}

int main(void)
{
    static const uint8_t command[] = "new key 00112233";
    uint8_t head_end_key[64], meter_key[64];
    struct message message = {{0U}, 0U}, answer = {{0U}, 0U};
    uint32_t cut_off = 0U;

    expect("head-end: start", AMISEC_OK, head_end_start(head_end_key));
    expect("meter: start", AMISEC_OK, meter_start(head_end_key, meter_key));

    expect("head-end: command 1", AMISEC_OK, head_end_send(1U, command, sizeof command, &message));
    (void)printf("%lu bytes for %lu\n", (unsigned long)message.length, (unsigned long)sizeof command);
    expect("meter: takes it", AMISEC_OK, meter_take(&message, 0, &answer));
    expect("head-end: the meter's answer", AMISEC_OK, head_end_take(1U, meter_key, &answer));
    expect("meter: takes it again", AMISEC_REPLAYED, meter_take(&message, 0, &answer));

    expect("head-end: command 2", AMISEC_OK, head_end_send(2U, command, sizeof command, &message));
    expect("meter: power fails behind the release", AMISEC_IN_PROGRESS, meter_take(&message, 1, &answer));
    expect("meter: restart", AMISEC_OK, meter_restart(&cut_off));
    (void)printf("meter: command %lu was cut off\n", (unsigned long)cut_off);
    expect("meter: says which", AMISEC_OK, cut_off == 2U ? AMISEC_OK : AMISEC_STORAGE_FAILED);
    expect("meter: takes it again", AMISEC_REPLAYED, meter_take(&message, 0, &answer));
    expect("head-end: an old answer for command 2", AMISEC_REPLAYED, head_end_take(2U, meter_key, &answer));

    expect("head-end: command 3", AMISEC_OK, head_end_send(3U, command, sizeof command, &message));
    message.bytes[message.length - 1U] ^= 1U;
    expect("meter: takes it, changed", AMISEC_NOT_AUTHENTIC, meter_take(&message, 0, &answer));
    message.bytes[message.length - 1U] ^= 1U;
    expect("meter: takes it as it was", AMISEC_OK, meter_take(&message, 0, &answer));
    expect("head-end: the meter's answer", AMISEC_OK, head_end_take(3U, meter_key, &answer));
    (void)printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
