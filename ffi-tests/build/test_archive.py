"""Tests of `archive`: what it must refuse, each shown with a small crate that has that one fault.

    python3 -m unittest test_archive

Set AMISEC_TEST_TARGETS to target names to try them all; the host and one Cortex-M stand for the
others by default, because each target compiles its own `core`.
"""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import linking
import panics
import targets
from elf import Elf

ARCHIVE = Path(__file__).with_name("archive")
OBJECTS = targets.BUILD / "archive"
CHOSEN = os.environ.get("AMISEC_TEST_TARGETS", "host thumbv7m-none-eabi").split()

# Compiled as amisec itself is, so that both share one `core`.
PROFILE = re.search(r"^\[profile\.release\]\n(?:[^\[].*\n)*", (targets.ROOT / "Cargo.toml").read_text(), re.MULTILINE)
CONFIGURATION = (targets.ROOT / ".cargo" / "config.toml").read_text()
MANIFEST = f"""
[package]
name = "amisec"
version = "0.1.0"
edition = "2024"
[lib]
crate-type = ["rlib"]
[features]
fast = []
[workspace]
{PROFILE.group(0)}
"""

HEADER = """
#include <stddef.h>
#include <stdint.h>
#define AMISEC_ABI_VERSION 3U
uint16_t amisec_sum(const uint8_t *data, size_t data_length);
void amisec_copy(const uint8_t from[100], uint8_t to[100]);
"""

SOUND = """
#![no_std]
#[cfg(amisec_archive)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    #[cfg(amisec_panic_check)]
    {
        unsafe extern "C" { safe fn amisec_panic_path_remains() -> !; }
        amisec_panic_path_remains()
    }
    #[cfg(not(amisec_panic_check))]
    loop {}
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_sum(data: *const u8, length: usize) -> u16 {
    let data = unsafe { core::slice::from_raw_parts(data, length) };
    data.iter().fold(0, |sum, byte| sum ^ u16::from(*byte))
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_copy(from: *const [u8; 100], to: *mut [u8; 100]) {
    unsafe { core::ptr::copy_nonoverlapping(from, to, 1) }
}
"""

PANICS = SOUND.replace("data.iter().fold(0, |sum, byte| sum ^ u16::from(*byte))", "u16::from(data[7])")
NOT_DECLARED = SOUND + '#[unsafe(no_mangle)] pub extern "C" fn amisec_more() {}'
NEEDS_MORE = SOUND.replace("data.iter()", "unsafe extern \"C\" { safe fn malloc(n: usize) -> usize; }\nmalloc(9);\ndata.iter()")
STATIC_RAM = SOUND.replace(
    "data.iter()",
    "static mut CALLS: u8 = 0;\n"
    "let calls = unsafe { CALLS = CALLS.wrapping_add(1); CALLS };\nif calls == 200 { return 0 }\ndata.iter()",
)
NAMES_A_PATH = SOUND.replace(
    "data.iter()",
    'static PLACE: &[u8] = concat!(env!("CARGO_MANIFEST_DIR"), "/").as_bytes();\n'
    "if length == 9 { return u16::from(unsafe { core::ptr::read_volatile(PLACE.as_ptr()) }) }\ndata.iter()",
)


class Archives(unittest.TestCase):
    """Builds archives of small crates, for every chosen target."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="test-archive-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.crate = self.folder / "crate"
        for path, text in (
            ("Cargo.toml", MANIFEST),
            (".cargo/config.toml", CONFIGURATION),
            ("src/lib.rs", SOUND),
            ("include/amisec.h", HEADER),
        ):
            (self.crate / path).parent.mkdir(parents=True, exist_ok=True)
            (self.crate / path).write_text(text)
        subprocess.run(["cargo", "generate-lockfile", "--offline", "-q"], cwd=self.crate, check=True)

    def archive(self, target, source, *words):
        (self.crate / "src" / "lib.rs").write_text(source)
        out = self.folder / target
        command = [ARCHIVE, "--crate", self.crate, "--target", target, "--out", out, "--profile", "small"]
        command += ["--target-directory", OBJECTS, *words]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode == 0, (out / "libamisec.a").exists(), done.stderr)
        return done, out

    def refuses(self, source, sentence, *words):
        for target in CHOSEN:
            with self.subTest(target):
                done, _ = self.archive(target, source, *words)
                self.assertEqual(done.returncode, 1)
                self.assertIn(sentence, done.stderr)

    def test_a_sound_crate_gives_an_archive_that_exports_the_header_and_needs_only_memory_functions(self):
        for target in CHOSEN:
            with self.subTest(target):
                done, out = self.archive(target, SOUND, "--panic-check")
                self.assertEqual(done.returncode, 0, done.stderr)
                facts = json.loads((out / "libamisec.json").read_text())
                width = targets.find(target).width
                self.assertEqual(facts["exports"], [f"amisec_abi_3_w{width}", "amisec_copy", "amisec_sum"])
                self.assertEqual(facts["needs"], ["memcpy"])
                self.assertEqual(facts["panic_sites"], {})

    def test_the_same_bytes_come_out_of_another_folder(self):
        for target in CHOSEN:
            with self.subTest(target):
                done, _ = self.archive(target, SOUND, "--reproduce")
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_program_of_another_abi_does_not_link(self):
        for target in map(targets.find, CHOSEN):
            with self.subTest(target.name):
                done, out = self.archive(target.name, SOUND)
                self.assertEqual(done.returncode, 0, done.stderr)
                program = self.folder / "program.c"
                program.write_text("int main(void) { return 0; }\n")
                link = {"archive": out, "includes": [self.crate / "include"]}
                linking.compile_program(target, [program], self.folder / "program.elf", **link)
                header = self.crate / "include" / "amisec.h"
                header.write_text(HEADER.replace("VERSION 3U", "VERSION 4U"))
                with self.assertRaisesRegex(SystemExit, f"amisec_abi_4_w{target.width}"):
                    linking.compile_program(target, [program], self.folder / "program.elf", **link)
                header.write_text(HEADER)

    def test_refuses_a_call_that_can_panic_and_names_it(self):
        self.refuses(PANICS, "amisec_sum -> core::panicking::panic_bounds_check (1x)", "--panic-check")

    def test_a_budget_allows_calls_that_can_panic(self):
        done, out = self.archive("host", PANICS, "--panic-check", "--panic-budget", "1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(panics.PANIC, Elf.load(out / "libamisec.a").undefined())

    def test_refuses_an_export_that_is_not_declared(self):
        self.refuses(NOT_DECLARED, "amisec_more is exported but not declared")

    def test_refuses_a_declared_function_that_is_missing(self):
        self.refuses(SOUND.replace("fn amisec_copy", "fn amisec_coppy"), "amisec_copy")

    def test_refuses_what_a_firmware_may_not_have(self):
        self.refuses(NEEDS_MORE, "malloc is needed from outside")

    def test_refuses_static_ram(self):
        self.refuses(STATIC_RAM, "bytes of static RAM")

    def test_refuses_a_path_of_the_building_machine(self):
        self.refuses(NAMES_A_PATH, "a path of the building machine")


class Names(unittest.TestCase):
    """Reading mangled names."""

    def test_a_mangled_name_becomes_a_path(self):
        name = "_RNvNtCs5uF2nTZKSJ8_4sha26sha25611compress256"
        self.assertEqual(panics.readable(name), "sha2::sha256::compress256")
        self.assertEqual(panics.readable("amisec_sum"), "amisec_sum")


if __name__ == "__main__":
    unittest.main()
