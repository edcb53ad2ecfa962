//! The figure of matrices: an equation of the lesson's arrays, or only of their shapes.

use super::equation::Equation;
use super::frame::{Parts, Slot, Words};
use super::live::Live;
use crate::app::canvas::Stage;
use crate::app::reactive::derived;
use crate::lesson::figures;
use crate::view::files::table;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Matrices) -> Parts {
    let shapes_only = settings.shapes;
    let terms = settings.terms.iter().map(|term| Live::term(slot.store, term)).collect();
    let equation = Equation::new(slot.store, terms);
    let equation = if shapes_only { equation.of_shapes() } else { equation };
    let stage = Stage::new();
    let numbers = move || table(&["term", "row", "column", "value"], equation.rows());
    // Shapes that do not match are what the learner should see.
    let problem = derived(move || equation.problem().filter(|_| !shapes_only));
    let words = derived(move || match shapes_only {
        true => equation.fit_in_words(),
        false => equation.in_words(),
    });
    Parts::new(equation.view(stage), [stage], problem, Words::Line(words), numbers)
}
