"""The versions of the tools that made the figures."""

import re
import subprocess

from . import msp430


def versions(archive):
    """Tools and archive of one target and profile."""
    target = archive.target
    return {
        "rustc": archive.facts["rustc"],
        "c_compiler": _first_line(target.compiler[0], "--version"),
        "c_flags": " ".join([*target.compiler[1:], "-Os", "-ffunction-sections", "-fdata-sections"]),
        "linker": archive.facts["linker"],
        "emulator": _emulator(target),
        "archive_sha256": archive.facts["sha256"],
    }


def _emulator(target):
    if target.emulator == "msp430":
        return f"ffi-tests/msp430-simulator, {msp430.MULTIPLIER}-bit multiplier at 0x0130"
    if target.emulator == "avr":
        return f"ffi-tests/avr-simulator, {target.machine}"
    return _first_line(target.emulator, "--version")


def _first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "not found"
    line = (done.stdout.splitlines() or [""])[0]
    return re.sub(r"\s+", " ", line).strip()
