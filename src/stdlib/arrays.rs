//! Making arrays, their sizes, and their arrangement.

use std::rc::Rc;

use super::base;
use super::lanes::axis;
use crate::language::array::{self, charge, recorded, size_along, size_tuple, sizes};
use crate::language::entries::{self, convert};
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::{Type, apply_type, gather, type_name, type_of};
use crate::language::value::{Arguments, Array, Native, Range, Wrapper};
use crate::language::{Machine, OWN, Value, starts};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base("zeros", (0, ANY), "An array of zeros.", ("sum(zeros(2, 3))", "0.0"), |machine, arguments| {
        filled(machine, arguments, 0)
    }),
    base("ones", (0, ANY), "An array of ones.", ("sum(ones(2, 3))", "6.0"), |machine, arguments| {
        filled(machine, arguments, 1)
    }),
    base("fill", (1, ANY), "An array with one value everywhere.", ("sum(fill(7, 3))", "21"), fill),
    base(
        "size",
        (1, 2),
        "The size along each dimension.",
        ("size(zeros(2, 3))", "(2, 3)"),
        |_, arguments| {
            let shape = shape_of("size", arguments)?;
            match arguments.values.get(1) {
                Some(dimension) => Ok(Value::Int(size_along(&shape, axis(dimension)?) as i64)),
                None => Ok(size_tuple(&shape)),
            }
        },
    ),
    base("ndims", (1, 1), "How many dimensions there are.", ("ndims(zeros(2, 3))", "2"), |_, arguments| {
        Ok(Value::Int(shape_of("ndims", arguments)?.len() as i64))
    }),
    base("lastindex", (1, 2), "The index of the last entry.", ("lastindex((1, 2))", "2"), |_, arguments| {
        let container = &arguments.values[0];
        let length = match arguments.values.get(1) {
            Some(dimension) => Some(size_along(&shape_of("lastindex", arguments)?, axis(dimension)?)),
            None => match container {
                Value::Text(text) => Some(starts(text).last().map_or(0, |last| last + 1)),
                _ => entries::length(container),
            },
        };
        let length = length.ok_or_else(|| error::no_method("lastindex", arguments.values, &[]))?;
        Ok(Value::Int(length as i64))
    }),
    base("eltype", (1, 1), "The type of the entries.", ("eltype([1, 2.5])", "Float64"), |_, arguments| {
        match &arguments.values[0] {
            Value::Array(array) => Ok(Value::Type(array.element)),
            Value::Range(range) => Ok(Value::Type(range.get(0).map_or(Type::Int, |first| type_of(&first)))),
            Value::Type(kind) => Ok(Value::Type(*kind)),
            Value::Text(_) => Ok(Value::Type(Type::Char)),
            Value::Tuple(tuple) => Ok(Value::Type(gather(tuple.items().to_vec()).1)),
            Value::Dict(dict) => {
                let (key, value) = dict.types();
                apply_type(Type::Pair, vec![key, value]).map(Value::Type)
            }
            number if number.number().is_some() => Ok(Value::Type(type_of(number))),
            _ => Err(error::no_method("eltype", arguments.values, &[])),
        }
    }),
    base(
        "Ref",
        (1, 1),
        "A container for one value, `r[]`, that broadcasting treats as a single value.",
        ("in.([1, 5], Ref([1, 2])) == [true, false]", "true"),
        |_, arguments| Ok(Value::Array(Rc::new(Array::new(arguments.values.to_vec(), Type::Any, &[])))),
    ),
    base(
        "copy",
        (1, 1),
        "A new array with the same entries.",
        ("copy([1, 2]) == [1, 2]", "true"),
        |machine, arguments| rearranged(machine, "copy", arguments, <[usize]>::to_vec),
    ),
    base(
        "vec",
        (1, 1),
        "The entries as a vector.",
        ("length(vec(zeros(2, 3)))", "6"),
        |machine, arguments| rearranged(machine, "vec", arguments, |shape| vec![shape.iter().product()]),
    ),
    base("reshape", (2, ANY), "The entries in another shape.", ("reshape(1:4, 2, 2)[2, 1]", "2"), reshape),
    base(
        "adjoint",
        (1, 1),
        "The transpose of a matrix.",
        ("[1, 2]' * [3, 4]", "11"),
        |machine, arguments| turned(machine, "adjoint", arguments, Wrapper::Adjoint),
    ),
    base(
        "transpose",
        (1, 1),
        "The transpose of a matrix.",
        ("size(transpose(zeros(2, 3)))", "(3, 2)"),
        |machine, arguments| turned(machine, "transpose", arguments, Wrapper::Transpose),
    ),
    Native {
        module: OWN,
        ..base(
            "_view",
            (1, 1),
            "A read-only array of entries picked from another.",
            ("x = [1, 2, 3]; @view x[2:3]", "2-element Array{Int64,1}:\n 2\n 3"),
            |_, arguments| {
                Ok(match &arguments.values[0] {
                    Value::Array(array) if array.record().is_none() => {
                        let picked = Array::new(array.items().clone(), array.element, &array.sizes());
                        Value::Array(Rc::new(picked.wrapped(Wrapper::View)))
                    }
                    other => other.clone(),
                })
            },
        )
    },
    base(
        "hcat",
        (0, ANY),
        "The arrays joined side by side.",
        ("size(hcat([1, 2], [3, 4]))", "(2, 2)"),
        |machine, arguments| array::hcat(machine, arguments.values),
    ),
    base(
        "vcat",
        (0, ANY),
        "The arrays joined one above another.",
        ("length(vcat([1, 2], 3))", "3"),
        |machine, arguments| array::vcat(machine, arguments.values),
    ),
    base(
        "getindex",
        (1, ANY),
        "The entry at an index, or the entries at several.",
        ("getindex([4, 5], 2)", "5"),
        |machine, arguments| array::index(machine, &arguments.values[0], &arguments.values[1..]),
    ),
    base(
        "setindex!",
        (2, ANY),
        "Sets the entry at an index.",
        ("v = [4, 5]; setindex!(v, 9, 2); v[2]", "9"),
        |machine, arguments| {
            let [container, value, places @ ..] = arguments.values else { return Ok(Value::Nothing) };
            array::set_index(machine, container, places, value.clone())?;
            Ok(container.clone())
        },
    ),
    base(
        "hvcat",
        (1, ANY),
        "A matrix from rows with the given numbers of entries.",
        ("size(hvcat((2, 2), 1, 2, 3, 4))", "(2, 2)"),
        blocks,
    ),
];

fn shape_of(name: &str, arguments: Arguments<'_>) -> Fallible<Vec<usize>> {
    sizes(&arguments.values[0]).ok_or_else(|| {
        error::no_method(name, arguments.values, &[]).hint("Only arrays, ranges and tuples have a size.")
    })
}

/// Sizes as they are given: `2, 3` or `(2, 3)`.
pub(super) fn given_sizes(name: &str, values: &[Value]) -> Fallible<Vec<usize>> {
    let values = match values {
        [Value::Tuple(tuple)] => tuple.items(),
        values => values,
    };
    let sizes = values.iter().map(|value| match value {
        Value::Int(size) => usize::try_from(*size)
            .map_err(|_| error::argument("invalid Array dimensions").hint("A size is 0 or more.")),
        _ => Err(error::no_method(name, values, &[]).hint("Sizes are whole numbers, as in `zeros(2, 3)`.")),
    });
    sizes.collect()
}

/// The type of the entries, `Float64` if none is given, and what stands behind it.
pub(super) fn kind_and_sizes(values: &[Value]) -> (Type, &[Value]) {
    match values {
        [Value::Type(kind), sizes @ ..] => (*kind, sizes),
        sizes => (Type::Float, sizes),
    }
}

fn filled(machine: &mut Machine, arguments: Arguments<'_>, value: i64) -> Fallible<Value> {
    let (element, rest) = kind_and_sizes(arguments.values);
    let shape = given_sizes("zeros", rest)?;
    let count = charge(machine, &shape)?;
    let value = convert(Value::Int(value), element)?;
    Ok(Value::Array(Rc::new(Array::new(vec![value; count], element, &shape))))
}

fn fill(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let shape = given_sizes("fill", &arguments.values[1..])?;
    let count = charge(machine, &shape)?;
    Ok(Value::array(vec![arguments.values[0].clone(); count], &shape))
}

/// The entries of an array or range in a new array of the sizes that `arrange` makes of the old ones.
fn rearranged(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    arrange: impl Fn(&[usize]) -> Vec<usize>,
) -> Fallible<Value> {
    let shape = shape_of(name, arguments)?;
    charge(machine, &shape)?;
    if let Some(same) = recorded::reshaped(machine, &arguments.values[0], false, &arrange(&shape))? {
        return Ok(same);
    }
    let items = entries::entries(&arguments.values[0])?;
    Ok(match &arguments.values[0] {
        Value::Array(array) => Value::Array(Rc::new(Array::new(items, array.element, &arrange(&shape)))),
        _ => Value::array(items, &arrange(&shape)),
    })
}

fn reshape(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let given = match &arguments.values[1..] {
        [Value::Tuple(tuple)] => tuple.items().to_vec(),
        values => values.to_vec(),
    };
    let length = shape_of("reshape", arguments)?.iter().product::<usize>();
    let open = given.iter().position(|size| matches!(size, Value::Symbol(_)));
    let known: Vec<Value> = given.iter().filter(|size| !matches!(size, Value::Symbol(_))).cloned().collect();
    let mut shape = given_sizes("reshape", &known)?;
    let product = crate::tensor::checked_len(&shape).unwrap_or(usize::MAX);
    if let Some(open) = open {
        shape.insert(open.min(shape.len()), length.checked_div(product).unwrap_or(0));
    }
    if crate::tensor::checked_len(&shape) != Some(length) {
        let wanted = entries_words(&shape);
        return Err(Raised::new(format!(
            "DimensionMismatch(\"new dimensions {wanted} must be consistent with array size {length}\")"
        ))
        .hint(format!("There are {length} entries, and the new shape must have as many.")));
    }
    let reshaped = rearranged(machine, "reshape", arguments, |_| shape.clone())?;
    Ok(match (&arguments.values[0], reshaped) {
        (Value::Range(range), Value::Array(array)) if matches!(**range, Range::Int { unit: true, .. }) => {
            let array = Array::new(array.items().clone(), array.element, &array.sizes());
            Value::Array(Rc::new(array.wrapped(Wrapper::Reshaped)))
        }
        (_, reshaped) => reshaped,
    })
}

fn entries_words(shape: &[usize]) -> String {
    crate::language::display::show(&size_tuple(shape))
}

fn turned(machine: &mut Machine, name: &str, arguments: Arguments<'_>, wrapper: Wrapper) -> Fallible<Value> {
    array::adjoint(machine, &arguments.values[0], wrapper)?.ok_or_else(|| {
        error::no_method(name, arguments.values, &[])
            .hint(format!("A value of type {} has no rows and columns.", type_name(&arguments.values[0])))
    })
}

/// `[a b; c d]`: the first argument tells how many entries each row has.
fn blocks(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let counts = given_sizes("hvcat", &arguments.values[..1])?;
    let mut left = &arguments.values[1..];
    let mut rows = Vec::new();
    for count in counts {
        let Some((row, rest)) = left.split_at_checked(count) else {
            return Err(error::argument("mismatch between row sizes and number of entries"));
        };
        rows.push(array::hcat(machine, row)?);
        left = rest;
    }
    array::vcat(machine, &rows)
}
