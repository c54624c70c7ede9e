"""What an archive was made from: whether one that stands there is still that of the sources."""

import hashlib
import json
import subprocess

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


def archive(target, profile):
    """The archive in target/dist, built unless that of the sources as they are is there."""
    words = [targets.ROOT / "ffi-tests/build/library", "--if-stale", "--target", target.name, "--profile", profile]
    words += ["--cpu", target.cpu] if target.cpu else []
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the archive does not build\n{done.stdout}{done.stderr}")
    return targets.BUILD / "dist" / "lib" / target.directory / profile / "libamisec.a"


def archive_of_host():
    """The host's, in its default profile."""
    return archive(targets.find("host"), "fast")
