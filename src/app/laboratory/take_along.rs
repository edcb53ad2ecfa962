//! Taking the laboratory along: a link to it as it is now, a link for a class, a frame for another page.

use leptos::html;
use leptos::prelude::*;

use super::bench::Bench;
use super::classroom;
use super::control::{Control, control};
use super::keeping::link;
use crate::app::browser;
use crate::view::laboratory::carried::Place;

/// The links in the bar.
pub fn bar(bench: Bench) -> AnyView {
    let dialog = NodeRef::new();
    let view = view! {
        {copy_link(bench)}
        <button class="bar__link bar__link--menu" type="button" popovertarget="take-along">"Take along"</button>
        <div class="menu" id="take-along" popover="auto">{more(dialog)}</div>
        {classroom::dialog(bench, dialog)}
    };
    control(Control::TakeAlong, view)
}

/// The same, one below the other.
pub fn acts(bench: Bench) -> AnyView {
    let dialog = NodeRef::new();
    let view = view! { <div class="acts">{copy_link(bench)} {more(dialog)}</div> {classroom::dialog(bench, dialog)} };
    control(Control::TakeAlong, view)
}

/// Copies a link, and says for a while that it has.
fn copy_link(bench: Bench) -> AnyView {
    let said = RwSignal::new("Copy link");
    let copy = move |_| match link(&bench.carried.get_untracked(), Place::Page) {
        Some(link) => browser::copy(&link.hash, move |is_allowed| {
            said.try_set(match (is_allowed, link.is_whole) {
                (true, true) => "Link copied",
                (true, false) => "Copied without your points",
                (false, _) => "Not allowed to copy",
            });
        }),
        None => said.set("Too long for a link"),
    };
    view! {
        <button class="bar__link" type="button" on:click=copy on:blur=move |_| said.set("Copy link")>
            <span aria-live="polite">{move || said.get()}</span>
        </button>
    }
    .into_any()
}

/// What the menu holds; `dialog` is the one for those who teach.
fn more(dialog: NodeRef<html::Dialog>) -> AnyView {
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // Refused only to a dialog that is open already.
            let _ = dialog.show_modal();
        }
    };
    view! {
        <button class="menu__act" type="button" on:click=open>"A link for a class, or a frame …"</button>
    }
    .into_any()
}
