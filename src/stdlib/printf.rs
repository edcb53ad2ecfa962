//! `@sprintf` and `@printf`: values in a text as a format asks, by the rules of C.

use super::base;
use crate::language::display::plain;
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, OWN, Value};

/// The most digits or characters that a format may ask for.
const MAX_WIDTH: usize = 1_000;

pub(super) static NATIVES: &[Native] = &[Native {
    module: OWN,
    ..base(
        "_sprintf",
        (1, usize::MAX),
        "A string with values inserted according to a format.",
        ("using Printf; @sprintf(\"%.2f and %5d\", π, 42)", "\"3.14 and    42\""),
        sprintf,
    )
}];

/// What stands between `%` and the letter.
#[derive(Default)]
struct Format {
    flags: String,
    width: usize,
    precision: Option<usize>,
}

fn sprintf(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [Value::Text(format), values @ ..] = arguments.values else {
        return Err(error::argument("@printf: first argument must be a format string")
            .hint("The first argument says how the others are written: `@sprintf(\"%.2f\", x)`."));
    };
    let (mut out, mut values) = (String::new(), values.iter());
    let mut rest = format.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut asked = Format::default();
        while let Some(flag) = rest.next_if(|c| "-+ 0#".contains(*c)) {
            asked.flags.push(flag);
        }
        asked.width = number(&mut rest).unwrap_or(0);
        if rest.next_if_eq(&'.').is_some() {
            asked.precision = Some(number(&mut rest).unwrap_or(0));
        }
        match rest.next() {
            Some('%') => out.push('%'),
            Some(letter) => {
                let Some(value) = values.next() else {
                    return Err(error::argument("@printf: wrong number of arguments")
                        .hint("Each `%` in the format takes one more argument."));
                };
                out.push_str(&asked.written(letter, value)?);
            }
            None => return Err(error::argument("@printf: invalid format string: incomplete").hint(LETTERS)),
        }
        machine.check_text(out.len())?;
    }
    match values.next() {
        None => Ok(Value::text(out)),
        Some(_) => Err(error::argument("@printf: wrong number of arguments")
            .hint("There are more arguments than places with `%` in the format.")),
    }
}

const LETTERS: &str =
    "Behind `%` stand `d` (whole number), `f`, `e` or `g` (number), `s` (anything), `c`, `x`, or `%`.";

fn number(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<usize> {
    let mut number = None;
    while let Some(digit) = rest.next_if(char::is_ascii_digit).and_then(|c| c.to_digit(10)) {
        number = Some((number.unwrap_or(0) * 10 + digit as usize).min(MAX_WIDTH));
    }
    number
}

impl Format {
    fn written(&self, letter: char, value: &Value) -> Fallible<String> {
        if letter == 's' || letter == 'c' {
            let text = plain(value);
            let kept = text.chars().take(self.precision.unwrap_or(usize::MAX)).collect();
            return Ok(self.padded(kept, false));
        }
        let Some(x) = value.number() else {
            return Err(error::no_method("@printf", std::slice::from_ref(value), &[])
                .hint(format!("`%{letter}` takes a number; `%s` takes anything.")));
        };
        let size = x.abs();
        let digits = match (letter, value) {
            ('d' | 'i' | 'u', Value::Int(whole)) => whole.unsigned_abs().to_string(),
            ('x', Value::Int(whole)) => format!("{whole:x}"),
            ('X', Value::Int(whole)) => format!("{whole:X}"),
            ('o', Value::Int(whole)) => format!("{whole:o}"),
            ('d' | 'i' | 'u' | 'f' | 'e' | 'g' | 'E' | 'G', _) if !x.is_finite() => {
                if x.is_nan() { "NaN" } else { "Inf" }.to_owned()
            }
            ('d' | 'i' | 'u', _) => format!("{:.0}", size),
            ('f', _) => fixed(size, self.precision.unwrap_or(6)),
            ('e' | 'E', _) => scientific(size, self.precision.unwrap_or(6)),
            ('g' | 'G', _) => shortest(size, self.precision.unwrap_or(6).max(1)),
            _ => {
                let words = format!("@printf: invalid format string: %{letter}");
                return Err(error::argument(words).hint(LETTERS));
            }
        };
        let digits = if letter.is_uppercase() { digits.to_ascii_uppercase() } else { digits };
        let sign = match x.is_sign_negative() && !x.is_nan() {
            true => "-",
            false if self.flags.contains('+') => "+",
            false if self.flags.contains(' ') => " ",
            false => "",
        };
        Ok(self.padded(format!("{sign}{digits}"), x.is_finite()))
    }

    /// Filled up to the width: on the left, on the right with `-`, and with zeros behind the sign if that is asked.
    fn padded(&self, text: String, number: bool) -> String {
        let missing = self.width.saturating_sub(text.chars().count());
        if self.flags.contains('-') {
            return text + &" ".repeat(missing);
        }
        if !(number && self.flags.contains('0')) {
            return " ".repeat(missing) + &text;
        }
        let sign = text.chars().take_while(|c| !c.is_ascii_hexdigit()).count();
        format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..])
    }
}

/// So many digits behind the point; what lies half-way is rounded up, as Julia does.
fn fixed(x: f64, precision: usize) -> String {
    let text = format!("{x:.precision$}");
    let exact = format!("{x:.*}", precision + 30);
    let half = exact.get(exact.len() - 30..).is_some_and(|tail| tail.trim_end_matches('0') == "5");
    match half {
        true => format!("{:.precision$}", f64::from_bits(x.to_bits() + 1)),
        false => text,
    }
}

/// `1.234568e+04`.
fn scientific(x: f64, precision: usize) -> String {
    let text = format!("{x:.precision$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
    format!("{digits}e{sign}{exponent:0>2}")
}

/// So many significant digits without zeros at the end, with an exponent where that is shorter.
fn shortest(x: f64, precision: usize) -> String {
    let text = format!("{x:.*e}", precision - 1);
    let exponent: i32 = text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let fixed = (-4..precision as i32).contains(&exponent);
    let text = match fixed {
        true => format!("{x:.*}", (precision as i32 - 1 - exponent).max(0) as usize),
        false => scientific(x, precision - 1),
    };
    let (digits, tail) =
        text.split_once('e').map_or((&text[..], String::new()), |(d, e)| (d, format!("e{e}")));
    match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.').to_owned() + &tail,
        false => digits.to_owned() + &tail,
    }
}
