"""Compiling C programs for a target and linking them with its start-up code and an archive."""

import json
import shlex
import subprocess
import tempfile
from pathlib import Path

import targets

WARNINGS = ("-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror")

# What stands beside the programs of each start-up folder, apart from its own sources.
SHARED = {
    "cortex-m": ("measure.c", "semihosting.c"),
    "riscv32": ("measure.c", "semihosting.c"),
    "avr": ("measure.c",),
    "msp430": ("measure.c",),
    "host": (),
}
OPTIONAL = {"serial.c"}
"""Linked only on request: not every machine has it."""


def compile_program(
    target, sources, out, archive=None, includes=(), serial=False, optimisation="s", extra=(), verbose=False
):
    """Compiles and links; ends the program with the compiler's words if it cannot."""
    own = targets.START_UP / target.start_up
    start_up = [path for path in sorted(own.glob("*.[cS]")) if path.name not in OPTIONAL]
    start_up += [targets.START_UP / name for name in SHARED[target.start_up]]
    if serial:
        start_up.append(own / "serial.c")

    flags = [f"-O{optimisation}", "-ffunction-sections", "-fdata-sections"]
    flags += [f"-I{folder}" for folder in (targets.ROOT / "include", targets.START_UP, own, *includes)]
    if (own / "include").is_dir():
        flags += ["-isystem", own / "include"]

    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="program-") as folder:
        objects = []
        for number, source in enumerate([*sources, *start_up]):
            made = Path(folder) / f"{number}-{source.stem}.o"
            language = WARNINGS if source.suffix == ".c" else ()
            chosen = extra if number < len(sources) else ()
            _run([*target.compiler, *flags, *language, *chosen, "-c", source, "-o", made], verbose)
            objects.append(made)
        _run(_link_command(target, own, objects, archive, out, extra), verbose)


def _link_command(target, own, objects, archive, out, extra):
    if target.start_up == "msp430":
        # clang knows no linker for MSP430.
        command = [*target.linker, "--gc-sections", "-T", own / target.script, *objects]
        return [*command, *_archive_words(archive, "{}"), "-o", out]
    command = [*target.compiler, *target.link_flags, "-Wl,--gc-sections"]
    if target.script:
        command += ["-L", own, "-T", target.script]
    linking = [word for word in extra if word.startswith(("-Wl,", "-flto", "-O", "-fshort", "-no-pie", "-static"))]
    return [*command, *linking, *objects, *_archive_words(archive, "-Wl,{}"), "-o", out]


def _archive_words(archive, form):
    """The archive, and the symbol that only the right archive has."""
    if not archive:
        return []
    file = archive / "libamisec.a" if archive.is_dir() else archive
    words = [file]
    facts = file.with_suffix(".json")
    if facts.exists():
        symbol = json.loads(facts.read_text())["abi_symbol"]
        words = [form.format(f"--undefined={symbol}"), *words]
    return words


def _run(command, verbose):
    command = [str(word) for word in command]
    if verbose:
        print(shlex.join(command))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)}\n{done.stderr}{done.stdout}")
