//! The laboratory's own page: a module of its own (`src/bin/laboratory.rs`), fetched when a laboratory is opened.
//!
//! `laboratory.mjs` opens it in an element of the page and closes it again. It shares nothing with the page's module but
//! the browser: the theme of the root element, the storage, the address.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::browser::{add, mark};
use super::client::State;
use super::reactive::{memo, react};
use super::theme::Theme;
use super::{bytes, canvas, keep, router};
use crate::lab::message::Reply;
use crate::view::laboratory::carried::Carried;
use crate::view::laboratory::drawn::lacks_points;
use bench::Bench;
use client::Event;
use code::Code;
use session::Session;
use state::Lab;

mod bench;
mod classroom;
mod client;
mod code;
mod code_cell;
mod code_run;
mod computed;
mod confusion;
mod control;
mod data;
mod digits;
mod doctor;
pub mod field;
mod figure;
mod files;
mod grid;
mod histograms;
mod ink;
pub mod inputs;
mod keeping;
mod landscape;
pub mod layers;
mod layout;
mod losses;
mod map;
mod map_hand;
mod network;
mod notice;
pub mod number;
mod opened;
mod own;
mod play;
mod pool;
mod session;
mod start;
pub mod state;
mod take_along;
mod thumbnails;
mod timeline;
mod trace;
mod training;
mod upload;
mod views;
mod watching;
mod weight;
mod weight_field;

thread_local! {
    /// What is open, and what ends it.
    static OPEN: RefCell<Option<(Theme, Box<dyn Any>)>> = const { RefCell::new(None) };
    /// The conversation of what is open.
    static TALK: Cell<Option<Talk>> = const { Cell::new(None) };
}

/// A conversation with the worker.
#[derive(Clone, Copy)]
enum Talk {
    /// About points in the plane.
    Points(Session),
    /// About real data.
    Digits(digits::Bench),
}

impl Talk {
    fn hear(self, message: &Uint8Array) {
        match self {
            Talk::Points(session) => bytes::hear(message, |reply| session.hear(reply)),
            Talk::Digits(bench) => bytes::hear(message, |reply| bench.hear(reply)),
        }
    }

    fn attend(self, state: State) {
        match self {
            Talk::Points(session) => session.attend(state),
            Talk::Digits(bench) => bench.attend(state),
        }
    }
}

/// Waits to be opened. To be called once, as the module starts.
pub fn start() {
    super::client::report_panics();
    pool::listen(pooled, compute_alone);
    client::listen(happen);
}

fn happen(event: Event) {
    let talk = TALK.get();
    match event {
        Event::Open(place) => open(place),
        Event::Close => close(),
        Event::Heard(message) => {
            if let Some(talk) = talk {
                talk.hear(&message);
            }
        }
        Event::Worker(state) => {
            if let Some(talk) = talk {
                talk.attend(state);
            }
        }
        Event::Theme => OPEN.with_borrow(|open| {
            if let Some((theme, _)) = open {
                theme.follow();
            }
        }),
    }
}

/// The session that trains on points, where one is open.
fn session() -> Option<Session> {
    TALK.get().and_then(|talk| match talk {
        Talk::Points(session) => Some(session),
        Talk::Digits(_) => None,
    })
}

/// The pool has computed a part of a landscape.
fn pooled(reply: Reply) {
    if let Some(session) = session() {
        session.hear(reply);
    }
}

/// Where no worker can be started for landscapes, the laboratory's own computes them.
fn compute_alone() {
    if let Some(session) = session() {
        session.lab.watch.update(|watch| {
            if let Some(look) = &mut watch.landscape {
                look.elsewhere = false;
            }
        });
    }
}

fn open(place: HtmlElement) {
    close();
    let theme = Rc::new(Cell::new(None));
    let own = Rc::clone(&theme);
    // A figure of a lesson says which data its network learns.
    let data = place.get_attribute("data-trains");
    let shown = place.clone();
    let handle = mount_to(place, move || {
        own.set(Some(Theme::of_page()));
        canvas::provide_chart_theme();
        match (&data, router::real_set()) {
            (Some(data), _) => {
                let session = figure::begin(data);
                TALK.set(Some(Talk::Points(session)));
                publish(session.lab, shown);
                figure::view(session)
            }
            (None, Some(name)) => real_data(&name),
            (None, None) => view! { <Laboratory/> }.into_any(),
        }
    });
    if let Some(theme) = theme.get() {
        OPEN.set(Some((theme, Box::new(handle))));
    }
    if let Some(main) = document().get_element_by_id("main") {
        mark(&main, "data-alive", "true");
    }
}

fn close() {
    keep::now();
    pool::close();
    TALK.set(None);
    OPEN.set(None);
}

/// The page of a set of real data.
fn real_data(name: &str) -> AnyView {
    let leave = window_event_listener(ev::pagehide, move |_| keep::now());
    on_cleanup(move || leave.remove());
    let (view, bench) = digits::open(name);
    TALK.set(bench.map(Talk::Digits));
    view
}

/// The laboratory that the address names: the learner's own, or the one that a link brings.
#[component]
fn Laboratory() -> impl IntoView {
    let address = RwSignal::new(router::carried());
    let moved = window_event_listener(ev::hashchange, move |_| address.set(router::carried()));
    // A change that waits to be written is not lost with the page.
    let leave = window_event_listener(ev::pagehide, move |_| keep::now());
    on_cleanup(move || {
        moved.remove();
        leave.remove();
    });
    let link = memo(move || address.get());
    move || {
        keep::now();
        bench(link.get())
    }
}

fn bench(link: Option<String>) -> AnyView {
    let (carried, problem) = begun(link.as_deref());
    let link = link.filter(|_| problem.is_none());
    let pace = RwSignal::new(play::known(carried.pace));
    let limits = carried.limits.clone();
    provide_context(limits.clone());
    let session = Session::begin(Lab::new(carried.settings, Callback::new(client::post)));
    session.notice.set(problem.map(|words| format!("{words} This is your own laboratory.")));
    TALK.set(Some(Talk::Points(session)));
    let carried = Signal::derive(move || Carried {
        settings: session.lab.settings.get(),
        pace: Some(pace.get()),
        limits: limits.clone(),
    });
    let is_wide = layout::is_wide();
    let kept = if link.is_none() { keeping::load_code() } else { None };
    let code = Code::begin(session.lab, kept, is_wide.get_untracked());
    react(move || {
        let (carried, link, text) = (carried.get(), link.clone(), code.to_keep());
        keep::soon(move || {
            // Without points it could not be opened; what was kept before them stays.
            if lacks_points(&carried.settings).is_none() {
                keeping::save(&carried, link.as_deref());
            }
            if link.is_none() {
                keeping::save_code(&text);
            }
        });
    });
    if let Some(place) = document().get_element_by_id("laboratory") {
        publish(session.lab, place.unchecked_into());
    }
    let bench = Bench { session, pace, carried, code, is_wide };
    if let Some(bar) = document().get_element_by_id("bar-laboratory") {
        add(bar.unchecked_into(), move || move || bench.is_wide.get().then(|| take_along::bar(bench)));
    }
    layout::view(bench)
}

/// What a laboratory begins with, and what is wrong with the link that should have brought it.
fn begun(link: Option<&str>) -> (Carried, Option<&'static str>) {
    let own = || keeping::load(None).unwrap_or_default();
    match link.map(Carried::linked) {
        None => (own(), None),
        Some(Err(problem)) => (own(), Some(problem)),
        Some(Ok(linked)) => {
            let kept = keeping::load(link);
            (kept.map_or(linked.clone(), |kept| Carried { limits: linked.limits, ..kept }), None)
        }
    }
}

/// Publishes what is shown, for tests and curious engineers.
fn publish(lab: Lab, place: HtmlElement) {
    react(move || {
        let picture = lab.picture.get();
        mark(&place, "data-step", &picture.step.to_string());
        mark(&place, "data-last", &picture.last.to_string());
        mark(&place, "data-playing", &picture.is_playing.to_string());
        mark(&place, "data-pictures", &picture.number.to_string());
    });
}
