//! Points of one's own: drawn into the map, taken from a table, saved as one.

use leptos::html;
use leptos::prelude::*;

use super::opened;
use super::state::{ERASER, Lab};
use crate::app::figures::save_text;
use crate::lab::csv;
use crate::lab::settings::Source;

/// What is drawn: the value that [`Lab::drawing`] holds, the name, and the class of its mark.
static PENS: &[(f64, &str, &str)] =
    &[(1.0, "+1", "circle"), (-1.0, "−1", "diamond"), (ERASER, "Erase", "none")];

/// The line of three acts; while points are drawn, what is drawn and the way out.
pub fn view(lab: Lab) -> AnyView {
    let is_drawing = move || lab.drawing.with(Option::is_some);
    let dialog = NodeRef::new();
    let line = move || if is_drawing() { pens(lab) } else { acts(lab, dialog) };
    view! { {line} {opened::dialog(lab, dialog)} }.into_any()
}

fn acts(lab: Lab, dialog: NodeRef<html::Dialog>) -> AnyView {
    let draw = move |_| {
        let points = lab.points.get_untracked().concat();
        lab.change(|settings| {
            if let Source::Set(_) = settings.data.source {
                settings.data.source = Source::Own(points);
            }
        });
        lab.drawing.set(Some(1.0));
    };
    let download = move |_| {
        let points = lab.points.get_untracked().concat();
        save_text(&csv::write(&points), "text/csv", "points.csv");
    };
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // Refused only to a dialog that is open already.
            let _ = dialog.show_modal();
        }
    };
    view! {
        <div class="line line--own">
            <button class="act" type="button" on:click=draw>"Draw"</button>
            <button class="act" type="button" on:click=open>"Open CSV"</button>
            <button class="act" type="button" on:click=download>"Download"</button>
        </div>
    }
    .into_any()
}

fn pens(lab: Lab) -> AnyView {
    let pen = move |(value, words, mark): &(f64, &'static str, &'static str)| {
        let value = *value;
        let is_chosen = move || (lab.drawing.get() == Some(value)).to_string();
        view! {
            <button
                class="pen"
                type="button"
                data-mark=*mark
                aria-pressed=is_chosen
                on:click=move |_| lab.drawing.set(Some(value))
            >
                {*words}
            </button>
        }
    };
    let clear = move |_| lab.change(|settings| settings.data.source = Source::Own(Vec::new()));
    view! {
        <div class="line line--own" role="group" aria-label="Draw points into the map">
            {PENS.iter().map(pen).collect_view()}
            <button class="act" type="button" on:click=clear>"Clear"</button>
            <button class="act" type="button" on:click=move |_| lab.drawing.set(None)>"Done"</button>
        </div>
    }
    .into_any()
}
