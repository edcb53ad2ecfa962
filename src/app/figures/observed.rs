//! Observations and the curve that should pass through them, on a stage: the figure of a fit, or part of another.
//!
//! An observation that can be dragged has a parameter that the lesson's cells add to it. So its place
//! is state like any other: cells see it, it is stored, and a reset undoes it.

use leptos::prelude::*;

use super::frame::Slot;
use super::handle::Handle;
use super::parts::{numbers, sampled};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Fit, FitOptions, Frame, widened};
use crate::kernel::message::Problem;
use crate::lesson::figures::Observations;
use crate::view::words::{known, number, plain};

/// Samples along a curve.
const SAMPLES: u32 = 201;

/// Observations and a curve.
#[derive(Clone, Copy)]
pub struct Observed {
    /// The current chart.
    pub chart: Memo<Fit>,
    /// What is wrong with the code behind it, if anything.
    pub problem: Signal<Option<Problem>>,
    moves: StoredValue<Vec<ParamHandle>>,
    at: Option<ParamHandle>,
    held: StoredValue<Vec<RwSignal<bool>>>,
    look: FitOptions,
}

impl Observed {
    /// The observations of a figure's settings, and the curve of `of`; `at` picks one of the times.
    pub fn new(slot: &Slot, settings: &Observations, of: &str, at: Option<ParamHandle>) -> Observed {
        let (store, x, y) = (slot.store, settings.x, settings.y);
        let times = settings.times.to_string();
        let moves: Vec<ParamHandle> = settings.moves.iter().flatten().map(|name| slot.param(name)).collect();
        let curve = sampled(store, of.to_owned(), x, SAMPLES);
        let truth = settings.truth.as_ref().map(|truth| sampled(store, truth.to_string(), x, SAMPLES));
        let predicted = numbers(store, format!("map({of}, {times})"));
        let unmoved = unmoved(store, &settings.values, &moves);
        let times = numbers(store, times);
        let name = settings.axis.as_deref().unwrap_or(of);
        let names = ["t".to_owned(), name.to_owned()];
        let moved = StoredValue::new(moves);
        let chart = memo(move || {
            let known = |held: LastGood<Vec<f64>>| held.good.get().unwrap_or_default();
            let shift = |index: usize| moved.with_value(|moves| moves.get(index).map_or(0.0, |by| by.get()));
            let unmoved = known(unmoved).into_iter().enumerate();
            let seen: Vec<f64> = unmoved.map(|(index, seen)| seen + shift(index)).collect();
            Fit {
                x,
                y: widened(y, seen.iter().copied()),
                names: names.clone(),
                curve: known(curve),
                truth: truth.map(known).unwrap_or_default(),
                observations: known(times).into_iter().zip(seen).map(|(time, seen)| [time, seen]).collect(),
                predicted: known(predicted),
            }
        });
        let problem = derived(move || {
            [Some(curve), truth, Some(unmoved), Some(times), Some(predicted)]
                .into_iter()
                .flatten()
                .find_map(|held| held.problem.get())
        });
        let look = FitOptions {
            bars: settings.bars,
            squares: settings.squares,
            movable: moved.with_value(|moves| !moves.is_empty()),
            ..FitOptions::default()
        };
        let held = moved.with_value(|moves| moves.iter().map(|_| RwSignal::new(false)).collect());
        Observed { chart, problem, moves: moved, at, held: StoredValue::new(held), look }
    }

    /// The stage; `height` gives its height for a width.
    pub fn view(self, stage: Stage, height: impl Fn(f64) -> f64 + Send + Sync + 'static) -> AnyView {
        let theme = chart_theme();
        stage.base(move |size| self.chart.with(|chart| chart.base(&chart.frame(size), &theme.get())));
        stage.overlay(move |size| {
            let look = FitOptions { held: self.held(), at: self.at.map(ParamHandle::get), ..self.look };
            self.chart.with(|chart| chart.overlay(&chart.frame(size), &theme.get(), &look))
        });
        let frame = memo(move || {
            let size = stage.size.get();
            (size[0] > 0.0).then(|| self.chart.with(|chart| chart.frame(size)))
        });
        let count = self.moves.with_value(Vec::len);
        let handles: Vec<_> = (0..count).map(|index| self.handle(index, frame)).collect();
        stage.view(height, handles.into_any())
    }

    /// The observation that is being dragged, if any.
    fn held(self) -> Option<usize> {
        self.held.with_value(|held| held.iter().position(RwSignal::get))
    }

    /// The handle of an observation, which changes its height.
    fn handle(self, index: usize, frame: Memo<Option<Frame>>) -> AnyView {
        let by = self.moves.with_value(|moves| moves.get(index).copied());
        let is_held = self.held.with_value(|held| held.get(index).copied());
        let (Some(by), Some(is_held)) = (by, is_held) else { return ().into_any() };
        let place = move || self.chart.with(|chart| chart.observations.get(index).copied());
        let drag = Callback::new(move |to: [f64; 2]| {
            if let (Some(frame), Some([_, seen])) = (frame.get_untracked(), untrack(place)) {
                // The axis would run away from a hand that went beyond its end.
                let [low, high] = self.chart.with_untracked(|chart| chart.y);
                let height = frame.data_from_screen(to)[1].clamp(low, high);
                by.set(by.get_untracked() + height - seen);
            }
        });
        let step = Callback::new(move |[right, up]: [f64; 2]| {
            by.set(by.get_untracked() + (right + up) * by.spec().step);
        });
        let handle = Handle {
            label: format!("Observation {}", index + 1),
            at: derived(move || {
                let (frame, place) = (frame.get()?, place()?);
                let (at, plot) = (frame.screen_from_data(place), frame.plot());
                Some([at[0], at[1].clamp(plot.min[1], plot.max[1])]).filter(|at| at[0].is_finite())
            }),
            words: derived(move || match place() {
                Some([time, seen]) => format!("{} at {}", number(seen), plain(time)),
                None => String::new(),
            }),
            value: derived(move || place().map_or(0.0, |[_, seen]| seen)),
            range: self.chart.with_untracked(|chart| chart.y),
            drag,
            step,
            is_held,
        };
        handle.view()
    }

    /// How well the curve fits, in words: at the chosen time, or where it fits worst.
    pub fn in_words(self, of: &str) -> Signal<String> {
        let of = of.to_owned();
        derived(move || {
            self.chart.with(|chart| {
                let rows = chart.observations.iter().zip(chart.residuals()).zip(&chart.predicted);
                let at = self.at.map(ParamHandle::get);
                let rows = rows.filter(|(([time, _], _), _)| at.is_none_or(|at| at == *time));
                let worst = rows.max_by(|one, other| one.0.1.abs().total_cmp(&other.0.1.abs()));
                match (worst, at) {
                    (None, _) => known(None),
                    (Some((([time, seen], miss), predicted)), Some(_)) => format!(
                        "t = {}: {} observed, {of} gives {}, miss {}",
                        plain(*time),
                        number(*seen),
                        number(*predicted),
                        number(miss.abs())
                    ),
                    (Some((([time, _], miss), _)), None) => {
                        format!("largest miss {} at t = {}", number(miss.abs()), plain(*time))
                    }
                }
            })
        })
    }

    /// Each observation with the curve's value, for a table.
    pub fn rows(self) -> Vec<[f64; 4]> {
        self.chart.with_untracked(|chart| {
            let rows = chart.observations.iter().zip(&chart.predicted);
            rows.map(|([time, seen], predicted)| [*time, *seen, *predicted, predicted - seen]).collect()
        })
    }
}

/// The observations before dragging: they do not change while one is dragged, so that it follows the hand and not the
/// kernel.
fn unmoved(store: Store, values: &str, moves: &[ParamHandle]) -> LastGood<Vec<f64>> {
    let names: Vec<String> = moves.iter().map(|param| param.spec().name).collect();
    match names.is_empty() {
        true => numbers(store, values.to_owned()),
        false => numbers(store, format!("{values} .- [{}]", names.join(", "))),
    }
}
