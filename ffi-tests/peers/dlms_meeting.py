"""What is compared: run by `dlms`, in the virtual environment of the other implementations."""

import argparse
import contextlib
import os
import random
import secrets
import subprocess
import sys
from types import SimpleNamespace

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from dlms_cosem import security as cosem
from gurux_dlms.AesGcmParameter import AesGcmParameter
from gurux_dlms.enums import Authentication, Security
from gurux_dlms.GXByteBuffer import GXByteBuffer
from gurux_dlms.GXDLMSChippering import GXDLMSChippering
from gurux_dlms.GXSecure import GXSecure
from gurux_dlms.objects.enums.SecuritySuite import SecuritySuite

from side import Amisec, Counts

GLO_GET_REQUEST = 0xC8
GENERAL_GLO_CIPHERING = 0xDB
AUTHENTICATED, BOTH = 0x10, 0x30
LEVEL_NAMES = {AUTHENTICATED: "authenticated", BOTH: "authenticated and encrypted"}


class Case:
    """Random keys, titles, counter and APDU."""

    def __init__(self, source, control):
        self.control = control
        self.key, self.ak = source.randbytes(16), source.randbytes(16)
        self.title = source.randbytes(8)
        self.counter = source.randrange(1, 0xFFFFFFFF)
        self.apdu = source.randbytes(source.choice((0, 1, 15, 16, 17, source.randrange(1, 600))))
        self.challenge = source.randbytes(source.randrange(8, 65))

    def words(self, counter):
        return bytes([self.control]), self.key, self.ak, self.title, counter.to_bytes(4, "big")

    def changed(self, body, source):
        """One bit is not what it was; not in the security control, which is refused before."""
        place = source.randrange(1, len(body))
        return body[:place] + bytes([body[place] ^ 1 << source.randrange(8)]) + body[place + 1 :]


def gurux_parameters(case, tag):
    parameters = AesGcmParameter(tag, case.title, case.key, case.ak)
    parameters.security = Security(case.control & 0x30)
    parameters.securitySuite = SecuritySuite(case.control & 0x0F)
    parameters.invocationCounter = case.counter
    return parameters


def length_prefix(length):
    """A-XDR: one byte, or 0x81 or 0x82 in front of one or two."""
    if length < 0x80:
        return bytes([length])
    size = (length.bit_length() + 7) // 8
    return bytes([0x80 | size]) + length.to_bytes(size, "big")


def meet_in_apdus(amisec, counts, source, control):
    """Both ways with both peers."""
    case = Case(source, control)
    name = f"suite {control & 0x0F}, {LEVEL_NAMES[control & 0x30]}"
    status, body = amisec("protect", *case.words(case.counter), case.apdu)
    counts.expect(f"{name}: amisec protects", status == "OK", status)

    # dlms-cosem encrypts whatever the level: it takes part where both are applied.
    if control & 0x30 == BOTH:
        field = cosem.SecurityControlField(control & 0x0F, authenticated=True, encrypted=True)
        clear = cosem.decrypt(field, case.title, case.counter, case.key, body[5:], case.ak)
        counts.expect(f"{name}: amisec -> dlms-cosem", bytes(clear) == case.apdu, "another APDU")
        theirs = cosem.encrypt(field, case.title, case.counter, case.key, case.apdu, case.ak)
        theirs = field.to_bytes() + case.counter.to_bytes(4, "big") + theirs
        status, clear = amisec("unprotect", *case.words(case.counter - 1), theirs)
        counts.expect(f"{name}: dlms-cosem -> amisec", (status, clear) == ("OK", case.apdu), status)

    # gurux-dlms reads and writes whole glo- and general-glo-ciphering APDUs.
    general = source.random() < 0.5
    tag = GENERAL_GLO_CIPHERING if general else GLO_GET_REQUEST
    title = length_prefix(8) + case.title if general else b""
    message = GXByteBuffer(bytes([tag]) + title + length_prefix(len(body)) + body)
    parameters = gurux_parameters(case, tag)
    parameters.xml = SimpleNamespace(comments=False)
    # It tells the console what it finds.
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
        clear = GXDLMSChippering.decryptAesGcm(None, parameters, message)
    counts.expect(f"{name}: amisec -> gurux-dlms", bytes(clear) == case.apdu, "another APDU")
    theirs = bytes(GXDLMSChippering.encryptAesGcm(gurux_parameters(case, tag), case.apdu))
    theirs = theirs[len(theirs) - len(case.apdu) - 17 :]
    counts.expect(f"{name}: gurux-dlms, the same bytes", theirs == body, "another body")
    status, clear = amisec("unprotect", *case.words(case.counter - 1), theirs)
    counts.expect(f"{name}: gurux-dlms -> amisec", (status, clear) == ("OK", case.apdu), status)

    status, clear = amisec("unprotect", *case.words(case.counter), theirs)
    counts.expect(f"{name}: replayed, refused", (status, any(clear)) == ("REPLAYED", False), status)
    changed = case.changed(theirs, source)
    status, clear = amisec("unprotect", *case.words(0), changed)
    counts.expect(f"{name}: changed, refused", (status, any(clear)) == ("NOT_AUTHENTIC", False), status)


def meet_in_hls5(amisec, counts, source, suite):
    case = Case(source, AUTHENTICATED | suite)
    name = f"HLS 5, suite {suite}"
    status, answer = amisec("hls5", *case.words(case.counter), case.challenge)
    field = cosem.SecurityControlField(suite, authenticated=True)
    gmac = cosem.gmac(field, case.title, case.counter, case.key, case.ak, case.challenge)
    header = field.to_bytes() + case.counter.to_bytes(4, "big")
    counts.expect(f"{name}: as dlms-cosem", (status, answer) == ("OK", header + gmac), status)
    settings = SimpleNamespace(authentication=Authentication.HIGH_GMAC)
    cipher = SimpleNamespace(
        blockCipherKey=case.key, authenticationKey=case.ak, securitySuite=SecuritySuite(suite))
    theirs = bytes(GXSecure.secure(settings, cipher, case.counter, case.challenge, case.title))
    counts.expect(f"{name}: as gurux-dlms", theirs == answer, "another answer")
    status, _ = amisec("hls5_check", *case.words(case.counter - 1), case.challenge, theirs)
    counts.expect(f"{name}: gurux-dlms -> amisec", status == "OK", status)
    status, _ = amisec("hls5_check", *case.words(0), case.challenge, case.changed(theirs, source))
    counts.expect(f"{name}: changed, refused", status == "NOT_AUTHENTIC", status)


class Association:
    """Titles and challenges, seen from the client."""

    def __init__(self, source):
        self.client, self.server = source.randbytes(8), source.randbytes(8)
        self.to_client = source.randbytes(source.randrange(8, 65))
        self.to_server = source.randbytes(source.randrange(8, 65))
        self.seen_by_client = (self.client, self.server, self.to_client, self.to_server)
        self.seen_by_server = (self.server, self.client, self.to_server, self.to_client)


def meet_in_hls6(amisec, counts, source):
    """gurux-dlms hashes what its client composes: secret, titles, challenges, in this order."""
    association, secret = Association(source), source.randbytes(source.randrange(1, 65))
    settings = SimpleNamespace(authentication=Authentication.HIGH_SHA256)
    for side, other in (
        (association.seen_by_client, association.seen_by_server),
        (association.seen_by_server, association.seen_by_client),
    ):
        theirs = bytes(GXSecure.secure(settings, None, 0, b"", secret + b"".join(side)))
        status, answer = amisec("hls6", secret, *side)
        counts.expect("HLS 6: as gurux-dlms", (status, answer) == ("OK", theirs), status)
        status, _ = amisec("hls6_check", secret, *other, theirs)
        counts.expect("HLS 6: gurux-dlms -> amisec", status == "OK", status)
        status, _ = amisec("hls6_check", secret, *side, theirs)
        counts.expect("HLS 6: reflected, refused", status == "NOT_AUTHENTIC", status)


def raw(public):
    encoded = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return encoded[1:]


def meet_in_hls7(amisec, counts, source):
    """OpenSSL signs and verifies."""
    association, key = Association(source), ec.generate_private_key(ec.SECP256R1())
    private = key.private_numbers().private_value.to_bytes(32, "big")
    message = b"".join(association.seen_by_client)
    status, signature = amisec("hls7", private, *association.seen_by_client)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    key.public_key().verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    counts.expect("HLS 7: amisec -> OpenSSL", status == "OK", status)
    r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    theirs = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    status, _ = amisec("hls7_check", raw(key.public_key()), *association.seen_by_server, theirs)
    counts.expect("HLS 7: OpenSSL -> amisec", status == "OK", status)


def meet_in_key_agreement(amisec, counts, source):
    """`openssl kdf` derives from the secret that OpenSSL's ECDH gives."""
    ours, theirs = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    shared = theirs.exchange(ec.ECDH(), ours.public_key())
    private = ours.private_numbers().private_value.to_bytes(32, "big")
    u, v = source.randbytes(8), source.randbytes(8)
    # C(0e, 2s): the transaction-id, with its length, behind the title of U.
    schemes = {"C(1e, 1s)": u, "C(0e, 2s)": u + b"\x08" + source.randbytes(8)}
    for scheme, party_u in schemes.items():
        for purpose in (0, 2):
            algorithm = bytes.fromhex("608574050803") + bytes([purpose])
            info = (algorithm + party_u + v).hex()
            command = ["openssl", "kdf", "-keylen", "16", "-kdfopt", "digest:SHA256", "-kdfopt", f"hexkey:{shared.hex()}"]
            done = subprocess.run(
                [*command, "-kdfopt", f"hexinfo:{info}", "SSKDF"], capture_output=True, text=True, check=True)
            expected = bytes.fromhex(done.stdout.strip().replace(":", ""))
            status, key = amisec("agree", private, raw(theirs.public_key()), bytes([purpose]), party_u, v)
            counts.expect(f"{scheme}: as OpenSSL", (status, key) == ("OK", expected), status)


def meet_in_key_transfer(amisec, counts, source):
    kek, key = source.randbytes(16), source.randbytes(16)
    field = cosem.SecurityControlField(0)
    # dlms-cosem's own unwrap_key refuses what its wrap_key makes, for its length: the call behind it works.
    status, wrapped = amisec("wrap", kek, key)
    counts.expect("key transfer: amisec -> dlms-cosem", cosem.aes_key_unwrap(kek, wrapped) == key, status)
    status, back = amisec("unwrap", kek, cosem.wrap_key(field, kek, key))
    counts.expect("key transfer: dlms-cosem -> amisec", (status, back) == ("OK", key), status)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("header")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--cases", type=int, default=100)
    arguments = parser.parse_args()
    seed = secrets.randbits(32) if arguments.seed is None else arguments.seed
    print(f"seed {seed}")
    source, counts = random.Random(seed), Counts()
    amisec = Amisec(arguments.program, arguments.header)
    for _ in range(arguments.cases):
        for suite in (0, 1):
            for level in (AUTHENTICATED, BOTH):
                meet_in_apdus(amisec, counts, source, level | suite)
            meet_in_hls5(amisec, counts, source, suite)
        meet_in_hls6(amisec, counts, source)
        meet_in_hls7(amisec, counts, source)
        meet_in_key_transfer(amisec, counts, source)
    for _ in range(max(1, arguments.cases // 10)):
        meet_in_key_agreement(amisec, counts, source)
    return counts.close()


if __name__ == "__main__":
    sys.exit(main())
