//! Translated instructions, compiled by the host's C compiler and loaded.

use crate::translate::translate;
use crate::{Machine, Stop};
use std::collections::BTreeSet;
use std::ffi::{CString, c_char, c_int, c_void};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

/// `struct state` of the translation.
#[repr(C)]
struct State {
    registers: [u32; 16],
    negative: u32,
    zero: u32,
    carry: u32,
    overflow: u32,
    pc: u32,
    it: u32,
    avoid: u32,
    budget: i64,
}

type Function = unsafe extern "C" fn(*mut State, *mut u8, *const u8, u32);

unsafe extern "C" {
    fn dlopen(name: *const c_char, flags: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}
const NOW: c_int = 2;

/// The instructions of a program as the host's own; it stays loaded to the end.
pub struct Native {
    function: Function,
    heads: BTreeSet<u32>,
    is_head: Vec<bool>,
}

impl Native {
    /// Translates what is executed in a machine's flash, and keeps what the compiler makes of it in a folder.
    ///
    /// # Errors
    /// What the compiler says, or the loader.
    pub fn new(machine: &Machine, executed: &BTreeSet<u32>, folder: &Path) -> Result<Self, String> {
        let (text, heads) = translate(machine, executed);
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let library = folder.join(format!("{:016x}.so", hasher.finish()));
        if !library.exists() {
            compile(&text, &library)?;
        }
        let name = CString::new(library.to_string_lossy().as_bytes()).map_err(|why| why.to_string())?;
        // SAFETY: the library has no constructors, and is never unloaded.
        let loaded = unsafe { dlopen(name.as_ptr(), NOW) };
        if loaded.is_null() {
            return Err("the translation cannot be loaded".into());
        }
        // SAFETY: it was loaded.
        let symbol = unsafe { dlsym(loaded, c"run".as_ptr()) };
        if symbol.is_null() {
            return Err("the translation has no function".into());
        }
        // SAFETY: the translation defines it with these arguments.
        let function = unsafe { std::mem::transmute::<*mut c_void, Function>(symbol) };
        let mut is_head = vec![false; heads.last().map_or(0, |last| *last as usize / 2 + 1)];
        heads.iter().for_each(|head| is_head[*head as usize / 2] = true);
        Ok(Native { function, heads, is_head })
    }

    fn is_head(&self, address: u32) -> bool {
        self.is_head.get(address as usize / 2).is_some_and(|is_head| *is_head)
    }
}

fn compile(text: &str, library: &Path) -> Result<(), String> {
    let words = |why: std::io::Error| why.to_string();
    let (source, part) = (library.with_extension("c"), library.with_extension("part"));
    std::fs::create_dir_all(library.parent().unwrap_or(library)).map_err(words)?;
    std::fs::write(&source, text).map_err(words)?;
    let options = ["-O1", "-w", "-fPIC", "-shared", "-o"];
    let compiled = Command::new("cc").args(options).arg(&part).arg(&source).output().map_err(words)?;
    if !compiled.status.success() {
        return Err(String::from_utf8_lossy(&compiled.stderr).into_owned());
    }
    std::fs::remove_file(&source).and_then(|()| std::fs::rename(&part, library)).map_err(words)
}

impl Machine {
    /// As [`Machine::run`], by the host's own processor where it can be; `patched` is where its code is another one.
    pub fn run_with(&mut self, native: &Native, patched: Option<u32>, until: u64) -> Stop {
        let avoid = patched.and_then(|patched| native.heads.range(..=patched).next_back().copied());
        loop {
            if let Some(stop) = self.stop {
                return stop;
            }
            if self.count >= until {
                return Stop::Count;
            }
            if self.it == 0 && native.is_head(self.pc) && avoid != Some(self.pc) {
                self.enter(native, avoid, until);
            }
            loop {
                if self.stop.is_some() || self.count >= until {
                    break;
                }
                self.run(self.count + 1);
                if self.it == 0 && native.is_head(self.pc) && avoid != Some(self.pc) {
                    break;
                }
            }
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "flash is small, and an IT state has 8 bits")]
    fn enter(&mut self, native: &Native, avoid: Option<u32>, until: u64) {
        let budget = (until - self.count).cast_signed();
        let mut state = State {
            registers: self.registers,
            negative: self.negative,
            zero: self.zero,
            carry: self.carry.into(),
            overflow: self.overflow.into(),
            pc: self.pc,
            it: 0,
            avoid: avoid.unwrap_or(u32::MAX),
            budget,
        };
        let bytes = &self.flash.bytes;
        // SAFETY: the translation checks each address against the lengths of both memories.
        unsafe {
            (native.function)(&raw mut state, self.ram.as_mut_ptr(), bytes.as_ptr(), bytes.len() as u32)
        };
        self.registers = state.registers;
        (self.negative, self.zero) = (state.negative, state.zero);
        (self.carry, self.overflow) = (state.carry != 0, state.overflow != 0);
        (self.pc, self.it) = (state.pc, state.it as u8);
        self.count += (budget - state.budget).cast_unsigned();
    }
}
