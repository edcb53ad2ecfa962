//! The recogniser: what it does with a request, and what it does next.

use std::collections::VecDeque;

use super::data::{RealSet, read_examples};
use super::learner::Learner;
use super::message::{Look, Reply, Request};

/// How long a slice of training may take, in milliseconds, and how many steps it may have.
const SLICE_MILLIS: f64 = 4.0;
const SLICE_STEPS: u32 = 64;

/// Over how many milliseconds the speed is measured.
const MEASURED: f64 = 500.0;

/// A network that learns real data, behind messages.
///
/// ```
/// # use fluxion::lab::digits::{Recogniser, message::{Reply, Request}};
/// let mut recogniser = Recogniser::new(|| 0.0);
/// recogniser.receive(Request::Begin { set: "digits".into(), bytes: Vec::new(), seed: 1 });
/// let mut replies = Vec::new();
/// while recogniser.has_work() {
///     recogniser.work(&mut |reply| replies.push(reply));
/// }
/// assert_eq!(replies, [Reply::Problem("The file of the set `digits` ends too early.".into())]);
/// ```
pub struct Recogniser {
    clock: fn() -> f64,
    learner: Option<Learner>,
    inbox: VecDeque<Request>,
    look: Look,
    /// The step at which training pauses; `None` while it is paused.
    until: Option<u64>,
    /// Whether something has changed since the last picture.
    is_stale: bool,
    /// The numbers of the last picture that was sent, and of the last that was drawn.
    sent: u64,
    drawn: u64,
    /// A moment and the step then, and the speed since the moment before.
    measured: (f64, u64),
    speed: f64,
}

impl Recogniser {
    /// A recogniser without data. `clock` gives milliseconds since any fixed moment.
    pub fn new(clock: fn() -> f64) -> Recogniser {
        Recogniser {
            clock,
            learner: None,
            inbox: VecDeque::new(),
            look: Look::Nothing,
            until: None,
            is_stale: false,
            sent: 0,
            drawn: 0,
            measured: (0.0, 0),
            speed: 0.0,
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
            request => self.inbox.push_back(request),
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
        self.learner.is_some() && self.is_stale && self.drawn == self.sent
    }

    fn must_train(&self) -> bool {
        let step = self.learner.as_ref().map(|learner| learner.step);
        matches!((step, self.until), (Some(step), Some(until)) if step < until)
    }

    fn answer(&mut self, request: Request, send: &mut dyn FnMut(Reply)) {
        self.is_stale = true;
        self.measured = ((self.clock)(), self.learner.as_ref().map_or(0, |learner| learner.step));
        self.speed = 0.0;
        match request {
            Request::Begin { set, bytes, seed } => match open(&set, &bytes, seed) {
                Ok((set, learner)) => {
                    send(Reply::Opened {
                        shape: set.shape.map(|side| side as u32),
                        classes: set.classes.iter().map(ToString::to_string).collect(),
                        counts: learner.counts().map(|count| count as u32),
                        sizes: learner.sizes().iter().map(|size| *size as u32).collect(),
                    });
                    (self.learner, self.until) = (Some(learner), None);
                }
                Err(words) => send(Reply::Problem(words)),
            },
            Request::Play => self.until = Some(u64::MAX),
            Request::Pause => self.until = None,
            Request::Epochs(count) => {
                let learner = self.learner.as_ref();
                self.until = learner.map(|learner| learner.step + u64::from(count) * learner.epoch());
            }
            // Noted as they arrive.
            Request::Look(_) | Request::Drawn(_) => {}
        }
    }

    fn train(&mut self) {
        let (Some(learner), Some(until)) = (&mut self.learner, self.until) else { return };
        let end = (self.clock)() + SLICE_MILLIS;
        for _ in 0..SLICE_STEPS {
            learner.train();
            if learner.step >= until || (self.clock)() >= end {
                break;
            }
        }
        if learner.step >= until {
            (self.until, self.speed) = (None, 0.0);
        }
        let (then, step) = self.measured;
        let passed = (self.clock)() - then;
        if passed >= MEASURED && self.until.is_some() {
            self.speed = (learner.step - step) as f64 * learner.batch() as f64 * 1000.0 / passed;
            self.measured = (then + passed, learner.step);
        }
        self.is_stale = true;
    }

    fn draw(&mut self, send: &mut dyn FnMut(Reply)) {
        let Some(learner) = &self.learner else { return };
        let shown = match &self.look {
            Look::Nothing => None,
            Look::Example(at) => learner.shown(*at as usize),
            Look::Drawing(features) => learner.drawn(features),
        };
        self.sent += 1;
        self.is_stale = false;
        let mut picture = learner.picture();
        picture.number = self.sent;
        picture.is_playing = self.until.is_some();
        picture.speed = self.speed;
        picture.shown = shown;
        send(Reply::Picture(Box::new(picture)));
    }
}

/// The set of a name, and a network that has not learned anything of it yet.
fn open(name: &str, bytes: &[u8], seed: u64) -> Result<(&'static RealSet, Learner), String> {
    let set = RealSet::named(name).ok_or_else(|| format!("There is no data set `{name}`."))?;
    let examples = read_examples(set, bytes)?;
    let learner = Learner::new(set, examples, seed)
        .map_err(|error| format!("The network does not fit the data: {error:?}."))?;
    Ok((set, learner))
}
