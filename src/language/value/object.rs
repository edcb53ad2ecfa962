//! Values with named fields: structs, named tuples, pairs, errors.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::display::show;
use super::super::types::{DefinedType, StructLayout, Type, TypeForm};
use super::{Value, release};

/// A struct value.
#[derive(Debug)]
pub struct Object {
    /// Its type, with parameters.
    pub kind: Type,
    /// The definition of its struct.
    definition: Rc<DefinedType>,
    /// Its fields, in the order of the definition.
    pub fields: RefCell<Vec<Value>>,
    /// What its `show` method last printed.
    pub shown: RefCell<Option<String>>,
}

impl Object {
    /// A value of the struct with this definition, with one value for each field.
    pub fn new(kind: Type, definition: Rc<DefinedType>, fields: Vec<Value>) -> Object {
        Object { kind, definition, fields: RefCell::new(fields), shown: RefCell::default() }
    }

    /// A value of the same type with other fields.
    pub fn with(&self, fields: Vec<Value>) -> Object {
        Object::new(self.kind, self.definition.clone(), fields)
    }

    /// The layout of its struct. It is never `None` for a value that a program can construct.
    pub fn layout(&self) -> Option<&StructLayout> {
        match &self.definition.form {
            TypeForm::Struct(layout) => Some(layout),
            _ => None,
        }
    }

    /// The position of a field.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.layout()?.fields.iter().position(|field| &**field == name)
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<Value> {
        let position = self.position(name)?;
        self.fields.borrow().get(position).cloned()
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        release(self.fields.get_mut());
    }
}

/// A named tuple.
#[derive(Debug)]
pub struct Named {
    /// The names.
    pub names: Vec<Rc<str>>,
    /// The values, in the same order.
    pub values: Vec<Value>,
}

impl Named {
    /// The value with this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.names.iter().position(|own| &**own == name).and_then(|at| self.values.get(at))
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        release(&mut self.values);
    }
}

/// `key => value`.
#[derive(Debug)]
pub struct Pair(pub Value, pub Value);

impl Drop for Pair {
    fn drop(&mut self) {
        release(&mut vec![std::mem::take(&mut self.0), std::mem::take(&mut self.1)]);
    }
}

/// An error as a value.
#[derive(Debug)]
pub struct Exception {
    /// Its type.
    pub kind: Type,
    /// The message shown if nothing catches it.
    pub message: String,
    /// The hint that goes with it.
    pub hint: Option<String>,
    /// The values of its fields, as far as they are known.
    pub fields: Vec<Value>,
}

impl Drop for Exception {
    fn drop(&mut self) {
        release(&mut self.fields);
    }
}

/// An error type: the names of its fields, and its message.
pub struct ExceptionKind {
    /// The type.
    pub kind: Type,
    /// The names of its fields.
    pub fields: &'static [&'static str],
    /// Builds the message from the fields.
    say: fn(&[Value]) -> String,
}

fn text(values: &[Value], at: usize) -> String {
    values.get(at).map(super::super::display::plain).unwrap_or_default()
}

const fn says(kind: Type, fields: &'static [&'static str], say: fn(&[Value]) -> String) -> ExceptionKind {
    ExceptionKind { kind, fields, say }
}

/// The error types of Julia that cells can throw or catch.
pub static EXCEPTIONS: &[ExceptionKind] = &[
    says(Type::ErrorException, &["msg"], |parts| text(parts, 0)),
    says(Type::ArgumentError, &["msg"], |parts| format!("ArgumentError: {}", text(parts, 0))),
    says(Type::DimensionMismatch, &["msg"], |parts| match parts {
        [] => "DimensionMismatch(\"\")".to_owned(),
        [words, ..] => format!("DimensionMismatch({})", show(words)),
    }),
    says(Type::AssertionError, &["msg"], |parts| format!("AssertionError: {}", text(parts, 0))),
    says(Type::KeyError, &["key"], |parts| {
        format!("KeyError: key {} not found", parts.first().map(show).unwrap_or_default())
    }),
    says(Type::UndefVarError, &["var"], |parts| format!("UndefVarError: {} not defined", text(parts, 0))),
    says(Type::UndefKeywordError, &["var"], |parts| {
        format!("UndefKeywordError: keyword argument {} not assigned", text(parts, 0))
    }),
    says(Type::DomainError, &["val", "msg"], |parts| match parts {
        [value] => format!("DomainError with {}:", show(value)),
        _ => format!("DomainError with {}:\n{}", text(parts, 0), text(parts, 1)),
    }),
    says(Type::BoundsError, &["a", "i"], |parts| match parts {
        [] => "BoundsError".to_owned(),
        [a] => format!("BoundsError: attempt to access {}", super::super::entries::described(a)),
        [a, i, ..] => {
            let index = show(i);
            let index = index.trim_start_matches('(').trim_end_matches([')', ',']);
            let gap = if matches!(a, Value::Array(_)) { " " } else { "\n  " };
            format!(
                "BoundsError: attempt to access {}{gap}at index [{index}]",
                super::super::entries::described(a)
            )
        }
    }),
    says(Type::DivideError, &[], |_| "DivideError: integer division error".to_owned()),
    says(Type::InexactError, &["func", "T", "val"], |parts| {
        format!("InexactError: {}({})", text(parts, 1), text(parts, 2))
    }),
    says(Type::MethodError, &["f", "args"], |parts| {
        let arguments = match parts.get(1) {
            Some(Value::Tuple(tuple)) => tuple.items(),
            _ => &[],
        };
        let kinds: Vec<String> =
            arguments.iter().map(|value| format!("::{}", super::super::types::type_name(value))).collect();
        format!("MethodError: no method matching {}({})", text(parts, 0), kinds.join(", "))
    }),
    says(Type::TypeError, &["func", "context", "expected", "got"], |parts| {
        format!("TypeError: in {}, expected {}", text(parts, 0), text(parts, 2))
    }),
    says(Type::LoadError, &["file", "line", "error"], |parts| format!("LoadError: {}", text(parts, 2))),
];

impl Exception {
    /// The error of this type with these fields.
    pub fn new(kind: Type, fields: Vec<Value>) -> Exception {
        let row = EXCEPTIONS.iter().find(|row| row.kind == kind);
        let message = row.map_or_else(String::new, |row| (row.say)(&fields));
        Exception { kind, message, hint: None, fields }
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<Value> {
        let row = EXCEPTIONS.iter().find(|row| row.kind == self.kind)?;
        let at = row.fields.iter().position(|field| *field == name)?;
        self.fields.get(at).cloned()
    }

    /// The error described by a message, which begins with the name of its type.
    pub fn from_message(message: &str, hint: Option<String>) -> Exception {
        let named = |row: &&ExceptionKind| {
            let rest = message.strip_prefix(&*row.kind.name());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', ' ']))
        };
        let Some(row) = EXCEPTIONS.iter().find(named) else {
            let fields = vec![Value::text(message)];
            return Exception { kind: Type::ErrorException, message: message.to_owned(), hint, fields };
        };
        let rest = &message[row.kind.name().len()..];
        let words = rest.strip_prefix(": ").unwrap_or(rest);
        let words = words.strip_prefix("(\"").and_then(|words| words.strip_suffix("\")")).unwrap_or(words);
        let fields = match row.fields {
            ["msg"] => vec![Value::text(words)],
            ["var"] => {
                let name = words.trim_start_matches("keyword argument ").split(' ').next().unwrap_or("");
                vec![Value::Symbol(Rc::new(name.to_owned()))]
            }
            ["val", "msg"] => {
                let (value, words) =
                    words.trim_start_matches(" with ").split_once(":\n").unwrap_or((words, ""));
                let number = match (value.parse::<i64>(), value.parse::<f64>()) {
                    (Ok(integer), _) => Value::Int(integer),
                    (_, Ok(float)) => Value::Float(float),
                    _ => Value::text(value),
                };
                vec![number, Value::text(words)]
            }
            _ => Vec::new(),
        };
        Exception { kind: row.kind, message: message.to_owned(), hint, fields }
    }
}
