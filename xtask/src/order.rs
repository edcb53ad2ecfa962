//! Orders the functions of a module so that it compresses well: similar functions become neighbours, above all the
//! instances of one generic function, which the compiler scatters over the module.
//!
//! Functions are identified by their index, so every reference to one is rewritten: calls, exports, tables, the start.
//! Imports come first and keep their order.

use crate::similar;
use crate::wasm::{Reader, Section, function_names, section, write_number};

/// The sections of the same module with its functions in that order; `None` if they contain something unknown.
pub fn ordered(sections: &[Section<'_>]) -> Option<Vec<(u8, Vec<u8>)>> {
    let content = |kind| sections.iter().find(|(own, _)| *own == kind).map(|(_, content)| *content);
    let imported = content(section::IMPORT).map_or(Some(0), imported_functions)?;
    let bodies =
        content(section::CODE).map_or(Some(Vec::new()), |code| entries(code, |reader| reader.sized()))?;
    let types =
        content(section::FUNCTION).map_or(Some(Vec::new()), |own| entries(own, |reader| reader.number()))?;
    if types.len() != bodies.len() {
        return None;
    }
    let mut keys = vec![String::new(); bodies.len()];
    for (index, name) in function_names(sections) {
        if let Some(key) = index.checked_sub(imported).and_then(|own| keys.get_mut(own)) {
            *key = generic(name);
        }
    }
    // `order[new]` is a function's old index: sorted by name first, then refined by similarity.
    let mut named: Vec<usize> = (0..bodies.len()).collect();
    named.sort_by(|&a, &b| (&keys[a], bodies[a]).cmp(&(&keys[b], bodies[b])));
    let in_names: Vec<&[u8]> = named.iter().map(|&old| bodies[old]).collect();
    let order: Vec<usize> = similar::order(&in_names).into_iter().map(|at| named[at]).collect();
    let mut numbers: Vec<usize> = (0..imported + bodies.len()).collect();
    for (new, &old) in order.iter().enumerate() {
        numbers[imported + old] = imported + new;
    }
    let numbering = Numbering(numbers);
    let rewritten = |&(kind, content): &Section<'_>| {
        let new = match kind {
            section::FUNCTION => counted(order.iter().map(|&old| leb(types[old]))),
            section::CODE => {
                let bodies: Option<Vec<Vec<u8>>> =
                    order.iter().map(|&old| numbering.body(bodies[old])).collect();
                counted(bodies?.into_iter().map(|body| [leb(body.len()), body].concat()))
            }
            section::GLOBAL => numbering.globals(content)?,
            section::EXPORT => numbering.exports(content)?,
            section::START => leb(numbering.of(Reader(content).number()?)?),
            section::ELEMENT => numbering.elements(content)?,
            _ => content.to_vec(),
        };
        Some((kind, new))
    };
    sections.iter().map(rewritten).collect()
}

/// A function's name without what distinguishes its instances: `a::f<b::C>::h0123456789abcdef` is an `a::f`.
fn generic(name: &str) -> String {
    let name = name.rsplit_once("::h").map_or(name, |(path, hash)| {
        let is_hash = hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        if is_hash { path } else { name }
    });
    // In `<Type<…> as Trait<…>>::method` the outermost brackets are the path.
    let kept = usize::from(name.starts_with('<'));
    let (mut depth, mut key, mut before) = (0, String::new(), ' ');
    for letter in name.chars() {
        let is_arrow = letter == '>' && before == '-';
        depth += usize::from(letter == '<');
        if depth <= kept {
            key.push(letter);
        }
        if letter == '>' && !is_arrow {
            depth = depth.saturating_sub(1);
        }
        before = letter;
    }
    key
}

/// The number of functions that a module imports.
fn imported_functions(imports: &[u8]) -> Option<usize> {
    const LIMITED: u8 = 1;
    let limits = |reader: &mut Reader<'_>| {
        let flags = reader.byte()?;
        reader.number()?;
        if flags & LIMITED != 0 { reader.number().map(drop) } else { Some(()) }
    };
    let kinds = entries(imports, |reader| {
        reader.sized()?;
        reader.sized()?;
        let kind = reader.byte()?;
        match kind {
            0 => reader.number().map(drop)?,
            1 => reader.byte().and_then(|_| limits(reader))?,
            2 => limits(reader)?,
            3 => reader.bytes(2).map(drop)?,
            _ => return None,
        }
        Some(kind)
    })?;
    Some(kinds.iter().filter(|kind| **kind == 0).count())
}

/// The entries of a section that begins with their count.
fn entries<'a, T>(content: &'a [u8], mut read: impl FnMut(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
    let mut reader = Reader(content);
    let count = reader.number()?;
    let all: Option<Vec<T>> = (0..count).map(|_| read(&mut reader)).collect();
    all.filter(|_| reader.0.is_empty())
}

fn counted(entries: impl ExactSizeIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut all = leb(entries.len());
    entries.for_each(|entry| all.extend(entry));
    all
}

fn leb(number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_number(&mut bytes, number);
    bytes
}

/// The new index of each function.
struct Numbering(Vec<usize>);

impl Numbering {
    fn of(&self, old: usize) -> Option<usize> {
        self.0.get(old).copied()
    }

    fn function(&self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Option<()> {
        write_number(out, self.of(reader.number()?)?);
        Some(())
    }

    fn exports(&self, content: &[u8]) -> Option<Vec<u8>> {
        let exports = entries(content, |reader| {
            let name = reader.sized()?;
            let (kind, index) = (reader.byte()?, reader.number()?);
            let index = if kind == 0 { self.of(index)? } else { index };
            Some([&leb(name.len()), name, &[kind], &leb(index)].concat())
        })?;
        Some(counted(exports.into_iter()))
    }

    fn globals(&self, content: &[u8]) -> Option<Vec<u8>> {
        let globals = entries(content, |reader| {
            let mut global = reader.bytes(2)?.to_vec();
            self.expression(reader, &mut global)?;
            Some(global)
        })?;
        Some(counted(globals.into_iter()))
    }

    /// Tables of functions: each segment has flags, a place unless it is passive, a kind unless it is the default,
    /// and then indices, or expressions that give them.
    fn elements(&self, content: &[u8]) -> Option<Vec<u8>> {
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
    fn body(&self, body: &[u8]) -> Option<Vec<u8>> {
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
    use crate::wasm::{module, sections};

    #[test]
    fn instances_of_a_generic_function_have_one_name() {
        let check = |name, expected| assert_eq!(generic(name), expected);
        check("alloc::vec::Vec<f64>::push::h0123456789abcdef", "alloc::vec::Vec::push");
        check("core::ptr::drop_in_place<a::B<C>>", "core::ptr::drop_in_place");
        check(
            "<alloc::vec::Vec<T,A> as core::ops::drop::Drop>::drop",
            "<alloc::vec::Vec as core::ops::drop::Drop>::drop",
        );
        check("a::f<fn(x) -> y>::{{closure}}", "a::f::{{closure}}");
        check("main", "main");
    }

    /// Imports `log`; `z` calls `a` and `log`, `a` gives 7; `z` is exported and starts, both lie in the table.
    fn example() -> Vec<u8> {
        let names = b"\x04name\x01\x0c\x03\x00\x03log\x01\x01z\x02\x01a";
        module([
            (1, &b"\x02\x60\x00\x00\x60\x00\x01\x7f"[..]),
            (section::IMPORT, b"\x01\x01e\x03log\x00\x00"),
            (section::FUNCTION, b"\x02\x00\x01"),
            (section::EXPORT, b"\x02\x01z\x00\x01\x01m\x02\x01"),
            (section::START, b"\x01"),
            (section::ELEMENT, b"\x01\x00\x41\x00\x0b\x02\x01\x02"),
            (section::CODE, b"\x02\x08\x00\x10\x02\x1a\x10\x00\x01\x0b\x04\x00\x41\x07\x0b"),
            (section::CUSTOM, names),
        ])
    }

    #[test]
    fn functions_are_ordered_and_every_index_follows() {
        let wasm = example();
        let ordered = ordered(&sections(&wasm).unwrap()).unwrap();
        let of = |kind| {
            ordered.iter().find(|(own, _)| *own == kind).map(|(_, content)| content.as_slice()).unwrap()
        };
        assert_eq!(of(section::FUNCTION), b"\x02\x01\x00");
        assert_eq!(of(section::EXPORT), b"\x02\x01z\x00\x02\x01m\x02\x01");
        assert_eq!(of(section::START), b"\x02");
        assert_eq!(of(section::ELEMENT), b"\x01\x00\x41\x00\x0b\x02\x02\x01");
        assert_eq!(of(section::CODE), b"\x02\x04\x00\x41\x07\x0b\x08\x00\x10\x01\x1a\x10\x00\x01\x0b");
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let broken = |body: &'static [u8]| {
            let wasm = module([(section::FUNCTION, &b"\x01\x00"[..]), (section::CODE, body)]);
            ordered(&sections(&wasm).unwrap())
        };
        assert!(broken(b"\x01\x02\x00\x0b").is_some());
        assert_eq!(broken(b"\x01\x03\x00\x06\x0b"), None);
        // A call of a function that does not exist; an `end` too many; an `end` too few.
        assert_eq!(broken(b"\x01\x04\x00\x10\x05\x0b"), None);
        assert_eq!(broken(b"\x01\x03\x00\x0b\x0b"), None);
        assert_eq!(broken(b"\x01\x02\x00\x01"), None);
    }

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
