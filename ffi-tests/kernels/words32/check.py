"""Holds the P-256 leaves of a 32-bit kernel against Python's integers, in QEMU.

check.py ISA ELF PLUGIN NM QEMU...: CASES random cases for each leaf (default 100,000; SEED to
repeat a run) and all pairs of edge values (or of SAMPLE pairs one), with the result in place of operands or apart; then
cycles and a digest of the executed and accessed addresses for very different operands; then PLANTS
faults (default 4) in each leaf, which cases must find.
"""
import os, random, struct, subprocess, sys, tempfile

import plants

isa, elf, plugin, nm, *qemu = sys.argv[1:]
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
R = 2**256
LEAVES = ["montgomery_multiply", "modular_add", "modular_subtract",
          "field_multiply", "field_square", "field_add", "field_subtract", "field_halve",
          "field_three_halves", "field_subtract_twice", "division_case", "select_case"]
WORDS = [0, 1, 2, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFF, 0x10000, 0xFFFF0000]
ALIASES = [0, 1, 2, 4, 7]  # r apart, r = a, r = b, a = b, all one
# What leaves in two steps do not promise: a result in the place of the operand that the second step needs.
NOT_ALIASES = {"field_three_halves": (1, 7), "field_subtract_twice": (2, 7)}

SAMPLE = int(os.environ.get("SAMPLE", "1"))

def expected(leaf, m, a, b):
    name = LEAVES[leaf]
    if name.endswith("multiply"):
        return a * b * INVERSE[m] % m
    if name.endswith("square"):
        return a * a * INVERSE[m] % m
    if name.endswith("halve"):
        return (a if a % 2 == 0 else a + m) // 2
    if name.endswith("three_halves"):
        return ((a if a % 2 == 0 else a + m) // 2 + a) % m
    if name.endswith("twice"):
        return (a - 2 * b) % m
    if name == "division_case":
        return division_steps(a)
    if name == "select_case":
        return selected(a)
    return (a + b) % m if name.endswith("add") else (a - b) % m

def division_steps(a):
    theta, f, g, *rest = words(a)
    theta = (theta & 0x7FFF) - (theta & 0x8000)
    f |= 1
    u, v, q, r = 1, 0, 0, 1
    for _ in range(30):
        if g & 1 and theta >= 0:
            theta, f, g, u, v, q, r = -theta, g, g - f, q, r, q - u, r - v
        else:
            odd = g & 1
            theta, g, q, r = theta + 1, g + odd * f, q + odd * u, r + odd * v
        g, u, v = (g % R) >> 1, 2 * u, 2 * v
    return number([theta, u, v, q, r, *rest[2:]])

def selected(a):
    index = a & 15
    entry = [0x9E3779B9 * (16 * index + i + 1) for i in range(16)]
    return number([entry[i] + 3 * entry[8 + i] for i in range(8)])

def words(a):
    return [a >> 32 * i & 0xFFFFFFFF for i in range(8)]

def number(words):
    return sum((word & 0xFFFFFFFF) << 32 * i for i, word in enumerate(words))

INVERSE = {m: pow(R, -1, m) for m in (P, N)}

def edges(m):
    values = {0, 1, 2, m - 1, m - 2, m // 2, m // 2 + 1, R % m, R * R % m, P - 1, N - 1, R - m}
    for i in range(8):
        for word in (1, 0xFFFFFFFF, 0x80000000):
            values |= {word << 32 * i, m - (word << 32 * i), R - 1 - (word << 32 * i)}
        values |= {(1 << 32 * i) - 1, R - (1 << 32 * i), m - (1 << 32 * i) + 1}
    for length in (31, 33, 95, 97, 127, 129, 191, 193, 223, 225, 255):
        values |= {(1 << length) - 1, (R - 1) >> length << length}
    # Two pairs of words whose middle terms in half-words carry where random words do once in 2^32.
    for word in (0x0002FFFF40008000, 0xFFFFFFFF4000FFFF):
        values |= {word, word << 64, word << 128, word << 64 | word, word << 128 | word}
    return sorted({v for v in values if 0 <= v < m})

def value(m):
    kind = random.randrange(4)
    if kind == 0:
        v = random.getrandbits(256)
    elif kind == 1:  # runs of ones and zeros
        v = 0
        for _ in range(random.randrange(1, 6)):
            v ^= (1 << random.randrange(257)) - 1
    else:
        v = 0
        for i in range(8):
            word = random.getrandbits(32) if random.randrange(kind) else random.choice(WORDS)
            v |= word << 32 * i
    return v % m

def cases(leaves, count):
    for leaf in leaves:
        aliases = [alias for alias in ALIASES if alias not in NOT_ALIASES.get(LEAVES[leaf], ())]
        apart = [alias for alias in aliases if alias < 4]
        for modulus, m in enumerate((P, N)):
            if leaf > 2 and m == N:
                continue
            values = edges(m)
            for i, a in enumerate(values):
                for j, b in enumerate(values):
                    if random.randrange(SAMPLE):
                        continue
                    yield leaf, apart[(i + j) % len(apart)], modulus, a, b
                for alias in aliases:
                    if alias & 4:
                        yield leaf, alias, modulus, a, a
            for _ in range(count):
                a, b, alias = value(m), value(m), random.choice(aliases)
                yield leaf, alias, modulus, a, a if alias & 4 else b

def emulate(folder, batch, *options, program=elf):
    with open(f"{folder}/in.bin", "wb") as f:
        for leaf, alias, modulus, a, b in batch:
            f.write(struct.pack("<3I", leaf, alias, modulus))
            f.write(a.to_bytes(32, "little") + b.to_bytes(32, "little"))
    subprocess.run(qemu + ["-kernel", program, *options], cwd=folder, check=True, timeout=3600)
    with open(f"{folder}/out.bin", "rb") as f:
        return f.read()

def find_plants(folder, leaf):
    """How many of the planted faults cases find, or the program does not survive; and how many there were."""
    found = planted = 0
    for address, image in plants.plants(isa, elf, nm, LEAVES[leaf], int(os.environ.get("PLANTS", "4"))):
        planted += 1
        program = f"{folder}/planted.elf"
        with open(program, "wb") as file:
            file.write(image)
        batch = list(cases([leaf], 2000))
        batch = random.sample(batch, min(len(batch), 8000))
        try:
            out = emulate(folder, batch, program=program)
        except subprocess.CalledProcessError:
            found += 1
            continue
        wrong = len(out) != 36 * len(batch)
        for i, (_, _, modulus, a, b) in enumerate(batch if not wrong else []):
            r = int.from_bytes(out[36 * i + 4:36 * i + 36], "little")
            wrong |= r != expected(leaf, (P, N)[modulus], a, b)
        found += wrong
    return found, planted

def main():
    symbols = {}
    for line in subprocess.check_output([nm, elf], text=True).splitlines():
        fields = line.split()
        symbols[fields[-1]] = int(fields[0], 16)
    leaves = [i for i, name in enumerate(LEAVES) if f"amisec_p256_{name}" in symbols]
    seed = os.environ.get("SEED", str(random.getrandbits(32)))
    random.seed(int(seed))
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        batch = []
        def judge():
            nonlocal passed, failed
            out = emulate(folder, batch)
            if len(out) != 36 * len(batch):
                sys.exit("the emulator stopped early")
            for i, (leaf, alias, modulus, a, b) in enumerate(batch):
                faults = struct.unpack_from("<I", out, 36 * i)[0]
                r = int.from_bytes(out[36 * i + 4:36 * i + 36], "little")
                m = (P, N)[modulus]
                if faults == 0 and r == expected(leaf, m, a, b):
                    passed += 1
                    continue
                failed += 1
                if failed <= 5:
                    print(f"{LEAVES[leaf]} alias {alias} modulus {modulus} faults {faults}\n"
                          f"  a {a:064x}\n  b {b:064x}\n  r {r:064x}\n"
                          f"  = {expected(leaf, m, a, b):064x}")
            batch.clear()
        for case in cases(leaves, int(os.environ.get("CASES", "100000"))):
            batch.append(case)
            if len(batch) == 200000:
                judge()
        judge()
        print("leaf, modulus: instructions, cycles" + (" with multiplications of 1, 5" if isa == "rv32" else ""))
        for leaf in leaves:
            for modulus in (0, 1) if leaf < 3 else (0,):
                m = (P, N)[modulus]
                runs = []
                for a, b in ((0, 0), (m - 1, m - 1), (1, m - 2), (value(m), value(m)), (2**255, 2**96 - 1)):
                    run = []
                    for mul in (1, 5) if isa == "rv32" else (1,):
                        start = symbols[f"amisec_p256_{LEAVES[leaf]}"]
                        emulate(folder, [(leaf, 0, modulus, a, b)], "-plugin",
                                f"{plugin},isa={isa},start={start:x},stop={symbols['call_ends']:x},"
                                f"mul={mul},out={folder}/cycles")
                        with open(f"{folder}/cycles") as f:
                            run += f.read().split()
                    runs.append(run)
                same = all(run == runs[0] for run in runs)
                figures = [runs[0][0]] + runs[0][1::3]
                print(f"  {LEAVES[leaf]}, {'pn'[modulus]}:", ", ".join(figures),
                      "" if same else "DEPENDS ON THE OPERANDS")
                passed, failed = passed + same, failed + (not same)
        for leaf in leaves:
            found, planted = find_plants(folder, leaf)
            if not planted:
                print(f"  {LEAVES[leaf]}: not planted: no instruction in it of the kinds that plants.py changes")
                continue
            print(f"  {LEAVES[leaf]}: {found} of {planted} planted faults found" + ("" if found else ": FAILED"))
            passed, failed = passed + (found > 0), failed + (found == 0)
    print(f"{passed} passed, {failed} failed (seed {seed})")
    return failed != 0

sys.exit(main())
