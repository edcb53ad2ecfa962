//! Lowers each form of expression. Whatever takes more than a few lines has a function of its own.

use super::super::arithmetic::{POWER_LITERAL, operator_index};
use super::super::code::{Import, Instr};
use super::super::syntax::{Declaration, Expr, ExprKind, OperatorUse, Piece, Step};
use super::super::value::Value;
use super::{Lowered, Lowering, count};
use crate::diag::{Diagnostic, Span};

impl Lowering<'_> {
    /// Emits code that pushes the value of `expr`.
    pub(super) fn value(&mut self, expr: &Expr) -> Lowered {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Int(value) => match i32::try_from(*value) {
                Ok(small) => drop(self.emit(Instr::Int(small), span)),
                Err(_) => self.push_constant(Value::Int(*value), span),
            },
            ExprKind::Float(value) => self.push_constant(Value::Float(*value), span),
            ExprKind::Single(value) => self.push_constant(Value::Single(*value), span),
            ExprKind::Bool(truth) => self.push_constant(Value::Bool(*truth), span),
            ExprKind::Char(c) => self.push_constant(Value::Char(*c), span),
            ExprKind::Symbol(name) => self.push_constant(Value::Symbol(name.to_string().into()), span),
            ExprKind::Text(pieces) => self.text(pieces, span)?,
            ExprKind::Name(name) if &**name == "end" => self.last_index(span)?,
            ExprKind::Name(name) => self.load(name, span),
            ExprKind::Tuple(items) => self.collection(items, "tuple", Instr::Tuple, span)?,
            ExprKind::Vector(items) => self.collection(items, "vect", Instr::Vector, span)?,
            ExprKind::Matrix(rows) => self.matrix(rows, span)?,
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension, span)?,
            ExprKind::Call(call) => self.call(call, span)?,
            ExprKind::Index(array, indices) if indices.iter().any(Expr::is_splat) => {
                self.splatted_index(array, indices, span)?
            }
            ExprKind::Index(array, indices) => {
                self.value(array)?;
                self.indices(indices, span)?;
                self.emit(Instr::Index(count(indices.len(), span)?), span);
            }
            ExprKind::Field(object, name) => {
                self.value(object)?;
                let constant = self.constant(Value::text(&*name.text));
                self.emit(Instr::Field(constant), span);
            }
            ExprKind::Adjoint(inner) => self.call_named("adjoint", &[inner], span)?,
            ExprKind::Fold(first, steps) => self.fold(first, steps)?,
            ExprKind::Prefix(applied, operand) => self.prefix(applied, operand, span)?,
            ExprKind::Comparison(first, steps) => self.comparison(first, steps, span)?,
            ExprKind::Logic(logic, left, right) => self.logic(*logic, left, right, span)?,
            ExprKind::Range(parts) => {
                parts.iter().try_for_each(|part| self.value(part))?;
                self.emit(Instr::Range(parts.len() as u16), span);
            }
            ExprKind::Splat(_) => {
                return Err(Diagnostic::new(span, "syntax: \"...\" expression outside call")
                    .with_hint("`...` passes the entries of a tuple to a function: `f(p...)`."));
            }
            ExprKind::Typed(Some(value), annotation) => {
                self.call_named("typeassert", &[value, annotation], span)?
            }
            ExprKind::Typed(None, _) => {
                return Err(Diagnostic::new(span, "syntax: invalid \"::\" syntax")
                    .with_hint("Write `::` between a name and a type: `x::Float64`."));
            }
            ExprKind::Assign(target, value) => {
                self.value(value)?;
                self.emit(Instr::Dup, span);
                self.assign(target)?;
            }
            ExprKind::Update(applied, target, value) => {
                self.scoped(&[], true, |this| {
                    let target = this.held_target(target)?;
                    this.update(applied, &target, value, span)?;
                    this.value(&target)
                })?;
            }
            ExprKind::Function(function) => self.function(function, span)?,
            ExprKind::If(branches, otherwise) => self.if_(branches, otherwise.as_deref(), span)?,
            ExprKind::For(..) | ExprKind::While(..) => {
                self.effect(expr)?;
                self.nothing(span);
            }
            ExprKind::Block(statements) => self.statements(statements)?,
            ExprKind::Let(bindings, body) => self.let_(bindings, body)?,
            ExprKind::Return(value) => {
                match value {
                    Some(value) => self.value(value)?,
                    None => self.nothing(span),
                }
                self.leave_tries(0, span)?;
                self.emit(Instr::Return, span);
                // The code after a return is unreachable, but a value is expected on the stack there.
                self.here().height += 1;
            }
            ExprKind::Break => self.jump_out(true, span)?,
            ExprKind::Continue => self.jump_out(false, span)?,
            ExprKind::Declare(declaration, items) => self.declaration(*declaration, items, span)?,
            ExprKind::Using(imports) => {
                for import in imports {
                    let parts: Vec<&str> = import.path.iter().map(|name| &*name.text).collect();
                    let names = import.names.as_ref();
                    let names = names.map(|names| names.iter().map(|name| name.text.clone()).collect());
                    let extends = import.extends;
                    self.import(Import { module: parts.join("."), names, extends }, span);
                }
                self.nothing(span);
            }
            ExprKind::Curly(head, parameters) => self.type_application(head, parameters, span)?,
            ExprKind::Subtype(bound) => {
                self.value(bound)?;
                self.variable_named("#T", span);
            }
            ExprKind::Where(inner, variables) => {
                self.with_variables(variables, |this, _| this.value(inner))?
            }
            ExprKind::Struct(definition) => self.struct_(definition, span)?,
            ExprKind::Abstract(name, above) => self.abstract_(name, above.as_deref(), span)?,
            ExprKind::Try(attempt) => self.try_(attempt, span)?,
        }
        Ok(())
    }

    /// Emits code that evaluates `expr` and leaves nothing on the stack.
    pub(super) fn effect(&mut self, expr: &Expr) -> Lowered {
        match &expr.kind {
            ExprKind::Assign(target, value) => {
                self.value(value)?;
                self.assign(target)
            }
            ExprKind::Update(applied, target, value) => self.update(applied, target, value, expr.span),
            ExprKind::For(clauses, body) => self.for_(clauses, body, expr.span),
            ExprKind::While(condition, body) => self.while_(condition, body, expr.span),
            ExprKind::Block(statements) => statements.iter().try_for_each(|statement| self.effect(statement)),
            _ => {
                self.value(expr)?;
                self.emit(Instr::Pop, expr.span);
                Ok(())
            }
        }
    }

    /// A sequence of statements, whose value is that of the last one.
    pub(super) fn statements(&mut self, statements: &[Expr]) -> Lowered {
        let Some((last, before)) = statements.split_last() else {
            self.nothing(Span::default());
            return Ok(());
        };
        before.iter().try_for_each(|statement| self.effect(statement))?;
        self.value(last)
    }

    fn text(&mut self, pieces: &[Piece], span: Span) -> Lowered {
        match pieces {
            [] => self.push_constant(Value::text(""), span),
            [Piece::Literal(text)] => self.push_constant(Value::text(text.as_str()), span),
            _ => {
                for piece in pieces {
                    match piece {
                        Piece::Literal(text) => self.push_constant(Value::text(text.as_str()), span),
                        Piece::Value(value) => self.value(value)?,
                    }
                }
                self.emit(Instr::Text(count(pieces.len(), span)?), span);
            }
        }
        Ok(())
    }

    /// Operators of one precedence, from left to right. An operator that is called needs its function below its operands
    /// on the stack, so these functions are pushed first, the last operator's at the bottom.
    fn fold(&mut self, first: &Expr, steps: &[Step]) -> Lowered {
        for step in steps.iter().rev() {
            self.push_operator(&step.applied);
        }
        self.value(first)?;
        let mut span = first.span;
        for step in steps {
            self.value(&step.right)?;
            span = span.to(step.right.span);
            let literal = step.applied.operator.text == "^" && matches!(step.right.kind, ExprKind::Int(_));
            self.apply(&step.applied, literal, span);
        }
        Ok(())
    }

    /// Pushes the function of an operator for which the machine has no instruction.
    fn push_operator(&mut self, applied: &OperatorUse) {
        if applied.dotted || operator_index(applied.operator.function).is_none() {
            self.load(&applied.operator.function.into(), applied.span);
        }
    }

    /// Applies an operator to the two operands on the stack.
    fn apply(&mut self, applied: &OperatorUse, literal: bool, span: Span) {
        let instr = match operator_index(applied.operator.function) {
            Some(_) if applied.dotted => Instr::Broadcast(2),
            Some(_) if literal => Instr::Binary(POWER_LITERAL),
            Some(row) => Instr::Binary(row),
            None if applied.dotted => Instr::Broadcast(2),
            None => Instr::Call(2),
        };
        self.emit(instr, span);
    }

    fn prefix(&mut self, applied: &OperatorUse, operand: &Expr, span: Span) -> Lowered {
        self.load(&applied.operator.function.into(), applied.span);
        self.value(operand)?;
        self.emit(if applied.dotted { Instr::Broadcast(1) } else { Instr::Call(1) }, span);
        Ok(())
    }

    /// `a < b <= c`: true if every comparison is. Each operand is evaluated at most once, and none after a false
    /// comparison.
    fn comparison(&mut self, first: &Expr, steps: &[Step], span: Span) -> Lowered {
        let (Some(last), Some(dotted)) = (steps.last(), steps.first().map(|step| step.applied.dotted)) else {
            return self.value(first);
        };
        if steps.len() == 1 {
            return self.fold(first, steps);
        }
        if dotted {
            return Err(Diagnostic::new(span, "syntax: chained dotted comparisons are not supported here")
                .with_hint("Write two comparisons and combine them: `(0 .< v) .& (v .< 1)`."));
        }
        let middle = self.hidden_slot(span)?;
        let left = self.hidden_slot(span)?;
        let mut exits = Vec::new();
        self.value(first)?;
        self.emit(Instr::SetLocal(left), first.span);
        for step in steps {
            self.push_operator(&step.applied);
            self.emit(Instr::Local(left), step.applied.span);
            self.value(&step.right)?;
            self.emit(Instr::Dup, step.right.span);
            self.emit(Instr::SetLocal(middle), step.right.span);
            self.apply(&step.applied, false, span);
            if !std::ptr::eq(step, last) {
                exits.push(self.emit(Instr::JumpUnless(0), step.applied.span));
                self.emit(Instr::Local(middle), step.applied.span);
                self.emit(Instr::SetLocal(left), step.applied.span);
            }
        }
        let end = self.emit(Instr::Jump(0), span);
        self.here().height -= 1;
        exits.into_iter().for_each(|exit| self.patch_jump(exit));
        self.push_constant(Value::Bool(false), span);
        self.patch_jump(end);
        Ok(())
    }

    /// Pops the top of the stack into `target`.
    pub(super) fn assign(&mut self, target: &Expr) -> Lowered {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.store(name, span)?,
            ExprKind::Typed(Some(inner), _) => self.assign(inner)?,
            ExprKind::Tuple(items) => {
                self.emit(Instr::Destructure(count(items.len(), span)?), span);
                items.iter().try_for_each(|item| self.assign(item))?;
            }
            ExprKind::Index(array, indices) => {
                let slot = self.hidden_slot(span)?;
                self.emit(Instr::SetLocal(slot), span);
                self.value(array)?;
                self.indices(indices, span)?;
                self.emit(Instr::Local(slot), span);
                self.emit(Instr::SetIndex(count(indices.len(), span)?), span);
            }
            ExprKind::Field(object, name) => {
                let slot = self.hidden_slot(span)?;
                self.emit(Instr::SetLocal(slot), span);
                self.value(object)?;
                self.emit(Instr::Local(slot), span);
                let constant = self.constant(Value::text(&*name.text));
                self.emit(Instr::SetField(constant), span);
            }
            _ => {
                return Err(Diagnostic::new(span, "syntax: invalid assignment location")
                    .with_hint("To the left of `=` goes a name or an entry."));
            }
        }
        Ok(())
    }

    /// Pushes indices; the array that they index is on top of the stack.
    pub(super) fn indices(&mut self, indices: &[Expr], span: Span) -> Lowered {
        let slot = self.hidden_slot(span)?;
        self.emit(Instr::Dup, span);
        self.emit(Instr::SetLocal(slot), span);
        indices.iter().enumerate().try_for_each(|(position, index)| {
            self.here().indexed.push((slot, (indices.len() > 1).then_some(position)));
            let result = self.value(index);
            self.here().indexed.pop();
            result
        })
    }

    /// `end` inside an index.
    fn last_index(&mut self, span: Span) -> Lowered {
        let Some(&(slot, dimension)) = self.here().indexed.last() else {
            return Err(Diagnostic::new(span, "syntax: unexpected \"end\"")
                .with_hint("`end` means the last index only inside square brackets: `v[end]`."));
        };
        self.load(&"lastindex".into(), span);
        self.emit(Instr::Local(slot), span);
        match dimension {
            Some(dimension) => {
                self.emit(Instr::Int(dimension as i32 + 1), span);
                self.emit(Instr::Call(2), span);
            }
            None => drop(self.emit(Instr::Call(1), span)),
        }
        Ok(())
    }

    /// `let a = 1, b = 2 … end`.
    fn let_(&mut self, bindings: &[Expr], body: &Expr) -> Lowered {
        self.scoped(&[], false, |this| {
            for binding in bindings {
                match &binding.kind {
                    ExprKind::Assign(target, value) => {
                        this.value(value)?;
                        this.declare_pattern(target)?;
                        this.assign(target)?;
                    }
                    ExprKind::Name(_) => this.declare_pattern(binding)?,
                    ExprKind::Function(_) => {
                        this.declare_assigned(&[binding])?;
                        this.effect(binding)?;
                    }
                    _ => {
                        return Err(Diagnostic::new(binding.span, "syntax: invalid let syntax")
                            .with_hint("After `let` come assignments: `let a = 1, b = 2`."));
                    }
                }
            }
            this.declare_assigned(&[body])?;
            this.value(body)
        })
    }

    /// `global a`, `local a = 1`, `const a = 1`. The scopes already know the declarations; only the assignments are
    /// left to lower, and the last one gives the value.
    fn declaration(&mut self, _: Declaration, items: &[Expr], span: Span) -> Lowered {
        let mut given = false;
        for (i, item) in items.iter().enumerate() {
            // A name alone, with or without a type, has no value yet.
            let bare = match &item.kind {
                ExprKind::Typed(Some(inner), _) => inner,
                _ => item,
            };
            if !matches!(bare.kind, ExprKind::Name(_)) {
                given = i + 1 == items.len();
                if given { self.value(item)? } else { self.effect(item)? }
            }
        }
        if !given {
            self.nothing(span);
        }
        Ok(())
    }
}
