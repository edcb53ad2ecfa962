//! Errors while a program runs: Julia's words and one plain sentence for a novice.
//!
//! One function an error; each gives the whole message, so that all of them can be read here.

use crate::diag::{Diagnostic, Mend, Span};

use super::types::type_name;
use super::value::Value;

/// Names a source text, so that an error can say which one it lies in. The host chooses the numbers.
pub type SourceId = u32;

/// The library's own Julia. No error lies in it: it lies where a cell has called it.
pub const LIBRARY: SourceId = SourceId::MAX - 1;

/// A mistake, and the text that it lies in: a function fails in the cell that defined it, whoever called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The text that the span refers to.
    pub source: SourceId,
    /// What went wrong.
    pub diagnostic: Diagnostic,
}

impl From<Error> for Diagnostic {
    /// For a host that runs one text and need not be told which.
    fn from(error: Error) -> Diagnostic {
        error.diagnostic
    }
}

/// An error on its way to whoever runs the program.
#[derive(Clone, Debug)]
pub struct Raised {
    /// Julia's words, the type of the error first.
    pub message: String,
    /// A plain sentence.
    pub hint: Option<String>,
    /// How the text could be mended.
    pub mend: Option<Box<Mend>>,
    /// Where it happened, once known.
    pub place: Option<(SourceId, Span)>,
    /// The value that was thrown; an error of the language itself has none until it is caught.
    pub thrown: Option<Value>,
    /// Whether a budget ran out: this cannot be caught.
    pub spent: bool,
}

/// What evaluation gives. The error is boxed, so that the good case stays small.
pub type Fallible<T> = Result<T, Box<Raised>>;

impl Raised {
    /// An error in Julia's words.
    pub fn new(message: impl Into<String>) -> Box<Raised> {
        let message = message.into();
        Box::new(Raised { message, hint: None, mend: None, place: None, thrown: None, spent: false })
    }

    /// The same with a plain sentence.
    pub fn hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Raised> {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a way to mend it.
    pub fn mend(mut self: Box<Self>, mend: Mend) -> Box<Raised> {
        self.mend = Some(Box::new(mend));
        self
    }

    /// A budget ran out.
    pub fn spent(message: impl Into<String>, hint: impl Into<String>) -> Box<Raised> {
        let raised = Raised::new(message).hint(hint);
        Box::new(Raised { spent: true, ..*raised })
    }

    /// The error as the host sees it; `fallback` is the text that was being run.
    pub fn into_error(self, fallback: SourceId) -> Error {
        let (source, span) = self.place.unwrap_or((fallback, Span::default()));
        let Raised { message, hint, mend, .. } = self;
        Error { source, diagnostic: Diagnostic { span, message, hint, mend } }
    }
}

/// A name without a value. `meant` says what it may have been meant to be, and how to write that.
pub fn undefined(name: &str, meant: Option<(String, Mend)>) -> Box<Raised> {
    let raised = Raised::new(format!("UndefVarError: {name} not defined"));
    match meant {
        Some((hint, mend)) => raised.hint(hint).mend(mend),
        None => raised.hint(format!("Nothing here is called `{name}`: define it in a line before this one.")),
    }
}

/// A local variable that is read before it has a value.
pub fn unset_local(name: &str) -> Box<Raised> {
    Raised::new(format!("UndefVarError: {name} not defined")).hint(format!(
        "`{name}` belongs to this function, because the function assigns to it, but it has no value yet when it is read."
    ))
}

/// A call that no method of `function` takes. `candidates` are the signatures that there are.
pub fn no_method(function: &str, arguments: &[Value], candidates: &[String]) -> Box<Raised> {
    let types: Vec<String> = arguments.iter().map(|argument| format!("::{}", type_name(argument))).collect();
    let mut message = format!("MethodError: no method matching {function}({})", types.join(", "));
    if !candidates.is_empty() {
        message.push_str("\nClosest candidates are:");
        for candidate in candidates.iter().take(3) {
            message.push_str(&format!("\n  {function}({candidate})"));
        }
    }
    Raised::new(message)
}

/// Arithmetic on something that is no number.
pub fn no_arithmetic(function: &str, arguments: &[Value]) -> Box<Raised> {
    let raised = no_method(function, arguments, &[]);
    let spelled = function.chars().next().is_some_and(char::is_alphabetic);
    let odd = arguments.iter().find(|argument| argument.number().is_none());
    match odd {
        Some(Value::Tuple(_) | Value::Array(_) | Value::Range(_)) if spelled => raised
            .hint(format!("`{function}` takes a number. To apply it to each entry write `{function}.(…)` with a dot."))
            .mend(Mend::Dots),
        Some(container @ (Value::Tuple(_) | Value::Array(_) | Value::Range(_))) => {
            let what = match container {
                Value::Tuple(_) => "a tuple",
                Value::Range(_) => "a range",
                _ => "an array",
            };
            raised.hint(format!(
                "`{function}` does not take {what} here. To work entry by entry write `.{function}` with a dot."
            ))
            .mend(Mend::Dots)
        }
        Some(Value::Function(_) | Value::Native(_) | Value::Operation(_)) => raised.hint(format!(
            "One operand of `{function}` is a function itself, not its value: call it, as in `f(x)`."
        )),
        Some(Value::Text(_)) if function == "+" => {
            let raised = raised.hint("Strings are joined with `*` or `string(a, b)`, not with `+`.");
            raised.mend(Mend::Operator("*".into()))
        }
        Some(Value::Nothing) => raised.hint(format!(
            "One operand of `{function}` is `nothing`: what computed it gives no value (a loop, `println`, or an `if` without `else`)."
        )),
        Some(other) => {
            let name = type_name(other);
            raised.hint(format!("`{function}` takes numbers, and got a value of type {name}."))
        }
        None => raised,
    }
}

/// A call of something that is no function.
pub fn not_callable(value: &Value) -> Box<Raised> {
    let raised = Raised::new(format!("MethodError: objects of type {} are not callable", type_name(value)));
    match value.number() {
        Some(_) => raised
            .hint("A number stands directly before a bracket: for a product write `*` between them.")
            .mend(Mend::Product),
        None => raised
            .hint("Only functions can be called. To take an entry write square brackets: `v[1]`.")
            .mend(Mend::Entry),
    }
}

/// An argument outside what a function is defined for.
pub fn domain(value: f64, words: &str, hint: &str) -> Box<Raised> {
    Raised::new(format!("DomainError with {}:\n{words}", super::display::float(value))).hint(hint)
}

/// An index outside a container. `what` is how Julia names the container.
pub fn bounds(what: &str, index: &str, length: usize) -> Box<Raised> {
    let entries = match length {
        0 => "no entries".to_owned(),
        1 => "one entry, number 1".to_owned(),
        _ => format!("the entries 1 to {length}"),
    };
    Raised::new(format!("BoundsError: attempt to access {what}\n  at index [{index}]"))
        .hint(format!("It has {entries}; counting starts at 1."))
}

/// A condition that is not a boolean.
pub fn not_boolean(value: &Value) -> Box<Raised> {
    Raised::new(format!("TypeError: non-boolean ({}) used in boolean context", type_name(value)))
        .hint("A condition must be true or false: compare with `==`, `<` or `>`.")
}

/// A value that does not fit an integer or boolean.
pub fn inexact(target: &str, value: f64) -> Box<Raised> {
    not_whole(format!("InexactError: {target}({})", super::display::float(value)), value)
}

/// The same by a function that rounds, of what is too large for an integer.
pub fn too_large_to_round(value: f64) -> Box<Raised> {
    not_whole(format!("InexactError: trunc(Int64, {})", super::display::float(value)), value)
}

fn not_whole(message: String, value: f64) -> Box<Raised> {
    Raised::new(message).hint(format!(
        "{} is not a whole number that fits: round it first, as in `round(Int, x)`.",
        super::display::float(value)
    ))
}

/// Integer division by zero.
pub fn divide() -> Box<Raised> {
    Raised::new("DivideError: integer division error")
        .hint("Whole numbers cannot be divided by zero with `÷` or `%`; `/` gives `Inf`.")
}

/// A wrong argument, in words.
pub fn argument(words: impl std::fmt::Display) -> Box<Raised> {
    Raised::new(format!("ArgumentError: {words}"))
}
