//! Function definitions: parameters to slots, defaults to code before the body.

use std::rc::Rc;

use super::super::code::{Instr, Parameters, Prototype};
use super::super::syntax::{ExprKind, Function, Parameter};
use super::scope::{FunctionScope, Place, Scope};
use super::{Lowered, Lowering};
use crate::diag::{Diagnostic, Span};

impl Lowering<'_> {
    /// Code that defines `function` and pushes it.
    pub(super) fn function(&mut self, function: &Function, span: Span) -> Lowered {
        if let Some(name) = &function.name {
            // Known before the body is lowered, so that a function that calls itself uses its own name.
            if matches!(self.resolve(&name.text), Place::Global(_)) {
                self.note_global(&name.text);
            }
        }
        let prototype = self.prototype(function, span)?;
        for parameter in function.parameters.iter().filter(|parameter| !parameter.rest) {
            if let Some(annotation) = &parameter.annotation {
                self.value(annotation)?;
            }
        }
        self.code().functions.push(prototype);
        let index = self.code().functions.len() as u32 - 1;
        self.emit(Instr::Closure(index), span);
        let Some(name) = &function.name else { return Ok(()) };
        match self.resolve(&name.text) {
            Place::Global(number) => {
                self.emit(Instr::DefineGlobal(number), name.span);
            }
            _ => self.store(&name.text, name.span),
        }
        self.load(&name.text, name.span);
        Ok(())
    }

    fn prototype(&mut self, function: &Function, span: Span) -> Lowered<Prototype> {
        let source = self.source;
        let mut scope = FunctionScope::new(source);
        scope.scopes.push(Scope::default());
        scope.code.name = Some(match &function.name {
            Some(name) => name.text.clone(),
            None => {
                self.anonymous += 1;
                format!("#{}", self.anonymous).into()
            }
        });
        self.functions.push(scope);
        let result = self.body(function, span);
        let scope = self.functions.pop();
        result?;
        let Some(scope) = scope else { return Err(Diagnostic::new(span, "syntax: unbalanced function")) };
        let captures = scope.captures.iter().map(|(_, capture)| *capture).collect();
        let positional = function.parameters.iter().filter(|parameter| !parameter.rest);
        let annotated = positional.map(|parameter| parameter.annotation.is_some()).collect();
        Ok(Prototype { code: Rc::new(scope.finish()), annotated, captures })
    }

    /// Parameters, defaults and body, inside the new function's scope.
    fn body(&mut self, function: &Function, span: Span) -> Lowered {
        let parameters = shape(function)?;
        self.code().parameters = parameters;
        let mut patterns = Vec::new();
        let mut defaults = Vec::new();
        for parameter in function.parameters.iter().chain(&function.keywords) {
            let slot = match &parameter.pattern.kind {
                ExprKind::Name(name) => self.declare(name, parameter.pattern.span)?,
                _ => {
                    let slot = self.hidden_slot(parameter.pattern.span)?;
                    patterns.push((slot, &parameter.pattern));
                    slot
                }
            };
            defaults.push((slot, parameter));
        }
        let first_keyword = function.parameters.len();
        for (i, (slot, parameter)) in defaults.into_iter().enumerate() {
            match &parameter.default {
                Some(default) => {
                    let skip = self.emit(Instr::JumpIfSet(slot, 0), default.span);
                    self.value(default)?;
                    self.emit(Instr::SetLocal(slot), default.span);
                    self.land(skip);
                }
                None if i >= first_keyword => {
                    self.emit(Instr::RequireKeyword(slot), parameter.pattern.span);
                }
                None => {}
            }
        }
        for (slot, pattern) in patterns {
            self.emit(Instr::Local(slot), pattern.span);
            self.declare_pattern(pattern)?;
            self.assign(pattern)?;
        }
        self.declare_assigned(&[&function.body])?;
        self.value(&function.body)?;
        self.emit(Instr::Return, span);
        Ok(())
    }
}

/// How many parameters of each kind a function has.
fn shape(function: &Function) -> Lowered<Parameters> {
    let mut shape = Parameters::default();
    for parameter in &function.parameters {
        let span = parameter.pattern.span;
        if shape.rest {
            return Err(Diagnostic::new(span, "syntax: invalid \"...\" on non-final argument")
                .with_hint("Only the last parameter can collect what is left."));
        }
        match parameter {
            Parameter { rest: true, .. } => shape.rest = true,
            Parameter { default: Some(_), .. } => shape.optional += 1,
            _ if shape.optional > 0 => {
                return Err(Diagnostic::new(span, "syntax: optional positional arguments must occur at end")
                    .with_hint("Put the parameters without a default first."));
            }
            _ => shape.required += 1,
        }
    }
    for parameter in &function.keywords {
        if let ExprKind::Name(name) = &parameter.pattern.kind {
            shape.keywords.push(name.clone());
        }
    }
    unique(function)?;
    Ok(shape)
}

/// No two parameters share a name.
fn unique(function: &Function) -> Lowered {
    let mut seen: Vec<&str> = Vec::new();
    for parameter in function.parameters.iter().chain(&function.keywords) {
        if let ExprKind::Name(name) = &parameter.pattern.kind {
            if &**name != "_" && seen.contains(&&**name) {
                return Err(Diagnostic::new(
                    parameter.pattern.span,
                    "syntax: function argument names not unique",
                )
                .with_hint(format!("`{name}` stands twice among the parameters.")));
            }
            seen.push(name);
        }
    }
    Ok(())
}
