/* A sealed message, opened with GCM. */
#include "fault.h"

int main(void)
{
    amisec_aes128_key_t aes;
    amisec_gcm_parameters_t parameters = AMISEC_GCM_PARAMETERS_INIT;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    parameters.nonce = nonce;
    parameters.nonce_length = sizeof nonce;
    parameters.aad = aad;
    parameters.aad_length = sizeof aad;
    parameters.tag = tag;
    parameters.tag_length = sizeof tag;
    if (amisec_aes128_set_key(&aes, key) != AMISEC_OK) {
        REFUSE();
    }
    status = amisec_aes128_gcm_open(&aes, &parameters, text, sizeof text, output);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
