//! Calls: which method, how arguments reach its parameters.

use std::rc::Rc;

use super::super::arithmetic;
use super::super::array::{self, Applied};
use super::super::code::Shape;
use super::super::entries;
use super::super::error::{self, Fallible, Raised};
use super::super::types::{Type, type_of};
use super::super::value::{Arguments, Cell, Function, Method, Native, Value};
use super::{Frame, Machine};

/// A keyword argument.
pub type Keyword = (Rc<str>, Value);

/// What a call has led to.
pub(super) enum Entered {
    /// A frame to run.
    Frame,
    /// A value at once.
    Value(Value),
}

impl Function {
    /// Adds a method; one with the same signature is replaced.
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

    /// The most specific method that takes these arguments; among equals the newest.
    fn select(&self, arguments: &[Value]) -> Option<Rc<Method>> {
        let methods = self.methods.borrow();
        let mut best: Option<&Rc<Method>> = None;
        for method in methods.iter().rev().filter(|method| method.takes(arguments)) {
            if best.is_none_or(|best| method.is_more_specific(best)) {
                best = Some(method);
            }
        }
        best.cloned()
    }
}

impl Method {
    fn takes(&self, arguments: &[Value]) -> bool {
        self.code.parameters.fits(arguments.len())
            && self
                .signature
                .iter()
                .zip(arguments)
                .all(|(asked, value)| *asked == Type::Any || type_of(value).is_subtype(*asked))
    }

    fn is_more_specific(&self, other: &Method) -> bool {
        let pairs = || self.signature.iter().zip(&other.signature);
        pairs().all(|(a, b)| a.is_subtype(*b)) && pairs().any(|(a, b)| a != b)
    }

    /// The parameters as they stand in an error message.
    fn candidate(&self) -> String {
        let mut parts: Vec<String> =
            self.signature.iter().map(|asked| format!("::{}", asked.name())).collect();
        if self.code.parameters.rest {
            parts.push("::Any...".to_owned());
        }
        parts.join(", ")
    }
}

impl Machine {
    /// Calls a function from the library or the host, and waits for its value.
    pub fn call(&mut self, function: &Value, arguments: &[Value]) -> Fallible<Value> {
        self.call_with(function, arguments, &[])
    }

    /// The same with keyword arguments.
    pub fn call_with(
        &mut self,
        function: &Value,
        arguments: &[Value],
        keywords: &[Keyword],
    ) -> Fallible<Value> {
        if let (Value::Operation(op), []) = (function, keywords) {
            return arithmetic::operate(self, op, arguments);
        }
        let floor = self.frames.len();
        let height = self.stack.len();
        self.stack.push(function.clone());
        self.stack.extend_from_slice(arguments);
        let result = match self.enter(arguments.len(), keywords.to_vec()) {
            Ok(Entered::Frame) => self.run(floor),
            Ok(Entered::Value(value)) => Ok(value),
            Err(raised) => Err(raised),
        };
        self.stack.truncate(height);
        result
    }

    /// Calls what lies below the top `count` values. A frame keeps them as its first slots; otherwise they
    /// are taken from the stack with what was called.
    pub(super) fn enter(&mut self, count: usize, keywords: Vec<Keyword>) -> Fallible<Entered> {
        let first = self.stack.len() - count;
        match &self.stack[first - 1] {
            Value::Function(function) => {
                let function = function.clone();
                self.enter_function(&function, first, keywords)?;
                Ok(Entered::Frame)
            }
            Value::Operation(op) => {
                let op = *op;
                refuse_keywords(op.name, &keywords)?;
                let arguments: Vec<Value> = self.stack.drain(first..).collect();
                self.stack.pop();
                arithmetic::operate(self, op, &arguments).map(Entered::Value)
            }
            Value::Native(native) => {
                let native = *native;
                let arguments: Vec<Value> = self.stack.drain(first..).collect();
                self.stack.pop();
                self.call_native(native, &arguments, &keywords).map(Entered::Value)
            }
            Value::Type(target) => {
                let target = *target;
                let arguments: Vec<Value> = self.stack.drain(first..).collect();
                self.stack.pop();
                self.construct(target, &arguments).map(Entered::Value)
            }
            other => Err(error::not_callable(other)),
        }
    }

    fn call_native(
        &mut self,
        native: &'static Native,
        arguments: &[Value],
        keywords: &[Keyword],
    ) -> Fallible<Value> {
        let (least, most) = native.arity;
        if arguments.len() < least || arguments.len() > most {
            let raised = error::no_method(native.name, arguments, &[]);
            let wanted = match (least, most) {
                (0, 0) => "no arguments".to_owned(),
                (1, 1) => "one argument".to_owned(),
                (least, most) if least == most => format!("{least} arguments"),
                (least, usize::MAX) => format!("at least {least} arguments"),
                (least, most) => format!("{least} to {most} arguments"),
            };
            return Err(raised.hint(format!("`{}` takes {wanted}.", native.name)));
        }
        if let Some((name, _)) = keywords.iter().find(|(name, _)| !native.keywords.contains(&&**name)) {
            return Err(unknown_keyword(native.name, name, native.keywords));
        }
        self.charge(1)?;
        (native.call)(self, Arguments { values: arguments, keywords })
    }

    /// Calls a type: converts to it.
    fn construct(&mut self, target: Type, arguments: &[Value]) -> Fallible<Value> {
        let [value] = arguments else { return Err(error::no_method(target.name(), arguments, &[])) };
        let Some(number) = value.number() else {
            return Err(error::no_method(target.name(), arguments, &[]));
        };
        self.looked |= matches!(value, Value::Tracked(_));
        match target {
            Type::Float | Type::AbstractFloat => Ok(Value::Float(number)),
            Type::Int | Type::Integer => match arithmetic::integer(value) {
                Some(integer) => Ok(Value::Int(integer)),
                None => entries::whole(number).map(Value::Int).ok_or_else(|| error::inexact("Int64", number)),
            },
            Type::Bool if number == 0.0 || number == 1.0 => Ok(Value::Bool(number == 1.0)),
            Type::Bool => Err(error::inexact("Bool", number)),
            _ => Err(error::no_method(target.name(), arguments, &[])),
        }
    }

    /// Makes the frame for a call whose arguments lie on the stack from `first` on.
    fn enter_function(&mut self, function: &Function, first: usize, keywords: Vec<Keyword>) -> Fallible<()> {
        self.charge(1)?;
        let Some(method) = function.select(&self.stack[first..]) else {
            return Err(no_method(function, &self.stack[first..]));
        };
        if self.frames.len() >= self.meter.budget.depth {
            return Err(self.too_deep(function));
        }
        let parameters = &method.code.parameters;
        let positional = parameters.required + parameters.optional;
        let mut rest = Vec::new();
        if parameters.rest && self.stack.len() - first > positional {
            rest = self.stack.split_off(first + positional);
        }
        self.stack.resize(first + method.code.slots.len(), Value::Unset);
        if parameters.rest {
            self.stack[first + positional] = Value::tuple(rest);
        }
        for (name, value) in keywords {
            let Some(position) = parameters.keywords.iter().position(|known| *known == name) else {
                let known: Vec<&str> = parameters.keywords.iter().map(|known| &**known).collect();
                return Err(unknown_keyword(&function.name, &name, &known));
            };
            let slot = positional + usize::from(parameters.rest) + position;
            self.stack[first + slot] = value;
        }
        for &slot in &method.code.cells {
            // A parameter with a default that is still to come makes its cell without a value.
            let place = &mut self.stack[first + slot as usize];
            let cell = Cell { value: std::mem::replace(place, Value::Unset).into() };
            *place = Value::Cell(Rc::new(cell));
        }
        self.frames.push(Frame { method, pc: 0, base: first });
        Ok(())
    }

    /// Calls with splats and keywords, as `shapes` tells; the values lie on the stack in order.
    pub(super) fn enter_shaped(&mut self, shapes: &[Shape]) -> Fallible<Entered> {
        let values = self.stack.split_off(self.stack.len() - shapes.len());
        let mut keywords = Vec::new();
        let mut count = 0;
        for (shape, value) in shapes.iter().zip(values) {
            match shape {
                Shape::Positional => {
                    self.stack.push(value);
                    count += 1;
                }
                Shape::Splat => {
                    let entries = entries::entries(&value)?;
                    self.charge(entries.len() as u64)?;
                    count += entries.len();
                    if count > entries::MAX_ENTRIES {
                        return Err(entries::too_large(count));
                    }
                    self.stack.extend(entries);
                }
                Shape::Keyword(name) => keywords.push((name.clone(), value)),
            }
        }
        self.enter(count, keywords)
    }

    /// Calls entry by entry, with keywords that each call gets.
    pub(super) fn broadcast_shaped(&mut self, shapes: &[Shape]) -> Fallible<Value> {
        let values = self.stack.split_off(self.stack.len() - shapes.len());
        let function = self.stack.pop().unwrap_or_default();
        let (mut arguments, mut keywords) = (Vec::new(), Vec::new());
        for (shape, value) in shapes.iter().zip(values) {
            match shape {
                Shape::Positional => arguments.push(value),
                Shape::Splat => arguments.extend(entries::entries(&value)?),
                Shape::Keyword(name) => keywords.push((name.clone(), value)),
            }
        }
        array::broadcast(self, Applied::Function(&function, &keywords), &arguments)
    }

    fn too_deep(&self, function: &Function) -> Box<Raised> {
        let name = &function.name;
        Raised::spent(
            "StackOverflowError:",
            format!(
                "`{name}` calls itself again and again ({} calls deep): it needs a case in which it stops, or a loop instead.",
                self.frames.len()
            ),
        )
    }
}

fn no_method(function: &Function, arguments: &[Value]) -> Box<Raised> {
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
                true => format!(" To hand over the entries of a tuple write `{}(p...)`.", function.name),
                false => String::new(),
            };
            let least = if parameters.rest { "at least " } else { "" };
            raised.hint(format!(
                "`{}` takes {least}{}, and got {}.{advice}",
                function.name,
                counts(parameters.required),
                arguments.len()
            ))
        }
        [_] => raised.hint("An argument has another type than the definition asks for."),
        _ => raised.hint("None of the definitions fits these arguments."),
    }
}

fn unknown_keyword(function: &str, name: &str, known: &[&str]) -> Box<Raised> {
    let raised = Raised::new(format!(
        "MethodError: no method matching {function}(; {name})\ngot unsupported keyword argument \"{name}\""
    ));
    match known {
        [] => raised.hint(format!("`{function}` has no keywords.")),
        known => raised.hint(format!("The keywords of `{function}` are `{}`.", known.join("`, `"))),
    }
}

fn refuse_keywords(function: &str, keywords: &[Keyword]) -> Fallible<()> {
    match keywords.first() {
        Some((name, _)) => Err(unknown_keyword(function, name, &[])),
        None => Ok(()),
    }
}
