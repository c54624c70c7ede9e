"""From rustc's static library to the archive that is delivered.

rustc puts the crate and all of its run-time library into one archive with every name visible.
A firmware must see `amisec_*` and nothing else, bring its own memcpy, and pay only for what it
calls: so the objects are linked once, relocatable, from the exports down; other names become
local; sections stay one a function for the firmware's own `--gc-sections`.
"""

import subprocess
from pathlib import Path

from elf import Elf, archive_members
from targets import C_LIBRARY

# Bitcode hides the symbols from GNU tools. Unwinding tables are of no use without unwinding,
# and cost 8 bytes a function on ARM (the linker marks the functions as not to be unwound).
UNWANTED = (
    ".llvmbc",
    ".llvmcmd",
    ".comment",
    ".eh_frame",
    ".rel.eh_frame",
    ".rela.eh_frame",
    ".ARM.exidx*",
    ".rel.ARM.exidx*",
    ".ARM.extab*",
    ".rel.ARM.extab*",
)

SHIM = Path(__file__).with_name("aeabi_memory.S")

# The ARM run-time ABI's names for what the C library has under others.
_ARM_NAMES = {
    f"__aeabi_{function}{suffix}": name
    for function, name in (
        ("memcpy", "memcpy"),
        ("memmove", "memmove"),
        ("memclr", "__aeabi_memclr"),
        ("memset", "__aeabi_memset"),
    )
    for suffix in ("", "4", "8")
    if f"__aeabi_{function}{suffix}" != name
}


def relink(static_library, target, exports, constants, folder):
    """Makes `folder/libamisec.a`, one object; returns its path and the names that the crate shows.

    A leaf function of assembly is marked as hidden and not among these names. `exports` are the functions to keep; `constants` are absolute symbols to define.
    """
    folder.mkdir(parents=True, exist_ok=True)
    crate, helpers = _clean(static_library, target, folder)
    whole, delivered = folder / "whole.o", folder / "amisec.o"
    roots = [word for name in sorted(exports) for word in ("-u", name)]
    _run(*target.linker, "-r", "--gc-sections", *roots, "-o", whole, *crate, *helpers)

    kept = folder / "exports.txt"
    kept.write_text("".join(f"{name}\n" for name in sorted(exports)))
    _run(target.objcopy, f"--keep-global-symbols={kept}", whole, delivered)
    for name, value in constants.items():
        _run(target.objcopy, f"--add-symbol={name}={value:#x},global", delivered)

    archive = folder / "libamisec.a"
    archive.unlink(missing_ok=True)
    _run(target.archiver, "crsD", archive, delivered)
    shown = set().union(*(Elf.load(path).visible() for path in crate))
    return archive, {name for name in shown if name.startswith("amisec_")}


def _clean(static_library, target, folder):
    """The objects of the crate, and an archive of the run-time library without the C library's part."""
    crate, helpers = [], []
    for index, (name, data) in enumerate(archive_members(static_library.read_bytes())):
        ours = name.startswith("amisec-")
        if not ours and target.start_up == "avr":
            continue  # LLVM's helpers would replace libgcc's, which are called differently
        path = folder / f"{'crate' if ours else 'helper'}{index}.o"
        path.write_bytes(data)
        removals = [word for section in UNWANTED for word in ("-R", section)]
        _run(target.objcopy, "--wildcard", *removals, path)
        for old, new in _renames(data, ours, target):
            # One at a time: objcopy refuses two names that become one. The link merges them.
            _run(target.objcopy, f"--redefine-sym={old}={new}", path)
        (crate if ours else helpers).append(path)
    if not crate:
        raise SystemExit(f"{static_library} has no object of the crate")
    if target.binutils.startswith("arm"):
        shim = folder / "aeabi_memory.o"
        _run(*target.compiler, "-c", SHIM, "-o", shim)
        helpers.append(shim)
    if not helpers:
        return crate, []
    library = folder / "helpers.a"
    library.unlink(missing_ok=True)
    _run(target.archiver, "crsD", library, *helpers)
    return crate, [library]


def _renames(data, ours, target):
    """Pairs of old and new names, so that memory functions come from the firmware."""
    names = {symbol.name for symbol in Elf(data).symbols}
    if not ours:
        memory = (*C_LIBRARY, *_ARM_NAMES, "__aeabi_memclr", "__aeabi_memset", "bcmp", "strlen")
        return [(name, "unused_" + name) for name in memory if name in names]
    arm = _ARM_NAMES.items() if target.binutils.startswith("arm") else ()
    return [(old, new) for old, new in arm if old in names]


def _run(*command):
    command = [str(word) for word in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}{done.stdout}")
