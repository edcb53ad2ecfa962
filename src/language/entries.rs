//! What acts on the entries of containers: walking, indexing, taking apart, comparing, and dotted calls.

use super::arithmetic::integer;
use super::array::{Applied, broadcast, product, sizes};
use super::display::{plain, show};
use super::error::{self, Fallible, Raised};
use super::machine::Machine;
use super::types::type_name;
use super::value::{Range, Value};

/// The most entries that one container may have.
pub const MAX_ENTRIES: usize = 4_000_000;

/// How deep equality looks into nested containers.
const MAX_NESTING: usize = 100;

/// How many values a walk over `container` gives; `None` if it cannot be walked.
pub fn length(container: &Value) -> Option<usize> {
    match container {
        Value::Tuple(tuple) => Some(tuple.items().len()),
        Value::Params(params) => Some(params.items().len()),
        Value::Array(vector) => Some(vector.len()),
        Value::Range(range) => Some(range.len()),
        Value::Cycle(cycle) => Some(cycle.len()),
        Value::Text(text) => Some(text.chars().count()),
        Value::Int(_) | Value::Float(_) | Value::Tracked(_) | Value::Bool(_) | Value::Char(_) => Some(1),
        _ => None,
    }
}

/// The value at `position`, counted from 0. A number is a container of itself.
pub fn entry(container: &Value, position: usize) -> Option<Value> {
    match container {
        Value::Tuple(tuple) => tuple.items().get(position).cloned(),
        Value::Params(params) => params.items().get(position).cloned(),
        Value::Array(vector) => vector.items().get(position).cloned(),
        Value::Range(range) => range.get(position),
        Value::Cycle(cycle) => cycle.get(position),
        Value::Text(text) => text.chars().nth(position).map(Value::Char),
        Value::Int(_) | Value::Float(_) | Value::Tracked(_) | Value::Bool(_) | Value::Char(_) => {
            (position == 0).then(|| container.clone())
        }
        _ => None,
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

/// The error of walking through what has no entries.
pub fn not_iterable(value: &Value) -> Box<Raised> {
    let raised = Raised::new(format!("MethodError: no method matching iterate(::{})", type_name(value)));
    match value {
        Value::Function(_) | Value::Native(_) | Value::Operation(_) => {
            raised.hint("This is a function, not its result: call it first, as in `f(x)...`.")
        }
        _ => raised.hint("Only tuples, vectors, ranges and strings have entries to go through."),
    }
}

/// The budget for entries ran out.
pub fn too_large(length: usize) -> Box<Raised> {
    Raised::spent(
        format!("OutOfMemoryError: {length} entries"),
        format!("A container here may hold at most {MAX_ENTRIES} entries: use a smaller size."),
    )
}

/// `container[index]`.
pub fn index(container: &Value, indices: &[Value]) -> Fallible<Value> {
    let Some(length) = length(container).filter(|_| !matches!(container, Value::Char(_) | Value::Bool(_)))
    else {
        let raised = error::no_method("getindex", &[std::slice::from_ref(container), indices].concat(), &[]);
        return Err(match container {
            Value::Function(_) | Value::Native(_) | Value::Operation(_) => {
                raised.hint("A function has no entries: to call it write round brackets, as in `f(1)`.")
            }
            _ => raised.hint("Only tuples, vectors, ranges and strings have entries."),
        });
    };
    match indices {
        [] => entry(container, 0).ok_or_else(|| out_of_bounds(container, indices, length)),
        [Value::Symbol(_)] => Ok(container.clone()),
        [Value::Int(position)] => usize::try_from(*position)
            .ok()
            .and_then(|position| entry(container, position.checked_sub(1)?))
            .ok_or_else(|| out_of_bounds(container, indices, length)),
        [Value::Range(_) | Value::Array(_)] => {
            // Where a character stands in a text is only known by counting from the start: once is enough.
            let counted = match container {
                Value::Text(_) => Value::tuple(entries(container)?),
                _ => container.clone(),
            };
            let picked: Option<Vec<Value>> = entries(&indices[0])?
                .iter()
                .map(|position| entry(&counted, usize::try_from(integer(position)?).ok()?.checked_sub(1)?))
                .collect();
            let picked = picked.ok_or_else(|| out_of_bounds(container, indices, length))?;
            Ok(match container {
                Value::Tuple(_) => Value::tuple(picked),
                Value::Text(_) => Value::text(picked.iter().map(plain).collect::<String>()),
                _ => Value::vector(picked),
            })
        }
        [Value::Float(_) | Value::Tracked(_)] => Err(error::argument(format!(
            "invalid index: {} of type {}",
            show(&indices[0]),
            type_name(&indices[0])
        ))
        .hint("An index is a whole number: convert it with `Int(…)` or `round(Int, …)`.")),
        _ => Err(out_of_bounds(container, indices, length)),
    }
}

/// The error of an index outside a container.
pub fn out_of_bounds(container: &Value, indices: &[Value], length: usize) -> Box<Raised> {
    let what = match container {
        Value::Array(array) => {
            format!("{} {}", super::array::size_words(&array.sizes()), type_name(container))
        }
        Value::Range(_) => format!("{length}-element {}", type_name(container)),
        _ => show(container),
    };
    let index: Vec<String> = indices.iter().map(show).collect();
    let raised = error::bounds(&what, &index.join(", "), length);
    match container {
        Value::Array(_) => {
            Box::new(Raised { message: raised.message.replace("\n  at index", " at index"), ..*raised })
        }
        _ => raised,
    }
}

/// `value` as an entry of a vector of this type.
pub fn convert(value: Value, element: super::types::Type) -> Fallible<Value> {
    use super::types::{Type, type_of};
    if type_of(&value).is_subtype(element) {
        return Ok(value);
    }
    match (element, value.number()) {
        (Type::Float, Some(number)) if !matches!(value, Value::Tracked(_)) => Ok(Value::Float(number)),
        (Type::Int, Some(number)) if !matches!(value, Value::Tracked(_)) => {
            whole(number).map(Value::Int).ok_or_else(|| error::inexact("Int64", number))
        }
        _ => Err(Raised::new(format!(
            "MethodError: Cannot `convert` an object of type {} to an object of type {}",
            type_name(&value),
            element.name()
        ))
        .hint("The entries of a vector keep its type: make the vector with entries of the wider type.")),
    }
}

/// The integer that a float is, if it is one that fits.
pub fn whole(number: f64) -> Option<i64> {
    let fits = number.fract() == 0.0 && (-(2f64.powi(63))..2f64.powi(63)).contains(&number);
    fits.then_some(number as i64)
}

/// The first `count` values of a container, for `a, b = container`.
pub fn destructure(container: &Value, count: usize) -> Fallible<Vec<Value>> {
    let Some(length) = length(container) else { return Err(not_iterable(container)) };
    if length < count {
        let raised = out_of_bounds(container, &[Value::Int(length as i64 + 1)], length);
        return Err(
            raised.hint(format!("The left side asks for {count} values, the right side has {length}."))
        );
    }
    Ok((0..count).filter_map(|position| entry(container, position)).collect())
}

/// `a:b` or `a:step:b`.
pub fn range(parts: &[Value]) -> Fallible<Value> {
    if let Some(odd) = parts.iter().find(|part| part.number().is_none()) {
        return Err(error::no_method("(:)", parts, &[])
            .hint(format!("A range runs between numbers, and {} is none.", type_name(odd))));
    }
    let integers: Option<Vec<i64>> = parts.iter().map(integer).collect();
    let zero =
        || error::argument("step cannot be zero").hint("With a step of zero the range would never end.");
    let range = match integers.as_deref() {
        Some(&[first, last]) => Range::Int { first, step: 1, length: int_length(first, 1, last), unit: true },
        Some(&[_, 0, _]) => return Err(zero()),
        Some(&[first, step, last]) => {
            Range::Int { first, step, length: int_length(first, step, last), unit: false }
        }
        _ => {
            let numbers: Vec<f64> = parts.iter().filter_map(Value::number).collect();
            let (first, step, last) = match numbers[..] {
                [first, last] => (first, 1.0, last),
                [first, step, last] => (first, step, last),
                _ => return Ok(Value::Nothing),
            };
            if step == 0.0 {
                return Err(zero());
            }
            // A last number that is missed by rounding alone still belongs.
            let turns = ((last - first) / step * (1.0 + 1e-12) + 1e-9).floor();
            let length = if turns >= 0.0 { turns.min(1e15) as usize + 1 } else { 0 };
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

/// Whether two values are equal, entry by entry in containers. Tracked numbers are looked at. Each comparison is a
/// step: what is shared in many places of a container is compared in each.
pub fn equal(machine: &mut Machine, a: &Value, b: &Value, depth: usize) -> Fallible<bool> {
    machine.charge(1)?;
    if depth > MAX_NESTING {
        return Ok(false);
    }
    if let (Some(x), Some(y)) = (a.number(), b.number()) {
        machine.looked |= matches!(a, Value::Tracked(_)) || matches!(b, Value::Tracked(_));
        return Ok(match (integer(a), integer(b)) {
            (Some(x), Some(y)) => x == y,
            _ => x == y,
        });
    }
    let same_kind = match (a, b) {
        (Value::Range(x), Value::Range(y)) if x == y => return Ok(true),
        (Value::Array(_) | Value::Range(_), Value::Array(_) | Value::Range(_)) => true,
        _ => matches!((a, b), (Value::Tuple(_), Value::Tuple(_))),
    };
    if !same_kind {
        return Ok(identical(a, b));
    }
    if sizes(a) != sizes(b) {
        return Ok(false);
    }
    for position in 0..length(a).unwrap_or(0) {
        match (entry(a, position), entry(b, position)) {
            (Some(x), Some(y)) if equal(machine, &x, &y, depth + 1)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// `a === b`: the same object, or plain values that cannot be told apart.
pub fn identical(a: &Value, b: &Value) -> bool {
    use std::rc::Rc;
    match (a, b) {
        (Value::Nothing, Value::Nothing) => true,
        (Value::Bool(x), Value::Bool(y)) => x == y,
        (Value::Int(x), Value::Int(y)) => x == y,
        (Value::Float(x), Value::Float(y)) => x.to_bits() == y.to_bits(),
        (Value::Char(x), Value::Char(y)) => x == y,
        (Value::Text(x), Value::Text(y)) | (Value::Symbol(x), Value::Symbol(y)) => x == y,
        (Value::Range(x), Value::Range(y)) => x == y,
        (Value::Tuple(x), Value::Tuple(y)) => Rc::ptr_eq(x, y),
        (Value::Array(x), Value::Array(y)) => Rc::ptr_eq(x, y),
        (Value::Function(x), Value::Function(y)) => Rc::ptr_eq(x, y),
        (Value::Tracked(x), Value::Tracked(y)) => Rc::ptr_eq(x, y),
        (Value::Native(x), Value::Native(y)) => x == y,
        (Value::Operation(x), Value::Operation(y)) => std::ptr::eq(*x, *y),
        (Value::Type(x), Value::Type(y)) => x == y,
        (Value::Module(x), Value::Module(y)) => std::ptr::eq(*x, *y),
        _ => false,
    }
}

/// An operator on operands that are not both numbers: strings, vectors, and what only equality takes.
pub fn binary(machine: &mut Machine, name: &'static str, a: Value, b: Value) -> Fallible<Value> {
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
            broadcast(machine, Applied::Row(name), &[a, b])
        }
        ("*", Value::Array(_) | Value::Range(_), Value::Array(_) | Value::Range(_)) => {
            product(machine, &a, &b).unwrap_or_else(|| {
                Err(error::no_method(name, &[a, b], &[]).hint(
                    "Two vectors have no product: write `x .* y` entry by entry, or `x' * y` for the sum of the products.",
                ))
            })
        }
        ("*", Value::Array(_) | Value::Range(_), _) if b.number().is_some() => {
            broadcast(machine, Applied::Row(name), &[a, b])
        }
        ("*", _, Value::Array(_) | Value::Range(_)) if a.number().is_some() => {
            broadcast(machine, Applied::Row(name), &[a, b])
        }
        ("/", Value::Array(_) | Value::Range(_), _) if b.number().is_some() => {
            broadcast(machine, Applied::Row(name), &[a, b])
        }
        ("/", Value::Array(_), Value::Array(_)) => {
            let divided = machine.globals.own("_divided")?;
            machine.call(&divided, &[a, b])
        }
        ("^", Value::Text(_), Value::Int(_)) => {
            let repeat = machine.globals.own("_repeated")?;
            machine.call(&repeat, &[a, b])
        }
        ("^", Value::Array(_), Value::Int(_)) => {
            let power = machine.globals.own("_power")?;
            machine.call(&power, &[a, b])
        }
        ("+" | "-", Value::Char(c), Value::Int(by)) => moved(*c, if name == "+" { *by } else { -*by }),
        ("-", Value::Char(x), Value::Char(y)) => Ok(Value::Int(i64::from(*x as u32) - i64::from(*y as u32))),
        ("<", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x < y)),
        (">", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x > y)),
        ("<=", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x <= y)),
        (">=", Value::Char(x), Value::Char(y)) => Ok(Value::Bool(x >= y)),
        ("<=", Value::Text(x), Value::Text(y)) => Ok(Value::Bool(x <= y)),
        (">=", Value::Text(x), Value::Text(y)) => Ok(Value::Bool(x >= y)),
        _ => Err(error::no_arithmetic(name, &[a, b])),
    }
}

/// The character so many places after another.
fn moved(c: char, by: i64) -> Fallible<Value> {
    let code = i64::from(c as u32).checked_add(by).and_then(|code| u32::try_from(code).ok());
    match code.and_then(char::from_u32) {
        Some(c) => Ok(Value::Char(c)),
        None => Err(error::argument("the result is no character")
            .hint("The characters around this one end before that.")),
    }
}

/// The texts of `values`, one after another.
pub fn join(machine: &mut Machine, values: &[Value]) -> Fallible<Value> {
    machine.looked |= values.iter().any(|value| matches!(value, Value::Tracked(_)));
    let mut text = String::new();
    for value in values {
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
        "The sizes are {} and {}: `+` and `-` need equal ones.",
        super::array::size_words(a),
        super::array::size_words(b)
    ))
}
