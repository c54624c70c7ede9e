"""What an archive was made from: whether one that stands there is still that of the sources."""

import hashlib
import json

import targets


def digest(crate=targets.ROOT):
    """SHA-256 over the crate and the tools that build it."""
    places = [(crate, "src"), (crate, "include"), (targets.ROOT, "ffi-tests/build")]
    files = [(root, path) for root, place in places for path in sorted((root / place).rglob("*")) if path.is_file()]
    files = [(root, path) for root, path in files if path.parent.name != "__pycache__"]
    files += [(crate, crate / name) for name in ("Cargo.toml", "Cargo.lock", ".cargo/config.toml")]
    total = hashlib.sha256()
    for root, path in files:
        total.update(f"{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def are_in(folder):
    """Whether the archive in a folder was made from the sources as they are."""
    facts = folder / "libamisec.json"
    return facts.exists() and json.loads(facts.read_text()).get("sources") == digest()
