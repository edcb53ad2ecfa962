//! Calls, and lists whose entries may be splatted.

use std::rc::Rc;

use super::super::code::{ArgumentKind, Instr};
use super::super::parser::APPLIED;
use super::super::syntax::{Argument, Call, Expr, ExprKind};
use super::super::value::Value;
use super::{Lowered, Lowering, count};
use crate::diag::{Diagnostic, Span};

impl Lowering<'_> {
    pub(super) fn call(&mut self, call: &Call, span: Span) -> Lowered {
        if let Some(kind) = self.struct_of_new(&call.callee) {
            return self.new_(&kind, &call.callee, &call.arguments, span);
        }
        self.value(&call.callee)?;
        let plain = call.arguments.iter().all(|argument| {
            argument.name.is_none()
                && !argument.after_semicolon
                && !matches!(argument.value.kind, ExprKind::Splat(_))
        });
        if plain {
            call.arguments.iter().try_for_each(|argument| self.value(&argument.value))?;
            let count = count(call.arguments.len(), span)?;
            self.emit(if call.dotted { Instr::Broadcast(count) } else { Instr::Call(count) }, span);
            return Ok(());
        }
        let kinds =
            call.arguments.iter().map(|argument| self.argument(argument)).collect::<Lowered<Vec<_>>>()?;
        self.call_extended(kinds, call.dotted, span);
        Ok(())
    }

    /// Pushes an argument, and returns how it is passed.
    fn argument(&mut self, argument: &Argument) -> Lowered<ArgumentKind> {
        let kind = match (&argument.name, &argument.value.kind) {
            (Some(name), _) => ArgumentKind::Keyword(name.text.clone()),
            // `f(x; digits)` passes a variable as the keyword of the same name.
            (None, ExprKind::Name(name)) if argument.after_semicolon => ArgumentKind::Keyword(name.clone()),
            (None, ExprKind::Splat(inner)) => {
                self.value(inner)?;
                return Ok(if argument.after_semicolon {
                    ArgumentKind::Keywords
                } else {
                    ArgumentKind::Splat
                });
            }
            // `f(x; p.digits)` passes a field as the keyword of the same name.
            (None, ExprKind::Field(_, name)) if argument.after_semicolon => {
                ArgumentKind::Keyword(name.text.clone())
            }
            (None, _) if argument.after_semicolon => {
                return Err(Diagnostic::new(argument.value.span, "syntax: invalid keyword argument syntax")
                    .with_hint("After the semicolon come keyword arguments: `f(x; nest = true)`."));
            }
            (None, _) => ArgumentKind::Positional,
        };
        self.value(&argument.value)?;
        Ok(kind)
    }

    fn call_extended(&mut self, kinds: Vec<ArgumentKind>, dotted: bool, span: Span) {
        self.code().argument_lists.push(kinds);
        let list = self.code().argument_lists.len() as u32 - 1;
        self.emit(if dotted { Instr::BroadcastExtended(list) } else { Instr::CallExtended(list) }, span);
    }

    /// `x[i...]`.
    pub(super) fn splatted_index(&mut self, array: &Expr, indices: &[Expr], span: Span) -> Lowered {
        let argument = |value: &Expr| Argument { name: None, value: value.clone(), after_semicolon: false };
        let callee = Expr { kind: ExprKind::Name("getindex".into()), span };
        let arguments = std::iter::once(array).chain(indices).map(argument).collect();
        self.call(&Call { callee, arguments, dotted: false }, span)
    }

    /// Calls the function `name` with these arguments.
    pub(super) fn call_named(&mut self, name: &str, arguments: &[&Expr], span: Span) -> Lowered {
        self.load(&name.into(), span);
        arguments.iter().try_for_each(|argument| self.value(argument))?;
        self.emit(Instr::Call(count(arguments.len(), span)?), span);
        Ok(())
    }

    /// `[a b; c d]`: a call of `hcat`, `vcat` or `hvcat`.
    pub(super) fn matrix(&mut self, rows: &[Vec<Expr>], span: Span) -> Lowered {
        let entries = || rows.iter().flatten();
        let maker = match rows {
            // `[v;]` has one entry, and a semicolon that makes it a column.
            [row] if row.len() > 1 => "hcat",
            _ if rows.iter().all(|row| row.len() == 1) => "vcat",
            _ => "hvcat",
        };
        self.load(&maker.into(), span);
        let mut arguments = entries().count();
        if maker == "hvcat" {
            for row in rows {
                self.emit(Instr::Int(i32::from(count(row.len(), span)?)), span);
            }
            self.emit(Instr::Tuple(count(rows.len(), span)?), span);
            arguments += 1;
        }
        entries().try_for_each(|entry| self.value(entry))?;
        self.emit(Instr::Call(count(arguments, span)?), span);
        Ok(())
    }

    /// `(a = 1, b = 2)`.
    fn named_tuple(&mut self, items: &[Expr], span: Span) -> Lowered {
        let mut names = Vec::new();
        for item in items {
            let name = match &item.kind {
                ExprKind::Assign(target, value) => match &target.kind {
                    ExprKind::Name(name) => {
                        self.value(value)?;
                        name
                    }
                    _ => return Err(unnamed(item.span)),
                },
                _ => return Err(unnamed(item.span)),
            };
            if names.iter().any(|known| matches!(known, Value::Symbol(known) if **known == **name)) {
                return Err(Diagnostic::new(item.span, "syntax: field name repeated in named tuple")
                    .with_hint(format!("`{name}` occurs twice among the names.")));
            }
            names.push(Value::Symbol(Rc::new(name.to_string())));
        }
        let constant = self.constant(Value::tuple(names));
        self.emit(Instr::Named(constant), span);
        Ok(())
    }

    /// If the callee is `new` or `new{T}` inside a constructor, the name of the struct that it creates.
    fn struct_of_new(&self, callee: &Expr) -> Option<Rc<str>> {
        let name = match &callee.kind {
            ExprKind::Curly(head, _) => &head.kind,
            kind => kind,
        };
        let new = matches!(name, ExprKind::Name(name) if &**name == "new");
        self.constructing.clone().filter(|_| new)
    }

    /// `new(a, b)`: pushes the type and a tuple of the fields, and emits [`Instr::New`].
    fn new_(&mut self, kind: &Rc<str>, callee: &Expr, arguments: &[Argument], span: Span) -> Lowered {
        // In `P{T}(x) where T = new(x)` the type that is constructed has been given.
        let given = self.functions.iter().any(|function| function.has_local(APPLIED));
        let plain = !matches!(callee.kind, ExprKind::Curly(..));
        let head = if given && plain { APPLIED.into() } else { kind.clone() };
        let head = Expr { kind: ExprKind::Name(head), span: callee.span };
        match &callee.kind {
            ExprKind::Curly(_, parameters) => self.type_application(&head, parameters, callee.span)?,
            _ => self.value(&head)?,
        }
        let items: Vec<Expr> = arguments.iter().map(|argument| argument.value.clone()).collect();
        self.collection(&items, "tuple", Instr::Tuple, span)?;
        self.emit(Instr::New, span);
        Ok(())
    }

    /// A tuple or vector; if there are splats among the entries, a call of the function that constructs it.
    pub(super) fn collection(
        &mut self,
        items: &[Expr],
        maker: &str,
        instr: fn(u16) -> Instr,
        span: Span,
    ) -> Lowered {
        if items.iter().any(|item| matches!(item.kind, ExprKind::Assign(..))) {
            return self.named_tuple(items, span);
        }
        if !items.iter().any(|item| matches!(item.kind, ExprKind::Splat(_))) {
            items.iter().try_for_each(|item| self.value(item))?;
            self.emit(instr(count(items.len(), span)?), span);
            return Ok(());
        }
        self.load(&maker.into(), span);
        let mut kinds = Vec::new();
        for item in items {
            let (value, kind) = match &item.kind {
                ExprKind::Splat(inner) => (&**inner, ArgumentKind::Splat),
                _ => (item, ArgumentKind::Positional),
            };
            self.value(value)?;
            kinds.push(kind);
        }
        self.call_extended(kinds, false, span);
        Ok(())
    }
}

fn unnamed(span: Span) -> Diagnostic {
    Diagnostic::new(span, "syntax: invalid named tuple element")
        .with_hint("Give every entry of a named tuple a name: `(a = 1, b = 2)`.")
}
