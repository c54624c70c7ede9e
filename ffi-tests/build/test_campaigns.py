"""Tests of the records of campaigns: python3 -m unittest test_campaigns"""

import tempfile
import unittest
from pathlib import Path

import campaigns

ARCHIVE = {"target": "thumbv7m-none-eabi", "profile": "fast", "sha256": "aa" * 32, "rustc": "rustc 1.96", "linker": "ld"}


class Records(unittest.TestCase):
    """In a folder of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="campaigns-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_an_archive_without_a_record_is_named(self):
        (sentence,) = campaigns.missing([ARCHIVE], self.folder)
        self.assertIn("thumbv7m-none-eabi fast: no record", sentence)

    def test_a_record_holds_for_the_archive_that_it_was_made_with(self):
        campaigns.record("targets", ARCHIVE, {"tests": 1}, self.folder)
        self.assertEqual(campaigns.missing([ARCHIVE], self.folder), [])

    def test_a_record_of_another_archive_is_stale(self):
        campaigns.record("targets", ARCHIVE, {"tests": 1}, self.folder)
        (sentence,) = campaigns.missing([{**ARCHIVE, "sha256": "bb" * 32}], self.folder)
        self.assertIn("is stale", sentence)

    def test_a_record_of_the_other_profile_does_not_count(self):
        campaigns.record("targets", ARCHIVE, {"tests": 1}, self.folder)
        self.assertEqual(len(campaigns.missing([{**ARCHIVE, "profile": "small"}], self.folder)), 1)

    def test_a_newer_record_takes_the_place_of_an_older_one(self):
        campaigns.record("targets", ARCHIVE, {"tests": 1}, self.folder)
        newer = {**ARCHIVE, "sha256": "bb" * 32}
        campaigns.record("targets", newer, {"tests": 2}, self.folder)
        self.assertEqual(campaigns.missing([newer], self.folder), [])
        self.assertEqual(len(campaigns.load("targets", self.folder)), 1)

    def test_the_host_needs_no_campaign(self):
        self.assertEqual(campaigns.missing([{**ARCHIVE, "target": "host"}], self.folder), [])


if __name__ == "__main__":
    unittest.main()
