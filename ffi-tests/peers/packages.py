"""Other implementations, from PyPI, in a virtual environment of their own; and amisec's side of a meeting.

AMISEC_ARCHIVE and AMISEC_INCLUDE name the archive and the header's folder; CC the compiler.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILT = ROOT / "target" / "peers"
sys.path.insert(0, str(ROOT / "ffi-tests/build"))
import sources  # noqa: E402


def install(name, packages):
    """The packages, each with its version, in target/peers/NAME, which is said; gives the Python that has them."""
    folder = BUILT / name
    python, installed, wanted = folder / "bin" / "python", folder / "installed", "\n".join(packages)
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / f"{name}.lock").open("w") as lock:
        # The boot loader's check and that of imgtool want the same.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not installed.exists() or installed.read_text() != wanted:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            print(f"installing {', '.join(packages)} from PyPI into target/peers/{name}", flush=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
            installed.write_text(wanted)
    done = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
        capture_output=True, text=True, check=True)
    print("installed:", " ".join(done.stdout.split()), flush=True)
    return python


def build(name):
    """The program NAME.c with amisec."""
    archive = os.environ.get("AMISEC_ARCHIVE") or sources.archive_of_host()
    include = os.environ.get("AMISEC_INCLUDE", ROOT / "include")
    program = BUILT / name
    flags = ["-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Wpedantic", "-Werror", "-O1", "-g", f"-I{include}"]
    compiler = os.environ.get("CC", "cc")
    subprocess.run([compiler, *flags, HERE / f"{name}.c", archive, "-o", program], check=True)
    return program
