//! What the middle of the laboratory shows: the network, the landscape of its loss, a bent grid, histograms, or the way of
//! one point.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::control::{Access, Control, Limits, control, reach};
use super::state::Lab;
use super::{code_run, grid, histograms, landscape, network, trace};

/// A view: its name, and what draws it.
type Row = (&'static str, fn(Lab) -> AnyView);

/// Every view, the network first.
static VIEWS: &[Row] = &[
    ("Network", editable_network),
    ("Landscape", landscape::view),
    ("Bent grid", grid::view),
    ("Histograms", histograms::view),
    ("Trace", trace::view),
];

/// The network, out of reach where the link locks its weights.
fn editable_network(lab: Lab) -> AnyView {
    reach(Control::Weights, network::view(lab))
}

/// Which view is shown, by its place in the table.
pub type Shown = RwSignal<usize>;

/// The views' names, to choose one; only the network's where the link allows no other.
pub fn tabs(shown: Shown) -> AnyView {
    let allowed = match expect_context::<Limits>().access(Control::Views) {
        Access::Free => VIEWS.len(),
        _ => 1,
    };
    let keys = move |event: KeyboardEvent| {
        let at = shown.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % allowed,
            "ArrowLeft" => (at + allowed - 1) % allowed,
            "Home" => 0,
            "End" => allowed - 1,
            _ => return,
        };
        event.prevent_default();
        shown.set(next);
        focus(next);
    };
    let tab = move |(at, (name, _)): (usize, &Row)| {
        let is_shown = move || shown.get() == at;
        view! {
            <button
                class="tabs__tab"
                type="button"
                role="tab"
                id=format!("view-{at}")
                aria-controls="view"
                aria-selected=move || is_shown().to_string()
                tabindex=move || if is_shown() { "0" } else { "-1" }
                on:click=move |_| shown.set(at)
            >
                {*name}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label="View" on:keydown=keys>
            {VIEWS.iter().take(allowed).enumerate().map(tab).collect_view()}
        </div>
    }
    .into_any()
}

fn focus(at: usize) {
    let tab = document().get_element_by_id(&format!("view-{at}"));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        // Focus can be refused; then it stays where it is.
        let _ = tab.focus();
    }
}

/// The view that is chosen.
pub fn panel(lab: Lab, shown: Shown) -> AnyView {
    let is_running = code_run::is_running(lab);
    let view = move || match is_running.get() {
        true => Some(code_run::view(lab)),
        false => VIEWS.get(shown.get()).map(|(_, draw)| draw(lab)),
    };
    view! {
        <div class="lab__view" id="view" role="tabpanel" aria-labelledby=move || format!("view-{}", shown.get())>
            {view}
        </div>
    }
    .into_any()
}

/// Whether the lines of the network show what the next step does to them; asked only where there are lines.
pub fn next_step(lab: Lab, shown: Shown) -> AnyView {
    (move || (shown.get() == 0).then(|| next_step_tick(lab))).into_any()
}

fn next_step_tick(lab: Lab) -> AnyView {
    let shows = lab.shows_next_step;
    let view = view! {
        <label class="tick">
            <input type="checkbox" prop:checked=move || shows.get() on:change=move |event| shows.set(event_target_checked(&event))/>
            "Next step"
        </label>
    };
    control(Control::NextStep, view)
}
