"""Claims, and the records that carry them: figures, and the SHA-256 of the archives that they were found with.

A claim is a file claims/NAME.toml; nothing else need be touched to add one:

    claim = "No instruction, address or cycle depends on a secret."     one sentence
    command = "ffi-tests/constant-time/check --profile both"            regenerates the records; exit code 0 if the claim holds
    quick = "ffi-tests/constant-time/check --quick"                     the part of it in `make test`
    archives = "targets"         which archives it is about: "host", "targets" (all the others), "all"
    figure = "{operations} operations, {secrets} secrets"               a record's figures in words
    minutes = 300                that the command takes, about, on two cores
    alone = true                 whether the quick part fills two cores by itself; false if it is left out
    [without]                    archives that the claim is not about, each with the reason
    avr-none-atmega2560 = "the core of the atmega1284p"

The command leaves one record for each archive and profile, from Python

    evidence.record("NAME", facts, {"operations": 60, "secrets": 24})   facts: what libamisec.json beside the archive says

or from a shell, `ffi-tests/evidence/run record NAME TARGET PROFILE operations=60 secrets=24`. It does so where the claim
held, and nowhere else, and the quick part leaves none. What is about the sources is recorded with the host's archives.

records/NAME.json has one row for each archive. A record holds for the archive with its SHA-256 and for no other: a source
that changed, or another compiler, makes it stale. `make test` names what is stale, `make dist` refuses it.
"""

import json
import string
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "build"))
import targets  # noqa: E402

FOLDER = HERE / "records"
PROFILES = ("small", "fast")


@dataclass(frozen=True)
class Claim:
    """What a file of claims/ says."""

    name: str
    claim: str
    command: str
    quick: str
    archives: str
    figure: str
    minutes: int
    alone: bool = False
    without: dict = field(default_factory=dict)

    @property
    def figures(self):
        """What a record must have."""
        return sorted({name for _, name, _, _ in string.Formatter().parse(self.figure) if name})

    def is_about(self, target):
        """Whether the archive of a target, named by its label, needs a record."""
        kind = "host" if target == "host" else "targets"
        return self.archives in (kind, "all") and target not in self.without


def claims(folder=HERE / "claims"):
    """All claims, by name."""
    found = {path.stem: Claim(path.stem, **tomllib.loads(path.read_text())) for path in sorted(folder.glob("*.toml"))}
    wrong = [claim.name for claim in found.values() if claim.archives not in ("host", "targets", "all")]
    if wrong:
        raise SystemExit(f"archives is host, targets or all: {', '.join(wrong)}")
    labels = {target.label for target in targets.TARGETS}
    unknown = [f"{claim.name}: {name}" for claim in found.values() for name in claim.without if name not in labels]
    if unknown:
        raise SystemExit(f"no such archive, in quotation marks if it has a dot: {', '.join(unknown)}")
    return found


def load(claim, folder=FOLDER):
    """The rows of a claim, by archive: {(target, profile): row}."""
    path = folder / f"{claim}.json"
    rows = json.loads(path.read_text()) if path.exists() else []
    return {(row["target"], row["profile"]): row for row in rows}


def record(claim, facts, figures, folder=FOLDER):
    """Writes the row of one archive, of which `facts` is its libamisec.json, in the place of an older one."""
    lacking = set(claims()[claim].figures) - set(figures)
    if lacking:
        raise SystemExit(f"a record of {claim} has {', '.join(claims()[claim].figures)}; not given: {', '.join(sorted(lacking))}")
    rows = load(claim, folder)
    made = {name: facts[name] for name in ("target", "profile", "sha256", "rustc", "linker")}
    rows[facts["target"], facts["profile"]] = {**made, **figures}
    folder.mkdir(parents=True, exist_ok=True)
    text = ",\n".join(json.dumps(rows[key], indent=1) for key in sorted(rows))
    (folder / f"{claim}.json").write_text(f"[\n{text}\n]\n")


def missing(facts, folder=FOLDER, of=None):
    """What the records lack for these archives, as sentences."""
    sentences = []
    for claim in (of or claims()).values():
        rows = load(claim.name, folder)
        for archive in (archive for archive in facts if claim.is_about(archive["target"])):
            name = f"{claim.name}: {archive['target']} {archive['profile']}"
            row = rows.get((archive["target"], archive["profile"]))
            if row is None:
                sentences.append(f"{name}: no record (make evidence CLAIM={claim.name})")
            elif row["sha256"] != archive["sha256"]:
                made = f"with {row['rustc']}, {row['sha256'][:16]}; this archive is {archive['sha256'][:16]}"
                sentences.append(f"{name}: the record is stale (make evidence CLAIM={claim.name}): made {made}")
    return sentences


def archives():
    """The descriptions of the archives that stand in target/dist."""
    folders = [targets.BUILD / "dist" / "lib" / target.directory / profile
               for target in targets.TARGETS for profile in PROFILES]
    return [json.loads((folder / "libamisec.json").read_text()) for folder in folders
            if (folder / "libamisec.json").exists()]


def report(folder=FOLDER):
    """EVIDENCE.md: every claim, the command that shows it, what it found, and with which archives."""
    lines = ["# Evidence", ""]
    lines += ["Written by `make evidence`, which runs every command below and takes hours; `make evidence CLAIM=name` runs one,"]
    lines += ["`make test` the quick part of each. A figure holds for the archive with the SHA-256 beside it and for no other:"]
    lines += ["`make dist` packs no archive without it. How a claim is added stands in ffi-tests/evidence/evidence.py.", ""]
    for claim in claims().values():
        lines += [f"## {claim.name}", "", claim.claim, ""]
        lines += [f"    {claim.command}", f"    {claim.quick}    # in make test", ""]
        rows = load(claim.name, folder)
        if rows:
            lines += ["| archive | SHA-256 | figure |", "|-|-|-|"]
        for (target, profile), row in sorted(rows.items()):
            lines += [f"| {target} {profile} | `{row['sha256']}` | {claim.figure.format(**row)} |"]
        lines += [""] if rows else ["No record yet.", ""]
        lines += [f"Not about {target}: {reason}." for target, reason in claim.without.items()]
        lines += [""] if claim.without else []
    return "\n".join(lines).rstrip() + "\n"
