//! Tracker: tracked numbers and their gradients.

use std::rc::Rc;

use super::base;
use crate::autodiff::Tracked;
use crate::language::array::recorded::value_of;
use crate::language::array::{charge, is_tracked, sizes};
use crate::language::display::plain;
use crate::language::entries::{self, identical};
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::Type;
use crate::language::value::{Arguments, Array, Native};
use crate::language::{Machine, OWN, Value};
use crate::tensor::Tensor;

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: "Flux.param",
        ..base(
            "param",
            (1, 1),
            "A tracked number or array.",
            ("param([1, 2])", "Tracked 2-element Array{Float64,1}:\n 1.0\n 2.0"),
            |machine, arguments| param(machine, &arguments.values[0]),
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "data",
            (1, 1),
            "The plain value of a tracked number or array.",
            ("Tracker.data(param(2))", "2.0"),
            |machine, arguments| data(machine, &arguments.values[0]),
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "istracked",
            (1, 1),
            "Whether a value is tracked.",
            ("Tracker.istracked(param(1))", "true"),
            |_, arguments| Ok(Value::Bool(is_tracked(&arguments.values[0]))),
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "checkpoint",
            (1, ANY),
            "Calls a function; differentiated like the function itself.",
            ("Tracker.checkpoint(+, 1, 2)", "3"),
            |machine, arguments| machine.call(&arguments.values[0], &arguments.values[1..]),
        )
    },
    Native {
        module: "Flux.param",
        ..base(
            "params",
            (0, ANY),
            "The parameters of a model, each once.",
            ("params(param(2), param([1]))", "Params([2.0 (tracked), [1.0] (tracked)])"),
            |machine, arguments| params(machine, arguments.values),
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "Params",
            (1, 1),
            "The parameters in a vector or tuple.",
            ("Params([param(2)])", "Params([2.0 (tracked)])"),
            |machine, arguments| {
                let items = entries::entries(&arguments.values[0])?;
                params(machine, &items)
            },
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "update!",
            (2, 3),
            "Adds a step to a parameter, in place.",
            ("w = param([1.0]); Tracker.update!(w, [0.5]); w", "Tracked 1-element Array{Float64,1}:\n 1.5"),
            update,
        )
    },
    Native {
        module: "Flux.held",
        ..base(
            "children",
            (1, 1),
            "The parts of a model.",
            ("Flux.children((1, 2))", "(1, 2)"),
            |machine, arguments| Ok(Value::tuple(machine.globals.parts(&arguments.values[0]))),
        )
    },
    Native {
        module: OWN,
        ..base(
            "_with_parts",
            (2, 2),
            "A value of the same kind with other parts.",
            ("Flux.mapchildren(x -> x + 1, (1, 2))", "(2, 3)"),
            |machine, arguments| {
                let [whole, parts] = arguments.values else { return Ok(Value::Nothing) };
                let parts = entries::entries(parts)?;
                Ok(match whole {
                    Value::Tuple(_) => Value::tuple(parts),
                    Value::Struct(object) => {
                        let mut fields = object.fields.borrow().clone();
                        let places = machine.globals.places_of_parts(object);
                        places.into_iter().zip(parts).for_each(|(place, part)| fields[place] = part);
                        Value::Struct(Rc::new(object.with(fields)))
                    }
                    other => other.clone(),
                })
            },
        )
    },
    Native {
        module: OWN,
        ..base(
            "_treelike",
            (1, ANY),
            "Makes the fields of a struct part of a model's parameters.",
            ("struct P; w; end; Flux.@treelike P; length(params(P(param(1))))", "1"),
            treelike,
        )
    },
];

/// `_treelike(T, fields...)`: the fields named, or all.
fn treelike(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [Value::Type(kind), names @ ..] = arguments.values else {
        return Err(error::no_method("@treelike", arguments.values, &[]).hint("It takes a struct."));
    };
    let names = names.iter().map(|name| plain(name).into());
    machine.globals.register_treelike(*kind, names.collect());
    Ok(Value::Nothing)
}

pub(super) fn not_trackable(value: &Value) -> Box<Raised> {
    let raised = error::no_method("param", std::slice::from_ref(value), &[]);
    match value {
        Value::Tuple(_) => raised.hint(
            "Only numbers are differentiated: hand the entries over one by one, as in `gradient(f, p...)`.",
        ),
        _ => raised.hint("Only numbers are differentiated."),
    }
}

/// A copy of `value` to be differentiated with respect to.
pub(super) fn param(machine: &mut Machine, value: &Value) -> Fallible<Value> {
    if let Some(number) = value.number() {
        return Ok(Value::leaf(number));
    }
    let (Value::Array(_) | Value::Range(_), Some(numbers)) = (value, value.numbers()) else {
        return Err(not_trackable(value));
    };
    let shape = sizes(value).unwrap_or_default();
    charge(machine, &shape)?;
    machine.charge_tape()?;
    let leaf = Tensor::from_column_major(&shape, numbers).map_err(|error| Raised::new(error.to_string()))?;
    Ok(value_of(Tracked::leaf(leaf), false))
}

/// An array of these tracked numbers.
pub(super) fn tracked_array(items: Vec<Value>, shape: &[usize]) -> Value {
    Value::Array(Rc::new(Array::new(items, Type::Tracked, shape)))
}

/// The value without its history.
pub(super) fn data(machine: &mut Machine, value: &Value) -> Fallible<Value> {
    match value {
        Value::Tracked(number) => {
            machine.data_dependent = true;
            Ok(Value::Float(number.value()))
        }
        Value::Array(array) if array.is_tracked() => machine.data(array),
        other => Ok(other.clone()),
    }
}

/// The tracked values among `values`, those in tuples included, each once. An array of values is none.
fn params(machine: &mut Machine, values: &[Value]) -> Fallible<Value> {
    let mut found: Vec<Value> = Vec::new();
    let mut waiting: Vec<Value> = values.iter().rev().cloned().collect();
    while let Some(value) = waiting.pop() {
        machine.charge(1 + found.len() as u64)?;
        match &value {
            Value::Tuple(_) | Value::Struct(_) => {
                waiting.extend(machine.globals.parts(&value).into_iter().rev())
            }
            _ if is_tracked(&value) && !found.iter().any(|known| identical(known, &value)) => {
                found.push(value)
            }
            _ => {}
        }
    }
    Ok(Value::params(found))
}

/// `update!(x, Δ)`: the parameter or plain array itself changes; its history begins anew.
fn update(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    // Flux's optimisers add a method: `update!(opt, x, Δ)`.
    if let [_, _, _] = arguments.values {
        let update = machine.globals.own("_update")?;
        return machine.call(&update, arguments.values);
    }
    let [target, step] = arguments.values else { return Ok(Value::Nothing) };
    let misfit =
        || error::no_method("update!", arguments.values, &[]).hint("The step needs the parameter's size.");
    machine.clear_grad(target)?;
    if let (Value::Tracked(number), Some(step)) = (target, step.number()) {
        number.replace(Tracked::leaf(Tensor::scalar(number.value() + step)));
        return Ok(target.clone());
    }
    let (Value::Array(array), Some(steps)) = (target, step.numbers()) else { return Err(misfit()) };
    if sizes(target) != sizes(step) {
        return Err(misfit());
    }
    charge(machine, &array.sizes())?;
    let moved: Vec<f64> =
        target.numbers().unwrap_or_default().iter().zip(steps).map(|(x, step)| x + step).collect();
    if array.record().is_some() {
        let leaf = Tensor::from_column_major(&array.sizes(), moved);
        array.replace_record(Tracked::leaf(leaf.map_err(|error| Raised::new(error.to_string()))?));
        return Ok(target.clone());
    }
    let items = array.items().clone();
    let moved = items.iter().zip(moved).map(|(item, number)| match item {
        Value::Tracked(_) => Ok(Value::leaf(number)),
        _ => entries::convert(Value::Float(number), array.element),
    });
    let moved = moved.collect::<Fallible<Vec<_>>>()?;
    *array.items_mut() = moved;
    Ok(target.clone())
}
