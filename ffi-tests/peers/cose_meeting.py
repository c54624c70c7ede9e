"""What is compared: run by `cose`, in the virtual environment of pycose and zcbor."""

import argparse
import random
import secrets
import struct
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import cbor2
from pycose.algorithms import AESCCM1664128, AESCCM1664256, Es256, HMAC25664, HMAC256
from pycose.headers import IV, KID, Algorithm
from pycose.keys import EC2Key, SymmetricKey
from pycose.keys.curves import P256
from pycose.messages import CoseMessage, Enc0Message, Mac0Message, Sign1Message
from zcbor import CddlValidationError, DataTranslator

from side import Amisec, Counts

COMMAND, ACKNOWLEDGEMENT = b"amisec1c", b"amisec1a"
METER, GROUPS = b"AMI00001", b"tar1tar2"
NOW = 1_900_000_000
OVERHEADS = {(False, False): 100, (True, False): 110, (False, True): 114, (True, True): 124}
"""Bytes beyond the command, at most: with a window, encrypted."""
TAGGED, SIGNED = 40, 97
SHORTEST = 83
"""Bytes in the shortest message that is looked at."""


@dataclass(frozen=True)
class About:
    """What is said about a command."""

    sequence: int
    key_id: bytes
    target: bytes = METER
    window: tuple = ()
    encrypted: bool = False

    def word(self):
        window = self.window or (0, 0)
        numbers = struct.pack(">III", self.sequence, *window)
        return numbers + self.key_id + self.target.ljust(8, b"\0") + bytes([len(self.target), self.encrypted])

    def payload(self, content):
        return [self.target, self.sequence, *self.window, content]

    def nonce(self):
        return self.key_id + self.target[-4:].rjust(4, b"\0") + struct.pack(">I", self.sequence) + b"\2"


class Signer:
    """A key pair of pycose, and its name."""

    def __init__(self, source):
        self.key = EC2Key.generate_key(crv=P256)
        self.key_id = source.randbytes(4)
        self.private, self.public = self.key.d, self.key.x + self.key.y

    def sign(self, payload, key_id=None, protected=None, aad=COMMAND, unprotected=None):
        header = {Algorithm: Es256, KID: key_id or self.key_id} if protected is None else protected
        message = Sign1Message(phdr=header, uhdr=unprotected or {}, payload=payload, external_aad=aad, key=self.key)
        return message.encode()


class Form:
    """command.cddl."""

    def __init__(self, path):
        self.types = DataTranslator.from_cddl(Path(path).read_text(), 16).my_types

    def holds(self, name, message):
        try:
            self.types[name].validate_str(message)
        except CddlValidationError as error:
            return str(error) or "invalid"
        return ""


class Meeting:
    """Who takes part."""

    def __init__(self, arguments, source):
        self.amisec = Amisec(arguments.program, arguments.header)
        self.form = Form(arguments.cddl)
        self.counts = Counts()
        self.source = source
        self.signer = Signer(source)
        self.most = {}

    def receive(self, message, last=0, time=NOW, signer=None):
        signer = signer or self.signer
        words = signer.public, signer.key_id, struct.pack(">I", last), METER, GROUPS, struct.pack(">I", time), message
        return self.amisec("receive", *words)

    def refuses(self, row, expected, message, **told):
        status, output = self.receive(message, **told)
        self.counts.expect(row, (status, output) == (expected, b""), f"{status} for {message[:80].hex()}")

    def measure(self, about, message, command):
        overhead = len(message) - len(command)
        key = (bool(about.window), about.encrypted)
        self.most[key] = max(self.most.get(key, 0), overhead)
        self.counts.expect("bytes on the wire", overhead <= OVERHEADS[key], f"{overhead} for {about}")


def some_about(meeting):
    source = meeting.source
    sequence = source.choice((1, 23, 24, 255, 256, 65535, 65536, 0xFFFFFFFE, source.randrange(1, 0xFFFFFFFF)))
    window = source.choice(((), (NOW - source.randrange(0, NOW), NOW + source.randrange(0, 9999))))
    return About(sequence, meeting.signer.key_id, source.choice((METER, b"tar1", b"tar2", b"")), window)


def encrypt(about, key, command, algorithm=AESCCM1664128, nonce=None):
    """The IV stands in the header of pycose's object, and not in the message."""
    header = {IV: nonce or about.nonce()}
    message = Enc0Message(phdr={Algorithm: algorithm}, uhdr=header, payload=command, key=SymmetricKey(k=key))
    return [message.phdr_encoded, {}, message.encrypt()]


def decrypt(about, key, sealed):
    protected, unprotected, ciphertext = cbor2.loads(sealed)
    assert unprotected == {}
    message = Enc0Message(uhdr={IV: about.nonce()}, payload=ciphertext, key=SymmetricKey(k=key))
    message.phdr = {Algorithm: AESCCM1664128}
    assert message.phdr_encoded == protected
    return message.decrypt()


def meet_in_commands(meeting):
    """Both ways, in clear and encrypted."""
    amisec, counts, source, signer = meeting.amisec, meeting.counts, meeting.source, meeting.signer
    about = some_about(meeting)
    command = source.randbytes(source.choice((0, 1, 15, 16, 23, 24, 255, 256, source.randrange(0, 2000))))
    told = {"last": about.sequence - 1}

    theirs = signer.sign(cbor2.dumps(about.payload(command)))
    counts.expect("command.cddl: pycose", not meeting.form.holds("signed-command", theirs), theirs.hex())
    status, output = meeting.receive(theirs, **told)
    counts.expect("command: pycose -> amisec", (status, output) == ("OK", about.word() + command), status)
    meeting.measure(about, theirs, command)
    meeting.refuses("command: came before", "REPLAYED", theirs, last=about.sequence)

    status, ours = amisec("sign", signer.private, about.word(), command)
    counts.expect("command: the same bytes", ours[:-64] == theirs[:-64], status)
    counts.expect("command.cddl: amisec", not meeting.form.holds("signed-command", ours), ours.hex())
    message = CoseMessage.decode(ours)
    message.key, message.external_aad = signer.key, COMMAND
    verified = message.verify_signature() and message.phdr[KID] == signer.key_id
    counts.expect("command: amisec -> pycose", verified and cbor2.loads(message.payload) == about.payload(command))

    key = source.randbytes(16)
    about = replace(about, encrypted=True)
    sealed = encrypt(about, key, command)
    theirs = signer.sign(cbor2.dumps(about.payload(sealed)))
    counts.expect("command.cddl: pycose", not meeting.form.holds("signed-command", theirs), theirs.hex())
    status, output = meeting.receive(theirs, **told)
    released = output[26:]
    counts.expect("encrypted: pycose -> amisec", output == about.word() + cbor2.dumps(sealed), status)
    status, output = amisec("decrypt", key, about.word(), released)
    counts.expect("encrypted: opened by amisec", (status, output) == ("OK", command), status)
    meeting.measure(about, theirs, command)
    changed = bytearray(released)
    changed[-source.randrange(1, len(command) + 9)] ^= 1 << source.randrange(8)
    status, output = amisec("decrypt", key, about.word(), changed)
    counts.expect("encrypted: changed, refused", (status, output) == ("NOT_AUTHENTIC", b""), status)
    other = replace(about, sequence=about.sequence ^ 1)
    status, output = amisec("decrypt", key, other.word(), released)
    counts.expect("encrypted: of another command, refused", (status, output) == ("NOT_AUTHENTIC", b""), status)

    status, ours = amisec("encrypt", key, about.word(), command)
    counts.expect("encrypted: amisec -> pycose", decrypt(about, key, ours) == command, status)
    status, ours = amisec("sign", signer.private, about.word(), ours)
    counts.expect("encrypted: the same bytes", ours[:-64] == theirs[:-64], status)


def meet_in_acknowledgements(meeting):
    amisec, counts, source = meeting.amisec, meeting.counts, meeting.source
    about, result = some_about(meeting), source.choice((0, 23, 24, 255, 256, 0xFFFF))
    word = struct.pack(">II", about.sequence, result) + about.key_id + METER
    payload = [METER, about.key_id, about.sequence, result]
    signer = meeting.signer

    theirs = signer.sign(cbor2.dumps(payload), protected={Algorithm: Es256}, aad=ACKNOWLEDGEMENT)
    counts.expect("command.cddl: pycose", not meeting.form.holds("signed-acknowledgement", theirs))
    status, output = amisec("ack_verify", signer.public, theirs)
    counts.expect("signed acknowledgement: pycose -> amisec", (status, output) == ("OK", word), status)
    status, ours = amisec("ack_sign", signer.private, word)
    message = CoseMessage.decode(ours)
    message.key, message.external_aad = signer.key, ACKNOWLEDGEMENT
    counts.expect("signed acknowledgement: amisec -> pycose", message.verify_signature() and ours[:-64] == theirs[:-64])
    counts.expect("bytes on the wire", len(ours) <= SIGNED)
    changed = bytearray(theirs)
    changed[-source.randrange(1, 65)] ^= 1 << source.randrange(8)
    status, output = amisec("ack_verify", signer.public, changed)
    counts.expect("signed acknowledgement: changed, refused", (status, output) == ("NOT_AUTHENTIC", b""), status)

    key = source.randbytes(32)
    symmetric = SymmetricKey(k=key)
    header = {Algorithm: HMAC25664}
    message = Mac0Message(phdr=header, payload=cbor2.dumps(payload), external_aad=ACKNOWLEDGEMENT, key=symmetric)
    theirs = message.encode()
    counts.expect("command.cddl: pycose", not meeting.form.holds("tagged-acknowledgement", theirs))
    status, output = amisec("ack_check", key, theirs)
    counts.expect("tagged acknowledgement: pycose -> amisec", (status, output) == ("OK", word), status)
    status, ours = amisec("ack_tag", key, word)
    message = CoseMessage.decode(ours)
    message.key, message.external_aad = symmetric, ACKNOWLEDGEMENT
    counts.expect("tagged acknowledgement: amisec -> pycose", message.verify_tag() and ours == theirs, status)
    counts.expect("bytes on the wire", len(ours) <= TAGGED)
    for end in range(len(theirs)):
        status, output = amisec("ack_check", key, theirs[:end])
        counts.expect("tagged acknowledgement: cut off, refused", (status, output) == ("MALFORMED", b""), status)
    status, output = amisec("ack_check", source.randbytes(32), theirs)
    counts.expect("tagged acknowledgement: another key, refused", (status, output) == ("NOT_AUTHENTIC", b""), status)


def refused_commands(meeting):
    """Well-formed, and not for this meter, this time, this signer."""
    signer, source = meeting.signer, meeting.source
    about = About(1000, signer.key_id)

    def signed(said, **other):
        return signer.sign(cbor2.dumps(said.payload(b"disconnect")), **other)

    stranger = Signer(source)
    stranger.key_id = signer.key_id
    row = "refused with its status"
    meeting.refuses(row, "NOT_AUTHENTIC", stranger.sign(cbor2.dumps(about.payload(b"disconnect"))))
    meeting.refuses(row, "NOT_AUTHENTIC", signed(about, aad=b""))
    meeting.refuses(row, "NOT_AUTHENTIC", signed(about, aad=ACKNOWLEDGEMENT))
    meeting.refuses(row, "UNKNOWN_KEY", signed(about, key_id=bytes(4)))
    meeting.refuses(row, "WRONG_TARGET", signed(replace(about, target=b"AMI00002")))
    meeting.refuses(row, "WRONG_TARGET", signed(replace(about, target=b"tar3")))
    meeting.refuses(row, "EXPIRED", signed(replace(about, window=(NOW - 2, NOW - 1))))
    meeting.refuses(row, "EXPIRED", signed(replace(about, window=(NOW + 1, NOW + 2))))
    meeting.refuses(row, "EXPIRED", signed(replace(about, window=(0, NOW + 2))), time=0)
    meeting.refuses(row, "REPLAYED", signed(replace(about, sequence=0)))
    meeting.refuses(row, "COUNTER_EXHAUSTED", signed(replace(about, sequence=0xFFFFFFFF)))
    good = signed(about)
    for end in range(SHORTEST, len(good)):
        meeting.refuses("cut off", "MALFORMED", good[:end])
    for end in range(SHORTEST):
        meeting.refuses("cut off", "BAD_LENGTH", good[:end])
    for extra in (b"\0", b"\xff", good):
        meeting.refuses("goes on", "MALFORMED", good + extra)
    largest = signer.sign(cbor2.dumps(about.payload(bytes(65535 - 98))))
    meeting.counts.expect("as long as may be", len(largest) == 65535 and meeting.receive(largest)[0] == "OK")
    meeting.refuses("too long", "BAD_LENGTH", signer.sign(cbor2.dumps(about.payload(bytes(65535 - 97)))))


def deceptions(meeting):
    """Signed by the trusted key over bytes that a meter must not take, each malformed."""
    signer = meeting.signer
    about = About(1000, signer.key_id)
    target, command = b"\x48" + METER, b"\x42go"
    key = signer.key_id
    yield from (  # Heads that are longer than needed, without an end, or of another type.
        b"\x83" + target + number + command
        for number in (
            b"\x18\x05", b"\x19\x00\x05", b"\x1a\x00\x00\x03\xe8", b"\x1b" + bytes(6) + b"\x03\xe8",
            b"\x1b\x00\x00\x00\x01\x00\x00\x00\x00", b"\xc2\x42\x03\xe8", b"\x20", b"\xfb" + bytes(8), b"\xf9\x63\xd0",
            b"\xf6", b"\xf5", b"\x1c", b"\x1f", b"\x41\x05", b"\x61\x35",
        )
    )
    yield from (
        b"\x83" + target + b"\x19\x03\xe8" + content
        for content in (
            b"\x5f\x41g\x41o\xff", b"\x58\x02go", b"\x59\x00\x02go", b"\x5a\x00\x00\x00\x02go", b"\x62go", b"\xf6",
            b"\x5b" + bytes(7) + b"\x02go", b"\x5b" + b"\xff" * 8, b"\x5a\xff\xff\xff\xff", b"\x43go", b"\x41go", b"",
            b"\x83\x43\xa1\x01\x0a\xa0\x47" + bytes(7), b"\x83\x43\xa1\x01\x0a\xa0\x58\x08" + bytes(8),
            b"\x83\x43\xa1\x01\x0a\xa0\xf6", b"\x83\x40\xa1\x01\x0a\x48" + bytes(8),
            b"\x83\x43\xa1\x01\x0b\xa0\x48" + bytes(8), b"\x83\x44\xa1\x01\x18\x1e\xa0\x48" + bytes(8),
            b"\x83\x43\xa1\x01\x0a\xa1\x05\x4d" + bytes(13) + b"\x48" + bytes(8), b"\xd0\x83\x43\xa1\x01\x0a\xa0\x48" + bytes(8),
            b"\x82\x43\xa1\x01\x0a\x48" + bytes(8), b"\x9f\x43\xa1\x01\x0a\xa0\x48" + bytes(8) + b"\xff",
        )
    )
    yield from (
        b"\x83" + other + b"\x19\x03\xe8" + command
        for other in (b"\x47AMI0000", b"\x49AMI000011", b"\x43tar", b"\x58\x08" + METER, b"\x5f\x48" + METER + b"\xff", b"\x68" + METER, b"\xf6")
    )
    body = target + b"\x19\x03\xe8" + command
    yield from (head + body + tail for head, tail in (
        (b"\x9f", b"\xff"), (b"\x84", b""), (b"\x85", b""), (b"\x82", b""), (b"\x98\x03", b""), (b"\xa3", b""), (b"", b""),
        (b"\xd2\x83", b""), (b"\x83", b"\0"), (b"\x84", b"\0"), (b"\x80", b""),
    ))
    yield from (b"\x85" + target + b"\x19\x03\xe8" + window + command for window in (
        b"\0\0", b"\x01\0", b"\x00\x18\x05", b"\x20\x01", b"\xf6\xf6", b"\x00", b"\x00\x1b" + b"\xff" * 8))
    yield b"\x81" * 1000
    yield b"\xbf" * 1000
    yield bytes(200)
    yield b""
    yield cbor2.dumps({0: METER, 1: 1000, 2: b"go"})
    yield cbor2.dumps([about.payload(b"go")])
    yield cbor2.dumps([METER, key, 1000, 0])


def refused_forms(meeting):
    signer = meeting.signer
    about = About(1000, signer.key_id)
    for payload in deceptions(meeting):
        message = signer.sign(payload)
        meeting.refuses("signed and malformed", "MALFORMED" if len(message) >= SHORTEST else "BAD_LENGTH", message)
    good = about.payload(b"disconnect")
    payload = cbor2.dumps(good)
    whole = signer.sign(payload)
    protected, rest = whole[2:12], whole[13:]
    # Other kinds, other algorithms, headers that are not these: before the signature is looked at.
    ids = b"\x04\x44" + signer.key_id
    for start in (
        b"\xd1\x84" + protected + b"\xa0", b"\xd0\x84" + protected + b"\xa0", b"\xd8\x62\x84" + protected + b"\xa0",
        b"\x84" + protected + b"\xa0", b"\xd8\x12\x84" + protected + b"\xa0", b"\xd2\x9f" + protected + b"\xa0",
        b"\xd2\x98\x04" + protected + b"\xa0", b"\xd2\x85" + protected + b"\xa0", b"\xd2\x84\x58\x09" + protected[1:] + b"\xa0",
        b"\xd2\x84\x49\xa2" + ids + b"\x01\x26\xa0", b"\xd2\x84\x4a\xa2\x01\x38\x22" + ids + b"\xa0",
        b"\xd2\x84\x49\xa2\x01\x27" + ids + b"\xa0", b"\xd2\x84\x4b\xa3\x01\x26" + ids + b"\x0b\x00\xa0",
        b"\xd2\x84\x4d\xa3\x01\x26\x02\x81\x04" + ids + b"\xa0", b"\xd2\x84\x43\xa1\x01\x26\xa1" + ids,
        b"\xd2\x84\x4b\xa3\x01\x26\x01\x26" + ids + b"\xa0", b"\xd2\x84\x49\xbf\x01\x26" + ids + b"\xa0",
        b"\xd2\x84" + protected + b"\xa1\x01\x26", b"\xd2\x84" + protected + b"\xbf\xff", b"\xd2\x84\x40\xa2\x01\x26" + ids,
        b"\xd2\x84\x48\xa2\x01\x26\x04\x43" + signer.key_id[:3] + b"\xa0",
    ):
        meeting.refuses("headers that are not these", "MALFORMED", start + rest)
    detached = b"\xd2\x84" + protected + b"\xa0\xf6\x58\x40" + bytes(80)
    meeting.refuses("without a payload", "MALFORMED", detached)
    for tail in (b"\x58\x3f" + bytes(63), b"\x58\x41" + bytes(65), b"\x59\x00\x40" + bytes(64), b"\xf6" + bytes(66), b"\x5f\x58\x40" + bytes(64) + b"\xff"):
        meeting.refuses("a signature of another length", "MALFORMED", whole[:-66] + tail)
    for signature in (bytes(64), b"\xff" * 64, whole[-64:-32] + bytes(32), bytes(32) + whole[-32:]):
        meeting.refuses("a signature that is none", "NOT_AUTHENTIC", whole[:-64] + signature)
    # Another algorithm of the same family, in pycose's own words.
    key, said = meeting.source.randbytes(32), replace(about, encrypted=True)
    sealed = encrypt(said, key, b"go", AESCCM1664256)
    meeting.refuses("another cipher", "MALFORMED", signer.sign(cbor2.dumps(said.payload(sealed))))
    acknowledgement = Mac0Message(
        phdr={Algorithm: HMAC256}, payload=cbor2.dumps([METER, signer.key_id, 1000, 0]),
        external_aad=ACKNOWLEDGEMENT, key=SymmetricKey(k=key)).encode()
    status, output = meeting.amisec("ack_check", key, acknowledgement)
    meeting.counts.expect("another tag", (status, output) == ("MALFORMED", b""), status)
    # What a meter answers is no command, and the other way round.
    answer = signer.sign(cbor2.dumps([METER, signer.key_id, 1000, 0]), protected={Algorithm: Es256}, aad=ACKNOWLEDGEMENT)
    meeting.refuses("an acknowledgement as a command", "MALFORMED", answer)
    status, output = meeting.amisec("ack_verify", signer.public, whole)
    meeting.counts.expect("a command as an acknowledgement", (status, output) == ("MALFORMED", b""), status)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("header")
    parser.add_argument("cddl")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--cases", type=int, default=100)
    arguments = parser.parse_args()
    seed = secrets.randbits(32) if arguments.seed is None else arguments.seed
    print(f"seed {seed}")
    meeting = Meeting(arguments, random.Random(seed))
    for _ in range(arguments.cases):
        meet_in_commands(meeting)
        meet_in_acknowledgements(meeting)
    refused_commands(meeting)
    refused_forms(meeting)
    for (windowed, encrypted), most in sorted(meeting.most.items()):
        words = ["signed", *["with a window"] * windowed, *["encrypted"] * encrypted]
        print(f"{most} bytes beyond the command at most: {', '.join(words)}")
    return meeting.counts.close()


if __name__ == "__main__":
    sys.exit(main())
