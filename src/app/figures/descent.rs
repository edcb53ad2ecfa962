//! A walk down f(x, y): the path on the map and on the ground, the height after each step, and each step in words.

use std::rc::Rc;

use leptos::prelude::*;

use super::axes::bands;
use super::frame::{Parts, Slot, Stepping, Words};
use super::ground::{Ground, Standing};
use super::handle::press_layer;
use super::landscape::{dragging, drawn, guess_handle, handle, told};
use super::parts::{axis, nabla};
use super::stepper::Stepper;
use super::turning::Turning;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{Guess, ParamHandle};
use crate::chart::{Loss, Marks, Walk, arrow_scale_words};
use crate::kernel::query::{self, WalkedPath};
use crate::lesson::figures::{self, descent::View};
use crate::lesson::show;
use crate::view::files::table;
use crate::view::words::{Step, known, number, pair};

/// What the figure reads from a walk.
impl WalkedPath {
    /// How many steps have been taken.
    fn steps(&self) -> usize {
        self.points.len().saturating_sub(1)
    }

    /// The step from a place to the next.
    fn step(&self, at: usize) -> Option<[f64; 2]> {
        let (from, to) = (self.points.get(at)?, self.points.get(at + 1)?);
        Some([to[0] - from[0], to[1] - from[1]])
    }

    /// Each place with the number of its step, its height and its gradient, for a table.
    fn rows(&self) -> Vec<[f64; 6]> {
        let places = self.points.iter().zip(&self.values).zip(&self.gradients).enumerate();
        places.map(|(step, (([x, y], z), [east, north]))| [step as f64, *x, *y, *z, *east, *north]).collect()
    }

    /// Where the walk ended, and why if it ended early.
    fn end_in_words(&self, of: &str, ground: Ground) -> String {
        let (Some(place), Some(gradient)) = (self.points.last(), self.gradients.last()) else {
            return String::new();
        };
        if let Some(why) = &self.ended {
            return why.clone();
        }
        let is_on = |at: f64, [from, to]: [f64; 2]| (from..=to).contains(&at);
        let whereabouts = match is_on(place[0], ground.x) && is_on(place[1], ground.y) {
            true => "",
            false => ", off the map",
        };
        let (place, gradient) = (pair(*place), pair(*gradient));
        format!("The walk ends at {place}{whereabouts}. There ∇{of} = {gradient}.")
    }
}

/// A single step is shown in its three parts.
const PARTS: [&str; 4] = ["Start", "Gradient", "Scale", "Move"];

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Descent) -> Parts {
    let (store, index, of, steps) = (slot.store, slot.index, settings.of.to_string(), settings.steps.0);
    let (point, rate) = (slot.params(&settings.start), slot.param(&settings.rate));
    let names = point.map(|param| param.spec().name);
    let ranges = [axis(settings.x, point[0]), axis(settings.y, point[1])];
    let ground = Ground::new(store, &of, ranges, names.clone());
    let path = store.ask(query::Path {
        of: of.clone(),
        step: settings.step.to_string(),
        start: names.to_vec(),
        steps: steps as u32,
    });
    let is_single = steps == 1;
    let length = memo(move || path.with(WalkedPath::steps).unwrap_or(0));
    let stepper = if is_single {
        Stepper::at_end(Signal::stored(PARTS.len() - 1))
    } else {
        Stepper::new(length.into(), settings.play)
    };
    let guess = derived(move || store.guesses.with(|guesses| guesses.get(&index).copied()));
    let is_ahead_shown = !is_single && !settings.play;
    let walk = Walked { path, stepper, point, rate, is_single, is_ahead_shown, guess };
    let is_held = RwSignal::new(false);
    let scale = memo(move || ground.arrow_scale());
    let marks: Standing = Rc::new(walk.marks(&of, scale, is_held));
    let has = |view: View| settings.views.has(view);
    let [stage, in_space, below] = [Stage::new(), Stage::new(), Stage::new()];
    let frame = ground.frame(stage);
    let place = walk.place_in_words(&of, steps);
    let over = (
        press_layer(dragging(point, frame)),
        handle("the start", point, frame, place, is_held),
        guess_handle(guess, point, frame, scale),
        bands(frame, &point),
    );
    let map = has(View::Contour)
        .then(|| ground.map(stage, !has(View::Surface), Rc::clone(&marks), over.into_any()));
    let surface = has(View::Surface).then(|| {
        let turning = Turning::new();
        let over = ground.handle_in_space("the start", in_space, turning, point, (place, is_held));
        ground.surface(in_space, turning, marks, over)
    });
    let loss = has(View::Loss).then(|| walk.loss(below, &of, steps));
    let is_locked = derived(move || !told(guess.get()));
    let words = walk.in_words(&of, ground);
    let happened = derived(move || {
        let last = words.get().pop().map_or_else(String::new, |(_, words)| words);
        format!("{}. {last}", place.get())
    });
    let problem = derived(move || ground.charts.problem.get().or_else(|| path.problem.get()));
    let numbers = move || {
        let rows = path.with_untracked(WalkedPath::rows).unwrap_or_default();
        let [x, y] = names.each_ref().map(String::as_str);
        let [east, north] = [x, y].map(|name| format!("∂{of}/∂{name}"));
        table(&["step", x, y, &of, &east, &north], rows)
    };
    Parts::new((map, surface, loss), [stage, in_space, below], problem, Words::Sentences(words), numbers)
        .stepped(Stepping { stepper, place, happened, is_locked })
        .rule(derived(move || arrow_scale_words(scale.get())))
}

/// A walk and the step that is shown.
#[derive(Clone, Copy)]
struct Walked {
    path: LastGood<WalkedPath>,
    stepper: Stepper,
    point: [ParamHandle; 2],
    rate: ParamHandle,
    is_single: bool,
    /// Whether the steps that have not been taken yet are shown faintly.
    is_ahead_shown: bool,
    guess: Signal<Option<Guess>>,
}

impl Walked {
    /// The index of the place that the walker has reached.
    fn reached(self) -> usize {
        match self.is_single {
            true => usize::from(self.stepper.reached() + 1 >= PARTS.len() && told(self.guess.get())),
            false => self.stepper.reached(),
        }
    }

    /// The marks on the landscape.
    fn marks(
        self,
        of: &str,
        scale: Memo<f64>,
        is_held: RwSignal<bool>,
    ) -> impl Fn(&mut dyn FnMut(&Marks<'_>)) + Clone + 'static + use<> {
        let name = nabla(of);
        move |draw: &mut dyn FnMut(&Marks<'_>)| {
            let (reached, part) = (self.reached(), self.stepper.reached());
            let guess = self.guess.get();
            let is_told = told(guess);
            let (is_single, scale, is_held) = (self.is_single, scale.get(), is_held.get());
            let point = self.point.map(ParamHandle::get);
            let walked = self.path.with(|path| {
                // The arrows of a single step stay where it began.
                let foot = if is_single { 0 } else { reached };
                let gradient =
                    path.gradients.get(foot).copied().filter(|part| part.iter().all(|d| d.is_finite()));
                draw(&Marks {
                    point: Some(point),
                    is_held,
                    arrow_base: path.points.get(foot).copied(),
                    gradient: gradient.filter(|_| !is_single || !is_told || part > 0),
                    step: path.step(foot).filter(|_| is_single && is_told && part > 1),
                    scale,
                    gradient_name: &name,
                    walk: Some(Walk {
                        places: &path.points,
                        reached,
                        is_ahead_shown: self.is_ahead_shown && is_told,
                    }),
                    guess: guess.map(|guess| drawn(guess, scale)),
                    ..Marks::default()
                });
            });
            if walked.is_none() {
                draw(&Marks { point: Some(point), is_held, ..Marks::default() });
            }
        }
    }

    /// The current step in a few words.
    fn place_in_words(self, of: &str, steps: usize) -> Signal<String> {
        let of = of.to_owned();
        derived(move || {
            if self.is_single {
                let part = if told(self.guess.get()) { self.stepper.reached() } else { 1 };
                return PARTS[part.min(PARTS.len() - 1)].to_owned();
            }
            let reached = self.reached();
            let value = self.path.with(|path| path.values.get(reached).copied()).flatten();
            format!("step {reached} of {steps} · {of} = {}", known(value))
        })
    }

    /// The next step in its three named parts; at the end, how the walk ended.
    fn in_words(self, of: &str, ground: Ground) -> Signal<Vec<(&'static str, String)>> {
        let of = of.to_owned();
        derived(move || {
            let at = if self.is_single { 0 } else { self.reached() };
            let decimals = show::decimals_of_step(self.rate.spec().step);
            let is_told = told(self.guess.get());
            let shown = if self.is_single { self.stepper.reached() } else { PARTS.len() - 1 };
            let words = self.path.with(|path| {
                let place = |at: usize| {
                    Some((*path.points.get(at)?, *path.values.get(at)?, *path.gradients.get(at)?))
                };
                let (from, height, gradient) = place(at)?;
                let Some((to, next, _)) = place(at + 1) else {
                    return Some(vec![("", path.end_in_words(&of, ground))]);
                };
                if shown == 0 && is_told {
                    let stand = format!("You stand at {}, where {of} = {}.", pair(from), number(height));
                    return Some(vec![("", stand)]);
                }
                let step = Step { of: &of, places: [from, to], heights: [height, next], gradient, decimals };
                let mut parts = step.parts().to_vec();
                if !is_told {
                    parts.truncate(1);
                    parts.push(("", "Guess first, then see.".to_owned()));
                } else {
                    parts.truncate(shown);
                }
                Some(parts)
            });
            words.flatten().unwrap_or_default()
        })
    }

    /// The loss curve on a stage of its own.
    fn loss(self, stage: Stage, of: &str, steps: usize) -> AnyView {
        let of = of.to_owned();
        let loss = memo(move || {
            let values = self.path.with(|path| path.values.clone()).unwrap_or_default();
            Loss::new(values, steps, ["step", &of])
        });
        let theme = chart_theme();
        stage.base(move |size| loss.with(|loss| loss.base(&loss.frame(size), &theme.get())));
        stage.overlay(move |size| {
            let reached = self.reached();
            loss.with(|loss| loss.overlay(&loss.frame(size), &theme.get(), reached))
        });
        stage.view(|width| figures::Descent::LOSS.at(width), ().into_any())
    }
}
