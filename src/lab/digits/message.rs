//! The protocol between the page and the worker that learns real data: one enumeration each way, plain data.

use serde::{Deserialize, Serialize};

use super::setup::Setup;

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Opens the set of this name, whose file the page has fetched, with new weights.
    Open {
        /// A row of the table of real data sets.
        set: String,
        /// Its file.
        bytes: Vec<u8>,
        /// The network, and how it is trained.
        setup: Setup,
    },
    /// Another setup. The weights stay if they still fit; otherwise the network starts afresh.
    Set(Setup),
    /// The same network starts afresh, at step 0.
    Reset,
    /// Trains for so many epochs, then pauses.
    Train {
        /// How many epochs.
        epochs: u32,
        /// The most steps between two pictures; any number if 0.
        pace: u32,
    },
    /// Stops training.
    Pause,
    /// What to show on its way through the network.
    Look(Look),
    /// The page has drawn the picture of this number; the next may come.
    Drawn(u64),
}

/// What is shown on its way through the network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// Nothing.
    #[default]
    Nothing,
    /// An example that is kept for testing, by its place among them.
    Example(u32),
    /// What the learner draws or sets: the features of an example, pixels from 0 to 1, row after row.
    Drawing(Vec<f64>),
}

/// To the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// A set is open, and split anew.
    Opened(Box<Opened>),
    /// The state at a step.
    Picture(Box<Picture>),
    /// Why a set cannot be opened, in a sentence.
    Problem(String),
    /// Why a request was not followed, in a sentence; all stays as it was.
    Notice(String),
}

/// A set, split into examples to learn from and to test with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// How many examples there are to learn from, and how many to test with.
    pub counts: [u32; 2],
    /// The features of the examples to test with.
    pub tests: Vec<Vec<f64>>,
    /// Their classes.
    pub labels: Vec<u8>,
}

/// The state at a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Counts pictures; the page answers with [`Request::Drawn`].
    pub number: u64,
    /// Whether training goes on.
    pub is_playing: bool,
    /// The step that is shown.
    pub step: u64,
    /// How often the network has seen the examples that it learns from.
    pub epoch: f64,
    /// The epochs at which training began lately, and at which it pauses unless it is stopped before.
    pub goal: [u32; 2],
    /// Examples trained in a second, lately; 0 while paused.
    pub speed: f64,
    /// Whether the loss has become infinite or no number at all. Training has stopped then.
    pub is_lost: bool,
    /// The curves; `None` if they are those of the picture before.
    pub course: Option<Course>,
    /// How good the network is; `None` if nothing has changed since the picture before.
    pub verdict: Option<Verdict>,
    /// The weights of the first layer: for each unit one for each feature.
    pub filters: Vec<Vec<f32>>,
    /// What is shown on its way through the network.
    pub shown: Option<Shown>,
}

/// Losses and shares of right answers by step: one entry an epoch, thinned out in a long run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// The steps, ascending.
    pub steps: Vec<u64>,
    /// The mean loss over the examples learned from, and over those kept for testing.
    pub losses: [Vec<f64>; 2],
    /// The share that is right, 0 to 1, of the same.
    pub shares: [Vec<f64>; 2],
}

/// How good the network is at the end of an epoch, or where it paused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The step that was judged.
    pub step: u64,
    /// The mean loss over the examples learned from, and over those kept for testing.
    pub losses: [f64; 2],
    /// How many examples the network is right about: learned from, kept for testing.
    pub right: [u32; 2],
    /// The confusion matrix of the test: `[wanted][said]`.
    pub confusion: Vec<Vec<u32>>,
    /// Every wrong guess of the test, the surest first.
    pub wrong: Vec<Wrong>,
}

/// A wrong guess.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wrong {
    /// Its place among the examples of the test.
    pub example: u32,
    /// The class that the network says.
    pub said: u8,
    /// How sure the network is of that: a probability.
    pub sureness: f64,
}

/// An example on its way through the network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The class, if it is known.
    pub wanted: Option<u8>,
    /// What each layer says: the features, the hidden layers, the outputs.
    pub layers: Vec<Vec<f64>>,
    /// The probability of each class.
    pub probabilities: Vec<f64>,
}
