//! The formulas of the curve y^2 = x^3 - 3x + b, written once.
//!
//! A point is (X : Y : Z) with x = X/Z^2, y = Y/Z^3, and Z = 0 for the point at infinity. Registers
//! 0 to 2 hold the accumulator X, Y, Z, registers 3 and 4 the coordinates PX, PY of a point whose
//! Z is one (or, where it says so, equal to that of the accumulator), 5 to 7 are scratch.
//!
//! A formula becomes either a string of calls or a program of two-byte instructions; both do the
//! same multiplications in the same order, whatever the coordinates are.

use crate::arch::flash::flash;
use crate::arch::p256::{self as kernel, Instruction, Line, Program, Registers, length};

/// The register of each name.
pub const X: usize = 0;
/// The accumulator's Y.
pub const Y: usize = 1;
/// The accumulator's Z.
pub const Z: usize = 2;
/// The addend's x.
pub const PX: usize = 3;
/// The addend's y.
pub const PY: usize = 4;
/// Scratch.
pub const A: usize = 5;
/// Scratch.
pub const B: usize = 6;
/// Scratch.
pub const C: usize = 7;

macro_rules! line {
    ($d:ident, $a:ident ^ 2) => {
        Instruction::square($d, $a)
    };
    ($d:ident, $a:ident * (3 / 2)) => {
        Instruction::three_halves($d, $a)
    };
    ($d:ident, $a:ident - (2 $b:ident)) => {
        Instruction::subtract_twice($d, $a, $b)
    };
    ($d:ident, $a:ident * $b:ident) => {
        Instruction::multiply($d, $a, $b)
    };
    ($d:ident, $a:ident + $b:ident) => {
        Instruction::add($d, $a, $b)
    };
    ($d:ident, $a:ident - $b:ident) => {
        Instruction::subtract($d, $a, $b)
    };
    ($d:ident, constant . $constant:ident) => {
        Instruction::constant($d, kernel::$constant)
    };
    ($d:ident, $a:ident $operator:tt $b:ident mod n) => {
        Instruction::modulo_n(line!($d, $a $operator $b))
    };
}

/// `hot` formulas are strings of calls in `fast`; all others are programs. Their second name is for public data:
/// another string where the kernel has leaves for that, else the same function.
macro_rules! formula {
    ($(#[$doc:meta])* hot $name:ident, $public:ident: $($line:tt)*) => {
        formula!($(#[$doc])* hot $name: $($line)*);
        cfg_select! {
            feature = "fast" => { kernel::public_string!($(#[$doc])* $public, $name: $($line)*); }
            _ => { pub use $name as $public; }
        }
    };
    ($(#[$doc:meta])* hot $name:ident: $($line:tt)*) => {
        cfg_select! {
            feature = "fast" => { kernel::string!($(#[$doc])* $name: $($line)*); }
            _ => { formula!($(#[$doc])* $name: $($line)*); }
        }
    };
    ($(#[$doc:meta])* $name:ident: $($d:ident = $a:ident $operator:tt $b:tt $(mod $m:ident)?;)*) => {
        $(#[$doc])*
        pub fn $name(r: &mut Registers) {
            const LINES: &[Line] = &[$(line!($d, $a $operator $b $(mod $m)?)),*];
            flash! {
                #[expect(non_upper_case_globals, reason = "the linker knows it by the formula's name")]
                static $name: Program<{ length(LINES) }> = Program::of(LINES);
            }
            $name.run(r);
        }
    };
}

formula! {
    /// (X : Y : Z) = 2 (X : Y : Z). 4 multiplications, 4 squarings.
    ///
    /// Exact for every point of the curve, infinity included; no point has order two. With half the usual
    /// slope the coordinates are those of the usual formula for Z' / 2: five additions fewer.
    hot double, double_public:
    A = Z ^ 2;
    Z = Y * Z;      // Z' = Y Z
    B = X - A;
    A = X + A;
    A = B * A;
    B = A * (3 / 2); // half the slope, M = 3 (X - Z^2)(X + Z^2) / 2
    Y = Y ^ 2;
    A = X * Y;      // S = X Y^2
    Y = Y ^ 2;
    X = B ^ 2;
    X = X - (2 A);  // X' = M^2 - 2 S
    A = A - X;
    A = A * B;
    Y = A - Y;      // Y' = M (S - X') - Y^4
}

formula! {
    /// A = H = PX Z^2 - X and B = PY Z^3 - Y: both zero if the two points are equal, A alone if
    /// one is the other's negative. 3 multiplications, 1 squaring.
    hot add_begin, add_begin_public:
    A = Z ^ 2;
    B = A * Z;
    A = A * PX;
    B = B * PY;
    A = A - X;
    B = B - Y;
}

formula! {
    /// (X : Y : Z) = (X : Y : Z) + (PX, PY) after `add_begin`, unless the points are equal or the
    /// accumulator is infinity. 5 multiplications, 2 squarings.
    hot add_finish, add_finish_public:
    Z = Z * A;      // Z' = Z H
    C = A ^ 2;
    A = A * C;      // H^3
    C = C * X;      // V = X H^2
    X = B ^ 2;
    X = X - A;
    X = X - (2 C);  // X' = B^2 - H^3 - 2 V
    C = C - X;
    C = C * B;
    A = A * Y;
    Y = C - A;      // Y' = B (V - X') - Y H^3
}

#[cfg(feature = "fast")]
formula! {
    /// (PX, PY) = (PX Z^2, PY Z^3): gives an affine point the accumulator's Z, or, when Z holds the
    /// inverse of a point's Z, makes that point affine.
    scale:
    A = Z ^ 2;
    PX = PX * A;
    A = A * Z;
    PY = PY * A;
}

formula! {
    /// (PX, PY) = (X Z^2, Y Z^3): the affine form of the accumulator, when Z holds its inverse.
    divide:
    A = Z ^ 2;
    PX = X * A;
    A = A * Z;
    PY = Y * A;
}

formula! {
    /// PX = X Z^2 out of the domain, modulo n.
    divide_x_modulo_n:
    A = Z ^ 2;
    PX = X * A;
    C = constant . ONE;
    PX = PX * C;
    A = A - A;
    PX = PX + A mod n;
}

formula! {
    /// PX = the integer PX in the domain, times Z^2.
    enter_and_scale_x:
    C = constant . R_SQUARED;
    PX = PX * C;
    C = Z ^ 2;
    PX = PX * C;
}

formula! {
    /// (X : Y : Z) = (X c^2 : Y c^3 : Z c), the same point, with c = C modulo p, for any C.
    rescale:
    A = A - A;
    C = C + A;
    A = C ^ 2;
    X = X * A;
    A = A * C;
    Y = Y * A;
    Z = Z * C;
}

formula! {
    /// (X : Y : Z) = (PX : PY : 1).
    assign:
    C = constant . R_SQUARED;
    Z = constant . ONE;
    Z = Z * C;
    A = A - A;
    X = PX + A;
    Y = PY + A;
}

formula! {
    /// (X : Y : Z) = infinity.
    set_infinity:
    X = X - X;
    Y = Y - Y;
    Z = Z - Z;
}

formula! {
    /// (PX, PY) = two integers below 2^256 in the domain; A = PX^3 - 3 PX + b and B = PY^2: equal on the curve.
    enter_curve:
    C = constant . R_SQUARED;
    PX = PX * C;
    PY = PY * C;
    C = constant . CURVE_B;
    B = PY ^ 2;
    A = PX ^ 2;
    A = A * PX;
    A = A - PX;
    A = A - PX;
    A = A - PX;
    A = A + C;
}

formula! {
    /// (PX, PY) out of the domain.
    leave:
    C = constant . ONE;
    PX = PX * C;
    PY = PY * C;
}

formula! {
    /// X = (C + X Y) Z / R^2 modulo n, for a C below 2^256.
    solve:
    B = constant . ONE;
    C = C * B mod n;
    X = X * Y mod n;
    X = X + C mod n;
    X = X * Z mod n;
}

formula! {
    /// X = X Z / R^2 and Y = Y Z / R^2 modulo n, for a Y below 2^256.
    divide_scalars:
    C = constant . ONE;
    Z = Z * C mod n;
    X = X * Z mod n;
    Y = Y * Z mod n;
}

formula! {
    /// X = X Z / R, Y = Y Z / R, PX = PX / R, and PY = PY / R modulo n, for PX and PY below 2^256.
    multiply_scalars:
    C = constant . ONE;
    X = X * Z mod n;
    Y = Y * Z mod n;
    PX = PX * C mod n;
    PY = PY * C mod n;
}

formula! {
    /// A = -PY.
    negate:
    A = PY - PY;
    A = A - PY;
}

formula! {
    /// PY = -PY.
    hot negate_addend:
    A = PY - PY;
    PY = A - PY;
}

#[cfg(feature = "fast")]
formula! {
    /// (PX, PY) = (X, Y) + (PX, PY), both of one Z, which becomes Z C with C = X - PX; the same
    /// point (X, Y) is written anew with that Z. 5 multiplications, 2 squarings.
    add_with_common_z:
    C = X - PX;
    Z = Z * C;
    B = C ^ 2;
    X = X * B;      // X C^2
    B = PX * B;     // PX C^2
    A = Y - PY;
    PX = A ^ 2;
    PX = PX - X;
    PX = PX - B;    // PX' = (Y - PY)^2 - X C^2 - PX C^2
    B = X - B;      // C^3
    Y = Y * B;      // Y C^3
    PY = X - PX;
    PY = PY * A;
    PY = PY - Y;    // PY' = (Y - PY)(X C^2 - PX') - Y C^3
}
