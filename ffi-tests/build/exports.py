"""What an archive has to export: the functions that the header declares for a target."""

import re
import subprocess

_PROTOTYPE = re.compile(r"\b(amisec_\w+)\s*\(")
_ABI_VERSION = re.compile(r"^#define\s+AMISEC_ABI_VERSION\s+\(?\s*(?:\(uint32_t\)\s*)?(\d+)", re.MULTILINE)


def declared(header, target):
    """The functions of the header as the target's own compiler sees them."""
    command = [*target.compiler, "-E", "-P", "-ffreestanding", str(header)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    without_attributes = re.sub(r"__attribute__\s*\(\(.*?\)\)", "", text)
    names = set()
    for statement in _declarations(without_attributes):
        match = _PROTOTYPE.search(statement)
        if match and not statement.lstrip().startswith("typedef"):
            names.add(match.group(1))
    if not names:
        raise SystemExit(f"{header} declares no functions for {target.label}")
    return names


def for_measuring(names):
    """What an archive for measuring exports beside them (src/ffi/bench.rs)."""
    return {"amisec_bench_ghash_block"} | ({"amisec_bench_p256_sign_k"} if "amisec_p256_sign" in names else set())


def abi_symbol(header, target):
    """The symbol that names ABI number and width class, which firmware pulls in when it links."""
    match = _ABI_VERSION.search(header.read_text())
    if not match:
        raise SystemExit(f"{header} has no AMISEC_ABI_VERSION")
    return f"amisec_abi_{match.group(1)}_w{target.width}"


def _declarations(text):
    """The statements at file level; what stands in braces is left out, `extern "C" {` is not."""
    depth, statement = 0, ""
    for character in text.replace('extern "C" {', ""):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif depth == 0 and character == ";":
            yield statement
            statement = ""
        elif depth == 0:
            statement += character
