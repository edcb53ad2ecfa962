//! Optimisers and decays: a row for each, with its knobs, its state and its step.
//!
//! Both transform a gradient: an optimiser into the step that is subtracted from the parameter, a decay into the
//! gradient that the optimiser takes. Formulas and defaults are those of Flux 0.9. A row is data; only
//! [`Optimiser::apply`] reaches the steps, so code that reads names and knobs links none of them.

use super::knob::Constructs::{Chain, Knobs, KnobsAndState};
use super::knob::{Constructs, InitialState, Knob};
use crate::autodiff::{Number, Tracked, call};
use crate::tensor::ShapeError;

/// Keeps a division by the root of 0 finite, as in Flux.
const EPSILON: f64 = 1e-8;

/// What a step is computed from.
#[derive(Debug)]
pub struct StepInput<'a, T> {
    /// The parameter.
    pub parameter: &'a Tracked<T>,
    /// Its gradient.
    pub gradient: &'a Tracked<T>,
    /// The state, in the order of [`Optimiser::states`].
    pub states: &'a [Tracked<T>],
    /// The knobs, in the order of [`Optimiser::knobs`].
    pub knobs: &'a [Tracked<T>],
}

/// The transformed gradient, then the next state.
type Applied<T> = Result<Vec<Tracked<T>>, ShapeError>;

/// A row of the tables of optimisers and decays.
#[derive(Debug)]
pub struct Optimiser {
    /// Its name, as in Flux.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Its knobs.
    pub knobs: &'static [Knob],
    /// The state that it keeps for each parameter.
    pub states: &'static [InitialState],
    /// What its constructor gives in a cell.
    pub constructs: Constructs,
    step: Step,
}

/// Writes the tables, and for each row a variant of `Step`, from which its step is found in any number type.
macro_rules! tables {
    ($(
        #[doc = $doc:literal]
        $table:ident, $names:ident = [$(Row {
            name: $name:ident,
            about: $about:literal,
            knobs: $knobs:expr,
            states: $states:expr,
            constructs: $constructs:expr,
            step: $step:ident $(,)?
        }),* $(,)?];
    )*) => {
        $(
            #[doc = $doc]
            pub static $table: &[Optimiser] = &[$(Optimiser {
                name: stringify!($name),
                about: $about,
                knobs: $knobs,
                states: $states,
                constructs: $constructs,
                step: Step::$name,
            }),*];

            #[doc = concat!("The names of [`", stringify!($table), "`], in the same order.")]
            pub const $names: &[&str] = &[$(stringify!($name)),*];
        )*

        #[derive(Clone, Copy, Debug)]
        #[expect(clippy::upper_case_acronyms, reason = "a variant has the name of its row, as Flux writes it")]
        enum Step {
            $($($name,)*)*
        }

        impl Step {
            fn apply<T: Number>(self, input: &StepInput<'_, T>) -> Applied<T> {
                match self {
                    $($(Step::$name => $step(input),)*)*
                }
            }
        }
    };
}

tables! {
    /// Every optimiser.
    OPTIMISERS, OPTIMISER_NAMES = [
        Row {
            name: Descent, about: "gradient descent: a step of η times the gradient",
            knobs: &[rate(0.1)],
            states: &[], constructs: Knobs, step: descent,
        },
        Row {
            name: Momentum, about: "gradient descent with momentum accumulated over earlier steps",
            knobs: &[rate(0.01), MOMENTUM],
            states: &[ZEROS], constructs: KnobsAndState("velocity"), step: momentum,
        },
        Row {
            name: Nesterov, about: "momentum that looks ahead along the velocity",
            knobs: &[rate(0.001), MOMENTUM],
            states: &[ZEROS], constructs: KnobsAndState("velocity"), step: nesterov,
        },
        Row {
            name: RMSProp, about: "the gradient divided by the root of a running mean of its square",
            knobs: &[rate(0.001), MEMORY],
            states: &[ZEROS], constructs: KnobsAndState("acc"), step: rms_prop,
        },
        Row {
            name: ADAM, about: "momentum divided by the recent size of the gradient, with both corrected for their start",
            knobs: &[rate(0.001), FIRST, SECOND],
            states: &[ZEROS, ZEROS, POWER, POWER], constructs: KnobsAndState("state"), step: adam,
        },
        Row {
            name: AdaMax, about: "ADAM with the largest recent gradient as its size",
            knobs: &[rate(0.001), FIRST, SECOND],
            states: &[ZEROS, ZEROS, POWER], constructs: KnobsAndState("state"), step: ada_max,
        },
        Row {
            name: ADAGrad, about: "the gradient divided by the root of the sum of all its squares so far",
            knobs: &[rate(0.1)],
            states: &[InitialState::Array(EPSILON)], constructs: KnobsAndState("acc"), step: ada_grad,
        },
        Row {
            name: ADADelta, about: "steps as large as the recent steps; as in Flux 0.9, they start at 0 and stay there",
            knobs: &[MEMORY],
            states: &[ZEROS, ZEROS], constructs: KnobsAndState("state"), step: ada_delta,
        },
        Row {
            name: AMSGrad, about: "ADAM with the largest size so far, and without the correction",
            knobs: &[rate(0.001), FIRST, SECOND],
            states: &[InitialState::Array(EPSILON); 3], constructs: KnobsAndState("state"), step: ams_grad,
        },
        Row {
            name: NADAM, about: "ADAM that looks ahead like Nesterov",
            knobs: &[rate(0.001), FIRST, SECOND],
            states: &[ZEROS, ZEROS, POWER, POWER], constructs: KnobsAndState("state"), step: nadam,
        },
        Row {
            name: AdaBelief, about: "ADAM that divides by how far gradients are from their running mean",
            knobs: &[rate(0.001), FIRST, SECOND],
            states: &[ZEROS, ZEROS], constructs: KnobsAndState("state"), step: ada_belief,
        },
        Row {
            name: ADAMW, about: "ADAM with weights that decay",
            knobs: &[rate(0.001), FIRST, SECOND, Knob::new("λ", "decay", "how fast the weights decay", 0.0)],
            states: &[ZEROS, ZEROS, POWER, POWER], constructs: Chain(&["ADAM", "WeightDecay"]), step: adam_w,
        },
    ];

    /// Every decay.
    DECAYS, DECAY_NAMES = [
        Row {
            name: WeightDecay, about: "pulls every weight towards 0, in proportion to its size: L2 regularisation",
            knobs: &[WEIGHT],
            states: &[], constructs: Knobs, step: weight_decay,
        },
        Row {
            name: SignDecay, about: "pulls every weight towards 0 with the same strength: L1 regularisation",
            knobs: &[WEIGHT],
            states: &[], constructs: Knobs, step: sign_decay,
        },
        Row {
            name: InvDecay, about: "divides the n-th gradient by 1 + γn",
            knobs: &[Knob::new("γ", "gamma", "how fast the steps shrink", 0.001)],
            states: &[InitialState::Number(1.0)], constructs: KnobsAndState("state"), step: inv_decay,
        },
        Row {
            name: ExpDecay, about: "multiplies the gradient by η, which shrinks at regular intervals",
            knobs: &[
                Knob::new("η", "eta", "initial learning rate", 0.001),
                Knob::plain("decay", "what the rate is multiplied by each time", 0.1),
                Knob::plain("step", "how many steps lie between two decays", 1000.0),
                Knob::plain("clip", "the smallest rate", 1e-4),
            ],
            // The number of steps, and the share of the initial rate that is left.
            states: &[InitialState::Number(0.0), InitialState::Number(1.0)], constructs: KnobsAndState("current"), step: exp_decay,
        },
    ];
}

const fn rate(default: f64) -> Knob {
    Knob::new("η", "eta", "learning rate", default)
}

const MOMENTUM: Knob = Knob::new("ρ", "rho", "how much of the last step is kept", 0.9);
const MEMORY: Knob = Knob::new("ρ", "rho", "how much of the past is remembered", 0.9);
const FIRST: Knob = Knob::new("β₁", "beta", "how much of the past gradients is remembered", 0.9);
const SECOND: Knob = Knob::new("β₂", "beta", "how much of the past squares is remembered", 0.999);
const WEIGHT: Knob = Knob::new("λ", "wd", "how strongly the weights are pulled towards 0", 0.0);
const ZEROS: InitialState = InitialState::Array(0.0);
const POWER: InitialState = InitialState::Number(1.0);

/// The optimiser of this name.
pub fn optimiser(name: &str) -> Option<&'static Optimiser> {
    OPTIMISERS.iter().find(|optimiser| optimiser.name == name)
}

/// The decay of this name.
pub fn decay(name: &str) -> Option<&'static Optimiser> {
    DECAYS.iter().find(|decay| decay.name == name)
}

impl Optimiser {
    /// Whether its first knob is a learning rate, which a schedule can change.
    pub fn has_rate(&self) -> bool {
        self.knobs.first().is_some_and(|knob| knob.field == rate(0.0).field)
    }

    /// Records the transformed gradient, then the next state.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::nn::{StepInput, decay};
    /// let (p, g, wd) = (Tracked::<f64>::number(3.0), Tracked::number(1.0), Tracked::number(0.1));
    /// let input = StepInput { parameter: &p, gradient: &g, states: &[], knobs: &[wd] };
    /// let changed = decay("WeightDecay").unwrap().apply(&input)?;
    /// assert_eq!(changed[0].value().item(), Some(1.0 + 0.1 * 3.0));
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If a shape is not that of the parameter.
    pub fn apply<T: Number>(&self, input: &StepInput<'_, T>) -> Applied<T> {
        self.step.apply(input)
    }

    /// Records a step: the next parameter, then the next state.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::nn::{StepInput, optimiser};
    /// let number = |x| Tracked::<f64>::number(x);
    /// let momentum = optimiser("Momentum").unwrap();
    /// let (p, g) = (number(1.0), number(2.0));
    /// let (states, knobs) = ([number(0.5)], [number(0.1), number(0.9)]);
    /// let next = momentum.step(&StepInput { parameter: &p, gradient: &g, states: &states, knobs: &knobs })?;
    /// assert_eq!(next[1].value().item(), Some(0.9 * 0.5 - 0.1 * 2.0));
    /// assert_eq!(next[0].value().item(), Some(1.0 + (0.9 * 0.5 - 0.1 * 2.0)));
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If a shape is not that of the parameter.
    pub fn step<T: Number>(&self, input: &StepInput<'_, T>) -> Applied<T> {
        let mut next = self.apply(input)?;
        next[0] = input.parameter.minus(&next[0])?;
        Ok(next)
    }
}

fn descent<T: Number>(StepInput { gradient, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    Ok(vec![knobs[0].times(gradient)?])
}

fn momentum<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let velocity = knobs[1].times(&states[0])?.minus(&knobs[0].times(gradient)?)?;
    Ok(vec![velocity.scaled(-1.0)?, velocity])
}

fn nesterov<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let (step, rho) = (knobs[0].times(gradient)?, &knobs[1]);
    let ahead = rho.times(rho)?.times(&states[0])?.minus(&Tracked::number(1.0).plus(rho)?.times(&step)?)?;
    Ok(vec![ahead.scaled(-1.0)?, rho.times(&states[0])?.minus(&step)?])
}

/// ρ·past + (1 − ρ)·now.
fn running_mean<T: Number>(
    rho: &Tracked<T>,
    past: &Tracked<T>,
    now: &Tracked<T>,
) -> Result<Tracked<T>, ShapeError> {
    rho.times(past)?.plus(&one_minus(rho)?.times(now)?)
}

/// x / (√square + ϵ).
fn over_root<T: Number>(x: &Tracked<T>, square: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
    x.over(&square.sqrt()?.plus(&Tracked::number(EPSILON))?)
}

fn one_minus<T: Number>(x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
    Tracked::number(1.0).minus(x)
}

fn rms_prop<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let square = running_mean(&knobs[1], &states[0], &gradient.abs2()?)?;
    Ok(vec![over_root(&knobs[0].times(gradient)?, &square)?, square])
}

fn adam<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let first = running_mean(&knobs[1], &states[0], gradient)?;
    let second = running_mean(&knobs[2], &states[1], &gradient.abs2()?)?;
    let (power1, power2) = (states[2].times(&knobs[1])?, states[3].times(&knobs[2])?);
    let mean = first.over(&one_minus(&power1)?)?;
    let square = second.over(&one_minus(&power2)?)?;
    Ok(vec![over_root(&mean, &square)?.times(&knobs[0])?, first, second, power1, power2])
}

fn adam_w<T: Number>(input: &StepInput<'_, T>) -> Applied<T> {
    let mut next = adam(input)?;
    next[0] = next[0].plus(&input.knobs[3].times(input.parameter)?)?;
    Ok(next)
}

fn ada_max<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let first = running_mean(&knobs[1], &states[0], gradient)?;
    let largest = call("max", &[&knobs[2].times(&states[1])?, &call("abs", &[gradient])?])?;
    let power = states[2].times(&knobs[1])?;
    let rate = knobs[0].over(&one_minus(&power)?)?;
    let step = rate.times(&first)?.over(&largest.plus(&Tracked::number(EPSILON))?)?;
    Ok(vec![step, first, largest, power])
}

fn ada_grad<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let square = states[0].plus(&gradient.abs2()?)?;
    Ok(vec![over_root(&knobs[0].times(gradient)?, &square)?, square])
}

fn ada_delta<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let square = running_mean(&knobs[0], &states[0], &gradient.abs2()?)?;
    let step = over_root(&gradient.times(&states[1].sqrt()?)?, &square)?;
    let steps = running_mean(&knobs[0], &states[1], &step.abs2()?)?;
    Ok(vec![step, square, steps])
}

fn ams_grad<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let first = running_mean(&knobs[1], &states[0], gradient)?;
    let second = running_mean(&knobs[2], &states[1], &gradient.abs2()?)?;
    let largest = call("max", &[&states[2], &second])?;
    Ok(vec![over_root(&knobs[0].times(&first)?, &largest)?, first, second, largest])
}

fn nadam<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let first = running_mean(&knobs[1], &states[0], gradient)?;
    let second = running_mean(&knobs[2], &states[1], &gradient.abs2()?)?;
    let (power1, power2) = (states[2].times(&knobs[1])?, states[3].times(&knobs[2])?);
    let ahead = knobs[1].times(&first)?.over(&one_minus(&power1.times(&knobs[1])?)?)?;
    let now = one_minus(&knobs[1])?.times(gradient)?.over(&one_minus(&power1)?)?;
    let square = knobs[2].times(&second)?.over(&one_minus(&power2)?)?;
    Ok(vec![over_root(&ahead.plus(&now)?, &square)?.times(&knobs[0])?, first, second, power1, power2])
}

/// Zhuang et al., "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients" (2020), as in Flux.
fn ada_belief<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let mean = running_mean(&knobs[1], &states[0], gradient)?;
    let deviation = running_mean(&knobs[2], &states[1], &gradient.minus(&mean)?.abs2()?)?;
    let deviation = deviation.plus(&Tracked::number(EPSILON))?;
    Ok(vec![over_root(&knobs[0].times(&mean)?, &deviation)?, mean, deviation])
}

fn weight_decay<T: Number>(StepInput { parameter, gradient, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    Ok(vec![gradient.plus(&knobs[0].times(parameter)?)?])
}

fn sign_decay<T: Number>(StepInput { parameter, gradient, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    Ok(vec![gradient.plus(&knobs[0].times(&call("sign", &[parameter])?)?)?])
}

fn inv_decay<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let one = Tracked::number(1.0);
    let divisor = one.plus(&knobs[0].times(&states[0])?)?;
    Ok(vec![gradient.over(&divisor)?, states[0].plus(&one)?])
}

fn exp_decay<T: Number>(StepInput { gradient, states, knobs, .. }: &StepInput<'_, T>) -> Applied<T> {
    let [rate, factor, step, clip] = [&knobs[0], &knobs[1], &knobs[2], &knobs[3]];
    let count = states[0].plus(&Tracked::number(1.0))?;
    let rounds = call("floor", &[&count.over(step)?])?.times(step)?;
    let is_due = call("==", &[&rounds, &count])?;
    let shrunk = states[1].times(factor)?;
    let share = call("ifelse", &[&is_due, &shrunk, &states[1]])?;
    let rate = rate.times(&share)?;
    // A rate that starts below the clip keeps its value until it first shrinks.
    let has_shrunk = call("<", &[&share, &Tracked::number(1.0)])?;
    let rate = call("ifelse", &[&has_shrunk, &call("max", &[&rate, clip])?, &rate])?;
    Ok(vec![gradient.times(&rate)?, count, share])
}
