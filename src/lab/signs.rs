//! What the doctor looks at: plain numbers of a run at a step.

use super::plan::Plan;
use super::probe::UnitSigns;
use super::run::Run;
use super::settings::Settings;
use super::views::Views;

/// The signs of a run.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    /// The settings at the step.
    pub settings: Settings,
    /// The step that is shown.
    pub step: u64,
    /// The mean losses at this step, over the points trained on and those kept for testing.
    pub losses: [f64; 2],
    /// The losses of earlier steps, thinned out, and of this one.
    pub history: Vec<(u64, [f64; 2])>,
    /// The first layer, 1 being the first after the inputs, with a weight that is not finite, or else with a sum that
    /// is not.
    pub overflown: Option<usize>,
    /// What the units of every layer after the inputs do.
    pub units: Vec<Vec<UnitSigns>>,
    /// Whether the activation of every layer after the inputs has a kink, as relu has.
    pub has_kink: Vec<bool>,
    /// The smallest and largest number that the network says of the points trained on, and that they want.
    pub said: [f64; 2],
    /// See `said`.
    pub wanted: [f64; 2],
    /// The learning rate of the next step, and the curvature λ along it; for optimisers whose bound is known.
    pub curvature: Option<Curvature>,
}

/// Above which learning rates an optimiser overshoots further with every step, where that is known: on a quadratic with
/// curvature λ it converges as long as ηλ stays below the limit.
#[derive(Debug)]
pub(super) struct Bound {
    /// The optimiser.
    optimiser: &'static str,
    /// The largest rate, as it is written.
    pub words: &'static str,
    /// The limit of ηλ, given the knob after the learning rate.
    limit: fn(f64) -> f64,
}

/// What is known. A step x + v with v = ρv − ηλx has the characteristic polynomial z² − (1 + ρ − ηλ)z + ρ, whose roots lie
/// in the unit circle up to ηλ = 2(1 + ρ) (Polyak, 1964). For Nesterov's it is z² − (1 + ρ)(1 − ηλ)z + ρ(1 − ηλ).
static BOUNDS: &[Bound] = &[
    Bound { optimiser: "Descent", words: "2/λ", limit: |_| 2.0 },
    Bound { optimiser: "Momentum", words: "2(1 + ρ)/λ", limit: |rho| 2.0 * (1.0 + rho) },
    Bound {
        optimiser: "Nesterov",
        words: "2(1 + ρ)/((1 + 2ρ)λ)",
        limit: |rho| 2.0 * (1.0 + rho) / (1.0 + 2.0 * rho),
    },
];

/// A learning rate beside the curvature of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Curvature {
    /// The learning rate of the next step.
    pub rate: f64,
    /// The curvature of the loss of its batch along it.
    pub lambda: f64,
    /// The limit of their product.
    pub limit: f64,
    /// The largest rate that converges at this curvature, as it is written: `2/λ`.
    pub words: &'static str,
}

impl Signs {
    /// Examines a run.
    pub(super) fn of(
        run: &mut Run,
        views: &mut Views,
        memory: &[f64],
        losses: [f64; 2],
        said: &[f64],
    ) -> Signs {
        let plan = run.stepper.plan().clone();
        let [step, _] = run.steps();
        let mut history: Vec<_> = run.history().iter().copied().filter(|(own, _)| *own < step).collect();
        history.push((step, losses));
        let units = views.units(memory);
        let trained = &plan.points.parts()[0];
        Signs {
            settings: plan.settings.clone(),
            step,
            losses,
            history,
            overflown: overflown(&plan, memory, &units),
            has_kink: plan.activations.iter().map(|op| op.is_some_and(|op| op.kink.is_some())).collect(),
            said: range(said.iter().copied().take(trained.len())),
            wanted: range(trained.iter().map(|sample| sample.wanted)),
            curvature: curvature(&plan, run, views, memory),
            units,
        }
    }
}

fn range(numbers: impl Iterator<Item = f64>) -> [f64; 2] {
    numbers.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| [low.min(x), high.max(x)])
}

fn overflown(plan: &Plan, memory: &[f64], units: &[Vec<UnitSigns>]) -> Option<usize> {
    let is_bad = |(weights, biases): (std::ops::Range<usize>, std::ops::Range<usize>)| {
        memory[weights.start..biases.end].iter().any(|x| !x.is_finite())
    };
    let weight = super::network::places(&plan.sizes).position(is_bad);
    let sum = || units.iter().position(|units| units.iter().any(|unit| !unit.is_finite));
    weight.or_else(sum).map(|layer| layer + 1)
}

/// The curvature along the next step Δ, from how much the gradient g of its batch changes: λ = (g(w + Δ) − g(w))·Δ / Δ·Δ.
/// Gradient descent takes Δ = −ηg, and overshoots further with every step along a direction with λ > 2/η; with momentum the
/// limit is another. Of optimisers that scale the gradient nothing is known, nor of a ρ that is no share.
fn curvature(plan: &Plan, run: &mut Run, views: &mut Views, memory: &[f64]) -> Option<Curvature> {
    let bound = BOUNDS.iter().find(|bound| bound.optimiser == plan.optimiser.name)?;
    let memory_share = plan.settings.training.knobs.get(1).copied().unwrap_or(0.0);
    let limit = (bound.limit)(Some(memory_share).filter(|share| (0.0..1.0).contains(share))?);
    let [step, _] = run.steps();
    let before = views.slopes(memory, &mut run.stepper, step);
    let change = run.stepper.changes(step);
    let ahead: Vec<f64> = memory.iter().zip(&change).map(|(weight, change)| weight + change).collect();
    let after = views.slopes(&ahead, &mut run.stepper, step);
    let length: f64 = change.iter().map(|change| change * change).sum();
    let bend: f64 = before.iter().zip(&after).zip(&change).map(|((a, b), change)| (b - a) * change).sum();
    let training = &plan.settings.training;
    let at = usize::try_from(step).unwrap_or(usize::MAX);
    let rate = plan.schedule.rate(at, training.knobs[0], &training.schedule_knobs);
    let lambda = bend / length;
    lambda.is_finite().then_some(Curvature { rate, lambda, limit, words: bound.words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::autodiff::Tracked;
    use crate::nn::{StepInput, optimiser};

    /// How far a descent of λx²/2 from 1 is from the bottom after many steps.
    fn distance(bound: &Bound, rate: f64, share: f64, lambda: f64) -> f64 {
        let row = optimiser(bound.optimiser).expect("a row of the table");
        let number = |value: f64| Tracked::<f64>::number(value);
        let knobs: Vec<_> = [rate, share].iter().take(row.knobs.len()).map(|knob| number(*knob)).collect();
        let (mut x, mut states) = (1.0, vec![number(0.0); row.states.len()]);
        for _ in 0..400 {
            let (parameter, gradient) = (number(x), number(lambda * x));
            let input =
                StepInput { parameter: &parameter, gradient: &gradient, states: &states, knobs: &knobs };
            let mut next = row.step(&input).expect("numbers fit").into_iter();
            x = next.next().and_then(|x| x.value().item()).expect("a number");
            // Without the tape of the steps before.
            states = next.filter_map(|state| state.value().item()).map(number).collect();
        }
        x.abs()
    }

    #[test]
    fn below_its_bound_an_optimiser_converges_and_above_it_does_not() {
        for bound in BOUNDS {
            for share in [0.0, 0.3, 0.9] {
                let limit = (bound.limit)(share) / 4.0;
                let [below, above] = [0.97, 1.03].map(|times| distance(bound, times * limit, share, 4.0));
                assert!(below < 0.1, "{}, ρ = {share}: {below} below the bound", bound.optimiser);
                assert!(above > 1.0, "{}, ρ = {share}: {above} above the bound", bound.optimiser);
            }
        }
    }
}
