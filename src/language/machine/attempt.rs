//! What is tried: where an error goes, and the errors that programs throw.

use std::rc::Rc;

use super::super::display::show;
use super::super::error::{Fallible, Raised};
use super::super::types::Type;
use super::super::value::{Exception, Value};
use super::Machine;

/// A `try` under way.
pub(super) struct Handler {
    /// The frame that it belongs to.
    frame: usize,
    /// Where the frame goes on after an error.
    pc: usize,
    /// How high the stack was.
    height: usize,
}

impl Machine {
    /// The innermost frame begins to try.
    pub(super) fn begin_try(&mut self, pc: u32) {
        // Whether it fails depends on the values: elsewhere it may go another way.
        self.looked = true;
        let frame = self.frames.len().saturating_sub(1);
        self.handlers.push(Handler { frame, pc: pc as usize, height: self.stack.len() });
    }

    /// Forgets what frames tried that are no longer there.
    #[inline]
    pub(super) fn drop_handlers(&mut self) {
        while self.handlers.last().is_some_and(|handler| handler.frame >= self.frames.len()) {
            self.handlers.pop();
        }
    }

    /// Lets the innermost `try` above `floor` go on with the error. What ends a run for good is not caught.
    pub(super) fn catch(&mut self, raised: Box<Raised>, floor: usize) -> Fallible<()> {
        if raised.spent || self.handlers.last().is_none_or(|handler| handler.frame < floor) {
            return Err(raised);
        }
        let Some(handler) = self.handlers.pop() else { return Err(raised) };
        self.frames.truncate(handler.frame + 1);
        self.frames[handler.frame].pc = handler.pc;
        self.stack.truncate(handler.height);
        self.stack.push(caught(*raised));
        Ok(())
    }

    /// The error that throwing `value` raises.
    pub fn thrown(&mut self, value: Value) -> Box<Raised> {
        let (message, hint) = match &value {
            Value::Exception(exception) => (exception.message.clone(), exception.hint.clone()),
            other => (show(other), None),
        };
        let hint = hint.unwrap_or_else(|| "The program itself stopped here, with `throw`.".to_owned());
        let mut raised = Raised::new(message).hint(hint);
        raised.thrown = Some(value);
        raised
    }
}

/// The value that `catch` gives a name.
fn caught(raised: Raised) -> Value {
    match raised.thrown {
        Some(value) => value,
        None => Value::Exception(Rc::new(Exception::from_message(&raised.message, raised.hint))),
    }
}

/// Whether the type is one of the errors that are always there.
pub(super) fn is_exception(kind: Type) -> bool {
    kind != Type::Exception && kind.is_subtype(Type::Exception)
}
