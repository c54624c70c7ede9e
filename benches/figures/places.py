"""Where things stand, and what is measured."""

import sys
from pathlib import Path

BENCHES = Path(__file__).resolve().parents[1]
ROOT = BENCHES.parent
OPERATION_SOURCES = BENCHES / "operations"
RESULTS = BENCHES / "results"
BUDGETS = BENCHES / "footprint.toml"
BUILT = ROOT / "target" / "footprint"

sys.path.insert(0, str(ROOT / "ffi-tests" / "build"))

PROFILES = ("small", "fast")

OPERATIONS = (
    "aes128_encrypt",
    "aes128_decrypt",
    "aes128_ccm_seal",
    "aes128_gcm_seal",
    "aes128_ccm_star_seal",
    "aes128_ctr_64",
    "aes128_cbc_encrypt_64",
    "aes_engine_ccm_seal",
    "aes128_cmac_64",
    "aes128_key_wrap",
    "eax_prime_seal",
    "eax_prime_open",
    "sha256_1k",
    "hmac_sha256_64",
    "sha512_1k",
    "hmac_sha384_64",
    "ghash_block",
    "hkdf_sha256",
    "kdf_one_step_sha384",
    "kdf_counter_cmac",
    "drbg_generate_32",
    "transmit_counter_next",
    "boot_verify",
    "command_receive",
    "acknowledgement_tag",
    "key_stage_wrapped",
    "agent_all",
    "dlms_protect",
    "dlms_unprotect",
    "dlms_hls5_answer",
    "dlms_hls6_answer",
    "dlms_hls7_answer",
    "c1222_protect",
    "c1222_unprotect",
    "oms_mode5_encrypt",
    "oms_mode7_seal",
    "report_seal",
    "report_open",
    "p256_generate",
    "p256_sign",
    "p256_sign_k",
    "p256_verify",
    "p256_verify_and_release",
    "p256_ecdh",
    "p256_step",
    "p256_verifier_set_up",
    "p256_verify_prepared",
    "selftest_ccm",
    "selftest_all",
    "p256_all",
)

BEYOND_THE_PEERS = ("verifier_from_public_key", "_prepared", "_and_release", "_checked", "_ecdh_hedged", "_start", "_continue")
"""Parts of the names of functions that p256_all does not call: no peer has them, and rows of their own show
what they take."""

TOO_LARGE = {("agent_all", "msp430-none-elf"): "the whole agent does not fit in the 48 KB of flash of a part with 16-bit pointers"}
"""What is not measured, with the reason."""

TARGETS = (
    "thumbv6m-none-eabi",
    "thumbv7m-none-eabi",
    "thumbv7em-none-eabi",
    "thumbv8m.main-none-eabi",
    "riscv32imc-unknown-none-elf",
    "avr-none",
    "msp430-none-elf",
)
"""Hard-float variants have the same code; atmega2560 differs by its 3-byte program counter alone."""

FIELDS = (
    "library",
    "target",
    "profile",
    "operation",
    "flash_bytes",
    "static_ram_bytes",
    "stack_bytes",
    "context_bytes",
    "instructions",
    "cycles",
    "cycle_source",
    "cycles_of_variants",
)
