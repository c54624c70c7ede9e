//! The primitives, each behind the narrowest interface that its users need.
