//! A pool: hands out the tiles of a job, and goes on when a member is lost.

use std::collections::VecDeque;

use super::costs::{Costs, FRAME, Placement};
use super::member::{AHEAD, Given, Kind, Member, Purpose};
use super::message::{Device, Reply};
use super::run::{Action, GpuState, LastRun, Part};
use super::tiles::FIRST_TILE;
use crate::lab::landscape::{Job, Task, Tile};

/// A GPU that has not answered for this long, or for so many times what was expected, is given up, in milliseconds. While it
/// is measured nobody waits for it, and it may have much to compile.
const PATIENCE: f64 = 1000.0;
const TIMES_EXPECTED: f64 = 4.0;
const CALIBRATION_PATIENCE: f64 = 100_000.0;

/// How often a GPU that does not answer is tried again.
const TRIES: u32 = 2;

/// After so many lost workers in a row nothing more is tried for a job.
const MOST_LOST: u32 = 8;

/// Members are ended when there has been nothing to do for this long, in milliseconds.
const IDLE: f64 = 20_000.0;

/// A job that is being computed.
pub(super) struct Running {
    pub(super) id: u64,
    pub(super) job: Job,
    pub(super) placement: Placement,
    pub(super) waiting: VecDeque<Tile>,
    pub(super) total: usize,
    pub(super) done: usize,
    pub(super) began: f64,
    /// Whether everything so far was computed where it is placed now.
    pub(super) is_pure: bool,
}

/// A pool.
pub struct Pool {
    pub(super) cores: usize,
    pub(super) forced: Option<Placement>,
    pub(super) members: Vec<Member>,
    pub(super) next_member: u32,
    pub(super) next_job: u64,
    pub(super) costs: Costs,
    pub(super) gpu: GpuState,
    pub(super) tries: u32,
    pub(super) running: Option<Running>,
    /// The last job that was finished, and its number.
    pub(super) last: Option<(u64, Job)>,
    pub(super) last_run: Option<LastRun>,
    pub(super) flaw: Option<String>,
    /// When there was last something to do.
    pub(super) busy_at: f64,
    /// How long jobs took workers, all together, in milliseconds.
    pub(super) spent: f64,
    /// The task that the GPU was last measured with, and what has been measured so far: points and milliseconds.
    pub(super) calibrating: Option<Task>,
    pub(super) calibrated: Vec<(usize, f64)>,
    /// How many workers were lost since one has last computed something.
    pub(super) lost: u32,
}

impl Pool {
    /// A pool of at most so many workers, and a GPU; `forced` says where everything is computed.
    pub fn new(cores: usize, forced: Option<Placement>) -> Pool {
        Pool {
            cores: cores.max(1),
            forced,
            members: Vec::new(),
            next_member: 0,
            next_job: 0,
            costs: Costs::default(),
            gpu: GpuState::Unasked,
            tries: 0,
            running: None,
            last: None,
            last_run: None,
            flaw: None,
            busy_at: 0.0,
            spent: 0.0,
            calibrating: None,
            calibrated: Vec::new(),
            lost: 0,
        }
    }

    /// Where everything is computed, if somebody chose.
    pub fn forced(&self) -> Option<Placement> {
        self.forced
    }

    /// Computes everything there from now on, or where it is fastest; also the last job once more, so that everybody sees
    /// what the choice means.
    pub fn force(&mut self, placement: Option<Placement>, now: f64) -> Vec<Action> {
        self.forced = placement;
        if self.running.is_none() {
            return self.repeat(now);
        }
        self.place();
        self.hand_out(now)
    }

    /// Begins the last job once more.
    fn repeat(&mut self, now: f64) -> Vec<Action> {
        self.last.take().map_or_else(Vec::new, |(_, job)| self.begin(job, now).1)
    }

    /// Whether the GPU, which was chosen, has become ready after the last job was finished without it.
    fn owes_gpu(&self) -> bool {
        let is_elsewhere = self.last_run.as_ref().is_some_and(|own| own.placement != Placement::Gpu);
        let can_repeat = self.last.as_ref().is_some_and(|(_, job)| self.can_use_gpu(job));
        self.running.is_none() && self.forced == Some(Placement::Gpu) && is_elsewhere && can_repeat
    }

    /// What is known of the GPU.
    pub fn gpu(&self) -> &GpuState {
        &self.gpu
    }

    /// Whether it is being measured how fast the GPU is.
    pub fn is_calibrating(&self) -> bool {
        self.members.iter().flat_map(|own| &own.given).any(|given| given.purpose == Purpose::Calibrate)
    }

    /// Who computed the last job.
    pub fn last_run(&self) -> Option<&LastRun> {
        self.last_run.as_ref()
    }

    /// Why the last job cannot be computed by anybody.
    pub fn flaw(&self) -> Option<&str> {
        self.flaw.as_deref()
    }

    /// The number of the job that is being computed.
    pub fn job(&self) -> Option<u64> {
        self.running.as_ref().map(|running| running.id)
    }

    /// Begins a job in place of the one before. Gives its number, and what is to be done.
    pub fn begin(&mut self, job: Job, now: f64) -> (u64, Vec<Action>) {
        self.next_job += 1;
        self.busy_at = now;
        self.flaw = None;
        self.lost = 0;
        let total = (job.plane.side as usize).pow(2);
        let (id, waiting) = (self.next_job, Tile::order(job.plane.side, FIRST_TILE).into());
        let placement = Placement::Thread;
        let is_pure = true;
        self.running = Some(Running { id, job, placement, waiting, total, done: 0, began: now, is_pure });
        if total == 0 {
            self.running = None;
        }
        self.place();
        (id, self.hand_out(now))
    }

    /// A member says something. Gives the tile that it has computed for the present job, and what is to be done.
    pub fn hear(&mut self, member: u32, reply: Reply, now: f64) -> (Option<Part>, Vec<Action>) {
        let Some(at) = self.members.iter().position(|own| own.id == member) else {
            return (None, Vec::new());
        };
        let mut part = None;
        let mut actions = Vec::new();
        match reply {
            Reply::Tile { id, tile, losses, millis } => {
                let given = self.members[at].answered(id, &tile);
                part = given.and_then(|given| self.computed(at, given, losses, millis, now));
            }
            Reply::Flaw { id, words } => {
                self.members[at].given.clear();
                if self.job() == Some(id) {
                    self.running = None;
                    self.flaw = Some(words);
                }
            }
            Reply::Declined { id, tile } => {
                if let Some(given) = self.members[at].answered(id, &tile) {
                    self.take_back(vec![given]);
                }
            }
            Reply::Device(device) => actions = self.device(at, device),
        }
        actions.extend(if self.owes_gpu() { self.repeat(now) } else { self.hand_out(now) });
        (part, actions)
    }

    /// A member runs and waits for requests. A member with a GPU takes tiles only once it has said that the GPU is ready.
    pub fn started(&mut self, member: u32, now: f64) -> Vec<Action> {
        if let Some(own) = self.members.iter_mut().find(|own| own.id == member) {
            own.is_ready = own.kind == Kind::Worker;
        }
        self.hand_out(now)
    }

    /// A member was replaced by a new one, which knows nothing and has not started.
    pub fn replaced(&mut self, member: u32, now: f64) -> Vec<Action> {
        let Some(own) = self.members.iter_mut().find(|own| own.id == member) else { return Vec::new() };
        let given = std::mem::take(&mut own.given);
        let kind = own.kind;
        *own = Member::new(member, kind);
        if kind == Kind::Gpu {
            self.lose_gpu(GpuState::Asked);
        }
        self.take_back(given);
        self.place();
        self.hand_out(now)
    }

    /// A member is gone for good; why, in words.
    pub fn gone(&mut self, member: u32, words: &str, now: f64) -> Vec<Action> {
        let Some(at) = self.members.iter().position(|own| own.id == member) else { return Vec::new() };
        let own = self.members.remove(at);
        if own.kind == Kind::Gpu {
            self.lose_gpu(GpuState::Unusable(words.to_owned()));
        } else {
            // One worker less is asked for next time.
            self.cores = self.cores.saturating_sub(1).max(1);
            self.lost += 1;
        }
        self.take_back(own.given);
        if self.lost > MOST_LOST {
            self.running = None;
            self.flaw = Some(format!("No worker could be started: {words}."));
        }
        self.place();
        self.hand_out(now)
    }

    /// Time has passed: gives up a GPU that does not answer, and ends members that have nothing to do.
    pub fn tick(&mut self, now: f64) -> Vec<Action> {
        let mut actions = Vec::new();
        let measured =
            self.running.as_ref().map(|running| self.costs.of(&running.job.task)).unwrap_or_default();
        let expected = |given: &Given| measured.expected(Placement::Gpu, given.tile.points(), self.cores);
        let patience = |given: &Given| match given.purpose {
            Purpose::Calibrate => CALIBRATION_PATIENCE,
            // Tiles wait for those that were given before.
            Purpose::Draw => PATIENCE.max(TIMES_EXPECTED * AHEAD as f64 * expected(given).unwrap_or(0.0)),
        };
        let is_late = |given: &Given| now - given.at > patience(given);
        let late = |own: &Member| own.kind == Kind::Gpu && own.given.iter().any(is_late);
        if let Some(at) = self.members.iter().position(late) {
            let own = self.members.remove(at);
            actions.push(Action::End(own.id));
            self.tries += 1;
            let words = "it did not answer".to_owned();
            let is_given_up = self.tries > TRIES;
            self.lose_gpu(if is_given_up { GpuState::Unusable(words) } else { GpuState::Lost(words) });
            self.take_back(own.given);
            self.place();
        }
        let is_idle = self.running.is_none() && !self.is_calibrating() && now - self.busy_at > IDLE;
        if is_idle {
            actions.extend(self.members.drain(..).map(|own| Action::End(own.id)));
            if !matches!(self.gpu, GpuState::Unusable(_)) {
                self.gpu = GpuState::Unasked;
            }
            return actions;
        }
        actions.extend(self.hand_out(now));
        actions
    }

    /// Ends all members.
    pub fn end(&mut self) -> Vec<Action> {
        self.running = None;
        self.last = None;
        self.gpu = GpuState::Unasked;
        self.members.drain(..).map(|own| Action::End(own.id)).collect()
    }

    /// A member has computed a tile.
    fn computed(&mut self, at: usize, given: Given, losses: Vec<f64>, millis: f64, now: f64) -> Option<Part> {
        let (kind, points) = (self.members[at].kind, given.tile.points());
        if given.purpose == Purpose::Calibrate {
            self.calibrated.push((points, now - given.at));
            if let (Some(task), [_, few, many]) = (&self.calibrating, &self.calibrated[..]) {
                self.costs.note_gpu(task, *few, *many);
                self.stop_calibration();
                self.place();
            }
            return None;
        }
        self.lost = 0;
        let running = self.running.as_mut().filter(|running| running.id == given.job)?;
        running.done += points;
        running.is_pure &= (kind == Kind::Gpu) == (running.placement == Placement::Gpu);
        if kind == Kind::Worker {
            self.spent += millis;
            self.costs.note_thread(&running.job.task, points, millis);
        }
        let job = running.id;
        let is_whole = running.done == running.total;
        if is_whole {
            self.finish(now);
        } else {
            self.place();
        }
        Some(Part { job, tile: given.tile, losses })
    }

    fn stop_calibration(&mut self) {
        self.calibrating = None;
        self.calibrated.clear();
    }

    /// The GPU is gone, at least for now; another may be slower or faster.
    fn lose_gpu(&mut self, state: GpuState) {
        self.gpu = state;
        self.costs.forget_gpu();
        self.stop_calibration();
    }

    fn finish(&mut self, now: f64) {
        let Some(Running { id, job, placement, total, began, is_pure, .. }) = self.running.take() else {
            return;
        };
        self.busy_at = now;
        let millis = now - began;
        let workers = match placement {
            Placement::Thread => 1,
            Placement::Workers => self.workers(),
            Placement::Gpu => 0,
        };
        if placement == Placement::Workers && is_pure && millis > FRAME {
            self.costs.note_workers(&job.task, workers, total, millis);
        }
        let measured = self.costs.of(&job.task);
        let expected = Placement::ALL.map(|(placement, _)| measured.expected(placement, total, self.cores));
        let is_forced = self.forced == Some(placement);
        self.last_run = Some(LastRun { placement, workers, points: total, millis, expected, is_forced });
        self.last = Some((id, job));
    }

    /// The GPU's state has changed.
    fn device(&mut self, at: usize, device: Device) -> Vec<Action> {
        let own = &mut self.members[at];
        let id = own.id;
        own.is_ready = matches!(device, Device::Ready { .. });
        let given = if own.is_ready { Vec::new() } else { std::mem::take(&mut own.given) };
        // A new device knows no job.
        own.told = 0;
        self.stop_calibration();
        let mut actions = Vec::new();
        match device {
            Device::Ready { name } => self.gpu = GpuState::Ready(name),
            Device::Lost { words } => self.lose_gpu(GpuState::Lost(words)),
            Device::Unusable { words } => {
                self.members.remove(at);
                actions.push(Action::End(id));
                self.lose_gpu(GpuState::Unusable(words));
            }
        }
        self.take_back(given);
        self.place();
        actions
    }

    /// Puts tiles that were handed out back to the front.
    fn take_back(&mut self, given: Vec<Given>) {
        let Some(running) = &mut self.running else { return };
        let own = given.into_iter().filter(|given| given.job == running.id && given.purpose == Purpose::Draw);
        for given in own.collect::<Vec<_>>().into_iter().rev() {
            running.waiting.push_front(given.tile);
        }
    }
}
