//! What the page needs to know of a lesson beside its prose: plain data, made by the compiler.
//!
//! The prose is an HTML fragment, shown before the wasm has arrived. Where something lives in it, the
//! fragment holds an element with a `data-…` attribute whose value is an index into these lists
//! (`data-cell`, `data-number`, `data-param`, `data-figure`, `data-gate`, `data-check`).

use serde::{Deserialize, Serialize};

/// One line of the table of contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The name in the address: `slopes-and-gradients`.
    pub slug: String,
    /// The lesson's number as the contents shows it (lessons may be missing); 0 is the home page.
    pub number: u32,
    /// The title.
    pub title: String,
    /// One sentence for the list of lessons.
    pub summary: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// How many checks it ends with.
    pub checks: u32,
}

/// Everything about a lesson but its prose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Its line in the contents.
    pub entry: Entry,
    /// Numbers that the learner can change; each is a global variable of the lesson's session.
    pub params: Vec<Param>,
    /// Code cells in order.
    pub cells: Vec<Cell>,
    /// Expressions whose values stand in the prose.
    pub numbers: Vec<Number>,
    /// Figures in order.
    pub figures: Vec<Figure>,
    /// Predict gates in order.
    pub gates: Vec<Gate>,
    /// The questions at the end.
    pub checks: Vec<Check>,
}

/// A number that can be dragged, typed or stepped: `[[x: 1.5 | -3..3 step 0.1]]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Param {
    /// The global variable.
    pub name: String,
    /// What a screen reader says, and what stands before a slider: `learning rate η`.
    pub label: String,
    /// Where it starts and what reset returns to.
    pub value: f64,
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// What one press of an arrow key adds; also sets the digits shown.
    pub step: f64,
    /// Whether `value` and `step` are whole, so that the variable is an `Int64`.
    pub integer: bool,
}

/// A code cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The text as the lesson has it, without the `#>` expectations.
    pub source: String,
}

/// A computed number in the prose: `[[= f(x)]]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The expression.
    pub code: String,
    /// The named quantity that it shows, for its colour; may be empty.
    pub identity: String,
}

/// A figure: a kind of the table [`FIGURES`](super::figures::FIGURES) and its settings, checked by the compiler.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The kind's name.
    pub kind: String,
    /// A title that says what to see.
    pub title: String,
    /// One line of caption.
    pub caption: String,
    /// The settings in the order of the kind's table; those not written have the table's default.
    pub settings: Vec<(String, Setting)>,
    /// Parameters whose sliders stand under the figure, the main one first: indices into `params`.
    pub controls: Vec<u32>,
}

impl Figure {
    /// The setting `name`, if the figure has it.
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The setting `name` as text, or `""`.
    pub fn text(&self, name: &str) -> &str {
        match self.setting(name) {
            Some(Setting::Text(text)) => text,
            _ => "",
        }
    }

    /// The setting `name` as a list of texts; a single text is a list of one.
    pub fn texts(&self, name: &str) -> &[String] {
        match self.setting(name) {
            Some(Setting::Texts(texts)) => texts,
            Some(Setting::Text(text)) => std::slice::from_ref(text),
            _ => &[],
        }
    }

    /// The setting `name` as a list of numbers; a single number is a list of one.
    pub fn numbers(&self, name: &str) -> &[f64] {
        match self.setting(name) {
            Some(Setting::Numbers(numbers)) => numbers,
            Some(Setting::Number(number)) => std::slice::from_ref(number),
            _ => &[],
        }
    }

    /// Whether the setting `name` is switched on.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.setting(name), Some(Setting::Flag(true)))
    }
}

/// The value of a figure's setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Setting {
    /// A word, a name, an expression.
    Text(String),
    /// Several of them.
    Texts(Vec<String>),
    /// A number.
    Number(f64),
    /// Several numbers.
    Numbers(Vec<f64>),
    /// On or off.
    Flag(bool),
}

/// A predict gate: guess first, then see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// The question.
    pub ask: String,
    /// What is guessed and how.
    pub kind: GateKind,
    /// An expression for the computed answer: one number for a number, two for an arrow or a point, the
    /// one-based index for a choice.
    pub truth: String,
    /// One or two sentences shown with the answer: why it is so. May hold `{= expr}` for computed numbers.
    pub because: String,
}

/// How a guess is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum GateKind {
    /// An arrow dragged from the point in the figure with this index: a direction and a length.
    Arrow {
        /// Index into `figures`.
        figure: u32,
    },
    /// A place dragged in the figure with this index.
    Point {
        /// Index into `figures`.
        figure: u32,
    },
    /// One of several answers.
    Choice {
        /// The answers.
        options: Vec<String>,
    },
    /// A number typed or dragged.
    Number {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Step of the slider.
        step: f64,
    },
}

/// A question at the lesson's end, ticked by the page when its condition becomes true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What to do.
    pub ask: String,
    /// A boolean expression.
    pub when: String,
    /// What is shown once it is done: a sentence that says what was found.
    pub done: String,
}
