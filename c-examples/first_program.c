#include <amisec.h>
#include <stdio.h>

int main(void)
{
    const uint8_t key_bytes[16] = "an example key!", nonce[12] = "METER-01 #1";
    uint8_t reading[] = "1.8.0: 4711 Wh", tag[12];
    amisec_aes128_key_t key = AMISEC_AES128_KEY_INIT;
    const amisec_ccm_parameters_t ccm = {nonce, sizeof nonce, NULL, 0, tag, sizeof tag};

    if (amisec_aes128_set_key(&key, key_bytes) != AMISEC_OK
        || amisec_aes128_ccm_seal(&key, &ccm, reading, sizeof reading, reading) != AMISEC_OK) {
        return 1;
    }
    reading[7] ^= 1; /* what somebody does on the way */
    amisec_status_t status = amisec_aes128_ccm_open(&key, &ccm, reading, sizeof reading, reading);
    printf("%s: \"%s\"\n", amisec_status_text(status), (const char *)reading);
    amisec_wipe(&key, sizeof key);
    return status != AMISEC_NOT_AUTHENTIC;
}
