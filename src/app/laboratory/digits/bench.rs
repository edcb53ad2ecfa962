//! What the page of real data knows, as signals, and its conversation with the worker.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser;
use crate::app::client::State;
use crate::app::laboratory::client;
use crate::app::reactive::put;
use crate::lab::digits::message::{Course, Look, Opened, Picture, Reply, Request, Verdict};
use crate::lab::digits::{RealSet, Setup};
use crate::view::laboratory::digits::hand::Hand;
use crate::view::laboratory::digits::kept::Kept;

/// Where the file of the set is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// On its way.
    Coming,
    /// Read by the worker.
    Open,
    /// Not to be had, or damaged: why, in words.
    Lost(String),
}

/// The open page. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The set.
    pub set: &'static RealSet,
    /// Where its file is.
    pub source: RwSignal<Source>,
    /// The network, and how it is trained. To be changed by [`Bench::change`] alone.
    pub setup: RwSignal<Setup>,
    /// For how many epochs it is trained at a time.
    pub epochs: RwSignal<u32>,
    /// Steps between two pictures.
    pub pace: RwSignal<u32>,
    /// How the set is split.
    pub opened: RwSignal<Arc<Opened>>,
    /// The newest state.
    pub picture: RwSignal<Arc<Picture>>,
    /// The curves.
    pub course: RwSignal<Arc<Course>>,
    /// How good the network was when it was last judged.
    pub verdict: RwSignal<Arc<Verdict>>,
    /// What the learner has drawn.
    pub hand: RwSignal<Hand>,
    /// What goes through the network. To be changed by [`Bench::look_at`] alone.
    pub look: RwSignal<Look>,
    /// The worker's status.
    pub worker: RwSignal<State>,
    /// What the learner should know about the run and cannot see, in a sentence.
    pub notice: RwSignal<Option<String>>,
    /// The file, for a worker that takes the place of one that broke down.
    file: StoredValue<Option<Vec<u8>>>,
    /// How often the file was asked for.
    asked: StoredValue<u32>,
}

thread_local! {
    /// The requests since the last message was sent.
    static WAITING: RefCell<Vec<Request>> = const { RefCell::new(Vec::new()) };
    /// The number of a picture that will have been drawn with the next frame.
    static SHOWN: Cell<Option<u64>> = const { Cell::new(None) };
}

impl Bench {
    /// Begins with what was kept; the file is asked for.
    pub fn begin(set: &'static RealSet, kept: Kept) -> Bench {
        let bench = Bench {
            set,
            source: RwSignal::new(Source::Coming),
            setup: RwSignal::new(kept.setup),
            epochs: RwSignal::new(kept.epochs),
            pace: RwSignal::new(kept.pace),
            opened: RwSignal::default(),
            picture: RwSignal::default(),
            course: RwSignal::default(),
            verdict: RwSignal::default(),
            hand: RwSignal::default(),
            look: RwSignal::default(),
            worker: RwSignal::new(State::Starting),
            notice: RwSignal::new(None),
            file: StoredValue::new(None),
            asked: StoredValue::new(0),
        };
        bench.fetch();
        bench
    }

    /// Fetches the file. Its checksum stands in the address, so a cache cannot give one of another version; asked for
    /// again, it comes from the server.
    pub fn fetch(self) {
        let asked = self.asked.get_value();
        self.asked.set_value(asked + 1);
        let again = if asked == 0 { String::new() } else { format!("-{asked}") };
        let address = format!("data/{}?{:08x}{again}", self.set.file, self.set.checksum);
        self.source.set(Source::Coming);
        spawn_local(async move {
            let fetched = browser::fetch(&address).await;
            // The page may have gone meanwhile.
            if self.source.is_disposed() {
                return;
            }
            match fetched {
                Ok(bytes) => {
                    self.file.set_value(Some(bytes));
                    self.open();
                }
                Err(words) => {
                    self.source.set(Source::Lost(format!("The data could not be loaded ({words}).")))
                }
            }
        });
    }

    /// Hands the file to the worker, if it is here.
    fn open(self) {
        if let Some(bytes) = self.file.get_value() {
            let (set, setup) = (self.set.name.to_owned(), self.setup.get_untracked());
            self.request(Request::Open { set, bytes, setup });
            self.request(Request::Look(self.look.get_untracked()));
        }
    }

    /// Makes a request of the worker.
    pub fn request(self, request: Request) {
        client::post_together(&WAITING, request);
    }

    /// Changes the setup, and tells the worker.
    pub fn change(self, change: impl FnOnce(&mut Setup)) {
        let mut setup = self.setup.get_untracked();
        change(&mut setup);
        if self.setup.with_untracked(|before| *before != setup) {
            self.setup.set(setup.clone());
            self.request(Request::Set(setup));
        }
    }

    /// Trains for so many epochs.
    pub fn train(self, epochs: u32) {
        self.request(Request::Train { epochs, pace: self.pace.get_untracked() });
    }

    /// Sends something through the network, now and with every picture.
    pub fn look_at(self, look: Look) {
        if self.look.with_untracked(|before| *before != look) {
            self.look.set(look.clone());
            self.request(Request::Look(look));
        }
    }

    /// Changes the drawing, and sends it through the network.
    pub fn draw(self, change: impl FnOnce(&mut Hand)) {
        self.hand.update(change);
        let look = self.hand.with_untracked(|hand| match hand.is_empty() {
            true => Look::Nothing,
            false => Look::Drawing(hand.pixels()),
        });
        self.look_at(look);
    }

    /// What is kept between visits.
    pub fn kept(self) -> Kept {
        Kept { setup: self.setup.get(), epochs: self.epochs.get(), pace: self.pace.get() }
    }

    /// The newest picture of a run that stands still; while it goes on, the one before. What is said in words follows
    /// it, so that a screen reader is not interrupted sixty times a second.
    pub fn still(self) -> Memo<Arc<Picture>> {
        Memo::new(move |before: Option<&Arc<Picture>>| {
            let now = self.picture.get();
            before.filter(|_| now.is_playing).cloned().unwrap_or(now)
        })
    }

    /// Takes in what the worker says. A picture is acknowledged once it has been painted.
    pub fn hear(self, reply: Reply) {
        match reply {
            Reply::Opened(opened) => {
                put(self.source, Source::Open);
                self.opened.set(Arc::new(*opened));
                // Another split has other examples at the same places.
                if matches!(self.look.get_untracked(), Look::Example(_)) {
                    self.look_at(Look::Nothing);
                }
            }
            Reply::Picture(picture) => self.show(*picture),
            Reply::Problem(words) => self.source.set(Source::Lost(words)),
            Reply::Notice(words) => self.notice.set(Some(words)),
        }
    }

    fn show(self, mut picture: Picture) {
        if SHOWN.replace(Some(picture.number)).is_none() {
            request_animation_frame(move || {
                if let Some(number) = SHOWN.take() {
                    self.request(Request::Drawn(number));
                }
            });
        }
        if let Some(course) = picture.course.take() {
            self.course.set(Arc::new(course));
        }
        if let Some(verdict) = picture.verdict.take() {
            self.verdict.set(Arc::new(verdict));
        }
        self.picture.set(Arc::new(picture));
    }

    /// Takes in the worker's status. A new worker is given the file, and begins at step 0.
    pub fn attend(self, state: State) {
        self.worker.set(state);
        if state == State::Starting {
            self.open();
            let words = "The engine broke down and was started again, from step 0.";
            self.notice.set(Some(words.to_owned()));
        }
    }
}
