//! What a pool knows of a member.

use crate::lab::landscape::Tile;

/// How many tiles a member has at once, so that it never waits for the next.
pub(super) const AHEAD: usize = 2;

/// What a member computes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A worker with a thread of its own.
    Worker,
    /// A worker that holds the GPU.
    Gpu,
}

/// Why a tile was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be drawn.
    Draw,
    /// To find out how fast the member is; what it computes is not used.
    Calibrate,
}

/// A tile that a member was given.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub job: u64,
    pub tile: Tile,
    pub purpose: Purpose,
    /// When, in milliseconds.
    pub at: f64,
}

/// A member.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub id: u32,
    pub kind: Kind,
    /// Whether it takes tiles: it runs, and a GPU has passed its self-test.
    pub is_ready: bool,
    /// The number of the job that it was told last.
    pub told: u64,
    /// What it was given and has not answered.
    pub given: Vec<Given>,
}

impl Member {
    pub(super) fn new(id: u32, kind: Kind) -> Member {
        Member { id, kind, is_ready: false, told: 0, given: Vec::new() }
    }

    /// Takes a tile off the list of what it was given.
    pub(super) fn answered(&mut self, job: u64, tile: &Tile) -> Option<Given> {
        let at = self.given.iter().position(|given| given.job == job && given.tile == *tile)?;
        Some(self.given.swap_remove(at))
    }
}
