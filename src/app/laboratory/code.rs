//! The code cell's text: the network and its training as Julia. A change in the picture is written into it, and a change in
//! it is drawn in the picture. How it looks is `code_cell`'s business.

use std::time::Duration;

use leptos::prelude::*;

use super::state::Lab;
use crate::app::reactive::{put, react};
use crate::diag::Span;
use crate::lab::message::{Ask, Request, Text};
use crate::lab::{Reading, Settings, Style};
use crate::view::laboratory::code::Standing;

/// How long the learner must pause before what is typed is read: half a number is not a wish.
const PAUSE: Duration = Duration::from_millis(350);

/// The text and what is known about it. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Code {
    lab: Lab,
    /// The text.
    pub text: RwSignal<String>,
    /// What was read in it; `None` as long as the laboratory itself has written it.
    pub reading: RwSignal<Option<Reading>>,
    /// Whether what was read is the text as it is now.
    pub is_read: RwSignal<bool>,
    /// How Flux is written in it.
    pub style: RwSignal<Style>,
    /// Whether it is shown. What is not shown is not kept up to date.
    pub is_open: RwSignal<bool>,
    said: StoredValue<Said>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    /// Whether the learner has had a hand in the text, so that it is worth keeping.
    is_own: RwSignal<bool>,
}

/// What the text says, as far as it is known.
#[derive(Clone, Debug, Default)]
struct Said {
    /// The settings.
    settings: Option<Settings>,
    /// Whether the learner wrote them, so that they are not corrected where the laboratory refuses them.
    is_typed: bool,
    /// Whether the laboratory is writing.
    is_busy: bool,
    /// Counts what is typed; an answer about an earlier text comes too late.
    version: u32,
}

impl Code {
    /// The code of a laboratory. What the learner left in the cell on an earlier visit is brought up to date.
    pub fn begin(lab: Lab, kept: Option<String>, is_open: bool) -> Code {
        let text = kept.unwrap_or_default();
        let code = Code {
            lab,
            is_read: RwSignal::new(false),
            reading: RwSignal::new(None),
            style: RwSignal::new(Style::default()),
            is_open: RwSignal::new(is_open),
            said: StoredValue::new(Said::default()),
            timer: StoredValue::new_local(None),
            is_own: RwSignal::new(!text.is_empty()),
            text: RwSignal::new(text.clone()),
        };
        if !text.is_empty() {
            code.begin_with(text);
        }
        react(move || {
            let settings = lab.settings.get();
            if code.is_open.get() {
                code.follow(&settings);
            }
        });
        code
    }

    /// Whether the picture shows what the text says.
    pub fn standing(self) -> Standing {
        let standing = self.reading.with(|reading| Standing::of(reading.as_ref()));
        if self.refusal().is_some() { Standing::Refused } else { standing }
    }

    /// Trains the text as it stands, at a pace of so many steps for each picture.
    pub fn train(self, pace: u32) {
        self.lab.request(Request::RunCode(self.text.get_untracked()));
        self.lab.request(Request::Play { pace });
    }

    /// Where the code that is trained has stopped, if the text is still the same.
    pub fn stopped_at(self) -> Option<Span> {
        let problem = self.lab.picture.with(|picture| picture.code.as_ref()?.problem.clone());
        problem.map(|problem| problem.span).filter(|_| self.is_read.get())
    }

    /// Why the laboratory cannot use what the text says, if it could be drawn otherwise.
    pub fn refusal(self) -> Option<String> {
        let problem = self.lab.problem.get().filter(|_| self.lab.is_refused.get())?;
        if self.reading.with(|reading| Standing::of(reading.as_ref())) != Standing::InStep {
            return None;
        }
        self.said.with_value(|said| said.is_typed).then(|| {
            let hint = problem.hint.map_or(String::new(), |hint| format!(" {hint}"));
            format!("{}{hint}", problem.message)
        })
    }

    /// What to keep for the next visit; empty if the laboratory would write the same.
    pub fn to_keep(self) -> String {
        if self.is_own.get() { self.text.get() } else { String::new() }
    }

    /// Takes in what the learner has typed; it is read after a pause.
    pub fn typed(self, text: String) {
        self.said.update_value(|said| said.version += 1);
        self.text.set(text);
        put(self.is_read, false);
        self.read_after_pause();
    }

    /// Reads the text after a pause, which begins anew if it has begun.
    fn read_after_pause(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        // A browser without timers could not have got so far.
        self.timer.set_value(set_timeout_with_handle(move || self.read(), PAUSE).ok());
    }

    /// Writes the text in another style of Flux.
    pub fn restyle(self, style: Style) {
        let text = self.text.get_untracked();
        let settings = self.lab.settings.get_untracked();
        if self.style.get_untracked() != style && self.standing_now() == Standing::InStep {
            self.style.set(style);
            self.write(Ask::Restyle { text, settings: settings.clone(), style }, settings);
        }
    }

    /// Writes the picture's code in place of a text that cannot be drawn.
    pub fn write_anew(self) {
        let (settings, style) = (self.lab.settings.get_untracked(), self.style.get_untracked());
        self.said.update_value(|said| said.version += 1);
        self.write(Ask::Write { settings: settings.clone(), style }, settings);
    }

    fn standing_now(self) -> Standing {
        self.reading.with_untracked(|reading| Standing::of(reading.as_ref()))
    }

    /// Reads what the learner left in the cell. If it can be drawn, the picture's settings, which were kept too, are
    /// written into it.
    fn begin_with(self, text: String) {
        self.said.update_value(|said| said.is_busy = true);
        let before = self.lab.settings.get_untracked();
        self.lab.ask(Ask::Read { text, before }, move |answer| {
            self.said.update_value(|said| said.is_busy = false);
            if let Some(Text::Reading(reading)) = answer {
                if reading.settings.is_some() {
                    put(self.style, reading.style);
                }
                self.is_read.set(true);
                self.reading.set(Some(*reading));
            }
            self.follow(&self.lab.settings.get_untracked());
        });
    }

    /// Brings the text up to date with the picture, unless it cannot be drawn: then it stands on its own.
    fn follow(self, settings: &Settings) {
        let Said { settings: said, is_typed, is_busy, .. } = self.said.get_value();
        let is_refused = is_typed && self.lab.is_refused.get_untracked();
        let is_said = said.as_ref() == Some(settings);
        if is_busy || is_said || is_refused || self.standing_now() != Standing::InStep {
            return;
        }
        let (text, style) = (self.text.get_untracked(), self.style.get_untracked());
        let settings = settings.clone();
        let ask = match text.is_empty() {
            true => Ask::Write { settings: settings.clone(), style },
            false => Ask::Update { text, settings: settings.clone() },
        };
        self.write(ask, settings);
    }

    /// Puts an answer in the text's place, unless the learner has typed meanwhile.
    fn write(self, ask: Ask, settings: Settings) {
        let version = self.said.with_value(|said| said.version);
        let is_new = matches!(ask, Ask::Write { .. });
        self.said.update_value(|said| said.is_busy = true);
        self.lab.ask(ask, move |answer| {
            self.said.update_value(|said| said.is_busy = false);
            let is_late = self.said.with_value(|said| said.version != version);
            if let Some(Text::Code(text)) = answer.filter(|_| !is_late) {
                self.said.update_value(|said| {
                    (said.settings, said.is_typed) = (Some(settings), false);
                });
                put(self.text, text);
                put(self.reading, None);
                if is_new {
                    put(self.is_own, false);
                }
                // The picture may have changed again.
                self.follow(&self.lab.settings.get_untracked());
            }
        });
    }

    /// Reads the text, and draws what it says. While the picture is being written into it, it waits; and if the picture
    /// changes before there is an answer, that is the learner's newer wish.
    fn read(self) {
        let Said { version, is_busy, .. } = self.said.get_value();
        if is_busy {
            return self.read_after_pause();
        }
        let (text, before) = (self.text.get_untracked(), self.lab.settings.get_untracked());
        self.lab.ask(Ask::Read { text, before: before.clone() }, move |answer| {
            let is_late = self.said.with_value(|said| said.version != version);
            let Some(Text::Reading(reading)) = answer.filter(|_| !is_late) else { return };
            if self.lab.settings.with_untracked(|own| *own != before) {
                return self.read_after_pause();
            }
            if let Some(settings) = reading.settings.clone() {
                put(self.style, reading.style);
                self.said.update_value(|said| {
                    (said.settings, said.is_typed) = (Some(settings.clone()), true);
                });
                self.lab.change(|own| *own = settings);
            }
            self.is_read.set(true);
            self.reading.set(Some(*reading));
            put(self.is_own, true);
        });
    }
}
