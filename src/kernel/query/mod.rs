//! What a page can ask of the kernel: each kind of query is a file here and a row of `queries!`.
//!
//! A file holds the query's fields, its answer, what it depends on, how urgent it is, what it may cost, and how it is
//! answered. The row makes it part of [`AnyQuery`] and [`AnyAnswer`], which travel between page and kernel.

mod costs;
mod curve;
mod decision;
mod grid;
mod histogram;
mod path;
mod point;
mod race;
mod rules;
mod tape;
mod train;
mod value;

use serde::{Deserialize, Serialize};

use super::answering::{Answerable, Answering, Urgency};
use crate::language::Error;

pub use costs::{Costs, DerivativeCosts};
pub use curve::{Curve, SampledCurve};
pub use decision::{Decided, Decision};
pub use grid::{Grid, SampledGrid};
pub use histogram::{Distribution, Histogram};
pub use path::{Path, WalkedPath};
pub use point::{Point, PointDerivatives};
pub use race::{Course, Leg, Race, RaceCourses, Runaway, Runner};
pub use rules::{Derivation, DerivationStep, FormulaPart, Rules};
pub use tape::{RecordedTape, Tape, TapeLine};
pub use train::{Train, TrainingRun};
pub use value::{Evaluated, Value};

/// A kind of query: plain data, with an answer of a type of its own.
pub trait Query: Clone + PartialEq + Send + Sync + 'static {
    /// What the kernel answers.
    type Answer: Clone + PartialEq + Send + Sync + 'static;

    /// The query as it travels.
    fn to_any(&self) -> AnyQuery;

    /// The answer as it was before it travelled; `None` if it answers a query of another kind.
    fn answer_from(answer: AnyAnswer) -> Option<Self::Answer>;
}

/// Assembles what travels from the kinds of queries, and hands each query to its own file.
macro_rules! queries {
    ($($kind:ident),* $(,)?) => {
        /// A query of any kind.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum AnyQuery {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind($kind),)*
        }

        /// The answer to a query, in the variant of the query's name.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum AnyAnswer {
            $(#[doc = concat!("Answers [`", stringify!($kind), "`].")] $kind(<$kind as Query>::Answer),)*
        }

        $(
            impl Query for $kind {
                type Answer = <$kind as Answerable>::Answer;

                fn to_any(&self) -> AnyQuery {
                    AnyQuery::$kind(self.clone())
                }

                fn answer_from(answer: AnyAnswer) -> Option<Self::Answer> {
                    match answer {
                        AnyAnswer::$kind(answer) => Some(answer),
                        _ => None,
                    }
                }
            }

            impl From<$kind> for AnyQuery {
                fn from(query: $kind) -> AnyQuery {
                    AnyQuery::$kind(query)
                }
            }
        )*

        impl AnyQuery {
            /// How soon it is answered.
            pub(super) fn urgency(&self) -> Urgency {
                match self {
                    $(AnyQuery::$kind(_) => $kind::URGENCY,)*
                }
            }

            /// The pieces of code that it reads.
            pub(super) fn reads(&self) -> Vec<&str> {
                match self {
                    $(AnyQuery::$kind(query) => query.reads(),)*
                }
            }

            /// Computes its answer.
            pub(super) fn answer(&self, answering: &mut Answering<'_>) -> Result<AnyAnswer, Error> {
                match self {
                    $(AnyQuery::$kind(query) => query.answer(answering).map(AnyAnswer::$kind),)*
                }
            }

            /// How long it may take, in milliseconds.
            pub(super) fn millis(&self) -> f64 {
                match self {
                    $(AnyQuery::$kind(_) => $kind::MILLIS,)*
                }
            }
        }
    };
}

queries! { Value, Curve, Grid, Histogram, Point, Tape, Rules, Costs, Path, Train, Race, Decision }
