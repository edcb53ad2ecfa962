//! Settings that have been checked: every name is a row of its table, every number is in its range, the points exist.

use std::cell::RefCell;
use std::rc::Rc;

use super::features::Features;
use super::losses::LabLoss;
use super::message::Problem;
use super::points::{Points, unknown, within};
use super::settings::{MAX_FEATURES, MAX_LAYERS, MAX_UNITS, Settings};
use crate::autodiff::Op;
use crate::nn::{self, Initialiser, Optimiser, Schedule, initialiser, optimiser, schedule};

/// Checked settings, and what they name.
pub(super) struct Plan {
    /// The settings.
    pub settings: Settings,
    /// The points.
    pub points: Rc<Points>,
    /// The features, ready for any points.
    pub features: Rc<RefCell<Features>>,
    /// The number of units of each layer, inputs first and the output last.
    pub sizes: Vec<usize>,
    /// The activation of each layer after the inputs; `None` for the identity.
    pub activations: Vec<Option<&'static Op>>,
    /// The initialiser.
    pub initialiser: &'static Initialiser,
    /// The loss.
    pub loss: &'static LabLoss,
    /// The optimiser.
    pub optimiser: &'static Optimiser,
    /// The schedule.
    pub schedule: &'static Schedule,
}

impl Plan {
    /// Checks settings. What they share with those before is kept, not computed again.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub(super) fn of(settings: Settings, before: Option<&Plan>) -> Result<Plan, Problem> {
        let Settings { layers, output, training, .. } = &settings;
        if settings.features.len() > MAX_FEATURES || layers.len() > MAX_LAYERS {
            return Err(Problem {
                place: "layers".into(),
                message: format!("At most {MAX_FEATURES} inputs and {MAX_LAYERS} layers can be drawn."),
                hint: Some("Remove some of them.".into()),
            });
        }
        for (at, layer) in layers.iter().enumerate() {
            let units = f64::from(layer.units);
            within(
                &format!("layers[{at}].units"),
                "The number of units",
                units,
                [1.0, f64::from(MAX_UNITS)],
            )?;
            within(&format!("layers[{at}].dropout"), "The dropout", layer.dropout, [0.0, 0.9])?;
        }
        let hidden = layers
            .iter()
            .enumerate()
            .map(|(at, layer)| (format!("layers[{at}].activation"), &layer.activation));
        let activations =
            hidden.chain([("output".to_owned(), output)]).map(|(place, name)| activation(&place, name));
        let activations = activations.collect::<Result<_, Problem>>()?;
        let known = (
            initialiser(&settings.initialiser)
                .ok_or_else(|| unknown("initialiser", "initialiser", &settings.initialiser))?,
            LabLoss::named(&training.loss).ok_or_else(|| unknown("training.loss", "loss", &training.loss))?,
            optimiser(&training.optimiser)
                .ok_or_else(|| unknown("training.optimiser", "optimiser", &training.optimiser))?,
            schedule(&training.schedule)
                .ok_or_else(|| unknown("training.schedule", "schedule", &training.schedule))?,
        );
        check_knobs(&settings, known.2, known.3)?;
        let same = before.filter(|before| before.settings.features == settings.features);
        let features = match same {
            Some(before) => Rc::clone(&before.features),
            None => Rc::new(RefCell::new(Features::new(&settings.features)?)),
        };
        let points = match same.filter(|before| before.settings.data.is_same_but_for_batch(&settings.data)) {
            Some(before) if settings.data.batch > 0 => Rc::clone(&before.points),
            _ => Rc::new(Points::of(&settings.data, &settings.features, &mut features.borrow_mut())?),
        };
        let (initialiser, loss, optimiser, schedule) = known;
        let sizes = settings.sizes();
        Ok(Plan { settings, points, features, sizes, activations, initialiser, loss, optimiser, schedule })
    }

    /// How many points a step looks at: all of them where a batch would be larger.
    pub(super) fn batch(&self) -> usize {
        (self.settings.data.batch as usize).min(self.points.training)
    }

    /// Steps in an epoch. Where the last batch would be short, it is filled up from the beginning of the epoch's order.
    pub(super) fn epoch(&self) -> u64 {
        self.points.training.div_ceil(self.batch()) as u64
    }

    /// The number of weights and biases.
    pub(super) fn parameters(&self) -> usize {
        self.sizes.windows(2).map(|sizes| (sizes[0] + 1) * sizes[1]).sum()
    }

    /// What is used, but not quite as it is set.
    pub(super) fn notices(&self) -> Vec<Problem> {
        let (batch, count) = (self.settings.data.batch as usize, self.points.training);
        let mut notices = Vec::new();
        if batch > count {
            let points =
                if count == 1 { "is only 1 point".into() } else { format!("are only {count} points") };
            notices.push(Problem {
                place: "data.batch".into(),
                message: format!("There {points} to train on, fewer than a batch of {batch}."),
                hint: Some("Every step looks at all of them.".into()),
            });
        }
        let mut wanted = self.points.parts()[0].iter().map(|sample| sample.wanted);
        let first = wanted.next();
        if count > 1 && wanted.all(|wanted| Some(wanted) == first) {
            notices.push(Problem {
                place: "data.source".into(),
                message:
                    "All points that are trained on are of one class, so there is nothing to tell apart."
                        .into(),
                hint: Some("Add points of the other class.".into()),
            });
        }
        notices
    }
}

fn activation(place: &str, name: &str) -> Result<Option<&'static Op>, Problem> {
    if name == "identity" {
        return Ok(None);
    }
    nn::activation(name).map(Some).ok_or_else(|| unknown(place, "activation", name))
}

fn check_knobs(settings: &Settings, optimiser: &Optimiser, schedule: &Schedule) -> Result<(), Problem> {
    let training = &settings.training;
    let own = ("training.knobs", &training.optimiser, optimiser.knobs, &training.knobs);
    let plan = ("training.schedule_knobs", &training.schedule, schedule.knobs, &training.schedule_knobs);
    for (place, name, wanted, given) in [own, plan] {
        if wanted.len() != given.len() {
            return Err(Problem {
                place: place.into(),
                message: format!("`{name}` takes {} numbers, not {}.", wanted.len(), given.len()),
                hint: None,
            });
        }
        for (at, (knob, value)) in wanted.iter().zip(given).enumerate() {
            within(
                &format!("{place}[{at}]"),
                &format!("`{}`, the {},", knob.symbol, knob.about),
                *value,
                [-1e9, 1e9],
            )?;
        }
    }
    let rate = |step: usize| schedule.rate(step, 1.0, &training.schedule_knobs);
    if ![0, 1, 1000].into_iter().all(|step| rate(step).is_finite()) {
        return Err(Problem {
            place: "training.schedule_knobs[0]".into(),
            message: format!(
                "With these numbers the schedule `{}` gives no learning rate.",
                training.schedule
            ),
            hint: Some("A period must be larger than 0.".into()),
        });
    }
    within("training.l1", "L1", training.l1, [0.0, 1e9])?;
    within("training.l2", "L2", training.l2, [0.0, 1e9])
}
