//! A predict gate: the learner guesses first and then sees the answer.
//!
//! The fragment holds question and answer as text with a disclosure, for a page without its wasm. Here the answer is
//! hidden until the learner has guessed or asks to be shown.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser::{add, first, index, mark};
use super::last_good::LastGood;
use super::store::{Guess, Store};
use crate::app::reactive::{derived, react};
use crate::kernel::query::{self, Evaluated};
use crate::lesson::guess::{self, Verdict};
use crate::lesson::show;
use crate::lesson::spec::{Figure, Gate, GateKind};
use crate::view::typed;

/// How far the learner has come with a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// The question has been asked, and the answer is hidden.
    Asked,
    /// The answer is shown, because the learner asked for it.
    Shown,
    /// The answer is shown, and the guess has been judged.
    Judged(Verdict),
}

/// Makes a gate of the fragment interactive.
pub fn activate(element: HtmlElement, store: Store) {
    let gate = index(&element, "data-gate")
        .and_then(|at| store.with_lesson(|lesson| lesson.gates.get(at as usize).cloned()));
    let (Some(gate), Some(body), Some(answer)) =
        (gate, first(&element, ".gate__body"), first(&element, ".gate__answer"))
    else {
        return;
    };
    let progress = RwSignal::new(Progress::Asked);
    let truth = store.ask(query::Value { code: gate.truth.clone() });
    for stand_in in [first(&element, "ol.gate__options"), first(&answer, "summary")].into_iter().flatten() {
        stand_in.set_hidden(true);
    }
    let (own, line) = (element, first(&answer, ".gate__truth"));
    react(move || {
        let progress = progress.get();
        answer.set_hidden(progress == Progress::Asked);
        mark(&answer, "open", "");
        mark(&own, "data-result", if let Progress::Judged(verdict) = progress { verdict.name() } else { "" });
    });
    let form = first(&body, ".gate__answer");
    let kind = gate.kind.clone();
    let guess = Guessing::begin(store, &kind, progress, truth);
    let words = answer_in_words(kind.clone(), guess, progress, truth);
    react(move || {
        if let (Some(line), words) = (&line, words.get()) {
            line.set_text_content(Some(&words));
        }
    });
    add(body.clone(), move || view! { <Form gate guess progress truth/> });
    // The form comes before the answer.
    if let (Some(form), Some(last)) = (form, body.last_element_child()) {
        let _ = body.insert_before(&last, Some(&form));
    }
    if matches!(kind, GateKind::Arrow { .. } | GateKind::Point { .. }) {
        mark(&body, "data-on-figure", "true");
    }
}

#[component]
fn Form(
    gate: Gate,
    guess: Guessing,
    progress: RwSignal<Progress>,
    truth: LastGood<Evaluated>,
) -> impl IntoView {
    let check = move |_| {
        let answer = untrack(|| numbers(truth));
        if let Some(verdict) = guess.judge(&answer) {
            progress.set(Progress::Judged(verdict));
        }
    };
    let again = move |_| {
        guess.forget();
        progress.set(Progress::Asked);
    };
    let buttons = move || match progress.get() {
        Progress::Asked => view! {
            <button
                class="button button--primary"
                type="button"
                disabled=move || !guess.is_made() || numbers(truth).is_empty()
                on:click=check
            >
                "Check my guess"
            </button>
            <button class="button" type="button" on:click=move |_| progress.set(Progress::Shown)>
                "Show me"
            </button>
        }
        .into_any(),
        _ => view! {
            <button class="button" type="button" on:click=again>
                "Guess again"
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="gate__form">
            {guess.controls(&gate)}
            <div class="gate__buttons">{buttons}</div>
        </div>
    }
}

/// A guess in the making.
#[derive(Clone, Copy)]
enum Guessing {
    Choice { picked: RwSignal<Option<u32>> },
    Number { value: RwSignal<f64>, is_made: RwSignal<bool>, range: [f64; 2], decimals: u8 },
    Figure { guess: Guess, span: f64, figure: u32 },
}

impl Guessing {
    fn begin(
        store: Store,
        kind: &GateKind,
        progress: RwSignal<Progress>,
        truth: LastGood<Evaluated>,
    ) -> Guessing {
        match kind {
            GateKind::Choice { .. } => Guessing::Choice { picked: RwSignal::new(None) },
            GateKind::Number { min, max, step } => Guessing::Number {
                value: RwSignal::new(guess::first_number(*min)),
                is_made: RwSignal::new(false),
                range: [*min, *max],
                decimals: show::decimals_of_step(*step),
            },
            GateKind::Arrow { figure } | GateKind::Point { figure } => {
                let arrow = matches!(kind, GateKind::Arrow { .. });
                let (place, span) =
                    store.with_lesson(|lesson| place(store, lesson.figures.get(*figure as usize)));
                let first = if arrow { guess::first_arrow(span) } else { guess::first_place(place, span) };
                let guess =
                    Guess { arrow, first, moved: RwSignal::new(None), truth: revealed(progress, truth) };
                store.guesses.update(|guesses| {
                    guesses.insert(*figure, guess);
                });
                let figure = *figure;
                on_cleanup(move || {
                    store.guesses.try_update(|guesses| guesses.remove(&figure));
                });
                Guessing::Figure { guess, span, figure }
            }
        }
    }

    fn is_made(self) -> bool {
        match self {
            Guessing::Choice { picked } => picked.get().is_some(),
            Guessing::Number { is_made, .. } => is_made.get(),
            Guessing::Figure { guess, .. } => guess.moved.with(Option::is_some),
        }
    }

    /// How good it is; `None` while the answer is unknown.
    fn judge(self, truth: &[f64]) -> Option<Verdict> {
        match (self, truth) {
            (Guessing::Choice { picked }, [truth]) => {
                let is_right = picked.get_untracked()? as f64 + 1.0 == *truth;
                Some(if is_right { Verdict::Right } else { Verdict::Off })
            }
            (Guessing::Number { value, range: [min, max], .. }, [truth]) => {
                Some(Verdict::of_miss((value.get_untracked() - truth).abs(), max - min))
            }
            (Guessing::Figure { guess, span, .. }, [x, y]) => {
                let [a, b] = guess.moved.get_untracked()?;
                // An arrow is measured by its length, a place by the width of the map.
                let scale = if guess.arrow { guess::scale_of_arrow([*x, *y], span) } else { span };
                Some(Verdict::of_miss((a - x).hypot(b - y), scale))
            }
            _ => None,
        }
    }

    fn forget(self) {
        match self {
            Guessing::Choice { picked } => picked.set(None),
            Guessing::Number { is_made, .. } => is_made.set(false),
            Guessing::Figure { guess, .. } => guess.moved.set(None),
        }
    }

    /// The guess beside the answer.
    fn against(self, answer: &str) -> String {
        match self {
            Guessing::Choice { .. } => answer.to_owned(),
            Guessing::Number { value, decimals, .. } => {
                format!("You said {}. It is {answer}.", show::number(value.get_untracked(), Some(decimals)))
            }
            Guessing::Figure { guess, .. } => {
                let [x, y] = guess.moved.get_untracked().unwrap_or(guess.first);
                let [x, y] = [x, y].map(|part| show::number(part, Some(2)));
                format!("You said ({x}, {y}). It is {answer}.")
            }
        }
    }

    fn controls(self, gate: &Gate) -> AnyView {
        match (self, &gate.kind) {
            (Guessing::Choice { picked }, GateKind::Choice { options }) => choices(picked, options.clone()),
            (Guessing::Number { value, is_made, range, decimals }, GateKind::Number { step, .. }) => {
                slider(value, is_made, range, *step, decimals)
            }
            (Guessing::Figure { guess, figure, .. }, _) => {
                let words = move || {
                    let mark = if guess.arrow { "the dashed arrow" } else { "the ring" };
                    match guess.moved.get() {
                        Some(tip) => {
                            let [x, y] = tip.map(|part| show::number(part, Some(2)));
                            format!("Your guess: ({x}, {y}), {mark} on the map.")
                        }
                        None => format!("Your guess: drag {mark} on the map."),
                    }
                };
                view! { <p class="gate__guess" data-guess-on=figure>{words}</p> }.into_any()
            }
            _ => ().into_any(),
        }
    }
}

/// The place or the arrow that is the answer, once it is shown; it follows the learner's changes.
fn revealed(progress: RwSignal<Progress>, truth: LastGood<Evaluated>) -> Signal<Option<[f64; 2]>> {
    let place = truth.filter_map(|value| match value.numbers[..] {
        [x, y] if x.is_finite() && y.is_finite() => Some([x, y]),
        _ => None,
    });
    derived(move || place.good.get().filter(|_| progress.get() != Progress::Asked))
}

/// What the gate says once the answer is shown; it follows the learner's changes.
fn answer_in_words(
    kind: GateKind,
    guess: Guessing,
    progress: RwSignal<Progress>,
    truth: LastGood<Evaluated>,
) -> Signal<String> {
    derived(move || {
        let words = truth_in_words(&kind, truth);
        match progress.get() {
            Progress::Judged(verdict) => format!("{} {}", verdict.words(), guess.against(&words)),
            _ => words,
        }
    })
}

/// Where a figure's point is, and how wide its map is.
fn place(store: Store, figure: Option<&Figure>) -> ([f64; 2], f64) {
    let plane = figure.and_then(|figure| figure.kind.appearance().plane());
    match plane.map(|plane| plane.point.each_ref().map(|name| store.param(name))) {
        Some([Some(x), Some(y)]) => {
            let spec = x.spec();
            ([x.get_untracked(), y.get_untracked()], spec.max - spec.min)
        }
        _ => ([0.0, 0.0], 1.0),
    }
}

fn choices(picked: RwSignal<Option<u32>>, options: Vec<String>) -> AnyView {
    thread_local! {
        static GROUPS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    let group = GROUPS.with(|groups| groups.replace(groups.get() + 1));
    let option = move |(at, text): (usize, String)| {
        let at = at as u32;
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("gate-{group}")
                    prop:checked=move || picked.get() == Some(at)
                    on:change=move |_| picked.set(Some(at))
                />
                <span>{text}</span>
            </label>
        }
    };
    let options: Vec<_> = options.into_iter().enumerate().map(option).collect();
    view! {
        <fieldset class="gate__options">
            <legend class="unseen">"Your guess"</legend>
            {options}
        </fieldset>
    }
    .into_any()
}

fn slider(
    value: RwSignal<f64>,
    is_made: RwSignal<bool>,
    [min, max]: [f64; 2],
    step: f64,
    decimals: u8,
) -> AnyView {
    let words = move || show::number(value.get(), Some(decimals));
    view! {
        <label class="slider">
            <span class="slider__label">"Your guess"</span>
            <input
                class="slider__range"
                type="range"
                min=min
                max=max
                step=step
                prop:value=move || value.get()
                aria-valuetext=words
                on:input=move |event| {
                    if let Some(typed) = typed::number(&event_target_value(&event)) {
                        value.set(typed);
                        is_made.set(true);
                    }
                }
            />
            <span class="slider__value number" aria-hidden="true">{words}</span>
        </label>
    }
    .into_any()
}

/// The numbers of the answer, if it has one now and all of them are finite.
fn numbers(truth: LastGood<Evaluated>) -> Vec<f64> {
    match (truth.problem.with(Option::is_some), truth.good.get()) {
        (false, Some(value)) if value.numbers.iter().all(|number| number.is_finite()) => value.numbers,
        _ => Vec::new(),
    }
}

/// The answer in words.
fn truth_in_words(kind: &GateKind, truth: LastGood<Evaluated>) -> String {
    if let Some(problem) = truth.problem.get() {
        return format!("There is no answer for the code as it is now: {}", problem.message);
    }
    let Some(Evaluated { numbers, display }) = truth.good.get() else { return String::new() };
    match kind {
        GateKind::Choice { options } => {
            let at = numbers.first().map_or(0.0, |number| number - 1.0) as usize;
            options.get(at).cloned().unwrap_or_default()
        }
        _ => show::numbers(&numbers, &display, None),
    }
}
