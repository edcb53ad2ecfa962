//! A member of a pool that computes tiles on the CPU, in double precision.

use std::collections::VecDeque;

use super::message::{Reply, Request};
use crate::lab::landscape::{Evaluator, Job, Tile};

/// Computes tiles, one after another.
pub struct Tiler {
    now: fn() -> f64,
    /// The number of the job, and its compiled loss; `None` where it is flawed.
    job: u64,
    evaluator: Option<Evaluator>,
    /// A job that has arrived and is not compiled.
    next: Option<Box<Job>>,
    waiting: VecDeque<Tile>,
    took: f64,
}

impl Tiler {
    /// A member without a job. `now` gives the time in milliseconds.
    pub fn new(now: fn() -> f64) -> Tiler {
        Tiler { now, job: 0, evaluator: None, next: None, waiting: VecDeque::new(), took: 0.0 }
    }

    /// Notes a request; computes nothing.
    pub fn receive(&mut self, request: Request) {
        match request {
            Request::Job { id, job } => {
                self.job = id;
                self.next = Some(job);
                self.waiting.clear();
            }
            Request::Tile { id, tile } if id == self.job => self.waiting.push_back(tile),
            Request::Tile { .. } => {}
        }
    }

    /// Whether there is work to do.
    pub fn has_work(&self) -> bool {
        self.next.is_some() || !self.waiting.is_empty()
    }

    /// How long the last piece of work took, in milliseconds.
    pub fn next_took(&self) -> f64 {
        self.took
    }

    /// Compiles the job that has arrived, or computes a tile.
    pub fn work(&mut self, send: &mut dyn FnMut(Reply)) {
        let before = (self.now)();
        if let Some(job) = self.next.take() {
            let turned = match &mut self.evaluator {
                Some(evaluator) => evaluator.turn_to(&job),
                None => Evaluator::new(&job).map(|evaluator| self.evaluator = Some(evaluator)),
            };
            if let Err(flaw) = turned {
                self.evaluator = None;
                self.waiting.clear();
                send(Reply::Flaw { id: self.job, words: flaw.to_string() });
            }
        } else if let (Some(tile), Some(evaluator)) = (self.waiting.pop_front(), &mut self.evaluator) {
            let losses = evaluator.evaluate(&tile);
            send(Reply::Tile { id: self.job, tile, losses, millis: (self.now)() - before });
        }
        self.took = (self.now)() - before;
    }
}
