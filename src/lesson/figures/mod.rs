//! The kinds of figure that a lesson can name, each with its settings.
//!
//! A kind is a struct of `settings!` in a file of this folder, a widget in a file of the same name in `app::figures`,
//! and a row of `every_kind!`. From the struct follow what the lesson compiler checks and says,
//! what `lessons/README.md` tells authors, the bytes in a lesson's specification, and what the widget receives.

use serde::{Deserialize, Serialize};

mod choice;
mod fields;
mod observations;
mod reader;
pub mod room;
mod settings;

pub use choice::{Choice, Chosen};
pub use fields::{ALL, ANY, ArrayName, DataName, Expression, Function, ParamName, Places, Steps};
pub use observations::Observations;
pub use reader::{Fault, Reader, Written, WrittenValue};
pub use room::{Around, Height, Room, sheet};
pub use settings::{About, Field, Form, Setting, Sort, Value};

use choice::choices;
use settings::settings;

/// Every kind of figure: its module, here and in `app::figures`, which is also the word after ```` ```figure ````;
/// and the name of its settings. `$then` is the macro that makes something of the list.
macro_rules! every_kind {
    ($then:ident) => {
        $then! {
            bars: Bars,
            costs: Costs,
            curve: Curve,
            curves: Curves,
            decision: Decision,
            descent: Descent,
            differences: Differences,
            fit: Fit,
            histogram: Histogram,
            laboratory: Laboratory,
            landscape: Landscape,
            matrices: Matrices,
            network: Network,
            race: Race,
            rules: Rules,
            slices: Slices,
            tape: Tape,
            training: Training,
            ways: Ways,
        }
    };
}

#[cfg(feature = "page")]
pub(crate) use every_kind;

macro_rules! declare {
    ($($module:ident: $Settings:ident,)*) => {
        $(
            pub mod $module;
            pub use $module::$Settings;
        )*

        /// A kind of figure with its settings.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Kind {
            $(
                #[doc = concat!("See [`", stringify!($Settings), "`].")]
                $Settings($Settings),
            )*
        }

        /// Every kind of figure, in the order of their names.
        pub static FIGURES: &[FigureKind] = &[$(FigureKind {
            name: stringify!($module),
            about: <$Settings as About>::ABOUT,
            still: <$Settings as Appearance>::still,
            fields: || <$Settings as Setting>::fields("", ""),
            read: |reader| Some(Kind::$Settings(<$Settings as Setting>::read(reader, "")?)),
        }),*];

        impl Kind {
            /// The word after ```` ```figure ````.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Kind::$Settings(_) => stringify!($module),)*
                }
            }

            /// How it looks before the page is alive.
            pub fn appearance(&self) -> &dyn Appearance {
                match self {
                    $(Kind::$Settings(settings) => settings,)*
                }
            }

            /// Every setting's value, as the lesson compiler looks at it.
            pub fn values(&self) -> Vec<(&'static str, Value)> {
                let mut values = Vec::new();
                match self {
                    $(Kind::$Settings(settings) => settings.values("", &mut values),)*
                }
                values
            }

            /// Tells every array of an equation its sizes; `sizes` computes them from the array's expression.
            pub fn measure(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
                match self {
                    $(Kind::$Settings(settings) => settings.measure(sizes),)*
                }
            }
        }
    };
}

every_kind!(declare);

/// A kind of figure, as a row of a table.
pub struct FigureKind {
    /// The word after ```` ```figure ````.
    pub name: &'static str,
    /// What it shows, for authors.
    pub about: &'static str,
    /// See [`Appearance::still`].
    pub still: fn() -> &'static str,
    /// Its settings.
    pub fields: fn() -> Vec<Field>,
    /// Reads its settings.
    pub read: fn(&mut Reader<'_>) -> Option<Kind>,
}

impl FigureKind {
    /// The kind with a name.
    pub fn named(name: &str) -> Option<&'static FigureKind> {
        FIGURES.iter().find(|kind| kind.name == name)
    }
}

/// How a kind of figure looks before the page is alive.
pub trait Appearance {
    /// What it shows in words: `{of}` stands for a setting, `{= …}` for a computed number.
    fn still() -> &'static str
    where
        Self: Sized;

    /// The room that it keeps.
    fn room(&self, around: &Around<'_>) -> Room;

    /// The plane that guesses are made on, if it shows one.
    fn plane(&self) -> Option<Plane<'_>> {
        None
    }

    /// Whether it shows arrays' shapes only, so that what does not fit is not a mistake.
    fn is_of_shapes(&self) -> bool {
        false
    }
}

/// A plane that a figure shows.
pub struct Plane<'a> {
    /// The parameters that hold the figure's point.
    pub point: &'a [ParamName; 2],
}
