//! The dialog for those who teach: a task, what of the laboratory is locked or hidden, and the link and the frame that
//! follow from it.

use leptos::html;
use leptos::prelude::*;

use super::bench::Bench;
use super::control::{Access, CONTROLS, Control, Limits};
use super::field::Choice;
use super::keeping::link as link_to;
use crate::app::browser;
use crate::view::laboratory::carried::{Carried, Place};

/// The longest task, in characters.
const LONGEST_TASK: &str = "600";

/// What is done with a group of controls, by name.
static ACCESS: &[(&str, &str, Access)] = &[
    ("free", "free", Access::Free),
    ("locked", "locked", Access::Locked),
    ("hidden", "hidden", Access::Hidden),
];

/// The dialog; the caller opens it.
pub fn dialog(bench: Bench, dialog: NodeRef<html::Dialog>) -> AnyView {
    let limits = RwSignal::new(Limits::default());
    let carried = Signal::derive(move || Carried { limits: limits.get(), ..bench.carried.get() });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let link =
        Signal::derive(move || carried.with(|carried| link_to(carried, Place::Page)).map(|link| link.hash));
    let frame = Signal::derive(move || carried.with(frame));
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="classroom">
            <h2 class="dialog__title" id="classroom">"A link for a class, or a frame"</h2>
            <p>"It opens the laboratory as it is now, with your task in it."</p>
            <label class="dialog__task">
                "Task"
                <textarea
                    rows="3"
                    maxlength=LONGEST_TASK
                    on:input=move |event| limits.update(|limits| limits.task = event_target_value(&event))
                ></textarea>
            </label>
            <details>
                <summary>"What can be used"</summary>
                <ul class="dialog__controls" role="list">
                    {CONTROLS.iter().map(|row| group(limits, row)).collect_view()}
                </ul>
            </details>
            {text("Link", link)}
            {text("Frame for another page", frame)}
            <p class="dialog__end">
                <button class="button" type="button" on:click=close>"Close"</button>
            </p>
        </dialog>
    }
    .into_any()
}

/// A group of controls, and what the link does with it.
fn group(limits: RwSignal<Limits>, (control, words): &(Control, &'static str)) -> AnyView {
    let (control, words) = (*control, *words);
    let value = Signal::derive(move || {
        let access = limits.with(|limits| limits.access(control));
        ACCESS.iter().find(|(.., own)| *own == access).map_or(String::new(), |(name, ..)| name.to_string())
    });
    let set = move |name: String| {
        if let Some((.., access)) = ACCESS.iter().find(|(own, ..)| *own == name) {
            limits.update(|limits| limits.allow(control, *access));
        }
    };
    let table = ACCESS.iter().map(|(name, words, _)| (name.to_string(), words.to_string())).collect();
    view! { <li><span>{words}</span> <Choice label=words.to_owned() table value set/></li> }.into_any()
}

/// A text to take away, with a button that copies it.
fn text(label: &'static str, text: Signal<Option<String>>) -> AnyView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        if let Some(text) = text.get_untracked() {
            browser::copy(&text, move |is_allowed| {
                is_copied.try_set(is_allowed);
            });
        }
    };
    let value =
        move || text.get().unwrap_or_else(|| "Too long for a link: take points of your own out.".to_owned());
    view! {
        <div class="dialog__text">
            <label>{label} <input type="text" readonly prop:value=value/></label>
            <button class="button" type="button" on:click=copy on:blur=move |_| is_copied.set(false)>
                {move || if is_copied.get() { "Copied" } else { "Copy" }}
            </button>
        </div>
    }
    .into_any()
}

/// The text that puts a laboratory into another page.
fn frame(carried: &Carried) -> Option<String> {
    let address = link_to(carried, Place::Frame)?.hash;
    Some(format!(
        "<iframe src=\"{address}\" title=\"Fluxion: train a neural network\" width=\"1280\" height=\"720\"></iframe>"
    ))
}
