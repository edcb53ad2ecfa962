//! The laboratory's losses: rows of the losses of `nn`, with what they compare and what is shown of the output.

use crate::nn::{Loss, loss};

/// A row of the table.
#[derive(Debug)]
pub struct LabLoss {
    /// The row of the losses of `nn`, by its name.
    pub name: &'static str,
    /// What the page calls it.
    pub label: &'static str,
    /// What the output is compared with, for a point that wants −1, 1 or a number between.
    target: fn(f64) -> f64,
    /// What is shown of the output: −1 for one class, 1 for the other.
    shown: fn(f64) -> f64,
    /// Whether the loss of several points is the sum of theirs, not the mean.
    pub is_sum: bool,
}

/// Every loss.
pub static LAB_LOSSES: &[LabLoss] = &[
    plain("mse", "mean squared error"),
    plain("huber_loss", "Huber"),
    LabLoss {
        name: "logitbinarycrossentropy",
        label: "cross-entropy with logits",
        // The output is the logit of the probability of class 1.
        target: |wanted| (wanted + 1.0) / 2.0,
        // 2σ(ŷ) − 1
        shown: |predicted| libm::tanh(predicted / 2.0),
        is_sum: false,
    },
    plain("hinge", "hinge"),
    plain("mae", "mean absolute error"),
    LabLoss { is_sum: true, ..plain("sse", "sum of squared errors") },
];

/// A loss that compares the output itself with what is wanted.
const fn plain(name: &'static str, label: &'static str) -> LabLoss {
    LabLoss { name, label, target: |wanted| wanted, shown: |predicted| predicted, is_sum: false }
}

impl LabLoss {
    /// The row of this name.
    pub fn named(name: &str) -> Option<&'static LabLoss> {
        LAB_LOSSES.iter().find(|row| row.name == name)
    }

    /// What the output is compared with, for a point that wants −1, 1 or a number between.
    ///
    /// ```
    /// # use fluxion::lab::losses::LabLoss;
    /// let entropy = LabLoss::named("logitbinarycrossentropy").unwrap();
    /// assert_eq!([-1.0, 1.0].map(|wanted| entropy.target(wanted)), [0.0, 1.0]);
    /// ```
    pub fn target(&self, wanted: f64) -> f64 {
        (self.target)(wanted)
    }

    /// What is shown of an output of the network: its sign says the class.
    pub fn shown(&self, predicted: f64) -> f64 {
        (self.shown)(predicted)
    }

    /// The formula.
    ///
    /// # Panics
    /// Never: every row is named like one of the losses of `nn`.
    pub fn formula(&self) -> &'static Loss {
        loss(self.name).expect("every row is named like a loss")
    }
}
