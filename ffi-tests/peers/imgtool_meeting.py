"""What is compared: run by `imgtool`, in imgtool's virtual environment."""

import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from side import Amisec, Counts

IMGTOOL = Path(sys.executable).parent / "imgtool"
METER, OTHER_METER = b"METER-01", b"METER-02"
ADDRESS = 0x08004000


def version(text):
    """8 bytes, as in a header."""
    numbers, _, build = text.partition("+")
    return struct.pack("<BBHI", *(int(number) for number in numbers.split(".")), int(build or 0))


@dataclass(frozen=True)
class Device:
    """What amisec is told beside the image."""

    keys: tuple = ()
    identity: bytes = METER
    installed: tuple = ("9.9.9+9", "1.2.3+4")
    address: int = ADDRESS
    configuration: bool = False
    counter: int = 0
    first_key: int = 0

    def words(self, image):
        yield b"".join(self.keys)
        yield self.identity
        yield b"".join(version(text) for text in self.installed)
        yield from (struct.pack(">I", self.address), bytes([self.configuration]))
        yield from (struct.pack(">I", self.counter), struct.pack(">I", self.first_key))
        yield image


class Maker:
    """imgtool's command line, and its keys."""

    def __init__(self, folder):
        self.folder = folder
        self.run("keygen", "-t", "ecdsa-p256", "-k", "first.pem")
        self.run("keygen", "-t", "ecdsa-p256", "-k", "second.pem")
        self.run("keygen", "-t", "ecdsa-p256", "-k", "stranger.pem")
        self.run("keygen", "-t", "ed25519", "-k", "edwards.pem")
        self.run("keygen", "-t", "rsa-2048", "-k", "rsa.pem")
        self.run("keygen", "-t", "ecdsa-p384", "-k", "p384.pem")

    def run(self, *words):
        done = subprocess.run([IMGTOOL, *words], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"imgtool {' '.join(words)}: {done.stderr}")

    def public(self, name):
        key = serialization.load_pem_private_key((self.folder / name).read_bytes(), None).public_key()
        raw = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        return key.public_bytes(*raw)[1:]

    def sign(self, *words, payload=bytes(range(100)), key="first.pem", header=32, slot=0x4000):
        """A signed image."""
        (self.folder / "payload.bin").write_bytes(payload)
        signer = ("-k", key) if key else ()
        named = () if "-v" in words else ("-v", "1.0.0")
        shape = ("-H", str(header), "--pad-header", "-S", str(slot))
        self.run("sign", *signer, *named, *shape, *words, "payload.bin", "image.bin")
        return (self.folder / "image.bin").read_bytes()


class Meeting:
    """What both think of an image."""

    def __init__(self, amisec, counts, maker, device):
        self.amisec, self.counts, self.maker, self.device = amisec, counts, maker, device

    def verify(self, image, device=None):
        """What amisec says, in one call; the same in parts, or the row of the table fails."""
        words = list((device or self.device).words(image))
        whole, parts = self.amisec("verify", *words), self.amisec("parts", *words)
        self.counts.expect("in parts as in one call", whole == parts, f"{whole} {parts}")
        zero = not any(whole[1])
        self.counts.expect("no entry comes out of a refused image", (whole[0] == "OK") != zero, whole)
        return whole

    def accepts(self, row, image, device=None, payload=100, offset=32, counter=0, text="1.0.0", first_key=0):
        """amisec takes what imgtool's own verification takes, and says the same of it."""
        status, said = self.verify(image, device)
        numbers = struct.pack(">IIII", offset, payload, counter, first_key) + version(text)
        self.counts.expect(row, status == "OK" and said[:24] == numbers, f"{status} {said.hex()}")
        length = offset + payload
        if image[length : length + 2] == b"\x08\x69":
            length += struct.unpack("<H", image[length + 2 : length + 4])[0]
        hash_value = image[length + 8 : length + 40]
        self.counts.expect("the digest is imgtool's", said[24:] == hash_value, said.hex())
        (self.maker.folder / "verified.bin").write_bytes(image)
        self.maker.run("verify", "-k", "first.pem", "verified.bin")

    def refuses(self, row, image, wanted, device=None):
        status, _ = self.verify(image, device)
        self.counts.expect(row, status == wanted, f"{status}, not {wanted}")


def accepted(meeting):
    """Everything that imgtool makes and that is offered."""
    sign = meeting.maker.sign
    for text in ("0.0.0", "1.2.3", "255.255.65535+4294967295", "0.0.1+7"):
        meeting.accepts("versions", sign("-v", text), text=text)
    for header in (32, 33, 0x80, 0x200, 0x1000):
        meeting.accepts("header sizes", sign(header=header), offset=header)
    for length in (1, 63, 64, 65, 1000, 8191):
        meeting.accepts("payload lengths", sign(payload=bytes(length)), payload=length)
    for counter in (0, 1, 0xFFFFFFFF):
        meeting.accepts("security counters", sign("-s", str(counter)), counter=counter)
    meeting.accepts("security counters", sign("-v", "1.2.3", "-s", "auto"), text="1.2.3", counter=0x01020003)
    for words in (("--pad",), ("--confirm",), ("--pad", "--overwrite-only"), ("--pad", "-R", "0")):
        meeting.accepts("padded to the slot", sign(*words))
    meeting.accepts("position and address", sign("-F", hex(ADDRESS)))
    for text in ("(0,9.9.9+9)", "(1,1.2.3+4)", "(1,1.2.3)", "(0,1.0.0),(1,1.0.0)"):
        meeting.accepts("dependencies", sign("-d", text))
    record = sign("--boot-record", "CoFM", "--vid", "vendor.example", "--cid", "meter", "--custom-tlv", "0x00B0", "x")
    meeting.accepts("values that are none of our business", record)
    for first_key in (0, 1):
        value = "0x" + struct.pack("<I", first_key).hex()
        image = sign("--custom-tlv", "0x00A1", value, key="second.pem")
        status, said = meeting.verify(image)
        meeting.counts.expect("key revocation", (status, said[12:16]) == ("OK", struct.pack(">I", first_key)), status)
    meeting.accepts("for this meter", sign("--custom-tlv", "0x00A0", METER.decode()))
    blob = sign("--non-bootable", "--custom-tlv", "0x00A0", METER.decode())
    meeting.accepts("configuration", blob, replace(meeting.device, configuration=True))


def refused(meeting):
    """Each class with its status."""
    sign, device, refuses = meeting.maker.sign, meeting.device, meeting.refuses
    refuses("wrong keys", sign(key="stranger.pem"), "UNKNOWN_KEY")
    refuses("wrong keys", sign(), "UNKNOWN_KEY", replace(device, keys=device.keys[1:]))
    refuses("wrong keys", sign(), "UNKNOWN_KEY", replace(device, first_key=1))
    refuses("wrong keys", sign(), "UNKNOWN_KEY", replace(device, keys=()))
    refuses("not signed", sign(key=None), "NOT_AUTHENTIC")
    for key in ("edwards.pem", "rsa.pem"):
        refuses("other signatures", sign(key=key), "NOT_AUTHENTIC")
    refuses("other signatures", sign(key="p384.pem"), "MALFORMED")
    refuses("other signatures", sign("--public-key-format", "full"), "UNKNOWN_KEY")
    refuses("not offered", sign("-e", "big"), "MALFORMED")
    refuses("not offered", sign("-L", "0x20000000"), "MALFORMED")
    refuses("not offered", sign("--compression", "lzma2", payload=bytes(4000)), "MALFORMED")
    meeting.maker.run("getpub", "-k", "second.pem", "-e", "pem", "-o", "encrypt.pem")
    refuses("not offered", sign("-E", "encrypt.pem"), "MALFORMED")
    refuses("rolled back", sign("-s", "4"), "ROLLED_BACK", replace(device, counter=5))
    refuses("rolled back", sign(), "ROLLED_BACK", replace(device, counter=1))
    meeting.accepts("not rolled back", sign("-s", "5"), replace(device, counter=5), counter=5)
    for text in ("(0,9.9.9+10)", "(1,1.2.4)", "(1,1.3.0)", "(2,0.0.0)", "(0,0.0.0),(1,2.0.0)"):
        refuses("unmet dependencies", sign("-d", text), "UNMET_DEPENDENCY")
    for_other = sign("--custom-tlv", "0x00A0", OTHER_METER.decode())
    refuses("wrong target", for_other, "WRONG_TARGET")
    refuses("wrong target", sign("-F", hex(ADDRESS + 4)), "WRONG_TARGET")
    refuses("wrong target", sign("--non-bootable"), "WRONG_TARGET")
    configuration = replace(device, configuration=True)
    refuses("wrong target", sign(), "WRONG_TARGET", configuration)
    refuses("wrong target", sign("--non-bootable"), "WRONG_TARGET", configuration)
    other = sign("--non-bootable", "--custom-tlv", "0x00A0", OTHER_METER.decode())
    refuses("wrong target", other, "WRONG_TARGET", configuration)
    refuses("it revokes its own key", sign("--custom-tlv", "0x00A1", "0x01000000"), "MALFORMED")
    refuses("a value of a wrong length", sign("--custom-tlv", "0x00A1", "0x010000"), "MALFORMED")


def changed(meeting):
    """Every byte of small images, every truncation, and every image with the signature of another one."""
    sign, counts = meeting.maker.sign, meeting.counts
    words = ("-s", "5", "-d", "(1,1.0.0)", "--custom-tlv", "0x00A0", METER.decode())
    image, other = sign(*words, payload=bytes(20)), sign(*words, payload=bytes(19) + b"1")
    for mask in (0x01, 0x80, 0xFF):
        for place in range(len(image)):
            broken = bytearray(image)
            broken[place] ^= mask
            status, _ = meeting.verify(bytes(broken))
            counts.expect("every byte flipped", status in ("MALFORMED", "NOT_AUTHENTIC", "UNKNOWN_KEY"), (place, status))
    for place in (*range(4), 8, *range(9, 12), *range(52, 56)):
        broken = bytearray(image)
        broken[place] ^= 0x01
        meeting.refuses("magic numbers and lengths", bytes(broken), "MALFORMED")
    for length in range(len(image)):
        meeting.refuses("truncated", image[:length], "MALFORMED")
    tail = 32 + 20 + struct.unpack("<H", image[10:12])[0]
    counts.expect("both images have one shape", image[:32] == other[:32])
    meeting.refuses("another image's signature", image[:tail] + other[tail:], "NOT_AUTHENTIC")
    forged = bytearray(other)
    forged[tail + 8 : tail + 40] = image[tail + 8 : tail + 40]
    meeting.refuses("another image's hash", bytes(forged), "NOT_AUTHENTIC")


def main():
    counts = Counts()
    with tempfile.TemporaryDirectory(prefix="imgtool-") as name:
        maker = Maker(Path(name))
        device = Device(keys=(maker.public("first.pem"), maker.public("second.pem")))
        meeting = Meeting(Amisec(*sys.argv[1:3]), counts, maker, device)
        for part in (accepted, refused, changed):
            part(meeting)
    return counts.close()


if __name__ == "__main__":
    sys.exit(main())
