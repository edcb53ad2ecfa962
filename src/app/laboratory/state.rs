//! What the laboratory's page knows, as signals. Components read them, change settings, and make requests; they never see
//! a message.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::reactive::put;
use crate::lab::Settings;
use crate::lab::message::{Ask, Picture, Problem, Reply, Request, Text, Watch, Weight};
use crate::lab::settings::Sample;
use crate::view::laboratory::collected::{Collected, Shown};
pub use crate::view::laboratory::drawn::ERASER;
use crate::view::laboratory::drawn::{lacks_points, needs_points};
use crate::view::laboratory::timeline::nearest_kept;

/// What is done with a text once it has come; with none if the worker has broken down meanwhile.
type Then = Box<dyn FnOnce(Option<Text>)>;

/// The texts that have been asked for and have not come yet.
#[derive(Default)]
struct Asked {
    /// How many have been asked for.
    count: u32,
    /// The numbers of those that have not come, and what waits for them.
    waiting: Vec<(u32, Then)>,
}

/// The open laboratory. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Lab {
    /// What the learner has set. To be changed by [`Lab::change`] alone.
    pub settings: RwSignal<Settings>,
    /// The newest state of the run. A curve that has not changed since is still in it.
    pub picture: RwSignal<Arc<Picture>>,
    /// The points trained on, and those kept for testing.
    pub points: RwSignal<Arc<[Vec<Sample>; 2]>>,
    /// What is sent with every picture: each component sets its own part while it is shown.
    pub watch: RwSignal<Watch>,
    /// The weight or bias that the learner has chosen.
    pub chosen: RwSignal<Option<Weight>>,
    /// The unit that is pointed at or focused, as layer and unit; the inputs are layer 0.
    pub pointed: RwSignal<Option<[u32; 2]>>,
    /// Whether the lines of the network show what the next step does to them.
    pub shows_next_step: RwSignal<bool>,
    /// The class whose points the learner draws into the map, −1 or 1, or [`ERASER`]; `None` while none are drawn.
    pub drawing: RwSignal<Option<f64>>,
    /// The step that the learner has asked for and that has not been shown yet.
    pub sought: RwSignal<Option<u64>>,
    /// Why a setting cannot be used, or what is odd about one that is used.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether the problem is that a setting cannot be used.
    pub is_refused: RwSignal<bool>,
    /// What waits for a text.
    asked: StoredValue<Asked, LocalStorage>,
    /// The landscape that is shown, while one is watched.
    pub landscape: RwSignal<Option<Arc<Shown>>>,
    /// Its heights as they come.
    collected: StoredValue<Collected>,
    /// The settings before the last change, to go back to if that cannot be used.
    before: StoredValue<Settings>,
    /// Makes a request of the laboratory's worker.
    send: Callback<Request>,
}

impl Lab {
    /// A laboratory with these settings, whose requests go to `send`.
    pub fn new(settings: Settings, send: Callback<Request>) -> Lab {
        Lab {
            before: StoredValue::new(settings.clone()),
            settings: RwSignal::new(settings),
            picture: RwSignal::new(Arc::default()),
            points: RwSignal::new(Arc::default()),
            watch: RwSignal::default(),
            chosen: RwSignal::new(None),
            pointed: RwSignal::new(None),
            shows_next_step: RwSignal::new(true),
            drawing: RwSignal::new(None),
            sought: RwSignal::new(None),
            problem: RwSignal::new(None),
            is_refused: RwSignal::new(false),
            asked: StoredValue::new_local(Asked::default()),
            landscape: RwSignal::new(None),
            collected: StoredValue::new(Collected::default()),
            send,
        }
    }

    /// Changes the settings, and tells the worker. Where no points are left, it goes on with those before and pauses, and
    /// the page shows none: there must be some again before anything is trained.
    pub fn change(self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.get_untracked();
        let mut settings = before.clone();
        change(&mut settings);
        if before != settings {
            self.before.set_value(before);
            self.is_refused.set(false);
            let lack = lacks_points(&settings);
            if lack.is_some() {
                self.points.set(Arc::default());
                self.send.run(Request::Pause);
            } else {
                self.send.run(Request::Set(settings.clone()));
            }
            self.problem.set(lack);
            self.settings.set(settings);
        }
    }

    /// Makes a request. Other settings, which a way out of the doctor's may ask for, are shown as well as sent; and nothing
    /// is trained while there are no points.
    pub fn request(self, request: Request) {
        if let Request::Set(settings) = &request
            && self.settings.with_untracked(|own| own != settings)
        {
            return self.change(|own| *own = settings.clone());
        }
        match self.settings.with_untracked(lacks_points).filter(|_| needs_points(&request)) {
            Some(lack) => self.problem.set(Some(lack)),
            None => self.send.run(request),
        }
    }

    /// Asks for a text; `then` is called once with it.
    pub fn ask(self, ask: Ask, then: impl FnOnce(Option<Text>) + 'static) {
        let number = self.asked.try_update_value(|asked| {
            asked.count += 1;
            asked.waiting.push((asked.count, Box::new(then)));
            asked.count
        });
        if let Some(number) = number {
            self.request(Request::Text(number, Box::new(ask)));
        }
    }

    /// Tells those who wait for a text that none will come, because the worker is a new one.
    pub fn forget_asked(self) {
        let waiting = self.asked.try_update_value(|asked| std::mem::take(&mut asked.waiting));
        waiting.into_iter().flatten().for_each(|(_, then)| then(None));
    }

    /// Shows an earlier step of the run; of those that are forgotten, the end that is nearer.
    pub fn seek(self, step: u64) {
        let (forgotten, runs_code) =
            self.picture.with_untracked(|picture| (picture.forgotten, picture.code.is_some()));
        if runs_code {
            return;
        }
        let step = nearest_kept(step, forgotten);
        self.sought.set(Some(step));
        self.request(Request::Seek(step));
    }

    /// Takes in what the worker says.
    pub fn hear(self, reply: Reply) {
        match reply {
            Reply::Points { training, testing } => self.points.set(Arc::new([training, testing])),
            Reply::Picture(picture) => self.show(*picture),
            Reply::Notice(notice) => {
                self.is_refused.set(false);
                self.problem.set(Some(notice));
            }
            Reply::Settings(settings) => put(self.settings, *settings),
            Reply::Text(number, text) => {
                let then = self.asked.try_update_value(|asked| {
                    let at = asked.waiting.iter().position(|(own, _)| *own == number)?;
                    Some(asked.waiting.swap_remove(at).1)
                });
                if let Some(then) = then.flatten() {
                    then(Some(text));
                }
            }
            Reply::Survey(survey) => self.collected.update_value(|collected| collected.begin(*survey)),
            Reply::Heights { survey, tile, losses } => {
                let mut is_news = false;
                self.collected.update_value(|collected| is_news = collected.take(survey, tile, &losses));
                if is_news {
                    self.landscape.set(self.collected.with_value(Collected::shown));
                }
            }
            Reply::Problem(problem) => {
                self.is_refused.set(true);
                self.problem.set(Some(problem));
                put(self.settings, self.before.get_value());
            }
        }
    }

    fn show(self, mut picture: Picture) {
        let before = self.picture.get_untracked();
        picture.curve = picture.curve.or_else(|| before.curve.clone());
        picture.other = picture.other.or_else(|| before.other.clone());
        if picture.is_playing || self.sought.get_untracked() == Some(picture.step) {
            put(self.sought, None);
        }
        self.picture.set(Arc::new(picture));
    }
}

/// The problem with a group of settings: those whose names begin so.
pub fn problem_with(lab: Lab, place: &'static str) -> Signal<Option<Problem>> {
    Signal::derive(move || lab.problem.get().filter(|problem| problem.place.starts_with(place)))
}
