"""Compiling C programs for a target and linking them with its start-up code and an archive."""

import shlex
import subprocess
import tempfile
import threading
from pathlib import Path

import exports
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
FLASH_SCRIPT = targets.ROOT / "c-examples" / "integration" / "avr_flash.ld"
"""What an AVR program is linked with, too, as amisec.mk and the CMake package do it."""

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
    headers = [*includes, targets.ROOT / "include"]
    flags += [f"-I{folder}" for folder in (*headers, targets.START_UP, own)]
    if (own / "include").is_dir():
        flags += ["-isystem", own / "include"]

    out.parent.mkdir(parents=True, exist_ok=True)
    objects = []
    for number, source in enumerate([*sources, *start_up]):
        language = WARNINGS if source.suffix == ".c" else ()
        chosen = [word for word in extra if not word.startswith("-Wl,")] if number < len(sources) else ()
        objects.append(_object([*target.compiler, *flags, *language, *chosen, "-c", source], source.stem, verbose))
    archive_words = _archive_words(archive, headers, target) if archive else []
    _run(_link_command(target, own, objects, archive_words, out, extra), verbose)


_made_here = tempfile.TemporaryDirectory(prefix="objects-")
_objects, _one_at_a_time = {}, threading.Lock()


def _object(command, stem, verbose):
    """An object file; what this process has compiled before with the same words is not compiled again."""
    words = tuple(map(str, command))
    with _one_at_a_time:
        place = _objects.setdefault(words, [Path(_made_here.name) / f"{len(_objects)}-{stem}.o", threading.Lock()])
    with place[1]:
        if not place[0].exists():
            _run([*command, "-o", place[0]], verbose)
    return place[0]


def _link_command(target, own, objects, archive_words, out, extra):
    if target.start_up == "msp430":
        # clang knows no linker for MSP430.
        linking = [word.removeprefix("-Wl,") for word in extra if word.startswith("-Wl,")]
        command = [*target.linker, "--gc-sections", "-T", own / target.script, *objects, *linking]
        return [*command, *archive_words, "-o", out]
    command = [*target.compiler, *target.link_flags, "-Wl,--gc-sections"]
    if target.script:
        command += ["-L", own, "-T", target.script]
    linking = [word for word in extra if word.startswith(("-Wl,", "-flto", "-O", "-fshort", "-no-pie", "-static"))]
    return [*command, *linking, *objects, *archive_words, "-o", out]


def _archive_words(archive, headers, target):
    """The archive, and the symbol that only an archive of the header's ABI and width has.

    A mere `-u` would not do: the linker says nothing if such a symbol stays undefined. That
    another symbol is to equal it does, with GNU's linkers and with LLVM's.
    """
    file = archive / "libamisec.a" if archive.is_dir() else archive
    header = next(folder / "amisec.h" for folder in headers if (folder / "amisec.h").exists())
    symbol = exports.abi_symbol(header, target)
    files = [FLASH_SCRIPT, file] if target.start_up == "avr" else [file]
    words = [f"--undefined={symbol}", f"--defsym=amisec_abi={symbol}"]
    return [*(words if target.start_up == "msp430" else ["-Wl," + word for word in words]), *files]


def _run(command, verbose):
    command = [str(word) for word in command]
    if verbose:
        print(shlex.join(command))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)}\n{done.stderr}{done.stdout}")
