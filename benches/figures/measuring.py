"""Measuring one operation: three programs are linked, one of them is run."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from . import msp430
from .places import BEYOND_THE_PEERS, BUILT, OPERATION_SOURCES, ROOT

import emulators
import linking
import sources
import targets
from elf import Elf

# The first model of a target is the one that is recorded.
SOURCES = {
    "m0": "model cortex-m0",
    "m3": "model cortex-m3",
    "m4": "model cortex-m4",
    "m33": "model cortex-m33",
    "e31": "model sifive-e31",
    "avr": "own simulator",
    "msp430": "own simulator",
}
VARIANTS = {"m0plus": "model cortex-m0+", "e31_mul5": "model sifive-e31, multiplication in 5 cycles"}
"""Other models of a target: the same run, reckoned otherwise."""

TIMEOUT = 1800
NOT_COUNTED = ("p256_all", "agent_all")
"""Their flash matters and their stack; the sum of their cycles means nothing, and counting takes minutes."""
_CONTEXT = re.compile(r"^#context (\d+)$", re.MULTILINE)


class Failed(Exception):
    """A program did not build, did not end, or gave a wrong answer."""


class Archive:
    """The archive of one target and profile, and the one with the entries for measuring."""

    def __init__(self, target, profile):
        self.target = target
        self.profile = profile
        self.folder = targets.BUILD / "dist" / "lib" / target.directory / profile
        self.facts = _build(target, profile, self.folder, "library")

    def linked_for(self, operation):
        """The folder of the archive that an operation's program links."""
        if operation not in ("p256_sign_k", "ghash_block"):
            return self.folder
        folder = BUILT / self.target.label / self.profile
        _build(self.target, self.profile, folder, "archive", "--bench", "--out", folder)
        return folder


def measure(archive, operation, library="amisec", flags=()):
    """One row of results: sizes from linking, the rest from a run whose output was right."""
    target = archive.target
    linked = archive.linked_for(operation) if library == "amisec" else None
    own = [OPERATION_SOURCES / library / f"{operation}.c", OPERATION_SOURCES / "memory.c"]
    own += [OPERATION_SOURCES / "heap.c"] if library != "amisec" else []
    known = [OPERATION_SOURCES / "measured.c", OPERATION_SOURCES / "known" / f"{operation}.c"]
    words = {"archive": linked, "includes": (OPERATION_SOURCES,), "extra": flags}
    with tempfile.TemporaryDirectory(prefix="footprint-") as name:
        folder = Path(name)
        linking.compile_program(target, [OPERATION_SOURCES / "linked.c", *own], folder / "linked", **words)
        linking.compile_program(target, [*known, *own], folder / "measured", **words)
        counted = operation not in NOT_COUNTED
        if target.emulator == "msp430":
            result = msp430.run(folder / "measured", TIMEOUT)
        else:
            result = emulators.run(target, folder / "measured", emulators.Options(timeout=TIMEOUT, measure=counted))
        sizes = Elf.load(folder / "linked")
    if result.code:
        said = result.console.strip().replace("\n", "; ")
        raise Failed(f"{library} {target.label} {archive.profile} {operation}: exit code {result.code}: {said}")
    model = target.models[0]
    counts = max(result.measurements, key=lambda call: call["cycles"][model]) if counted else result.measurements[0]
    cycles = counts["cycles"][model] if counted else None
    others = [other for other in target.models[1:] if counted]
    variants = {VARIANTS[other]: counts["cycles"][other] for other in others}
    return {
        "library": library,
        "target": short_label(target),
        "profile": archive.profile,
        "operation": operation,
        "flash_bytes": flash(sizes) - flash(_empty(target)),
        "static_ram_bytes": _static_ram(sizes, _empty(target)),
        "stack_bytes": max(call["stack"] for call in result.measurements),
        "context_bytes": int(_CONTEXT.search(result.console)[1]),
        "instructions": counts.get("instructions") if counted else None,
        "cycles": cycles,
        "cycle_source": SOURCES[model] if counted else None,
        **({"cycles_of_variants": variants} if variants else {}),
    }


def not_called(archive):
    """P-256 functions of the archive that the program of all of them does not call."""
    program = (OPERATION_SOURCES / "amisec" / "p256_all.c").read_text()
    names = [name for name in archive.facts["exports"] if name.startswith("amisec_p256_")]
    names = [name for name in names if not any(part in name for part in BEYOND_THE_PEERS)]
    return [name for name in names if f"{name}(" not in program]


def subtract(rows, operation, without):
    """Takes the flash of another operation off one's own."""
    by_name = {row["operation"]: row for row in rows}
    if operation in by_name and without in by_name:
        by_name[operation]["flash_bytes"] -= by_name[without]["flash_bytes"]


def short_label(target):
    """The triple, with the processor only where it is not the triple's first."""
    return target.name if targets.find(target.name) is target else target.label


def flash(program):
    """Bytes that a linked program takes of flash: .data stands there, too, until it is copied."""
    sizes = program.sizes()
    return sizes["text"] + sizes["rodata"] + sizes["data"]


def _static_ram(program, empty):
    """Bytes of .data and .bss, without those of the programs here. AVR's constants stand in .data."""
    ours = sum(symbol.size for symbol in program.symbols if symbol.name == "operation_memory")
    if not ours:
        raise Failed("the program has no operation_memory")
    return _ram(program) - ours - _ram(empty)


def _ram(program):
    sizes = program.sizes()
    return sizes["data"] + sizes["bss"]


_empties = {}


def _empty(target):
    if target.label not in _empties:
        with tempfile.TemporaryDirectory(prefix="footprint-") as folder:
            out = Path(folder) / "empty"
            linking.compile_program(target, [OPERATION_SOURCES / "empty.c"], out)
            _empties[target.label] = Elf.load(out)
    return _empties[target.label]


def _build(target, profile, folder, tool, *words):
    """Builds an archive unless that of these sources is there; gives its facts."""
    if not sources.are_in(folder):
        command = [ROOT / "ffi-tests/build" / tool, "--target", target.name, "--profile", profile, *words]
        command += ["--cpu", target.cpu] if target.cpu else []
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stderr)
            raise Failed(f"{target.label} {profile}: no archive")
    return json.loads((folder / "libamisec.json").read_text())
