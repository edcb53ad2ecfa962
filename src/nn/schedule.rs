//! Schedules: how the learning rate changes from step to step.

use std::f64::consts::PI;

use super::knob::Knob;

/// A row of the table of schedules.
#[derive(Debug)]
pub struct Schedule {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its knobs.
    pub knobs: &'static [Knob],
    /// The fraction of the learning rate at a step, counted from 0.
    part: fn(f64, &[f64]) -> f64,
}

const PERIOD: Knob = Knob::plain("period", "number of steps", 1000.0);

/// Every schedule.
pub static SCHEDULES: &[Schedule] = &[
    Schedule { name: "constant", about: "constant", knobs: &[], part: |_, _| 1.0 },
    Schedule {
        name: "step",
        about: "multiplied by a factor after every period",
        knobs: &[Knob::plain("factor", "factor for each period", 0.1), PERIOD],
        part: |step, knobs| libm::pow(knobs[0], libm::floor(step / knobs[1])),
    },
    Schedule {
        name: "exponential",
        about: "exponential decay by a factor in each period",
        knobs: &[Knob::plain("factor", "factor for each period", 0.1), PERIOD],
        part: |step, knobs| libm::pow(knobs[0], step / knobs[1]),
    },
    Schedule {
        name: "inverse",
        about: "divided by 1 + γ times the step",
        knobs: &[Knob::plain("γ", "decay rate", 0.001)],
        part: |step, knobs| 1.0 / (1.0 + knobs[0] * step),
    },
    Schedule {
        name: "cosine",
        about: "down to 0 along half a cosine wave, then 0",
        knobs: &[PERIOD],
        part: |step, knobs| (1.0 + libm::cos(PI * (step / knobs[0]).min(1.0))) / 2.0,
    },
    Schedule {
        name: "restarts",
        about: "down along half a cosine wave in every period, with a restart at its end",
        knobs: &[PERIOD],
        part: |step, knobs| (1.0 + libm::cos(PI * libm::fmod(step / knobs[0], 1.0))) / 2.0,
    },
    Schedule {
        name: "warm-up",
        about: "linear increase from 0, then constant",
        knobs: &[Knob::plain("steps", "number of steps until the full rate", 100.0)],
        part: |step, knobs| ((step + 1.0) / knobs[0]).min(1.0),
    },
];

/// The schedule of this name.
pub fn schedule(name: &str) -> Option<&'static Schedule> {
    SCHEDULES.iter().find(|schedule| schedule.name == name)
}

impl Schedule {
    /// The learning rate at a step, counted from 0, where `rate` is the full rate; `knobs` in the order of the row.
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
