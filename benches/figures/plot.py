"""Flash against cycles as SVG, one plot for each target."""

import json
import math

from .places import OPERATIONS, RESULTS, TARGETS

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 520, 70, 40, 170, 50
COLOURS = ("#1b6ca8", "#7fb3d5", "#c0392b", "#27ae60", "#8e44ad", "#d68910", "#616a6b", "#117a65", "#a04000", "#2c3e50")


def write(rows):
    """Writes RESULTS/TARGET.svg for each target that has rows; peers' rows join them."""
    for target in TARGETS:
        shown = [row for row in [*rows, *peers(target)] if row["target"] == target and row["cycles"] is not None]
        if shown:
            (RESULTS / f"{target}.svg").write_text(svg(target, shown))


def peers(target):
    """The recorded rows of other libraries."""
    path = RESULTS / "peers" / f"{target}.json"
    return json.loads(path.read_text()) if path.exists() else []


def svg(target, rows):
    """A plot with both axes logarithmic; one colour for each library, one letter for each operation."""
    across = _Axis([row["flash_bytes"] for row in rows], LEFT, WIDTH - RIGHT)
    up = _Axis([row["cycles"] for row in rows], HEIGHT - BOTTOM, TOP)
    series = sorted({(row["library"], row["profile"]) for row in rows}, key=lambda key: (key[0] != "amisec", key))
    colour = {key: COLOURS[index % len(COLOURS)] for index, key in enumerate(series)}
    operations = [name for name in OPERATIONS if any(row["operation"] == name for row in rows)]
    letter = {name: chr(ord("a") + index) for index, name in enumerate(operations)}

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, 22, f"{target}: flash against cycles", size=14),
        _text((LEFT + WIDTH - RIGHT) // 2, HEIGHT - 12, "flash, bytes", anchor="middle"),
        f'<text transform="translate(16 {(TOP + HEIGHT - BOTTOM) // 2}) rotate(-90)" text-anchor="middle">cycles</text>',
    ]
    for value in across.ticks():
        parts += [_line(across.at(value), TOP, across.at(value), HEIGHT - BOTTOM)]
        parts += [_text(across.at(value), HEIGHT - BOTTOM + 16, _unit(value), anchor="middle")]
    for value in up.ticks():
        parts += [_line(LEFT, up.at(value), WIDTH - RIGHT, up.at(value))]
        parts += [_text(LEFT - 6, up.at(value) + 4, _unit(value), anchor="end")]
    for row in rows:
        x, y = across.at(row["flash_bytes"]), up.at(row["cycles"])
        name = f"{row['library']} {row['profile']} {row['operation']}: {row['flash_bytes']} B, {row['cycles']} cycles"
        parts += [
            f'<g><title>{name}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="7" '
            f'fill="{colour[row["library"], row["profile"]]}" fill-opacity="0.85"/>'
            + _text(x, y + 3.5, letter[row["operation"]], anchor="middle", fill="white")
            + "</g>"
        ]
    y = TOP + 10
    for library, profile in series:
        parts += [f'<circle cx="{WIDTH - RIGHT + 20}" cy="{y - 4}" r="6" fill="{colour[library, profile]}"/>']
        parts += [_text(WIDTH - RIGHT + 32, y, f"{library} {profile}")]
        y += 18
    for name in operations:
        y += 18
        parts += [_text(WIDTH - RIGHT + 16, y, f"{letter[name]}  {name}")]
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Axis:
    """A logarithmic axis from a little below the least value to a little above the greatest."""

    def __init__(self, values, start, end):
        self.low, self.high = math.log10(min(values)) - 0.08, math.log10(max(values)) + 0.08
        self.start, self.end = start, end

    def at(self, value):
        """Where a value stands."""
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self):
        """1, 2 and 5 times the powers of ten, or the powers alone if there are many."""
        steps = (1, 2, 5) if self.high - self.low < 2.5 else (1,)
        powers = range(math.floor(self.low), math.ceil(self.high) + 1)
        values = [step * 10**power for power in powers for step in steps if power >= 0]
        return [value for value in values if self.low <= math.log10(value) <= self.high]


def _unit(value):
    for unit, size in (("M", 10**6), ("k", 10**3)):
        if value >= size:
            return f"{value // size}{unit}"
    return str(value)


def _line(x1, y1, x2, y2):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _text(x, y, text, anchor="start", size=11, fill="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{text}</text>'
