//! Reads what the simulator needs of an ELF executable: its loadable segments and its symbols.

/// The ELF machine number of the MSP430.
const MACHINE_MSP430: u16 = 105;

/// A loadable segment.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Where its bytes are loaded (the physical address).
    pub address: u16,
    /// Its bytes; not those that the start-up code clears.
    pub bytes: Vec<u8>,
    /// Whether the program may write to it.
    pub writable: bool,
}

/// A symbol with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its value.
    pub address: u16,
    /// Its name.
    pub name: String,
}

/// An executable.
#[derive(Clone, Debug)]
pub struct Executable {
    /// Where execution starts.
    pub entry: u16,
    /// Its loadable segments.
    pub segments: Vec<Segment>,
    /// Its symbols.
    pub symbols: Vec<Symbol>,
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

    fn address(&self, offset: usize) -> Result<u16, String> {
        u16::try_from(self.word(offset)?).map_err(|_| "address above 64 KiB".to_owned())
    }
}

impl Executable {
    /// Parses a 32-bit little-endian MSP430 executable.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the file.
    pub fn parse(file: &[u8]) -> Result<Self, String> {
        let file = Bytes(file);
        if file.get(0, 6)? != b"\x7fELF\x01\x01" {
            return Err("not a 32-bit little-endian ELF file".to_owned());
        }
        if file.half(18)? != MACHINE_MSP430 {
            return Err("not an MSP430 file".to_owned());
        }
        Ok(Self { entry: file.address(24)?, segments: segments(&file)?, symbols: symbols(&file)? })
    }

    /// The address of the symbol `name`.
    #[must_use]
    pub fn symbol(&self, name: &str) -> Option<u16> {
        self.symbols.iter().find(|symbol| symbol.name == name).map(|symbol| symbol.address)
    }
}

fn segments(file: &Bytes) -> Result<Vec<Segment>, String> {
    let (table, size, count) = (file.word(28)?, file.half(42)?, file.half(44)?);
    let mut segments = Vec::new();
    for index in 0..usize::from(count) {
        let header = table + index * usize::from(size);
        let (kind, offset) = (file.word(header)?, file.word(header + 4)?);
        let (length, flags) = (file.word(header + 16)?, file.word(header + 24)?);
        if kind == 1 && length != 0 {
            let address = file.address(header + 12)?;
            if usize::from(address) + length > 0x1_0000 {
                return Err("a segment ends above 64 KiB".to_owned());
            }
            let virtual_address = file.address(header + 8)?;
            segments.push(Segment {
                address,
                bytes: file.get(offset, length)?.to_vec(),
                // Initialised data is loaded into flash and copied: its load image is read-only.
                writable: flags & 2 != 0 && virtual_address == address,
            });
        }
    }
    Ok(segments)
}

fn symbols(file: &Bytes) -> Result<Vec<Symbol>, String> {
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
                let name = String::from_utf8_lossy(name).into_owned();
                symbols.push(Symbol { address: file.address(entry + 4).unwrap_or(0), name });
            }
        }
    }
    Ok(symbols)
}
