"""The campaign: which faults, on which programs, and what came of them. `run` says what it is about."""

import argparse
import collections
import concurrent.futures
import functools
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import faults
import forgeries

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "build"), str(HERE.parent / "evidence")]
import evidence  # noqa: E402
import linking  # noqa: E402
import targets  # noqa: E402

BUILT = targets.BUILD / "faults"
TARGETS = ("thumbv7m-none-eabi", "thumbv6m-none-eabi")
PROGRAMS = tuple(sorted(path.stem for path in (HERE / "programs").glob("*.c") if path.stem != "ends"))
PLANTED = tuple(sorted(path.stem for path in (HERE / "planted").glob("*.c")))
KINDS = ("skip", "nop", "flip")
CHUNKS = 16
QUICK, LAST = 12, 500
"""Faults of each kind for each program in the quick part; of the planted ones the last skips, where the verdict is."""


@dataclass(frozen=True)
class Job:
    """Some of the faults of one kind in one program with one input."""

    path: str
    target: str
    program: str
    forgery: str
    kind: str
    part: int
    parts: int
    quick: int = 0


@functools.lru_cache(maxsize=1)
def study_of(path, target, program, forgery):
    """A program with a wrong input; watching it run once is most of what a few faults of it take."""
    return faults.Study(path, target, forgeries.inputs(program)[1][forgery])


def amiss(path, target, program):
    """What is wrong with a program without a fault."""
    return faults.check(path, target, *forgeries.inputs(program))


def work_on_all(jobs):
    """Jobs of one program with one input, one after the other."""
    return [work(job) for job in jobs]


def work(job):
    """How the faults of a job ended: counts, and those that the attacker wins."""
    _, wrong = forgeries.inputs(job.program)
    study = study_of(job.path, job.target, job.program, job.forgery)
    first = job.forgery == next(iter(wrong))
    points = study.skip_points(faults.EVERY if first else faults.EVERY_ELSE) if job.kind == "skip" else (
        getattr(study, f"{job.kind}_points")())
    if job.quick and job.program in PLANTED:
        points = points[-LAST:]
    elif job.quick:
        points = sorted(random.Random(1).sample(points, min(job.quick, len(points))))
    share = points[len(points) * job.part // job.parts : len(points) * (job.part + 1) // job.parts]
    counts, won = collections.Counter(), []
    for point, end, released in getattr(study, job.kind)(share):
        counts[end] += 1
        if end == "accepted" or (end == "refused" and released):
            won.append(f"{study.place(point)} {end}{' released' if released else ''}")
    return job, counts, won


def main():
    arguments = parse_arguments()
    failed, passed, rows = [], 0, {}
    jobs, paths = [], {}
    for target, profile in [(target, profile) for target in arguments.target for profile in arguments.profile]:
        for program in arguments.program:
            path = paths[target, profile, program] = link(target, profile, program)
            _, wrong = forgeries.inputs(program)
            kinds = ("skip",) if program in PLANTED else arguments.kind
            quick = QUICK if arguments.quick else arguments.sample
            parts = 1 if arguments.quick else CHUNKS
            forged = list(wrong)[:1] if arguments.quick else list(wrong)
            for name in forged:
                for kind in kinds if name == forged[0] else ("skip",):
                    rows[target, profile, program, name, kind] = [collections.Counter(), []]
                    jobs += [(profile, Job(str(path), target, program, name, kind, part, parts, quick))
                             for part in range(parts)]
    started = time.monotonic()
    left = collections.Counter((job.target, profile, job.program, job.forgery, job.kind) for profile, job in jobs)
    # The kinds together where they are few; where they are many, in as many pieces as there are.
    packs = collections.defaultdict(list)
    for number, (profile, job) in enumerate(jobs):
        packs[profile, job.path, job.forgery if arguments.quick else number].append(job)
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        sound = [(key, pool.submit(amiss, str(path), key[0], key[2])) for key, path in paths.items()]
        running = {pool.submit(work_on_all, pack): profile for (profile, *_), pack in packs.items()}
        for (target, profile, program), checked in sound:
            if problem := checked.result():
                pool.shutdown(cancel_futures=True)
                sys.exit(f"{target} {profile} {program}: {problem}")
        for done in concurrent.futures.as_completed(running):
            for job, counts, won in done.result():
                key = (job.target, running[done], job.program, job.forgery, job.kind)
                rows[key][0].update(counts)
                rows[key][1] += won
                left[key] -= 1
                if left[key] == 0:
                    holds = report(key, *rows[key])
                    passed += holds
                    failed += [] if holds else [key]
    write(arguments, rows)
    print(f"{time.monotonic() - started:.0f} s\n{passed} passed, {len(failed)} failed")
    sys.exit(bool(failed) or not passed)


def report(key, counts, won):
    """Prints a row; gives whether it is as it should be."""
    target, profile, program, forgery, kind = key
    planted = program in PLANTED
    holds = bool(won) if planted else not won or kind == "flip"
    ends = ", ".join(f"{number} {end}" for end, number in sorted(counts.items()))
    print(f"{'ok' if holds else 'FAILED':<8}{target} {profile} {'planted ' if planted else ''}{program}, {forgery}, {kind}: "
          f"{sum(counts.values())} faults: {ends}; {len(won)} won", flush=True)
    if not planted:
        print(*[f"        {place}\n" for place in won], sep="", end="", flush=True)
    return holds


def write(arguments, rows):
    """The figures, in target/faults and, if it is asked for, as records."""
    BUILT.mkdir(parents=True, exist_ok=True)
    found = [dict(zip(("target", "profile", "program", "forgery", "kind"), key), ends=dict(counts), won=won)
             for key, (counts, won) in rows.items()]
    (BUILT / ("quick.json" if arguments.quick else "campaign.json")).write_text(json.dumps(found, indent=1) + "\n")
    if not arguments.record:
        return
    for target in arguments.target:
        for profile in arguments.profile:
            mine = [row for row in found if (row["target"], row["profile"]) == (target, profile)]
            own = [row for row in mine if row["program"] in PROGRAMS]
            figures = {}
            for kind in KINDS:
                of_kind = [row for row in own if row["kind"] == kind]
                figures[kind] = sum(sum(row["ends"].values()) for row in of_kind)
                figures[f"{kind}_won"] = sum(len(row["won"]) for row in of_kind)
            figures["planted"] = len({row["program"] for row in mine if row["program"] in PLANTED and row["won"]})
            if not all(figures[kind] for kind in KINDS) or figures["skip_won"] or figures["nop_won"]:
                continue
            facts = json.loads((archive(target, profile) / "libamisec.json").read_text())
            evidence.record("faults", facts, figures)


def archive(target, profile):
    return targets.BUILD / "dist" / "lib" / targets.find(target, None).directory / profile


def link(target, profile, program):
    """The program with the delivered archive."""
    folder = "planted" if program in PLANTED else "programs"
    out = BUILT / f"{target}-{profile}-{program}.elf"
    sources = [HERE / folder / f"{program}.c", HERE / "programs" / "ends.c"]
    linking.compile_program(
        targets.find(target, None), sources, out, archive=archive(target, profile), includes=[HERE / "programs"])
    return out


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", action="append", choices=TARGETS)
    parser.add_argument("--profile", action="append", choices=evidence.PROFILES)
    parser.add_argument("--program", action="append", choices=PROGRAMS + PLANTED)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--quick", action="store_true", help="a sample")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="at most N faults of a kind in a program")
    parser.add_argument("--record", action="store_true", help="leave records of what holds")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    arguments.target = arguments.target or TARGETS
    arguments.profile = arguments.profile or evidence.PROFILES
    arguments.program = arguments.program or PROGRAMS + PLANTED
    arguments.kind = arguments.kind or KINDS
    return arguments


if __name__ == "__main__":
    main()
