//! Run-time errors: Julia's own message, and a hint for beginners.
//!
//! There is one function per error, which builds the whole message, so that all of them can be read here.

use crate::diag::{Diagnostic, QuickFix, Span};

use super::types::type_name;
use super::value::Value;

/// Identifies a source text, so that an error can say which one it is in. The host chooses the numbers.
pub type SourceId = u32;

/// The library's own Julia code. Errors are never located in it, but at the call in a cell.
pub const LIBRARY: SourceId = SourceId::MAX - 1;

/// An error and the source that it is in: a function fails in the cell that defined it, not in the one that called it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The source that the span refers to.
    pub source: SourceId,
    /// What went wrong.
    pub diagnostic: Diagnostic,
}

impl From<Error> for Diagnostic {
    /// For a host that runs a single source.
    fn from(error: Error) -> Diagnostic {
        error.diagnostic
    }
}

/// An error that is propagating.
#[derive(Clone, Debug)]
pub struct Raised {
    /// Julia's message, which begins with the type of the error.
    pub message: String,
    /// A hint for beginners.
    pub hint: Option<String>,
    /// How the source could be corrected.
    pub quick_fix: Option<Box<QuickFix>>,
    /// Where it happened, once known.
    pub place: Option<(SourceId, Span)>,
    /// The value that was thrown; an error raised by the language itself has none until it is caught.
    pub thrown: Option<Value>,
    /// Whether a budget was exhausted, which cannot be caught.
    pub spent: bool,
    /// The limit of steps or time that was reached, in words.
    pub limit: Option<String>,
    /// Whether a container was asked for and a value given that has no entries of its own.
    pub not_iterable: bool,
}

/// The result of evaluation. The error is boxed to keep the `Ok` case small.
pub type Fallible<T> = Result<T, Box<Raised>>;

impl Raised {
    /// An error with Julia's message.
    pub fn new(message: impl Into<String>) -> Box<Raised> {
        let message = message.into();
        Box::new(Raised {
            message,
            hint: None,
            quick_fix: None,
            place: None,
            thrown: None,
            spent: false,
            limit: None,
            not_iterable: false,
        })
    }

    /// The same error with a hint.
    pub fn hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Raised> {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a way to quick_fix it.
    pub fn quick_fix(mut self: Box<Self>, quick_fix: QuickFix) -> Box<Raised> {
        self.quick_fix = Some(Box::new(quick_fix));
        self
    }

    /// The error of an exhausted budget.
    pub fn spent(message: impl Into<String>, hint: impl Into<String>) -> Box<Raised> {
        let raised = Raised::new(message).hint(hint);
        Box::new(Raised { spent: true, ..*raised })
    }

    /// The error as the host sees it; `fallback` is the source that was being run.
    pub fn into_error(self, fallback: SourceId) -> Error {
        let (source, span) = self.place.unwrap_or((fallback, Span::default()));
        let Raised { message, hint, quick_fix, .. } = self;
        Error { source, diagnostic: Diagnostic { span, message, hint, quick_fix } }
    }
}

/// An undefined name. `meant` is a suggestion of what may have been meant: a hint and a quick fix.
pub fn undefined(name: &str, meant: Option<(String, Option<QuickFix>)>) -> Box<Raised> {
    let raised = Raised::new(format!("UndefVarError: {name} not defined"));
    match meant {
        Some((hint, Some(quick_fix))) => raised.hint(hint).quick_fix(quick_fix),
        Some((hint, None)) => raised.hint(hint),
        None => raised.hint(format!("Nothing here is called `{name}`: define it on a line before this one.")),
    }
}

/// A local variable that is read before it has a value.
pub fn unset_local(name: &str) -> Box<Raised> {
    Raised::new(format!("UndefVarError: {name} not defined")).hint(format!(
        "`{name}` is a local variable of this function, because the function assigns to it, but it is read before it has a value."
    ))
}

/// A call that matches no method of `function`. `candidates` are the signatures of its methods.
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

/// Arithmetic on something that is not a number.
pub fn no_arithmetic(function: &str, arguments: &[Value]) -> Box<Raised> {
    let raised = no_method(function, arguments, &[]);
    let spelled = function.chars().next().is_some_and(char::is_alphabetic);
    let odd = arguments.iter().find(|argument| argument.number().is_none());
    match odd {
        Some(Value::Tuple(_) | Value::Array(_) | Value::Range(_)) if spelled => raised
            .hint(format!("`{function}` takes a number. To apply it to each entry, write `{function}.(…)` with a dot."))
            .quick_fix(QuickFix::Broadcast),
        Some(container @ (Value::Tuple(_) | Value::Array(_) | Value::Range(_))) => {
            let what = match container {
                Value::Tuple(_) => "a tuple",
                Value::Range(_) => "a range",
                _ => "an array",
            };
            raised.hint(format!(
                "`{function}` does not take {what} here. To work entry by entry, write `.{function}` with a dot."
            ))
            .quick_fix(QuickFix::Broadcast)
        }
        Some(Value::Function(_) | Value::Native(_) | Value::Operation(_)) => raised.hint(format!(
            "One operand of `{function}` is a function, not its value: call it, as in `f(x)`."
        )),
        Some(Value::Text(_)) if function == "+" => {
            let raised = raised.hint("To join strings, use `*` or `string(a, b)`, not `+`.");
            raised.quick_fix(QuickFix::ReplaceOperator("*".into()))
        }
        Some(Value::Nothing) => raised.hint(format!(
            "One operand of `{function}` is `nothing`: it comes from something that has no value, such as a loop, `println`, or an `if` without `else`."
        )),
        Some(other) => {
            let name = type_name(other);
            raised.hint(format!("`{function}` takes numbers, but got a value of type {name}."))
        }
        None => raised,
    }
}

/// A call of something that is not a function.
pub fn not_callable(value: &Value) -> Box<Raised> {
    let raised = Raised::new(format!("MethodError: objects of type {} are not callable", type_name(value)));
    match value.number() {
        Some(_) => raised
            .hint("A number is directly followed by a bracket: for a product, write `*` between them.")
            .quick_fix(QuickFix::Multiply),
        None => raised
            .hint("Only functions can be called. To get an entry, use square brackets: `v[1]`.")
            .quick_fix(QuickFix::CallToIndex),
    }
}

/// An argument outside the domain of a function.
pub fn domain(value: f64, words: &str, hint: &str) -> Box<Raised> {
    Raised::new(format!("DomainError with {}:\n{words}", super::display::float(value))).hint(hint)
}

/// An index outside a container. `what` is how Julia names the container.
pub fn bounds(what: &str, index: &str, length: usize) -> Box<Raised> {
    let entries = match length {
        0 => "no entries".to_owned(),
        1 => "one entry, number 1".to_owned(),
        _ => format!("entries 1 to {length}"),
    };
    Raised::new(format!("BoundsError: attempt to access {what}\n  at index [{index}]"))
        .hint(format!("It has {entries}; indices start at 1."))
}

/// A condition that is not a boolean.
pub fn not_boolean(value: &Value) -> Box<Raised> {
    Raised::new(format!("TypeError: non-boolean ({}) used in boolean context", type_name(value)))
        .hint("A condition must be true or false: compare with `==`, `<` or `>`.")
}

/// A value that cannot be converted exactly to an integer or boolean.
pub fn inexact(target: &str, value: f64) -> Box<Raised> {
    not_whole(format!("InexactError: {target}({})", super::display::float(value)), value)
}

/// The same error from a rounding function, for a value that is too large for an integer.
pub fn too_large_to_round(value: f64) -> Box<Raised> {
    not_whole(format!("InexactError: trunc(Int64, {})", super::display::float(value)), value)
}

fn not_whole(message: String, value: f64) -> Box<Raised> {
    Raised::new(message).hint(format!(
        "{} is not a whole number that fits an integer: round it first, as in `round(Int, x)`.",
        super::display::float(value)
    ))
}

/// Integer division by zero.
pub fn divide() -> Box<Raised> {
    Raised::new("DivideError: integer division error")
        .hint("Integers cannot be divided by zero with `÷` or `%`; `/` gives `Inf`.")
}

/// An invalid argument.
pub fn argument(words: impl std::fmt::Display) -> Box<Raised> {
    Raised::new(format!("ArgumentError: {words}"))
}
