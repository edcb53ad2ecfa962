//! Indexing: which entries indices select, and reading and writing them.

use std::rc::Rc;

use super::super::arithmetic::integer;
use super::super::entries::{self, convert, entries, entry, length};
use super::super::error::{self, Fallible, Raised};
use super::super::machine::Machine;
use super::super::types::type_of;
use super::super::value::{Array, Value, Wrapper};
use super::broadcast::is_spread;
use super::{charge, recorded, size_along, sizes};
use crate::diag::QuickFix;

/// The entries that indices select.
struct Selection {
    /// Their positions, counted from 0.
    positions: Vec<usize>,
    /// The sizes of the result; `None` for a single entry.
    sizes: Option<Vec<usize>>,
}

/// `container[indices…]`.
pub fn index(machine: &mut Machine, container: &Value, indices: &[Value]) -> Fallible<Value> {
    match container {
        Value::Array(array) => {
            let selection = select(machine, container, &array.sizes(), indices)?;
            if let Some(sizes) = &selection.sizes
                && let Some(picked) = recorded::picked(machine, container, &selection.positions, sizes)?
            {
                return Ok(picked);
            }
            if selection.sizes.is_none()
                && let Some(number) = array.number(selection.positions[0])
            {
                machine.charge_tape()?;
                return Ok(number);
            }
            let items = array.items();
            match selection.sizes {
                None => Ok(items[selection.positions[0]].clone()),
                Some(sizes) => {
                    let picked = selection.positions.iter().map(|at| items[*at].clone()).collect();
                    Ok(Value::Array(Rc::new(Array::new(picked, array.element, &sizes))))
                }
            }
        }
        Value::Gradients(gradients) => {
            let position = match indices {
                [key] => gradients.params.iter().position(|param| entries::identical(param, key)),
                _ => None,
            };
            if let [key] = indices
                && !super::is_tracked(key)
            {
                let words = format!("Object not tracked: {}", super::super::display::show(key));
                return Err(
                    Raised::new(words).hint("Look gradients up by a parameter, created with `param`.")
                );
            }
            position.map(|position| gradients.slopes[position].clone()).ok_or_else(|| {
                let keys: Vec<String> = indices.iter().map(super::super::display::show).collect();
                Raised::new(format!("KeyError: key {} not found", keys.join(", "))).hint(
                    "Look a gradient up by the parameter itself, one of those in `params(…)`; another array with equal values does not count.",
                )
            })
        }
        // `Float64[1, 2]`: a vector of this element type.
        Value::Type(element) => {
            let items = indices.iter().map(|item| convert(item.clone(), *element));
            let items = items.collect::<Fallible<Vec<_>>>()?;
            let sizes = [items.len()];
            Ok(Value::Array(Rc::new(Array::new(items, *element, &sizes))))
        }
        _ => entries::index(container, indices),
    }
}

/// `container[indices…] = value`: one value for each selected entry.
pub fn set_index(machine: &mut Machine, container: &Value, indices: &[Value], value: Value) -> Fallible<()> {
    match (container, indices) {
        (Value::Dict(dict), [key]) => return super::super::entries::set_key(dict, key.clone(), value),
        (Value::Ref(inner), []) => {
            drop(inner.value.replace(value));
            return Ok(());
        }
        (Value::Struct(_), _) => {
            let arguments = [&[container.clone(), value], indices].concat();
            return machine.call_member("setindex!", &arguments).map(drop);
        }
        _ => {}
    }
    let array = changeable(container, indices, &value)?;
    let selection = select(machine, container, &array.sizes(), indices)?;
    if selection.sizes.is_some() && !is_spread(&value) {
        let words = "indexed assignment with a single value to many locations is not supported; perhaps use broadcasting `.=` instead?";
        return Err(error::argument(words)
            .hint("To assign one value to several entries, add a dot: `v[1:2] .= 0`.")
            .quick_fix(QuickFix::Broadcast));
    }
    store(array, &selection, &value)
}

/// `container[indices…] .= value`: a single value is assigned to every selected entry.
pub fn fill_index(machine: &mut Machine, container: &Value, indices: &[Value], value: Value) -> Fallible<()> {
    let array = changeable(container, indices, &value)?;
    let selection = select(machine, container, &array.sizes(), indices)?;
    store(array, &selection, &value)
}

fn changeable<'a>(container: &'a Value, indices: &[Value], value: &Value) -> Fallible<&'a Array> {
    match container {
        Value::Array(array) if array.is_tracked() => Err(Raised::new("Can't differentiate `setindex!`")
            .hint("The entries of a tracked array cannot be changed: create a new array instead.")),
        Value::Array(array) if array.wrapper == Wrapper::View => {
            Err(Raised::new("stopped: a view is read-only here")
                .hint("In Julia this would change the original array: assign to that array instead."))
        }
        Value::Array(array) => Ok(array),
        _ => {
            Err(error::no_method("setindex!", &[&[container.clone(), value.clone()], indices].concat(), &[])
                .hint("Only arrays can be changed in place; a tuple cannot."))
        }
    }
}

fn store(array: &Array, selection: &Selection, value: &Value) -> Fallible<()> {
    let places = selection.positions.len();
    let values = if selection.sizes.is_some() && is_spread(value) {
        let values = entries(value)?;
        if values.len() != places {
            let words = match selection.sizes.as_deref() {
                Some(sizes) if sizes.len() > 1 => format!(
                    "{} array to {} destination",
                    super::size_words(&super::sizes(value).unwrap_or_default()),
                    super::size_words(sizes)
                ),
                _ => format!("{} elements to {places} destinations", values.len()),
            };
            return Err(Raised::new(format!("DimensionMismatch(\"tried to assign {words}\")")).hint(
                format!(
                    "The left side selects {places} entries, but the right side has {} values.",
                    values.len()
                ),
            ));
        }
        values
    } else {
        vec![value.clone(); places]
    };
    let values =
        values.into_iter().map(|value| convert(value, array.element)).collect::<Fallible<Vec<_>>>()?;
    let mut items = array.items_mut();
    for (at, value) in selection.positions.iter().zip(values) {
        items[*at] = value;
    }
    Ok(())
}

/// The entries of an array of these sizes that the indices select.
fn select(machine: &mut Machine, array: &Value, sizes: &[usize], indices: &[Value]) -> Fallible<Selection> {
    // `CartesianIndex(1, 2)` stands for the indices in it.
    if let [Value::Struct(place)] = indices
        && let Some(Value::Tuple(inner)) = place.field("I")
        && inner.items().iter().all(|index| matches!(index, Value::Int(_)))
    {
        return select(machine, array, sizes, inner.items());
    }
    let outside = || entries::out_of_bounds(array, indices, length(array).unwrap_or(0));
    if let [only] = indices {
        let whole = [sizes.iter().product::<usize>()];
        let axis = along(machine, only, whole[0])?.ok_or_else(outside)?;
        return Ok(Selection { positions: axis.positions, sizes: axis.sizes });
    }
    // Dimensions that no index is given for must have the size 1.
    if !indices.is_empty() && sizes.iter().skip(indices.len()).any(|size| *size != 1) {
        return Err(outside());
    }
    let mut positions = vec![0];
    let mut picked: Option<Vec<usize>> = None;
    let mut step = 1;
    for (i, index) in indices.iter().enumerate() {
        let size = size_along(sizes, i);
        let axis = along(machine, index, size)?.ok_or_else(outside)?;
        charge(machine, &[positions.len(), axis.positions.len()])?;
        positions = axis
            .positions
            .iter()
            .flat_map(|at| positions.iter().map(move |before| before + at * step))
            .collect();
        if let Some(more) = axis.sizes {
            picked.get_or_insert_default().extend(more);
        }
        step *= size;
    }
    if indices.is_empty() && sizes.iter().product::<usize>() != 1 {
        return Err(outside());
    }
    Ok(Selection { positions, sizes: picked })
}

/// What one index selects along a dimension of this size; `None` if it is out of bounds.
fn along(machine: &mut Machine, index: &Value, size: usize) -> Fallible<Option<Selection>> {
    let place = |value: &Value| {
        let position = usize::try_from(integer(value)?).ok()?.checked_sub(1)?;
        (position < size).then_some(position)
    };
    match index {
        Value::Int(_) => {
            Ok(place(index).map(|position| Selection { positions: vec![position], sizes: None }))
        }
        Value::Symbol(name) if name.as_str() == ":" => {
            charge(machine, &[size])?;
            Ok(Some(Selection { positions: (0..size).collect(), sizes: Some(vec![size]) }))
        }
        Value::Array(mask) if mask.items().iter().any(|item| matches!(item, Value::Bool(_))) => {
            let items = mask.items();
            if items.len() != size {
                return Ok(None);
            }
            let chosen = items.iter().enumerate().filter(|(_, item)| matches!(item, Value::Bool(true)));
            let positions: Vec<usize> = chosen.map(|(position, _)| position).collect();
            let sizes = Some(vec![positions.len()]);
            Ok(Some(Selection { positions, sizes }))
        }
        Value::Array(_) | Value::Range(_) => {
            let shape = sizes(index).unwrap_or_default();
            let count = charge(machine, &shape)?;
            let positions: Option<Vec<usize>> = (0..count).map(|at| place(&entry(index, at)?)).collect();
            Ok(positions.map(|positions| Selection { positions, sizes: Some(shape) }))
        }
        _ => Err(error::argument(format!(
            "invalid index: {} of type {}",
            super::super::display::show(index),
            type_of(index).name()
        ))
        .hint("An index must be an integer: convert it with `Int(…)` or `round(Int, …)`.")),
    }
}
