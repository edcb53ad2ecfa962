//! The engine's operations on whole arrays, in cells: a function for each row that says how it is called.

use std::borrow::Cow;
use std::fmt::Write;

use super::base;
use super::help::{Help, sentence};
use super::lanes::axis;
use crate::autodiff::{ARRAY_OPS, ArrayOp, Attr, Callable, Tracked, array_op};
use crate::language::array::recorded::computed;
use crate::language::array::sizes;
use crate::language::display::{plain, show};
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::Native;
use crate::language::{Machine, OWN, Value};
use crate::tensor::{ShapeError, Tensor, kernels};

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: OWN,
        ..base(
            "_array",
            (2, usize::MAX),
            "An operation of the engine on whole arrays.",
            ("inv([2.0 0.0; 0.0 4.0]) == [0.5 0.0; 0.0 0.25]", "true"),
            |machine, arguments| {
                apply(machine, &arguments.values[0], &Attr::default(), &arguments.values[1..])
            },
        )
    },
    Native {
        module: OWN,
        ..base(
            "_along",
            (3, 3),
            "An operation of the engine along a dimension of an array, or with `:` over all entries.",
            ("softmax([0.0, 0.0]) == [0.5, 0.5]", "true"),
            |machine, arguments| {
                let [name, dims, x] = arguments.values else { return Ok(Value::Nothing) };
                match dims {
                    Value::Symbol(colon) if colon.as_str() == ":" => over_all(machine, name, x),
                    dims => apply(machine, name, &Attr::axis(axis(dims)?), std::slice::from_ref(x)),
                }
            },
        )
    },
    Native {
        module: OWN,
        ..base(
            "_zero_pivot",
            (1, 1),
            "The first column in which the elimination of a square matrix finds no pivot, or 0.",
            ("inv([2.0 0.0; 0.0 4.0]) == [0.5 0.0; 0.0 0.25]", "true"),
            |machine, arguments| {
                let values = super::tracker::data(machine, &arguments.values[0])?;
                let mut column = 0;
                computed(machine, &[values], |operands| {
                    let matrix = operands[0].value();
                    if matches!(matrix.shape(), [rows, columns] if rows == columns) {
                        column = kernels::zero_pivot(matrix.view()).map_or(0, |column| column + 1);
                    }
                    Ok(Vec::new())
                })?;
                Ok(Value::Int(column as i64))
            },
        )
    },
];

/// Applies the row of this name.
pub(super) fn apply(machine: &mut Machine, name: &Value, attr: &Attr, operands: &[Value]) -> Fallible<Value> {
    with_row(machine, name, operands, |row, operands| {
        Tracked::array(row, attr, &operands.iter().collect::<Vec<_>>())
    })
}

/// Applies the row of this name to all entries as one line; its result is one number.
fn over_all(machine: &mut Machine, name: &Value, x: &Value) -> Fallible<Value> {
    with_row(machine, name, std::slice::from_ref(x), |row, operands| {
        let line = reshaped(&operands[0], &[operands[0].value().entries().len()])?;
        reshaped(&Tracked::array(row, &Attr::axis(0), &[&line])?, &[])
    })
}

fn reshaped(x: &Tracked<f64>, shape: &[usize]) -> Result<Tracked<f64>, ShapeError> {
    let row = array_op("reshape").expect("the table has the row");
    Tracked::array(row, &Attr::list(shape), &[x])
}

fn with_row(
    machine: &mut Machine,
    name: &Value,
    operands: &[Value],
    apply: impl FnOnce(&'static ArrayOp, &[Tracked<f64>]) -> Result<Tracked<f64>, ShapeError>,
) -> Fallible<Value> {
    let name = plain(name);
    let Some(row) = array_op(&name) else { return Err(error::undefined(&name, None)) };
    let result = computed(machine, operands, |operands| Ok(vec![apply(row, operands)?]));
    let result =
        result.map_err(|raised| match (row.callable, operands.first().and_then(sizes).as_deref()) {
            (Callable::Operands(_), Some(&[rows, columns])) if rows != columns => {
                not_square(&name, [rows, columns])
            }
            _ => raised,
        })?;
    let result = result.and_then(|values| values.into_iter().next());
    result.ok_or_else(|| error::no_method(&name, operands, &[]))
}

fn not_square(name: &str, [rows, columns]: [usize; 2]) -> Box<Raised> {
    Raised::new(format!("DimensionMismatch(\"matrix is not square: dimensions are ({rows}, {columns})\")"))
        .hint(format!("`{name}` takes a matrix with as many rows as columns."))
}

/// An operation along a dimension, counted from 0.
pub(super) fn along(machine: &mut Machine, name: &str, x: &Value, axis: usize) -> Fallible<Value> {
    apply(machine, &Value::text(name), &Attr::axis(axis), std::slice::from_ref(x))
}

/// The module of a row that is called by name.
fn module(row: &ArrayOp) -> Option<&'static str> {
    match row.callable {
        Callable::No => None,
        Callable::Operands(module) | Callable::Along(module) | Callable::Over(module) => Some(module),
    }
}

/// The functions of all rows that are called by name in a module, in Julia.
pub(super) fn source(module: &str) -> String {
    let mut out = String::new();
    for row in ARRAY_OPS.iter().filter(|row| self::module(row) == Some(module)) {
        let name = row.name;
        let _ = match row.callable {
            Callable::No => Ok(()),
            Callable::Operands(_) => writeln!(out, "{name}(xs...) = _array(\"{name}\", xs...)"),
            Callable::Along(_) => writeln!(
                out,
                "{name}(xs::AbstractVector) = _along(\"{name}\", 1, xs)\n\
                 {name}(xs::AbstractArray; dims = 1) = _along(\"{name}\", dims, xs)"
            ),
            Callable::Over(_) => writeln!(out, "{name}(xs; dims = :) = _along(\"{name}\", dims, xs)"),
        };
    }
    out
}

/// The help of every row that is called by name. What the example gives is computed by the row itself.
pub(super) fn helps() -> impl Iterator<Item = Help> {
    let called = ARRAY_OPS.iter().filter_map(|row| Some((row, module(row)?)));
    called.map(|(row, module)| {
        let (code, value) = example(row);
        Help {
            module,
            name: row.name,
            help: Cow::Owned(sentence(row.about) + "."),
            example: (Cow::Owned(code), Cow::Owned(value.map_or_else(String::new, |value| show(&value)))),
        }
    })
}

/// A call of a row, and the number that it gives: of several, the first.
fn example(row: &ArrayOp) -> (String, Option<Value>) {
    let (code, shape, entries): (_, &[usize], &[f64]) = match row.callable {
        Callable::Operands(_) => ("[2.0 1.0; 1.0 3.0]", &[2, 2], &[2.0, 1.0, 1.0, 3.0]),
        _ => ("[0.5, 1.5]", &[2], &[0.5, 1.5]),
    };
    let count = (row.samples)().first().map_or(1, |(_, shapes)| shapes.len());
    let call = format!("{}({})", row.name, vec![code; count].join(", "));
    let operand = Tensor::from_column_major(shape, entries.to_vec()).ok();
    let value = operand.and_then(|operand| row.eval_tensors(&Attr::axis(0), &vec![&operand; count]).ok());
    match value.as_ref().map(Tensor::entries) {
        Some(&[number]) => (call, Some(Value::Float(number))),
        Some(&[number, ..]) => (format!("first({call})"), Some(Value::Float(number))),
        _ => (call, None),
    }
}
