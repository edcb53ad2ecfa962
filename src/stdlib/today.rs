//! Gradients as Flux gives them today: plain values, of the shape that the arguments have. What the function does not
//! depend on has the gradient `nothing`.

use std::rc::Rc;

use super::base;
use super::gradient::{back_to, check_callable, input, losscheck, mended};
use super::tracker::data;
use crate::autodiff::{Tape, Tracked};
use crate::language::array::recorded::value_of;
use crate::language::error::Fallible;
use crate::language::value::{Arguments, Array, Named, Native};
use crate::language::{Machine, Value};

/// The slopes that are left, in the order of the leaves.
type Slopes = std::vec::IntoIter<Option<Tracked<f64>>>;

/// How deep the arguments' containers are looked into.
const MAX_NESTING: usize = 100;

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: "Flux",
        ..base(
            "gradient",
            (1, usize::MAX),
            "The gradient of a function with respect to each argument, as a tuple.",
            ("Flux.gradient((x, y) -> x^2 * y, 3, 2)", "(12.0, 9.0)"),
            |machine, arguments| gradient(machine, arguments).map(|(_, slopes)| slopes),
        )
    },
    Native {
        module: "Flux",
        ..base(
            "withgradient",
            (1, usize::MAX),
            "The value of a function and its gradients, as `val` and `grad`.",
            ("withgradient(x -> x^2, 3)", "(val = 9.0, grad = (6.0,))"),
            |machine, arguments| {
                let (value, slopes) = gradient(machine, arguments)?;
                let names = vec!["val".into(), "grad".into()];
                Ok(Value::Named(Rc::new(Named { names, values: vec![value, slopes] })))
            },
        )
    },
];

/// The value of a function and its slopes. Inside another gradient both keep their history.
fn gradient(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<(Value, Value)> {
    let [function, places @ ..] = arguments.values else { return Ok(Default::default()) };
    check_callable(function)?;
    if let [Value::Params(_)] = places {
        let slopes = super::gradient::gradient(machine, arguments)?;
        return Ok((Value::Nothing, slopes));
    }
    let recorded = machine.recording > 0;
    machine.count_gradient();
    let (mut leaves, mut seen) = (Vec::new(), Vec::new());
    for place in places {
        seen.push(entered(machine, place, (recorded, 0), &mut leaves)?);
    }
    machine.recording += 1;
    let output = machine.call(function, &seen);
    machine.recording -= 1;
    let output = output?;
    losscheck(&output).map_err(|raised| mended(raised, function))?;
    if !recorded {
        for (place, seen) in places.iter().zip(&seen) {
            hand_back(machine, place, seen, 0)?;
        }
    }
    let slopes: Vec<Option<Tracked<f64>>> = match &output {
        Value::Tracked(number) => {
            let entry = number.entry();
            let tape = Tape::of(&[&entry]);
            let used: Vec<bool> = leaves.iter().map(|leaf| tape.position(leaf).is_some()).collect();
            let slopes = back_to(machine, &entry, &leaves, recorded)?;
            slopes.into_iter().zip(used).map(|(slope, used)| used.then_some(slope)).collect()
        }
        _ => vec![None; leaves.len()],
    };
    let mut slopes = slopes.into_iter();
    let mut results = Vec::new();
    for place in places {
        results.push(collected(machine, place, (recorded, 0), &mut slopes)?);
    }
    let value = if recorded { output } else { data(machine, &output)? };
    Ok((value, Value::tuple(results)))
}

/// What the function sees for an argument: numbers and arrays are tracked, whatever they stand in.
fn entered(
    machine: &mut Machine,
    value: &Value,
    (recorded, depth): (bool, usize),
    leaves: &mut Vec<Tracked<f64>>,
) -> Fallible<Value> {
    machine.charge(1)?;
    match value {
        Value::Tuple(_) if depth >= MAX_NESTING => Ok(value.clone()),
        Value::Tuple(tuple) => {
            let items =
                tuple.items().iter().map(|item| entered(machine, item, (recorded, depth + 1), leaves));
            Ok(Value::tuple(items.collect::<Fallible<_>>()?))
        }
        Value::Struct(object) if depth < MAX_NESTING => {
            let mut fields = object.fields.borrow().clone();
            for (place, field) in fields.iter_mut().enumerate() {
                if machine.globals.is_part(object, place) {
                    *field = entered(machine, field, (recorded, depth + 1), leaves)?;
                }
            }
            Ok(Value::Struct(Rc::new(object.with(fields))))
        }
        Value::Named(named) if depth < MAX_NESTING => {
            let values =
                named.values.iter().map(|item| entered(machine, item, (recorded, depth + 1), leaves));
            let values = values.collect::<Fallible<_>>()?;
            Ok(Value::Named(Rc::new(Named { names: named.names.clone(), values })))
        }
        Value::Array(array) if value.numbers().is_none() && depth < MAX_NESTING => {
            let items = array.items().clone();
            let items = items.iter().map(|item| entered(machine, item, (recorded, depth + 1), leaves));
            Ok(Value::Array(Rc::new(Array::new(
                items.collect::<Fallible<_>>()?,
                array.element,
                &array.sizes(),
            ))))
        }
        Value::Bool(_) => Ok(value.clone()),
        _ if value.numbers().is_none() => Ok(value.clone()),
        _ => {
            let input = input(machine, value, recorded)?;
            leaves.extend(input.leaves);
            Ok(input.value)
        }
    }
}

/// What the function left in fields without parameters, such as a moving mean or a state, goes back into the argument.
fn hand_back(machine: &mut Machine, place: &Value, seen: &Value, depth: usize) -> Fallible<()> {
    if depth >= MAX_NESTING {
        return Ok(());
    }
    let (own, left) = match (place, seen) {
        (Value::Tuple(own), Value::Tuple(left)) => (own.items().to_vec(), left.items().to_vec()),
        (Value::Struct(own), Value::Struct(left)) => {
            (own.fields.borrow().clone(), left.fields.borrow().clone())
        }
        (Value::Array(own), Value::Array(left)) if place.numbers().is_none() => {
            (own.items().clone(), left.items().clone())
        }
        _ => return Ok(()),
    };
    for (at, (part, left)) in own.iter().zip(&left).enumerate() {
        match place {
            Value::Struct(object) if !machine.globals.is_part(object, at) => {
                object.fields.borrow_mut()[at] = plain(machine, left)?;
            }
            _ => hand_back(machine, part, left, depth + 1)?,
        }
    }
    Ok(())
}

/// The value without its history; of a tuple, such as the state of an LSTM, each entry.
fn plain(machine: &mut Machine, value: &Value) -> Fallible<Value> {
    match value {
        Value::Tuple(tuple) => {
            let items = tuple.items().iter().map(|item| data(machine, item));
            Ok(Value::tuple(items.collect::<Fallible<_>>()?))
        }
        value => data(machine, value),
    }
}

/// The slopes in the shape of an argument.
fn collected(
    machine: &mut Machine,
    value: &Value,
    (recorded, depth): (bool, usize),
    slopes: &mut Slopes,
) -> Fallible<Value> {
    match value {
        Value::Tuple(_) if depth >= MAX_NESTING => Ok(Value::Nothing),
        Value::Tuple(tuple) => {
            let items = parts(machine, tuple.items(), (recorded, depth), slopes)?;
            Ok(items.map_or(Value::Nothing, Value::tuple))
        }
        Value::Struct(object) if depth < MAX_NESTING => {
            let is_part = |(place, field): (usize, &Value)| match machine.globals.is_part(object, place) {
                true => field.clone(),
                false => Value::Nothing,
            };
            let fields: Vec<Value> = object.fields.borrow().iter().enumerate().map(is_part).collect();
            let names = object.layout().map_or(Vec::new(), |layout| layout.fields.clone());
            let values = parts(machine, &fields, (recorded, depth), slopes)?;
            Ok(values.map_or(Value::Nothing, |values| Value::Named(Rc::new(Named { names, values }))))
        }
        Value::Named(named) if depth < MAX_NESTING => {
            let values = parts(machine, &named.values, (recorded, depth), slopes)?;
            let names = named.names.clone();
            Ok(values.map_or(Value::Nothing, |values| Value::Named(Rc::new(Named { names, values }))))
        }
        Value::Array(array) if value.numbers().is_none() && depth < MAX_NESTING => {
            let items = array.items().clone();
            let items = parts(machine, &items, (recorded, depth), slopes)?;
            Ok(items.map_or(Value::Nothing, Value::vector))
        }
        Value::Bool(_) => Ok(Value::Nothing),
        _ if value.numbers().is_none() => Ok(Value::Nothing),
        _ => match slopes.next().flatten() {
            None => Ok(Value::Nothing),
            Some(slope) if recorded => Ok(value_of(slope, false)),
            Some(slope) => data(machine, &value_of(slope, false)),
        },
    }
}

/// The slopes of all parts of a container; `None` if the function depends on none of them.
fn parts(
    machine: &mut Machine,
    parts: &[Value],
    (recorded, depth): (bool, usize),
    slopes: &mut Slopes,
) -> Fallible<Option<Vec<Value>>> {
    let mut items = Vec::new();
    for part in parts {
        items.push(collected(machine, part, (recorded, depth + 1), slopes)?);
    }
    let depends = items.iter().any(|item| !matches!(item, Value::Nothing));
    Ok(depends.then_some(items))
}
