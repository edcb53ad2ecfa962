//! Points from a table: a file is opened or a text is pasted, what is wrong with it is said row by row, and the points are
//! used when the learner says so.

use leptos::html;
use leptos::prelude::*;

use super::state::Lab;
use super::upload::chosen;
use crate::lab::csv::{self, Reading, Refusal};
use crate::lab::settings::{MAX_POINTS, Source};

/// The most bad rows that are listed; the others are counted.
const LISTED: usize = 50;

/// What has been read so far.
type Read = Option<Result<Reading, Refusal>>;

/// The dialog; the caller opens it.
pub fn dialog(lab: Lab, dialog: NodeRef<html::Dialog>) -> AnyView {
    let read = RwSignal::new(Read::None);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let take = move |_| {
        if let Some(Ok(reading)) = read.get_untracked() {
            let mut samples = reading.samples;
            samples.truncate(MAX_POINTS as usize);
            lab.change(|settings| settings.data.source = Source::Own(samples));
            close();
        }
    };
    let cannot_take =
        move || !read.with(|read| matches!(read, Some(Ok(reading)) if !reading.samples.is_empty()));
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="table">
            <h2 class="dialog__title" id="table">"Points from a table"</h2>
            <p>
                "Each row is a point: "<code>"x1, x2, class"</code>
                ", with or without a header, separated by commas, semicolons or tabs."
            </p>
            <label class="dialog__task">
                "A CSV file"
                <input type="file" accept=".csv,.tsv,.txt,text/csv" on:change=move |event| open(&event, read)/>
            </label>
            <label class="dialog__task">
                "Or paste the rows"
                <textarea
                    rows="4"
                    spellcheck="false"
                    on:input=move |event| read.set(Some(csv::read(&event_target_value(&event))))
                ></textarea>
            </label>
            <div class="opened" aria-live="polite">{move || read.get().map(told)}</div>
            <p class="dialog__end">
                <button class="button" type="button" on:click=move |_| close()>"Close"</button>
                <button class="button button--primary" type="button" disabled=cannot_take on:click=take>
                    "Use these points"
                </button>
            </p>
        </dialog>
    }
    .into_any()
}

/// Reads the file that a field holds.
fn open(event: &web_sys::Event, read: RwSignal<Read>) {
    let Some(file) = chosen(event) else { return };
    if let Err(refusal) = csv::check_size(file.size()) {
        return read.set(Some(Err(refusal)));
    }
    file.read(move |text| {
        let unreadable = || Refusal {
            message: "The file could not be read.".into(),
            hint: "Choose it again, or paste its rows.".into(),
        };
        read.try_set(Some(text.map_or_else(|| Err(unreadable()), |text| csv::read(&text))));
    });
}

/// What was read, in words.
fn told(read: Result<Reading, Refusal>) -> AnyView {
    match read {
        Err(refusal) => {
            view! { <p class="opened__problem">{refusal.message} " " {refusal.hint}</p> }.into_any()
        }
        Ok(reading) => {
            let count = reading.samples.len();
            let kept = count.min(MAX_POINTS as usize);
            let more = (kept < count).then(|| format!(" Only the first {kept} are used."));
            let hidden = reading.bad_count - reading.bad.len().min(LISTED);
            let bad = reading.bad.into_iter().take(LISTED).map(|row| {
                view! { <li>{format!("Line {}: {}", row.line, row.reason)}</li> }
            });
            let bad = bad.collect_view();
            let rest = (hidden > 0).then(|| view! { <li>{format!("and {hidden} more")}</li> });
            let notes = reading.notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view();
            view! {
                <p>{format!("{count} points can be used.")} {more}</p>
                {notes}
                <ul class="opened__problem" role="list">{bad} {rest}</ul>
            }
            .into_any()
        }
    }
}
