//! Pairs, dictionaries, named tuples, fields, types and errors as values.

use std::rc::Rc;

use super::base;
use crate::language::display::{plain, show};
use crate::language::entries;
use crate::language::error::{self, Fallible};
use crate::language::types::gather;
use crate::language::value::{Arguments, Dict, Named, Native, Pair, Stream};
use crate::language::{Machine, OWN, Value, starts};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base("=>", (2, 2), "A pair.", ("\"a\" => 1", "\"a\" => 1"), |_, arguments| match arguments.values {
        [key, value] => Ok(Value::Pair(Rc::new(Pair(key.clone(), value.clone())))),
        _ => Ok(Value::Nothing),
    }),
    base(
        "haskey",
        (2, 2),
        "Whether a dictionary has a key.",
        ("haskey(Dict(1 => 2), 1)", "true"),
        |_, arguments| match arguments.values {
            [Value::Dict(dict), key] => Ok(Value::Bool(dict.get(key).is_some())),
            [Value::Named(named), Value::Symbol(name)] => Ok(Value::Bool(named.get(name).is_some())),
            _ => Err(error::no_method("haskey", arguments.values, &[])),
        },
    ),
    base(
        "get",
        (3, 3),
        "The value for a key, or the last argument if there is none.",
        ("get(Dict(\"a\" => 1), \"b\", 0)", "0"),
        |machine, arguments| match arguments.values {
            [function, Value::Dict(dict), key] if is_function(function) => match dict.get(key) {
                Some(value) => Ok(value),
                None => machine.call(function, &[]),
            },
            [Value::Dict(dict), key, other] => Ok(dict.get(key).unwrap_or_else(|| other.clone())),
            [Value::Named(named), Value::Symbol(name), other] => Ok(named.get(name).unwrap_or(other).clone()),
            [container, index, other] => {
                Ok(entries::index(container, std::slice::from_ref(index)).unwrap_or_else(|_| other.clone()))
            }
            _ => Ok(Value::Nothing),
        },
    ),
    base(
        "get!",
        (3, 3),
        "The value for a key; the last argument is stored if there is none.",
        ("d = Dict(1 => 2); get!(d, 3, 4); d[3]", "4"),
        |machine, arguments| {
            let (dict, key, other) = match arguments.values {
                [function, Value::Dict(dict), key] if is_function(function) => (dict, key, None),
                [Value::Dict(dict), key, other] => (dict, key, Some(other.clone())),
                _ => return Err(error::no_method("get!", arguments.values, &[])),
            };
            if let Some(value) = dict.get(key) {
                return Ok(value);
            }
            let value = match other {
                Some(value) => value,
                None => machine.call(&arguments.values[0], &[])?,
            };
            entries::set_key(dict, key.clone(), value.clone())?;
            Ok(value)
        },
    ),
    base(
        "delete!",
        (2, 2),
        "The dictionary without a key.",
        ("length(delete!(Dict(1 => 2), 1))", "0"),
        |_, arguments| match arguments.values {
            [Value::Dict(dict), key] => {
                dict.remove(key);
                Ok(arguments.values[0].clone())
            }
            _ => Err(error::no_method("delete!", arguments.values, &[])),
        },
    ),
    base(
        "keys",
        (1, 1),
        "The keys of a dictionary.",
        ("collect(keys(Dict(1 => 2)))", "1-element Array{Int64,1}:\n 1"),
        |_, arguments| match arguments.values {
            [Value::Dict(dict)] => Ok(Value::vector(dict.keys())),
            [Value::Named(named)] => Ok(symbols(&named.names)),
            [Value::Text(text)] => Ok(places(text)),
            [container] => {
                let length = entries::length(container).unwrap_or(0) as i64;
                entries::range(&[Value::Int(1), Value::Int(length)])
            }
            _ => Ok(Value::Nothing),
        },
    ),
    base("values", (1, 1), "All values.", ("sum(values(Dict(1 => 2)))", "2"), |_, arguments| match arguments
        .values
    {
        [Value::Dict(dict)] => Ok(Value::vector(dict.values())),
        [Value::Named(named)] => Ok(Value::tuple(named.values.clone())),
        _ => Ok(arguments.values[0].clone()),
    }),
    base(
        "pairs",
        (1, 1),
        "Keys and values as pairs.",
        ("first(pairs((a = 1,)))", ":a => 1"),
        |machine, arguments| {
            let container = &arguments.values[0];
            if let Value::Dict(_) = container {
                return Ok(container.clone());
            }
            let values = entries::entries(container)?;
            machine.charge(values.len() as u64)?;
            let starts = if let Value::Text(text) = container { starts(text) } else { Vec::new() };
            let key = |at: usize| match container {
                Value::Text(_) => Value::Int(starts[at] as i64 + 1),
                Value::Named(named) => Value::Symbol(Rc::new(named.names[at].to_string())),
                _ => Value::Int(at as i64 + 1),
            };
            let pairs = values.into_iter().enumerate();
            Ok(Value::vector(pairs.map(|(at, value)| Value::Pair(Rc::new(Pair(key(at), value)))).collect()))
        },
    ),
    base(
        "merge",
        (1, ANY),
        "The entries of all arguments together; later ones replace earlier ones of the same name.",
        ("merge((a = 1, b = 2), (b = 3,))", "(a = 1, b = 3)"),
        merge,
    ),
    base("convert", (2, 2), "The value as one of a type.", ("convert(Float64, 1)", "1.0"), |_, arguments| {
        match arguments.values {
            [Value::Type(target), value] => entries::convert(value.clone(), *target),
            _ => Err(error::no_method("convert", arguments.values, &[])),
        }
    }),
    base("<:", (2, 2), "Whether a type lies below another.", ("Int <: Real", "true"), |_, arguments| {
        match arguments.values {
            [Value::Type(a), Value::Type(b)] => Ok(Value::Bool(a.is_subtype(*b))),
            _ => {
                Err(error::no_method("<:", arguments.values, &[])
                    .hint("On both sides of `<:` stands a type."))
            }
        }
    }),
    base("supertype", (1, 1), "The supertype of a type.", ("supertype(Int)", "Integer"), |_, arguments| {
        match arguments.values {
            [Value::Type(kind)] => Ok(Value::Type(kind.supertype())),
            _ => Err(error::no_method("supertype", arguments.values, &[])),
        }
    }),
    base(
        "fieldnames",
        (1, 1),
        "The names of the fields of a struct.",
        ("struct P; x; y; end; fieldnames(P)", "(:x, :y)"),
        |_, arguments| match arguments.values {
            [Value::Type(kind)] => Ok(symbols(&crate::language::types::fields(*kind))),
            _ => Err(error::no_method("fieldnames", arguments.values, &[])),
        },
    ),
    base(
        "propertynames",
        (1, 1),
        "The names of the fields of a value.",
        ("propertynames((a = 1, b = 2))", "(:a, :b)"),
        |_, arguments| match arguments.values {
            [Value::Struct(object)] => Ok(symbols(&crate::language::types::fields(object.kind))),
            [Value::Named(named)] => Ok(symbols(&named.names)),
            _ => Ok(Value::tuple(Vec::new())),
        },
    ),
    base(
        "getfield",
        (2, 2),
        "The field with this name or number.",
        ("getfield((a = 1, b = 2), :b)", "2"),
        |machine, arguments| match arguments.values {
            [object, Value::Symbol(name)] => machine.field(object, name),
            [Value::Struct(object), Value::Int(at)] => {
                let fields = object.fields.borrow();
                let at = usize::try_from(*at).ok().and_then(|at| fields.get(at.checked_sub(1)?).cloned());
                at.ok_or_else(|| {
                    entries::out_of_bounds(&arguments.values[0], &arguments.values[1..], fields.len())
                })
            }
            [object, index] => entries::index(object, std::slice::from_ref(index)),
            _ => Ok(Value::Nothing),
        },
    ),
    base(
        "setfield!",
        (3, 3),
        "Sets a field to a value.",
        ("mutable struct M; x; end; m = M(1); setfield!(m, :x, 2); m.x", "2"),
        |machine, arguments| match arguments.values {
            [object, Value::Symbol(name), value] => {
                machine.set_field(object, name, value.clone())?;
                Ok(value.clone())
            }
            _ => Err(error::no_method("setfield!", arguments.values, &[])),
        },
    ),
    base(
        "throw",
        (1, 1),
        "Raises an error.",
        ("throw(ArgumentError(\"a\"))", "ArgumentError: a"),
        |machine, arguments| Err(machine.thrown(arguments.values[0].clone())),
    ),
    base(
        "rethrow",
        (0, 1),
        "Raises the caught error again.",
        ("try error(\"a\") catch e; rethrow(e) end", "a"),
        |machine, arguments| match arguments.values {
            [] => Err(machine.rethrown(None)),
            [error, ..] => Err(machine.rethrown(Some(error.clone()))),
        },
    ),
    base(
        "showerror",
        (1, 2),
        "Prints the message of an error.",
        ("try error(\"a\") catch e; showerror(e) end", "a"),
        |machine, arguments| {
            let raised = machine.thrown(arguments.values[arguments.values.len() - 1].clone());
            machine.print(&raised.message)?;
            Ok(Value::Nothing)
        },
    ),
    base(
        "sprint",
        (1, ANY),
        "The text that a function prints, as a string.",
        ("try error(\"a\") catch e; sprint(showerror, e) end", "\"a\""),
        |machine, arguments| match arguments.values {
            [Value::Native(native), value] if native.name == "showerror" => {
                Ok(Value::text(machine.thrown(value.clone()).message))
            }
            [function, values @ ..] => {
                let stream = Rc::new(Stream::default());
                machine.call(function, &[&[Value::Stream(stream.clone())], values].concat())?;
                Ok(Value::text(stream.text.take()))
            }
            _ => Ok(Value::Nothing),
        },
    ),
    own(
        "_show",
        (2, 2),
        "Prints an expression and its value.",
        ("@show 1 + 1", "1 + 1 = 2\n2"),
        |machine, arguments| match arguments.values {
            [code, value] => {
                machine.run_show_methods(value)?;
                machine.print(&format!("{} = {}\n", plain(code), show(value)))?;
                Ok(value.clone())
            }
            _ => Ok(Value::Nothing),
        },
    ),
    own("_nothing", (0, ANY), "`nothing`, whatever it gets.", ("nothing", ""), |_, _| Ok(Value::Nothing)),
];

const fn own(
    name: &'static str,
    arity: (usize, usize),
    help: &'static str,
    example: (&'static str, &'static str),
    call: super::Call,
) -> Native {
    Native { module: OWN, ..base(name, arity, help, example, call) }
}

fn is_function(value: &Value) -> bool {
    matches!(value, Value::Function(_) | Value::Native(_) | Value::Operation(_))
}

/// The indices at which the characters of a string begin.
fn places(text: &str) -> Value {
    Value::vector(starts(text).into_iter().map(|at| Value::Int(at as i64 + 1)).collect())
}

fn symbols(names: &[Rc<str>]) -> Value {
    Value::tuple(names.iter().map(|name| Value::Symbol(Rc::new(name.to_string()))).collect())
}

fn merge(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let mut names: Vec<Rc<str>> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if arguments.values.iter().all(|value| matches!(value, Value::Named(_))) {
        for value in arguments.values {
            let Value::Named(named) = value else { continue };
            for (name, value) in named.names.iter().zip(&named.values) {
                match names.iter().position(|known| known == name) {
                    Some(at) => values[at] = value.clone(),
                    None => {
                        names.push(name.clone());
                        values.push(value.clone());
                    }
                }
            }
        }
        return Ok(Value::Named(Rc::new(Named { names, values })));
    }
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    for value in arguments.values {
        let Value::Dict(dict) = value else { return Err(error::no_method("merge", arguments.values, &[])) };
        machine.charge(dict.len() as u64)?;
        keys.extend(dict.keys());
        values.extend(dict.values());
    }
    let (keys, key) = gather(keys);
    let (values, value) = gather(values);
    let dict = Dict::new(key, value);
    for (key, value) in keys.into_iter().zip(values) {
        dict.insert(key, value);
    }
    Ok(Value::Dict(Rc::new(dict)))
}

#[cfg(test)]
mod tests {
    use crate::language::Value;
    use crate::language::types::Type;
    use crate::language::value::{EXCEPTIONS, Exception};

    #[test]
    fn every_error_has_words_of_its_own() {
        for row in EXCEPTIONS {
            let error = Exception::new(row.kind, vec![Value::text("a"); row.fields.len()]);
            let again = Exception::from_message(&error.message, None);
            let plain = row.kind == Type::ErrorException;
            assert!(plain || again.kind == row.kind, "{}", error.message);
        }
    }
}
