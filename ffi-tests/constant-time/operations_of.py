"""What the operations' files call, as their compiler sees them."""

import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def sources():
    return sorted((HERE / "operations").glob("*.c"))


def rows(source):
    """The names in the table `operations` of a file: of the exported functions, and what is special about the call."""
    command = ["cc", "-E", "-P", f"-I{HERE}", f"-I{HERE.parents[1] / 'include'}", source]
    text = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout
    return re.findall(r'\{"(\w[^"]*)"', re.sub(r'"\s*"', "", text))


def names():
    """The exported functions that have an operation."""
    return {row.split()[0] for source in sources() for row in rows(source)}
