//! Time: every step of the run on a line, with the branch that another run took.

use leptos::prelude::*;

use super::control::{Control, control};
use super::state::Lab;
use crate::view::laboratory::timeline::{LABELS, distance, share};
use crate::view::laboratory::words::whole;

/// How much of the line a label takes, so that no two overlap.
const ROOM: f64 = 0.11;

/// A line to drag along, to any step that the run has reached.
pub fn view(lab: Lab) -> AnyView {
    let last = Memo::new(move |_| lab.picture.with(|picture| picture.last));
    let step =
        Memo::new(move |_| lab.sought.get().unwrap_or_else(|| lab.picture.with(|picture| picture.step)));
    let at = move || share(step.get(), last.get());
    let seek = move |event| {
        if let Ok(step) = event_target_value(&event).parse() {
            lab.seek(step);
        }
    };
    let view = view! {
        <div class="timeline">
            {branch(lab)}
            <input
                class="timeline__range"
                type="range"
                min="0"
                step="1"
                prop:max=move || last.get().to_string()
                prop:value=move || step.get().to_string()
                style:--part=move || format!("{}%", 100.0 * at())
                aria-label="Step"
                aria-valuetext=move || format!("step {} of {}", whole(step.get()), whole(last.get()))
                on:input=seek
            />
            <div class="timeline__labels" aria-hidden="true">
                {(0..LABELS).map(|slot| label(slot, step, last)).collect_view()}
                <span class="timeline__now" style:--at=move || at().to_string()>{move || whole(step.get())}</span>
            </div>
        </div>
    };
    control(Control::Time, view)
}

/// Round numbers along the line, but for those under the label of the step that is shown.
fn label(slot: u64, step: Memo<u64>, last: Memo<u64>) -> AnyView {
    let value = Memo::new(move |_| slot * distance(last.get()));
    let at = move || share(value.get(), last.get());
    let is_shown = move || {
        let is_apart = (at() - share(step.get(), last.get())).abs() > ROOM;
        value.get() <= last.get() && is_apart && (last.get() > 0 || slot == 0)
    };
    view! {
        <span class="timeline__label" hidden=move || !is_shown() style:--at=move || at().to_string()>
            {move || whole(value.get())}
        </span>
    }
    .into_any()
}

/// Where the other run leaves this one, how far it goes, and what sets it apart.
fn branch(lab: Lab) -> AnyView {
    let branch = Memo::new(move |_| {
        lab.picture.with(|picture| {
            let other = picture.other.as_ref()?;
            let (fork, end) = (other.fork?, *other.steps.last()?);
            let [from, to] = [fork, end].map(|step| share(step, picture.last));
            (fork <= picture.last && to > from).then(|| (from, to, other.name.clone()))
        })
    });
    let view = |(from, to, name): (f64, f64, String)| {
        let words = if name.is_empty() { "B".to_owned() } else { format!("B, {name}") };
        view! {
            <div class="timeline__branch" aria-hidden="true" style:--from=from.to_string() style:--to=to.to_string()>
                <span class="timeline__fork"></span>
                <span class="timeline__name">{words}</span>
            </div>
        }
    };
    (move || branch.get().map(view)).into_any()
}
