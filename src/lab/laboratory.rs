//! The laboratory itself: what it does with a request, and what it does next.

use std::collections::VecDeque;
use std::rc::Rc;

use super::message::{Diagnosis, Picture, Reply, Request, Watch};
use super::pace::{Mode, Pace};
use super::picture;
use super::plan::Plan;
use super::run::Run;
use super::script::Script;
use super::settings::Settings;
use super::survey::Surveyor;
use super::timeline::Change;
use super::views::Views;
use super::{assign, desk};

/// How long a slice of training may take, in milliseconds, and how many steps it may have.
const SLICE_MILLIS: f64 = 4.0;
const SLICE_STEPS: u32 = 1000;

/// While training, the doctor looks at every so many pictures.
const CHECKUP: u64 = 8;

/// A network in training.
///
/// ```
/// # use fluxion::lab::{Lab, Settings};
/// # use fluxion::lab::message::{Reply, Request};
/// let mut lab = Lab::new(|| 0.0);
/// let mut losses = Vec::new();
/// for request in [Request::Set(Settings::default()), Request::Steps(100)] {
///     lab.receive(request);
///     while lab.has_work() {
///         let mut drawn = None;
///         lab.work(&mut |reply| {
///             if let Reply::Picture(picture) = reply {
///                 drawn = Some(picture.number);
///                 losses.push((picture.step, picture.losses[0]));
///             }
///         });
///         drawn.into_iter().for_each(|number| lab.receive(Request::Drawn(number)));
///     }
/// }
/// assert_eq!([losses[0].0, losses[1].0], [0, 100]);
/// assert!(losses[1].1 < losses[0].1);
/// ```
pub struct Lab {
    clock: fn() -> f64,
    open: Option<Open>,
    /// The learner's code, while it is run in place of the run.
    script: Option<Script>,
    inbox: VecDeque<Request>,
    watch: Watch,
    pace: Pace,
    /// Whether something has changed since the last picture.
    is_stale: bool,
    /// The numbers of the last picture that was sent, and of the last that was drawn.
    sent: u64,
    drawn: u64,
    diagnosis: Option<Diagnosis>,
    /// The plan that the page knows.
    known: Option<Rc<Plan>>,
    surveyor: Surveyor,
    /// Whether it is the landscape's turn; while training goes on, they take turns.
    surveys_next: bool,
}

/// A run, and what looks into it.
struct Open {
    run: Run,
    views: Views,
}

impl Lab {
    /// A laboratory without a network. `clock` gives milliseconds since any fixed moment.
    pub fn new(clock: fn() -> f64) -> Lab {
        Lab {
            clock,
            open: None,
            script: None,
            inbox: VecDeque::new(),
            watch: Watch::default(),
            pace: Pace::default(),
            is_stale: false,
            sent: 0,
            drawn: 0,
            diagnosis: None,
            known: None,
            surveyor: Surveyor::default(),
            surveys_next: false,
        }
    }

    /// Notes a request: cheap, computes nothing.
    pub fn receive(&mut self, request: Request) {
        match request {
            Request::Drawn(number) => self.drawn = self.drawn.max(number.min(self.sent)),
            Request::Surveyed(number) => self.surveyor.surveyed(number),
            Request::Watch(watch) => {
                self.surveyor.watch(watch.landscape.as_ref());
                // A landscape comes beside the pictures, not with them.
                let is_same =
                    Watch { landscape: self.watch.landscape.clone(), ..watch.clone() } == self.watch;
                self.is_stale |= !is_same;
                self.watch = watch;
            }
            request => {
                // What is dragged arrives faster than it can be computed: of several in a row only the last counts.
                let is_superseded = matches!(
                    (self.inbox.back(), &request),
                    (Some(Request::Set(_)), Request::Set(_)) | (Some(Request::Seek(_)), Request::Seek(_))
                );
                if is_superseded {
                    self.inbox.pop_back();
                }
                self.inbox.push_back(request);
            }
        }
    }

    /// Whether [`Lab::work`] has something to do.
    pub fn has_work(&self) -> bool {
        !self.inbox.is_empty() || self.must_draw() || self.must_train() || self.may_survey()
    }

    /// How long the next piece of work may take, in milliseconds. Finished replies should be sent before it begins.
    pub fn next_took(&self) -> f64 {
        if self.inbox.is_empty() { SLICE_MILLIS } else { 0.0 }
    }

    /// Does the next piece of work: answers a request, sends a picture, or trains for some milliseconds.
    pub fn work(&mut self, send: &mut dyn FnMut(Reply)) {
        let is_on_its_way = self.open.as_ref().is_some_and(|open| open.run.is_on_its_way());
        if !is_on_its_way && let Some(request) = self.inbox.pop_front() {
            self.answer(request, send);
        } else if self.must_draw() {
            self.draw(send);
        } else if self.may_survey() && (self.surveys_next || !self.must_train()) {
            self.surveys_next = false;
            if let Some(open) = &self.open {
                self.surveyor.work(&open.run, self.clock, send);
            }
        } else {
            self.surveys_next = true;
            self.train();
        }
    }

    fn may_survey(&self) -> bool {
        let is_there = self.open.as_ref().is_some_and(|open| !open.run.is_on_its_way());
        is_there && self.script.is_none() && self.surveyor.has_work()
    }

    fn must_draw(&self) -> bool {
        let is_there = self.open.as_ref().is_some_and(|open| !open.run.is_on_its_way());
        is_there && self.is_stale && self.drawn == self.sent && !self.pace.owes_training()
    }

    fn must_train(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.run.is_on_its_way() || self.pace.may_train())
    }

    fn answer(&mut self, request: Request, send: &mut dyn FnMut(Reply)) {
        if let Request::Text(number, ask) = request {
            return send(Reply::Text(number, desk::answer(&ask)));
        }
        self.is_stale = true;
        self.surveyor.disturb();
        if let Request::Set(settings) = request {
            return self.set(settings, send);
        }
        let Some(Open { run, views }) = &mut self.open else { return };
        let step = self.script.as_ref().map_or(run.steps()[0], Script::step);
        let has_script = self.script.is_some();
        match request {
            Request::Play { pace } => self.pace.set(Mode::Playing { steps: pace }),
            Request::Pause => self.pace.set(Mode::Paused),
            Request::Steps(steps) => self.pace.set(Mode::Until { end: step + u64::from(steps), steps: 0 }),
            Request::Epoch => {
                let epoch = run.stepper.plan().epoch();
                self.pace.set(Mode::Until { end: (step / epoch + 1) * epoch, steps: 0 });
            }
            Request::RunCode(text) => {
                self.pace.set(Mode::Paused);
                self.script = Some(Script::new(text, run.stepper.plan(), self.clock));
            }
            Request::EndCode => self.end_script(),
            Request::Reset if has_script => {
                self.pace.set(Mode::Paused);
                let text = self.script.take().map(|script| script.text).unwrap_or_default();
                self.script = Some(Script::new(text, run.stepper.plan(), self.clock));
            }
            // Of a run of code nothing else can be changed.
            _ if has_script => {}
            Request::Seek(step) => {
                self.pace.set(Mode::Paused);
                run.seek(step, views);
            }
            Request::Reset => {
                self.pace.set(Mode::Paused);
                let plan = Rc::clone(run.stepper.plan());
                self.begin(&plan, Run::restarted);
            }
            Request::KeepForComparison => run.keep_for_comparison(),
            Request::EndComparison => run.end_comparison(),
            Request::Assign { weight, value } => assign::one(run, views, weight, value, send),
            Request::AssignAll(layers) => assign::all(run, views, &layers, send),
            Request::Move { survey, to } => {
                self.pace.set(Mode::Paused);
                assign::moved(run, views, self.surveyor.weights(survey, to), send);
            }
            Request::Set(_)
            | Request::Watch(_)
            | Request::Drawn(_)
            | Request::Surveyed(_)
            | Request::Text(..) => {}
        }
    }

    fn end_script(&mut self) {
        if self.script.take().is_some() {
            self.pace.set(Mode::Paused);
            self.open.iter_mut().for_each(|open| open.run.tell_curves());
        }
    }

    fn set(&mut self, settings: Settings, send: &mut dyn FnMut(Reply)) {
        self.end_script();
        let before = self.open.as_ref().map(|open| Rc::clone(open.run.stepper.plan()));
        if let Some(before) = before.as_ref().filter(|before| before.settings == settings) {
            self.tell_points(before, send);
            self.known = Some(Rc::clone(before));
            return;
        }
        let plan = match Plan::of(settings, before.as_deref()) {
            Ok(plan) => Rc::new(plan),
            Err(problem) => return send(Reply::Problem(problem)),
        };
        self.tell_points(&plan, send);
        self.known = Some(Rc::clone(&plan));
        plan.notices().into_iter().for_each(|notice| send(Reply::Notice(notice)));
        let goes_on = before.is_some_and(|before| plan.settings.continues(&before.settings));
        match &mut self.open {
            Some(Open { run, views }) if goes_on => run.change([Change::Plan(plan)], views),
            _ => self.begin(&plan, Run::replaced),
        }
    }

    /// Tells the page the points of a plan if they are others than those it knows.
    fn tell_points(&self, plan: &Plan, send: &mut dyn FnMut(Reply)) {
        if self.known.as_ref().is_none_or(|known| !Rc::ptr_eq(&known.points, &plan.points)) {
            let [training, testing] = plan.points.parts().map(<[_]>::to_vec);
            send(Reply::Points { training, testing });
        }
    }

    /// Tells the page the settings at the step that is shown, if it knows others.
    fn tell_settings(&mut self, send: &mut dyn FnMut(Reply)) {
        let Some(plan) = self.open.as_ref().map(|open| Rc::clone(open.run.stepper.plan())) else { return };
        if self.known.as_ref().is_some_and(|known| Rc::ptr_eq(known, &plan)) {
            return;
        }
        self.tell_points(&plan, send);
        if self.known.as_ref().is_none_or(|known| known.settings != plan.settings) {
            send(Reply::Settings(Box::new(plan.settings.clone())));
        }
        self.known = Some(plan);
    }

    /// Begins a run at step 0, in place of the present one if there is one.
    fn begin(&mut self, plan: &Rc<Plan>, in_place_of: fn(Run, &Rc<Plan>, &mut Views) -> Run) {
        let (run, views) = match self.open.take() {
            Some(Open { run, mut views }) => (in_place_of(run, plan, &mut views), views),
            None => {
                let mut views = Views::new(plan);
                (Run::new(plan, &mut views), views)
            }
        };
        self.open = Some(Open { run, views });
        self.pace.begin();
    }

    /// Lets the learner's code go on for a slice.
    fn run_script(&mut self) {
        let Some(script) = &mut self.script else { return };
        let end = (self.clock)() + SLICE_MILLIS;
        let batch = self.open.as_ref().map_or(0, |open| open.run.stepper.plan().batch()) as u64;
        for _ in 0..SLICE_STEPS {
            let left = end - (self.clock)();
            if !self.pace.may_train() || left <= 0.0 {
                break;
            }
            self.is_stale = true;
            let before = script.step();
            script.advance(left);
            if script.step() > before {
                self.pace.count(script.step(), batch);
            }
            if script.is_over() {
                self.pace.set(Mode::Paused);
            }
        }
        self.pace.pay();
    }

    fn train(&mut self) {
        if self.script.is_some() {
            return self.run_script();
        }
        let Some(Open { run, views }) = &mut self.open else { return };
        let end = (self.clock)() + SLICE_MILLIS;
        let batch = run.stepper.plan().batch() as u64;
        for _ in 0..SLICE_STEPS {
            if run.is_on_its_way() {
                run.advance(views);
            } else if self.pace.may_train() {
                self.is_stale = true;
                let is_healthy = run.advance(views);
                self.pace.count(run.steps()[0], batch);
                if !is_healthy {
                    self.pace.set(Mode::Paused);
                }
            } else {
                break;
            }
            if (self.clock)() >= end {
                break;
            }
        }
        self.pace.pay();
        self.surveyor.disturb();
    }

    fn draw_script(&mut self, send: &mut dyn FnMut(Reply)) {
        let Some(script) = &mut self.script else { return };
        self.sent += 1;
        let (is_playing, speed) = (self.pace.is_playing(), self.pace.speed((self.clock)()));
        let picture = Picture { number: self.sent, is_playing, speed, ..script.draw(&self.watch) };
        self.is_stale = false;
        self.pace.drawn();
        send(Reply::Picture(Box::new(picture)));
    }

    fn draw(&mut self, send: &mut dyn FnMut(Reply)) {
        if self.script.is_some() {
            return self.draw_script(send);
        }
        self.tell_settings(send);
        let Some(Open { run, views }) = &mut self.open else { return };
        let is_playing = self.pace.is_playing();
        self.sent += 1;
        if !is_playing || self.sent.is_multiple_of(CHECKUP) {
            self.diagnosis = picture::examine(run, views);
        }
        let speed = self.pace.speed((self.clock)());
        let diagnosis = self.diagnosis.clone();
        let picture = Picture {
            number: self.sent,
            is_playing,
            speed,
            diagnosis,
            ..picture::draw(run, views, &self.watch)
        };
        self.is_stale = false;
        self.pace.drawn();
        send(Reply::Picture(Box::new(picture)));
    }
}
