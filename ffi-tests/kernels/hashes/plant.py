"""plant.py PREFIX ELF: flips a bit of the last constant of the SHA-256 kernel in the linked program."""

import subprocess
import sys

LAST_CONSTANT = 0xC67178F2.to_bytes(4, "little")


def main():
    _, _, elf = sys.argv
    with open(elf, "rb") as file:
        image = file.read()
    # The kernel's table and its twin's: the fault goes into the one with the kernel's code before it.
    places = [i for i in range(0, len(image), 2) if image[i:i + 4] == LAST_CONSTANT]
    if len(places) != 2:
        sys.exit(f"plant.py: {len(places)} tables of constants")
    offset = symbol_offset(elf)
    place = min((place for place in places if place > offset), default=places[0])
    with open(elf, "wb") as file:
        file.write(image[:place + 1] + bytes([image[place + 1] ^ 1]) + image[place + 2:])


def symbol_offset(elf):
    """Where the kernel's code begins in the file."""
    prefix = sys.argv[1]
    address = None
    for line in subprocess.check_output([f"{prefix}-nm", elf], text=True).splitlines():
        fields = line.split()
        if fields[-1] == "amisec_sha256_compress":
            address = int(fields[0], 16) & ~1
    for line in subprocess.check_output([f"{prefix}-objdump", "-h", elf], text=True).splitlines():
        fields = line.split()
        if len(fields) > 6 and fields[0].isdigit():
            size, start, offset = int(fields[2], 16), int(fields[3], 16), int(fields[5], 16)
            if start <= address < start + size:
                return offset + address - start
    sys.exit("plant.py: no kernel in the program")


main()
