//! Types: parameters, type variables, and the definitions of structs and abstract types.

use std::rc::Rc;

use super::super::code::{Instr, StructDefinition};
use super::super::syntax::{Expr, ExprKind, Name, Struct, TypeVariable};
use super::super::types::Type;
use super::super::value::Value;
use super::scope::Binding;
use super::{Lowered, Lowering, count};
use crate::diag::{Diagnostic, Span};

impl Lowering<'_> {
    /// `head{parameters}`.
    pub(super) fn type_application(&mut self, head: &Expr, parameters: &[Expr], span: Span) -> Lowered {
        self.value(head)?;
        parameters.iter().try_for_each(|parameter| self.value(parameter))?;
        self.emit(Instr::Apply(count(parameters.len(), span)?), span);
        Ok(())
    }

    /// Replaces the bound on top of the stack with a type variable.
    pub(super) fn variable_named(&mut self, name: &str, span: Span) {
        let constant = self.constant(Value::text(name));
        self.emit(Instr::Variable(constant), span);
    }

    /// Runs `inside` in a scope in which the type variables are bound; it receives their slots.
    pub(super) fn with_variables(
        &mut self,
        variables: &[TypeVariable],
        inside: impl FnOnce(&mut Self, &[u16]) -> Lowered,
    ) -> Lowered {
        if variables.is_empty() {
            return inside(self, &[]);
        }
        self.scoped(&[], false, |this| {
            let mut slots = Vec::new();
            for variable in variables {
                let span = variable.name.span;
                match &variable.bound {
                    Some(bound) => this.value(bound)?,
                    None => this.push_constant(Value::Type(Type::Any), span),
                }
                this.variable_named(&variable.name.text, span);
                let slot = this.declare(&variable.name.text, span)?;
                this.emit(Instr::SetLocal(slot), span);
                slots.push(slot);
            }
            inside(this, &slots)
        })
    }

    /// `struct A … end`: first the type, then the inner constructors, which call `new`.
    pub(super) fn struct_(&mut self, definition: &Struct, span: Span) -> Lowered {
        let name = &definition.name;
        let global = self.global_type(name)?;
        unique(&definition.fields)?;
        let fields = StructDefinition {
            name: name.text.clone(),
            global,
            names: definition.fields.iter().map(|(field, _)| field.text.clone()).collect(),
            mutable: definition.mutable,
            has_default_constructor: definition.constructors.is_empty(),
            variables: count(definition.variables.len(), span)?,
        };
        self.with_variables(&definition.variables, |this, slots| {
            for slot in slots {
                this.emit(Instr::Local(*slot), span);
            }
            for (field, kind) in &definition.fields {
                match kind {
                    // The type does not exist yet, so a field that refers to it may hold anything.
                    Some(kind) if !mentions(kind, &name.text) => this.value(kind)?,
                    _ => this.push_constant(Value::Type(Type::Any), field.span),
                }
            }
            match &definition.supertype {
                Some(supertype) => this.value(supertype)?,
                None => this.push_constant(Value::Type(Type::Any), name.span),
            }
            this.code().structs.push(fields);
            let index = this.code().structs.len() as u32 - 1;
            this.emit(Instr::Struct(index), name.span);
            Ok(())
        })?;
        let before = self.constructing.replace(name.text.clone());
        let result = definition.constructors.iter().try_for_each(|constructor| self.effect(constructor));
        self.constructing = before;
        result?;
        self.nothing(span);
        Ok(())
    }

    /// `abstract type A <: B end`.
    pub(super) fn abstract_(&mut self, name: &Name, supertype: Option<&Expr>, span: Span) -> Lowered {
        let global = self.global_type(name)?;
        match supertype {
            Some(supertype) => self.value(supertype)?,
            None => self.push_constant(Value::Type(Type::Any), name.span),
        }
        let constant = self.constant(Value::text(&*name.text));
        self.emit(Instr::Abstract(constant, global), name.span);
        self.nothing(span);
        Ok(())
    }

    /// The global that a type definition assigns.
    fn global_type(&mut self, name: &Name) -> Lowered<u32> {
        match self.resolve(&name.text) {
            Binding::Global(number) if self.functions.len() == 1 => {
                self.note_global(&name.text);
                Ok(number)
            }
            _ => Err(Diagnostic::new(name.span, "syntax: \"struct\" expression not at top level")
                .with_hint("Define types outside functions and loops.")),
        }
    }
}

/// Whether a type expression mentions `name`.
fn mentions(kind: &Expr, name: &Rc<str>) -> bool {
    let mut found = matches!(&kind.kind, ExprKind::Name(own) if own == name);
    kind.for_each_child(&mut |child| found |= mentions(child, name));
    found
}

fn unique(fields: &[(Name, Option<Expr>)]) -> Lowered {
    for (i, (field, _)) in fields.iter().enumerate() {
        if fields[..i].iter().any(|(known, _)| known.text == field.text) {
            let message = format!("syntax: duplicate field name: \"{}\" is not unique", field.text);
            return Err(Diagnostic::new(field.span, message).with_hint("Give each field a different name."));
        }
    }
    Ok(())
}
