//! The page takes over from the static shell and its scripts.

use leptos::either::Either;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::alive::Opener;
use super::browser::{self, mark};
use super::canvas;
use super::client::{self, State};
use super::conversation::Conversation;
use super::lesson::{self, Surroundings};
use super::shell::{Course, Progress};
use super::store::Store;
use super::theme::Theme;
use super::{keep, router, shell};
use crate::app::reactive::react;
use crate::lesson::spec::{self, Entry};

/// Takes over the page; what it sets up lives as long as the page. Pages of one's own are opened by `own`.
pub fn start(own: Opener) {
    client::report_panics();
    let Some(busy) = document().get_element_by_id("busy").and_then(|busy| busy.dyn_into().ok()) else {
        return;
    };
    mount_to(busy, move || view! { <Page own/> }).forget();
}

/// Owns everything that is mounted in the places of the static page; its own view says what the kernel is busy with.
#[component]
fn Page(own: Opener) -> impl IntoView {
    let theme = Theme::provide();
    canvas::provide_chart_theme();
    let entries = RwSignal::new(Vec::<Entry>::new());
    let progress = RwSignal::new(Progress::new());
    let route = router::follow_address();
    let course = Course { entries: entries.into(), route: route.into(), progress: progress.into() };
    let conversation = Conversation::begin();
    let store = RwSignal::new(None);
    shell::mount(course, theme);
    lesson::follow(Surroundings { course, progress, conversation, store, own });
    spawn_local(async move {
        let contents =
            browser::fetch("lessons/contents.bin").await.and_then(|bytes| spec::decode::<Vec<Entry>>(&bytes));
        // Without the contents the drawer is empty; the open lesson says what is wrong with the connection.
        let contents = contents.unwrap_or_default();
        progress
            .set(contents.iter().map(|entry| (entry.slug.clone(), keep::load(&entry.slug).done())).collect());
        entries.set(contents);
    });
    publish(conversation);
    view! { <Busy conversation store/> }
}

/// Publishes how far the kernel is and how much memory it holds, for tests and curious engineers.
fn publish(conversation: Conversation) {
    let note = |name: &str, value: u64| {
        if let Some(root) = document().document_element() {
            mark(&root, name, &value.to_string());
        }
    };
    react(move || note("data-revision", conversation.revision()));
    react(move || note("data-settled", conversation.settled.get()));
    react(move || note("data-kernel-memory", conversation.memory.get()));
}

/// Says that the learner's code takes long or has been stopped, with a button to stop it or go on.
#[component]
fn Busy(conversation: Conversation, store: RwSignal<Option<Store>>) -> impl IntoView {
    let is_stopped = move |store: Store| store.stopped.get();
    move || match (conversation.state.get(), store.get()) {
        (_, Some(store)) if is_stopped(store) => Some(Either::Left(view! {
            <span>"Stopped. Change the code, or resume."</span>
            <button class="button" type="button" on:click=move |_| store.go_on()>"Resume"</button>
        })),
        (State::Late, Some(store)) => Some(Either::Right(view! {
            <span>"Your code is still running."</span>
            <button class="button" type="button" on:click=move |_| store.stop()>"Stop"</button>
        })),
        _ => None,
    }
}
