//! Exception handling: handlers, and the errors that programs throw.

use std::rc::Rc;

use super::super::display::show;
use super::super::equality::identical;
use super::super::error::{Fallible, Raised};
use super::super::types::Type;
use super::super::value::{Exception, Value};
use super::Machine;

/// An active handler of a `try` block.
pub(super) struct Handler {
    /// The frame that it belongs to.
    frame: usize,
    /// Where the frame continues after an error.
    pc: usize,
    /// The height of the stack to restore.
    height: usize,
}

impl Machine {
    /// Installs a handler in the innermost frame.
    pub(super) fn begin_try(&mut self, pc: u32) {
        // Whether the body fails depends on the values, so control flow is data-dependent.
        self.data_dependent = true;
        let frame = self.frames.len().saturating_sub(1);
        self.handlers.push(Handler { frame, pc: pc as usize, height: self.stack.len() });
    }

    /// Drops the handlers of frames that have been popped.
    #[inline]
    pub(super) fn drop_handlers(&mut self) {
        while self.handlers.last().is_some_and(|handler| handler.frame >= self.frames.len()) {
            self.handlers.pop();
        }
    }

    /// Passes the error to the innermost handler at or above frame `floor`. An exhausted budget is not caught.
    pub(super) fn catch(&mut self, mut raised: Box<Raised>, floor: usize) -> Fallible<()> {
        if raised.spent || self.handlers.last().is_none_or(|handler| handler.frame < floor) {
            return Err(raised);
        }
        let Some(handler) = self.handlers.pop() else { return Err(raised) };
        raised.place = raised.place.or_else(|| self.place());
        self.frames.truncate(handler.frame + 1);
        self.frames[handler.frame].pc = handler.pc;
        self.stack.truncate(handler.height);
        let value = raised.value();
        raised.thrown = Some(value.clone());
        self.caught = Some(raised);
        self.stack.push(value);
        Ok(())
    }

    /// The error that throwing a caught `value` again raises: it keeps the place where it happened, and its quick fix.
    /// Without a value it is the error that was caught last.
    pub fn rethrown(&mut self, value: Option<Value>) -> Box<Raised> {
        let caught = self.caught.clone();
        match (caught, value) {
            (Some(caught), None) => caught,
            (Some(caught), Some(value))
                if caught.thrown.as_ref().is_some_and(|own| identical(own, &value)) =>
            {
                caught
            }
            (_, Some(value)) => self.thrown(value),
            (None, None) => Raised::new("rethrow() not allowed outside a catch block"),
        }
    }

    /// The error that throwing `value` raises.
    pub fn thrown(&mut self, value: Value) -> Box<Raised> {
        let (message, hint) = match &value {
            Value::Exception(exception) => (exception.message.clone(), exception.hint.clone()),
            other => (show(other), None),
        };
        let hint = hint.unwrap_or_else(|| "The program itself raised this error, with `throw`.".to_owned());
        let mut raised = Raised::new(message).hint(hint);
        raised.thrown = Some(value);
        raised
    }
}

impl Raised {
    /// The error as the value that `catch` binds to its variable.
    pub fn value(&self) -> Value {
        match &self.thrown {
            Some(value) => value.clone(),
            None => Value::Exception(Rc::new(Exception::from_message(&self.message, self.hint.clone()))),
        }
    }
}

/// Whether the type is one of the built-in errors.
pub(super) fn is_exception(kind: Type) -> bool {
    kind != Type::Exception && kind.is_subtype(Type::Exception)
}
