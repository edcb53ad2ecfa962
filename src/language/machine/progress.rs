//! What is said when a limit is reached: how far the loop had come, or that it never ends.

use super::super::code::{LoopKind, LoopRange};
use super::super::entries;
use super::super::error::{self, Raised};
use super::super::limits;
use super::super::value::Value;
use super::budget::grouped;
use super::{Frame, Machine};
use crate::diag::QuickFix;

impl Machine {
    /// Completes the error of a limit of steps or time with what the program was doing.
    pub(super) fn tell_progress(&self, raised: &mut Raised) {
        let Some(limit) = raised.limit.take() else { return };
        let own = || self.frames.iter().filter(|frame| frame.method.code.source != error::LIBRARY);
        if own().any(|frame| loops(frame).any(|inner| inner.kind == LoopKind::Endless)) {
            raised.message = format!("stopped after {limit}: the loop never ends");
            raised.hint = Some(
                "What its condition depends on never changes: change it in the loop, or leave the loop with `break`.".to_owned(),
            );
            return;
        }
        let known = own().flat_map(|frame| loops(frame).map(move |inner| (frame, inner)));
        let progress = known.filter_map(|(frame, inner)| self.progress(frame, inner)).next();
        raised.message = match progress {
            Some((turn, turns)) => {
                format!("stopped after {limit}, in turn {} of {} of the loop", grouped(turn), grouped(turns))
            }
            None => format!("stopped after {limit}"),
        };
        raised.hint = Some(
            "This limit keeps the page responsive. If the program needs more, allow this cell ten times as much; otherwise let it do less.".to_owned(),
        );
        raised.quick_fix = Some(Box::new(QuickFix::Prepend(limits::LINE.to_owned())));
    }

    /// In which turn a loop over a container of known length is, and how many it has.
    fn progress(&self, frame: &Frame, inner: &LoopRange) -> Option<(u64, u64)> {
        let LoopKind::Over(slot) = inner.kind else { return None };
        let at = frame.base + slot as usize;
        let (Value::Int(turn), turns) = (self.stack.get(at + 1)?, entries::length(self.stack.get(at)?)?)
        else {
            return None;
        };
        (turns < usize::MAX).then_some(((*turn).max(1) as u64, turns as u64))
    }
}

/// The loops that a frame is in, the outermost first.
fn loops(frame: &Frame) -> impl Iterator<Item = &LoopRange> {
    let at = frame.pc.saturating_sub(1) as u32;
    frame.method.code.loops.iter().rev().filter(move |inner| (inner.start..inner.end).contains(&at))
}
