//! Draws the arguments of a call from the fuzzer's input, and remembers what the call may write.

use super::memory::{ARENA, Memory};
use super::platform::{self, Platform, RandomFunction, Slots};
use amisec::ffi::{aes_engine, boot, c1222, ccm, ccm_star, command, dlms, dlms_hls, gcm, oms, storage};
use arbitrary::{Arbitrary, Unstructured};
use std::ffi::c_void;
use std::ops::Range;

/// A length that no buffer has.
const TOO_LONG: usize = usize::MAX / 2 + 1;

/// Memory that a call may write, as a part of `Memory`.
#[derive(Clone, Debug)]
pub struct Writable {
    pub place: Range<usize>,
    /// Holds zeros after a failure; an object need not.
    pub zeroed: bool,
}

/// One run: what is left of its input, its memory, and what the current call was given.
pub struct Caller<'a> {
    pub input: Unstructured<'a>,
    pub memory: Box<Memory>,
    pub platform: Box<Platform>,
    pub writable: Vec<Writable>,
    /// Memory and slots as they were when the arguments were ready.
    pub before: (Vec<u8>, Slots),
    last: (*mut u8, usize),
}

impl<'a> Caller<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Caller {
            input: Unstructured::new(data),
            memory: Memory::new(),
            platform: Platform::new(),
            writable: Vec::new(),
            before: (Vec::new(), Platform::new().slots),
            last: (std::ptr::null_mut(), 0),
        }
    }

    /// The next number of the input; zeros at its end.
    pub fn number<T: Arbitrary<'a> + Default>(&mut self) -> T {
        self.input.arbitrary().unwrap_or_default()
    }

    /// All arguments are drawn: what is here now must stay.
    pub fn ready(&mut self) {
        self.before = (self.memory.bytes().to_vec(), self.platform.slots);
    }

    /// NULL, or a place with room for `length` bytes: in the arena mostly, else anywhere in the memory, so that it
    /// lies across objects and structures.
    fn place(&mut self, length: usize) -> *mut u8 {
        let base = (&raw mut *self.memory).cast::<u8>();
        let length = length.min(ARENA);
        match self.number::<u8>() {
            0xF0..=0xF3 => std::ptr::null_mut(),
            0xF4..=0xFF => {
                let place = usize::from(self.number::<u16>());
                base.wrapping_add(place % (size_of::<Memory>() - length + 1))
            }
            place => base.wrapping_add(usize::from(place) % (ARENA - length + 1)),
        }
    }

    /// A length: short mostly, else one that no buffer has.
    pub fn length(&mut self) -> usize {
        match self.number::<u8>() {
            0xFE => TOO_LONG,
            0xFF => usize::MAX,
            short => usize::from(short) % 0xFE,
        }
    }

    /// A buffer with its length. It never leaves the memory, which is what C asks of a caller; everything else is
    /// the library's to refuse.
    pub fn data(&mut self) -> (*mut u8, usize) {
        let length = self.length();
        self.last = (self.place(length), length);
        self.last
    }

    /// As `data`, and the call writes it.
    pub fn buffer(&mut self) -> (*mut u8, usize) {
        let (start, length) = self.data();
        self.writes(start, length, true);
        (start, length)
    }

    pub fn input(&mut self, length: usize) -> *mut u8 {
        self.place(length)
    }

    pub fn output(&mut self, length: usize) -> *mut u8 {
        let start = self.place(length);
        self.writes(start, length, true);
        start
    }

    /// An output as long as what `length` makes of the last buffer's length; every other one is in place.
    pub fn beside(&mut self, length: impl Fn(usize) -> usize) -> *mut u8 {
        let (start, last) = self.last;
        let in_place = self.number::<u8>() & 1 == 0 && length(last) <= last;
        let start = if in_place { start } else { self.place(length(last)) };
        self.writes(start, length(last), true);
        start
    }

    /// An object of the memory: NULL or not aligned at times.
    pub fn object<T>(&mut self, of: fn(*mut Memory) -> *mut T, written: bool) -> *mut T {
        let object = of(&raw mut *self.memory);
        match self.number::<u8>() {
            0xFF => std::ptr::null_mut(),
            // The last object of the memory is a structure, not the end of it.
            0xFE => object.wrapping_byte_add(1),
            _ => {
                if written {
                    self.writes(object.cast(), size_of::<T>(), false);
                }
                object
            }
        }
    }

    /// A number that the call gives.
    pub fn receives<T>(&mut self, of: fn(*mut Memory) -> *mut T) -> *mut T {
        let object = self.object(of, false);
        self.writes(object.cast(), size_of::<T>(), true);
        object
    }

    fn writes(&mut self, start: *mut u8, length: usize, zeroed: bool) {
        let base = (&raw const *self.memory).addr();
        if let Some(start) = start.addr().checked_sub(base).filter(|start| *start <= size_of::<Memory>()) {
            let end = start.saturating_add(length).min(size_of::<Memory>());
            self.writable.push(Writable { place: start..end, zeroed });
        }
    }

    /// A random function that is missing, fails at some call, or repeats itself.
    pub fn random(&mut self) -> (RandomFunction, *mut c_void) {
        let choice = self.number::<u8>();
        self.platform.pattern = if choice < 0xC0 { 0 } else { choice & 0x0F };
        self.fail_at_times();
        let (function, context) = platform::random(&raw mut *self.platform);
        (function.filter(|_| choice != 0xFF), context)
    }

    fn fail_at_times(&mut self) {
        let choice = self.number::<u8>();
        self.platform.is_off = false;
        self.platform.calls_left = if choice < 0xC0 { u32::MAX } else { u32::from(choice & 0x0F) };
    }

    /// The number of a record: one that is there mostly, or could be.
    pub fn record(&mut self) -> u16 {
        let choice = self.number::<u8>();
        if choice < 0xF0 { u16::from(choice % 6) } else { self.number() }
    }

    pub fn storage(&mut self) -> *const storage::StorageFunctions {
        let choice = self.number::<u8>();
        self.fail_at_times();
        self.memory.storage = platform::storage(&raw mut *self.platform);
        let functions = &mut self.memory.storage;
        match choice {
            0xFC => functions.read = None,
            0xFD => functions.write = None,
            0xFE => functions.erase = None,
            0xFF => return std::ptr::null(),
            _ => {}
        }
        functions
    }

    pub fn aes_engine(&mut self) -> *const aes_engine::AesEngine {
        let choice = self.number::<u8>();
        self.fail_at_times();
        self.memory.aes_engine = platform::engine(&raw mut *self.platform);
        match choice {
            0xFE => self.memory.aes_engine.encrypt = None,
            0xFF => return std::ptr::null(),
            _ => {}
        }
        &self.memory.aes_engine
    }

    /// A tag in a structure, which sealing writes.
    fn tag(&mut self, sealing: bool) -> (*mut u8, usize) {
        if sealing { self.buffer() } else { self.data() }
    }

    pub fn ccm(&mut self, sealing: bool) -> *const ccm::CcmParameters {
        let ((nonce, nonce_length), (aad, aad_length)) = (self.data(), self.data());
        let (tag, tag_length) = self.tag(sealing);
        self.memory.ccm = ccm::CcmParameters { nonce, nonce_length, aad, aad_length, tag, tag_length };
        &self.memory.ccm
    }

    pub fn gcm(&mut self, sealing: bool) -> *const gcm::GcmParameters {
        let ((nonce, nonce_length), (aad, aad_length)) = (self.data(), self.data());
        let (tag, tag_length) = self.tag(sealing);
        self.memory.gcm_parameters =
            gcm::GcmParameters { nonce, nonce_length, aad, aad_length, tag, tag_length };
        &self.memory.gcm_parameters
    }

    pub fn ccm_star(&mut self, sealing: bool) -> *const ccm_star::CcmStarParameters {
        let (source, (aad, aad_length)) = (self.input(8), self.data());
        let (frame_counter, level) = (self.number(), u32::from(self.number::<u8>() % 10));
        let mic_length = [0, 4, 8, 16][level as usize % 4];
        let mic = if sealing { self.output(mic_length) } else { self.input(mic_length) };
        self.memory.ccm_star =
            ccm_star::CcmStarParameters { source, aad, aad_length, mic, frame_counter, level };
        &self.memory.ccm_star
    }

    pub fn dlms(&mut self) -> *const dlms::DlmsParameters {
        let (authentication_key, system_title) = (self.input(16), self.input(8));
        let security_control = match self.number::<u8>() {
            choice @ 0..0xC0 => [0x10, 0x20, 0x30][usize::from(choice % 3)],
            other => other,
        };
        self.memory.dlms = dlms::DlmsParameters { authentication_key, system_title, security_control };
        &self.memory.dlms
    }

    pub fn dlms_hls(&mut self) -> *const dlms_hls::DlmsHlsParameters {
        let (own_title, peer_title) = (self.input(8), self.input(8));
        let ((received, received_length), (sent, sent_length)) = (self.data(), self.data());
        self.memory.dlms_hls = dlms_hls::DlmsHlsParameters {
            own_title,
            peer_title,
            received,
            received_length,
            sent,
            sent_length,
        };
        &self.memory.dlms_hls
    }

    pub fn c1222(&mut self) -> *const c1222::C1222Parameters {
        let ((elements, elements_length), iv, key_id) = (self.data(), self.number(), self.number());
        let security_mode = self.number::<u8>() % 4;
        self.memory.c1222 = c1222::C1222Parameters { elements, elements_length, iv, key_id, security_mode };
        &self.memory.c1222
    }

    pub fn oms(&mut self, sealing: bool) -> *const oms::OmsMessageParameters {
        let (identification, (header, header_length)) = (self.input(4), self.data());
        let mac = if sealing { self.output(8) } else { self.input(8) };
        let (counter, sender) = (self.number(), self.number());
        self.memory.oms =
            oms::OmsMessageParameters { identification, header, header_length, mac, counter, sender };
        &self.memory.oms
    }

    pub fn command_parameters(&mut self) -> *const command::CommandParameters {
        let signers = self.object(|memory| unsafe { &raw mut (*memory).command_signer }, true);
        let (signer_count, time) = (usize::from(self.number::<u8>() % 16 != 0), self.number());
        self.memory.command_parameters = command::CommandParameters { signers, signer_count, time };
        &self.memory.command_parameters
    }

    pub fn boot_parameters(&mut self) -> *const boot::BootParameters {
        let (key_count, installed_count) =
            (usize::from(self.number::<u8>() % 4), usize::from(self.number::<u8>() % 4));
        let (keys, (identity, identity_length)) = (self.input(64 * key_count), self.data());
        let installed = self.input(8 * installed_count);
        let (address, configuration) = (self.number(), self.number::<u8>() % 3);
        self.memory.boot_parameters = boot::BootParameters {
            keys,
            key_count,
            identity,
            identity_length,
            installed,
            installed_count,
            address,
            configuration,
        };
        &self.memory.boot_parameters
    }
}
