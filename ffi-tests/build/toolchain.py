"""Choosing a Rust compiler for a target, and the flags that make its output reproducible.

The host is always built by the default toolchain of rustup, with the `core` that it brings.
Another target takes the first of: a rustup toolchain with that target's `core`, a rustup
toolchain with `rust-src` (which compiles `core` itself), Debian's rustc-web with rust-web-src.
"""

import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

HOST_TRIPLE_FALLBACK = "x86_64-unknown-linux-gnu"
DEBIAN = Path("/usr/bin")


@dataclass(frozen=True)
class Toolchain:
    """One Rust compiler with its cargo."""

    name: str
    rustc: str
    cargo: str
    builds_core: bool
    """Whether `core` has to be compiled along with the crate."""

    def output(self, *arguments):
        """What `rustc ARGUMENTS` prints."""
        return subprocess.run([self.rustc, *arguments], capture_output=True, text=True, check=True).stdout.strip()

    @property
    def version(self):
        """The first line of `rustc --version`."""
        return self.output("--version")

    @property
    def host(self):
        """The triple that this compiler runs on."""
        for line in self.output("-vV").splitlines():
            if line.startswith("host: "):
                return line[len("host: ") :]
        return HOST_TRIPLE_FALLBACK

    @property
    def sysroot(self):
        """The folder that holds the compiler's libraries."""
        return Path(self.output("--print", "sysroot"))

    def has_core_for(self, triple):
        """Whether a compiled `core` for the triple is installed."""
        folder = Path(self.output("--print", "target-libdir", "--target", triple))
        return any(folder.glob("libcore-*.rlib"))

    def has_core_source(self):
        """Whether `core` can be compiled from source."""
        return (self.sysroot / "lib/rustlib/src/rust/library/Cargo.lock").exists()

    def at_least(self, minimum):
        """Whether the compiler is not older than `minimum`, a text such as `1.95`."""
        mine = self.version.split()[1].split("-")[0].split(".")
        return [int(part) for part in mine] >= [int(part) for part in minimum.split(".")]


def _rustup_toolchains():
    """The toolchains of rustup, the default one first."""
    rustup = shutil.which("rustup")
    if not rustup:
        return
    listed = subprocess.run([rustup, "toolchain", "list"], capture_output=True, text=True, check=False).stdout
    lines = sorted(listed.splitlines(), key=lambda line: "default" not in line)
    for name in (line.split()[0] for line in lines if line.strip()):
        paths = []
        for program in ("rustc", "cargo"):
            answer = subprocess.run(
                [rustup, "which", "--toolchain", name, program], capture_output=True, text=True, check=False
            )
            paths.append(answer.stdout.strip())
        if all(paths):
            yield name, *paths


def _debian_toolchain():
    rustc, cargo = DEBIAN / "rustc", DEBIAN / "cargo"
    if rustc.exists() and cargo.exists():
        yield "debian", str(rustc), str(cargo)


def choose(target, minimum, wanted=None):
    """The toolchain for a target of `targets`; `wanted` is a rustup name or `debian`."""
    candidates = [*_rustup_toolchains(), *_debian_toolchain()]
    if wanted:
        candidates = [row for row in candidates if row[0] == wanted or row[0].startswith(wanted + "-")]
    toolchains = [Toolchain(*row, builds_core=False) for row in candidates]
    toolchains = [toolchain for toolchain in toolchains if toolchain.at_least(minimum)]
    for toolchain in toolchains:
        triple = toolchain.host if target.name == "host" else target.name
        if toolchain.has_core_for(triple):
            return toolchain
    for toolchain in toolchains:
        if toolchain.has_core_source():
            return Toolchain(toolchain.name, toolchain.rustc, toolchain.cargo, builds_core=True)
    raise SystemExit(
        f"no Rust compiler from {minimum} on for {target.name}: install a rustup toolchain with the target or\n"
        "with rust-src, or Debian's rustc-web, cargo-web and rust-web-src (ffi-tests/build/prerequisites targets)"
    )


def cargo_home():
    """The folder in which cargo keeps the sources of the crates."""
    return Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))


def flags(crate, target, toolchain):
    """The compiler flags of every crate in the archive.

    Those of .cargo/config.toml, the processor, and what keeps paths of this machine out of the
    output: two builds in different folders must give the same bytes. The crate's own folder is
    not among them: `core` would be compiled anew for each.
    """
    configuration = tomllib.loads((crate / ".cargo/config.toml").read_text())
    chosen = list(configuration.get("build", {}).get("rustflags", []))
    if target.cpu:
        chosen += ["-C", "target-cpu=" + target.cpu]
    if target.features:
        chosen += ["-C", "target-feature=" + target.features]
    chosen += ["-C", "symbol-mangling-version=v0"]
    places = [
        (cargo_home(), "cargo"),
        (toolchain.sysroot / "lib/rustlib/src/rust", "rust"),
        (os.path.realpath(toolchain.sysroot / "lib/rustlib/src/rust"), "rust"),
        *((registry, "crates") for registry in sorted((cargo_home() / "registry/src").glob("*"))),
    ]
    # rustc takes the last mapping that fits, so the narrower ones stand behind the wider.
    chosen += [f"--remap-path-prefix={folder}=/{name}" for folder, name in places]
    return chosen


def environment(toolchain, compiler_flags, target_directory):
    """The environment in which cargo builds the archive."""
    variables = {
        **os.environ,
        "RUSTC": toolchain.rustc,
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(compiler_flags),
        "CARGO_TARGET_DIR": str(target_directory),
        "CARGO_TERM_COLOR": "never",
    }
    for name in ("RUSTFLAGS", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "CARGO_BUILD_TARGET"):
        variables.pop(name, None)
    if toolchain.builds_core:
        # -Zbuild-std, and assembly on AVR and MSP430, are not stable yet.
        variables["RUSTC_BOOTSTRAP"] = "1"
    return variables
