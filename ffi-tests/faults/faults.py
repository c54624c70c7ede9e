"""The faults of one program with one input: where they can be, and what becomes of each."""

import collections
import random
import time

from unicorn import arm_const

import machine

EVERY, EVERY_ELSE = 64, 4
"""Executions up to which each one is missed in turn: with the first wrong input of a program, and with the others."""
RANDOM = 8
PATIENCE = 300
"""Seconds for what must end."""
OFTEN = 300
"""Executions from which on an instruction is arithmetic, of which a sample of the bits is flipped."""
SAMPLED_BITS = 3
NOP = bytes.fromhex("00bf")
NOP_M0 = bytes.fromhex("c046")  # mov r8, r8: all that the oldest core has


def check(path, target, good, wrong):
    """What is amiss without a fault: nothing is proved with a program that accepts or refuses everything, or with
    copies of a machine that do not go on as it would."""
    program = machine.Program(path, target)
    processor = machine.Machine(program)
    for expected, inputs in [("accepted", good), *[("refused", each) for each in wrong.values()]]:
        processor.reset(inputs)
        end = processor.run()
        if end != expected:
            return f"{end} instead of {expected} without a fault"
    study = Study(path, target, good, "accepted")
    ends = set(study.whole(sorted(random.Random(22).sample(range(len(study.path)), 40))))
    return None if ends == {"accepted"} else f"copies end {ends}"


class Study:
    """A program with an input, and its instructions as they are executed without a fault."""

    def __init__(self, path, target, inputs, expected="refused"):
        self.program = machine.Program(path, target)
        self.inputs = inputs
        self.nothing = NOP_M0 if target.startswith("thumbv6m") else NOP
        self.forward, self.fork = machine.Machine(self.program), machine.Machine(self.program)
        self.path, self.sizes, end = self.forward.trace(inputs)
        self.fork.reset(inputs)
        began = time.monotonic()
        self.fork.run()
        if end != expected:
            raise SystemExit(f"{path}: {end} without a fault")
        # The end itself is not the program's any more.
        self.path.pop()
        self.count = collections.Counter(self.path)
        self.names = sorted((value & ~1, name) for name, value in self.program.symbols.items()
                            if name and not name.startswith("$"))
        self.conditional = self._conditional()
        # Enough for a loop that goes round again, on a machine that has other things to do.
        self.seconds = 0.3 + 20 * (time.monotonic() - began)

    def place(self, point):
        """A point in words."""
        address = self.path[point] if isinstance(point, int) else point[0]
        below = [(start, name) for start, name in self.names if start <= address]
        start, name = below[-1] if below else (0, "?")
        what = f"execution {point}" if isinstance(point, int) else f"bit {point[1]}" if point[1] is not None else "throughout"
        return f"{address:#x} ({name}+{address - start:#x}) {what}"

    def skip_points(self, every=EVERY):
        """Positions in the path."""
        chosen = random.Random(20)
        executions = collections.defaultdict(list)
        for position, address in enumerate(self.path):
            executions[address].append(position)
        points = set()
        for positions in executions.values():
            if len(positions) > every:
                between = positions[1:-1]
                positions = [positions[0], positions[-1], *chosen.sample(between, min(RANDOM, len(between)))]
            points.update(positions)
        return sorted(points)

    def nop_points(self):
        return [(address, None) for address in sorted(self.count)]

    def flip_points(self):
        chosen = random.Random(21)
        points = []
        for address in sorted(self.count):
            bits = range(8 * self.sizes[address])
            if self.count[address] >= OFTEN:
                bits = sorted(chosen.sample(bits, SAMPLED_BITS))
            points += [(address, bit) for bit in bits]
        return points

    def skip(self, points):
        """Goes forward to each point; a copy goes on from behind the instruction."""
        self._rewind()
        for point in points:
            before, behind = point, point + 1
            while self.path[before] in self.conditional:
                before -= 1
            self._copy_at(before)
            address = self.path[point]
            if before == point:
                self.fork.uc.reg_write(arm_const.UC_ARM_REG_PC, address + self.sizes[address] | 1)
                yield point, *self._ending()
            else:
                while self.path[behind] in self.conditional:
                    behind += 1
                whole = self._content(address)
                self.fork.patch(address, self.nothing * (self.sizes[address] // 2))
                end = self.fork.run(count=behind - before)
                self.fork.patch(address, whole)
                yield point, *(self._ending() if end == "on" else (end, self._released()))

    def whole(self, points):
        """As `skip`, without a fault: how it ends shows whether copies are whole."""
        self._rewind()
        for point in points:
            if self.path[point] not in self.conditional:
                self._copy_at(point)
                # Nothing is wrong with it: however busy the machine is, it comes to its end.
                yield self._ending(PATIENCE)[0]

    def _rewind(self):
        self.forward.reset(self.inputs)
        self.position = 0

    def _copy_at(self, position):
        """A copy of the machine as it is before an instruction outside the blocks that an IT instruction begins:
        inside them the emulator cannot stop."""
        if position > self.position:
            self.forward.run(count=position - self.position)
            self.position = position
        if self.forward.pc & ~1 != self.path[position]:
            raise SystemExit(f"lost at {self.place(position)}: {self.forward.pc:#x}")
        self.fork.copy_from(self.forward)

    def _conditional(self):
        """Addresses of instructions in blocks that an IT instruction begins."""
        found = set()
        for address in self.count:
            code = int.from_bytes(self._content(address)[:2], "little")
            if self.sizes[address] == 2 and code & 0xFF00 == 0xBF00 and code & 15:
                lowest = code & -code & 15
                place = address + 2
                for _ in range(4 - (lowest.bit_length() - 1)):
                    found.add(place)
                    place += self.sizes.get(place, 2)
        return found

    def nop(self, points):
        """Each instruction replaced throughout."""
        for point in points:
            yield point, *self._patched(point[0], self.nothing * (self.sizes[point[0]] // 2))

    def flip(self, points):
        """Each bit of each instruction."""
        for point in points:
            address, bit = point
            content = bytearray(self._content(address))
            content[bit // 8] ^= 1 << bit % 8
            yield point, *self._patched(address, bytes(content))

    def _content(self, address):
        return bytes(self.forward.uc.mem_read(address, self.sizes[address]))

    def _patched(self, address, content):
        whole = self._content(address)
        self.fork.reset(self.inputs)
        self.fork.patch(address, content)
        ending = self._ending()
        self.fork.patch(address, whole)
        return ending

    def _ending(self, seconds=0):
        """How it ended, and whether the output holds something."""
        end = self.fork.run(seconds=seconds or self.seconds)
        return end, self._released()

    def _released(self):
        """Whether the output holds what nobody may see: neither zeros nor the ciphertext, which the attacker has sent."""
        sent = self.inputs.get("text", b"").ljust(32, b"\0")
        return any(byte not in (0, other) for byte, other in zip(self.fork.output(), sent))
