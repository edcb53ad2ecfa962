//! Operations on the entries of containers: iteration, indexing, destructuring, ranges, and binary operators.

use super::arithmetic::integer;
pub use super::convert::{convert, whole};
pub use super::equality::{equal, identical, isequal};

use super::array::{Callee, broadcast, product, sizes};
use super::display::{plain, show};
use super::error::{self, Fallible, Raised};
use super::machine::Machine;
use super::types::type_name;
use super::value::{Dict, Exception, Pair, Range, Value};
use std::rc::Rc;

/// The maximum number of entries of a container.
pub const MAX_ENTRIES: usize = 4_000_000;

/// How many values iterating over `container` gives; `None` if it is not iterable.
pub fn length(container: &Value) -> Option<usize> {
    match container {
        Value::Tuple(tuple) => Some(tuple.items().len()),
        Value::Params(params) => Some(params.items().len()),
        Value::Named(named) => Some(named.values.len()),
        Value::Dict(dict) => Some(dict.len()),
        Value::Pair(_) => Some(2),
        Value::Array(vector) => Some(vector.len()),
        Value::Range(range) => Some(range.len()),
        Value::Cycle(cycle) => Some(cycle.len()),
        Value::Text(text) => Some(text.chars().count()),
        Value::Char(_) => Some(1),
        _ if container.number().is_some() => Some(1),
        _ => None,
    }
}

/// The value at `position`, counted from 0. A number is a container that holds itself.
pub fn entry(container: &Value, position: usize) -> Option<Value> {
    match container {
        Value::Tuple(tuple) => tuple.items().get(position).cloned(),
        Value::Params(params) => params.items().get(position).cloned(),
        Value::Named(named) => named.values.get(position).cloned(),
        Value::Dict(dict) => dict.entry(position).map(|(key, value)| Value::Pair(Rc::new(Pair(key, value)))),
        Value::Pair(pair) => [&pair.0, &pair.1].get(position).map(|value| (*value).clone()),
        Value::Array(vector) => vector.items().get(position).cloned(),
        Value::Range(range) => range.get(position),
        Value::Cycle(cycle) => cycle.get(position),
        Value::Text(text) => text.chars().nth(position).map(Value::Char),
        Value::Char(_) => (position == 0).then(|| container.clone()),
        _ => container.number().filter(|_| position == 0).map(|_| container.clone()),
    }
}

/// All values of a container.
pub fn entries(container: &Value) -> Fallible<Vec<Value>> {
    let Some(length) = length(container) else { return Err(not_iterable(container)) };
    if length > MAX_ENTRIES {
        return Err(too_large(length));
    }
    match container {
        Value::Text(text) => Ok(text.chars().map(Value::Char).collect()),
        _ => Ok((0..length).filter_map(|position| entry(container, position)).collect()),
    }
}

/// The error of iterating over something that has no entries.
pub fn not_iterable(value: &Value) -> Box<Raised> {
    let raised = Raised::new(format!("MethodError: no method matching iterate(::{})", type_name(value)));
    let raised = Box::new(Raised { not_iterable: true, ..*raised });
    match value {
        Value::Function(_) | Value::Native(_) | Value::Operation(_) => {
            raised.hint("This is a function, not its result: call it first, as in `f(x)...`.")
        }
        _ => raised.hint("Only tuples, vectors, ranges and strings have entries to loop over."),
    }
}

/// The error of a container with too many entries.
pub fn too_large(length: usize) -> Box<Raised> {
    Raised::spent(
        format!("OutOfMemoryError: {length} entries"),
        format!("A container here may hold at most {MAX_ENTRIES} entries: use a smaller size."),
    )
}

/// `container[index]`.
pub fn index(container: &Value, indices: &[Value]) -> Fallible<Value> {
    match (container, indices) {
        (Value::Text(text), [at @ (Value::Int(_) | Value::Range(_) | Value::Array(_))]) => {
            return super::text_index::index(container, text, at);
        }
        (Value::Dict(dict), [key]) => return dict.get(key).ok_or_else(|| no_key(dict, key)),
        (Value::Ref(inner), []) => return Ok(inner.value.borrow().clone()),
        (Value::Range(range), [Value::Range(places)]) if !places.is_empty() => {
            let picked = super::array::picked(range, places);
            return picked.ok_or_else(|| out_of_bounds(container, indices, range.len()));
        }
        _ => {}
    }
    let Some(length) = length(container).filter(|_| !matches!(container, Value::Char(_) | Value::Bool(_)))
    else {
        let raised = error::no_method("getindex", &[std::slice::from_ref(container), indices].concat(), &[]);
        return Err(match container {
            Value::Function(_) | Value::Native(_) | Value::Operation(_) => {
                raised.hint("A function has no entries: to call it, use parentheses, as in `f(1)`.")
            }
            _ => raised.hint("Only tuples, vectors, ranges and strings have entries."),
        });
    };
    match indices {
        [] => entry(container, 0).ok_or_else(|| out_of_bounds(container, indices, length)),
        [Value::Symbol(name)] if name.as_str() != ":" => match container {
            Value::Named(named) => named.get(name).cloned().ok_or_else(|| {
                Raised::new(format!("type NamedTuple has no field {name}"))
                    .hint(format!("Its names are `{}`.", named.names.join("`, `")))
            }),
            _ => Err(out_of_bounds(container, indices, length)),
        },
        [Value::Symbol(_)] => Ok(container.clone()),
        [Value::Int(position)] => usize::try_from(*position)
            .ok()
            .and_then(|position| entry(container, position.checked_sub(1)?))
            .ok_or_else(|| out_of_bounds(container, indices, length)),
        [Value::Range(_) | Value::Array(_)] => {
            let picked: Option<Vec<Value>> = entries(&indices[0])?
                .iter()
                .map(|position| entry(container, usize::try_from(integer(position)?).ok()?.checked_sub(1)?))
                .collect();
            let picked = picked.ok_or_else(|| out_of_bounds(container, indices, length))?;
            Ok(match container {
                Value::Tuple(_) => Value::tuple(picked),
                _ => Value::vector(picked),
            })
        }
        [index @ (Value::Float(_) | Value::Single(_) | Value::Tracked(_))] => Err(not_an_index(index)),
        _ => Err(out_of_bounds(container, indices, length)),
    }
}

/// The error of an index that is not an integer.
fn not_an_index(index: &Value) -> Box<Raised> {
    error::argument(format!("invalid index: {} of type {}", show(index), type_name(index)))
        .hint("An index must be an integer: convert it with `Int(…)` or `round(Int, …)`.")
}

/// The error of a key that a dictionary does not have.
pub fn no_key(dict: &Dict, key: &Value) -> Box<Raised> {
    let keys: Vec<String> = dict.keys().iter().take(8).map(show).collect();
    let exception = Exception::new(super::types::Type::KeyError, vec![key.clone()]);
    let mut raised = Raised::new(exception.message.clone()).hint(match keys.is_empty() {
        true => "The dictionary is empty.".to_owned(),
        false => format!("The dictionary has the keys {}.", keys.join(", ")),
    });
    raised.thrown = Some(Value::Exception(Rc::new(exception)));
    raised
}

/// Sets the value of a key, converting both to the dictionary's types.
pub fn set_key(dict: &Dict, key: Value, value: Value) -> Fallible<()> {
    let (keys, values) = dict.types();
    if dict.len() >= MAX_ENTRIES {
        return Err(too_large(dict.len() + 1));
    }
    dict.insert(convert(key, keys)?, convert(value, values)?);
    Ok(())
}

/// A container as errors describe it.
pub fn described(container: &Value) -> String {
    match container {
        Value::Array(array) => {
            format!("{} {}", super::array::size_words(&array.sizes()), type_name(container))
        }
        Value::Range(range) => format!("{}-element {}", range.len(), type_name(container)),
        Value::Text(_) => type_name(container),
        _ if container.number().is_some() => type_name(container),
        _ => show(container),
    }
}

/// The error of an index outside a container.
pub fn out_of_bounds(container: &Value, indices: &[Value], length: usize) -> Box<Raised> {
    let sizes = sizes(container).unwrap_or_default();
    let index = indices.iter().enumerate().map(|(axis, index)| match index {
        Value::Symbol(_) => format!("1:{}", super::array::size_along(&sizes, axis)),
        index => show(index),
    });
    let index: Vec<String> = index.collect();
    let mut raised = error::bounds(&described(container), &index.join(", "), length);
    if matches!(container, Value::Array(_)) {
        raised.message = raised.message.replace("\n  at index", " at index");
    }
    let fields = vec![container.clone(), Value::tuple(indices.to_vec())];
    raised.thrown = Some(Value::Exception(Rc::new(Exception {
        kind: super::types::Type::BoundsError,
        message: raised.message.clone(),
        hint: raised.hint.clone(),
        fields,
    })));
    raised
}

/// The first `count` values of a container, for `a, b = container`.
pub fn destructure(container: &Value, count: usize) -> Fallible<Vec<Value>> {
    let Some(length) = length(container) else { return Err(not_iterable(container)) };
    if length < count {
        let raised = out_of_bounds(container, &[Value::Int(length as i64 + 1)], length);
        return Err(
            raised.hint(format!("The left side needs {count} values, but the right side has {length}."))
        );
    }
    Ok((0..count).filter_map(|position| entry(container, position)).collect())
}

/// `a:b` or `a:step:b`.
pub fn range(parts: &[Value]) -> Fallible<Value> {
    if let [Value::Char(first), Value::Char(last)] = parts {
        return Ok(Value::vector((*first..=*last).take(MAX_ENTRIES).map(Value::Char).collect()));
    }
    if let Some(odd) = parts.iter().find(|part| part.number().is_none()) {
        return Err(error::no_method("(:)", parts, &[]).hint(format!(
            "A range goes from number to number, but one end is of type {}.",
            type_name(odd)
        )));
    }
    let integers: Option<Vec<i64>> = parts.iter().map(integer).collect();
    let zero =
        || error::argument("step cannot be zero").hint("With a step of zero, the range would never end.");
    let range = match integers.as_deref() {
        Some(&[first, last]) => Range::Int { first, step: 1, length: int_length(first, 1, last), unit: true },
        Some(&[_, 0, _]) => return Err(zero()),
        Some(&[first, step, last]) => {
            Range::Int { first, step, length: int_length(first, step, last), unit: false }
        }
        _ => {
            let numbers: Vec<f64> = parts.iter().filter_map(Value::number).collect();
            if super::single::is_single(parts) {
                let parts: Vec<Value> = numbers.into_iter().map(Value::Float).collect();
                let whole = range(&parts)?;
                return Ok(Value::vector(
                    entries(&whole)?.iter().filter_map(Value::number).map(Value::single).collect(),
                ));
            }
            let (first, step, last) = match numbers[..] {
                [first, last] => (first, 1.0, last),
                [first, step, last] => (first, step, last),
                _ => return Ok(Value::Nothing),
            };
            if step == 0.0 {
                return Err(zero());
            }
            // A last number that is missed only because of rounding is still included.
            let turns = ((last - first) / step * (1.0 + 1e-12) + 1e-9).floor();
            let length = if turns >= 0.0 { (turns.min(1e15) as usize).saturating_add(1) } else { 0 };
            Range::Float { first, step, length }
        }
    };
    Ok(Value::Range(range.into()))
}

fn int_length(first: i64, step: i64, last: i64) -> usize {
    let distance = i128::from(last) - i128::from(first);
    let turns =
        if (distance < 0) == (step < 0) || distance == 0 { distance / i128::from(step) + 1 } else { 0 };
    usize::try_from(turns).unwrap_or(usize::MAX)
}

/// An operator on operands that are not both numbers: strings, vectors, and anything that can be tested for equality.
pub fn binary(machine: &mut Machine, name: &'static str, a: Value, b: Value) -> Fallible<Value> {
    if let Some(result) = machine.extended(name, &a, &b) {
        return result;
    }
    match (name, &a, &b) {
        ("==", ..) => Ok(Value::Bool(equal(machine, &a, &b, 0)?)),
        ("!=", ..) => Ok(Value::Bool(!equal(machine, &a, &b, 0)?)),
        ("*", Value::Text(_) | Value::Char(_), Value::Text(_) | Value::Char(_)) => join(machine, &[a, b]),
        ("<", Value::Text(x), Value::Text(y)) => Ok(Value::Bool(x < y)),
        (">", Value::Text(x), Value::Text(y)) => Ok(Value::Bool(x > y)),
        ("+" | "-", Value::Array(_) | Value::Range(_), Value::Array(_) | Value::Range(_)) => {
            let (x, y) = (sizes(&a).unwrap_or_default(), sizes(&b).unwrap_or_default());
            if x != y {
                return Err(unequal_sizes(&x, &y));
            }
            broadcast(machine, Callee::Operator(name), &[a, b])
        }
        ("*", Value::Array(_) | Value::Range(_), Value::Array(_) | Value::Range(_)) => {
            product(machine, &a, &b).unwrap_or_else(|| {
                Err(error::no_method(name, &[a, b], &[]).hint(
                    "Two vectors have no product: write `x .* y` for the products entry by entry, or `x' * y` for their sum.",
                ))
            })
        }
        ("*", Value::Array(_) | Value::Range(_), _) if b.number().is_some() => {
            broadcast(machine, Callee::Operator(name), &[a, b])
        }
        ("*", _, Value::Array(_) | Value::Range(_)) if a.number().is_some() => {
            broadcast(machine, Callee::Operator(name), &[a, b])
        }
        ("/", Value::Array(_) | Value::Range(_), _) if b.number().is_some() => {
            broadcast(machine, Callee::Operator(name), &[a, b])
        }
        ("/", Value::Array(_), Value::Array(_)) => {
            let divided = machine.globals.own("_divided")?;
            machine.call(&divided, &[a, b])
        }
        ("^", Value::Text(_), Value::Int(_)) => {
            let repeat = machine.globals.own("_repeated")?;
            machine.call(&repeat, &[a, b])
        }
        ("^", Value::Array(array), Value::Int(_)) if array.sizes().len() == 2 => {
            let power = machine.globals.own("_power")?;
            machine.call(&power, &[a, b])
        }
        ("+" | "-", Value::Char(c), Value::Int(by)) => shifted(*c, if name == "+" { *by } else { -*by }),
        ("-", Value::Char(x), Value::Char(y)) => Ok(Value::Int(i64::from(*x as u32) - i64::from(*y as u32))),
        ("<", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x < y)),
        (">", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x > y)),
        ("<=", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x <= y)),
        (">=", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x >= y)),
        ("<" | ">" | "<=" | ">=", Value::Tuple(_), Value::Tuple(_)) => tuples_compared(machine, name, a, b),
        ("<=", Value::Text(x), Value::Text(y)) => Ok(Value::Bool(x <= y)),
        (">=", Value::Text(x), Value::Text(y)) => Ok(Value::Bool(x >= y)),
        _ => Err(error::no_arithmetic(name, &[a, b])),
    }
}

/// Whether one tuple comes before another: the first entries that differ decide.
fn tuples_compared(machine: &mut Machine, name: &str, a: Value, b: Value) -> Fallible<Value> {
    let isless = machine.globals.library("isless")?;
    let (first, second) = if matches!(name, "<" | ">=") { (a, b) } else { (b, a) };
    let less = machine.call(&isless, &[first, second])?;
    let is_strict = matches!(name, "<" | ">");
    Ok(Value::Bool(matches!(less, Value::Bool(true)) == is_strict))
}

/// The character `by` code points after another.
fn shifted(c: char, by: i64) -> Fallible<Value> {
    let code = i64::from(c as u32).checked_add(by).and_then(|code| u32::try_from(code).ok());
    match code.and_then(char::from_u32) {
        Some(c) => Ok(Value::Char(c)),
        None => Err(error::argument("the result is not a character").hint("No character has that number.")),
    }
}

/// The printed forms of `values`, concatenated.
pub fn join(machine: &mut Machine, values: &[Value]) -> Fallible<Value> {
    machine.data_dependent |= values.iter().any(|value| matches!(value, Value::Tracked(_)));
    let mut text = String::new();
    for value in values {
        machine.run_show_methods(value)?;
        text.push_str(&plain(value));
        machine.check_text(text.len())?;
    }
    Ok(Value::text(text))
}

/// The error of adding arrays of different sizes.
fn unequal_sizes(a: &[usize], b: &[usize]) -> Box<Raised> {
    let axes = |sizes: &[usize]| {
        let axes: Vec<String> = sizes.iter().map(|size| format!("Base.OneTo({size})")).collect();
        format!("({}{})", axes.join(", "), if sizes.len() == 1 { "," } else { "" })
    };
    let differs = (0..).find(|axis| a.get(*axis) != b.get(*axis)).unwrap_or(0) + 1;
    Raised::new(format!(
        "DimensionMismatch(\"dimensions must match: a has dims {}, b has dims {}, mismatch at {differs}\")",
        axes(a),
        axes(b)
    ))
    .hint(format!(
        "The sizes are {} and {}: `+` and `-` need arrays of equal size.",
        super::array::size_words(a),
        super::array::size_words(b)
    ))
}
