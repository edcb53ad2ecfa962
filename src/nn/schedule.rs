//! Schedules: how the learning rate goes on from step to step.

use std::f64::consts::PI;

use super::optimiser::Knob;

/// A row of the table of schedules.
#[derive(Debug)]
pub struct Schedule {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its knobs.
    pub knobs: &'static [Knob],
    /// The part of the learning rate at a step, counted from 0.
    part: fn(f64, &[f64]) -> f64,
}

const fn knob(symbol: &'static str, about: &'static str, default: f64) -> Knob {
    Knob { symbol, about, default }
}

const PERIOD: Knob = knob("period", "after how many steps", 1000.0);

/// Every schedule.
pub static SCHEDULES: &[Schedule] = &[
    Schedule { name: "constant", about: "always the same", knobs: &[], part: |_, _| 1.0 },
    Schedule {
        name: "step",
        about: "times a factor after every period",
        knobs: &[knob("factor", "what it is multiplied by", 0.1), PERIOD],
        part: |step, knobs| libm::pow(knobs[0], libm::floor(step / knobs[1])),
    },
    Schedule {
        name: "exponential",
        about: "evenly down to a factor after each period, and on",
        knobs: &[knob("factor", "what is left of it", 0.1), PERIOD],
        part: |step, knobs| libm::pow(knobs[0], step / knobs[1]),
    },
    Schedule {
        name: "inverse",
        about: "divided by 1 + γ times the step",
        knobs: &[knob("γ", "how fast it shrinks", 0.001)],
        part: |step, knobs| 1.0 / (1.0 + knobs[0] * step),
    },
    Schedule {
        name: "cosine",
        about: "down to 0 along half a wave, then 0",
        knobs: &[PERIOD],
        part: |step, knobs| (1.0 + libm::cos(PI * (step / knobs[0]).min(1.0))) / 2.0,
    },
    Schedule {
        name: "restarts",
        about: "down along half a wave, and up again at once, in every period",
        knobs: &[PERIOD],
        part: |step, knobs| (1.0 + libm::cos(PI * libm::fmod(step / knobs[0], 1.0))) / 2.0,
    },
    Schedule {
        name: "warm-up",
        about: "up from 0 in the first steps, then constant",
        knobs: &[knob("steps", "how many steps it rises", 100.0)],
        part: |step, knobs| ((step + 1.0) / knobs[0]).min(1.0),
    },
];

/// The schedule of this name.
pub fn schedule(name: &str) -> Option<&'static Schedule> {
    SCHEDULES.iter().find(|schedule| schedule.name == name)
}

impl Schedule {
    /// The learning rate at a step, counted from 0, if it is `rate` in full; `knobs` in the order of the row.
    ///
    /// ```
    /// # use fluxion::nn::schedule;
    /// let step = schedule("step").unwrap();
    /// let rates = [0, 99, 100, 250].map(|at| step.rate(at, 0.8, &[0.5, 100.0]));
    /// assert_eq!(rates, [0.8, 0.8, 0.4, 0.2]);
    /// ```
    ///
    /// # Panics
    /// If there are fewer knobs than the row has.
    pub fn rate(&self, step: usize, rate: f64, knobs: &[f64]) -> f64 {
        rate * (self.part)(step as f64, knobs)
    }
}
