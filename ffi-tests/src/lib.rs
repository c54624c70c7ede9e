//! Tests of amisec through its C ABI, and of the header itself; see `tests/`.
