//! Functions of tuples, vectors, ranges: sums, sizes, maps.

use super::base;
use super::operators::{apply, operation};
use crate::language::entries::{self, entries, not_iterable};
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base(
        "sum",
        (1, 2),
        "The sum of the entries; with a function first, of what it gives.",
        ("sum(abs2, (1, 2))", "5"),
        |machine, arguments| reduce(machine, "sum", "+", Some(Value::Int(0)), arguments),
    ),
    base("prod", (1, 2), "The product of the entries.", ("prod(1:5)", "120"), |machine, arguments| {
        reduce(machine, "prod", "*", Some(Value::Int(1)), arguments)
    }),
    base("maximum", (1, 2), "The greatest entry.", ("maximum((1, 3, 2))", "3"), |machine, arguments| {
        reduce(machine, "maximum", "max", None, arguments)
    }),
    base("minimum", (1, 2), "The least entry.", ("minimum((1, 3, 2))", "1"), |machine, arguments| {
        reduce(machine, "minimum", "min", None, arguments)
    }),
    base("length", (1, 1), "How many entries there are.", ("length((1, 2, 3))", "3"), |_, arguments| {
        length(arguments)
    }),
    base("isempty", (1, 1), "Whether there are no entries.", ("isempty(())", "true"), |_, arguments| {
        Ok(Value::Bool(count(&arguments.values[0])? == 0))
    }),
    base("first", (1, 1), "The first entry.", ("first(3:5)", "3"), |_, arguments| end_of(arguments, |_| 0)),
    base("last", (1, 1), "The last entry.", ("last(3:5)", "5"), |_, arguments| {
        end_of(arguments, |count| count.saturating_sub(1))
    }),
    base("tuple", (0, ANY), "Its arguments as a tuple.", ("tuple(1, 2)", "(1, 2)"), |_, arguments| {
        Ok(Value::tuple(arguments.values.to_vec()))
    }),
    base("vect", (0, ANY), "Its arguments as a vector.", ("sum(vect(1, 2))", "3"), |_, arguments| {
        Ok(Value::vector(arguments.values.to_vec()))
    }),
    base(
        "collect",
        (1, 1),
        "The entries as a vector.",
        ("collect(1:3) == [1, 2, 3]", "true"),
        |machine, arguments| charged(machine, &arguments.values[0]).map(Value::vector),
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
        "The entries for which a function gives true.",
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
            |machine, arguments| fold(machine, "foldl", arguments),
        )
    },
    Native {
        keywords: &["init"],
        ..base("reduce", (2, 2), "Combines the entries.", ("reduce(+, 1:4)", "10"), |machine, arguments| {
            fold(machine, "reduce", arguments)
        })
    },
    base(
        "any",
        (1, 2),
        "Whether one of the entries is true.",
        ("any(isodd, (2, 3))", "true"),
        |machine, arguments| decide(machine, arguments, true),
    ),
    base(
        "all",
        (1, 2),
        "Whether all entries are true.",
        ("all(isodd, (2, 3))", "false"),
        |machine, arguments| decide(machine, arguments, false),
    ),
    base("reverse", (1, 1), "The entries, last first.", ("reverse((1, 2))", "(2, 1)"), |_, arguments| {
        let mut items = entries(&arguments.values[0])?;
        items.reverse();
        Ok(same_kind(&arguments.values[0], items))
    }),
    base(
        "enumerate",
        (1, 1),
        "Each entry with its number.",
        ("first(enumerate((5, 6)))", "(1, 5)"),
        |_, arguments| {
            let items = entries(&arguments.values[0])?;
            let pairs = items.into_iter().enumerate();
            Ok(Value::vector(
                pairs.map(|(i, item)| Value::tuple(vec![Value::Int(i as i64 + 1), item])).collect(),
            ))
        },
    ),
    base(
        "zip",
        (2, 2),
        "The entries of two containers in pairs.",
        ("first(zip((1, 2), (3, 4)))", "(1, 3)"),
        |_, arguments| {
            let (a, b) = (entries(&arguments.values[0])?, entries(&arguments.values[1])?);
            Ok(Value::vector(a.into_iter().zip(b).map(|(a, b)| Value::tuple(vec![a, b])).collect()))
        },
    ),
    base("push!", (2, 2), "Adds an entry at the end of a vector.", ("length(push!([1], 2))", "2"), push),
    base(
        "copyto!",
        (2, 2),
        "Overwrites the entries of a vector.",
        ("v = [1, 2]; copyto!(v, (3, 4)); sum(v)", "7"),
        copy_to,
    ),
    base(
        "range",
        (2, 2),
        "Numbers evenly spaced from the first to the last.",
        ("length(range(0, 1))", "2"),
        |_, arguments| entries::range(arguments.values),
    ),
    Native {
        module: "Statistics",
        ..base("mean", (1, 1), "The arithmetic mean.", ("mean((1, 2, 6))", "3.0"), |machine, arguments| {
            let total = reduce(machine, "mean", "+", None, arguments)?;
            apply(machine, "/", &total, &Value::Int(count(&arguments.values[0])? as i64))
        })
    },
    Native {
        module: "LinearAlgebra",
        ..base("norm", (1, 1), "The length of a vector.", ("norm([3, 4])", "5.0"), |machine, arguments| {
            let mut total = Value::Int(0);
            for entry in charged(machine, &arguments.values[0])? {
                let square = apply(machine, "*", &entry, &entry)?;
                total = apply(machine, "+", &total, &square)?;
            }
            operation(machine, "sqrt", Arguments { values: &[total], keywords: &[] })
        })
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

/// The entries of a container, paid for.
fn charged(machine: &mut Machine, container: &Value) -> Fallible<Vec<Value>> {
    let items = entries(container)?;
    machine.charge(items.len() as u64)?;
    Ok(items)
}

fn length(arguments: Arguments<'_>) -> Fallible<Value> {
    match entries::length(&arguments.values[0]) {
        Some(length) => Ok(Value::Int(length as i64)),
        None => Err(error::no_method("length", arguments.values, &[])
            .hint("Only tuples, vectors, ranges and strings have a length.")),
    }
}

fn end_of(arguments: Arguments<'_>, position: fn(usize) -> usize) -> Fallible<Value> {
    let container = &arguments.values[0];
    let position = position(count(container)?);
    match entries::entry(container, position) {
        Some(value) => Ok(value),
        None => entries::index(container, &[Value::Int(position as i64 + 1)]),
    }
}

/// The entries, or with a function first, what it gives for each.
fn mapped(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Vec<Value>> {
    let (function, container) = match arguments.values {
        [function, container] => (Some(function), container),
        values => (None, &values[0]),
    };
    let items = charged(machine, container)?;
    match function {
        Some(function) => items.into_iter().map(|item| machine.call(function, &[item])).collect(),
        None => Ok(items),
    }
}

/// `sum` and its like: `name` combines the entries by `operator`, an operator or an operation of the table.
fn reduce(
    machine: &mut Machine,
    name: &str,
    operator: &'static str,
    empty: Option<Value>,
    arguments: Arguments<'_>,
) -> Fallible<Value> {
    if let [function @ (Value::Function(_) | Value::Native(_) | Value::Operation(_))] = arguments.values {
        return Err(error::no_method(name, std::slice::from_ref(function), &[]).hint(format!(
            "`{name}` takes the entries to combine, as in `{name}(v)` or `{name}(f(x) for x in v)`."
        )));
    }
    let mut items = mapped(machine, arguments)?.into_iter();
    let Some(mut result) = items.next() else {
        return empty.ok_or_else(|| {
            error::argument("reducing over an empty collection is not allowed")
                .hint("There is no entry to take.")
        });
    };
    for item in items {
        result = match crate::language::row_of(operator) {
            Some(_) => apply(machine, operator, &result, &item)?,
            // The first of equals comes second, where `max` and `min` send the gradient.
            None => operation(machine, operator, Arguments { values: &[item, result], keywords: &[] })?,
        };
    }
    Ok(result)
}

/// `items` as a tuple if `like` is one, else as a vector.
fn same_kind(like: &Value, items: Vec<Value>) -> Value {
    if matches!(like, Value::Tuple(_)) { Value::tuple(items) } else { Value::vector(items) }
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
    let tuples = containers.iter().all(|container| matches!(container, Value::Tuple(_)));
    Ok(match containers {
        _ if tuples => Value::tuple(results),
        [Value::Array(array)] if array.rank() != 1 => Value::array(results, &array.sizes()),
        _ => Value::vector(results),
    })
}

fn filter(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let mut kept = Vec::new();
    for item in charged(machine, &arguments.values[1])? {
        match machine.call(&arguments.values[0], std::slice::from_ref(&item))? {
            Value::Bool(true) => kept.push(item),
            Value::Bool(false) => {}
            other => return Err(error::not_boolean(&other)),
        }
    }
    Ok(same_kind(&arguments.values[1], kept))
}

fn fold(machine: &mut Machine, name: &str, arguments: Arguments<'_>) -> Fallible<Value> {
    let mut items = charged(machine, &arguments.values[1])?.into_iter();
    let start = arguments.keyword("init").cloned().or_else(|| items.next());
    let Some(mut result) = start else {
        return Err(error::argument("reducing over an empty collection is not allowed")
            .hint(format!("Give `{name}` a start: `init = …`.")));
    };
    for item in items {
        result = machine.call(&arguments.values[0], &[result, item])?;
    }
    Ok(result)
}

/// `any` (stops at the first `stop` = true) and `all` (stops at the first false).
fn decide(machine: &mut Machine, arguments: Arguments<'_>, stop: bool) -> Fallible<Value> {
    for item in mapped(machine, arguments)? {
        match item {
            Value::Bool(truth) if truth == stop => return Ok(Value::Bool(stop)),
            Value::Bool(_) => {}
            other => return Err(error::not_boolean(&other)),
        }
    }
    Ok(Value::Bool(!stop))
}

fn push(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [Value::Array(vector), value] = arguments.values else {
        return Err(error::no_method("push!", arguments.values, &[]).hint("Only a vector can grow."));
    };
    if vector.rank() != 1 {
        return Err(error::no_method("push!", arguments.values, &[]).hint("Only a vector can grow."));
    }
    machine.charge(1)?;
    let value = entries::convert(value.clone(), vector.element)?;
    let length = vector.items.borrow().len();
    if length >= entries::MAX_ENTRIES {
        return Err(entries::too_large(length + 1));
    }
    vector.items.borrow_mut().push(value);
    Ok(arguments.values[0].clone())
}

/// `target .= source`: a number fills, a container must have the same length.
fn copy_to(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [target @ Value::Array(vector), source] = arguments.values else {
        return Err(error::no_method("copyto!", arguments.values, &[]).hint(
            "Only the entries of a vector can be overwritten; give a number or tuple a new value with `=`.",
        ));
    };
    let length = vector.items.borrow().len();
    machine.charge(length as u64)?;
    let items = match source.number() {
        Some(_) => vec![source.clone(); length],
        None => entries(source)?,
    };
    if items.len() != length {
        return Err(error::Raised::new(
            "DimensionMismatch(\"array could not be broadcast to match destination\")",
        )
        .hint(format!("The left side has {length} entries, the right side {}.", items.len())));
    }
    let items =
        items.into_iter().map(|item| entries::convert(item, vector.element)).collect::<Fallible<Vec<_>>>()?;
    vector.items.replace(items);
    Ok(target.clone())
}

fn dot(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let (a, b) = (entries(&arguments.values[0])?, entries(&arguments.values[1])?);
    if a.len() != b.len() {
        return Err(error::Raised::new(format!(
            "DimensionMismatch(\"dot product arguments have lengths {} and {}\")",
            a.len(),
            b.len()
        ))
        .hint("Both sides must have equally many entries."));
    }
    let mut total = Value::Int(0);
    for (a, b) in a.iter().zip(&b) {
        let product = apply(machine, "*", a, b)?;
        total = apply(machine, "+", &total, &product)?;
    }
    Ok(total)
}
