//! Orders the functions of a module so that it compresses well: of functions that do the same one is kept, and similar
//! functions become neighbours, above all the instances of one generic function, which the compiler scatters over the
//! module.
//!
//! Functions are identified by their index, so every reference to one is rewritten. Imports come first and keep their
//! order.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::numbering::{Numbering, counted, entries, leb};
use crate::similar;
use crate::wasm::{Reader, Section, function_names, section};

/// The sections of the same module with its functions so; `None` if they contain something unknown.
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
    let kept = folded(&types, &bodies, imported)?;
    // `order[new]` is a function's old index: sorted by name first, then refined by similarity.
    let mut named: Vec<usize> = (0..bodies.len()).filter(|&own| kept[own] == own).collect();
    named.sort_by(|&a, &b| (&keys[a], bodies[a]).cmp(&(&keys[b], bodies[b])));
    let in_names: Vec<&[u8]> = named.iter().map(|&old| bodies[old]).collect();
    let order: Vec<usize> = similar::order(&in_names).into_iter().map(|at| named[at]).collect();
    let mut numbers: Vec<usize> = (0..imported + bodies.len()).collect();
    for (new, &old) in order.iter().enumerate() {
        numbers[imported + old] = imported + new;
    }
    for (own, &same) in kept.iter().enumerate() {
        numbers[imported + own] = numbers[imported + same];
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

/// For each function the one that is kept in its place: the first with the same type and the same instructions. Functions
/// that call such functions may come to be the same in turn.
fn folded(types: &[usize], bodies: &[&[u8]], imported: usize) -> Option<Vec<usize>> {
    let mut kept: Vec<usize> = (0..bodies.len()).collect();
    loop {
        let imports = 0..imported;
        let numbering = Numbering(imports.chain(kept.iter().map(|own| imported + own)).collect());
        let (mut first, mut next) = (HashMap::new(), kept.clone());
        for own in (0..bodies.len()).filter(|&own| kept[own] == own) {
            match first.entry((types[own], numbering.body(bodies[own])?)) {
                Entry::Occupied(same) => next[own] = *same.get(),
                Entry::Vacant(new) => drop(new.insert(own)),
            }
        }
        for own in 0..next.len() {
            next[own] = next[next[own]];
        }
        if next == kept {
            return Some(kept);
        }
        kept = next;
    }
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

    /// `a` and `b` give 7, `c` calls `a`, `d` calls `b`, `e` gives 8.
    #[test]
    fn functions_that_do_the_same_are_kept_once() {
        let seven = &b"\x00\x41\x07\x0b"[..];
        let bodies = [seven, seven, b"\x00\x10\x01\x0b", b"\x00\x10\x02\x0b", b"\x00\x41\x08\x0b"];
        assert_eq!(folded(&[0; 5], &bodies, 1), Some(vec![0, 0, 2, 2, 4]));
        // The same instructions with another type are another function.
        assert_eq!(folded(&[0, 1, 0, 0, 0], &bodies, 1), Some(vec![0, 1, 2, 3, 4]));
        let code = counted(bodies.iter().map(|body| [&leb(body.len()), *body].concat()));
        let wasm = module([
            (section::IMPORT, &b"\x01\x01e\x03log\x00\x00"[..]),
            (section::FUNCTION, b"\x05\x00\x00\x00\x00\x00"),
            (section::ELEMENT, b"\x01\x00\x41\x00\x0b\x05\x01\x02\x03\x04\x05"),
            (section::CODE, &code),
        ]);
        let ordered = ordered(&sections(&wasm).unwrap()).unwrap();
        let of = |kind| ordered.iter().find(|(own, _)| *own == kind).unwrap().1.as_slice();
        assert_eq!(of(section::FUNCTION), b"\x03\x00\x00\x00");
        let places: Vec<u8> = of(section::ELEMENT)[6..].to_vec();
        assert!(places[0] == places[1] && places[2] == places[3], "{places:?}");
        assert!(places[0] != places[2] && places[2] != places[4] && places[0] != places[4], "{places:?}");
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
}
