"""A Cortex-M in Unicorn that can be stopped at any instruction, copied, and sent on with a fault in it."""

import sys
from pathlib import Path

import unicorn
from unicorn import arm_const

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "build"))
from elf import SHT_NOBITS, Elf  # noqa: E402

RAM, RAM_SIZE = 0x20000000, 0x4000
FLASH_SIZE = 0x80000
MODELS = {"thumbv6m-none-eabi": arm_const.UC_CPU_ARM_CORTEX_M0, "thumbv7m-none-eabi": arm_const.UC_CPU_ARM_CORTEX_M3}
NOWHERE = 0x0007_FFF0
REGISTERS = (*range(arm_const.UC_ARM_REG_R0, arm_const.UC_ARM_REG_R12 + 1), arm_const.UC_ARM_REG_SP,
             arm_const.UC_ARM_REG_LR, arm_const.UC_ARM_REG_XPSR)


class Program:
    """A linked program: its sections, and the addresses that matter."""

    def __init__(self, path, target):
        elf = Elf.load(path)
        self.model = MODELS.get(target)
        self.symbols = {symbol.name: symbol.value for symbol in elf.symbols if symbol.section}
        self.sections = [(address, elf.data[section.offset : section.offset + section.size])
                         for section, address in zip(elf.sections, addresses(elf))
                         if section.allocated and section.type != SHT_NOBITS and section.size]
        if "__data_load_start" in self.symbols:
            # An AVR's start-up code copies it from flash.
            self.sections += [(self.symbols["__data_load_start"], content) for address, content in self.sections
                              if address == self.symbols["__data_start"]]
        self.entry = self.symbols["main"] & ~1
        self.ends = {self.symbols[name] & ~1: name for name in ("accepted", "refused") if name in self.symbols}


def addresses(elf):
    """The address of each section: the reader of ELF files has no use for it."""
    import struct
    offset = struct.unpack_from("<I", elf.data, 0x20)[0]
    size, count = struct.unpack_from("<HH", elf.data, 0x2E)
    return [struct.unpack_from("<I", elf.data, offset + index * size + 12)[0] for index in range(count)]


class Machine:
    """One processor with its memory."""

    def __init__(self, program):
        self.program = program
        self.uc = unicorn.Uc(unicorn.UC_ARCH_ARM, unicorn.UC_MODE_THUMB | unicorn.UC_MODE_MCLASS)
        self.uc.ctl_set_cpu_model(program.model)
        self.uc.mem_map(0, FLASH_SIZE, unicorn.UC_PROT_READ | unicorn.UC_PROT_EXEC)
        self.uc.mem_map(RAM, RAM_SIZE)
        self.uc.mem_write(0, b"\xFF" * FLASH_SIZE)
        for address, content in program.sections:
            self.uc.mem_write(address, content)
        self.end = None
        for address in program.ends:
            self.uc.hook_add(unicorn.UC_HOOK_CODE, self._ended, begin=address, end=address)

    def _ended(self, uc, address, size, data):
        self.end = self.program.ends[address]
        uc.emu_stop()

    def reset(self, inputs):
        """At the start of main, with these inputs in memory."""
        self.uc.mem_write(RAM, bytes(RAM_SIZE))
        for address, content in self.program.sections:
            if address >= RAM:
                self.uc.mem_write(address, content)
        for name, content in inputs.items():
            if name in self.program.symbols:
                self.uc.mem_write(self.program.symbols[name], content)
        if "factory" in self.program.symbols:
            self._begin(self.program.symbols["factory"])
            self.run()
        self._begin(self.program.entry)

    def _begin(self, function):
        for register in range(13):
            self.uc.reg_write(arm_const.UC_ARM_REG_R0 + register, 0)
        self.uc.reg_write(arm_const.UC_ARM_REG_SP, RAM + RAM_SIZE)
        self.uc.reg_write(arm_const.UC_ARM_REG_LR, NOWHERE | 1)
        self.uc.reg_write(arm_const.UC_ARM_REG_PC, function | 1)
        self.end = None

    @property
    def pc(self):
        return self.uc.reg_read(arm_const.UC_ARM_REG_PC)

    def run(self, count=0, seconds=0):
        """On from here: for a number of instructions, or to an end. Gives how it ended."""
        self.end = None
        try:
            self.uc.emu_start(self.pc | 1, NOWHERE, timeout=int(seconds * 1_000_000), count=count)
        except unicorn.UcError:
            return "crashed"
        return self.end or ("on" if count else "hung")

    def trace(self, inputs):
        """The addresses of all instructions from main to the end, their sizes, and the end."""
        path, sizes = [], {}

        def step(uc, address, size, data):
            path.append(address)
            sizes[address] = size

        self.reset(inputs)
        hook = self.uc.hook_add(unicorn.UC_HOOK_CODE, step)
        end = self.run()
        self.uc.hook_del(hook)
        return path, sizes, end

    def memory(self):
        return bytes(self.uc.mem_read(RAM, RAM_SIZE))

    def copy_from(self, other):
        """The state of another machine that runs the same program."""
        for register in REGISTERS:
            self.uc.reg_write(register, other.uc.reg_read(register))
        self.uc.reg_write(arm_const.UC_ARM_REG_PC, other.pc | 1)
        self.uc.mem_write(RAM, other.memory())

    def output(self):
        """What must be zero unless it is authentic."""
        place = self.program.symbols.get("output")
        return bytes(self.uc.mem_read(place, 32)) if place else b""

    def patch(self, address, content):
        """Other instructions at an address."""
        self.uc.mem_write(address, content)
        self.uc.ctl_remove_cache(address, address + len(content))
