//! Reads what the simulator needs of an ELF executable: what lies in flash, and its symbols.

/// The ELF machine number of the AVR.
const MACHINE_AVR: u16 = 83;
/// From here on addresses are those of data memory, EEPROM and fuses.
const FLASH_END: usize = 0x80_0000;

/// A loadable segment.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Where its bytes are in flash; those of initialised data are copied from there.
    pub address: usize,
    /// Its bytes; not those that the start-up code clears.
    pub bytes: Vec<u8>,
}

/// An executable.
#[derive(Clone, Debug)]
pub struct Executable {
    /// What lies in flash.
    pub segments: Vec<Segment>,
    /// Its symbols: names and values. Data addresses begin at 0x800000.
    pub symbols: Vec<(String, usize)>,
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn get(&self, offset: usize, length: usize) -> Result<&[u8], String> {
        let end = offset.checked_add(length).ok_or("ELF offset overflows")?;
        self.0.get(offset..end).ok_or_else(|| format!("ELF file ends before offset {end}"))
    }

    fn half(&self, offset: usize) -> Result<u16, String> {
        let bytes = self.get(offset, 2)?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn word(&self, offset: usize) -> Result<usize, String> {
        Ok(usize::from(self.half(offset)?) | usize::from(self.half(offset + 2)?) << 16)
    }
}

impl Executable {
    /// Parses a 32-bit little-endian AVR executable.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the file.
    pub fn parse(file: &[u8]) -> Result<Self, String> {
        let file = Bytes(file);
        if file.get(0, 6)? != b"\x7fELF\x01\x01" {
            return Err("not a 32-bit little-endian ELF file".to_owned());
        }
        if file.half(18)? != MACHINE_AVR {
            return Err("not an AVR file".to_owned());
        }
        Ok(Self { segments: segments(&file)?, symbols: symbols(&file)? })
    }

    /// The value of the symbol `name`.
    #[must_use]
    pub fn symbol(&self, name: &str) -> Option<usize> {
        self.symbols.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

fn segments(file: &Bytes) -> Result<Vec<Segment>, String> {
    const LOADED: usize = 1;
    let (table, size, count) = (file.word(28)?, file.half(42)?, file.half(44)?);
    let mut segments = Vec::new();
    for index in 0..usize::from(count) {
        let header = table + index * usize::from(size);
        let (kind, offset) = (file.word(header)?, file.word(header + 4)?);
        let (address, length) = (file.word(header + 12)?, file.word(header + 16)?);
        if kind == LOADED && length != 0 && address < FLASH_END {
            segments.push(Segment { address, bytes: file.get(offset, length)?.to_vec() });
        }
    }
    Ok(segments)
}

fn symbols(file: &Bytes) -> Result<Vec<(String, usize)>, String> {
    const SYMBOL_TABLE: usize = 2;
    const SYMBOL_SIZE: usize = 16;
    let (table, size, count) = (file.word(32)?, file.half(46)?, file.half(48)?);
    let section = |index: usize| table + index * usize::from(size);
    let mut symbols = Vec::new();
    for index in 0..usize::from(count) {
        let header = section(index);
        if file.word(header + 4)? != SYMBOL_TABLE {
            continue;
        }
        let (offset, length) = (file.word(header + 16)?, file.word(header + 20)?);
        let names = file.word(section(file.word(header + 24)?) + 16)?;
        for entry in (offset..offset + length).step_by(SYMBOL_SIZE) {
            let name_offset = names + file.word(entry)?;
            let rest = file.0.get(name_offset..).unwrap_or_default();
            let name = rest.split(|&byte| byte == 0).next().unwrap_or_default();
            if !name.is_empty() {
                symbols.push((String::from_utf8_lossy(name).into_owned(), file.word(entry + 4)?));
            }
        }
    }
    Ok(symbols)
}
