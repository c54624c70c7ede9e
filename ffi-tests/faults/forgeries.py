"""What the attacker presents: for each program a genuine input, and inputs that are wrong.

A missed instruction helps against a signature only if the signature was made for it. So the forger, who knows the public
key and not the private one, also makes those that would pass if the digest never got into the multipliers (u = 0), or if
u were the digest itself: for any v he takes r = x of u G + v Q and s = r / v.
"""

import hashlib
import hmac

import messages

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
PRIVATE = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
"""That of RFC 6979, A.2.5."""
AUTHENTIC = (
    "a replay", "for another meter", "out of its window", "an old image", "of an old epoch", "for another slot",
    "for another kind", "the answer to the challenge before", "the answer to zeros", "the meter's own answer", "for no key")
"""Inputs with a signature or tag that is right: an old one, one for somebody else, or one that fits what a missed
instruction may leave."""
SLOT_LENGTH, SLOT_USED = 96, 49
"""Bytes of a slot, of which there are two, and those that a record of keys takes."""
SERVICES = ("boot_image", "challenge", "command", "encrypted_command", "key_unwrap", "report_open", "stage_key")
IMAGE = bytes(range(100))
OTHER_IMAGE = bytes(range(100, 0, -1))


def add(a, b):
    """The sum of two points; None is infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    if a == b:
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(scalar, point):
    """A multiple of a point."""
    result = None
    for bit in bin(scalar % N)[2:]:
        result = add(result, result)
        if bit == "1":
            result = add(result, point)
    return result


PUBLIC = multiply(PRIVATE, G)


def numbers(*values):
    """Each as 32 bytes."""
    return b"".join(value.to_bytes(32, "big") for value in values)


def digest(image):
    return hashlib.sha256(image).digest()


def signature(image, k=0xA6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60):
    """A genuine one."""
    r = multiply(k, G)[0] % N
    s = pow(k, -1, N) * (int.from_bytes(digest(image), "big") + r * PRIVATE) % N
    return numbers(r, s)


def forged(u, v=0x1234567):
    """One that is valid for whoever takes u and v = r / s for the multipliers."""
    r = add(multiply(u, G), multiply(v, PUBLIC))[0] % N
    return numbers(r, r * pow(v, -1, N) % N)


def signatures():
    """Genuine, then wrong ones by name, for the digest of IMAGE."""
    h = int.from_bytes(digest(IMAGE), "big") % N
    good = signature(IMAGE)
    return good, {
        "another image's": signature(OTHER_IMAGE),
        "for u = 0": forged(0),
        "for u = h": forged(h),
        "zeros": bytes(64),
    }


def valid(signature, image):
    """Whether a signature is one (FIPS 186-5, 6.4.2): the forgeries must not be."""
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    if not (0 < r < N and 0 < s < N):
        return False
    h, w = int.from_bytes(digest(image), "big"), pow(s, -1, N)
    point = add(multiply(h * w, G), multiply(r * w, PUBLIC))
    return point is not None and point[0] % N == r


def with_signature(of):
    """Inputs of a program that verifies one."""
    return {"public_key": numbers(*PUBLIC), "image": IMAGE, "digest": digest(IMAGE), "signature": of}


def flipped(tag):
    """Wrong in every byte, so that no comparison may stop early."""
    return bytes(byte ^ 0x55 for byte in tag)


def sealed(mode, aes):
    """Inputs of a program that opens a sealed message; AES and the mode are in these lines, not in amisec."""
    key, nonce, aad, plain = bytes(range(16)), bytes(range(12)), bytes(range(32, 48)), bytes(range(64, 96))
    text, tag = mode(aes(key), nonce, aad, plain)
    return {"key": key, "nonce": nonce, "aad": aad, "text": text, "tag": tag}


def ccm(encrypt, nonce, aad, plain, tag_length=16):
    """SP 800-38C for a short AAD."""
    room = 15 - len(nonce)
    blocks = bytes([(0x40 if aad else 0) | (tag_length - 2) // 2 << 3 | room - 1]) + nonce + len(plain).to_bytes(room, "big")
    blocks += padded(len(aad).to_bytes(2, "big") + aad if aad else b"") + padded(plain)
    mac = bytes(16)
    for start in range(0, len(blocks), 16):
        mac = encrypt(xor(mac, blocks[start : start + 16]))
    stream = [encrypt(bytes([room - 1]) + nonce + index.to_bytes(room, "big")) for index in range(2 + len(plain) // 16)]
    return xor(plain, b"".join(stream[1:])), xor(mac, stream[0])[:tag_length]


def padded(content):
    """With zeros to whole blocks."""
    return content + bytes(-len(content) % 16)


def gcm(encrypt, nonce, aad, plain):
    """SP 800-38D for a nonce of 12 bytes and whole blocks."""
    stream = [encrypt(nonce + index.to_bytes(4, "big")) for index in range(1, 2 + len(plain) // 16)]
    text = xor(plain, b"".join(stream[1:]))
    h, y = int.from_bytes(encrypt(bytes(16)), "big"), 0
    hashed = aad + text + (8 * len(aad)).to_bytes(8, "big") + (8 * len(text)).to_bytes(8, "big")
    for start in range(0, len(hashed), 16):
        x, z, v = y ^ int.from_bytes(hashed[start : start + 16], "big"), 0, h
        for bit in range(127, -1, -1):
            z ^= v if x >> bit & 1 else 0
            v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
        y = z
    return text, xor(y.to_bytes(16, "big"), stream[0])


def xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right))


def aes128(key):
    """FIPS 197, encryption only."""
    box = s_box()
    words = [key[index : index + 4] for index in range(0, 16, 4)]
    constant = 1
    for index in range(4, 44):
        word = words[-1]
        if index % 4 == 0:
            word = bytes(box[byte] for byte in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = double(constant)
        words.append(xor(words[index - 4], word))
    keys = [b"".join(words[index : index + 4]) for index in range(0, 44, 4)]

    def encrypt(block):
        state = xor(block, keys[0])
        for turn in range(1, 11):
            state = bytes(box[state[5 * index % 16]] for index in range(16))
            if turn < 10:
                state = bytes(
                    double(state[column + row]) ^ double(other := state[column + (row + 1) % 4]) ^ other
                    ^ state[column + (row + 2) % 4] ^ state[column + (row + 3) % 4]
                    for column in range(0, 16, 4) for row in range(4))
            state = xor(state, keys[turn])
        return state

    return encrypt


def double(byte):
    return byte << 1 ^ (0x11B if byte & 0x80 else 0)


def s_box():
    """The inverse in GF(2^8), then the affine map."""
    powers = [1]
    while len(powers) < 255:
        powers.append(powers[-1] ^ double(powers[-1]))
    box = [0x63] * 256
    for index, value in enumerate(powers):
        inverse = powers[-index % 255]
        rotated = inverse
        for _ in range(4):
            rotated = rotated << 1 & 0xFF | rotated >> 7
            inverse ^= rotated
        box[value] = inverse ^ 0x63
    return box


def output_length(program, given):
    """Bytes that a program puts out."""
    lengths = {"key_unwrap": 16, "encrypted_command": len(messages.COMMAND)}
    return len(given["message"]) - 83 if program == "command" else lengths.get(program, 32)


def inputs(program):
    """The genuine input of a program, and its wrong ones by name."""
    if program in ("boot", "verify"):
        good, wrong = signatures()
        if not valid(good, IMAGE) or any(valid(each, IMAGE) for each in wrong.values()):
            raise SystemExit("the signatures are not what they should be")
        return with_signature(good), {name: with_signature(each) for name, each in wrong.items()}
    if program in SERVICES:
        return messages.inputs(program)
    if program in ("ccm_open", "gcm_open"):
        good = sealed({"ccm_open": ccm, "gcm_open": gcm}[program], aes128)
    else:
        key, text = bytes(range(16)), bytes(range(64, 96))
        good = {"key": key, "text": text, "tag": hmac.digest(key, text, "sha256")[:16]}
    return good, {"a wrong tag": {**good, "tag": flipped(good["tag"])}}
