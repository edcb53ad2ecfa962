//! How a pool decides who computes what: where a job is computed, who is started for it, and who gets which tile.

use super::costs::{self, Placement};
use super::member::{AHEAD, Given, Kind, Member, Purpose};
use super::message::Request;
use super::pool::Pool;
use super::run::{Action, GpuState};
use super::tiles::{FIRST_TILE, GPU_TILE, corner, split};
use crate::lab::landscape::{Job, Plane, Tile};

/// How long a tile should take in a worker, in milliseconds: a newer job waits no longer than this.
const TILE_MILLIS: f64 = 8.0;

/// The points of a worker's tile, at least and at most.
const TILE_POINTS: [f64; 2] = [16.0, 4096.0];

/// The points of the tile that tells how fast a GPU is with many, at least and at most, and how long it should take, in
/// milliseconds: a GPU that is imitated by software takes seconds for what another does at once.
const MANY: [f64; 2] = [256.0, 4096.0];
const MANY_MILLIS: f64 = 500.0;

/// How long a tile should take on the GPU, in milliseconds.
const GPU_TILE_MILLIS: f64 = 100.0;

/// A plane that reaches less far than this share of the weights' own length is too small for single precision: what differs
/// there would drown in what is rounded.
const COARSE: f64 = 0.01;

/// A job that takes workers longer than this, or jobs that did together, are worth asking for a GPU, in milliseconds.
const WORTH: f64 = 100.0;
const WORTH_TOGETHER: f64 = 1000.0;

impl Pool {
    /// How many workers there are.
    pub(super) fn workers(&self) -> usize {
        self.members.iter().filter(|own| own.kind == Kind::Worker).count()
    }

    fn has_gpu(&self) -> bool {
        matches!(self.gpu, GpuState::Ready(_))
    }

    /// Whether a job can be computed on the GPU now.
    pub(super) fn can_use_gpu(&self, job: &Job) -> bool {
        self.has_gpu() && self.costs.of(&job.task).gpu.is_some() && suits_single(&job.plane)
    }

    /// Decides where the present job is computed from here on.
    pub(super) fn place(&mut self) {
        let has_gpu = self.running.as_ref().is_some_and(|running| self.can_use_gpu(&running.job));
        let Some(running) = &mut self.running else { return };
        let measured = self.costs.of(&running.job.task);
        running.placement = match self.forced {
            // Where there is no GPU, or it has not been measured yet, the work goes on all the same.
            Some(Placement::Gpu) if !has_gpu => Placement::Workers,
            Some(placement) => placement,
            None => measured.choose(running.total, self.cores, has_gpu),
        };
        let most = match running.placement {
            Placement::Gpu => measured.gpu.map_or(GPU_TILE, |[_, rate]| {
                (rate * GPU_TILE_MILLIS).clamp(f64::from(FIRST_TILE), f64::from(GPU_TILE)) as u32
            }),
            _ => measured
                .thread
                .map_or(FIRST_TILE, |rate| (rate * TILE_MILLIS).clamp(TILE_POINTS[0], TILE_POINTS[1]) as u32),
        };
        if running.done == 0 && running.waiting.iter().map(Tile::points).sum::<usize>() == running.total {
            running.waiting = Tile::order(running.job.plane.side, most).into();
        } else if running.waiting.iter().any(|tile| tile.points() > most as usize) {
            running.waiting = running.waiting.iter().flat_map(|tile| split(tile, most)).collect();
        }
    }

    /// Starts the members that the present job needs, and gives them what they can take.
    pub(super) fn hand_out(&mut self, now: f64) -> Vec<Action> {
        let mut actions = self.start_missing();
        if let Some(running) = &mut self.running {
            self.busy_at = now;
            let mut first = true;
            for own in &mut self.members {
                let takes = match (own.kind, running.placement) {
                    (Kind::Gpu, placement) => placement == Placement::Gpu,
                    (Kind::Worker, Placement::Thread) => std::mem::take(&mut first),
                    (Kind::Worker, Placement::Workers) => true,
                    (Kind::Worker, Placement::Gpu) => false,
                };
                while takes && own.is_ready && own.given.len() < AHEAD {
                    let Some(tile) = running.waiting.pop_front() else { break };
                    let given = Given { job: running.id, tile, purpose: Purpose::Draw, at: now };
                    give(own, given, &running.job, &mut actions);
                }
            }
        }
        self.calibrate(now, &mut actions);
        actions
    }

    /// Has a GPU whose speed is unknown compute what is not drawn: first something that makes it compile, then few points,
    /// then many.
    fn calibrate(&mut self, now: f64, actions: &mut Vec<Action>) {
        let is_chosen = self.forced == Some(Placement::Gpu);
        let (id, job) = match (&self.running, &self.last) {
            (Some(running), _) if is_chosen || self.forced.is_none() => (running.id, &running.job),
            (None, Some((id, job))) if is_chosen => (*id, job),
            _ => return,
        };
        let is_free = |own: &&mut Member| own.kind == Kind::Gpu && own.is_ready && own.given.is_empty();
        let Some(own) = self.members.iter_mut().find(is_free) else { return };
        if self.costs.of(&job.task).gpu.is_some() {
            return;
        }
        if !self.calibrating.as_ref().is_some_and(|task| costs::is_alike(task, &job.task)) {
            self.calibrating = Some(job.task.clone());
            self.calibrated.clear();
        }
        let most = match &self.calibrated[..] {
            [_, (few, millis), ..] => {
                (*few as f64 * MANY_MILLIS / millis.max(1.0)).clamp(MANY[0], MANY[1]) as u32
            }
            _ => FIRST_TILE,
        };
        let tile = corner(job.plane.side, most);
        give(own, Given { job: id, tile, purpose: Purpose::Calibrate, at: now }, job, actions);
    }

    /// Starts the members that the present job needs.
    fn start_missing(&mut self) -> Vec<Action> {
        let mut actions = Vec::new();
        let Some(running) = &self.running else { return actions };
        let wanted = match running.placement {
            Placement::Thread => 1,
            Placement::Workers => self.cores,
            Placement::Gpu => 0,
        };
        let measured = self.costs.of(&running.job.task);
        let on_workers = measured.expected(Placement::Workers, running.total, self.cores);
        let is_worth = on_workers.is_some_and(|millis| millis > WORTH) || self.spent > WORTH_TOGETHER;
        let wants_gpu = match self.forced {
            Some(placement) => placement == Placement::Gpu,
            None => is_worth,
        };
        let has_gpu = self.members.iter().any(|own| own.kind == Kind::Gpu);
        let missing = wanted.saturating_sub(self.workers());
        let mut start = |kind| {
            self.next_member += 1;
            self.members.push(Member::new(self.next_member, kind));
            actions.push(Action::Start(self.next_member, kind));
        };
        (0..missing).for_each(|_| start(Kind::Worker));
        if wants_gpu && !has_gpu && !matches!(self.gpu, GpuState::Unusable(_)) {
            start(Kind::Gpu);
            if self.gpu == GpuState::Unasked {
                self.gpu = GpuState::Asked;
            }
        }
        actions
    }
}

/// Gives a member a tile of a job, which it is told first if it has not been.
fn give(own: &mut Member, given: Given, job: &Job, actions: &mut Vec<Action>) {
    let (id, tile) = (given.job, given.tile);
    if own.told != id {
        own.told = id;
        // It gives up what it has of an earlier job.
        own.given.clear();
        actions.push(Action::Post(own.id, Request::Job { id, job: Box::new(job.clone()) }));
    }
    own.given.push(given);
    actions.push(Action::Post(own.id, Request::Tile { id, tile }));
}

/// Whether the losses over a plane can be told apart in single precision.
fn suits_single(plane: &Plane) -> bool {
    let length = |weights: &[f64]| weights.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
    let origin = length(&plane.origin);
    plane
        .directions
        .iter()
        .zip(plane.half)
        .all(|(direction, half)| length(direction) * half >= COARSE * origin)
}
