"""Building the meter and the head-end, and the machine on which the meter runs.

The meter is a process of the host, or bare-metal firmware in an emulator. Either way its serial line
is its standard input and output, its console is a file, and a power cut is the end of the process.
"""

import os
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

WARNINGS = ("-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-O2")
METER = sorted((HERE / "meter").glob("*.c"))
HEAD_END = sorted((HERE / "head_end").glob("*.c"))
INCLUDES = tuple(HERE / folder for folder in ("protocol", "meter", "platform", "head_end"))

DIRECTORIES = {"host": "host", "thumbv7m-none-eabi": "cortex-m3-soft"}
"""Where `make lib` puts the archive of each target that can run the meter."""


class CannotWork(Exception):
    """Something is missing that the demo does not bring along."""


def run(command, **options):
    """Runs a command and returns how it ended, with its output as text."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def build_with(command):
    """Runs a tool that builds; its words end the demo if it does not succeed."""
    try:
        done = run(command)
    except FileNotFoundError:
        raise CannotWork(f"no program {command[0]}") from None
    if done.returncode:
        raise CannotWork(f"{shlex.join(str(word) for word in command)}\n{done.stderr}{done.stdout}")


class Machine:
    """One meter and its line."""

    def __init__(self, target, folder):
        if target not in DIRECTORIES:
            raise CannotWork(f"no demo for {target}; there are: {', '.join(DIRECTORIES)}")
        self.target = target
        self.folder = folder / "meter"
        self.program = folder / ("meter-firmware" if target == "host" else "meter-firmware.elf")
        self.head_end = folder / "head-end"
        self.include = Path(os.environ.get("AMISEC_INCLUDE", ROOT / "include")).resolve()
        default = ROOT / "target" / "dist" / "lib" / DIRECTORIES[target] / "fast" / "libamisec.a"
        self.archive = Path(os.environ.get("AMISEC_ARCHIVE", default)).resolve()
        self.process = None
        self.line = None
        self.console_read = 0

    def build(self, meter=METER, head_end=HEAD_END, includes=INCLUDES):
        """Both sides: the meter with amisec alone, the head-end with libcrypto alone. Those of the day, or others."""
        if "AMISEC_ARCHIVE" not in os.environ:
            tool = ROOT / "ffi-tests" / "build" / "library"
            print(f"Building the archive for {self.target}, unless it is there: a minute or more.", flush=True)
            build_with([tool, "--target", self.target, "--if-stale"])
        if not self.archive.exists():
            raise CannotWork(f"no archive at {self.archive}: run `make lib`, or set AMISEC_ARCHIVE")
        compiler = shlex.split(os.environ.get("CC", "cc"))
        folders = [f"-I{path}" for path in includes]
        build_with([*compiler, *WARNINGS, *folders, *head_end, "-lcrypto", "-o", self.head_end])
        self.build_meter([*meter, HERE / "platform" / "measured_csv.c"], includes)

        # Two independent implementations, or the demo shows nothing.
        if b"amisec_" in self.head_end.read_bytes() or b"libcrypto" in self.program.read_bytes():
            raise CannotWork("one side holds the other side's library")

        self.folder.mkdir()
        shutil.copy(HERE / "readings.csv", self.folder)
        (self.folder / "console.txt").touch()

    def build_meter(self, sources, includes):
        """The meter on its platform."""
        if self.target == "host":
            self.build_on_host([*sources, HERE / "platform" / "host.c"], includes, self.archive, self.program)
            return
        folders = [word for path in includes for word in ("--include", path)]
        tool = ROOT / "ffi-tests" / "build" / "program"
        command = [sys.executable, tool, "--target", self.target, "--archive", self.archive, *folders]
        build_with([*command, "--serial", "--out", self.program, *sources, HERE / "platform" / "qemu_m3.c"])

    def build_on_host(self, sources, includes, archive, program):
        """A program with amisec that runs here."""
        compiler = shlex.split(os.environ.get("CC", "cc"))
        folders = [f"-I{path}" for path in (self.include, *includes)]
        build_with([*compiler, *WARNINGS, *folders, *sources, archive, "-o", program])

    def power_on(self):
        """Starts the meter; what it keeps is in the files of its folder."""
        near, far = socket.socketpair()
        command = [self.program]
        with (self.folder / "console.txt").open("ab") as console:
            if self.target != "host":
                # The emulated machine's console is semihosted and has a channel of its own.
                command = ["qemu-system-arm", "-M", "mps2-an385", "-display", "none", "-monitor", "none"]
                command += ["-chardev", f"file,id=console,append=on,path={self.folder / 'console.txt'}"]
                command += ["-semihosting-config", "enable=on,target=native,chardev=console"]
                command += ["-serial", "stdio", "-kernel", self.program]
            self.process = subprocess.Popen(command, cwd=self.folder, stdin=far, stdout=far, stderr=console)
        far.close()
        self.line = near

    def power_cut(self):
        """Ends the meter between two instructions: it gets no chance to save anything."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
            self.line.close()

    def is_on(self):
        """Whether the meter runs."""
        return self.process is not None and self.process.poll() is None

    def new_console_lines(self):
        """What the meter printed since the last call."""
        with (self.folder / "console.txt").open("rb") as console:
            console.seek(self.console_read)
            text = console.read()
        self.console_read += len(text)
        return text.decode(errors="replace").splitlines()

    def ask(self, *words, folder):
        """Runs the head-end's program on the line; gives its exit code, its lines of `name value`, and all."""
        done = run([self.head_end, *words], cwd=folder, stdin=self.line)
        rows = {}
        for row in done.stdout.splitlines():
            name, _, value = row.partition(" ")
            rows.setdefault(name, []).append(value)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.strip() or f"head-end ended with {done.returncode}")
        return done.returncode, rows, done.stdout
