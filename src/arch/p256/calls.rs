//! Formulas as functions that call one leaf after the other: for kernels whose leaves nothing but a call reaches.

/// A function of a formula.
macro_rules! string {
    ($(#[$doc:meta])* $name:ident: $($d:ident = $a:ident $operator:tt $b:tt;)*) => {
        $(#[$doc])*
        #[inline(never)]
        pub fn $name(r: &mut $crate::arch::p256::Registers) {
            $($crate::arch::p256::calls::call!(r, $d, $a $operator $b);)*
        }
    };
}

/// The same function by the name that it has for public data.
macro_rules! public_string {
    ($(#[$doc:meta])* $public:ident, $name:ident: $($line:tt)*) => {
        pub use $name as $public;
    };
}

/// One line of a formula.
macro_rules! call {
    ($r:ident, $d:ident, $a:ident ^ 2) => {
        $crate::arch::p256::square::<$d, $a>($r)
    };
    ($r:ident, $d:ident, $a:ident * (3 / 2)) => {
        $crate::arch::p256::three_halves::<$d, $a>($r)
    };
    ($r:ident, $d:ident, $a:ident - (2 $b:ident)) => {
        $crate::arch::p256::subtract_twice::<$d, $a, $b>($r)
    };
    ($r:ident, $d:ident, $a:ident * $b:ident) => {
        $crate::arch::p256::multiply::<$d, $a, $b>($r)
    };
    ($r:ident, $d:ident, $a:ident + $b:ident) => {
        $crate::arch::p256::add::<$d, $a, $b>($r)
    };
    ($r:ident, $d:ident, $a:ident - $b:ident) => {
        $crate::arch::p256::subtract::<$d, $a, $b>($r)
    };
}

pub(crate) use {call, public_string, string};
