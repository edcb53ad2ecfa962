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

/// After so many times its length a slice is overdue.
const OVERDUE: f64 = 10.0;

/// Counts what a run has spent.
pub(super) struct Meter {
    pub budget: Budget,
    clock: fn() -> f64,
    steps: u64,
    next_check: u64,
    started: f64,
    /// The milliseconds that programs have slept without waiting.
    slept: f64,
    tape: u64,
    /// How many times as much as the budget allows may be spent on steps and time in this run.
    factor: u32,
    slice: Slice,
    /// Whether the slice is over.
    pub is_due: bool,
    /// Whether it has been over for long.
    pub is_overdue: bool,
}

/// How far a run goes that is paused between two turns of a loop and goes on later.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    /// How long it takes, in milliseconds.
    pub millis: f64,
    /// How many gradients it computes.
    pub gradients: u64,
}

impl Slice {
    /// A run that is never paused.
    pub const WHOLE: Slice = Slice { millis: f64::INFINITY, gradients: u64::MAX };
}

impl Meter {
    /// A meter with nothing spent; time counts from now.
    pub fn new(budget: Budget, clock: fn() -> f64) -> Meter {
        let (started, slice) = (clock(), Slice::WHOLE);
        Meter {
            budget,
            clock,
            steps: 0,
            next_check: CLOCK_EVERY,
            started,
            slept: 0.0,
            tape: 0,
            slice,
            is_due: false,
            is_overdue: false,
            factor: 1,
        }
    }

    /// Resets everything to unspent, for a slice of a run.
    pub fn refill_for(&mut self, slice: Slice) {
        *self = Meter { slice, slept: self.slept, ..Meter::new(self.budget, self.clock) };
    }

    /// Counts a gradient.
    pub fn count_gradient(&mut self) {
        self.slice.gradients = self.slice.gradients.saturating_sub(1);
        self.is_due |= self.slice.gradients == 0 || (self.clock)() - self.started > self.slice.millis;
    }

    /// The host's clock, in milliseconds, ahead by what programs have slept.
    pub fn now(&self) -> f64 {
        (self.clock)() + self.slept
    }

    /// Resets everything to unspent, for the next run, which may take `factor` times the steps and the time.
    pub fn refill(&mut self, factor: u32) {
        *self = Meter { slept: self.slept, factor, ..Meter::new(self.budget, self.clock) };
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

    /// Spends time without waiting.
    ///
    /// # Errors
    /// If the budget of steps or time is exhausted.
    pub fn charge_time(&mut self, millis: f64) -> Fallible<()> {
        self.started -= millis;
        self.slept += millis;
        self.check()
    }

    /// The slow part of [`Meter::charge`].
    #[cold]
    fn check(&mut self) -> Fallible<()> {
        self.next_check = self.steps + CLOCK_EVERY;
        let factor = f64::from(self.factor);
        if self.steps > self.budget.steps.saturating_mul(u64::from(self.factor)) {
            return Err(reached(count_words(self.budget.steps as f64 * factor, "step")));
        }
        let spent = (self.clock)() - self.started;
        self.is_due |= spent > self.slice.millis;
        self.is_overdue |= spent > OVERDUE * self.slice.millis;
        if spent > self.budget.millis * factor {
            return Err(reached(format!("{} s", self.budget.millis * factor / 1000.0)));
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
            return Err(too_much_recorded(self.budget.tape));
        }
        self.charge(8)
    }

    /// Spends as many recorded operations as it takes to get at each number of a tracked array.
    ///
    /// # Errors
    /// If too many were recorded, or the budget of steps or time is exhausted.
    pub fn charge_numbers(&mut self, count: usize) -> Fallible<()> {
        self.tape = self.tape.saturating_add(count as u64);
        if self.tape > self.budget.tape {
            return Err(too_much_recorded(self.budget.tape));
        }
        self.charge(count as u64)
    }

    /// Checks the length of a string, in bytes, before it is built.
    ///
    /// # Errors
    /// If it is too long.
    pub fn check_text(&self, length: usize) -> Fallible<()> {
        if length > MAX_TEXT { Err(too_much_text()) } else { Ok(()) }
    }
}

fn too_much_recorded(most: u64) -> Box<Raised> {
    Raised::spent(
        format!("stopped: more than {} were recorded", count_words(most as f64, "operation")),
        "Every operation on a tracked number is recorded for the gradient: work on whole arrays instead of their numbers, use fewer iterations, or plain numbers.",
    )
}

/// The error of a limit that was reached; where in the program that was is added later.
fn reached(limit: String) -> Box<Raised> {
    let raised = Raised::spent(format!("stopped after {limit}"), "");
    Box::new(Raised { limit: Some(limit), ..*raised })
}

/// `20 million steps`, `3,000 steps`, `1 step`.
fn count_words(count: f64, what: &str) -> String {
    let plural = if count == 1.0 { "" } else { "s" };
    match count {
        count if count >= 1e6 => format!("{} million {what}{plural}", count / 1e6),
        count => format!("{} {what}{plural}", grouped(count as u64)),
    }
}

/// A whole number with a comma between groups of three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
