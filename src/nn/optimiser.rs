//! The optimisers: for each a row with its knobs, what it remembers, and its step, recorded like any computation.
//!
//! Formulas and start values are those of Flux 0.9.

use crate::autodiff::{Number, Tracked, call};
use crate::tensor::ShapeError;

/// What keeps a division by a root of 0 finite, as in Flux.
const EPSILON: f64 = 1e-8;

/// A number that steers an optimiser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knob {
    /// Its symbol.
    pub symbol: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    /// Its value as Flux has it.
    pub default: f64,
}

/// What an optimiser remembers of a parameter, and how that starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// An array of the parameter's shape, with this in every entry.
    Array(f64),
    /// A number.
    Number(f64),
}

/// What a step is made of.
#[derive(Debug)]
pub struct Site<'a, T> {
    /// The parameter.
    pub parameter: &'a Tracked<T>,
    /// Its gradient.
    pub gradient: &'a Tracked<T>,
    /// What is remembered, in the order of [`Optimiser::states`].
    pub states: &'a [Tracked<T>],
    /// The knobs, in the order of [`Optimiser::knobs`].
    pub knobs: &'a [Tracked<T>],
}

/// The next parameter, then what is remembered next.
pub type Stepped<T> = Result<Vec<Tracked<T>>, ShapeError>;

/// A row of the table of optimisers.
#[derive(Debug)]
pub struct Optimiser {
    /// Its name, as in Flux.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its knobs.
    pub knobs: &'static [Knob],
    /// What it remembers.
    pub states: &'static [Start],
    step: fn(&Site<'_, f64>) -> Stepped<f64>,
}

/// A number type that the steps are written for.
pub trait Steppable: Number {
    /// The step for this type.
    fn step(optimiser: &Optimiser, site: &Site<'_, Self>) -> Stepped<Self>;
}

impl Steppable for f64 {
    fn step(optimiser: &Optimiser, site: &Site<'_, f64>) -> Stepped<f64> {
        (optimiser.step)(site)
    }
}

impl Steppable for f32 {
    fn step(optimiser: &Optimiser, site: &Site<'_, f32>) -> Stepped<f32> {
        let row = OPTIMISERS.iter().position(|row| std::ptr::eq(row, optimiser));
        let step = row.and_then(|row| SINGLE.get(row));
        step.expect("nobody but the table makes optimisers, and both lists are written from its rows")(site)
    }
}

const fn knob(symbol: &'static str, about: &'static str, default: f64) -> Knob {
    Knob { symbol, about, default }
}

const fn rate(default: f64) -> Knob {
    knob("η", "learning rate", default)
}

const MOMENTUM: Knob = knob("ρ", "how much of the last step goes on", 0.9);
const MEMORY: Knob = knob("ρ", "how much of the past is remembered", 0.9);
const FIRST: Knob = knob("β₁", "how much of the past slopes is remembered", 0.9);
const SECOND: Knob = knob("β₂", "how much of the past squares is remembered", 0.999);
const ZEROS: Start = Start::Array(0.0);
const POWER: Start = Start::Number(1.0);

/// Writes the rows for both number types. The steps in `f32` stand in a list of their own, so that a page that never
/// takes one does not have to load them.
macro_rules! table {
    ($(($name:literal, $about:literal, $knobs:expr, $states:expr, $step:ident),)*) => {
        /// Every optimiser.
        pub static OPTIMISERS: &[Optimiser] = &[
            $(Optimiser { name: $name, about: $about, knobs: $knobs, states: $states, step: $step },)*
        ];

        /// The steps of the same rows in single precision.
        static SINGLE: &[fn(&Site<'_, f32>) -> Stepped<f32>] = &[$($step,)*];
    };
}

table! {
    ("Descent", "against the gradient", &[rate(0.1)], &[], descent),
    ("Momentum", "with the swing of the steps before", &[rate(0.01), MOMENTUM], &[ZEROS], momentum),
    ("Nesterov", "with a look ahead along the swing", &[rate(0.001), MOMENTUM], &[ZEROS], nesterov),
    ("RMSProp", "divided by the recent size of the slopes", &[rate(0.001), MEMORY], &[ZEROS], rms_prop),
    ("ADAM", "swing and size, corrected for their start", &[rate(0.001), FIRST, SECOND], &[ZEROS, ZEROS, POWER, POWER], adam),
    ("AdaMax", "as ADAM, with the largest recent slope", &[rate(0.001), FIRST, SECOND], &[ZEROS, ZEROS, POWER], ada_max),
    ("ADAGrad", "divided by the size of all slopes so far", &[rate(0.1)], &[Start::Array(EPSILON)], ada_grad),
    ("ADADelta", "as large as the recent steps; in Flux 0.9 it starts at 0 and stays there", &[MEMORY], &[ZEROS, ZEROS], ada_delta),
    ("AMSGrad", "as ADAM, with the largest size so far", &[rate(0.001), FIRST, SECOND], &[Start::Array(EPSILON), Start::Array(EPSILON), Start::Array(EPSILON)], ams_grad),
    ("NADAM", "ADAM with a look ahead", &[rate(0.001), FIRST, SECOND], &[ZEROS, ZEROS, POWER, POWER], nadam),
    ("ADAMW", "ADAM, and weights that decay", &[rate(0.001), FIRST, SECOND, knob("λ", "how fast the weights decay", 0.0)], &[ZEROS, ZEROS, POWER, POWER], adam_w),
}

/// The optimiser of this name.
pub fn optimiser(name: &str) -> Option<&'static Optimiser> {
    OPTIMISERS.iter().find(|optimiser| optimiser.name == name)
}

impl Optimiser {
    /// Records a step: the next parameter, then what is remembered next.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::nn::{Start, optimiser};
    /// # use fluxion::nn::Site;
    /// let number = |x| Tracked::<f64>::number(x);
    /// let momentum = optimiser("Momentum").unwrap();
    /// let (p, g) = (number(1.0), number(2.0));
    /// let (states, knobs) = ([number(0.5)], [number(0.1), number(0.9)]);
    /// let next = momentum.step(&Site { parameter: &p, gradient: &g, states: &states, knobs: &knobs })?;
    /// assert_eq!(next[1].value().item(), Some(0.9 * 0.5 - 0.1 * 2.0));
    /// assert_eq!(next[0].value().item(), Some(1.0 + (0.9 * 0.5 - 0.1 * 2.0)));
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If a shape is not that of the parameter.
    pub fn step<T: Steppable>(&self, site: &Site<'_, T>) -> Stepped<T> {
        T::step(self, site)
    }
}

fn descent<T: Number>(Site { parameter, gradient, knobs, .. }: &Site<'_, T>) -> Stepped<T> {
    Ok(vec![parameter.minus(&knobs[0].times(gradient)?)?])
}

fn momentum<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let velocity = knobs[1].times(&states[0])?.minus(&knobs[0].times(gradient)?)?;
    Ok(vec![parameter.plus(&velocity)?, velocity])
}

fn nesterov<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let (slope, rho) = (knobs[0].times(gradient)?, &knobs[1]);
    let ahead = rho.times(rho)?.times(&states[0])?.minus(&Tracked::number(1.0).plus(rho)?.times(&slope)?)?;
    Ok(vec![parameter.plus(&ahead)?, rho.times(&states[0])?.minus(&slope)?])
}

/// ρ·past + (1 − ρ)·now.
fn remembered<T: Number>(
    rho: &Tracked<T>,
    past: &Tracked<T>,
    now: &Tracked<T>,
) -> Result<Tracked<T>, ShapeError> {
    rho.times(past)?.plus(&Tracked::number(1.0).minus(rho)?.times(now)?)
}

/// x / (√size + ϵ).
fn over_root<T: Number>(x: &Tracked<T>, size: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
    x.over(&size.sqrt()?.plus(&Tracked::number(EPSILON))?)
}

fn one_minus<T: Number>(x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
    Tracked::number(1.0).minus(x)
}

fn rms_prop<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let size = remembered(&knobs[1], &states[0], &gradient.abs2()?)?;
    Ok(vec![parameter.minus(&over_root(&knobs[0].times(gradient)?, &size)?)?, size])
}

/// The step of ADAM, then what it remembers.
fn adam_step<T: Number>(Site { gradient, states, knobs, .. }: &Site<'_, T>) -> Stepped<T> {
    let first = remembered(&knobs[1], &states[0], gradient)?;
    let second = remembered(&knobs[2], &states[1], &gradient.abs2()?)?;
    let (power1, power2) = (states[2].times(&knobs[1])?, states[3].times(&knobs[2])?);
    let mean = first.over(&one_minus(&power1)?)?;
    let size = second.over(&one_minus(&power2)?)?;
    Ok(vec![over_root(&mean, &size)?.times(&knobs[0])?, first, second, power1, power2])
}

fn adam<T: Number>(site: &Site<'_, T>) -> Stepped<T> {
    let mut next = adam_step(site)?;
    next[0] = site.parameter.minus(&next[0])?;
    Ok(next)
}

fn adam_w<T: Number>(site: &Site<'_, T>) -> Stepped<T> {
    let mut next = adam_step(site)?;
    let decay = site.knobs[3].times(site.parameter)?;
    next[0] = site.parameter.minus(&next[0].plus(&decay)?)?;
    Ok(next)
}

fn ada_max<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let first = remembered(&knobs[1], &states[0], gradient)?;
    let largest = call("max", &[&knobs[2].times(&states[1])?, &call("abs", &[gradient])?])?;
    let power = states[2].times(&knobs[1])?;
    let rate = knobs[0].over(&one_minus(&power)?)?;
    let step = rate.times(&first)?.over(&largest.plus(&Tracked::number(EPSILON))?)?;
    Ok(vec![parameter.minus(&step)?, first, largest, power])
}

fn ada_grad<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let size = states[0].plus(&gradient.abs2()?)?;
    Ok(vec![parameter.minus(&over_root(&knobs[0].times(gradient)?, &size)?)?, size])
}

fn ada_delta<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let size = remembered(&knobs[0], &states[0], &gradient.abs2()?)?;
    let step = over_root(&gradient.times(&states[1].sqrt()?)?, &size)?;
    let steps = remembered(&knobs[0], &states[1], &step.abs2()?)?;
    Ok(vec![parameter.minus(&step)?, size, steps])
}

fn ams_grad<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let first = remembered(&knobs[1], &states[0], gradient)?;
    let second = remembered(&knobs[2], &states[1], &gradient.abs2()?)?;
    let largest = call("max", &[&states[2], &second])?;
    let step = over_root(&knobs[0].times(&first)?, &largest)?;
    Ok(vec![parameter.minus(&step)?, first, second, largest])
}

fn nadam<T: Number>(Site { parameter, gradient, states, knobs }: &Site<'_, T>) -> Stepped<T> {
    let first = remembered(&knobs[1], &states[0], gradient)?;
    let second = remembered(&knobs[2], &states[1], &gradient.abs2()?)?;
    let (power1, power2) = (states[2].times(&knobs[1])?, states[3].times(&knobs[2])?);
    let ahead = knobs[1].times(&first)?.over(&one_minus(&power1.times(&knobs[1])?)?)?;
    let now = one_minus(&knobs[1])?.times(gradient)?.over(&one_minus(&power1)?)?;
    let size = knobs[2].times(&second)?.over(&one_minus(&power2)?)?;
    let step = over_root(&ahead.plus(&now)?, &size)?.times(&knobs[0])?;
    Ok(vec![parameter.minus(&step)?, first, second, power1, power2])
}
