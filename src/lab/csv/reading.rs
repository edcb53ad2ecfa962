//! What reading gives: points, notes, rows that were left out; or why there are none.

use crate::lab::settings::Sample;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The points, at most [`MAX_POINTS`](super::MAX_POINTS), all of whose numbers are finite.
    pub samples: Vec<Sample>,
    /// Whether the labels are numbers to predict rather than classes.
    pub is_regression: bool,
    /// What the classes −1 and 1 are called.
    pub classes: Vec<String>,
    /// What was done to the data and what is odd about it, in sentences.
    pub notes: Vec<String>,
    /// The rows that were left out, at most [`MAX_NAMED`](super::MAX_NAMED).
    pub bad: Vec<BadRow>,
    /// How many rows were left out.
    pub bad_count: usize,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line, from 1.
    pub line: usize,
    /// Why, in a few words.
    pub reason: String,
}

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do, in a sentence.
    pub hint: String,
}
