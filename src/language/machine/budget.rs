//! Budgets: how much a run may compute, record and print, and the errors when it exceeds that.

use super::super::error::{Fallible, Raised};

/// What a session may spend on one run.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Loop iterations, calls, and entries that library functions process.
    pub steps: u64,
    /// Wall-clock time in milliseconds, by the clock that the host provides.
    pub millis: f64,
    /// Nesting of calls from library functions, which use Rust's stack. Functions defined in cells may nest fifty times
    /// as deep, since their frames are on the heap.
    pub depth: usize,
    /// Recorded operations on tracked numbers.
    pub tape: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { steps: 20_000_000, millis: 2_000.0, depth: 200, tape: 1_000_000 }
    }
}

/// How many frames are allowed per unit of [`Budget::depth`].
pub(super) const FRAMES: usize = 50;

/// The maximum number of lines and bytes that a run may print.
const MAX_LINES: usize = 2_000;
const MAX_TEXT: usize = 1 << 20;

/// How many steps pass between two readings of the clock.
const CLOCK_EVERY: u64 = 4_096;

/// Counts what a run has spent.
pub(super) struct Meter {
    pub budget: Budget,
    clock: fn() -> f64,
    steps: u64,
    next_check: u64,
    started: f64,
    tape: u64,
}

impl Meter {
    /// A meter with nothing spent; time counts from now.
    pub fn new(budget: Budget, clock: fn() -> f64) -> Meter {
        Meter { budget, clock, steps: 0, next_check: CLOCK_EVERY, started: clock(), tape: 0 }
    }

    /// The host's clock, in milliseconds.
    pub fn now(&self) -> f64 {
        (self.clock)()
    }

    /// Resets everything to unspent, for the next run.
    pub fn refill(&mut self) {
        *self = Meter::new(self.budget, self.clock);
    }

    /// Spends steps, and checks the clock from time to time. Call this before doing the work.
    ///
    /// # Errors
    /// If the budget of steps or time is exhausted.
    #[inline]
    pub fn charge(&mut self, steps: u64) -> Fallible<()> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps < self.next_check { Ok(()) } else { self.check() }
    }

    /// The slow part of [`Meter::charge`].
    #[cold]
    fn check(&mut self) -> Fallible<()> {
        self.next_check = self.steps + CLOCK_EVERY;
        if self.steps > self.budget.steps {
            return Err(endless(format!("{} steps", self.budget.steps)));
        }
        if (self.clock)() - self.started > self.budget.millis {
            return Err(endless(format!("{} seconds", self.budget.millis / 1000.0)));
        }
        Ok(())
    }

    /// Spends one recorded operation.
    ///
    /// # Errors
    /// If too many were recorded, or the budget of steps or time is exhausted.
    pub fn charge_tape(&mut self) -> Fallible<()> {
        self.tape += 1;
        if self.tape > self.budget.tape {
            return Err(Raised::spent(
                format!("stopped: more than {} operations were recorded", self.budget.tape),
                "Every operation on a tracked number is recorded for the gradient: use fewer iterations, or plain numbers.",
            ));
        }
        self.charge(8)
    }

    /// Checks the length of a string, in bytes, before it is built.
    ///
    /// # Errors
    /// If it is too long.
    pub fn check_text(&self, length: usize) -> Fallible<()> {
        if length > MAX_TEXT { Err(too_much_text()) } else { Ok(()) }
    }
}

fn endless(spent: String) -> Box<Raised> {
    Raised::spent(
        format!("stopped after {spent}: the loop seems to be infinite"),
        "Check that the loop's condition can become false, or let it run fewer iterations.",
    )
}

fn too_much_text() -> Box<Raised> {
    Raised::spent("stopped: the text is longer than 1 MiB", "Build shorter strings, or print less.")
}

/// The printed output of a run.
#[derive(Default)]
pub(super) struct Output {
    pub text: String,
    lines: usize,
}

impl Output {
    /// Appends text.
    ///
    /// # Errors
    /// If too many lines or bytes were printed; nothing is appended then.
    pub fn write(&mut self, text: &str) -> Fallible<()> {
        self.lines += text.matches('\n').count();
        if self.lines > MAX_LINES {
            return Err(Raised::spent(
                format!("stopped: more than {MAX_LINES} lines were printed"),
                "Print only every hundredth iteration, or collect the values and show them at the end.",
            ));
        }
        if self.text.len() + text.len() > MAX_TEXT {
            return Err(too_much_text());
        }
        self.text.push_str(text);
        Ok(())
    }
}
