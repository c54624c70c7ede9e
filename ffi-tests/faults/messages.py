"""What the services of amisec receive, made without it: for each program a genuine input, and inputs that are wrong.

An attacker has recorded what was genuine once, and what is for others; with a group's key he encrypts, too.
"""

import hashlib
import hmac
import struct

import forgeries

METER, OTHER_METER, HEAD_END = b"AMI00001", b"AMI00002", b"head-end"
KEY_ID = b"head"
KEY, OTHER_KEY = bytes(range(16)), bytes(range(100, 116))
COMMAND = b"relay: disconnect now"
LAST = 5
"""The highest number that came before, as the programs say: of commands, reports and images."""


def inputs(program):
    """The genuine input of a program, and its wrong ones by name."""
    good, wrong = globals()[program]()
    return common(good), {name: common(each) for name, each in wrong.items()}


def common(given):
    message = given.get("message", b"")
    return {"key": KEY, "public_key": forgeries.numbers(*forgeries.PUBLIC), "message_length": len(message).to_bytes(4, "little"),
            **given}


# Commands (command.cddl).

HEADER = b"\xa2\x01\x26\x04\x44" + KEY_ID


def head(major, number):
    """Of an item of CBOR."""
    if number < 24:
        return bytes([major << 5 | number])
    return bytes([major << 5 | 24, number]) if number < 256 else bytes([major << 5 | 25]) + number.to_bytes(2, "big")


def string(content, major=2):
    return head(major, len(content)) + content


def payload(content, sequence=LAST + 1, target=METER, window=()):
    fields = b"".join(head(0, each) for each in (sequence, *window))
    return head(4, 3 + len(window)) + string(target) + fields + content


def signed_part(payload):
    return head(4, 4) + string(b"Signature1", 3) + string(HEADER) + string(b"amisec1c") + string(payload)


def signed(payload, signature=None):
    signature = signature or forgeries.signature(signed_part(payload))
    return b"\xd2\x84" + string(HEADER) + b"\xa0" + string(payload) + string(signature)


def command():
    genuine = payload(string(COMMAND))
    h = int.from_bytes(forgeries.digest(signed_part(genuine)), "big")
    wrong = {
        "another command's signature": signed(genuine, forgeries.signature(signed_part(payload(string(b"hello"))))),
        "for u = 0": signed(genuine, forgeries.forged(0)),
        "for u = h": signed(genuine, forgeries.forged(h)),
        "a replay": signed(payload(string(COMMAND), LAST)),
        "for another meter": signed(payload(string(COMMAND), target=OTHER_METER)),
        "out of its window": signed(payload(string(COMMAND), window=(800, 900))),
    }
    return {"message": signed(genuine)}, {name: {"message": message} for name, message in wrong.items()}


def encrypted(sequence=LAST + 1, change=0):
    """A command in ciphertext, and the ciphertext; a tag that is wrong is so in every byte."""
    protected = b"\xa1\x01\x0a"
    nonce = KEY_ID + METER[-4:] + sequence.to_bytes(4, "big") + b"\x02"
    aad = head(4, 3) + string(b"Encrypt0", 3) + string(protected) + string(b"")
    text, tag = forgeries.ccm(forgeries.aes128(KEY), nonce, aad, COMMAND, 8)
    sealed = text + bytes(byte ^ change for byte in tag)
    return head(4, 3) + string(protected) + b"\xa0" + string(sealed), sealed


def encrypted_command():
    (genuine, sealed), (changed, also_sealed), (old, _) = encrypted(), encrypted(change=0x55), encrypted(LAST)
    return {"message": signed(payload(genuine))}, {
        "a wrong tag": {"message": signed(payload(changed)), "text": also_sealed},
        "another command's signature": {
            "message": signed(payload(genuine), forgeries.signature(signed_part(payload(string(COMMAND))))),
            "text": sealed},
        "a replay": {"message": signed(payload(old, LAST))},
    }


# Challenges.

ENTROPY = hashlib.sha512(b"random").digest() + hashlib.sha512(b"bytes").digest()
"""Of each challenge a block of 32 bytes that serves a comparison, and one of which the first 16 are sent."""


def answer(challenge, identity=HEAD_END, key=KEY):
    return {"entropy": ENTROPY, "message": hmac.digest(key, identity + challenge, "sha256")}


def challenge():
    before, asked = ENTROPY[32:48], ENTROPY[96:112]
    good = answer(asked)
    return good, {
        "a wrong answer": {**good, "message": forgeries.flipped(good["message"])},
        "the answer to the challenge before": answer(before),
        "the answer to zeros": answer(bytes(16)),
        "the meter's own answer": answer(asked, METER),
        "for no key": answer(asked, key=bytes(16)),
    }


# Keys.


def wrap(content, check=bytes([0xA6] * 8), key=KEY):
    """RFC 3394, 2.2.1."""
    encrypt = forgeries.aes128(key)
    parts, step = [content[start : start + 8] for start in range(0, len(content), 8)], 0
    for _ in range(6):
        for index, part in enumerate(parts):
            step += 1
            block = encrypt(check + part)
            check, parts[index] = forgeries.xor(block[:8], step.to_bytes(8, "big")), block[8:]
    return check + b"".join(parts)


def staged(kind=1, record=0, epoch=4, check=bytes([0xA6] * 8)):
    """A new key that is wrapped with its place."""
    return {"message": wrap(struct.pack(">BBHI", kind, 16, record, epoch) + OTHER_KEY, check)}


def stage_key():
    return staged(), {
        "a wrong check value": staged(check=bytes([0x59] * 8)),
        "of an old epoch": staged(epoch=2),
        "for another slot": staged(record=1),
        "for another kind": staged(kind=2),
    }


def key_unwrap():
    return {"message": wrap(OTHER_KEY)}, {"a wrong check value": {"message": wrap(OTHER_KEY, bytes([0x59] * 8))}}


# Reports.


def report(number=LAST + 1, change=0):
    text, tag = forgeries.ccm(
        forgeries.aes128(KEY), METER + number.to_bytes(4, "big") + b"\x01", b"", bytes(range(64, 96)), 8)
    return {"message": number.to_bytes(4, "big") + text + bytes(byte ^ change for byte in tag), "text": text}


def report_open():
    return report(), {"a wrong tag": report(change=0x55), "a replay": report(LAST)}


# Images (MCUboot, docs/design.md).


def values(magic, pairs):
    """An area of TLVs."""
    content = b"".join(struct.pack("<HH", kind, len(value)) + value for kind, value in pairs)
    return struct.pack("<HH", magic, 4 + len(content)) + content


def der(signature):
    numbers = b""
    for half in (signature[:32], signature[32:]):
        number = half.lstrip(b"\0")
        numbers += b"\x02" + string_of_der(b"\0" * (number[0] >> 7) + number)
    return b"\x30" + string_of_der(numbers)


def string_of_der(content):
    return bytes([len(content)]) + content


def image(counter=LAST + 1, of=None, signature=None, identity=b""):
    """Signed, with the signature of another one, or with one that was made otherwise."""
    pairs = [(0x50, counter.to_bytes(4, "little"))] + ([(0xA0, identity)] if identity else [])
    protected = values(0x6908, pairs)
    body = bytes(range(64))
    start = struct.pack("<IIHHIIBBHII", 0x96F3B83D, 0, 32, len(protected), len(body), 0, 1, 0, counter, 0, 0)
    covered = start + body + protected
    digest = hashlib.sha256(covered).digest()
    info = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + forgeries.numbers(*forgeries.PUBLIC)
    signature = signature(digest) if signature else forgeries.signature(of or covered)
    unprotected = [(0x10, digest), (0x01, hashlib.sha256(info).digest()), (0x22, der(signature))]
    return {"message": covered + values(0x6907, unprotected)}


def boot_image():
    return image(), {
        "another image's": image(of=forgeries.OTHER_IMAGE),
        "for u = 0": image(signature=lambda digest: forgeries.forged(0)),
        "for u = h": image(signature=lambda digest: forgeries.forged(int.from_bytes(digest, "big"))),
        "an old image": image(LAST - 1),
        "for another meter": image(identity=OTHER_METER),
    }
