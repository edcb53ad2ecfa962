//! Taking the laboratory along: a link to it as it is now, files, a link for a class, a frame for another page.

use leptos::html;
use leptos::prelude::*;

use super::bench::Bench;
use super::control::{Control, control};
use super::keeping::link;
use super::{classroom, files};
use crate::app::browser;
use crate::view::laboratory::carried::Place;

/// The links in the bar.
pub fn bar(bench: Bench) -> AnyView {
    let [acts, dialogs] = more(bench);
    let view = view! {
        {copy_link(bench)}
        <button class="bar__link bar__link--menu" type="button" popovertarget="take-along">"Take along"</button>
        <div class="menu" id="take-along" popover="auto">{acts}</div>
        {dialogs}
    };
    control(Control::TakeAlong, view)
}

/// The same, one below the other.
pub fn acts(bench: Bench) -> AnyView {
    let [acts, dialogs] = more(bench);
    let view = view! { <div class="acts">{copy_link(bench)} {acts}</div> {dialogs} };
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

/// What the menu holds, and the dialogs that it opens; these stand outside of it, because it closes when one opens.
fn more(bench: Bench) -> [AnyView; 2] {
    let (saved, taught) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Dialog>::new());
    let act = |words: &'static str, dialog: NodeRef<html::Dialog>| {
        let open = move |_| {
            if let Some(dialog) = dialog.get_untracked() {
                // Refused only to a dialog that is open already.
                let _ = dialog.show_modal();
            }
        };
        view! { <button class="menu__act" type="button" on:click=open>{words}</button> }
    };
    let acts = view! { {act("Files for Julia, weights …", saved)} {act("A link for a class, or a frame …", taught)} };
    let dialogs = view! { {files::dialog(bench.session.lab, saved)} {classroom::dialog(bench, taught)} };
    [acts.into_any(), dialogs.into_any()]
}
