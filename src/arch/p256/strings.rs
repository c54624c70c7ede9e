//! Formulas as strings of leaves: functions without a frame of Rust, which save the caller's registers once and
//! not in every leaf.
//!
//! `string!` makes such a function of a formula; `leaf!` gives one line of it. The leaves that a string calls have
//! names in `raw`. They find the address of the field machine's registers on the stack, take their operands as
//! places behind it and keep no register but the stack pointer.

/// A function of a formula.
macro_rules! string {
    ($(#[$doc:meta])* $name:ident: $($line:tt)*) => {
        $crate::arch::p256::strings::string_of!($(#[$doc])* secret $name: $($line)*);
    };
}

/// The same formula for public data: another function where the kernel has leaves for that (Cortex-M3), else another
/// name.
macro_rules! public_string {
    ($(#[$doc:meta])* $public:ident, $name:ident: $($line:tt)*) => {
        cfg_select! {
            all(target_arch = "arm", target_feature = "v7", not(target_feature = "dsp")) => {
                $crate::arch::p256::strings::string_of!($(#[$doc])* public $public: $($line)*);
            }
            _ => { pub use $name as $public; }
        }
    };
}

/// A function of a formula from leaves for data of a kind.
macro_rules! string_of {
    ($(#[$doc:meta])* $kind:ident $name:ident: $($d:ident = $a:ident $operator:tt $b:tt;)*) => {
        $(#[$doc])*
        pub fn $name(r: &mut $crate::arch::p256::Registers) {
            #[unsafe(naked)]
            unsafe extern "C" fn string(r: *mut $crate::arch::p256::Registers) {
                core::arch::naked_asm!(
                    $crate::arch::p256::strings::begin!(),
                    $($crate::arch::p256::strings::leaf!($kind $a $operator $b),)*
                    $crate::arch::p256::strings::end!(),
                    $(
                        const $crate::arch::p256::strings::place!($d),
                        const $crate::arch::p256::strings::place!($a),
                        const $crate::arch::p256::strings::place!($b),
                    )*
                )
            }
            // SAFETY: the pointer comes from a reference; the leaves write to elements of the array only.
            unsafe { string(r) }
        }
    };
}

/// One line of a formula: the places of the result and of both operands follow as constants.
macro_rules! leaf {
    (public $a:ident ^ 2) => {
        $crate::arch::p256::strings::line!(unary "square_public")
    };
    (public $a:ident * $b:ident) => {
        $crate::arch::p256::strings::line!(binary "multiply_public")
    };
    ($kind:ident $a:ident ^ 2) => {
        $crate::arch::p256::strings::line!(unary "square")
    };
    ($kind:ident $a:ident * (3 / 2)) => {
        $crate::arch::p256::strings::line!(unary "three_halves")
    };
    ($kind:ident $a:ident - (2 $b:ident)) => {
        $crate::arch::p256::strings::line!(binary "subtract_twice")
    };
    ($kind:ident $a:ident * $b:ident) => {
        $crate::arch::p256::strings::line!(binary "multiply")
    };
    ($kind:ident $a:ident + $b:ident) => {
        $crate::arch::p256::strings::line!(binary "add")
    };
    ($kind:ident $a:ident - $b:ident) => {
        $crate::arch::p256::strings::line!(binary "subtract")
    };
}

#[cfg(target_feature = "v7")]
macro_rules! begin {
    () => {
        "push {{r0, r4-r11, lr}}"
    };
}
#[cfg(target_feature = "v7")]
macro_rules! end {
    () => {
        "pop {{r0, r4-r11, pc}}"
    };
}

#[cfg(all(target_arch = "arm", not(target_feature = "v7")))]
macro_rules! begin {
    () => {
        "push {{r4-r7, lr}}\n mov r4, r8\n mov r5, r9\n mov r6, r10\n mov r7, r11\n push {{r0, r4-r7}}"
    };
}
#[cfg(all(target_arch = "arm", not(target_feature = "v7")))]
macro_rules! end {
    () => {
        "pop {{r3-r7}}\n mov r8, r4\n mov r9, r5\n mov r10, r6\n mov r11, r7\n pop {{r4-r7, pc}}"
    };
}

#[cfg(target_arch = "riscv32")]
macro_rules! begin {
    () => {
        concat!(
            "addi sp, sp, -64\n sw ra, 4(sp)\n sw a0, 0(sp)\n sw s0, 8(sp)\n sw s1, 12(sp)\n ",
            "sw s2, 16(sp)\n sw s3, 20(sp)\n sw s4, 24(sp)\n sw s5, 28(sp)\n sw s6, 32(sp)\n ",
            "sw s7, 36(sp)\n sw s8, 40(sp)\n sw s9, 44(sp)\n sw s10, 48(sp)\n sw s11, 52(sp)"
        )
    };
}
#[cfg(target_arch = "riscv32")]
macro_rules! end {
    () => {
        concat!(
            "lw ra, 4(sp)\n lw s0, 8(sp)\n lw s1, 12(sp)\n lw s2, 16(sp)\n lw s3, 20(sp)\n ",
            "lw s4, 24(sp)\n lw s5, 28(sp)\n lw s6, 32(sp)\n lw s7, 36(sp)\n lw s8, 40(sp)\n ",
            "lw s9, 44(sp)\n lw s10, 48(sp)\n lw s11, 52(sp)\n addi sp, sp, 64\n ret"
        )
    };
}

#[cfg(target_arch = "arm")]
macro_rules! line {
    (unary $leaf:literal) => {
        concat!("movs r0, #{}\n movs r1, #{}\n @ {}\n bl amisec_p256_raw_", $leaf)
    };
    (binary $leaf:literal) => {
        concat!("movs r0, #{}\n movs r1, #{}\n movs r2, #{}\n bl amisec_p256_raw_", $leaf)
    };
}
#[cfg(target_arch = "riscv32")]
macro_rules! line {
    (unary $leaf:literal) => {
        concat!("li a0, {}\n li a1, {}\n # {}\n jal amisec_p256_raw_", $leaf)
    };
    (binary $leaf:literal) => {
        concat!("li a0, {}\n li a1, {}\n li a2, {}\n jal amisec_p256_raw_", $leaf)
    };
}

/// What a leaf is told of a register of the field machine.
macro_rules! place {
    (2) => {
        0
    };
    ((3 / 2)) => {
        0
    };
    ((2 $register:ident)) => {
        $crate::arch::p256::strings::UNIT * $register
    };
    ($register:ident) => {
        $crate::arch::p256::strings::UNIT * $register
    };
}

/// Bytes from one register of the field machine to the next, or their number where a leaf multiplies.
pub(crate) const UNIT: usize = if cfg!(target_arch = "riscv32") { 1 } else { 32 };

pub(crate) use {begin, end, leaf, line, place, public_string, string, string_of};
