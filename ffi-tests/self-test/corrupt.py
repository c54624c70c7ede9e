"""Every constant damaged in turn, and the self-tests that notice. `run` says what it is about."""

import argparse
import concurrent.futures
import itertools
import random
import struct
import sys
from pathlib import Path

import unicorn

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "faults"), str(HERE.parent / "build")]
import linking  # noqa: E402
import machine  # noqa: E402
import targets  # noqa: E402

BUILT = targets.BUILD / "self-test"
TARGETS = ("thumbv7m-none-eabi", "thumbv6m-none-eabi")
PROGRAMS = {"symmetric": 15, "p256": 3}
"""The programs, and how many tests each has."""
UNWATCHED = "p256"
"""With its reads watched the emulator computes something else, and the tests fail undamaged. The program has the constants
of these tests and no others: each of them is damaged, and all of its tests have to notice together."""
SECONDS = 60
SHT_SYMTAB, STT_OBJECT = 2, 1
SAMPLE = 60
"""Words in the quick part."""


class Board(machine.Machine):
    """A processor with the program that runs the self-tests."""

    def failed(self, test, seconds=SECONDS):
        """Whether a test fails, or the program does not come to its end."""
        self.reset({"chosen": (1 << test).to_bytes(4, "little")})
        end = self.run(seconds=seconds)
        return end != "accepted" or any(self.uc.mem_read(self.program.symbols["failed"], 4))

    def constants(self, test):
        """Addresses of the words in flash that the test reads; not what main itself reads, which names all tests."""
        found, main = set(), self.program.entry
        end = self.program.symbols["reset"] & ~1

        def read(uc, access, address, size, value, data):
            if not main <= address < end:
                found.update(range(address & ~3, address + size, 4))

        hook = self.uc.hook_add(unicorn.UC_HOOK_MEM_READ, read, begin=0, end=machine.FLASH_SIZE)
        sound = not self.failed(test, 10 * SECONDS)
        self.uc.hook_del(hook)
        if not sound:
            raise SystemExit(f"test {test} fails without damage")
        return found


EXCEPTIONS = {
    "CUTOFFS": "the limits of the noise tests: sound noise stays below them, and a self-test has no other",
    "8formulas": "the formulas of P-256: instructions of a machine, in which some bits mean nothing",
    "5power": "the chains of powers of P-256: the same",
    "6amisec3ffi": "what arguments are checked by: a self-test has right ones only, and the C suite has all refusals",
}
"""What is not damaged, by a part of its symbol's name."""


def objects(path):
    """The bytes in which constants stand: the objects in flash, and tables in assembly. What else is read there are
    numbers that the compiler keeps between functions, such as the codes of errors, which no sound run uses."""
    elf, places = machine.Elf.load(path), set()
    excepted = [symbol.value for symbol in elf.symbols if any(part in symbol.name for part in EXCEPTIONS)]
    for section in elf.sections:
        if section.type != SHT_SYMTAB:
            continue
        for offset in range(section.offset, section.offset + section.size, 16):
            _, value, size, information = struct.unpack_from("<IIIB", elf.data, offset)
            if information & 15 == STT_OBJECT and 0 < value < machine.RAM and value not in excepted:
                places.update(range(value, value + size))
    return places


def damaged(path, target, words):
    """Which of the words can be damaged unnoticed: one bit of its bytes that are a constant's is inverted, and the tests
    that read it run."""
    board, chosen, unnoticed = Board(machine.Program(path, target)), random.Random(5), []
    for address, constant_bytes, tests in words:
        whole = bytes(board.uc.mem_read(address, 4))
        bit = 8 * (chosen.choice(constant_bytes) - address) + chosen.randrange(8)
        board.uc.mem_write(address, (int.from_bytes(whole, "little") ^ 1 << bit).to_bytes(4, "little"))
        if not any(board.failed(test) for test in tests):
            unnoticed.append((address, bit))
        board.uc.mem_write(address, whole)
    return len(words), unnoticed


def words_of(path, target, tests, watched):
    """The words with constants: address, which of their bytes are constants, and the tests that read them."""
    program, constants = machine.Program(path, target), objects(path)
    every = sorted({address & ~3 for address in constants})
    readers = dict.fromkeys(every, list(range(tests)))
    if watched:
        readers = {}
        for test in range(tests):
            # A new one for each: what was translated before is not watched.
            for address in Board(program).constants(test):
                readers.setdefault(address, []).append(test)
    elif any(Board(program).failed(test) for test in range(tests)):
        raise SystemExit(f"{path}: a test fails without damage")
    found = [(address, sorted(constants & set(range(address, address + 4)))) for address in every if address in readers]
    return [(address, constant_bytes, readers[address]) for address, constant_bytes in found]


def check(target, profile, name, arguments, pool):
    """Gives the words of a program that were damaged, and those of them that nobody missed."""
    path = BUILT / f"{target}-{profile}-{name}.elf"
    row = targets.find(target, None)
    archive = targets.BUILD / "dist" / "lib" / row.directory / profile
    linking.compile_program(row, [HERE / f"{name}.c"], path, archive=archive)
    program = machine.Program(path, target)
    words = words_of(path, target, PROGRAMS[name], name != UNWATCHED)
    if arguments.quick:
        words = sorted(random.Random(6).sample(words, SAMPLE))
    shares = [words[index :: 8] for index in range(8)]
    counts = [running.result() for running in [pool.submit(damaged, path, target, share) for share in shares]]
    names = sorted((value & ~1, name) for name, value in program.symbols.items() if name and not name.startswith("$"))
    unnoticed = [f"{address:#x} ({[name for start, name in names if start <= address][-1:]}) bit {bit}"
                 for _, found in counts for address, bit in found]
    return sum(number for number, _ in counts), unnoticed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", action="append", choices=TARGETS)
    parser.add_argument("--profile", action="append", choices=("small", "fast"))
    parser.add_argument("--quick", action="store_true", help="a sample")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    passed = failed = 0
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        for target in arguments.target or TARGETS:
            for profile, name in itertools.product(arguments.profile or ("small", "fast"), PROGRAMS):
                words, unnoticed = check(target, profile, name, arguments, pool)
                holds = words and not unnoticed
                print(f"{'ok' if holds else 'FAILED':<8}{target} {profile} {name}: {words} constant words damaged, "
                      f"{words - len(unnoticed)} noticed", flush=True)
                print(*[f"        {place}\n" for place in unnoticed], sep="", end="", flush=True)
                passed, failed = passed + bool(holds), failed + (not holds)
    print(*[f"not damaged: {reason}\n" for reason in EXCEPTIONS.values()], sep="", end="")
    print(f"{passed} passed, {failed} failed")
    sys.exit(bool(failed) or not passed)


if __name__ == "__main__":
    main()
