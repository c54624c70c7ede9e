/*
 * What the meter and the head-end say to each other: one page, included by both sides. It knows no
 * cryptographic library. All numbers are big-endian.
 *
 * FRAMES    The head-end asks, the meter answers:
 *
 *               request   kind (1)         length (2)   content
 *               reply     kind | 80h (1)   length (2)   status (2)   content, if the status is AMISEC_OK
 *
 *           A real line adds addresses and a checksum (HDLC, M-Bus). Neither protects against an
 *           attacker, so that nothing below relies on the line.
 *
 * KEYS      Each has one purpose, so that nothing signed or sealed for one can pass for another:
 *
 *               manufacturer (P-256)   signs firmware images
 *               head-end (P-256)       signs commands
 *               meter (P-256)          signs reports; made by the meter itself
 *               seal key (AES-128)     between this meter and the head-end: readings, tariffs; in epochs, see COMMAND
 *               transport key (AES-128)   between this meter and the head-end: wraps new seal keys
 *               challenge key (HMAC)   between this meter and the head-end: who is there?
 *               acknowledgement key (HMAC)   between this meter and the head-end: what became of a command
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#define FRAME_HEADER_LENGTH 3U
#define FRAME_REPLY 0x80U
#define FRAME_CONTENT_MAXIMUM 512U
#define STATUS_LENGTH 2U

/* Requests: content -> content of the reply. */
#define REQUEST_PROVISION 0x01U      /* keys, see below -> the meter's public key 04||x||y (65) */
#define REQUEST_STATE 0x02U          /* - -> relay: 1 connected, 0 not (1), tariff (8) */
#define REQUEST_FIRMWARE_START 0x10U /* length of the image, MCUboot's format (4) -> - */
#define REQUEST_FIRMWARE_DATA 0x11U  /* next bytes of the image -> - */
#define REQUEST_FIRMWARE_END 0x12U   /* - -> SHA-256 that was signed (32) */
#define REQUEST_COMMAND 0x20U        /* command, see below -> acknowledgement */
#define REQUEST_READING 0x30U        /* which quarter-hour of the day (2) -> sealed reading */
#define REQUEST_TARIFF 0x31U         /* sealed tariff -> - */
#define REQUEST_REPORT 0x40U         /* - -> report (18), signature in DER */
#define REQUEST_CHALLENGE 0x50U      /* challenge (16) -> answer (32), the meter's challenge (16) */
#define REQUEST_ANSWER 0x51U         /* answer to the meter's challenge (32) -> - */

#define ID_LENGTH 8U
#define SIGNATURE_LENGTH 64U         /* r||s */
#define SIGNATURE_DER_MAXIMUM 72U
#define POINT_LENGTH 65U             /* 04||x||y */
#define COMPRESSED_POINT_LENGTH 33U  /* 02||x or 03||x */

/* PROVISION: what the factory tells a meter, once. */
#define PROVISION_ID 0U              /* the meter's id */
#define PROVISION_MANUFACTURER 8U    /* public key, 04||x||y */
#define PROVISION_HEAD_END 73U       /* public key, compressed */
#define PROVISION_SEAL_KEY 106U      /* AES-128 (16) */
#define PROVISION_CHALLENGE_KEY 122U /* HMAC (32) */
#define PROVISION_ACKNOWLEDGEMENT_KEY 154U /* HMAC (32) */
#define PROVISION_TRANSPORT_KEY 186U /* AES-128 (16) */
#define PROVISION_LENGTH 202U

/* COMMAND: a signed command as src/services/command.cddl describes it, for one meter, without a window, signed by the
 * head-end under this key id. The command itself is one byte, and what belongs to it. */
#define COMMAND_KEY_ID "head"
#define COMMAND_DISCONNECT 1U
#define COMMAND_CONNECT 2U
#define COMMAND_NEW_KEY 3U           /* a wrapped seal key (32) */
#define COMMAND_ROLL_BACK 4U         /* the epoch of the seal key to forget (4) */
/* The answer: an acknowledgement under the acknowledgement key, whose result is the relay's state, or the epoch. */
#define ACKNOWLEDGEMENT_KEY_LENGTH 32U

/*
 * WRAPPED SEAL KEY (RFC 3394) under the transport key:
 *
 *     kind (1)   length (1)   slot (2)   epoch (4)   key (16)
 *
 * The meter puts it beside the current one, which seals and opens as before. The first tariff under the new key says
 * that the head-end has it: from there on it is the current one, and the one before is gone.
 */
#define SEAL_KEY_KIND 1U             /* this meter's own */
#define SEAL_KEY_SLOT 4U
#define SEAL_KEY_FIRST_EPOCH 1U
#define WRAPPED_HEAD_LENGTH 8U
#define WRAPPED_LENGTH (WRAPPED_HEAD_LENGTH + SEAL_KEY_LENGTH + 8U)

/*
 * SEALED MESSAGE, in both directions: AES-128-CCM (SP 800-38C).
 *
 *     kind (1)   epoch of the key (1)   sender (8)   counter (4)   ciphertext   tag (12)
 *
 * Sender and counter are the nonce: two senders under one key never share one, and no sender uses a
 * counter twice. Everything before the ciphertext is the associated data. A receiver takes only
 * counters above the last one.
 */
#define SEALED_KIND 0U
#define SEALED_EPOCH 1U
#define SEALED_NONCE 2U
#define SEALED_COUNTER 10U
#define SEALED_CIPHERTEXT 14U
#define SEALED_NONCE_LENGTH 12U
#define SEALED_TAG_LENGTH 12U
#define SEALED_KIND_READING 1U       /* start, seconds since 1970 (4), watt-hours (4) */
#define SEALED_KIND_TARIFF 2U        /* price by day (4), price by night (4) */
#define SEALED_CONTENT_LENGTH 8U     /* of both kinds */
#define SEALED_LENGTH (SEALED_CIPHERTEXT + SEALED_CONTENT_LENGTH + SEALED_TAG_LENGTH)

/* REPORT: the day's total. The meter's signature covers these 18 bytes. */
#define REPORT_METER 0U              /* id (8) */
#define REPORT_START 8U              /* of the day, seconds since 1970 (4) */
#define REPORT_QUARTERS 12U          /* how many readings (2) */
#define REPORT_WATT_HOURS 14U        /* their sum (4) */
#define REPORT_LENGTH 18U
#define QUARTERS_A_DAY 96U

/* CHALLENGE: the answer is HMAC-SHA-256 over who answers (8) and the challenge (16). */
#define CHALLENGE_LENGTH 16U
#define ANSWER_LENGTH 32U
#define CHALLENGE_KEY_LENGTH 32U
#define SEAL_KEY_LENGTH 16U
#define HEAD_END_ID "HEAD-END"

#endif
