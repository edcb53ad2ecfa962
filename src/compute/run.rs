//! What a pool says: what is to be done, what was computed, and how it stands.

use super::costs::Placement;
use super::member::Kind;
use super::message::Request;
use crate::lab::landscape::Tile;

/// What is to be done to a member.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Start it.
    Start(u32, Kind),
    /// Send it a request.
    Post(u32, Request),
    /// End it.
    End(u32),
}

/// A tile that was computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The number of its job, as [`Pool::begin`](super::Pool::begin) gave it.
    pub job: u64,
    /// Which tile.
    pub tile: Tile,
    /// Its losses, row after row.
    pub losses: Vec<f64>,
}

/// What is known of the GPU.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum GpuState {
    /// No work was worth asking for one.
    #[default]
    Unasked,
    /// It was asked for.
    Asked,
    /// It computes; what the system calls it.
    Ready(String),
    /// It was lost and is asked for again; why, in words.
    Lost(String),
    /// It cannot be used; why, in words.
    Unusable(String),
}

/// Who computed the last job that was finished, and how fast.
#[derive(Clone, Debug, PartialEq)]
pub struct LastRun {
    /// Where.
    pub placement: Placement,
    /// In how many workers.
    pub workers: usize,
    /// How many points.
    pub points: usize,
    /// From the request to the last tile, in milliseconds.
    pub millis: f64,
    /// How long each placement was expected to take, in the order of [`Placement::ALL`], where that is known.
    pub expected: [Option<f64>; 3],
    /// Whether somebody chose the placement.
    pub is_forced: bool,
}
