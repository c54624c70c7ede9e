"""The committed results and the budgets, and what differs from them."""

import json
import tomllib

from .places import BUDGETS, FIELDS, RESULTS

TOLERANCE = 0.01
COMPARED = ("flash_bytes", "stack_bytes", "cycles")


def load(target, profile):
    """The recorded rows, none if there is no file."""
    path = RESULTS / f"{target}-{profile}.json"
    return json.loads(path.read_text()) if path.exists() else []


def save(target, profile, rows, tools):
    """Writes the rows, and the tools into a file beside them."""
    _save(RESULTS / f"{target}-{profile}.json", rows, tools)


def save_peers(target, rows, tools):
    """Writes the rows of other libraries, and their versions."""
    _save(RESULTS / "peers" / f"{target}.json", rows, tools)


def _save(path, rows, tools):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({name: row[name] for name in FIELDS if name in row}) for row in rows]
    path.write_text("[\n" + ",\n".join("  " + line for line in lines) + "\n]\n")
    path.with_suffix(".tools.json").write_text(json.dumps(tools, indent=2) + "\n")


def every_row():
    """All recorded rows of amisec."""
    paths = sorted(path for path in RESULTS.glob("*.json") if not path.name.endswith(".tools.json"))
    return [row for path in paths for row in json.loads(path.read_text())]


def name(row):
    """What a row is called in messages and in the budgets."""
    return f"{row['target']} {row['profile']} {row['operation']}"


def _known(row):
    return [field for field in COMPARED if row[field] is not None]


def _budgeted(row):
    return [*_known(row), *(["static_ram_bytes"] if row["static_ram_bytes"] else [])]


def differences(measured, recorded):
    """What is not as it was recorded, by more than the tolerance, as sentences."""
    found = []
    before, now = ({name(row): row for row in rows} for rows in (recorded, measured))
    found += [f"{key}: not measured any more" for key in before if key not in now]
    found += [f"{key}: not recorded" for key in now if key not in before]
    for key in (key for key in now if key in before):
        for field in COMPARED:
            was, is_now = before[key][field], now[key][field]
            if None in (was, is_now):
                found += [f"{key}: {field} {is_now}, recorded {was}"] * (was != is_now)
            elif abs(is_now - was) > TOLERANCE * was:
                found.append(f"{key}: {field} {is_now}, recorded {was} ({100 * (is_now - was) / was:+.1f}%)")
    return found


def budgets():
    """{row: {field: most}}."""
    return tomllib.loads(BUDGETS.read_text()) if BUDGETS.exists() else {}


def excesses(measured, allowed):
    """What is more than its budget, by more than the tolerance, as sentences."""
    found = []
    for row in measured:
        budget = allowed.get(name(row))
        if budget is None:
            found.append(f"{name(row)}: has no budget in {BUDGETS.name}")
            continue
        for field in _known(row):
            if row[field] > budget.get(field, 0) * (1 + TOLERANCE):
                found.append(f"{name(row)}: {field} {row[field]}, budget {budget.get(field, 'none')}")
    return found


def static_ram(measured, allowed):
    """Static RAM is 0, but where the budgets name a debt."""
    return [
        f"{name(row)}: {row['static_ram_bytes']} bytes of static RAM"
        for row in measured
        if row["static_ram_bytes"] > allowed.get(name(row), {}).get("static_ram_bytes", 0)
    ]


def loose(rows, allowed):
    """Budgets that are not equal to a recorded figure: room for a regression unseen."""
    recorded = {name(row): row for row in rows}
    # A debt in static RAM is equal, too: a constant that moved to flash takes its allowance along.
    found = [f"{key}: a budget without a recorded row" for key in allowed if key not in recorded]
    for key, row in recorded.items():
        for field in (*COMPARED, "static_ram_bytes") if key in allowed else ():
            if allowed[key].get(field) != (row[field] or None if field == "static_ram_bytes" else row[field]):
                found.append(f"{key}: {field} has the budget {allowed[key].get(field)}, recorded is {row[field]}")
    return found


BUDGET_HEADER = """# The most that an operation may take; each equal to what is recorded in results/.
# `benches/footprint --check` fails where a figure is more than 1% above. Raising one is a commit of its
# own, with the reason. `static_ram_bytes` stands only where constants are still copied to RAM (AVR): a
# debt to be paid, elsewhere it is 0.

"""


def save_budgets(rows):
    """Sets every budget to what is recorded."""
    lines = [
        f'"{name(row)}" = {{ ' + ", ".join(f"{field} = {row[field]}" for field in _budgeted(row)) + " }" for row in rows
    ]
    BUDGETS.write_text(BUDGET_HEADER + "\n".join(lines) + "\n")
