//! Losses: numbers that say how far predictions are from their targets. One column is one sample.

use super::knob::Knob;
use crate::autodiff::{Number, Rule, Tracked, call};
use crate::tensor::ShapeError;

type Computed<T> = Result<Tracked<T>, ShapeError>;

/// What a loss is computed from.
#[derive(Debug)]
pub struct LossInput<'a, T> {
    /// The predictions, ŷ.
    pub predicted: &'a Tracked<T>,
    /// The targets, y.
    pub target: &'a Tracked<T>,
    /// The options, in the order of [`Loss::options`].
    pub options: &'a [Tracked<T>],
}

/// A row of the table of losses.
#[derive(Debug)]
pub struct Loss {
    /// Its name, as in Flux.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// What can be given besides predictions and targets: keywords in cells.
    pub options: &'static [Knob],
    formula: Formula,
}

/// Writes the table, and for each row a variant of `Formula`, from which its formula is found in any number type.
macro_rules! losses {
    ($(Row { name: $name:ident, about: $about:literal, options: $options:expr $(,)? }),* $(,)?) => {
        /// Every loss.
        pub static LOSSES: &[Loss] = &[$(Loss {
            name: stringify!($name),
            about: $about,
            options: $options,
            formula: Formula::$name,
        }),*];

        #[derive(Clone, Copy, Debug)]
        #[expect(non_camel_case_types, reason = "a variant has the name of its loss, which Flux writes in small letters")]
        enum Formula {
            $($name,)*
        }

        impl Formula {
            fn compute<T: Number>(self, input: &LossInput<'_, T>) -> Computed<T> {
                match self {
                    $(Formula::$name => $name(input),)*
                }
            }
        }
    };
}

losses! {
    Row { name: sse, about: "the sum of the squared errors", options: &[] },
    Row { name: mse, about: "the mean of the squared errors", options: &[] },
    Row { name: mae, about: "the mean of the absolute errors", options: &[] },
    Row {
        name: huber_loss,
        about: "the mean of the squared errors, which grows linearly where an error exceeds `δ`",
        options: &[Knob::plain("δ", "the error from which on the loss grows linearly", 1.0)],
    },
    Row {
        name: crossentropy,
        about: "the cross entropy −Σ y log ŷ of probabilities `ŷ`, averaged over the columns",
        options: &[WEIGHT],
    },
    Row {
        name: logitcrossentropy,
        about: "the cross entropy of the softmax of `ŷ`",
        options: &[WEIGHT],
    },
    Row {
        name: binarycrossentropy,
        about: "the cross entropy of yes or no, where `ŷ` is the probability of yes",
        options: &[Knob::plain("ϵ", "keeps the logarithm of 0 finite", f64::EPSILON)],
    },
    Row {
        name: logitbinarycrossentropy,
        about: "the binary cross entropy of the sigmoid of `ŷ`",
        options: &[],
    },
    Row {
        name: kldivergence,
        about: "the Kullback–Leibler divergence of probabilities `ŷ` from `y`",
        options: &[],
    },
    Row {
        name: poisson,
        about: "the loss of counts `y` that have a Poisson distribution with the means `ŷ`",
        options: &[],
    },
    Row {
        name: hinge,
        about: "how far predictions are on the wrong side of a margin of 1, for targets −1 and 1",
        options: &[],
    },
}

const WEIGHT: Knob = Knob::plain("weight", "what the terms are multiplied by", 1.0);

/// The loss of this name.
pub fn loss(name: &str) -> Option<&'static Loss> {
    LOSSES.iter().find(|loss| loss.name == name)
}

impl Loss {
    /// The loss of predictions of shape outputs × samples, with the default options.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::nn::loss;
    /// # use fluxion::tensor::Tensor;
    /// let row = |entries| Tracked::constant(Tensor::from_column_major(&[1, 2], entries).unwrap());
    /// let (predicted, target) = (row(vec![1.0, 2.0]), row(vec![1.0, 4.0]));
    /// assert_eq!(loss("mse").unwrap().of(&predicted, &target)?.value().item(), Some(2.0));
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If the shapes differ.
    pub fn of<T: Number>(&self, predicted: &Tracked<T>, target: &Tracked<T>) -> Computed<T> {
        let (a, b) = (predicted.value().shape(), target.value().shape());
        if a != b {
            return Err(ShapeError { operation: self.name, shapes: vec![a.to_vec(), b.to_vec()] });
        }
        let options: Vec<Tracked<T>> =
            self.options.iter().map(|option| Tracked::number(option.default)).collect();
        self.with(&LossInput { predicted, target, options: &options })
    }

    /// The loss with options. Shapes that differ are broadcast, as in Julia.
    ///
    /// # Errors
    /// If the shapes do not broadcast.
    pub fn with<T: Number>(&self, input: &LossInput<'_, T>) -> Computed<T> {
        self.formula.compute(input)
    }
}

/// The errors ŷ − y.
fn errors<T: Number>(LossInput { predicted, target, .. }: &LossInput<'_, T>) -> Computed<T> {
    predicted.minus(target)
}

/// The sum of the terms, divided by the number of targets.
fn per_target<T: Number>(terms: &Tracked<T>, input: &LossInput<'_, T>) -> Computed<T> {
    terms.sum()?.scaled(1.0 / input.target.value().entries().len() as f64)
}

/// The sum of the terms, divided by the number of samples.
fn per_sample<T: Number>(terms: &Tracked<T>, input: &LossInput<'_, T>) -> Computed<T> {
    scaled_per_sample(terms, input, 1.0)
}

fn scaled_per_sample<T: Number>(terms: &Tracked<T>, input: &LossInput<'_, T>, factor: f64) -> Computed<T> {
    let samples = input.target.value().shape().get(1).copied().unwrap_or(1);
    terms.sum()?.scaled(factor / samples as f64)
}

/// −Σ y·log ŷ·weight for each sample.
fn cross_entropy<T: Number>(logarithms: &Tracked<T>, input: &LossInput<'_, T>) -> Computed<T> {
    let terms = input.target.times(logarithms)?;
    let is_one = |x: &Tracked<T>| matches!(x.rule(), Rule::Constant) && x.value().item() == Some(T::one());
    let weighted = match input.options.first().filter(|weight| !is_one(weight)) {
        Some(weight) => terms.times(weight)?,
        None => terms,
    };
    scaled_per_sample(&weighted, input, -1.0)
}

fn sse<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    errors(input)?.abs2()?.sum()
}

fn mse<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    per_target(&errors(input)?.abs2()?, input)
}

fn mae<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    per_target(&call("abs", &[&errors(input)?])?, input)
}

/// The mean of e²/2 where |e| < δ, else of δ(|e| − δ/2), for the errors e.
fn huber_loss<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    let (size, delta) = (call("abs", &[&errors(input)?])?, &input.options[0]);
    let square = size.abs2()?.scaled(0.5)?;
    let line = delta.times(&size.minus(&delta.scaled(0.5)?)?)?;
    per_target(&call("ifelse", &[&call("<", &[&size, delta])?, &square, &line])?, input)
}

fn crossentropy<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    // Where the target is 0, so is the term, even if the prediction is 0 and has no logarithm.
    let counts = call("==", &[input.target, &Tracked::number(0.0)])?;
    let predicted = call("ifelse", &[&counts, &Tracked::number(1.0), input.predicted])?;
    cross_entropy(&predicted.ln()?, input)
}

fn logitcrossentropy<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    cross_entropy(&input.predicted.logsoftmax(0)?, input)
}

/// The mean of −y·log(ŷ + ϵ) − (1 − y)·log(1 − ŷ + ϵ).
fn binarycrossentropy<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    let (LossInput { predicted, target, .. }, one, epsilon) =
        (input, Tracked::number(1.0), &input.options[0]);
    let yes = target.scaled(-1.0)?.times(&predicted.plus(epsilon)?.ln()?)?;
    let no = one.minus(target)?.times(&one.minus(predicted)?.plus(epsilon)?.ln()?)?;
    per_target(&yes.minus(&no)?, input)
}

/// The mean of (1 − y)x + log(1 + e⁻ˣ), which does not overflow.
fn logitbinarycrossentropy<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    let LossInput { predicted, target, .. } = input;
    let rest = Tracked::number(1.0).minus(target)?.times(predicted)?;
    per_target(&rest.plus(&call("softplus", &[&predicted.scaled(-1.0)?])?)?, input)
}

/// Σ y·log y − Σ y·log ŷ for each sample.
fn kldivergence<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    let entropy = per_sample(&input.target.times(&input.target.ln()?)?, input)?;
    entropy.plus(&crossentropy(input)?)
}

/// Σ(ŷ − y·log ŷ) for each sample.
fn poisson<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    let LossInput { predicted, target, .. } = input;
    per_sample(&predicted.minus(&target.times(&predicted.ln()?)?)?, input)
}

/// Σ max(0, 1 − ŷy) for each sample.
fn hinge<T: Number>(input: &LossInput<'_, T>) -> Computed<T> {
    let margin = Tracked::number(1.0).minus(&input.predicted.times(input.target)?)?;
    per_sample(&call("max", &[&Tracked::number(0.0), &margin])?, input)
}
