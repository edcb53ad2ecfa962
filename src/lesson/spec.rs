//! What the page needs to know about a lesson besides its prose: plain data, made by the compiler.
//!
//! The prose is an HTML fragment, shown before the wasm has arrived. For everything
//! that is alive, the fragment has an element with a `data-…` attribute whose value is an index into these lists
//! (`data-cell`, `data-number`, `data-param`, `data-figure`, `data-gate`, `data-check`).

use serde::{Deserialize, Serialize};

use super::figures::Kind;
use crate::language::{entry_name, split_entry_name};

/// Pages from this number on are the reference.
pub const REFERENCE: u32 = 90;

/// One line of the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The name in the address: `slopes-and-gradients`.
    pub slug: String,
    /// The lesson's number as the contents shows it (lessons may be missing); 0 is the home page, and from
    /// [`REFERENCE`] on the page is not a lesson.
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

impl Entry {
    /// Whether it is a lesson: neither the home page nor a part of the reference.
    pub fn is_lesson(&self) -> bool {
        (1..REFERENCE).contains(&self.number)
    }
}

/// Everything about a lesson except its prose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Its line in the contents.
    pub entry: Entry,
    /// The named quantities: what keeps one colour in prose, formulas, code and figures.
    pub names: Vec<Named>,
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

impl Lesson {
    /// The named quantity that `symbol` stands for in code and formulas.
    pub fn name_of(&self, symbol: &str) -> Option<&Named> {
        self.names.iter().find(|named| named.symbols.iter().any(|own| own == symbol))
    }
}

/// A named quantity. Every element of the fragment that belongs to it has `data-identity` with its key and
/// `data-hue` with its hue, so that one style sheet colours all of them and a hover can highlight all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// Its key in the front matter's table `[names]`: `gradient`.
    pub key: String,
    /// Its colour: one of [`HUES`].
    pub hue: String,
    /// The names in code and formulas that mean it: `∇f`.
    pub symbols: Vec<String>,
}

/// The colours that a named quantity can have; the style sheet has a token for each.
///
/// Figures follow them: a point is violet, a gradient (uphill, positive) blue, a step (downhill,
/// negative) orange, a function's height green, a slope along one axis rose or gold.
pub static HUES: &[&str] = &["blue", "gold", "green", "orange", "rose", "violet"];

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
    /// The key of the named quantity that it is; may be empty.
    pub identity: String,
}

impl Param {
    /// The identity of an entry of an array, such as `weight[2,3]`: it names the quantity that the array is, so that a
    /// matrix, its gradient and the word in the prose light up together. Other numbers have none.
    pub fn part(&self) -> Option<String> {
        let (variable, place) = split_entry_name(&self.name);
        let whole = if self.identity.is_empty() { variable } else { &self.identity };
        (!place.is_empty()).then(|| entry_name(whole, &place))
    }
}

/// A code cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The lesson's text, without the `#>` expectations.
    pub source: String,
}

/// A computed number in the prose: `[[= f(x)]]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The expression.
    pub code: String,
    /// The key of the named quantity that it shows, for its colour; may be empty.
    pub identity: String,
    /// Digits after the point, if the author chose; see [`show::numbers`](super::show::numbers).
    pub decimals: Option<u8>,
}

/// A figure: a kind with its settings, checked by the compiler.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The kind and its settings.
    pub kind: Kind,
    /// A title that says what to see.
    pub title: String,
    /// One line of caption.
    pub caption: String,
    /// Parameters whose sliders stand under the figure, the main one first: indices into `params`.
    pub controls: Vec<u32>,
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
    /// One or two sentences shown with the answer: why it is so. May hold `{= expr}` for computed numbers; see
    /// [`pieces`]. The fragment holds the same sentences with their markup and live numbers.
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

impl GateKind {
    /// The index of the figure that the guess is made on, if it is made on one.
    pub fn figure(&self) -> Option<usize> {
        match self {
            GateKind::Arrow { figure } | GateKind::Point { figure } => Some(*figure as usize),
            GateKind::Choice { .. } | GateKind::Number { .. } => None,
        }
    }

    /// What authors call it.
    pub fn name(&self) -> &'static str {
        match self {
            GateKind::Arrow { .. } => "arrow",
            GateKind::Point { .. } => "point",
            GateKind::Choice { .. } => "choice",
            GateKind::Number { .. } => "number",
        }
    }
}

/// A piece of a text that may hold computed numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// The value of an expression, written `{= expr}` or `{= expr | 2 decimals}`.
    Number(Number),
}

/// The pieces of a text with `{= expr}` in it.
///
/// ```
/// # use fluxion::lesson::spec::{pieces, Number, Piece};
/// let slope = Number { code: "h′(x)".into(), identity: String::new(), decimals: Some(1) };
/// assert_eq!(
///     pieces("It is {= h′(x) | 1 decimals}."),
///     [Piece::Text("It is "), Piece::Number(slope), Piece::Text(".")]
/// );
/// ```
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("{= ") {
        let Some((number, after)) = inside.split_once('}') else { break };
        let (code, decimals) = match number.rsplit_once(" | ") {
            Some((code, format)) => (code, format.trim_end_matches(" decimals").parse().ok()),
            None => (number, None),
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Number(Number { code: code.to_owned(), identity: String::new(), decimals }));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
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

/// A function of the library, for the editor's list of names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Its name.
    pub name: String,
    /// The module that a cell must use for it, unless it is always there.
    pub module: String,
    /// One line of help.
    pub about: String,
}

/// Raised whenever a type of this module changes shape; the first byte of every encoded file.
pub const VERSION: u8 = 2;

/// What the compiler writes into `SLUG.bin` (a [`Lesson`]), `contents.bin` (the list of [`Entry`]) and `words.bin` (that of
/// [`Word`]).
///
/// # Errors
/// If the value cannot be serialised, which no value of this module's types does.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_extend(value, vec![VERSION])
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// Says in plain words that the bytes are of another version, or damaged.
///
/// ```
/// # use fluxion::lesson::spec::{decode, encode, Entry};
/// let bytes = encode(&vec![Entry { title: "Walking downhill".into(), ..Entry::default() }]).unwrap();
/// assert_eq!(decode::<Vec<Entry>>(&bytes).unwrap()[0].title, "Walking downhill");
/// assert!(decode::<Vec<Entry>>(&bytes[..3]).is_err());
/// ```
pub fn decode<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    match bytes {
        [VERSION, rest @ ..] => {
            postcard::from_bytes(rest).map_err(|error| format!("the lesson's data is damaged ({error})"))
        }
        [version, ..] => {
            Err(format!("the lesson's data has version {version}, this page reads version {VERSION}"))
        }
        [] => Err("the lesson's data is empty".to_owned()),
    }
}
