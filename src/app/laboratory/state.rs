//! What the laboratory's page knows, as signals. Components read them, change settings, and make requests; they never see
//! a message.

use std::sync::Arc;

use leptos::prelude::*;

use crate::lab::Settings;
use crate::lab::message::{Picture, Problem, Request, Watch, Weight};
use crate::lab::settings::Sample;

/// The open laboratory. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Lab {
    /// What the learner has set. To be changed by [`Lab::change`] alone.
    pub settings: RwSignal<Settings>,
    /// The newest state of the run.
    pub picture: RwSignal<Arc<Picture>>,
    /// The points trained on, and those kept for testing.
    pub points: RwSignal<Arc<[Vec<Sample>; 2]>>,
    /// What is sent with every picture: each component sets its own part while it is shown.
    pub watch: RwSignal<Watch>,
    /// The weight or bias that the learner has chosen.
    pub chosen: RwSignal<Option<Weight>>,
    /// The unit that is pointed at or focused, as layer and unit; the inputs are layer 0.
    pub pointed: RwSignal<Option<[u32; 2]>>,
    /// Why a setting cannot be used.
    pub problem: RwSignal<Option<Problem>>,
    /// Makes a request of the laboratory's worker.
    send: Callback<Request>,
}

impl Lab {
    /// A laboratory with these settings, whose requests go to `send`.
    pub fn new(settings: Settings, send: Callback<Request>) -> Lab {
        Lab {
            settings: RwSignal::new(settings),
            picture: RwSignal::new(Arc::default()),
            points: RwSignal::new(Arc::new([Vec::new(), Vec::new()])),
            watch: RwSignal::default(),
            chosen: RwSignal::new(None),
            pointed: RwSignal::new(None),
            problem: RwSignal::new(None),
            send,
        }
    }

    /// Changes the settings, and tells the worker.
    pub fn change(self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.get_untracked();
        change(&mut settings);
        if self.settings.with_untracked(|before| *before != settings) {
            self.settings.set(settings.clone());
            self.send.run(Request::Set(settings));
        }
    }

    /// Makes a request.
    pub fn request(self, request: Request) {
        self.send.run(request);
    }
}
