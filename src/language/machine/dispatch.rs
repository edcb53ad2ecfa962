//! Multiple dispatch: a call runs the most specific method that accepts its arguments.

use std::rc::Rc;

use super::super::error::{self, Fallible, Raised};
use super::super::types::{Bindings, type_name};
use super::super::value::{Function, Method, Value};

impl Function {
    /// Adds a method, replacing one with the same signature.
    pub fn add(&self, method: Rc<Method>) {
        let mut methods = self.methods.borrow_mut();
        let same = |known: &Rc<Method>| {
            let (a, b) = (&known.code.parameters, &method.code.parameters);
            known.signature == method.signature
                && (a.required, a.optional, a.rest) == (b.required, b.optional, b.rest)
        };
        methods.retain(|known| !same(known));
        methods.push(method);
    }

    /// Whether it is defined in the library's own Julia code.
    pub(super) fn is_library(&self) -> bool {
        self.methods.borrow().first().is_some_and(|method| method.code.source == error::LIBRARY)
    }

    /// The most specific method that accepts these arguments; of equally specific ones, the newest.
    ///
    /// # Errors
    /// If the call is ambiguous: neither of two methods is more specific than the other.
    pub(super) fn select(&self, arguments: &[Value]) -> Fallible<Option<Rc<Method>>> {
        let methods = self.methods.borrow();
        if let [only] = &methods[..] {
            return Ok(only.takes(arguments).then(|| only.clone()));
        }
        let fitting: Vec<&Rc<Method>> =
            methods.iter().rev().filter(|method| method.takes(arguments)).collect();
        let Some((first, others)) = fitting.split_first() else { return Ok(None) };
        let mut best = first;
        for method in others {
            if method.is_more_specific(best) {
                best = method;
            }
        }
        match fitting.iter().find(|other| !best.takes_less(other) && best.is_plain() && other.is_plain()) {
            Some(other) if !self.is_library() => Err(self.ambiguous(arguments, [best, other])),
            _ => Ok(Some((*best).clone())),
        }
    }

    /// The error of an ambiguous call.
    fn ambiguous(&self, arguments: &[Value], methods: [&Method; 2]) -> Box<Raised> {
        let name = &self.name;
        let types: Vec<String> = arguments.iter().map(|value| format!("::{}", type_name(value))).collect();
        let [newer, older] = methods.map(|method| format!("{name}({})", method.candidate()));
        Raised::new(format!(
            "MethodError: {name}({}) is ambiguous. Candidates:\n  {older}\n  {newer}",
            types.join(", ")
        ))
        .hint(format!(
            "Each of the two definitions is more specific than the other for one of the arguments: define `{name}({})` as well.",
            types.join(", ")
        ))
    }
}

impl Method {
    fn takes(&self, arguments: &[Value]) -> bool {
        self.code.parameters.fits(arguments.len()) && self.bindings(arguments).is_some()
    }

    /// What the type variables stand for in a call; `None` if an argument is of another type.
    pub(super) fn bindings(&self, arguments: &[Value]) -> Option<Bindings> {
        let mut bindings = Bindings::default();
        // All collected arguments must be of the last type.
        let last = self.signature.last().filter(|_| self.code.parameters.rest);
        let asked = self.signature.iter().chain(last.into_iter().cycle());
        let mut pairs = asked.zip(arguments);
        pairs.all(|(asked, value)| bindings.takes(value, *asked)).then_some(bindings)
    }

    /// Whether it is more specific than another method: it has narrower types; or a fixed number of arguments where the
    /// other collects any number; or requires equal types where the other does not.
    fn is_more_specific(&self, other: &Method) -> bool {
        match (self.takes_less(other), other.takes_less(self)) {
            (true, true) => {
                let rests = (self.code.parameters.rest, other.code.parameters.rest);
                match rests {
                    (false, true) => true,
                    (true, false) => false,
                    _ => self.repeats() && !other.repeats(),
                }
            }
            (narrower, _) => narrower,
        }
    }

    /// Whether each of its types is a subtype of the other's.
    fn takes_less(&self, other: &Method) -> bool {
        self.signature.iter().zip(&other.signature).all(|(own, other)| own.is_subtype(*other))
    }

    /// Whether it has no type variables.
    fn is_plain(&self) -> bool {
        self.variables.is_empty()
    }

    /// Whether a type variable occurs twice, so that two arguments must have the same type.
    fn repeats(&self) -> bool {
        let variables = self.variables.iter();
        variables
            .filter(|variable| self.signature.iter().filter(|asked| asked == variable).count() > 1)
            .count()
            > 0
    }

    /// The parameters as an error message shows them.
    fn candidate(&self) -> String {
        let mut parts: Vec<String> =
            self.signature.iter().map(|asked| format!("::{}", asked.name())).collect();
        if let Some(last) = parts.last_mut().filter(|_| self.code.parameters.rest) {
            last.push_str("...");
        }
        parts.join(", ")
    }
}

/// The error of a call that matches no method.
pub(super) fn no_method(function: &Function, arguments: &[Value]) -> Box<Raised> {
    let methods = function.methods.borrow();
    let candidates: Vec<String> = methods.iter().map(|method| method.candidate()).collect();
    let raised = error::no_method(&function.name, arguments, &candidates);
    let counts =
        |count: usize| if count == 1 { "one argument".to_owned() } else { format!("{count} arguments") };
    match &methods[..] {
        [only] if !only.code.parameters.fits(arguments.len()) => {
            let parameters = &only.code.parameters;
            let spread = matches!(arguments, [Value::Tuple(tuple)] if parameters.fits(tuple.items().len()));
            let advice = match spread {
                true => format!(" To pass the entries of a tuple, write `{}(p...)`.", function.name),
                false => String::new(),
            };
            let least = if parameters.rest { "at least " } else { "" };
            raised.hint(format!(
                "`{}` takes {least}{}, but got {}.{advice}",
                function.name,
                counts(parameters.required),
                arguments.len()
            ))
        }
        [_] => raised.hint("One of the arguments does not have the type that the definition asks for."),
        _ => raised.hint("None of the definitions accepts these arguments."),
    }
}
