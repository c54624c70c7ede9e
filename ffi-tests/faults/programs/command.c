/* A meter that receives a signed command: it is zeros unless it is to be obeyed. */
#include "fault.h"

#define RECORD 0U
#define LAST 5U

void factory(void)
{
    made(amisec_command_signer_create(&storage, RECORD, LAST));
}

int main(void)
{
    amisec_p256_public_key_t head_end;
    amisec_command_signer_t signer;
    amisec_command_receiver_t receiver;
    amisec_command_parameters_t parameters = AMISEC_COMMAND_PARAMETERS_INIT;
    amisec_command_t about = AMISEC_COMMAND_INIT;
    size_t length = 0U;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    if (amisec_p256_public_key_from_raw(&head_end, public_key) != AMISEC_OK) {
        REFUSE();
    }
    if (amisec_command_signer_init(&signer, (const uint8_t *)"head", &head_end, RECORD) != AMISEC_OK) {
        REFUSE();
    }
    if (amisec_command_receiver_init(&receiver, (const uint8_t *)"AMI00001", NULL, 0U, 3U, 60U) != AMISEC_OK) {
        REFUSE();
    }
    parameters.signers = &signer;
    parameters.signer_count = 1U;
    parameters.time = 1000U;
    status = amisec_command_receive(&receiver, &parameters, &storage, message, (size_t)message_length, &about, output, &length);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
