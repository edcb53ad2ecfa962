//! The points of a run: made from the settings, split, and seen through the features.

use super::features::Features;
use super::message::Problem;
use super::settings::{Data, MAX_POINTS, Sample, Source};
use crate::nn::DataSet;
use crate::tensor::random::Random;

/// The points that a network is trained on and tested with.
#[derive(Debug)]
pub(super) struct Points {
    /// Those trained on, then those kept for testing.
    pub samples: Vec<Sample>,
    /// How many are trained on.
    pub training: usize,
    /// Whether what is wanted is a number rather than a class.
    pub is_regression: bool,
    /// What the features say of every point: features × points in row-major order.
    pub inputs: Vec<f64>,
}

impl Points {
    /// Makes the points and splits them.
    ///
    /// A data set is shuffled with the seed and cut at the share. Of the learner's own points each one is kept for
    /// testing or not by a draw of its own, so that adding one moves no other; the first is always trained on.
    pub(super) fn of(data: &Data, texts: &[String], features: &mut Features) -> Result<Points, Problem> {
        check(data)?;
        let mut random = Random::new(data.seed);
        let (samples, training, is_regression) = match &data.source {
            Source::Set(name) => {
                let set = DataSet::named(name).ok_or_else(|| unknown("data.source", "data set", name))?;
                let all = set.samples(data.count as usize, data.noise, data.seed);
                let (training, testing) = all.split(1.0 - data.testing, &mut random);
                let count = training.points.len();
                let sample = |(&at, &wanted): (&[f64; 2], &f64)| Sample { at, wanted };
                let both = [&training, &testing];
                let samples =
                    both.into_iter().flat_map(|part| part.points.iter().zip(&part.wanted).map(sample));
                (samples.collect::<Vec<_>>(), count, set.is_regression)
            }
            Source::Own(own) => {
                let kept: Vec<bool> = own.iter().map(|_| random.uniform() < data.testing).collect();
                let part = |wanted: bool| {
                    let is_in = move |at: usize, kept: bool| (kept && at > 0) == wanted;
                    own.iter().zip(&kept).enumerate().filter(move |(at, (_, kept))| is_in(*at, **kept))
                };
                let samples = part(false).chain(part(true)).map(|(_, (sample, _))| *sample).collect();
                let is_class = |sample: &Sample| sample.wanted.abs() == 1.0;
                (samples, part(false).count(), !own.iter().all(is_class))
            }
        };
        if training == 0 {
            return Err(Problem {
                place: "data.source".into(),
                message: "There are no points to train on.".into(),
                hint: Some("Add points, or keep fewer of them for testing.".into()),
            });
        }
        let at: Vec<[f64; 2]> = samples.iter().map(|sample| sample.at).collect();
        features.check(texts, &at)?;
        let inputs = features.of(&at);
        Ok(Points { samples, training, is_regression, inputs })
    }

    /// The points that are trained on, and those kept for testing.
    pub(super) fn parts(&self) -> [&[Sample]; 2] {
        let (training, testing) = self.samples.split_at(self.training);
        [training, testing]
    }
}

fn check(data: &Data) -> Result<(), Problem> {
    within("data.noise", "The noise", data.noise, [0.0, 0.5])?;
    within("data.testing", "The share of points kept for testing", data.testing, [0.0, 0.9])?;
    let count = match &data.source {
        Source::Set(_) => data.count as usize,
        Source::Own(own) => own.len(),
    };
    if count > MAX_POINTS as usize {
        return Err(Problem {
            place: "data.count".into(),
            message: format!("There are {count} points; at most {MAX_POINTS} can be trained on."),
            hint: Some("Keep fewer points.".into()),
        });
    }
    if data.batch == 0 {
        return Err(Problem {
            place: "data.batch".into(),
            message: "A batch of 0 points teaches nothing.".into(),
            hint: Some("Choose a batch of at least 1.".into()),
        });
    }
    let Source::Own(own) = &data.source else { return Ok(()) };
    let is_bad = |sample: &Sample| ![sample.at[0], sample.at[1], sample.wanted].iter().all(|x| x.is_finite());
    match own.iter().position(is_bad) {
        Some(at) => {
            let Sample { at: [x1, x2], wanted } = own[at];
            Err(Problem {
                place: format!("data.source[{at}]"),
                message: format!(
                    "Point {} is ({x1}, {x2}) and wants {wanted}; these must be finite numbers.",
                    at + 1
                ),
                hint: Some("Correct or remove it.".into()),
            })
        }
        None => Ok(()),
    }
}

/// The problem with a number outside its range, if it is.
pub(super) fn within(place: &str, what: &str, value: f64, [low, high]: [f64; 2]) -> Result<(), Problem> {
    if (low..=high).contains(&value) {
        return Ok(());
    }
    Err(Problem {
        place: place.into(),
        message: format!("{what} is {value}; it must be a number from {low} to {high}."),
        hint: None,
    })
}

/// The problem with a name that no row of a table has.
pub(super) fn unknown(place: &str, what: &str, name: &str) -> Problem {
    Problem {
        place: place.into(),
        message: format!("There is no {what} named `{name}`."),
        hint: Some(format!("Choose a {what} from the list.")),
    }
}
