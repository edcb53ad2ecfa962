//! The engine's operations on windows, in cells: convolutions, their adjoints, and the largest entries. What they are
//! called, and which forms of padding and stride they take, is said in Julia.

use super::base;
use super::whole_arrays::apply;
use crate::autodiff::{Attr, array_op};
use crate::language::array::{charge, is_tracked, sizes};
use crate::language::display::plain;
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, OWN, Value, integer};
use crate::tensor::kernels::Slide;

pub(super) static NATIVES: &[Native] = &[Native {
    module: OWN,
    ..base(
        "_window",
        (5, 6),
        "An operation of the engine on windows that slide over width and height.",
        ("size(conv(ones(4, 4, 1, 1), ones(3, 3, 1, 2)))", "(2, 2, 2, 1)"),
        window,
    )
}];

/// How many multiplications count as a step.
const PER_STEP: usize = 8;

/// `_window(name, slides, groups, flipped, x, y)`.
fn window(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [name, slides, groups, flipped, operands @ ..] = arguments.values else { return Ok(Value::Nothing) };
    let numbers = match slides {
        Value::Tuple(tuple) => tuple.items().iter().map(size).collect(),
        _ => None,
    };
    let (Some(list), Some(groups)) = (numbers, size(groups)) else {
        return Err(error::argument("a size, stride, padding or dilation is not a whole number from 0"));
    };
    let attr = Attr { list, size: groups, backward: matches!(flipped, Value::Bool(true)), ..Attr::default() };
    let shapes: Vec<Vec<usize>> = operands.iter().filter_map(sizes).collect();
    let shapes: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
    let result = array_op(&plain(name)).filter(|_| shapes.len() == operands.len());
    if let (Some(Ok(shape)), Some(slides)) =
        (result.map(|row| row.shape(&attr, &shapes)), Slide::both(&attr.list))
    {
        let count = charge(machine, &shape)?;
        let per_entry = slides.iter().map(|slide| slide.kernel).product::<usize>();
        // The way back does the same work for each operand.
        let passes = if operands.iter().any(is_tracked) { 1 + operands.len() } else { 1 };
        let largest = shapes.iter().map(|shape| shape.iter().product()).fold(count, usize::max);
        let mixed = if operands.len() == 2 { shapes[1].get(2).copied().unwrap_or(1) } else { 1 };
        let work = [per_entry, mixed, passes].into_iter().fold(largest, usize::saturating_mul);
        machine.charge((work / PER_STEP) as u64)?;
    }
    apply(machine, name, &attr, operands)
}

fn size(value: &Value) -> Option<usize> {
    integer(value).and_then(|number| usize::try_from(number).ok())
}
