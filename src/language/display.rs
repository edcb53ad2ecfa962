//! What the prompt prints for a value, and what `println` and string interpolation print.

use super::types::Type;
use super::value::{Array, Dict, Named, Pair, Range, Tuple, Value};

/// How deep containers are printed: no output is longer for being nested.
const MAX_NESTING: usize = 50;

/// How many rows or columns of an array are printed; the rest is a `⋮` or `…`.
pub(super) const MAX_ROWS: usize = 60;

/// How many entries are printed on one line.
const MAX_ENTRIES: usize = 1_000;

/// From so many bytes on no further entry is printed: a container may hold another in many places, so that its text
/// would be longer than any memory.
const MAX_LENGTH: usize = 1 << 16;

/// The library's struct of rational numbers, written as a quotient.
const RATIONAL: &str = "Rational";

/// What the prompt prints: empty for `nothing`.
pub fn display(value: &Value) -> String {
    match value {
        Value::Nothing | Value::Unset => String::new(),
        Value::Array(array) => super::display_array::block(array),
        Value::Function(function) => {
            let methods: usize =
                function.methods.borrow().iter().map(|method| 1 + method.code.parameters.optional).sum();
            generic_function(&function.name, methods)
        }
        Value::Dict(dict) => dict_block(value, dict),
        Value::Char(c) => char_block(*c),
        Value::Native(native) => generic_function(native.name, 1),
        Value::Operation(op) => match super::activation(op.name) {
            Some(name) => generic_function(name, 2),
            None => generic_function(op.name, 1),
        },
        _ => show(value),
    }
}

/// One line, strings in quotes: as inside containers.
pub fn show(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, true, 0);
    out
}

/// One line, strings without quotes: as `println` prints.
pub fn plain(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, false, 0);
    out
}

fn generic_function(name: &str, methods: usize) -> String {
    let plural = if methods == 1 { "" } else { "s" };
    format!("{name} (generic function with {methods} method{plural})")
}

fn write(out: &mut String, value: &Value, quoted: bool, depth: usize) {
    if depth > MAX_NESTING || out.len() > MAX_LENGTH {
        return out.push('…');
    }
    match value {
        Value::Nothing => out.push_str("nothing"),
        Value::Unset | Value::Cell(_) => out.push_str("#undef"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Int(value) => out.push_str(&value.to_string()),
        Value::Float(value) => out.push_str(&float(*value)),
        Value::Char(c) if quoted => out.push_str(&format!("'{}'", c.escape_debug())),
        Value::Char(c) => out.push(*c),
        Value::Text(text) if quoted => write_quoted(out, text),
        Value::Text(text) => out.push_str(text),
        Value::Symbol(name) if quoted => out.push_str(&format!(":{name}")),
        Value::Symbol(name) => out.push_str(name),
        Value::Tuple(tuple) => write_tuple(out, tuple, depth),
        Value::Array(vector) => write_array(out, vector, depth),
        Value::Range(range) => write_range(out, range),
        Value::Cycle(cycle) => {
            out.push_str("Base.Iterators.Cycle(");
            write_items(out, cycle.items(), depth);
            out.push(')');
        }
        Value::Function(function) => out.push_str(&function.name),
        Value::Native(native) => out.push_str(native.name),
        Value::Operation(op) => out.push_str(super::activation(op.name).unwrap_or(op.name)),
        Value::Tracked(number) => {
            out.push_str(&float(number.value()));
            out.push_str(" (tracked)");
        }
        Value::Params(params) => {
            out.push_str("Params([");
            write_items(out, params.items(), depth);
            out.push_str("])");
        }
        Value::Gradients(_) => out.push_str("Grads(...)"),
        Value::Type(inner) => out.push_str(&inner.name()),
        Value::Module(module) => out.push_str(module.name),
        _ => write_parts(out, value, depth),
    }
}

/// What has named parts, or holds others by keys.
fn write_parts(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Stream(_) => out.push_str("IOBuffer()"),
        Value::Struct(object) if object.shown.borrow().is_some() => {
            out.push_str(object.shown.borrow().as_deref().unwrap_or_default())
        }
        Value::Struct(object) if super::types::head(object.kind).name().as_ref() == RATIONAL => {
            let fields: Vec<String> = object.fields.borrow().iter().map(show).collect();
            out.push_str(&fields.join("//"));
        }
        Value::Struct(object) => {
            out.push_str(&object.kind.name());
            out.push('(');
            write_items(out, &object.fields.borrow(), depth);
            out.push(')');
        }
        Value::Named(named) => write_named(out, named, depth),
        Value::Dict(dict) => write_dict(out, dict, depth),
        Value::Pair(pair) => {
            write(out, &pair.0, true, depth + 1);
            out.push_str(" => ");
            write(out, &pair.1, true, depth + 1);
        }
        Value::Ref(inner) => {
            out.push_str(&format!("{}(", super::types::type_name(value)));
            write(out, &inner.value.borrow(), true, depth + 1);
            out.push(')');
        }
        Value::Exception(exception) => {
            out.push_str(&exception.kind.name());
            out.push('(');
            write_items(out, &exception.fields, depth);
            out.push(')');
        }
        _ => {}
    }
}

fn write_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' | '$' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn write_items(out: &mut String, items: &[Value], depth: usize) {
    for (i, item) in items.iter().take(MAX_ENTRIES).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        if out.len() > MAX_LENGTH {
            return out.push('…');
        }
        write(out, item, true, depth + 1);
    }
    if items.len() > MAX_ENTRIES {
        out.push_str(", …");
    }
}

fn write_named(out: &mut String, named: &Named, depth: usize) {
    out.push('(');
    for (i, (name, value)) in named.names.iter().zip(&named.values).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&format!("{name} = "));
        write(out, value, true, depth + 1);
    }
    if named.names.len() == 1 {
        out.push(',');
    }
    out.push(')');
}

fn write_dict(out: &mut String, dict: &Dict, depth: usize) {
    if dict.is_empty() {
        let (key, value) = dict.types();
        return out.push_str(&format!("Dict{{{},{}}}()", key.name(), value.name()));
    }
    out.push_str("Dict(");
    let pairs: Vec<Value> = (0..dict.len().min(MAX_ENTRIES + 1))
        .filter_map(|at| dict.entry(at))
        .map(|(key, value)| Value::Pair(std::rc::Rc::new(Pair(key, value))))
        .collect();
    write_items(out, &pairs, depth);
    out.push(')');
}

/// A dictionary as the prompt shows it: how many entries it has, then one a line.
fn dict_block(value: &Value, dict: &Dict) -> String {
    let plural = if dict.len() == 1 { "y" } else { "ies" };
    let name = super::types::type_name(value);
    let Some(last) = dict.len().checked_sub(1) else { return format!("{name}()") };
    let mut out = format!("{name} with {} entr{plural}:", dict.len());
    let keys: Vec<String> = dict.keys().iter().take(MAX_ROWS).map(show).collect();
    let widest = keys.iter().map(|key| key.chars().count()).max().unwrap_or(0);
    for (key, value) in keys.iter().zip(dict.values()) {
        let blanks = " ".repeat(widest - key.chars().count());
        out.push_str(&format!("\n  {key}{blanks} => {}", show(&value)));
    }
    if last >= MAX_ROWS {
        out.push_str("\n  ⋮  => ⋮");
    }
    out
}

/// A character as the prompt shows it.
fn char_block(c: char) -> String {
    let kind = match c {
        c if c.is_uppercase() => "Lu: Letter, uppercase",
        c if c.is_lowercase() => "Ll: Letter, lowercase",
        c if c.is_alphabetic() => "Lo: Letter, other",
        c if c.is_numeric() => "Nd: Number, decimal digit",
        ' ' => "Zs: Separator, space",
        c if c.is_control() => "Cc: Other, control",
        '_' => "Pc: Punctuation, connector",
        '-' => "Pd: Punctuation, dash",
        '(' | '[' | '{' => "Ps: Punctuation, open",
        ')' | ']' | '}' => "Pe: Punctuation, close",
        '+' | '<' | '=' | '>' | '|' | '~' => "Sm: Symbol, math",
        '$' => "Sc: Symbol, currency",
        '^' | '`' => "Sk: Symbol, modifier",
        _ => "Po: Punctuation, other",
    };
    let plain = if c.is_ascii() { "ASCII/" } else { "" };
    format!("{}: {plain}Unicode U+{:04X} (category {kind})", show(&Value::Char(c)), c as u32)
}

fn write_tuple(out: &mut String, tuple: &Tuple, depth: usize) {
    out.push('(');
    write_items(out, tuple.items(), depth);
    if tuple.items().len() == 1 {
        out.push(',');
    }
    out.push(')');
}

fn write_array(out: &mut String, array: &Array, depth: usize) {
    if array.is_tracked() {
        let plain = Array::new(array.plain_items(), Type::Float, &array.sizes());
        write_array(out, &plain, depth);
        return out.push_str(" (tracked)");
    }
    let items = array.items();
    if matches!(array.element, Type::Any | Type::Tracked) || items.is_empty() {
        out.push_str(&array.element.name());
    }
    out.push('[');
    match array.sizes()[..] {
        [rows, columns] => {
            for row in 0..rows.min(MAX_ROWS) {
                if row > 0 {
                    out.push_str("; ");
                }
                for column in 0..columns.min(MAX_ROWS) {
                    if out.len() > MAX_LENGTH {
                        break;
                    }
                    if column > 0 {
                        out.push(' ');
                    }
                    write(out, &items[row + column * rows], true, depth + 1);
                }
            }
        }
        _ => write_items(out, &items, depth),
    }
    out.push(']');
}

fn write_range(out: &mut String, range: &Range) {
    let first = range.get(0);
    match range {
        Range::Int { first, length: 0, step, unit } => match unit {
            true => out.push_str(&format!("{first}:{}", first - 1)),
            false => out.push_str(&format!("{first}:{step}:{}", first.wrapping_sub(*step))),
        },
        Range::Int { first, step, length, unit } => {
            let last = first.wrapping_add(step.wrapping_mul(*length as i64 - 1));
            match unit {
                true => out.push_str(&format!("{first}:{last}")),
                false => out.push_str(&format!("{first}:{step}:{last}")),
            }
        }
        Range::Float { first: start, step, length } => {
            let last = range.get(length.saturating_sub(1)).or(first).unwrap_or(Value::Float(*start));
            out.push_str(&format!("{}:{}:{}", float(*start), float(*step), plain(&last)));
        }
    }
}

/// A `Float64`: the shortest digits that read back, with a point always, in fixed notation between 1e-4 and 1e6.
///
/// ```
/// # use fluxion::language::Value;
/// assert_eq!(Value::Float(100000.0).display(), "100000.0");
/// assert_eq!(Value::Float(2.5e-5).display(), "2.5e-5");
/// ```
pub fn float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Inf" } else { "-Inf" }.to_owned();
    }
    let size = value.abs();
    if size == 0.0 || (1e-4..1e6).contains(&size) {
        return format!("{value:?}");
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}e{exponent}")
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_as_julia_prints_them() {
        for (value, expected) in [
            (3.0, "3.0"),
            (-0.0, "-0.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0001, "0.0001"),
            (0.00001, "1.0e-5"),
            (123456.789, "123456.789"),
            (1e6, "1.0e6"),
            (1.5e300, "1.5e300"),
            (-2.5e-5, "-2.5e-5"),
            (5e-324, "5.0e-324"),
            (f64::INFINITY, "Inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(float(value), expected);
        }
    }
}
