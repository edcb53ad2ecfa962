//! `try`, `catch`, `finally`.
//!
//! The `finally` block is lowered once for each way out: normal completion, an error, and every jump.

use std::rc::Rc;

use super::super::code::Instr;
use super::super::syntax::Try;
use super::{Lowered, Lowering};
use crate::diag::Span;

impl Lowering<'_> {
    /// Pushes the value of the body, or of the handler if the body fails.
    pub(super) fn try_(&mut self, attempt: &Rc<Try>, span: Span) -> Lowered {
        let Some(finally) = &attempt.finally else {
            return self.caught(attempt, span);
        };
        let height = self.here().height;
        let failed = self.emit(Instr::Try(0), span);
        self.here().tries.push(attempt.clone());
        let result = self.caught(attempt, span);
        self.here().tries.pop();
        result?;
        self.emit(Instr::EndTry, span);
        self.scoped(&[finally], true, |this| this.effect(finally))?;
        let end = self.emit(Instr::Jump(0), span);
        self.patch_jump(failed);
        self.here().height = height + 1;
        self.scoped(&[finally], true, |this| this.effect(finally))?;
        self.emit(Instr::Rethrow, span);
        self.here().height = height + 1;
        self.patch_jump(end);
        Ok(())
    }

    /// Lowers the body and the `catch`, without the `finally`.
    fn caught(&mut self, attempt: &Rc<Try>, span: Span) -> Lowered {
        let body = &attempt.body;
        let Some((name, handler)) = &attempt.catch else {
            return self.scoped(&[body], true, |this| this.value(body));
        };
        let height = self.here().height;
        let failed = self.emit(Instr::Try(0), span);
        let plain = Try { body: body.clone(), catch: None, finally: None };
        self.here().tries.push(Rc::new(plain));
        let result = self.scoped(&[body], true, |this| this.value(body));
        self.here().tries.pop();
        result?;
        self.emit(Instr::EndTry, span);
        let end = self.emit(Instr::Jump(0), span);
        self.patch_jump(failed);
        self.here().height = height + 1;
        self.scoped(&[], true, |this| {
            match name {
                Some(name) => {
                    let slot = this.declare(&name.text, name.span)?;
                    this.emit(Instr::Fresh(slot), name.span);
                    this.emit(Instr::SetLocal(slot), name.span);
                }
                None => drop(this.emit(Instr::Pop, span)),
            }
            this.declare_assigned(&[handler])?;
            this.value(handler)
        })?;
        self.patch_jump(end);
        Ok(())
    }

    /// Before a jump out of every `try` but the outermost `keep`: runs their `finally` blocks.
    pub(super) fn leave_tries(&mut self, keep: usize, span: Span) -> Lowered {
        let tries = self.here().tries.clone();
        let mut result = Ok(());
        for (depth, attempt) in tries.iter().enumerate().skip(keep).rev() {
            self.here().tries.truncate(depth);
            self.emit(Instr::EndTry, span);
            if let Some(finally) = &attempt.finally {
                result = self.scoped(&[finally], true, |this| this.effect(finally));
            }
            if result.is_err() {
                break;
            }
        }
        self.here().tries = tries;
        result
    }
}
