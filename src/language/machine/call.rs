//! Calls: choosing what to call, and passing arguments to parameters.

use std::rc::Rc;

use super::super::arithmetic;
use super::super::array::{self, Callee};
use super::super::code::ArgumentKind;
use super::super::display::show;
use super::super::entries;
use super::super::error::{self, Fallible, Raised};
use super::super::types::type_name;
use super::super::value::{Arguments, Cell, Function, Method, Named, Native, Value};
use super::budget::FRAMES;
use super::dispatch::no_method;
use super::{Frame, Machine};

/// A keyword argument.
pub type Keyword = (Rc<str>, Value);

/// The result of starting a call.
pub(super) enum Entered {
    /// A frame was pushed and must be run.
    Frame,
    /// The call has already returned this value.
    Value(Value),
}

impl Machine {
    /// Calls a function on behalf of the library or the host, and runs it to completion.
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
        let structs = arguments.iter().any(|argument| matches!(argument, Value::Struct(_)));
        if let (Value::Operation(op), [], false) = (function, keywords, structs) {
            return arithmetic::operate(self, op, arguments);
        }
        let floor = self.frames.len();
        let height = self.stack.len();
        self.stack.push(function.clone());
        self.stack.extend_from_slice(arguments);
        let result = match self.enter(arguments.len(), keywords.to_vec()) {
            Ok(Entered::Frame) if self.nested >= self.meter.budget.depth => {
                self.frames.truncate(floor);
                Err(self.too_deep("a function"))
            }
            Ok(Entered::Frame) => {
                self.nested += 1;
                let result = self.run(floor);
                self.nested -= 1;
                result
            }
            Ok(Entered::Value(value)) => Ok(value),
            Err(raised) => Err(raised),
        };
        self.stack.truncate(height);
        result
    }

    /// Calls the value below the top `count` values, which are its arguments. They become the first slots of a new
    /// frame; if no frame is needed, they are popped together with the callee.
    pub(super) fn enter(&mut self, count: usize, keywords: Vec<Keyword>) -> Fallible<Entered> {
        let first = self.stack.len() - count;
        if self.enter_member(first, &keywords)? {
            return Ok(Entered::Frame);
        }
        match &self.stack[first - 1] {
            Value::Function(function) => {
                let function = function.clone();
                self.enter_function(&function, first, keywords)?;
                Ok(Entered::Frame)
            }
            Value::Operation(op) => {
                let op = *op;
                refuse_keywords(op.name, &self.stack[first..], &keywords)?;
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
                self.construct(target, first, keywords)
            }
            Value::Struct(object) => match self.globals.methods.callable(object.kind) {
                Some(function) => {
                    let (function, object) = (function.clone(), object.clone());
                    self.stack.insert(first, Value::Struct(object));
                    self.enter_function(&function, first, keywords)?;
                    Ok(Entered::Frame)
                }
                None => Err(error::not_callable(&Value::Struct(object.clone()))),
            },
            other => Err(error::not_callable(other)),
        }
    }

    /// Calls the method that a cell has added to a library function, if one accepts these arguments.
    fn enter_member(&mut self, first: usize, keywords: &[Keyword]) -> Fallible<bool> {
        let name = match &self.stack[first - 1] {
            Value::Operation(op) => op.name,
            Value::Native(native) => native.name,
            _ => return Ok(false),
        };
        let Some(method) = self.globals.methods.member(name, &self.stack[first..]) else { return Ok(false) };
        self.enter_method(method, name, first, keywords.to_vec())?;
        Ok(true)
    }

    /// Calls a method that a cell has added to a library function that has none for these arguments itself.
    pub fn call_member(&mut self, name: &str, arguments: &[Value]) -> Fallible<Value> {
        let Some(method) = self.globals.methods.member(name, arguments) else {
            return Err(error::no_method(name, arguments, &[])
                .hint(format!("To support this for a type, define a method: `Base.{name}(…) = …`.")));
        };
        let function = Function { name: name.into(), methods: vec![method].into() };
        self.call(&Value::Function(Rc::new(function)), arguments)
    }

    /// The result of a method that a cell has added to an operator for these operands, if there is one.
    pub fn extended(&mut self, name: &str, a: &Value, b: &Value) -> Option<Fallible<Value>> {
        let arguments = [a.clone(), b.clone()];
        let method = self.globals.methods.member(name, &arguments)?;
        let function = Function { name: name.into(), methods: vec![method].into() };
        Some(self.call(&Value::Function(Rc::new(function)), &arguments))
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
        if keywords.iter().any(|(name, _)| !native.keywords.contains(&&**name)) {
            return Err(unknown_keyword(native.name, arguments, keywords, native.keywords));
        }
        self.charge(1)?;
        let result = (native.call)(self, Arguments { values: arguments, keywords });
        // A function that goes through entries gets those that the methods of `iterate` give for a struct.
        match result {
            Err(raised) if raised.not_iterable && arguments.iter().any(|value| self.iterates(value)) => {
                let arguments = arguments.iter().map(|value| match self.iterates(value) {
                    true => self.iterated(value),
                    false => Ok(value.clone()),
                });
                let arguments = arguments.collect::<Fallible<Vec<_>>>()?;
                (native.call)(self, Arguments { values: &arguments, keywords })
            }
            result => result,
        }
    }

    /// Pushes the frame for a call whose arguments are on the stack from `first` on.
    pub(super) fn enter_function(
        &mut self,
        function: &Function,
        first: usize,
        keywords: Vec<Keyword>,
    ) -> Fallible<()> {
        let arguments = &self.stack[first..];
        // A cell may have added methods to a library function written in Julia.
        let added = self.globals.methods.member(&function.name, arguments).filter(|_| function.is_library());
        let method = match added {
            Some(method) => Some(method),
            None => function.select(arguments)?,
        };
        let Some(method) = method else {
            return Err(no_method(function, arguments));
        };
        self.enter_method(method, &function.name, first, keywords)
    }

    /// The same for a method that has already been selected.
    pub(super) fn enter_method(
        &mut self,
        method: Rc<Method>,
        name: &str,
        first: usize,
        keywords: Vec<Keyword>,
    ) -> Fallible<()> {
        self.charge(1)?;
        if self.frames.len() >= self.meter.budget.depth * FRAMES {
            return Err(self.too_deep(name));
        }
        let parameters = &method.code.parameters;
        let bindings = if method.variables.is_empty() { None } else { method.bindings(&self.stack[first..]) };
        let positional = parameters.required + parameters.optional;
        let mut rest = Vec::new();
        if parameters.rest && self.stack.len() - first > positional {
            rest = self.stack.split_off(first + positional);
        }
        self.stack.resize(first + method.code.slots.len(), Value::Unset);
        if parameters.rest {
            self.stack[first + positional] = Value::tuple(rest);
        }
        let keyword = first + positional + usize::from(parameters.rest);
        self.pass_keywords(&method, name, keyword, keywords)?;
        if let Some(bindings) = bindings {
            let slot = keyword + parameters.keywords.len();
            for (i, variable) in method.variables.iter().enumerate() {
                self.stack[slot + i] = Value::Type(bindings.of(*variable));
            }
        }
        for &slot in &method.code.cells {
            // A parameter whose default is yet to be computed starts with an unset cell.
            let place = &mut self.stack[first + slot as usize];
            let cell = Cell { value: std::mem::replace(place, Value::Unset).into() };
            *place = Value::Cell(Rc::new(cell));
        }
        self.frames.push(Frame { method, pc: 0, base: first });
        Ok(())
    }

    /// Stores keyword arguments in their slots, the first of which is `slot`.
    fn pass_keywords(
        &mut self,
        method: &Method,
        function: &str,
        slot: usize,
        keywords: Vec<Keyword>,
    ) -> Fallible<()> {
        let parameters = &method.code.parameters;
        let own = parameters.keywords.len() - usize::from(parameters.collects);
        let (mut names, mut values) = (Vec::new(), Vec::new());
        let known = |name: &str| parameters.keywords[..own].iter().any(|known| **known == *name);
        if !parameters.collects && keywords.iter().any(|(name, _)| !known(name)) {
            let known: Vec<&str> = parameters.keywords.iter().map(|known| &**known).collect();
            let slots = parameters.required + parameters.optional + usize::from(parameters.rest);
            let given = self.stack[slot - slots..slot].iter();
            let given: Vec<Value> = given.filter(|value| !matches!(value, Value::Unset)).cloned().collect();
            return Err(unknown_keyword(function, &given, &keywords, &known));
        }
        for (name, value) in keywords {
            match parameters.keywords[..own].iter().position(|known| *known == name) {
                Some(position) => self.stack[slot + position] = value,
                None => {
                    names.push(name);
                    values.push(value);
                }
            }
        }
        if parameters.collects {
            self.stack[slot + own] = Value::Named(Rc::new(Named { names, values }));
        }
        Ok(())
    }

    /// Calls with splats and keywords; the arguments are on the stack in order, and are of these kinds.
    pub(super) fn enter_extended(&mut self, kinds: &[ArgumentKind]) -> Fallible<Entered> {
        let values = self.stack.split_off(self.stack.len() - kinds.len());
        let mut keywords = Vec::new();
        let mut count = 0;
        for (kind, value) in kinds.iter().zip(values) {
            match kind {
                ArgumentKind::Positional => {
                    self.stack.push(value);
                    count += 1;
                }
                ArgumentKind::Splat => {
                    self.charge_numbers(&value)?;
                    let value = if self.iterates(&value) { self.iterated(&value)? } else { value };
                    let entries = entries::entries(&value)?;
                    self.charge(entries.len() as u64)?;
                    count += entries.len();
                    if count > entries::MAX_ENTRIES {
                        return Err(entries::too_large(count));
                    }
                    self.stack.extend(entries);
                }
                ArgumentKind::Keyword(name) => pass(&mut keywords, name.clone(), value),
                ArgumentKind::Keywords => spread_keywords(&mut keywords, &value)?,
            }
        }
        self.enter(count, keywords)
    }

    /// Broadcasts a call with splats and keywords; each call gets the same keywords.
    pub(super) fn broadcast_extended(&mut self, kinds: &[ArgumentKind]) -> Fallible<Value> {
        let values = self.stack.split_off(self.stack.len() - kinds.len());
        let function = self.stack.pop().unwrap_or_default();
        let (mut arguments, mut keywords) = (Vec::new(), Vec::new());
        for (kind, value) in kinds.iter().zip(values) {
            match kind {
                ArgumentKind::Positional => arguments.push(value),
                ArgumentKind::Splat => arguments.extend(entries::entries(&value)?),
                ArgumentKind::Keyword(name) => pass(&mut keywords, name.clone(), value),
                ArgumentKind::Keywords => spread_keywords(&mut keywords, &value)?,
            }
        }
        array::broadcast(self, Callee::Function(&function, &keywords), &arguments)
    }

    fn too_deep(&self, name: &str) -> Box<Raised> {
        Raised::spent(
            "StackOverflowError:",
            format!(
                "`{name}` keeps calling itself ({} calls deep): give it a case in which it stops, or use a loop.",
                self.frames.len()
            ),
        )
    }
}

/// Adds a keyword argument, replacing an earlier one of the same name.
fn pass(keywords: &mut Vec<Keyword>, name: Rc<str>, value: Value) {
    keywords.retain(|(known, _)| *known != name);
    keywords.push((name, value));
}

/// The entries of a named tuple, or pairs of a symbol and a value, as keyword arguments.
fn spread_keywords(keywords: &mut Vec<Keyword>, value: &Value) -> Fallible<()> {
    if let Value::Named(named) = value {
        for (name, value) in named.names.iter().zip(&named.values) {
            pass(keywords, name.clone(), value.clone());
        }
        return Ok(());
    }
    for entry in entries::entries(value)? {
        match &entry {
            Value::Pair(pair) => match &pair.0 {
                Value::Symbol(name) => pass(keywords, name.as_str().into(), pair.1.clone()),
                _ => return Err(no_keyword(&entry)),
            },
            _ => return Err(no_keyword(&entry)),
        }
    }
    Ok(())
}

fn no_keyword(entry: &Value) -> Box<Raised> {
    Raised::new(format!("MethodError: no method matching keyword argument of type {}", type_name(entry)))
        .hint("After `;`, `...` passes the entries of a named tuple as keywords: `f(; (a = 1, b = 2)...)`.")
}

/// The error of a call with a keyword that the function does not have. `known` are those that it has.
pub(super) fn unknown_keyword(
    function: &str,
    arguments: &[Value],
    keywords: &[Keyword],
    known: &[&str],
) -> Box<Raised> {
    let types: Vec<String> = arguments.iter().map(|value| format!("::{}", type_name(value))).collect();
    let given: Vec<String> = keywords.iter().map(|(name, value)| format!("{name}={}", show(value))).collect();
    let odd = keywords.iter().find(|(name, _)| !known.contains(&&**name)).map_or("", |(name, _)| name);
    let (types, given) = (types.join(", "), given.join(", "));
    let raised = Raised::new(format!("MethodError: no method matching {function}({types}; {given})"));
    match known {
        [] => raised.hint(format!("`{function}` has no keywords.")),
        known => raised
            .hint(format!("`{function}` has no keyword `{odd}`; its keywords are `{}`.", known.join("`, `"))),
    }
}

fn refuse_keywords(function: &str, arguments: &[Value], keywords: &[Keyword]) -> Fallible<()> {
    match keywords.is_empty() {
        false => Err(unknown_keyword(function, arguments, keywords, &[])),
        true => Ok(()),
    }
}
