"""The campaign: which faults, on which programs, and what came of them. `run` says what it is about."""

import argparse
import collections
import functools
import hashlib
import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import compare
import forgeries
import machine
import messages

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "build"), str(HERE.parent / "evidence")]
import evidence  # noqa: E402
import linking  # noqa: E402
import targets  # noqa: E402

BUILT = targets.BUILD / "faults"
DONE = BUILT / "done"
RESIDUAL = HERE / "residual"
ENGINE = BUILT / "engine" / "release" / "faults"
AVR = "avr-none-atmega1284p"
TARGETS = {"thumbv7m-none-eabi": "M3", "thumbv6m-none-eabi": "M0", AVR: "AVR"}
PROGRAMS = tuple(sorted(path.stem for path in (HERE / "programs").glob("*.c") if path.stem != "ends"))
PLANTED = tuple(sorted(path.stem for path in (HERE / "planted").glob("*.c")))
COMPARED = "gcm_open"
"""Executed instruction by instruction in Unicorn, too."""
WHOLE = "boot"
SIGNATURES = (WHOLE, "boot_image", "command", "encrypted_command", "verify")
"""Programs that verify a signature, which is the same code in all: what is executed often is tried in the first one."""
STAGED = "stage_key"
"""The program that must leave its slots as they were."""
KINDS = ("skip", "nop", "flip")
EVERY, EVERY_ELSE = 64, 4
"""Executions up to which each one is missed in turn: with the first wrong input of a program, and with the others."""
OFTEN = 300
"""Executions from which on an instruction is arithmetic, of which a sample of the bits is flipped."""
REPEATED, BITS_OF_REPEATED = "encrypted_command", 6000
"""What has the code of two others, command and ccm_open, whose every bit is flipped there: so many bits do."""

QUICK, QUICK_SIGNATURES, LAST = 60, 6, 500
"""Faults of each kind for each program in the quick part; of the planted ones the last skips, where the verdict is."""
AVR_NEAR, AVR_SAMPLE = 250_000, 150
"""A signature takes an AVR 12 to 29 million instructions. In the last of them all faults are tried, of the others so many."""


@dataclass(frozen=True)
class Row:
    """The faults of one kind in one program with one input."""

    target: str
    profile: str
    program: str
    forgery: str
    kind: str

    @property
    def is_genuine(self):
        """Whether what comes is authentic, but not new or for somebody else."""
        return self.forgery in forgeries.AUTHENTIC

    @property
    def may_win(self):
        """Whether faults that win are counted and listed, and no reason to refuse."""
        return self.kind == "flip" or self.is_genuine or not is_claimed(self.target)


@dataclass
class Result:
    """What came of them."""

    ends: dict
    won: list
    left: int
    """Faults that were not tried."""

    def holds(self, row):
        return bool(self.won) if row.program in PLANTED else not self.won or row.may_win


@functools.cache
def is_claimed(target):
    """Whether the claim is about a target."""
    return evidence.claims()["faults"].is_about(target)


class Linked:
    """A program with a target's archive, and its inputs."""

    def __init__(self, target, profile, name):
        self.target, self.name = target, name
        path = BUILT / f"{target}-{profile}-{name}.elf"
        folder = "planted" if name in PLANTED else "programs"
        sources = [HERE / folder / f"{name}.c", HERE / "programs" / "ends.c"]
        linking.compile_program(
            row_of(target), sources, path, archive=archive(target, profile), includes=[HERE / "programs"],
            extra=("-Wl,--undefined=factory",))
        self.program = machine.Program(path, target)
        self.names = sorted((value & ~1, symbol) for symbol, value in self.program.symbols.items()
                            if symbol and not symbol.startswith("$"))
        self.good, self.wrong = forgeries.inputs(name)

    def task(self, inputs, secret=""):
        """What src/task.rs reads."""
        symbols = self.program.symbols
        lines = [f"core {TARGETS[self.target]}"]
        lines += [f"at {address:x} {content.hex()}" for address, content in self.program.sections]
        lines += [f"at {symbols[name]:x} {content.hex()}" for name, content in inputs.items() if name in symbols]
        lines += [f"{name} {symbols[name]:x}" for name in ("factory", "main", "accepted", "refused") if name in symbols]
        if self.target == AVR and self.name == STAGED:
            # A stray write may come to any memory, to the slots here: what counts is whether the new key is there.
            lines.append(f"output {symbols['slots']:x} {2 * forgeries.SLOT_LENGTH:x}")
            secret = messages.OTHER_KEY.hex()
        elif "entry" in symbols:
            # The first word says that the object is set up: it is no secret.
            lines.append(f"output {symbols['entry'] + 4:x} {56:x}")
        elif "output" in symbols:
            lines.append(f"output {symbols['output']:x} {forgeries.output_length(self.name, inputs):x}")
        lines += [f"secret {secret}"] if secret else []
        lines += [f"sent {inputs['text'].hex()}"] if "text" in inputs else []
        is_kept = self.target != AVR and self.name == STAGED
        lines += [f"kept {symbols['slots']:x} {forgeries.SLOT_USED:x}"] if is_kept else []
        return "\n".join(lines) + "\n"

    @functools.cached_property
    def secret(self):
        """What the program puts out for the genuine input; that it takes it, and refuses the others."""
        said = run(self.task(self.good), "check")
        for name, inputs in [("accepted", self.good), *[("refused", each) for each in self.wrong.values()]]:
            found = run(self.task(inputs), "check")
            if f"end {name} 1" not in found:
                sys.exit(f"{self.target} {self.name}: {found[1]} instead of {name} without a fault")
        return next((line.split()[1] for line in said if line.startswith("output")), "")

    def place(self, words):
        """A fault in words."""
        address, what, end = words
        address = int(address, 16)
        below = [(start, name) for start, name in self.names if start <= address]
        start, name = below[-1] if below else (0, "?")
        return f"{address:#x} ({name}+{address - start:#x}) {what.replace('-', ' ')} {end}"


def run(task, kind, *words):
    """What the engine says."""
    path = BUILT / "task"
    path.write_text(task)
    done = subprocess.run([ENGINE, path, kind, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{kind}: {done.stderr}")
    return done.stdout.splitlines()


@functools.lru_cache(maxsize=1)
def engine():
    """Builds it; gives what its results depend on."""
    subprocess.run(["cargo", "build", "--quiet", "--release", "--target-dir", BUILT / "engine"], cwd=HERE, check=True)
    folders = (HERE / "src", HERE / "simulator/src", HERE.parent / "avr-simulator/src")
    sources = [path for folder in folders for path in sorted(folder.glob("*.rs"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def rows_of(arguments, target, profile, linked):
    """All rows of an archive."""
    for name in linked:
        wrong = list(linked[name].wrong)
        for forgery in wrong[:1] if arguments.quick else wrong:
            is_short = name in PLANTED or forgery != wrong[0] or (arguments.quick and name in SIGNATURES and name != WHOLE)
            kinds = ("skip",) if is_short else kinds_of(target)
            yield from (Row(target, profile, name, forgery, kind) for kind in kinds if kind in arguments.kind)


def kinds_of(target):
    """On an AVR no bits are flipped."""
    return tuple(kind for kind in KINDS if (target, kind) != (AVR, "flip"))


def programs_of(arguments, target, profile):
    """Those that are asked for, but for those that the quick part has no time for."""
    slow = [name for name in SIGNATURES if target == AVR and (name, profile) != (WHOLE, "fast")] if arguments.quick else []
    if left := [name for name in arguments.program if name in slow]:
        print(f"{target} {profile}: the quick part has no time for {', '.join(left)}", flush=True)
    return [name for name in arguments.program if name not in slow]


def words_of(arguments, row, linked):
    """What the engine is to try."""
    words = [f"every={EVERY if row.forgery == next(iter(linked.wrong)) else EVERY_ELSE}", f"often={OFTEN}"]
    if row.program in SIGNATURES and row.program != WHOLE:
        words.append(f"most={EVERY}")
    if arguments.quick and row.program in PLANTED:
        words.append(f"last={LAST}")
    elif arguments.quick:
        words.append(f"sample={QUICK_SIGNATURES if row.program in SIGNATURES else QUICK}")
    elif arguments.sample:
        words.append(f"sample={arguments.sample}")
    elif row.program == REPEATED and row.kind == "flip":
        words.append(f"sample={BITS_OF_REPEATED}")
    elif row.target == AVR and row.program in SIGNATURES:
        words += [f"sample={AVR_SAMPLE}", f"near={AVR_NEAR}"]
    return words


def result_of(row, linked, words, jobs):
    """From what was done before, or done now."""
    task = linked.task(linked.wrong[row.forgery], linked.secret)
    key = hashlib.sha256("\n".join([engine(), task, row.kind, *words]).encode()).hexdigest()
    kept = DONE / key
    if not kept.exists():
        lines = run(task, row.kind, *words, f"jobs={jobs}")
        DONE.mkdir(parents=True, exist_ok=True)
        kept.with_suffix(".part").write_text("\n".join(lines) + "\n")
        kept.with_suffix(".part").rename(kept)
    said = [line.split() for line in kept.read_text().splitlines()]
    ends = {words[1]: int(words[2]) for words in said if words[0] == "end"}
    won = [linked.place(words[1:]) for words in said if words[0] == "won"]
    return Result(ends, won, sum(int(words[1]) for words in said if words[0] == "left"))


def main():
    arguments = parse_arguments()
    BUILT.mkdir(parents=True, exist_ok=True)
    engine()
    failed, passed = [], 0
    started = time.monotonic()
    for target in arguments.target:
        for profile in arguments.profile:
            facts = json.loads((archive(target, profile) / "libamisec.json").read_text())
            if arguments.record and evidence.load("faults").get((target, profile), {}).get("sha256") == facts["sha256"]:
                print(f"recorded {target} {profile}: {facts['sha256'][:16]}", flush=True)
                passed += 1
                continue
            linked = {name: Linked(target, profile, name) for name in programs_of(arguments, target, profile)}
            is_compared = COMPARED in linked and target != AVR
            if different := compare.first_difference(linked[COMPARED], run) if is_compared else None:
                sys.exit(f"{target} {COMPARED}: the simulator is not Unicorn: {different}")
            results = {}
            for row in rows_of(arguments, target, profile, linked):
                began = time.monotonic()
                words = words_of(arguments, row, linked[row.program])
                results[row] = result_of(row, linked[row.program], words, arguments.jobs)
                report(row, results[row], time.monotonic() - began)
            bad = [row for row, result in results.items() if not result.holds(row)]
            failed += bad
            passed += len(results) - len(bad)
            if arguments.record and not bad and is_claimed(target):
                record(facts, results)
    print(f"{time.monotonic() - started:.0f} s\n{passed} passed, {len(failed)} failed")
    sys.exit(bool(failed) or not passed)


def report(row, result, seconds):
    """Prints a row, and what is won where nothing may be, or on a target that the claim is not about."""
    ends = ", ".join(f"{number} {end}" for end, number in sorted(result.ends.items()))
    planted = "planted " if row.program in PLANTED else ""
    left = f" ({result.left} others not tried)" if row.target == AVR and result.left else ""
    is_open = result.won and not is_claimed(row.target) and row.program not in PLANTED and not row.is_genuine
    verdict = "FAILED" if not result.holds(row) else "won" if is_open else "ok"
    print(f"{verdict:<8}{row.target} {row.profile} {planted}{row.program}, {row.forgery}, {row.kind}: "
          f"{sum(result.ends.values())} faults{left}: {ends}; {len(result.won)} won ({seconds:.0f} s)", flush=True)
    if verdict != "ok":
        print(*[f"        {place}\n" for place in result.won], sep="", end="", flush=True)


def record(facts, results):
    """The figures, if all is there; and the list of what is won."""
    figures = collections.Counter()
    for row, result in results.items():
        if row.program in PLANTED:
            figures["planted"] += bool(result.won)
            continue
        name = "other" if row.is_genuine else row.kind
        figures[name] += sum(result.ends.values())
        figures[f"{name}_won"] += len(result.won)
    figures = {name: figures[name] for name in evidence.claims()["faults"].figures}
    if not all(figures[kind] for kind in (*kinds_of(facts["target"]), "other", "planted")):
        return
    RESIDUAL.mkdir(exist_ok=True)
    lines = [f"{row.program}, {row.forgery}, {row.kind}: {place}" for row, result in results.items()
             if row.program not in PLANTED for place in result.won]
    (RESIDUAL / f"{facts['target']}-{facts['profile']}.txt").write_text("\n".join([facts["sha256"], *lines]) + "\n")
    evidence.record("faults", facts, figures)


def archive(target, profile):
    return targets.BUILD / "dist" / "lib" / row_of(target).directory / profile


def row_of(target):
    """That of a target in `targets`, by its label."""
    return next(row for row in targets.TARGETS if row.label == target)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", action="append", choices=tuple(TARGETS))
    parser.add_argument("--profile", action="append", choices=evidence.PROFILES)
    parser.add_argument("--program", action="append", choices=PROGRAMS + PLANTED)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--quick", action="store_true", help="a sample")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="at most N faults of a kind in a program")
    parser.add_argument("--record", action="store_true", help="leave records of what holds")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    arguments.target = arguments.target or tuple(name for name in TARGETS if is_claimed(name) or not arguments.record)
    arguments.profile = arguments.profile or evidence.PROFILES
    arguments.program = arguments.program or PROGRAMS + PLANTED
    arguments.kind = arguments.kind or KINDS
    return arguments


if __name__ == "__main__":
    main()
