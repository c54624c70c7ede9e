"""Functions that take arguments on the stack, found in the LLVM IR of the whole archive.

With a program counter of 3 bytes a return address has 3 bytes; LLVM counts 2 of them and misreads every argument
that lies behind it, those of Rust functions among each other, too. Arguments in registers are sound: 18 bytes,
R8 to R25, of which each takes an even number.
"""

import filecmp
import re

REGISTERS = 18
_SIZES = {"ptr": 2, "i1": 2, "i8": 2, "i16": 2, "i32": 4, "i64": 8, "i128": 16}
_FUNCTION = re.compile(r"^(?:define|declare) .*?@(\"[^\"]+\"|[\w.$]+)\((.*)\)")
_INDIRECT = re.compile(r"\bcall [^@]*?(%[\w.]+)\((.*)\)")


def on_stack(library):
    """Sentences about the functions of the archive that cargo left as `library`; it was built with --emit=llvm-ir."""
    (made,) = [path for path in library.parent.glob("deps/libamisec-*.a") if filecmp.cmp(path, library, shallow=False)]
    return found_in(made.with_name(made.stem.removeprefix("lib") + ".ll").read_text())


def found_in(text):
    """The same for a module as text."""
    sentences = []
    for line in text.splitlines():
        match = _FUNCTION.match(line) or _INDIRECT.search(line)
        if not match or match[1].startswith("llvm."):
            continue
        taken = sum(_size(argument) for argument in _arguments(match[2]))
        if taken > REGISTERS:
            sentences.append(f"{match[1]} takes {taken} bytes of arguments: LLVM misreads what lies on the stack here")
    return sentences


def _arguments(text):
    """The arguments up to the closing parenthesis of the list, each from its type on."""
    arguments, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character in "([{<") - (character in ")]}>")
        if depth < 0 or (depth == 0 and character == ","):
            arguments.append(text[start:position])
            start = position + 1
        if depth < 0:
            break
    else:
        arguments.append(text[start:])
    return [argument.strip() for argument in arguments if argument.strip()]


def _size(argument):
    """Bytes in registers; a type that is not known counts as too large."""
    array = re.match(r"\[(\d+) x (i\d+)\]", argument)
    if array:
        size = int(array[1]) * (1 if array[2] in ("i1", "i8") else _SIZES.get(array[2], REGISTERS))
        return size + size % 2
    return _SIZES.get(argument.split()[0], REGISTERS + 1)
