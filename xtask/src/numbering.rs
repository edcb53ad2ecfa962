//! Renumbers the functions of a module: every reference to one is rewritten, in calls, exports, tables and constants.

use crate::wasm::{Reader, write_number};

/// The entries of a section that begins with their count.
pub fn entries<'a, T>(
    content: &'a [u8],
    mut read: impl FnMut(&mut Reader<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut reader = Reader(content);
    let count = reader.number()?;
    let all: Option<Vec<T>> = (0..count).map(|_| read(&mut reader)).collect();
    all.filter(|_| reader.0.is_empty())
}

/// A section of entries: their count, and then all of them.
pub fn counted(entries: impl ExactSizeIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut all = leb(entries.len());
    entries.for_each(|entry| all.extend(entry));
    all
}

/// A number in LEB128.
pub fn leb(number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_number(&mut bytes, number);
    bytes
}

/// The new index of each function.
pub struct Numbering(pub Vec<usize>);

impl Numbering {
    /// The new index of a function; `None` if there is no such function.
    pub fn of(&self, old: usize) -> Option<usize> {
        self.0.get(old).copied()
    }

    fn function(&self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Option<()> {
        write_number(out, self.of(reader.number()?)?);
        Some(())
    }

    /// The section of exports.
    pub fn exports(&self, content: &[u8]) -> Option<Vec<u8>> {
        let exports = entries(content, |reader| {
            let name = reader.sized()?;
            let (kind, index) = (reader.byte()?, reader.number()?);
            let index = if kind == 0 { self.of(index)? } else { index };
            Some([&leb(name.len()), name, &[kind], &leb(index)].concat())
        })?;
        Some(counted(exports.into_iter()))
    }

    /// The section of globals.
    pub fn globals(&self, content: &[u8]) -> Option<Vec<u8>> {
        let globals = entries(content, |reader| {
            let mut global = reader.bytes(2)?.to_vec();
            self.expression(reader, &mut global)?;
            Some(global)
        })?;
        Some(counted(globals.into_iter()))
    }

    /// Tables of functions: each segment has flags, a place unless it is passive, a kind unless it is the default,
    /// and then indices, or expressions that give them.
    pub fn elements(&self, content: &[u8]) -> Option<Vec<u8>> {
        const PASSIVE: usize = 1;
        const EXPLICIT: usize = 2;
        const EXPRESSIONS: usize = 4;
        let segments = entries(content, |reader| {
            let flags = reader.number()?;
            let mut segment = leb(flags);
            if flags & PASSIVE == 0 {
                if flags & EXPLICIT != 0 {
                    write_number(&mut segment, reader.number()?);
                }
                self.expression(reader, &mut segment)?;
            }
            if flags & (PASSIVE | EXPLICIT) != 0 {
                segment.push(reader.byte()?);
            }
            let count = reader.number()?;
            write_number(&mut segment, count);
            for _ in 0..count {
                if flags & EXPRESSIONS == 0 {
                    self.function(reader, &mut segment)?;
                } else {
                    self.expression(reader, &mut segment)?;
                }
            }
            Some(segment)
        })?;
        Some(counted(segments.into_iter()))
    }

    /// A function's locals and instructions.
    pub fn body(&self, body: &[u8]) -> Option<Vec<u8>> {
        let mut reader = Reader(body);
        for _ in 0..reader.number()? {
            reader.number()?;
            reader.byte()?;
        }
        let mut out = body[..body.len() - reader.0.len()].to_vec();
        self.expression(&mut reader, &mut out)?;
        reader.0.is_empty().then_some(out)
    }

    /// Instructions up to the matching `end`.
    fn expression(&self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Option<()> {
        let mut depth = 1;
        while depth > 0 {
            let start = *reader;
            let code = reader.byte()?;
            match code {
                0x02..=0x04 => depth += 1,
                0x0b => depth -= 1,
                _ => {}
            }
            // call, return_call, ref.func
            if let 0x10 | 0x12 | 0xd2 = code {
                out.push(code);
                self.function(reader, out)?;
            } else {
                skip_operands(code, reader)?;
                out.extend_from_slice(&start.0[..start.0.len() - reader.0.len()]);
            }
        }
        Some(())
    }
}

/// Skips the operands of an instruction; `None` for an unknown instruction.
/// (<https://webassembly.github.io/spec/core/binary/instructions.html>)
fn skip_operands(code: u8, reader: &mut Reader<'_>) -> Option<()> {
    let numbers = match code {
        // Control and parametric instructions.
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b => 0,
        0x02..=0x04 | 0x0c | 0x0d => 1,
        0x0e => reader.number()? + 1,
        0x11 | 0x13 => 2,
        0x1c => reader.number()?,
        // Variables, tables, memory.
        0x20..=0x26 | 0x3f | 0x40 => 1,
        0x28..=0x3e => 2,
        // Constants.
        0x41 => 1,
        0x42 => return reader.long_number(),
        0x43 => return reader.bytes(4).map(drop),
        0x44 => return reader.bytes(8).map(drop),
        // Arithmetic.
        0x45..=0xc4 | 0xd1 => 0,
        0xd0 => 1,
        0xfc => match reader.number()? {
            0..=7 => 0,
            9 | 11 | 13 | 15..=17 => 1,
            8 | 10 | 12 | 14 => 2,
            _ => return None,
        },
        0xfd => return skip_vector_operands(reader),
        _ => return None,
    };
    (0..numbers).try_for_each(|_| reader.number().map(drop))
}

/// Skips the rest of a vector instruction after its first byte.
fn skip_vector_operands(reader: &mut Reader<'_>) -> Option<()> {
    let code = reader.number()?;
    let (numbers, bytes) = match code {
        // Loads and stores, constants and shuffles, lanes, loads and stores of lanes.
        0..=11 | 92 | 93 => (2, 0),
        12 | 13 => (0, 16),
        21..=34 => (0, 1),
        84..=91 => (2, 1),
        _ => (0, 0),
    };
    (0..numbers).try_for_each(|_| reader.number().map(drop))?;
    reader.bytes(bytes).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_skipped() {
        let check = |instruction: &[u8]| {
            let mut reader = Reader(&instruction[1..]);
            assert_eq!(skip_operands(instruction[0], &mut reader), Some(()), "{instruction:x?}");
            assert_eq!(reader.0, b"", "{instruction:x?}");
        };
        check(b"\x0e\x02\x00\x01\x00");
        check(b"\x42\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00");
        check(b"\x44\0\0\0\0\0\0\xf0\x3f");
        check(b"\x1c\x01\x7f");
        check(b"\xfc\x0a\x00\x00");
        check(b"\xfd\x0c0123456789abcdef");
        check(b"\xfd\x15\x03");
        check(b"\xfd\x54\x00\x80\x01\x07");
        check(b"\xfd\xe4\x01");
    }
}
