"""Tests of what a campaign has to do: python3 -m unittest test_campaign"""

import contextlib
import io
import json
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path
from unittest import mock

import targets

check = SourceFileLoader("targets_check", str(targets.ROOT / "ffi-tests" / "targets-check")).load_module()
M3 = targets.find("thumbv7m-none-eabi")
AVR = targets.find("avr-none", "atmega1284p")


class Campaign(unittest.TestCase):
    """With archives that are descriptions only."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="campaign-")
        self.addCleanup(folder.cleanup)
        self.archive = Path(folder.name) / "libamisec.a"
        self.archive.with_suffix(".json").write_text(json.dumps({"sha256": "aa" * 32}))

    def left(self, jobs, records):
        said = io.StringIO()
        rows = {key: {"sha256": sha256, "tests": 1, "vectors": 2} for key, sha256 in records.items()}
        with (
            mock.patch.object(check, "build", lambda *_: self.archive),
            mock.patch.object(check.evidence, "load", lambda _: rows),
            contextlib.redirect_stdout(said),
        ):
            return check.not_recorded(jobs), said.getvalue()

    def test_what_has_a_record_is_not_done_again(self):
        left, said = self.left([(M3, "fast"), (AVR, "small")], {(M3.name, "fast"): "aa" * 32})
        self.assertEqual(left, [(AVR, "small")])
        self.assertIn(f"recorded {M3.name} fast", said)
        self.assertIn("1 of 2 archives to do", said)

    def test_another_archive_is_done_again(self):
        left, _ = self.left([(M3, "fast")], {(M3.name, "fast"): "bb" * 32})
        self.assertEqual(left, [(M3, "fast")])

    def test_the_other_profile_is_done(self):
        left, _ = self.left([(M3, "small"), (M3, "fast")], {(M3.name, "fast"): "aa" * 32})
        self.assertEqual(left, [(M3, "small")])

    def test_the_estimate_is_that_of_the_longest_or_of_half(self):
        _, said = self.left([(M3, "fast"), (AVR, "small")], {})
        self.assertIn(f"about {check.MINUTES[AVR.label]} minutes", said)


if __name__ == "__main__":
    unittest.main()
