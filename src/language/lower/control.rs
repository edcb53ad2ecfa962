//! Conditionals, loops, comprehensions, `break` and `continue`.

use super::super::code::{Instr, LoopKind, LoopRange};
use super::super::syntax::{Clause, Comprehension, Expr, ExprKind, Logic};
use super::super::value::Value;
use super::{Lowered, Lowering, count, endless};
use crate::diag::{Diagnostic, Span};

/// The state of a loop while its body is lowered.
pub(in super::super) struct Loop {
    /// The height of the operand stack where the loop began: what is above it is popped by a jump out of the loop.
    height: i32,
    /// The jumps that leave the loop. `None` for an inner loop of `for a in A, b in B`, where `break` leaves the outermost.
    breaks: Option<Vec<usize>>,
    /// The jumps to the next iteration.
    continues: Vec<usize>,
    /// How many `try` blocks were open where the loop began.
    tries: usize,
}

/// What a loop iterates over.
enum Iterable<'a> {
    /// An expression.
    Values(&'a Expr),
    /// A slot with a value computed earlier, and the span of its expression.
    Slot(u16, Span),
}

/// One loop: its pattern, what it iterates over, and its condition.
type LoopClause<'a> = (&'a Expr, Iterable<'a>, Option<&'a Expr>);

impl Lowering<'_> {
    /// `if … elseif … else … end`, whose value is that of the branch taken.
    pub(super) fn if_(&mut self, branches: &[(Expr, Expr)], otherwise: Option<&Expr>, span: Span) -> Lowered {
        let height = self.here().height;
        let mut ends = Vec::new();
        for (condition, body) in branches {
            self.value(condition)?;
            let skip = self.emit(Instr::JumpUnless(0), condition.span);
            self.value(body)?;
            ends.push(self.emit(Instr::Jump(0), span));
            self.patch_jump(skip);
            self.here().height = height;
        }
        match otherwise {
            Some(body) => self.value(body)?,
            None => self.nothing(span),
        }
        ends.into_iter().for_each(|end| self.patch_jump(end));
        Ok(())
    }

    /// `a && b`, `a || b`: the right operand is evaluated, and is the value, only if the left does not decide.
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
        self.patch_jump(skip);
        self.here().height = height;
        self.push_constant(Value::Bool(decided), span);
        self.patch_jump(end);
        Ok(())
    }

    /// `while condition body end`, without a value.
    pub(super) fn while_(&mut self, condition: &Expr, body: &Expr, span: Span) -> Lowered {
        let top = self.address();
        self.open_loop(true);
        self.value(condition)?;
        let end = self.emit(Instr::JumpUnless(0), condition.span);
        self.scoped(&[body], true, |this| this.effect(body))?;
        let kind = if endless::is_endless(condition, body) { LoopKind::Endless } else { LoopKind::Condition };
        self.close_loop(top, kind, span, Some(end));
        Ok(())
    }

    /// `for pattern in values, … body end`, without a value.
    pub(super) fn for_(&mut self, clauses: &[(Expr, Expr)], body: &Expr, span: Span) -> Lowered {
        let clauses: Vec<LoopClause<'_>> =
            clauses.iter().map(|(pattern, values)| (pattern, Iterable::Values(values), None)).collect();
        // In `for i in I, j in J` every turn has variables of its own, so what the body assigns to `i` does not last.
        let mut kept: Vec<(&Expr, u16)> = Vec::new();
        for (pattern, ..) in clauses.iter().rev().skip(1).filter(|(pattern, ..)| assigns(body, pattern)) {
            kept.push((*pattern, self.hidden_slot(span)?));
        }
        self.nested_loops(&clauses, &kept, (true, true), span, &mut |this| {
            for (pattern, slot) in &kept {
                this.emit(Instr::Local(*slot), span);
                this.declare_pattern(pattern)?;
                this.assign(pattern)?;
            }
            this.declare_assigned(&[body])?;
            this.effect(body)
        })
    }

    /// `[body for … if …]`, or the same without brackets (a generator).
    pub(super) fn comprehension(&mut self, comprehension: &Comprehension, span: Span) -> Lowered {
        let slot = self.hidden_slot(span)?;
        self.emit(Instr::Vector(0), span);
        self.emit(Instr::SetLocal(slot), span);
        let (clauses, grid) = self.clauses(&comprehension.clauses)?;
        self.nested_loops(&clauses, &[], (true, false), span, &mut |this| {
            this.declare_assigned(&[&comprehension.body])?;
            this.value(&comprehension.body)?;
            this.emit(Instr::Append(slot), span);
            Ok(())
        })?;
        if grid.is_empty() {
            self.emit(Instr::Local(slot), span);
            self.emit(Instr::Promote, span);
            return Ok(());
        }
        self.load(&"_grid".into(), span);
        self.emit(Instr::Local(slot), span);
        self.emit(Instr::Promote, span);
        for values in &grid {
            self.emit(Instr::Local(*values), span);
        }
        self.emit(Instr::Call(count(grid.len() + 1, span)?), span);
        Ok(())
    }

    /// The loops of a comprehension, outermost first. Loops separated by commas span a grid, in which the first varies
    /// fastest; what they iterate over is computed before any of them begins. If the grid is the whole comprehension and
    /// has no condition, the result has the grid's shape, and the slots of what its loops iterate over are returned. A
    /// single loop counts as a grid too, since it may iterate over a matrix.
    fn clauses<'a>(&mut self, clauses: &'a [Clause]) -> Lowered<(Vec<LoopClause<'a>>, Vec<u16>)> {
        let mut loops: Vec<LoopClause<'a>> = Vec::new();
        let mut grid = Vec::new();
        let mut start = 0;
        let alone = matches!(clauses, [Clause { condition: None, values, .. }] if !is_range(values));
        for (i, clause) in clauses.iter().enumerate() {
            let joins_next = clauses.get(i + 1).is_some_and(|next| next.joined);
            let source = if clause.joined || joins_next || alone {
                let slot = self.hidden_slot(clause.values.span)?;
                // What a later `for` iterates over may depend on an earlier one, so only the first grid can be computed
                // up front.
                if start > 0 {
                    return Err(Diagnostic::new(
                        clause.values.span,
                        "syntax: a comma between loops after another `for` is not supported here",
                    )
                    .with_hint("Write `for` again instead of the comma."));
                }
                self.value(&clause.values)?;
                self.emit(Instr::SetLocal(slot), clause.values.span);
                grid.push(slot);
                Iterable::Slot(slot, clause.values.span)
            } else {
                Iterable::Values(&clause.values)
            };
            loops.push((&clause.pattern, source, clause.condition.as_ref()));
            if !joins_next {
                loops[start..].reverse();
                // The condition follows the last loop and may use the variables of all of them: test it innermost.
                let condition = loops[start].2.take();
                if let Some(fastest) = loops.last_mut() {
                    fastest.2 = condition;
                }
                start = loops.len();
            }
        }
        let whole = clauses.len() == grid.len() && clauses.iter().all(|clause| clause.condition.is_none());
        Ok((loops, if whole { grid } else { Vec::new() }))
    }

    /// Nested loops, the first clause outermost. Each iteration has fresh variables. The values of the patterns in `kept`
    /// are also stored in the slots that stand with them.
    fn nested_loops(
        &mut self,
        clauses: &[LoopClause<'_>],
        kept: &[(&Expr, u16)],
        (outermost, soft): (bool, bool),
        span: Span,
        inside: &mut dyn FnMut(&mut Self) -> Lowered,
    ) -> Lowered {
        let Some(((pattern, source, condition), rest)) = clauses.split_first() else { return inside(self) };
        let place = match source {
            Iterable::Values(values) => {
                self.value(values)?;
                values.span
            }
            Iterable::Slot(slot, place) => {
                self.emit(Instr::Local(*slot), *place);
                *place
            }
        };
        let iterator = self.hidden_slot(span)?;
        self.hidden_slot(span)?;
        self.emit(Instr::Iterate(iterator), place);
        let top = self.address();
        self.open_loop(outermost);
        let end = self.emit(Instr::Next(iterator, 0), place);
        self.scoped(&[], soft, |this| {
            this.declare_pattern(pattern)?;
            if let Some((_, slot)) = kept.iter().find(|(known, _)| std::ptr::eq(*known, *pattern)) {
                this.emit(Instr::Dup, pattern.span);
                this.emit(Instr::SetLocal(*slot), pattern.span);
            }
            this.assign(pattern)?;
            let skip = match condition {
                Some(condition) => {
                    this.value(condition)?;
                    Some(this.emit(Instr::JumpUnless(0), condition.span))
                }
                None => None,
            };
            this.nested_loops(rest, kept, (false, soft), span, inside)?;
            if let Some(skip) = skip {
                this.patch_jump(skip);
            }
            Ok(())
        })?;
        self.close_loop(top, LoopKind::Over(iterator), span, Some(end));
        Ok(())
    }

    /// Declares the names in a loop's pattern as variables of the innermost scope, unset at the start of each iteration.
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
                .with_hint("A loop variable is a name, or names in parentheses: `for (i, x) in pairs`.")),
        }
    }

    fn open_loop(&mut self, outermost: bool) {
        let height = self.here().height;
        let breaks = outermost.then(Vec::new);
        let tries = self.here().tries.len();
        self.here().loops.push(Loop { height, breaks, continues: Vec::new(), tries });
    }

    /// Ends the loop whose head is at address `top`; `end` is the jump that leaves it when it is finished.
    fn close_loop(&mut self, top: u32, kind: LoopKind, span: Span, end: Option<usize>) {
        let Some(closed) = self.here().loops.pop() else { return };
        closed.continues.into_iter().for_each(|at| self.patch_jump(at));
        self.emit(Instr::Loop(top), span);
        end.into_iter().chain(closed.breaks.into_iter().flatten()).for_each(|at| self.patch_jump(at));
        self.here().height = closed.height;
        let end = self.address();
        self.code().loops.push(LoopRange { start: top, end, kind });
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
                .with_hint(format!("`{word}` only works inside `for` or `while`.")));
        };
        let (least, tries) = (loops[target].height, loops[target].tries);
        for _ in least..height {
            self.emit(Instr::Pop, span);
        }
        self.leave_tries(tries, span)?;
        let at = self.emit(Instr::Jump(0), span);
        let inner = &mut self.here().loops[target];
        match inner.breaks.as_mut().filter(|_| leaves) {
            Some(breaks) => breaks.push(at),
            None => inner.continues.push(at),
        }
        // The code after the jump is unreachable, but a value is expected on the stack there.
        self.here().height = height + 1;
        Ok(())
    }
}

/// Whether a loop's body assigns to a variable of a pattern.
fn assigns(body: &Expr, pattern: &Expr) -> bool {
    match &pattern.kind {
        ExprKind::Name(_) => {
            let own = match &body.kind {
                ExprKind::Assign(target, _) | ExprKind::Update(_, target, _) => names(target, pattern),
                _ => false,
            };
            let mut found = own;
            body.for_each_child(&mut |child| found = found || assigns(child, pattern));
            found
        }
        _ => {
            let mut found = false;
            pattern.for_each_child(&mut |part| found = found || assigns(body, part));
            found
        }
    }
}

/// Whether a name is among the targets of an assignment.
fn names(target: &Expr, name: &Expr) -> bool {
    match &target.kind {
        ExprKind::Tuple(items) => items.iter().any(|item| names(item, name)),
        kind => *kind == name.kind,
    }
}

/// Whether it is a range literal, which has one dimension.
fn is_range(values: &Expr) -> bool {
    matches!(values.kind, ExprKind::Range(_))
}
