//! The dialog of files: the trained network as a Julia file and as a notebook, its weights as JSON, and weights from such a
//! file.

use leptos::html;
use leptos::prelude::*;

use super::state::Lab;
use super::upload::chosen;
use crate::app::figures::save_text;
use crate::lab::Style;
use crate::lab::lacking::lacking;
use crate::lab::message::{Ask, Form, LayerNumbers, Request, Text};
use crate::view::laboratory::files::{MAX_WEIGHTS, flux09_lacks};

/// The styles, and what they are called.
static STYLES: &[(Style, &str)] = &[(Style::Today, "Flux as it is today"), (Style::Flux09, "Flux 0.9")];

/// A file: what its button says, its name, its kind, and what the worker is asked.
type File = (&'static str, &'static str, &'static str, fn(Lab, Form) -> Ask);

/// Every file.
static FILES: &[File] = &[
    ("Julia file", "network.jl", "text/plain", |lab, form| {
        let (settings, layers, training) = trained(lab);
        Ask::Julia { settings, layers, training, form }
    }),
    ("Notebook", "network.ipynb", "application/json", |lab, form| {
        let (settings, layers, training) = trained(lab);
        Ask::Notebook { settings, layers, training, form }
    }),
    ("Weights as JSON", "weights.json", "application/json", |lab, _| {
        let (settings, layers, _) = trained(lab);
        Ask::Weights { settings, layers }
    }),
];

fn trained(lab: Lab) -> (crate::lab::Settings, Vec<LayerNumbers>, Vec<crate::lab::settings::Sample>) {
    let layers = lab.picture.with_untracked(|picture| picture.layers.clone());
    (lab.settings.get_untracked(), layers, lab.points.with_untracked(|points| points[0].clone()))
}

/// The dialog; the caller opens it.
pub fn dialog(lab: Lab, dialog: NodeRef<html::Dialog>) -> AnyView {
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="files">
            <h2 class="dialog__title" id="files">"Files to take along"</h2>
            {save(lab)}
            {back(lab, Callback::new(move |()| close()))}
            <p class="dialog__end">
                <button class="button" type="button" on:click=move |_| close()>"Close"</button>
            </p>
        </dialog>
    }
    .into_any()
}

/// The files, and how they are written.
fn save(lab: Lab) -> AnyView {
    let wanted = RwSignal::new(Form { style: Style::Today, cuda: false });
    let missing = Memo::new(move |_| lab.settings.with(lacking));
    // What Flux 0.9 lacks cannot be written for it.
    let form = Signal::derive(move || match missing.with(Vec::is_empty) {
        true => wanted.get(),
        false => Form { style: Style::Today, ..wanted.get() },
    });
    let style = move |(style, words): &(Style, &'static str)| {
        let (style, words) = (*style, *words);
        let is_missing = move || style == Style::Flux09 && missing.with(|missing| !missing.is_empty());
        view! {
            <label class="files__choice">
                <input
                    type="radio"
                    name="flux"
                    prop:checked=move || form.get().style == style
                    disabled=is_missing
                    on:change=move |_| wanted.update(|form| form.style = style)
                />
                {words}
            </label>
        }
    };
    let file = move |(words, name, kind, ask): &File| {
        let (name, kind, ask) = (*name, *kind, *ask);
        let save = move |_| {
            lab.ask(ask(lab, form.get_untracked()), move |answer| {
                if let Some(Text::Code(text)) = answer {
                    save_text(&text, kind, name);
                }
            });
        };
        let has_none = move || lab.picture.with(|picture| picture.layers.is_empty());
        view! { <button class="button" type="button" disabled=has_none on:click=save>{*words}</button> }
    };
    view! {
        <p>"The network with the weights that it has now, its points and its training."</p>
        <fieldset class="files__form">
            <legend>"Written for"</legend>
            {STYLES.iter().map(style).collect_view()}
            <label class="files__choice">
                <input
                    type="checkbox"
                    prop:checked=move || form.get().cuda
                    disabled=move || form.get().style == Style::Flux09
                    on:change=move |event| wanted.update(|form| form.cuda = event_target_checked(&event))
                />
                "on an NVIDIA card (CUDA)"
            </label>
        </fieldset>
        <p class="files__note">{move || missing.with(|missing| flux09_lacks(missing))}</p>
        <p class="files__acts">{FILES.iter().map(file).collect_view()}</p>
    }
    .into_any()
}

/// What has been read so far.
type Read = Option<Result<Vec<LayerNumbers>, String>>;

/// Weights from a file or from a text.
fn back(lab: Lab, close: Callback<()>) -> AnyView {
    let read = RwSignal::new(Read::None);
    let take_in = move |text: String| {
        if text.trim().is_empty() {
            return read.set(None);
        }
        let settings = lab.settings.get_untracked();
        lab.ask(Ask::ReadWeights { text, settings }, move |answer| {
            if let Some(Text::Weights(result)) = answer {
                read.try_set(Some(result));
            }
        });
    };
    let open = move |event: web_sys::Event| {
        let Some(file) = chosen(&event) else { return };
        if file.size() > MAX_WEIGHTS {
            let words = format!("The file is larger than {} million bytes.", MAX_WEIGHTS / 1_000_000);
            return read.set(Some(Err(words)));
        }
        file.read(move |text| match text {
            Some(text) => take_in(text),
            None => drop(read.try_set(Some(Err("The file could not be read. Choose it again.".to_owned())))),
        });
    };
    let take = move |_| {
        if let Some(Ok(layers)) = read.get_untracked() {
            lab.request(Request::AssignAll(layers));
            close.run(());
        }
    };
    let told = move || {
        read.get().map(|read| match read {
            Ok(layers) => {
                let count: usize = layers.iter().map(|layer| layer.weights.len() + layer.biases.len()).sum();
                view! { <p>{format!("{count} numbers fit the network here.")}</p> }.into_any()
            }
            Err(words) => view! { <p class="opened__problem">{words}</p> }.into_any(),
        })
    };
    let cannot_take = move || !read.with(|read| matches!(read, Some(Ok(_))));
    view! {
        <details>
            <summary>"Weights from a file"</summary>
            <label class="dialog__task">
                "A JSON file of weights"
                <input type="file" accept=".json,application/json" on:change=open/>
            </label>
            <label class="dialog__task">
                "Or paste its text"
                <textarea rows="3" spellcheck="false" on:input=move |event| take_in(event_target_value(&event))></textarea>
            </label>
            <div class="opened" aria-live="polite">{told}</div>
            <button class="button button--primary" type="button" disabled=cannot_take on:click=take>
                "Use these weights"
            </button>
        </details>
    }
    .into_any()
}
