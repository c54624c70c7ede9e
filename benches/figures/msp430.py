"""Running MSP430 programs in the project's own simulator: mspdebug prints every access, and a signature
has 10^8 of them. The two are held against each other instruction by instruction in its tests."""

import json
import re
import subprocess

from .places import BUILT, ROOT

import emulators

# The variant that an archive is without a name: a 16-bit multiplier at 0x0130.
MULTIPLIER = "16"


def run(program, timeout):
    """As `emulators.run` with counting."""
    report = program.with_suffix(".json")
    command = [simulator(), "--multiplier", MULTIPLIER, "--max-cycles", str(10**12), "--json", report, program]
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=timeout, check=False
    )
    spans = json.loads(report.read_text())["spans"] if report.exists() else []
    stacks = [int(number) for number in re.findall(r"(?m)^#measure \S+ stack (\d+)$", done.stdout)]
    counts = [
        {"stack": stack, "instructions": span["instructions"], "cycles": {"msp430": span["cycles"]}}
        for stack, span in zip(stacks, spans)
    ]
    return emulators.Result(done.returncode, done.stdout, counts)


_built = []


def simulator():
    """The simulator's program."""
    if not _built:
        folder = BUILT / "simulator"
        command = ["cargo", "build", "--quiet", "--release", "--locked", "--package", "msp430-simulator"]
        subprocess.run([*command, "--target-dir", str(folder)], cwd=ROOT, check=True)
        _built.append(folder / "release" / "msp430-simulator")
    return _built[0]
