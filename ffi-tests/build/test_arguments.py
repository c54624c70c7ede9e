"""Tests of `arguments`: python3 -m unittest test_arguments"""

import unittest

import arguments

NINE = ", ".join(["ptr noundef readonly captures(none) %a"] * 9)


class OnStack(unittest.TestCase):
    """Lines as LLVM writes them."""

    def test_eighteen_bytes_are_in_registers(self):
        self.assertEqual(arguments.found_in(f"define hidden i16 @f({NINE}) unnamed_addr addrspace(1) #0 {{"), [])

    def test_one_byte_more_is_found(self):
        (sentence,) = arguments.found_in(f"define internal fastcc i16 @f({NINE}, i8 range(i8 1, 5) %b) addrspace(1) {{")
        self.assertIn("f takes 20 bytes", sentence)

    def test_numbers_take_as_much_as_they_have(self):
        kinds = "i64 %a, i64 noundef %b, i16 %c"
        self.assertEqual(arguments.found_in(f"declare void @f({kinds})"), [])
        self.assertEqual(len(arguments.found_in(f"declare void @f({kinds}, [2 x i8] %d)")), 1)

    def test_a_call_by_address_is_found(self):
        self.assertEqual(arguments.found_in("  %r = tail call noundef addrspace(1) i16 %f(ptr %a, i16 2) #9"), [])
        line = f"  %r = call noundef addrspace(1) i16 %f({NINE}, i8 1) #9"
        self.assertEqual(len(arguments.found_in(line)), 1)

    def test_what_is_not_known_is_too_large(self):
        self.assertEqual(len(arguments.found_in("define void @f({ ptr, i16 } %a) {")), 1)


if __name__ == "__main__":
    unittest.main()
