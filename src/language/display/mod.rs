//! Display of values: at the prompt, and by `println` and string interpolation.

mod array;
mod known;
mod number;

use super::types::{Type, is_rational};
use super::value::{Array, Dict, Named, Range, Tuple, Value};
use known::{entry_type, is_implied};
pub use number::{SingleStyle, float, single};
use number::{compact, compact_single};

/// How deep nested containers are printed.
const MAX_NESTING: usize = 50;

/// How many rows or columns of an array are printed; the rest is abbreviated to `⋮` or `…`.
pub(super) const MAX_ROWS: usize = 60;

/// How many entries are printed on one line.
const MAX_ENTRIES: usize = 1_000;

/// After this many bytes no further entries are printed. A container may hold another one many times, so that its full
/// text would exceed any memory.
const MAX_LENGTH: usize = 1 << 16;

/// The display at the prompt; empty for `nothing`.
pub fn display(value: &Value) -> String {
    match value {
        Value::Nothing | Value::Unset => String::new(),
        Value::Array(array) => array::block(array),
        Value::Function(function) => {
            let methods: usize =
                function.methods.borrow().iter().map(|method| 1 + method.code.parameters.optional).sum();
            generic_function(&function.name, methods)
        }
        Value::Dict(dict) => dict_block(value, dict),
        Value::Char(c) => char_block(*c),
        Value::Irrational(number) => number.display(),
        Value::Native(native) => generic_function(native.name, 1),
        Value::Operation(op) => match op.activation() {
            Some(name) => generic_function(name, 2),
            None => generic_function(op.name, 1),
        },
        _ => show(value),
    }
}

/// One line, with strings in quotes, as inside containers.
pub fn show(value: &Value) -> String {
    rendered(value, At::default())
}

/// One line, with strings unquoted, as `println` prints it.
pub fn plain(value: &Value) -> String {
    rendered(value, At { printed: true, ..At::default() })
}

fn rendered(value: &Value, at: At) -> String {
    let mut out = String::new();
    write(&mut out, value, at);
    out
}

/// The context in which a value is displayed.
#[derive(Clone, Copy)]
struct At {
    /// Whether it is being printed at top level: a string is then unquoted.
    printed: bool,
    /// How many containers it is nested in.
    depth: usize,
    /// The type that the context implies.
    known: Type,
    /// Whether numbers are shown with six digits, as in a matrix.
    compact: bool,
}

impl Default for At {
    fn default() -> At {
        At { printed: false, depth: 0, known: Type::Any, compact: false }
    }
}

impl At {
    /// The arrow between the sides of a pair.
    fn arrow(self) -> &'static str {
        if self.compact { "=>" } else { " => " }
    }

    /// The context inside a container displayed here, whose entries are known to be of this type.
    fn inside(self, known: Type) -> At {
        At { printed: false, depth: self.depth + 1, known, ..self }
    }
}

/// Whether a symbol can be displayed as `:name`.
fn is_name(symbol: &str) -> bool {
    !symbol.is_empty()
        && !symbol.starts_with(|c: char| c.is_ascii_digit())
        && !symbol.contains(char::is_whitespace)
}

fn generic_function(name: &str, methods: usize) -> String {
    let plural = if methods == 1 { "" } else { "s" };
    format!("{name} (generic function with {methods} method{plural})")
}

fn write(out: &mut String, value: &Value, at: At) {
    if at.depth > MAX_NESTING || out.len() > MAX_LENGTH {
        return out.push('…');
    }
    match value {
        Value::Nothing => out.push_str("nothing"),
        Value::Unset | Value::Cell(_) => out.push_str("#undef"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Int(value) => out.push_str(&value.to_string()),
        Value::Float(value) if at.compact => out.push_str(&compact(*value)),
        Value::Single(value) if at.compact => out.push_str(&compact_single(*value)),
        Value::Float(value) => out.push_str(&float(*value)),
        Value::Single(value) => {
            let style = match (at.printed, at.known) {
                (true, _) => SingleStyle::Printed,
                (_, Type::Single) => SingleStyle::Element,
                _ => SingleStyle::Literal,
            };
            out.push_str(&single(*value, style));
        }
        Value::Irrational(number) => out.push_str(number.name),
        Value::Char(c) if at.printed => out.push(*c),
        Value::Char(c) => out.push_str(&format!("'{}'", c.escape_debug())),
        Value::Text(text) if at.printed => out.push_str(text),
        Value::Text(text) => write_quoted(out, text),
        Value::Symbol(name) if at.printed => out.push_str(name),
        Value::Symbol(name) if is_name(name) => out.push_str(&format!(":{name}")),
        Value::Symbol(name) => out.push_str(&format!("Symbol({})", show(&Value::text(&**name)))),
        Value::Tuple(tuple) => write_tuple(out, tuple, at),
        Value::Array(vector) => write_array(out, vector, at),
        Value::Range(range) => write_range(out, range),
        Value::Cycle(cycle) => {
            out.push_str("Base.Iterators.Cycle(");
            write_items(out, cycle.items(), at.inside(Type::Any));
            out.push(')');
        }
        Value::Function(function) => out.push_str(&function.name),
        Value::Native(native) => out.push_str(native.name),
        Value::Operation(op) => out.push_str(op.activation().unwrap_or(op.name)),
        Value::Tracked(number) => {
            out.push_str(&float(number.value()));
            out.push_str(" (tracked)");
        }
        Value::Params(params) => {
            out.push_str("Params([");
            write_items(out, params.items(), at.inside(Type::Any));
            out.push_str("])");
        }
        Value::Gradients(_) => out.push_str("Grads(...)"),
        Value::Type(inner) => out.push_str(&inner.name()),
        Value::Module(module) => out.push_str(module.name),
        _ => write_parts(out, value, at),
    }
}

/// Values with named fields or keys.
fn write_parts(out: &mut String, value: &Value, at: At) {
    let inside = at.inside(Type::Any);
    match value {
        Value::Stream(_) => out.push_str("IOBuffer()"),
        Value::Struct(object) if object.shown.borrow().is_some() => {
            out.push_str(object.shown.borrow().as_deref().unwrap_or_default())
        }
        Value::Struct(object) if is_rational(value) => {
            let fields: Vec<String> = object.fields.borrow().iter().map(show).collect();
            out.push_str(&fields.join("//"));
        }
        Value::Struct(object) => {
            out.push_str(&object.kind.name());
            out.push('(');
            write_items(out, &object.fields.borrow(), inside);
            out.push(')');
        }
        Value::Named(named) => write_named(out, named, inside),
        Value::Dict(dict) => write_dict(out, dict, at),
        Value::Pair(pair) => {
            write(out, &pair.0, at.inside(entry_type(at.known, 0).unwrap_or(Type::Any)));
            out.push_str(at.arrow());
            write(out, &pair.1, at.inside(entry_type(at.known, 1).unwrap_or(Type::Any)));
        }
        Value::Ref(inner) => {
            out.push_str(&format!("{}(", super::types::type_name(value)));
            write(out, &inner.value.borrow(), inside);
            out.push(')');
        }
        Value::Exception(exception) => {
            out.push_str(&exception.kind.name());
            out.push('(');
            write_items(out, &exception.fields, inside);
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

/// Values separated by commas, each in the context `at`.
fn write_items(out: &mut String, items: &[Value], at: At) {
    for (i, item) in items.iter().take(MAX_ENTRIES).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        if out.len() > MAX_LENGTH {
            return out.push('…');
        }
        write(out, item, at);
    }
    if items.len() > MAX_ENTRIES {
        out.push_str(", …");
    }
}

fn write_named(out: &mut String, named: &Named, inside: At) {
    out.push('(');
    for (i, (name, value)) in named.names.iter().zip(&named.values).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&format!("{name} = "));
        write(out, value, inside);
    }
    if named.names.len() == 1 {
        out.push(',');
    }
    out.push(')');
}

fn write_dict(out: &mut String, dict: &Dict, at: At) {
    let (key, value) = dict.types();
    let said = is_implied(key) && is_implied(value);
    out.push_str("Dict");
    if dict.is_empty() || !said {
        out.push_str(&format!("{{{},{}}}", key.name(), value.name()));
    }
    out.push('(');
    for position in 0..dict.len().min(MAX_ENTRIES) {
        let Some((entry_key, entry)) = dict.entry(position) else { break };
        if out.len() > MAX_LENGTH {
            out.push('…');
            break;
        }
        out.push_str(if position > 0 { ", " } else { "" });
        write(out, &entry_key, at.inside(key));
        out.push_str(at.arrow());
        write(out, &entry, at.inside(value));
    }
    out.push_str(if dict.len() > MAX_ENTRIES { ", …)" } else { ")" });
}

/// A dictionary at the prompt: the number of entries, then one entry per line.
fn dict_block(value: &Value, dict: &Dict) -> String {
    let plural = if dict.len() == 1 { "y" } else { "ies" };
    let name = super::types::type_name(value);
    let Some(last) = dict.len().checked_sub(1) else { return format!("{name}()") };
    let mut out = format!("{name} with {} entr{plural}:", dict.len());
    let (key_type, value_type) = dict.types();
    let rendered = |value: &Value, known: Type| {
        // The element type of an array is always shown.
        let known = if matches!(value, Value::Array(_)) { Type::Any } else { known };
        rendered(value, At { compact: true, ..At::default().inside(known) })
    };
    let keys: Vec<String> = dict.keys().iter().take(MAX_ROWS).map(|key| rendered(key, key_type)).collect();
    let widest = keys.iter().map(|key| key.chars().count()).max().unwrap_or(0);
    for (key, value) in keys.iter().zip(dict.values()) {
        let blanks = " ".repeat(widest - key.chars().count());
        out.push_str(&format!("\n  {key}{blanks} => {}", rendered(&value, value_type)));
    }
    if last >= MAX_ROWS {
        out.push_str("\n  ⋮  => ⋮");
    }
    out
}

/// A character at the prompt.
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

fn write_tuple(out: &mut String, tuple: &Tuple, at: At) {
    out.push('(');
    for (i, item) in tuple.items().iter().take(MAX_ENTRIES).enumerate() {
        out.push_str(if i > 0 { ", " } else { "" });
        if out.len() > MAX_LENGTH {
            out.push('…');
            break;
        }
        write(out, item, at.inside(entry_type(at.known, i).unwrap_or(Type::Any)));
    }
    match tuple.items().len() {
        1 => out.push_str(",)"),
        0..=MAX_ENTRIES => out.push(')'),
        _ => out.push_str(", …)"),
    }
}

fn write_array(out: &mut String, array: &Array, at: At) {
    if array.is_tracked() {
        let plain = Array::new(array.plain_items(), Type::Float, &array.sizes());
        write_array(out, &plain, at);
        return out.push_str(" (tracked)");
    }
    let items = array.items();
    let known = !items.is_empty() && entry_type(at.known, 0) == Some(array.element);
    if !known && (items.is_empty() || !is_implied(array.element)) {
        out.push_str(&array.element.name());
    }
    let inside = at.inside(array.element);
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
                    write(out, &items[row + column * rows], inside);
                }
            }
        }
        _ => write_items(out, &items, inside),
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
