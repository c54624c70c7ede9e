"""amisec's side of a meeting with other implementations, and what came of it."""

import re
import subprocess
from pathlib import Path


class Amisec:
    """The C program, one request after the other."""

    def __init__(self, program, header):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        codes = re.findall(r"#define AMISEC_(\w+) \(\(amisec_status_t\)0x(\w{4})U\)", Path(header).read_text())
        self.names = {code: name for name, code in codes}

    def __call__(self, command, *words):
        text = " ".join([command, *(bytes(word).hex() or "-" for word in words)])
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        status, output = self.process.stdout.readline().split()
        return self.names[status], b"" if output == "-" else bytes.fromhex(output)


class Counts:
    """Passed and failed, for each row of the table."""

    def __init__(self):
        self.rows = {}

    def expect(self, row, holds, what=""):
        passed, failed = self.rows.get(row, (0, 0))
        self.rows[row] = (passed + bool(holds), failed + (not holds))
        if not holds:
            print(f"FAILED {row}: {what}")

    def close(self):
        for row, (passed, failed) in self.rows.items():
            print(f"{passed:6} passed {failed:4} failed  {row}")
        failures = sum(failed for _, failed in self.rows.values())
        print(f"{sum(passed for passed, _ in self.rows.values())} passed, {failures} failed")
        return 1 if failures else 0
