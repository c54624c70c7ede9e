/* The parts of the example meter. Each file shows one use of amisec.h and can be read alone. */
#ifndef METER_H
#define METER_H

#include <amisec.h>
#include "big_endian.h"
#include "meter_platform.h"
#include "protocol.h"

/* meter_record.c: small records in non-volatile memory that are intact or refused. */
#define RECORD_IDENTITY 0U
#define RECORD_SEAL_COUNTER 1U
#define RECORD_RELAY 2U
#define RECORD_TARIFF 3U
AMISEC_MUST_CHECK
amisec_status_t meter_record_load(uint8_t record, uint8_t *data, size_t length);
AMISEC_MUST_CHECK
amisec_status_t meter_record_store(uint8_t record, const uint8_t *data, size_t length);

/* meter_storage.c: the memory of amisec's own records, and what stands in them. */
extern const amisec_storage_t meter_storage;
#define LIBRARY_RECORD_IMAGE 0U    /* the security counter of the firmware */
#define LIBRARY_RECORD_ATTEMPTS 1U /* wrong answers to challenges */
#define LIBRARY_RECORD_OWN_KEY 2U  /* the meter's private key */
#define OWN_KEY_EPOCH 1U
#define LIBRARY_RECORD_COMMANDS 3U /* the head-end's commands: the last number, and what is not confirmed */
#define LIBRARY_RECORD_SEAL_KEY SEAL_KEY_SLOT

/* meter_counter.c: numbers that are never given out twice, whenever the power fails. */
struct meter_counter {
    uint8_t record;
    uint32_t next;
    uint32_t reserved; /* the first number that is not ours yet, as it stands in the record */
};
AMISEC_MUST_CHECK
amisec_status_t meter_counter_create(uint8_t record);
AMISEC_MUST_CHECK
amisec_status_t meter_counter_start(struct meter_counter *counter, uint8_t record);
AMISEC_MUST_CHECK
amisec_status_t meter_counter_next(struct meter_counter *counter, uint32_t *number);

struct meter_reply {
    uint8_t content[FRAME_CONTENT_MAXIMUM];
    size_t length;
};

struct meter {
    int provisioned;
    uint8_t id[ID_LENGTH];
    uint8_t manufacturer[64]; /* x || y */
    amisec_p256_public_key_t head_end;
    amisec_aes128_key_t transport_key;
    uint8_t challenge_key[CHALLENGE_KEY_LENGTH];

    struct meter_counter seal_counter;
    amisec_command_signer_t commands; /* of the head-end */
    amisec_command_receiver_t receiver;
    uint8_t acknowledgement_key[ACKNOWLEDGEMENT_KEY_LENGTH];
    uint32_t tariff_counter;   /* of the last tariff that was taken */
    uint8_t tariff[SEALED_CONTENT_LENGTH];
    uint8_t connected;

    amisec_boot_t image; /* the firmware that is coming in */
    amisec_challenge_t challenge; /* asked by the meter, not answered yet */
};

/* One request each: `content` is the head-end's, the reply is empty before. */
typedef amisec_status_t meter_request(struct meter *meter, const uint8_t *content, size_t length,
                                      struct meter_reply *reply);

meter_request meter_provision;      /* meter_identity.c */
meter_request meter_firmware_start; /* meter_firmware.c */
meter_request meter_firmware_data;
meter_request meter_firmware_end;
meter_request meter_command;        /* meter_command.c */
meter_request meter_reading;        /* meter_sealed.c */
meter_request meter_tariff;
meter_request meter_report;         /* meter_report.c */
meter_request meter_challenge;      /* meter_challenge.c */
meter_request meter_answer;

/* meter_key.c: the seal key, and the one that takes its place. */
AMISEC_MUST_CHECK
amisec_status_t meter_key_create(const uint8_t key[SEAL_KEY_LENGTH]);
/* Sets an object up with the key of an epoch; wipe it when it is used. */
AMISEC_MUST_CHECK
amisec_status_t meter_key_load(uint32_t epoch, amisec_aes128_key_t *key);
AMISEC_MUST_CHECK
amisec_status_t meter_key_current(uint32_t *epoch);
AMISEC_MUST_CHECK
amisec_status_t meter_key_stage(const struct meter *meter, const uint8_t wrapped[WRAPPED_LENGTH], uint32_t *epoch);
/* The head-end has sealed something with the key of this epoch: if it was the staged one, it is the current one now. */
AMISEC_MUST_CHECK
amisec_status_t meter_key_used(uint32_t epoch);
AMISEC_MUST_CHECK
amisec_status_t meter_key_roll_back(uint32_t epoch);

/* meter_identity.c: sets the meter up from its records after a reset. */
AMISEC_MUST_CHECK
amisec_status_t meter_identity_start(struct meter *meter);

/* What the day's programs keep between two runs; zeros and the first numbers at the factory. */
AMISEC_MUST_CHECK
amisec_status_t meter_firmware_create(void);
AMISEC_MUST_CHECK
amisec_status_t meter_challenge_create(void);
AMISEC_MUST_CHECK
amisec_status_t meter_command_create(void);
AMISEC_MUST_CHECK
amisec_status_t meter_command_start(struct meter *meter);
AMISEC_MUST_CHECK
amisec_status_t meter_tariff_create(void);
AMISEC_MUST_CHECK
amisec_status_t meter_tariff_start(struct meter *meter);

#endif
