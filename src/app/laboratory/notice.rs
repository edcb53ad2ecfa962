//! What the learner should know about the worker and cannot see: that it is late, missing, or new.

use leptos::prelude::*;

use super::client;
use super::session::Session;
use crate::app::client::State;

/// A strip above the dock; empty while all is well.
pub fn view(session: Session) -> AnyView {
    let again = |words: &'static str, label: &'static str| {
        view! {
            <span>{words}</span>
            <button class="button" type="button" on:click=|_| client::restart()>{label}</button>
        }
        .into_any()
    };
    let words = move || {
        match session.worker.get() {
        State::Missing => Some(again(
            "The engine could not be loaded. Your settings are kept.",
            "Try again",
        )),
        State::Failed => Some(again(
            "The engine broke down several times in a row, so it was stopped. Undo your last change if it caused this, then start again.",
            "Start again",
        )),
        State::Late => Some(again("The engine is still busy with the last change.", "Stop it")),
        State::Starting | State::Ready => session.notice.get().map(|words| {
            view! {
                <span>{words}</span>
                <button class="button" type="button" on:click=move |_| session.notice.set(None)>"Close"</button>
            }
            .into_any()
        }),
    }
    };
    view! { <div class="notice" role="status">{words}</div> }.into_any()
}
