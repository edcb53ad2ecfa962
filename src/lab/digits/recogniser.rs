//! The recogniser: what it does with a request, and what it does next.

use std::collections::VecDeque;

use super::data::RealSet;
use super::learner::Learner;
use super::message::{Look, Picture, Reply, Request};
use super::setup::Setup;
use crate::lab::pace::{Mode, Pace};

/// How long a slice of training may take, in milliseconds, and how many steps it may have.
const SLICE_MILLIS: f64 = 4.0;
const SLICE_STEPS: u32 = 64;

/// A network that learns real data, behind messages.
///
/// ```
/// # use fluxion::lab::digits::{Recogniser, Setup, message::{Reply, Request}};
/// let mut recogniser = Recogniser::new(|| 0.0);
/// recogniser.receive(Request::Open { set: "cats".into(), bytes: Vec::new(), setup: Setup::default() });
/// let mut replies = Vec::new();
/// while recogniser.has_work() {
///     recogniser.work(&mut |reply| replies.push(reply));
/// }
/// assert_eq!(replies, [Reply::Problem("There is no data set `cats`.".into())]);
/// ```
pub struct Recogniser {
    clock: fn() -> f64,
    learner: Option<Learner>,
    inbox: VecDeque<Request>,
    look: Look,
    pace: Pace,
    /// Whether something has changed since the last picture.
    is_stale: bool,
    /// The numbers of the last picture that was sent, and of the last that was drawn.
    sent: u64,
    drawn: u64,
    /// The step whose verdict the page knows, and the length and last step of the course that it knows.
    known: Option<(u64, usize, u64)>,
    /// The epochs at which training began lately, and at which it pauses.
    goal: [u32; 2],
    /// Whether the loss is still a finite number.
    is_healthy: bool,
}

impl Recogniser {
    /// A recogniser without data. `clock` gives milliseconds since any fixed moment.
    pub fn new(clock: fn() -> f64) -> Recogniser {
        Recogniser {
            clock,
            learner: None,
            inbox: VecDeque::new(),
            look: Look::Nothing,
            pace: Pace::default(),
            is_stale: false,
            sent: 0,
            drawn: 0,
            known: None,
            goal: [0; 2],
            is_healthy: true,
        }
    }

    /// Notes a request: cheap, computes nothing.
    pub fn receive(&mut self, request: Request) {
        match request {
            Request::Drawn(number) => self.drawn = self.drawn.max(number.min(self.sent)),
            // What is drawn arrives faster than it can be shown: only the last counts.
            Request::Look(look) => {
                self.is_stale |= look != self.look;
                self.look = look;
            }
            request => {
                // So does what is dragged.
                let is_superseded =
                    matches!((self.inbox.back(), &request), (Some(Request::Set(_)), Request::Set(_)));
                if is_superseded {
                    self.inbox.pop_back();
                }
                self.inbox.push_back(request);
            }
        }
    }

    /// Whether [`Recogniser::work`] has something to do.
    pub fn has_work(&self) -> bool {
        !self.inbox.is_empty() || self.must_draw() || self.must_train()
    }

    /// How long the next piece of work may take, in milliseconds.
    pub fn next_took(&self) -> f64 {
        if self.inbox.is_empty() { SLICE_MILLIS } else { 0.0 }
    }

    /// Does the next piece of work: answers a request, sends a picture, or trains for some milliseconds.
    pub fn work(&mut self, send: &mut dyn FnMut(Reply)) {
        if let Some(request) = self.inbox.pop_front() {
            self.answer(request, send);
        } else if self.must_draw() {
            self.draw(send);
        } else {
            self.train();
        }
    }

    fn must_draw(&self) -> bool {
        self.learner.is_some() && self.is_stale && self.drawn == self.sent && !self.pace.owes_training()
    }

    fn must_train(&self) -> bool {
        self.learner.is_some() && self.pace.may_train()
    }

    fn answer(&mut self, request: Request, send: &mut dyn FnMut(Reply)) {
        self.is_stale = true;
        if let Request::Open { set, bytes, setup } = request {
            return match open(&set, &bytes, &setup) {
                Ok(learner) => self.begin(learner, send),
                Err(words) => send(Reply::Problem(words)),
            };
        }
        let Some(learner) = &mut self.learner else { return };
        let (setup, is_another) = match request {
            Request::Train { epochs, pace } => {
                self.goal = [learner.epochs, learner.epochs.saturating_add(epochs)];
                return self.pace.set(Mode::Until { end: u64::from(self.goal[1]), steps: pace });
            }
            Request::Pause => return self.pace.set(Mode::Paused),
            Request::Set(setup) => (setup, true),
            Request::Reset => (learner.setup.clone(), false),
            // Noted as they arrive, or answered above.
            Request::Look(_) | Request::Drawn(_) | Request::Open { .. } => return,
        };
        if is_another && setup.continues(&learner.setup) {
            if let Err(words) = learner.change(&setup) {
                send(Reply::Notice(words));
            }
            return;
        }
        match learner.restarted(&setup) {
            Ok(learner) => self.begin(learner, send),
            Err(words) => send(Reply::Notice(words)),
        }
    }

    /// Begins at step 0.
    fn begin(&mut self, learner: Learner, send: &mut dyn FnMut(Reply)) {
        send(Reply::Opened(Box::new(learner.opened())));
        self.learner = Some(learner);
        self.pace.set(Mode::Paused);
        (self.known, self.goal, self.is_healthy) = (None, [0; 2], true);
    }

    fn train(&mut self) {
        let Some(learner) = &mut self.learner else { return };
        let end = (self.clock)() + SLICE_MILLIS;
        for _ in 0..SLICE_STEPS {
            if !self.pace.may_train() {
                break;
            }
            self.is_stale = true;
            self.is_healthy = learner.train();
            self.pace.count(u64::from(learner.epochs), learner.batch() as u64);
            if !self.is_healthy {
                self.pace.set(Mode::Paused);
            }
            if (self.clock)() >= end {
                break;
            }
        }
        self.pace.pay();
    }

    fn draw(&mut self, send: &mut dyn FnMut(Reply)) {
        let Some(learner) = &mut self.learner else { return };
        let is_playing = self.pace.is_playing();
        if !is_playing {
            learner.judge();
        }
        let steps = &learner.course.steps;
        let known = (learner.verdict.step, steps.len(), steps.last().copied().unwrap_or(0));
        let before = self.known.replace(known);
        let judged = before.is_none_or(|before| before.0 != known.0);
        let noted = before.is_none_or(|before| (before.1, before.2) != (known.1, known.2));
        let shown = match &self.look {
            Look::Nothing => None,
            Look::Example(at) => learner.shown(*at as usize),
            Look::Drawing(features) => learner.drawn(features),
        };
        self.sent += 1;
        self.is_stale = false;
        let picture = Picture {
            number: self.sent,
            is_playing,
            step: learner.step,
            epoch: learner.epoch(),
            goal: self.goal,
            speed: self.pace.speed((self.clock)()),
            is_lost: !self.is_healthy,
            course: noted.then(|| learner.course.clone()),
            verdict: judged.then(|| learner.verdict.clone()),
            filters: learner.filters(),
            shown,
        };
        self.pace.drawn();
        send(Reply::Picture(Box::new(picture)));
    }
}

/// A network that has not learned anything of a set yet.
fn open(name: &str, bytes: &[u8], setup: &Setup) -> Result<Learner, String> {
    let set = RealSet::named(name).ok_or_else(|| format!("There is no data set `{name}`."))?;
    Learner::new(set, set.read(bytes)?, setup)
}
