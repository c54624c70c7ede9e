"""Faults for ../words32/check.py to find: carries that are dropped from the code of a leaf in the linked program.

An instruction that adds a carry becomes the one that does not (ADC, SBC, and UMAAL without one of its addends); on
RV32, which has no carries, SLTU gives zero. Where a leaf adds no carries, MLA loses its addend, or an operation
on bits does nothing.
"""
import re
import subprocess

CODE = re.compile(r"^\s*([0-9a-f]+):\s+((?:[0-9a-f]{2,8} )+)\s*(.*)$")
ENDS = re.compile(r"\b(bx|b|b\.n|b\.w|(?:pop|ldm\S*)\s.*pc|ret|j|jr|rjmp|jmp)\b|\.word|\.short|nop")
WHOLE = {"division_case": "division_steps", "select_case": "select"}


def without_carry(isa, size, code):
    """What replaces an instruction, and how good a fault that is (0: a carry); None for one that is left alone."""
    if isa == "rv32":
        return ((code & 0xF80) | 0x13, 0) if size == 4 and code & 0xFE00707F == 0x3033 else None
    if isa == "avr":
        if size != 2:
            return None
        for mask, value, other in ((0xFC00, 0x1C00, 0x1000), (0xFC00, 0x0800, 0x1000), (0xF000, 0x4000, 0x1000)):
            if code & mask == value:
                return code ^ other, 0
        return (0, 1) if code & 0xFC00 in (0x2000, 0x2800) else None
    if size == 2:
        for value, other in ((0x4140, 0x1800), (0x4180, 0x1A00)):
            if code & 0xFFC0 == value:
                return other | (code >> 3 & 7) << 6 | (code & 7) << 3 | code & 7, 0
        return (0xBF00, 2) if code & 0xFFC0 in (0x4300, 0x4380) else None
    first, second = code & 0xFFFF, code >> 16
    for value, flip in ((0xEB40, 0x40), (0xEB60, 0xC0), (0xF140, 0x40), (0xF160, 0xC0)):
        if first & 0xFFE0 == value:
            return second << 16 | first ^ flip, 0
    if first & 0xFFF0 == 0xFBE0 and second & 0xF0 == 0x60:
        return (second & ~0xF0) << 16 | first, 0
    if first & 0xFFF0 == 0xFB00 and second & 0xF0 == 0 and second >> 12 != 15:
        return (second | 0xF000) << 16 | first, 1
    if first & 0xFFE0 in (0xEA00, 0xEA40):
        return 0x8000F3AF, 2
    return None


def plants(isa, elf, nm, leaf, most):
    """Up to `most` pairs of an address and the image of the program with a fault there, spread over the leaf."""
    tools = nm.removesuffix("nm") + "objdump"
    functions, name = {}, None
    for line in subprocess.check_output([tools, "-d", elf], text=True).splitlines():
        if heading := re.match(r"^[0-9a-f]+ <([^>]+)>:$", line):
            name = heading[1]
        elif name and (parts := CODE.match(line)):
            functions.setdefault(name, []).append((int(parts[1], 16), parts[2].split(), parts[3]))
    # Where a leaf for C calls one for strings through a register, no name leads there.
    found, todo = [], ["amisec_p256_" + WHOLE.get(leaf, leaf), "amisec_p256_" + leaf.replace("field_", "raw_")]
    done = set(todo)
    names = list(functions)
    while todo:
        name = todo.pop()
        # A leaf may go on behind the next name.
        below = names[names.index(name) + 1] if name in names[:-1] else ""
        if below.startswith("p256_") and below not in done and not ENDS.search(functions[name][-1][2]):
            done.add(below)
            todo.append(below)
        for address, groups, text in functions.get(name, []):
            size, code = value(isa, groups)
            if fault := without_carry(isa, size, code):
                found.append((fault[1], address, size, fault[0]))
            for target in re.findall(r"<((?:amisec_)?p256_[a-z0-9_]+)", text):
                if target not in done:
                    done.add(target)
                    todo.append(target)
    best = min((grade for grade, *_ in found), default=None)
    found = sorted(fault[1:] for fault in found if fault[0] == best)
    step = max(1, len(found) // most)
    sections = [line.split() for line in subprocess.check_output([tools, "-h", elf], text=True).splitlines()]
    sections = [[int(field, 16) for field in (line[2], line[3], line[5])] for line in sections if line[:1] and line[0].isdigit()]
    with open(elf, "rb") as file:
        image = file.read()
    for address, size, code in found[step // 2::step][:most]:
        for length, start, offset in sections:
            if start <= address < start + length:
                place = offset + address - start
                yield address, image[:place] + code.to_bytes(size, "little") + image[place + size:]
                break


def value(isa, groups):
    """The bytes and the number of an instruction as objdump prints it."""
    if isa == "avr":
        data = bytes.fromhex("".join(groups))
    else:
        data = b"".join(bytes.fromhex(group)[::-1] for group in groups)
    return len(data), int.from_bytes(data, "little")
