//! A module of wasm as bytes: its sections, the numbers in them, the names of its functions.

/// The kinds of section that are read or removed.
pub mod section {
    pub const CUSTOM: u8 = 0;
    pub const IMPORT: u8 = 2;
    pub const FUNCTION: u8 = 3;
    pub const GLOBAL: u8 = 6;
    pub const EXPORT: u8 = 7;
    pub const START: u8 = 8;
    pub const ELEMENT: u8 = 9;
    pub const CODE: u8 = 10;
}

/// A section: its kind, and its content.
pub type Section<'a> = (u8, &'a [u8]);

const HEADER: usize = 8;

/// The sections of a module; `None` if the bytes are not a complete module.
pub fn sections(wasm: &[u8]) -> Option<Vec<Section<'_>>> {
    let (header, rest) = wasm.split_at_checked(HEADER)?;
    header.strip_prefix(b"\0asm")?;
    let mut reader = Reader(rest);
    let mut sections = Vec::new();
    while !reader.0.is_empty() {
        let kind = reader.byte()?;
        let length = reader.number()?;
        sections.push((kind, reader.bytes(length)?));
    }
    Some(sections)
}

/// A module with these sections.
pub fn module<'a>(sections: impl IntoIterator<Item = Section<'a>>) -> Vec<u8> {
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    for (kind, content) in sections {
        wasm.push(kind);
        write_number(&mut wasm, content.len());
        wasm.extend_from_slice(content);
    }
    wasm
}

/// The names of a module's functions by their index, from its name section; empty if it has none.
pub fn function_names<'a>(sections: &[Section<'a>]) -> Vec<(usize, &'a str)> {
    const FUNCTIONS: u8 = 1;
    let named = |(kind, content): &Section<'a>| {
        let mut reader = Reader(content);
        (*kind == section::CUSTOM && reader.text()? == "name").then_some(reader)
    };
    let Some(mut reader) = sections.iter().find_map(named) else { return Vec::new() };
    let mut names = Vec::new();
    while let Some((kind, content)) = reader.byte().zip(reader.sized()) {
        if kind == FUNCTIONS {
            let mut entries = Reader(content);
            let count = entries.number().unwrap_or(0);
            names.extend((0..count).map_while(|_| Some((entries.number()?, entries.text()?))));
        }
    }
    names
}

/// The bytes that are left to read.
#[derive(Clone, Copy)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// The next `count` bytes.
    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    /// An unsigned number in LEB128.
    pub fn number(&mut self) -> Option<usize> {
        let last = self.0.iter().take(5).position(|byte| byte & 0x80 == 0)?;
        let bytes = self.bytes(last + 1)?;
        Some(bytes.iter().rev().fold(0, |value, byte| (value << 7) | usize::from(byte & 0x7f)))
    }

    /// Skips a number in LEB128 of up to 64 bits.
    pub fn long_number(&mut self) -> Option<()> {
        let last = self.0.iter().take(10).position(|byte| byte & 0x80 == 0)?;
        self.bytes(last + 1).map(drop)
    }

    /// Bytes that follow their count.
    pub fn sized(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.bytes(length)
    }

    /// A text that follows its length.
    pub fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.sized()?).ok()
    }
}

/// Writes an unsigned number in LEB128.
pub fn write_number(to: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        to.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    to.push(rest as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_read_and_written() {
        let long = [1; 300];
        let sections_of_it = [(1, &[7, 7][..]), (5, &long[..])];
        let wasm = module(sections_of_it);
        assert_eq!(sections(&wasm), Some(sections_of_it.to_vec()));
    }

    #[test]
    fn what_is_no_wasm_is_refused() {
        assert_eq!(sections(b"<!doctype html>"), None);
        let header = module([]);
        assert_eq!(sections(&[&header[..], &[1, 9, 7]].concat()), None);
        assert_eq!(sections(&[&header[..], &[1, 0xff, 0xff]].concat()), None);
    }

    #[test]
    fn functions_have_their_names() {
        let names = b"\x04name\x00\x02\x01m\x01\x09\x02\x00\x01f\x07\x03g::";
        let sections = [(3, &[0][..]), (section::CUSTOM, &names[..])];
        assert_eq!(function_names(&sections), [(0, "f"), (7, "g::")]);
        assert_eq!(function_names(&sections[..1]), []);
    }
}
