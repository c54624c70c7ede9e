/*
 * amisec: the cryptography that smart meters link.
 *
 * SPDX-License-Identifier: Apache-2.0 OR MIT
 * Generated from src/ffi. Do not edit: change the Rust, then run `make header`.
 *
 * ---------------------------------------------------------------------------
 * Conventions, which hold for every function below
 * ---------------------------------------------------------------------------
 *
 * Status      Every fallible function returns amisec_status_t. Compare it with `!= AMISEC_OK`:
 *
 *                 if (amisec_sha256(data, data_length, digest) != AMISEC_OK) { ... }
 *
 *             AMISEC_OK is not 0, and any two codes differ in at least 7 bits: a skipped call or a
 *             cleared register does not read as success. Codes are never renumbered.
 *
 * Parameters  Objects first, then inputs, then outputs. All lengths are in bytes. `uint8_t x[32]`
 *             names the exact length; other buffers come with their length.
 *
 * NULL        NULL with length 0 is an empty buffer. NULL with a length above 0 is
 *             AMISEC_BAD_ARGUMENT, and so is a length above half the address space.
 *
 * Overlap     An output is either exactly an input of the same length (in place) where the function
 *             says so, or apart from everything else. Anything else is AMISEC_BAD_OVERLAP.
 *
 * Alignment   Byte buffers may have any alignment. Objects have that of their type.
 *
 * Failure     AMISEC_BAD_ARGUMENT, _BAD_LENGTH, _BAD_OVERLAP, _BAD_ALIGNMENT and _BAD_STATE mean an
 *             error in the program: the call touched nothing. They are looked for in this order:
 *             argument and alignment, length, overlap, state. Any other failure has zeroed every
 *             output. What must not be used unless it is authentic is in the output only if the
 *             status is AMISEC_OK.
 *
 * Objects     The caller allocates them: on the stack, static, or inside a structure. They may be
 *             moved and copied (a copy of a key is a second secret). Memory that was never set up,
 *             zeroed memory, and a finished context are AMISEC_BAD_STATE. The words are private.
 *
 * Secrets     Time and memory access never depend on keys, plaintexts, nonces of signatures or
 *             shared secrets; they may depend on lengths and on public data. Functions clear what
 *             they leave on the stack; wiping keys and plaintexts is the caller's, with amisec_wipe.
 *
 * Threads     No globals, no statics, no hidden initialisation: calls on distinct objects may run
 *             at once, in interrupts too. `const` objects may be shared.
 *
 * Randomness  Comes from a function that the caller passes with the call. Nothing is registered.
 */
#ifndef AMISEC_H
#define AMISEC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Marks functions whose status must be looked at. Define it before including to override. */
#ifndef AMISEC_MUST_CHECK
#if defined(__cplusplus) && __cplusplus >= 201703L
#define AMISEC_MUST_CHECK [[nodiscard]]
#elif defined(__GNUC__) || defined(__clang__)
#define AMISEC_MUST_CHECK __attribute__((__warn_unused_result__))
#else
#define AMISEC_MUST_CHECK
#endif
#endif

#define AMISEC_VERSION_MAJOR 0U
#define AMISEC_VERSION_MINOR 1U
#define AMISEC_VERSION_PATCH 0U
/** What amisec_version() of this header's archive gives. */
#define AMISEC_VERSION \
    (((uint32_t)AMISEC_VERSION_MAJOR << 16) | (AMISEC_VERSION_MINOR << 8) | AMISEC_VERSION_PATCH)

/* ---------------------------------------------------------------------------
 * Status
 * --------------------------------------------------------------------------- */

/**
 * What a call answers. Compare with `!= AMISEC_OK`; no other test is safe against faults.
 */
typedef uint16_t amisec_status_t;
/**
 * The call did what its name says.
 */
#define AMISEC_OK ((amisec_status_t)0x29B8U)
/**
 * A step-wise operation has more to do: call its `_continue` again.
 */
#define AMISEC_IN_PROGRESS ((amisec_status_t)0x5647U)
/**
 * A pointer is NULL where memory is needed, or a length is above the largest object size.
 */
#define AMISEC_BAD_ARGUMENT ((amisec_status_t)0x0537U)
/**
 * A length is outside what the function accepts.
 */
#define AMISEC_BAD_LENGTH ((amisec_status_t)0x0A6EU)
/**
 * Two buffers overlap that must be the same or disjoint.
 */
#define AMISEC_BAD_OVERLAP ((amisec_status_t)0x0F59U)
/**
 * A context or key object is not aligned for its type.
 */
#define AMISEC_BAD_ALIGNMENT ((amisec_status_t)0x11EBU)
/**
 * A context or key object was not set up, was finished, or is of another type.
 */
#define AMISEC_BAD_STATE ((amisec_status_t)0x14DCU)
/**
 * A key is not valid: a scalar out of range, a point not on the curve, a bad encoding.
 */
#define AMISEC_BAD_KEY ((amisec_status_t)0x1B85U)
/**
 * A tag, a signature or a comparison does not match. Every cryptographic failure is this one.
 */
#define AMISEC_NOT_AUTHENTIC ((amisec_status_t)0x1EB2U)
/**
 * An encoding (DER, an image, a message) breaks its rules.
 */
#define AMISEC_MALFORMED ((amisec_status_t)0x23D6U)
/**
 * The random function failed, or gave what no random function gives.
 */
#define AMISEC_RANDOM_FAILED ((amisec_status_t)0x26E1U)
/**
 * A storage function failed, or a stored record is damaged.
 */
#define AMISEC_STORAGE_FAILED ((amisec_status_t)0x2C8FU)
/**
 * A counter has reached its end: the key must be replaced.
 */
#define AMISEC_COUNTER_EXHAUSTED ((amisec_status_t)0x323DU)
/**
 * A message was seen before.
 */
#define AMISEC_REPLAYED ((amisec_status_t)0x370AU)
/**
 * A message is for another device or group.
 */
#define AMISEC_WRONG_TARGET ((amisec_status_t)0x3853U)
/**
 * A message is outside its validity window.
 */
#define AMISEC_EXPIRED ((amisec_status_t)0x3D64U)
/**
 * An image or key is older than what is installed.
 */
#define AMISEC_ROLLED_BACK ((amisec_status_t)0x429BU)
/**
 * A self-test did not give its known answer.
 */
#define AMISEC_SELF_TEST_FAILED ((amisec_status_t)0x47ACU)
/**
 * The limit on attempts is reached.
 */
#define AMISEC_TOO_MANY_ATTEMPTS ((amisec_status_t)0x48F5U)
/**
 * No key with that name, slot or epoch is known.
 */
#define AMISEC_UNKNOWN_KEY ((amisec_status_t)0x4DC2U)
/**
 * The platform's AES engine failed.
 */
#define AMISEC_ENGINE_FAILED ((amisec_status_t)0x5370U)
/**
 * An image needs a later version of another one than is installed.
 */
#define AMISEC_UNMET_DEPENDENCY ((amisec_status_t)0x591EU)

/* ---------------------------------------------------------------------------
 * Version, comparison, wiping
 * --------------------------------------------------------------------------- */

/**
 * Incremented whenever a size or a signature in the header changes.
 */
#define AMISEC_ABI_VERSION 1U

/**
 * Gives the version of the archive: major << 16 | minor << 8 | patch.
 *
 * Compare it with AMISEC_VERSION to see that header and archive belong together.
 */
uint32_t amisec_version(void);

/**
 * Gives the number of the archive's binary interface; it must equal AMISEC_ABI_VERSION.
 */
uint32_t amisec_abi_version(void);

/**
 * Overwrites `length` bytes with zeros, which no compiler leaves out.
 *
 * For keys, plaintexts and the objects of this header when they are no longer needed. NULL or a
 * length above half the address space does nothing.
 *
 * @param buffer  any memory that may be written
 * @param length  its length in bytes
 */
void amisec_wipe(void *buffer,
                 size_t length);

/**
 * Compares two buffers in a time that depends on `length` only.
 *
 * @param left    the one
 * @param right   the other; they may share memory
 * @param length  the length in bytes of each, 0 included
 * @retval AMISEC_OK             the buffers hold the same bytes, or length is 0
 * @retval AMISEC_NOT_AUTHENTIC  they differ
 * @retval AMISEC_BAD_ARGUMENT   a buffer is NULL and length is not 0, or length is too large
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_equal(const uint8_t *left,
                             const uint8_t *right,
                             size_t length);

/**
 * Gives a short English text for a status, for logs; "unknown status" for any other number.
 *
 * A program that does not call it does not carry the texts.
 *
 * @param status  what a function answered, or any number
 */
const char *amisec_status_text(amisec_status_t status);

/* ---------------------------------------------------------------------------
 * Randomness
 * --------------------------------------------------------------------------- */

/**
 * Fills `output` with `length` random bytes and answers AMISEC_OK; anything else is a failure.
 *
 * `context` is what the caller passed beside the function. The bytes must be unpredictable: from
 * a hardware source through a conditioner, or from a DRBG that one seeded.
 */
typedef amisec_status_t (*amisec_random_fn)(void *context,
                                            uint8_t *output,
                                            size_t length);

/* ---------------------------------------------------------------------------
 * SHA-256 (FIPS 180-4)
 * --------------------------------------------------------------------------- */

/**
 * A message being hashed. Set it up with amisec_sha256_init; it may be copied and moved.
 */
typedef struct amisec_sha256_t {
    uint32_t opaque[27];
} amisec_sha256_t;
/** An object that is not set up. */
#define AMISEC_SHA256_INIT { { 0U } }

/**
 * Hashes a message that lies in memory (FIPS 180-4).
 *
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param digest       receives the 32 bytes; may be exactly the data, else apart from it
 * @retval AMISEC_OK            the digest is written
 * @retval AMISEC_BAD_ARGUMENT  digest is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_OVERLAP   digest shares part of its memory with data
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha256(const uint8_t *data,
                              size_t data_length,
                              uint8_t digest[32]);

/**
 * Starts a message that comes in parts.
 *
 * @param context  is set up, whatever it held; no call is needed to give it up
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   context is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha256_init(amisec_sha256_t *context);

/**
 * Absorbs the next part of the message.
 *
 * @param context      a message under way
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    data lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha256_update(amisec_sha256_t *context,
                                     const uint8_t *data,
                                     size_t data_length);

/**
 * Gives the digest and wipes the context, which then answers AMISEC_BAD_STATE.
 *
 * To learn the digest of what came so far and go on, finish a copy of the context.
 *
 * @param context  a message under way
 * @param digest   receives the 32 bytes; apart from the context
 * @retval AMISEC_OK             the digest is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    digest lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha256_finish(amisec_sha256_t *context,
                                     uint8_t digest[32]);

/* ---------------------------------------------------------------------------
 * SHA-384 (FIPS 180-4)
 * --------------------------------------------------------------------------- */

/**
 * A message being hashed. Set it up with amisec_sha384_init; it may be copied and moved.
 */
typedef struct amisec_sha384_t {
    uint32_t opaque[51];
} amisec_sha384_t;
/** An object that is not set up. */
#define AMISEC_SHA384_INIT { { 0U } }

/**
 * Hashes a message that lies in memory (FIPS 180-4).
 *
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param digest       receives the 48 bytes; may be exactly the data, else apart from it
 * @retval AMISEC_OK            the digest is written
 * @retval AMISEC_BAD_ARGUMENT  digest is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_OVERLAP   digest shares part of its memory with data
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha384(const uint8_t *data,
                              size_t data_length,
                              uint8_t digest[48]);

/**
 * Starts a message that comes in parts.
 *
 * @param context  is set up, whatever it held; no call is needed to give it up
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   context is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha384_init(amisec_sha384_t *context);

/**
 * Absorbs the next part of the message.
 *
 * @param context      a message under way
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    data lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha384_update(amisec_sha384_t *context,
                                     const uint8_t *data,
                                     size_t data_length);

/**
 * Gives the digest and wipes the context, which then answers AMISEC_BAD_STATE.
 *
 * To learn the digest of what came so far and go on, finish a copy of the context.
 *
 * @param context  a message under way
 * @param digest   receives the 48 bytes; apart from the context
 * @retval AMISEC_OK             the digest is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    digest lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha384_finish(amisec_sha384_t *context,
                                     uint8_t digest[48]);

/* ---------------------------------------------------------------------------
 * SHA-512 (FIPS 180-4)
 * --------------------------------------------------------------------------- */

/**
 * A message being hashed. Set it up with amisec_sha512_init; it may be copied and moved.
 */
typedef struct amisec_sha512_t {
    uint32_t opaque[51];
} amisec_sha512_t;
/** An object that is not set up. */
#define AMISEC_SHA512_INIT { { 0U } }

/**
 * Hashes a message that lies in memory (FIPS 180-4).
 *
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param digest       receives the 64 bytes; may be exactly the data, else apart from it
 * @retval AMISEC_OK            the digest is written
 * @retval AMISEC_BAD_ARGUMENT  digest is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_OVERLAP   digest shares part of its memory with data
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha512(const uint8_t *data,
                              size_t data_length,
                              uint8_t digest[64]);

/**
 * Starts a message that comes in parts.
 *
 * @param context  is set up, whatever it held; no call is needed to give it up
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   context is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha512_init(amisec_sha512_t *context);

/**
 * Absorbs the next part of the message.
 *
 * @param context      a message under way
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    data lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha512_update(amisec_sha512_t *context,
                                     const uint8_t *data,
                                     size_t data_length);

/**
 * Gives the digest and wipes the context, which then answers AMISEC_BAD_STATE.
 *
 * To learn the digest of what came so far and go on, finish a copy of the context.
 *
 * @param context  a message under way
 * @param digest   receives the 64 bytes; apart from the context
 * @retval AMISEC_OK             the digest is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    digest lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_sha512_finish(amisec_sha512_t *context,
                                     uint8_t digest[64]);

/* ---------------------------------------------------------------------------
 * HMAC-SHA-256 (FIPS 198-1, RFC 2104)
 * --------------------------------------------------------------------------- */

/**
 * A message being authenticated. Set it up with amisec_hmac_sha256_init; it holds the key's two
 * chaining values, not the key, and is wiped by finish. It may be copied: a copy is a second
 * secret.
 */
typedef struct amisec_hmac_sha256_t {
    uint32_t opaque[35];
} amisec_hmac_sha256_t;
/** An object that is not set up. */
#define AMISEC_HMAC_SHA256_INIT { { 0U } }

/**
 * Computes the tag of a message that lies in memory (FIPS 198-1).
 *
 * @param key          the key; at least 16 bytes are advised, any length is taken
 * @param key_length   its length in bytes; a key above 64 bytes counts for its SHA-256 digest
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          receives the 32 bytes; may be exactly the data or the key, else apart
 * @retval AMISEC_OK            the tag is written
 * @retval AMISEC_BAD_ARGUMENT  tag is NULL, or key or data is NULL or too long
 * @retval AMISEC_BAD_OVERLAP   tag shares part of its memory with key or data
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha256(const uint8_t *key,
                                   size_t key_length,
                                   const uint8_t *data,
                                   size_t data_length,
                                   uint8_t tag[32]);

/**
 * Checks the tag of a message that lies in memory, whole or truncated, in constant time.
 *
 * @param key          the key
 * @param key_length   its length in bytes
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          the leftmost bytes of the tag
 * @param tag_length   how many: 16 to 32 (RFC 2104, section 5: at least half the hash)
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL or too long
 * @retval AMISEC_BAD_LENGTH     tag_length is below 16 or above 32
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha256_verify(const uint8_t *key,
                                          size_t key_length,
                                          const uint8_t *data,
                                          size_t data_length,
                                          const uint8_t *tag,
                                          size_t tag_length);

/**
 * Starts a message that comes in parts.
 *
 * @param context     is set up, whatever it held
 * @param key         the key; it is not needed any more after this call
 * @param key_length  its length in bytes; a key above 64 bytes counts for its SHA-256 digest
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or key is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key lies in the context
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha256_init(amisec_hmac_sha256_t *context,
                                        const uint8_t *key,
                                        size_t key_length);

/**
 * Absorbs the next part of the message.
 *
 * @param context      a message under way
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    data lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha256_update(amisec_hmac_sha256_t *context,
                                          const uint8_t *data,
                                          size_t data_length);

/**
 * Gives the tag and wipes the context, which then answers AMISEC_BAD_STATE.
 *
 * @param context  a message under way
 * @param tag      receives the 32 bytes; apart from the context
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    tag lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha256_finish(amisec_hmac_sha256_t *context,
                                          uint8_t tag[32]);

/**
 * Checks a whole or truncated tag in constant time and wipes the context, whatever the verdict.
 *
 * @param context     a message under way
 * @param tag         the leftmost bytes of the tag
 * @param tag_length  how many: 16 to 32 (RFC 2104, section 5: at least half the hash)
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or tag is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 16 or above 32; the context is as before
 * @retval AMISEC_BAD_OVERLAP    tag lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha256_finish_verify(amisec_hmac_sha256_t *context,
                                                 const uint8_t *tag,
                                                 size_t tag_length);

/* ---------------------------------------------------------------------------
 * HMAC-SHA-384 (FIPS 198-1, RFC 2104)
 * --------------------------------------------------------------------------- */

/**
 * A message being authenticated. Set it up with amisec_hmac_sha384_init; it holds the key's two
 * chaining values, not the key, and is wiped by finish. It may be copied: a copy is a second
 * secret.
 */
typedef struct amisec_hmac_sha384_t {
    uint32_t opaque[67];
} amisec_hmac_sha384_t;
/** An object that is not set up. */
#define AMISEC_HMAC_SHA384_INIT { { 0U } }

/**
 * Computes the tag of a message that lies in memory (FIPS 198-1).
 *
 * @param key          the key; at least 24 bytes are advised, any length is taken
 * @param key_length   its length in bytes; a key above 128 bytes counts for its SHA-384 digest
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          receives the 48 bytes; may be exactly the data or the key, else apart
 * @retval AMISEC_OK            the tag is written
 * @retval AMISEC_BAD_ARGUMENT  tag is NULL, or key or data is NULL or too long
 * @retval AMISEC_BAD_OVERLAP   tag shares part of its memory with key or data
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha384(const uint8_t *key,
                                   size_t key_length,
                                   const uint8_t *data,
                                   size_t data_length,
                                   uint8_t tag[48]);

/**
 * Checks the tag of a message that lies in memory, whole or truncated, in constant time.
 *
 * @param key          the key
 * @param key_length   its length in bytes
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          the leftmost bytes of the tag
 * @param tag_length   how many: 24 to 48 (RFC 2104, section 5: at least half the hash)
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL or too long
 * @retval AMISEC_BAD_LENGTH     tag_length is below 24 or above 48
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha384_verify(const uint8_t *key,
                                          size_t key_length,
                                          const uint8_t *data,
                                          size_t data_length,
                                          const uint8_t *tag,
                                          size_t tag_length);

/**
 * Starts a message that comes in parts.
 *
 * @param context     is set up, whatever it held
 * @param key         the key; it is not needed any more after this call
 * @param key_length  its length in bytes; a key above 128 bytes counts for its SHA-384 digest
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or key is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key lies in the context
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha384_init(amisec_hmac_sha384_t *context,
                                        const uint8_t *key,
                                        size_t key_length);

/**
 * Absorbs the next part of the message.
 *
 * @param context      a message under way
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    data lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha384_update(amisec_hmac_sha384_t *context,
                                          const uint8_t *data,
                                          size_t data_length);

/**
 * Gives the tag and wipes the context, which then answers AMISEC_BAD_STATE.
 *
 * @param context  a message under way
 * @param tag      receives the 48 bytes; apart from the context
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    tag lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha384_finish(amisec_hmac_sha384_t *context,
                                          uint8_t tag[48]);

/**
 * Checks a whole or truncated tag in constant time and wipes the context, whatever the verdict.
 *
 * @param context     a message under way
 * @param tag         the leftmost bytes of the tag
 * @param tag_length  how many: 24 to 48 (RFC 2104, section 5: at least half the hash)
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or tag is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 24 or above 48; the context is as before
 * @retval AMISEC_BAD_OVERLAP    tag lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hmac_sha384_finish_verify(amisec_hmac_sha384_t *context,
                                                 const uint8_t *tag,
                                                 size_t tag_length);

/* ---------------------------------------------------------------------------
 * AES keys and single blocks (FIPS 197)
 * --------------------------------------------------------------------------- */

/**
 * An AES-128 key, expanded. Set it up with amisec_aes128_set_key; no call changes it afterwards,
 * so that several messages and threads may use it at once. Wipe it with amisec_wipe when it is
 * done.
 */
typedef struct amisec_aes128_key_t {
    uint32_t opaque[45];
} amisec_aes128_key_t;
/** An object that is not set up. */
#define AMISEC_AES128_KEY_INIT { { 0U } }

/**
 * An AES-192 key, expanded. Set it up with amisec_aes192_set_key; no call changes it afterwards,
 * so that several messages and threads may use it at once. Wipe it with amisec_wipe when it is
 * done.
 */
typedef struct amisec_aes192_key_t {
    uint32_t opaque[53];
} amisec_aes192_key_t;
/** An object that is not set up. */
#define AMISEC_AES192_KEY_INIT { { 0U } }

/**
 * An AES-256 key, expanded. Set it up with amisec_aes256_set_key; no call changes it afterwards,
 * so that several messages and threads may use it at once. Wipe it with amisec_wipe when it is
 * done.
 */
typedef struct amisec_aes256_key_t {
    uint32_t opaque[61];
} amisec_aes256_key_t;
/** An object that is not set up. */
#define AMISEC_AES256_KEY_INIT { { 0U } }

/**
 * Sets an AES-128 key up for every function that takes one.
 *
 * @param key    receives the expanded key, whatever it held
 * @param bytes  the 16 bytes of the key; not needed any more after this call
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_set_key(amisec_aes128_key_t *key,
                                      const uint8_t bytes[16]);

/**
 * Encrypts one block of 16 bytes with AES-128 (FIPS 197): a building block, not a way to protect
 * data.
 *
 * @param key     a key that is set up
 * @param input   the 16 bytes
 * @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
 * @retval AMISEC_OK             the block is encrypted
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_encrypt_block(const amisec_aes128_key_t *key,
                                            const uint8_t input[16],
                                            uint8_t output[16]);

/**
 * Decrypts one block of 16 bytes with AES-128 (FIPS 197): a building block, not a way to protect
 * data.
 *
 * @param key     a key that is set up
 * @param input   the 16 bytes
 * @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
 * @retval AMISEC_OK             the block is decrypted
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_decrypt_block(const amisec_aes128_key_t *key,
                                            const uint8_t input[16],
                                            uint8_t output[16]);

/**
 * Sets an AES-192 key up for every function that takes one.
 *
 * @param key    receives the expanded key, whatever it held
 * @param bytes  the 24 bytes of the key; not needed any more after this call
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_set_key(amisec_aes192_key_t *key,
                                      const uint8_t bytes[24]);

/**
 * Encrypts one block of 16 bytes with AES-192 (FIPS 197): a building block, not a way to protect
 * data.
 *
 * @param key     a key that is set up
 * @param input   the 16 bytes
 * @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
 * @retval AMISEC_OK             the block is encrypted
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_encrypt_block(const amisec_aes192_key_t *key,
                                            const uint8_t input[16],
                                            uint8_t output[16]);

/**
 * Decrypts one block of 16 bytes with AES-192 (FIPS 197): a building block, not a way to protect
 * data.
 *
 * @param key     a key that is set up
 * @param input   the 16 bytes
 * @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
 * @retval AMISEC_OK             the block is decrypted
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_decrypt_block(const amisec_aes192_key_t *key,
                                            const uint8_t input[16],
                                            uint8_t output[16]);

/**
 * Sets an AES-256 key up for every function that takes one.
 *
 * @param key    receives the expanded key, whatever it held
 * @param bytes  the 32 bytes of the key; not needed any more after this call
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_set_key(amisec_aes256_key_t *key,
                                      const uint8_t bytes[32]);

/**
 * Encrypts one block of 16 bytes with AES-256 (FIPS 197): a building block, not a way to protect
 * data.
 *
 * @param key     a key that is set up
 * @param input   the 16 bytes
 * @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
 * @retval AMISEC_OK             the block is encrypted
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_encrypt_block(const amisec_aes256_key_t *key,
                                            const uint8_t input[16],
                                            uint8_t output[16]);

/**
 * Decrypts one block of 16 bytes with AES-256 (FIPS 197): a building block, not a way to protect
 * data.
 *
 * @param key     a key that is set up
 * @param input   the 16 bytes
 * @param output  receives 16 bytes; exactly the input or apart from it, and apart from key
 * @retval AMISEC_OK             the block is decrypted
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_decrypt_block(const amisec_aes256_key_t *key,
                                            const uint8_t input[16],
                                            uint8_t output[16]);

/* ---------------------------------------------------------------------------
 * AES-CCM: authenticated encryption (SP 800-38C, RFC 3610)
 * --------------------------------------------------------------------------- */

/**
 * What a CCM call needs besides the payload. The structure is only read; the lengths choose the
 * variant of CCM and must be those that the protocol fixes, not what a message claims.
 */
typedef struct amisec_ccm_parameters_t {
    /**
     * The nonce. NEVER THE SAME TWICE under one key: a counter that survives a restart.
     */
    const uint8_t *nonce;
    /**
     * 7 to 13 bytes; a payload is then shorter than 2^(8 * (15 - nonce_length)) bytes.
     */
    size_t nonce_length;
    /**
     * Associated data: authenticated, not encrypted.
     */
    const uint8_t *aad;
    /**
     * Any number of bytes below 2^32, 0 included.
     */
    size_t aad_length;
    /**
     * The tag: written by seal, read by open.
     */
    uint8_t *tag;
    /**
     * 4, 6, 8, 10, 12, 14 or 16 bytes; a forgery succeeds with odds of 2^(-8 * tag_length).
     */
    size_t tag_length;
} amisec_ccm_parameters_t;
/** An object that is not set up. */
#define AMISEC_CCM_PARAMETERS_INIT { NULL, 0U, NULL, 0U, NULL, 0U }

/**
 * Encrypts and authenticates with AES-128 in CCM mode (SP 800-38C).
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_ccm_seal(const amisec_aes128_key_t *key,
                                       const amisec_ccm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Decrypts with AES-128 in CCM mode (SP 800-38C) and checks the tag in constant time. Unless the
 * status is AMISEC_OK the output holds no plaintext.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic, even in
 *                      place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_ccm_open(const amisec_aes128_key_t *key,
                                       const amisec_ccm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Encrypts and authenticates with AES-192 in CCM mode (SP 800-38C).
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_ccm_seal(const amisec_aes192_key_t *key,
                                       const amisec_ccm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Decrypts with AES-192 in CCM mode (SP 800-38C) and checks the tag in constant time. Unless the
 * status is AMISEC_OK the output holds no plaintext.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic, even in
 *                      place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_ccm_open(const amisec_aes192_key_t *key,
                                       const amisec_ccm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Encrypts and authenticates with AES-256 in CCM mode (SP 800-38C).
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_ccm_seal(const amisec_aes256_key_t *key,
                                       const amisec_ccm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Decrypts with AES-256 in CCM mode (SP 800-38C) and checks the tag in constant time. Unless the
 * status is AMISEC_OK the output holds no plaintext.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic, even in
 *                      place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_ccm_open(const amisec_aes256_key_t *key,
                                       const amisec_ccm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/* ---------------------------------------------------------------------------
 * AES-CTR: unauthenticated (SP 800-38A)
 * --------------------------------------------------------------------------- */

/**
 * Encrypts or decrypts with AES-128 in counter mode (SP 800-38A, 6.5), which AUTHENTICATES
 * NOTHING: whoever flips a bit of the ciphertext flips that bit of the plaintext. Use CCM unless a
 * standard demands this mode.
 *
 * The counter is the whole block, big-endian; it goes up by one for each block and wraps. No
 * counter block may ever be used twice under one key: that gives both plaintexts away.
 *
 * @param key           a key that is set up
 * @param counter       the 16 bytes of the first counter block
 * @param input         plaintext or ciphertext
 * @param input_length  its length in bytes, any, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and counter
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_ctr(const amisec_aes128_key_t *key,
                                  const uint8_t counter[16],
                                  const uint8_t *input,
                                  size_t input_length,
                                  uint8_t *output);

/**
 * Encrypts or decrypts with AES-192 in counter mode (SP 800-38A, 6.5), which AUTHENTICATES
 * NOTHING: whoever flips a bit of the ciphertext flips that bit of the plaintext. Use CCM unless a
 * standard demands this mode.
 *
 * The counter is the whole block, big-endian; it goes up by one for each block and wraps. No
 * counter block may ever be used twice under one key: that gives both plaintexts away.
 *
 * @param key           a key that is set up
 * @param counter       the 16 bytes of the first counter block
 * @param input         plaintext or ciphertext
 * @param input_length  its length in bytes, any, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and counter
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_ctr(const amisec_aes192_key_t *key,
                                  const uint8_t counter[16],
                                  const uint8_t *input,
                                  size_t input_length,
                                  uint8_t *output);

/**
 * Encrypts or decrypts with AES-256 in counter mode (SP 800-38A, 6.5), which AUTHENTICATES
 * NOTHING: whoever flips a bit of the ciphertext flips that bit of the plaintext. Use CCM unless a
 * standard demands this mode.
 *
 * The counter is the whole block, big-endian; it goes up by one for each block and wraps. No
 * counter block may ever be used twice under one key: that gives both plaintexts away.
 *
 * @param key           a key that is set up
 * @param counter       the 16 bytes of the first counter block
 * @param input         plaintext or ciphertext
 * @param input_length  its length in bytes, any, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and counter
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_ctr(const amisec_aes256_key_t *key,
                                  const uint8_t counter[16],
                                  const uint8_t *input,
                                  size_t input_length,
                                  uint8_t *output);

/* ---------------------------------------------------------------------------
 * AES-CBC: unauthenticated, no padding (SP 800-38A)
 * --------------------------------------------------------------------------- */

/**
 * Encrypts whole blocks with AES-128 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING.
 * Use CCM unless a standard demands this mode.
 *
 * @param key           a key that is set up
 * @param iv            the 16 bytes of the initialisation vector, unpredictable for each message;
 *                      the last block of ciphertext if the message goes on from an earlier call
 * @param input         plaintext
 * @param input_length  its length in bytes: a multiple of 16, 0 included; there is no padding
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and iv
 * @retval AMISEC_OK             the ciphertext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cbc_encrypt(const amisec_aes128_key_t *key,
                                          const uint8_t iv[16],
                                          const uint8_t *input,
                                          size_t input_length,
                                          uint8_t *output);

/**
 * Decrypts whole blocks with AES-128 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING:
 * never act on the plaintext, or on its padding, before a MAC over the ciphertext has been
 * checked.
 *
 * @param key           a key that is set up
 * @param iv            the 16 bytes with which the message was encrypted
 * @param input         ciphertext
 * @param input_length  its length in bytes: a multiple of 16, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and iv
 * @retval AMISEC_OK             the plaintext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cbc_decrypt(const amisec_aes128_key_t *key,
                                          const uint8_t iv[16],
                                          const uint8_t *input,
                                          size_t input_length,
                                          uint8_t *output);

/**
 * Encrypts whole blocks with AES-192 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING.
 * Use CCM unless a standard demands this mode.
 *
 * @param key           a key that is set up
 * @param iv            the 16 bytes of the initialisation vector, unpredictable for each message;
 *                      the last block of ciphertext if the message goes on from an earlier call
 * @param input         plaintext
 * @param input_length  its length in bytes: a multiple of 16, 0 included; there is no padding
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and iv
 * @retval AMISEC_OK             the ciphertext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cbc_encrypt(const amisec_aes192_key_t *key,
                                          const uint8_t iv[16],
                                          const uint8_t *input,
                                          size_t input_length,
                                          uint8_t *output);

/**
 * Decrypts whole blocks with AES-192 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING:
 * never act on the plaintext, or on its padding, before a MAC over the ciphertext has been
 * checked.
 *
 * @param key           a key that is set up
 * @param iv            the 16 bytes with which the message was encrypted
 * @param input         ciphertext
 * @param input_length  its length in bytes: a multiple of 16, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and iv
 * @retval AMISEC_OK             the plaintext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cbc_decrypt(const amisec_aes192_key_t *key,
                                          const uint8_t iv[16],
                                          const uint8_t *input,
                                          size_t input_length,
                                          uint8_t *output);

/**
 * Encrypts whole blocks with AES-256 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING.
 * Use CCM unless a standard demands this mode.
 *
 * @param key           a key that is set up
 * @param iv            the 16 bytes of the initialisation vector, unpredictable for each message;
 *                      the last block of ciphertext if the message goes on from an earlier call
 * @param input         plaintext
 * @param input_length  its length in bytes: a multiple of 16, 0 included; there is no padding
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and iv
 * @retval AMISEC_OK             the ciphertext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cbc_encrypt(const amisec_aes256_key_t *key,
                                          const uint8_t iv[16],
                                          const uint8_t *input,
                                          size_t input_length,
                                          uint8_t *output);

/**
 * Decrypts whole blocks with AES-256 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING:
 * never act on the plaintext, or on its padding, before a MAC over the ciphertext has been
 * checked.
 *
 * @param key           a key that is set up
 * @param iv            the 16 bytes with which the message was encrypted
 * @param input         ciphertext
 * @param input_length  its length in bytes: a multiple of 16, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from key and iv
 * @retval AMISEC_OK             the plaintext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cbc_decrypt(const amisec_aes256_key_t *key,
                                          const uint8_t iv[16],
                                          const uint8_t *input,
                                          size_t input_length,
                                          uint8_t *output);

/* ---------------------------------------------------------------------------
 * CCM*: frames of IEEE 802.15.4, ZigBee, Wi-SUN
 * --------------------------------------------------------------------------- */

/**
 * What a CCM* call needs besides the payload: the fields of a frame. The structure is only read.
 */
typedef struct amisec_ccm_star_parameters_t {
    /**
     * The 8 bytes of the sender's EUI-64, as its number is written: the first byte is that of the
     * manufacturer. The frame carries it in the opposite order.
     */
    const uint8_t *source;
    /**
     * Associated data: the header of the frame and, at levels 1 to 3, the payload behind it.
     */
    const uint8_t *aad;
    /**
     * Any number of bytes below 2^32, 0 included.
     */
    size_t aad_length;
    /**
     * The message integrity code: written by seal, read by open. 4 bytes at levels 1 and 5, 8 at 2 and
     * 6, 16 at 3 and 7; a forgery succeeds with odds of 2^-32, 2^-64, 2^-128.
     */
    uint8_t *mic;
    /**
     * The frame counter. NEVER THE SAME TWICE under one key and source; 2^32 - 1 is refused.
     */
    uint32_t frame_counter;
    /**
     * The security level: 1 to 3 authenticate, 5 to 7 encrypt as well. Levels 0 and 4 protect nothing,
     * or not against changes, and are refused.
     */
    uint32_t level;
} amisec_ccm_star_parameters_t;
/** An object that is not set up. */
#define AMISEC_CCM_STAR_PARAMETERS_INIT { NULL, NULL, 0U, NULL, 0U, 0U }

/**
 * Protects an IEEE 802.15.4 frame (CCM*, 802.15.4-2015, 9.3) with AES-128.
 *
 * @param key           a key that is set up
 * @param parameters    source, counter and level of the frame, its header, and where the MIC goes
 * @param input         the payload at levels 5 to 7
 * @param input_length  its length in bytes, at most 65535; 0 at levels 1 to 3
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the MIC are apart from each other and from everything else
 * @retval AMISEC_OK                 ciphertext and MIC are written
 * @retval AMISEC_COUNTER_EXHAUSTED  frame_counter is 2^32 - 1: the key must be replaced
 * @retval AMISEC_BAD_ARGUMENT       a pointer is NULL, a length is too large, or level is 0, 4 or above 7
 * @retval AMISEC_BAD_ALIGNMENT      key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         the payload is too long, or not empty at levels 1 to 3
 * @retval AMISEC_BAD_OVERLAP        output shares part of its memory with input, or output or MIC
 *                                   shares any with the rest
 * @retval AMISEC_BAD_STATE          the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_ccm_star_seal(const amisec_aes128_key_t *key,
                                            const amisec_ccm_star_parameters_t *parameters,
                                            const uint8_t *input,
                                            size_t input_length,
                                            uint8_t *output);

/**
 * Checks and decrypts an IEEE 802.15.4 frame (CCM*, 802.15.4-2015, 9.3) with AES-128. Unless the status
 * is AMISEC_OK the output holds no plaintext. That the counter is greater than that of the last frame
 * from this source is the caller's to check.
 *
 * @param key           a key that is set up
 * @param parameters    source, counter and level of the frame, its header, and the MIC, which is only read.
 *                      The level is the one that the caller demands, not what the frame claims
 * @param input         the ciphertext at levels 5 to 7
 * @param input_length  its length in bytes, at most 65535; 0 at levels 1 to 3
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the frame is not authentic, even in place
 * @retval AMISEC_OK                 the frame is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC      key, fields, header, ciphertext and MIC do not belong together
 * @retval AMISEC_COUNTER_EXHAUSTED  frame_counter is 2^32 - 1, which no sender uses
 * @retval AMISEC_BAD_ARGUMENT       a pointer is NULL, a length is too large, or level is 0, 4 or above 7
 * @retval AMISEC_BAD_ALIGNMENT      key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         the payload is too long, or not empty at levels 1 to 3
 * @retval AMISEC_BAD_OVERLAP        output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE          the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_ccm_star_open(const amisec_aes128_key_t *key,
                                            const amisec_ccm_star_parameters_t *parameters,
                                            const uint8_t *input,
                                            size_t input_length,
                                            uint8_t *output);

/* ---------------------------------------------------------------------------
 * AES-GCM and GMAC: authenticated encryption (SP 800-38D)
 * --------------------------------------------------------------------------- */

/**
 * What a GCM call needs besides the payload. The structure is only read; the lengths must be those
 * that the protocol fixes, not what a message claims.
 */
typedef struct amisec_gcm_parameters_t {
    /**
     * The nonce. NEVER THE SAME TWICE under one key, or both messages and the authentication of all
     * others are lost: a counter that survives a restart.
     */
    const uint8_t *nonce;
    /**
     * 12 bytes, or any other number but 0: that is slower, and random nonces of other lengths may
     * collide after 2^32 messages (SP 800-38D, 8.3).
     */
    size_t nonce_length;
    /**
     * Associated data: authenticated, not encrypted.
     */
    const uint8_t *aad;
    /**
     * Any number of bytes, 0 included.
     */
    size_t aad_length;
    /**
     * The tag: written by seal, read by open.
     */
    uint8_t *tag;
    /**
     * 16, 15, 14, 13 or 12 bytes; 8 or 4 only where the protocol bounds length and number of messages
     * (SP 800-38D, appendix C): a forgery succeeds with odds of 2^(-8 * tag_length) times the blocks of
     * the message, and with short tags each success tells something about the key.
     */
    size_t tag_length;
} amisec_gcm_parameters_t;
/** An object that is not set up. */
#define AMISEC_GCM_PARAMETERS_INIT { NULL, 0U, NULL, 0U, NULL, 0U }

/**
 * Encrypts and authenticates with AES-128 in GCM mode (SP 800-38D). Without payload this is GMAC: the
 * tag of the associated data.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included, at most 2^36 - 32
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_gcm_seal(const amisec_aes128_key_t *key,
                                       const amisec_gcm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Decrypts with AES-128 in GCM mode (SP 800-38D) and checks the tag in constant time. Unless the
 * status is AMISEC_OK the output holds no plaintext. Without payload this checks a GMAC.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included, at most 2^36 - 32
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic, even in
 *                      place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_gcm_open(const amisec_aes128_key_t *key,
                                       const amisec_gcm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Encrypts and authenticates with AES-192 in GCM mode (SP 800-38D). Without payload this is GMAC: the
 * tag of the associated data.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included, at most 2^36 - 32
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_gcm_seal(const amisec_aes192_key_t *key,
                                       const amisec_gcm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Decrypts with AES-192 in GCM mode (SP 800-38D) and checks the tag in constant time. Unless the
 * status is AMISEC_OK the output holds no plaintext. Without payload this checks a GMAC.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included, at most 2^36 - 32
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic, even in
 *                      place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_gcm_open(const amisec_aes192_key_t *key,
                                       const amisec_gcm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Encrypts and authenticates with AES-256 in GCM mode (SP 800-38D). Without payload this is GMAC: the
 * tag of the associated data.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included, at most 2^36 - 32
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_gcm_seal(const amisec_aes256_key_t *key,
                                       const amisec_gcm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Decrypts with AES-256 in GCM mode (SP 800-38D) and checks the tag in constant time. Unless the
 * status is AMISEC_OK the output holds no plaintext. Without payload this checks a GMAC.
 *
 * @param key           a key that is set up
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included, at most 2^36 - 32
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic, even in
 *                      place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_gcm_open(const amisec_aes256_key_t *key,
                                       const amisec_gcm_parameters_t *parameters,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/* ---------------------------------------------------------------------------
 * AES-GCM and GMAC in parts (SP 800-38D)
 * --------------------------------------------------------------------------- */

/**
 * A message under way. It holds neither the key nor a pointer to it: the calls that work on text take
 * the same key again, and with another one the message is lost. It may be moved; NEVER GO ON WITH A
 * COPY of one that encrypts: both would use the same keystream. It is wiped by finish.
 */
typedef struct amisec_gcm_t {
    uint32_t opaque[34];
} amisec_gcm_t;
/** An object that is not set up. */
#define AMISEC_GCM_INIT { { 0U } }

/**
 * Absorbs the next part of the associated data, before any text.
 *
 * @param context     a message under way
 * @param aad         the next bytes of the associated data
 * @param aad_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context is NULL, or aad is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    aad lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, is finished, or text has come already
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_gcm_aad(amisec_gcm_t *context,
                               const uint8_t *aad,
                               size_t aad_length);

/**
 * Gives the tag of a message that was encrypted, or had no text (GMAC), and wipes the context, which
 * then answers AMISEC_BAD_STATE.
 *
 * @param context     a message under way
 * @param tag         receives `tag_length` bytes, apart from the context
 * @param tag_length  4, 8, 12, 13, 14, 15 or 16: see amisec_gcm_parameters_t
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   context or tag is NULL, or tag_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     GCM has no tag of this length; the context is as before
 * @retval AMISEC_BAD_OVERLAP    tag lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, is finished, or decrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_gcm_finish(amisec_gcm_t *context,
                                  uint8_t *tag,
                                  size_t tag_length);

/**
 * Checks the tag of a message that was decrypted, or had no text (GMAC), in constant time and wipes the
 * context, whatever the verdict. Only now is it known whether the plaintext may be used.
 *
 * @param context     a message under way
 * @param tag         the tag that came with the message
 * @param tag_length  4, 8, 12, 13, 14, 15 or 16: what the protocol fixes, not what a message claims
 * @retval AMISEC_OK             the message is authentic
 * @retval AMISEC_NOT_AUTHENTIC  it is not: wipe every byte that was decrypted
 * @retval AMISEC_BAD_ARGUMENT   context or tag is NULL, or tag_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     GCM has no tag of this length; the context is as before
 * @retval AMISEC_BAD_OVERLAP    tag lies in the context
 * @retval AMISEC_BAD_STATE      the context was not set up, is finished, or encrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_gcm_finish_verify(amisec_gcm_t *context,
                                         const uint8_t *tag,
                                         size_t tag_length);

/**
 * Starts a message under an AES-128 key. Then come amisec_gcm_aad, any number of times; then
 * amisec_aes128_gcm_encrypt_update and amisec_gcm_finish, or
 * amisec_aes128_gcm_decrypt_unverified_update and amisec_gcm_finish_verify.
 *
 * @param context       is set up, whatever it held
 * @param key           a key that is set up
 * @param nonce         NEVER THE SAME TWICE under one key: a counter that survives a restart
 * @param nonce_length  12 bytes, or any other number but 0
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or nonce_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce_length is 0
 * @retval AMISEC_BAD_OVERLAP    key or nonce lies in the context
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_gcm_start(amisec_gcm_t *context,
                                        const amisec_aes128_key_t *key,
                                        const uint8_t *nonce,
                                        size_t nonce_length);

/**
 * Encrypts the next part of a message under an AES-128 key; from here on no associated data comes.
 *
 * @param context       a message under way
 * @param key           the key of this message
 * @param input         the next bytes of the plaintext
 * @param input_length  how many, 0 included; 2^36 - 32 in all
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
 *                      from context and key
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
 *                               or key or input lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or decrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_gcm_encrypt_update(amisec_gcm_t *context,
                                                 const amisec_aes128_key_t *key,
                                                 const uint8_t *input,
                                                 size_t input_length,
                                                 uint8_t *output);

/**
 * Decrypts the next part of a message under an AES-128 key BEFORE ANYTHING IS AUTHENTICATED: what it
 * gives may be whatever an attacker chose. Show it to nobody and act on none of it until
 * amisec_gcm_finish_verify has answered AMISEC_OK, and wipe it if it answers anything else.
 * amisec_aes128_gcm_open has no such danger.
 *
 * @param context       a message under way
 * @param key           the key of this message
 * @param input         the next bytes of the ciphertext
 * @param input_length  how many, 0 included; 2^36 - 32 in all
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
 *                      from context and key
 * @retval AMISEC_OK             the output is written, unverified
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
 *                               or key or input lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or encrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_gcm_decrypt_unverified_update(amisec_gcm_t *context,
                                                            const amisec_aes128_key_t *key,
                                                            const uint8_t *input,
                                                            size_t input_length,
                                                            uint8_t *output);

/**
 * Starts a message under an AES-192 key. Then come amisec_gcm_aad, any number of times; then
 * amisec_aes192_gcm_encrypt_update and amisec_gcm_finish, or
 * amisec_aes192_gcm_decrypt_unverified_update and amisec_gcm_finish_verify.
 *
 * @param context       is set up, whatever it held
 * @param key           a key that is set up
 * @param nonce         NEVER THE SAME TWICE under one key: a counter that survives a restart
 * @param nonce_length  12 bytes, or any other number but 0
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or nonce_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce_length is 0
 * @retval AMISEC_BAD_OVERLAP    key or nonce lies in the context
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_gcm_start(amisec_gcm_t *context,
                                        const amisec_aes192_key_t *key,
                                        const uint8_t *nonce,
                                        size_t nonce_length);

/**
 * Encrypts the next part of a message under an AES-192 key; from here on no associated data comes.
 *
 * @param context       a message under way
 * @param key           the key of this message
 * @param input         the next bytes of the plaintext
 * @param input_length  how many, 0 included; 2^36 - 32 in all
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
 *                      from context and key
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
 *                               or key or input lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or decrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_gcm_encrypt_update(amisec_gcm_t *context,
                                                 const amisec_aes192_key_t *key,
                                                 const uint8_t *input,
                                                 size_t input_length,
                                                 uint8_t *output);

/**
 * Decrypts the next part of a message under an AES-192 key BEFORE ANYTHING IS AUTHENTICATED: what it
 * gives may be whatever an attacker chose. Show it to nobody and act on none of it until
 * amisec_gcm_finish_verify has answered AMISEC_OK, and wipe it if it answers anything else.
 * amisec_aes192_gcm_open has no such danger.
 *
 * @param context       a message under way
 * @param key           the key of this message
 * @param input         the next bytes of the ciphertext
 * @param input_length  how many, 0 included; 2^36 - 32 in all
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
 *                      from context and key
 * @retval AMISEC_OK             the output is written, unverified
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
 *                               or key or input lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or encrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_gcm_decrypt_unverified_update(amisec_gcm_t *context,
                                                            const amisec_aes192_key_t *key,
                                                            const uint8_t *input,
                                                            size_t input_length,
                                                            uint8_t *output);

/**
 * Starts a message under an AES-256 key. Then come amisec_gcm_aad, any number of times; then
 * amisec_aes256_gcm_encrypt_update and amisec_gcm_finish, or
 * amisec_aes256_gcm_decrypt_unverified_update and amisec_gcm_finish_verify.
 *
 * @param context       is set up, whatever it held
 * @param key           a key that is set up
 * @param nonce         NEVER THE SAME TWICE under one key: a counter that survives a restart
 * @param nonce_length  12 bytes, or any other number but 0
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or nonce_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce_length is 0
 * @retval AMISEC_BAD_OVERLAP    key or nonce lies in the context
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_gcm_start(amisec_gcm_t *context,
                                        const amisec_aes256_key_t *key,
                                        const uint8_t *nonce,
                                        size_t nonce_length);

/**
 * Encrypts the next part of a message under an AES-256 key; from here on no associated data comes.
 *
 * @param context       a message under way
 * @param key           the key of this message
 * @param input         the next bytes of the plaintext
 * @param input_length  how many, 0 included; 2^36 - 32 in all
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
 *                      from context and key
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
 *                               or key or input lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or decrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_gcm_encrypt_update(amisec_gcm_t *context,
                                                 const amisec_aes256_key_t *key,
                                                 const uint8_t *input,
                                                 size_t input_length,
                                                 uint8_t *output);

/**
 * Decrypts the next part of a message under an AES-256 key BEFORE ANYTHING IS AUTHENTICATED: what it
 * gives may be whatever an attacker chose. Show it to nobody and act on none of it until
 * amisec_gcm_finish_verify has answered AMISEC_OK, and wipe it if it answers anything else.
 * amisec_aes256_gcm_open has no such danger.
 *
 * @param context       a message under way
 * @param key           the key of this message
 * @param input         the next bytes of the ciphertext
 * @param input_length  how many, 0 included; 2^36 - 32 in all
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart
 *                      from context and key
 * @retval AMISEC_OK             the output is written, unverified
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     the text would be longer than GCM allows
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with context or key,
 *                               or key or input lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished or encrypts
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_gcm_decrypt_unverified_update(amisec_gcm_t *context,
                                                            const amisec_aes256_key_t *key,
                                                            const uint8_t *input,
                                                            size_t input_length,
                                                            uint8_t *output);

/* ---------------------------------------------------------------------------
 * An AES engine of the chip in place of our AES (SP 800-38A, -38B, -38C, -38D)
 * --------------------------------------------------------------------------- */

/**
 * Encrypts the 16 bytes of `input` into `output` with AES (FIPS 197), under a key that the engine holds,
 * and answers AMISEC_OK; anything else fails the call that asked. The two are apart.
 *
 * `context` is that of the amisec_aes_engine_t: a key slot, a register block.
 */
typedef amisec_status_t (*amisec_aes_encrypt_fn)(void *context,
                                                 const uint8_t *input,
                                                 uint8_t *output);

/**
 * An AES engine with its key, which is the chip's and the caller's. The structure is only read, and is passed
 * with each call in place of a key. Whether its time depends on the key is the engine's doing.
 */
typedef struct amisec_aes_engine_t {
    /**
     * Encrypts a block.
     */
    amisec_aes_encrypt_fn encrypt;
    /**
     * Is passed to it.
     */
    void *context;
} amisec_aes_engine_t;
/** An object that is not set up. */
#define AMISEC_AES_ENGINE_INIT { NULL, NULL }

/**
 * Encrypts or decrypts with an engine in counter mode: amisec_aes128_ctr with another AES.
 *
 * @param engine        the engine
 * @param counter       the 16 bytes of the first counter block
 * @param input         plaintext or ciphertext
 * @param input_length  its length in bytes, any, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from engine and counter. Zeroed if the engine fails
 * @retval AMISEC_OK             the output is written
 * @retval AMISEC_ENGINE_FAILED  the engine failed
 * @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  engine is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_ctr(const amisec_aes_engine_t *engine,
                                      const uint8_t counter[16],
                                      const uint8_t *input,
                                      size_t input_length,
                                      uint8_t *output);

/**
 * Computes the CMAC of a message with an engine: amisec_aes128_cmac with another AES.
 *
 * @param engine       the engine
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          receives the 16 bytes; apart from data and engine. Zeroed if the engine fails
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_ENGINE_FAILED  the engine failed
 * @retval AMISEC_BAD_ARGUMENT   engine, the function or tag is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  engine is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    tag shares memory with data or engine
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_cmac(const amisec_aes_engine_t *engine,
                                       const uint8_t *data,
                                       size_t data_length,
                                       uint8_t tag[16]);

/**
 * Checks the CMAC of a message with an engine, whole or truncated, in constant time: amisec_aes128_cmac_verify
 * with another AES.
 *
 * @param engine       the engine
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          the leftmost bytes of the tag
 * @param tag_length   how many: 8 to 16
 * @retval AMISEC_OK             the tag is that of the message under the engine's key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_ENGINE_FAILED  the engine failed: nothing is known of the tag
 * @retval AMISEC_BAD_ARGUMENT   engine, the function, data or tag is NULL, or data or tag is too long
 * @retval AMISEC_BAD_ALIGNMENT  engine is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_cmac_verify(const amisec_aes_engine_t *engine,
                                              const uint8_t *data,
                                              size_t data_length,
                                              const uint8_t *tag,
                                              size_t tag_length);

/**
 * Encrypts and authenticates with an engine in CCM mode: amisec_aes128_ccm_seal with another AES.
 *
 * @param engine        the engine
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else, and
 *                      zeroed if the engine fails
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_ENGINE_FAILED  the engine failed
 * @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_ccm_seal(const amisec_aes_engine_t *engine,
                                           const amisec_ccm_parameters_t *parameters,
                                           const uint8_t *input,
                                           size_t input_length,
                                           uint8_t *output);

/**
 * Decrypts with an engine in CCM mode and checks the tag in constant time: amisec_aes128_ccm_open with
 * another AES. Unless the status is AMISEC_OK the output holds no plaintext.
 *
 * @param engine        the engine
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic or the engine
 *                      fails, even in place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_ENGINE_FAILED  the engine failed: nothing is known of the message
 * @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_ccm_open(const amisec_aes_engine_t *engine,
                                           const amisec_ccm_parameters_t *parameters,
                                           const uint8_t *input,
                                           size_t input_length,
                                           uint8_t *output);

/**
 * Encrypts and authenticates with an engine in GCM mode: amisec_aes128_gcm_seal with another AES.
 *
 * @param engine        the engine
 * @param parameters    nonce, associated data, and where the tag goes
 * @param input         the payload
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
 *                      from it. It and the tag are apart from each other and from everything else, and
 *                      zeroed if the engine fails
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_ENGINE_FAILED  the engine failed
 * @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
 *                               shares any with the rest
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_gcm_seal(const amisec_aes_engine_t *engine,
                                           const amisec_gcm_parameters_t *parameters,
                                           const uint8_t *input,
                                           size_t input_length,
                                           uint8_t *output);

/**
 * Decrypts with an engine in GCM mode and checks the tag in constant time: amisec_aes128_gcm_open with
 * another AES. Unless the status is AMISEC_OK the output holds no plaintext.
 *
 * @param engine        the engine
 * @param parameters    nonce, associated data and tag, which is only read
 * @param input         the ciphertext
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and
 *                      apart from everything else. Zeroed if the message is not authentic or the engine
 *                      fails, even in place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
 * @retval AMISEC_ENGINE_FAILED  the engine failed: nothing is known of the message
 * @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that GCM does not have
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes_engine_gcm_open(const amisec_aes_engine_t *engine,
                                           const amisec_gcm_parameters_t *parameters,
                                           const uint8_t *input,
                                           size_t input_length,
                                           uint8_t *output);

/* ---------------------------------------------------------------------------
 * AES-CMAC (SP 800-38B, RFC 4493)
 * --------------------------------------------------------------------------- */

/**
 * A message being authenticated. Set it up with amisec_cmac_init; it holds neither the key nor a
 * pointer to it: every call takes the same key again, and with another one the tag is meaningless.
 * It may be moved, and is wiped by finish.
 */
typedef struct amisec_cmac_t {
    uint32_t opaque[6];
} amisec_cmac_t;
/** An object that is not set up. */
#define AMISEC_CMAC_INIT { { 0U } }

/**
 * Starts a message that comes in parts, whatever the size of the key.
 *
 * @param context  is set up, whatever it held; no call is needed to give it up
 * @retval AMISEC_OK             the context takes data
 * @retval AMISEC_BAD_ARGUMENT   context is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_cmac_init(amisec_cmac_t *context);

/**
 * Computes the AES-128-CMAC of a message that lies in memory (SP 800-38B).
 *
 * @param key          a key that is set up
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          receives the 16 bytes; may be exactly the data, else apart from it and from key
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   key or tag is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    tag shares part of its memory with data, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cmac(const amisec_aes128_key_t *key,
                                   const uint8_t *data,
                                   size_t data_length,
                                   uint8_t tag[16]);

/**
 * Checks the AES-128-CMAC of a message that lies in memory, whole or truncated, in constant time.
 *
 * A forgery succeeds with odds of 2^(-8 * tag_length). Under one key authenticate fewer than 2^48
 * messages (SP 800-38B, appendix B).
 *
 * @param key          a key that is set up
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          the leftmost bytes of the tag
 * @param tag_length   how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL, or data or tag is too long
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cmac_verify(const amisec_aes128_key_t *key,
                                          const uint8_t *data,
                                          size_t data_length,
                                          const uint8_t *tag,
                                          size_t tag_length);

/**
 * Absorbs the next part of a message under an AES-128 key.
 *
 * @param context      a message under way
 * @param key          the key of this message
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key or data lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cmac_update(amisec_cmac_t *context,
                                          const amisec_aes128_key_t *key,
                                          const uint8_t *data,
                                          size_t data_length);

/**
 * Gives the tag of a message under an AES-128 key and wipes the context, which then answers
 * AMISEC_BAD_STATE.
 *
 * @param context  a message under way
 * @param key      the key of this message
 * @param tag      receives the 16 bytes; apart from context and key
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key or tag lies in the context, or tag in the key
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cmac_finish(amisec_cmac_t *context,
                                          const amisec_aes128_key_t *key,
                                          uint8_t tag[16]);

/**
 * Checks a whole or truncated tag under an AES-128 key in constant time and wipes the context,
 * whatever the verdict.
 *
 * @param context     a message under way
 * @param key         the key of this message
 * @param tag         the leftmost bytes of the tag
 * @param tag_length  how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or tag is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16; the context is as before
 * @retval AMISEC_BAD_OVERLAP    key or tag lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_cmac_finish_verify(amisec_cmac_t *context,
                                                 const amisec_aes128_key_t *key,
                                                 const uint8_t *tag,
                                                 size_t tag_length);

/**
 * Computes the AES-192-CMAC of a message that lies in memory (SP 800-38B).
 *
 * @param key          a key that is set up
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          receives the 16 bytes; may be exactly the data, else apart from it and from key
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   key or tag is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    tag shares part of its memory with data, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cmac(const amisec_aes192_key_t *key,
                                   const uint8_t *data,
                                   size_t data_length,
                                   uint8_t tag[16]);

/**
 * Checks the AES-192-CMAC of a message that lies in memory, whole or truncated, in constant time.
 *
 * A forgery succeeds with odds of 2^(-8 * tag_length). Under one key authenticate fewer than 2^48
 * messages (SP 800-38B, appendix B).
 *
 * @param key          a key that is set up
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          the leftmost bytes of the tag
 * @param tag_length   how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL, or data or tag is too long
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cmac_verify(const amisec_aes192_key_t *key,
                                          const uint8_t *data,
                                          size_t data_length,
                                          const uint8_t *tag,
                                          size_t tag_length);

/**
 * Absorbs the next part of a message under an AES-192 key.
 *
 * @param context      a message under way
 * @param key          the key of this message
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key or data lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cmac_update(amisec_cmac_t *context,
                                          const amisec_aes192_key_t *key,
                                          const uint8_t *data,
                                          size_t data_length);

/**
 * Gives the tag of a message under an AES-192 key and wipes the context, which then answers
 * AMISEC_BAD_STATE.
 *
 * @param context  a message under way
 * @param key      the key of this message
 * @param tag      receives the 16 bytes; apart from context and key
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key or tag lies in the context, or tag in the key
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cmac_finish(amisec_cmac_t *context,
                                          const amisec_aes192_key_t *key,
                                          uint8_t tag[16]);

/**
 * Checks a whole or truncated tag under an AES-192 key in constant time and wipes the context,
 * whatever the verdict.
 *
 * @param context     a message under way
 * @param key         the key of this message
 * @param tag         the leftmost bytes of the tag
 * @param tag_length  how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or tag is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16; the context is as before
 * @retval AMISEC_BAD_OVERLAP    key or tag lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_cmac_finish_verify(amisec_cmac_t *context,
                                                 const amisec_aes192_key_t *key,
                                                 const uint8_t *tag,
                                                 size_t tag_length);

/**
 * Computes the AES-256-CMAC of a message that lies in memory (SP 800-38B).
 *
 * @param key          a key that is set up
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          receives the 16 bytes; may be exactly the data, else apart from it and from key
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   key or tag is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    tag shares part of its memory with data, or any with key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cmac(const amisec_aes256_key_t *key,
                                   const uint8_t *data,
                                   size_t data_length,
                                   uint8_t tag[16]);

/**
 * Checks the AES-256-CMAC of a message that lies in memory, whole or truncated, in constant time.
 *
 * A forgery succeeds with odds of 2^(-8 * tag_length). Under one key authenticate fewer than 2^48
 * messages (SP 800-38B, appendix B).
 *
 * @param key          a key that is set up
 * @param data         the message
 * @param data_length  its length in bytes, 0 included
 * @param tag          the leftmost bytes of the tag
 * @param tag_length   how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL, or data or tag is too long
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cmac_verify(const amisec_aes256_key_t *key,
                                          const uint8_t *data,
                                          size_t data_length,
                                          const uint8_t *tag,
                                          size_t tag_length);

/**
 * Absorbs the next part of a message under an AES-256 key.
 *
 * @param context      a message under way
 * @param key          the key of this message
 * @param data         the next bytes of the message
 * @param data_length  how many, 0 included
 * @retval AMISEC_OK             absorbed
 * @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or data is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key or data lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cmac_update(amisec_cmac_t *context,
                                          const amisec_aes256_key_t *key,
                                          const uint8_t *data,
                                          size_t data_length);

/**
 * Gives the tag of a message under an AES-256 key and wipes the context, which then answers
 * AMISEC_BAD_STATE.
 *
 * @param context  a message under way
 * @param key      the key of this message
 * @param tag      receives the 16 bytes; apart from context and key
 * @retval AMISEC_OK             the tag is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    key or tag lies in the context, or tag in the key
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cmac_finish(amisec_cmac_t *context,
                                          const amisec_aes256_key_t *key,
                                          uint8_t tag[16]);

/**
 * Checks a whole or truncated tag under an AES-256 key in constant time and wipes the context,
 * whatever the verdict.
 *
 * @param context     a message under way
 * @param key         the key of this message
 * @param tag         the leftmost bytes of the tag
 * @param tag_length  how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
 * @retval AMISEC_OK             the tag is that of the message under the key
 * @retval AMISEC_NOT_AUTHENTIC  it is not
 * @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or tag is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16; the context is as before
 * @retval AMISEC_BAD_OVERLAP    key or tag lies in the context
 * @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_cmac_finish_verify(amisec_cmac_t *context,
                                                 const amisec_aes256_key_t *key,
                                                 const uint8_t *tag,
                                                 size_t tag_length);

/* ---------------------------------------------------------------------------
 * AES key wrap (RFC 3394, SP 800-38F)
 * --------------------------------------------------------------------------- */

/**
 * Wraps a key under an AES-128 key (RFC 3394): encrypts and authenticates it, without a nonce.
 *
 * @param key           the wrapping key, set up
 * @param input         the key to be wrapped
 * @param input_length  its length in bytes: 16, 24, 32, ...
 * @param output        receives `input_length` + 8 bytes, apart from input and key
 * @retval AMISEC_OK             the wrapped key is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is below 16 or no multiple of 8
 * @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
 * @retval AMISEC_BAD_STATE      the wrapping key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_key_wrap(const amisec_aes128_key_t *key,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Unwraps a key under an AES-128 key (RFC 3394) and checks it in constant time. Unless the status is
 * AMISEC_OK the output holds zeros.
 *
 * A forgery succeeds with odds of 2^-64.
 *
 * @param key           the wrapping key, set up
 * @param input         the wrapped key
 * @param input_length  its length in bytes: 24, 32, 40, ...
 * @param output        receives `input_length` - 8 bytes, apart from input and key
 * @retval AMISEC_OK             the key is authentic and written
 * @retval AMISEC_NOT_AUTHENTIC  it was not wrapped under this key, or was changed
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is below 24 or no multiple of 8
 * @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
 * @retval AMISEC_BAD_STATE      the wrapping key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_key_unwrap(const amisec_aes128_key_t *key,
                                         const uint8_t *input,
                                         size_t input_length,
                                         uint8_t *output);

/**
 * Wraps a key under an AES-192 key (RFC 3394): encrypts and authenticates it, without a nonce.
 *
 * @param key           the wrapping key, set up
 * @param input         the key to be wrapped
 * @param input_length  its length in bytes: 16, 24, 32, ...
 * @param output        receives `input_length` + 8 bytes, apart from input and key
 * @retval AMISEC_OK             the wrapped key is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is below 16 or no multiple of 8
 * @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
 * @retval AMISEC_BAD_STATE      the wrapping key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_key_wrap(const amisec_aes192_key_t *key,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Unwraps a key under an AES-192 key (RFC 3394) and checks it in constant time. Unless the status is
 * AMISEC_OK the output holds zeros.
 *
 * A forgery succeeds with odds of 2^-64.
 *
 * @param key           the wrapping key, set up
 * @param input         the wrapped key
 * @param input_length  its length in bytes: 24, 32, 40, ...
 * @param output        receives `input_length` - 8 bytes, apart from input and key
 * @retval AMISEC_OK             the key is authentic and written
 * @retval AMISEC_NOT_AUTHENTIC  it was not wrapped under this key, or was changed
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is below 24 or no multiple of 8
 * @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
 * @retval AMISEC_BAD_STATE      the wrapping key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes192_key_unwrap(const amisec_aes192_key_t *key,
                                         const uint8_t *input,
                                         size_t input_length,
                                         uint8_t *output);

/**
 * Wraps a key under an AES-256 key (RFC 3394): encrypts and authenticates it, without a nonce.
 *
 * @param key           the wrapping key, set up
 * @param input         the key to be wrapped
 * @param input_length  its length in bytes: 16, 24, 32, ...
 * @param output        receives `input_length` + 8 bytes, apart from input and key
 * @retval AMISEC_OK             the wrapped key is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is below 16 or no multiple of 8
 * @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
 * @retval AMISEC_BAD_STATE      the wrapping key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_key_wrap(const amisec_aes256_key_t *key,
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/**
 * Unwraps a key under an AES-256 key (RFC 3394) and checks it in constant time. Unless the status is
 * AMISEC_OK the output holds zeros.
 *
 * A forgery succeeds with odds of 2^-64.
 *
 * @param key           the wrapping key, set up
 * @param input         the wrapped key
 * @param input_length  its length in bytes: 24, 32, 40, ...
 * @param output        receives `input_length` - 8 bytes, apart from input and key
 * @retval AMISEC_OK             the key is authentic and written
 * @retval AMISEC_NOT_AUTHENTIC  it was not wrapped under this key, or was changed
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is below 24 or no multiple of 8
 * @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
 * @retval AMISEC_BAD_STATE      the wrapping key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes256_key_unwrap(const amisec_aes256_key_t *key,
                                         const uint8_t *input,
                                         size_t input_length,
                                         uint8_t *output);

/* ---------------------------------------------------------------------------
 * EAX': authenticated encryption of ANSI C12.22 and IEEE 1703
 * --------------------------------------------------------------------------- */

/**
 * Encrypts and authenticates with AES-128 in EAX' mode (ANSI C12.22-2012, annex; IEEE 1703).
 *
 * The cleartext is the canonical one of the message (application context, titles, key id and IV, in
 * the standard's order): it is authenticated and is the nonce as well, so that NO CLEARTEXT MAY OCCUR
 * TWICE under one key; the IV in it sees to that. The mode is broken for a cleartext of 16 bytes or
 * less (IACR ePrint 2012/018: anybody forges, whatever the key), which is refused.
 *
 * A C12.22 message in either security mode is amisec_c1222_protect.
 *
 * @param key               a key that is set up
 * @param cleartext         what is authenticated and sent in clear
 * @param cleartext_length  its length in bytes: 17 or more
 * @param input             the payload
 * @param input_length      its length in bytes, 0 included
 * @param output            receives `input_length` bytes of ciphertext; exactly the input or apart
 *                          from it. It and the tag are apart from each other and from everything else
 * @param tag               receives the 4 bytes that C12.22 sends as the MAC
 * @retval AMISEC_OK             ciphertext and tag are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     cleartext_length is 16 or less
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag shares
 *                               any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_eax_prime_seal(const amisec_aes128_key_t *key,
                                             const uint8_t *cleartext,
                                             size_t cleartext_length,
                                             const uint8_t *input,
                                             size_t input_length,
                                             uint8_t *output,
                                             uint8_t tag[4]);

/**
 * Checks with AES-128 in EAX' mode (ANSI C12.22-2012, annex; IEEE 1703) and decrypts. Unless the
 * status is AMISEC_OK the output holds no plaintext.
 *
 * The tag has 4 bytes: each guess succeeds with odds of 2^-32. Count the failures of a peer and stop
 * listening to it long before some millions. A cleartext of 16 bytes or less is refused, because
 * anybody can forge with it whatever the key (IACR ePrint 2012/018).
 *
 * @param key               a key that is set up
 * @param cleartext         the canonical cleartext of the message, as for seal
 * @param cleartext_length  its length in bytes: 17 or more
 * @param tag               the 4 bytes of the MAC
 * @param input             the ciphertext
 * @param input_length      its length in bytes, 0 included
 * @param output            receives `input_length` bytes; exactly the input or apart from it, and apart
 *                          from everything else. Zeroed if the message is not authentic, even in place
 * @retval AMISEC_OK             the message is authentic and the plaintext is written
 * @retval AMISEC_NOT_AUTHENTIC  key, cleartext, ciphertext and tag do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     cleartext_length is 16 or less
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_aes128_eax_prime_open(const amisec_aes128_key_t *key,
                                             const uint8_t *cleartext,
                                             size_t cleartext_length,
                                             const uint8_t tag[4],
                                             const uint8_t *input,
                                             size_t input_length,
                                             uint8_t *output);

/* ---------------------------------------------------------------------------
 * HKDF with HMAC-SHA-256 (RFC 5869)
 * --------------------------------------------------------------------------- */

/**
 * Derives keys from a secret (RFC 5869): extracts, then expands.
 *
 * @param salt           need not be secret; best random, or NULL with length 0
 * @param salt_length    its length in bytes, 0 included
 * @param secret         the input keying material: a shared secret or a key, not a password
 * @param secret_length  its length in bytes
 * @param info           what the output is for: different purposes, different keys
 * @param info_length    its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes: 1 to 8160
 * @retval AMISEC_OK            the keys are written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_LENGTH    output_length is 0 or above 8160
 * @retval AMISEC_BAD_OVERLAP   output shares memory with an input
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hkdf_sha256(const uint8_t *salt,
                                   size_t salt_length,
                                   const uint8_t *secret,
                                   size_t secret_length,
                                   const uint8_t *info,
                                   size_t info_length,
                                   uint8_t *output,
                                   size_t output_length);

/**
 * Extracts a pseudorandom key from a secret (RFC 5869, 2.2): the first half of HKDF, for several
 * expansions.
 *
 * @param salt           need not be secret; best random, or NULL with length 0
 * @param salt_length    its length in bytes, 0 included
 * @param secret         the input keying material
 * @param secret_length  its length in bytes
 * @param key            receives the 32 bytes of the pseudorandom key; apart from the inputs
 * @retval AMISEC_OK            the key is written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_OVERLAP   key shares memory with an input
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hkdf_sha256_extract(const uint8_t *salt,
                                           size_t salt_length,
                                           const uint8_t *secret,
                                           size_t secret_length,
                                           uint8_t key[32]);

/**
 * Expands a pseudorandom key (RFC 5869, 2.3): the second half of HKDF.
 *
 * @param key            a pseudorandom key, from extract or as good as random
 * @param key_length     its length in bytes: 32 or more
 * @param info           what the output is for: different purposes, different keys
 * @param info_length    its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes: 1 to 8160
 * @retval AMISEC_OK            the keys are written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_LENGTH    key_length is below 32, or output_length is 0 or above 8160
 * @retval AMISEC_BAD_OVERLAP   output shares memory with an input
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_hkdf_sha256_expand(const uint8_t *key,
                                          size_t key_length,
                                          const uint8_t *info,
                                          size_t info_length,
                                          uint8_t *output,
                                          size_t output_length);

/* ---------------------------------------------------------------------------
 * Key derivation: one-step and in counter mode (SP 800-56C, SP 800-108)
 * --------------------------------------------------------------------------- */

/**
 * Derives keys from a shared secret with SHA-256 (SP 800-56C, 4.1, one-step; the KDF of DLMS/COSEM):
 * SHA-256(counter || secret || info) for each 32 bytes of output, with counters of 4 bytes from 1 on.
 *
 * @param secret         the shared secret, as a key agreement gives it
 * @param secret_length  its length in bytes
 * @param info           the other information that the protocol fixes: algorithm and parties
 * @param info_length    its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes, at least 1
 * @retval AMISEC_OK            the keys are written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_LENGTH    output_length is 0, or above 2^32 - 1
 * @retval AMISEC_BAD_OVERLAP   output shares memory with an input
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_kdf_one_step_sha256(const uint8_t *secret,
                                           size_t secret_length,
                                           const uint8_t *info,
                                           size_t info_length,
                                           uint8_t *output,
                                           size_t output_length);

/**
 * Derives keys from a shared secret with SHA-384 (SP 800-56C, 4.1, one-step; the KDF of DLMS/COSEM, suite 2):
 * SHA-384(counter || secret || info) for each 48 bytes of output, with counters of 4 bytes from 1 on.
 *
 * @param secret         the shared secret, as a key agreement gives it
 * @param secret_length  its length in bytes
 * @param info           the other information that the protocol fixes: algorithm and parties
 * @param info_length    its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes, at least 1
 * @retval AMISEC_OK            the keys are written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_LENGTH    output_length is 0, or above 2^32 - 1
 * @retval AMISEC_BAD_OVERLAP   output shares memory with an input
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_kdf_one_step_sha384(const uint8_t *secret,
                                           size_t secret_length,
                                           const uint8_t *info,
                                           size_t info_length,
                                           uint8_t *output,
                                           size_t output_length);

/**
 * Derives keys from a key with HMAC-SHA-256 (SP 800-108, 4.1: counter mode, the counter of 4 bytes in front).
 *
 * @param key            the key to derive from
 * @param key_length     its length in bytes
 * @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
 *                       of output, in 4 bytes
 * @param fixed_length   its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes, at least 1
 * @retval AMISEC_OK            the keys are written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_LENGTH    output_length is 0, or above 2^32 - 1
 * @retval AMISEC_BAD_OVERLAP   output shares memory with an input
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_kdf_counter_hmac_sha256(const uint8_t *key,
                                               size_t key_length,
                                               const uint8_t *fixed,
                                               size_t fixed_length,
                                               uint8_t *output,
                                               size_t output_length);

/**
 * Derives keys from an AES-128 key with CMAC (SP 800-108, 4.1: counter mode, the counter of 4 bytes in
 * front).
 *
 * @param key            a key that is set up, and used for nothing else
 * @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
 *                       of output, in 4 bytes
 * @param fixed_length   its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes, at least 1
 * @retval AMISEC_OK             the keys are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     output_length is 0, or above 2^32 - 1
 * @retval AMISEC_BAD_OVERLAP    output shares memory with an input or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_kdf_counter_aes128_cmac(const amisec_aes128_key_t *key,
                                               const uint8_t *fixed,
                                               size_t fixed_length,
                                               uint8_t *output,
                                               size_t output_length);

/**
 * Derives keys from an AES-192 key with CMAC (SP 800-108, 4.1: counter mode, the counter of 4 bytes in
 * front).
 *
 * @param key            a key that is set up, and used for nothing else
 * @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
 *                       of output, in 4 bytes
 * @param fixed_length   its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes, at least 1
 * @retval AMISEC_OK             the keys are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     output_length is 0, or above 2^32 - 1
 * @retval AMISEC_BAD_OVERLAP    output shares memory with an input or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_kdf_counter_aes192_cmac(const amisec_aes192_key_t *key,
                                               const uint8_t *fixed,
                                               size_t fixed_length,
                                               uint8_t *output,
                                               size_t output_length);

/**
 * Derives keys from an AES-256 key with CMAC (SP 800-108, 4.1: counter mode, the counter of 4 bytes in
 * front).
 *
 * @param key            a key that is set up, and used for nothing else
 * @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
 *                       of output, in 4 bytes
 * @param fixed_length   its length in bytes, 0 included
 * @param output         receives the keys; apart from everything else
 * @param output_length  how many bytes, at least 1
 * @retval AMISEC_OK             the keys are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     output_length is 0, or above 2^32 - 1
 * @retval AMISEC_BAD_OVERLAP    output shares memory with an input or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_kdf_counter_aes256_cmac(const amisec_aes256_key_t *key,
                                               const uint8_t *fixed,
                                               size_t fixed_length,
                                               uint8_t *output,
                                               size_t output_length);

/* ---------------------------------------------------------------------------
 * HMAC_DRBG: random bytes from raw noise (SP 800-90A, SP 800-90B)
 * --------------------------------------------------------------------------- */

/**
 * A deterministic random bit generator. Set it up with amisec_drbg_instantiate. It holds no pointers
 * and may be moved, but NEVER GO ON WITH A COPY: both would give the same bytes. Keep one for the whole
 * device, not in memory that a restart leaves as it is, and let only one thread or interrupt use it at
 * a time.
 */
typedef struct amisec_drbg_t {
    uint32_t opaque[21];
} amisec_drbg_t;
/** An object that is not set up. */
#define AMISEC_DRBG_INIT { { 0U } }

/**
 * Seeds a generator from a source of raw noise (SP 800-90A, 10.1.2: HMAC_DRBG with SHA-256, security
 * strength 256 bits).
 *
 * The noise is tested as it comes: 1024 bytes of it in a start-up test, and every byte by the repetition
 * count and the adaptive proportion test (SP 800-90B, 4.3 and 4.4), with one false alarm in 2^20. So
 * give the samples themselves, not what a conditioner made of them: a dead source behind a conditioner
 * looks alive. After a failure try again if you will; a source that fails again is dead.
 *
 * @param drbg                    is set up, whatever it held
 * @param noise                   gives one sample of noise in each byte; asked for 32 bytes at a time, 1024
 *                                + 2 * 320 / entropy_per_byte or a few more in all
 * @param noise_context           passed to noise
 * @param entropy_per_byte        1 to 8: the bits of min-entropy that a byte of noise is sure to have, what
 *                                an assessment of the source has found, rounded down
 * @param personalization         what is this device's alone: a serial number; need not be secret
 * @param personalization_length  its length in bytes, 0 included
 * @retval AMISEC_OK             the generator is ready
 * @retval AMISEC_RANDOM_FAILED  the source failed, or its noise failed a test; drbg is wiped
 * @retval AMISEC_BAD_ARGUMENT   drbg or noise is NULL, personalization is NULL or too long, or
 *                               entropy_per_byte is 0 or above 8
 * @retval AMISEC_BAD_ALIGNMENT  drbg is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    personalization lies in drbg
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_drbg_instantiate(amisec_drbg_t *drbg,
                                        amisec_random_fn noise,
                                        void *noise_context,
                                        uint8_t entropy_per_byte,
                                        const uint8_t *personalization,
                                        size_t personalization_length);

/**
 * Gives random bytes. This is an amisec_random_fn: pass it with the generator as its context wherever
 * a function of this header asks for randomness.
 *
 * @param drbg    a generator that is set up (an amisec_drbg_t)
 * @param output  receives `length` bytes, apart from drbg
 * @param length  at most 65536, 0 included
 * @retval AMISEC_OK                 the bytes are written
 * @retval AMISEC_COUNTER_EXHAUSTED  2^32 - 1 requests since the last seed: call amisec_drbg_reseed;
 *                                   output holds zeros
 * @retval AMISEC_BAD_ARGUMENT       drbg or output is NULL, or length is too large
 * @retval AMISEC_BAD_ALIGNMENT      drbg is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         length is above 65536 (SP 800-90A, table 2)
 * @retval AMISEC_BAD_OVERLAP        output lies in drbg
 * @retval AMISEC_BAD_STATE          the generator was not set up, or is uninstantiated
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_drbg_generate(void *drbg,
                                     uint8_t *output,
                                     size_t length);

/**
 * Mixes a new seed into a generator. Whoever has learnt its state before knows nothing of it afterwards.
 *
 * @param drbg               a generator that is set up
 * @param noise              gives noise as for amisec_drbg_instantiate; asked for 320 / entropy_per_byte bytes
 *                           or a few more
 * @param noise_context      passed to noise
 * @param additional         mixed in as well: a time, a counter; need not be secret
 * @param additional_length  its length in bytes, 0 included
 * @retval AMISEC_OK             the generator goes on with the new seed
 * @retval AMISEC_RANDOM_FAILED  the source failed, or its noise failed a test: the generator is wiped
 *                               and must be instantiated, with a start-up test
 * @retval AMISEC_BAD_ARGUMENT   drbg or noise is NULL, or additional is NULL or too long
 * @retval AMISEC_BAD_ALIGNMENT  drbg is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    additional lies in drbg
 * @retval AMISEC_BAD_STATE      the generator was not set up, or is uninstantiated
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_drbg_reseed(amisec_drbg_t *drbg,
                                   amisec_random_fn noise,
                                   void *noise_context,
                                   const uint8_t *additional,
                                   size_t additional_length);

/**
 * Wipes a generator, which then answers AMISEC_BAD_STATE.
 *
 * @param drbg  a generator that is set up
 * @retval AMISEC_OK             it is wiped
 * @retval AMISEC_BAD_ARGUMENT   drbg is NULL
 * @retval AMISEC_BAD_ALIGNMENT  drbg is not aligned for its type
 * @retval AMISEC_BAD_STATE      the generator was not set up, or is uninstantiated
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_drbg_uninstantiate(amisec_drbg_t *drbg);

/* ---------------------------------------------------------------------------
 * P-256 keys and key agreement (SP 800-186, SP 800-56A, SEC 1)
 * --------------------------------------------------------------------------- */

/**
 * A P-256 private key, known to be valid. Set it up by generating it or from bytes; no call
 * changes it afterwards. Wipe it with amisec_wipe when it is done.
 */
typedef struct amisec_p256_private_key_t {
    uint32_t opaque[9];
} amisec_p256_private_key_t;
/** An object that is not set up. */
#define AMISEC_P256_PRIVATE_KEY_INIT { { 0U } }

/**
 * A P-256 public key, known to be a point on the curve. Set it up from a private key or from one
 * of the encodings; no call changes it afterwards.
 */
typedef struct amisec_p256_public_key_t {
    uint32_t opaque[17];
} amisec_p256_public_key_t;
/** An object that is not set up. */
#define AMISEC_P256_PUBLIC_KEY_INIT { { 0U } }

/**
 * Generates a private key (FIPS 186-5, A.2.2: testing candidates, at most 8).
 *
 * The random function is called for blocks of 32 bytes. The first block is drawn only to be
 * compared with the second: a function that fails, gives zeros, or gives the same block twice
 * running makes no key.
 *
 * @param key      receives the key; zeroed if none was made
 * @param random   fills blocks with random bytes
 * @param context  is passed to random
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_RANDOM_FAILED  random failed or looks dead, or 8 candidates were out of range
 * @retval AMISEC_BAD_ARGUMENT   key or random is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_private_key_generate(amisec_p256_private_key_t *key,
                                                 amisec_random_fn random,
                                                 void *context);

/**
 * Takes a private key from its 32 bytes, a big-endian number from 1 to n - 1.
 *
 * @param key    receives the key; zeroed if the bytes are not one
 * @param bytes  the 32 bytes; apart from key
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_KEY        the number is 0, or n or more
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_private_key_from_bytes(amisec_p256_private_key_t *key,
                                                   const uint8_t bytes[32]);

/**
 * Writes a private key as 32 bytes, big-endian, for storage in protected memory.
 *
 * @param key    a private key that is set up
 * @param bytes  receives the 32 bytes; apart from key
 * @retval AMISEC_OK             the bytes are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_private_key_to_bytes(const amisec_p256_private_key_t *key,
                                                 uint8_t bytes[32]);

/**
 * Computes the public key of a private key.
 *
 * @param public_key   receives the public key; zeroed on BAD_KEY
 * @param private_key  a private key that is set up
 * @retval AMISEC_OK             the public key is ready
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_KEY        private_key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    the objects overlap
 * @retval AMISEC_BAD_STATE      the private key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_from_private(amisec_p256_public_key_t *public_key,
                                                    const amisec_p256_private_key_t *private_key);

/**
 * Takes a public key from x||y, the form of DLMS/COSEM, and validates it (SP 800-56A, 5.6.2.3.3).
 *
 * @param key    receives the public key; zeroed if the bytes are not one
 * @param bytes  the 64 bytes; apart from key
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_KEY        a coordinate is out of range, or the point is not on the curve
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_from_raw(amisec_p256_public_key_t *key,
                                                const uint8_t bytes[64]);

/**
 * Takes a public key from 04||x||y (SEC 1, 2.3.4), the form of X.509, and validates it.
 *
 * @param key    receives the public key; zeroed if the bytes are not one
 * @param bytes  the 65 bytes; apart from key
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_KEY        the first byte is not 04, a coordinate is out of range, or the
 *                               point is not on the curve
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_from_uncompressed(amisec_p256_public_key_t *key,
                                                         const uint8_t bytes[65]);

/**
 * Takes a public key from 02||x or 03||x (SEC 1, 2.3.4) by computing y.
 *
 * @param key    receives the public key; zeroed if the bytes are not one
 * @param bytes  the 33 bytes; apart from key
 * @retval AMISEC_OK             the key is ready
 * @retval AMISEC_BAD_KEY        the first byte is not 02 or 03, x is out of range, or no point has
 *                               it
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_from_compressed(amisec_p256_public_key_t *key,
                                                       const uint8_t bytes[33]);

/**
 * Writes a public key as x||y.
 *
 * @param key    a public key that is set up
 * @param bytes  receives the 64 bytes; apart from key
 * @retval AMISEC_OK             the bytes are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_to_raw(const amisec_p256_public_key_t *key,
                                              uint8_t bytes[64]);

/**
 * Writes a public key as 04||x||y (SEC 1, 2.3.3).
 *
 * @param key    a public key that is set up
 * @param bytes  receives the 65 bytes; apart from key
 * @retval AMISEC_OK             the bytes are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_to_uncompressed(const amisec_p256_public_key_t *key,
                                                       uint8_t bytes[65]);

/**
 * Writes a public key as 02||x or 03||x (SEC 1, 2.3.3).
 *
 * @param key    a public key that is set up
 * @param bytes  receives the 33 bytes; apart from key
 * @retval AMISEC_OK             the bytes are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    bytes lies in key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_to_compressed(const amisec_p256_public_key_t *key,
                                                     uint8_t bytes[33]);

/**
 * Validates a public key again (SP 800-56A, 5.6.2.3.3), for a key that was kept where its bytes
 * may have changed. Keys from the other functions of this header have passed.
 *
 * @param key  a public key that is set up
 * @retval AMISEC_OK             the key is a point on the curve
 * @retval AMISEC_BAD_KEY        it is not
 * @retval AMISEC_BAD_ARGUMENT   key is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_validate(const amisec_p256_public_key_t *key);

/**
 * Agrees on a shared secret: the x coordinate of private_key * public_key (SP 800-56A, 5.7.1.2).
 *
 * The point is validated again. The secret is not yet a key: derive one from it together with who
 * the parties are and what the key is for.
 *
 * @param private_key    own private key, set up
 * @param public_key     the other party's public key, set up
 * @param shared_secret  receives the 32 bytes; apart from both keys; zeroed on BAD_KEY
 * @retval AMISEC_OK             the secret is written
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more), or
 *                               private_key holds no private key (any more)
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    shared_secret shares memory with a key
 * @retval AMISEC_BAD_STATE      a key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_ecdh(const amisec_p256_private_key_t *private_key,
                                 const amisec_p256_public_key_t *public_key,
                                 uint8_t shared_secret[32]);

/**
 * Agrees on a shared secret as amisec_p256_ecdh does, in coordinates multiplied by 32 random bytes.
 *
 * The secret is the same; no two runs compute with the same numbers, so that power traces of runs with
 * one key do not add up. The random function is called twice for 32 bytes; its first block is only
 * compared with the second.
 *
 * @param private_key    own private key, set up
 * @param public_key     the other party's public key, set up
 * @param random         fills blocks with random bytes
 * @param context        is passed to random
 * @param shared_secret  receives the 32 bytes; apart from both keys; zeroed on BAD_KEY and
 *                       RANDOM_FAILED
 * @retval AMISEC_OK             the secret is written
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more), or
 *                               private_key holds no private key (any more)
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    shared_secret shares memory with a key
 * @retval AMISEC_BAD_STATE      a key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_ecdh_hedged(const amisec_p256_private_key_t *private_key,
                                        const amisec_p256_public_key_t *public_key,
                                        amisec_random_fn random,
                                        void *context,
                                        uint8_t shared_secret[32]);

/* ---------------------------------------------------------------------------
 * Storage: records that survive a power cut
 * --------------------------------------------------------------------------- */

/**
 * Reads the first `length` bytes of a slot into `data` and answers AMISEC_OK; anything else fails
 * the call that asked.
 *
 * `context` is that of the amisec_storage_t. A slot that was never written reads as any bytes.
 */
typedef amisec_status_t (*amisec_storage_read_fn)(void *context,
                                                  uint16_t slot,
                                                  uint8_t *data,
                                                  size_t length);

/**
 * Makes `data` the first `length` bytes of a slot and answers AMISEC_OK when they have reached the
 * memory; anything else fails the call that asked.
 *
 * What flash has to erase first is erased here. If the power fails meanwhile, this slot may read as
 * anything afterwards, but no other slot may change: a slot shares no page of flash with another.
 */
typedef amisec_status_t (*amisec_storage_write_fn)(void *context,
                                                   uint16_t slot,
                                                   const uint8_t *data,
                                                   size_t length);

/**
 * Removes what a slot holds and answers AMISEC_OK; anything else fails the call that asked.
 */
typedef amisec_status_t (*amisec_storage_erase_fn)(void *context,
                                                   uint16_t slot);

/**
 * Non-volatile memory, which is the caller's: slots of 12 bytes for a counter, of 8 bytes more than
 * the longest record for others. Record n lies in the slots 2n and 2n + 1. The structure is only
 * read, and is passed with each call; all functions are needed.
 */
typedef struct amisec_storage_t {
    /**
     * Reads a slot.
     */
    amisec_storage_read_fn read;
    /**
     * Writes a slot.
     */
    amisec_storage_write_fn write;
    /**
     * Empties a slot.
     */
    amisec_storage_erase_fn erase;
    /**
     * Is passed to the functions.
     */
    void *context;
} amisec_storage_t;
/** An object that is not set up. */
#define AMISEC_STORAGE_INIT { NULL, NULL, NULL, NULL }

/**
 * Reads a record.
 *
 * @param storage      the memory
 * @param record       the number of the record, 0 to 32767
 * @param data         receives the record; apart from storage. Zeroed if it cannot be read
 * @param data_length  the length in bytes with which it was stored, 1 to 80
 * @retval AMISEC_OK              the record is written to data
 * @retval AMISEC_STORAGE_FAILED  there is no such record of this length, it is damaged, or storage
 *                                failed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, data_length is too large, or the
 *                                number of the record is
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH      data_length is not 1 to 80
 * @retval AMISEC_BAD_OVERLAP     data shares memory with storage
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_record_load(const amisec_storage_t *storage,
                                   uint16_t record,
                                   uint8_t *data,
                                   size_t data_length);

/**
 * Writes a record, whether it was there or not. It survives a power cut at any moment: afterwards
 * the record holds the old data or the new, and if this call had answered AMISEC_OK, the new.
 *
 * Both slots are written, one after the other: a store costs one write of each.
 *
 * @param storage      the memory
 * @param record       the number of the record, 0 to 32767
 * @param data         the new data; apart from storage
 * @param data_length  its length in bytes, 1 to 80; a record keeps its length until it is erased
 * @retval AMISEC_OK                 the record holds data, in both slots
 * @retval AMISEC_STORAGE_FAILED     storage failed, or does not read back what was written: the
 *                                   record holds the old data or the new
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, data_length is too large, or
 *                                   the number of the record is
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         data_length is not 1 to 80
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_record_store(const amisec_storage_t *storage,
                                    uint16_t record,
                                    const uint8_t *data,
                                    size_t data_length);

/**
 * Erases a record, so that it can be made anew: a counter for a new key, with
 * amisec_transmit_counter_create or amisec_receive_counter_create (their length is 4). A power cut
 * meanwhile brings nothing back that was not in the record at last.
 *
 * @param storage      the memory
 * @param record       the number of the record, 0 to 32767
 * @param data_length  the length in bytes with which it was stored, 1 to 80
 * @retval AMISEC_OK              there is no such record (any more)
 * @retval AMISEC_STORAGE_FAILED  storage failed, or the record is there still
 * @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH      data_length is not 1 to 80
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_record_erase(const amisec_storage_t *storage,
                                    uint16_t record,
                                    size_t data_length);

/* ---------------------------------------------------------------------------
 * Counters that survive a power cut
 * --------------------------------------------------------------------------- */

/**
 * Numbers that are given out once, whenever the power fails. Set it up with
 * amisec_transmit_counter_start. It may be moved, but not copied: a copy gives the same numbers.
 */
typedef struct amisec_transmit_counter_t {
    uint32_t opaque[4];
} amisec_transmit_counter_t;
/** An object that is not set up. */
#define AMISEC_TRANSMIT_COUNTER_INIT { { 0U } }

/**
 * The last number that a sender used. Set it up with amisec_receive_counter_start. It may be moved,
 * but not copied: a copy accepts the same numbers.
 */
typedef struct amisec_receive_counter_t {
    uint32_t opaque[5];
} amisec_receive_counter_t;
/** An object that is not set up. */
#define AMISEC_RECEIVE_COUNTER_INIT { { 0U } }

/**
 * Makes the record of a transmit counter: once for each key, when the key is made.
 *
 * Never as a repair. A counter whose record cannot be read has lost its numbers, and a new record
 * would give them out again: the key has to be replaced.
 *
 * @param storage  the memory
 * @param record   the number of the record, 0 to 32767, which nothing else uses; 4 bytes long
 * @param first    the first number to give out; 1 where receivers start at 0
 * @retval AMISEC_OK              the record is there
 * @retval AMISEC_STORAGE_FAILED  storage failed
 * @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_STATE       the record is there already; amisec_record_erase it for a new key
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_transmit_counter_create(const amisec_storage_t *storage,
                                               uint16_t record,
                                               uint32_t first);

/**
 * Sets a transmit counter up, after each restart.
 *
 * @param counter  is set up, whatever it held
 * @param storage  the memory
 * @param record   the number of the record, made by amisec_transmit_counter_create
 * @retval AMISEC_OK              the counter gives numbers
 * @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed; counter
 *                                is zeroed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   counter or storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP     counter shares memory with storage
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_transmit_counter_start(amisec_transmit_counter_t *counter,
                                              const amisec_storage_t *storage,
                                              uint16_t record);

/**
 * Gives a number that was never given out before, whatever happened to the power, and that is
 * greater than all of them.
 *
 * One number in 4096 is preceded by a store, which reserves it and those that follow; a restart
 * skips what was reserved. At 10,000 writes for a slot, half of them for restarts, that lasts for
 * twenty years with 2,803 numbers a day. A meter that sends more, or flash that endures less, needs
 * wear levelling in its storage functions.
 *
 * @param counter  a counter that is set up
 * @param storage  the memory with which it was started
 * @param number   receives the number, 0 to 4294967294; apart from counter and storage. Zeroed if
 *                 there is none
 * @retval AMISEC_OK                 the number is the caller's
 * @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
 * @retval AMISEC_STORAGE_FAILED     storage failed, the record is damaged, or it is older than the
 *                                   counter
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL
 * @retval AMISEC_BAD_ALIGNMENT      counter, storage or number is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP        counter, storage and number share memory
 * @retval AMISEC_BAD_STATE          the counter was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_transmit_counter_next(amisec_transmit_counter_t *counter,
                                             const amisec_storage_t *storage,
                                             uint32_t *number);

/**
 * Makes the record of a receive counter: once for each key, when the key is made.
 *
 * Never as a repair: with a new record every old message would be accepted again.
 *
 * @param storage  the memory
 * @param record   the number of the record, 0 to 32767, which nothing else uses; 4 bytes long
 * @param last     numbers above it will be accepted; 0 where senders start at 1
 * @retval AMISEC_OK              the record is there
 * @retval AMISEC_STORAGE_FAILED  storage failed
 * @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_STATE       the record is there already; amisec_record_erase it for a new key
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_receive_counter_create(const amisec_storage_t *storage,
                                              uint16_t record,
                                              uint32_t last);

/**
 * Sets a receive counter up, after each restart.
 *
 * With `ahead` = 0 every accepted message costs a store, and a restart loses nothing: right for
 * commands. Where messages are many, one store covers the `ahead` numbers that follow; a restart
 * then refuses up to `ahead` numbers that were never used, and the sender has to go on above them.
 *
 * @param counter  is set up, whatever it held
 * @param storage  the memory
 * @param record   the number of the record, made by amisec_receive_counter_create
 * @param ahead    how many numbers a store covers besides the one that is accepted
 * @retval AMISEC_OK              the counter accepts numbers
 * @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed; counter
 *                                is zeroed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   counter or storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP     counter shares memory with storage
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_receive_counter_start(amisec_receive_counter_t *counter,
                                             const amisec_storage_t *storage,
                                             uint16_t record,
                                             uint32_t ahead);

/**
 * Accepts the number of a message that was found authentic, and stores that it did: only then may
 * the message be used. Each number is accepted once at most, whatever happened to the power.
 *
 * @param counter  a counter that is set up
 * @param storage  the memory with which it was started
 * @param number   the message's number
 * @retval AMISEC_OK                 the number is above all that were accepted, and is so no more
 * @retval AMISEC_REPLAYED           it is not above the last one, or not above what a store before a
 *                                   restart covered
 * @retval AMISEC_COUNTER_EXHAUSTED  it is 4294967295, behind which nothing comes
 * @retval AMISEC_STORAGE_FAILED     storage failed, the record is damaged, or it is older than the
 *                                   counter: the message must not be used
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL
 * @retval AMISEC_BAD_ALIGNMENT      counter or storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP        counter shares memory with storage
 * @retval AMISEC_BAD_STATE          the counter was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_receive_counter_accept(amisec_receive_counter_t *counter,
                                              const amisec_storage_t *storage,
                                              uint32_t number);

/* ---------------------------------------------------------------------------
 * DLMS/COSEM: protected APDUs, HLS 5 (IEC 62056-5-3, suites 0 and 1)
 * --------------------------------------------------------------------------- */

/**
 * What DLMS/COSEM protection needs besides the encryption key. The structure is only read.
 */
typedef struct amisec_dlms_parameters_t {
    /**
     * The 16 bytes of the authentication key.
     */
    const uint8_t *authentication_key;
    /**
     * The 8 bytes of the sender's system title: one's own to protect and to answer, the other side's
     * to unprotect and to check.
     */
    const uint8_t *system_title;
    /**
     * 0x10: authenticated, or 0x30: encrypted as well; plus the suite, 0 or 1; plus 0x40 with the
     * broadcast key. A receiver accepts exactly this.
     */
    uint8_t security_control;
} amisec_dlms_parameters_t;
/** An object that is not set up. */
#define AMISEC_DLMS_PARAMETERS_INIT { NULL, NULL, 0U }

/**
 * Protects an APDU with AES-128-GCM (IEC 62056-5-3, security suites 0 and 1).
 *
 * The body is that of every glo-ciphering, ded-ciphering, general-glo-ciphering and
 * general-ded-ciphering APDU: security control, invocation counter, the APDU, 12 bytes of tag. The
 * caller puts the APDU's tag and length in front, and in a general one the system title. Counter and
 * nonce are the library's: the number is reserved in the memory before it is used.
 *
 * Transferring a key is amisec_aes128_key_wrap; agreeing on one is amisec_dlms_agree_key.
 *
 * @param key          the encryption key, set up: global or dedicated, unicast or broadcast
 * @param parameters   authentication key, one's own system title, what is applied
 * @param counter      the transmit counter of this key, set up
 * @param storage      the memory with which it was started
 * @param apdu         the APDU in clear
 * @param apdu_length  its length in bytes, 0 included
 * @param body         receives `apdu_length` + 17 bytes; apart from everything else. Zeroed if there
 *                     is no number for it
 * @retval AMISEC_OK                 the body is written
 * @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
 * @retval AMISEC_STORAGE_FAILED     the counter could not be stored
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
 *                                   security_control is none of those that are offered
 * @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP        body or counter shares memory with anything else
 * @retval AMISEC_BAD_STATE          key or counter was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_protect(const amisec_aes128_key_t *key,
                                    const amisec_dlms_parameters_t *parameters,
                                    amisec_transmit_counter_t *counter,
                                    const amisec_storage_t *storage,
                                    const uint8_t *apdu,
                                    size_t apdu_length,
                                    uint8_t *body);

/**
 * Gives the APDU in a body that amisec_dlms_protect or another implementation protected, if it is
 * authentic and new (IEC 62056-5-3, security suites 0 and 1).
 *
 * A body that was not protected as `security_control` says is refused, and so is a number that is not
 * above all that were accepted: this is stored before the APDU is released.
 *
 * @param key          the encryption key, set up
 * @param parameters   authentication key, the sender's system title, what must have been applied
 * @param counter      the receive counter of this key and sender, set up
 * @param storage      the memory with which it was started
 * @param body         the body, from the security control to the tag
 * @param body_length  its length in bytes
 * @param apdu         receives `body_length` - 17 bytes; apart from everything else. Zeroed unless the
 *                     status is AMISEC_OK
 * @retval AMISEC_OK                 the APDU is authentic, new, and written
 * @retval AMISEC_NOT_AUTHENTIC      keys, title and body do not belong together
 * @retval AMISEC_MALFORMED          the body's security control is another one
 * @retval AMISEC_REPLAYED           its number is not above all that were accepted
 * @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used
 * @retval AMISEC_STORAGE_FAILED     the counter could not be stored
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
 *                                   security_control is none of those that are offered
 * @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         body_length is below 17
 * @retval AMISEC_BAD_OVERLAP        apdu or counter shares memory with anything else
 * @retval AMISEC_BAD_STATE          key or counter was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_unprotect(const amisec_aes128_key_t *key,
                                      const amisec_dlms_parameters_t *parameters,
                                      amisec_receive_counter_t *counter,
                                      const amisec_storage_t *storage,
                                      const uint8_t *body,
                                      size_t body_length,
                                      uint8_t *apdu);

/**
 * Answers a challenge in HLS mechanism 5, GMAC (IEC 62056-5-3): f(StoC) of a client, f(CtoS) of a
 * server.
 *
 * @param key               the encryption key, set up
 * @param parameters        authentication key, one's own system title; security_control is 0x10 or
 *                          0x11
 * @param counter           the transmit counter of this key, set up
 * @param storage           the memory with which it was started
 * @param challenge         the challenge that was received
 * @param challenge_length  its length in bytes, 8 to 64
 * @param answer            receives the 17 bytes: security control, counter, tag; apart from everything
 *                          else. Zeroed if there is no number for it
 * @retval AMISEC_OK                 the answer is written
 * @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
 * @retval AMISEC_STORAGE_FAILED     the counter could not be stored
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
 *                                   security_control is another one
 * @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         challenge_length is not 8 to 64
 * @retval AMISEC_BAD_OVERLAP        answer or counter shares memory with anything else
 * @retval AMISEC_BAD_STATE          key or counter was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_hls5_answer(const amisec_aes128_key_t *key,
                                        const amisec_dlms_parameters_t *parameters,
                                        amisec_transmit_counter_t *counter,
                                        const amisec_storage_t *storage,
                                        const uint8_t *challenge,
                                        size_t challenge_length,
                                        uint8_t answer[17]);

/**
 * Checks the other side's answer to a challenge in HLS mechanism 5, GMAC (IEC 62056-5-3).
 *
 * @param key               the encryption key, set up
 * @param parameters        authentication key, the other side's system title; security_control is 0x10
 *                          or 0x11
 * @param counter           the receive counter of this key and sender, set up
 * @param storage           the memory with which it was started
 * @param challenge         the challenge that was sent
 * @param challenge_length  its length in bytes, 8 to 64
 * @param answer            the 17 bytes that came back
 * @retval AMISEC_OK                 the other side knows the keys
 * @retval AMISEC_NOT_AUTHENTIC      keys, title, challenge and answer do not belong together
 * @retval AMISEC_MALFORMED          the answer's security control is another one
 * @retval AMISEC_REPLAYED           its number is not above all that were accepted
 * @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used
 * @retval AMISEC_STORAGE_FAILED     the counter could not be stored
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
 *                                   security_control is another one
 * @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         challenge_length is not 8 to 64
 * @retval AMISEC_BAD_OVERLAP        counter shares memory with anything else
 * @retval AMISEC_BAD_STATE          key or counter was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_hls5_check(const amisec_aes128_key_t *key,
                                       const amisec_dlms_parameters_t *parameters,
                                       amisec_receive_counter_t *counter,
                                       const amisec_storage_t *storage,
                                       const uint8_t *challenge,
                                       size_t challenge_length,
                                       const uint8_t answer[17]);

/* ---------------------------------------------------------------------------
 * DLMS/COSEM: HLS 6 and 7, key agreement (IEC 62056-5-3, suite 1)
 * --------------------------------------------------------------------------- */

/**
 * The key is for AES-GCM-128: to protect APDUs.
 */
#define AMISEC_DLMS_KEY_FOR_GCM 0U

/**
 * The key is for AES-WRAP-128: to wrap keys.
 */
#define AMISEC_DLMS_KEY_FOR_WRAP 2U

/**
 * An association in which both sides prove who they are. The structure is only read; both sides fill
 * it from their own point of view, and one is good for the answer and for the check.
 */
typedef struct amisec_dlms_hls_parameters_t {
    /**
     * The 8 bytes of one's own system title.
     */
    const uint8_t *own_title;
    /**
     * The 8 bytes of the other side's system title.
     */
    const uint8_t *peer_title;
    /**
     * The challenge that was received.
     */
    const uint8_t *received;
    /**
     * 8 to 64 bytes.
     */
    size_t received_length;
    /**
     * The challenge that was sent: from a random function, new for each association.
     */
    const uint8_t *sent;
    /**
     * 8 to 64 bytes.
     */
    size_t sent_length;
} amisec_dlms_hls_parameters_t;
/** An object that is not set up. */
#define AMISEC_DLMS_HLS_PARAMETERS_INIT { NULL, NULL, NULL, 0U, NULL, 0U }

/**
 * Answers in HLS mechanism 6, SHA-256 (IEC 62056-5-3).
 *
 * @param secret         the secret that both sides know
 * @param secret_length  its length in bytes, 1 or more
 * @param parameters     titles and challenges
 * @param answer         receives the 32 bytes; apart from everything else
 * @retval AMISEC_OK             the answer is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     secret_length is 0, or a challenge has not 8 to 64 bytes
 * @retval AMISEC_BAD_OVERLAP    answer shares memory with anything else
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_hls6_answer(const uint8_t *secret,
                                        size_t secret_length,
                                        const amisec_dlms_hls_parameters_t *parameters,
                                        uint8_t answer[32]);

/**
 * Checks the other side's answer in HLS mechanism 6, SHA-256 (IEC 62056-5-3), in constant time.
 *
 * @param secret         the secret that both sides know
 * @param secret_length  its length in bytes, 1 or more
 * @param parameters     titles and challenges
 * @param answer         the 32 bytes that came back
 * @retval AMISEC_OK             the other side knows the secret
 * @retval AMISEC_NOT_AUTHENTIC  it does not, or both challenges are the same
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     secret_length is 0, or a challenge has not 8 to 64 bytes
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_hls6_check(const uint8_t *secret,
                                       size_t secret_length,
                                       const amisec_dlms_hls_parameters_t *parameters,
                                       const uint8_t answer[32]);

/**
 * Answers in HLS mechanism 7, ECDSA with P-256 and SHA-256 (IEC 62056-5-3, suite 1), deterministically.
 *
 * @param key         one's own private signing key
 * @param parameters  titles and challenges
 * @param signature   receives the 64 bytes r||s; apart from everything else; zeroed on BAD_KEY
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_LENGTH     a challenge has not 8 to 64 bytes
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with anything else
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_hls7_answer(const amisec_p256_private_key_t *key,
                                        const amisec_dlms_hls_parameters_t *parameters,
                                        uint8_t signature[64]);

/**
 * Checks the other side's answer in HLS mechanism 7, ECDSA with P-256 and SHA-256 (IEC 62056-5-3, suite
 * 1).
 *
 * @param key         the other side's public signing key
 * @param parameters  titles and challenges
 * @param signature   the 64 bytes r||s that came back
 * @retval AMISEC_OK             the other side has the private key
 * @retval AMISEC_NOT_AUTHENTIC  it has not, or both challenges are the same
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     a challenge has not 8 to 64 bytes
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_hls7_check(const amisec_p256_public_key_t *key,
                                       const amisec_dlms_hls_parameters_t *parameters,
                                       const uint8_t signature[64]);

/**
 * Agrees on a key of 16 bytes in suite 1 (IEC 62056-5-3; SP 800-56A): P-256 ECDH, then the one-step KDF
 * of SP 800-56C with SHA-256 over the AlgorithmID, party_u and party_v.
 *
 * C(1e, 1s): U, who has the ephemeral key, passes it and V's static public key; V passes its static key
 * and U's ephemeral public key. party_u and party_v are their system titles.
 *
 * C(0e, 2s): both pass their static keys. party_u is U's system title, then the transaction-id with its
 * length; party_v is V's system title. The same parties and transaction-id give the same key again.
 *
 * @param private_key     one's own private key
 * @param public_key      the other side's public key, authenticated by its certificate or signature
 * @param purpose         AMISEC_DLMS_KEY_FOR_GCM or AMISEC_DLMS_KEY_FOR_WRAP
 * @param party_u         PartyUInfo: of the side that starts
 * @param party_u_length  its length in bytes, 8 or more
 * @param party_v         PartyVInfo
 * @param party_v_length  its length in bytes, 8 or more
 * @param key             receives the 16 bytes; apart from everything else; zeroed on BAD_KEY
 * @retval AMISEC_OK             the key is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or purpose is another number
 * @retval AMISEC_BAD_ALIGNMENT  a key object is not aligned for its type
 * @retval AMISEC_BAD_KEY        the private key is wiped
 * @retval AMISEC_BAD_LENGTH     a party has less than the 8 bytes of its system title
 * @retval AMISEC_BAD_OVERLAP    key shares memory with anything else
 * @retval AMISEC_BAD_STATE      a key object was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_dlms_agree_key(const amisec_p256_private_key_t *private_key,
                                      const amisec_p256_public_key_t *public_key,
                                      uint8_t purpose,
                                      const uint8_t *party_u,
                                      size_t party_u_length,
                                      const uint8_t *party_v,
                                      size_t party_v_length,
                                      uint8_t key[16]);

/* ---------------------------------------------------------------------------
 * ANSI C12.22, IEEE 1703: messages in both security modes
 * --------------------------------------------------------------------------- */

/**
 * Cleartext with authentication.
 */
#define AMISEC_C1222_AUTHENTICATED 1U

/**
 * Ciphertext with authentication.
 */
#define AMISEC_C1222_ENCRYPTED 2U

/**
 * A message of C12.22 but for its payload. The structure is only read.
 */
typedef struct amisec_c1222_parameters_t {
    /**
     * The canonical cleartext but for key id and IV: those of the elements A1, A2, A4, A7, A8, 8B, AC, BE
     * and A6 that the message has, in this order, each with tag and length. BE ends behind the flags
     * octet: BE, length, 28, length, 81, length, flags.
     */
    const uint8_t *elements;
    /**
     * Its length in bytes, 12 or more.
     */
    size_t elements_length;
    /**
     * The IV of the calling authentication value, first byte highest. It tells messages under one key
     * apart: NO CLEARTEXT MAY OCCUR TWICE. A clock does where the calling AP invocation id differs
     * within its second; else amisec_transmit_counter_next.
     */
    uint32_t iv;
    /**
     * The key id of the calling authentication value.
     */
    uint8_t key_id;
    /**
     * AMISEC_C1222_AUTHENTICATED or AMISEC_C1222_ENCRYPTED, as in bits 2 and 3 of the flags octet. A
     * receiver asks for what it demands, whatever the message says.
     */
    uint8_t security_mode;
} amisec_c1222_parameters_t;
/** An object that is not set up. */
#define AMISEC_C1222_PARAMETERS_INIT { NULL, 0U, 0U, 0U, 0U }

/**
 * Protects a C12.22 message with AES-128 in EAX' mode (ANSI C12.22-2012, IEEE 1703-2012), in either
 * security mode.
 *
 * The canonical cleartext is the caller's elements, then key id and IV, which are put behind them here. It
 * is authenticated, and is the nonce as well. With AMISEC_C1222_ENCRYPTED the payload is encrypted; with
 * AMISEC_C1222_AUTHENTICATED it stays in clear and is authenticated.
 *
 * @param key             the key that key_id names, set up
 * @param parameters      elements, key id, IV, security mode
 * @param payload         what follows the flags octet up to the MAC: ED class, if there is one, and EPSEM
 * @param payload_length  its length in bytes, 0 included
 * @param output          receives `payload_length` bytes; exactly the payload or apart from it. It and the
 *                        MAC are apart from each other and from everything else
 * @param mac             receives the 4 bytes of the MAC, which the message has behind the output
 * @retval AMISEC_OK             output and MAC are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or security_mode is another
 *                               number
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     elements_length is below 12: with a cleartext of 16 bytes or less anybody
 *                               forges (IACR ePrint 2012/018)
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with payload, or output or MAC shares any
 *                               with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_c1222_protect(const amisec_aes128_key_t *key,
                                     const amisec_c1222_parameters_t *parameters,
                                     const uint8_t *payload,
                                     size_t payload_length,
                                     uint8_t *output,
                                     uint8_t mac[4]);

/**
 * Checks a C12.22 message with AES-128 in EAX' mode (ANSI C12.22-2012, IEEE 1703-2012), in either security
 * mode, and gives its payload.
 *
 * THAT THE MESSAGE IS NEW IS NOT CHECKED: one that was recorded is authentic, too. Where a sender's IVs
 * only rise, amisec_receive_counter_accept with the IV tells it, before the payload is used; else the
 * caller compares IV and calling AP invocation id with those of the messages before.
 *
 * The MAC has 4 bytes: each guess succeeds with odds of 2^-32. Count the failures of a peer and stop
 * listening to it long before some millions.
 *
 * @param key           the key that key_id names, set up
 * @param parameters    elements, key id and IV of the message; the security mode that it must have
 * @param mac           the 4 bytes of the MAC
 * @param input         what the message has between flags octet and MAC
 * @param input_length  its length in bytes, 0 included
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart from
 *                      everything else. Zeroed if the message is not authentic, even in place
 * @retval AMISEC_OK             the message is authentic and the payload is written
 * @retval AMISEC_NOT_AUTHENTIC  key, parameters, input and MAC do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or security_mode is another
 *                               number
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     elements_length is below 12
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_c1222_unprotect(const amisec_aes128_key_t *key,
                                       const amisec_c1222_parameters_t *parameters,
                                       const uint8_t mac[4],
                                       const uint8_t *input,
                                       size_t input_length,
                                       uint8_t *output);

/* ---------------------------------------------------------------------------
 * OMS, wireless M-Bus: security modes 5 and 7 (EN 13757-7)
 * --------------------------------------------------------------------------- */

/**
 * The meter sends the message.
 */
#define AMISEC_OMS_FROM_METER 0U

/**
 * The gateway sends the message.
 */
#define AMISEC_OMS_FROM_GATEWAY 16U

/**
 * A message of mode 7 but for its payload. The structure is only read.
 */
typedef struct amisec_oms_message_parameters_t {
    /**
     * The 4 bytes of the meter's identification number, as they are sent.
     */
    const uint8_t *identification;
    /**
     * What the MAC covers in front of the ciphertext: of the AFL, the message control, counter and
     * length fields, then the TPL header from the CI field on.
     */
    const uint8_t *header;
    /**
     * Its length in bytes, 5 or more.
     */
    size_t header_length;
    /**
     * The 8 bytes of the MAC: written by seal, read by open.
     */
    uint8_t *mac;
    /**
     * The message counter, which is in the header as well. NEVER THE SAME TWICE under one key: from
     * amisec_transmit_counter_next.
     */
    uint32_t counter;
    /**
     * AMISEC_OMS_FROM_METER or AMISEC_OMS_FROM_GATEWAY.
     */
    uint8_t sender;
} amisec_oms_message_parameters_t;
/** An object that is not set up. */
#define AMISEC_OMS_MESSAGE_PARAMETERS_INIT { NULL, NULL, 0U, NULL, 0U, 0U }

/**
 * Encrypts in OMS security mode 5 (EN 13757-7): AES-128-CBC whose IV is manufacturer, address and access
 * number. NOTHING IS AUTHENTICATED: whoever changes a bit of the message is not noticed; mode 7 does it.
 *
 * @param key            the meter's key, set up
 * @param address        the 8 bytes of manufacturer, identification, version and device type, as sent
 * @param access_number  the access number of this message
 * @param input          the payload: 2F 2F, the data, then 2F up to a whole block
 * @param input_length   its length in bytes: 16, 32, 48, ...
 * @param output         receives `input_length` bytes; exactly the input or apart from it, and apart
 *                       from everything else
 * @retval AMISEC_OK             the ciphertext is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is 0 or no multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_oms_mode5_encrypt(const amisec_aes128_key_t *key,
                                         const uint8_t address[8],
                                         uint8_t access_number,
                                         const uint8_t *input,
                                         size_t input_length,
                                         uint8_t *output);

/**
 * Decrypts in OMS security mode 5 (EN 13757-7) and looks for the bytes 2F 2F, which tell a wrong key. They
 * are NO AUTHENTICATION: a changed message is told by them only if its first two bytes are hit.
 *
 * @param key            the meter's key, set up
 * @param address        the 8 bytes of manufacturer, identification, version and device type, as sent
 * @param access_number  the access number of this message
 * @param input          the ciphertext
 * @param input_length   its length in bytes: 16, 32, 48, ...
 * @param output         receives `input_length` bytes, 2F 2F first; exactly the input or apart from it,
 *                       and apart from everything else. Zeroed if 2F 2F is not there
 * @retval AMISEC_OK             the payload is written
 * @retval AMISEC_NOT_AUTHENTIC  the payload does not begin with 2F 2F
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is 0 or no multiple of 16
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_oms_mode5_decrypt(const amisec_aes128_key_t *key,
                                         const uint8_t address[8],
                                         uint8_t access_number,
                                         const uint8_t *input,
                                         size_t input_length,
                                         uint8_t *output);

/**
 * Encrypts and authenticates in OMS security mode 7 (EN 13757-7): AES-128-CBC and CMAC under keys that
 * are derived for this message, MAC of 8 bytes.
 *
 * @param key           the meter's key, set up
 * @param parameters    identification, counter, sender, header, and where the MAC goes
 * @param input         the payload, filled up to whole blocks
 * @param input_length  its length in bytes: 16, 32, 48, ...
 * @param output        receives `input_length` bytes of ciphertext; exactly the input or apart from it.
 *                      It and the MAC are apart from each other and from everything else
 * @retval AMISEC_OK             ciphertext and MAC are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or sender is another number
 * @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     input_length is 0 or no multiple of 16, or the header is shorter than 5
 * @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or MAC shares any
 *                               with the rest
 * @retval AMISEC_BAD_STATE      the key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_oms_mode7_seal(const amisec_aes128_key_t *key,
                                      const amisec_oms_message_parameters_t *parameters,
                                      const uint8_t *input,
                                      size_t input_length,
                                      uint8_t *output);

/**
 * Checks a message in OMS security mode 7 (EN 13757-7), accepts its counter, and decrypts. That the
 * counter was accepted is stored before the payload is released.
 *
 * A forgery succeeds with odds of 2^-64.
 *
 * @param key           the meter's key, set up
 * @param parameters    identification, counter, sender, header and MAC of the message
 * @param counter       the receive counter of this key and sender, set up
 * @param storage       the memory with which it was started
 * @param input         the ciphertext
 * @param input_length  its length in bytes: 16, 32, 48, ...
 * @param output        receives `input_length` bytes; exactly the input or apart from it, and apart from
 *                      everything else. Zeroed unless the status is AMISEC_OK, even in place
 * @retval AMISEC_OK                 the message is authentic, new, and its payload written
 * @retval AMISEC_NOT_AUTHENTIC      key, parameters and ciphertext do not belong together
 * @retval AMISEC_REPLAYED           its counter is not above all that were accepted
 * @retval AMISEC_COUNTER_EXHAUSTED  its counter is the highest, which is never used
 * @retval AMISEC_STORAGE_FAILED     the counter could not be stored
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or sender is
 *                                   another number
 * @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         input_length is 0 or no multiple of 16, or the header is shorter than 5
 * @retval AMISEC_BAD_OVERLAP        output shares part of its memory with input, or output or counter
 *                                   shares any with the rest
 * @retval AMISEC_BAD_STATE          key or counter was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_oms_mode7_open(const amisec_aes128_key_t *key,
                                      const amisec_oms_message_parameters_t *parameters,
                                      amisec_receive_counter_t *counter,
                                      const amisec_storage_t *storage,
                                      const uint8_t *input,
                                      size_t input_length,
                                      uint8_t *output);

/* ---------------------------------------------------------------------------
 * What is said about a signed command, and what became of it
 * --------------------------------------------------------------------------- */

/**
 * What is said about a command beside its bytes.
 */
typedef struct amisec_command_t {
    /**
     * Which command of its signer this is: 1 to 4294967294, and above all before it.
     */
    uint32_t sequence;
    /**
     * The first second in which it is valid; without a window, 0.
     */
    uint32_t not_before;
    /**
     * The last second in which it is valid; 0 if there is no window.
     */
    uint32_t not_after;
    /**
     * The name of the signer's key.
     */
    uint8_t key_id[4];
    /**
     * The identity of one meter or of a group, in the first bytes; the others are 0.
     */
    uint8_t target[8];
    /**
     * The scope: 8 for one meter, 4 for a group, 0 for all.
     */
    uint8_t target_length;
    /**
     * 1 if the command's bytes are encrypted, else 0.
     */
    uint8_t encrypted;
    /**
     * 0.
     */
    uint8_t reserved[2];
} amisec_command_t;
/** An object that is not set up. */
#define AMISEC_COMMAND_INIT { 0U, 0U, 0U, { 0U }, { 0U }, 0U, 0U, { 0U } }

/**
 * What a meter says about a command that it received.
 */
typedef struct amisec_acknowledgement_t {
    /**
     * The command's sequence number.
     */
    uint32_t sequence;
    /**
     * What became of it, 0 to 65535: a status, or what the meter and the head-end agreed upon.
     */
    uint32_t result;
    /**
     * The name of the key that signed the command.
     */
    uint8_t key_id[4];
    /**
     * The identity of the meter.
     */
    uint8_t meter[8];
} amisec_acknowledgement_t;
/** An object that is not set up. */
#define AMISEC_ACKNOWLEDGEMENT_INIT { 0U, 0U, { 0U }, { 0U } }

/* ---------------------------------------------------------------------------
 * Signed commands: whose a meter obeys, and what it remembers of them
 * --------------------------------------------------------------------------- */

/**
 * A public key whose commands a meter obeys, its name, and the number of their record. Set it up with
 * amisec_command_signer_init; no call changes it afterwards.
 */
typedef struct amisec_command_signer_t {
    uint32_t opaque[19];
} amisec_command_signer_t;
/** An object that is not set up. */
#define AMISEC_COMMAND_SIGNER_INIT { { 0U } }

/**
 * Makes the record of a signer: once for each key, when the meter begins to trust it.
 *
 * Never as a repair: a new record accepts old commands again. A record that cannot be read has lost its
 * numbers, and the signer has to go on under another key. Its length is 20 bytes: slots have 28.
 *
 * @param storage  the memory
 * @param record   the number of the record, 0 to 32767, which nothing else uses
 * @param last     commands above this number will be accepted; 0 for a new key
 * @retval AMISEC_OK              the record is there
 * @retval AMISEC_STORAGE_FAILED  storage failed
 * @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_STATE       the record is there already; amisec_record_erase it for a new key
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_signer_create(const amisec_storage_t *storage,
                                             uint16_t record,
                                             uint32_t last);

/**
 * Sets a signer up, after each restart. Nothing is read from the memory yet.
 *
 * @param signer      is set up, whatever it held
 * @param key_id      the 4 bytes that name the key in its commands: what the head-end and the meter agreed
 *                    upon, such as the first bytes of a digest of the key
 * @param public_key  the signer's public key, set up
 * @param record      the number of its record, made by amisec_command_signer_create
 * @retval AMISEC_OK             the signer is ready
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or the number of the record is too large
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    signer shares memory with key_id or public_key
 * @retval AMISEC_BAD_STATE      public_key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_signer_init(amisec_command_signer_t *signer,
                                           const uint8_t key_id[4],
                                           const amisec_p256_public_key_t *public_key,
                                           uint16_t record);

/**
 * Says which commands of a signer were accepted and not confirmed: after a restart, what may have been
 * obeyed or not when the power failed, and will not be released again.
 *
 * @param signer       a signer that is set up
 * @param storage      the memory of its record
 * @param unconfirmed  receives 16 bytes, four sequence numbers of 4 bytes, big-endian; 0 where there are
 *                     fewer. Apart from the others; zeroed if the record cannot be read
 * @retval AMISEC_OK              the numbers are written
 * @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL
 * @retval AMISEC_BAD_ALIGNMENT   signer or storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP     unconfirmed shares memory with signer or storage
 * @retval AMISEC_BAD_STATE       the signer was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_unconfirmed(const amisec_command_signer_t *signer,
                                           const amisec_storage_t *storage,
                                           uint8_t unconfirmed[16]);

/**
 * Notes that the firmware is through with a command: it will not be reported any more.
 *
 * @param signer    a signer that is set up
 * @param storage   the memory of its record
 * @param sequence  the command's sequence number
 * @retval AMISEC_OK                 the number is confirmed, and that is stored
 * @retval AMISEC_STORAGE_FAILED     there is no such record, it is damaged, or storage failed: the number is
 *                                   confirmed or not
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL
 * @retval AMISEC_BAD_ALIGNMENT      signer or storage is not aligned for its type
 * @retval AMISEC_BAD_STATE          the signer was not set up, or the number is not among the unconfirmed
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_confirm(const amisec_command_signer_t *signer,
                                       const amisec_storage_t *storage,
                                       uint32_t sequence);

/* ---------------------------------------------------------------------------
 * Signed commands (RFC 9052, COSE_Sign1 with ES256; form: command.cddl)
 * --------------------------------------------------------------------------- */

/**
 * A signed command is at most this many bytes longer than the command.
 */
#define AMISEC_COMMAND_OVERHEAD 110U

/**
 * A meter that receives commands: who it is, and how many signatures it looks at. Set it up with
 * amisec_command_receiver_init.
 */
typedef struct amisec_command_receiver_t {
    uint32_t opaque[12];
} amisec_command_receiver_t;
/** An object that is not set up. */
#define AMISEC_COMMAND_RECEIVER_INIT { { 0U } }

/**
 * Whose commands a meter obeys, and when. The structure is only read.
 */
typedef struct amisec_command_parameters_t {
    /**
     * The trusted signers, all of them set up.
     */
    const amisec_command_signer_t *signers;
    /**
     * How many there are, at least 1.
     */
    size_t signer_count;
    /**
     * The time in seconds, in the unit and from the beginning that the head-end uses for validity windows.
     * 0 without a clock: then a command with a window is expired, and attempts are not limited.
     */
    uint32_t time;
} amisec_command_parameters_t;
/** An object that is not set up. */
#define AMISEC_COMMAND_PARAMETERS_INIT { NULL, 0U, 0U }

/**
 * Sets a receiver up, after each restart.
 *
 * Every signature that is looked at costs millions of cycles, so that who sends forgeries could keep a meter
 * busy. It looks at `attempts` of them at once, and at one more every `seconds`; authentic commands do not
 * count.
 *
 * @param receiver       is set up, whatever it held
 * @param meter          the 8 bytes of the meter's identity: serial number or system title
 * @param groups         the identities of the groups that it belongs to, 4 bytes each, one after the other
 * @param groups_length  their length in bytes: 0, 4, 8, 12 or 16
 * @param attempts       forgeries at once, at least 1
 * @param seconds        the time until one more is looked at
 * @retval AMISEC_OK             the receiver is ready
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, groups_length is too large, or attempts is 0
 * @retval AMISEC_BAD_ALIGNMENT  receiver is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     groups_length is none of those
 * @retval AMISEC_BAD_OVERLAP    receiver shares memory with meter or groups
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_receiver_init(amisec_command_receiver_t *receiver,
                                             const uint8_t meter[8],
                                             const uint8_t *groups,
                                             size_t groups_length,
                                             uint16_t attempts,
                                             uint32_t seconds);

/**
 * Releases a signed command, if it is authentic, for this meter, valid now and new.
 *
 * What is cheap is checked first: encoding, key id, target, window, sequence number, the budget of attempts.
 * The number is stored before the command is released: whenever the power fails, it is released once or not
 * at all. Until amisec_command_confirm the number is among those of amisec_command_unconfirmed; a signer
 * may have four of them. If `about->encrypted` is 1 what is released is a message for
 * amisec_command_decrypt.
 *
 * @param receiver        a receiver that is set up
 * @param parameters      the trusted signers and the time
 * @param storage         the memory of the signers' records
 * @param message         the message, of the form that command.cddl describes
 * @param message_length  its length in bytes, 83 to 65535
 * @param about           receives what is said about the command; zeroed unless the status is AMISEC_OK
 * @param command         receives at most `message_length` - 83 bytes, the command; what is left of them is
 *                        zero. Zeroed unless the status is AMISEC_OK. Apart from everything else
 * @param command_length  receives the length of the command in bytes; zeroed unless the status is AMISEC_OK
 * @retval AMISEC_OK                 the command is authentic, for this meter, new, stored, and written
 * @retval AMISEC_MALFORMED          the message is not of the form, or not in deterministic CBOR
 * @retval AMISEC_UNKNOWN_KEY        no signer has its key id
 * @retval AMISEC_WRONG_TARGET       it is for another meter or group
 * @retval AMISEC_EXPIRED            the time is outside its window, or there is no clock
 * @retval AMISEC_REPLAYED           its number is not above all that were accepted from this signer
 * @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used, or the record was stored
 *                                   4294967294 times
 * @retval AMISEC_TOO_MANY_ATTEMPTS  it was not looked at: too many were not authentic
 * @retval AMISEC_NOT_AUTHENTIC      the signature is not the signer's over this message
 * @retval AMISEC_STORAGE_FAILED     the signer's record is not there or damaged, or storage failed: the number
 *                                   may be accepted, the command is not released
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_KEY            the signer's public key is not a point on the curve (any more)
 * @retval AMISEC_BAD_LENGTH         message_length is below 83 or above 65535, or signer_count is 0
 * @retval AMISEC_BAD_OVERLAP        receiver, about, command or command_length shares memory with anything else
 * @retval AMISEC_BAD_STATE          receiver or a signer was not set up, or four commands of the signer are not
 *                                   confirmed yet
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_receive(amisec_command_receiver_t *receiver,
                                       const amisec_command_parameters_t *parameters,
                                       const amisec_storage_t *storage,
                                       const uint8_t *message,
                                       size_t message_length,
                                       amisec_command_t *about,
                                       uint8_t *command,
                                       size_t *command_length);

/**
 * Makes a signed command: the head-end's side. The signature has a hedged nonce, and is verified before it
 * is released.
 *
 * @param key             the signer's private key, set up
 * @param about           what is said about the command; `reserved` is not looked at. If `encrypted` is 1,
 *                        command is a message of amisec_command_encrypt with the same `about`
 * @param command         the command
 * @param command_length  its length in bytes, 0 to 65425
 * @param random          fills blocks with random bytes
 * @param context         is passed to random
 * @param message         receives at most `command_length` + 110 bytes (AMISEC_COMMAND_OVERHEAD); what is left
 *                        of them is zero. Apart from everything else; zeroed unless the status is AMISEC_OK
 * @param message_length  receives the length of the message in bytes; zeroed unless the status is AMISEC_OK
 * @retval AMISEC_OK             the message is written
 * @retval AMISEC_MALFORMED      about says that the command is encrypted, and it is not
 * @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one: a fault
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or about says what no meter accepts:
 *                               a sequence number of 0 or 4294967295, a window that ends before it begins, a
 *                               target_length that is not 0, 4 or 8, or an `encrypted` that is not 0 or 1
 * @retval AMISEC_BAD_ALIGNMENT  key, about or message_length is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_LENGTH     command_length is above 65425
 * @retval AMISEC_BAD_OVERLAP    message or message_length shares memory with anything else
 * @retval AMISEC_BAD_STATE      key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_sign(const amisec_p256_private_key_t *key,
                                    const amisec_command_t *about,
                                    const uint8_t *command,
                                    size_t command_length,
                                    amisec_random_fn random,
                                    void *context,
                                    uint8_t *message,
                                    size_t *message_length);

/* ---------------------------------------------------------------------------
 * Encrypted commands (RFC 9052, COSE_Encrypt0 with AES-CCM-16-64-128)
 * --------------------------------------------------------------------------- */

/**
 * Encrypts a command for amisec_command_sign: the head-end's side.
 *
 * The nonce is made of the key id, the target and the sequence number: who encrypts two commands with the
 * same three under a key gives both away.
 *
 * @param key             the key that the meter or the group has, set up
 * @param about           what will be said about the command; `encrypted` is not looked at
 * @param command         the command
 * @param command_length  its length in bytes, 0 to 65408
 * @param sealed          receives at most `command_length` + 17 bytes; what is left of them is zero. Apart from
 *                        everything else
 * @param sealed_length   receives the length of the message in bytes
 * @retval AMISEC_OK             the message is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key, about or sealed_length is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     command_length is above 65408
 * @retval AMISEC_BAD_OVERLAP    sealed or sealed_length shares memory with anything else
 * @retval AMISEC_BAD_STATE      key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_encrypt(const amisec_aes128_key_t *key,
                                       const amisec_command_t *about,
                                       const uint8_t *command,
                                       size_t command_length,
                                       uint8_t *sealed,
                                       size_t *sealed_length);

/**
 * Decrypts what amisec_command_receive released of an encrypted command.
 *
 * @param key             the key of the meter or the group, set up
 * @param about           what amisec_command_receive said about the command
 * @param sealed          the message that it released
 * @param sealed_length   its length in bytes, at least 15
 * @param command         receives at most `sealed_length` - 15 bytes, the command; what is left of them is zero.
 *                        Zeroed unless the status is AMISEC_OK. Apart from everything else
 * @param command_length  receives the length of the command in bytes; zeroed unless the status is AMISEC_OK
 * @retval AMISEC_OK             the command is authentic and written
 * @retval AMISEC_MALFORMED      the message is not of the form, or not in deterministic CBOR
 * @retval AMISEC_NOT_AUTHENTIC  key, about and message do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key, about or command_length is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     sealed_length is below 15 or above 65535
 * @retval AMISEC_BAD_OVERLAP    command or command_length shares memory with anything else
 * @retval AMISEC_BAD_STATE      key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_command_decrypt(const amisec_aes128_key_t *key,
                                       const amisec_command_t *about,
                                       const uint8_t *sealed,
                                       size_t sealed_length,
                                       uint8_t *command,
                                       size_t *command_length);

/* ---------------------------------------------------------------------------
 * Acknowledgements of commands (RFC 9052, COSE_Sign1 or COSE_Mac0)
 * --------------------------------------------------------------------------- */

/**
 * Bytes in the longest acknowledgement that amisec_acknowledgement_sign makes.
 */
#define AMISEC_ACKNOWLEDGEMENT_SIGNED_LENGTH 97U

/**
 * Bytes in the longest acknowledgement that amisec_acknowledgement_tag makes.
 */
#define AMISEC_ACKNOWLEDGEMENT_TAGGED_LENGTH 40U

/**
 * Acknowledges a command under the meter's private key: COSE_Sign1 with ES256. The signature has a hedged
 * nonce, and is verified before it is released.
 *
 * @param key                     the meter's private key, set up
 * @param public_key              its public key, set up
 * @param acknowledgement         which command, and what became of it
 * @param random                  fills blocks with random bytes
 * @param context                 is passed to random
 * @param message                 receives at most 97 bytes; what is left of them is zero. Apart from everything
 *                                else; zeroed unless the status is AMISEC_OK
 * @param message_length          receives the length of the message in bytes; zeroed unless the status is
 *                                AMISEC_OK
 * @retval AMISEC_OK             the message is written
 * @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one under public_key
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or the result is above 65535
 * @retval AMISEC_BAD_ALIGNMENT  a key, acknowledgement or message_length is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key, or public_key no point on the curve (any more)
 * @retval AMISEC_BAD_OVERLAP    message or message_length shares memory with anything else
 * @retval AMISEC_BAD_STATE      a key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_acknowledgement_sign(const amisec_p256_private_key_t *key,
                                            const amisec_p256_public_key_t *public_key,
                                            const amisec_acknowledgement_t *acknowledgement,
                                            amisec_random_fn random,
                                            void *context,
                                            uint8_t message[97],
                                            size_t *message_length);

/**
 * Gives what a meter said about a command, if its private key signed it: the head-end's side.
 *
 * An old acknowledgement is authentic still: compare meter, key id and sequence number with what is awaited.
 *
 * @param public_key       the meter's public key, set up
 * @param message          the message
 * @param message_length   its length in bytes
 * @param acknowledgement  receives what it says; zeroed unless the status is AMISEC_OK. Apart from everything
 *                         else
 * @retval AMISEC_OK             the message is the meter's
 * @retval AMISEC_MALFORMED      the message is not of the form, or not in deterministic CBOR
 * @retval AMISEC_NOT_AUTHENTIC  the signature is not the meter's over this message
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  public_key or acknowledgement is not aligned for its type
 * @retval AMISEC_BAD_KEY        public_key is not a point on the curve (any more)
 * @retval AMISEC_BAD_OVERLAP    acknowledgement shares memory with anything else
 * @retval AMISEC_BAD_STATE      public_key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_acknowledgement_verify(const amisec_p256_public_key_t *public_key,
                                              const uint8_t *message,
                                              size_t message_length,
                                              amisec_acknowledgement_t *acknowledgement);

/**
 * Acknowledges a command under a key that the meter shares with the head-end: COSE_Mac0 with HMAC 256/64.
 *
 * @param key              the key, 32 random bytes for instance, which is used for nothing else
 * @param key_length       its length in bytes, at least 16
 * @param acknowledgement  which command, and what became of it
 * @param message          receives at most 40 bytes; what is left of them is zero. Apart from everything else
 * @param message_length   receives the length of the message in bytes
 * @retval AMISEC_OK             the message is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, key_length is too large, or the result is above 65535
 * @retval AMISEC_BAD_ALIGNMENT  acknowledgement or message_length is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     key_length is below 16
 * @retval AMISEC_BAD_OVERLAP    message or message_length shares memory with anything else
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_acknowledgement_tag(const uint8_t *key,
                                           size_t key_length,
                                           const amisec_acknowledgement_t *acknowledgement,
                                           uint8_t message[40],
                                           size_t *message_length);

/**
 * Gives what a meter said about a command under a key that it shares with the head-end: the head-end's side.
 *
 * An old acknowledgement is authentic still: compare meter, key id and sequence number with what is awaited.
 *
 * @param key              the key
 * @param key_length       its length in bytes, at least 16
 * @param message          the message
 * @param message_length   its length in bytes
 * @param acknowledgement  receives what it says; zeroed unless the status is AMISEC_OK. Apart from everything
 *                         else
 * @retval AMISEC_OK             the message is from who has the key
 * @retval AMISEC_MALFORMED      the message is not of the form, or not in deterministic CBOR
 * @retval AMISEC_NOT_AUTHENTIC  key and message do not belong together
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  acknowledgement is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     key_length is below 16
 * @retval AMISEC_BAD_OVERLAP    acknowledgement shares memory with anything else
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_acknowledgement_check(const uint8_t *key,
                                             size_t key_length,
                                             const uint8_t *message,
                                             size_t message_length,
                                             amisec_acknowledgement_t *acknowledgement);

/* ---------------------------------------------------------------------------
 * Reports: readings and events under the meter's own key (AES-CCM, SP 800-38C)
 * --------------------------------------------------------------------------- */

/**
 * Which reports of a meter came: the highest number and the 63 below it. Set it up with
 * amisec_replay_window_init; to keep it over a restart, store its bytes.
 */
typedef struct amisec_replay_window_t {
    uint32_t opaque[4];
} amisec_replay_window_t;
/** An object that is not set up. */
#define AMISEC_REPLAY_WINDOW_INIT { { 0U } }

/**
 * Sets a replay window up: one for each meter.
 *
 * @param window  is set up, whatever it held
 * @param last    reports above this number will be opened; 0 where the meter's counter starts at 1
 * @retval AMISEC_OK             the window is ready
 * @retval AMISEC_BAD_ARGUMENT   window is NULL
 * @retval AMISEC_BAD_ALIGNMENT  window is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_replay_window_init(amisec_replay_window_t *window,
                                          uint32_t last);

/**
 * Seals a reading or an event into a report, 12 bytes longer: number, AES-128-CCM, tag of 8 bytes.
 *
 * The number is reserved in the memory before it is used, so that no nonce repeats; nonce: identity,
 * number, 01 (13 bytes). The key is the meter's own, and used for nothing else with such nonces.
 *
 * @param key             the meter's own key, set up
 * @param identity        8 bytes that no other user of the key has: serial number or system title
 * @param counter         the transmit counter of this key, set up
 * @param storage         the memory with which it was started
 * @param payload         the reading or event
 * @param payload_length  its length in bytes, 0 to 65535
 * @param report          receives `payload_length` + 12 bytes; apart from everything else. Zeroed if
 *                        there is no number for it
 * @retval AMISEC_OK                 the report is written
 * @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
 * @retval AMISEC_STORAGE_FAILED     the counter could not be stored
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT      an object or the structure is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         payload_length is above 65535
 * @retval AMISEC_BAD_OVERLAP        report or counter shares memory with anything else
 * @retval AMISEC_BAD_STATE          key or counter was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_report_seal(const amisec_aes128_key_t *key,
                                   const uint8_t identity[8],
                                   amisec_transmit_counter_t *counter,
                                   const amisec_storage_t *storage,
                                   const uint8_t *payload,
                                   size_t payload_length,
                                   uint8_t *report);

/**
 * Opens a report, if it is authentic and did not come before.
 *
 * Reports may come late, twice, and in another order: each of the last 64 numbers is opened once; what is
 * older is refused.
 *
 * @param key            the meter's key, set up
 * @param identity       the 8 bytes of the meter's identity
 * @param window         the replay window of this meter, set up
 * @param report         the report
 * @param report_length  its length in bytes, 12 to 65547
 * @param payload        receives `report_length` - 12 bytes; apart from everything else. Zeroed unless
 *                       the status is AMISEC_OK
 * @retval AMISEC_OK                 the report is authentic, new, and its payload written
 * @retval AMISEC_NOT_AUTHENTIC      key, identity and report do not belong together
 * @retval AMISEC_REPLAYED           it came before, or is too old to tell
 * @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used
 * @retval AMISEC_BAD_ARGUMENT       a pointer is NULL, or report_length is too large
 * @retval AMISEC_BAD_ALIGNMENT      an object is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         report_length is below 12 or above 65547
 * @retval AMISEC_BAD_OVERLAP        payload or window shares memory with anything else
 * @retval AMISEC_BAD_STATE          key or window was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_report_open(const amisec_aes128_key_t *key,
                                   const uint8_t identity[8],
                                   amisec_replay_window_t *window,
                                   const uint8_t *report,
                                   size_t report_length,
                                   uint8_t *payload);

/* ---------------------------------------------------------------------------
 * Keys in slots (RFC 3394)
 * --------------------------------------------------------------------------- */

/**
 * A key of this device and the head-end alone.
 */
#define AMISEC_KEY_INDIVIDUAL 1U

/**
 * A key of a group of devices.
 */
#define AMISEC_KEY_GROUP 2U

/**
 * A key of every device.
 */
#define AMISEC_KEY_BROADCAST 3U

/**
 * Makes a slot with its first key: once, at the factory.
 *
 * A slot is a record. Beside its current key it holds at most one that is staged, and the numbers
 * (epochs) of both. Every step is one store: a power cut leaves the slot as it was, or changed.
 *
 * @param storage     the memory; in protected memory where there is any
 * @param record      the number of the record, 0 to 32767, which nothing else uses; 41, 57 or 73 bytes
 * @param kind        AMISEC_KEY_INDIVIDUAL, AMISEC_KEY_GROUP or AMISEC_KEY_BROADCAST: the slot's for good
 * @param epoch       the key's epoch, above 0
 * @param key         the key
 * @param key_length  its length in bytes, 16, 24 or 32: the slot's for good
 * @retval AMISEC_OK              the slot is there
 * @retval AMISEC_STORAGE_FAILED  storage failed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, the number of the record is too
 *                                large, kind is none of those, or epoch is 0
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH      key_length is not 16, 24 or 32
 * @retval AMISEC_BAD_STATE       the slot is there already
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_create(const amisec_storage_t *storage,
                                  uint16_t record,
                                  uint8_t kind,
                                  uint32_t epoch,
                                  const uint8_t *key,
                                  size_t key_length);

/**
 * Puts a new key beside the current one: both open from here on, until the new one is confirmed or
 * rolled back. For a key that came inside an encrypted command; see amisec_key_stage_wrapped.
 *
 * The epoch must be above all that were ever staged here. A staged key with a lower epoch is
 * replaced. The same key with the same epoch is accepted again, and costs no store.
 *
 * @param storage     the memory
 * @param record      the number of the slot's record
 * @param kind        the slot's kind
 * @param epoch       the new key's epoch
 * @param key         the new key
 * @param key_length  its length in bytes, that of the slot: 16, 24 or 32
 * @retval AMISEC_OK                 the key is staged
 * @retval AMISEC_ROLLED_BACK        the epoch is not above all that came before, or it was another
 *                                   key's
 * @retval AMISEC_WRONG_TARGET       the slot is of another kind
 * @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
 *                                   was, or the key is staged
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, the number of the record is too
 *                                   large, or kind is none that can be installed
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         key_length is not 16, 24 or 32
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_stage(const amisec_storage_t *storage,
                                 uint16_t record,
                                 uint8_t kind,
                                 uint32_t epoch,
                                 const uint8_t *key,
                                 size_t key_length);

/**
 * Stages a key that was wrapped (RFC 3394) under an AES-128 key: amisec_key_stage for what comes from
 * outside. What is wrapped names its place, so that a wrapped key goes nowhere else: kind (1 byte),
 * length of the key (1), number of the slot's record (2), epoch (4), big-endian, then the key.
 *
 * @param wrapping_key    the key that wraps, set up: this device's own
 * @param storage         the memory
 * @param record          the number of the slot's record
 * @param kind            the slot's kind
 * @param wrapped         the wrapped key
 * @param wrapped_length  its length in bytes: 32, 40 or 48, for a key of 16, 24 or 32
 * @retval AMISEC_OK                 the key is staged
 * @retval AMISEC_NOT_AUTHENTIC      it was not wrapped under this key, or was changed
 * @retval AMISEC_MALFORMED          its length is not the one that it names
 * @retval AMISEC_WRONG_TARGET       it is for another slot or kind, or the slot is of another kind
 * @retval AMISEC_ROLLED_BACK        the epoch is not above all that came before, or it was another
 *                                   key's
 * @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
 *                                   was, or the key is staged
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length or the number of the record
 *                                   is too large, or kind is none that can be installed
 * @retval AMISEC_BAD_ALIGNMENT      wrapping_key or storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         wrapped_length is not 32, 40 or 48
 * @retval AMISEC_BAD_STATE          wrapping_key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_stage_wrapped(const amisec_aes128_key_t *wrapping_key,
                                         const amisec_storage_t *storage,
                                         uint16_t record,
                                         uint8_t kind,
                                         const uint8_t *wrapped,
                                         size_t wrapped_length);

/**
 * The staged key takes the place of the current one, which is gone. Call it when the head-end has used
 * the new key: it has it, then.
 *
 * @param storage     the memory
 * @param record      the number of the slot's record
 * @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
 * @param epoch       the epoch of the staged key; once more that of the current one changes nothing
 * @retval AMISEC_OK                 the key of this epoch is the current one
 * @retval AMISEC_UNKNOWN_KEY        no key of this epoch is staged
 * @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
 *                                   was, or the key is confirmed
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
 *                                   large
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         key_length is not 16, 24 or 32
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_confirm(const amisec_storage_t *storage,
                                   uint16_t record,
                                   size_t key_length,
                                   uint32_t epoch);

/**
 * The staged key is gone, the current one stays. Its epoch is used up: what is staged next has a higher
 * one.
 *
 * @param storage     the memory
 * @param record      the number of the slot's record
 * @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
 * @param epoch       the epoch of the staged key; once more changes nothing
 * @retval AMISEC_OK                 no key of this epoch is staged any more
 * @retval AMISEC_UNKNOWN_KEY        no key of this epoch was staged
 * @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
 *                                   was, or the key is gone
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
 *                                   large
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         key_length is not 16, 24 or 32
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_roll_back(const amisec_storage_t *storage,
                                     uint16_t record,
                                     size_t key_length,
                                     uint32_t epoch);

/**
 * Gives the key of an epoch, the current one or the staged one. Wipe it with amisec_wipe when it is
 * used.
 *
 * @param storage     the memory
 * @param record      the number of the slot's record
 * @param kind        the slot's kind
 * @param epoch       the epoch; see amisec_key_epochs
 * @param key         receives the key; apart from storage. Zeroed unless the status is AMISEC_OK
 * @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
 * @retval AMISEC_OK              the key is written
 * @retval AMISEC_UNKNOWN_KEY     there is no key of this epoch
 * @retval AMISEC_WRONG_TARGET    the slot is of another kind
 * @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, the number of the record is too large,
 *                                or kind is none that can be loaded
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH      key_length is not 16, 24 or 32
 * @retval AMISEC_BAD_OVERLAP     key shares memory with storage
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_load(const amisec_storage_t *storage,
                                uint16_t record,
                                uint8_t kind,
                                uint32_t epoch,
                                uint8_t *key,
                                size_t key_length);

/**
 * Says which keys a slot has. After a restart a meter asks what is staged, and goes on from there.
 *
 * @param storage     the memory
 * @param record      the number of the slot's record
 * @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
 * @param current     receives the epoch of the current key
 * @param staged      receives the epoch of the staged key, 0 if there is none; both apart from each
 *                    other and from storage, and zeroed unless the status is AMISEC_OK
 * @retval AMISEC_OK              both are written
 * @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too large
 * @retval AMISEC_BAD_ALIGNMENT   storage, current or staged is not aligned for its type
 * @retval AMISEC_BAD_LENGTH      key_length is not 16, 24 or 32
 * @retval AMISEC_BAD_OVERLAP     current, staged and storage share memory
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_epochs(const amisec_storage_t *storage,
                                  uint16_t record,
                                  size_t key_length,
                                  uint32_t *current,
                                  uint32_t *staged);

/* ---------------------------------------------------------------------------
 * P-256 keys that are made on the device (FIPS 186-5)
 * --------------------------------------------------------------------------- */

/**
 * Makes a P-256 key pair in a slot of its own, and gives the public key for registration. In a slot
 * that is not there yet it is the current key; else it is staged, and the current one signs until the
 * new one is registered and confirmed (amisec_key_confirm, with a length of 32).
 *
 * There is no function that gives the private key away.
 *
 * @param storage     the memory; in protected memory where there is any
 * @param record      the number of the record, 0 to 32767, which nothing else uses; 73 bytes
 * @param epoch       the key's epoch, above 0 and above all that came before
 * @param random      gives random bytes
 * @param context     is passed to random; anything, NULL included
 * @param public_key  receives the 64 bytes x || y; apart from storage. Zeroed unless the status is
 *                    AMISEC_OK
 * @retval AMISEC_OK                 the key is stored and public_key written
 * @retval AMISEC_RANDOM_FAILED      random failed, or gave what no random function gives
 * @retval AMISEC_ROLLED_BACK        the epoch is not above all that came before
 * @retval AMISEC_WRONG_TARGET       the slot is of another kind
 * @retval AMISEC_STORAGE_FAILED     the slot is damaged, or storage failed: it is as it was, or the key
 *                                   is there (amisec_key_epochs, amisec_key_public)
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, the number of the record is too
 *                                   large, or epoch is 0
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP        public_key shares memory with storage
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_generate(const amisec_storage_t *storage,
                                    uint16_t record,
                                    uint32_t epoch,
                                    amisec_random_fn random,
                                    void *context,
                                    uint8_t public_key[64]);

/**
 * Gives the public key of a key pair in a slot, for registration once more.
 *
 * @param storage     the memory
 * @param record      the number of the slot's record
 * @param epoch       the key's epoch; see amisec_key_epochs
 * @param public_key  receives the 64 bytes x || y; apart from storage. Zeroed unless the status is
 *                    AMISEC_OK
 * @retval AMISEC_OK              public_key is written
 * @retval AMISEC_UNKNOWN_KEY     there is no key of this epoch
 * @retval AMISEC_WRONG_TARGET    the slot is of another kind
 * @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
 * @retval AMISEC_BAD_KEY         the slot does not hold a private key
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP     public_key shares memory with storage
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_public(const amisec_storage_t *storage,
                                  uint16_t record,
                                  uint32_t epoch,
                                  uint8_t public_key[64]);

/**
 * Signs a digest with a key of a slot (ECDSA P-256): hedged with random bytes, and verified before it is
 * given out, so that a fault on the way gives nothing away.
 *
 * @param storage    the memory
 * @param record     the number of the slot's record
 * @param epoch      the key's epoch; see amisec_key_epochs
 * @param digest     the 32 bytes to sign: a SHA-256
 * @param random     gives random bytes
 * @param context    is passed to random; anything, NULL included
 * @param signature  receives the 64 bytes r || s; apart from digest and storage. Zeroed unless the status
 *                   is AMISEC_OK
 * @retval AMISEC_OK              the signature is written
 * @retval AMISEC_RANDOM_FAILED   random failed, or gave what no random function gives
 * @retval AMISEC_UNKNOWN_KEY     there is no key of this epoch
 * @retval AMISEC_WRONG_TARGET    the slot is of another kind
 * @retval AMISEC_NOT_AUTHENTIC   the signature was disturbed while it was made
 * @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
 * @retval AMISEC_BAD_KEY         the slot does not hold a private key
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP     signature shares memory with digest or storage
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_key_sign(const amisec_storage_t *storage,
                                uint16_t record,
                                uint32_t epoch,
                                const uint8_t digest[32],
                                amisec_random_fn random,
                                void *context,
                                uint8_t signature[64]);

/* ---------------------------------------------------------------------------
 * Challenge and response with HMAC-SHA-256 (FIPS 198-1)
 * --------------------------------------------------------------------------- */

/**
 * A challenge that was sent and is good for one answer. Set it up with amisec_challenge_start.
 */
typedef struct amisec_challenge_t {
    uint32_t opaque[5];
} amisec_challenge_t;
/** An object that is not set up. */
#define AMISEC_CHALLENGE_INIT { { 0U } }

/**
 * Makes the record that counts failed attempts: once for each key, when the key is made.
 *
 * @param storage  the memory
 * @param record   the number of the record, 0 to 32767, which nothing else uses; 4 bytes long
 * @param limit    how many attempts may fail one after the other, above 0
 * @retval AMISEC_OK              the record is there
 * @retval AMISEC_STORAGE_FAILED  storage failed
 * @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, the number of the record is too large, or
 *                                limit is 0
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_STATE       the record is there already
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_challenge_create(const amisec_storage_t *storage,
                                        uint16_t record,
                                        uint16_t limit);

/**
 * Forgets failed attempts: only upon a command that is authentic in another way.
 *
 * @param storage  the memory
 * @param record   the number of the record
 * @retval AMISEC_OK                 no attempt counts any more
 * @retval AMISEC_STORAGE_FAILED     there is no such record, it is damaged, or storage failed
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
 *                                   large
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_challenge_reset(const amisec_storage_t *storage,
                                       uint16_t record);

/**
 * Draws a challenge for the other side: send `bytes`, and check the answer with
 * amisec_challenge_check.
 *
 * @param challenge  is set up, whatever it held
 * @param random     gives random bytes
 * @param context    is passed to random; anything, NULL included
 * @param bytes      receives the 16 bytes to send; apart from challenge. Zeroed unless the status is
 *                   AMISEC_OK
 * @retval AMISEC_OK             the challenge is ready
 * @retval AMISEC_RANDOM_FAILED  random failed, or gave what no random function gives; challenge is zeroed
 * @retval AMISEC_BAD_ARGUMENT   a pointer or random is NULL
 * @retval AMISEC_BAD_ALIGNMENT  challenge is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    challenge and bytes share memory
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_challenge_start(amisec_challenge_t *challenge,
                                       amisec_random_fn random,
                                       void *context,
                                       uint8_t bytes[16]);

/**
 * Answers the other side's challenge: HMAC-SHA-256 over one's own identity and the challenge.
 *
 * @param key         the key that both sides have, used for nothing else
 * @param key_length  its length in bytes; 32 are best
 * @param identity    the 8 bytes of one's own identity, which the other side's differs from
 * @param challenge   the 16 bytes that came
 * @param answer      receives the 32 bytes to send; apart from everything else
 * @retval AMISEC_OK            the answer is written
 * @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or key_length is too large
 * @retval AMISEC_BAD_LENGTH    key_length is below 16
 * @retval AMISEC_BAD_OVERLAP   answer shares memory with anything else
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_challenge_answer(const uint8_t *key,
                                        size_t key_length,
                                        const uint8_t identity[8],
                                        const uint8_t challenge[16],
                                        uint8_t answer[32]);

/**
 * Checks the other side's answer, in constant time. The challenge is used up, whatever came.
 *
 * The attempt is stored before the answer is looked at, and forgotten when it was right: neither a
 * restart nor a power cut gives more attempts than the limit.
 *
 * @param challenge   the challenge that was sent; wiped
 * @param storage     the memory
 * @param record      the number of the record made by amisec_challenge_create
 * @param key         the key that both sides have
 * @param key_length  its length in bytes
 * @param identity    the 8 bytes of the other side's identity
 * @param answer      the 32 bytes that came; apart from challenge, as is everything else
 * @retval AMISEC_OK                 the other side has the key
 * @retval AMISEC_NOT_AUTHENTIC      it has not: the attempt counts
 * @retval AMISEC_TOO_MANY_ATTEMPTS  as many as may have failed; see amisec_challenge_reset
 * @retval AMISEC_STORAGE_FAILED     there is no such record, it is damaged, or storage failed: the other
 *                                   side must not be believed
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length or the number of the record
 *                                   is too large
 * @retval AMISEC_BAD_ALIGNMENT      challenge or storage is not aligned for its type
 * @retval AMISEC_BAD_LENGTH         key_length is below 16
 * @retval AMISEC_BAD_OVERLAP        challenge shares memory with anything else
 * @retval AMISEC_BAD_STATE          challenge was not set up, or was answered
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_challenge_check(amisec_challenge_t *challenge,
                                       const amisec_storage_t *storage,
                                       uint16_t record,
                                       const uint8_t *key,
                                       size_t key_length,
                                       const uint8_t identity[8],
                                       const uint8_t answer[32]);

/* ---------------------------------------------------------------------------
 * Secure boot: images in the format of MCUboot
 * --------------------------------------------------------------------------- */

/**
 * What a device trusts, and what it is. The structure is only read.
 */
typedef struct amisec_boot_parameters_t {
    /**
     * The trusted public keys, x || y, 64 bytes each, the oldest first: a later one may revoke those
     * before it. Where an image was signed by several, the first one that is trusted counts.
     */
    const uint8_t *keys;
    /**
     * How many they are.
     */
    size_t key_count;
    /**
     * The device's serial number or address, for images that name the device that they are for.
     */
    const uint8_t *identity;
    /**
     * Its length in bytes, 0 to 72.
     */
    size_t identity_length;
    /**
     * The versions of the images 0, 1, ... that are installed, for images that depend on another one:
     * 8 bytes each, as they stand in an image's header and in amisec_boot_entry_t.
     */
    const uint8_t *installed;
    /**
     * How many they are.
     */
    size_t installed_count;
    /**
     * Where the image lies: what was built for another address (imgtool's --rom-fixed) is refused.
     */
    uint32_t address;
    /**
     * 0 to accept firmware, 1 to accept a configuration: an image that is not bootable (imgtool's
     * --non-bootable) and names this device.
     */
    uint8_t configuration;
} amisec_boot_parameters_t;
/** An object that is not set up. */
#define AMISEC_BOOT_PARAMETERS_INIT { NULL, 0U, NULL, 0U, NULL, 0U, 0U, 0U }

/**
 * What a verified image says: all zeros unless it is verified. Start from it, use its payload, and
 * believe its numbers only after AMISEC_OK.
 */
typedef struct amisec_boot_entry_t {
    /**
     * Set up by amisec_boot_verify and amisec_boot_finish.
     */
    uint32_t state;
    /**
     * Where the payload starts, counted from the start of the image: on a Cortex-M the vector table.
     */
    uint32_t payload_offset;
    /**
     * Bytes in the payload.
     */
    uint32_t payload_length;
    /**
     * The image's security counter; 0 if it has none.
     */
    uint32_t security_counter;
    /**
     * The first trusted key that is not revoked once the image is confirmed.
     */
    uint32_t first_key;
    /**
     * Its version: major, minor, revision and build, of 1, 1, 2 and 4 bytes, little-endian.
     */
    uint8_t version[8];
    /**
     * The SHA-256 that was signed: over header, payload and protected TLVs.
     */
    uint8_t digest[32];
} amisec_boot_entry_t;
/** An object that is not set up. */
#define AMISEC_BOOT_ENTRY_INIT { 0U, 0U, 0U, 0U, 0U, { 0U }, { 0U } }

/**
 * An image of which some bytes came. Set it up with amisec_boot_start. It may be moved.
 */
typedef struct amisec_boot_t {
    uint32_t opaque[88];
} amisec_boot_t;
/** An object that is not set up. */
#define AMISEC_BOOT_INIT { { 0U } }

/**
 * Makes the record of what only rises: the security counter below which no image is accepted any
 * more, and the first trusted key that is not revoked. Once, at the factory; for firmware and for
 * configurations one each.
 *
 * Never as a repair: with a new record old images would be accepted again.
 *
 * @param storage  the memory
 * @param record   the number of the record, 0 to 32767, which nothing else uses; 8 bytes long
 * @retval AMISEC_OK              the record is there, with zeros
 * @retval AMISEC_STORAGE_FAILED  storage failed
 * @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
 * @retval AMISEC_BAD_STATE       the record is there already
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_create(const amisec_storage_t *storage,
                                   uint16_t record);

/**
 * Verifies an image that lies in memory, in the format of MCUboot as imgtool makes it: SHA-256, ECDSA
 * P-256, hash of the key, security counter, dependencies, identity of the device (TLV 0x00A0, of our
 * own; --custom-tlv 0x00A0), first key that is not revoked (TLV 0x00A1, 4 bytes, little-endian).
 *
 * What is verified is the copy that runs: verify it where it was installed, at each start, and start
 * from `entry`, which holds zeros unless the image was accepted. Encrypted, compressed and big-endian
 * images and those to be copied to RAM are not taken.
 *
 * @param parameters    trusted keys and the device
 * @param storage       the memory
 * @param record        the number of the record made by amisec_boot_create
 * @param image         the image, from its header on
 * @param image_length  how many bytes may belong to it: its length, or that of the flash it lies in
 * @param entry         receives what the image says; apart from everything else. Zeroed unless the
 *                      status is AMISEC_OK
 * @retval AMISEC_OK                the image is authentic, and for this device and time
 * @retval AMISEC_NOT_AUTHENTIC     it is not what was signed, or not signed
 * @retval AMISEC_UNKNOWN_KEY       it was signed by keys that are not trusted, or revoked
 * @retval AMISEC_MALFORMED         it breaks the format, is cut off, revokes its own key, or needs what
 *                                  is not offered
 * @retval AMISEC_WRONG_TARGET      it is for another device or address, or firmware where a
 *                                  configuration is wanted, or the other way round
 * @retval AMISEC_ROLLED_BACK       its security counter is below the stored one
 * @retval AMISEC_UNMET_DEPENDENCY  it needs an image that is not installed, or a later version of it
 * @retval AMISEC_BAD_KEY           the trusted key that it names is no point of the curve
 * @retval AMISEC_STORAGE_FAILED    there is no such record, it is damaged, or storage failed
 * @retval AMISEC_BAD_ARGUMENT      a pointer or a function is NULL, a length or the number of the record
 *                                  is too large
 * @retval AMISEC_BAD_ALIGNMENT     a structure is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP       entry shares memory with anything else
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_verify(const amisec_boot_parameters_t *parameters,
                                   const amisec_storage_t *storage,
                                   uint16_t record,
                                   const uint8_t *image,
                                   size_t image_length,
                                   amisec_boot_entry_t *entry);

/**
 * Begins to verify an image whose bytes come in parts: on a machine whose memory for images cannot be
 * addressed, or while one is written.
 *
 * What counts is the installed copy: give amisec_boot_update what was read back from where it is
 * written, and verify once more before each start. No byte is needed twice, so that memory which
 * changes between two reads gains nothing.
 *
 * @param context   is set up, whatever it held
 * @param storage   the memory
 * @param record    the number of the record made by amisec_boot_create
 * @param capacity  how many bytes the image may have: a header that announces more is refused at once
 * @retval AMISEC_OK              the context takes bytes
 * @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed; context is
 *                                zeroed
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   context or storage is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP     context shares memory with storage
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_start(amisec_boot_t *context,
                                  const amisec_storage_t *storage,
                                  uint16_t record,
                                  uint32_t capacity);

/**
 * Takes the bytes of the image that follow, in their order, in parts of any length. Those behind its
 * end are accepted and ignored.
 *
 * @param context      the image, begun
 * @param parameters   trusted keys and the device; the same with each call
 * @param data         the bytes
 * @param data_length  how many they are, 0 included
 * @retval AMISEC_OK             they are taken; nothing is verified yet
 * @retval AMISEC_MALFORMED      the image breaks the format; context is zeroed
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT  context or parameters is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    context shares memory with anything else
 * @retval AMISEC_BAD_STATE      the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_update(amisec_boot_t *context,
                                   const amisec_boot_parameters_t *parameters,
                                   const uint8_t *data,
                                   size_t data_length);

/**
 * Says whether the image is accepted, when all of its bytes came: see amisec_boot_verify. The context
 * is wiped.
 *
 * @param context     the image, all of whose bytes came
 * @param parameters  trusted keys and the device; the same as before
 * @param entry       receives what the image says; apart from everything else. Zeroed unless the
 *                    status is AMISEC_OK
 * @retval AMISEC_OK                the image is authentic, and for this device and time
 * @retval AMISEC_NOT_AUTHENTIC     it is not what was signed, or not signed
 * @retval AMISEC_UNKNOWN_KEY       it was signed by keys that are not trusted, or revoked
 * @retval AMISEC_MALFORMED         it is cut off, or revokes its own key
 * @retval AMISEC_WRONG_TARGET      it is for another device or address, or firmware where a
 *                                  configuration is wanted, or the other way round
 * @retval AMISEC_ROLLED_BACK       its security counter is below the stored one
 * @retval AMISEC_UNMET_DEPENDENCY  it needs an image that is not installed, or a later version of it
 * @retval AMISEC_BAD_KEY           the trusted key that it names is no point of the curve
 * @retval AMISEC_BAD_ARGUMENT      a pointer is NULL, or a length is too large
 * @retval AMISEC_BAD_ALIGNMENT     an object or a structure is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP       context or entry shares memory with anything else
 * @retval AMISEC_BAD_STATE         the context was not set up, or is finished
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_finish(amisec_boot_t *context,
                                   const amisec_boot_parameters_t *parameters,
                                   amisec_boot_entry_t *entry);

/**
 * The image of this entry works: from here on none with a lower security counter is accepted, nor one
 * that was signed by a key which this one revokes. One store, and none if nothing rises.
 *
 * Call it when the new firmware has run long enough to be kept: until then the old one still starts.
 *
 * @param storage  the memory
 * @param record   the number of the record with which the image was verified
 * @param entry    what the verified image says
 * @retval AMISEC_OK              the record is raised, or was as high
 * @retval AMISEC_STORAGE_FAILED  storage failed, or the record is damaged: it is as it was, or raised
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
 *                                large
 * @retval AMISEC_BAD_ALIGNMENT   entry or storage is not aligned for its type
 * @retval AMISEC_BAD_STATE       entry is not that of a verified image
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_confirm(const amisec_storage_t *storage,
                                    uint16_t record,
                                    const amisec_boot_entry_t *entry);

/**
 * Revokes trusted keys at once, without a new image: what they signed is not accepted any more, be it
 * installed or not. Only upon a command that is authentic.
 *
 * @param storage    the memory
 * @param record     the number of the record made by amisec_boot_create
 * @param first_key  the first of the trusted keys that is not revoked; what is lower than the stored
 *                   number changes nothing. Above the last key, nothing starts any more
 * @retval AMISEC_OK                 the keys before first_key are revoked
 * @retval AMISEC_STORAGE_FAILED     storage failed, or the record is damaged: it is as it was, or raised
 * @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
 * @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
 *                                   large
 * @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_boot_revoke(const amisec_storage_t *storage,
                                   uint16_t record,
                                   uint32_t first_key);

/* ---------------------------------------------------------------------------
 * Self-tests (FIPS 140-3)
 * --------------------------------------------------------------------------- */

/**
 * What has become of the self-tests. A test that failed is not forgotten: every call with the object answers
 * AMISEC_SELF_TEST_FAILED from then on, amisec_selftest_init included, until its memory is written over.
 */
typedef struct amisec_selftest_t {
    uint32_t opaque[2];
} amisec_selftest_t;
/** An object that is not set up. */
#define AMISEC_SELFTEST_INIT { { 0U } }

/**
 * Sets the object up: no test has failed.
 *
 * @param test  is set up, unless it holds that a test has failed
 * @retval AMISEC_OK                the object is ready
 * @retval AMISEC_SELF_TEST_FAILED  a test has failed with this object
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_init(amisec_selftest_t *test);

/**
 * Tells whether no self-test has failed.
 *
 * @param test  is set up
 * @retval AMISEC_OK                no test has failed
 * @retval AMISEC_SELF_TEST_FAILED  one has
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_result(const amisec_selftest_t *test);

/**
 * Tests SHA-256 (FIPS 180-4) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_sha256(amisec_selftest_t *test);

/**
 * Tests SHA-384 (FIPS 180-4) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_sha384(amisec_selftest_t *test);

/**
 * Tests SHA-512 (FIPS 180-4) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_sha512(amisec_selftest_t *test);

/**
 * Tests HMAC-SHA-256 (FIPS 198-1) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_hmac_sha256(amisec_selftest_t *test);

/**
 * Tests HMAC-SHA-384 (FIPS 198-1) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_hmac_sha384(amisec_selftest_t *test);

/**
 * Tests HKDF with HMAC-SHA-256 (RFC 5869) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_hkdf(amisec_selftest_t *test);

/**
 * Tests the one-step KDF with SHA-256 and the KDF in counter mode with HMAC-SHA-256 (SP 800-56C, SP 800-108) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_kdf(amisec_selftest_t *test);

/**
 * Tests HMAC_DRBG (SP 800-90A) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_drbg(amisec_selftest_t *test);

/**
 * Tests encryption with AES-128 and AES-256 (FIPS 197) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_aes_encrypt(amisec_selftest_t *test);

/**
 * Tests decryption with AES-128 (FIPS 197) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_aes_decrypt(amisec_selftest_t *test);

/**
 * Tests AES-CCM, both ways, and that a wrong tag is refused (SP 800-38C) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_ccm(amisec_selftest_t *test);

/**
 * Tests AES-GCM, both ways, and that a wrong tag is refused (SP 800-38D) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_gcm(amisec_selftest_t *test);

/**
 * Tests AES-CMAC (SP 800-38B) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_cmac(amisec_selftest_t *test);

/**
 * Tests AES key wrap, both ways (RFC 3394) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_key_wrap(amisec_selftest_t *test);

/**
 * Tests EAX', both ways (ANSI C12.22) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_eax_prime(amisec_selftest_t *test);

/**
 * Tests signing with ECDSA on P-256 (FIPS 186-5, RFC 6979) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_p256_sign(amisec_selftest_t *test);

/**
 * Tests verification with ECDSA on P-256 (FIPS 186-5) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_p256_verify(amisec_selftest_t *test);

/**
 * Tests key agreement on P-256 (SP 800-56A) with known answers.
 *
 * @param test  is set up
 * @retval AMISEC_OK                the answers are right, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      test is NULL
 * @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
 * @retval AMISEC_BAD_STATE         test was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_p256_ecdh(amisec_selftest_t *test);

/**
 * Checks that a private and a public key are a pair (FIPS 140-3, pairwise consistency): signs with the one, verifies
 * with the other, and remembers a failure as a failed self-test. Call it once for each key that was generated; it
 * takes as long as a signature and a verification.
 *
 * @param test         is set up
 * @param private_key  a private key that is set up
 * @param public_key   its public key, set up
 * @retval AMISEC_OK                they are a pair, and no test has failed before
 * @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
 * @retval AMISEC_BAD_ARGUMENT      a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT     an object is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP       test shares memory with a key
 * @retval AMISEC_BAD_STATE         an object was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_selftest_p256_pair(amisec_selftest_t *test,
                                          const amisec_p256_private_key_t *private_key,
                                          const amisec_p256_public_key_t *public_key);

/* ---------------------------------------------------------------------------
 * ECDSA on P-256 with SHA-256 (FIPS 186-5, RFC 6979)
 * --------------------------------------------------------------------------- */

/**
 * Signs a message that lies in memory, deterministically (FIPS 186-5, 6.4; RFC 6979).
 *
 * @param key             a private key that is set up
 * @param message         the message, which is hashed with SHA-256
 * @param message_length  its length in bytes, 0 included
 * @param signature       receives the 64 bytes r||s; apart from message and key
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with message or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign(const amisec_p256_private_key_t *key,
                                 const uint8_t *message,
                                 size_t message_length,
                                 uint8_t signature[64]);

/**
 * Signs a message that lies in memory, with a hedged nonce (FIPS 186-5, 6.4.1).
 *
 * The nonce depends on key, digest and 32 random bytes (RFC 6979, 3.6): a fault or a power trace
 * finds no two runs alike, and a weak random function costs nothing against the deterministic
 * form. The random function is called twice for 32 bytes; its first block is only compared with
 * the second.
 *
 * @param key             a private key that is set up
 * @param message         the message, which is hashed with SHA-256
 * @param message_length  its length in bytes, 0 included
 * @param random          fills blocks with random bytes
 * @param context         is passed to random
 * @param signature       receives the 64 bytes r||s; apart from message and key; zeroed on
 *                        RANDOM_FAILED and BAD_KEY
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with message or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_hedged(const amisec_p256_private_key_t *key,
                                        const uint8_t *message,
                                        size_t message_length,
                                        amisec_random_fn random,
                                        void *context,
                                        uint8_t signature[64]);

/**
 * Signs a digest made with SHA-256, deterministically (FIPS 186-5, 6.4; RFC 6979).
 *
 * @param key        a private key that is set up
 * @param digest     the 32 bytes of the message's SHA-256 digest
 * @param signature  receives the 64 bytes r||s; apart from digest and key
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with digest or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_digest(const amisec_p256_private_key_t *key,
                                        const uint8_t digest[32],
                                        uint8_t signature[64]);

/**
 * Signs a digest made with SHA-256, with a hedged nonce (FIPS 186-5, 6.4.1).
 *
 * The nonce depends on key, digest and 32 random bytes (RFC 6979, 3.6): a fault or a power trace
 * finds no two runs alike, and a weak random function costs nothing against the deterministic
 * form. The random function is called twice for 32 bytes; its first block is only compared with
 * the second.
 *
 * @param key        a private key that is set up
 * @param digest     the 32 bytes of the message's SHA-256 digest
 * @param random     fills blocks with random bytes
 * @param context    is passed to random
 * @param signature  receives the 64 bytes r||s; apart from digest and key; zeroed on RANDOM_FAILED
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with digest or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_digest_hedged(const amisec_p256_private_key_t *key,
                                               const uint8_t digest[32],
                                               amisec_random_fn random,
                                               void *context,
                                               uint8_t signature[64]);

/**
 * Signs a message that lies in memory as amisec_p256_sign_hedged does, and verifies the signature before
 * it is released: a fault while signing gives none.
 *
 * @param key             a private key that is set up
 * @param public_key      its public key, set up
 * @param message         the message, which is hashed with SHA-256
 * @param message_length  its length in bytes, 0 included
 * @param random          fills blocks with random bytes
 * @param context         is passed to random
 * @param signature       receives the 64 bytes r||s; apart from message and keys; zeroed on
 *                        RANDOM_FAILED, BAD_KEY and NOT_AUTHENTIC
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one under public_key
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key, or public_key no point on the curve (any
 *                               more)
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with message or a key
 * @retval AMISEC_BAD_STATE      a key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_checked(const amisec_p256_private_key_t *key,
                                         const amisec_p256_public_key_t *public_key,
                                         const uint8_t *message,
                                         size_t message_length,
                                         amisec_random_fn random,
                                         void *context,
                                         uint8_t signature[64]);

/**
 * Signs a digest made with SHA-256 as amisec_p256_sign_digest_hedged does, and verifies the signature
 * before it is released: a fault while signing gives none.
 *
 * @param key         a private key that is set up
 * @param public_key  its public key, set up
 * @param digest      the 32 bytes of the message's SHA-256 digest
 * @param random      fills blocks with random bytes
 * @param context     is passed to random
 * @param signature   receives the 64 bytes r||s; apart from digest and keys; zeroed on
 *                    RANDOM_FAILED, BAD_KEY and NOT_AUTHENTIC
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one under public_key
 * @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key, or public_key no point on the curve (any
 *                               more)
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with digest or a key
 * @retval AMISEC_BAD_STATE      a key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_digest_checked(const amisec_p256_private_key_t *key,
                                                const amisec_p256_public_key_t *public_key,
                                                const uint8_t digest[32],
                                                amisec_random_fn random,
                                                void *context,
                                                uint8_t signature[64]);

/**
 * Verifies the signature of a message that lies in memory (FIPS 186-5, 6.4.2). Compare with !=
 * AMISEC_OK.
 *
 * Everything here is public: the time depends on it.
 *
 * @param key             the signer's public key, set up; it is validated again
 * @param message         the message, which is hashed with SHA-256
 * @param message_length  its length in bytes, 0 included
 * @param signature       the 64 bytes r||s
 * @retval AMISEC_OK             the signature is the signer's, over this message
 * @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify(const amisec_p256_public_key_t *key,
                                   const uint8_t *message,
                                   size_t message_length,
                                   const uint8_t signature[64]);

/**
 * Verifies the signature of a digest made with SHA-256 (FIPS 186-5, 6.4.2). Compare with !=
 * AMISEC_OK.
 *
 * Everything here is public: the time depends on it.
 *
 * @param key        the signer's public key, set up; it is validated again
 * @param digest     the 32 bytes of the message's SHA-256 digest
 * @param signature  the 64 bytes r||s
 * @retval AMISEC_OK             the signature is the signer's, over this digest
 * @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify_digest(const amisec_p256_public_key_t *key,
                                          const uint8_t digest[32],
                                          const uint8_t signature[64]);

/**
 * Verifies the signature of a digest as amisec_p256_verify_digest does, and releases the digest only if it
 * is authentic: for whoever must withstand a fault, such as a boot loader.
 *
 * A processor can be made to miss an instruction, once: the branch behind a comparison, or the call itself. Inside
 * this function no missed instruction makes a wrong signature pass. Around it, let what comes next depend on
 * both the status and the digest that was released:
 *
 *   static const volatile amisec_status_t ok = AMISEC_OK;
 *
 *   status = amisec_p256_verify_and_release(&key, digest, signature, released);
 *   if (status != ok) { reset(); }
 *   if (amisec_equal(digest, released, 32U) != ok) { reset(); }
 *
 * The constant is volatile, because compilers compare the second status with what passed the first comparison.
 *
 * A digest of zeros is refused: no message has it, and anybody can sign it.
 *
 * @param key        the signer's public key, set up; it is validated again
 * @param digest     the 32 bytes of the message's SHA-256 digest
 * @param signature  the 64 bytes r||s
 * @param released   receives the digest if the signature is the signer's, else zeros; apart from the rest
 * @retval AMISEC_OK             the signature is the signer's, over this digest
 * @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
 * @retval AMISEC_BAD_OVERLAP    released shares memory with key, digest or signature
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify_and_release(const amisec_p256_public_key_t *key,
                                               const uint8_t digest[32],
                                               const uint8_t signature[64],
                                               uint8_t released[32]);

/**
 * Writes a signature in DER (SEC 1, C.5), the form of X.509 and CMS.
 *
 * @param signature   the 64 bytes r||s
 * @param der         receives the encoding, at most 72 bytes; apart from signature
 * @param capacity    bytes that der has room for; 72 is always enough
 * @param der_length  receives the length of the encoding; apart from der and signature
 * @retval AMISEC_OK             the encoding and its length are written
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or capacity is too large
 * @retval AMISEC_BAD_ALIGNMENT  der_length is not aligned for its type
 * @retval AMISEC_BAD_LENGTH     capacity is too small for this signature
 * @retval AMISEC_BAD_OVERLAP    der or der_length shares memory with the others
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_signature_to_der(const uint8_t signature[64],
                                             uint8_t *der,
                                             size_t capacity,
                                             size_t *der_length);

/**
 * Reads a signature in DER. Strict: shortest forms only, nothing after the end (X.690, 10.1).
 *
 * That r and s are in range is found out by the verification.
 *
 * @param der         the encoding
 * @param der_length  its length in bytes
 * @param signature   receives the 64 bytes r||s; zeroed if der is malformed; apart from der
 * @retval AMISEC_OK            the signature is written
 * @retval AMISEC_MALFORMED     der is not the encoding of two numbers of at most 32 bytes
 * @retval AMISEC_BAD_ARGUMENT  signature is NULL, or der is NULL or too long
 * @retval AMISEC_BAD_OVERLAP   signature shares memory with der
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_signature_from_der(const uint8_t *der,
                                               size_t der_length,
                                               uint8_t signature[64]);

/* ---------------------------------------------------------------------------
 * P-256 in steps (FIPS 186-5, SP 800-56A)
 * --------------------------------------------------------------------------- */

/**
 * A P-256 operation under way: started by a `_start` function and advanced by the `_continue` function
 * of the same name, until that answers another status than AMISEC_IN_PROGRESS.
 *
 * It holds secrets and no pointers: it may be moved between calls. It is wiped when the operation is
 * done, and amisec_wipe gives an operation up. An operation has 46 to 300 steps, each a small part of it: the
 * longest one is the row p256_step of the README, which counts start functions as well.
 */
typedef struct amisec_p256_steps_t {
    uint32_t opaque[258];
} amisec_p256_steps_t;
/** An object that is not set up. */
#define AMISEC_P256_STEPS_INIT { { 0U } }

/**
 * Starts a signature of a digest made with SHA-256, as amisec_p256_sign_digest makes it.
 *
 * The call itself takes as long as the secret number of RFC 6979, 18 to 22 hashed blocks.
 *
 * @param steps   receives the operation; zeroed on BAD_KEY; apart from key and digest
 * @param key     a private key that is set up
 * @param digest  the 32 bytes of the message's SHA-256 digest
 * @retval AMISEC_OK             call amisec_p256_sign_continue
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_KEY        key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    steps shares memory with digest or key
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_start(amisec_p256_steps_t *steps,
                                       const amisec_p256_private_key_t *key,
                                       const uint8_t digest[32]);

/**
 * Goes on with a signature.
 *
 * @param steps      the operation; wiped when it is done
 * @param count      how many steps to take at most
 * @param signature  receives the 64 bytes r||s when it is done, zeros before; apart from steps
 * @retval AMISEC_OK             the signature is written
 * @retval AMISEC_IN_PROGRESS    steps are left
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  steps is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    signature shares memory with steps
 * @retval AMISEC_BAD_STATE      no signature is under way
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_sign_continue(amisec_p256_steps_t *steps,
                                          uint16_t count,
                                          uint8_t signature[64]);

/**
 * Starts a verification of a digest's signature, as amisec_p256_verify_digest does it.
 *
 * @param steps      receives the operation; zeroed on BAD_KEY; apart from the others
 * @param key        the signer's public key, set up; it is validated again
 * @param digest     the 32 bytes of the message's SHA-256 digest
 * @param signature  the 64 bytes r||s
 * @retval AMISEC_OK             call amisec_p256_verify_continue
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
 * @retval AMISEC_BAD_OVERLAP    steps shares memory with another argument
 * @retval AMISEC_BAD_STATE      the key was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify_start(amisec_p256_steps_t *steps,
                                         const amisec_p256_public_key_t *key,
                                         const uint8_t digest[32],
                                         const uint8_t signature[64]);

/**
 * Goes on with a verification. AMISEC_OK, and nothing else, says that the signature is authentic.
 *
 * @param steps  the operation; wiped when it is done
 * @param count  how many steps to take at most
 * @retval AMISEC_OK             the signature is the signer's, over this digest
 * @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
 * @retval AMISEC_IN_PROGRESS    steps are left
 * @retval AMISEC_BAD_ARGUMENT   steps is NULL
 * @retval AMISEC_BAD_ALIGNMENT  steps is not aligned for its type
 * @retval AMISEC_BAD_STATE      no verification is under way
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify_continue(amisec_p256_steps_t *steps,
                                            uint16_t count);

/**
 * Starts a key agreement, as amisec_p256_ecdh makes it.
 *
 * @param steps        receives the operation; zeroed on BAD_KEY; apart from the keys
 * @param private_key  own private key, set up
 * @param public_key   the other party's public key, set up; it is validated again
 * @retval AMISEC_OK             call amisec_p256_ecdh_continue
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more), or
 *                               private_key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    steps shares memory with a key
 * @retval AMISEC_BAD_STATE      a key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_ecdh_start(amisec_p256_steps_t *steps,
                                       const amisec_p256_private_key_t *private_key,
                                       const amisec_p256_public_key_t *public_key);

/**
 * Goes on with a key agreement.
 *
 * @param steps          the operation; wiped when it is done
 * @param count          how many steps to take at most
 * @param shared_secret  receives the 32 bytes when it is done, zeros before; apart from steps
 * @retval AMISEC_OK             the secret is written
 * @retval AMISEC_IN_PROGRESS    steps are left
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  steps is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    shared_secret shares memory with steps
 * @retval AMISEC_BAD_STATE      no key agreement is under way
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_ecdh_continue(amisec_p256_steps_t *steps,
                                          uint16_t count,
                                          uint8_t shared_secret[32]);

/**
 * Starts to compute the public key of a private key: with amisec_p256_private_key_generate before it,
 * which takes no time to speak of, this is key generation in steps.
 *
 * @param steps        receives the operation; zeroed on BAD_KEY; apart from private_key
 * @param private_key  a private key that is set up
 * @retval AMISEC_OK             call amisec_p256_public_key_from_private_continue
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_KEY        private_key holds no private key (any more)
 * @retval AMISEC_BAD_OVERLAP    the objects overlap
 * @retval AMISEC_BAD_STATE      the private key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_from_private_start(amisec_p256_steps_t *steps,
                                                          const amisec_p256_private_key_t *private_key);

/**
 * Goes on computing a public key.
 *
 * @param steps       the operation; wiped when it is done
 * @param count       how many steps to take at most
 * @param public_key  receives the public key when it is done, zeros before; apart from steps
 * @retval AMISEC_OK             the public key is ready
 * @retval AMISEC_IN_PROGRESS    steps are left
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    the objects overlap
 * @retval AMISEC_BAD_STATE      no such operation is under way
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_public_key_from_private_continue(amisec_p256_steps_t *steps,
                                                             uint16_t count,
                                                             amisec_p256_public_key_t *public_key);

/* ---------------------------------------------------------------------------
 * ECDSA on P-256 under a prepared key (FIPS 186-5)
 * --------------------------------------------------------------------------- */

/**
 * Multiples of a P-256 public key, from which its signatures are verified in about half the time.
 *
 * A kilobyte of public data without pointers: it may be copied, and it may be computed once and kept
 * where constants are, if they are read as memory is (not so on AVR). Keep it as safe as a public key
 * that is trusted: whoever can write to it can make any signature pass. Damage by chance is found.
 */
typedef struct amisec_p256_verifier_t {
    uint32_t opaque[258];
} amisec_p256_verifier_t;
/** An object that is not set up. */
#define AMISEC_P256_VERIFIER_INIT { { 0U } }

/**
 * Prepares the verification under a public key: about the work of three verifications.
 *
 * @param verifier    receives the multiples; zeroed on BAD_KEY; apart from public_key
 * @param public_key  the signer's public key, set up; it is validated again
 * @retval AMISEC_OK             the verifier is ready
 * @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
 * @retval AMISEC_BAD_OVERLAP    the objects overlap
 * @retval AMISEC_BAD_STATE      the public key was not set up
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verifier_from_public_key(amisec_p256_verifier_t *verifier,
                                                     const amisec_p256_public_key_t *public_key);

/**
 * Verifies the signature of a message that lies in memory, as amisec_p256_verify does (FIPS 186-5,
 * 6.4.2). Compare with != AMISEC_OK.
 *
 * Everything here is public: the time depends on it.
 *
 * @param verifier        the signer's verifier, set up
 * @param message         the message, which is hashed with SHA-256
 * @param message_length  its length in bytes, 0 included
 * @param signature       the 64 bytes r||s
 * @retval AMISEC_OK             the signature is the signer's, over this message
 * @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
 * @retval AMISEC_BAD_ALIGNMENT  verifier is not aligned for its type
 * @retval AMISEC_BAD_KEY        the verifier is damaged
 * @retval AMISEC_BAD_STATE      the verifier was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify_prepared(const amisec_p256_verifier_t *verifier,
                                            const uint8_t *message,
                                            size_t message_length,
                                            const uint8_t signature[64]);

/**
 * Verifies the signature of a digest made with SHA-256, as amisec_p256_verify_digest does (FIPS 186-5,
 * 6.4.2). Compare with != AMISEC_OK.
 *
 * Everything here is public: the time depends on it.
 *
 * @param verifier   the signer's verifier, set up
 * @param digest     the 32 bytes of the message's SHA-256 digest
 * @param signature  the 64 bytes r||s
 * @retval AMISEC_OK             the signature is the signer's, over this digest
 * @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
 * @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
 * @retval AMISEC_BAD_ALIGNMENT  verifier is not aligned for its type
 * @retval AMISEC_BAD_KEY        the verifier is damaged
 * @retval AMISEC_BAD_STATE      the verifier was not set up
 *
 */
AMISEC_MUST_CHECK
amisec_status_t amisec_p256_verify_digest_prepared(const amisec_p256_verifier_t *verifier,
                                                   const uint8_t digest[32],
                                                   const uint8_t signature[64]);

#ifdef __cplusplus
}
#endif

#endif /* AMISEC_H */
