//! Printing and strings; errors that a cell raises itself.

use super::base;
use crate::language::display::{display, plain, show};
use crate::language::entries::join;
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::Type;
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, OWN, Value};

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
    Native {
        keywords: &["base"],
        ..base("parse", (2, 2), "The number that a text holds.", ("parse(Int, \"42\")", "42"), parse)
    },
    Native {
        keywords: &["base"],
        ..base(
            "tryparse",
            (2, 2),
            "The number that a text holds, or `nothing`.",
            ("tryparse(Int, \"4x\") === nothing", "true"),
            |machine, arguments| Ok(parse(machine, arguments).unwrap_or_default()),
        )
    },
    base("error", (0, ANY), "Stops with these words.", ("error(\"boom\")", "boom"), |machine, arguments| {
        let words = plain(&join(machine, arguments.values)?);
        Err(Raised::new(words).hint("The program itself stopped here, with `error`."))
    }),
    Native {
        module: OWN,
        ..base(
            "_raise",
            (2, 2),
            "Stops with the words of an error and a hint.",
            ("error(\"a\")", "a"),
            |_, arguments| Err(Raised::new(plain(&arguments.values[0])).hint(plain(&arguments.values[1]))),
        )
    },
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
        [Value::Char(c)] => Ok(change(&c.to_string()).chars().next().map_or(Value::Nothing, Value::Char)),
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
        Type::Int => {
            let base = match arguments.keyword("base") {
                Some(Value::Int(base @ 2..=36)) => *base as u32,
                _ => 10,
            };
            (i64::from_str_radix(trimmed, base).ok().map(Value::Int), "base 10 digit")
        }
        Type::Float => (trimmed.parse().ok().map(Value::Float), "number"),
        Type::Bool => (trimmed.parse().ok().map(Value::Bool), "Bool"),
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

/// A text so many times, one after another.
pub(super) fn repeat(machine: &mut Machine, text: &Value, times: i64) -> Fallible<Value> {
    let Ok(times) = usize::try_from(times) else {
        return Err(error::argument(format!("can't repeat a string {times} times")));
    };
    let text = plain(text);
    machine.check_text(text.len().saturating_mul(times))?;
    Ok(Value::text(text.repeat(times)))
}
