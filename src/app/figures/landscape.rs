//! f(x, y) as a map and as ground in space: one point on both, its slopes and its gradient.

use std::rc::Rc;

use leptos::prelude::*;

use super::axes::bands;
use super::ground::{Ground, Standing};
use super::handle::{Handle, press_layer};
use super::parts::{self, Parts, axis, nabla};
use super::save::{Save, table};
use super::words::{known, number, pair};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo, react};
use crate::app::store::{Guess, ParamHandle, Store};
use crate::chart::{self, Frame, Marks, arrow_scale_words};
use crate::kernel::query;
use crate::lesson::show;
use crate::lesson::spec::Figure;

/// The height and the gradient where the learner stands.
type Here = LastGood<(f64, [f64; 2])>;

/// Builds the figure.
pub fn view(store: Store, index: u32, figure: Figure) -> AnyView {
    let [x, y] = parts::params(store, &figure, "at")[..] else { return ().into_any() };
    let point = [x, y];
    let of = figure.text("of").to_owned();
    let names = point.map(|param| param.spec().name);
    let ground = Ground::new(store, &of, [axis(&figure, "x", x), axis(&figure, "y", y)], names.clone());
    let derivatives = store.ask(query::Point { of: of.clone(), at: names.to_vec() });
    let here = derivatives.filter_map(|point| match point.gradient[..] {
        [x, y, ..] => Some((point.value, [x, y])),
        _ => None,
    });
    let guess = derived(move || store.guesses.with(|guesses| guesses.get(&index).copied()));
    let shown = Shown { gradient: figure.flag("gradient"), components: figure.flag("components") };
    let is_held = RwSignal::new(false);
    let scale = memo(move || ground.arrow_scale());
    let labels = [nabla(&of), format!("∂{of}/∂{}", names[0]), format!("∂{of}/∂{}", names[1])];
    let marks: Standing = Rc::new(move |draw: &dyn Fn(&Marks<'_>)| {
        let slopes =
            here.good.get().map(|(_, gradient)| gradient).filter(|part| part.iter().all(|d| d.is_finite()));
        let guess = guess.get();
        draw(&Marks {
            point: Some(point.map(ParamHandle::get)),
            is_held: is_held.get(),
            gradient: slopes.filter(|_| shown.gradient && told(guess)),
            components: slopes.filter(|_| shown.components),
            scale: scale.get(),
            gradient_name: &labels[0],
            component_names: [&labels[1], &labels[2]],
            guess: guess.map(drawn),
            ..Marks::default()
        });
    });
    let views = figure.texts("views");
    let has = |name: &str| views.is_empty() || views.iter().any(|view| view == name);
    let [stage, in_space] = [Stage::new(), Stage::new()];
    let frame = ground.frame(stage);
    let words = words(&of, point, here, shown, guess);
    let over = (
        press_layer(dragging(point, frame)),
        handle("the point", point, frame, words, is_held),
        guess_handle(guess, point, frame, scale),
        bands(frame, &point),
    );
    let map = has("contour").then(|| ground.map(stage, !has("surface"), Rc::clone(&marks), over.into_any()));
    let surface = has("surface").then(|| ground.surface(in_space, marks));
    let problem = derived(move || ground.charts.problem.get().or_else(|| here.problem.get()));
    let rule = (shown.gradient || shown.components)
        .then(|| view! { <p class="figure__rule">{move || arrow_scale_words(scale.get())}</p> });
    let save = Save {
        title: figure.title.clone(),
        stages: vec![stage, in_space],
        theme: chart_theme(),
        numbers: Callback::new(move |()| table(&[&names[0], &names[1], &of], ground.places())),
    };
    let views = (map, surface).into_any();
    Parts { views, problem, words, rule: rule.into_any(), save }.view(store, &figure)
}

#[derive(Clone, Copy)]
struct Shown {
    gradient: bool,
    components: bool,
}

/// Whether what a guess asks for may be seen.
pub fn told(guess: Option<Guess>) -> bool {
    guess.is_none_or(|guess| guess.truth.get().is_some())
}

/// A guess as the chart draws it.
pub fn drawn(guess: Guess) -> chart::Guess {
    chart::Guess { arrow: guess.arrow, tip: guess.tip.get(), truth: guess.truth.get() }
}

fn words(
    of: &str,
    point: [ParamHandle; 2],
    here: Here,
    shown: Shown,
    guess: Signal<Option<Guess>>,
) -> Signal<String> {
    let (of, names) = (of.to_owned(), point.map(|param| param.spec().name));
    derived(move || {
        let at = point.map(|param| show::param(&param.spec(), param.get()));
        let here = here.good.get();
        let height = known(here.map(|(value, _)| value));
        let place = format!("{} = {}, {} = {}, {of} = {height}", names[0], at[0], names[1], at[1]);
        match here.map(|(_, gradient)| gradient) {
            Some([east, north]) if shown.components => {
                format!("{place}, slopes {} and {}", number(east), number(north))
            }
            Some(gradient) if shown.gradient && told(guess.get()) => {
                format!("{place}, gradient {}", pair(gradient))
            }
            _ => place,
        }
    })
}

/// Moves a pair of parameters to a place of the screen.
pub fn dragging(point: [ParamHandle; 2], frame: Memo<Option<Frame>>) -> Callback<[f64; 2]> {
    Callback::new(move |place: [f64; 2]| {
        if let Some(frame) = frame.get_untracked() {
            let [x, y] = frame.data_from_screen(place);
            point[0].set_fine(x);
            point[1].set_fine(y);
        }
    })
}

/// The handle of a point on the map.
pub fn handle(
    what: &str,
    point: [ParamHandle; 2],
    frame: Memo<Option<Frame>>,
    words: Signal<String>,
    is_held: RwSignal<bool>,
) -> AnyView {
    let spec = point[0].spec();
    let step = Callback::new(move |steps: [f64; 2]| {
        for (param, steps) in point.into_iter().zip(steps).filter(|(_, steps)| *steps != 0.0) {
            param.set(param.get_untracked() + steps * param.spec().step);
        }
    });
    Handle {
        label: format!("Move {what} on the map"),
        at: derived(move || Some(frame.get()?.screen_from_data(point.map(ParamHandle::get)))),
        words,
        value: derived(move || point[0].get()),
        range: [spec.min, spec.max],
        drag: dragging(point, frame),
        step,
        is_held,
    }
    .view()
}

/// Where arrows are drawn short, the first guess is a longer one, so that its tip can be taken hold of. It stays as far
/// from the point while the ground changes, until the learner has moved it.
fn keep_in_reach(guess: Signal<Option<Guess>>, scale: Memo<f64>) {
    let aside = StoredValue::new(None::<[f64; 2]>);
    react(move || {
        let (Some(guess), scale) = (guess.get().filter(|guess| guess.arrow), scale.get()) else { return };
        if !guess.is_made.get() {
            let first = aside.get_value().unwrap_or_else(|| guess.tip.get_untracked());
            aside.set_value(Some(first));
            guess.tip.set(first.map(|part| part / scale));
        }
    });
}

/// The handle of a guess, while it is being made.
pub fn guess_handle(
    guess: Signal<Option<Guess>>,
    point: [ParamHandle; 2],
    frame: Memo<Option<Frame>>,
    scale: Memo<f64>,
) -> AnyView {
    let open = memo(move || guess.get().is_some_and(|guess| guess.truth.get().is_none()));
    keep_in_reach(guess, scale);
    let handle = move || {
        let guess = guess.get().filter(|_| open.get())?;
        // An arrow's tip stands away from the point, as much shorter as the arrows are drawn.
        let place_of = move |tip: [f64; 2]| match guess.arrow {
            true => [0, 1].map(|axis| point[axis].get() + tip[axis] * scale.get()),
            false => tip,
        };
        let tip_of = move |place: [f64; 2]| match guess.arrow {
            true => [0, 1].map(|axis| (place[axis] - point[axis].get_untracked()) / scale.get_untracked()),
            false => place,
        };
        // A guess beyond the map could not be seen, nor fetched back.
        let put = move |[x, y]: [f64; 2]| {
            if let Some(frame) = frame.get_untracked() {
                let within = |at: f64, [from, to]: [f64; 2]| at.clamp(from, to);
                guess.tip.set(tip_of([within(x, frame.x.data()), within(y, frame.y.data())]));
                guess.is_made.set(true);
            }
        };
        let drag = Callback::new(move |place: [f64; 2]| {
            if let Some(frame) = frame.get_untracked() {
                put(frame.data_from_screen(place));
            }
        });
        let step = Callback::new(move |steps: [f64; 2]| {
            let [x, y] = untrack(|| place_of(guess.tip.get()));
            let [dx, dy] = [0, 1].map(|axis| steps[axis] * point[axis].spec().step);
            put([x + dx, y + dy]);
        });
        let spec = point[0].spec();
        let handle = Handle {
            label: "Your guess on the map".to_owned(),
            at: derived(move || Some(frame.get()?.screen_from_data(place_of(guess.tip.get())))),
            words: derived(move || pair(guess.tip.get())),
            value: derived(move || guess.tip.get()[0]),
            range: [spec.min - spec.max, spec.max - spec.min],
            drag,
            step,
            is_held: RwSignal::new(false),
        };
        Some(handle.view())
    };
    handle.into_any()
}
