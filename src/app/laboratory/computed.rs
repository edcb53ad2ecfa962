//! Who computes the landscape: a badge, the reason, and a switch.

use leptos::prelude::*;

use super::field::Choice;
use super::pool;
use crate::app::reactive::{derived, memo};
use crate::compute::Placement;
use crate::view::laboratory::computed::{CHOICES, badge, news, reason};

/// What stands for the choice of nobody.
const FASTEST: &str = "fastest";

/// The row below the pictures.
pub fn view() -> AnyView {
    let report = pool::report();
    let name = |placement: Option<Placement>| placement.map_or(FASTEST, Placement::name).to_owned();
    let table: Vec<(String, String)> =
        CHOICES.iter().map(|(placement, words)| (name(*placement), (*words).to_owned())).collect();
    let set = move |chosen: String| pool::force(Placement::named(&chosen));
    let own = report.clone();
    let value = derived(move || name(own.with(|report| report.forced)));
    let own = report.clone();
    let last_run = memo(move || own.with(|report| report.last_run.clone()));
    let badge = move || last_run.with(|last_run| last_run.as_ref().map(badge));
    let why = move || last_run.with(|last_run| last_run.as_ref().map(reason));
    let device = move || last_run.with(|last_run| last_run.as_ref().map_or("", |own| own.placement.name()));
    let news = move || report.with(|report| news(report.forced, &report.gpu, report.is_calibrating));
    view! {
        <div class="computed" data-device=device>
            <p class="computed__who">
                <span class="named">"Computed " <Choice label="Where the landscape is computed" table value set/></span>
                <span class="computed__badge">{badge}</span>
            </p>
            <p class="computed__why view__words">{why}</p>
            <p class="computed__news view__words" role="status">{news}</p>
        </div>
    }
    .into_any()
}
