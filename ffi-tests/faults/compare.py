"""Whether the simulator does what Unicorn does with each instruction of a program."""

from unicorn import UC_HOOK_CODE, arm_const

import machine

THUMB = 1 << 24
REGISTERS = (*range(arm_const.UC_ARM_REG_R0, arm_const.UC_ARM_REG_R12 + 1), arm_const.UC_ARM_REG_SP, arm_const.UC_ARM_REG_LR)


def trace(program, inputs):
    """Address, registers and flags before each instruction."""
    board, lines = machine.Machine(program), []

    def step(uc, address, size, data):
        values = [uc.reg_read(register) for register in REGISTERS]
        flags = uc.reg_read(arm_const.UC_ARM_REG_XPSR) & 0xF0000000
        lines.append(" ".join(f"{value:x}" for value in (address, *values, flags)))

    # What is translated before there is a hook is not hooked.
    board.uc.hook_add(UC_HOOK_CODE, step)
    board.reset(inputs)
    board.uc.reg_write(arm_const.UC_ARM_REG_XPSR, THUMB)
    lines.clear()
    board.run()
    return lines[: -1 if lines and int(lines[-1].split()[0], 16) in program.ends else None]


def first_difference(linked, run):
    """Where both differ in the genuine input, as a sentence; nothing if they do not."""
    said = run(linked.task(linked.good), "trace")
    expected = trace(linked.program, linked.good)
    for index, (here, there) in enumerate(zip(said, expected)):
        if here != there:
            return f"instruction {index}: {here}; Unicorn: {there}"
    return None if len(said) == len(expected) else f"{len(said)} instructions, not {len(expected)}"

