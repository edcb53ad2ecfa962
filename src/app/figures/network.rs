//! The figure of a network: its units with their numbers, its weights as lines, and below them the same weights as
//! matrices that can be changed. The unit under the pointer is explained in words.

use leptos::prelude::*;

use super::equation::Equation;
use super::frame::{Parts, Slot, Words};
use super::live::Live;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::number::ParamNumber;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{MatrixEntry, Network, NetworkFrame, NetworkLayer, NetworkMarks, NetworkUnit};
use crate::kernel::query;
use crate::lesson::figures::{self, ArrayName};
use crate::lesson::show;
use crate::lesson::term::ArrayTerm;
use crate::view::files::table;
use crate::view::flow::{Flow, bracketed, signed};
use crate::view::words::number;

/// An array of parameters: its numbers column after column, and its rows.
#[derive(Clone)]
struct Array {
    entries: Vec<ParamHandle>,
    rows: usize,
}

impl Array {
    fn of(store: Store, name: &str) -> Array {
        let (entries, sizes) = store.array(name);
        Array { entries, rows: sizes.first().copied().unwrap_or(0) }
    }

    fn values(&self) -> Vec<f64> {
        self.entries.iter().map(|entry| entry.get()).collect()
    }

    /// An entry as it is written.
    fn text(&self, at: usize) -> String {
        self.entries.get(at).map_or_else(String::new, |entry| show::param(&entry.spec(), entry.get()))
    }
}

/// A layer as an author names it.
#[derive(Clone)]
struct Layer {
    name: String,
    hue: String,
    /// Its numbers, if they are parameters.
    entries: Vec<ParamHandle>,
}

/// A network and the unit that is explained.
#[derive(Clone, Copy)]
struct Net {
    store: Store,
    layers: StoredValue<Vec<Layer>>,
    weights: StoredValue<Vec<Array>>,
    biases: StoredValue<Vec<Array>>,
    flow: LastGood<Flow>,
    at: RwSignal<NetworkUnit>,
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Network) -> Parts {
    let store = slot.store;
    let net = Net::new(store, &settings);
    let [stage, matrices] = [Stage::new(), Stage::new()];
    let named = settings.weights.iter().zip(&settings.biases);
    let lines = named.map(|(weights, bias)| [weights, bias].map(|name| Live::parameter(store, name)));
    let mut terms = Vec::new();
    for line in lines {
        if !terms.is_empty() {
            terms.push(Live::end_of_line());
        }
        terms.extend(line);
    }
    let equation = Equation::new(store, terms).lighting(derived(move || net.entries()));
    let numbers = move || table(&["layer", "unit", "sum", "output"], net.rows());
    let views = (net.view(stage), equation.view(matrices));
    let words = Words::Line(derived(move || net.in_words()));
    Parts::new(views, [stage, matrices], net.flow.problem, words, numbers)
}

impl Net {
    fn new(store: Store, settings: &figures::Network) -> Net {
        let layer = |ArrayTerm { name, code, .. }: &ArrayTerm| {
            let hue = [name, code].iter().find_map(|symbol| super::parts::hue(store, symbol));
            let entries = store.array(code).0;
            Layer { name: name.clone(), hue: hue.unwrap_or_default(), entries }
        };
        let layers = settings.layers.iter().map(layer).collect();
        let arrays =
            |names: &[ArrayName]| -> Vec<Array> { names.iter().map(|name| Array::of(store, name)).collect() };
        let (weights, biases) = (arrays(&settings.weights), arrays(&settings.biases));
        // One query gives all numbers together, so that they belong to each other.
        let outs: Vec<&str> = settings.layers.iter().map(|layer| layer.code.as_str()).collect();
        let names = settings.weights.iter().zip(&settings.biases).enumerate();
        let sums = names
            .map(|(at, (weights, bias))| format!("({} * out[{}] .+ {})...", &**weights, at + 1, &**bias));
        let all: Vec<String> = (1..=outs.len()).map(|at| format!("out[{at}]...")).chain(sums).collect();
        let code = format!("let out = ({},); ({},) end", outs.join(", "), all.join(", "));
        let rows: Vec<usize> = weights.iter().map(|array| array.rows).collect();
        let flow =
            store.ask(query::Value { code }).filter_map(move |value| Flow::read(&value.numbers, &rows));
        let [weights, biases] = [weights, biases].map(StoredValue::new);
        Net { store, layers: StoredValue::new(layers), weights, biases, flow, at: RwSignal::new((1, 0)) }
    }

    /// The units' current outputs; parameters follow the hand before the kernel has answered.
    fn chart(self) -> Network {
        let flow = self.flow.good.get().unwrap_or_default();
        let layer = |(at, layer): (usize, &Layer)| {
            let computed = flow.out.get(at).cloned().unwrap_or_default();
            let (values, texts) = match layer.entries.is_empty() {
                true => (computed.clone(), computed.into_iter().map(number).collect()),
                false => layer
                    .entries
                    .iter()
                    .map(|entry| (entry.get(), show::param(&entry.spec(), entry.get())))
                    .unzip(),
            };
            NetworkLayer { name: layer.name.clone(), hue: layer.hue.clone(), values, texts }
        };
        let layers = self.layers.with_value(|layers| layers.iter().enumerate().map(layer).collect());
        let weights = self.weights.with_value(|weights| weights.iter().map(Array::values).collect());
        Network { layers, weights }
    }

    /// The picture, and over it each unit in its place.
    fn view(self, stage: Stage) -> AnyView {
        let chart = memo(move || self.chart());
        let frame = memo(move || chart.with(|chart| chart.frame(stage.size.get()[0])));
        let theme = chart_theme();
        stage.base(move |_| chart.with(|chart| frame.with(|frame| chart.base(frame, &theme.get()))));
        stage.overlay(move |_| {
            let marks = self.marks();
            chart.with(|chart| frame.with(|frame| chart.overlay(frame, &theme.get(), &marks)))
        });
        let counts = memo(move || {
            chart.with(|chart| chart.layers.iter().map(|layer| layer.values.len()).collect::<Vec<_>>())
        });
        let over = move || {
            let all = counts.get().into_iter().enumerate();
            let units = all.flat_map(|(layer, count)| (0..count).map(move |unit| (layer, unit)));
            units.map(|unit| self.unit(unit, frame)).collect_view()
        };
        stage.view(move |width| chart.with(|chart| chart.frame(width).height), over.into_any())
    }

    /// A unit, to be pointed at; one of an input that is a parameter can be changed.
    fn unit(self, at: NetworkUnit, frame: Memo<NetworkFrame>) -> AnyView {
        let (layer, unit) = at;
        let param = self.layers.with_value(|layers| layers.get(layer)?.entries.get(unit).copied());
        let part = param.and_then(|param| param.spec().part());
        let corner = move |axis: usize| {
            move || frame.with(|frame| Some(format!("{}px", frame.unit(at)?[axis] - frame.radius())))
        };
        let side = move || frame.with(|frame| format!("{}px", 2.0 * frame.radius()));
        let is_made = layer > 0;
        let inside = param.map(|param| view! { <ParamNumber param/> });
        let look = move || {
            if is_made {
                self.at.set(at);
            }
        };
        view! {
            <span
                class="matrices__entry network__unit"
                data-part=part
                role=is_made.then_some("img")
                tabindex=is_made.then_some("0")
                aria-label=move || is_made.then(|| self.told(at))
                style:left=corner(0)
                style:top=corner(1)
                style:width=side
                style:height=side
                on:pointerenter=move |_| look()
                on:focusin=move |_| look()
            >
                {inside}
            </span>
        }
        .into_any()
    }

    /// The weights and the bias of the explained unit, and the weight that is pointed at elsewhere.
    fn marks(self) -> NetworkMarks {
        let (layer, unit) = self.explained();
        let texts = |arrays: &Vec<Array>| {
            let Some(array) = layer.checked_sub(1).and_then(|before| arrays.get(before)) else {
                return Vec::new();
            };
            (unit..array.entries.len())
                .step_by(array.rows.max(1))
                .map(|at| array.text(at))
                .collect::<Vec<_>>()
        };
        let weights = self.weights.with_value(texts);
        let bias = self.biases.with_value(texts).first().map_or_else(String::new, |bias| signed(bias));
        NetworkMarks { at: Some((layer, unit)), weights, bias, line: self.highlighted() }
    }

    /// The unit of the weight or bias that is pointed at anywhere on the page, otherwise the last that was pointed at.
    fn explained(self) -> NetworkUnit {
        let bias = || self.found(self.biases);
        self.highlighted().or_else(bias).map_or_else(|| self.at.get(), |(unit, _)| unit)
    }

    /// The weight that is pointed at anywhere on the page.
    fn highlighted(self) -> Option<(NetworkUnit, usize)> {
        self.found(self.weights)
    }

    /// The entry of these arrays that is pointed at: the unit of its row, and its column.
    fn found(self, arrays: StoredValue<Vec<Array>>) -> Option<(NetworkUnit, usize)> {
        let part = self.store.highlighted.get();
        let is_it = |entry: &ParamHandle| entry.spec().part().is_some_and(|own| own == part);
        arrays.with_value(|arrays| {
            arrays.iter().enumerate().find_map(|(layer, array)| {
                let at = array.entries.iter().position(is_it)?;
                Some(((layer + 1, at % array.rows.max(1)), at / array.rows.max(1)))
            })
        })
    }

    /// The entries of the matrices below that belong to the explained unit: its row, and its bias.
    fn entries(self) -> Vec<MatrixEntry> {
        let (layer, unit) = self.explained();
        let Some(before) = layer.checked_sub(1) else { return Vec::new() };
        let columns = self.weights.with_value(|weights| {
            weights.get(before).map_or(0, |array| array.entries.len() / array.rows.max(1))
        });
        // Each layer is a line of three terms: its matrix, its bias, the line's end.
        let row = (0..columns).map(|column| (3 * before, unit, column));
        row.chain([(3 * before + 1, unit, 0)]).collect()
    }

    fn in_words(self) -> String {
        self.told(self.explained())
    }

    /// How a unit's output is computed, in numbers.
    fn told(self, (layer, unit): NetworkUnit) -> String {
        let number_of = |rows: &Vec<Vec<f64>>, layer: usize| rows.get(layer)?.get(unit).copied();
        let found = self
            .flow
            .with(|flow| Some((number_of(&flow.sums, layer.checked_sub(1)?)?, number_of(&flow.out, layer)?)));
        let Some((sum, out)) = found.flatten() else { return String::new() };
        let chart = self.chart();
        let (Some(own), Some(before)) = (chart.layers.get(layer), chart.layers.get(layer - 1)) else {
            return String::new();
        };
        let texts = |array: &Array| {
            (unit..array.entries.len())
                .step_by(array.rows.max(1))
                .map(|at| array.text(at))
                .collect::<Vec<_>>()
        };
        let weights =
            self.weights.with_value(|weights| weights.get(layer - 1).map(texts)).unwrap_or_default();
        let bias = self.biases.with_value(|biases| biases.get(layer - 1).map(texts)).unwrap_or_default();
        let product =
            |(weight, input): (&String, &String)| format!("{} × {}", bracketed(weight), bracketed(input));
        let products: Vec<String> = weights.iter().zip(&before.texts).map(product).collect();
        let bias = bias.first().map_or_else(String::new, |bias| format!(" {}", signed(bias)));
        let through = match sum == out {
            true => "; the output is the sum itself".to_owned(),
            false => format!("; the output is {}", number(out)),
        };
        let name = format!("{}[{}]", own.name, unit + 1);
        format!("{name}: {}{bias} = {}{through}.", products.join(" + "), number(sum))
    }

    /// Each unit: its layer and its place from 1, its sum, and its output. Inputs have no sum.
    fn rows(self) -> Vec<[f64; 4]> {
        let flow = self.flow.good.get_untracked().unwrap_or_default();
        let unit = |(layer, unit): NetworkUnit, out: f64| {
            let sum = layer.checked_sub(1).and_then(|before| flow.sums.get(before)?.get(unit).copied());
            [layer as f64 + 1.0, unit as f64 + 1.0, sum.unwrap_or(f64::NAN), out]
        };
        let layers = flow.out.iter().enumerate();
        layers
            .flat_map(|(layer, outs)| outs.iter().enumerate().map(move |(at, out)| ((layer, at), *out)))
            .map(|(at, out)| unit(at, out))
            .collect()
    }
}
