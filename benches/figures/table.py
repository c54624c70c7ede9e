"""The figures as Markdown, in README.md between two markers and in results/README.md."""

import re

from .places import OPERATIONS, PROFILES, RESULTS, ROOT, TARGETS

BEGIN, END = "<!-- footprint -->", "<!-- /footprint -->"
README = ROOT / "README.md"

CORES = {
    "thumbv6m-none-eabi": "Cortex-M0",
    "thumbv7m-none-eabi": "Cortex-M3",
    "thumbv7em-none-eabi": "Cortex-M4",
    "thumbv8m.main-none-eabi": "Cortex-M33",
    "riscv32imc-unknown-none-elf": "RV32IMC",
    "avr-none": "AVR",
    "msp430-none-elf": "MSP430",
}

RESULTS_PAGE = f"""# Measured figures

`make footprint` regenerates everything here; `TARGET-PROFILE.tools.json` names the tools.

| field | meaning |
|-|-|
| flash_bytes | `.text`, `.rodata` and `.data` of a program that does the operation, linked with `--gc-sections`, minus a program that does nothing; the C library's `memcpy` and the calls are included. `p256_all`: every P-256 function of the header, minus the program of `hmac_sha256_64`; `agent_all`: boot, commands, acknowledgements, key slots, challenges, reports and the primitives beside them in one program |
| static_ram_bytes | `.data` and `.bss` of the library: always 0 |
| stack_bytes | peak of a painted stack during the operation, with its contexts |
| context_bytes | the objects that a firmware keeps for the operation |
| instructions | executed, exact; `null` for `p256_all` and `agent_all`, which are not counted |
| cycles_of_variants | the same run by other models of the core, where there are some |
| cycles | ARM and RISC-V: executed instructions weighted with the costs of the manuals, without wait states (`model`, see `../cycle-model`); AVR: the simulator in ffi-tests/avr-simulator; MSP430: that in ffi-tests/msp430-simulator, with a 16-bit multiplier |

Key import and export count as part of an operation, and so does the set-up of an AES key. `p256_sign` is the
deterministic signature of RFC 6979; `p256_sign_k` is the bare signature with a given k, without clearing the stack.

{BEGIN}
{END}

## Flash against cycles

"""


CHECK = """
## The model against silicon

The authors of `p256_cortex_m4` publish cycles on an nRF52840 (Cortex-M4, instruction cache on, `-O2`); the same code
here, by the model:

| | published | model | |
|-|-|-|-|
"""

PUBLISHED = {"p256_generate": 327000, "p256_sign_k": 375000, "p256_verify": 976000, "p256_ecdh": 906000}


def silicon(peers):
    """How far the model of the Cortex-M4 is from a measured part."""
    found = {row["operation"]: row["cycles"] for row in peers if row["library"] == "p256_cortex_m4"}
    lines = [
        f"| {name} | {_short(known)} | {_short(found[name])} | {100 * (found[name] - known) / known:+.1f}% |\n"
        for name, known in PUBLISHED.items()
        if name in found
    ]
    return CHECK + "".join(lines) if lines else ""


def peers_tables(load):
    """Other libraries' figures, one table for each target that has some."""
    text = ""
    for target in TARGETS:
        rows = load(target)
        libraries = sorted({(row["library"], row["profile"]) for row in rows})
        if not rows:
            continue
        found = {(row["library"], row["profile"], row["operation"]): row for row in rows}
        names = [f"{library} ({profile})" for library, profile in libraries]
        text += f"\n| {CORES[target]}: flash / stack / cycles | " + " | ".join(names) + " |\n" + "|-" * (len(names) + 1)
        text += "|\n"
        for operation in OPERATIONS[:-1]:
            cells = [_cell(found.get((*library, operation))) for library in libraries]
            text += "| " + " | ".join([operation, *cells]) + " |\n"
    return "\n## Other libraries\n\n`make peers`: same programs, compiler and flags.\n" + text if text else ""


def variants(rows):
    """Cycles by the other models of a core, where there are some."""
    named = {model: row for row in rows for model in row.get("cycles_of_variants", ())}
    text = ""
    for model, example in named.items():
        found = {(row["profile"], row["operation"]): row for row in rows if model in row.get("cycles_of_variants", ())}
        heads = [f"{profile}: {name}" for profile in PROFILES for name in (example["cycle_source"], model)]
        text += f"\n| {CORES[example['target']]}, cycles | " + " | ".join(heads) + " |\n" + "|-" * 5 + "|\n"
        for operation in (name for name in OPERATIONS if any(key[1] == name for key in found)):
            pairs = [found.get((profile, operation)) for profile in PROFILES]
            cells = [_short(number) for row in pairs for number in
                     ((row["cycles"], row["cycles_of_variants"][model]) if row else (0, 0))]
            text += "| " + " | ".join([operation, *cells]) + " |\n"
    return "\n## Other models of the same cores\n" + text if text else ""


def line(row):
    """One row for the console."""
    instructions = "-" if row["instructions"] is None else f"{row['instructions']}"
    return (
        f"{row['target']} {row['profile']} {row['operation']}: flash {row['flash_bytes']}, stack {row['stack_bytes']}, "
        f"context {row['context_bytes']}, instructions {instructions}, cycles {row['cycles']} ({row['cycle_source']})"
        + "".join(f", {cycles} ({model})" for model, cycles in row.get("cycles_of_variants", {}).items())
    )


def markdown(rows):
    """Flash B / stack B / cycles; one table for each profile."""
    found = {(row["target"], row["profile"], row["operation"]): row for row in rows}
    present = [target for target in TARGETS if any(key[0] == target for key in found)]
    lines = []
    for profile in PROFILES:
        head = [f"`{profile}`: flash / stack / cycles", *(CORES[target] for target in present)]
        lines += ["| " + " | ".join(head) + " |", "|-" * len(head) + "|"]
        for operation in OPERATIONS:
            cells = [_cell(found.get((target, profile, operation))) for target in present]
            lines.append("| " + " | ".join([operation, *cells]) + " |")
        lines.append("")
    return "\n".join(lines)


def _cell(row):
    if row is None:
        return "-"
    cycles = "" if row["cycles"] is None else f" / {_short(row['cycles'])}"
    return f"{row['flash_bytes']} / {row['stack_bytes']}{cycles}"


def _short(number):
    for unit, size in (("M", 1e6), ("k", 1e3)):
        if number >= size:
            return f"{number / size:.{2 if number < 10 * size else 1 if number < 100 * size else 0}f}{unit}"
    return str(number)


def write(rows, peers):
    """Rewrites the pages; `peers` gives the recorded rows of other libraries on a target."""
    text = markdown(rows)
    plots = "".join(f"![{CORES[target]}]({target}.svg)\n" for target in TARGETS if any(r["target"] == target for r in rows))
    RESULTS.mkdir(parents=True, exist_ok=True)
    page = _between(RESULTS_PAGE + plots, text) + variants(rows) + peers_tables(peers) + silicon(peers("thumbv7em-none-eabi"))
    (RESULTS / "README.md").write_text(page)
    if BEGIN in README.read_text():
        README.write_text(_between(README.read_text(), text))


def _between(page, text):
    return re.sub(f"(?s){BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{text}{END}", page, count=1)
