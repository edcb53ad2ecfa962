//! The open laboratory's conversation with its worker: what it is told at first and again when it is a new one, and the
//! pace of its pictures.

use std::cell::Cell;

use leptos::prelude::*;

use super::state::Lab;
use super::{client, pool};
use crate::app::client::State;
use crate::app::reactive::react;
use crate::lab::message::{Reply, Request};

/// The conversation. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Session {
    /// What the page knows.
    pub lab: Lab,
    /// The worker's status.
    pub worker: RwSignal<State>,
    /// What the learner should know about the run and cannot see, in a sentence.
    pub notice: RwSignal<Option<String>>,
}

thread_local! {
    /// The number of a picture that will have been drawn with the next frame.
    static SHOWN: Cell<Option<u64>> = const { Cell::new(None) };
}

impl Session {
    /// Begins it: the worker hears the settings, and from now on what is watched.
    pub fn begin(lab: Lab) -> Session {
        let session = Session { lab, worker: RwSignal::new(State::Starting), notice: RwSignal::new(None) };
        lab.request(Request::Set(lab.settings.get_untracked()));
        react(move || lab.request(Request::Watch(lab.watch.get())));
        session
    }

    /// Takes in what the worker says. A picture is acknowledged once it has been painted.
    /// A landscape that is to be computed elsewhere is given to the pool.
    pub fn hear(self, mut reply: Reply) {
        if let Reply::Survey(survey) = &mut reply {
            pool::take(survey);
        }
        if let Reply::Picture(picture) = &reply
            && SHOWN.replace(Some(picture.number)).is_none()
        {
            request_animation_frame(move || {
                if let Some(number) = SHOWN.take() {
                    client::post(Request::Drawn(number));
                }
            });
        }
        self.lab.hear(reply);
    }

    /// Takes in the worker's status. A new worker is told the settings and the weights as they were last seen.
    pub fn attend(self, state: State) {
        self.worker.set(state);
        if state != State::Starting {
            return;
        }
        let lab = self.lab;
        lab.forget_asked();
        lab.request(Request::Set(lab.settings.get_untracked()));
        lab.request(Request::Watch(lab.watch.get_untracked()));
        let layers = lab.picture.with_untracked(|picture| picture.layers.clone());
        let words = match layers.is_empty() {
            true => "The engine broke down and was started again, from step 0.",
            false => {
                "The engine broke down and was started again. The weights are as you saw them last; the steps before are gone."
            }
        };
        if !layers.is_empty() {
            lab.request(Request::AssignAll(layers));
        }
        self.notice.set(Some(words.to_owned()));
    }
}
