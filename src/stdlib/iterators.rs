//! Walks without an array behind them: values again and again, numbers without an end.

use std::rc::Rc;

use super::base;
use crate::language::entries::{self, entry, length, not_iterable};
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Cycle, Native, Range};
use crate::language::{Machine, Value, integer};

const ANY: usize = usize::MAX;
const ITERATORS: &str = "Base.Iterators";

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: ITERATORS,
        ..base(
            "repeated",
            (1, 2),
            "A value repeated a number of times, or endlessly.",
            ("sum(Iterators.repeated(2, 3))", "6"),
            |_, arguments| {
                let length = match arguments.values.get(1) {
                    None => usize::MAX,
                    Some(times) => whole("repeated", times)?,
                };
                Ok(cycle(vec![arguments.values[0].clone()], 0, length))
            },
        )
    },
    Native {
        module: ITERATORS,
        ..base(
            "cycle",
            (1, 1),
            "The entries repeated endlessly.",
            ("collect(Iterators.take(Iterators.cycle(1:2), 3)) == [1, 2, 1]", "true"),
            |machine, arguments| {
                let items = super::lanes::charged(machine, &arguments.values[0])?;
                let length = if items.is_empty() { 0 } else { usize::MAX };
                Ok(cycle(items, 0, length))
            },
        )
    },
    Native {
        module: ITERATORS,
        ..base(
            "countfrom",
            (0, 2),
            "The integers from the first one on, endlessly.",
            ("first(Iterators.countfrom(5))", "5"),
            |_, arguments| {
                let number = |at: usize| arguments.values.get(at).map_or(Some(1), integer);
                match (number(0), number(1)) {
                    (Some(first), Some(step)) => {
                        Ok(Value::Range(Range::Int { first, step, length: usize::MAX, unit: false }.into()))
                    }
                    _ => Err(error::no_method("countfrom", arguments.values, &[])),
                }
            },
        )
    },
    Native {
        module: ITERATORS,
        ..base(
            "take",
            (2, 2),
            "The first entries.",
            ("collect(Iterators.take(5:9, 2)) == [5, 6]", "true"),
            |machine, arguments| {
                if machine.iterates(&arguments.values[0]) {
                    let take = machine.globals.own("_taken")?;
                    return machine.call(&take, arguments.values);
                }
                part(machine, "take", arguments, |count, length| (0, count.min(length)))
            },
        )
    },
    Native {
        module: ITERATORS,
        ..base(
            "drop",
            (2, 2),
            "All but the first entries.",
            ("collect(Iterators.drop(5:9, 3)) == [8, 9]", "true"),
            |machine, arguments| {
                part(machine, "drop", arguments, |count, length| {
                    (count.min(length), length.saturating_sub(count))
                })
            },
        )
    },
    base(
        "enumerate",
        (1, 1),
        "Each entry with its index.",
        ("first(enumerate((5, 6)))", "(1, 5)"),
        |machine, arguments| {
            if machine.iterates(&arguments.values[0]) {
                let numbered = machine.globals.own("_numbered")?;
                return machine.call(&numbered, arguments.values);
            }
            let items = super::lanes::charged(machine, &arguments.values[0])?;
            let pairs = items.into_iter().enumerate();
            Ok(Value::vector(
                pairs.map(|(i, item)| Value::tuple(vec![Value::Int(i as i64 + 1), item])).collect(),
            ))
        },
    ),
    base(
        "zip",
        (1, ANY),
        "The entries of several containers in tuples.",
        ("first(zip((1, 2), (3, 4)))", "(1, 3)"),
        |machine, arguments| {
            if arguments.values.iter().any(|value| machine.iterates(value)) {
                let zip = machine.globals.own("_zipped")?;
                return machine.call(&zip, arguments.values);
            }
            let lengths: Option<Vec<usize>> = arguments.values.iter().map(length).collect();
            let Some(rows) = lengths.and_then(|lengths| lengths.into_iter().min()) else {
                let odd = arguments.values.iter().find(|value| length(value).is_none());
                return Err(not_iterable(odd.unwrap_or(&Value::Nothing)));
            };
            if rows > entries::MAX_ENTRIES {
                return Err(entries::too_large(rows));
            }
            machine.charge(rows as u64)?;
            let row =
                |at| Value::tuple(arguments.values.iter().filter_map(|value| entry(value, at)).collect());
            Ok(Value::vector((0..rows).map(row).collect()))
        },
    ),
];

fn cycle(items: Vec<Value>, skip: usize, length: usize) -> Value {
    Value::Cycle(Rc::new(Cycle::new(items, skip, length)))
}

fn whole(name: &str, value: &Value) -> Fallible<usize> {
    match integer(value) {
        Some(count) => Ok(usize::try_from(count).unwrap_or(0)),
        None => {
            Err(error::no_method(name, std::slice::from_ref(value), &[]).hint("The count is a whole number."))
        }
    }
}

/// A part of a walk: `limits` makes of the given count and the length where it begins, and how long it is.
fn part(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    limits: fn(usize, usize) -> (usize, usize),
) -> Fallible<Value> {
    let container = &arguments.values[0];
    let whole_length = length(container).ok_or_else(|| not_iterable(container))?;
    let (skip, count) = limits(whole(name, &arguments.values[1])?, whole_length);
    if let Value::Cycle(walk) = container {
        return Ok(cycle(walk.items().to_vec(), walk.skip() + skip, count));
    }
    machine.charge(count.min(entries::MAX_ENTRIES) as u64)?;
    if count > entries::MAX_ENTRIES {
        return Err(entries::too_large(count));
    }
    Ok(Value::vector((skip..skip + count).filter_map(|at| entry(container, at)).collect()))
}
