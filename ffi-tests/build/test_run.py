"""Tests of start-up code, emulators and cycle models on every target: python3 -m unittest test_run

Each target runs the same small programs; what their operations cost was counted by hand from the
manuals (see ../targets/tests/counted.S).
"""

import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import emulators
import linking
import targets

PROGRAMS = targets.START_UP / "tests"
BY_RETURN, BY_EXIT, BY_FAULT, NEVER = range(4)

# Cycles of `counted`, less those of a call to an empty function: by model.
#   ARM: push 1+2, movs, 5 subs, 4 taken and 1 other bne, mov, ldr ldr str muls, [umull umlal mla ldrd],
#        pop 1+1 with a jump, in place of the empty function's jump
COUNTED = {
    "m0": 3 + 1 + 5 + (4 * 3 + 1) + 1 + (2 + 2 + 2 + 1) + 5 - 3,
    "m0plus": 3 + 1 + 5 + (4 * 2 + 1) + 1 + (2 + 2 + 2 + 1) + 4 - 2,
    "m3": 3 + 1 + 5 + (4 * 3 + 1) + 1 + (2 + 1 + 1 + 1) + (5 + 7 + 2 + 3) + 5 - 3,
    "m4": 3 + 1 + 5 + (4 * 3 + 1) + 1 + (2 + 1 + 1 + 1) + (1 + 1 + 1 + 3) + 5 - 3,
    "m33": 3 + 1 + 5 + (4 * 2 + 1) + 1 + (1 + 1 + 1 + 1) + (1 + 1 + 1 + 2) + 4 - 2,
    "e31": 1 + 1 + 5 + (4 * 3 + 1) + (1 + 2 + 2) + (1 + 1) + 1,
    "e31_mul5": 1 + 1 + 5 + (4 * 3 + 1) + (1 + 2 + 2) + (5 + 5) + 1,
    "avr": 1 + 5 + (4 * 2 + 1) + 2 + 2 + 2 + 1,
    # mspdebug charges 3 cycles for the constant 1 of `dec`, not 1.
    "msp430": 2 + 5 * 3 + 5 * 2 + 3 + 2 + 3 + 4,
}
WITH_SERIAL_PORT = [row for row in targets.TARGETS if row.machine.startswith(("mps2", "virt"))]


class Programs(unittest.TestCase):
    """Builds and runs the programs of ../targets/tests."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="test-run-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def program(self, target, *sources, serial=False, defines=()):
        out = self.folder / f"{target.label}.elf"
        linking.compile_program(target, [PROGRAMS / name for name in sources], out, serial=serial, extra=defines)
        return out

    def run_program(self, target, program, **options):
        return emulators.run(target, program, emulators.Options(**{"timeout": 60.0, **options}))

    def test_returning_from_main_ends_with_its_value_and_the_console_is_whole(self):
        for target in targets.TARGETS:
            with self.subTest(target.label):
                result = self.run_program(target, self.program(target, "ends.c", defines=[f"-DEND={BY_RETURN}"]))
                self.assertEqual(result.code, 42)
                self.assertIn("hello, meter 4294967295: 4294967295\n", result.console)

    def test_exit_ends_with_its_code(self):
        for target in targets.TARGETS:
            with self.subTest(target.label):
                result = self.run_program(target, self.program(target, "ends.c", defines=[f"-DEND={BY_EXIT}"]))
                self.assertEqual(result.code, 7)

    def test_a_fault_is_reported(self):
        for target in targets.TARGETS:
            if target.emulator.startswith("qemu"):
                with self.subTest(target.label):
                    result = self.run_program(target, self.program(target, "ends.c", defines=[f"-DEND={BY_FAULT}"]))
                    self.assertEqual(result.code, 125)
                    self.assertIn("fault", result.console)

    def test_a_program_that_never_ends_is_ended_in_time(self):
        for target in targets.TARGETS:
            with self.subTest(target.label):
                program = self.program(target, "ends.c", defines=[f"-DEND={NEVER}"])
                started = time.monotonic()
                result = self.run_program(target, program, timeout=1.5)
                self.assertEqual(result.code, emulators.TIMED_OUT)
                self.assertLess(time.monotonic() - started, 20)
                still = subprocess.run(["pgrep", "-f", str(program)], capture_output=True, text=True, check=False)
                self.assertEqual(still.stdout, "")

    def test_cycles_and_stack_are_what_counting_by_hand_gives(self):
        for target in targets.TARGETS:
            if target.name == "host":
                continue
            with self.subTest(target.label):
                result = self.run_program(target, self.program(target, "measured.c", "counted.S"))
                self.assertEqual(result.code, 0)
                empty, counted, deep = result.measurements
                self.assertEqual((empty["name"], counted["name"], deep["name"]), ("nothing", "counted", "deep"))
                for model in target.models:
                    spent = counted["cycles"][model] - empty["cycles"][model]
                    self.assertEqual(spent, COUNTED[model], model)
                self.assertGreaterEqual(deep["stack"], 200)
                self.assertLess(deep["stack"], 232)

    def test_the_profile_holds_every_executed_instruction(self):
        for target in targets.TARGETS:
            if target.emulator in ("native", "msp430"):
                continue
            with self.subTest(target.label):
                profile = self.folder / "profile"
                result = self.run_program(target, self.program(target, "measured.c", "counted.S"), profile=profile)
                executed = [0, 0, 0]
                for line in profile.read_text().splitlines():
                    pair, _, count = line.split()
                    executed[int(pair)] += int(count)
                self.assertEqual(executed, [row["instructions"] for row in result.measurements])

    def test_the_serial_port_reaches_the_host(self):
        for target in WITH_SERIAL_PORT:
            with self.subTest(target.label):
                program = self.program(target, "serial_echo.c", serial=True)
                path = self.folder / "port"
                path.unlink(missing_ok=True)
                options = {"serial": f"unix:{path},server=on,wait=on", "measure": False}
                results = []
                runner = threading.Thread(target=lambda: results.append(self.run_program(target, program, **options)))
                runner.start()
                with self.connected(path) as port:
                    port.sendall(b"meter\nday\n\n")
                    answer = b""
                    while answer.count(b"\n") < 2:
                        answer += port.recv(100)
                    runner.join(30)
                self.assertEqual(answer, b"retem\nyad\n")
                self.assertEqual([result.code for result in results], [0])

    def test_a_file_of_the_host_outlives_the_program(self):
        for target in targets.TARGETS:
            if not target.emulator.startswith("qemu"):
                continue
            with self.subTest(target.label):
                (self.folder / "counter.bin").unlink(missing_ok=True)
                program = self.program(target, "file_keeps.c")
                codes = [self.run_program(target, program, folder=self.folder).code for _ in range(3)]
                self.assertEqual(codes, [1, 2, 3])
                self.assertEqual((self.folder / "counter.bin").read_bytes(), bytes([0, 0, 0, 3]))

    def connected(self, path):
        port = socket.socket(socket.AF_UNIX)
        port.settimeout(30)
        for _ in range(200):
            try:
                port.connect(str(path))
                return port
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the emulator opened no port")


if __name__ == "__main__":
    unittest.main()
