//! What a run may spend, and what is said when it is spent.

use super::super::error::{Fallible, Raised};

/// What a session may spend on one run.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Turns of loops, calls, and entries that library functions work through.
    pub steps: u64,
    /// Wall-clock milliseconds, by the clock that the host installs.
    pub millis: f64,
    /// Calls by library functions inside one another, which take Rust's stack; the functions of cells may nest
    /// fifty times as deep, since their frames lie on the heap.
    pub depth: usize,
    /// Operations on tracked numbers.
    pub tape: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { steps: 20_000_000, millis: 2_000.0, depth: 200, tape: 1_000_000 }
    }
}

/// Frames for each nested call that a budget allows.
pub(super) const FRAMES: usize = 50;

/// The most lines and bytes that a run may print.
const MAX_LINES: usize = 2_000;
const MAX_TEXT: usize = 1 << 20;

/// Steps between two looks at the clock.
const CLOCK_EVERY: u64 = 4_096;

/// Counts what a run has spent.
pub(super) struct Meter {
    pub budget: Budget,
    clock: fn() -> f64,
    steps: u64,
    next_look: u64,
    started: f64,
    tape: u64,
}

impl Meter {
    /// Nothing has been spent; time counts from now.
    pub fn new(budget: Budget, clock: fn() -> f64) -> Meter {
        Meter { budget, clock, steps: 0, next_look: CLOCK_EVERY, started: clock(), tape: 0 }
    }

    /// Milliseconds by the host's clock.
    pub fn now(&self) -> f64 {
        (self.clock)()
    }

    /// Lets the next run spend everything again.
    pub fn refill(&mut self) {
        *self = Meter::new(self.budget, self.clock);
    }

    /// Spends steps, and now and then looks at the clock. To be called before the work is done.
    ///
    /// # Errors
    /// If steps or time are spent.
    #[inline]
    pub fn charge(&mut self, steps: u64) -> Fallible<()> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps < self.next_look { Ok(()) } else { self.look() }
    }

    /// The slow part of [`Meter::charge`].
    #[cold]
    fn look(&mut self) -> Fallible<()> {
        self.next_look = self.steps + CLOCK_EVERY;
        if self.steps > self.budget.steps {
            return Err(endless(format!("{} steps", self.budget.steps)));
        }
        if (self.clock)() - self.started > self.budget.millis {
            return Err(endless(format!("{} seconds", self.budget.millis / 1000.0)));
        }
        Ok(())
    }

    /// Spends an operation on tracked numbers.
    ///
    /// # Errors
    /// If too many were recorded, or steps or time are spent.
    pub fn charge_tape(&mut self) -> Fallible<()> {
        self.tape += 1;
        if self.tape > self.budget.tape {
            return Err(Raised::spent(
                format!("stopped: more than {} operations were recorded", self.budget.tape),
                "Every operation on a tracked number is kept for the gradient: use fewer turns of the loop, or plain numbers.",
            ));
        }
        self.charge(8)
    }

    /// Looks at the length of a text, in bytes, before it is made.
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
        "Check that what the loop waits for can happen; or let it run fewer turns.",
    )
}

fn too_much_text() -> Box<Raised> {
    Raised::spent("stopped: the text is longer than 1 MiB", "Build shorter strings, or print less.")
}

/// What a run has printed.
#[derive(Default)]
pub(super) struct Output {
    pub text: String,
    lines: usize,
}

impl Output {
    /// Appends a text.
    ///
    /// # Errors
    /// If too many lines or bytes were printed; nothing is appended then.
    pub fn write(&mut self, text: &str) -> Fallible<()> {
        self.lines += text.matches('\n').count();
        if self.lines > MAX_LINES {
            return Err(Raised::spent(
                format!("stopped: more than {MAX_LINES} lines were printed"),
                "Print only every hundredth turn of the loop, or collect the values and show them at the end.",
            ));
        }
        if self.text.len() + text.len() > MAX_TEXT {
            return Err(too_much_text());
        }
        self.text.push_str(text);
        Ok(())
    }
}
