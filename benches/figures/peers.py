"""Other libraries: fetched by package name when they are needed, compiled as amisec's C callers are.

Nothing of them is kept in the repository: sources and objects are in target/peers.
"""

import hashlib
import json
import re
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

from .places import BUILT, OPERATION_SOURCES

from targets import START_UP


FETCHED = BUILT.parent / "peers"


@dataclass(frozen=True)
class Peer:
    """One library, and which of its files are compiled how."""

    library: str
    """The folder of its programs in benches/operations, too."""
    package: str
    version: str
    """A crate's version; empty for a Debian source package."""
    profile: str
    sources: tuple
    """Patterns below the package's folder."""
    includes: tuple
    targets: tuple
    flags: tuple = ()
    excluded: tuple = field(default=())
    needs: str = ""
    """Another Debian package, whose sources and includes the same patterns name."""
    only: tuple = ()
    """Operations, if the library does not build for all of them there."""

    def operations(self):
        """The operations that there is a program for."""
        programs = [path.stem for path in sorted((OPERATION_SOURCES / self.library).glob("*.c"))]
        return [name for name in programs if name in (self.only or programs)]


CORTEX_M = ("thumbv6m-none-eabi", "thumbv7m-none-eabi", "thumbv7em-none-eabi", "thumbv8m.main-none-eabi")
WIDE = (*CORTEX_M, "riscv32imc-unknown-none-elf")
NARROW = ("avr-none", "msp430-none-elf")
SYMMETRIC = ("aes128_ccm_seal", "aes128_decrypt", "aes128_encrypt", "hmac_sha256_64", "sha256_1k")

WOLFSSL = (
    ("armthumb", ("-DAMISEC_BENCH_THUMB",), CORTEX_M[:1]),
    ("cortexm", ("-DAMISEC_BENCH_CORTEX_M",), CORTEX_M[1:]),
    ("c32", (), WIDE[4:]),
)
"""Which file of its P-256 stands for which targets."""


def _wolfssl(profile, curve, flags, targets):
    names = ("aes", "hash", "hmac", "memory", "misc", "random", "sha256", "sp_int", "wc_port", "wolfmath", f"sp_{curve}")
    return Peer(
        library="wolfssl",
        package="wolfssl",
        version="",
        profile=profile,
        sources=tuple(f"wolfcrypt/src/{name}.c" for name in names),
        includes=(".", OPERATION_SOURCES / "wolfssl"),
        targets=targets,
        flags=("-DWOLFSSL_USER_SETTINGS", *flags, *(("-DAMISEC_BENCH_SMALL",) if profile == "small" else ())),
    )


def _micro_ecc(profile, level, targets, flags=()):
    curves = ("secp160r1", "secp192r1", "secp224r1", "secp256k1")
    return Peer(
        library="micro_ecc",
        package="micro-ecc-sys",
        version="0.3.2",
        profile=profile,
        sources=("micro-ecc/uECC.c",),
        includes=("micro-ecc",),
        targets=targets,
        flags=(
            "-fomit-frame-pointer",
            f"-DuECC_OPTIMIZATION_LEVEL={level}",
            *(f"-DuECC_SUPPORTS_{curve}=0" for curve in curves),
            *flags,
        ),
    )


PEERS = (
    _micro_ecc("assembly", 4, CORTEX_M),
    # Its assembly for AVR does not compile with this curve alone.
    _micro_ecc("C", 2, ("avr-none",), ("-DuECC_PLATFORM=uECC_arch_other", "-DuECC_WORD_SIZE=1")),
    _micro_ecc("C", 2, ("riscv32imc-unknown-none-elf", "msp430-none-elf")),
    Peer(
        library="p256_cortex_m4",
        package="p256-cortex-m4-sys",
        version="0.1.0",
        profile="assembly",
        sources=("P256-Cortex-M4/p256-cortex-m4.c", "P256-Cortex-M4/p256-cortex-m4-asm-gcc.S"),
        includes=("P256-Cortex-M4",),
        targets=("thumbv7em-none-eabi", "thumbv8m.main-none-eabi"),
    ),
    Peer(
        library="bearssl",
        package="bearssl",
        version="",
        profile="ct",
        sources=(
            "src/aead/ccm.c",
            "src/symcipher/aes_c*.c",
            "src/hash/*.c",
            "src/mac/hmac.c",
            "src/rand/hmac_drbg.c",
            "src/ec/*.c",
            "src/int/*.c",
            "src/codec/*.c",
        ),
        includes=("inc", "src"),
        targets=WIDE,
        excluded=("m62", "m64", "i62", "_ct64", "_rsa", "hash/md", "ghash", "aesctr"),
    ),
    Peer(
        library="mbedtls",
        package="mbedtls",
        version="",
        profile="small",
        sources=tuple(f"library/{name}.c" for name in (
            *("aes", "asn1parse", "asn1write", "bignum", "ccm", "cipher", "cipher_wrap", "constant_time", "ecdh"),
            *("ecdsa", "ecp", "ecp_curves", "hmac_drbg", "md", "platform", "platform_util", "sha256"),
        )),
        includes=("include", "library", OPERATION_SOURCES / "mbedtls", OPERATION_SOURCES),
        targets=WIDE,
        flags=('-DMBEDTLS_CONFIG_FILE="amisec_bench_config.h"',),
    ),
    Peer(
        library="tomcrypt",
        package="libtomcrypt",
        version="",
        profile="small",
        sources=(
            *("bn_*.c", "src/ciphers/aes/aes.c", "src/encauth/ccm/*.c", "src/hashes/sha2/sha256.c", "src/mac/hmac/*.c"),
            *("src/hashes/helper/hash_memory.c", "src/math/ltm_desc.c", "src/math/multi.c", "src/math/rand_bn.c"),
            *("src/pk/ecc/*.c", "src/pk/asn1/der/*/*.c", "src/misc/crypt/*.c", "src/misc/*.c"),
        ),
        includes=("src/headers", ".", OPERATION_SOURCES / "tomcrypt", OPERATION_SOURCES),
        targets=WIDE,
        flags=("-include", str(OPERATION_SOURCES / "tomcrypt" / "settings.h")),
        excluded=("_test", "filehash", "crypt_fsa", "mp_fread", "mp_fwrite", "crypt_sizes", "crypt_constants", "public_key_info",
                  "pk_get_oid"),
        needs="libtommath",
    ),
    *(_wolfssl(profile, *row) for profile in ("small", "fast") for row in WOLFSSL),
    # Where int has 16 bits: what of them builds there.
    Peer(
        library="bearssl",
        package="bearssl",
        version="",
        profile="ct",
        sources=("src/aead/ccm.c", "src/symcipher/aes_c*.c", "src/hash/sha2small.c", "src/mac/hmac.c", "src/codec/*32be.c"),
        includes=("inc", "src"),
        targets=NARROW,
        excluded=("_ct64",),
        only=SYMMETRIC,
    ),
    Peer(
        library="mbedtls",
        package="mbedtls",
        version="",
        profile="small",
        sources=tuple(f"library/{name}.c" for name in (
            *("aes", "ccm", "cipher", "cipher_wrap", "constant_time", "md", "platform", "platform_util", "sha256"),
        )),
        includes=("include", "library", OPERATION_SOURCES / "mbedtls", OPERATION_SOURCES),
        targets=("avr-none",),
        flags=('-DMBEDTLS_CONFIG_FILE="amisec_bench_config.h"', "-DAMISEC_BENCH_SYMMETRIC"),
        only=SYMMETRIC,
    ),
    Peer(
        library="tomcrypt",
        package="libtomcrypt",
        version="",
        profile="small",
        sources=(
            *("src/ciphers/aes/aes.c", "src/encauth/ccm/*.c", "src/hashes/sha2/sha256.c", "src/mac/hmac/*.c"),
            *("src/hashes/helper/hash_memory.c", "src/misc/crypt/*.c", "src/misc/*.c"),
        ),
        includes=("src/headers", OPERATION_SOURCES / "tomcrypt", OPERATION_SOURCES),
        targets=("avr-none",),
        flags=("-include", str(OPERATION_SOURCES / "tomcrypt" / "settings.h"), "-DAMISEC_BENCH_SYMMETRIC"),
        excluded=("_test", "filehash", "crypt_fsa", "crypt_sizes", "crypt_constants", "hmac_file", "pk_get_oid"),
        only=SYMMETRIC,
    ),
    *(Peer(
        library="wolfssl",
        package="wolfssl",
        version="",
        profile=profile,
        sources=tuple(f"wolfcrypt/src/{name}.c" for name in ("aes", "hash", "hmac", "memory", "misc", "sha256", "wc_port")),
        includes=(".", OPERATION_SOURCES / "wolfssl"),
        targets=("avr-none",),
        flags=("-DWOLFSSL_USER_SETTINGS", "-DAMISEC_BENCH_SYMMETRIC",
               *(("-DAMISEC_BENCH_SMALL",) if profile == "small" else ())),
        only=SYMMETRIC,
    ) for profile in ("small", "fast")),
)


NOT_BUILT = {
    "msp430-none-elf": "mbedtls, tomcrypt and wolfssl include stdlib.h, assert.h or stdio.h: clang has no C library for MSP430",
    "avr-none": "no P-256 of wolfssl, mbedtls, tomcrypt and bearssl yet: the symmetric part only",
}
"""What has no row, and why."""


def fetch(peer):
    """The folder of the package's sources."""
    return _crate(peer) if peer.version else _debian(peer)


def _crate(peer):
    folder = FETCHED / "crates" / peer.package
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lib.rs").write_text("")
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "fetched"\nversion = "0.0.0"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[workspace]\n'
        f'[dependencies]\n{peer.package} = "={peer.version}"\n'
    )
    words = ["cargo", "metadata", "--format-version", "1", "--manifest-path", folder / "Cargo.toml"]
    packages = json.loads(_run(words))["packages"]
    return next(Path(row["manifest_path"]).parent for row in packages if row["name"] == peer.package)


def _debian(peer):
    """Source entries are made from the entries for binaries that the machine is configured with."""
    folder = FETCHED / "debian"
    found = sorted(path for path in folder.glob(f"{peer.package}-*") if path.is_dir())
    if found:
        return found[0]
    lists, entries = folder / "lists", folder / "entries"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    entries.mkdir(exist_ok=True)
    configured = [*Path("/etc/apt/sources.list.d").glob("*"), Path("/etc/apt/sources.list")]
    for path in (path for path in configured if path.suffix in (".sources", ".list") and path.is_file()):
        text = re.sub(r"(?m)^Types:.*$", "Types: deb-src", re.sub(r"(?m)^deb\s", "deb-src ", path.read_text()))
        (entries / path.name).write_text(text)
    options = ["-o", "Dir::Etc::sourcelist=/dev/null", "-o", f"Dir::Etc::sourceparts={entries}"]
    options += ["-o", f"Dir::State::lists={lists}", "-o", "APT::Sandbox::User=root"]
    if not any(lists.glob("*Sources*")):
        _run(["apt-get", *options, "--quiet", "update"])
    _run(["apt-get", *options, "--quiet", "source", peer.package], cwd=folder)
    return next(path for path in sorted(folder.glob(f"{peer.package}-*")) if path.is_dir())


def folders(peer):
    """Where the sources are, of all that the library needs."""
    return [fetch(peer), *([_debian(replace(peer, package=peer.needs))] if peer.needs else [])]


def objects(peer, target):
    """The library's object files for a target, compiled where they are missing."""
    places = folders(peer)
    headers = includes(peer, places)
    # A machine without a C library brings string.h.
    own = START_UP / target.start_up / "include"
    headers += [own] if own.is_dir() else []
    made_with = hashlib.sha256(repr((peer, target)).encode()).hexdigest()[:16]
    folder = FETCHED / "objects" / f"{peer.library}-{target.label}-{made_with}"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    found = [(place, path) for place in places for pattern in peer.sources for path in sorted(place.glob(pattern))]
    for place, file in found:
        name = str(file.relative_to(place))
        if any(word in name for word in peer.excluded):
            continue
        out = folder / (name.replace("/", "-") + ".o")
        if not out.exists():
            words = [*target.compiler, "-Os", "-ffunction-sections", "-fdata-sections", "-w", *peer.flags]
            _run([*words, *(f"-I{path}" for path in headers), "-c", file, "-o", out])
        made.append(out)
    return made


def words(peer, target):
    """What compiler and linker are told when a program of the library is made."""
    flags = [*peer.flags, *(word for path in includes(peer, folders(peer)) for word in ("-isystem", str(path)))]
    return [*flags, *(f"-Wl,{path}" for path in objects(peer, target))]


def includes(peer, places):
    """The folders with headers that there are; an absolute one stands for itself."""
    return list(dict.fromkeys(place / path for place in places for path in peer.includes if (place / path).is_dir()))


def version(peer):
    """Which version was measured."""
    if peer.version:
        return peer.version
    return ", ".join(folder.name.rpartition("-")[2] for folder in folders(peer))


def _run(command, cwd=None):
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout
