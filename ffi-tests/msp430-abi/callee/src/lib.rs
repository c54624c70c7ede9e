//! Functions with the argument shapes of the C ABI. Each writes its arguments, least significant
//! word first, to `record` and returns a value; caller.s calls them as the MSP430 EABI (SLAA534)
//! says and checks both. The `calls_` functions call back into caller.s.
#![no_std]

/// Writes words one after another.
struct Record(*mut u16);

impl Record {
    fn word(&mut self, word: u16) -> &mut Self {
        // SAFETY: the caller's record has room for every word that a function here writes.
        unsafe { self.0.write(word) };
        self.0 = self.0.wrapping_add(1);
        self
    }

    fn byte(&mut self, byte: u8) -> &mut Self {
        self.word(u16::from(byte))
    }

    fn long(&mut self, long: u32) -> &mut Self {
        self.word((long & 0xffff) as u16).word((long >> 16) as u16)
    }

    fn pointer(&mut self, pointer: *const u8) -> &mut Self {
        self.word(pointer as usize as u16)
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_1(record: *mut u16, length: usize, a: u8, b: u16) -> u16 {
    Record(record).word(length as u16).byte(a).word(b);
    0x7a51
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_2(a: u8, record: *mut u16, b: u32) -> u32 {
    Record(record).byte(a).long(b);
    !b
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_3(a: u16, b: u32, record: *mut u16) -> u8 {
    Record(record).word(a).long(b);
    0xc3
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_4(record: *mut u16, a: u16, b: u16, c: u32) -> u32 {
    Record(record).word(a).word(b).long(c);
    c ^ 0x0102_0304
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_5(record: *mut u16, a: u32, b: u32) -> *mut u16 {
    Record(record).long(a).long(b);
    record
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_6(a: u32, b: u32, c: u32, d: u32, record: *mut u16) -> u16 {
    Record(record).long(a).long(b).long(c).long(d);
    0x1006
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_7(
    record: *mut u16,
    length: usize,
    p: *const u8,
    p_length: usize,
    a: u8,
    b: u16,
    c: u32,
    q: *const u8,
) -> u16 {
    let mut record = Record(record);
    record.word(length as u16).pointer(p).word(p_length as u16).byte(a).word(b).long(c).pointer(q);
    0x1007
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_8(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, record: *mut u16) -> u16 {
    Record(record).byte(a).byte(b).byte(c).byte(d).byte(e).byte(f).byte(g);
    0x1008
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_9(record: *mut u16, a: u8, b: u32, c: u8, d: u16, e: u32) -> u16 {
    Record(record).byte(a).long(b).byte(c).word(d).long(e);
    0x1009
}

#[unsafe(no_mangle)]
pub extern "C" fn shape_10(record: *mut u16, a: u16, b: u16, c: u32, d: u8, e: u32, f: u16, g: u8) -> u16 {
    Record(record).word(a).word(b).long(c).byte(d).long(e).word(f).byte(g);
    0x100a
}

type Random = extern "C" fn(context: *mut u16, output: *mut u8, length: usize) -> u16;
type Eight = extern "C" fn(*mut u16, usize, *const u8, usize, u8, u16, u32, *const u8) -> u32;
type Split = extern "C" fn(*mut u16, u16, u16, u32) -> u16;

#[unsafe(no_mangle)]
pub extern "C" fn calls_random(function: Random, context: *mut u16, output: *mut u8, length: usize) -> u16 {
    function(context, output, length) ^ 0x0f0f
}

#[unsafe(no_mangle)]
pub extern "C" fn calls_eight(function: Eight, record: *mut u16) -> u32 {
    let (p, q) = (0x4321_usize as *const u8, 0x8765_usize as *const u8);
    function(record, 0x1111, p, 0x2222, 0xab, 0x3333, 0x5555_4444, q) ^ 0xffff_0000
}

#[unsafe(no_mangle)]
pub extern "C" fn calls_split(function: Split, record: *mut u16) -> u16 {
    function(record, 0x0a0a, 0x0b0b, 0x0d0d_0c0c)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
