//! Name resolution.
//!
//! A function body, a `let`, a loop body and a comprehension each have their own scope. A name assigned in a scope is
//! local to it, unless an enclosing scope, up to the outermost function, already has it.

use std::rc::Rc;

use super::super::code::{Capture, Code, Instr};
use super::super::error::SourceId;
use super::super::syntax::{Declaration, Expr, ExprKind, Name, Role, Try};
use super::{Lowered, Lowering};
use crate::diag::{Diagnostic, Span};

/// The state of a function while it is lowered.
pub(super) struct FunctionScope {
    /// Its code so far.
    pub code: Code,
    /// Its scopes, innermost last. The top level has none until a loop or `let` opens one.
    pub scopes: Vec<Scope>,
    /// For each slot, whether an inner function captures it.
    pub captured: Vec<bool>,
    /// The variables of outer functions that it captures.
    pub captures: Vec<(Rc<str>, Capture)>,
    /// The enclosing loops, innermost last.
    pub loops: Vec<super::control::Loop>,
    /// The enclosing `try` blocks, innermost last.
    pub tries: Vec<Rc<Try>>,
    /// The current height of the operand stack.
    pub height: i32,
    /// Slots of the arrays whose indices are being lowered, for `end`.
    pub indexed: Vec<(u16, Option<usize>)>,
}

/// One scope: its names with their slots, and the names declared global.
#[derive(Default)]
pub(super) struct Scope {
    pub names: Vec<(Rc<str>, u16)>,
    pub globals: Vec<Rc<str>>,
    /// The declared types of variables (`x::T = …`, `local x::T`), to which assigned values are converted.
    pub types: Vec<(Rc<str>, Expr)>,
    /// Whether it is a soft scope: a loop at top level, in which assigning to an existing global means that global.
    pub soft: bool,
}

/// What a name is bound to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Binding {
    Slot(u16),
    Captured(u16),
    Global(u32),
}

impl FunctionScope {
    pub fn new(source: SourceId) -> FunctionScope {
        FunctionScope {
            code: Code { source, ..Code::default() },
            scopes: Vec::new(),
            captured: Vec::new(),
            captures: Vec::new(),
            loops: Vec::new(),
            tries: Vec::new(),
            height: 0,
            indexed: Vec::new(),
        }
    }

    /// Whether a name is local here.
    pub fn has_local(&self, name: &str) -> bool {
        self.slot(name).is_some_and(|slot| slot.is_ok())
    }

    /// The slot of a local name; `Some(Err(()))` if the name is declared global.
    fn slot(&self, name: &str) -> Option<Result<u16, ()>> {
        for scope in self.scopes.iter().rev() {
            if scope.globals.iter().any(|global| &**global == name) {
                return Some(Err(()));
            }
            if let Some((_, slot)) = scope.names.iter().rev().find(|(local, _)| &**local == name) {
                return Some(Ok(*slot));
            }
        }
        None
    }

    /// The finished code. Only now is it known which variables are captured: those move into cells.
    pub fn finish(mut self) -> Code {
        let captured = &self.captured;
        let in_cell = |slot: u16| captured[slot as usize];
        for instr in &mut self.code.instrs {
            *instr = match *instr {
                Instr::Local(slot) if in_cell(slot) => Instr::CellLocal(slot),
                Instr::SetLocal(slot) if in_cell(slot) => Instr::SetCellLocal(slot),
                Instr::Fresh(slot) if in_cell(slot) => Instr::FreshCell(slot),
                other => other,
            };
        }
        fuse_local_binary(&mut self.code.instrs);
        self.code.captured = self.captures.into_iter().map(|(name, _)| name).collect();
        let parameters = self.code.parameters.slots() as u16;
        self.code.cells = (0..parameters).filter(|&slot| in_cell(slot)).collect();
        self.code
    }
}

/// Introduces superinstructions: arithmetic on a variable and another variable or a constant begins with
/// [`Instr::LocalBinary`].
fn fuse_local_binary(instrs: &mut [Instr]) {
    for at in 2..instrs.len() {
        if let [Instr::Local(slot), Instr::Local(_) | Instr::Int(_) | Instr::Const(_), Instr::Binary(row)] =
            instrs[at - 2..=at]
        {
            instrs[at - 2] = Instr::LocalBinary(slot, row);
        }
    }
}

impl Lowering<'_> {
    /// A new slot. `name` is for messages; it is empty for a hidden slot.
    pub fn new_slot(&mut self, name: &Rc<str>, span: Span) -> Lowered<u16> {
        let here = self.here();
        let slot = u16::try_from(here.code.slots.len()).map_err(|_| {
            Diagnostic::new(span, "syntax: too many variables")
                .with_hint("Split this into several functions.")
        })?;
        here.code.slots.push(name.clone());
        here.captured.push(false);
        Ok(slot)
    }

    /// A slot for a temporary, which no name refers to.
    pub fn hidden_slot(&mut self, span: Span) -> Lowered<u16> {
        self.new_slot(&"".into(), span)
    }

    /// Declares `name` as a variable of the innermost scope.
    pub fn declare(&mut self, name: &Rc<str>, span: Span) -> Lowered<u16> {
        let slot = self.new_slot(name, span)?;
        if let Some(scope) = self.here().scopes.last_mut() {
            scope.names.push((name.clone(), slot));
        }
        Ok(slot)
    }

    /// Runs `inside` in a new scope. The names assigned in `body` become its variables, unless an enclosing scope has
    /// them. `soft` is for loops.
    pub fn scoped(
        &mut self,
        body: &[&Expr],
        soft: bool,
        inside: impl FnOnce(&mut Self) -> Lowered,
    ) -> Lowered {
        let at_top = self.functions.len() == 1;
        let soft = soft && at_top && self.here().scopes.iter().all(|scope| scope.soft);
        self.here().scopes.push(Scope { soft, ..Scope::default() });
        let result = self.declare_assigned(body).and_then(|()| inside(self));
        self.here().scopes.pop();
        result
    }

    /// Declares the names assigned in `body` as variables of the innermost scope.
    pub fn declare_assigned(&mut self, body: &[&Expr]) -> Lowered {
        let mut assigned = Assigned::default();
        body.iter().for_each(|expr| assigned.collect(expr));
        if let Some(scope) = self.here().scopes.last_mut() {
            scope.globals.extend(assigned.globals.iter().cloned());
            scope.types.extend(assigned.types);
        }
        for name in assigned.names {
            let local = assigned.locals.contains(&name.text);
            if !local && (assigned.globals.contains(&name.text) || self.belongs_outside(&name.text)) {
                continue;
            }
            let known = self
                .here()
                .scopes
                .last()
                .is_some_and(|scope| scope.names.iter().any(|(other, _)| *other == name.text));
            if !known {
                let slot = self.declare(&name.text, name.span)?;
                self.emit(Instr::Fresh(slot), name.span);
            }
        }
        Ok(())
    }

    /// Whether a name assigned in the innermost scope is a variable of an enclosing scope.
    fn belongs_outside(&mut self, name: &Rc<str>) -> bool {
        let soft = self.here().scopes.last().is_some_and(|scope| scope.soft);
        let local = self.functions.iter().any(|function| function.has_local(name));
        local || (soft && (self.assigned.contains(name) || self.globals.is_defined(name)))
    }

    /// Resolves `name` from the current scope. A variable of an outer function becomes a captured one.
    pub fn resolve(&mut self, name: &str) -> Binding {
        let innermost = self.functions.len() - 1;
        for level in (0..self.functions.len()).rev() {
            match self.functions[level].slot(name) {
                Some(Ok(slot)) if level == innermost => return Binding::Slot(slot),
                Some(Ok(slot)) => return Binding::Captured(self.capture(level, slot, name)),
                Some(Err(())) => break,
                None => {}
            }
        }
        Binding::Global(self.globals.number(name))
    }

    /// Captures the variable in `slot` of the function at `level`, in every function from there to the innermost.
    fn capture(&mut self, level: usize, slot: u16, name: &str) -> u16 {
        self.functions[level].captured[slot as usize] = true;
        let mut capture = Capture::Slot(slot);
        let mut index = 0;
        for function in &mut self.functions[level + 1..] {
            let found = function.captures.iter().position(|(_, known)| *known == capture);
            index = found.unwrap_or_else(|| {
                function.captures.push((name.into(), capture));
                function.captures.len() - 1
            });
            capture = Capture::Outer(index as u16);
        }
        index as u16
    }

    /// Pushes the value of a variable.
    pub fn load(&mut self, name: &Rc<str>, span: Span) {
        let instr = match self.resolve(name) {
            Binding::Slot(slot) => Instr::Local(slot),
            Binding::Captured(index) => Instr::Captured(index),
            Binding::Global(number) => {
                if !self.assigned.contains(name) {
                    self.globals.reads(name);
                }
                Instr::Global(number)
            }
        };
        self.emit(instr, span);
    }

    /// The declared type of the variable `name`, if it is local and has one.
    fn declared_type(&self, name: &str) -> Option<Expr> {
        for scope in self.functions.iter().rev().flat_map(|function| function.scopes.iter().rev()) {
            if scope.globals.iter().any(|global| &**global == name) {
                return None;
            }
            if scope.names.iter().any(|(local, _)| &**local == name) {
                return scope.types.iter().find(|(typed, _)| &**typed == name).map(|(_, kind)| kind.clone());
            }
        }
        None
    }

    /// Pops a value into a variable, converting it to the variable's declared type, if any.
    pub fn store(&mut self, name: &Rc<str>, span: Span) -> Lowered {
        if let Some(kind) = self.declared_type(name) {
            let given = self.hidden_slot(span)?;
            self.emit(Instr::SetLocal(given), span);
            self.load(&"convert".into(), span);
            self.value(&kind)?;
            self.emit(Instr::Local(given), span);
            self.emit(Instr::Call(2), span);
        }
        let instr = match self.resolve(name) {
            Binding::Slot(slot) => Instr::SetLocal(slot),
            Binding::Captured(index) => Instr::SetCaptured(index),
            Binding::Global(number) => {
                self.note_global(name);
                Instr::SetGlobal(number)
            }
        };
        self.emit(instr, span);
        Ok(())
    }

    /// Records that this source defines a global.
    pub fn note_global(&mut self, name: &Rc<str>) {
        self.globals.defines(name);
        if !self.assigned.contains(name) && self.functions.len() == 1 {
            self.assigned.push(name.clone());
        }
    }
}

/// The names assigned in a scope, in order, and those declared in it.
#[derive(Default)]
struct Assigned {
    names: Vec<Name>,
    locals: Vec<Rc<str>>,
    globals: Vec<Rc<str>>,
    types: Vec<(Rc<str>, Expr)>,
}

impl Assigned {
    /// Collects from `expr` and everything inside it that belongs to the same scope.
    fn collect(&mut self, expr: &Expr) {
        match &expr.kind {
            // `x .= y` overwrites the entries of `x` and gives the name no value.
            ExprKind::Update(applied, target, value) if applied.dotted => {
                self.collect(target);
                self.collect(value);
            }
            ExprKind::Assign(target, value) | ExprKind::Update(_, target, value) => {
                self.target(target);
                self.collect(value);
            }
            ExprKind::Declare(declaration, items) => {
                for item in items {
                    let target = match &item.kind {
                        ExprKind::Assign(target, _) | ExprKind::Update(_, target, _) => target,
                        _ => item,
                    };
                    let target = match &target.kind {
                        ExprKind::Typed(Some(name), _) => {
                            self.target(target);
                            name
                        }
                        _ => target,
                    };
                    self.declaration(*declaration, target);
                    self.collect(item);
                }
            }
            ExprKind::Function(function) if function.role == Role::Plain => {
                self.names.extend(function.name.clone());
            }
            ExprKind::Function(_) => {}
            // These have scopes of their own; only what is evaluated before such a scope opens belongs to this one.
            ExprKind::For(clauses, _) => {
                if let Some((_, values)) = clauses.first() {
                    self.collect(values);
                }
            }
            ExprKind::While(..)
            | ExprKind::Let(..)
            | ExprKind::Comprehension(_)
            | ExprKind::Struct(_)
            | ExprKind::Try(_)
            | ExprKind::Where(..) => {}
            _ => expr.for_each_child(&mut |child| self.collect(child)),
        }
    }

    fn declaration(&mut self, declaration: Declaration, target: &Expr) {
        if let ExprKind::Name(text) = &target.kind {
            match declaration {
                Declaration::Global => self.globals.push(text.clone()),
                Declaration::Local => {
                    self.locals.push(text.clone());
                    self.names.push(Name { text: text.clone(), span: target.span });
                }
                Declaration::Const => {}
            }
        }
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(text) => self.names.push(Name { text: text.clone(), span: target.span }),
            ExprKind::Tuple(items) => items.iter().for_each(|item| self.target(item)),
            ExprKind::Typed(Some(inner), kind) => {
                if let ExprKind::Name(text) = &inner.kind {
                    self.types.push((text.clone(), (**kind).clone()));
                }
                self.target(inner);
            }
            ExprKind::Splat(inner) => self.target(inner),
            _ => self.collect(target),
        }
    }
}
