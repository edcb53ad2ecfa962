//! What is done to a gradient before an optimiser takes it: weights that fade, steps that shrink.
//!
//! Formulas and start values are those of Flux 0.9, where they stand before an optimiser in `Optimiser(a, b)`.

use super::optimiser::{Knob, Site, Start, Stepped};
use crate::autodiff::{Number, Tracked, call};

/// A row of the table of decays.
#[derive(Debug)]
pub struct Decay {
    /// Its name, as in Flux.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its knobs.
    pub knobs: &'static [Knob],
    /// What it remembers of a parameter.
    pub states: &'static [Start],
    f64: fn(&Site<'_, f64>) -> Stepped<f64>,
    f32: fn(&Site<'_, f32>) -> Stepped<f32>,
}

/// A number type that the decays are written for.
pub trait Decaying: Number {
    /// The changed gradient for this type, then what is remembered next.
    ///
    /// # Errors
    /// If a shape is not that of the parameter.
    fn decayed(decay: &Decay, site: &Site<'_, Self>) -> Stepped<Self>;
}

impl Decaying for f64 {
    fn decayed(decay: &Decay, site: &Site<'_, f64>) -> Stepped<f64> {
        (decay.f64)(site)
    }
}

impl Decaying for f32 {
    fn decayed(decay: &Decay, site: &Site<'_, f32>) -> Stepped<f32> {
        (decay.f32)(site)
    }
}

const fn knob(symbol: &'static str, about: &'static str, default: f64) -> Knob {
    Knob { symbol, about, default }
}

/// Every decay.
pub static DECAYS: &[Decay] = &[
    Decay {
        name: "WeightDecay",
        about: "draws every weight towards 0: the slope of λ/2 times the sum of their squares is added",
        knobs: &[knob("λ", "how strongly the weights are drawn to 0", 0.0)],
        states: &[],
        f64: weight_decay,
        f32: weight_decay,
    },
    Decay {
        name: "SignDecay",
        about: "draws every weight towards 0 at one speed: the slope of λ times the sum of their sizes is added",
        knobs: &[knob("λ", "how strongly the weights are drawn to 0", 0.0)],
        states: &[],
        f64: sign_decay,
        f32: sign_decay,
    },
    Decay {
        name: "InvDecay",
        about: "the n-th gradient, divided by 1 + γn",
        knobs: &[knob("γ", "how fast the steps shrink", 0.001)],
        states: &[Start::Number(1.0)],
        f64: inv_decay,
        f32: inv_decay,
    },
    Decay {
        name: "ExpDecay",
        about: "the gradient times η, which shrinks every so many steps",
        knobs: &[
            knob("η", "learning rate at the start", 0.001),
            knob("decay", "what it is multiplied by", 0.1),
            knob("step", "after how many steps each time", 1000.0),
            knob("clip", "what it does not fall below", 1e-4),
        ],
        // How many steps there were, and how often the rate has shrunk.
        states: &[Start::Number(0.0), Start::Number(1.0)],
        f64: exp_decay,
        f32: exp_decay,
    },
];

/// The decay of this name.
pub fn decay(name: &str) -> Option<&'static Decay> {
    DECAYS.iter().find(|decay| decay.name == name)
}

impl Decay {
    /// Records the changed gradient, then what is remembered next.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::nn::{Site, decay};
    /// let (p, g, wd) = (Tracked::<f64>::number(3.0), Tracked::number(1.0), Tracked::number(0.1));
    /// let site = Site { parameter: &p, gradient: &g, states: &[], knobs: &[wd] };
    /// let changed = decay("WeightDecay").unwrap().of(&site)?;
    /// assert_eq!(changed[0].value().item(), Some(1.0 + 0.1 * 3.0));
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If a shape is not that of the parameter.
    pub fn of<T: Decaying>(&self, site: &Site<'_, T>) -> Stepped<T> {
        T::decayed(self, site)
    }
}

fn weight_decay<T: Number>(Site { parameter, gradient, knobs, .. }: &Site<'_, T>) -> Stepped<T> {
    Ok(vec![gradient.plus(&knobs[0].times(parameter)?)?])
}

fn sign_decay<T: Number>(Site { parameter, gradient, knobs, .. }: &Site<'_, T>) -> Stepped<T> {
    Ok(vec![gradient.plus(&knobs[0].times(&call("sign", &[parameter])?)?)?])
}

fn inv_decay<T: Number>(Site { gradient, states, knobs, .. }: &Site<'_, T>) -> Stepped<T> {
    let one = Tracked::number(1.0);
    let divisor = one.plus(&knobs[0].times(&states[0])?)?;
    Ok(vec![gradient.over(&divisor)?, states[0].plus(&one)?])
}

fn exp_decay<T: Number>(Site { gradient, states, knobs, .. }: &Site<'_, T>) -> Stepped<T> {
    let [rate, factor, step, clip] = [&knobs[0], &knobs[1], &knobs[2], &knobs[3]];
    let count = states[0].plus(&Tracked::number(1.0))?;
    let rounds = call("floor", &[&count.over(step)?])?.times(step)?;
    let is_due = call("==", &[&rounds, &count])?;
    let shrunk = states[1].times(factor)?;
    let share = call("ifelse", &[&is_due, &shrunk, &states[1]])?;
    let rate = rate.times(&share)?;
    // A rate that starts below the clip stays what it is until it first shrinks.
    let started = call("<", &[&share, &Tracked::number(1.0)])?;
    let rate = call("ifelse", &[&started, &call("max", &[&rate, clip])?, &rate])?;
    Ok(vec![gradient.times(&rate)?, count, share])
}
