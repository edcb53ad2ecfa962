//! Assignments that change what is there: `x += 1`, `v[i] -= 1`, `v .= 0`.

use std::rc::Rc;

use super::super::code::Instr;
use super::super::operators::operator;
use super::super::syntax::{Expr, ExprKind, OperatorUse, Step};
use super::{Lowered, Lowering, count};
use crate::diag::Span;

impl Lowering<'_> {
    /// `target += value`, leaving nothing on the stack. What the target is computed from is computed once.
    pub(super) fn update(
        &mut self,
        applied: &OperatorUse,
        target: &Expr,
        value: &Expr,
        span: Span,
    ) -> Lowered {
        if applied.operator.text == "=" {
            return self.overwrite(target, value, span);
        }
        self.scoped(&[], true, |this| {
            let target = this.held_target(target)?;
            let combined = this.combined(applied, &target, value, span);
            if applied.dotted {
                return this.overwrite(&target, &combined, span);
            }
            this.value(&combined)?;
            this.assign(&target)
        })
    }

    /// `target .= value`, leaving nothing on the stack.
    fn overwrite(&mut self, target: &Expr, value: &Expr, span: Span) -> Lowered {
        if let ExprKind::Index(array, indices) = &target.kind {
            self.value(array)?;
            self.indices(indices, span)?;
            self.value(value)?;
            self.emit(Instr::FillIndex(count(indices.len(), span)?), span);
            return Ok(());
        }
        self.call_named("copyto!", &[target, value], span)?;
        self.emit(Instr::Pop, span);
        Ok(())
    }

    /// The same target, with everything in it that is more than a name or a number computed beforehand and held.
    pub(super) fn held_target(&mut self, target: &Expr) -> Lowered<Expr> {
        let kind = match &target.kind {
            ExprKind::Index(array, indices) => {
                let array = self.held(array)?;
                let slot = self.hidden_slot(target.span)?;
                if indices.iter().any(needs_holding) {
                    self.value(&array)?;
                    self.emit(Instr::SetLocal(slot), target.span);
                }
                let held = indices.iter().enumerate().map(|(position, index)| {
                    self.here().indexed.push((slot, (indices.len() > 1).then_some(position)));
                    let held = self.held(index);
                    self.here().indexed.pop();
                    held
                });
                ExprKind::Index(Box::new(array), held.collect::<Lowered<_>>()?)
            }
            ExprKind::Field(object, name) => ExprKind::Field(Box::new(self.held(object)?), name.clone()),
            ExprKind::Call(_) => return self.held(target),
            kind => kind.clone(),
        };
        Ok(Expr { kind, span: target.span })
    }

    /// An expression that gives the value of `expr` any number of times, while `expr` itself is evaluated here and now.
    fn held(&mut self, expr: &Expr) -> Lowered<Expr> {
        if !needs_holding(expr) {
            return Ok(expr.clone());
        }
        self.value(expr)?;
        let name: Rc<str> = format!("#held{}", self.code().slots.len()).into();
        let slot = self.declare(&name, expr.span)?;
        self.emit(Instr::SetLocal(slot), expr.span);
        Ok(Expr { kind: ExprKind::Name(name), span: expr.span })
    }

    /// The expression `target operator value` that `target operator= value` assigns.
    fn combined(&self, applied: &OperatorUse, target: &Expr, value: &Expr, span: Span) -> Expr {
        let plain = operator(applied.operator.function).unwrap_or(applied.operator);
        let applied = OperatorUse { operator: plain, ..*applied };
        let step = Step { applied, right: value.clone() };
        Expr { kind: ExprKind::Fold(Box::new(target.clone()), vec![step]), span }
    }
}

/// Whether evaluating an expression twice may do something twice, or give something else.
fn needs_holding(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => &**name == "end",
        ExprKind::Int(_) | ExprKind::Symbol(_) | ExprKind::Text(_) | ExprKind::Splat(_) => false,
        ExprKind::Fold(first, steps) => {
            needs_holding(first) || steps.iter().any(|step| needs_holding(&step.right))
        }
        ExprKind::Range(parts) => parts.iter().any(needs_holding),
        ExprKind::Field(object, _) => needs_holding(object),
        _ => true,
    }
}
