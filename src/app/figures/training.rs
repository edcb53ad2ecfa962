//! Gradient descent on a loss of the lesson's arrays: weights and slopes as they change, the loss, the predictions, and
//! a slice of the landscape with the path on it.
//!
//! A weight can be changed at any step; the run then continues from there. So a fork is just another start, and the start
//! consists of parameters like any other.

use std::rc::Rc;

use leptos::prelude::*;

use super::axes::bands;
use super::equation::Equation;
use super::frame::{Parts, Slot, Stepping, Words};
use super::ground::{Ground, Standing};
use super::handle::press_layer;
use super::landscape::dragging;
use super::live::Live;
use super::parts::{self, nabla};
use super::stepper::Stepper;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Loss, Marks, Parity, Walk};
use crate::kernel::query;
use crate::lesson::figures::{self, ArrayName, ParamName};
use crate::view::files::table;
use crate::view::numbers::Numbers;
use crate::view::run::Run;
use crate::view::words::{known, number};

/// A training run and the step that is shown.
#[derive(Clone, Copy)]
struct Training {
    store: Store,
    run: LastGood<Run>,
    /// The losses of the steps before the learner took over, oldest first.
    past: RwSignal<Vec<f64>>,
    stepper: Stepper,
    /// Every number that is learned, array after array, each column after column.
    entries: StoredValue<Vec<ParamHandle>>,
    of: StoredValue<String>,
    steps: usize,
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Training) -> Parts {
    let training = Training::new(slot.store, &settings);
    let stages = [Stage::new(), Stage::new(), Stage::new(), Stage::new()];
    let [weights, loss, dots, map] = stages;
    let equation = training.equation(&settings.at);
    let parity = settings.predictions.as_ref();
    let parity = parity.map(|predictions| training.parity(dots, predictions.targets.to_string()));
    let count = if parity.is_some() { 2 } else { 1 };
    let picked = picked(&training, settings.axes.as_ref());
    let views = (
        equation.view(weights),
        training.loss(loss),
        training.choice(picked),
        view! {
            <div class="figure__row" data-count=count>
                {move || training.slice(map, picked.map(|axis| axis.get()))} {parity}
            </div>
        },
    );
    let tools = view! {
        <div class="figure__choice">
            <button class="button" type="button" on:click=move |_| training.take_over()>
                "Start from here"
            </button>
            <button class="button" type="button" on:click=move |_| training.start_over()>
                "From the beginning"
            </button>
        </div>
    };
    let (stepper, place) = (training.stepper, training.place());
    let happened = derived(move || training.in_words());
    Parts::new(views, stages, training.run.problem, Words::sentence(happened), move || training.rows())
        .stepped(Stepping { stepper, place, happened, is_locked: Signal::stored(false) })
        .tools(tools.into_any())
}

/// The two numbers that the slice is drawn over at first.
fn picked(training: &Training, axes: Option<&[ParamName; 2]>) -> [RwSignal<usize>; 2] {
    let named = |which: usize| {
        let name = axes.map(|axes| &*axes[which]);
        let is_it = |param: &ParamHandle| Some(param.spec().name.as_str()) == name;
        training.entries.with_value(|entries| entries.iter().position(is_it)).unwrap_or(which)
    };
    [0, 1].map(|which| RwSignal::new(named(which)))
}

impl Training {
    fn new(store: Store, settings: &figures::Training) -> Training {
        let entries = settings.at.iter().flat_map(|name| store.array(name).0).collect();
        let (steps, of) = (settings.steps.0, settings.of.to_string());
        let watch = settings.predictions.as_ref().map(|predictions| predictions.predicted.to_string());
        let query = query::Train {
            of: of.clone(),
            watch: watch.unwrap_or_default(),
            at: settings.at.iter().map(|name| name.to_string()).collect(),
            rate: settings.rate.to_string(),
            steps: steps as u32,
        };
        let run = store.ask(query).map(Run::of);
        let length = memo(move || run.with(Run::steps).unwrap_or(0));
        Training {
            store,
            run,
            past: RwSignal::default(),
            stepper: Stepper::new(length.into(), false),
            entries: StoredValue::new(entries),
            of: StoredValue::new(of),
            steps,
        }
    }

    /// Something from the run at the current step.
    fn now<T: Default>(self, take: impl Fn(&Run, usize) -> Option<T>) -> T {
        let reached = self.stepper.reached();
        self.run.with(|run| take(run, reached)).flatten().unwrap_or_default()
    }

    /// The weights at the current step become the start of the run.
    fn take_over(self) {
        let reached = untrack(|| self.stepper.reached());
        let place = self.run.with_untracked(|run| run.places.get(reached).cloned()).flatten();
        let Some(place) = place.filter(|_| reached > 0) else { return };
        let values = self.run.with_untracked(|run| run.values[..reached].to_vec());
        self.past.update(|past| past.extend(values.unwrap_or_default()));
        self.stepper.rewind();
        self.entries
            .with_value(|entries| entries.iter().zip(place).for_each(|(entry, value)| entry.set_fine(value)));
    }

    /// Returns to the weights that the lesson begins with.
    fn start_over(self) {
        self.past.set(Vec::new());
        self.stepper.go_to(0);
        self.entries.with_value(|entries| entries.iter().for_each(|entry| entry.reset()));
    }

    /// The weights, and below them their slopes.
    fn equation(self, at: &[ArrayName]) -> Equation {
        let store = self.store;
        let term = |(array, name): (usize, &ArrayName), shown: String, of: fn(&Run) -> &Vec<Vec<f64>>| {
            let sizes = store.array(name).1;
            let numbers = derived(move || {
                let known: Option<Numbers> =
                    self.now(|run, step| Some(Some(run.array(of(run).get(step)?, array))));
                known.unwrap_or_else(|| Numbers { sizes: sizes.clone(), values: Vec::new() })
            });
            Live::given(store, &shown, name, numbers)
        };
        let weights =
            at.iter().enumerate().map(|named| term(named, plain(named.1), |run| &run.places).changing(store));
        let slopes =
            at.iter().enumerate().map(|named| term(named, nabla(&plain(named.1)), |run| &run.gradients));
        let terms = weights.chain([Live::end_of_line()]).chain(slopes).collect();
        Equation::new(store, terms).grabbed(Callback::new(move |()| self.take_over()))
    }

    /// The loss after each step, before and since the learner took over.
    fn loss(self, stage: Stage) -> AnyView {
        let loss = memo(move || {
            let mut values = self.past.get();
            let steps = values.len() + self.steps;
            self.run.with(|run| values.extend_from_slice(&run.values));
            Loss::new(values, steps, ["step", &self.of.get_value()])
        });
        let theme = chart_theme();
        stage.base(move |size| loss.with(|loss| loss.base(&loss.frame(size), &theme.get())));
        stage.overlay(move |size| {
            let reached = self.past.with(Vec::len) + self.stepper.reached();
            loss.with(|loss| loss.overlay(&loss.frame(size), &theme.get(), reached))
        });
        stage.view(|width| figures::Training::LOSS.at(width), ().into_any())
    }

    /// Predictions against targets.
    fn parity(self, stage: Stage, targets: String) -> AnyView {
        let targets = parts::numbers(self.store, targets);
        let chart = memo(move || {
            let start = self.run.with(|run| run.predicted.first().cloned()).flatten();
            // The rows of the targets take turns: as many kinds as the last array, the bias, has entries.
            let kinds = self.now(|run, _| Some(run.array(&run.places[0], 1).values.len()));
            Parity::new(targets.good.get().unwrap_or_default(), &start.unwrap_or_default(), kinds, ["y", "ŷ"])
        });
        let theme = chart_theme();
        stage.base(move |size| chart.with(|chart| chart.base(&chart.frame(size), &theme.get())));
        stage.overlay(move |size| {
            let predicted: Vec<f64> = self.now(|run, step| run.predicted.get(step).cloned());
            chart.with(|chart| chart.overlay(&chart.frame(size), &theme.get(), &predicted))
        });
        stage.view(|width| figures::Training::PREDICTIONS.at(width), ().into_any())
    }

    /// Which two of the numbers the slice is drawn over.
    fn choice(self, picked: [RwSignal<usize>; 2]) -> AnyView {
        let names: Vec<(String, Option<String>)> = self.entries.with_value(|entries| {
            entries.iter().map(|entry| (plain(&entry.spec().name), entry.spec().part())).collect()
        });
        let choose = |(axis, label): (RwSignal<usize>, &'static str)| {
            let parts: Vec<_> = names.iter().map(|(_, part)| part.clone()).collect();
            let options: Vec<_> = names
                .iter()
                .enumerate()
                .map(|(at, (name, _))| {
                    view! { <option value=at selected=move || axis.get() == at>{name.clone()}</option> }
                })
                .collect();
            view! {
                <label data-part=move || parts.get(axis.get()).cloned().flatten()>
                    {label}" "
                    <select
                        class="button"
                        on:change=move |event| {
                            if let Ok(at) = event_target_value(&event).parse() {
                                axis.set(at);
                            }
                        }
                    >
                        {options}
                    </select>
                </label>
            }
        };
        let axes = Vec::from([(picked[0], "Slice along"), (picked[1], "and")].map(choose));
        view! { <div class="figure__choice">{axes}</div> }.into_any()
    }

    /// The loss over two of the numbers, while the others are as they are at this step, and the way of the training.
    fn slice(self, stage: Stage, axes: [usize; 2]) -> AnyView {
        let params = self.entries.with_value(|entries| axes.map(|axis| entries.get(axis).copied()));
        let [Some(x), Some(y)] = params else { return ().into_any() };
        if axes[0] == axes[1] {
            return view! { <p>"Choose two different numbers."</p> }.into_any();
        }
        let ranges = [x, y].map(|param| [param.spec().min, param.spec().max]);
        let of = Memo::new(move |before: Option<&String>| {
            let of = self.of.get_value();
            let code: Option<String> = self.now(|run, step| Some(run.slice(&of, step, axes)));
            code.or_else(|| before.cloned()).unwrap_or_else(|| "(p, q) -> NaN".to_owned())
        });
        let ground = Ground::following(self.store, of, ranges, [x, y].map(|param| plain(&param.spec().name)));
        let places = memo(move || {
            let place = |place: &Vec<f64>| axes.map(|axis| place.get(axis).copied().unwrap_or(f64::NAN));
            self.run
                .good
                .with(|run| run.iter().flat_map(|run| run.places.iter().map(place)).collect::<Vec<_>>())
        });
        let marks: Standing = Rc::new(move |draw: &mut dyn FnMut(&Marks<'_>)| {
            let reached = self.stepper.reached();
            places.with(|places| {
                let point = places.get(reached).copied();
                let walk = Some(Walk { places, reached, is_ahead_shown: true });
                draw(&Marks { point, walk, ..Marks::default() });
            });
        });
        let frame = ground.frame(stage);
        let drag = dragging([x, y], frame);
        let press = Callback::new(move |place: [f64; 2]| {
            self.take_over();
            drag.run(place);
        });
        ground.map(stage, true, marks, (press_layer(press), bands(frame, &[x, y])).into_any())
    }

    fn place(self) -> Signal<String> {
        derived(move || {
            let before = self.past.with(Vec::len);
            let (reached, steps) = (before + self.stepper.reached(), before + self.stepper.steps.get());
            let value: Option<f64> = self.now(|run, step| Some(run.values.get(step).copied()));
            format!("step {reached} of {steps} · {} = {}", self.of.get_value(), known(value))
        })
    }

    /// What the next step does to the loss and to the weight that it moves most; at the end, how it ended.
    fn in_words(self) -> String {
        let of = self.of.get_value();
        self.now(|run, step| {
            let value = *run.values.get(step)?;
            let (Some(next), Some(to)) = (run.values.get(step + 1), run.places.get(step + 1)) else {
                return Some(
                    run.ended
                        .clone()
                        .unwrap_or_else(|| format!("The training ends with {of} = {}.", number(value))),
                );
            };
            let moves = to.iter().zip(&run.places[step]).map(|(to, from)| to - from).enumerate();
            let (most, by) = moves.max_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs()))?;
            let name = self
                .entries
                .with_value(|entries| entries.get(most).map(|entry| plain(&entry.spec().name)))?;
            let change = if *next < value { "falls" } else { "rises" };
            Some(format!(
                "The next step changes {name} most, by {}, and {of} {change} from {} to {}.",
                number(by),
                number(value),
                number(*next)
            ))
        })
    }

    /// Each step: the loss, then every number that is learned.
    fn rows(self) -> String {
        let names = self
            .entries
            .with_value(|entries| entries.iter().map(|entry| plain(&entry.spec().name)).collect::<Vec<_>>());
        let mut text =
            table(&["step", "loss", &format!("\"{}\"", names.join("\",\""))], Vec::<[f64; 3]>::new());
        self.run.with_untracked(|run| {
            for (step, (value, place)) in run.values.iter().zip(&run.places).enumerate() {
                let numbers: Vec<String> = place.iter().map(f64::to_string).collect();
                text += &format!("{step},{value},{}\n", numbers.join(","));
            }
        });
        text
    }
}

/// A start's name as the name of what it becomes: `W₀` starts `W`.
fn plain(name: &str) -> String {
    name.replace('₀', "")
}
