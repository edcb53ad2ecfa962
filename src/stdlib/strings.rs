//! Strings and characters: searching, cutting, joining, and what kind a character is.

use std::rc::Rc;

use super::base;
use super::lanes::charged;
use crate::language::display::{plain, show};
use crate::language::error::{self, Fallible};
use crate::language::types::Type;
use crate::language::value::{Arguments, Array, Native};
use crate::language::{Machine, OWN, Value, integer};

pub(super) static NATIVES: &[Native] = &[
    Native {
        keywords: &["limit", "keepempty"],
        ..base(
            "split",
            (1, 2),
            "The parts of a string between spaces, or between a given separator.",
            ("split(\"a,b\", \",\") == [\"a\", \"b\"]", "true"),
            split,
        )
    },
    base(
        "join",
        (1, 3),
        "The entries as one string with a separator between them, and another before the last.",
        ("join(1:3, \", \", \" and \")", "\"1, 2 and 3\""),
        join,
    ),
    base(
        "strip",
        (1, 2),
        "The string without leading and trailing spaces.",
        ("strip(\"  a \")", "\"a\""),
        |machine, arguments| {
            stripped(machine, "strip", arguments, |text, odd| text.trim_matches(odd).to_owned())
        },
    ),
    base(
        "lstrip",
        (1, 2),
        "The string without leading spaces.",
        ("lstrip(\"  a \")", "\"a \""),
        |machine, arguments| {
            stripped(machine, "lstrip", arguments, |text, odd| text.trim_start_matches(odd).to_owned())
        },
    ),
    base(
        "rstrip",
        (1, 2),
        "The string without trailing spaces.",
        ("rstrip(\" a  \")", "\" a\""),
        |machine, arguments| {
            stripped(machine, "rstrip", arguments, |text, odd| text.trim_end_matches(odd).to_owned())
        },
    ),
    base(
        "occursin",
        (2, 2),
        "Whether the first string occurs in the second.",
        ("occursin(\"bc\", \"abcd\")", "true"),
        |_, arguments| {
            let (needle, text) = two("occursin", arguments, 1)?;
            Ok(Value::Bool(text.contains(&needle)))
        },
    ),
    Native {
        module: OWN,
        ..base(
            "_matched",
            (3, 3),
            "The index from which on a string contains another, from a byte onwards; 0 if it does not.",
            ("findnext(\"b\", \"abab\", 3)", "4:4"),
            |_, arguments| match arguments.values {
                [part, Value::Text(text), Value::Int(from)] => {
                    let (Some(part), Ok(from)) = (text_of(part), usize::try_from(from - 1)) else {
                        return Err(error::no_method("findfirst", &arguments.values[..2], &[]));
                    };
                    let found = text.get(from..).and_then(|rest| rest.find(&part));
                    Ok(Value::Int(found.map_or(0, |at| (from + at) as i64 + 1)))
                }
                values => Err(error::no_method("findfirst", values, &[])),
            },
        )
    },
    base(
        "ncodeunits",
        (1, 1),
        "The number of bytes of a string, which its indices count.",
        ("ncodeunits(\"αβ\")", "4"),
        |_, arguments| bytes("ncodeunits", arguments),
    ),
    base("sizeof", (1, 1), "The number of bytes of a string.", ("sizeof(\"αβ\")", "4"), |_, arguments| {
        bytes("sizeof", arguments)
    }),
    base(
        "isvalid",
        (2, 2),
        "Whether a character of a string begins at an index.",
        ("isvalid(\"αβ\", 2)", "false"),
        |_, arguments| match arguments.values {
            [Value::Text(text), Value::Int(at)] => {
                let start = usize::try_from(*at - 1).ok().filter(|at| *at < text.len());
                Ok(Value::Bool(start.is_some_and(|at| text.is_char_boundary(at))))
            }
            _ => Err(error::no_method("isvalid", arguments.values, &[])),
        },
    ),
    base(
        "startswith",
        (2, 2),
        "Whether the first string begins with the second.",
        ("startswith(\"abc\", \"ab\")", "true"),
        |_, arguments| {
            let (prefix, text) = two("startswith", arguments, 0)?;
            Ok(Value::Bool(text.starts_with(&prefix)))
        },
    ),
    base(
        "endswith",
        (2, 2),
        "Whether the first string ends with the second.",
        ("endswith(\"abc\", \"bc\")", "true"),
        |_, arguments| {
            let (suffix, text) = two("endswith", arguments, 0)?;
            Ok(Value::Bool(text.ends_with(&suffix)))
        },
    ),
    base(
        "lpad",
        (2, 3),
        "The value as a string, padded on the left to a length.",
        ("lpad(7, 3, \"0\")", "\"007\""),
        |machine, arguments| {
            let (text, filling) = padding(machine, arguments)?;
            Ok(Value::text(filling + &text))
        },
    ),
    base(
        "rpad",
        (2, 3),
        "The value as a string, padded on the right to a length.",
        ("rpad(\"ab\", 4)", "\"ab  \""),
        |machine, arguments| {
            let (text, filling) = padding(machine, arguments)?;
            Ok(Value::text(text + &filling))
        },
    ),
    question("isdigit", "Whether a character is a digit.", ("isdigit('7')", "true"), |_, arguments| {
        ask("isdigit", arguments, |c| c.is_ascii_digit())
    }),
    question("isletter", "Whether a character is a letter.", ("isletter('é')", "true"), |_, arguments| {
        ask("isletter", arguments, char::is_alphabetic)
    }),
    question("isspace", "Whether a character is blank.", ("isspace('a')", "false"), |_, arguments| {
        ask("isspace", arguments, char::is_whitespace)
    }),
    question(
        "isuppercase",
        "Whether a character is an upper-case letter.",
        ("isuppercase('A')", "true"),
        |_, arguments| ask("isuppercase", arguments, char::is_uppercase),
    ),
    question(
        "islowercase",
        "Whether a character is a lower-case letter.",
        ("islowercase('A')", "false"),
        |_, arguments| ask("islowercase", arguments, char::is_lowercase),
    ),
    question(
        "ispunct",
        "Whether a character is a punctuation mark.",
        ("ispunct('!')", "true"),
        |_, arguments| ask("ispunct", arguments, |c| c.is_ascii_punctuation()),
    ),
];

const fn question(
    name: &'static str,
    help: &'static str,
    example: (&'static str, &'static str),
    call: super::Call,
) -> Native {
    base(name, (1, 1), help, example, call)
}

fn ask(name: &str, arguments: Arguments<'_>, question: impl Fn(char) -> bool) -> Fallible<Value> {
    match arguments.values {
        [Value::Char(c)] => Ok(Value::Bool(question(*c))),
        _ => Err(error::no_method(name, arguments.values, &[])
            .hint("It takes a character, as in `'a'`; for each of a text write `all(f, text)`.")),
    }
}

fn bytes(name: &str, arguments: Arguments<'_>) -> Fallible<Value> {
    match arguments.values {
        [Value::Text(text)] => Ok(Value::Int(text.len() as i64)),
        _ => Err(error::no_method(name, arguments.values, &[]).hint("It takes a string.")),
    }
}

/// A text or character as Rust's string.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.as_str().to_owned()),
        Value::Char(c) => Some(c.to_string()),
        _ => None,
    }
}

/// The two texts of a search, what is looked for first; it is the argument that is not at `whole`.
fn two(name: &str, arguments: Arguments<'_>, whole: usize) -> Fallible<(String, String)> {
    match (text_of(&arguments.values[1 - whole]), text_of(&arguments.values[whole])) {
        (Some(part), Some(text)) => Ok((part, text)),
        _ => Err(error::no_method(name, arguments.values, &[]).hint("It takes two strings.")),
    }
}

fn split(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let Some(text) = text_of(&arguments.values[0]) else {
        return Err(error::no_method("split", arguments.values, &[]).hint("It takes a string."));
    };
    machine.charge(text.len() as u64)?;
    let limit = match arguments.keyword("limit").and_then(integer) {
        Some(limit @ 1..) => limit as usize,
        _ => usize::MAX,
    };
    let parts: Vec<String> = match arguments.values.get(1) {
        None => text.split_whitespace().map(str::to_owned).collect(),
        Some(Value::Array(several)) => {
            let several: Vec<char> =
                several.items().iter().filter_map(text_of).filter_map(|text| text.chars().next()).collect();
            text.splitn(limit, |c| several.contains(&c)).map(str::to_owned).collect()
        }
        Some(between) => match text_of(between).as_deref() {
            Some("") => text.chars().map(String::from).collect(),
            Some(between) => text.splitn(limit, between).map(str::to_owned).collect(),
            None => return Err(error::no_method("split", arguments.values, &[])),
        },
    };
    let keep = !matches!(arguments.keyword("keepempty"), Some(Value::Bool(false)));
    let parts = parts.into_iter().filter(|part| keep || !part.is_empty());
    let parts: Vec<Value> = parts.map(Value::text).collect();
    let count = parts.len();
    Ok(Value::Array(Rc::new(Array::new(parts, Type::SubString, &[count]))))
}

fn join(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let between = arguments.values.get(1).map(plain).unwrap_or_default();
    let last = arguments.values.get(2).map_or_else(|| between.clone(), plain);
    let items = charged(machine, &arguments.values[0])?;
    let mut text = String::new();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(if i + 1 == items.len() { &last } else { &between });
        }
        text.push_str(&plain(item));
        machine.check_text(text.len())?;
    }
    Ok(Value::text(text))
}

/// The text without the characters at its ends that are given, or that are blank.
fn stripped(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    strip: impl Fn(&str, &dyn Fn(char) -> bool) -> String,
) -> Fallible<Value> {
    let Value::Text(text) = &arguments.values[0] else {
        return Err(error::no_method(name, arguments.values, &[]).hint("It takes a string."));
    };
    let odd: Option<Vec<char>> = match arguments.values.get(1) {
        None => None,
        Some(Value::Char(c)) => Some(vec![*c]),
        Some(several) => {
            Some(charged(machine, several)?.iter().filter_map(text_of).collect::<String>().chars().collect())
        }
    };
    let matches = |c: char| odd.as_ref().map_or(c.is_whitespace(), |odd| odd.contains(&c));
    Ok(Value::text(strip(text, &matches)))
}

/// A value as a text, and what is missing to a length.
fn padding(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<(String, String)> {
    let text = plain(&arguments.values[0]);
    let Some(length) = integer(&arguments.values[1]) else {
        return Err(error::no_method("lpad", arguments.values, &[]).hint("The length is a whole number."));
    };
    let filling = arguments.values.get(2).map_or_else(|| " ".to_owned(), plain);
    if filling.is_empty() {
        return Err(error::argument(format!("padding with {} fills nothing", show(&arguments.values[2]))));
    }
    let missing = usize::try_from(length).unwrap_or(0).saturating_sub(text.chars().count());
    machine.check_text(missing)?;
    Ok((text, filling.chars().cycle().take(missing).collect()))
}
