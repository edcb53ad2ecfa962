//! Losses: numbers that say how far guesses are from what is wanted. One column is one sample.

use crate::autodiff::{Number, Tracked, call};
use crate::tensor::ShapeError;

type Measured<T> = Result<Tracked<T>, ShapeError>;

/// A row of the table of losses.
#[derive(Debug)]
pub struct Loss {
    /// Its name, as in Flux.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    f64: fn(&Tracked<f64>, &Tracked<f64>) -> Measured<f64>,
    f32: fn(&Tracked<f32>, &Tracked<f32>) -> Measured<f32>,
}

/// A number type that the losses are written for.
pub trait Measurable: Number {
    /// The loss for this type.
    fn measure(loss: &Loss, guess: &Tracked<Self>, wanted: &Tracked<Self>) -> Measured<Self>;
}

impl Measurable for f64 {
    fn measure(loss: &Loss, guess: &Tracked<f64>, wanted: &Tracked<f64>) -> Measured<f64> {
        (loss.f64)(guess, wanted)
    }
}

impl Measurable for f32 {
    fn measure(loss: &Loss, guess: &Tracked<f32>, wanted: &Tracked<f32>) -> Measured<f32> {
        (loss.f32)(guess, wanted)
    }
}

/// Every loss.
pub static LOSSES: &[Loss] = &[
    Loss { name: "sse", about: "the sum of the squared errors", f64: sse, f32: sse },
    Loss { name: "mse", about: "the mean of the squared errors", f64: mse, f32: mse },
    Loss {
        name: "crossentropy",
        about: "−Σ y log ŷ for each sample, for probabilities",
        f64: crossentropy,
        f32: crossentropy,
    },
    Loss {
        name: "logitcrossentropy",
        about: "the crossentropy of the softmax of what is given",
        f64: logitcrossentropy,
        f32: logitcrossentropy,
    },
    Loss {
        name: "logitbinarycrossentropy",
        about: "the crossentropy of yes or no, for what is given to a sigmoid",
        f64: logitbinarycrossentropy,
        f32: logitbinarycrossentropy,
    },
];

/// The loss of this name.
pub fn loss(name: &str) -> Option<&'static Loss> {
    LOSSES.iter().find(|loss| loss.name == name)
}

impl Loss {
    /// The loss of guesses of shape outputs × samples.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::nn::loss;
    /// # use fluxion::tensor::Tensor;
    /// let row = |entries| Tracked::constant(Tensor::from_column_major(&[1, 2], entries).unwrap());
    /// let (guess, wanted) = (row(vec![1.0, 2.0]), row(vec![1.0, 4.0]));
    /// assert_eq!(loss("mse").unwrap().of(&guess, &wanted)?.value().item(), Some(2.0));
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If the shapes differ.
    pub fn of<T: Measurable>(&self, guess: &Tracked<T>, wanted: &Tracked<T>) -> Measured<T> {
        let (a, b) = (guess.value().shape(), wanted.value().shape());
        if a != b {
            return Err(ShapeError { operation: self.name, shapes: vec![a.to_vec(), b.to_vec()] });
        }
        T::measure(self, guess, wanted)
    }
}

fn sse<T: Number>(guess: &Tracked<T>, wanted: &Tracked<T>) -> Measured<T> {
    guess.minus(wanted)?.abs2()?.sum()
}

fn mse<T: Number>(guess: &Tracked<T>, wanted: &Tracked<T>) -> Measured<T> {
    guess.minus(wanted)?.abs2()?.mean()
}

/// Summed over the entries of a sample, averaged over the samples.
fn per_sample<T: Number>(terms: &Tracked<T>) -> Measured<T> {
    let samples = terms.value().shape().get(1).copied().unwrap_or(1);
    terms.sum()?.scaled(-1.0 / samples as f64)
}

fn crossentropy<T: Number>(guess: &Tracked<T>, wanted: &Tracked<T>) -> Measured<T> {
    per_sample(&wanted.times(&guess.ln()?)?)
}

fn logitcrossentropy<T: Number>(guess: &Tracked<T>, wanted: &Tracked<T>) -> Measured<T> {
    per_sample(&wanted.times(&guess.logsoftmax(0)?)?)
}

/// (1 − y)x + log(1 + e⁻ˣ), which does not overflow.
fn logitbinarycrossentropy<T: Number>(guess: &Tracked<T>, wanted: &Tracked<T>) -> Measured<T> {
    let rest = Tracked::number(1.0).minus(wanted)?.times(guess)?;
    rest.plus(&call("softplus", &[&guess.scaled(-1.0)?])?)?.mean()
}
