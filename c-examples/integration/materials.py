"""The bill of materials of a delivery: CycloneDX 1.5, from cargo's metadata, the lock file and the archives' facts."""

import json
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "ffi-tests" / "build"))
import targets  # noqa: E402
import toolchain  # noqa: E402

PARTS_OF_RUST = {
    "core": "MIT OR Apache-2.0",
    "compiler_builtins": "MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)",
}
"""What comes with the compiler, and its licence. On AVR compiler_builtins is left out."""
HASH_LENGTHS = {"SHA-256": 64}
TYPES = ("library", "file")


def linked_crates():
    """The crates whose code is in an archive, ours first, as cargo's metadata describes them."""
    # Cargo knows a workspace as a whole only: for crates that nothing here has needed yet it asks the registry.
    words = ["cargo", "metadata", "--format-version", "1", "--locked", "--no-default-features"]
    words += ["--filter-platform", toolchain.choose(targets.find("host"), "1.0").host]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    metadata = json.loads(done.stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    linked = [name for name, package in packages.items() if package["name"] == "amisec"]
    for name in linked:
        for dependency in nodes[name]["deps"]:
            normal = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if normal and dependency["pkg"] not in linked:
                linked.append(dependency["pkg"])
    return [packages[name] for name in linked]


def bill(version, facts):
    """The bill as text: the same for the same archives. It has no time: that of the archives is their content."""
    ours, *crates = linked_crates()
    checksums = {(package["name"], package["version"]): package.get("checksum")
                 for package in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]}
    reference = f"amisec@{version}"
    components = [crate(package, checksums[package["name"], package["version"]]) for package in crates]
    compilers = sorted({row["rustc"] for row in facts})
    components += [rust_library(name, compiler) for compiler in compilers for name in PARTS_OF_RUST]
    archives = [archive(row) for row in facts]
    dependencies = [{"ref": reference, "dependsOn": [component["bom-ref"] for component in components]}]
    dependencies += [{"ref": component["bom-ref"], "dependsOn": []} for component in components]
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {
            "type": "library", "bom-ref": reference, "name": "amisec", "version": version,
            "description": ours["description"], "licenses": [{"expression": ours["license"]}],
        }},
        "components": components + archives,
        "dependencies": dependencies,
    }
    serial = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content, sort_keys=True))
    return json.dumps({**content, "serialNumber": f"urn:uuid:{serial}"}, indent=2, sort_keys=True) + "\n"


def crate(package, checksum):
    """A crate of the registry: the hash is that of the file that cargo downloads."""
    place = f"pkg:cargo/{package['name']}@{package['version']}"
    return {
        "type": "library", "bom-ref": place, "name": package["name"], "version": package["version"], "purl": place,
        "description": package["description"].strip(), "licenses": [{"expression": package["license"]}],
        "hashes": [{"alg": "SHA-256", "content": checksum}],
    }


def rust_library(name, compiler):
    """A part of Rust's own library."""
    return {
        "type": "library", "bom-ref": f"{name} of {compiler}", "name": name, "version": compiler.removeprefix("rustc "),
        "licenses": [{"expression": PARTS_OF_RUST[name]}],
    }


def archive(row):
    """An archive of the delivery."""
    name = f"lib/{row['directory']}/{row['profile']}/libamisec.a"
    return {"type": "file", "bom-ref": name, "name": name, "hashes": [{"alg": "SHA-256", "content": row["sha256"]}]}


def problems(content):
    """What of the CycloneDX 1.5 schema a bill does not keep, as far as it uses it."""
    found = [f"{name} is not {value!r}" for name, value in (("bomFormat", "CycloneDX"), ("specVersion", "1.5"))
             if content.get(name) != value]
    if not isinstance(content.get("version"), int) or content["version"] < 1:
        found.append("version is no number from 1 on")
    serial = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    if not re.fullmatch(serial, content.get("serialNumber", "")):
        found.append("serialNumber is no URN of a UUID")
    components = [content.get("metadata", {}).get("component", {}), *content.get("components", [])]
    for component in components:
        label = component.get("name", "a component")
        found += [f"{label} has no {name}" for name in ("type", "name", "bom-ref") if not component.get(name)]
        if component.get("type") not in TYPES:
            found.append(f"{label} is of type {component.get('type')}")
        for row in component.get("hashes", []):
            if not re.fullmatch(r"[0-9a-f]+", row["content"]) or len(row["content"]) != HASH_LENGTHS.get(row["alg"]):
                found.append(f"{label} has no hash in {row}")
        found += [f"{label} has a licence without expression" for row in component.get("licenses", [])
                  if set(row) != {"expression"} or not row["expression"]]
    references = [component.get("bom-ref") for component in components]
    if len(set(references)) != len(references):
        found.append("a bom-ref comes twice")
    for row in content.get("dependencies", []):
        found += [f"{name} is nothing of this bill" for name in (row.get("ref"), *row.get("dependsOn", []))
                  if name not in references]
    return found
