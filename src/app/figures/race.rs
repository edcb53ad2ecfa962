//! Several optimisers from one start on one landscape: their paths, their heights, and the chosen one in words.
//!
//! All runners always run; one that is switched off is only hidden, so a course has the same number as its runner. A fork
//! is a runner like any other. The list of runners with its knobs is in `roster`.

use std::rc::Rc;

use leptos::prelude::*;

use super::axes::bands;
use super::frame::{Parts, Slot, Stepping, Words};
use super::ground::{Ground, Standing};
use super::handle::press_layer;
use super::landscape::{dragging, handle};
use super::parts::{self, axis, nabla};
use super::roster::Roster;
use super::stepper::Stepper;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::ParamHandle;
use crate::chart::{Heights, Marks, Track, arrow_scale_words};
use crate::kernel::query::{self, Course, RaceCourses};
use crate::lesson::figures;
use crate::view::files::table;
use crate::view::runners::Entrant;
use crate::view::words::{number, pair};

/// By how much the arrow of the velocity is lengthened.
const VELOCITY_SCALE: f64 = 4.0;

/// A race and the runner that is chosen.
#[derive(Clone, Copy)]
pub struct Race {
    /// Who takes part; [`Race::change`] changes it.
    pub entrants: Memo<Vec<Entrant>>,
    /// Who took part after the learner's last change.
    changed: RwSignal<Vec<Entrant>>,
    /// The number of the chosen runner.
    pub chosen: RwSignal<usize>,
    /// The course of each of them.
    pub courses: LastGood<RaceCourses>,
    /// Which step is shown.
    pub stepper: Stepper,
    of: Memo<String>,
    point: [ParamHandle; 2],
    steps: usize,
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Race) -> Parts {
    let (store, surface) = (slot.store, RwSignal::new(0));
    let race = Race::new(slot, &settings, surface);
    let [x, y] = race.point;
    let names = race.point.map(|param| param.spec().name);
    let ranges = [axis(settings.x, x), axis(settings.y, y)];
    let ground = Ground::chosen(store, race.of, ranges, names.clone());
    let [stage, below] = [Stage::new(), Stage::new()];
    let frame = ground.frame(stage);
    let tracks = memo(move || race.tracks());
    let is_held = RwSignal::new(false);
    let scale = memo(move || ground.arrow_scale());
    let place = race.place();
    let over = (
        press_layer(dragging(race.point, frame)),
        handle("the start", race.point, frame, place, is_held),
        bands(frame, &race.point),
    );
    let map = ground.map(stage, true, race.marks(tracks, scale, is_held), over.into_any());
    let heights = race.heights(below, tracks);
    let words = derived(move || race.in_words());
    let happened = derived(move || {
        words.get().pop().map_or_else(String::new, |(_, words)| format!("{}. {words}", place.get()))
    });
    let problem = derived(move || ground.charts.problem.get().or_else(|| race.courses.problem.get()));
    let rule = derived(move || {
        let scale = arrow_scale_words(scale.get());
        format!("{scale} The velocity is drawn {VELOCITY_SCALE} times as long as it is.")
    });
    let landscapes = settings.of.iter().map(|of| of.to_string()).collect();
    Parts::new((map, heights), [stage, below], problem, Words::Sentences(words), move || race.rows(&names))
        .above(choice(landscapes, surface))
        .stepped(Stepping { stepper: race.stepper, place, happened, is_locked: Signal::stored(false) })
        .tools(Roster(race).view())
        .rule(rule)
}

/// Which landscape the race goes over.
fn choice(landscapes: Vec<String>, surface: RwSignal<usize>) -> AnyView {
    let button = |(at, name): (usize, String)| {
        view! {
            <button
                class="button"
                type="button"
                aria-pressed=move || (surface.get() == at).to_string()
                on:click=move |_| surface.set(at)
            >
                {name}
            </button>
        }
    };
    let buttons: Vec<_> = landscapes.into_iter().enumerate().map(button).collect();
    view! {
        <div class="figure__choice" role="group" aria-label="Landscape">
            <span aria-hidden="true">"Landscape"</span>
            {buttons}
        </div>
    }
    .into_any()
}

impl Race {
    fn new(slot: &Slot, settings: &figures::Race, surface: RwSignal<usize>) -> Race {
        let (store, steps, point) = (slot.store, settings.steps.0, slot.params(&settings.start));
        let landscapes: Vec<String> = settings.of.iter().map(|of| of.to_string()).collect();
        let of = memo(move || landscapes.get(surface.get()).cloned().unwrap_or_default());
        let changed = RwSignal::new(Entrant::all(settings.runners.iter().map(|runner| &**runner)));
        let rates = parts::numbers(store, settings.rates.to_string());
        let entrants = memo(move || {
            let mut all = changed.get();
            let unforked = all.iter_mut().filter(|one| !one.is_fork);
            unforked.zip(rates.good.get().unwrap_or_default()).for_each(|(one, rate)| one.follow(rate));
            all
        });
        let start = point.map(|param| param.spec().name).to_vec();
        let query = memo(move || query::Race {
            of: of.get(),
            start: start.clone(),
            runners: entrants.with(|all| all.iter().map(Entrant::runner).collect()),
            steps: steps as u32,
        });
        let courses = store.ask_each(query);
        let length = memo(move || {
            let steps = |course: &Course| course.points.len().saturating_sub(1);
            courses.with(|race| race.courses.iter().map(steps).max()).flatten().unwrap_or(0)
        });
        let stepper = Stepper::new(length.into(), false);
        Race { entrants, changed, chosen: RwSignal::new(0), courses, stepper, of, point, steps }
    }

    /// Changes who takes part, or how.
    pub fn change<T>(self, change: impl FnOnce(&mut Vec<Entrant>) -> T) -> T {
        let mut all = self.entrants.get_untracked();
        let made = change(&mut all);
        self.changed.set(all);
        made
    }

    /// Something from the course of a runner, if there is such a runner.
    pub fn course<T>(self, at: usize, take: impl FnOnce(&Course) -> Option<T>) -> Option<T> {
        self.courses.with(|race| race.courses.get(at).and_then(take)).flatten()
    }

    /// The paths of all visible runners, the chosen one last.
    fn tracks(self) -> Vec<Track> {
        let chosen = self.chosen.get();
        let mut tracks: Vec<Track> = self.entrants.with(|all| {
            let shown = all.iter().enumerate().filter(|(_, one)| one.is_on);
            let track = |(at, one): (usize, &Entrant)| Track {
                places: self.course(at, |course| Some(course.points.clone())).unwrap_or_default(),
                values: self.course(at, |course| Some(course.values.clone())).unwrap_or_default(),
                color: one.color,
                tag: one.tag.clone(),
                is_dashed: one.is_fork,
                is_chosen: at == chosen,
            };
            shown.map(track).collect()
        });
        // The chosen one is drawn over the others.
        if let Some(at) = tracks.iter().position(|track| track.is_chosen) {
            let chosen = tracks.remove(at);
            tracks.push(chosen);
        }
        tracks
    }

    /// The marks on the landscape.
    fn marks(self, tracks: Memo<Vec<Track>>, scale: Memo<f64>, is_held: RwSignal<bool>) -> Standing {
        Rc::new(move |draw: &mut dyn FnMut(&Marks<'_>)| {
            let (reached, chosen) = (self.stepper.reached(), self.chosen.get());
            let is_on = self.entrants.with(|all| all.get(chosen).is_some_and(|one| one.is_on));
            let here = |of: fn(&Course) -> &Vec<[f64; 2]>| {
                let vector = self.course(chosen, |course| of(course).get(reached).copied());
                vector.filter(|parts| is_on && parts.iter().all(|part| part.is_finite()))
            };
            let name = nabla(&self.of.get());
            let foot = here(|course| &course.points);
            tracks.with(|tracks| {
                draw(&Marks {
                    point: Some(self.point.map(ParamHandle::get)),
                    is_held: is_held.get(),
                    arrow_base: foot,
                    gradient: here(|course| &course.gradients).filter(|_| foot.is_some()),
                    gradient_name: &name,
                    velocity: here(|course| &course.velocities)
                        .map(|velocity| velocity.map(|part| VELOCITY_SCALE * part)),
                    scale: scale.get(),
                    tracks,
                    reached,
                    ..Marks::default()
                });
            });
        })
    }

    /// The heights after each step.
    fn heights(self, stage: Stage, tracks: Memo<Vec<Track>>) -> AnyView {
        let heights =
            memo(move || tracks.with(|tracks| Heights::new(tracks, self.steps, ["step", &self.of.get()])));
        let theme = chart_theme();
        stage.base(move |size| {
            heights.with(|chart| tracks.with(|tracks| chart.base(&chart.frame(size), &theme.get(), tracks)))
        });
        stage.overlay(move |size| {
            let reached = self.stepper.reached();
            heights.with(|chart| {
                tracks.with(|tracks| chart.overlay(&chart.frame(size), &theme.get(), tracks, reached))
            })
        });
        stage.view(|width| figures::Race::HEIGHTS.at(width), ().into_any())
    }

    /// The current step, and who leads.
    fn place(self) -> Signal<String> {
        derived(move || {
            let (reached, steps) = (self.stepper.reached(), self.steps);
            let leader = self.entrants.with(|all| {
                let shown = all.iter().enumerate().filter(|(_, one)| one.is_on);
                let height = |at: usize| self.course(at, |course| course.values.get(reached).copied());
                let heights = shown.filter_map(|(at, one)| Some((height(at)?, one.name())));
                heights
                    .filter(|(height, _)| height.is_finite())
                    .min_by(|one, other| one.0.total_cmp(&other.0))
            });
            match leader {
                Some((_, name)) if reached > 0 => format!("step {reached} of {steps} · lowest: {name}"),
                _ => format!("step {reached} of {steps}"),
            }
        })
    }

    /// The next step of the chosen runner in its parts; at the end, how it ended.
    fn in_words(self) -> Vec<(&'static str, String)> {
        let (reached, chosen, of) = (self.stepper.reached(), self.chosen.get(), self.of.get());
        let name = self.entrants.with(|all| all.get(chosen).map(Entrant::name)).unwrap_or_default();
        let words = self.course(chosen, |course| {
            let last = course.points.len().checked_sub(1)?;
            let at = reached.min(last);
            let (place, value) = (pair(course.points[at]), number(*course.values.get(at)?));
            let Some(next) = course.points.get(at + 1) else {
                let why = course.ended.as_ref().map_or(String::new(), |why| format!("; {why}"));
                return Some(vec![("", format!("{name} ends at {place} with {of} = {value}{why}."))]);
            };
            let step = [0, 1].map(|axis| next[axis] - course.points[at][axis]);
            let velocity = match *course.velocities.get(at)? {
                [0.0, 0.0] => "It has none: on level ground it would stop.".to_owned(),
                velocity => format!("On level ground it would still move by {}.", pair(velocity)),
            };
            Some(vec![
                ("Gradient.", format!("{name} stands at {place}, where {}.", gradient(&of, course, at))),
                ("Velocity.", velocity),
                ("Move.", format!("Together they make a step of {}.", pair(step))),
            ])
        });
        words.unwrap_or_default()
    }

    /// Each place of each runner, for a table.
    fn rows(self, names: &[String; 2]) -> String {
        untrack(|| {
            let of = self.of.get();
            let mut rows = Vec::new();
            for at in 0..self.entrants.with(Vec::len) {
                self.course(at, |course| {
                    let places = course.points.iter().zip(&course.values).enumerate();
                    rows.extend(places.map(|(step, ([x, y], z))| [at as f64 + 1.0, step as f64, *x, *y, *z]));
                    Some(())
                });
            }
            table(&["runner", "step", &names[0], &names[1], &of], rows)
        })
    }
}

/// The gradient at a place of a course in words.
fn gradient(of: &str, course: &Course, at: usize) -> String {
    format!("∇{of} = {}", pair(course.gradients.get(at).copied().unwrap_or([f64::NAN; 2])))
}
