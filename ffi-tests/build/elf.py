"""A reader of ELF objects and `ar` archives: sections, symbols, relocations.

Reads the little-endian 32- and 64-bit files of every target, so that the checks do not
depend on which binutils are installed or on how their output is laid out.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

SHF_WRITE, SHF_ALLOC, SHF_EXECINSTR = 1, 2, 4
SHT_SYMTAB, SHT_RELA, SHT_NOBITS, SHT_REL = 2, 4, 8, 9
STB_LOCAL = 0
STV_DEFAULT = 0
SHN_UNDEF, SHN_LORESERVE = 0, 0xFF00


@dataclass
class Section:
    """One row of the section table."""

    name: str
    type: int
    flags: int
    offset: int
    size: int
    link: int
    info: int

    @property
    def allocated(self):
        """Whether the section takes memory in the firmware."""
        return bool(self.flags & SHF_ALLOC)

    @property
    def kind(self):
        """`text`, `rodata`, `data` or `bss`, as a firmware engineer counts memory.

        AVR's `.progmem` is read from flash by instructions of its own, and so counts as text.
        """
        if self.flags & SHF_WRITE:
            return "bss" if self.type == SHT_NOBITS else "data"
        in_flash = self.flags & SHF_EXECINSTR or self.name.startswith(".progmem")
        return "text" if in_flash else "rodata"


@dataclass
class Symbol:
    """One row of the symbol table."""

    name: str
    value: int
    size: int
    binding: int
    visibility: int
    section: int

    @property
    def is_global(self):
        """Visible to other objects: global or weak."""
        return self.binding != STB_LOCAL

    @property
    def is_undefined(self):
        """Left for another object to define."""
        return self.section == SHN_UNDEF and bool(self.name)


class Elf:
    """An ELF file in memory."""

    def __init__(self, data):
        if data[:4] != b"\x7fELF" or data[5] != 1:
            raise ValueError("not a little-endian ELF file")
        self.data = data
        self.wide = data[4] == 2
        self.sections = self._read_sections()
        self.symbols = self._read_symbols()

    @classmethod
    def load(cls, path):
        """Reads a file; of an archive, the only member."""
        data = Path(path).read_bytes()
        if data.startswith(ARCHIVE_MAGIC):
            members = archive_members(data)
            if len(members) != 1:
                raise ValueError(f"{path} has {len(members)} members, not one")
            data = members[0][1]
        return cls(data)

    def _read_sections(self):
        if self.wide:
            offset = struct.unpack_from("<Q", self.data, 0x28)[0]
            size, count, names = struct.unpack_from("<HHH", self.data, 0x3A)
            layout = "<IIQQQQIIQQ"
        else:
            offset = struct.unpack_from("<I", self.data, 0x20)[0]
            size, count, names = struct.unpack_from("<HHH", self.data, 0x2E)
            layout = "<IIIIIIIIII"
        rows = [struct.unpack_from(layout, self.data, offset + index * size) for index in range(count)]
        table = rows[names][4]
        return [
            Section(self._text(table + row[0]), row[1], row[2], row[4], row[5], row[6], row[7]) for row in rows
        ]

    def _read_symbols(self):
        symbols = []
        for section in self.sections:
            if section.type != SHT_SYMTAB:
                continue
            names = self.sections[section.link].offset
            layout, step = ("<IBBHQQ", 24) if self.wide else ("<IIIBBH", 16)
            for offset in range(section.offset, section.offset + section.size, step):
                row = struct.unpack_from(layout, self.data, offset)
                if self.wide:
                    name, information, other, index, value, size = row
                else:
                    name, value, size, information, other, index = row
                symbols.append(Symbol(self._text(names + name), value, size, information >> 4, other & 3, index))
        return symbols

    def relocations(self):
        """Every relocation as (index of the section it changes, offset, symbol)."""
        for section in self.sections:
            if section.type not in (SHT_RELA, SHT_REL):
                continue
            with_addend = section.type == SHT_RELA
            if self.wide:
                layout, shift = ("<QQq" if with_addend else "<QQ"), 32
            else:
                layout, shift = ("<IIi" if with_addend else "<II"), 8
            step = struct.calcsize(layout)
            for position in range(section.offset, section.offset + section.size, step):
                offset, information = struct.unpack_from(layout, self.data, position)[:2]
                yield section.info, offset, self.symbols[information >> shift]

    def exported(self):
        """Names of the defined global symbols."""
        return {symbol.name for symbol in self.symbols if symbol.is_global and symbol.section != SHN_UNDEF}

    def visible(self):
        """Those of them that are not marked as hidden."""
        hidden = {symbol.name for symbol in self.symbols if symbol.visibility != STV_DEFAULT}
        return self.exported() - hidden

    def undefined(self):
        """Names that another object must define."""
        return {symbol.name for symbol in self.symbols if symbol.is_undefined}

    def address(self, name):
        """The value of a defined symbol, or None."""
        for symbol in self.symbols:
            if symbol.name == name and symbol.section != SHN_UNDEF:
                return symbol.value
        return None

    def sizes(self):
        """Bytes of `text`, `rodata`, `data` and `bss`."""
        totals = dict.fromkeys(("text", "rodata", "data", "bss"), 0)
        for section in self.sections:
            if section.allocated:
                totals[section.kind] += section.size
        return totals

    def _text(self, offset):
        return self.data[offset : self.data.index(b"\0", offset)].decode()


ARCHIVE_MAGIC = b"!<arch>\n"


def archive_members(data):
    """The members of a GNU `ar` archive as (name, bytes), without its symbol table."""
    if not data.startswith(ARCHIVE_MAGIC):
        raise ValueError("not an ar archive")
    members, long_names, position = [], b"", len(ARCHIVE_MAGIC)
    while position + 60 <= len(data):
        name = data[position : position + 16].decode().rstrip()
        size = int(data[position + 48 : position + 58])
        body = data[position + 60 : position + 60 + size]
        position += 60 + size + (size & 1)
        if name == "//":
            long_names = body
        elif name in ("/", "/SYM64/"):
            continue
        elif name.startswith("/"):
            start = int(name[1:])
            members.append((long_names[start : long_names.index(b"/\n", start)].decode(), body))
        else:
            members.append((name.rstrip("/"), body))
    return members
