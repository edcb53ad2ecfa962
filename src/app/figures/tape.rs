//! The tape of a function as a graph: forwards it fills with values, backwards with what each line passes back.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Stepping, Words};
use super::stepper::Stepper;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::kernel::query;
use crate::lesson::figures;
use crate::view::files::table;
use crate::view::passes::{Way, passes};
use crate::view::tape::{Drawn, FAULTS, Now};

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Tape) -> Parts {
    let at = settings.at.iter().map(|name| name.to_string()).collect();
    let recorded = slot.store.ask(query::Tape { of: settings.of.to_string(), at });
    let tape = recorded.map(|tape| Drawn::new(tape.lines.clone()));
    let way = RwSignal::new(if settings.dual { Way::Dual(0) } else { Way::Back });
    let passes = memo(move || {
        let passes = |tape: &Drawn| passes(&tape.lines, &tape.working, way.get());
        tape.with(passes).unwrap_or_default()
    });
    let steps = memo(move || passes.with(Vec::len).saturating_sub(1));
    let stepper = Stepper::new(steps.into(), false);
    let now = memo(move || {
        let reached = stepper.reached();
        let now = |tape: &Drawn| passes.with(|passes| tape.now(way.get(), passes, reached));
        tape.with(now).flatten().unwrap_or_default()
    });
    let stage = Stage::new();
    draw(stage, tape, now);
    let place = derived(move || {
        let way = if now.with(|now| now.is_backward) { "backwards" } else { "forwards" };
        format!("step {} of {}, {way}", stepper.reached(), stepper.steps.get())
    });
    let happened = derived(move || now.with(|now| now.words.clone()));
    let rows = move || {
        let rows = tape.with_untracked(Drawn::rows).unwrap_or_default();
        table(&["line", "value", "adjoint"], rows)
    };
    let views = (stage.view(|width| figures::Tape::HEIGHT.at(width), ().into_any()), choice(&settings, way));
    Parts::new(views, [stage], tape.problem, Words::sentence(happened), rows).stepped(Stepping {
        stepper,
        place,
        happened,
        is_locked: Signal::stored(false),
    })
}

fn draw(stage: Stage, tape: LastGood<Drawn>, now: Memo<Now>) {
    let theme = chart_theme();
    stage.base(move |size| {
        let theme = theme.get();
        tape.with(|tape| tape.graph.base(&tape.graph.frame(size), &theme)).unwrap_or_default()
    });
    stage.overlay(move |size| {
        let theme = theme.get();
        let overlay =
            |tape: &Drawn| now.with(|now| tape.graph.overlay(&tape.graph.frame(size), &theme, &now.marks));
        tape.with(overlay).unwrap_or_default()
    });
}

/// What can be chosen between: rules to leave out, or arguments to carry the slope along.
fn choice(settings: &figures::Tape, way: RwSignal<Way>) -> AnyView {
    let arguments = &settings.at;
    let (label, ways): (_, Vec<(String, Way)>) = match (settings.dual, settings.faults) {
        (true, _) if arguments.len() > 1 => {
            let ways = arguments.iter().enumerate().map(|(at, name)| (name.to_string(), Way::Dual(at)));
            ("Slope along", ways.collect())
        }
        (false, true) => ("Backward pass", FAULTS.map(|(name, way, _)| (name.to_owned(), way)).to_vec()),
        _ => return ().into_any(),
    };
    let button = move |(name, own): (String, Way)| {
        view! {
            <button
                class="button"
                type="button"
                aria-pressed=move || (way.get() == own).to_string()
                on:click=move |_| way.set(own)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="figure__choice" role="group" aria-label=label>
            <span aria-hidden="true">{label}</span>
            {ways.into_iter().map(button).collect_view()}
        </div>
    }
    .into_any()
}
