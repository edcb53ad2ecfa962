//! A page of one's own: a lesson that a learner writes in the browser, as plain data.
//!
//! [`open`] turns a page into a [`Lesson`](super::spec::Lesson) and its HTML, as the compiler does with a lesson file; but
//! nobody has checked a learner's page, so whatever is wrong with a part becomes words in its place. [`mod@file`], [`notebook`]
//! and [`julia`] write it down for elsewhere. Not here: where pages are kept, and how they are edited.

use serde::{Deserialize, Serialize};

use super::figures::{Written, WrittenValue};
use super::spec::{self, Param};
use super::{define, link};
use crate::language::split_entry_name;

pub mod figure;
pub mod file;
pub mod julia;
pub mod merge;
pub mod notebook;
pub mod open;
pub mod text;

/// The first byte of an encoded page. Pages live long: whoever changes the types of this module reads the old ones too.
const VERSION: u8 = 1;

/// The most parts that a page may have.
pub const MOST_PARTS: usize = 200;

/// The most bytes that one text of a page may have.
pub const MOST_TEXT: usize = 65_536;

/// The longest part of an address that holds a page, in characters.
pub const LONGEST_LINK: usize = 32 * 1024;

/// A page of one's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its name.
    pub title: String,
    /// The quantities that keep one colour, as the lesson had them that the page was made from.
    pub names: Vec<Name>,
    /// What it consists of, from the top.
    pub parts: Vec<Part>,
}

/// A quantity that keeps one colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// Its key.
    pub key: String,
    /// One of [`HUES`](spec::HUES).
    pub hue: String,
    /// The names in code that mean it.
    pub symbols: Vec<String>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part {
    /// Words, in the small part of Markdown that [`text`] knows.
    Text(String),
    /// Code.
    Cell(String),
    /// A number to drag, or an array of them, as [`super::define`] reads it.
    Number(String),
    /// A figure.
    Figure(Drawn),
}

/// A figure as the learner has described it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// The name of its kind.
    pub kind: String,
    /// What to see.
    pub title: String,
    /// One line below it.
    pub caption: String,
    /// The parameters that have sliders below it.
    pub controls: Vec<String>,
    /// Its settings.
    pub settings: Vec<(String, Setting)>,
}

/// The value of a figure's setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Setting {
    /// On or off.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Several numbers.
    Numbers(Vec<f64>),
    /// Several texts.
    Texts(Vec<String>),
}

impl Part {
    /// What it is called before the eyes of a learner.
    pub fn noun(&self) -> &'static str {
        match self {
            Part::Text(_) => "Text",
            Part::Cell(_) => "Code cell",
            Part::Number(_) => "Number",
            Part::Figure(_) => "Figure",
        }
    }

    fn is_within_bounds(&self) -> bool {
        match self {
            Part::Text(text) | Part::Cell(text) | Part::Number(text) => text.len() <= MOST_TEXT,
            Part::Figure(drawn) => drawn.settings.iter().all(|(_, setting)| setting.is_finite()),
        }
    }
}

impl Setting {
    fn is_finite(&self) -> bool {
        match self {
            Setting::Number(number) => number.is_finite(),
            Setting::Numbers(numbers) => numbers.iter().all(|number| number.is_finite()),
            Setting::Flag(_) | Setting::Text(_) | Setting::Texts(_) => true,
        }
    }

    /// The setting as a figure's reader takes it.
    pub fn written(&self) -> Written {
        let at = |value| Written { at: 0, value };
        at(match self {
            Setting::Flag(flag) => WrittenValue::Flag(*flag),
            Setting::Number(number) => WrittenValue::Number(*number),
            Setting::Text(text) => WrittenValue::Text(text.clone()),
            Setting::Numbers(numbers) => {
                WrittenValue::List(numbers.iter().map(|number| at(WrittenValue::Number(*number))).collect())
            }
            Setting::Texts(texts) => {
                WrittenValue::List(texts.iter().map(|text| at(WrittenValue::Text(text.clone()))).collect())
            }
        })
    }
}

impl Page {
    /// An empty page with a name.
    pub fn named(title: &str) -> Page {
        Page { title: title.to_owned(), ..Page::default() }
    }

    /// Puts a part before the one at a place, or at the end; says where it stands, or nothing if the page is full.
    pub fn insert(&mut self, at: usize, part: Part) -> Option<usize> {
        let at = at.min(self.parts.len());
        (self.parts.len() < MOST_PARTS).then(|| {
            self.parts.insert(at, part);
            at
        })
    }

    /// Takes a part out.
    pub fn remove(&mut self, at: usize) -> Option<Part> {
        (at < self.parts.len()).then(|| self.parts.remove(at))
    }

    /// Exchanges two neighbours; says whether both are there.
    ///
    /// ```
    /// # use fluxion::lesson::own::{Page, Part};
    /// let mut page = Page::named("Mine");
    /// page.insert(0, Part::Cell("x = 1".into()));
    /// page.insert(1, Part::Text("Words".into()));
    /// assert!(page.exchange(0, 1) && !page.exchange(1, 2));
    /// assert_eq!(page.parts[1], Part::Cell("x = 1".into()));
    /// ```
    pub fn exchange(&mut self, one: usize, other: usize) -> bool {
        let are_there = one.max(other) < self.parts.len();
        if are_there {
            self.parts.swap(one, other);
        }
        are_there
    }

    /// Gives the page's numbers the values that some parameters have.
    pub fn set_values(&mut self, values: &[(Param, f64)]) {
        for part in &mut self.parts {
            let Part::Number(definition) = part else { continue };
            let name = define::name(definition);
            let own = values.iter().filter(|(param, _)| split_entry_name(&param.name).0 == name).cloned();
            let (params, values): (Vec<Param>, Vec<f64>) = own.unzip();
            if !params.is_empty() {
                *definition = define::with_values(definition, &params, &values);
            }
        }
    }

    /// The page as bytes.
    pub fn encode(&self) -> Vec<u8> {
        // Nothing in a page can fail to be written; no bytes are read as a damaged page.
        postcard::to_extend(self, vec![VERSION]).unwrap_or_default()
    }

    /// Reads what [`Page::encode`] wrote; nothing if it is damaged, too large, or of a version yet to come.
    pub fn decode(bytes: &[u8]) -> Option<Page> {
        let page: Page = match bytes {
            [VERSION, rest @ ..] => postcard::from_bytes(rest).ok()?,
            _ => return None,
        };
        let is_sound = page.parts.len() <= MOST_PARTS && page.parts.iter().all(Part::is_within_bounds);
        is_sound.then_some(page)
    }

    /// The page as a part of an address; nothing if it is too long for one.
    pub fn to_link(&self) -> Option<String> {
        link::pack(&self.encode(), LONGEST_LINK)
    }

    /// Reads such a part of an address.
    ///
    /// # Errors
    /// A message that says why it contains no page.
    pub fn from_link(piece: &str) -> Result<Page, &'static str> {
        Page::decode(&link::unpack(piece, LONGEST_LINK)?).ok_or(link::DAMAGED)
    }

    /// The texts of all cells, for reading.
    pub fn code(&self) -> String {
        let cells = self.parts.iter().filter_map(|part| match part {
            Part::Cell(code) => Some(code.as_str()),
            _ => None,
        });
        cells.collect::<Vec<_>>().join("\n\n")
    }
}

impl From<&Name> for spec::Named {
    fn from(name: &Name) -> spec::Named {
        let Name { key, hue, symbols } = name.clone();
        spec::Named { key, hue, symbols }
    }
}

impl From<&spec::Named> for Name {
    fn from(named: &spec::Named) -> Name {
        let spec::Named { key, hue, symbols } = named.clone();
        Name { key, hue, symbols }
    }
}
