"""What amisec.h declares, and what the golden file amisec.abi says that it must."""

import re
from pathlib import Path
from typing import NamedTuple

STRUCTURES_ONLY_READ = (
    "amisec_aes_engine_t",
    "amisec_ccm_parameters_t",
    "amisec_ccm_star_parameters_t",
    "amisec_gcm_parameters_t",
    "amisec_storage_t",
    "amisec_dlms_parameters_t",
    "amisec_dlms_hls_parameters_t",
    "amisec_c1222_parameters_t",
    "amisec_oms_message_parameters_t",
    "amisec_boot_parameters_t",
    "amisec_command_parameters_t",
    "amisec_command_t",
    "amisec_acknowledgement_t",
)


class Function(NamedTuple):
    """One prototype: `parameters` are pairs of type and name."""

    name: str
    result: str
    parameters: tuple

    def abi(self):
        """The line of the golden file."""
        types = ", ".join(kind for kind, _ in self.parameters) or "void"
        return f"FUNCTION({self.result}, {self.name}, ({types}))"


class Header:
    """amisec.h, taken apart."""

    def __init__(self, path):
        text = Path(path).read_text()
        self.abi_version = int(re.search(r"#define AMISEC_ABI_VERSION (\d+)U", text)[1])
        self.statuses = re.findall(r"#define (AMISEC_\w+) \(\(amisec_status_t\)(0x[0-9A-F]{4})U\)", text)
        code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        code = re.sub(r"^#.*?(?<!\\)$", "", code, flags=re.MULTILINE | re.DOTALL).replace("AMISEC_MUST_CHECK", "")
        self.structures = {
            name: re.findall(r"([\w ]+?\**)\s*\b(\w+)(?:\[(\d+)\])?;", body)
            for body, name in re.findall(r"typedef struct \w+ \{(.*?)\} (\w+);", code, re.DOTALL)
        }
        code = re.sub(r"typedef struct \w+ \{.*?\} \w+;", "", code, flags=re.DOTALL)
        code = re.sub(r"typedef [^;]*;", "", code)
        self.functions = [
            Function(name, _squeeze(result), tuple(_parameters(parameters)))
            for result, name, parameters in re.findall(r"([\w ]+[ *])\b(amisec_\w+)\(([^)]*)\);", code)
        ]

    def rows(self):
        """rows.h: of every function, how many pointers it takes and of which kind.

        k object that is read, m object that is written, s structure, i input, o output, e either
        (a structure's pointer says only where), n number that is written, f function.
        """
        lines = ["/* Made from amisec.h: see refusals.h. */", "#ifndef ROWS_H", "#define ROWS_H"]
        for function in self.functions:
            shape = "".join(self._shape(kind, name) for kind, name in function.parameters)
            lines += [f"#define POINTERS_{function.name} {len(shape)}", f'#define SHAPE_{function.name} "{shape}"']
        return "\n".join([*lines, "#endif", ""])

    def _shape(self, kind, name):
        kind = re.sub(r"\[\d+\]", "*", kind)
        if kind == "amisec_random_fn":
            return "f"
        if kind == "void *":
            # The context of a random function may be anything, NULL included; a generator is one itself.
            return "" if name.endswith("context") else "m" if name == "drbg" else "o"
        if "*" not in kind:
            return ""
        constant, named = kind.startswith("const "), re.sub(r"const |\s*\*", "", kind)
        if named in STRUCTURES_ONLY_READ and constant:
            return "s" + "".join(_inner(field.strip()) for field, _, _ in self.structures[named])
        if named in self.structures:
            return "k" if constant else "m"
        if named == "uint8_t":
            return "i" if constant else "o"
        if named in ("size_t", "uint32_t"):
            return "n"
        raise ValueError(f"the C suite knows no kind for {kind}")


def _inner(kind):
    """The kind of a field of a structure: functions, and the buffers and objects that it points to."""
    if kind.endswith("_fn"):
        return "f"
    if "*" not in kind or kind == "void *":
        return ""
    if re.fullmatch(r"const amisec_\w+ \*", kind):
        return "k"
    return "i" if kind.startswith("const") else "e"


def _squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def _parameters(text):
    if _squeeze(text) in ("void", ""):
        return
    for parameter in text.split(","):
        kind, name, array = re.fullmatch(r"(.*?)(\w+)(\[\d+\])?", _squeeze(parameter)).groups()
        yield f"{kind.strip()} {array or ''}".strip(), name
