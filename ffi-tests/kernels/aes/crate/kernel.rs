//! The AES kernel of the target against its portable twin, on the target.
#![no_std]
#![allow(dead_code)]

#[path = "../../../../src/arch/aes/mod.rs"]
mod aes;

/// Xorshift (Marsaglia 2003).
struct Random(u32);

impl Random {
    fn word(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    /// Random bytes, or bytes of which all are edge values, or all but one zero.
    fn fill(&mut self, bytes: &mut [u8]) {
        let kind = self.word() & 7;
        for byte in bytes.iter_mut() {
            let word = self.word();
            *byte = match kind {
                0 => [0, 1, 0x80, 0xFF][(word >> 8 & 3) as usize],
                1 => 0,
                _ => (word >> 16) as u8,
            };
        }
        if kind == 1 {
            let place = self.word() as usize % bytes.len();
            bytes[place] = 1 << (self.word() & 7);
        }
    }
}

/// What differed: 1 the schedule, 2 a pair, 4 a block encrypted, 8 a block decrypted, 16 what lies around.
#[unsafe(no_mangle)]
pub extern "C" fn compare(seed: u32, cases: u32) -> u32 {
    let mut random = Random(seed | 1);
    let mut faults = 0;
    for case in 0..cases {
        let length = [16, 24, 32][case as usize % 3];
        let mut key = [0; 32];
        random.fill(&mut key[..length]);
        let mut schedules = [[0x5A5A_5A5A; 62]; 2];
        let words = length + 28;
        aes::set_key(&mut schedules[0][1..=words], &key[..length]);
        aes::portable::set_key(&mut schedules[1][1..=words], &key[..length]);
        faults |= u32::from(schedules[0] != in_kernel_form(schedules[1], words));
        let [ours, twins] = &schedules;
        let [kernel_schedule, schedule] = [ours, twins].map(|schedule| &schedule[1..=words]);

        // Any address: blocks are bytes.
        let mut memory = [[0xA5; 48]; 2];
        let start = 4 + (random.word() & 3) as usize;
        random.fill(&mut memory[0][start..start + 32]);
        memory[1] = memory[0];
        let [first, second] = &mut memory;
        let mut at = [first, second].map(|memory| memory[start..].as_chunks_mut::<16>().0.first_chunk_mut::<2>());
        let [Some(ours), Some(twin)] = &mut at else { return 32 };
        aes::encrypt_pair(kernel_schedule, ours);
        aes::portable::encrypt_pair(schedule, twin);
        faults |= u32::from(ours != twin) << 1;
        aes::encrypt_block(kernel_schedule, &mut ours[0]);
        aes::portable::encrypt_block(schedule, &mut twin[0]);
        faults |= u32::from(ours != twin) << 2;
        aes::decrypt_block(kernel_schedule, &mut ours[1]);
        aes::portable::decrypt_block(schedule, &mut twin[1]);
        faults |= u32::from(ours != twin) << 3;
        faults |= u32::from(memory[0] != memory[1]) << 4;
    }
    faults
}

/// The twin leaves `ShiftRows` out of odd rounds; in `small` the kernels do not.
fn in_kernel_form(mut schedule: [u32; 62], words: usize) -> [u32; 62] {
    if cfg!(not(feature = "fast")) {
        let (rounds, _) = schedule[1..=words].as_chunks_mut::<4>();
        for word in rounds.iter_mut().skip(1).step_by(2).flatten() {
            *word = shift_rows(*word);
        }
    }
    schedule
}

/// Row r, a byte, moves r columns of two bits.
fn shift_rows(word: u32) -> u32 {
    let rows = word.to_le_bytes();
    u32::from_le_bytes(core::array::from_fn(|row| rows[row].rotate_right(2 * row as u32)))
}

/// One pair, for the count of cycles.
#[unsafe(no_mangle)]
pub extern "C" fn one_pair(schedule: &[u32; 44], pair: &mut [[u8; 16]; 2]) {
    aes::encrypt_pair(schedule, pair);
}

/// One key, for the count of cycles.
#[unsafe(no_mangle)]
pub extern "C" fn one_key(schedule: &mut [u32; 44], key: &[u8; 16]) {
    aes::set_key(schedule, key);
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
