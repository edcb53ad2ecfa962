//! Calls of types: constructors of structs and of the built-in types.

use std::rc::Rc;

use super::super::arithmetic;
use super::super::display::plain;
use super::super::entries;
use super::super::error::{self, Fallible, Raised};
use super::super::types::{self, Bindings, DefinedType, StructLayout, Type, TypeForm, defined};
use super::super::value::{Array, Cell, Dict, Exception, Pair, Value};
use super::call::{Entered, Keyword};
use super::dispatch::no_method;
use super::{Machine, try_catch};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// Constructs a value of a type from arguments.
type Constructor = fn(&mut Machine, Type, &[Value]) -> Fallible<Value>;

/// The built-in types that can be called; each constructor also serves all subtypes.
static CONSTRUCTORS: &[(Type, Constructor)] = &[
    (Type::Number, number),
    (Type::String, |machine, _, arguments| entries::join(machine, arguments)),
    (Type::Symbol, |machine, _, arguments| {
        entries::join(machine, arguments).map(|text| Value::Symbol(Rc::new(plain(&text))))
    }),
    (Type::Char, char_of),
    (Type::Tuple, |_, _, arguments| match arguments {
        [container] => entries::entries(container).map(Value::tuple),
        _ => Ok(Value::tuple(Vec::new())),
    }),
    (Type::AbstractDict, dict),
    (Type::Pair, |_, target, arguments| match arguments {
        [key, value] => Ok(Value::Pair(Rc::new(Pair(key.clone(), value.clone())))),
        _ => Err(error::no_method(&target.name(), arguments, &[])),
    }),
    (Type::Ref, |_, target, arguments| match arguments {
        [value] => Ok(Value::Ref(Rc::new(Cell { value: value.clone().into() }))),
        _ => Err(error::no_method(&target.name(), arguments, &[])),
    }),
    (Type::TrackedArray, tracked_array),
    (Type::TrackedVector, tracked_array),
    (Type::TrackedMatrix, tracked_array),
    (Type::AbstractArray, array),
    (Type::Exception, |_, target, arguments| match try_catch::is_exception(target) {
        true => Ok(Value::Exception(Rc::new(Exception::new(target, arguments.to_vec())))),
        false => Err(error::no_method(&target.name(), arguments, &[])),
    }),
];

impl Machine {
    /// Calls a type with the arguments that are on the stack from `first` on.
    pub(super) fn construct(
        &mut self,
        target: Type,
        first: usize,
        keywords: Vec<Keyword>,
    ) -> Fallible<Entered> {
        let head = types::head(target);
        if let Some(row) = defined(head) {
            return self.construct_struct(target, &row, first, keywords);
        }
        let arguments: Vec<Value> = self.stack.drain(first..).collect();
        self.stack.pop();
        self.charge(1 + arguments.len() as u64)?;
        let row = CONSTRUCTORS.iter().find(|(general, _)| head.is_subtype(*general));
        let Some((_, constructor)) = row.filter(|_| keywords.is_empty()) else {
            return Err(error::no_method(&target.name(), &arguments, &[]));
        };
        constructor(self, target, &arguments).map(Entered::Value)
    }

    /// Calls a struct type: a constructor that a cell has defined, or the default one, which takes all fields.
    fn construct_struct(
        &mut self,
        target: Type,
        row: &DefinedType,
        first: usize,
        keywords: Vec<Keyword>,
    ) -> Fallible<Entered> {
        if types::head(target) != target {
            return self.construct_applied(target, row, first, keywords);
        }
        let arguments = &self.stack[first..];
        let constructors = self.globals.methods.constructors(target).cloned();
        let chosen = match &constructors {
            Some(function) => function.select(arguments)?,
            None => None,
        };
        let has_default = match &row.form {
            TypeForm::Struct(layout) => {
                layout.has_default_constructor && layout.fields.len() == arguments.len()
            }
            _ => false,
        };
        let default = match (&row.form, &chosen) {
            (TypeForm::Struct(layout), Some(method)) => {
                has_default && is_exact(layout, arguments, &method.signature)
            }
            _ => has_default,
        };
        match (chosen, constructors) {
            (Some(method), _) if !default => {
                self.enter_method(method, &row.name, first, keywords)?;
                Ok(Entered::Frame)
            }
            (None, Some(function)) if !default => Err(no_method(&function, arguments)),
            _ => self.construct_default(target, row, first, &keywords),
        }
    }

    /// Calls a struct type with parameters, `P{T}(…)`: a constructor defined for it, or the default one.
    fn construct_applied(
        &mut self,
        target: Type,
        row: &DefinedType,
        first: usize,
        keywords: Vec<Keyword>,
    ) -> Fallible<Entered> {
        let arguments = [&[Value::Type(target)], &self.stack[first..]].concat();
        if let Some(method) = self.globals.methods.applied_constructor(types::head(target), &arguments)? {
            self.stack.insert(first, Value::Type(target));
            self.enter_method(method, &row.name, first, keywords)?;
            return Ok(Entered::Frame);
        }
        match &row.form {
            TypeForm::Struct(layout) if !layout.has_default_constructor => {
                Err(error::no_method(&target.name(), &arguments[1..], &[])
                    .hint("The struct has constructors of its own, but none for a type with parameters that takes these arguments."))
            }
            _ => self.construct_default(target, row, first, &keywords),
        }
    }

    /// Calls the default constructor, which takes a value for each field.
    fn construct_default(
        &mut self,
        target: Type,
        row: &DefinedType,
        first: usize,
        keywords: &[Keyword],
    ) -> Fallible<Entered> {
        let arguments = &self.stack[first..];
        if !keywords.is_empty() {
            return Err(super::call::unknown_keyword(&row.name, arguments, keywords, &[]));
        }
        if let TypeForm::Struct(layout) = &row.form
            && layout.fields.len() != arguments.len()
        {
            return Err(wrong_count(row, layout, arguments));
        }
        let arguments = self.stack.split_off(first);
        self.stack.pop();
        self.charge(1)?;
        self.new_object(target, arguments).map(Entered::Value)
    }
}

/// Whether the arguments have exactly the fields' types, and these are more specific than the signature of the other
/// constructor.
fn is_exact(layout: &StructLayout, arguments: &[Value], signature: &[Type]) -> bool {
    let mut bindings = Bindings::default();
    let fit = layout.types.iter().zip(arguments).all(|(asked, value)| bindings.takes(value, *asked));
    let narrower = layout.types.iter().zip(signature).all(|(own, other)| own.is_subtype(*other));
    fit && narrower && layout.types != signature
}

fn wrong_count(row: &DefinedType, layout: &StructLayout, arguments: &[Value]) -> Box<Raised> {
    let kinds: Vec<String> = layout.types.iter().map(|kind| format!("::{}", kind.name())).collect();
    error::no_method(&row.name, arguments, &[kinds.join(", ")]).hint(format!(
        "`{}` has the fields `{}`, so it takes {} values, but got {}.",
        row.name,
        layout.fields.join("`, `"),
        layout.fields.len(),
        arguments.len()
    ))
}

/// Converts to a numeric type.
fn number(machine: &mut Machine, target: Type, arguments: &[Value]) -> Fallible<Value> {
    let [value] = arguments else { return Err(error::no_method(&target.name(), arguments, &[])) };
    let Some(number) = value.number() else {
        return match (target, value) {
            (Type::Int, Value::Char(c)) => Ok(Value::Int(i64::from(*c as u32))),
            (_, Value::Struct(_)) => {
                let float = machine.call_member("float", arguments)?;
                number(machine, target, &[float])
            }
            _ => Err(error::no_method(&target.name(), arguments, &[]).hint(match value {
                Value::Text(_) => {
                    format!("To turn a string into a number, use `parse({}, text)`.", target.name())
                }
                _ => format!("Only a number can be converted to `{}`.", target.name()),
            })),
        };
    };
    if let (Value::Tracked(_), true) = (value, is_concrete(target)) {
        return Err(error::no_method(&target.name(), arguments, &[]).hint(format!(
            "A conversion would drop the history of a tracked number. `Tracker.data(x)` gives its value without the history, and `{}.(v)` converts a whole array and keeps it.",
            target.name()
        )));
    }
    match target {
        Type::AbstractFloat if matches!(value, Value::Single(_) | Value::Tracked(_)) => Ok(value.clone()),
        Type::Float | Type::AbstractFloat => Ok(Value::Float(number)),
        Type::Single => Ok(Value::single(number)),
        Type::Int | Type::Integer => match arithmetic::integer(value) {
            Some(integer) => Ok(Value::Int(integer)),
            None => entries::whole(number).map(Value::Int).ok_or_else(|| error::inexact("Int64", number)),
        },
        Type::Bool if number == 0.0 || number == 1.0 => Ok(Value::Bool(number == 1.0)),
        Type::Bool => Err(error::inexact("Bool", number)),
        Type::Real | Type::Number => Ok(value.clone()),
        _ => Err(error::no_method(&target.name(), arguments, &[])),
    }
}

/// Whether numbers of this type have one form, so that a tracked number is none of them.
fn is_concrete(kind: Type) -> bool {
    [Type::Float, Type::Single, Type::Int, Type::Integer, Type::Bool].contains(&kind)
}

/// Whether a value is `undef` or `nothing`, with which a new array can be filled.
fn is_filling(value: &Value) -> bool {
    matches!(value, Value::Symbol(word) if word.as_str() == "undef") || matches!(value, Value::Nothing)
}

fn char_of(_: &mut Machine, _: Type, arguments: &[Value]) -> Fallible<Value> {
    match arguments {
        [Value::Char(c)] => Ok(Value::Char(*c)),
        [Value::Int(code)] => match u32::try_from(*code).ok().and_then(char::from_u32) {
            Some(c) => Ok(Value::Char(c)),
            None => Err(error::argument(format!("invalid character number {code}"))),
        },
        _ => Err(error::no_method("Char", arguments, &[])),
    }
}

/// `Dict(pairs...)`, `Dict(container of pairs)`, `Dict{K, V}()`.
fn dict(machine: &mut Machine, target: Type, arguments: &[Value]) -> Fallible<Value> {
    let pairs = match arguments {
        [Value::Pair(_)] => arguments.to_vec(),
        [container] => entries::entries(container)?,
        _ => arguments.to_vec(),
    };
    machine.charge(pairs.len() as u64)?;
    let split: Option<Vec<(Value, Value)>> = pairs
        .iter()
        .map(|entry| match entry {
            Value::Pair(pair) => Some((pair.0.clone(), pair.1.clone())),
            Value::Tuple(tuple) => match tuple.items() {
                [key, value] => Some((key.clone(), value.clone())),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let Some(split) = split else {
        return Err(error::argument("Dict(kv): kv needs to be an iterator of tuples or pairs")
            .hint("Write the entries of a dictionary as `key => value`."));
    };
    let (keys, values): (Vec<Value>, Vec<Value>) = split.into_iter().unzip();
    if let Some(DefinedType { form: TypeForm::Parametric(_, kinds), .. }) = defined(target).as_deref()
        && let [key, value] = kinds[..]
    {
        let dict = Dict::new(key, value);
        for (k, v) in keys.into_iter().zip(values) {
            dict.insert(entries::convert(k, key)?, entries::convert(v, value)?);
        }
        return Ok(Value::Dict(Rc::new(dict)));
    }
    let (keys, key) = types::gather(keys);
    let (values, value) = types::gather(values);
    let dict = Dict::new(key, value);
    for (key, value) in keys.into_iter().zip(values) {
        dict.insert(key, value);
    }
    Ok(Value::Dict(Rc::new(dict)))
}

/// `TrackedArray(x)`: a tracked array of the numbers in another.
fn tracked_array(machine: &mut Machine, target: Type, arguments: &[Value]) -> Fallible<Value> {
    let [value @ (Value::Array(_) | Value::Range(_))] = arguments else {
        return Err(error::no_method(&target.name(), arguments, &[]));
    };
    let shape = super::super::array::sizes(value).unwrap_or_default();
    super::super::array::charge(machine, &shape)?;
    machine.charge_tape()?;
    let tensor = value.numbers().and_then(|numbers| Tensor::from_column_major(&shape, numbers).ok());
    let tensor = tensor.ok_or_else(|| error::no_method(&target.name(), arguments, &[]))?;
    Ok(Value::Array(Rc::new(Array::recorded(Tracked::leaf(tensor), false))))
}

/// `Vector{Float64}(undef, 3)`, `Array{Int}(undef, 2, 3)`, `Vector{Int}()`, `Vector{Float64}(container)`.
fn array(machine: &mut Machine, target: Type, arguments: &[Value]) -> Fallible<Value> {
    let element = match defined(target).as_deref() {
        Some(DefinedType { form: TypeForm::Parametric(_, parameters), .. }) => parameters.first().copied(),
        _ => None,
    };
    let sizes = match arguments {
        [] => vec![0],
        [first, rest @ ..] if is_filling(first) => {
            let rest = match rest {
                [Value::Tuple(sizes)] => sizes.items(),
                rest => rest,
            };
            let sizes = rest.iter().map(|size| usize::try_from(arithmetic::integer(size)?).ok());
            sizes
                .collect::<Option<Vec<_>>>()
                .ok_or_else(|| error::no_method(&target.name(), arguments, &[]))?
        }
        // `Matrix(I, 2, 2)`: a value that can be called with a size.
        [scaling @ Value::Struct(_), rows @ Value::Int(_), Value::Int(_)] => {
            let square = machine.call(scaling, std::slice::from_ref(rows))?;
            return array(machine, target, &[square]);
        }
        [container] => {
            let items = entries::entries(container)?;
            machine.charge(items.len() as u64)?;
            let sizes = super::super::array::sizes(container).unwrap_or_else(|| vec![items.len()]);
            let Some(element) = element else { return Ok(Value::array(items, &sizes)) };
            let items =
                items.into_iter().map(|item| entries::convert(item, element)).collect::<Fallible<_>>()?;
            return Ok(Value::Array(Rc::new(Array::new(items, element, &sizes))));
        }
        _ => return Err(error::no_method(&target.name(), arguments, &[])),
    };
    let count = super::super::array::charge(machine, &sizes)?;
    // What Julia leaves uninitialised is zero here.
    let element = element.unwrap_or(Type::Any);
    let zero = match element {
        Type::Int => Value::Int(0),
        Type::Float => Value::Float(0.0),
        Type::Single => Value::Single(0.0),
        Type::Bool => Value::Bool(false),
        _ => Value::Unset,
    };
    let zero = if let [Value::Nothing, ..] = arguments { Value::Nothing } else { zero };
    Ok(Value::Array(Rc::new(Array::new(vec![zero; count], element, &sizes))))
}
