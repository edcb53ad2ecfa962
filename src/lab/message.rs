//! The protocol between the page and a laboratory's worker: one enumeration each way, plain data, no behaviour.
//!
//! A message is a list of requests, or of replies, encoded as those of the kernel are.

use serde::{Deserialize, Serialize};

use super::code::{Reading, Style};
use super::landscape::Tile;
use super::settings::{Sample, Settings};
use crate::diag::Diagnostic;

mod survey;

pub use survey::{Axes, Footprint, Look, Survey, Weight};

/// From the page to the laboratory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "settings travel one at a time")]
pub enum Request {
    /// These settings from the present step on. If they do not continue the run (see [`Settings::continues`]), a fresh one
    /// begins at step 0. Changed at an earlier step than the last, they begin a branch there.
    Set(Settings),
    /// Trains until [`Request::Pause`]; at most this many steps for each picture that is drawn.
    Play {
        /// Steps between two pictures; as many as fit into a frame if 0.
        pace: u32,
    },
    /// Stops training.
    Pause,
    /// Trains for so many steps, then pauses.
    Steps(u32),
    /// Trains to the end of the epoch, then pauses.
    Epoch,
    /// Shows an earlier step of the run, and pauses; training goes on from there along the same path.
    Seek(u64),
    /// Back to step 0 with the weights of the same seed; what has been trained is kept as the other run.
    Reset,
    /// Keeps the present run, as it is now, as the one to compare with.
    KeepForComparison,
    /// Forgets the run to compare with.
    EndComparison,
    /// A weight or a bias gets a value, at the present step.
    Assign {
        /// Which.
        weight: Weight,
        /// Its new value.
        value: f64,
    },
    /// All weights and biases get values, at the present step.
    AssignAll(Vec<LayerNumbers>),
    /// All weights and biases move to a place in the plane of a landscape, at the present step, and training pauses. The
    /// run up to now is kept as the one to compare with.
    Move {
        /// The number of the landscape.
        survey: u64,
        /// The place, as [`Survey::here`] gives places.
        to: [f64; 2],
    },
    /// What to send with every picture.
    Watch(Watch),
    /// The page has drawn the picture of this number; the next may come.
    Drawn(u64),
    /// Runs code on the points of the run, whether it can be drawn or not, until [`Request::EndCode`] or other settings. What
    /// is sent meanwhile are its pictures; [`Request::Reset`] begins it again.
    RunCode(String),
    /// Goes back to the run that was there before code was run.
    EndCode,
    /// The landscape of this number, which is computed elsewhere, has come far enough; the next may come.
    Surveyed(u64),
    /// Asks for a text; its answer carries the same number.
    Text(u32, Box<Ask>),
}

/// A text to be written or read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// The network and its training as code.
    Write {
        /// The settings.
        settings: Settings,
        /// How Flux is written.
        style: Style,
    },
    /// What code says.
    Read {
        /// The code.
        text: String,
        /// The settings that it says nothing about.
        before: Settings,
    },
    /// Code brought up to date.
    Update {
        /// The code.
        text: String,
        /// The settings that it is to say.
        settings: Settings,
    },
    /// Code in another style of Flux.
    Restyle {
        /// The code.
        text: String,
        /// The settings that it says.
        settings: Settings,
        /// How Flux is to be written.
        style: Style,
    },
    /// The trained network as a Julia file.
    Julia {
        /// The settings.
        settings: Settings,
        /// The weights and biases of every layer.
        layers: Vec<LayerNumbers>,
        /// The points that the network learns from.
        training: Vec<Sample>,
        /// How it is written.
        form: Form,
    },
    /// The same as a notebook.
    Notebook {
        /// The settings.
        settings: Settings,
        /// The weights and biases of every layer.
        layers: Vec<LayerNumbers>,
        /// The points that the network learns from.
        training: Vec<Sample>,
        /// How it is written.
        form: Form,
    },
    /// The weights as JSON.
    Weights {
        /// The settings.
        settings: Settings,
        /// The weights and biases of every layer.
        layers: Vec<LayerNumbers>,
    },
    /// Weights from JSON.
    ReadWeights {
        /// The file.
        text: String,
        /// The settings of the network that they are for.
        settings: Settings,
    },
}

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// How Flux is written.
    pub style: Style,
    /// Whether it trains on an NVIDIA card; in today's style only.
    pub cuda: bool,
}

/// The answer to [`Ask`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Text {
    /// Code, or a file.
    Code(String),
    /// What code says.
    Reading(Box<Reading>),
    /// Weights, or why there are none.
    Weights(Result<Vec<LayerNumbers>, String>),
}

/// What is sent with every picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Watch {
    /// The side of the large map in points; 0 for none.
    pub map: u32,
    /// The side of every unit's map in points; 0 for none.
    pub units: u32,
    /// The unit whose map is the large one, as layer and unit (the inputs are layer 0); `None` for the output.
    pub enlarged: Option<[u32; 2]>,
    /// Whether to send gradients and the next step's change of every weight.
    pub gradients: bool,
    /// Whether to send histograms of weights, activations and gradients.
    pub histograms: bool,
    /// The layer (1 is the first after the inputs) whose bent grid to send.
    pub grid: Option<u32>,
    /// The point whose way through the network to send: what every unit says of it, and the gradient at every unit.
    pub trace: Option<Sample>,
    /// The weight whose course since step 0 to send.
    pub course: Option<Weight>,
    /// The landscape to send, beside the pictures.
    pub landscape: Option<Look>,
}

/// From the laboratory to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The points, where they are others than before: after settings that changed them, or after going back to before
    /// that.
    Points {
        /// Those the network learns from.
        training: Vec<Sample>,
        /// Those kept for testing.
        testing: Vec<Sample>,
    },
    /// The state at a step.
    Picture(Box<Picture>),
    /// A setting cannot be used. The run goes on with the last good ones.
    Problem(Problem),
    /// What was set is used, but not as one might expect: a batch that is larger than the data, points that are all of
    /// one class. Or a weight cannot have the value that it was to get.
    Notice(Problem),
    /// The settings at the step that is shown, where they are not those that were set last: after going back to before a
    /// change, or forward again.
    Settings(Box<Settings>),
    /// The text that was asked for with this number.
    Text(u32, Text),
    /// A landscape begins: what is known of it before its heights.
    Survey(Box<Survey>),
    /// Heights of a landscape.
    Heights {
        /// The number of the survey that they belong to.
        survey: u64,
        /// Which points of its grid.
        tile: Tile,
        /// The losses there, row after row.
        losses: Vec<f32>,
    },
}

/// Why a setting cannot be used, or what to know about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The setting, as the page names it: `features[2]`, `training.knobs[0]`, `data.batch`.
    pub place: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do, in a sentence.
    pub hint: Option<String>,
}

/// The state of a run at a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Counts pictures; the page answers with [`Request::Drawn`].
    pub number: u64,
    /// Whether training goes on.
    pub is_playing: bool,
    /// The step that is shown.
    pub step: u64,
    /// The last step that the run has reached.
    pub last: u64,
    /// Two steps between which the run has forgotten its way, because very much has been changed since; those between them
    /// cannot be shown.
    pub forgotten: Option<[u64; 2]>,
    /// Steps in an epoch.
    pub epoch: u64,
    /// Samples trained in a second, lately; 0 while paused.
    pub speed: f64,
    /// The mean loss over the points trained on, and over those kept for testing (NaN if there are none).
    pub losses: [f64; 2],
    /// How many points the network is right about, of how many: trained on, kept for testing. For classes only.
    pub right: Option<[[u32; 2]; 2]>,
    /// The confusion matrix of the points kept for testing: `[wanted][said]`, class −1 first. For classes only.
    pub confusion: Option<[[u32; 2]; 2]>,
    /// The loss curve, if it has changed since the last picture.
    pub curve: Option<Curve>,
    /// The curve of the run to compare with, if it has changed.
    pub other: Option<Curve>,
    /// The weights and biases of every layer.
    pub layers: Vec<LayerNumbers>,
    /// Their gradients over the next batch; empty unless watched.
    pub gradients: Vec<LayerNumbers>,
    /// What the next step will add to them; empty unless watched.
    pub changes: Vec<LayerNumbers>,
    /// The large map; see [`Watch::map`].
    pub map: Option<Map>,
    /// Every unit's map, layer after layer, inputs first and the output last.
    pub units: Vec<Vec<Map>>,
    /// Histograms by layer: weights, activations, gradients.
    pub histograms: Vec<[Histogram; 3]>,
    /// The bent grid of a layer.
    pub grid: Option<BentGrid>,
    /// The way of a point through the network.
    pub trace: Option<Trace>,
    /// The course of the watched weight: steps and values.
    pub course: Vec<(u64, f64)>,
    /// What the doctor has noticed.
    pub diagnosis: Option<Diagnosis>,
    /// The code that is run, if code is run: then nothing is known about weights and units, a step is a gradient that the
    /// code has computed, and no earlier step can be shown.
    pub code: Option<CodeRun>,
}

/// How far the learner's code has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CodeRun {
    /// What it has printed, the last few thousand letters of it.
    pub printed: String,
    /// Why it has stopped, with the place in its text.
    pub problem: Option<Diagnostic>,
    /// Whether it has come to its end or has stopped.
    pub is_over: bool,
    /// What to do so that more of it is seen, in a sentence.
    pub hint: Option<String>,
}

/// Losses by step, thinned out to at most some hundred points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// What sets the run apart from the present one, in a few words: `η = 0.06`; empty if no setting does.
    pub name: String,
    /// The steps, ascending.
    pub steps: Vec<u64>,
    /// The mean loss over the points trained on.
    pub training: Vec<f64>,
    /// The mean loss over the points kept for testing.
    pub testing: Vec<f64>,
    /// The step at which the other run leaves this one, if it does.
    pub fork: Option<u64>,
}

/// Numbers for the weights and biases of a layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayerNumbers {
    /// Outputs × inputs, row after row: those that lead to the first unit come first.
    pub weights: Vec<f64>,
    /// One for each unit.
    pub biases: Vec<f64>,
}

/// A function over the square from −6 to 6, row after row from the top (x₂ = 6) down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// Points in a row, and rows.
    pub side: u32,
    /// What the largest value below stands for.
    pub scale: f64,
    /// The values, from −127 to 127: the value of a point is `value / 127 × scale`, and −128 stands for NaN.
    pub values: Vec<i8>,
}

/// How often numbers fall into each of equal bins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// The range of the bins.
    pub range: [f64; 2],
    /// The number in each.
    pub counts: Vec<u32>,
}

/// Where the lines of a square grid over the inputs go in a layer's first two units, or in its two principal
/// components if it has more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BentGrid {
    /// What the two axes are, in a few words.
    pub axes: [String; 2],
    /// The lines, each a list of points.
    pub lines: Vec<Vec<[f64; 2]>>,
    /// Where the samples go, those trained on first.
    pub points: Vec<[f64; 2]>,
}

/// The way of a point through the network, and the gradients on their way back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// What each unit says, layer after layer, inputs first.
    pub values: Vec<Vec<f64>>,
    /// The weighted sum that enters each unit, layer after layer; none for the inputs.
    pub sums: Vec<Vec<f64>>,
    /// The derivative of the point's loss by each unit's value, layer after layer, inputs first.
    pub adjoints: Vec<Vec<f64>>,
    /// The point's loss.
    pub loss: f64,
}

/// What the doctor has noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// One sentence with the numbers.
    pub words: String,
    /// The step that it speaks of: the best one, or the last healthy one.
    pub step: Option<u64>,
    /// Ways out, at most two.
    pub ways: Vec<WayOut>,
}

/// A way out of trouble.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WayOut {
    /// What its button says: `Go back`, `Halve η`.
    pub label: String,
    /// What it does: requests that the page sends when it is pressed.
    pub requests: Vec<Request>,
}
