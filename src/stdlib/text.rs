//! Printing and strings; errors that a cell raises itself.

use std::rc::Rc;

use super::base;
use crate::language::display::{display, plain, show};
use crate::language::entries::join;
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::Type;
use crate::language::value::{Arguments, Native, Stream};
use crate::language::{Machine, OWN, Value, lowercase, uppercase};

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
        (1, 2),
        "Prints a value as the prompt does.",
        ("display((1, 2))", "(1, 2)\n"),
        |machine, arguments| {
            let value = arguments.values.last().unwrap_or(&Value::Nothing);
            machine.run_show_methods(value)?;
            write(machine, arguments, &(display(value) + "\n"))
        },
    ),
    base(
        "show",
        (1, 2),
        "Prints a value as it would be written in code.",
        ("show(\"a\")", "\"a\""),
        |machine, arguments| {
            let text = shown(machine, arguments)?;
            write(machine, arguments, &text)
        },
    ),
    base(
        "string",
        (0, ANY),
        "The arguments as one string.",
        ("string(1, \" and \", 2.0)", "\"1 and 2.0\""),
        |machine, arguments| join(machine, arguments.values),
    ),
    base(
        "repr",
        (1, 1),
        "A value as it would be written in code.",
        ("repr(\"a\")", "\"\\\"a\\\"\""),
        |machine, arguments| shown(machine, arguments).map(Value::text),
    ),
    base(
        "IOBuffer",
        (0, 0),
        "A buffer that can be printed to.",
        ("b = IOBuffer(); print(b, 1); String(take!(b))", "\"1\""),
        |_, _| Ok(Value::Stream(Rc::default())),
    ),
    base(
        "take!",
        (1, 1),
        "The contents of a buffer, which is then empty.",
        ("b = IOBuffer(); print(b, 1, 2); String(take!(b))", "\"12\""),
        |_, arguments| match arguments.values {
            [Value::Stream(stream)] => Ok(Value::text(stream.text.take())),
            _ => Err(error::no_method("take!", arguments.values, &[])),
        },
    ),
    base("uppercase", (1, 1), "The text in capitals.", ("uppercase(\"abc\")", "\"ABC\""), |_, arguments| {
        change(arguments, "uppercase", uppercase)
    }),
    base(
        "lowercase",
        (1, 1),
        "The string in lower case.",
        ("lowercase(\"ABC\")", "\"abc\""),
        |_, arguments| change(arguments, "lowercase", lowercase),
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
            "The number that a string contains, or `nothing`.",
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
            "Raises an error with a message and a hint.",
            ("error(\"a\")", "a"),
            |_, arguments| Err(Raised::new(plain(&arguments.values[0])).hint(plain(&arguments.values[1]))),
        )
    },
];

fn print(machine: &mut Machine, arguments: Arguments<'_>, end: &str) -> Fallible<Value> {
    let text = plain(&join(machine, stream(arguments).1)?);
    write(machine, arguments, &(text + end))
}

/// Where to print, if the first argument tells, and what.
fn stream<'a>(arguments: Arguments<'a>) -> (Option<&'a Stream>, &'a [Value]) {
    match arguments.values {
        [Value::Stream(stream), rest @ ..] => (Some(stream), rest),
        rest => (None, rest),
    }
}

/// Prints a text to the stream that the first argument may be.
fn write(machine: &mut Machine, arguments: Arguments<'_>, text: &str) -> Fallible<Value> {
    match stream(arguments).0.filter(|stream| !stream.standard) {
        None => machine.print(text)?,
        Some(buffer) => {
            machine.check_text(buffer.text.borrow().len() + text.len())?;
            buffer.text.borrow_mut().push_str(text);
        }
    }
    Ok(Value::Nothing)
}

/// The last argument as code would write it.
fn shown(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<String> {
    let value = arguments.values.last().unwrap_or(&Value::Nothing);
    machine.run_show_methods(value)?;
    Ok(show(value))
}

fn change(arguments: Arguments<'_>, name: &str, change: fn(&str) -> String) -> Fallible<Value> {
    match arguments.values {
        [Value::Text(text)] => Ok(Value::text(change(text))),
        [Value::Char(c)] => Ok(change(&c.to_string()).chars().next().map_or(Value::Nothing, Value::Char)),
        _ => Err(error::no_method(name, arguments.values, &[]).hint("It takes a string.")),
    }
}

fn parse(_: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    if let [Value::Type(Type::Int), Value::Char(c)] = arguments.values {
        return match c.to_digit(10) {
            Some(digit) => Ok(Value::Int(digit.into())),
            None => Err(error::argument(format!("invalid base 10 digit {}", show(&arguments.values[1])))),
        };
    }
    let [Value::Type(target), Value::Text(text)] = arguments.values else {
        return Err(error::no_method("parse", arguments.values, &[])
            .hint("It reads `parse(Int, text)` or `parse(Float64, text)`."));
    };
    let trimmed = text.trim();
    let (value, kind) = match *target {
        Type::Int => {
            let base = match arguments.keyword("base") {
                Some(Value::Int(base @ 2..=36)) => *base as u32,
                _ => 10,
            };
            (i64::from_str_radix(trimmed, base).ok().map(Value::Int), "base 10 digit")
        }
        Type::Float => (trimmed.parse().ok().map(Value::Float), "number"),
        Type::Single => (trimmed.parse().ok().map(Value::single), "number"),
        Type::Bool => (trimmed.parse().ok().map(Value::Bool), "Bool"),
        _ => (None, "number"),
    };
    value.ok_or_else(|| {
        let name = target.name();
        let words = match *target {
            Type::Float | Type::Single => {
                format!("cannot parse {} as {name}", show(&arguments.values[1]))
            }
            Type::Int if trimmed.is_empty() => "input string is empty or only contains whitespace".to_owned(),
            Type::Int => {
                let digits = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
                let odd = digits.chars().find(|c| !c.is_ascii_digit());
                let odd = odd.map_or(String::new(), |c| format!(" {}", show(&Value::Char(c))));
                format!("invalid {kind}{odd} in {}", show(&arguments.values[1]))
            }
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
