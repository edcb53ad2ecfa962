//! The protocol between the page and the worker that learns real data: one enumeration each way, plain data.

use serde::{Deserialize, Serialize};

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Begins anew: the set of this name, whose file the page has fetched, with new weights of this seed.
    Begin {
        /// A row of the table of real data sets.
        set: String,
        /// Its file.
        bytes: Vec<u8>,
        /// The seed of the split, the weights and the order of the batches.
        seed: u64,
    },
    /// Trains until [`Request::Pause`].
    Play,
    /// Stops training.
    Pause,
    /// Trains for so many epochs, then pauses.
    Epochs(u32),
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
    /// What the learner draws: the features of an example, pixels from 0 to 1, row after row.
    Drawing(Vec<f64>),
}

/// To the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// A set was opened.
    Opened {
        /// The shape of an example.
        shape: [u32; 2],
        /// What the classes are called.
        classes: Vec<String>,
        /// How many examples there are to learn from, and how many to test with.
        counts: [u32; 2],
        /// The units of every layer, inputs first.
        sizes: Vec<u32>,
    },
    /// The state at a step.
    Picture(Box<Picture>),
    /// Why a request cannot be done, in a sentence.
    Problem(String),
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
    /// Steps in an epoch.
    pub epoch: u64,
    /// Examples trained in a second, lately; 0 while paused.
    pub speed: f64,
    /// The mean loss over the examples learned from, and over those kept for testing.
    pub losses: [f64; 2],
    /// How many examples the network is right about: learned from, kept for testing.
    pub right: [u32; 2],
    /// Steps, and the share of the test that was right after each: one entry an epoch.
    pub course: Vec<(u64, f64)>,
    /// The confusion matrix of the test: `[wanted][said]`.
    pub confusion: Vec<Vec<u32>>,
    /// Wrong guesses of the test, the surest first; at most [`MAX_WRONG`](super::MAX_WRONG).
    pub wrong: Vec<Wrong>,
    /// What is shown on its way through the network.
    pub shown: Option<Shown>,
}

/// A wrong guess.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wrong {
    /// Its place among the examples of the test.
    pub example: u32,
    /// Its features.
    pub features: Vec<f64>,
    /// Its class.
    pub wanted: u8,
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
    /// What each layer says: the features, the units between, the outputs.
    pub layers: Vec<Vec<f64>>,
    /// The probability of each class.
    pub probabilities: Vec<f64>,
}
