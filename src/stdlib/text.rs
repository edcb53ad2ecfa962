//! Printing and strings; errors that a cell raises itself.

use super::base;
use crate::language::display::{display, plain, show};
use crate::language::entries::join;
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::Type;
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base(
        "println",
        (0, ANY),
        "Prints its arguments and ends the line.",
        ("println(\"x = \", 1.5)", "x = 1.5\n"),
        |machine, arguments| print(machine, arguments, "\n"),
    ),
    base("print", (0, ANY), "Prints its arguments.", ("print(1, 2)", "12"), |machine, arguments| {
        print(machine, arguments, "")
    }),
    base(
        "display",
        (1, 1),
        "Prints a value as the prompt does.",
        ("display((1, 2))", "(1, 2)\n"),
        |machine, arguments| {
            machine.print(&display(&arguments.values[0]))?;
            machine.print("\n")?;
            Ok(Value::Nothing)
        },
    ),
    base(
        "show",
        (1, 1),
        "Prints a value as code would write it.",
        ("show(\"a\")", "\"a\""),
        |machine, arguments| {
            machine.print(&show(&arguments.values[0]))?;
            Ok(Value::Nothing)
        },
    ),
    base(
        "string",
        (0, ANY),
        "Its arguments as one string.",
        ("string(1, \" and \", 2.0)", "\"1 and 2.0\""),
        |machine, arguments| join(machine, arguments.values),
    ),
    base(
        "repr",
        (1, 1),
        "A value as code would write it.",
        ("repr(\"a\")", "\"\\\"a\\\"\""),
        |_, arguments| Ok(Value::text(show(&arguments.values[0]))),
    ),
    base("uppercase", (1, 1), "The text in capitals.", ("uppercase(\"abc\")", "\"ABC\""), |_, arguments| {
        change(arguments, "uppercase", str::to_uppercase)
    }),
    base(
        "lowercase",
        (1, 1),
        "The text in small letters.",
        ("lowercase(\"ABC\")", "\"abc\""),
        |_, arguments| change(arguments, "lowercase", str::to_lowercase),
    ),
    base("parse", (2, 2), "The number that a text holds.", ("parse(Int, \"42\")", "42"), parse),
    base("error", (0, ANY), "Stops with these words.", ("error(\"boom\")", "boom"), |machine, arguments| {
        let words = plain(&join(machine, arguments.values)?);
        Err(Raised::new(words).hint("The program itself stopped here, with `error`."))
    }),
];

fn print(machine: &mut Machine, arguments: Arguments<'_>, end: &str) -> Fallible<Value> {
    for value in arguments.values {
        machine.print(&plain(value))?;
    }
    machine.print(end)?;
    Ok(Value::Nothing)
}

fn change(arguments: Arguments<'_>, name: &str, change: fn(&str) -> String) -> Fallible<Value> {
    match arguments.values {
        [Value::Text(text)] => Ok(Value::text(change(text))),
        _ => Err(error::no_method(name, arguments.values, &[]).hint("It takes a string.")),
    }
}

fn parse(_: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [Value::Type(target), Value::Text(text)] = arguments.values else {
        return Err(error::no_method("parse", arguments.values, &[])
            .hint("It reads `parse(Int, text)` or `parse(Float64, text)`."));
    };
    let trimmed = text.trim();
    let (value, kind) = match target {
        Type::Int => (trimmed.parse().ok().map(Value::Int), "base 10 digit"),
        Type::Float => (trimmed.parse().ok().map(Value::Float), "number"),
        _ => (None, "number"),
    };
    value.ok_or_else(|| {
        let name = target.name();
        let words = match target {
            Type::Float => format!("cannot parse {} as Float64", show(&arguments.values[1])),
            _ => format!("invalid {kind} in {}", show(&arguments.values[1])),
        };
        error::argument(words).hint(format!("The text does not hold a {name}."))
    })
}
