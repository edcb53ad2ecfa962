//! Vectors that change in place: entries added, taken away, overwritten.

use super::base;
use super::lanes::charged;
use crate::language::entries::{self, convert, entries as entries_of};
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::{Arguments, Array, Native};
use crate::language::{Machine, Value};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base(
        "push!",
        (2, ANY),
        "Appends entries to a vector.",
        ("length(push!([1], 2))", "2"),
        |machine, arguments| insert(machine, "push!", arguments, arguments.values[1..].to_vec(), None),
    ),
    base(
        "pushfirst!",
        (2, ANY),
        "Adds entries at the beginning of a vector.",
        ("pushfirst!([1], 2) == [2, 1]", "true"),
        |machine, arguments| {
            insert(machine, "pushfirst!", arguments, arguments.values[1..].to_vec(), Some(0))
        },
    ),
    base(
        "append!",
        (2, 2),
        "Appends the entries of another container to a vector.",
        ("append!([1], (2, 3)) == [1, 2, 3]", "true"),
        |machine, arguments| {
            let more = charged(machine, &arguments.values[1])?;
            insert(machine, "append!", arguments, more, None)
        },
    ),
    base(
        "insert!",
        (3, 3),
        "Inserts an entry into a vector at an index.",
        ("insert!([1, 3], 2, 2) == [1, 2, 3]", "true"),
        |machine, arguments| {
            let vector = vector("insert!", arguments)?;
            let length = vector.len() as i64;
            match arguments.values[1] {
                Value::Int(at) if (1..=length + 1).contains(&at) => {
                    let item = vec![arguments.values[2].clone()];
                    insert(machine, "insert!", arguments, item, Some(at as usize - 1))
                }
                _ => Err(entries::out_of_bounds(
                    &arguments.values[0],
                    &arguments.values[1..2],
                    length as usize,
                )),
            }
        },
    ),
    base(
        "pop!",
        (1, 2),
        "Removes and returns the last entry of a vector, or the value for a key of a dictionary.",
        ("pop!([1, 2])", "2"),
        |_, arguments| {
            if let [Value::Dict(dict), key] = arguments.values {
                return dict.remove(key).ok_or_else(|| entries::no_key(dict, key));
            }
            let taken = vector("pop!", arguments)?.items_mut().pop();
            taken.ok_or_else(empty)
        },
    ),
    base(
        "popfirst!",
        (1, 1),
        "Removes and returns the first entry of a vector.",
        ("popfirst!([1, 2])", "1"),
        |machine, arguments| {
            let vector = vector("popfirst!", arguments)?;
            let length = vector.len();
            machine.charge(length as u64)?;
            if length == 0 { Err(empty()) } else { Ok(vector.items_mut().remove(0)) }
        },
    ),
    base(
        "deleteat!",
        (2, 2),
        "Removes the entry at an index, or the entries at several, from a vector.",
        ("deleteat!([1, 2, 3], 2) == [1, 3]", "true"),
        |machine, arguments| {
            let vector = vector("deleteat!", arguments)?;
            let places = charged(machine, &arguments.values[1])?;
            let length = vector.len();
            machine.charge(length as u64)?;
            let outside =
                |place: &&Value| !matches!(place, Value::Int(at) if (1..=length as i64).contains(at));
            if let Some(place) = places.iter().find(outside) {
                return Err(entries::out_of_bounds(
                    &arguments.values[0],
                    std::slice::from_ref(place),
                    length,
                ));
            }
            let mut keep = vec![true; length];
            for place in &places {
                if let Value::Int(at) = place {
                    keep[*at as usize - 1] = false;
                }
            }
            let mut keep = keep.into_iter();
            vector.items_mut().retain(|_| keep.next().unwrap_or(true));
            Ok(arguments.values[0].clone())
        },
    ),
    base(
        "empty!",
        (1, 1),
        "Removes all entries from a vector.",
        ("length(empty!([1, 2]))", "0"),
        |_, arguments| {
            vector("empty!", arguments)?.items_mut().clear();
            Ok(arguments.values[0].clone())
        },
    ),
    base(
        "copyto!",
        (2, 2),
        "Overwrites the entries of a vector.",
        ("v = [1, 2]; copyto!(v, (3, 4)); sum(v)", "7"),
        copy_to,
    ),
];

/// The vector to be changed.
fn vector<'a>(name: &str, arguments: Arguments<'a>) -> Fallible<&'a Array> {
    match &arguments.values[0] {
        Value::Array(array) if array.is_tracked() => Err(error::no_method(name, arguments.values, &[])
            .hint("A tracked array stays as it was computed: make a new one with `[v; x]`.")),
        Value::Array(array) if array.rank() == 1 => Ok(array),
        _ => Err(error::no_method(name, arguments.values, &[]).hint("Only a vector can grow or shrink.")),
    }
}

fn empty() -> Box<Raised> {
    error::argument("array must be non-empty").hint("There is no entry left to take.")
}

/// Adds entries to a vector, at its end or before position `at`.
fn insert(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    more: Vec<Value>,
    at: Option<usize>,
) -> Fallible<Value> {
    let vector = vector(name, arguments)?;
    let length = vector.len();
    if length + more.len() > entries::MAX_ENTRIES {
        return Err(entries::too_large(length + more.len()));
    }
    machine.charge(more.len() as u64 + at.map_or(0, |at| (length - at) as u64))?;
    let more = more.into_iter().map(|value| convert(value, vector.element));
    let more = more.collect::<Fallible<Vec<_>>>()?;
    match at {
        None => vector.items_mut().extend(more),
        Some(at) => drop(vector.items_mut().splice(at..at, more)),
    }
    Ok(arguments.values[0].clone())
}

/// `target .= source`: a number fills, a container must have the same length.
fn copy_to(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [target @ Value::Array(vector), source] = arguments.values else {
        return Err(error::no_method("copyto!", arguments.values, &[]).hint(
            "Only the entries of a vector can be overwritten; give a number or tuple a new value with `=`.",
        ));
    };
    if vector.is_tracked() {
        return Err(Raised::new("Can't differentiate `setindex!`")
            .hint("A tracked array stays as it was computed; `Tracker.update!` changes a parameter."));
    }
    let length = vector.len();
    machine.charge(length as u64)?;
    let items = match source.number() {
        Some(_) => vec![source.clone(); length],
        None => entries_of(source)?,
    };
    if items.len() != length {
        return Err(Raised::new("DimensionMismatch(\"array could not be broadcast to match destination\")")
            .hint(format!("The left side has {length} entries, the right side {}.", items.len())));
    }
    let items = items.into_iter().map(|item| convert(item, vector.element)).collect::<Fallible<Vec<_>>>()?;
    *vector.items_mut() = items;
    Ok(target.clone())
}
