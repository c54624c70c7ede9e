//! An instruction, taken apart.

/// What an instruction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    // d = n and immediate; the shifter's carry is in `a` where there is one.
    AndImmediate,
    EorImmediate,
    OrrImmediate,
    BicImmediate,
    OrnImmediate,
    MovImmediate,
    MvnImmediate,
    AddImmediate,
    AdcImmediate,
    SbcImmediate,
    SubImmediate,
    RsbImmediate,
    TstImmediate,
    TeqImmediate,
    CmpImmediate,
    CmnImmediate,
    // d = n and m.
    And,
    Eor,
    Orr,
    Bic,
    Orn,
    Mov,
    Mvn,
    Add,
    Adc,
    Sbc,
    Sub,
    Rsb,
    Tst,
    Teq,
    Cmp,
    Cmn,
    // d = n and shifted m; `immediate` says which of the above.
    Shifted,
    // d = n shifted by m.
    ShiftByRegister,
    // d = m shifted by `a`.
    ShiftByImmediate,
    Movw,
    Movt,
    Mul,
    Mla,
    Mls,
    LongMultiply,
    Divide,
    Bfi,
    Bfx,
    Saturate,
    Extend,
    Reverse,
    Clz,
    LoadWord,
    LoadByte,
    LoadHalf,
    LoadSignedByte,
    LoadSignedHalf,
    StoreWord,
    StoreByte,
    StoreHalf,
    /// Any of those, with an index register or with write-back; `a` says which.
    LoadOrStore,
    Literal,
    LoadDual,
    StoreDual,
    LoadMany,
    StoreMany,
    StoreExclusive,
    TableBranch,
    Branch,
    BranchIf,
    BranchIfZero,
    Call,
    BranchTo,
    CallTo,
    AddressOf,
    It,
    Mrs,
    Msr,
    Hint,
    Fault,
    End,
}

/// An instruction; what the fields hold depends on the code.
#[derive(Clone, Copy, Debug)]
pub struct Op {
    pub code: Code,
    pub size: u8,
    pub d: u8,
    pub n: u8,
    pub m: u8,
    /// Whether the flags are set.
    pub s: bool,
    pub a: u8,
    pub b: u8,
    pub immediate: u32,
}

impl Op {
    /// None that there is.
    pub const NONE: Op =
        Op { code: Code::Fault, size: 2, d: 0, n: 0, m: 0, s: false, a: 0, b: 0, immediate: 0 };
}
