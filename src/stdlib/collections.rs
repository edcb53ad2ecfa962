//! Functions of tuples, vectors, ranges: sums, sizes, maps.

use std::rc::Rc;

use super::base;
use super::lanes::{self, charged, combined, like, rearranged};
use super::operators::{apply, truth};
use super::reductions::{no_zero, nothing_to_reduce};
use super::whole_arrays;
use crate::language::array::{self, Callee, recorded, sizes};
use crate::language::display::show;
use crate::language::entries::{self, entries, not_iterable};
use crate::language::error::{self, Fallible};
use crate::language::types::element_of_empty;
use crate::language::value::{Arguments, Array, Named, Native, Range};
use crate::language::{Machine, Value};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base("length", (1, 1), "How many entries there are.", ("length((1, 2, 3))", "3"), |_, arguments| {
        length(arguments)
    }),
    base("isempty", (1, 1), "Whether there are no entries.", ("isempty(())", "true"), |_, arguments| {
        Ok(Value::Bool(count(&arguments.values[0])? == 0))
    }),
    base("first", (1, 2), "The first entry, or so many.", ("first(3:5)", "3"), |_, arguments| {
        end_of(arguments, |_, _| 0)
    }),
    base("last", (1, 2), "The last entry, or so many.", ("last(3:5, 2)", "4:5"), |_, arguments| {
        end_of(arguments, |length, count| length.saturating_sub(count))
    }),
    base(
        "iterate",
        (1, 2),
        "The next entry and the iteration state, or `nothing`.",
        ("iterate([5, 6], 2)", "(6, 3)"),
        |_, arguments| {
            let at = match arguments.values.get(1) {
                None => 1,
                Some(Value::Int(at @ 1..)) => *at,
                Some(_) => return Err(error::no_method("iterate", arguments.values, &[])),
            };
            let container = &arguments.values[0];
            count(container)?;
            let next = entries::entry(container, at as usize - 1);
            Ok(next.map_or(Value::Nothing, |next| Value::tuple(vec![next, Value::Int(at + 1)])))
        },
    ),
    base("tuple", (0, ANY), "Its arguments as a tuple.", ("tuple(1, 2)", "(1, 2)"), |_, arguments| {
        Ok(Value::tuple(arguments.values.to_vec()))
    }),
    base("vect", (0, ANY), "Its arguments as a vector.", ("sum(vect(1, 2))", "3"), |_, arguments| {
        Ok(Value::vector(arguments.values.to_vec()))
    }),
    base(
        "collect",
        (1, 2),
        "The entries as a vector.",
        ("collect(1:3) == [1, 2, 3]", "true"),
        |machine, arguments| {
            if let [Value::Type(kind), container] = arguments.values {
                let items =
                    charged(machine, container)?.into_iter().map(|item| entries::convert(item, *kind));
                let items = items.collect::<Fallible<Vec<_>>>()?;
                let count = items.len();
                return Ok(Value::Array(Rc::new(Array::new(items, *kind, &[count]))));
            }
            let items = charged(machine, &arguments.values[0])?;
            Ok(match &arguments.values[0] {
                Value::Tuple(_) => {
                    let count = items.len();
                    Value::gathered(items, &[count])
                }
                array => like(array, items),
            })
        },
    ),
    base("map", (2, ANY), "What a function gives for each entry.", ("map(x -> x^2, (1, 2))", "(1, 4)"), map),
    base(
        "foreach",
        (2, 2),
        "Calls a function for each entry.",
        ("foreach(print, (1, 2))", "12"),
        |machine, arguments| {
            for entry in charged(machine, &arguments.values[1])? {
                machine.call(&arguments.values[0], &[entry])?;
            }
            Ok(Value::Nothing)
        },
    ),
    base(
        "filter",
        (2, 2),
        "The entries for which a function returns true.",
        ("filter(isodd, [1, 2, 3]) == [1, 3]", "true"),
        filter,
    ),
    Native {
        keywords: &["init"],
        ..base(
            "foldl",
            (2, 2),
            "Combines the entries from left to right.",
            ("foldl(-, (10, 2, 3))", "5"),
            fold,
        )
    },
    Native {
        keywords: &["init", "dims"],
        ..base("reduce", (2, 2), "Combines the entries.", ("reduce(+, 1:4)", "10"), fold)
    },
    Native {
        keywords: &["init", "dims"],
        ..base(
            "accumulate",
            (2, 2),
            "The results of combining the entries from left to right, one after each entry.",
            ("accumulate(*, [1, 2, 3]) == [1, 2, 6]", "true"),
            |machine, arguments| {
                running(machine, "accumulate", arguments, |machine, a, b| {
                    machine.call(&arguments.values[0], &[a, b])
                })
            },
        )
    },
    Native {
        keywords: &["dims"],
        ..base(
            "cumsum",
            (1, 1),
            "The cumulative sum.",
            ("cumsum([1, 2, 3]) == [1, 3, 6]", "true"),
            |machine, arguments| {
                if let Some(sums) = recorded_sums(machine, arguments)? {
                    return Ok(sums);
                }
                running(machine, "cumsum", arguments, |machine, a, b| apply(machine, "+", &a, &b))
            },
        )
    },
    Native {
        keywords: &["dims"],
        ..base(
            "cumprod",
            (1, 1),
            "The cumulative product.",
            ("cumprod([1, 2, 3]) == [1, 2, 6]", "true"),
            |machine, arguments| {
                running(machine, "cumprod", arguments, |machine, a, b| apply(machine, "*", &a, &b))
            },
        )
    },
    Native {
        keywords: &["stop", "step", "length"],
        ..base(
            "range",
            (1, 2),
            "Evenly spaced numbers from the first to the last.",
            ("range(0, 1, length = 3)", "0.0:0.5:1.0"),
            range,
        )
    },
    Native {
        module: "LinearAlgebra",
        ..base("dot", (2, 2), "The sum of the products of the entries.", ("dot([1, 2], [3, 4])", "11"), dot)
    },
    Native {
        module: "LinearAlgebra",
        ..base("⋅", (2, 2), "The sum of the products of the entries.", ("[1, 2] ⋅ [3, 4]", "11"), dot)
    },
];

fn count(container: &Value) -> Fallible<usize> {
    entries::length(container).ok_or_else(|| not_iterable(container))
}

fn length(arguments: Arguments<'_>) -> Fallible<Value> {
    match entries::length(&arguments.values[0]) {
        Some(length) => Ok(Value::Int(length as i64)),
        None => Err(error::no_method("length", arguments.values, &[])
            .hint("Only tuples, vectors, ranges and strings have a length.")),
    }
}

/// The entry at `place`, or with a count so many from there on; `place` is told the length and the count.
fn end_of(arguments: Arguments<'_>, place: fn(usize, usize) -> usize) -> Fallible<Value> {
    let container = &arguments.values[0];
    let length = count(container)?;
    if let (Value::Text(text), Some(Value::Int(wanted))) = (container, arguments.values.get(1)) {
        let wanted = usize::try_from(*wanted).unwrap_or(0).min(length);
        let first = place(length, wanted);
        return Ok(Value::text(text.chars().skip(first).take(wanted).collect::<String>()));
    }
    match arguments.values.get(1) {
        None => {
            let position = place(length, 1);
            match entries::entry(container, position) {
                Some(value) => Ok(value),
                None => entries::index(container, &[Value::Int(position as i64 + 1)]),
            }
        }
        Some(Value::Int(wanted)) => {
            let wanted = usize::try_from(*wanted).unwrap_or(0).min(length);
            let first = place(length, wanted) as i64 + 1;
            let places = entries::range(&[Value::Int(first), Value::Int(first + wanted as i64 - 1)])?;
            if let Value::Range(range) = container
                && let (Range::Int { unit: true, .. }, Some(low), Some(high)) = (
                    &**range,
                    range.get(first as usize - 1),
                    range.get(first as usize + wanted.saturating_sub(2)),
                )
            {
                return entries::range(&[low, high]);
            }
            entries::index(container, &[places])
        }
        Some(_) => Err(error::no_method("first", arguments.values, &[])),
    }
}

fn map(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let (function, containers) = (&arguments.values[0], &arguments.values[1..]);
    let columns = containers.iter().map(entries).collect::<Fallible<Vec<_>>>()?;
    let rows = columns.iter().map(Vec::len).min().unwrap_or(0);
    machine.charge(rows as u64)?;
    let results = (0..rows).map(|row| {
        let values: Vec<Value> = columns.iter().map(|column| column[row].clone()).collect();
        machine.call(function, &values)
    });
    let results = results.collect::<Fallible<Vec<_>>>()?;
    if let ([Value::Text(_)], true) = (containers, results.iter().all(|item| matches!(item, Value::Char(_))))
    {
        return entries::join(machine, &results);
    }
    if let [Value::Named(named), ..] = containers {
        let names = named.names.clone();
        return Ok(Value::Named(Rc::new(Named { names, values: results })));
    }
    let tuples = containers.iter().all(|container| matches!(container, Value::Tuple(_)));
    Ok(match containers.iter().find(|container| entries::length(container) == Some(rows)) {
        _ if tuples => Value::tuple(results),
        // Without an entry to try it on, a function is taken to keep the type.
        Some(array @ Value::Array(_)) if rows == 0 => Value::Array(Rc::new(Array::new(
            results,
            element_of_empty(containers),
            &array::sizes(array).unwrap_or_default(),
        ))),
        Some(Value::Array(array)) if array.rank() != 1 => Value::gathered(results, &array.sizes()),
        _ => Value::gathered(results, &[rows]),
    })
}

fn filter(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let mut kept = Vec::new();
    for item in charged(machine, &arguments.values[1])? {
        if truth(&machine.call(&arguments.values[0], std::slice::from_ref(&item))?)? {
            kept.push(item);
        }
    }
    match &arguments.values[1] {
        Value::Text(_) => entries::join(machine, &kept),
        Value::Tuple(_) => Ok(Value::tuple(kept)),
        Value::Array(array) if !array.is_tracked() => {
            let count = kept.len();
            let mut kept = Array::new(kept, array.element, &[count]);
            kept.gathered = array.gathered;
            Ok(Value::Array(Rc::new(kept)))
        }
        _ => Ok(Value::vector(kept)),
    }
}

fn fold(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [function, container] = arguments.values else { return Ok(Value::Nothing) };
    let container = Arguments { values: std::slice::from_ref(container), keywords: arguments.keywords };
    let init = arguments.keyword("init").filter(|init| !matches!(init, Value::Native(_)));
    combined(machine, "reduce", container, |machine, items| {
        let mut items = items.into_iter();
        let start = init.cloned().or_else(|| items.next());
        let mut result = start.ok_or_else(|| match function {
            Value::Native(native) if matches!(native.name, "+" | "*") => no_zero(native.name),
            _ => nothing_to_reduce(),
        })?;
        for item in items {
            result = machine.call(function, &[result, item])?;
        }
        Ok(result)
    })
}

/// What `combine` gives after each entry.
fn running(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    combine: impl Fn(&mut Machine, Value, Value) -> Fallible<Value>,
) -> Fallible<Value> {
    let container = arguments.values.last().unwrap_or(&Value::Nothing);
    rearranged(machine, name, arguments, container, |machine, items| {
        let mut last: Option<Value> = arguments.keyword("init").cloned();
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            let next = match last {
                Some(last) => combine(machine, last, item)?,
                None => item,
            };
            results.push(next.clone());
            last = Some(next);
        }
        Ok(results)
    })
}

/// The running sums of a tracked array as one operation; `None` if it is not tracked as a whole, or has no one
/// dimension to go along.
fn recorded_sums(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Option<Value>> {
    let container = &arguments.values[0];
    if !recorded::is_recorded(container) {
        return Ok(None);
    }
    match (lanes::axes(arguments)?.as_deref(), sizes(container).unwrap_or_default().len()) {
        (Some(&[axis]), rank) if axis < rank => {
            whole_arrays::along(machine, "cumsum", container, axis).map(Some)
        }
        (None, 1) => whole_arrays::along(machine, "cumsum", container, 0).map(Some),
        _ => Ok(None),
    }
}

/// `range(start, stop; step, length)`: two of the last three tell the third.
fn range(_: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let start = &arguments.values[0];
    let stop = arguments.values.get(1).or(arguments.keyword("stop"));
    let (step, length) = (arguments.keyword("step"), arguments.keyword("length"));
    let count = match length {
        None => None,
        Some(Value::Int(length)) => Some(usize::try_from(*length).map_err(|_| {
            error::argument(format!("range({}, length={length}): negative length", show(start)))
        })?),
        Some(other) => return Err(error::no_method("range", &[start.clone(), other.clone()], &[])),
    };
    match (stop, step, count) {
        (Some(stop), None, None) => entries::range(&[start.clone(), stop.clone()]),
        (Some(stop), Some(step), None) => entries::range(&[start.clone(), step.clone(), stop.clone()]),
        (None, step, Some(length)) => {
            let step = step.cloned().unwrap_or(Value::Int(1));
            match (start, &step, start.number(), step.number()) {
                (Value::Int(first), Value::Int(step), ..) => {
                    let unit = arguments.keyword("step").is_none();
                    Ok(Value::Range(Range::Int { first: *first, step: *step, length, unit }.into()))
                }
                (.., Some(first), Some(step)) => {
                    Ok(Value::Range(Range::Float { first, step, length }.into()))
                }
                _ => Err(error::no_method("range", arguments.values, &[])),
            }
        }
        (Some(stop), None, Some(length)) => match (start.number(), stop.number()) {
            (Some(first), Some(last)) => {
                let gaps = length.saturating_sub(1).max(1) as f64;
                Ok(Value::Range(Range::Float { first, step: (last - first) / gaps, length }.into()))
            }
            _ => Err(error::no_method("range", arguments.values, &[])),
        },
        _ => Err(error::argument("At least one of `length` or `stop` must be specified")
            .hint("It reads `range(0, 1, length = 5)` or `range(0, 1, step = 0.25)`.")),
    }
}

fn dot(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let (left, right) = (count(&arguments.values[0])?, count(&arguments.values[1])?);
    if left != right {
        let words = array::dot_words([&arguments.values[0], &arguments.values[1]], left, right);
        return Err(error::Raised::new(format!("DimensionMismatch(\"{words}\")"))
            .hint("Both sides must have equally many entries."));
    }
    if arguments.values.iter().any(recorded::is_recorded) {
        let products = array::broadcast(machine, Callee::Operator("*"), arguments.values)?;
        if let Some(total) = recorded::folded(machine, "sum", &products, &[])? {
            return Ok(total);
        }
    }
    let (a, b) = (entries(&arguments.values[0])?, entries(&arguments.values[1])?);
    let mut total = Value::Int(0);
    for (a, b) in a.iter().zip(&b) {
        let product = apply(machine, "*", a, b)?;
        total = apply(machine, "+", &total, &product)?;
    }
    Ok(total)
}
