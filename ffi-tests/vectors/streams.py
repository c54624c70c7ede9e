"""Case streams, read and cut: for targets that hold or bear only a part of them at a time.

The format is described at the top of ffi-tests/src/bin/vectors/main.rs. A part is a stream in its own
right: each source is named again, and number of cases and checksum are its own.
"""

from dataclasses import dataclass

MAGIC = b"AMV1"
END, SOURCE, CASE, INEXPRESSIBLE = range(4)
MONTE_CARLO = {2, 7, 8, 9, 10}
P256 = range(12, 18)
HASHES = {1, 2, 3, *range(32, 37)}
CIPHERS = range(4, 12)
GCM = {40}
KEYS = range(41, 46)
SPARE = 4
"""Bytes that the number of cases may have more than in an empty stream."""


@dataclass(frozen=True)
class Item:
    """A case, or cases of one source that the C ABI cannot be asked."""

    source: str
    count: int
    operation: int | None
    """None: the item names cases that cannot be asked."""
    data: bytes

    @property
    def work(self):
        """What the case costs, roughly: bytes to process."""
        return 1000 * len(self.data) if self.operation in MONTE_CARLO else len(self.data)


def read(data):
    """The items of one stream."""
    items, position, source = [], len(MAGIC), ""
    if data[: len(MAGIC)] != MAGIC:
        raise SystemExit("not a case stream")
    while data[position] != END:
        start, kind = position, data[position]
        length, after = _number(data, position + 1)
        if kind == SOURCE:
            position = after + length
            source = data[after:position].decode()
        elif kind == CASE:
            operation = data[after]
            length, after = _number(data, after + 2)
            position = after + length
            items.append(Item(source, 1, operation, data[start:position]))
        elif kind == INEXPRESSIBLE:
            count, position = _number(data, after + length)
            for _ in range(count):
                _, position = _number(data, position)
            items.append(Item(source, count, None, data[start:position]))
        else:
            raise SystemExit(f"a case stream holds an unknown item {kind}")
    counted, position = _number(data, position + 1)
    if counted != sum(item.count for item in items) or data[position:] != _checksum(data[:position]):
        raise SystemExit("a case stream is damaged")
    return items


def write(items):
    """One stream with these items."""
    data, source = bytearray(MAGIC), None
    for item in items:
        if item.source != source:
            source = item.source
            data += bytes([SOURCE]) + _written(len(source)) + source.encode()
        data += item.data
    data += bytes([END]) + _written(sum(item.count for item in items))
    return bytes(data) + _checksum(data)


def parts(items, largest):
    """Streams of at most `largest` bytes, in order, and the items that are larger than that alone."""
    streams, held, too_large = [], [], []
    size = largest + 1
    for item in items:
        named = 0 if held and held[-1].source == item.source else len(item.source) + 2
        size += named + len(item.data)
        if size > largest:
            if held:
                streams.append(write(held))
            held, size = [], len(write([])) + SPARE + len(item.source) + 2 + len(item.data)
        if size > largest:
            too_large.append(item)
        else:
            held.append(item)
    return streams + ([write(held)] if held else []), too_large


def _checksum(data):
    total = total_of_totals = 0
    for byte in data:
        total = (total + byte) & 0xFFFF
        total_of_totals = (total_of_totals + total) & 0xFFFF
    return total.to_bytes(2, "little") + total_of_totals.to_bytes(2, "little")


def _number(data, position):
    number = shift = 0
    while True:
        byte = data[position]
        position += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, position
        shift += 7


def _written(number):
    data = bytearray()
    while number > 0x7F:
        data.append(0x80 | number & 0x7F)
        number >>= 7
    return bytes([*data, number])
