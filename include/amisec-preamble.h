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
