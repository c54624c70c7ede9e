/* Commands and acknowledgements as they are on the wire: COSE (RFC 9052) in deterministic CBOR (RFC 8949), described in
 * src/services/command.cddl. No cryptography. */
#ifndef HEAD_END_COSE_H
#define HEAD_END_COSE_H

#include "protocol.h"

#include <stddef.h>
#include <stdint.h>

#define COSE_MOST 192U
#define COMMAND_MOST 40U

/* What is signed of a command of at most COMMAND_MOST bytes, Sig_structure; gives its length. */
size_t cose_command_body(const uint8_t id[ID_LENGTH], uint32_t sequence, const uint8_t *command, size_t length,
                         uint8_t body[COSE_MOST]);

/* The message from what was signed and the signature; gives its length, or 0 if the body is none. */
size_t cose_command_message(const uint8_t *body, size_t length, const uint8_t signature[SIGNATURE_LENGTH],
                            uint8_t message[COSE_MOST]);

/* The acknowledgement that answers a command with a result, up to its tag, and what the tag covers, MAC_structure;
 * gives the length of the first, or 0 if the message is no command. */
size_t cose_expected(const uint8_t *message, size_t length, uint32_t result, uint8_t start[COSE_MOST],
                     uint8_t covered[COSE_MOST], size_t *covered_length);

#define COSE_TAG_LENGTH 8U

#endif
