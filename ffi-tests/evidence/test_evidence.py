"""Tests of claims and their records: python3 -m unittest test_evidence"""

import tempfile
import unittest
from pathlib import Path

import evidence

ARCHIVE = {"target": "thumbv7m-none-eabi", "profile": "fast", "sha256": "aa" * 32, "rustc": "rustc 1.96", "linker": "ld"}
TARGETS = {"targets": evidence.claims()["targets"]}
FIGURES = {"tests": 1, "tests_of_host": 1, "vectors": 2, "vectors_of_host": 2}


class Records(unittest.TestCase):
    """In a folder of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="evidence-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def missing(self, *archives):
        return evidence.missing(archives, self.folder, TARGETS)

    def test_an_archive_without_a_record_is_named(self):
        (sentence,) = self.missing(ARCHIVE)
        self.assertIn("thumbv7m-none-eabi fast: no record", sentence)

    def test_a_record_holds_for_the_archive_that_it_was_made_with(self):
        evidence.record("targets", ARCHIVE, FIGURES, self.folder)
        self.assertEqual(self.missing(ARCHIVE), [])

    def test_a_record_of_another_archive_is_stale(self):
        evidence.record("targets", ARCHIVE, FIGURES, self.folder)
        (sentence,) = self.missing({**ARCHIVE, "sha256": "bb" * 32})
        self.assertIn("is stale", sentence)

    def test_a_record_of_the_other_profile_does_not_count(self):
        evidence.record("targets", ARCHIVE, FIGURES, self.folder)
        self.assertEqual(len(self.missing({**ARCHIVE, "profile": "small"})), 1)

    def test_a_newer_record_takes_the_place_of_an_older_one(self):
        evidence.record("targets", ARCHIVE, FIGURES, self.folder)
        newer = {**ARCHIVE, "sha256": "bb" * 32}
        evidence.record("targets", newer, FIGURES, self.folder)
        self.assertEqual(self.missing(newer), [])
        self.assertEqual(len(evidence.load("targets", self.folder)), 1)

    def test_a_claim_is_about_no_other_archives(self):
        self.assertEqual(self.missing({**ARCHIVE, "target": "host"}), [])
        constant_time = {"constant-time": evidence.claims()["constant-time"]}
        other = {**ARCHIVE, "target": "avr-none-atmega2560"}
        self.assertEqual(evidence.missing([other], self.folder, constant_time), [])

    def test_a_record_without_the_figures_of_its_claim_is_refused(self):
        with self.assertRaises(SystemExit):
            evidence.record("targets", ARCHIVE, {"tests": 1}, self.folder)

    def test_the_report_names_the_archive_and_its_figures(self):
        evidence.record("targets", ARCHIVE, FIGURES, self.folder)
        text = evidence.report(self.folder)
        self.assertIn(f"| thumbv7m-none-eabi fast | `{'aa' * 32}` | 1 of 1 tests, 2 of 2 vectors |", text)


if __name__ == "__main__":
    unittest.main()
