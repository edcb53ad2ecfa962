//! Function definitions: parameters to slots, defaults to code before the body.

use std::rc::Rc;

use super::super::code::{Instr, Parameters, Prototype};
use super::super::syntax::{ExprKind, Function, Parameter, Role};
use super::super::value::Value;
use super::scope::{Binding, FunctionScope, Scope};
use super::{Lowered, Lowering};
use crate::diag::{Diagnostic, Span};

impl Lowering<'_> {
    /// Emits code that defines `function` and pushes it.
    pub(super) fn function(&mut self, function: &Function, span: Span) -> Lowered {
        let own = function.name.as_ref().filter(|_| function.role == Role::Plain);
        if let Some(name) = own {
            // Noted before the body is lowered, so that a recursive call is not counted as a use of an outer name.
            if matches!(self.resolve(&name.text), Binding::Global(_)) {
                self.note_global(&name.text);
            }
        }
        let prototype = self.prototype(function, span)?;
        self.with_variables(&function.variables, |this, slots| {
            for slot in slots {
                this.emit(Instr::Local(*slot), span);
            }
            for parameter in &function.parameters {
                if let Some(annotation) = &parameter.annotation {
                    this.value(annotation)?;
                }
            }
            this.code().functions.push(prototype);
            let index = this.code().functions.len() as u32 - 1;
            this.emit(Instr::Closure(index), span);
            Ok(())
        })?;
        match (function.role, &function.name) {
            (Role::Callable, _) => {
                self.emit(Instr::DefineCallable, span);
                self.nothing(span);
                return Ok(());
            }
            (Role::Constructor, _) => {
                self.emit(Instr::DefineConstructor, span);
                self.nothing(span);
                return Ok(());
            }
            (Role::Member, Some(name)) => {
                let constant = self.constant(Value::text(&*name.text));
                self.emit(Instr::DefineMember(constant), span);
                self.nothing(span);
                return Ok(());
            }
            _ => {}
        }
        let Some(name) = own else { return Ok(()) };
        match self.resolve(&name.text) {
            Binding::Global(number) => {
                self.emit(Instr::DefineGlobal(number), name.span);
            }
            _ => self.store(&name.text, name.span)?,
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
        let annotated = function.parameters.iter().map(|parameter| parameter.annotation.is_some()).collect();
        let variables = function.variables.len() as u16;
        Ok(Prototype { code: Rc::new(scope.finish()), annotated, variables, captures })
    }

    /// Lowers parameters, defaults and body, inside the new function's scope.
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
        for variable in &function.variables {
            self.declare(&variable.name.text, variable.name.span)?;
        }
        let first_keyword = function.parameters.len();
        for (i, (slot, parameter)) in defaults.into_iter().enumerate() {
            match &parameter.default {
                Some(default) => {
                    let skip = self.emit(Instr::JumpIfSet(slot, 0), default.span);
                    self.value(default)?;
                    self.emit(Instr::SetLocal(slot), default.span);
                    self.patch_jump(skip);
                }
                None if i >= first_keyword && !parameter.rest => {
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
                .with_hint("Only the last parameter can collect the remaining arguments."));
        }
        match parameter {
            Parameter { rest: true, .. } => shape.rest = true,
            Parameter { default: Some(_), .. } => shape.optional += 1,
            _ if shape.optional > 0 => {
                return Err(Diagnostic::new(span, "syntax: optional positional arguments must occur at end")
                    .with_hint("Put the parameters that have no default first."));
            }
            _ => shape.required += 1,
        }
    }
    for parameter in &function.keywords {
        if let ExprKind::Name(name) = &parameter.pattern.kind {
            shape.keywords.push(name.clone());
        }
        shape.collects = parameter.rest;
    }
    shape.variables = function.variables.len();
    unique(function)?;
    Ok(shape)
}

/// Checks that no two parameters share a name.
fn unique(function: &Function) -> Lowered {
    let mut seen: Vec<&str> = Vec::new();
    for parameter in function.parameters.iter().chain(&function.keywords) {
        if let ExprKind::Name(name) = &parameter.pattern.kind {
            if &**name != "_" && seen.contains(&&**name) {
                return Err(Diagnostic::new(
                    parameter.pattern.span,
                    "syntax: function argument names not unique",
                )
                .with_hint(format!("`{name}` occurs twice among the parameters.")));
            }
            seen.push(name);
        }
    }
    Ok(())
}
