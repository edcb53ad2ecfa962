//! The protocol between a pool and its members: one enumeration each way, plain data.

use serde::{Deserialize, Serialize};

use crate::lab::landscape::{Job, Tile};

/// To a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Turns to a job. Tiles of an earlier one that still wait are given up.
    Job {
        /// Its number; later jobs have larger ones.
        id: u64,
        /// What is computed.
        job: Box<Job>,
    },
    /// Computes a tile.
    Tile {
        /// The number of its job.
        id: u64,
        /// Which tile.
        tile: Tile,
    },
}

/// From a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// A tile was computed.
    Tile {
        /// The number of its job.
        id: u64,
        /// Which tile.
        tile: Tile,
        /// The losses, row after row.
        losses: Vec<f64>,
        /// How long it took, in milliseconds.
        millis: f64,
    },
    /// A job cannot be computed, by anybody.
    Flaw {
        /// The number of the job.
        id: u64,
        /// Why, in a sentence.
        words: String,
    },
    /// A tile cannot be computed here. Somebody else must.
    Declined {
        /// The number of its job.
        id: u64,
        /// Which tile.
        tile: Tile,
    },
    /// The state of the GPU, from a member that has one.
    Device(Device),
}

/// The state of a GPU.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Device {
    /// It has passed its self-test.
    Ready {
        /// What the system calls it; empty where the browser does not say.
        name: String,
    },
    /// It was lost, and is asked for again.
    Lost {
        /// What the system says, in words.
        words: String,
    },
    /// It cannot be used, now or later.
    Unusable {
        /// Why, in words.
        words: String,
    },
}
