"""The proof that no exported function can reach a panic, and where it can when it fails."""

import re
from collections import defaultdict

PANIC = "amisec_panic_path_remains"
_PANICKING = re.compile(r"panicking|_fail$|unwrap_failed|expect_failed|rust_begin_unwind|panic")


class References:
    """Which function refers to which, read from the relocations of an object."""

    def __init__(self, object_file):
        self.calls = defaultdict(set)
        self.sites = defaultdict(int)
        in_section = defaultdict(list)
        for symbol in object_file.symbols:
            if symbol.name and 0 < symbol.section < len(object_file.sections):
                in_section[symbol.section].append(symbol.name)
        for section, _, symbol in object_file.relocations():
            # A section symbol has no name: it stands for what the section holds.
            called = [symbol.name] if symbol.name else in_section[symbol.section]
            for caller in in_section[section]:
                for name in called:
                    self.calls[caller].add(name)
                    self.sites[caller, name] += 1

    def reachable(self, function):
        """The names that a function can reach, itself included."""
        seen, waiting = set(), [function]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(self.calls[name])
        return seen


def sites(references, function):
    """Calls that can panic below an exported function: (caller, panicking function, count)."""
    reached = references.reachable(function)
    if PANIC not in reached:
        return []
    return sorted(
        (readable(caller), readable(called), count)
        for (caller, called), count in references.sites.items()
        if caller in reached and not is_panicking(caller) and is_panicking(called)
    )


def is_panicking(name):
    """Whether a function of `core` does nothing but panic."""
    return bool(_PANICKING.search(readable(name)))


def readable(name):
    """The path in a mangled Rust name (v0), near enough to find the function in the source."""
    if not name.startswith("_R"):
        return name
    parts, position = [], 2
    while position < len(name):
        match = re.match(r"[sB][0-9A-Za-z]*_|(\d+)_?", name[position:])
        if not match or match.group(1) is None:
            position += len(match.group(0)) if match else 1
            continue
        start = position + len(match.group(0))
        length = int(match.group(1))
        parts.append(name[start : start + length])
        position = start + length
    return "::".join(part for part in parts if part)
