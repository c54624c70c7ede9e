"""The table of fuzzing campaigns, fuzz/CAMPAIGNS.md: what really ran, the last campaign of each target."""

import re
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).resolve().parent / "CAMPAIGNS.md"
HEAD = """# Fuzzing campaigns

Written by `make fuzz SECONDS=n` (`fuzz/run --record`): the last campaign of each target, on one core, with
AddressSanitizer. Edges and features are libFuzzer's counts of what the inputs reached, inputs those that it kept.
A finding fails the campaign, and its row says so until one without a finding takes its place.

| target | date | seconds | executions | edges | features | inputs | findings |
|-|-|-:|-:|-:|-:|-:|-:|
"""


class Campaign(NamedTuple):
    """What one target did."""

    target: str
    seconds: int
    executions: int
    edges: int
    features: int
    inputs: int
    date: str

    def row(self):
        """Its line in the table."""
        numbers = (self.seconds, self.executions, self.edges, self.features, self.inputs)
        return f"| {self.target} | {self.date} | {' | '.join(map(str, numbers))} | 0 |"


def record(target, campaign):
    """Puts a campaign into the table; None is one with a finding."""
    rows = {}
    if TABLE.exists():
        rows = dict(re.findall(r"^(?=\| (\w+) \| \d)(.*)$", TABLE.read_text(), re.MULTILINE))
    if campaign:
        rows[target] = campaign.row()
    else:
        rows[target] = re.sub(r"\d+ \|$", "1 |", rows.get(target, f"| {target} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"))
    TABLE.write_text(HEAD + "".join(f"{rows[name]}\n" for name in sorted(rows)))
