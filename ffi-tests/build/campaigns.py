"""Records of campaigns: what takes too long for `make test`, and the SHA-256 of the archives that it was done with.

ffi-tests/campaigns/NAME.json has one row for each archive. A record holds for the archive with its SHA-256 and
for no other: a source that changed, or another compiler, makes it stale.
"""

import json

import targets

FOLDER = targets.ROOT / "ffi-tests" / "campaigns"
PROFILES = ("small", "fast")
CAMPAIGNS = {"targets": "ffi-tests/targets-check --profile both --complete"}
"""Each campaign, and the command that does it."""


def load(campaign, folder=FOLDER):
    """The rows of a campaign, by archive: {(target, profile): row}."""
    path = folder / f"{campaign}.json"
    rows = json.loads(path.read_text()) if path.exists() else []
    return {(row["target"], row["profile"]): row for row in rows}


def record(campaign, facts, result, folder=FOLDER):
    """Writes the row of one archive, of which `facts` is its libamisec.json, in the place of an older one."""
    rows = load(campaign, folder)
    made = {name: facts[name] for name in ("target", "profile", "sha256", "rustc", "linker")}
    rows[facts["target"], facts["profile"]] = {**made, **result}
    folder.mkdir(parents=True, exist_ok=True)
    text = ",\n".join(json.dumps(rows[key], indent=1) for key in sorted(rows))
    (folder / f"{campaign}.json").write_text(f"[\n{text}\n]\n")


def missing(facts, folder=FOLDER):
    """What the records lack for these archives, as sentences; the host is no target of a campaign."""
    sentences = []
    for campaign, command in CAMPAIGNS.items():
        rows = load(campaign, folder)
        for archive in (archive for archive in facts if archive["target"] != "host"):
            name = f"{archive['target']} {archive['profile']}"
            row = rows.get((archive["target"], archive["profile"]))
            if row is None:
                sentences.append(f"{name}: no record of the campaign `{command}`")
            elif row["sha256"] != archive["sha256"]:
                made = f"with {row['rustc']}, {row['sha256'][:16]}; this archive is {archive['sha256'][:16]}"
                sentences.append(f"{name}: the record of `{command}` is stale: made {made}")
    return sentences


def archives():
    """The descriptions of the archives that stand in target/dist."""
    folders = [targets.BUILD / "dist" / "lib" / target.directory / profile
               for target in targets.TARGETS for profile in PROFILES]
    return [json.loads((folder / "libamisec.json").read_text()) for folder in folders
            if (folder / "libamisec.json").exists()]
