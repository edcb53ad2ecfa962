//! Conditions, loops, and what jumps out of them.

use super::super::code::Instr;
use super::super::syntax::{Comprehension, Expr, ExprKind, Logic};
use super::super::value::Value;
use super::{Lowered, Lowering};
use crate::diag::{Diagnostic, Span};

/// A loop while its body is lowered.
pub(in super::super) struct Loop {
    /// Values on the operand stack where the loop began: what is above is dropped on the way out.
    height: i32,
    /// The jumps that leave it. `None` for an inner loop of `for a in A, b in B`: the outermost is left.
    breaks: Option<Vec<usize>>,
    /// The jumps to its next turn.
    continues: Vec<usize>,
}

impl Lowering<'_> {
    /// `if … elseif … else … end`, which has the value of the branch that runs.
    pub(super) fn if_(&mut self, branches: &[(Expr, Expr)], otherwise: Option<&Expr>, span: Span) -> Lowered {
        let height = self.here().height;
        let mut ends = Vec::new();
        for (condition, body) in branches {
            self.value(condition)?;
            let skip = self.emit(Instr::JumpUnless(0), condition.span);
            self.value(body)?;
            ends.push(self.emit(Instr::Jump(0), span));
            self.land(skip);
            self.here().height = height;
        }
        match otherwise {
            Some(body) => self.value(body)?,
            None => self.nothing(span),
        }
        ends.into_iter().for_each(|end| self.land(end));
        Ok(())
    }

    /// `a && b`, `a || b`: the right operand is looked at, and is the value, only if the left does not decide.
    pub(super) fn logic(&mut self, logic: Logic, left: &Expr, right: &Expr, span: Span) -> Lowered {
        self.value(left)?;
        let (jump, decided) = match logic {
            Logic::And => (Instr::JumpUnless(0), false),
            Logic::Or => (Instr::JumpIf(0), true),
        };
        let skip = self.emit(jump, left.span);
        let height = self.here().height;
        self.value(right)?;
        let end = self.emit(Instr::Jump(0), span);
        self.land(skip);
        self.here().height = height;
        self.push_constant(Value::Bool(decided), span);
        self.land(end);
        Ok(())
    }

    /// `while condition body end`, without a value.
    pub(super) fn while_(&mut self, condition: &Expr, body: &Expr, span: Span) -> Lowered {
        let top = self.address();
        self.open_loop(true);
        self.value(condition)?;
        let end = self.emit(Instr::JumpUnless(0), condition.span);
        self.scoped(&[body], true, |this| this.effect(body))?;
        self.close_loop(top, span, Some(end));
        Ok(())
    }

    /// `for pattern in values, … body end`, without a value.
    pub(super) fn for_(&mut self, clauses: &[(Expr, Expr)], body: &Expr, span: Span) -> Lowered {
        let clauses: Vec<_> = clauses.iter().map(|(pattern, values)| (pattern, values, None)).collect();
        self.walk(&clauses, true, true, span, &mut |this| {
            this.declare_assigned(&[body])?;
            this.effect(body)
        })
    }

    /// `[body for … if …]`, and the same without brackets.
    pub(super) fn comprehension(&mut self, comprehension: &Comprehension, span: Span) -> Lowered {
        let slot = self.hidden_slot(span)?;
        self.emit(Instr::Vector(0), span);
        self.emit(Instr::SetLocal(slot), span);
        let clauses: Vec<_> = comprehension
            .clauses
            .iter()
            .map(|clause| (&clause.pattern, &clause.values, clause.condition.as_ref()))
            .collect();
        self.walk(&clauses, true, false, span, &mut |this| {
            this.declare_assigned(&[&comprehension.body])?;
            this.value(&comprehension.body)?;
            this.emit(Instr::Append(slot), span);
            Ok(())
        })?;
        self.emit(Instr::Local(slot), span);
        self.emit(Instr::Promote, span);
        Ok(())
    }

    /// Nested loops, the first clause outermost. Each turn has fresh variables.
    fn walk(
        &mut self,
        clauses: &[(&Expr, &Expr, Option<&Expr>)],
        outermost: bool,
        soft: bool,
        span: Span,
        inside: &mut dyn FnMut(&mut Self) -> Lowered,
    ) -> Lowered {
        let Some(((pattern, values, condition), rest)) = clauses.split_first() else { return inside(self) };
        self.value(values)?;
        let iterator = self.hidden_slot(span)?;
        self.hidden_slot(span)?;
        self.emit(Instr::Iterate(iterator), values.span);
        let top = self.address();
        self.open_loop(outermost);
        let end = self.emit(Instr::Next(iterator, 0), values.span);
        self.scoped(&[], soft, |this| {
            this.declare_pattern(pattern)?;
            this.assign(pattern)?;
            let skip = match condition {
                Some(condition) => {
                    this.value(condition)?;
                    Some(this.emit(Instr::JumpUnless(0), condition.span))
                }
                None => None,
            };
            this.walk(rest, false, soft, span, inside)?;
            if let Some(skip) = skip {
                this.land(skip);
            }
            Ok(())
        })?;
        self.close_loop(top, span, Some(end));
        Ok(())
    }

    /// Makes the names of a loop's pattern variables of the innermost scope, valueless at each turn.
    pub(super) fn declare_pattern(&mut self, pattern: &Expr) -> Lowered {
        match &pattern.kind {
            ExprKind::Name(name) => {
                let slot = self.declare(name, pattern.span)?;
                self.emit(Instr::Fresh(slot), pattern.span);
                Ok(())
            }
            ExprKind::Tuple(items) => items.iter().try_for_each(|item| self.declare_pattern(item)),
            ExprKind::Typed(Some(inner), _) => self.declare_pattern(inner),
            _ => Err(Diagnostic::new(pattern.span, "syntax: invalid iteration specification")
                .with_hint("A loop variable is a name, or names in brackets: `for (i, x) in pairs`.")),
        }
    }

    fn open_loop(&mut self, outermost: bool) {
        let height = self.here().height;
        let breaks = outermost.then(Vec::new);
        self.here().loops.push(Loop { height, breaks, continues: Vec::new() });
    }

    /// Ends the loop whose head is at `top`; `end` is the jump that leaves it when it is through.
    fn close_loop(&mut self, top: u32, span: Span, end: Option<usize>) {
        let Some(closed) = self.here().loops.pop() else { return };
        closed.continues.into_iter().for_each(|at| self.land(at));
        self.emit(Instr::Loop(top), span);
        end.into_iter().chain(closed.breaks.into_iter().flatten()).for_each(|at| self.land(at));
        self.here().height = closed.height;
    }

    /// `break` and `continue`.
    pub(super) fn jump_out(&mut self, leaves: bool, span: Span) -> Lowered {
        let height = self.here().height;
        let word = if leaves { "break" } else { "continue" };
        let loops = &self.here().loops;
        let target = match leaves {
            true => loops.iter().rposition(|inner| inner.breaks.is_some()),
            false => loops.len().checked_sub(1),
        };
        let Some(target) = target else {
            return Err(Diagnostic::new(span, "syntax: break or continue outside loop")
                .with_hint(format!("`{word}` stands only inside `for` or `while`.")));
        };
        for _ in loops[target].height..height {
            self.emit(Instr::Pop, span);
        }
        let at = self.emit(Instr::Jump(0), span);
        let inner = &mut self.here().loops[target];
        match inner.breaks.as_mut().filter(|_| leaves) {
            Some(breaks) => breaks.push(at),
            None => inner.continues.push(at),
        }
        // What follows is never reached, but stands where one value is expected.
        self.here().height = height + 1;
        Ok(())
    }
}
