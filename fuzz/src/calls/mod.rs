//! The C functions called with arbitrary lengths, NULLs, overlaps and misaligned objects, one after the other on the
//! same objects and memory. Whatever comes: an argument error touches nothing at all, any other failure has zeroed
//! every output, a call writes its outputs and its own object only, and the answer is one of those that the header names
//! for the function.

mod caller;
mod memory;
pub mod platform;
mod promises;

pub mod aes;
pub mod commands;
pub mod hashes;
pub mod keys;
pub mod p256;
pub mod selftest;
pub mod services;

use amisec::ffi::general::amisec_status_text;
use amisec::status::Status;
use caller::Caller;
use memory::ARENA;

/// The name of a C function, and a call of it with arguments that the fuzzer chooses.
pub type Call = (&'static str, fn(&mut Caller) -> Status);

/// Calls in one run.
const MOST_CALLS: usize = 24;

/// A table of calls, a line for a function: how each of its arguments is drawn.
///
/// data: pointer and length. buffer: the same, and written. input N, output N: of a fixed length. same, more N, less N:
/// an output of the last buffer's length, or so many more or less bytes. object x: set up or changed by the call.
/// key x: only read. receives x: a number that the call gives. number: any. random: a function and its context.
/// with x(..): a structure, as `Caller::x` makes it.
macro_rules! calls {
    ($($module:ident::$function:ident($($words:tt)*);)*) => {
        &[$((stringify!($function), |caller| {
            calls!(@ caller, amisec::ffi::$module::$function, []; $($words)*)
        })),*]
    };
    // All drawn: everything but the outputs must stay.
    (@ $c:ident, $f:path, [$($done:expr),*];) => {{
        $c.ready();
        // SAFETY: buffers lie in the memory or are to be refused; objects are those of the header.
        unsafe { $f($($done),*) }
    }};
    (@ $c:ident, $f:path, [$($done:expr),*]; data $(, $($rest:tt)*)?) => {{
        let (start, length) = $c.data();
        calls!(@ $c, $f, [$($done,)* start, length]; $($($rest)*)?)
    }};
    (@ $c:ident, $f:path, [$($done:expr),*]; buffer $(, $($rest:tt)*)?) => {{
        let (start, length) = $c.buffer();
        calls!(@ $c, $f, [$($done,)* start, length]; $($($rest)*)?)
    }};
    (@ $c:ident, $f:path, [$($done:expr),*]; random $(, $($rest:tt)*)?) => {{
        let (function, context) = $c.random();
        calls!(@ $c, $f, [$($done,)* function, context]; $($($rest)*)?)
    }};
    (@ $c:ident, $f:path, [$($done:expr),*]; input $n:literal $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.input($n); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; output $n:literal $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.output($n); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; same $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.beside(|length| length); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; more $n:literal $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.beside(|length| length.saturating_add($n)); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; less $n:literal $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.beside(|length| length.saturating_sub($n)); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; object $field:ident $(, $($rest:tt)*)?) => {
        // SAFETY: a place in the memory that the caller owns.
        calls!(@one $c, $f, [$($done),*], $c.object(|memory| unsafe { &raw mut (*memory).$field }, true).cast();
               $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; key $field:ident $(, $($rest:tt)*)?) => {
        // SAFETY: as above.
        calls!(@one $c, $f, [$($done),*], $c.object(|memory| unsafe { &raw mut (*memory).$field }, false);
               $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; receives $field:ident $(, $($rest:tt)*)?) => {
        // SAFETY: as above.
        calls!(@one $c, $f, [$($done),*], $c.receives(|memory| unsafe { &raw mut (*memory).$field }); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; number $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.number(); $($($rest)*)?)
    };
    (@ $c:ident, $f:path, [$($done:expr),*]; with $made:ident($($how:tt)*) $(, $($rest:tt)*)?) => {
        calls!(@one $c, $f, [$($done),*], $c.$made($($how)*); $($($rest)*)?)
    };
    (@one $c:ident, $f:path, [$($done:expr),*], $drawn:expr; $($rest:tt)*) => {{
        let argument = $drawn;
        calls!(@ $c, $f, [$($done,)* argument]; $($rest)*)
    }};
}
use calls;

/// One run: calls out of the tables, with bytes and flipped bits put between them.
pub fn run(tables: &[&[Call]], data: &[u8]) {
    let mut caller = Caller::new(data);
    let table: Vec<&Call> = tables.iter().copied().flatten().collect();
    if caller.number::<u8>() & 1 == 0 {
        let (memory, platform) = (&mut caller.memory, &mut caller.platform);
        memory.set_up(platform);
    }
    for _ in 0..MOST_CALLS {
        if caller.input.is_empty() {
            break;
        }
        match usize::from(caller.number::<u8>()) {
            0xFF => put_bytes(&mut caller),
            0xFE => flip_a_bit(&mut caller),
            choice => {
                let (name, call) = table[choice % table.len()];
                caller.writable.clear();
                let status = call(&mut caller);
                if !check(name, status, &caller) {
                    break;
                }
            }
        }
    }
}

/// What the fuzzer wants the calls to read.
fn put_bytes(caller: &mut Caller) {
    let (place, length) = (usize::from(caller.number::<u8>()), usize::from(caller.number::<u8>()));
    let length = length.min(caller.input.len()).min(ARENA - place);
    let bytes = caller.input.bytes(length).expect("so many are left");
    caller.memory.arena[place..place + length].copy_from_slice(bytes);
}

fn flip_a_bit(caller: &mut Caller) {
    let bit = usize::from(caller.number::<u16>()) % (8 * ARENA);
    caller.memory.arena[bit / 8] ^= 1 << (bit % 8);
}

/// Holds a call against the header's promises; gives whether another call makes sense.
fn check(name: &str, status: Status, caller: &Caller) -> bool {
    // SAFETY: the header promises a constant text.
    let text = unsafe { std::ffi::CStr::from_ptr(amisec_status_text(status)) };
    assert_ne!(text, c"unknown status", "{name} gave {status:?}");
    if name != "amisec_wipe" {
        let answer = promises::name_of(status.0).expect("a status of the header");
        assert!(
            promises::documented(name).contains(answer),
            "{name} gave {answer}, which its documentation lacks"
        );
    }
    let now = caller.memory.bytes();
    let (mut expected, slots) = caller.before.clone();
    if matches!(
        status,
        Status::BAD_ARGUMENT
            | Status::BAD_LENGTH
            | Status::BAD_OVERLAP
            | Status::BAD_ALIGNMENT
            | Status::BAD_STATE
    ) {
        assert!(expected == now && slots == caller.platform.slots, "{name} refused with {text:?}, and wrote");
        return true;
    }
    for writable in &caller.writable {
        let place = writable.place.clone();
        let failed = !matches!(status, Status::OK | Status::IN_PROGRESS);
        let zeroed = now[place.clone()].iter().all(|byte| *byte == 0);
        assert!(
            !failed || !writable.zeroed || zeroed,
            "{name} failed with {text:?}, its output {place:?} is not zero"
        );
        expected[place.clone()].copy_from_slice(&now[place]);
    }
    let wrong = expected.iter().zip(now).position(|(expected, found)| expected != found);
    assert!(wrong.is_none(), "{name} gave {text:?} and wrote at {wrong:?} beside {:?}", caller.writable);
    // An output over an object that the call was not about: nobody may use that object any more.
    caller
        .writable
        .iter()
        .all(|writable| !writable.zeroed || writable.place.end <= ARENA || is_a_number(writable))
}

/// A place that `Caller::receives` gave: in the fields behind the objects.
fn is_a_number(writable: &caller::Writable) -> bool {
    let fields =
        std::mem::offset_of!(memory::Memory, command)..std::mem::offset_of!(memory::Memory, aes_engine);
    fields.contains(&writable.place.start) && writable.place.end <= fields.end
}
