"""Running a linked program of any target and collecting what it printed and what it cost.

Each emulator is a function that starts one process, waits for it no longer than allowed, and
ends that process and no other. The counts come as one dictionary for each pair of marks.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import targets
from elf import Elf

TIMED_OUT = 124
NOT_FINISHED = 123
INPUT = "vectors.cases"
"""What an AVR program may read, in the folder of the run."""

_MEASURE = re.compile(r"^#measure (\S+) stack (\d+)$", re.MULTILINE)
_EXIT = re.compile(r"^#exit (\d+)$", re.MULTILINE)


@dataclass
class Options:
    """What may be asked of a run."""

    timeout: float = 300.0
    serial: str = "none"
    """QEMU's word for the other end of the serial port: none, stdio, pty, unix:PATH,server ..."""
    profile: Path | None = None
    """File for executions per address."""
    trace: bool = False
    """Whether to hash the sequences of executed and accessed addresses."""
    tables: tuple = ()
    """AVR: tables whose places are left out of the hash of addresses, in the words of the runner."""
    measure: bool = True
    """Whether to count at all: counting takes time."""
    hardware_multiplier: str = ""
    """MSP430: base address of the multiplier, or empty for none."""
    folder: Path | None = None
    """Where the program's semihosted files are."""
    by_instructions: bool = False
    """QEMU: whether its timers run by the instructions executed, and not by the time that passes."""
    live: bool = False
    """Whether to pass the console on while the program runs."""
    simavr: bool = False
    """AVR: whether simavr is the emulator, and not the project's own simulator, which is held against it."""


@dataclass
class Result:
    """How a run ended."""

    code: int
    console: str
    measurements: list = field(default_factory=list)


def run(target, program, options):
    """Runs a program and returns its `Result`."""
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        counts_file = Path(folder) / "counts.json"
        code, console, counts = _EMULATORS[target.emulator](target, program.resolve(), options, counts_file)
        if counts is None:
            lines = counts_file.read_text().splitlines() if counts_file.exists() else []
            counts = [json.loads(line) for line in lines]
        for row in counts:
            # The plugin reckons for every core of the architecture.
            row["cycles"] = {model: row["cycles"][model] for model in target.models}
    code = _exit_code(target, code, console)
    return Result(code, console, _named(console, counts))


def _exit_code(target, code, console):
    """A bare-metal program has ended only where it said so itself."""
    said = _EXIT.findall(console)
    if target.emulator == "native" or code == TIMED_OUT:
        return code
    return int(said[-1]) if said else NOT_FINISHED


def _named(console, counts):
    """Joins the n-th #measure line with the n-th pair of marks."""
    names = _MEASURE.findall(console)
    rows = []
    for index in range(max(len(names), len(counts))):
        row = {"name": names[index][0], "stack": int(names[index][1])} if index < len(names) else {"name": ""}
        row.update(counts[index] if index < len(counts) else {})
        rows.append(row)
    return rows


def _native(_target, program, options, _counts_file):
    code, console = _watch([program], options)
    return code, console, []


def _qemu(target, program, options, counts_file):
    command = [target.emulator, "-M", target.machine, "-display", "none", "-monitor", "none"]
    if target.emulator == "qemu-system-riscv32":
        command += ["-bios", "none"]
    command += ["-serial", options.serial, "-kernel", program]
    reading, writing = os.pipe()
    command += ["-chardev", f"file,id=console,path=/proc/self/fd/{writing}"]
    command += ["-semihosting-config", "enable=on,target=native,chardev=console"]
    if options.by_instructions:
        command += ["-icount", "shift=0"]
    if options.measure:
        command += ["-plugin", _plugin_argument(program, options, counts_file)]
    code, console = _watch(command, options, pipe=(reading, writing))
    return code, console, None


def _plugin_argument(program, options, counts_file):
    symbols = Elf.load(program)
    words = [str(_cycle_model())]
    for word, symbol in (("start", "target_mark_start"), ("stop", "target_mark_stop")):
        address = symbols.address(symbol)
        # A program that measures nothing has no marks: an address that no instruction has.
        words.append(f"{word}={(address & ~1) if address is not None else 0xFFFFFFFF:x}")
    words.append(f"out={counts_file}")
    if options.profile:
        words.append(f"profile={options.profile.resolve()}")
    if options.trace:
        words.append("trace=on")
    return ",".join(words)


def _avr(target, program, options, counts_file):
    """The project's own simulator (ffi-tests/avr-simulator), or simavr."""
    if options.simavr:
        return _simavr(target, program, options, counts_file)
    command = [_avr_simulator()]
    if options.measure:
        command += ["--json", counts_file]
        command += ["--profile", options.profile.resolve()] if options.profile else []
        command += [word for table in options.tables for word in ("--table", table)]
    if options.folder and (options.folder / INPUT).exists():
        command += ["--input", INPUT]
    code, console = _watch([*command, target.machine, program], options)
    return code, console, None


def _simavr(target, program, options, counts_file):
    command = [_simavr_runner(), target.machine, program, counts_file]
    if options.profile:
        command.append(options.profile.resolve())
    command += [f"table={table}" for table in options.tables]
    code, console = _watch(command, options)
    return code, console, None


def _msp430(_target, program, options, _counts_file):
    """mspdebug's simulator: its tracer prints every access, which gives console, marks and cycles.

    AMISEC_MSP430_SIMULATOR names the project's own (ffi-tests/msp430-simulator) to use where nothing
    is measured: it is faster by far.
    """
    own = os.environ.get("AMISEC_MSP430_SIMULATOR")
    if own and not options.measure and not options.hardware_multiplier:
        # The archive's P-256 reaches the 16-bit multiplier through its registers.
        code, console = _watch([own, "--marked-only", "--multiplier", "16", "--max-cycles", str(10**12), program], options)
        return code, console, []
    command = ["mspdebug", "-q", "-n", "sim"]
    if options.hardware_multiplier:
        command += ["simio add hwmult multiplier"]
        command += [f"simio config multiplier base {options.hardware_multiplier}"]
    command += ["simio add tracer trace", "simio config trace verbose", f"prog {program}", "run"]
    decoder = _MspdebugTrace()
    code, _ = _watch(command, options, decode=decoder)
    return code, decoder.console, decoder.counts


def use_own_msp430_simulator():
    """Builds it and lets `_msp430` run it: it has the multiplier, and is held against mspdebug elsewhere."""
    command = ["cargo", "build", "--quiet", "--release", "--package", "msp430-simulator"]
    done = subprocess.run(command, cwd=targets.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the MSP430 simulator does not build\n{done.stderr}")
    folder = Path(os.environ.get("CARGO_TARGET_DIR", targets.BUILD))
    os.environ["AMISEC_MSP430_SIMULATOR"] = str(folder.resolve() / "release" / "msp430-simulator")


class _MspdebugTrace:
    """Reads the tracer's lines; what it returns is the console."""

    _WRITE = re.compile(r"\s*(\d+): write\.[wb] => (?:\S+ )?(0x[0-9a-f]+) (0x[0-9a-f]+)")
    MARK, CONSOLE, EXIT = 0x1F0, 0x1F2, 0x1F4

    def __init__(self):
        self.console = ""
        self.counts = []
        self.started = 0
        self.ended = False

    def __call__(self, line):
        match = self._WRITE.match(line)
        if not match:
            return ""
        cycle, address, value = int(match[1]), int(match[2], 16), int(match[3], 16)
        if address == self.CONSOLE:
            self.console += chr(value & 0xFF)
            return chr(value & 0xFF)
        if address == self.MARK and value == 1:
            self.started = cycle
        elif address == self.MARK:
            self.counts.append({"cycles": {"msp430": cycle - self.started}})
        elif address == self.EXIT:
            self.ended = True
        return ""


_EMULATORS = {
    "native": _native,
    "qemu-system-arm": _qemu,
    "qemu-system-riscv32": _qemu,
    "avr": _avr,
    "msp430": _msp430,
}


def _watch(command, options, pipe=None, decode=None):
    """Runs one process, reads its console, and ends it when its time is over.

    The console is the process's output, or the reading end of `pipe`; then what the emulator
    itself says is passed on. `decode` turns a line of output into console text and says by
    `ended` that there is no more to come.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as remarks:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=None if options.serial == "stdio" else subprocess.DEVNULL,
            stdout=None if pipe else subprocess.PIPE,
            stderr=remarks if pipe else subprocess.STDOUT,
            pass_fds=pipe[1:] if pipe else (),
            cwd=options.folder,
        )
        if pipe:
            os.close(pipe[1])
        stream = os.fdopen(pipe[0], "rb") if pipe else process.stdout
        reader = _Reader(stream, options, decode)
        with _ending(process):
            timed_out = not (reader.waited(options.timeout) if decode else _wait(process, options.timeout))
        reader.waited(5)
        stream.close()
        remarks.seek(0)
        for line in remarks:
            if "info: QEMU waiting" not in line:
                print(line, end="", file=sys.stderr)
    return TIMED_OUT if timed_out else process.returncode, "".join(reader.console)


class _Reader:
    """Collects the console in a thread of its own."""

    def __init__(self, stream, options, decode):
        self.console = []
        self.thread = threading.Thread(target=self._read, args=(stream, options, decode), daemon=True)
        self.thread.start()

    def _read(self, stream, options, decode):
        # With the serial port on stdout, the console goes beside it.
        beside = sys.stderr if options.serial == "stdio" else sys.stdout
        for line in stream:
            text = line.decode(errors="replace")
            text = decode(text) if decode else text
            if text:
                self.console.append(text)
                if options.live:
                    print(text, end="", flush=True, file=beside)
            if decode and decode.ended:
                break

    def waited(self, seconds):
        """Whether the console ended in time."""
        self.thread.join(seconds)
        return not self.thread.is_alive()


def _wait(process, seconds):
    """Whether the process ended by itself in time."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


class _ending:
    """Ends a process whatever happens, a SIGTERM to this program included."""

    def __init__(self, process):
        self.process = process
        self.before = None

    def __enter__(self):
        if threading.current_thread() is threading.main_thread():
            self.before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.before is not None:
            signal.signal(signal.SIGTERM, self.before)


def _cycle_model():
    """The QEMU plugin, compiled when its sources have changed."""
    folder = targets.ROOT / "benches" / "cycle-model"
    sources = [folder / name for name in ("plugin.c", "models.c", "thumb.c", "riscv.c")]
    made = targets.BUILD / "tools" / "libcyclemodel.so"
    flags = ["-std=c11", "-O2", "-fPIC", "-shared", "-Wall", "-Wextra", "-Werror"]
    return _compiled(made, sources, sorted(folder.glob("*.h")), flags, [])


def _simavr_runner():
    """The program around libsimavr, compiled when its source has changed."""
    source = targets.START_UP / "avr" / "simulator" / "runner.c"
    made = targets.BUILD / "tools" / "simavr-runner"
    return _compiled(made, [source], [], ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror"], ["-lsimavr", "-lelf"])


def _avr_simulator():
    """The project's own simulator, built when its source has changed: in a folder of its own, as others may be building."""
    folder = targets.ROOT / "ffi-tests" / "avr-simulator"
    sources = [folder / "Cargo.toml", *sorted((folder / "src").glob("*.rs"))]
    made, build = targets.BUILD / "tools" / "avr-simulator", targets.BUILD / "tools" / "avr"
    command = ["cargo", "build", "--quiet", "--release", "--locked", "--package", "avr-simulator", "--target-dir", build]
    return _made(made, sources, command, build / "release" / "avr-simulator")


def _compiled(made, sources, headers, flags, libraries):
    # Under a name of its own first: another run may be compiling the same.
    temporary = made.with_name(f"{made.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        return _made(made, [*sources, *headers], ["cc", *flags, "-o", temporary, *sources, *libraries], temporary)
    finally:
        temporary.unlink(missing_ok=True)


def _made(made, sources, command, result):
    """A program, made by a command as `result` unless it is newer than its sources."""
    newest = max(path.stat().st_mtime for path in sources)
    if made.exists() and made.stat().st_mtime >= newest:
        return made
    made.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=targets.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{made.name} does not compile (ffi-tests/build/prerequisites test):\n{done.stderr}")
    temporary = made.with_name(f"{made.name}.{os.getpid()}.{time.monotonic_ns()}.made")
    shutil.copy(result, temporary)
    temporary.replace(made)
    return made
