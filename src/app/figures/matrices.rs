//! The figure of matrices: an equation of the lesson's arrays, or of their shapes only.

use leptos::prelude::*;

use super::equation::Equation;
use super::live::Live;
use super::parts::Parts;
use super::save::{Save, table};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::derived;
use crate::app::store::Store;
use crate::lesson::spec::Figure;

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let sizes = figure.texts("sizes");
    let size = |at: usize| sizes.get(at).map_or("", String::as_str);
    let terms = figure
        .texts("terms")
        .iter()
        .enumerate()
        .map(|(at, text)| Live::read(store, text, size(at)))
        .collect();
    let shapes_only = figure.flag("shapes");
    let equation = Equation::new(store, terms);
    let equation = if shapes_only { equation.of_shapes() } else { equation };
    let (stage, theme) = (Stage::new(), chart_theme());
    let numbers = Callback::new(move |()| table(&["term", "row", "column", "value"], equation.rows()));
    let save = Save { title: figure.title.clone(), stages: vec![stage], theme, numbers };
    // What does not fit is what the learner is to see.
    let problem = derived(move || equation.problem().filter(|_| !shapes_only));
    let words = derived(move || match shapes_only {
        true => equation.fit_in_words(),
        false => equation.in_words(),
    });
    Parts { views: equation.view(stage), problem, words, rule: ().into_any(), save }.view(store, &figure)
}
