"""plant.py PREFIX ELF KIND: plants a fault into a kernel of the linked program.

    sha256           flips a bit of the last constant of SHA-256
    ghash-first, ghash-middle, ghash-last
                     drops an exclusive or of GHASH: the first, the middle one or the last
"""

import re
import subprocess
import sys

LAST_CONSTANT = 0xC67178F2.to_bytes(4, "little")
NOTHING = {
    "arm-none-eabi": {2: b"\xC0\x46", 4: b"\xAF\xF3\x00\x80"},
    "riscv64-unknown-elf": {2: b"\x01\x00", 4: b"\x13\x00\x00\x00"},
}
"""An instruction that does nothing, by length."""
_INSTRUCTION = re.compile(r"\s*([0-9a-f]+):\t([0-9a-f ]+?)\s*\t(\S+)")


def main():
    prefix, elf, kind = sys.argv[1:]
    with open(elf, "rb") as file:
        image = bytearray(file.read())
    if kind == "sha256":
        # The kernel's table and its twin's: the fault goes into the one with the kernel's code before it.
        places = [i for i in range(0, len(image), 2) if image[i:i + 4] == LAST_CONSTANT]
        if len(places) != 2:
            sys.exit(f"plant.py: {len(places)} tables of constants")
        kernel = offset(prefix, elf, symbols(prefix, elf)["amisec_sha256_compress"] & ~1)
        image[min((place for place in places if place > kernel), default=places[0]) + 1] ^= 1
    else:
        found = exclusive_ors(prefix, elf)
        address, length = found[{"ghash-first": 0, "ghash-middle": len(found) // 2, "ghash-last": -1}[kind]]
        start = offset(prefix, elf, address)
        image[start:start + length] = NOTHING[prefix][length]
    with open(elf, "wb") as file:
        file.write(image)


def exclusive_ors(prefix, elf):
    """Address and length of each in the functions of GHASH's kernel."""
    found = []
    for name in symbols(prefix, elf):
        if name != "amisec_ghash_multiply" and not re.match(r"ghash_(m0|t2|rv)_", name):
            continue
        text = subprocess.check_output([f"{prefix}-objdump", "-d", f"--disassemble={name}", elf], text=True)
        for line in text.splitlines():
            instruction = _INSTRUCTION.match(line)
            if instruction and re.match(r"(eors?|xor)(\.|$)", instruction[3]):
                found.append((int(instruction[1], 16), len(instruction[2].replace(" ", "")) // 2))
    if len(found) < 20:
        sys.exit(f"plant.py: {len(found)} exclusive ors in GHASH")
    return sorted(found)


def symbols(prefix, elf):
    lines = subprocess.check_output([f"{prefix}-nm", elf], text=True).splitlines()
    return {line.split()[-1]: int(line.split()[0], 16) for line in lines if len(line.split()) == 3}


def offset(prefix, elf, address):
    """Where an address lies in the file."""
    for line in subprocess.check_output([f"{prefix}-objdump", "-h", elf], text=True).splitlines():
        fields = line.split()
        if len(fields) > 6 and fields[0].isdigit():
            size, start, place = int(fields[2], 16), int(fields[3], 16), int(fields[5], 16)
            if start <= address < start + size:
                return place + address - start
    sys.exit("plant.py: no kernel in the program")


main()
