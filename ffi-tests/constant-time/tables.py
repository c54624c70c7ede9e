"""The tables that may be looked up: where they lie, and the code that may.

On AVR and MSP430 the S-box of AES and the multiples of GHASH's key are indexed by secrets (src/arch/aes, src/arch/ghash
say why that is constant time there). Of the reads of these tables by these functions the address is not compared, that
and when they happen is; every other access is compared.
"""

from elf import SHF_EXECINSTR, SHN_UNDEF, Elf

ABSOLUTE = 32
"""The base of a table that the linker placed."""
LOOKED_UP = {
    "avr": (
        ("amisec_aes_set_key", "amisec_aes_sbox", ABSOLUTE, 0, 256),
        ("amisec_aes_encrypt", "amisec_aes_sbox", ABSOLUTE, 0, 256),
        ("amisec_aes_decrypt", "amisec_aes_inverse_sbox", ABSOLUTE, 0, 256),
        ("ghash_half", None, 28, 0, 256),  # at Y
    ),
    "msp430": (
        ("amisec_aes_set_key", None, 4, 0, 256),  # the copy in RAM, at R4
        ("amisec_aes_encrypt", None, 4, 0, 256),
        ("amisec_aes_decrypt", None, 4, 0, 256),
        ("amisec_ghash_multiply", None, 1, 0, 288),  # at SP
    ),
}
"""By start-up folder: function, symbol of the table, register with its address, offset from there, length."""

INNER = ("aes_substitute",)
"""Labels within them."""


def is_code(elf, symbol):
    return SHN_UNDEF < symbol.section < len(elf.sections) and bool(elf.sections[symbol.section].flags & SHF_EXECINSTR)


def of(target, program):
    """The tables of a linked program, in the simulators' words: FROM,TO,REGISTER,OFFSET,LENGTH."""
    elf = Elf.load(program)
    found = []
    for function, symbol, base, offset, length in LOOKED_UP.get(target.start_up, ()):
        start = elf.address(function)
        table = elf.address(symbol) if symbol else 0
        if start is None or table is None:
            continue  # not linked
        behind = [row.value for row in elf.symbols if row.value > start and row.name not in INNER and is_code(elf, row)]
        found.append((start, min(behind, default=1 << 16), base, table + offset, length))
    return [",".join(map(str, row)) for row in found]
