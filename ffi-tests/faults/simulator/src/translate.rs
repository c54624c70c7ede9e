//! Instructions as C, so that what is run a hundred thousand times is run by the host's own processor.
//!
//! A block is a row of instructions that is entered at its start, its *head*, and left at its end. What a block
//! does not do (an exception, a rare instruction, memory that is not there) is left to the interpreter: the
//! function returns before that instruction, with everything as it is then.

use crate::decode::{INDEXED, POST, WRITE_BACK};
use crate::op::{Code, Op};
use crate::{Core, Machine, RAM, RAM_LENGTH};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What stands before the blocks. `K` are the instructions of the block that were not executed, `P` where they begin.
const PROLOGUE: &str = r"
#include <stdint.h>
#include <string.h>
struct state { uint32_t r[16], n, z, c, v, pc, it, avoid; int64_t budget; };
#define LEAVE(P, K, IT) do { s->budget += (K); s->pc = (P); s->it = (IT); return; } while (0)
#define ADD(X, Y, C, KEEP) do { uint32_t x = (X), y = (Y); uint64_t w = (uint64_t)x + y + (C); uint32_t q = (uint32_t)w; \
    s->n = q; s->z = q; s->c = (uint32_t)(w >> 32); s->v = ((x ^ q) & (y ^ q)) >> 31; KEEP; } while (0)
#define NZ(Q) do { uint32_t f = (Q); s->n = f; s->z = f; } while (0)
#define PLACE(A, L, P, K, IT) uint32_t a = (A), o = a - RAM; const uint8_t *p; \
    if (UNALIGNED(a, L)) LEAVE(P, K, IT); \
    if (o <= RAM_LENGTH - (L)) p = ram + o; else if (a <= length - (L)) p = flash + a; else LEAVE(P, K, IT)
#define WRITABLE(A, L, P, K, IT) uint32_t a = (A), o = a - RAM; uint8_t *p = ram + o; \
    if (UNALIGNED(a, L) || o > RAM_LENGTH - (L)) LEAVE(P, K, IT)
#define SPAN(A, L, P, K, IT) uint32_t a = (A), o = a - RAM; const uint8_t *p; if (a & 3) LEAVE(P, K, IT); \
    if (o <= RAM_LENGTH - (L)) p = ram + o; else if (a <= length - (L)) p = flash + a; else LEAVE(P, K, IT)
#define WRITABLE_SPAN(A, L, P, K, IT) uint32_t a = (A), o = a - RAM; uint8_t *p = ram + o; \
    if (a & 3 || o > RAM_LENGTH - (L)) LEAVE(P, K, IT)
#define N ((int32_t)s->n < 0)
#define Z (s->z == 0)
void run(struct state *restrict s, uint8_t *restrict ram, const uint8_t *restrict flash, uint32_t length)
{
    uint32_t *const r = s->r;
    uint32_t next = s->pc;
";

/// The C source for these instructions, and the heads of its blocks.
#[must_use]
pub fn translate(machine: &Machine, executed: &BTreeSet<u32>) -> (String, BTreeSet<u32>) {
    let blocks = blocks(machine, executed);
    let heads: BTreeSet<u32> =
        blocks.iter().filter_map(|block| block.first().map(|(address, ..)| *address)).collect();
    let last = heads.last().copied().unwrap_or(0);
    let unaligned = match machine.core {
        Core::M0 => "(((A) & ((L) - 1)) != 0)",
        Core::M3 => "0",
    };
    let mut text = format!(
        "#define RAM {RAM}u\n#define RAM_LENGTH {RAM_LENGTH}u\n#define UNALIGNED(A, L) {unaligned}\n{PROLOGUE}"
    );
    let _ = writeln!(text, "    static const void *const places[] = {{");
    for index in 0..=last / 2 {
        let _ = match heads.contains(&(2 * index)) {
            true => writeln!(text, "&&L{:x},", 2 * index),
            false => writeln!(text, "&&out,"),
        };
    }
    let _ = writeln!(text, "    }};\ngo:\n    if (next > {last}u) goto out;\n    goto *places[next >> 1];");
    for block in &blocks {
        write_block(&mut text, block, &heads);
    }
    text.push_str("out:\n    s->pc = next;\n    s->it = 0;\n}\n");
    (text, heads)
}

/// An instruction in its place: the condition under which it is executed, and the state of its IT block.
type Placed = (u32, Op, Option<u8>, u8);

fn blocks(machine: &Machine, executed: &BTreeSet<u32>) -> Vec<Vec<Placed>> {
    // Where something begins: what is branched to, and what stands behind a branch.
    let mut heads = BTreeSet::new();
    let (mut before, mut in_block) = (None, 0);
    for &address in executed {
        let Some(op) = machine.fetch(address, in_block != 0) else { continue };
        if before != Some(address) {
            heads.insert(address);
            in_block = 0;
        }
        if let Code::Branch | Code::BranchIf | Code::BranchIfZero | Code::Call = op.code {
            heads.insert(address.wrapping_add(4).wrapping_add(op.immediate));
        }
        let behind = address + u32::from(op.size);
        in_block = if op.code == Code::It { op.a } else { advanced(in_block) };
        if leaves(&op) && in_block == 0 {
            heads.insert(behind);
        }
        before = Some(behind);
    }
    let mut blocks: Vec<Vec<Placed>> = Vec::new();
    let (mut before, mut it) = (None, 0);
    for &address in executed {
        if before != Some(address) || (it == 0 && heads.contains(&address)) {
            blocks.push(Vec::new());
            it = 0;
        }
        let Some(op) = machine.fetch(address, it != 0) else { continue };
        if let Some(block) = blocks.last_mut() {
            block.push((address, op, (it != 0).then_some(it >> 4), it));
        }
        it = if op.code == Code::It { op.a } else { advanced(it) };
        before = Some(address + u32::from(op.size));
    }
    blocks
}

/// The state of an IT block behind one of its instructions.
fn advanced(it: u8) -> u8 {
    if it & 7 == 0 { 0 } else { it & 0xE0 | it << 1 & 0x1F }
}

/// Whether what follows may be entered from elsewhere, or not be reached.
fn leaves(op: &Op) -> bool {
    match op.code {
        Code::Branch
        | Code::BranchIf
        | Code::BranchIfZero
        | Code::Call
        | Code::BranchTo
        | Code::CallTo
        | Code::TableBranch
        | Code::End
        | Code::Fault => true,
        Code::LoadMany => op.immediate >> 15 & 1 != 0,
        Code::Mov | Code::Add | Code::LoadWord | Code::Literal | Code::LoadOrStore => op.d == 15,
        _ => false,
    }
}

fn write_block(text: &mut String, block: &[Placed], heads: &BTreeSet<u32>) {
    let (Some((head, ..)), Some((last, end, ..))) = (block.first(), block.last()) else { return };
    let length = block.len();
    let _ = writeln!(
        text,
        "L{head:x}:\n    if (s->budget < {length} || s->avoid == {head}u) {{ next = {head}u; goto out; }}\n    s->budget -= {length};"
    );
    for (index, (address, op, condition, it)) in block.iter().enumerate() {
        let left = length - index;
        let place = Place { address: *address, left, it: *it, heads };
        let done = place.statement(op);
        let statement = done.unwrap_or_else(|| format!("LEAVE({address}u, {left}, {it});"));
        let _ = match condition {
            Some(condition) => writeln!(text, "    if ({}) {{ {statement} }}", holds(*condition)),
            None => writeln!(text, "    {{ {statement} }}"),
        };
    }
    let _ = writeln!(text, "    {}", go_to(last + u32::from(end.size), heads));
}

fn go_to(address: u32, heads: &BTreeSet<u32>) -> String {
    if heads.contains(&address) {
        format!("goto L{address:x};")
    } else {
        format!("{{ next = {address}u; goto out; }}")
    }
}

/// Whether a condition holds, in C.
fn holds(condition: u8) -> String {
    let holds = match condition >> 1 {
        0 => "Z",
        1 => "s->c",
        2 => "N",
        3 => "s->v",
        4 => "(s->c && !Z)",
        5 => "(N == (int)s->v)",
        6 => "(N == (int)s->v && !Z)",
        _ => return "1".into(),
    };
    if condition & 1 == 0 { holds.into() } else { format!("!{holds}") }
}

/// Where an instruction stands.
struct Place<'a> {
    address: u32,
    /// Instructions of the block from this one on.
    left: usize,
    it: u8,
    heads: &'a BTreeSet<u32>,
}

impl Place<'_> {
    fn reg(&self, number: u8) -> String {
        if number == 15 { format!("{}u", self.address.wrapping_add(4)) } else { format!("r[{number}]") }
    }

    /// A value into a register.
    fn set(&self, number: u8, value: &str) -> String {
        if number == 13 { format!("r[13] = ({value}) & ~3u;") } else { format!("r[{number}] = {value};") }
    }

    /// How this instruction is left to the interpreter.
    fn leave(&self) -> String {
        format!("{}u, {}, {}", self.address, self.left, self.it)
    }

    fn go(&self, address: u32) -> String {
        go_to(address, self.heads)
    }

    /// A logical result: the carry in `a` (2: as it was), or as an expression.
    fn logic(&self, op: &Op, value: &str, carry: &str, keep: bool) -> String {
        let mut text = format!("uint32_t q = {value};");
        if op.s || !keep {
            let _ = write!(text, "NZ(q); {carry}");
        }
        if keep { text + &self.set(op.d, "q") } else { text }
    }

    fn sum(&self, op: &Op, left: &str, right: &str, carry: &str, keep: bool) -> String {
        if keep && !op.s {
            self.set(op.d, &format!("{left} + {right} + {carry}"))
        } else {
            format!(
                "ADD({left}, {right}, {carry}, {});",
                if keep { self.set(op.d, "q") } else { String::new() }
            )
        }
    }

    /// One of the sixteen operations, by its number.
    fn data(&self, op: &Op, kind: u32, right: &str, carry: &str) -> String {
        let left = &self.reg(op.n);
        match kind {
            0 => self.logic(op, &format!("{left} & {right}"), carry, true),
            1 => self.logic(op, &format!("{left} ^ {right}"), carry, true),
            2 => self.logic(op, &format!("{left} | {right}"), carry, true),
            3 => self.logic(op, &format!("{left} & ~{right}"), carry, true),
            4 => self.logic(op, &format!("{left} | ~{right}"), carry, true),
            5 => self.logic(op, right, carry, true),
            6 => self.logic(op, &format!("~{right}"), carry, true),
            7 => self.sum(op, left, right, "0u", true),
            8 => self.sum(op, left, right, "s->c", true),
            9 => self.sum(op, left, &format!("~{right}"), "s->c", true),
            10 => self.sum(op, left, &format!("~{right}"), "1u", true),
            11 => self.sum(op, &format!("~{left}"), right, "1u", true),
            12 => self.logic(op, &format!("{left} & {right}"), carry, false),
            13 => self.logic(op, &format!("{left} ^ {right}"), carry, false),
            14 => self.sum(op, left, &format!("~{right}"), "1u", false),
            _ => self.sum(op, left, right, "0u", false),
        }
    }

    /// In C; nothing for what is left to the interpreter.
    fn statement(&self, op: &Op) -> Option<String> {
        let immediate = op.immediate;
        let code = op.code as u32;
        if code <= Code::CmnImmediate as u32 {
            let carry = if op.a == 2 { String::new() } else { format!("s->c = {};", op.a) };
            return Some(self.data(op, code, &format!("{immediate}u"), &carry));
        }
        if code <= Code::Cmn as u32 {
            if op.d == 15 {
                return None;
            }
            return Some(self.data(op, code - Code::And as u32, &self.reg(op.m), ""));
        }
        Some(match op.code {
            Code::Shifted => {
                let (value, carry) = shifted(&self.reg(op.m), op.a, op.b)?;
                format!("uint32_t m = {value}, k = {carry}; {}", self.data(op, immediate, "m", "s->c = k;"))
            }
            Code::ShiftByImmediate if op.b == 0 => self.logic(op, &self.reg(op.m), "", true),
            Code::ShiftByImmediate => {
                let (value, carry) = shifted(&self.reg(op.m), op.a, op.b)?;
                format!("uint32_t m = {value}, k = {carry}; {}", self.logic(op, "m", "s->c = k;", true))
            }
            Code::Movw => self.set(op.d, &format!("{immediate}u")),
            Code::Movt => self.set(op.d, &format!("(r[{}] & 0xFFFFu) | {}u", op.d, immediate << 16)),
            Code::Mul => self.logic(op, &format!("{} * {}", self.reg(op.n), self.reg(op.m)), "", true),
            Code::Mla => {
                self.set(op.d, &format!("{} + {} * {}", self.reg(op.a), self.reg(op.n), self.reg(op.m)))
            }
            Code::Mls => {
                self.set(op.d, &format!("{} - {} * {}", self.reg(op.a), self.reg(op.n), self.reg(op.m)))
            }
            Code::LongMultiply => self.long_multiply(op),
            Code::Bfx => {
                let left = 31 - op.a - op.b;
                let kind = if op.s { "(int32_t)" } else { "" };
                self.set(
                    op.d,
                    &format!("(uint32_t)({kind}({} << {left}) >> {})", self.reg(op.n), left + op.a),
                )
            }
            Code::Extend if op.b == 0 => {
                let kind = ["uint8_t", "uint16_t", "int8_t", "int16_t"][usize::from(op.a & 3)];
                self.set(op.d, &format!("(uint32_t)(int32_t)({kind}){}", self.reg(op.m)))
            }
            Code::Reverse if op.a == 0 => self.set(op.d, &format!("__builtin_bswap32({})", self.reg(op.m))),
            Code::LoadWord
            | Code::LoadByte
            | Code::LoadHalf
            | Code::LoadSignedByte
            | Code::LoadSignedHalf => {
                let kind = code - Code::LoadWord as u32;
                self.load(op.d, kind, &format!("{} + {immediate}u", self.reg(op.n)))?
            }
            Code::StoreWord | Code::StoreByte | Code::StoreHalf => {
                let kind = code - Code::LoadWord as u32;
                self.store(op.d, kind, &format!("{} + {immediate}u", self.reg(op.n)))
            }
            Code::LoadOrStore => self.load_or_store(op)?,
            Code::Literal => {
                let address = (self.address.wrapping_add(4) & !3).wrapping_add(immediate);
                self.load(op.d, op.a.into(), &format!("{address}u"))?
            }
            Code::LoadDual | Code::StoreDual => self.dual(op)?,
            Code::LoadMany | Code::StoreMany => self.many(op),
            Code::Branch if immediate == 4_u32.wrapping_neg() => return None,
            Code::Branch => self.go(self.address.wrapping_add(4).wrapping_add(immediate)),
            Code::BranchIf => {
                let to = self.go(self.address.wrapping_add(4).wrapping_add(immediate));
                format!("if ({}) {to}", holds(op.a))
            }
            Code::BranchIfZero => {
                let to = self.go(self.address.wrapping_add(4).wrapping_add(immediate));
                format!("if ({} {} 0) {to}", self.reg(op.n), if op.a == 0 { "==" } else { "!=" })
            }
            Code::Call => {
                let to = self.address.wrapping_add(4).wrapping_add(immediate);
                format!("r[14] = {}u; {}", (self.address + 4) | 1, self.go(to))
            }
            Code::BranchTo | Code::CallTo => {
                let back = (self.address + u32::from(op.size)) | 1;
                let link = if op.code == Code::CallTo { format!("r[14] = {back}u;") } else { String::new() };
                let leave = self.leave();
                format!(
                    "uint32_t t = {}; if (!(t & 1)) LEAVE({leave}); {link} next = t & ~1u; goto go;",
                    self.reg(op.m)
                )
            }
            Code::AddressOf => {
                let address = (self.address.wrapping_add(4) & !3).wrapping_add(immediate);
                self.set(op.d, &format!("{address}u"))
            }
            Code::It | Code::Hint => String::new(),
            _ => return None,
        })
    }

    fn long_multiply(&self, op: &Op) -> String {
        let (kind, word) = if op.s { ("(int64_t)(int32_t)", "(uint64_t)") } else { ("(uint64_t)", "") };
        let (n, m, low, high) = (self.reg(op.n), self.reg(op.m), self.reg(op.a), self.reg(op.d));
        let before = if op.b == 1 { format!(" + ((uint64_t){high} << 32 | {low})") } else { String::new() };
        let sets = self.set(op.a, "(uint32_t)w") + &self.set(op.d, "(uint32_t)(w >> 32)");
        format!("uint64_t w = {word}({kind}{n} * {kind}{m}){before}; {sets}")
    }

    fn load(&self, to: u8, kind: u32, address: &str) -> Option<String> {
        if to == 15 {
            return None;
        }
        let (kind, length) = KINDS[kind as usize & 7];
        let leave = self.leave();
        let set = self.set(to, "(uint32_t)(int32_t)q");
        Some(format!("PLACE({address}, {length}, {leave}); {kind} q; memcpy(&q, p, {length}); {set}"))
    }

    fn store(&self, from: u8, kind: u32, address: &str) -> String {
        let (kind, length) = KINDS[kind as usize & 7];
        let (leave, value) = (self.leave(), self.reg(from));
        format!(
            "WRITABLE({address}, {length}, {leave}); {kind} q = ({kind}){value}; memcpy(p, &q, {length});"
        )
    }

    fn load_or_store(&self, op: &Op) -> Option<String> {
        let base = self.reg(op.n);
        let moved = if op.b & INDEXED == 0 {
            format!("{base} + {}u", op.immediate)
        } else {
            format!("{base} + ({} << {})", self.reg(op.m), op.b >> 4)
        };
        let address = if op.b & POST == 0 { moved.clone() } else { base };
        let access = if op.a < 5 {
            self.load(op.d, op.a.into(), &address)?
        } else {
            self.store(op.d, op.a.into(), &address)
        };
        Some(if op.b & WRITE_BACK == 0 {
            access
        } else {
            format!("uint32_t moved = {moved}; {access} {}", self.set(op.n, "moved"))
        })
    }

    fn dual(&self, op: &Op) -> Option<String> {
        if op.n == 15 || op.d == 15 || op.m == 15 {
            return None;
        }
        let base = self.reg(op.n);
        let moved = format!("{base} + {}u", op.immediate);
        let address = if op.b & POST == 0 { moved.clone() } else { base };
        let leave = self.leave();
        let access = if op.code == Code::LoadDual {
            let sets = self.set(op.d, "q[0]") + &self.set(op.m, "q[1]");
            format!("SPAN({address}, 8, {leave}); uint32_t q[2]; memcpy(q, p, 8); {sets}")
        } else {
            let values = format!("{}, {}", self.reg(op.d), self.reg(op.m));
            format!("WRITABLE_SPAN({address}, 8, {leave}); uint32_t q[2] = {{ {values} }}; memcpy(p, q, 8);")
        };
        let back = if op.b & WRITE_BACK == 0 { String::new() } else { self.set(op.n, "moved") };
        Some(format!("uint32_t moved = {moved}; {access} {back}"))
    }

    fn many(&self, op: &Op) -> String {
        let list: Vec<u8> = (0..16).filter(|register| op.immediate >> register & 1 != 0).collect();
        let (length, leave) = (4 * list.len(), self.leave());
        let down = op.b & POST != 0;
        let start = if down { format!("r[{}] - {length}u", op.n) } else { format!("r[{}]", op.n) };
        let is_load = op.code == Code::LoadMany;
        let span = if is_load { "SPAN" } else { "WRITABLE_SPAN" };
        let count = list.len();
        let mut text =
            format!("uint32_t start = {start}; uint32_t q[{count}]; {span}(start, {length}, {leave});");
        if is_load {
            let _ = write!(text, "memcpy(q, p, {length});");
            if list.contains(&15) {
                let _ = write!(text, "if (!(q[{}] & 1)) LEAVE({leave});", list.len() - 1);
            }
        }
        for (index, register) in list.iter().enumerate() {
            if is_load && *register != 15 {
                text += &self.set(*register, &format!("q[{index}]"));
            } else if !is_load {
                let _ = write!(text, "q[{index}] = {};", self.reg(*register));
            }
        }
        if !is_load {
            let _ = write!(text, "memcpy(p, q, {length});");
        }
        if op.b & WRITE_BACK != 0 && (!is_load || op.immediate >> op.n & 1 == 0) {
            text += &self.set(op.n, &if down { "start".into() } else { format!("start + {length}u") });
        }
        if is_load && list.contains(&15) {
            let _ = write!(text, "next = q[{}] & ~1u; goto go;", list.len() - 1);
        }
        text
    }
}

/// The type and the length that a load or store of each kind moves.
const KINDS: [(&str, u32); 8] = [
    ("uint32_t", 4),
    ("uint8_t", 1),
    ("uint16_t", 2),
    ("int8_t", 1),
    ("int16_t", 2),
    ("uint32_t", 4),
    ("uint8_t", 1),
    ("uint16_t", 2),
];

/// A value that is shifted by 1 to 32, and the carry behind it; nothing for what is rare.
fn shifted(value: &str, how: u8, amount: u8) -> Option<(String, String)> {
    Some(match (how, amount) {
        (0, 1..=31) => (format!("{value} << {amount}"), format!("{value} >> {} & 1", 32 - amount)),
        (1, 1..=31) => (format!("{value} >> {amount}"), format!("{value} >> {} & 1", amount - 1)),
        (2, 1..=31) => {
            (format!("(uint32_t)((int32_t){value} >> {amount})"), format!("{value} >> {} & 1", amount - 1))
        }
        (2, 32) => (format!("(uint32_t)((int32_t){value} >> 31)"), format!("{value} >> 31")),
        (1, 32) => ("0u".into(), format!("{value} >> 31")),
        (3, 1..=31) => (
            format!("({value} >> {amount} | {value} << {})", 32 - amount),
            format!("{value} >> {} & 1", amount - 1),
        ),
        _ => return None,
    })
}
