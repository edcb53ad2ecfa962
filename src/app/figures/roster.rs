//! The runners of a race as a list: who is shown and who is looked at, the knobs, forks, and who ran away.

use leptos::prelude::*;

use super::race::Race;
use crate::app::reactive::memo;
use crate::kernel::query::{Course, Runaway};
use crate::nn::Knob;

use crate::view::runners::{Entrant, MOST};
use crate::view::typed;
use crate::view::words::number;

/// A race, seen as the list of its runners.
#[derive(Clone, Copy)]
pub struct Roster(pub Race);

impl Roster {
    /// The list, the knobs of the one that is looked at, and what there is to say of those that ran away.
    pub fn view(self) -> AnyView {
        let Roster(race) = self;
        let count = memo(move || race.entrants.with(Vec::len));
        let rows = move || (0..count.get()).map(|at| self.row(at)).collect::<Vec<_>>();
        view! {
            <ol class="race__roster">{rows}</ol>
            {self.knobs(count)}
            <div class="race__lost" role="status">{move || self.lost()}</div>
        }
        .into_any()
    }

    /// Something of a runner, or nothing if it has gone.
    fn of<T: Default>(self, at: usize, take: fn(&Entrant) -> T) -> T {
        self.0.entrants.with(|all| all.get(at).map(take)).unwrap_or_default()
    }

    fn row(self, at: usize) -> AnyView {
        let Roster(race) = self;
        let is_chosen = move || race.chosen.get() == at;
        let (color, tag, name) = untrack(|| {
            (self.of(at, |one| one.color % 7), self.of(at, |one| one.tag.clone()), self.of(at, Entrant::name))
        });
        let toggle = move |_| {
            race.change(|all| {
                if let Some(one) = all.get_mut(at) {
                    one.is_on = !one.is_on;
                }
            });
        };
        let height = move || {
            let reached = race.stepper.reached();
            let value = race.course(at, |course| Some(course.values.get(reached).copied()));
            match value {
                None => String::new(),
                Some(None) => "gone".to_owned(),
                Some(Some(value)) => number(value),
            }
        };
        view! {
            <li class="race__row" data-chosen=move || is_chosen().to_string()>
                <input
                    type="checkbox"
                    aria-label=format!("Show {name}")
                    prop:checked=move || self.of(at, |one| one.is_on)
                    on:change=toggle
                />
                <button
                    class="race__name"
                    type="button"
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| race.chosen.set(at)
                >
                    <span class="race__tag" data-track=color>{tag}</span>
                    {name}
                </button>
                <span class="race__height">{height}</span>
            </li>
        }
        .into_any()
    }

    /// The knobs of the runner that is looked at, and what can be done with it.
    fn knobs(self, count: Memo<usize>) -> AnyView {
        let Roster(race) = self;
        let is_full = move || count.get() >= MOST;
        let panel = move || {
            let at = race.chosen.get().min(count.get().saturating_sub(1));
            let entrant = race.entrants.with_untracked(|all| all.get(at).cloned())?;
            let knobs: Vec<_> = entrant
                .knobs()
                .into_iter()
                .enumerate()
                .map(|(which, (knob, _))| self.knob(at, which, knob))
                .collect();
            let remove = entrant.is_fork.then(|| {
                view! {
                    <button class="button" type="button" on:click=move |_| self.remove(at)>"Remove"</button>
                }
            });
            let fork = move |_| {
                let rate = self.0.entrants.with_untracked(|all| all.get(at).map_or(0.0, Entrant::rate));
                self.fork(at, untrack(|| race.stepper.reached()), 0.5 * rate);
            };
            let about = format!("{}: {}.", entrant.name(), entrant.about());
            Some(view! {
                <p class="race__about">{about}</p>
                <div class="race__knobs">
                    {knobs}
                    <button
                        class="button"
                        type="button"
                        disabled=is_full
                        title="Another runner that goes on from this step with half the learning rate"
                        on:click=fork
                    >
                        {move || format!("Fork at step {}", race.stepper.reached())}
                    </button>
                    {remove}
                </div>
            })
        };
        view! { <div class="race__panel">{panel}</div> }.into_any()
    }

    fn knob(self, at: usize, which: usize, knob: &'static Knob) -> AnyView {
        let entrants = self.0.entrants;
        let value = move || {
            let knobs = entrants.with(|all| all.get(at).map(Entrant::knobs)).unwrap_or_default();
            knobs.get(which).map_or(0.0, |(_, value)| *value)
        };
        let turn = move |event| {
            let typed = typed::number(&event_target_value(&event)).filter(|value| value.is_finite());
            self.0.change(|all| {
                if let (Some(one), Some(typed)) = (all.get_mut(at), typed) {
                    one.turn(which, typed);
                }
            });
        };
        view! {
            <label class="race__knob" title=knob.about>
                {knob.symbol}
                <input
                    class="race__number"
                    type="number"
                    min="0"
                    step=fineness(knob.default)
                    aria-label=format!("{}, {}", knob.symbol, knob.about)
                    prop:value=move || value().to_string()
                    on:change=turn
                />
            </label>
        }
        .into_any()
    }

    /// Another runner that shares a runner's way up to a step.
    fn fork(self, at: usize, from: usize, rate: f64) {
        let Roster(race) = self;
        let made = race.change(|all| {
            let forks = all.iter().filter(|one| one.is_fork).count();
            let letter = char::from(b'a' + (forks % 26) as u8);
            let fork = all.get(at).filter(|_| all.len() < MOST)?.forked(from, rate, letter);
            all.push(fork);
            Some(all.len() - 1)
        });
        if let Some(made) = made {
            race.chosen.set(made);
        }
    }

    fn remove(self, at: usize) {
        self.0.chosen.set(0);
        self.0.change(|all| {
            if all.get(at).is_some_and(|one| one.is_fork) {
                all.remove(at);
            }
        });
    }

    /// Those that ran away: why, and the way back.
    fn lost(self) -> Vec<AnyView> {
        let Roster(race) = self;
        let shown = race
            .entrants
            .with(|all| all.iter().cloned().enumerate().filter(|(_, one)| one.is_on).collect::<Vec<_>>());
        let lost = |(at, one): (usize, Entrant)| {
            let (runaway, words) = race.course(at, |course| {
                course.runaway.clone().map(|runaway| (runaway.clone(), in_words(&one, course, &runaway)))
            })?;
            let healthy = runaway.healthy as usize;
            let again = move |_| {
                race.stepper.go_to(healthy);
                self.fork(at, healthy, 0.5 * one.rate());
            };
            let back = move |_| {
                race.chosen.set(at);
                race.stepper.go_to(healthy);
            };
            Some(
                view! {
                    <p>{words}</p>
                    <p class="race__knobs">
                        <button class="button" type="button" on:click=back>
                            {format!("Back to step {healthy}")}
                        </button>
                        <button class="button" type="button" on:click=again>
                            "Go on from there at half the rate"
                        </button>
                    </p>
                }
                .into_any(),
            )
        };
        shown.into_iter().filter_map(lost).collect()
    }
}

/// How a runner ran away, with the reason where there is one to be had.
fn in_words(one: &Entrant, course: &Course, runaway: &Runaway) -> String {
    let (name, rate) = (one.name(), one.rate());
    let how = match &course.ended {
        Some(why) => format!("{name} ran away: {why}."),
        None => format!("{name} ends higher than it began."),
    };
    let since = format!("Step {} was the last that left it no higher than the start.", runaway.healthy);
    match runaway.curvature {
        // Only a plain descent tips at a known rate.
        Some(bend) if name.starts_with("Descent") && rate > 2.0 / bend && bend > 0.0 => format!(
            "{how} {since} The ground bends by {} there, so a descent tips at 2/{} = {}; its rate is {}.",
            number(bend),
            number(bend),
            number(2.0 / bend),
            number(rate)
        ),
        _ => format!("{how} {since} A smaller learning rate takes shorter steps."),
    }
}

/// By how much a press of an arrow key turns a knob.
fn fineness(default: f64) -> f64 {
    match default {
        0.99.. => 0.001,
        0.5.. => 0.01,
        _ => 0.005,
    }
}
