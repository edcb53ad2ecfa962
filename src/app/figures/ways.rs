//! One input through the same functions, written in four ways: all four pictures move together.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Stepping, Words};
use super::parts::{hue, numbers};
use super::stepper::Stepper;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::Store;
use crate::chart::Notations;
use crate::lesson::figures;
use crate::lesson::term::ArrayTerm;
use crate::view::files::table;
use crate::view::words::number;

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
pub fn parts(slot: &Slot, settings: figures::Ways) -> Parts {
    let flow = Flow::new(slot.store, &settings);
    let hues: Vec<String> =
        settings.values.iter().map(|value| hue(slot.store, &value.name).unwrap_or_default()).collect();
    let titles = settings.ways.map(|way| way.name);
    let functions = settings.functions;
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
    let rows = move || {
        let values = untrack(|| flow.numbers()).into_iter().enumerate();
        let rows = values.flat_map(|(stage, numbers)| {
            numbers.into_iter().enumerate().map(move |(at, own)| [stage as f64, at as f64 + 1.0, own])
        });
        table(&["after", "entry", "value"], rows)
    };
    let problem = derived(move || {
        let first = flow.values.with_value(|values| values.iter().find_map(|value| value.held.problem.get()));
        first.or_else(|| flow.ends.problem.get())
    });
    let views = stage.view(|_| Notations::height(), ().into_any());
    Parts::new(views, [stage], problem, Words::sentence(happened), rows).stepped(Stepping {
        stepper,
        place,
        happened,
        is_locked: Signal::stored(false),
    })
}

impl Flow {
    fn new(store: Store, settings: &figures::Ways) -> Flow {
        let value = |ArrayTerm { name, code, .. }: &ArrayTerm| Value {
            name: name.clone(),
            held: numbers(store, format!("({code})[:]")),
        };
        let codes = settings.ways.each_ref().map(|way| way.code.as_str());
        let same = format!("let ways = ({},); all(way -> way == ways[1], ways) end", codes.join(", "));
        Flow {
            values: StoredValue::new(settings.values.iter().map(value).collect()),
            ends: numbers(store, same),
            functions: StoredValue::new(settings.functions.clone()),
        }
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
        let mut words = format!("{function} turns it into {}.", written(reached));
        if reached + 1 == numbers.len() {
            words += match self.ends.good.get().as_deref() {
                Some([1.0]) => " All four ways give the same result, to the last digit.",
                Some(_) => " The four ways give different results.",
                None => "",
            };
        }
        words
    }
}
