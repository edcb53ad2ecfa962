//! One input through the same functions, written in four ways: all four pictures move together.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::parts::{self, hue, numbers, sentences};
use super::save::{Save, table};
use super::stepper::Stepper;
use super::words::number;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::Store;
use crate::chart::Notations;
use crate::lesson::spec::Figure;
use crate::lesson::term::{self, Term};

/// The most numbers of a value that are said.
const SAID: usize = 5;

/// A value on its way.
#[derive(Clone)]
struct Value {
    name: String,
    held: LastGood<Vec<f64>>,
}

/// What the figure is made of.
#[derive(Clone, Copy)]
struct Flow {
    values: StoredValue<Vec<Value>>,
    /// What each of the four ways gives, and whether all give the same.
    ends: LastGood<Vec<f64>>,
    functions: StoredValue<Vec<String>>,
}

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let (flow, hues, titles) = Flow::new(store, &figure);
    let functions = figure.texts("functions").to_vec();
    let chart = memo(move || Notations {
        titles: titles.clone(),
        functions: functions.clone(),
        values: flow.numbers(),
        hues: hues.clone(),
    });
    let count = flow.functions.with_value(Vec::len);
    let stepper = Stepper::new(Signal::stored(count), false);
    let (stage, theme) = (Stage::new(), chart_theme());
    stage.base(move |[width, _]| chart.with(|chart| chart.base(width, &theme.get())));
    stage
        .overlay(move |[width, _]| chart.with(|chart| chart.overlay(width, &theme.get(), stepper.reached())));
    let place = derived(move || format!("after {} of {count}", stepper.reached()));
    let happened = derived(move || flow.told(stepper.reached()));
    let rows = Callback::new(move |()| {
        let values = untrack(|| flow.numbers()).into_iter().enumerate();
        let rows = values.flat_map(|(stage, numbers)| {
            numbers.into_iter().enumerate().map(move |(at, own)| [stage as f64, at as f64 + 1.0, own])
        });
        table(&["after", "entry", "value"], rows)
    });
    let save = Save { title: figure.title.clone(), stages: vec![stage], theme, numbers: rows };
    let problem = derived(move || {
        let first = flow.values.with_value(|values| values.iter().find_map(|value| value.held.problem.get()));
        first.or_else(|| flow.ends.problem.get())
    });
    view! {
        <div
            class="figure__views"
            data-problem=move || problem.get().is_some().to_string()
            on:keydown=move |event: KeyboardEvent| stepper.toggle_on_space(&event)
        >
            {stage.view(|_| Notations::height(), ().into_any())} {parts::mistake(problem)}
        </div>
        {stepper.view(place, happened, Signal::stored(false))}
        {sentences(derived(move || vec![("", happened.get())]))}
        <div class="figure__foot">{save.view()}</div>
        {parts::controls(store, &figure)}
    }
    .into_any()
}

impl Flow {
    /// The flow, the hues of its values, and what the four ways are called.
    fn new(store: Store, figure: &Figure) -> (Flow, Vec<String>, [String; 4]) {
        let named = |text: &String| match term::read(text) {
            Term::Array { name, code, .. } => (name.to_owned(), code.to_owned()),
            _ => (text.clone(), text.clone()),
        };
        let values: Vec<(String, String)> = figure.texts("values").iter().map(named).collect();
        let ways: Vec<(String, String)> = figure.texts("ways").iter().map(named).collect();
        let hues = values.iter().map(|(name, _)| hue(store, name).unwrap_or_default()).collect::<Vec<_>>();
        let value = |(name, code): &(String, String)| Value {
            name: name.clone(),
            held: numbers(store, format!("({code})[:]")),
        };
        let codes: Vec<&str> = ways.iter().map(|(_, code)| code.as_str()).collect();
        let same = format!("let ways = ({},); all(way -> way == ways[1], ways) end", codes.join(", "));
        let ends = numbers(store, same);
        let flow = Flow {
            values: StoredValue::new(values.iter().map(value).collect()),
            ends,
            functions: StoredValue::new(figure.texts("functions").to_vec()),
        };
        let mut titles: [String; 4] = Default::default();
        titles.iter_mut().zip(&ways).for_each(|(title, (name, _))| title.clone_from(name));
        (flow, hues, titles)
    }

    fn numbers(self) -> Vec<Vec<f64>> {
        let numbers = |value: &Value| value.held.good.get().unwrap_or_default();
        self.values.with_value(|values| values.iter().map(numbers).collect())
    }

    /// What the last function did, in numbers; at the end, whether all ways came to the same.
    fn told(self, reached: usize) -> String {
        let numbers = self.numbers();
        let written = |stage: usize| {
            let (Some(own), Some(name)) =
                (numbers.get(stage), self.values.with_value(|values| Some(values.get(stage)?.name.clone())))
            else {
                return String::new();
            };
            let said: Vec<String> = own.iter().take(SAID).map(|own| number(*own)).collect();
            let rest = if own.len() > SAID { ", …" } else { "" };
            format!("{name} = [{}{rest}]", said.join(", "))
        };
        let Some(function) = reached.checked_sub(1) else {
            return format!("At the start: {}, the same in all four pictures.", written(0));
        };
        let function =
            self.functions.with_value(|functions| functions.get(function).cloned()).unwrap_or_default();
        let mut words = format!("{function} makes {} of it.", written(reached));
        if reached + 1 == numbers.len() {
            words += match self.ends.good.get().as_deref() {
                Some([1.0]) => " All four ways have come to the same, to the last digit.",
                Some(_) => " The four ways have not come to the same.",
                None => "",
            };
        }
        words
    }
}
