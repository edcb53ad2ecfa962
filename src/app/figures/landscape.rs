//! f(x, y) as a map and as a surface in space: one point on both, its slopes and its gradient.

use std::rc::Rc;

use leptos::prelude::*;

use super::axes::bands;
use super::frame::{Parts, Slot, Words};
use super::ground::{Ground, Standing, steps_of};
use super::handle::{Handle, press_layer};
use super::parts::{axis, nabla};
use super::turning::Turning;
use crate::app::canvas::Stage;
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{Guess, ParamHandle};
use crate::chart::{self, Frame, Marks, arrow_scale_words};
use crate::kernel::query;
use crate::lesson::figures::{self, landscape::View};
use crate::lesson::show;
use crate::view::files::table;
use crate::view::words::{known, number, pair};

/// The height and the gradient at the point.
type Here = LastGood<(f64, [f64; 2])>;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Landscape) -> Parts {
    let (store, index, of, point) =
        (slot.store, slot.index, settings.of.to_string(), slot.params(&settings.at));
    let names = point.map(|param| param.spec().name);
    let ranges = [axis(settings.x, point[0]), axis(settings.y, point[1])];
    let ground = Ground::new(store, &of, ranges, names.clone());
    let asked = store.ask(query::Point { of: of.clone(), at: names.to_vec() });
    let here = asked.filter_map(|point| match point.gradient[..] {
        [x, y, ..] => Some((point.value, [x, y])),
        _ => None,
    });
    let guess = derived(move || store.guesses.with(|guesses| guesses.get(&index).copied()));
    let shown = Shown { gradient: settings.gradient, components: settings.components };
    let is_held = RwSignal::new(false);
    let scale = memo(move || ground.arrow_scale());
    let labels = [nabla(&of), format!("∂{of}/∂{}", names[0]), format!("∂{of}/∂{}", names[1])];
    let marks: Standing = Rc::new(move |draw: &mut dyn FnMut(&Marks<'_>)| {
        let slopes =
            here.good.get().map(|(_, gradient)| gradient).filter(|part| part.iter().all(|d| d.is_finite()));
        let guess = guess.get();
        draw(&Marks {
            point: Some(point.map(ParamHandle::get)),
            is_held: is_held.get(),
            gradient: slopes.filter(|_| shown.gradient && told(guess)),
            components: slopes.filter(|_| shown.components && told(guess)),
            scale: scale.get(),
            gradient_name: &labels[0],
            component_names: [&labels[1], &labels[2]],
            guess: guess.map(|guess| drawn(guess, scale.get())),
            ..Marks::default()
        });
    });
    let has = |view: View| settings.views.has(view);
    let [stage, in_space] = [Stage::new(), Stage::new()];
    let frame = ground.frame(stage);
    let words = words(&of, point, here, shown, guess);
    let over = (
        press_layer(dragging(point, frame)),
        handle("the point", point, frame, words, is_held),
        guess_handle(guess, point, frame, scale),
        bands(frame, &point),
    );
    let map = has(View::Contour)
        .then(|| ground.map(stage, !has(View::Surface), Rc::clone(&marks), over.into_any()));
    let surface = has(View::Surface).then(|| {
        let turning = Turning::new();
        let over = ground.handle_in_space("the point", in_space, turning, point, (words, is_held));
        ground.surface(in_space, turning, marks, over)
    });
    let problem = derived(move || ground.charts.problem.get().or_else(|| here.problem.get()));
    let numbers = move || table(&[&names[0], &names[1], &of], ground.places());
    let parts = Parts::new((map, surface), [stage, in_space], problem, Words::Line(words), numbers);
    match shown.gradient || shown.components {
        true => parts.rule(derived(move || arrow_scale_words(scale.get()))),
        false => parts,
    }
}

#[derive(Clone, Copy)]
struct Shown {
    gradient: bool,
    components: bool,
}

/// Whether the answer to a guess may be shown.
pub fn told(guess: Option<Guess>) -> bool {
    guess.is_none_or(|guess| guess.truth.get().is_some())
}

/// A guess as the chart draws it, with arrows at a scale.
pub fn drawn(guess: Guess, scale: f64) -> chart::Guess {
    chart::Guess { arrow: guess.arrow, tip: guess.tip(scale), truth: guess.truth.get() }
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

/// Moves a pair of parameters to a place on the screen.
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
    Handle {
        label: format!("Move {what} on the map"),
        at: derived(move || Some(frame.get()?.screen_from_data(point.map(ParamHandle::get)))),
        words,
        value: derived(move || point[0].get()),
        range: [spec.min, spec.max],
        drag: dragging(point, frame),
        step: steps_of(point),
        is_held,
    }
    .view()
}

/// The handle of a guess, while it is being made.
pub fn guess_handle(
    guess: Signal<Option<Guess>>,
    point: [ParamHandle; 2],
    frame: Memo<Option<Frame>>,
    scale: Memo<f64>,
) -> AnyView {
    let open = memo(move || guess.get().is_some_and(|guess| guess.truth.get().is_none()));
    let handle = move || {
        let guess = guess.get().filter(|_| open.get())?;
        // The tip of an arrow is relative to the point, at the scale of all arrows.
        let place_of = move |tip: [f64; 2]| match guess.arrow {
            true => [0, 1].map(|axis| point[axis].get() + tip[axis] * scale.get()),
            false => tip,
        };
        let tip_of = move |place: [f64; 2]| match guess.arrow {
            true => [0, 1].map(|axis| (place[axis] - point[axis].get_untracked()) / scale.get_untracked()),
            false => place,
        };
        // A guess off the map could be neither seen nor brought back.
        let put = move |[x, y]: [f64; 2]| {
            if let Some(frame) = frame.get_untracked() {
                let within = |at: f64, [from, to]: [f64; 2]| at.clamp(from, to);
                let place = [within(x, frame.x.data()), within(y, frame.y.data())];
                guess.moved.set(Some(tip_of(place)));
            }
        };
        let drag = Callback::new(move |place: [f64; 2]| {
            if let Some(frame) = frame.get_untracked() {
                put(frame.data_from_screen(place));
            }
        });
        let step = Callback::new(move |steps: [f64; 2]| {
            let [x, y] = untrack(|| place_of(guess.tip(scale.get())));
            let [dx, dy] = [0, 1].map(|axis| steps[axis] * point[axis].spec().step);
            put([x + dx, y + dy]);
        });
        let spec = point[0].spec();
        let handle = Handle {
            label: "Your guess on the map".to_owned(),
            at: derived(move || Some(frame.get()?.screen_from_data(place_of(guess.tip(scale.get()))))),
            words: derived(move || pair(guess.tip(scale.get()))),
            value: derived(move || guess.tip(scale.get())[0]),
            range: [spec.min - spec.max, spec.max - spec.min],
            drag,
            step,
            is_held: RwSignal::new(false),
        };
        Some(handle.view())
    };
    handle.into_any()
}
